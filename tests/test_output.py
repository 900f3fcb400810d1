"""Writing the site: the whole of it or nothing, and never over what is somebody else's."""

import dataclasses
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from socialreg.errors import OutputError
from socialreg.processes import process_count
from socialreg.publish.exchange import exchange
from socialreg.publish.inventory import MARKER, Written, intact
from socialreg.publish.output import Filled, replace_folder, write_files
from socialreg.publish.publication import Publication
from socialreg.publish.rendering import render_site
from tests.builders import RepositoryBuilder
from tests.samples import made, sample_publication

FILES = [("index.html", b"<p>1"), ("konto/a.html", b"a"), ("en/konto/a.html", b"a")]
REPOSITORY = Path(__file__).parents[1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The register's root, with the folders that belong to it."""
    root = tmp_path / "register"
    for name in ("data/accounts", "templates", ".git"):
        (root / name).mkdir(parents=True)
    return root


def write_site(
    files: Iterable[tuple[str, bytes]], out: Path, root: Path, fingerprint: str | None = None
) -> Filled:
    def fill(new: Path, before: Path) -> list[Written]:
        return write_files(new, files, before)

    return replace_folder(out, root, fill, fingerprint)


def content(folder: Path) -> dict[str, bytes]:
    """What is published from *folder*: every file but the marker."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def names(folder: Path) -> list[str]:
    """What lies in *folder*, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def refusal(out: Path, root: Path) -> OutputError:
    with pytest.raises(OutputError) as caught:
        write_site(FILES, out, root)
    assert caught.value.next_step
    return caught.value


# --- Into which folders ---


def test_a_new_folder_is_made_with_its_parents(root: Path) -> None:
    out = root / "build" / "public"
    assert write_site(FILES, out, root) == Filled(files=3, changed=3)
    assert content(out) == dict(FILES)
    assert names(out.parent) == ["public"]


def test_an_empty_folder_is_taken(root: Path) -> None:
    (root / "public").mkdir()
    write_site(FILES, root / "public", root)
    assert content(root / "public") == dict(FILES)


def test_its_own_folder_is_replaced_as_a_whole(root: Path) -> None:
    out = root / "public"
    write_site(FILES, out, root)
    (out / ".DS_Store").write_bytes(b"left by a file manager")
    write_site([("index.html", b"<p>2")], out, root)
    assert content(out) == {"index.html": b"<p>2"}
    assert not (out / "konto").exists()


def test_the_folder_lists_what_is_its_own(root: Path) -> None:
    write_site(FILES, root / "public", root)
    lines = (root / "public" / MARKER).read_text(encoding="utf-8").splitlines()
    digest = {path: hashlib.sha256(found).hexdigest() for path, found in FILES}
    assert lines[1:] == [f"{digest[path]}  {path}" for path in sorted(digest)]
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", MARKER], cwd=root / "public", check=False
    )
    assert checked.returncode == 0


def test_a_folder_that_an_older_program_wrote_is_its_own_too(root: Path) -> None:
    out = root / "public"
    write_site(FILES, out, root)
    paths = "".join(f"{path}\n" for path, _content in FILES)
    (out / MARKER).write_text(f"# Written by socialreg.\n{paths}")
    assert write_site(FILES, out, root) == Filled(files=3, changed=0)


def test_a_folder_of_somebody_elses_is_refused(root: Path) -> None:
    (root / "public").mkdir()
    (root / "public" / "thesis.odt").write_bytes(b"years of work")
    error = refusal(root / "public", root)
    assert error.message == f"{root / 'public'} is not empty, and socialreg did not make it."
    assert content(root / "public") == {"thesis.odt": b"years of work"}


@pytest.mark.parametrize("name", ["CNAME", "konto/b.html", "ny/mapp/fil"])
def test_a_file_that_somebody_added_is_not_removed(root: Path, name: str) -> None:
    out = root / "public"
    write_site(FILES, out, root)
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes(b"sjohamn.example")
    error = refusal(out, root)
    assert error.message == f"{out}/{name} is not from socialreg, and would be lost."
    assert content(out) == {**dict(FILES), name: b"sjohamn.example"}


