"""Where the git program is."""

import functools
import os
from pathlib import Path

from socialreg.errors import GitError
from socialreg.i18n import _

_NAME = "git.exe" if os.name == "nt" else "git"


def find_program(root: Path) -> str:
    """The absolute path of the git program; never one that lies in the repository at *root*.

    Looked up here, because Windows would also take a ``git.exe`` from the current folder,
    which may have come with a download.
    """
    return _find_program(os.environ.get("PATH", os.defpath), root, Path.cwd())


@functools.cache
def _find_program(search: str, root: Path, here: Path) -> str:
    for folder in (Path(word.strip('"')) for word in search.split(os.pathsep)):
        candidate = folder / _NAME
        if not folder.is_absolute() or not os.access(candidate, os.X_OK):
            continue
        place = folder.resolve()
        if candidate.is_file() and place != here and not place.is_relative_to(root.resolve()):
            return str(candidate)
    raise GitError(
        _("The program git was not found."),
        _("Install it from https://git-scm.com/downloads, open a new window and try again."),
    )
