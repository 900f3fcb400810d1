"""Posts from a table, counted by week; a mapping (``plans``) says where their time stands.

A row that is no post gives an error with its line; the caller takes all rows or none.
"""

import csv
import datetime as dt
import io
import itertools
import re
import string
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from typing import NamedTuple, TypeAlias

from socialreg.errors import UsageError
from socialreg.i18n import _
from socialreg.intake.plans import Number, Plan
from socialreg.intake.table import RowError, decoded
from socialreg.periods import WEEK, is_plausible, monday, parse_week
from socialreg.text import clean, nearest
from socialreg.values import dataclass
from socialreg.workdays import STOCKHOLM

Weeks: TypeAlias = Mapping[dt.date, int]
_Lines: TypeAlias = Iterator[tuple[int, list[str]]]

_DELIMITERS = (",", ";", "\t")
# Some exports begin with a sentence; the line with the columns' names comes after it.
_LINES_BEFORE_ROWS = 20
_DIGITS = re.compile(r"[0-9]{15,20}", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,6}", re.ASCII)
_DAY = dt.timedelta(days=1)
# What stands around a column's name unseen: blanks, and the mark of UTF-8 where it is left over.
_AROUND = f"{string.whitespace}\u00a0\ufeff"
# How far the day that an export states, in its own zone, can be from that in Sweden.
_NEAR = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose posts a table holds, and when.

    *account* is the id of all of them, or None where the table says it; *ids* are the accounts
    there are. *first* and *last* are the export's days, where it covers more than its posts;
    nothing can have been posted after *today*. *opened* says since when accounts are open, as far
    as that is known: before it no week counts 0 unless the table says so.
    """

    account: str | None
    ids: Collection[str]
    today: dt.date
    first: dt.date | None = None
    last: dt.date | None = None
    opened: Mapping[str, dt.date] = field(default_factory=dict)


class _Row(NamedTuple):
    """A row's cells by what the mapping calls them, and the line on which it begins."""

    line: int
    cells: Mapping[str, str]


class _Posts(NamedTuple):
    """So many posts of an account in the week that begins on *monday*; *key* tells them apart."""

    account: str
    monday: dt.date
    number: int
    key: str


def posts_from(content: bytes, plan: Plan, scope: Scope) -> tuple[dict[str, Weeks], list[RowError]]:
    """Posts by account and Monday in a table's bytes, and the errors of the rows that are none.

    A week counts 0 when it lies between two that have posts, or wholly within the days of the
    *scope*; a table of weeks says itself which it counts. What has the number of another post is
    the same post. Raises UsageError when the table lacks a column.
    """
    counts: dict[str, dict[dt.date, int]] = defaultdict(dict)
    if scope.account:
        counts[scope.account] = {}
    errors: list[RowError] = []
    seen: set[tuple[str, str]] = set()
    by_week, named = False, ""
    for row in _rows(content, plan, needs_account=scope.account is None):
        by_week = "week" in row.cells
        named = named or row.cells.get("account", "")
        found = _mixed(row, scope, named) or _posts(row, plan, scope)
        if isinstance(found, RowError):
            errors.append(found)
        elif not found.key or (found.account, found.key) not in seen:
            seen.add((found.account, found.key))
            weeks = counts[found.account]
            weeks[found.monday] = weeks.get(found.monday, 0) + found.number
        elif by_week:
            errors.append(RowError(row.line, _("The week stands in the table twice.")))
    filled: dict[str, Weeks] = {
        account: weeks | _zeros(account, weeks, scope, between=not by_week)
        for account, weeks in counts.items()
    }
    return filled, errors


def merged(before: Weeks, now: Weeks) -> Weeks:
    """The posts of each week that one of the two knows: the larger number where both do.

    A post was made even if it is deleted later, and an export may begin or end within a week. So
    importing something again changes nothing, and the order of imports does not matter.
    """
    weeks = sorted(before.keys() | now.keys())
    return {week: max(before.get(week, 0), now.get(week, 0)) for week in weeks}


