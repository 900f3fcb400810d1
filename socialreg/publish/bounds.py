"""How long a template of a register's own may take, and how much memory: it is a program.

Jinja's sandbox keeps a template from files, networks and the rest of this program, but not from
counting for ever or from writing a text without end. On Linux and macOS both end here; Windows
has no such signal, and macOS does not enforce the limit of memory.
"""

import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from socialreg.i18n import _

_SECONDS = 20.0
_AGAIN = 0.5
_MEMORY = 1024 * 1024 * 1024  # bytes, beside what is in use already
_LONGEST_PAGE = 64 * 1024 * 1024  # characters; ten thousand accounts on a page are five million


class TooMuchError(RuntimeError):
    """A template took longer, or wrote more, than a page can need."""


@contextmanager
def bounded(seconds: float = _SECONDS, memory: int = _MEMORY) -> Iterator[None]:
    """Let the block take so long and so much memory; TooMuchError or MemoryError beyond that.

    Nothing is limited where the system cannot do it, or outside of the main thread.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    # Again and again: while it compiles, Jinja takes any error for a sign to try it later.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        with _memory(memory):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooMuchError(_("it takes too long"))


@contextmanager
def _memory(more: int) -> Iterator[None]:
    """Let the process take so much *more* memory, as far as the system counts it."""
    import resource  # imported late: Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = _used()
    limit = used + more
    if not used or any(0 <= known < limit for known in (soft, hard)):
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _used() -> int:
    """The size of this process's memory, in bytes; 0 where the system does not tell."""
    import resource  # imported late: Windows has none

    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - for each page
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def gathered(pieces: Iterable[str]) -> str:
    """The *pieces* of a page as one; TooMuchError where it has no end."""
    found, length = [], 0
    for piece in pieces:
        found.append(piece)
        length += len(piece)
        if length > _LONGEST_PAGE:
            raise TooMuchError(_("it writes too much"))
    return "".join(found)
