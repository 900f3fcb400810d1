"""Files written so that nothing, not even a power cut, leaves half of one behind.

A new content is written beside the old one, forced to the disk and then put in its place in
one step. All new files of a change are safe on the disk before the first old one is replaced,
so a full disk is met before anything is touched. What was there before can be kept beside it
under a second name and put back without needing room on the disk.
"""

import errno
import os
import re
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from socialreg.errors import RegisterError, reason
from socialreg.i18n import _

# ``.name.toml.1f2e3d4c.tmp``: hidden, and told apart from every file of a register by its ending.
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# Windows refuses to replace a file that a virus scanner or an editor has open for a moment.
_MOVE_TRIES = 5 if os.name == "nt" else 1
_MOVE_PAUSE = 0.05
_FEW = 8
_AT_THE_SAME_TIME = 16

# Where the old content of each path is kept; None where there was no file.
Backups: TypeAlias = Mapping[Path, Path | None]


def content(path: Path) -> bytes | None:
    """What *path* holds, or None where there is nothing; a link or a folder is an error."""
    try:
        ordinary = stat.S_ISREG(path.lstat().st_mode)
        if ordinary:
            return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unusable(path, error) from error
    raise RegisterError(
        _("{path} is not an ordinary file.").format(path=path),
        _("Put a file in the place of the link or folder, or remove it."),
    )


def replace_all(new: Mapping[Path, bytes | None]) -> None:
    """Give every path its *new* content (None removes it); when it fails, nothing has changed.

    The contents are on the disk when this returns.
    """
    backups = back_up(new)
    try:
        write(new)
    except BaseException:
        take_back(backups)
        raise
    drop(backups)


def back_up(paths: Iterable[Path]) -> Backups:
    """Keep what is at each of *paths* under a second name beside it."""
    backups: dict[Path, Path | None] = {}
    try:
        for path in paths:
            backups[path] = _second_name(path)
    except BaseException:
        drop(backups)
        raise
    return backups


def write(new: Mapping[Path, bytes | None]) -> None:
    """Like ``replace_all``, but what failed half-way is left to whoever made the backups."""
    written: dict[Path, Path] = {}
    try:
        for path, data in new.items():
            if data is not None:
                written[path] = _write_beside(path, data)
        _flush_all(written)
        for path in new:
            _put_in_place(path, written.get(path))
    finally:
        drop({**written})
    for folder in {path.parent for path in new}:
        _flush_folder(folder)


def take_back(backups: Backups) -> None:
    """Put back what was at each path before; where that fails, it stays under its second name."""
    failures: list[RegisterError] = []
    for path, backup in backups.items():
        try:
            # what was never replaced needs no move, which a full or read-only disk could refuse
            if backup is None or not _same(path, backup):
                _put_in_place(path, backup)
        except RegisterError as error:
            failures.append(error)
        else:
            drop({path: backup})  # a move onto the same file leaves both its names
    if failures:
        raise failures[0]
    for folder in {path.parent for path in backups}:
        _flush_folder(folder)


def drop(backups: Backups) -> None:
    """Remove the second names again."""
    for backup in backups.values():
        if backup is not None:
            with suppress(OSError):  # harmless litter, swept by a later run
                backup.unlink(missing_ok=True)


def sweep(folder: Path, *, older_than: float = 0.0) -> None:
    """Remove what interrupted writes left in *folder* and below, if older than so many seconds.

    To be called by who holds the register's lock, or with an age that no write reaches.
    """
    limit = time.time() - older_than
    for path in folder.rglob(".*.tmp"):
        with suppress(OSError):
            if is_temporary(path.name) and path.lstat().st_mtime <= limit:
                path.unlink()


def is_temporary(name: str) -> bool:
    """Whether a file of that name is what an interrupted write left behind."""
    return _TEMPORARY.fullmatch(name) is not None


def move(source: Path, target: Path) -> None:
    """Put *source* in the place of *target* in one step."""
    for attempt in range(1, _MOVE_TRIES + 1):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == _MOVE_TRIES:
                raise
            time.sleep(_MOVE_PAUSE)
        else:
            return


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")


def _same(path: Path, backup: Path) -> bool:
    try:
        return path.samefile(backup) or path.read_bytes() == backup.read_bytes()
    except OSError:
        return False


def _second_name(path: Path) -> Path | None:
    old = content(path)
    if old is None:
        return None
    backup = _beside(path)
    try:
        os.link(path, backup)
    except OSError:
        return _write_beside(path, old)  # not every file system has second names
    return backup


def _write_beside(path: Path, data: bytes) -> Path:
    temporary = _beside(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(temporary, flags, 0o666), "wb") as stream:
            stream.write(data)
        _keep_mode(path, temporary)
    except BaseException as error:
        drop({path: temporary})
        if isinstance(error, OSError):
            raise _unusable(path, error) from error
        raise
    return temporary


def _keep_mode(path: Path, temporary: Path) -> None:
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode != stat.S_IMODE(temporary.lstat().st_mode):
            temporary.chmod(mode)


def _flush_all(written: Mapping[Path, Path]) -> None:
    """Force the new files to the disk, many at the same time: it writes several in one go."""
    if len(written) <= _FEW:
        for path, temporary in written.items():
            _flush(path, temporary)
        return
    from concurrent.futures import ThreadPoolExecutor  # imported late: only an import needs it

    with ThreadPoolExecutor(_AT_THE_SAME_TIME) as pool:
        for _done in pool.map(_flush, written.keys(), written.values()):
            pass


def _flush(path: Path, temporary: Path) -> None:
    try:
        handle = os.open(temporary, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise _unusable(path, error) from error


def _flush_folder(folder: Path) -> None:
    """Force the names in *folder* to the disk; Windows does that by itself."""
    if os.name == "nt" or not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        raise _unusable(folder, error) from error
    finally:
        os.close(handle)


def _put_in_place(path: Path, source: Path | None) -> None:
    try:
        if source is None:
            path.unlink(missing_ok=True)
        else:
            move(source, path)
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError) -> RegisterError:
    step = ""
    if error.errno in NO_ROOM:
        step = _("Make room on the disk, then run the command again.")
    elif error.errno in _NOT_ALLOWED:
        step = _("See to it that you may write in {folder}, then try again.").format(
            folder=path.parent
        )
    message = _("{path} cannot be used: {why}.").format(path=path, why=reason(error))
    return RegisterError(message, step)
