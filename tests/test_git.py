"""What is recorded, by whom, and what becomes of it when somebody interrupts."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialreg.errors import GitError
from socialreg.git.change import Change, Message, Person
from socialreg.git.lock import exclusive
from socialreg.git.program import find_program
from socialreg.git.reading import (
    MAX_BYTES,
    Entry,
    commit_date,
    head,
    log,
    read_blobs,
    resolve,
    tree,
    versions,
)
from socialreg.git.record import Recorded, commit, write_only
from socialreg.git.repository import init_repository, open_repository
from tests.builders import AUTHOR, RepositoryBuilder

PATH = "data/accounts/bibliotek.toml"
OTHER = "data/accounts/simhall.toml"
NEW_PATH = "data/accounts/museum.toml"
OLD, NEW = 'name = "Biblioteket"\n', 'name = "Höganäs bibliotek"\n'


def a_change(*paths: str, content: str = NEW) -> Change:
    return Change(
        contents={path: content.encode() for path in paths or (PATH,)},
        message=Message(subject="Rename the library"),
    )


def record(repo: RepositoryBuilder, change: Change | None = None) -> Recorded:
    with open_repository(repo.root) as repository:
        return commit(repository, change or a_change())


@pytest.fixture
def register(repo: RepositoryBuilder) -> RepositoryBuilder:
    repo.commit("Begin", {PATH: OLD, OTHER: 'name = "Simhallen"\n'})
    return repo


# --- The commit ---


def test_commit_is_the_users_own(register: RepositoryBuilder) -> None:
    """Author and committer are the user as git knows them, and the files are on the disk."""
    made = record(register)

    author = f"{AUTHOR[0]} <{AUTHOR[1]}>"
    assert register.git("log", "-1", "--format=%an <%ae>|%cn <%ce>") == f"{author}|{author}"
    assert (made, register.changed(), register.read(PATH), register.status()) == (
        Recorded(register.head, "main"),
        [PATH],
        NEW,
        [],
    )


def test_message_with_trailers(register: RepositoryBuilder) -> None:
    """Subject, body and trailers are told apart by git itself."""
    message = Message(
        subject="Close the library's page",
        body="Nobody has time.\n\n# 12 posts in a year",
        trailers=(("Account", "bibliotek"), ("Action", "close"), ("Reference", "KFN 2026/88")),
    )

    record(register, Change(contents=a_change().contents, message=message))

    told = register.git("log", "-1", "--format=%s%n--%n%b--%n%(trailers:only)")
    assert told == textwrap.dedent(
        """\
        Close the library's page
        --
        Nobody has time.

        # 12 posts in a year

        Account: bibliotek
        Action: close
        Reference: KFN 2026/88
        --
        Account: bibliotek
        Action: close
        Reference: KFN 2026/88"""
    )


def test_value_cannot_forge_a_trailer(register: RepositoryBuilder) -> None:
    """A line break in a value does not begin a trailer of its own, nor does a terminal obey."""
    message = Message(
        subject="Close\nAction: approve",
        trailers=(("Account", "bibliotek"), ("Reference", "1\nAccount: simhall\x1b[2J")),
    )

    record(register, Change(contents=a_change().contents, message=message))

    assert register.git("log", "-1", "--format=%B").strip() == (
        "Close Action: approve\n\nAccount: bibliotek\nReference: 1 Account: simhall\\u{1b}[2J"
    )


def test_several_files_are_one_commit(register: RepositoryBuilder) -> None:
    """Changed, new and removed files go together."""
    change = Change(
        contents={PATH: NEW.encode(), OTHER: None, NEW_PATH: b"x = 1\n", "data/a/b/c.csv": b"1\n"},
        message=Message(subject="Much at once"),
    )

    record(register, change)

    assert register.changed() == ["data/a/b/c.csv", PATH, NEW_PATH, OTHER]
    assert register.status() == []
    assert not (register.root / OTHER).exists()


def test_very_many_files_are_one_commit(register: RepositoryBuilder) -> None:
    """An import is quick and whole, also when its files are there already."""
    many = {f"data/accounts/konto-{number}.toml": b"n = 1\n" for number in range(300)}
    record(register, Change(contents=many, message=Message(subject="Import")))

    again = dict.fromkeys(many, b"n = 2\n")
    record(register, Change(contents=again, message=Message(subject="Import again")))

    assert (len(register.changed()), register.status()) == (300, [])


def test_names_that_git_would_take_for_patterns(register: RepositoryBuilder) -> None:
    """A path is that path, whatever characters it has."""
    register.commit("More", {"data/a[b]*.toml": "x = 1\n", "data/ab.toml": "x = 1\n"})
    register.write("data/ab.toml", "changed = 1\n")

    record(register, a_change("data/a[b]*.toml", "data/å ä ö\n.toml"))

    assert register.changed() == ["data/a[b]*.toml", "data/å ä ö\n.toml"]
    assert register.status() == [" M data/ab.toml"]


def test_ignored_file_is_recorded_all_the_same(register: RepositoryBuilder) -> None:
    """What the tool writes belongs to the register, whatever .gitignore says."""
    register.commit("Ignore", {".gitignore": "*.csv\n"})

    record(register, a_change("data/activity/bibliotek.csv"))
    record(register, a_change("data/activity/bibliotek.csv", content="week\n"))

    assert register.git("show", "HEAD:data/activity/bibliotek.csv") == "week"


def test_mode_of_a_file_stays(register: RepositoryBuilder) -> None:
    (register.root / PATH).chmod(0o600)

    record(register)

    assert (register.root / PATH).stat().st_mode & 0o777 == 0o600


def test_commit_in_the_name_of_others(register: RepositoryBuilder) -> None:
    """A sample history has its own people and dates, without the user's hooks and signature."""
    register.hook("pre-commit", "exit 1")
    register.git("config", "commit.gpgSign", "true")
    by = Person("Åsa Öst", "asa@sjohamn.example", datetime(2019, 2, 14, 9, 30, tzinfo=UTC))

    record(register, Change(contents=a_change().contents, message=Message(subject="Then"), by=by))

    told = register.git("log", "-1", "--format=%an|%ae|%aI|%cn|%ce|%cI")
    person = "Åsa Öst|asa@sjohamn.example|2019-02-14T09:30:00+00:00"
    assert told.replace("Z", "+00:00") == f"{person}|{person}"


