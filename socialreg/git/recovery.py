"""What a socialreg that was ended by force had begun: finished or taken back.

While a change is being recorded, the index's lock file carries a note: the commit it is based
on, and for each file where its old content is kept and what the new one is. Whoever holds
socialreg's own lock and finds such a note knows that nobody is at work on it any more.
"""

import hashlib
import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from socialreg import files
from socialreg.git import index
from socialreg.git.lock import exclusive
from socialreg.git.repository import Repository, ask, run
from socialreg.git.states import MAX_NAMED
from socialreg.git.surroundings import WRITE
from socialreg.i18n import _

_SIDE = "socialreg-worktree"


def side_folder(git_dir: Path) -> Path:
    """Where a proposal's work tree is while its commit is made."""
    return git_dir / _SIDE


def note_for(
    root: Path, head: str | None, backups: files.Backups, new: Mapping[Path, bytes | None]
) -> index.Note:
    """The note from which ``recover`` can take a change back."""
    return {
        "head": head,
        "files": {
            path.relative_to(root).as_posix(): [
                None if backup is None else backup.name,
                _digest(new[path]),
            ]
            for path, backup in backups.items()
        },
    }


def recover(repository: Repository) -> None:
    """Finish or take back what the last holder of socialreg's lock was cut off in."""
    note = index.read_note(repository.git_dir)
    if note is None:
        return
    remove_side(repository)
    kept: dict[str, list[str | None]] = note.get("files", {})
    if kept:
        if head(repository) == note["head"]:
            _take_back(repository.root, kept)
        else:
            enter_from_head(repository, kept)
            index.adopt(repository.git_dir)
        for folder in {(repository.root / path).parent for path in kept}:
            files.sweep(folder)
    index.release(repository.git_dir)


def settle(repository: Repository) -> None:
    """``recover``, once nobody else is at work."""
    with exclusive(repository.common_dir, _("finish what was interrupted")):
        recover(repository)


def is_pending(root: Path) -> bool:
    """Whether somebody is recording a change at *root*, or was cut off in it; asks no git."""
    return index.read_note(index.git_dir_of(root)) is not None


def head(repository: Repository, *, where: Sequence[str] = ()) -> str | None:
    """The commit that is checked out, None before the first; *where* are options of git."""
    command = ("rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    answer = ask(repository, WRITE, *command, options=where)
    return None if answer.status else answer.output.decode().strip()


def enter_from_head(repository: Repository, paths: Collection[str]) -> None:
    """Make the private index the user's index with *paths* in it as the last commit has them."""
    variables = {"GIT_INDEX_FILE": str(index.copy(repository.git_dir))}
    named = paths if len(paths) <= MAX_NAMED else {f"{os.path.dirname(path)}/" for path in paths}  # noqa: PTH120 - a path of git's
    listed = run(repository, WRITE, "ls-tree", "-z", "HEAD", "--", *named).split(b"\0")
    entries = {os.fsdecode(entry.partition(b"\t")[2]): entry for entry in listed}
    removed = b"0 " + b"0" * len(head(repository) or "")
    lines = b"".join(
        entries.get(path, removed + b"\t" + os.fsencode(path)) + b"\0" for path in paths
    )
    run(repository, WRITE, "update-index", "-z", "--index-info", given=lines, extra=variables)
    # Only the times of the files are missing now; that some file differs is no fault here.
    ask(repository, WRITE, "update-index", "-q", "--refresh", extra=variables)


def remove_side(repository: Repository) -> None:
    """Remove the work tree in which a proposal's commit was made, if there is one."""
    folder = side_folder(repository.git_dir)
    if folder.exists():
        shutil.rmtree(folder)
        run(repository, WRITE, "worktree", "prune", "--expire=now")


def _take_back(root: Path, kept: Mapping[str, list[str | None]]) -> None:
    """Put the old contents back, but not where somebody has changed the file since."""
    backups: dict[Path, Path | None] = {}
    for name, (backup, digest) in kept.items():
        path = root / name
        place = None if backup is None else path.with_name(backup)
        if _digest(files.content(path)) == digest and (place is None or place.exists()):
            backups[path] = place
    files.take_back(backups)


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
