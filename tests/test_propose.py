"""A change on a branch of its own: the user stays where they are, with what they have."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from socialreg.errors import GitError
from socialreg.git.change import Change, Message
from socialreg.git.propose import Proposal, propose
from socialreg.git.record import commit
from socialreg.git.repository import open_repository
from tests.builders import RepositoryBuilder

PATH = "data/accounts/bibliotek.toml"
NEW_PATH = "data/accounts/museum.toml"
OLD, NEW = 'name = "Biblioteket"\n', 'name = "Höganäs bibliotek"\n'
CHANGE = Change(
    contents={PATH: NEW.encode(), NEW_PATH: b"x = 1\n"},
    message=Message(subject="Close", trailers=(("Account", "bibliotek"), ("Action", "close"))),
)


def propose_in(repo: RepositoryBuilder, branch: str = "close/bibliotek") -> Proposal:
    with open_repository(repo.root) as repository:
        return propose(repository, CHANGE, branch=branch)


@pytest.fixture
def upstream(tmp_path: Path) -> RepositoryBuilder:
    return RepositoryBuilder(tmp_path / "upstream.git", "--bare")


@pytest.fixture
def register(repo: RepositoryBuilder, upstream: RepositoryBuilder) -> RepositoryBuilder:
    """A clone of *upstream* with a commit that both have."""
    repo.commit("Begin", {PATH: OLD, "notes.txt": "one\n", "plan.txt": "one\n"})
    repo.git("remote", "add", "origin", str(upstream.root))
    repo.git("push", "--quiet", "--set-upstream", "origin", "main")
    return repo


def test_commit_is_on_the_branch_and_pushed(
    register: RepositoryBuilder, upstream: RepositoryBuilder
) -> None:
    """Everything here is as before, but for the new branch."""
    before = register.snapshot()

    made = propose_in(register)

    after = register.snapshot()
    assert made == Proposal(after_commit(register), "close/bibliotek", "main", pushed=True)
    assert upstream.git("rev-parse", "close/bibliotek") == made.commit
    assert register.changed("close/bibliotek") == [PATH, NEW_PATH]
    assert register.git("rev-parse", "close/bibliotek^") == register.head
    assert (after.files, after.index, after.head) == (before.files, before.index, before.head)
    assert register.git("worktree", "list", "--porcelain").count("worktree ") == 1


def after_commit(register: RepositoryBuilder) -> str:
    return register.git("rev-parse", "refs/heads/close/bibliotek")


def test_what_else_is_staged_or_changed_stays(register: RepositoryBuilder) -> None:
    register.write("notes.txt", "staged\n")
    register.git("add", "notes.txt")
    register.write("plan.txt", "changed\n")
    register.write("new.txt", "new\n")
    before = register.snapshot()

    propose_in(register)

    after = register.snapshot()
    assert register.changed("close/bibliotek") == [PATH, NEW_PATH]
    assert (after.files, after.index, after.head) == (before.files, before.index, before.head)


def test_hooks_see_the_proposal_among_the_other_files(register: RepositoryBuilder) -> None:
    """A check of the whole register works as in every commit."""
    script = "pwd; cat data/accounts/* notes.txt; git diff --cached --name-only; git branch --show"
    register.hook("pre-commit", f"({script}) > ../seen")

    propose_in(register)

    seen = (register.root.parent / "seen").read_text()
    assert seen == f"{register.root}\n{NEW}x = 1\none\n{PATH}\n{NEW_PATH}\nclose/bibliotek\n"


def test_hook_that_refuses(register: RepositoryBuilder) -> None:
    """No branch is left behind."""
    register.hook("pre-commit", "echo 'no diary number' >&2; exit 1")
    before = register.snapshot()

    with pytest.raises(GitError) as caught:
        propose_in(register)

    assert "no diary number" in caught.value.message
    assert register.snapshot() == before


def test_hook_that_keeps_the_change_out_of_the_commit(register: RepositoryBuilder) -> None:
    register.hook("pre-commit", "git reset --quiet")
    before = register.snapshot()

    with pytest.raises(GitError) as caught:
        propose_in(register)

    assert caught.value.message.startswith("A git hook kept the change out of its commit")
    assert register.snapshot() == before


def test_in_a_linked_worktree(register: RepositoryBuilder, tmp_path: Path) -> None:
    register.git("worktree", "add", "--quiet", "-b", "second", str(tmp_path / "second"))
    second = RepositoryBuilder.at(tmp_path / "second")
    before = second.snapshot()

    made = propose_in(second)

    assert (made.base, made.pushed) == ("second", True)
    assert second.snapshot().files == before.files
    assert (second.status(), register.status()) == ([], [])


def test_in_a_repository_with_sha256(tmp_path: Path) -> None:
    repo = RepositoryBuilder(tmp_path / "register", "--object-format=sha256")
    repo.commit("Begin", {PATH: OLD})

    made = propose_in(repo)

    assert (len(made.commit), repo.status(), repo.read(PATH)) == (64, [], OLD)


def test_name_that_is_taken(register: RepositoryBuilder) -> None:
    """Here or at the remote: the next number is taken."""
    first = propose_in(register)
    register.git("branch", "--quiet", "--delete", "--force", first.branch)

    assert [propose_in(register).branch for _again in range(2)] == [
        "close/bibliotek-2",
        "close/bibliotek-3",
    ]


def test_name_that_git_does_not_take(register: RepositoryBuilder) -> None:
    before = register.snapshot()

    with pytest.raises(GitError) as caught:
        propose_in(register, "close..bibliotek")

    assert "'close..bibliotek' is not a valid branch name" in caught.value.message
    assert register.snapshot() == before


def test_name_that_another_branch_is_in_the_way_of(register: RepositoryBuilder) -> None:
    """A branch “close” leaves no room for “close/bibliotek”: git says so."""
    register.git("branch", "close")
    before = register.snapshot()

    with pytest.raises(GitError) as caught:
        propose_in(register)

    assert "refs/heads/close" in caught.value.message
    assert register.snapshot() == before


def test_base_is_what_the_remote_calls_it(register: RepositoryBuilder) -> None:
    register.git("branch", "--move", "huvud")

    assert propose_in(register).base == "main"


def test_before_the_first_commit(repo: RepositoryBuilder) -> None:
    with pytest.raises(GitError) as caught:
        propose_in(repo)

    assert caught.value.message == "There is no commit yet that the proposal could be based on."


def test_without_a_remote(repo: RepositoryBuilder) -> None:
    repo.commit("Begin", {PATH: OLD})

    made = propose_in(repo)

    assert (made.pushed, made.problem) == (False, "There is no remote called origin.")
    assert repo.git("rev-parse", "close/bibliotek") == made.commit


def test_remote_that_cannot_be_reached(register: RepositoryBuilder) -> None:
    """The branch stays here, to be pushed later; a password in the address is not told."""
    register.git("remote", "set-url", "origin", "https://kim:S3CR3T@localhost:1/register.git")

    made = propose_in(register)

    assert (made.pushed, made.address) == (False, None)
    assert "localhost" in made.problem
    assert "S3CR3T" not in made.problem
    assert register.git("rev-parse", "close/bibliotek") == made.commit


def test_remote_that_refuses(register: RepositoryBuilder, upstream: RepositoryBuilder) -> None:
    upstream.hook("pre-receive", "echo 'only on Mondays' >&2; exit 1")

    assert "only on Mondays" in propose_in(register).problem


def test_address_of_the_pull_request(
    register: RepositoryBuilder,
    upstream: RepositoryBuilder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It comes from where git really pushes to, here by an address that git rewrites."""
    web = tmp_path / "github.com" / "hoganas"
    web.mkdir(parents=True)
    upstream.root.rename(web / "register.git")
    register.git("remote", "set-url", "origin", "git@github.com:hoganas/register.git")
    ssh = tmp_path / "ssh"
    ssh.write_text(f'#!/bin/sh\nshift\ncd {tmp_path}/github.com\nexec sh -c "$*"\n')
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")

    made = propose_in(register)

    address = "https://github.com/hoganas/register/compare/main...close%2Fbibliotek?expand=1"
    assert (made.problem, made.address) == ("", address)


