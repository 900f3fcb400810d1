"""The published accounts in numbers: how many of what, and what was opened and closed when."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from socialreg.model import Account, Status
from socialreg.publish.order import alphabetical


@dataclass(frozen=True, slots=True)
class Count:
    """How many accounts there are under one *heading*, by status."""

    heading: str
    active: int
    resting: int
    closed: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.active + self.resting + self.closed


@dataclass(frozen=True, slots=True)
class Year:
    """How many accounts were opened and closed in a *year*."""

    year: int
    opened: int
    closed: int


def counts(accounts: Iterable[Account], heading: Callable[[Account], str]) -> tuple[Count, ...]:
    """The *accounts* counted by *heading*: most first, like numbers in alphabetical order."""
    found = Counter((heading(account), account.status) for account in accounts)
    rows = [
        Count(
            name,
            found[name, Status.ACTIVE],
            found[name, Status.DORMANT],
            found[name, Status.CLOSED],
        )
        for name in {name for name, _status in found}
    ]
    return tuple(sorted(rows, key=lambda row: (-row.total, alphabetical(row.heading), row.heading)))


def years(accounts: Iterable[Account], last: int) -> tuple[Year, ...]:
    """Every year, also the empty ones, from the first opening or closing to the *last*."""
    accounts = list(accounts)
    opened = _per_year(account.opened for account in accounts)
    closed = _per_year(account.closing.date for account in accounts if account.closing)
    found = [*opened, *closed, last]
    every = range(min(found), max(found) + 1)
    return tuple(Year(year, opened[year], closed[year]) for year in every)


def _per_year(days: Iterable[date | None]) -> Counter[int]:
    return Counter(day.year for day in days if day)
