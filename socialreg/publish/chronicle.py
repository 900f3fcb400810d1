"""All that happened to the published accounts, in one order: the changes of the register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from socialreg.model import Account
from socialreg.publish.story import Event, story


class Change(NamedTuple):
    """An *event* in the life of an *account*."""

    account: Account
    event: Event


Chronicle: TypeAlias = Mapping[int, tuple[Change, ...]]


def chronicle(accounts: Iterable[Account]) -> Chronicle:
    """Everything that happened to *accounts*, by year: last first, years as well as changes.

    What happened on one day is in the order of *accounts*.
    """
    changes = [Change(account, event) for account in accounts for event in story(account)]
    changes.sort(key=lambda change: change.event.day, reverse=True)  # stable, turned round or not
    years = defaultdict(list)
    for change in changes:
        years[change.event.day.year].append(change)
    return {year: tuple(found) for year, found in years.items()}


def newest(history: Chronicle, count: int) -> Iterator[Change]:
    """The last *count* changes of the *history*, the last one first."""
    return islice(chain.from_iterable(history.values()), count)
