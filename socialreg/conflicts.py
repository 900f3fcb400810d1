"""The marks that git leaves in a file where it could not merge."""

import re

from socialreg.i18n import _
from socialreg.model import Fault, FaultKind

_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?= |\r?$)", re.MULTILINE)


def conflict(path: str, text: str) -> Fault | None:
    """The fault of the file at *path* with that *text* where it holds such marks."""
    mark = _MARK.search(text)
    if mark is None:
        return None
    return Fault(
        kind=FaultKind.UNREADABLE_FILE,
        path=path,
        message=_("The file holds the marks of an unfinished merge."),
        hint=_(
            "Keep the right lines, remove the lines with <<<<<<<, ======= and >>>>>>>, and save."
        ),
        line=text.count("\n", 0, mark.start()) + 1,
        column=1,
    )
