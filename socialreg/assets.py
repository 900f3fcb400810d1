"""What belongs to a register besides its data: the logo and templates of its own.

Where the files are, in a folder or in a commit, is somebody else's to know; here is what must be
true of them.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeAlias

from socialreg.errors import RegisterError
from socialreg.i18n import N_, _
from socialreg.pictures import unpublishable
from socialreg.text import clean

TEMPLATES_DIR = "templates"
MAX_BYTES = 1024 * 1024  # larger than an account, but not without end


class Absent(StrEnum):
    """Why there are no bytes of a file to be had."""

    MISSING = "missing"
    LINKED = "linked"
    OVERSIZED = "oversized"


Asset: TypeAlias = bytes | Absent

_WHY = {
    Absent.MISSING: N_("there is no such file in the register"),
    Absent.LINKED: N_("it is not an ordinary file but a link or a folder"),
    Absent.OVERSIZED: N_("it is larger than 1 MiB"),
}


def logo_problem(path: str, logo: Asset) -> tuple[str, str] | None:
    """What is wrong with the *logo* at *path* and what to do, or None when it can be published."""
    why = _(_WHY[logo]) if isinstance(logo, Absent) else unpublishable(logo)
    if not why:
        return None
    return (
        _("The logo {path} cannot be published: {why}.").format(path=clean(path), why=why),
        _("Save it as a plain SVG drawing or a PNG picture, and name it under site.logo."),
    )


def own_templates(files: Iterable[tuple[str, Asset]]) -> dict[str, bytes]:
    """The register's own templates by name, from *files* with their paths; RegisterError if bad.

    A template that was left out without a word would publish another page than was meant.
    """
    return {path.removeprefix(f"{TEMPLATES_DIR}/"): _usable(path, file) for path, file in files}


def _usable(path: str, file: Asset) -> bytes:
    if isinstance(file, Absent):
        why = _(_WHY[file])
    elif path.endswith(".j2") and not _is_text(file):
        why = _("it is not UTF-8 text")
    else:
        return file
    raise RegisterError(
        _("The template {path} cannot be used: {why}.").format(path=clean(path), why=why),
        _("Put an ordinary file in its place, or remove it from the folder templates."),
    )


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