def test_a_link_in_the_folder_is_not_followed(root: Path, tmp_path: Path) -> None:
    out = root / "public"
    write_site(FILES, out, root)
    (tmp_path / "elsewhere").mkdir()
    (out / "länk").symlink_to(tmp_path / "elsewhere")
    assert "länk is not from socialreg" in refusal(out, root).message


@pytest.mark.parametrize("place", [".", "..", "data", "data/accounts", "templates/x", ".git/site"])
def test_the_register_itself_is_refused(root: Path, place: str) -> None:
    assert "register" in refusal(root / place, root).message
    assert content(root) == {}


def test_the_register_is_known_through_links_too(root: Path, tmp_path: Path) -> None:
    (tmp_path / "also").symlink_to(root)
    refusal(tmp_path / "also" / "data", root)
    refusal(root / "data", tmp_path / "also")


@pytest.mark.parametrize("place", ["data/site", "data/accounts", "templates/x"])
def test_another_register_is_refused(root: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "other/data").mkdir(parents=True)
    (tmp_path / "other/data/register.toml").write_bytes(b"")
    assert "is part of the register" in refusal(tmp_path / "other" / place, root).message
    write_site(FILES, tmp_path / "other/public", root)


@pytest.mark.parametrize("place", ["main/.git/site", "main/.git/worktrees/second/site"])
def test_the_folder_of_git_that_a_second_work_tree_shares_is_refused(
    tmp_path: Path, place: str
) -> None:
    main = RepositoryBuilder(tmp_path / "main")
    main.commit("Begin", {"data/register.toml": ""})
    main.git("worktree", "add", "--quiet", "-b", "second", str(tmp_path / "second"))
    assert "is part of the register" in refusal(tmp_path / place, tmp_path / "second").message
    assert "is part of the register" in refusal(tmp_path / place, tmp_path / "third").message


def test_the_data_of_a_website_is_not_a_registers(root: Path, tmp_path: Path) -> None:
    RepositoryBuilder(tmp_path / "website")
    write_site(FILES, tmp_path / "website/data", root)


def test_a_file_and_a_link_are_refused(root: Path) -> None:
    (root / "fil").write_bytes(b"text")
    (root / "mapp").mkdir()
    (root / "länk").symlink_to(root / "mapp")
    (root / "död").symlink_to(root / "ingenstans")
    for name in ("fil", "länk", "död"):
        assert refusal(root / name, root).message == f"{root / name} is not a folder."
    assert (root / "fil").read_bytes() == b"text"


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


@pytest.mark.parametrize(
    "put",
    [
        _fifo,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to(path.with_name("index.html")),
        lambda path: path.mkdir(),
        lambda path: path.write_bytes(b"index.html\n\xff"),
        _huge,
    ],
    ids=["pipe", "device", "link", "folder", "not text", "huge"],
)
def test_a_marker_that_is_none_is_refused(root: Path, put: Callable[[Path], object]) -> None:
    out = root / "public"
    write_site(FILES, out, root)
    (out / MARKER).unlink()
    put(out / MARKER)

    message = refusal(out, root).message

    assert message in {
        f"{out / MARKER} is not a list of files that socialreg wrote.",
        f"{out} is not empty, and socialreg did not make it.",
    }
    assert (out / "index.html").read_bytes() == b"<p>1"


# --- What stays the same ---


def stamped(out: Path) -> dict[str, tuple[int, int]]:
    """The number and the time of change of each file in *out*, after setting the times back."""
    for path in out.rglob("*.*"):
        if path.is_file():
            os.utime(path, ns=(10**18, 10**18))
    return stamps(out)


def stamps(out: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(out).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in out.rglob("*.*")
        if path.is_file()
    }


