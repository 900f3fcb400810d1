"""What a socialreg that was ended by force had begun: finished or taken back.

While a change is being recorded, the index's lock file carries a note: the commit it is based
on, and for each file where its old content is kept and what the new one is. Whoever holds
socialreg's own lock and finds such a note knows that nobody is at work on it any more.
"""

import hashlib
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeAlias, cast

from socialreg import files
from socialreg.errors import GitError, RegisterError
from socialreg.git import index
from socialreg.git.change import targets
from socialreg.git.lock import exclusive
from socialreg.git.refusal import unwritable
from socialreg.git.repository import Repository, ask, run
from socialreg.git.states import MAX_NAMED
from socialreg.git.surroundings import WRITE
from socialreg.i18n import _
from socialreg.paths import SETTINGS_PATH

_SIDE = "socialreg-worktree"

# For each path: the name of its backup beside it, and the digest of its new content.
_Kept: TypeAlias = Mapping[str, list[str | None]]


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
    kept = _understood(repository, note)
    remove_side(repository)
    if not kept:  # cut off before it was told which files, of which some may have a second name
        _sweep_all(repository.root)
    else:
        if head(repository) == note.get("head"):
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


def head(repository: Repository) -> str | None:
    """The commit that is checked out, None before the first."""
    answer = ask(repository, WRITE, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
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
    if os.path.lexists(folder):
        try:
            shutil.rmtree(folder)
        except OSError as error:  # also for a link, which leads who knows where
            raise unwritable(folder, error) from error
        run(repository, WRITE, "worktree", "prune", "--expire=now")


def _understood(repository: Repository, note: index.Note) -> _Kept:
    """The files of a *note*; GitError if it is none that ``note_for`` has written.

    A folder of git's that was handed on in an archive can hold any note: it may name nothing
    outside of the register.
    """
    kept = note.get("files", {})
    try:
        sound = isinstance(kept, dict) and all(_is_sound(*item) for item in kept.items())
        if sound:
            targets(repository.root, dict.fromkeys(kept))
            return cast("_Kept", kept)
    except RegisterError:
        pass
    raise GitError(
        _("{path} holds a note that socialreg cannot have written.").format(
            path=repository.git_dir / index.LOCK
        ),
        _("If no git program is running here, delete that file, then try again."),
    )


def _is_sound(path: str, told: object) -> bool:
    """Whether a note may say *told* of *path*: the name of a backup beside it, and a digest."""
    match told:
        case [None, None | str()]:
            return "\0" not in path
        case [str() as backup, None | str()]:
            name = path.rpartition("/")[2]
            beside = backup.startswith(f".{name}.") and not {*"/\\\0"} & {*backup}
            return beside and files.is_temporary(backup)
    return False


def _sweep_all(root: Path) -> None:
    """Remove second names among the register's data; only for who holds socialreg's lock."""
    folder = (root / SETTINGS_PATH).parent
    if not folder.is_symlink():
        files.sweep(folder)


def _take_back(root: Path, kept: _Kept) -> None:
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
