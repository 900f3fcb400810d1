"""How much was posted, and how much should have been: what is recorded against the policy.

Judged are complete periods after the account was opened, each by the edition that was in force
on its first day. A period that touches a pause of that edition's or a rest of the account's is
exempt, from the rest's first day to its last, and a week that is not recorded is not known: it is
neither kept nor broken.
"""

import bisect
import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from socialreg.model import Account, Guidelines, Kind, Period, Posts
from socialreg.periods import JUDGED, WEEK, Span, judged, monday
from socialreg.policy import edition_on, is_paused, limits, limits_of
from socialreg.rests import rests_in

# Posts by the Monday of their week.
Recorded: TypeAlias = Mapping[dt.date, int]

_SUNDAY = dt.timedelta(days=6)
# Ten years: nobody plans farther ahead than that, and counting it takes time.
_FAR_AHEAD = 520


class Demand(NamedTuple):
    """How many *posts* the guidelines want in the *span*."""

    span: Span
    posts: Posts


class Verdict(NamedTuple):
    """What became of a demand: the *number* of posts recorded, in all of the time if *whole*."""

    demand: Demand
    number: int
    whole: bool


class Idle(NamedTuple):
    """Recorded weeks without posts, up to the newest that is recorded, pauses and rests aside.

    *since* is the first day of them.
    """

    since: dt.date
    weeks: int


def verdicts(
    account: Account, guidelines: Guidelines, as_of: dt.date, recorded: Recorded
) -> Iterator[Verdict]:
    """What became of each demand that is judged on *as_of*, oldest first."""
    for demand, weeks in _demands(guidelines, as_of, account.platform, account.kind):
        span = demand.span
        if account.opened and span.first < account.opened:
            continue
        if not account.rests or not rests_in(account, span.first, span.last):
            counts = [*map(recorded.get, weeks)]
            yield Verdict(demand, sum(filter(None, counts)), None not in counts)


def weekly(account: Account, guidelines: Guidelines, week: dt.date) -> Posts | None:
    """What is wanted of the account in the week that begins on that day; None if nothing is.

    That is also so where posts are counted by the month or the half-year.
    """
    if not _is_counted(account, guidelines, week) or (account.opened and week < account.opened):
        return None
    posts = limits(guidelines, week, account).posts
    return posts if posts and posts.per is Period.WEEK else None


def idle(
    account: Account, guidelines: Guidelines, as_of: dt.date, recorded: Recorded
) -> Idle | None:
    """How long the account has been without posts, or None if it has not or nobody knows.

    Nobody knows when nothing is recorded of the last four complete weeks.
    """
    this_week = monday(as_of)
    weeks = sorted(recorded)  # as they are already: this only looks, and fast
    complete = bisect.bisect_left(weeks, this_week)
    if not complete or weeks[complete - 1] + JUDGED[Period.WEEK] * WEEK < this_week:
        return None
    week = weeks[complete - 1]
    first = max(weeks[0], account.opened or dt.date.min)
    since, silent = week, 0
    while week >= first and not recorded.get(week, 0):
        if _is_counted(account, guidelines, week):
            if week not in recorded:
                break
            since, silent = week, silent + 1
        week -= WEEK
    return Idle(since, silent) if silent else None


def closing_day(
    account: Account, guidelines: Guidelines, since: dt.date, weeks: int
) -> dt.date | None:
    """The day on which so many *weeks* without posts have passed *since* a Monday.

    Weeks that touch a pause or a rest do not count. None when that is farther ahead than anybody
    plans.
    """
    week = since
    for _number in range(_FAR_AHEAD):
        if weeks <= 0:
            return week
        weeks -= _is_counted(account, guidelines, week)
        week += WEEK
    return None


@functools.lru_cache(maxsize=1024)
def _demands(
    guidelines: Guidelines, as_of: dt.date, platform: str, kind: Kind
) -> tuple[tuple[Demand, tuple[dt.date, ...]], ...]:
    """The demands on such accounts, each with the Mondays of its weeks."""
    found = []
    for period, span in judged(as_of):
        edition = edition_on(guidelines, span.first)
        posts = limits_of(edition, platform, kind).posts
        if posts and posts.per is period and not is_paused(edition, span.first, span.last):
            found.append((Demand(span, posts), tuple(span.weeks())))
    return tuple(found)


def is_at_rest(account: Account, week: dt.date) -> bool:
    """Whether the week that begins on that day touches a rest of the account's."""
    return bool(account.rests) and rests_in(account, week, week + _SUNDAY)


def _is_counted(account: Account, guidelines: Guidelines, week: dt.date) -> bool:
    return not is_exempt(guidelines, week) and not is_at_rest(account, week)


@functools.lru_cache(maxsize=8192)
def is_exempt(guidelines: Guidelines, week: dt.date) -> bool:
    """Whether the week that begins on that day touches a pause."""
    return is_paused(edition_on(guidelines, week), week, week + _SUNDAY)