def test_what_has_not_changed_is_the_same_file_and_what_is_gone_is_removed(root: Path) -> None:
    out = root / "public"
    write_site(FILES, out, root)
    before = stamped(out)

    filled = write_site([FILES[0], ("konto/a.html", b"b"), ("ny.html", b"")], out, root)

    after = stamps(out)
    assert filled == Filled(files=3, changed=2)
    assert content(out) == {"index.html": b"<p>1", "konto/a.html": b"b", "ny.html": b""}
    assert after["index.html"] == before["index.html"]
    assert after["konto/a.html"][1] > before["konto/a.html"][1]
    assert not (out / "en").exists()


def test_nothing_is_rewritten_when_all_is_the_same(root: Path) -> None:
    write_site(FILES, root / "public", root)
    before = stamped(root / "public")
    assert write_site(FILES, root / "public", root) == Filled(files=3, changed=0)
    assert stamps(root / "public") == before


@pytest.mark.parametrize("put", ["link", "folder", "pipe", "other bytes"])
def test_what_is_no_longer_as_it_was_written_is_written_anew(root: Path, put: str) -> None:
    out, page = root / "public", root / "public/konto/a.html"
    write_site(FILES, out, root)
    page.unlink()
    if put == "link":
        page.symlink_to(out / "en/konto/a.html")
    elif put == "pipe":
        os.mkfifo(page)
    elif put == "other bytes":
        page.write_bytes(b"b")
    else:
        page.mkdir()
    assert write_site(FILES, out, root) == Filled(files=3, changed=1)
    assert not page.is_symlink()
    assert content(out) == dict(FILES)


def test_without_links_between_files_a_copy_keeps_the_times(root: Path) -> None:
    write_site(FILES, root / "public", root)
    before = stamped(root / "public")
    trace(root, ["-e", "trace=link,linkat", "-e", "inject=link,linkat:error=EPERM"], *FILES)
    after = stamps(root / "public")
    assert {path: time for path, (_number, time) in after.items()} == {
        path: time for path, (_number, time) in before.items()
    }
    assert not {number for number, _time in after.values()} & {
        number for number, _time in before.values()
    }


def test_a_site_that_is_as_it_was_made_is_known_again(root: Path) -> None:
    out = root / "public"
    write_site(FILES, out, root, "a" * 64)
    (out / ".DS_Store").write_bytes(b"left by a file manager")
    shutil.copytree(out, root / "copy")  # such as a cache makes: other times, same bytes
    assert intact(out, "a" * 64) == intact(root / "copy", "a" * 64) == 3
    assert intact(out, "b" * 64) is None
    assert intact(root / "elsewhere", "a" * 64) is None
    (root / "link").symlink_to(out)
    assert intact(root / "link", "a" * 64) is None


def _pipe(page: Path) -> None:
    page.unlink()
    os.mkfifo(page)


def _rewrite(page: Path) -> None:
    status = page.stat()
    page.write_bytes(b"b")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    "harm",
    [
        _rewrite,
        Path.unlink,
        lambda page: page.with_name("b.html").write_bytes(b""),
        lambda page: (page.unlink(), page.symlink_to("b.html")),
        _pipe,
    ],
    ids=["other bytes", "removed", "added", "link", "pipe"],
)
def test_a_site_that_somebody_has_changed_is_not_taken_for_intact(
    root: Path, harm: Callable[[Path], object]
) -> None:
    out = root / "public"
    write_site(FILES, out, root, "a" * 64)
    harm(out / "konto/a.html")
    assert intact(out, "a" * 64) is None


# --- All or nothing ---


