"""Two people, two clones and a server: propose, approve, merge, close, publish."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.desk import ACCOUNT, Desk, environment, new_desk

CLOSE = ("--reason", "Slogs ihop", "--archive", "KFN 2026/88", "--handle", "kept")


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """Maria at the communications department and Ali at the library, each with a clone."""
    first = new_desk(tmp_path / "first", tmp_path)
    server = tmp_path / "server.git"
    subprocess.run(
        ["git", "clone", "--quiet", "--bare", str(first.root), str(server)],
        check=True,
        env=dict(first.environ),
    )
    found = []
    for name in ("Maria Berg", "Ali Haddad"):
        folder = tmp_path / name.split()[0].lower()
        environ = environment(tmp_path, name) | fixed_clock("2026-01-05T09:00:00+01:00")
        subprocess.run(
            ["git", "clone", "--quiet", str(server), str(folder)], check=True, env=environ
        )
        found.append(Desk(folder, environ))
    return found[0], found[1]


def fixed_clock(now: str) -> dict[str, str]:
    """The environment in which git's clock stands still."""
    return {"GIT_AUTHOR_DATE": now, "GIT_COMMITTER_DATE": now}


def at(desk: Desk, now: str) -> Desk:
    """The same desk at another time."""
    return Desk(desk.root, {**desk.environ, **fixed_clock(now)})


def test_an_account_goes_from_proposal_to_the_published_page_and_is_closed(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    maria, ali = desks
    proposed = ali.do(
        *("add", "facebook.com/sjohamnsbibliotek", "--id", ACCOUNT, "--name", "Biblioteket"),
        *("--unit", "Biblioteket", "--received", "2026-01-05", "--propose"),
    )
    assert "Committed on the branch add/biblioteket-facebook;" in proposed.err
    assert f"✓ Proposed: {ACCOUNT} is added.\nIt holds when the pull request" in proposed.err
    assert "socialreg approve" not in proposed.err
    assert not ali.file().exists()
    assert ali.git("status", "--porcelain") == ""

    maria.git("fetch", "--quiet")
    maria.git("merge", "--quiet", "--no-ff", "--no-edit", f"origin/add/{ACCOUNT}")
    for day, part in (("2026-01-12", "manager"), ("2026-01-13", "communications")):
        at(maria, f"{day}T10:00:00+01:00").do(
            *("approve", ACCOUNT, "--as", part, "--role", "Chef", "--date", day)
        )
    at(maria, "2026-02-01T10:00:00+01:00").do("open", ACCOUNT, "--date", "2026-02-01")
    maria.git("push", "--quiet", "origin", "main")

    ali.git("pull", "--quiet", "--ff-only")
    at(ali, "2026-10-01T10:00:00+02:00").do(
        "close", ACCOUNT, *CLOSE, "--date", "2026-10-01", "--propose"
    )
    maria.git("fetch", "--quiet")
    at(maria, "2026-10-02T10:00:00+02:00").git(
        "merge", "--quiet", "--no-ff", "--no-edit", f"origin/close/{ACCOUNT}"
    )
    maria.git("push", "--quiet", "origin", "main")

    assert maria.do("validate").out == "Nothing to remark on.\n"
    ali.git("pull", "--quiet", "--ff-only")
    for desk, folder in ((maria, "one"), (ali, "two")):
        desk.do("render", "--out", str(tmp_path / folder))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    page = (tmp_path / f"one/konto/{ACCOUNT}.html").read_text("utf-8")
    assert "Slogs ihop" in page
    events = json.loads(maria.do("history", ACCOUNT, "--format", "json").out)["events"]
    # What came by a merge is told of the merge: that is what main has really been.
    assert [(event["act"], event["author"], event["date"][:10]) for event in events] == [
        ("created", "Maria Berg", "2026-01-05"),
        ("approve", "Maria Berg", "2026-01-12"),
        ("approve", "Maria Berg", "2026-01-13"),
        ("open", "Maria Berg", "2026-02-01"),
        ("changed", "Maria Berg", "2026-10-02"),
    ]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file in *folder* by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_renders_of_a_commit_are_the_same_bytes_whatever_lies_in_the_working_tree(
    library: Desk, tmp_path: Path
) -> None:
    library.do("render", "--out", str(tmp_path / "one"))
    clone = tmp_path / "clone"
    library.git("clone", "--quiet", str(library.root), str(clone))
    library.file().write_text("half done", "utf-8")

    library.do("render", "--out", str(tmp_path / "two"))
    Desk(clone, library.environ).do("render", "--out", str(tmp_path / "three"))

    assert tree(tmp_path / "one") == tree(tmp_path / "two") == tree(tmp_path / "three")


def test_a_proposal_without_a_server_stays_here_and_says_how_to_push(library: Desk) -> None:
    result = library.run("pause", ACCOUNT, "--propose")

    assert result.err == (
        f"Error: The change is committed on the branch pause/{ACCOUNT}, but not pushed: "
        "There is no remote called origin.\n"
        f"When that is put right, push it: git push -u origin pause/{ACCOUNT}. "
        "Your own branch and files are as before.\n"
    )
    assert (result.status, result.out) == (1, "")
    assert library.git("branch", "--format=%(refname:short)").split() == [
        "main",
        f"pause/{ACCOUNT}",
    ]
    assert library.git("status", "--porcelain") == ""


def test_a_server_that_cannot_be_reached_keeps_the_proposal(library: Desk, tmp_path: Path) -> None:
    library.git("remote", "add", "origin", str(tmp_path / "gone.git"))

    result = library.run("pause", ACCOUNT, "--propose")

    assert f"pause/{ACCOUNT}" in library.git("branch")
    assert "gone.git" in result.err
    assert (result.status, "is resting" in result.err) == (1, False)


def test_a_password_in_the_address_of_the_server_is_told_nowhere(library: Desk) -> None:
    for address in ("https://S3CR3T@localhost:bad/r.git", "https:kim:S3CR3T@localhost/S3CR3T@x"):
        library.git("config", "remote.origin.url", address)

        result = library.run("pause", ACCOUNT, "--propose")

        assert (result.status, "S3CR3T" in result.err + result.out) == (1, False), result


def test_a_shallow_clone_cannot_tell_the_history(library: Desk, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    library.git("clone", "--quiet", "--depth", "1", library.root.as_uri(), str(shallow))
    desk = Desk(shallow, library.environ)

    for command in (("history",), ("render", "--out", str(tmp_path / "site"))):
        result = desk.run(*command)

        assert result.status == 2
        assert "git fetch --unshallow" in result.err
    assert not (tmp_path / "site").exists()


def test_render_refuses_a_folder_that_it_did_not_make(library: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")

    result = library.run("render", "--out", str(tmp_path / "mine"))

    assert result.status == 2
    assert tree(tmp_path / "mine") == {"thesis.txt": b"years of work"}


def test_render_publishes_nothing_when_a_file_cannot_be_read(library: Desk, tmp_path: Path) -> None:
    shutil.copy(library.file(), library.file("Fel-Namn"))
    library.git("add", "--all")
    library.git("commit", "--quiet", "--message", "wrong")

    result = library.run("render", "--out", str(tmp_path / "site"))

    assert (result.status, (tmp_path / "site").exists()) == (2, False)
    assert "socialreg validate" in result.err
