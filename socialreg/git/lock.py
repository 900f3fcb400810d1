"""One writer at a time.

The lock belongs to the operating system, which gives it up when the process ends, however it
ends. The file says who holds it, for those who wait.
"""

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from socialreg.errors import GitError, reason
from socialreg.i18n import _
from socialreg.text import clean

FILE_NAME = "socialreg.lock"
TIMEOUT = 60.0
_PAUSE = 0.02

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
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise GitError(
            _("{path} cannot be written: {why}.").format(path=path, why=reason(error)),
            _("See to it that you may write in the repository’s folder, then try again."),
        ) from error
    try:
        _wait(handle, path, timeout)
        _write(handle, purpose)
        yield
    finally:
        os.close(handle)


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


def _write(handle: int, purpose: str) -> None:
    holder = {
        "purpose": purpose,
        "process": os.getpid(),
        "host": platform.node(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
    text = json.dumps(holder).encode()
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, text)
    os.ftruncate(handle, len(text))
