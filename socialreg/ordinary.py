"""The bytes of an ordinary file, and of nothing else that can stand in a file's place.

A link could lead anywhere, a pipe never ends, and a device can do anything when it is opened.
"""

import os
import stat
from pathlib import Path

# Flags that only some systems have: do not follow a link, do not wait for a pipe, and do not
# let Windows change line endings.
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
_BINARY: int = getattr(os, "O_BINARY", 0)


def read_ordinary(file: str | Path, limit: int) -> bytes | None:
    """What is in *file*, at most one byte more than *limit*; None when it is no ordinary file.

    Raises OSError when there is no such file, or the system refuses.
    """
    if not _NO_FOLLOW and not stat.S_ISREG(os.lstat(file).st_mode):
        return None  # where links cannot be refused while opening, look before
    handle = os.open(file, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT | _BINARY)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        return os.read(handle, limit + 1)
    finally:
        os.close(handle)
