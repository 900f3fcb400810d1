"""Reading what has been committed: revisions, trees, files and the log, each as one stream.

Only objects are read, never the work tree, with surroundings in which nothing that came with
them can run. Names and dates are what the commits state.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO, NamedTuple

from socialreg.errors import GitError
from socialreg.git.repository import Repository, ask, run, stream
from socialreg.git.surroundings import READ, WRITE
from socialreg.i18n import _
from socialreg.text import clean

# More than any file of a register may hold; what is larger is not read into memory.
MAX_BYTES = 64 * 1024

REGULAR = frozenset({"100644", "100755"})
_BLOCK = 1 << 16
_OBJECT_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Entry(NamedTuple):
    """A file of a revision; links and submodules, too: their *mode* tells.

    *size* is in bytes, None for what is no file of this repository.
    """

    path: str
    mode: str
    size: int | None
    id: str


class FileChange(NamedTuple):
    """What became of one path: *status* is A, M, T, D or R; modes and ids as git's.

    *old_path* is the path before, of a file that was renamed (R). Of a merge *old_id* is of the
    first parent, *other_ids* are of the others.
    """

    path: str
    status: str
    old_mode: str
    new_mode: str
    old_id: str
    new_id: str
    old_path: str = ""
    other_ids: tuple[str, ...] = ()


class Commit(NamedTuple):
    """One commit as it states itself.

    *date* is the committer's, ISO 8601 with offset; empty where it is no date that can be.
    """

    id: str
    date: str
    author: str
    email: str
    message: str
    changes: tuple[FileChange, ...]


class Version(NamedTuple):
    """What a path holds after a commit: *content* is None where it is *absent* or unreadable."""

    path: str
    absent: bool
    content: bytes | None


def resolve(repository: Repository, revision: str) -> str:
    """The full id of the commit that *revision* names; GitError if it names none."""
    command = ("rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    answer = ask(repository, READ, *command)
    if answer.status:
        raise unknown(revision)
    return answer.output.decode().strip()


def unknown(revision: str) -> GitError:
    """That *revision* names no commit."""
    return GitError(
        _("There is no revision “{name}” here.").format(name=clean(revision)),
        _("“git log --oneline” and “git branch --all” show what there is."),
    )


def head(repository: Repository) -> str | None:
    """The id of the commit that is checked out, None before the first."""
    answer = ask(repository, READ, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    return answer.output.decode().strip() or None


def commit_date(repository: Repository, commit: str) -> str:
    """When *commit* (a full id) says it was made, as ``Commit.date`` has it."""
    command = ("log", "--no-walk", "--format=%cI", "--end-of-options", commit, "--")
    return _date(run(repository, READ, *command).decode().strip())


def differences(repository: Repository, old: str, new: str) -> list[FileChange]:
    """What differs between two commits (full ids), by path; files that were renamed are paired."""
    command = ("diff-tree", *_RAW, "-r", "--find-renames", "-l1000", "--end-of-options", old, new)
    with stream(repository, *command) as output:
        fields = (os.fsdecode(field) for field in _split(output))
        return [_file_change(facts, fields) for facts in fields]


def commits_between(repository: Repository, old: str, new: str) -> Iterator[Commit]:
    """The commits (ids are full) that *new* has and *old* has not, each after those it builds on.

    A merge is told with what differs from all that it merges: what was done in it.
    """
    options = ("--reverse", "--topo-order", "--diff-merges=combined", "--no-renames")
    yield from _log(repository, *options, "--end-of-options", f"{old}..{new}", "--")


def merges_between(repository: Repository, old: str, new: str) -> Iterator[Commit]:
    """The merges (ids are full) that *new* has and *old* has not, as ``commits_between``."""
    options = ("--merges", "--reverse", "--topo-order", "--diff-merges=combined", "--no-renames")
    yield from _log(repository, *options, "--end-of-options", f"{old}..{new}", "--")


def deletions(repository: Repository, commit: str, *paths: str) -> Iterator[Commit]:
    """The commits up to *commit* (a full id), newest first, that removed one of *paths*."""
    yield from _events(repository, "D", commit, paths)


def additions(repository: Repository, commit: str, *paths: str) -> Iterator[Commit]:
    """The commits up to *commit* (a full id), newest first, that added one of *paths*."""
    yield from _events(repository, "A", commit, paths)


def tree(repository: Repository, commit: str, *under: str) -> Iterator[Entry]:
    """The files of *commit* (a full id) at or in the paths *under*, sorted by path.

    Without a path those in data/; with an empty one all.
    """
    command = ("ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", commit)
    with stream(repository, *command, *filter(None, under or ("data/",))) as output:
        for line in _split(output):
            facts, _tab, path = os.fsdecode(line).partition("\t")
            mode, _kind, object_id, size = facts.split()
            yield Entry(path, mode, int(size) if size.isdigit() else None, object_id)


def top(repository: Repository, commit: str) -> list[tuple[str, bool]]:
    """What lies at the root of *commit* (a full id): names, sorted, and whether each is a file."""
    command = ("ls-tree", "-z", "--full-tree", "--end-of-options", commit)
    with stream(repository, *command) as output:
        found = [os.fsdecode(line).partition("\t") for line in _split(output)]
    return sorted((name, facts.split()[0] in REGULAR) for facts, _tab, name in found)


def read_blobs(
    repository: Repository, ids: Iterable[str], *, limit: int = MAX_BYTES
) -> Iterator[bytes | None]:
    """The content of each of *ids* (full ids), in their order; None for what is no readable file.

    That is a file of more than *limit* bytes, or an object that a partial clone does not have.
    """
    lines = [_checked(object_id) for object_id in ids]
    with stream(repository, "cat-file", "--batch", "--buffer", lines=lines) as output:
        while header := output.readline():
            yield _body(output, header, limit)


def log(repository: Repository, *paths: str, revision: str = "HEAD") -> Iterator[Commit]:
    """What happened to *paths* (files or folders) on the branch, commit by commit, oldest first.

    A merge counts as one commit with all that it brought: that is what the branch has really
    been. Where the history's beginning is missing, GitError: changes would be told of the wrong
    commit.
    """
    refuse_shallow(repository)
    tip = head(repository) if revision == "HEAD" else resolve(repository, revision)
    if tip is None:
        return
    options = ("--reverse", "--first-parent", "--diff-merges=first-parent", "--no-renames")
    yield from _log(repository, *options, "--end-of-options", tip, "--", *paths)


def commits_since(
    repository: Repository, old: str | None, *, where: Sequence[str] = ()
) -> list[Commit]:
    """What the checked-out branch has that the commit *old* (a full id) does not, oldest first.

    For who has just written there: asked with the user's own settings, at *where*.
    """
    revisions = "HEAD" if old is None else f"{old}..HEAD"
    command = ("log", *_LOG_OPTIONS, "--root", "--end-of-options", revisions, "--")
    answer = ask(repository, WRITE, *command, options=where)
    return [*_commits(os.fsdecode(field) for field in answer.output.split(b"\0"))]


def last_change(repository: Repository, commit: str, path: str) -> tuple[str, str] | None:
    """The last commit up to *commit* (full ids, both) that changed *path*, if any, and its date.

    Raises GitError like ``log``.
    """
    refuse_shallow(repository)
    options = ("--max-count=1", "--first-parent", "--diff-merges=first-parent", "--no-patch")
    command = ("log", *options, "--format=%H%x00%cI", "--end-of-options", commit, "--", path)
    found, _nul, date = run(repository, READ, *command).decode().strip().partition("\0")
    return (found, _date(date)) if found else None


def versions(
    repository: Repository, *paths: str, revision: str = "HEAD"
) -> Iterator[tuple[Commit, list[Version]]]:
    """The log of *paths*, each commit with what the files it changed hold after it."""
    commits = list(log(repository, *paths, revision=revision))
    wanted = [change.new_id for commit in commits for change in commit.changes if _is_file(change)]
    blobs = read_blobs(repository, wanted) if wanted else iter(())
    for commit in commits:
        yield (
            commit,
            [
                Version(
                    change.path, change.status == "D", next(blobs) if _is_file(change) else None
                )
                for change in commit.changes
            ],
        )


_RAW = ("--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color")
_LOG_OPTIONS = (
    *(*_RAW, "--no-show-signature", "--no-notes", "--no-decorate", "--encoding=UTF-8"),
    "--format=%H%x00%cI%x00%an%x00%ae%x00%B%x00",
)


def _log(repository: Repository, *options: str) -> Iterator[Commit]:
    with stream(repository, "log", *_LOG_OPTIONS, *options) as output:
        yield from _commits(os.fsdecode(field) for field in _split(output))


def _events(
    repository: Repository, status: str, commit: str, paths: Iterable[str]
) -> Iterator[Commit]:
    """The commits up to *commit* that did what *status* says, seen from each of their parents."""
    refuse_shallow(repository)
    options = ("--full-history", "--diff-merges=separate", "--no-renames")
    command = (*options, f"--diff-filter={status}", "--end-of-options", commit, "--", *paths)
    yield from _log(repository, *command)


def refuse_shallow(repository: Repository) -> None:
    """Raise GitError where the history's beginning is missing: answers would be wrong."""
    if repository.shallow:
        raise GitError(
            _("The beginning of the history is missing here (a shallow clone)."),
            _("Fetch it with: git fetch --unshallow. In CI, check out with fetch-depth: 0."),
        )


