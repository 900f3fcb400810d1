"""Every state in which a repository can be met: a clear answer, and everything as it was."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from socialreg.errors import GitError, RegisterError, SocialregError
from socialreg.git.change import Change, Message
from socialreg.git.reading import log, versions
from socialreg.git.record import Recorded, commit, write_only
from socialreg.git.repository import open_repository
from socialreg.git.states import check
from tests.builders import AUTHOR, RepositoryBuilder

PATH = "data/accounts/bibliotek.toml"
OTHER = "data/accounts/simhall.toml"
OLD, NEW = 'name = "Biblioteket"\n', 'name = "Höganäs bibliotek"\n'


def a_change(path: str = PATH, content: str = NEW) -> Change:
    return Change(
        contents={path: content.encode()},
        message=Message(subject="Rename the library", trailers=(("Account", "bibliotek"),)),
    )


def record(repo: RepositoryBuilder, change: Change | None = None) -> Recorded:
    with open_repository(repo.root) as repository:
        return commit(repository, change or a_change())


def refused(repo: RepositoryBuilder, change: Change | None = None) -> SocialregError:
    """The error with which a change is refused, after which everything is as it was."""
    before = repo.snapshot()
    with pytest.raises(SocialregError) as caught:
        record(repo, change)

    assert before == repo.snapshot()
    return caught.value


def put_git_first_on_the_path(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let a shell script stand before the real git, which it calls as ``$REAL``."""
    real = shutil.which("git")
    folder.mkdir()
    wrapper = folder / "git"
    wrapper.write_text(f"#!/bin/sh\nREAL={real}\n{script}\n")
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def register(repo: RepositoryBuilder) -> RepositoryBuilder:
    repo.commit("Begin", {PATH: OLD, OTHER: 'name = "Simhallen"\n'})
    return repo


def conflicting_branch(register: RepositoryBuilder) -> str:
    """A commit on a branch of its own that cannot be merged into main."""
    register.git("switch", "--quiet", "--create", "side")
    side = register.commit("On the side", {OTHER: 'name = "Badet"\n'})
    register.git("switch", "--quiet", "main")
    register.commit("On main", {OTHER: 'name = "Poolen"\n'})
    return side


# --- States that are fine ---


def test_before_the_first_commit(repo: RepositoryBuilder) -> None:
    """A new register's first commit is made like every other."""
    made = record(repo)

    assert (Recorded(repo.head, "main"), [], [PATH]) == (made, repo.status(), repo.changed())


def test_repository_with_sha256(tmp_path: Path) -> None:
    """Repositories with the longer object names simply work."""
    repo = RepositoryBuilder(tmp_path / "register", "--object-format=sha256")
    repo.commit("Begin", {PATH: OLD})

    made = record(repo)

    with open_repository(repo.root) as repository:
        read = [
            version.content for _commit, files in versions(repository, PATH) for version in files
        ]
    assert (64, [OLD.encode(), NEW.encode()], []) == (len(made.commit), read, repo.status())


def test_linked_worktree(register: RepositoryBuilder, tmp_path: Path) -> None:
    """A second work tree of the repository is a register like the first."""
    register.git("worktree", "add", "--quiet", "-b", "second", str(tmp_path / "second"))
    second = RepositoryBuilder.at(tmp_path / "second")

    made = record(second)

    assert Recorded(second.head, "second") == made
    assert (
        second.status(),
        register.status(),
        second.read(PATH),
        register.read(PATH),
    ) == ([], [], NEW, OLD)


def test_windows_line_endings(register: RepositoryBuilder) -> None:
    """With core.autocrlf the file has CRLF and the commit has LF."""
    register.git("config", "core.autocrlf", "true")
    register.git("rm", "--cached", "-r", "--quiet", ".")
    register.git("reset", "--hard", "--quiet")

    record(register, a_change(content=NEW.replace("\n", "\r\n")))

    assert (b'name = "H\xc3\xb6gan\xc3\xa4s bibliotek"\r\n', NEW.rstrip(), []) == (
        (register.root / PATH).read_bytes(),
        register.git("show", f"HEAD:{PATH}"),
        register.status(),
    )


