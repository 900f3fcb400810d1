"""Swedish time and Swedish working days: until when an answer has to be given.

A day that is no working day is one on which whatever has to be done by law may wait for the next
one: ”en söndag, annan allmän helgdag, lördag, midsommarafton, julafton eller nyårsafton” (lag
1930:173 om beräkning av lagstadgad tid, 2 §).
"""

import datetime as dt
import functools
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_DAY = dt.timedelta(days=1)
_FRIDAY = 4
# Month and day of Christmas Eve and New Year's Eve.
_EVES = frozenset({(12, 24), (12, 31)})
# Nobody is allowed more: a slip of the pen in the policy, and long to count.
_MOST_HOURS = 24 * 366


def is_working_day(day: dt.date) -> bool:
    """Whether *day* is neither a Saturday, a Sunday nor a public holiday or one of three eves."""
    if day.weekday() > _FRIDAY:
        return False
    return (day.month, day.day) not in _EVES and not _is_midsummer_eve(day) and not _is_holiday(day)


def _is_midsummer_eve(day: dt.date) -> bool:
    """The Friday between 19 and 25 June."""
    return day.weekday() == _FRIDAY and day.month == 6 and 19 <= day.day <= 25  # noqa: PLR2004


def _is_holiday(day: dt.date) -> bool:
    return day in _public_holidays(day.year)


@functools.cache
def _public_holidays(year: int) -> frozenset[dt.date]:
    import holidays  # imported late: it takes longer than checking a small register

    return frozenset(holidays.country_holidays("SE", years=year))


def due(received: dt.datetime, hours: int) -> dt.datetime | None:
    """When what came in at *received* (an aware time) has to be answered at the latest.

    ”inom 24 timmar förutom över helger, då svar ges snarast möjligt kommande arbetsdag”: what
    comes in on a working day within so many *hours*, of which those of other days do not count;
    what comes in on another day by the end of the next working day. Hours are real ones, so a
    night in which the clock changes has one more or less. None where the limit means nothing.
    """
    if hours > _MOST_HOURS:
        return None
    day = received.astimezone(STOCKHOLM).date()
    if not is_working_day(day):
        return _end_of(_next_working_day(day))
    left = dt.timedelta(hours=hours)
    moment = received.astimezone(dt.UTC)
    while moment + left > _end_of(day):
        left -= _end_of(day) - moment
        day = _next_working_day(day)
        moment = _start_of(day)
    return moment + left


def _next_working_day(day: dt.date) -> dt.date:
    day += _DAY
    while not is_working_day(day):
        day += _DAY
    return day


def _start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), STOCKHOLM).astimezone(dt.UTC)


def _end_of(day: dt.date) -> dt.datetime:
    return _start_of(day + _DAY)
