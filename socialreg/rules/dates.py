"""Dates written otherwise than TOML wants them, where there is no doubt which day is meant.

The year comes first and the time, if there is one, is a local one: anything else could be another
day.
"""

import datetime as dt
import re

import rtoml

from socialreg.model import Context
from socialreg.rules.base import Edit, Finding

_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", re.ASCII)
# A whole line, so that nothing inside a text is taken for one.
_LINE = re.compile(
    rb"[ \t]*[\w.-]+[ \t]*=[ \t]*(\d{4}-\d{1,2}-\d{1,2})[ \t]*(?:#[^\r\n]*)?\r?", re.ASCII
)


def quoted_date(content: bytes, finding: Finding, _context: Context) -> Edit | None:
    """The date in the place of a text or a time, where the finding's field holds one."""
    from socialreg.positions import Positions  # imported late: only mending needs it

    span = Positions(content).span(finding.field)
    if span is None:
        return None
    written = content[span[0] : span[1]].decode()
    day = _day(rtoml.loads(f"x = {written}")["x"])
    return Edit(*span, day.isoformat().encode()) if day else None


def bare_date(content: bytes, finding: Finding, _context: Context) -> Edit | None:
    """The date with all its zeros, where the line that cannot be read is nothing but a date."""
    start = 0
    for _line in range(finding.line - 1):
        start = content.find(b"\n", start) + 1
    end = content.find(b"\n", start)
    found = _LINE.fullmatch(content, start, end if end >= 0 else len(content))
    day = _day(found[1].decode()) if found else None
    return Edit(*found.span(1), day.isoformat().encode()) if found and day else None


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date() if value.tzinfo is None else None
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:  # such as the 30th of February
        return None
