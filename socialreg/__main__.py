"""The console script: answers ``--version`` at once and leaves the rest to ``cli``."""

import atexit
import gc
import os
import sys

from socialreg import __version__

# Modules and values made at start-up live to the end: looking through them for garbage every
# 700 objects costs a tenth of a short command's time.
_GC_THRESHOLD = 100_000


def main() -> None:
    """Run the command line given by ``sys.argv`` and end with its exit status."""
    if sys.argv[1:] == ["--version"] and sys.stdout:
        print(f"socialreg {__version__}")  # noqa: T201 - before anything else is imported
        return
    gc.set_threshold(_GC_THRESHOLD)
    status: int | None = None
    atexit.register(lambda: _vanish(status))  # the first to be registered is the last to be called
    from socialreg.cli import run  # imported late: --version needs none of it

    status = run(sys.argv[1:])
    sys.exit(status)


def _vanish(status: int | None) -> None:
    """End the process here and now, unless it was cut off before it had a *status*.

    Everything else that belongs to an end has been done. What is left is to take ten thousand
    accounts apart, value by value: an eighth of the time that it takes to check them.
    """
    if status is None:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it any more: Python's own end knows what to say
        return
    os._exit(status)


if __name__ == "__main__":
    main()
