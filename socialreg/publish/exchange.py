"""Two folders that change names in one step, where the system can do that."""

import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux and RENAME_SWAP on macOS happen to be the same


def exchange(one: Path, other: Path) -> bool:
    """Let the folders *one* and *other* change places at once; False if that cannot be done.

    No moment exists at which either name is missing, which two renames cannot promise.
    """
    if sys.platform not in {"linux", "darwin"}:
        return False
    import ctypes

    library = ctypes.CDLL(None)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(first, second, _EXCHANGE)
        else:
            failed = library.renameat2(_HERE, first, _HERE, second, _EXCHANGE)
    except AttributeError:  # an older system library without it
        return False
    return not failed