def before_opening(weeks: Weeks, opened: dt.date) -> int:
    """How many posts are of *weeks* that had ended when the account was *opened*."""
    return sum(number for week, number in weeks.items() if week + WEEK <= opened)


def _zeros(account: str, weeks: Weeks, scope: Scope, *, between: bool) -> dict[dt.date, int]:
    """The weeks that are known to be without posts: from that on in which it was opened."""
    opened = scope.opened.get(account)
    spans = [(min(weeks), max(weeks))] if weeks and between else []
    if scope.first and scope.last:
        spans.append((monday(scope.first + 6 * _DAY), monday(scope.last + _DAY) - WEEK))
    found = {}
    for week, last in spans:
        while week <= last:
            if week not in weeks and (opened is None or week + WEEK > opened):
                found[week] = 0
            week += WEEK  # noqa: PLW2901 - it walks through the span
    return found


def _rows(content: bytes, plan: Plan, *, needs_account: bool) -> Iterator[_Row]:
    """The rows that are meant to be posts."""
    lines, names = _header(decoded(content), plan)
    places = _places(plan, names)
    if needs_account and "account" not in places:
        raise UsageError(
            _("The table does not say whose posts they are."),
            _("Name the account with --id, or the column in a mapping file: account = …"),
        )
    skipped = [
        (place, tuple(words))
        for name, words in plan.skip.items()
        if (place := _place(name, names)) is not None
    ]
    for line, found in lines:
        cells = found + [""] * (len(names) - len(found))
        if any(cells) and not any(cells[place].startswith(words) for place, words in skipped):
            yield _Row(line, {what: cells[place] for what, place in places.items()})


def _header(text: str, plan: Plan) -> tuple[_Lines, list[str]]:
    """The table's lines behind the one with the columns' names, and these names."""
    longest: list[str] = []
    for delimiter in _DELIMITERS:
        lines = _lines(text, delimiter)
        for _line, cells in itertools.islice(lines, _LINES_BEFORE_ROWS):
            if {"time", "week"} & _places(plan, cells).keys():
                return lines, cells
            longest = max(longest, cells, key=len)
    wanted = plan.columns.get("time") or (*plan.columns["week"], *plan.columns["posts"])
    raise UsageError(
        _("The table has no column “{column}”.").format(column=clean(" / ".join(wanted))),
        _("Its columns are: {columns}.").format(columns=", ".join(map(clean, longest[:30]))),
    )


def _lines(text: str, delimiter: str) -> _Lines:
    """The rows of a table as cells, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(
            _("Line {line} of the table cannot be read: {why}.").format(line=line, why=error),
            _("Is it a CSV file? Save a spreadsheet as CSV first."),
        ) from error


def _places(plan: Plan, names: Sequence[str]) -> dict[str, int]:
    """In which column each thing stands that the mapping looks for and the table has."""
    found = {}
    for what, possible in plan.columns.items():
        places = (_place(name, names) for name in possible)
        if (there := next((place for place in places if place is not None), None)) is not None:
            found[what] = there
    if "posts" not in found:
        found.pop("week", None)
    return found


def _place(name: str, names: Sequence[str]) -> int | None:
    """In which of the columns with these *names* what is called *name* stands, if in any.

    Programs differ in capitals and put blanks or a mark of the encoding around a name.
    """
    if name in names:
        return names.index(name)
    wanted = _plain(name)
    return next((place for place, found in enumerate(names) if _plain(found) == wanted), None)


def _plain(name: str) -> str:
    return name.strip(_AROUND).casefold()


def _posts(row: _Row, plan: Plan, scope: Scope) -> _Posts | RowError:
    account = _account(row, plan, scope)
    if isinstance(account, RowError):
        return account
    if "week" in row.cells:
        return _week(row, account, scope.today)
    day = _day(row, plan)
    if isinstance(day, RowError):
        return day
    if day > scope.today + _DAY:
        return RowError(row.line, _("The post is of {day}, which is to come.").format(day=day))
    return _Posts(account, monday(day), 1, row.cells.get("id", ""))


def _account(row: _Row, plan: Plan, scope: Scope) -> str | RowError:
    word = row.cells.get("account", "")
    account = plan.accounts.get(word, word)
    if scope.account:
        return _refused(row, scope, account) or scope.account
    if account in scope.ids:
        return account
    near = nearest(account, scope.ids)
    return RowError(
        row.line,
        _("There is no account “{id}”.").format(id=clean(account)),
        _("Did you mean “{word}”?").format(word=near) if near else "",
    )


def _mixed(row: _Row, scope: Scope, named: str) -> RowError | None:
    """Why a table in which more than one account is *named* cannot be of the one with --id."""
    word = row.cells.get("account", "")
    if not scope.account or word in {"", named} or {word, named} & set(scope.ids):
        return None
    return RowError(
        row.line,
        _("The table holds posts of “{one}” and of “{other}”.").format(
            one=clean(named), other=clean(word)
        ),
        _("Leave out --id, and say in a mapping file, under [accounts], which account each is."),
    )


def _refused(row: _Row, scope: Scope, account: str) -> RowError | None:
    """Why a row's posts are not those of the one account that they are said to be of."""
    if account in {scope.account, ""} or account not in scope.ids:
        return None
    return RowError(
        row.line,
        _("The post is of {other}, not of {id}.").format(other=clean(account), id=scope.account),
        _("Leave out --id: the table says itself whose posts they are."),
    )


