"""The console script: answers ``--version`` at once and leaves the rest to ``cli``."""

import gc
import sys

from socialreg import __version__

# Modules and values made at start-up live to the end: looking through them for garbage every
# 700 objects costs a tenth of a short command's time.
_GC_THRESHOLD = 100_000


def main() -> None:
    """Run the command line given by ``sys.argv`` and end with its exit status."""
    if sys.argv[1:] == ["--version"]:
        print(f"socialreg {__version__}")  # noqa: T201 - before anything else is imported
        return
    gc.set_threshold(_GC_THRESHOLD)
    from socialreg.cli import run  # imported late: --version needs none of it

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