def test_date_comes_from_the_environment(
    register: RepositoryBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who sets git's own variables for the date gets that date."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-01T12:00:00+0100")

    made = record(register)

    with open_repository(register.root) as repository:
        assert commit_date(repository, made.commit) == "2026-01-01T12:00:00+01:00"


def test_writing_without_recording(register: RepositoryBuilder) -> None:
    before = register.snapshot()

    with open_repository(register.root) as repository:
        write_only(repository, a_change())
    written = register.snapshot()

    assert written.files == {**before.files, PATH: NEW.encode()}
    assert (written.index, written.references) == (before.index, before.references)


def test_new_repository_has_the_wanted_branch(tmp_path: Path) -> None:
    init_repository(tmp_path / "new" / "register", branch="huvud")
    with open_repository(tmp_path / "new" / "register") as repository:
        made = commit(repository, a_change())

    assert made.branch == "huvud"


# --- Hooks and surroundings ---


def test_hooks_see_the_change_and_nothing_else(register: RepositoryBuilder) -> None:
    """The user's hooks run as in a commit of their own, beside what else is staged."""
    register.write("staged.txt", "staged\n")
    register.git("add", "staged.txt")
    register.hook(
        "pre-commit", "git diff --cached --name-only > seen; cat data/accounts/b* >> seen"
    )
    register.hook("commit-msg", 'cat "$1" >> seen')
    register.hook("post-commit", "git log -1 --format=%s >> seen")

    record(register)

    assert register.read("seen") == f"{PATH}\n{NEW}Rename the library\nRename the library\n"


def test_hook_that_adds_to_the_commit(register: RepositoryBuilder) -> None:
    """A hook may format the file or add another, as in every commit."""
    register.write("staged.txt", "staged\n")
    register.git("add", "staged.txt")
    register.hook("pre-commit", f"echo '# formatted' >> {PATH}; echo 1 > sum; git add {PATH} sum")

    record(register)

    assert register.changed() == [PATH, "sum"]
    assert register.read(PATH) == f"{NEW}# formatted\n"
    assert "A  staged.txt" in register.status()


def test_variables_of_another_repository_do_not_leak(
    register: RepositoryBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Called from a hook elsewhere, the commit goes where it belongs, and nothing runs."""
    elsewhere = RepositoryBuilder(tmp_path / "elsewhere")
    elsewhere.commit("Elsewhere", {"a": "1\n"})
    before = elsewhere.snapshot()
    hostile = {
        "GIT_DIR": str(elsewhere.git_dir),
        "GIT_WORK_TREE": str(elsewhere.root),
        "GIT_INDEX_FILE": str(elsewhere.git_dir / "index"),
        "GIT_OBJECT_DIRECTORY": str(elsewhere.git_dir / "objects"),
        "GIT_COMMON_DIR": str(elsewhere.git_dir),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": f"touch {tmp_path / 'ran'}",
        "GIT_EXTERNAL_DIFF": f"touch {tmp_path / 'ran'}",
        "GIT_TRACE": str(tmp_path / "ran"),
    }
    for name, value in hostile.items():
        monkeypatch.setenv(name, value)

    record(register)
    left = {name: os.environ.get(name) for name in hostile}
    for name in hostile:
        monkeypatch.delenv(name)

    assert (elsewhere.snapshot(), register.changed(), left) == (before, [PATH], hostile)
    assert not (tmp_path / "ran").exists()


def test_settings_that_run_programs_are_off_when_reading(
    register: RepositoryBuilder, tmp_path: Path
) -> None:
    """A repository that was handed over in a zip file cannot run anything by being read."""
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path / 'ran'}\ncat\n")
    script.chmod(0o755)
    register.commit("Attributes", {".gitattributes": "* filter=evil diff=evil\n"})
    for name in (
        *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass"),
        *("diff.external", "diff.evil.command", "diff.evil.textconv", "gpg.program"),
        *("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "credential.helper"),
    ):
        register.git("config", name, str(script))
    for hook in ("post-index-change", "reference-transaction"):
        register.hook(hook, f"touch {tmp_path / 'ran'}")
    register.git("config", "log.showSignature", "true")

    with open_repository(register.root) as repository:
        commits = list(versions(repository))
        listed = list(tree(repository, resolve(repository, "main"), ""))

    assert (len(commits), len(listed)) == (2, 3)
    assert not (tmp_path / "ran").exists()


def test_git_is_never_taken_from_the_repository(
    register: RepositoryBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a git.exe in the folder nor a relative entry of the search path is used."""
    real = find_program(register.root)
    for place in (register.root, register.root / "bin", tmp_path / "here"):
        place.mkdir(exist_ok=True)
        (place / "git").write_text("#!/bin/sh\nexit 9\n")
        (place / "git").chmod(0o755)
    monkeypatch.chdir(tmp_path / "here")
    hostile = [".", "", str(register.root / "bin"), str(register.root), str(tmp_path / "here")]
    monkeypatch.setenv("PATH", os.pathsep.join([*hostile, os.environ["PATH"]]))

    assert find_program(register.root) == real


def test_no_git_on_the_machine(
    register: RepositoryBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(register.root))

    with pytest.raises(GitError) as caught, open_repository(register.root):
        pass

    assert caught.value.message == "The program git was not found."
    assert "https://git-scm.com/downloads" in caught.value.next_step


# --- One at a time ---

HOLD = """
import sys, time
from pathlib import Path
from socialreg.git.lock import exclusive
with exclusive(Path(sys.argv[1]), "Close the library"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_at_work(register: RepositoryBuilder) -> None:
    """Who waits too long is told for whom; when that one ends, it goes on."""
    lines = [sys.executable, "-c", HOLD, str(register.git_dir)]
    with subprocess.Popen(lines, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(GitError) as caught, exclusive(register.git_dir, "Try", timeout=0.1):
            pass
        end = threading.Timer(0.3, holder.stdin.close)
        end.start()
        with exclusive(register.git_dir, "Try again"):
            pass
        end.join()

    assert "“Close the library”" in caught.value.message
    assert f"process {holder.pid} on" in caught.value.message
    assert "Wait until it is done" in caught.value.next_step


RECORD = """
import json, sys
from pathlib import Path
from socialreg import i18n
from socialreg.git.change import Change, Message
from socialreg.git.record import commit
from socialreg.git.repository import open_repository

i18n.use("en")
root, contents = Path(sys.argv[1]), json.loads(sys.argv[2])
change = Change(
    contents={path: content.encode() for path, content in contents.items()},
    message=Message(subject="Change"),
)
print("ready", flush=True)
try:
    with open_repository(root) as repository:
        print(json.dumps(commit(repository, change)))
except KeyboardInterrupt:
    print("interrupted")
"""


def start_recording(
    repo: RepositoryBuilder, contents: Mapping[str, str]
) -> "subprocess.Popen[bytes]":
    """Record *contents* in a process of its own, which leads a group of its own."""
    line = [sys.executable, "-c", RECORD, str(repo.root), json.dumps(contents)]
    return subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def test_many_processes_at_the_same_time(register: RepositoryBuilder) -> None:
    """Each change is in the history, once; nothing of one is in another."""
    names = [f"data/accounts/konto-{number}.toml" for number in range(8)]
    processes = [start_recording(register, {name: "x = 1\n"}) for name in names]
    made = [json.loads(process.communicate()[0].splitlines()[-1]) for process in processes]

    assert {made_by[0]: register.changed(made_by[0]) for made_by in made} == {
        made_by[0]: [name] for made_by, name in zip(made, names, strict=True)
    }
    assert register.git("rev-list", "--count", "HEAD") == "9"
    assert register.status() == []


# --- Interrupted ---


def wait_for(path: Path) -> None:
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end, f"{path} never came"
        time.sleep(0.01)


@pytest.mark.parametrize("whole_group", [True, False])
@pytest.mark.parametrize("path", [PATH, NEW_PATH])
def test_interrupted_while_a_hook_runs(
    register: RepositoryBuilder,
    tmp_path: Path,
    whole_group: bool,  # noqa: FBT001 - a case
    path: str,
) -> None:
    """Ctrl-C in the middle of the commit leaves everything as it was."""
    register.hook("pre-commit", f"touch {tmp_path / 'hook'}; exec sleep 30")
    before = register.snapshot()

    process = start_recording(register, {path: NEW})
    wait_for(tmp_path / "hook")
    if whole_group:
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    else:
        process.send_signal(signal.SIGINT)
    out, err = process.communicate()

    assert (out, err, register.snapshot()) == (b"ready\ninterrupted\n", b"", before)


def test_interrupted_when_the_commit_is_there(register: RepositoryBuilder, tmp_path: Path) -> None:
    """Too late is told as what it is: the change is recorded, and the index is in order."""
    register.hook("post-commit", f"touch {tmp_path / 'hook'}; exec sleep 30")

    process = start_recording(register, {PATH: NEW})
    wait_for(tmp_path / "hook")
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate()

    assert json.loads(out.splitlines()[-1]) == [register.head, "main", ""]
    assert (err, register.changed(), register.status()) == (b"", [PATH], [])


KILL_ALL = "kill -KILL 0"  # the whole group: the hook, git and socialreg


def killed(register: RepositoryBuilder, hook: str, contents: Mapping[str, str]) -> None:
    """Record *contents* in a process that is killed, and git with it, when *hook* runs."""
    register.hook(hook, KILL_ALL)
    process = start_recording(register, contents)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    register.hook(hook, "exit 0")


def litter(register: RepositoryBuilder) -> list[str]:
    """What interrupted commands have left behind."""
    places = (*register.root.rglob("*.tmp"), *register.git_dir.glob("*index?*"))
    return [str(path.relative_to(register.root)) for path in places]


def test_killed_before_the_commit(register: RepositoryBuilder) -> None:
    """The next command takes back what had been written, also a new file."""
    killed(register, "pre-commit", {PATH: NEW, NEW_PATH: NEW})
    assert litter(register) != []

    record(register, a_change(OTHER))

    assert (register.read(PATH), register.changed()) == (OLD, [OTHER])
    assert (register.status(), litter(register)) == ([], [])


def test_killed_after_the_commit(register: RepositoryBuilder) -> None:
    """The next command puts the index right, and leaves what else is staged."""
    register.write("staged.txt", "staged\n")
    register.git("add", "staged.txt")
    killed(register, "post-commit", {PATH: NEW, NEW_PATH: NEW})

    record(register, a_change(OTHER))

    assert register.git("show", f"HEAD~1:{PATH}") == NEW.rstrip()
    assert register.changed() == [OTHER]
    assert (register.status(), litter(register)) == (["A  staged.txt"], [])


def test_killed_and_then_edited_by_hand(register: RepositoryBuilder) -> None:
    """Work that somebody has done since is not taken back with the rest."""
    killed(register, "pre-commit", {PATH: NEW, OTHER: NEW})
    register.write(PATH, 'name = "By hand"\n')

    record(register, a_change(NEW_PATH))

    assert register.read(PATH) == 'name = "By hand"\n'
    assert (register.status(), litter(register)) == ([f" M {PATH}"], [])


def test_same_command_again_after_it_was_killed(register: RepositoryBuilder) -> None:
    """To run the command once more is all that is needed."""
    killed(register, "pre-commit", {PATH: NEW})

    record(register)

    assert (register.changed(), register.status(), litter(register)) == ([PATH], [], [])


# --- Reading ---


def test_tree_and_its_files(register: RepositoryBuilder) -> None:
    """The files under a folder as of a commit, with what they hold, from two calls of git."""
    first = register.head
    register.commit("Later", {PATH: NEW, "notes/å.txt": "x"})

    with open_repository(register.root) as repository:
        entries = list(tree(repository, first))
        contents = list(read_blobs(repository, [entry.id for entry in entries]))

    assert [entry[:2] for entry in entries] == [(PATH, "100644"), (OTHER, "100644")]
    assert contents == [OLD.encode(), b'name = "Simhallen"\n']


def test_tree_tells_links_and_submodules(register: RepositoryBuilder) -> None:
    (register.root / "data" / "link.toml").symlink_to("/etc/passwd")
    register.git("add", "--all")
    register.git("update-index", "--add", "--cacheinfo", f"160000,{register.head},data/module")
    commit_id = register.commit("Odd things", {})

    with open_repository(register.root) as repository:
        modes = {entry.path: entry.mode for entry in tree(repository, commit_id)}

    assert (modes["data/link.toml"], modes["data/module"]) == ("120000", "160000")


def test_files_that_are_not_read(register: RepositoryBuilder) -> None:
    """What is too large, no file or not there is told as unreadable; the next one is read."""
    register.commit("Large", {"large": "x" * (MAX_BYTES + 1), "fits": "y" * MAX_BYTES, "empty": ""})
    large, fits, empty, folder = (
        register.git("rev-parse", f"HEAD:{name}") for name in ("large", "fits", "empty", "data")
    )

    with open_repository(register.root) as repository:
        read = list(read_blobs(repository, [large, folder, "0" * 40, empty, fits]))

    assert read == [None, None, None, b"", b"y" * MAX_BYTES]


def test_only_full_object_ids_are_read(register: RepositoryBuilder) -> None:
    with open_repository(register.root) as repository, pytest.raises(ValueError, match="HEAD"):
        list(read_blobs(repository, ["HEAD"]))


def test_many_files_are_read_without_waiting_for_each_other(register: RepositoryBuilder) -> None:
    """More than fits into a pipe, in both directions."""
    files = {f"data/accounts/{number}.toml": f"{number}" * 500 for number in range(2000)}
    commit_id = register.commit("Many", files)

    with open_repository(register.root) as repository:
        entries = list(tree(repository, commit_id, "data/accounts/"))
        read = list(read_blobs(repository, [entry.id for entry in entries]))

    assert len(read) == 2002
    assert {entry.path: content for entry, content in zip(entries, read, strict=True)} == {
        PATH: OLD.encode(),
        OTHER: b'name = "Simhallen"\n',
        **{path: content.encode() for path, content in files.items()},
    }


def test_reading_can_be_left_early(register: RepositoryBuilder) -> None:
    with open_repository(register.root) as repository:
        entry = next(tree(repository, register.head))

    assert entry == Entry(PATH, "100644", len(OLD), register.git("rev-parse", f"HEAD:{PATH}"))


def test_revisions_are_never_options(register: RepositoryBuilder) -> None:
    """A branch may be called like an option; it is then a name like any other."""
    register.git("update-ref", "refs/heads/--output=pwn", "HEAD")

    with open_repository(register.root) as repository:
        assert resolve(repository, "--output=pwn") == register.head
        with pytest.raises(GitError) as caught:
            resolve(repository, "--output=other")

    assert caught.value.message == "There is no revision “--output=other” here."
    assert not (register.root / "pwn").exists()


def test_no_commit_yet(repo: RepositoryBuilder) -> None:
    with open_repository(repo.root) as repository:
        assert head(repository) is None
        assert list(log(repository)) == []


def test_log_is_what_the_branch_has_been(register: RepositoryBuilder) -> None:
    """A merge tells all that it brought; what it dropped has never been on the branch."""
    register.git("switch", "--quiet", "--create", "side")
    register.commit("On the side", {NEW_PATH: NEW})
    register.git("switch", "--quiet", "main")
    register.commit("On main", {PATH: NEW})
    register.git("merge", "--quiet", "--no-ff", "--message=Merge", "side")
    register.git("switch", "--quiet", "--create", "dropped", "HEAD~1")
    register.commit("Dropped", {OTHER: NEW})
    register.git("switch", "--quiet", "main")
    register.git("merge", "--quiet", "--no-ff", "--strategy=ours", "--message=Ours", "dropped")

    with open_repository(register.root) as repository:
        told = [
            (commit.message.strip(), [(file.path, file.status) for file in commit.changes])
            for commit in log(repository, "data/accounts")
        ]

    assert told == [
        ("Begin", [(PATH, "A"), (OTHER, "A")]),
        ("On main", [(PATH, "M")]),
        ("Merge", [(NEW_PATH, "A")]),
    ]


def test_log_tells_a_change_that_only_the_merge_made(register: RepositoryBuilder) -> None:
    """An evil merge changes what neither side had; plain git log shows nothing of it."""
    register.git("switch", "--quiet", "--create", "side")
    register.commit("On the side", {NEW_PATH: NEW})
    register.git("switch", "--quiet", "main")
    register.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    register.commit("Evil", {PATH: "evil = true\n"})

    with open_repository(register.root) as repository:
        found = list(versions(repository, PATH))

    assert [[version.content for version in files] for _commit, files in found] == [
        [OLD.encode()],
        [b"evil = true\n"],
    ]


def test_log_goes_by_position_and_not_by_date(register: RepositoryBuilder) -> None:
    """Dates are claims: they neither hide a commit nor move it."""
    dates = ["2099-01-01T00:00:00+0000", "1999-01-01T00:00:00+0100", "2026-01-01T00:00:00+0200"]
    for number, date in enumerate(dates):
        register.commit(f"{number}", {PATH: f"n = {number}\n"}, date=date)

    with open_repository(register.root) as repository:
        told = [(commit.message.strip(), commit.date) for commit in log(repository, PATH)][1:]

    assert told == [
        ("0", "2099-01-01T00:00:00+00:00"),
        ("1", "1999-01-01T00:00:00+01:00"),
        ("2", "2026-01-01T00:00:00+02:00"),
    ]


def test_log_is_not_deceived_about_the_author(register: RepositoryBuilder) -> None:
    """Neither a mailmap nor replaced objects nor grafts change what a commit says."""
    email = AUTHOR[1]
    register.commit("Mailmap", {".mailmap": f"Trusted Manager <boss@sjohamn.example> <{email}>\n"})
    register.commit("Rename", {PATH: NEW})
    tip = register.head
    forged = register.git("commit-tree", f"{tip}^{{tree}}", "-p", f"{tip}^", "-m", "FORGED")
    register.git("replace", tip, forged)
    (register.git_dir / "info" / "grafts").write_text(f"{tip}\n")

    with open_repository(register.root) as repository:
        told = [(commit.message.strip(), commit.author) for commit in log(repository, PATH)]

    assert told == [("Begin", AUTHOR[0]), ("Rename", AUTHOR[0])]


def test_log_of_odd_messages_and_names(register: RepositoryBuilder) -> None:
    """Line breaks, colons and control characters do not mix up what belongs to what."""
    odd = {"data/:100644 a\tb\n.toml": "x = 1\n", "data/:b": "x"}
    message = ":100644 100644\n\n\x01\x1b[2J trailing\n\n\n"
    register.commit(message, odd)
    register.write(PATH, NEW)
    register.git("commit", "--quiet", "--all", "--allow-empty-message", "--message=")

    with open_repository(register.root) as repository:
        told = [
            (commit.message, [file.path for file in commit.changes]) for commit in log(repository)
        ][1:]

    assert told == [(message, sorted(odd)), ("", [PATH])]


def test_deleted_and_odd_versions(register: RepositoryBuilder) -> None:
    """A file's end and what is no file are told apart from an empty file."""
    register.commit("Empty", {PATH: ""})
    register.commit("Delete", {PATH: None})
    (register.root / PATH).symlink_to("/etc/passwd")
    register.git("add", PATH)
    register.commit("Link", {})

    with open_repository(register.root) as repository:
        told = [files[0][1:] for _commit, files in versions(repository, PATH)]

    assert told == [(False, OLD.encode()), (False, b""), (True, None), (False, None)]