def _week(row: _Row, account: str, today: dt.date) -> _Posts | RowError:
    week = parse_week(row.cells["week"])
    if week is None:
        return RowError(
            row.line,
            _("“{text}” is not a week.").format(text=clean(row.cells["week"])),
            _("Write year and ISO week: 2026-W45."),
        )
    if week > today:
        text = clean(row.cells["week"])
        return RowError(row.line, _("The week {week} is to come.").format(week=text))
    if not _COUNT.fullmatch(row.cells["posts"]):
        return RowError(
            row.line, _("“{text}” is not a number of posts.").format(text=clean(row.cells["posts"]))
        )
    return _Posts(account, week, int(row.cells["posts"]), row.cells["week"])


def _day(row: _Row, plan: Plan) -> dt.date | RowError:
    """The day of a post in Sweden: by its number where no hour is stated and the two agree."""
    text = row.cells["time"]
    stated, has_hour = _stated(text, plan)
    if not has_hour and plan.number:
        day = _numbered_day(row.cells.get("number", ""), plan.number)
        if day and (stated is None or abs(day - stated) <= _NEAR):
            return day
    if stated is None:
        return RowError(
            row.line,
            _("“{text}” is not a time.").format(text=clean(text)),
            _("Is it the right export? Its time is written as: {formats}").format(
                formats=clean(", ".join(plan.formats) or "2026-11-06T15:00")
            ),
        )
    return stated


def _stated(text: str, plan: Plan) -> tuple[dt.date | None, bool]:
    """The day in Sweden that *text* means, and whether it says the hour: else it is as stated."""
    for moment, has_hour in _read(text, plan.formats):
        if not is_plausible(moment.year):
            break
        if not has_hour:
            return moment.date(), False
        aware = moment if moment.tzinfo else moment.replace(tzinfo=plan.zone)
        return aware.astimezone(STOCKHOLM).date(), True
    return None, False


def _read(text: str, formats: Sequence[str]) -> Iterator[tuple[dt.datetime, bool]]:
    """*text* as each of the *formats* that it is written in, and ISO 8601; whether with an hour."""
    with suppress(ValueError):
        yield dt.datetime.fromisoformat(text), len(text) > len("2026-11-06")
    for form in formats:
        with suppress(ValueError):
            yield dt.datetime.strptime(text, form), "%H" in form or "%I" in form  # noqa: DTZ007


def _numbered_day(text: str, number: Number) -> dt.date | None:
    """The day in Sweden on which the post was made whose number stands in *text*, if one does."""
    found = _DIGITS.findall(text)
    if not found:
        return None
    seconds = (int(found[-1]) >> number.shift) / number.per_second + number.epoch / 1000
    try:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return moment.astimezone(STOCKHOLM).date() if is_plausible(moment.year) else None
