"""What is recorded beside the accounts, in files of comma-separated values: read, and written.

``data/activity/<id>.csv`` counts posts: ``week,posts``, one line for each ISO week, in order. A
week that is not there is not known; a week without posts is there with 0.
``data/answers/<id>.csv`` tells when comments were answered: ``received,answered``, times as
``2026-11-06T15:00+01:00``, without an offset by the clock in Sweden; *answered* is empty where
no answer has been given.
"""

import datetime as dt
import functools
import operator
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from socialreg import periods
from socialreg.conflicts import conflict
from socialreg.i18n import _
from socialreg.model import Answer, Fault, FaultKind
from socialreg.text import clean

POSTS_HEADER = "week,posts"
ANSWERS_HEADER = "received,answered"
# The line of the first row: the one after the header.
FIRST_LINE = 2

# A file with more is no slip of the pen.
_MOST_FAULTS = 20
_BOM = b"\xef\xbb\xbf"
_WRITTEN = re.compile(rb"week,posts\n(?:[0-9]{4}-W[0-9]{2},[0-9]{1,6}\n)*")
_COUNT = re.compile(r"[0-9]{1,6}", re.ASCII)
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?",
    re.ASCII,
)


class _Row(NamedTuple):
    """The two cells of a line, and where they stand."""

    path: str
    line: int
    first: str
    second: str

    def fault(self, message: str, hint: str, *, cell: int = 0) -> Fault:
        """That the *cell* with that number, from 0, is wrong."""
        column = 1 + cell * (len(self.first) + 1)
        return _fault(FaultKind.INVALID_VALUE, self.path, message, hint, self.line, column)


def parse_posts(path: str, content: bytes) -> dict[dt.date, int] | list[Fault]:
    """Posts by the Monday of their week, in order, or everything in the file that is wrong."""
    found = _as_written(content)
    return _row_by_row(path, content) if found is None else found


def _as_written(content: bytes) -> dict[dt.date, int] | None:
    """The posts in a file as ``posts_file`` writes it, which is nearly all; None for any other.

    Ten thousand accounts have a million lines: this reads them in a tenth of the time.
    """
    if not _WRITTEN.fullmatch(content):
        return None
    cells = content.decode("ascii").replace("\n", ",").split(",")
    names, counts = cells[2:-1:2], cells[3:-1:2]
    found = dict(zip(map(_week, names), map(int, counts), strict=True))
    in_order = all(map(operator.lt, names, names[1:]))
    return found if in_order and None not in found else None  # type: ignore[return-value]


def _row_by_row(path: str, content: bytes) -> dict[dt.date, int] | list[Fault]:
    found: dict[dt.date, int] = {}
    faults: list[Fault] = []
    before = dt.date.min
    for row in _rows(path, content, POSTS_HEADER, faults):
        week = _week(row.first)
        if week is None:
            faults.append(_no_week(row))
        elif week <= before:
            faults.append(_out_of_order(row))
            before = week  # one slip is told of once, not with every line after it
        elif not _COUNT.fullmatch(row.second):
            faults.append(_no_count(row))
        else:
            found[week] = int(row.second)
            before = week
    return faults[:_MOST_FAULTS] or found


def posts_file(posts: Mapping[dt.date, int]) -> bytes:
    """The file that holds *posts*, which count from Mondays."""
    rows = (f"{periods.week_name(week)},{posts[week]}" for week in sorted(posts))
    return "".join(f"{line}\n" for line in (POSTS_HEADER, *rows)).encode()


def parse_answers(path: str, content: bytes) -> tuple[Answer, ...] | list[Fault]:
    """The answers in the file's order, in UTC, or everything in the file that is wrong."""
    found: list[Answer] = []
    faults: list[Fault] = []
    for row in _rows(path, content, ANSWERS_HEADER, faults):
        received, answered = _moment(row.first), _moment(row.second)
        if received is None:
            faults.append(_no_time(row, row.first, cell=0))
        elif answered is None and row.second:
            faults.append(_no_time(row, row.second, cell=1))
        elif answered and answered < received:
            faults.append(_too_early(row))
        else:
            found.append(Answer(received=received, answered=answered))
    return faults[:_MOST_FAULTS] or tuple(found)


def _rows(path: str, content: bytes, header: str, faults: list[Fault]) -> Iterator[_Row]:
    """The lines behind the *header*; one that has not two cells is added to *faults*."""
    text = _text(path, content, header, faults)
    if text is None:
        return
    for line, row in enumerate(text.removesuffix("\n").split("\n")[1:], FIRST_LINE):
        first, comma, second = row.removesuffix("\r").partition(",")
        if comma and "," not in second:
            yield _Row(path, line, first.strip(), second.strip())
        else:
            message = _("The line has not two values with a comma between them.")
            hint = _("Write it as the others: {header}.").format(header=header)
            faults.append(_fault(FaultKind.INVALID_VALUE, path, message, hint, line, 1))


def _text(path: str, content: bytes, header: str, faults: list[Fault]) -> str | None:
    """The file's text, if it is one that begins with *header*; else None, and a fault says why."""
    try:
        text = content.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("The file is not UTF-8 text.")
        hint = _("Save it again with the encoding UTF-8.")
        faults.append(_fault(FaultKind.UNREADABLE_FILE, path, message, hint, line, 1))
        return None
    if unmerged := conflict(path, text):
        faults.append(unmerged)
        return None
    if text.partition("\n")[0].strip() == header:
        return text
    message = _("The file does not begin with the line “{header}”.").format(header=header)
    hint = _("Save it as CSV with commas and that first line.")
    faults.append(_fault(FaultKind.UNREADABLE_FILE, path, message, hint, 1, 1))
    return None


# The same weeks stand in the files of all accounts.
_week = functools.lru_cache(maxsize=2048)(periods.parse_week)


def _moment(text: str) -> dt.datetime | None:
    """The time that *text* means, in UTC, or None when it means none."""
    if not _TIME.fullmatch(text) or not periods.is_plausible(int(text[:4])):
        return None
    from socialreg.workdays import STOCKHOLM  # imported late: only recorded answers need zones

    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=STOCKHOLM)).astimezone(dt.UTC)


def _no_week(row: _Row) -> Fault:
    return row.fault(
        _("“{text}” is not a week.").format(text=clean(row.first)),
        _("Write year and ISO week: 2026-W45."),
    )


def _out_of_order(row: _Row) -> Fault:
    return row.fault(
        _("The week {week} does not come after the line before it.").format(week=row.first),
        _("Keep one line for each week, oldest first."),
    )


def _no_count(row: _Row) -> Fault:
    return row.fault(
        _("“{text}” is not a number of posts.").format(text=clean(row.second)),
        _("Write a whole number, 0 for none. A week that nobody has counted is left out."),
        cell=1,
    )


def _no_time(row: _Row, text: str, *, cell: int) -> Fault:
    return row.fault(
        _("“{text}” is not a time.").format(text=clean(text)),
        _("Write date and time: 2026-11-06T15:00, by the clock in Sweden or with an offset."),
        cell=cell,
    )


def _too_early(row: _Row) -> Fault:
    return row.fault(
        _("The answer was given before the comment came in."),
        _("Correct the wrong one of the two times."),
        cell=1,
    )


def _fault(  # noqa: PLR0913, PLR0917 - what a fault says
    kind: FaultKind, path: str, message: str, hint: str, line: int, column: int
) -> Fault:
    return Fault(kind=kind, path=path, message=message, hint=hint, line=line, column=column)
