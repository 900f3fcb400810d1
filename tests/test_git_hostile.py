"""A repository that somebody has prepared, a disk that is full: nothing is believed blindly."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from socialreg.errors import GitError, RegisterError
from socialreg.git.change import Change, Message
from socialreg.git.reading import commit_date, log, versions
from socialreg.git.record import Recorded, commit
from socialreg.git.refusal import readable
from socialreg.git.repository import Repository, init_repository, open_repository, stream
from socialreg.history import trailers
from socialreg.snapshot import Snapshot, days
from tests.builders import RepositoryBuilder

PATH = "data/accounts/bibliotek.toml"
OTHER = "data/accounts/simhall.toml"
OLD, NEW = 'name = "Biblioteket"\n', 'name = "Höganäs bibliotek"\n'
DIGEST = "0" * 64


def record(repo: RepositoryBuilder, **message: str) -> Recorded:
    change = Change(
        contents={PATH: NEW.encode()},
        message=Message(subject="Rename", trailers=(("Action", "edit"),), **message),
    )
    with open_repository(repo.root) as repository:
        return commit(repository, change)


def refused(repo: RepositoryBuilder) -> GitError:
    with pytest.raises(GitError) as caught:
        record(repo)
    return caught.value


@pytest.fixture
def register(repo: RepositoryBuilder) -> RepositoryBuilder:
    repo.commit("Begin", {PATH: OLD, OTHER: 'name = "Simhallen"\n'})
    return repo


# --- Files of git's own ---


@pytest.mark.parametrize(
    "files",
    [
        {"../secret": [None, DIGEST]},
        {"/etc/hostname": [None, DIGEST]},
        {".git/config": [None, DIGEST]},
        {PATH: ["../../../secret", None]},
        {PATH: ["secret", None]},
        {PATH: [f".bibliotek.toml.{'0' * 8}.tmp/../x", None]},
        {PATH: None},
        {PATH: [1, 2]},
        {PATH: []},
        {"data/\0": [None, None]},
        [PATH],
        PATH,
        1,
    ],
)
def test_note_that_socialreg_has_not_written(register: RepositoryBuilder, files: object) -> None:
    """A lock that came with an archive may tell anything; it is named, and nothing touched."""
    (register.root.parent / "secret").write_text("keep")
    lock = register.git_dir / "index.lock"
    lock.write_text(json.dumps({"socialreg": {"head": register.head, "files": files}}))
    before = register.snapshot()

    error = refused(register)

    assert error.message == f"{lock} holds a note that socialreg cannot have written."
    assert "delete that file" in error.next_step
    assert register.snapshot() == before
    assert (register.root.parent / "secret").read_text() == "keep"


@pytest.mark.parametrize("note", [1, [], "x", None])
def test_note_that_is_no_note(register: RepositoryBuilder, note: object) -> None:
    (register.git_dir / "index.lock").write_text(json.dumps({"socialreg": note}))

    assert "cannot have written" in refused(register).message


def test_cut_off_before_the_note_says_which_files(register: RepositoryBuilder) -> None:
    """The second name that was made by then is removed all the same."""
    (register.git_dir / "index.lock").write_text('{"socialreg": {}}')
    left = register.root / "data/accounts/.bibliotek.toml.0123abcd.tmp"
    left.hardlink_to(register.root / PATH)

    record(register)

    assert (left.exists(), register.status()) == (False, [])


def test_lock_that_is_a_link(register: RepositoryBuilder) -> None:
    """What it leads to is not written over."""
    victim = register.root.parent / "victim"
    victim.write_text("keep")
    lock = register.git_dir / "socialreg.lock"
    lock.symlink_to(victim)

    assert refused(register).message == f"{lock} is not an ordinary file."
    assert victim.read_text() == "keep"


def test_lock_that_is_a_pipe(register: RepositoryBuilder) -> None:
    os.mkfifo(register.git_dir / "socialreg.lock")

    assert "is not an ordinary file" in refused(register).message


def test_note_that_is_a_link(register: RepositoryBuilder) -> None:
    """It is replaced by our own; what it leads to is not written over."""
    victim = register.root.parent / "victim"
    victim.write_text("keep")
    for name in ("socialreg-index.note", "socialreg-index"):
        (register.git_dir / name).symlink_to(victim)

    record(register)

    assert (victim.read_text(), register.status()) == ("keep", [])


def test_index_lock_that_is_a_pipe(register: RepositoryBuilder) -> None:
    os.mkfifo(register.git_dir / "index.lock")

    assert "index.lock exists" in refused(register).message


RECORD = """
import sys
from pathlib import Path
from socialreg import i18n
from socialreg.errors import SocialregError
from socialreg.git.change import Change, Message
from socialreg.git.record import commit
from socialreg.git.repository import open_repository