def test_other_changes_stay_as_they_are(register: RepositoryBuilder) -> None:
    """What the user has staged or changed beside it is neither committed nor lost."""
    register.commit("More", {"notes.txt": "one\n", "plan.txt": "one\n"})
    register.write("notes.txt", "staged\n")
    register.write("staged.txt", "new and staged\n")
    register.git("add", "notes.txt", "staged.txt")
    register.git("rm", "--quiet", "--cached", OTHER)
    register.write("notes.txt", "staged, then changed\n")
    register.write("plan.txt", "changed\n")
    register.write("untracked.txt", "new\n")
    staged = register.git("diff", "--cached")
    before = register.status()

    record(register)

    assert ([PATH], before, staged) == (
        register.changed(),
        register.status(),
        register.git("diff", "--cached"),
    )


def test_staged_files_before_the_first_commit(repo: RepositoryBuilder) -> None:
    """Even the first commit holds exactly what was to be recorded."""
    repo.write("staged.txt", "staged\n")
    repo.git("add", "staged.txt")

    record(repo)

    assert (repo.changed(), repo.status()) == ([PATH], ["A  staged.txt"])


def test_file_that_another_git_is_just_looking_at(register: RepositoryBuilder) -> None:
    """An editor's git may hold the index for a moment: that is waited for."""
    lock = register.git_dir / "index.lock"
    lock.touch()
    editor = threading.Timer(0.3, lock.unlink)
    editor.start()

    made = record(register)
    editor.join()

    assert Recorded(register.head, "main") == made


# --- States in which nothing may be recorded ---


def test_detached_head(register: RepositoryBuilder) -> None:
    register.git("switch", "--quiet", "--detach")

    error = refused(register)

    assert str(error) == "No branch is checked out here, so a change would be lost sooner or later."
    assert (
        error.next_step == "Switch to the branch to work on (git switch main), then run this again."
    )


def merge(register: RepositoryBuilder) -> None:
    register.git("merge", "--quiet", conflicting_branch(register), check=False)


def clean_merge(register: RepositoryBuilder) -> None:
    register.git("switch", "--quiet", "--create", "side")
    register.commit("On the side", {"notes.txt": "one\n"})
    register.git("switch", "--quiet", "main")
    register.git("merge", "--quiet", "--no-ff", "--no-commit", "side")


def rebase(register: RepositoryBuilder) -> None:
    register.git("rebase", "--quiet", conflicting_branch(register), check=False)


def rebase_by_patches(register: RepositoryBuilder) -> None:
    register.git("rebase", "--quiet", "--apply", conflicting_branch(register), check=False)


def patches(register: RepositoryBuilder) -> None:
    patch = register.git("format-patch", "-1", "--stdout", conflicting_branch(register))
    register.write("side.patch", f"{patch}\n")
    register.git("am", "--quiet", "side.patch", check=False)


def cherry_pick(register: RepositoryBuilder) -> None:
    register.git("cherry-pick", conflicting_branch(register), check=False)


def series(register: RepositoryBuilder) -> None:
    """Of two picked commits the first is solved and committed, the second is still to come."""
    side = conflicting_branch(register)
    register.git("cherry-pick", side, "main", check=False)
    register.write(OTHER, 'name = "Solved"\n')
    register.git("commit", "--quiet", "--all", "--message=Solved")


def revert(register: RepositoryBuilder) -> None:
    conflicting_branch(register)
    register.commit("And again", {OTHER: 'name = "Vattnet"\n'})
    register.git("revert", "--no-edit", "HEAD~1", check=False)


def bisect(register: RepositoryBuilder) -> None:
    first = register.head
    for number in range(3):
        register.commit("More", {"notes.txt": f"{number}\n"})
    register.git("bisect", "start", "HEAD", first)