def test_when_making_a_page_fails_the_old_site_stays(root: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise ZeroDivisionError

    out = root / "public"
    write_site(FILES, out, root)
    with pytest.raises(ZeroDivisionError):
        write_site(failing(), out, root)
    assert content(out) == dict(FILES)
    assert names(root) == [".git", "data", "public", "templates"]


def test_when_the_system_refuses_the_user_is_told_where(root: Path) -> None:
    (root / "fil").write_bytes(b"")
    error = refusal(root / "fil" / "public", root)
    assert error.message.startswith(str(root / "fil"))
    assert "cannot be written" in error.message


def test_what_an_interrupted_run_left_is_swept_away(root: Path) -> None:
    out = root / "public"
    write_site(FILES, out, root)
    for word in ("new", "old"):
        left = root / f".public.socialreg-{word}.tmp"
        left.mkdir()
        (left / "index.html").write_bytes(b"half")
    write_site(FILES, out, root)
    assert names(root) == [".git", "data", "public", "templates"]


def test_a_site_that_was_just_moved_aside_comes_back(root: Path) -> None:
    """Where two folders cannot be exchanged in one step, a run can die between the two."""
    out = root / "public"
    write_site(FILES, out, root)
    out.rename(root / ".public.socialreg-old.tmp")
    with pytest.raises(ZeroDivisionError):
        write_site(((str(1 // 0), b"") for _ in range(1)), out, root)
    assert content(out) == dict(FILES)


def test_two_folders_change_places_in_one_step_or_not_at_all(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchanged = exchange(tmp_path / "one", tmp_path / "two")
    assert names(tmp_path / "one") == ["two" if exchanged else "one"]
    assert exchanged is (sys.platform in {"linux", "darwin"})
    assert not exchange(tmp_path / "one", tmp_path / "missing")


_WRITER = """
import sys, pathlib
from tests.test_output import write_site
out, root = map(pathlib.Path, sys.argv[1:])
size = 0
while True:
    size += 1
    write_site([(f"konto/{n}.html", b"x" * size) for n in range(60)], out, root)
"""


def writer(out: Path, root: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _WRITER, out, root], cwd=REPOSITORY)


def test_a_run_that_is_killed_leaves_the_old_site_or_the_new_one(root: Path) -> None:
    out, chance = root / "public", random.Random(20260915)  # noqa: S311 - for moments, not secrets
    for _ in range(12):
        process = writer(out, root)
        while not out.exists():
            time.sleep(0.005)
        time.sleep(0.1 + chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = content(out)
        assert len(found) == 60
        assert len(set(found.values())) == 1
    write_site(FILES, out, root)
    assert names(root) == [".git", "data", "public", "templates"]


_ONE_RUN = """
import sys, pathlib
from socialreg.publish.output import replace_folder, write_files
root, out, *pairs = sys.argv[1:]
files = [(path, content.encode()) for path, content in zip(pairs[::2], pairs[1::2])]
root, out = pathlib.Path(root), pathlib.Path(root, out)
replace_folder(out, root, lambda new, before: write_files(new, files, before))
"""


def trace(root: Path, rules: list[str], *files: tuple[str, bytes]) -> None:
    """Write the site of *files* under strace, which interferes by *rules*."""
    words = [word for path, content in files for word in (path, content.decode())]
    command = ["strace", "-f", "-qq", "-o", str(root / "trace"), *rules]
    subprocess.run(
        [*command, sys.executable, "-c", _ONE_RUN, str(root), "public", *words],
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
    )


def test_being_killed_at_any_change_of_a_file_leaves_the_old_site_or_the_new_one(
    root: Path,
) -> None:
    old, new = dict(FILES), {"index.html": b"<p>1", "konto/a.html": b"b", "ny.html": b"n"}
    calls = "trace=rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir"
    write_site(FILES, root / "public", root)
    trace(root, ["-e", calls], *new.items())
    assert content(root / "public") == new
    made = [line for line in (root / "trace").read_text().splitlines() if "(" in line]
    assert len(made) > 12

    outcomes = []
    for number in range(1, len(made) + 1):
        write_site(FILES, root / "public", root)
        inject = f"inject={calls.removeprefix('trace=')}:signal=KILL:when={number}"
        trace(root, ["-e", calls, "-e", inject], *new.items())
        found = content(root / "public")
        assert found in (old, new), number
        outcomes.append(found == new)

    assert outcomes == sorted(outcomes)  # the old one up to a moment, and then the new one
    assert set(outcomes) == {False, True}
    write_site(FILES, root / "public", root)
    assert set(names(root)) == {".git", "data", "public", "templates", "trace"}


def test_two_runs_do_not_write_into_one_folder(root: Path) -> None:
    def other() -> Iterator[tuple[str, bytes]]:
        error = refusal(root / "public", root)
        assert error.message == f"Another run is writing {root / 'public'} just now."
        yield from FILES

    assert write_site(other(), root / "public", root).files == 3


# --- With several processes ---


def many() -> Publication:
    """A register that is large enough for several processes."""
    publication = sample_publication()
    one = publication.register.accounts[2]
    accounts = tuple(dataclasses.replace(one, id=f"konto-{n:04}") for n in range(1000))
    register = dataclasses.replace(publication.register, accounts=accounts)
    return dataclasses.replace(publication, register=register)


def test_a_little_work_is_left_to_one_process() -> None:
    assert process_count(999, enough=1000) == 1
    assert process_count(1000, enough=1000) == min(os.cpu_count() or 1, 4)


def test_several_processes_write_the_same_as_one(root: Path) -> None:
    publication = many()
    expected = made(publication)
    count = len(expected)
    assert count > 2000
    assert render_site(publication, root / "public", root) == Filled(files=count, changed=count)
    assert content(root / "public") == expected


def test_a_small_register_is_rendered_all_the_same(root: Path) -> None:
    publication = sample_publication()
    filled = render_site(publication, root / "public", root)
    assert filled.files == len(content(root / "public")) == len(made(publication))


_RENDERER = """
import sys, pathlib, threading
from socialreg import i18n
from socialreg.errors import SocialregError
from socialreg.publish.rendering import render_site
from tests.test_output import many
import dataclasses

def main():
    out, root, template, threads = sys.argv[1:]
    i18n.use("en")
    done = threading.Event()
    if threads == "several":
        threading.Thread(target=done.wait).start()
    own = {"account.html.j2": template.encode()} if template else {}
    publication = dataclasses.replace(many(), templates=own)
    try:
        print(render_site(publication, pathlib.Path(out), pathlib.Path(root)).files)
    except SocialregError as error:
        print(type(error).__name__, error.message)
    finally:
        done.set()

if __name__ == "__main__":
    main()
"""


def rendered(root: Path, threads: str, template: str = "") -> str:
    """What a process of its own says that renders, with a *template* of its own for accounts."""
    script = root / "renderer.py"
    script.write_text(_RENDERER)
    arguments = map(str, (script, root / "public", root, template, threads))
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    found = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert found.stderr == ""
    return found.stdout


@pytest.mark.parametrize("threads", ["one", "several"])
def test_processes_are_started_in_the_way_that_the_threads_allow(root: Path, threads: str) -> None:
    expected = made(many())
    assert rendered(root, threads) == f"{len(expected)}\n"
    assert content(root / "public") == expected


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("{{ x }}", "'x' is undefined"),
        ("{{ 1 + 'a' }}", "unsupported operand type(s) for +: 'int' and 'str'"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "maximum recursion depth exceeded"),
    ],
)
@pytest.mark.parametrize("threads", ["one", "several"])
def test_a_fault_in_another_process_is_told_as_in_the_first(
    root: Path, threads: str, fault: str, why: str
) -> None:
    template = f"<p>\n{{% if page.account.id > 'konto-0998' %}}\n{fault}\n{{% endif %}}"

    told = rendered(root, threads, template)

    assert told.startswith(
        f"RegisterError The template templates/account.html.j2:3 does not work: {why}"
    )
    assert not (root / "public").exists()