i18n.use("en")
change = Change(contents={sys.argv[2]: b"new = 1\\n"}, message=Message(subject="Record"))
try:
    with open_repository(Path(sys.argv[1])) as repository:
        commit(repository, change)
except SocialregError as error:
    print(f"{error.message}|{error.next_step}")
"""


@pytest.mark.parametrize("limit", [0, 20, 100, 200, 400, 2000, None])
def test_no_room_for_the_files_of_git(register: RepositoryBuilder, limit: int | None) -> None:
    """Wherever the limit is met, it is told, and everything is as it was."""
    many = {f"data/accounts/a{number}.toml": "x = 1\n" for number in range(50)}
    register.commit("More", many)
    if limit is None:  # met by git, which has one file more to write into the index
        limit = (register.git_dir / "index").stat().st_size
    before = register.snapshot()
    program = [sys.executable, "-B", "-c", RECORD, str(register.root), "data/accounts/new.toml"]

    done = subprocess.run(
        ["prlimit", f"--fsize={limit}", *program], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "Make room on the disk" in done.stdout
    assert register.snapshot() == before


# --- Settings ---


def test_files_that_are_elsewhere(register: RepositoryBuilder, tmp_path: Path) -> None:
    """With core.worktree, git would compare and commit the files of another folder."""
    register.git("config", "core.worktree", str(tmp_path))

    with pytest.raises(GitError) as caught, open_repository(register.root):
        pass

    assert "has its files elsewhere" in caught.value.message
    assert "git config --unset core.worktree" in caught.value.next_step


def test_files_that_another_setting_has_elsewhere(
    register: RepositoryBuilder, tmp_path: Path
) -> None:
    """Git looks into a second file if told to, but not into those that are included."""
    text = f"[core]\n\tworktree = {tmp_path}\n"
    (tmp_path / "more").write_text(text)
    register.git("config", "include.path", str(tmp_path / "more"))
    assert record(register).commit == register.head
    register.git("config", "extensions.worktreeConfig", "true")
    (register.git_dir / "config.worktree").write_text(text)

    with pytest.raises(GitError), open_repository(register.root):
        pass


def test_register_in_a_submodule(register: RepositoryBuilder, tmp_path: Path) -> None:
    """There core.worktree is git's own doing, and right."""
    outer = RepositoryBuilder(tmp_path / "outer")
    source = str(register.root)
    outer.git(
        *("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", source, "register")
    )
    inner = RepositoryBuilder.at(outer.root / "register")

    assert record(inner).commit == inner.head


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("diff.orderFile", "no-such-file"),
        ("diff.relative", "true"),
        ("log.follow", "true"),
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("diff.renames", "copies"),
        ("color.ui", "always"),
        ("format.pretty", "oneline"),
    ],
)
def test_settings_that_would_change_what_is_read(
    register: RepositoryBuilder, name: str, value: str
) -> None:
    register.git("mv", OTHER, "data/accounts/bad.toml")
    register.commit("Move", {})
    with open_repository(register.root) as repository:
        before = list(versions(repository, "data/accounts/bad.toml"))
        register.git("config", name, value)

        assert list(versions(repository, "data/accounts/bad.toml")) == before
    assert record(register).commit == register.head