def _is_file(change: FileChange) -> bool:
    return change.new_mode in REGULAR


def _commits(fields: Iterator[str]) -> Iterator[Commit]:
    """Commits out of the log's fields: five and an empty one, then a pair for each change."""
    pending = _filled(fields)
    while pending:
        # Where git was cut off the rest is empty, and its failure is told when the stream ends.
        date, author, email, message = (next(fields, "") for _part in range(4))
        identity, changes = pending, []
        pending = _filled(fields)
        while pending and pending.lstrip("\n").startswith(":"):
            changes.append(_file_change(pending, fields))
            pending = _filled(fields)
        yield Commit(identity, _date(date), author, email, message, tuple(changes))


def _filled(fields: Iterator[str]) -> str | None:
    """The next of *fields* that is not empty: git ends a commit with one, a merge with two."""
    return next(filter(None, fields), None)


def _file_change(facts: str, paths: Iterator[str]) -> FileChange:
    """The change that *facts*, such as ``:100644 100644 OLD NEW M``, tell of the next of *paths*.

    A merge has a mode and an id more for each parent more; the first parent's are taken.
    """
    parts = facts.lstrip("\n:").split()
    modes, ids, status = parts[: len(parts) // 2], parts[len(parts) // 2 : -1], parts[-1]
    old_path = next(paths) if status[0] == "R" else ""
    change = (status[0], modes[0], modes[-1], ids[0], ids[-1])
    return FileChange(next(paths), *change, old_path, tuple(ids[1:-1]))


def _date(date: str) -> str:
    """*date* as it is always written: newer versions of git write Z for an offset of nothing.

    Empty for the year 10000 or a broken commit, which git tells in its own ways.
    """
    try:
        datetime.fromisoformat(date)
    except ValueError:
        return ""
    return f"{date[:-1]}+00:00" if date.endswith("Z") else date


def _split(output: IO[bytes]) -> Iterator[bytes]:
    """The parts of *output* that end with a NUL byte, as they come."""
    rest = b""
    while block := output.read(_BLOCK):
        *parts, rest = (rest + block).split(b"\0")
        yield from parts


def _checked(object_id: str) -> bytes:
    if not _OBJECT_ID.fullmatch(object_id):
        raise ValueError(f"not a full object id: {object_id!r}")
    return object_id.encode()


def _body(output: IO[bytes], header: bytes, limit: int) -> bytes | None:
    """The object after ``ID TYPE SIZE``; None when it is no file or too large, or is missing."""
    _id, _space, facts = header.rstrip(b"\n").partition(b" ")
    kind, _space, size = facts.partition(b" ")
    if not size.isdigit():
        return None  # "ID missing"
    rest = int(size) + 1  # and a line break
    if kind == b"blob" and rest <= limit + 1:
        return output.read(rest)[:-1]
    while rest > 0:
        rest -= len(output.read(min(rest, _BLOCK)) or b"?" * rest)
    return None
