"""Recording a change: its files are written and committed together, or nothing has happened.

The order is what makes it so: lock, look at the state, keep what was there, write, read back,
commit, put the new index in place. When a step fails, the ones before are undone; when the
process is ended by force, the next one does that by the note in the index's lock.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from socialreg import files
from socialreg.errors import GitError, RegisterError, SocialregError
from socialreg.git import index
from socialreg.git.change import Change, targets
from socialreg.git.holding import holder
from socialreg.git.lock import exclusive
from socialreg.git.reading import Commit, commits_since
from socialreg.git.recovery import enter_from_head, note_for, recover
from socialreg.git.refusal import readable, refusal
from socialreg.git.repository import Answer, Repository, ask, run
from socialreg.git.states import MAX_NAMED, State, check, check_there, literal, pathspecs
from socialreg.git.surroundings import WRITE
from socialreg.i18n import _
from socialreg.text import clean

_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg")
# Git streams what it takes for big files into one pack, which it forces to the disk once: an
# import of 1,734 accounts takes a third of the time, and a sixtieth of the room.
_MANY_OBJECTS = ("-c", "core.bigFileThreshold=1")
_NOT_THE_USERS = ("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false")


class Finish(Protocol):
    """What follows when a commit is there."""

    def __call__(self, backups: files.Backups, *, whole: bool) -> None:
        """Do it; *whole* says whether git came to its end."""


class Recorded(NamedTuple):
    """A change that is in the history: *commit* on *branch*; *warning* is often empty."""

    commit: str
    branch: str
    warning: str = ""


class Work(NamedTuple):
    """A change in the making: where its files go, what it starts from, its private index.

    *where* are git's options for making the commit in another place than the work tree's own.
    """

    repository: Repository
    change: Change
    new: dict[Path, bytes | None]
    state: State
    private: Path
    where: tuple[str, ...] = ()

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables for git's part in it."""
        by = self.change.by.variables() if self.change.by else {}
        return {"GIT_INDEX_FILE": str(self.private), **by}


def commit(repository: Repository, change: Change) -> Recorded:
    """Write the files of *change* and commit exactly them, as the user.

    Whatever else is staged or changed stays as it is. After an error (GitError when git
    refuses, RegisterError when a file cannot be written) everything is as it was before.
    """
    with begun(repository, change) as work:

        def finish(backups: files.Backups, *, whole: bool) -> None:
            _adopt(work, whole=whole)
            files.drop(backups)

        return make(work, finish)


def write_only(repository: Repository, change: Change) -> None:
    """Write the files of *change* without recording them, or none of them."""
    with exclusive(repository.common_dir, change.message.subject):
        recover(repository)
        new = targets(repository.root, change.contents)
        check_there(repository, change.contents)
        _check_files(repository.root, change)
        files.replace_all(new)


@contextmanager
def begun(repository: Repository, change: Change) -> Iterator[Work]:
    """*change*, ready to be made: nobody else writes, and the repository is in order."""
    with exclusive(repository.common_dir, change.message.subject):
        recover(repository)
        new = targets(repository.root, change.contents)
        with index.private_index(repository.git_dir) as private:
            extra = {"GIT_INDEX_FILE": str(private)}
            extra |= change.by.variables() if change.by else {}
            state = check(repository, change.contents, extra=extra)
            _check_files(repository.root, change)
            work = Work(repository, change, new, state, private)
            _leave_out_others(work)
            yield work


def make(work: Work, finish: Finish) -> Recorded:
    """Write and commit; call *finish* when the commit is there, else take everything back.

    *finish* is told whether git came to its end as a *whole*: if not, the commit may be there,
    but not what follows it.
    """
    backups = files.back_up(work.new)
    failure: BaseException | None = None
    try:
        index.write_note(work.repository.git_dir, _note(work, backups))
        _write_and_commit(work, backups)
    except BaseException as error:  # noqa: BLE001 - raised again, or told as a warning, below
        failure = error
    with _uninterrupted():
        made = commits_since(work.repository, work.state.head, where=work.where)
        ours = holder(
            work.repository, work.change.contents, made, lambda: _still_right(work, backups)
        )
        if ours is None:
            files.take_back(backups)
            if made:
                raise _not_held(work, made, whole=failure is None) from failure
            raise failure or GitError(_("Git made no commit, and did not say why."))
        finish(backups, whole=failure is None)
    if failure is None or isinstance(failure, KeyboardInterrupt):  # which came too late
        return Recorded(ours, work.state.branch)
    if isinstance(failure, SocialregError):
        return Recorded(ours, work.state.branch, failure.message)
    raise failure


def _note(work: Work, backups: files.Backups) -> index.Note:
    return note_for(work.repository.root, work.state.head, backups, work.new)


