"""A bar on the terminal for what takes long, and nothing for what does not."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from socialreg.cli import console
from socialreg.publish.rendering import Progress

_PATIENCE = 1.0  # seconds
_BETWEEN = 0.1


@contextmanager
def shown(what: str) -> Iterator[Progress | None]:
    """What is to be called with how many parts of how many are done; *what* says of what.

    The bar comes after a second, on stderr. None where it would not be seen, or would fill a log:
    no terminal, ``NO_COLOR`` or ``CI``.
    """
    environ = os.environ
    if not console.err().is_terminal or "NO_COLOR" in environ or "CI" in environ:
        yield None
        return
    with ExitStack() as stack:
        yield _Bar(what, stack).tell


class _Bar:
    """The bar, from the first call after a second on."""

    def __init__(self, what: str, stack: ExitStack) -> None:
        self._what, self._stack = what, stack
        self._next = time.monotonic() + _PATIENCE
        self._update: Progress | None = None

    def tell(self, done: int, total: int) -> None:
        """Show that so much is done, now and then."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _BETWEEN
        self._update = self._update or self._begin()
        self._update(done, total)

    def _begin(self) -> Progress:
        from rich.progress import Progress as RichProgress  # imported late: it takes a while

        # Without a thread of its own: other processes may still be started.
        bar = RichProgress(console=console.err(), transient=True, auto_refresh=False)
        self._stack.enter_context(bar)
        task = bar.add_task(self._what)

        def update(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, refresh=True)

        return update
