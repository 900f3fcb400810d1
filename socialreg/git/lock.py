"""One writer at a time.

The lock belongs to the operating system, which gives it up when the process ends, however it
ends. The file says who holds it, for those who wait.
"""

import json
import os
import platform
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from socialreg.errors import GitError, reason
from socialreg.git.refusal import unwritable
from socialreg.i18n import _
from socialreg.text import clean

FILE_NAME = "socialreg.lock"
TIMEOUT = 60.0
_PAUSE = 0.02
# Links are not followed, a pipe is not waited for: a folder of git's may come from anywhere.
_FLAGS: int = os.O_RDWR | os.O_CREAT
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows locks bytes against reading, too: one beyond the text

    def _try_to_lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_to_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def exclusive(common_dir: Path, purpose: str, *, timeout: float = TIMEOUT) -> Iterator[None]:
    """Be the only writer in the repository at *common_dir*; GitError after *timeout* seconds.

    *purpose* is what others are told that they wait for.
    """
    path = common_dir / FILE_NAME
    handle = _open(path)
    try:
        _wait(handle, path, timeout)
        _write(handle, path, purpose)
        yield
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    """A handle of the file, made if need be; never of what a link leads to."""
    try:
        handle = os.open(path, _FLAGS, 0o666)
    except OSError as error:
        if path.is_symlink():
            raise _not_ordinary(path) from error
        raise unwritable(path, error) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _not_ordinary(path)
    return handle


def _not_ordinary(path: Path) -> GitError:
    return GitError(
        _("{path} is not an ordinary file.").format(path=path),
        _("socialreg did not make it: remove it, then try again."),
    )


def _wait(handle: int, path: Path, timeout: float) -> None:
    end = time.monotonic() + timeout
    while True:
        try:
            return _try_to_lock(handle)
        except (BlockingIOError, PermissionError) as error:
            if time.monotonic() > end:
                raise _held(handle) from error
            time.sleep(_PAUSE)
        except OSError as error:
            raise GitError(
                _("{path} cannot be locked: {why}.").format(path=path, why=reason(error)),
                _("Keep the register on a disk of your own computer, not on a network share."),
            ) from error


def _held(handle: int) -> GitError:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        holder = json.loads(os.read(handle, 1 << 16))
        told = {name: clean(str(holder[name])) for name in ("purpose", "process", "host", "since")}
    except (ValueError, KeyError, TypeError):  # just being written, or not by socialreg
        told = dict.fromkeys(("purpose", "process", "host", "since"), "?")
    return GitError(
        _(
            "Another socialreg is at work in this register: “{purpose}”, "
            "process {process} on {host}, since {since}."
        ).format(**told),
        _("Wait until it is done, then try again. If it hangs, end that process."),
    )


def _write(handle: int, path: Path, purpose: str) -> None:
    holder = {
        "purpose": purpose,
        "process": os.getpid(),
        "host": platform.node(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    text = json.dumps(holder).encode()
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, text)
        os.ftruncate(handle, len(text))
    except OSError as error:
        raise unwritable(path, error) from error