def _check_files(root: Path, change: Change) -> None:
    """That the files hold what the maker of *change* has read, and that something changes."""
    for target, data in targets(root, change.expected or {}).items():
        if files.content(target) != data:
            raise RegisterError(
                _("{path} has been changed by somebody else in the meantime.").format(
                    path=clean(target.relative_to(root).as_posix())
                ),
                _("Look at it, then run the command again."),
            )
    new = targets(root, change.contents)
    if all(files.content(target) == data for target, data in new.items()):
        raise _nothing_to_record()


def _leave_out_others(work: Work) -> None:
    """Take what the user has staged out of the private index."""
    if not work.state.others_staged:
        return
    if work.state.head is None:
        work.private.unlink()
    else:  # -i: whether the user's files are as staged does not matter, they stay as they are
        run(work.repository, WRITE, "read-tree", "-m", "-i", "HEAD", extra=work.variables)


def _write_and_commit(work: Work, backups: files.Backups) -> None:
    files.write(work.new)
    if work.change.verify:
        work.change.verify()
    known = [path for path in work.change.contents if backups[work.repository.root / path]]
    named = known if len(known) <= MAX_NAMED else []
    staged = work.change.contents.keys() - named
    if staged:
        names = b"".join(os.fsencode(path) + b"\0" for path in sorted(staged))
        command = ("update-index", "--add", "--remove", "-z", "--stdin")
        options = (*work.where, *(_MANY_OBJECTS if len(staged) > MAX_NAMED else ()))
        run(work.repository, WRITE, *command, given=names, extra=work.variables, options=options)
    answer = _git_commit(work, named)
    if answer.status:
        raise _refused(work, answer)


def _still_right(work: Work, backups: files.Backups) -> bool:
    """Whether the files, which a hook may have formatted, read back and are not as before."""
    try:
        for path, wanted in work.new.items():
            found, backup = files.content(path), backups[path]
            before = files.content(backup) if backup else None
            if (found is None) != (wanted is None) or (found == before and wanted != before):
                return False
        if work.change.verify:
            work.change.verify()
    except SocialregError:
        return False
    return True


def _git_commit(work: Work, named: list[str]) -> Answer:
    selection = ("--include", "--", *map(literal, named)) if named else ()
    return ask(
        work.repository,
        WRITE,
        *("commit", "--quiet", "--no-status", "--cleanup=whitespace", "--file=-", *selection),
        given=work.change.message.text().encode(),
        extra=work.variables,
        options=(*work.where, *(_NOT_THE_USERS if work.change.by else ())),
    )


def _refused(work: Work, answer: Answer) -> GitError:
    if answer.status != 1:
        return refusal(answer.words)
    compare = ("diff", "--quiet", "--no-ext-diff", "HEAD", "--", *pathspecs(work.change.contents))
    same = ask(work.repository, WRITE, *compare, extra=work.variables, options=work.where)
    if same.status == 0:  # such as line endings, which git does not keep
        return _nothing_to_record()
    said = readable(answer.words)
    if said.startswith(("fatal:", "error:")) or not _has_hooks(work):
        return refusal(answer.words)
    return GitError(
        _("A check of this repository (a git hook) refused the change: {words}").format(words=said),
        _("Put right what it names, then run the command again."),
    )


def _not_held(work: Work, made: list[Commit], *, whole: bool) -> GitError:
    """The error for commits without the change; git's own, which says otherwise, is taken back."""
    step = _("See what the hooks do (git rev-parse --git-path hooks), then run the command again.")
    if whole and len(made) == 1:
        old = ("HEAD", work.state.head) if work.state.head else ("-d", "HEAD")
        undo = ("update-ref", "-m", "socialreg: take back", *old, made[0].id)
        if not ask(work.repository, WRITE, *undo, options=work.where).status:
            return GitError(
                _("A git hook kept the change out of its commit, which was taken back."), step
            )
    return GitError(
        _("The commit {commit} does not hold the change: a git hook made something else.").format(
            commit=made[-1].id[:10]
        ),
        step,
    )


def _nothing_to_record() -> GitError:
    return GitError(_("There is nothing to record: the files are already like that."))


def _has_hooks(work: Work) -> bool:
    answer = ask(work.repository, WRITE, "rev-parse", "--git-path", "hooks")
    folder = work.repository.root / os.fsdecode(answer.output).strip()
    return any(os.access(folder / name, os.X_OK) for name in _HOOKS)


def _adopt(work: Work, *, whole: bool) -> None:
    if work.state.others_staged or not whole:
        enter_from_head(work.repository, work.change.contents)
    index.adopt(work.repository.git_dir)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let no Ctrl-C in between: git, when called in here, does not hear it either."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
