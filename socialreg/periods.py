"""Weeks, months and half-years in which posts are counted: pure arithmetic on days.

Weeks are ISO weeks and are known by their Monday. A month or a half-year is made of whole weeks:
a week belongs to the month, and the half-year, of its Thursday, as it belongs to the year of its
Thursday (ISO 8601). So no post is counted twice, and none is left out.
"""

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from socialreg.model import Period
from socialreg.policy import months_after

WEEK = dt.timedelta(weeks=1)

_DAY = dt.timedelta(days=1)
_SUNDAY = dt.timedelta(days=6)
_THURSDAY = dt.timedelta(days=3)
_WEEK_NAME = re.compile(r"([0-9]{4})-W([0-9]{2})", re.ASCII)
# Social media are younger; what is outside is a slip, and arithmetic near the ends overflows.
_FIRST_YEAR, _LAST_YEAR = 1990, 2199
# How many complete periods are looked at: what was long ago cannot be mended any more.
JUDGED = {Period.WEEK: 4, Period.MONTH: 2, Period.HALF_YEAR: 1}


class Span(NamedTuple):
    """Whole weeks, from the *first* day, a Monday, to the *last*, a Sunday, by their *name*."""

    first: dt.date
    last: dt.date
    name: str

    def weeks(self) -> Iterator[dt.date]:
        """The Mondays in it."""
        day = self.first
        while day < self.last:
            yield day
            day += WEEK


def monday(day: dt.date) -> dt.date:
    """The Monday of *day*'s week."""
    return day - dt.timedelta(days=day.weekday())


def week_name(first: dt.date) -> str:
    """How the week that begins on *first* is written: ``2026-W45``."""
    year, week, _day = first.isocalendar()
    return f"{year:04}-W{week:02}"


def parse_week(text: str) -> dt.date | None:
    """The Monday of the week that *text* names, or None when there is no such week."""
    found = _WEEK_NAME.fullmatch(text)
    if found is None or not is_plausible(year := int(found[1])):
        return None
    try:
        return dt.date.fromisocalendar(year, int(found[2]), 1)
    except ValueError:
        return None


def is_plausible(year: int) -> bool:
    """Whether something can have been posted or asked in *year*."""
    return _FIRST_YEAR <= year <= _LAST_YEAR


@functools.lru_cache(maxsize=16)
def judged(as_of: dt.date) -> tuple[tuple[Period, Span], ...]:
    """The periods that are judged on *as_of*, oldest first of each kind.

    They are the last four weeks, two months and one half-year that were complete before that day;
    none where the calendar itself has no room for them.
    """
    if not is_plausible(as_of.year):
        return ()
    return tuple(
        (period, span)
        for period, count in JUDGED.items()
        for span in reversed(list(itertools.islice(_complete_before(as_of, period), count)))
    )


def _complete_before(day: dt.date, period: Period) -> Iterator[Span]:
    """The complete periods before *day*, newest first."""
    span = _span(monday(day), period)
    while True:
        if span.last < day:
            yield span
        span = _span(span.first - WEEK, period)


def _span(first: dt.date, period: Period) -> Span:
    """The period to which the week that begins on *first* belongs."""
    if period is Period.WEEK:
        return Span(first, first + _SUNDAY, week_name(first))
    thursday = first + _THURSDAY
    if period is Period.MONTH:
        begin, months, name = thursday.replace(day=1), 1, f"{thursday:%Y-%m}"
    else:
        half = (thursday.month - 1) // 6
        begin, months = dt.date(thursday.year, 1 + 6 * half, 1), 6
        name = f"{thursday.year}-H{half + 1}"
    return Span(_first_week(begin), _first_week(months_after(begin, months)) - _DAY, name)


def _first_week(begin: dt.date) -> dt.date:
    """The Monday of the first week whose Thursday is on or after *begin*."""
    return monday(begin + _THURSDAY)