PROPOSE = """
import sys
from pathlib import Path
from socialreg.git.change import Change, Message
from socialreg.git.propose import propose
from socialreg.git.repository import open_repository

change = Change(contents={sys.argv[2]: b"new = 1\\n"}, message=Message(subject="Propose"))
with open_repository(Path(sys.argv[1])) as repository:
    propose(repository, change, branch="close/bibliotek")
"""


@pytest.mark.parametrize("hook", ["pre-commit", "post-commit"])
@pytest.mark.parametrize("path", [PATH, NEW_PATH])
def test_killed_in_the_middle(register: RepositoryBuilder, hook: str, path: str) -> None:
    """The next command takes the files back and removes the second work tree."""
    before = register.snapshot()
    register.hook(hook, "kill -KILL 0")
    line = [sys.executable, "-c", PROPOSE, str(register.root), path]
    process = subprocess.Popen(line, start_new_session=True)
    assert process.wait() == -signal.SIGKILL
    register.hook(hook, "exit 0")

    with open_repository(register.root) as repository:
        other = Change(contents={"data/other.toml": b"x = 1\n"}, message=Message(subject="Other"))
        commit(repository, other)

    assert register.snapshot().files == {**before.files, "data/other.toml": b"x = 1\n"}
    assert (register.changed(), register.status()) == (["data/other.toml"], [])
    assert register.git("worktree", "list", "--porcelain").count("worktree ") == 1
    assert list(register.git_dir.glob("socialreg-*")) == []


def test_interrupted_in_the_middle(register: RepositoryBuilder) -> None:
    before = register.snapshot()
    register.hook("pre-commit", "kill -INT 0; exec sleep 30")
    line = [sys.executable, "-c", PROPOSE, str(register.root), PATH]
    done = subprocess.run(line, start_new_session=True, capture_output=True, check=False)

    assert done.stderr.endswith(b"KeyboardInterrupt\n")
    assert register.snapshot() == before
