"""The sample register's posts: how many there were, and when that was recorded."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from socialreg.periods import WEEK, monday
from socialreg.sample.scenario import read


class Recording(NamedTuple):
    """On *day* the posts of each account are recorded, by the Monday of their week."""

    day: dt.date
    counts: Mapping[str, Mapping[dt.date, int]]


def recordings() -> Iterator[Recording]:
    """What was recorded, oldest first: each time everything since the last."""
    table = read("posts.toml")
    first = table["first"]
    for day in table["recorded"]:
        weeks = _mondays(first, monday(day))
        counts = {
            account_id: {
                week: _count(facts, table["first"], week)
                for week in weeks
                if week >= facts.get("since", first)
            }
            for account_id, facts in table["posts"].items()
        }
        yield Recording(day, counts)
        first = monday(day)


def _mondays(first: dt.date, end: dt.date) -> list[dt.date]:
    """The Mondays from *first* until before *end*."""
    return [first + number * WEEK for number in range((end - first) // WEEK)]


def _count(facts: Mapping[str, Any], first: dt.date, week: dt.date) -> int:
    if "silent" in facts and week >= facts["silent"]:
        return 0
    counts: list[int] = facts["weeks"]
    return counts[(week - first) // WEEK % len(counts)]