@pytest.mark.parametrize(
    ("begin", "what", "finish", "give_up"),
    [
        (merge, "A merge", "git merge --continue", "git merge --abort"),
        (clean_merge, "A merge", "git merge --continue", "git merge --abort"),
        (rebase, "A rebase", "git rebase --continue", "git rebase --abort"),
        (rebase_by_patches, "A rebase", "git rebase --continue", "git rebase --abort"),
        (patches, "A series of patches", "git am --continue", "git am --abort"),
        (cherry_pick, "A cherry-pick", "git cherry-pick --continue", "git cherry-pick --abort"),
        (
            series,
            "A cherry-pick or revert",
            "git cherry-pick --continue",
            "git cherry-pick --quit",
        ),
        (revert, "A revert", "git revert --continue", "git revert --abort"),
        (bisect, "A bisect", "git bisect reset", "git bisect reset"),
    ],
)
def test_something_under_way(
    register: RepositoryBuilder,
    begin: Callable[[RepositoryBuilder], None],
    what: str,
    finish: str,
    give_up: str,
) -> None:
    """In the middle of a merge and the like, the answer names it and both ways out."""
    begin(register)

    error = refused(register)

    assert f"{what} is under way in this repository." == error.message
    assert (
        f"Finish it ({finish}) or give it up ({give_up}), then run this again." == error.next_step
    )


def test_conflict_without_a_merge(register: RepositoryBuilder) -> None:
    """A stash that did not apply leaves a conflict and no other trace."""
    register.write(OTHER, 'name = "Badet"\n')
    register.git("stash", "--quiet")
    register.commit("Rename", {OTHER: 'name = "Poolen"\n'})
    register.git("stash", "pop", "--quiet", check=False)

    error = refused(register)

    assert f"{OTHER} is in conflict: git could not merge it." == error.message
    assert f"git add {OTHER}" in error.next_step


@pytest.mark.parametrize("staged", [False, True])
def test_file_with_changes_of_the_users_own(register: RepositoryBuilder, staged: bool) -> None:  # noqa: FBT001 - a case
    """A change that nobody has recorded would be recorded under a message about another."""
    register.write(PATH, 'name = "Half finished"\n')
    if staged:
        register.git("add", PATH)

    error = refused(register)

    assert f"{PATH} has changes that are not recorded in git." == error.message
    assert f"git restore --staged --worktree -- {PATH}" in error.next_step


def test_deleted_file(register: RepositoryBuilder) -> None:
    (register.root / PATH).unlink()

    assert f"{PATH} has changes that are not recorded in git." == refused(register).message


def test_file_that_was_never_recorded(register: RepositoryBuilder) -> None:
    path = "data/accounts/museum.toml"
    register.write(path, "never = true\n")

    error = refused(register, a_change(path))

    assert error.message == f"{path} has never been recorded in git."
    assert f"git add {path}" in error.next_step


def test_many_files_of_which_one_was_never_recorded(register: RepositoryBuilder) -> None:
    """A change to many files is looked at by folder, with the same answer."""
    many = {f"data/accounts/many-{number}.toml": b"number = 1\n" for number in range(60)}
    last = "data/accounts/many-59.toml"
    register.write(last, "never = true\n")

    error = refused(register, Change(contents=many, message=Message(subject="Import")))

    assert error.message == f"{last} has never been recorded in git."


def test_file_that_somebody_else_has_changed_in_the_meantime(register: RepositoryBuilder) -> None:
    """Two people who edit the same account do not overwrite each other."""
    change = Change(
        contents={PATH: NEW.encode()},
        message=Message(subject="Rename"),
        expected={PATH: b"what was read a while ago"},
    )

    error = refused(register, change)

    assert f"{PATH} has been changed by somebody else in the meantime." == error.message


def test_nothing_to_record(register: RepositoryBuilder) -> None:
    error = refused(register, a_change(content=OLD))

    assert error.message == "There is nothing to record: the files are already like that."


def test_only_line_endings_that_git_does_not_see(register: RepositoryBuilder) -> None:
    """What git takes for no change at all is not reported as one."""
    register.git("config", "core.autocrlf", "input")

    error = refused(register, a_change(content=OLD.replace("\n", "\r\n")))

    assert error.message == "There is nothing to record: the files are already like that."


def test_not_a_repository(tmp_path: Path) -> None:
    with pytest.raises(GitError) as caught, open_repository(tmp_path):
        pass

    assert f"{tmp_path} is not the top folder of a git repository." == caught.value.message