def test_message_is_written_in_utf_8(register: RepositoryBuilder) -> None:
    register.git("config", "i18n.commitEncoding", "ISO-8859-1")

    record(register, body="Höganäs")

    with open_repository(register.root) as repository:
        assert "Höganäs" in list(log(repository))[-1].message


def test_grafts_are_neither_followed_nor_talked_about(register: RepositoryBuilder) -> None:
    (register.git_dir / "info/grafts").write_text(f"{register.head}\n")
    register.hook("pre-commit", "exit 1")

    assert "graft" not in refused(register).message


def _read(repository: Repository) -> Iterator[bytes]:
    with stream(repository, "log", timeout=0.2) as output:
        yield output.read()


def test_git_that_never_answers(
    register: RepositoryBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    start = time.monotonic()

    with open_repository(register.root) as slow:
        slow.__dict__["read_options"] = ()
        with pytest.raises(GitError) as caught:
            list(_read(slow))

    assert caught.value.message == "Git did not answer within 0.2 seconds."
    assert time.monotonic() - start < 10


# --- Commits ---


def commit_with(register: RepositoryBuilder, committer: str) -> str:
    """Put a commit on the branch that states *committer*: name, address and date."""
    record(register)
    lines = register.git("cat-file", "commit", "HEAD").split("\n")
    text = "\n".join(
        f"committer {committer}" if line.startswith("committer ") else line for line in lines
    )
    file = register.root.parent / "commit"
    file.write_text(f"{text}\n")
    made = register.git("hash-object", "-t", "commit", "-w", "--literally", str(file))
    register.git("update-ref", "HEAD", made)
    return made


@pytest.mark.parametrize(
    "committer",
    [
        "Kim <k@x> 253402300800 +0000",
        "Kim <k@x> 99999999999999 +0000",
        "Kim <k@x> 1700000000 +9999",
        "Kim <k@x> -5 +0000",
        "Kim <k@x>",
    ],
)
def test_date_that_cannot_be(register: RepositoryBuilder, committer: str) -> None:
    """The year 10000, a zone of four days, no date at all: an answer, not a crash."""
    made = commit_with(register, committer)

    with open_repository(register.root) as repository:
        assert commit_date(repository, made) == ""
        assert [bool(found.date) for found in log(repository)] == [True, False]
        with pytest.raises(RegisterError) as caught:
            days(Snapshot(repository, made))

    assert caught.value.message == f"The commit {made[:10]} states a date that cannot be."


def test_line_in_the_body_that_ends_a_message_for_some(register: RepositoryBuilder) -> None:
    """Three hyphens alone would hide the trailers from ``git interpret-trailers``."""
    record(register, body="One\n---\nTwo\n--- three")

    message = register.git("log", "-1", "--format=%B")
    file = register.root.parent / "message"
    file.write_text(f"{message}\n")
    assert register.git("interpret-trailers", "--parse", str(file)) == "Action: edit"
    assert trailers(message) == [("action", "edit")]
    assert trailers("Subject\n\nOne\n---\nTwo\n\nAction: edit\n") == [("action", "edit")]


# --- What is told ---


@pytest.mark.parametrize(
    "url",
    [
        "https://kim:S3CR3T@host.example/r.git",
        "https://S3CR3T@host.example:bad/r.git",
        "https://kim:S3CR3T@S3CR3T@host.example/r.git",
        "https://kim:S3/CR3T/S3CR3T@host.example/r.git",
        "https:/kim:S3CR3T@host.example/r.git",
    ],
)
def test_passwords_in_addresses_are_not_told(url: str) -> None:
    told = readable(f"fatal: unable to access '{url}': no")

    assert ("S3CR3T" in told, "host.example" in told) == (False, True)


# --- A new repository ---


def test_new_repository_at_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    init_repository(Path("new/register"))

    assert (tmp_path / "new/register/.git").is_dir()
    assert not (tmp_path / "new/register/new").exists()