def test_folder_inside_a_repository(register: RepositoryBuilder) -> None:
    """A register is a repository of its own; git must not take one from further up."""
    with pytest.raises(GitError) as caught, open_repository(register.root / "data"):
        pass

    assert "is a part of the git repository" in caught.value.message


def test_bare_repository(tmp_path: Path) -> None:
    bare = RepositoryBuilder(tmp_path / "register.git", "--bare")

    with pytest.raises(GitError) as caught, open_repository(bare.root):
        pass

    assert f"{bare.root} is a bare repository: it has no files to work on." == caught.value.message


def test_folder_of_another_owner(
    register: RepositoryBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's own words name the folder and the command; nothing is switched off behind its back."""
    script = 'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "$REAL" "$@"'  # git's own tests do it so
    before = register.snapshot()
    put_git_first_on_the_path(tmp_path / "bin", monkeypatch, script)

    with pytest.raises(GitError) as writing:
        record(register)
    with pytest.raises(GitError) as reading, open_repository(register.root) as repository:
        list(log(repository))
    monkeypatch.undo()

    assert before == register.snapshot()
    for caught in (writing, reading):
        assert "belongs to another user" in caught.value.message
        assert f"git config --global --add safe.directory {register.root}" in caught.value.message
        assert "run the command that git names above" in caught.value.next_step


def test_folder_of_another_owner_that_the_user_trusts(
    register: RepositoryBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trust that the user's configuration states also holds for reading, which ignores it."""
    configuration = tmp_path / "gitconfig"
    configuration.write_text(f"[safe]\n\tdirectory = {register.root}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(configuration))
    script = 'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "$REAL" "$@"'
    put_git_first_on_the_path(tmp_path / "bin", monkeypatch, script)

    with open_repository(register.root) as repository:
        subjects = [commit.message for commit in log(repository)]

    assert subjects == ["Begin\n"]


def test_nobody_has_told_git_who_they_are(
    register: RepositoryBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An invented name must not get into the trail."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME")
        monkeypatch.delenv(f"GIT_{who}_EMAIL")

    error = refused(register)

    assert error.message.startswith("Git does not know who you are")
    assert 'git config --global user.name "Your Name"' in error.next_step


def test_stale_index_lock(register: RepositoryBuilder) -> None:
    """A lock that git left behind is never removed: its age and place tell what it is."""
    lock = register.git_dir / "index.lock"
    lock.touch()
    an_hour_ago = time.time() - 3600
    os.utime(lock, (an_hour_ago, an_hour_ago))

    error = refused(register)

    assert f"A git program was cut off here: {lock} is 60 minutes old." == error.message
    assert "delete that file" in error.next_step


def test_stale_head_lock(register: RepositoryBuilder) -> None:
    lock = register.git_dir / "HEAD.lock"
    lock.touch()

    error = refused(register)

    assert f"Another git program is at work here: {lock} exists." == error.message


@pytest.mark.parametrize("hook", ["pre-commit", "prepare-commit-msg", "commit-msg"])
def test_hook_that_refuses(register: RepositoryBuilder, hook: str) -> None:
    """The hook's own words are told, without what a terminal would act on."""
    register.hook(hook, "printf 'name the \\033[31mdiary number\\033[0m\\nplease\\n' >&2; exit 1")

    error = refused(register)

    assert error.message == (
        "A check of this repository (a git hook) refused the change: "
        "name the \\u{1b}[31mdiary number\\u{1b}[0m\nplease"
    )
    assert error.next_step == "Put right what it names, then run the command again."


def test_hook_that_changes_the_file_and_refuses(register: RepositoryBuilder) -> None:
    """A formatter's leftovers go with the rest."""
    register.hook("pre-commit", f"echo '# formatted' >> {PATH}; git add {PATH}; exit 1")

    assert "refused the change" in refused(register).message


def test_hook_that_refuses_a_new_file(register: RepositoryBuilder) -> None:
    register.hook("pre-commit", "exit 1")

    assert "refused the change" in refused(register, a_change("data/accounts/ny.toml")).message


def test_signature_that_cannot_be_made(register: RepositoryBuilder) -> None:
    """An unsigned commit would be worse than none."""
    register.git("config", "commit.gpgSign", "true")
    register.git("config", "gpg.format", "ssh")
    register.git("config", "user.signingKey", "/nowhere/key")

    error = refused(register)

    assert error.message.startswith("The commit could not be signed")
    assert "/nowhere/key" in error.message


def test_signature_that_is_demanded(register: RepositoryBuilder, tmp_path: Path) -> None:
    """The user's own key signs, as in every commit of theirs."""
    key = tmp_path / "key"
    register.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key))
    signers = tmp_path / "signers"
    signers.write_text(f"{AUTHOR[1]} {key.with_suffix('.pub').read_text()}")
    register.git("config", "commit.gpgSign", "true")
    register.git("config", "gpg.format", "ssh")
    register.git("config", "user.signingKey", str(key))
    register.git("config", "gpg.ssh.allowedSignersFile", str(signers))

    record(register)

    assert f"G {AUTHOR[1]}" == register.git("log", "-1", "--format=%G? %GS")


def test_link_in_the_place_of_a_file(register: RepositoryBuilder, tmp_path: Path) -> None:
    """Nothing is ever written through a link."""
    outside = tmp_path / "outside.toml"
    outside.write_text("outside\n")
    (register.root / PATH).unlink()
    (register.root / PATH).symlink_to(outside)
    register.git("commit", "--quiet", "--all", "--message=Link")

    error = refused(register)

    assert f"{register.root / PATH} is not an ordinary file." == error.message
    assert outside.read_text() == "outside\n"


def test_folder_that_is_a_link_to_somewhere_else(
    register: RepositoryBuilder, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    (register.root / "data" / "linked").symlink_to(tmp_path / "outside")

    error = refused(register, a_change("data/linked/konto.toml"))

    assert error.message == "data/linked/konto.toml is not inside the register."
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("path", ["../outside.toml", "/outside.toml", ".git/config", ""])
def test_path_that_leaves_the_register(register: RepositoryBuilder, path: str) -> None:
    assert "is not inside the register." in refused(register, a_change(path)).message


# --- Histories whose beginning is missing ---


def test_shallow_clone(register: RepositoryBuilder, tmp_path: Path) -> None:
    """What came before would be told of the wrong commit; recording goes on."""
    register.commit("Rename", {PATH: 'name = "Bibblan"\n'})
    register.git(
        "clone", "--quiet", "--depth=1", f"file://{register.root}", str(tmp_path / "clone")
    )
    clone = RepositoryBuilder.at(tmp_path / "clone")

    with pytest.raises(GitError) as caught, open_repository(clone.root) as repository:
        list(log(repository, PATH))

    assert caught.value.message == "The beginning of the history is missing here (a shallow clone)."
    assert "git fetch --unshallow" in caught.value.next_step
    assert "fetch-depth: 0" in caught.value.next_step
    assert Recorded(clone.head, "main") != record(clone)


# --- Looking beforehand ---


def test_looking_changes_nothing(register: RepositoryBuilder) -> None:
    """A command may look before it asks its questions; the index is not even refreshed."""
    register.write(OTHER, 'name = "Badet"\n')
    os.utime(register.root / PATH)
    before = register.snapshot()

    with open_repository(register.root) as repository:
        state = check(repository, [PATH])

    assert (register.head, "main", False) == tuple(state)
    assert before == register.snapshot()


# --- Faults of the machine ---

FAULTS = {
    "ENOSPC": "There is no room left on the disk.",
    "EDQUOT": "There is no room left on the disk.",
    "EROFS": "Git may not write in the repository.",
    "EACCES": "Git may not write in the repository.",
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("path", [PATH, "data/accounts/ny.toml"])
def test_git_meets_a_fault_of_the_disk(
    register: RepositoryBuilder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    path: str,
) -> None:
    """Real git whose forcing to the disk fails: file, index and history stay as they were."""
    inject = f"strace -f -o /dev/null -e trace=fsync -e inject=fsync:error={fault}"
    script = f'case "$*" in *" commit "*) exec {inject} "$REAL" "$@";; esac\nexec "$REAL" "$@"'
    put_git_first_on_the_path(tmp_path / "bin", monkeypatch, script)

    error = refused(register, a_change(path))

    assert error.message.startswith(FAULTS[fault])


WRITE = f"""
import resource, sys
from pathlib import Path
from socialreg import i18n
from socialreg.errors import RegisterError
from socialreg.git.change import Change, Message
from socialreg.git.record import commit
from socialreg.git.repository import open_repository

i18n.use("en")
root, size, limit = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
change = Change(contents={{"{PATH}": b"#" * size}}, message=Message(subject="Grow"))
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with open_repository(root) as repository:
    try:
        commit(repository, change)
    except RegisterError as error:
        print(error.message, error.next_step, sep="|")
"""


def test_disk_is_full_when_the_file_is_written(register: RepositoryBuilder) -> None:
    before = register.snapshot()

    told = register.run(sys.executable, "-c", WRITE, str(register.root), "100000", "50000")

    expected = (
        f"{register.root / PATH} cannot be used: File too large."
        "|Make room on the disk, then run the command again."
    )
    assert (expected, before) == (told, register.snapshot())


@pytest.mark.parametrize(
    ("calls", "fault", "words"),
    [
        ("fsync", "EIO", "Input/output error"),
        ("fsync", "ENOSPC", "No space left on device"),
        ("rename,renameat,renameat2", "EROFS", "Read-only file system"),
        ("rename,renameat,renameat2", "EACCES", "Permission denied"),
    ],
)
def test_machine_refuses_to_write_the_file(
    register: RepositoryBuilder, calls: str, fault: str, words: str
) -> None:
    """The first such call for the file itself fails; the one before is for the lock's note."""
    first = 2 if calls.startswith("rename") else 1
    before = register.snapshot()

    told = register.run(
        *("strace", "-o", "/dev/null", "-e", f"trace={calls}"),
        *("-e", f"inject={calls}:error={fault}:when={first}"),
        *(sys.executable, "-c", WRITE, str(register.root), "10", "0"),
    )

    assert told.startswith(f"{register.root / PATH} cannot be used: {words}.|")
    assert before == register.snapshot()


def test_error_of_the_caller_when_reading_back(register: RepositoryBuilder) -> None:
    """What does not read back as it should is not recorded."""

    def verify() -> None:
        assert register.read(PATH) == NEW
        raise RegisterError("It does not read back.")

    change = Change(contents=a_change().contents, message=Message(subject="Try"), verify=verify)

    assert refused(register, change).message == "It does not read back."


# --- Hooks that put something else into the commit ---


@pytest.mark.parametrize(
    "script",
    [
        "git reset --quiet",
        f"git rm --quiet --cached --force {PATH}",
        f"git rm --quiet --force {PATH}",
        f"git show HEAD:{PATH} > {PATH}; git add {PATH} {OTHER}",
        f"git update-index --cacheinfo 100644,$(git rev-parse HEAD:{OTHER}),{PATH}",
    ],
)
def test_hook_that_keeps_the_change_out_of_the_commit(
    register: RepositoryBuilder, script: str
) -> None:
    """A commit that says “Rename” and renames nothing would be a lie in the history."""
    register.hook("pre-commit", script)

    error = refused(register)

    assert error.message == "A git hook kept the change out of its commit, which was taken back."
    assert "hooks" in error.next_step


def test_hook_that_makes_something_else_of_the_file(register: RepositoryBuilder) -> None:
    """It may format it, as long as the file reads back as it should."""

    def verify() -> None:
        if NEW not in register.read(PATH):
            raise RegisterError("That is another account.")

    register.hook("pre-commit", f"echo 'name = 1' > {PATH}; git add {PATH}")

    refused(register, replace(a_change(), verify=verify))


def test_hook_that_keeps_a_new_file_out_of_the_first_commit(repo: RepositoryBuilder) -> None:
    repo.hook("pre-commit", f"git rm --quiet --cached --force {PATH}")

    refused(repo)

    assert repo.git("rev-parse", "--quiet", "--verify", "HEAD", check=False) == ""


def test_hook_that_commits_something_else(register: RepositoryBuilder) -> None:
    """What the hook has recorded stays; the change is not said to be there."""
    register.hook(
        "pre-commit",
        'git update-ref HEAD "$(git commit-tree -m Else -p HEAD HEAD^{tree})"',
    )
    before = register.snapshot()

    with pytest.raises(GitError) as caught:
        record(register)

    made = register.head[:10]
    assert caught.value.message == (
        f"The commit {made} does not hold the change: a git hook made something else."
    )
    assert register.git("log", "-1", "--format=%s") == "Else"
    assert register.snapshot().files == before.files
    assert register.status() == []


def test_hook_that_commits_on_top(register: RepositoryBuilder) -> None:
    """The change is in the commit below it, and that is the one that is told."""
    register.hook(
        "post-commit",
        'test -n "$AGAIN" || AGAIN=1 git commit --quiet --allow-empty -m Else',
    )

    made = record(register)

    assert made.commit == register.git("rev-parse", "HEAD~1")
    assert (register.read(PATH), register.status()) == (NEW, [])


def test_hook_that_amends_the_commit(register: RepositoryBuilder) -> None:
    register.hook(
        "post-commit",
        'test -n "$AGAIN" || AGAIN=1 git commit --quiet --amend -m Better',
    )

    assert record(register).commit == register.head
    assert register.git("log", "--format=%s") == "Better\nBegin"


def test_content_that_a_filter_changes_on_its_way(register: RepositoryBuilder) -> None:
    """What git stores then is not what the file holds, and yet the change is there."""
    register.commit("Filter", {".gitattributes": "*.toml filter=upper\n"})
    register.git("config", "filter.upper.clean", "tr a-z A-Z")
    register.git("config", "filter.upper.smudge", "tr A-Z a-z")
    register.git("add", "--renormalize", ".")
    register.git("commit", "--quiet", "--message", "Renormalize")

    made = record(register)

    assert made.commit == register.head
    assert register.git("show", f"HEAD:{PATH}") == 'NAME = "HöGANäS BIBLIOTEK"'


# --- Files that git knows and the folder does not show ---


def sparse(register: RepositoryBuilder) -> None:
    """Check out only what lies outside of the accounts."""
    register.commit("More", {"docs/about.md": "x\n"})
    register.git("sparse-checkout", "set", "docs")
    assert not (register.root / PATH).exists()


def test_new_file_where_an_account_is_not_checked_out(register: RepositoryBuilder) -> None:
    """In a sparse checkout the folder does not show every account there is."""
    sparse(register)
    new = Change(contents={PATH: NEW.encode()}, expected={PATH: None}, message=Message(subject="A"))

    error = refused(register, new)

    assert error.message == f"{PATH} is recorded in git, but is not in your folder."
    assert "git sparse-checkout disable" in error.next_step


def test_writing_only_where_an_account_is_not_checked_out(register: RepositoryBuilder) -> None:
    sparse(register)
    new = Change(contents={PATH: NEW.encode()}, expected={PATH: None}, message=Message(subject="A"))

    with open_repository(register.root) as repository, pytest.raises(GitError) as caught:
        write_only(repository, new)

    assert caught.value.message == f"{PATH} is recorded in git, but is not in your folder."
    assert not (register.root / PATH).exists()


def test_new_file_in_a_sparse_checkout(register: RepositoryBuilder) -> None:
    """What nobody has recorded yet is recorded there as well."""
    sparse(register)

    made = record(register, a_change("docs/more.md"))

    assert (made.commit, register.changed()) == (register.head, ["docs/more.md"])


@pytest.mark.parametrize("flag", ["assume-unchanged", "skip-worktree"])
def test_file_that_git_does_not_look_at(register: RepositoryBuilder, flag: str) -> None:
    register.git("update-index", f"--{flag}", PATH)

    error = refused(register)

    assert error.message == f"Git has been told not to look at changes of {PATH}."
    assert f"git update-index --no-{flag} {PATH}" in error.next_step
