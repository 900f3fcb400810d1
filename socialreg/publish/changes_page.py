"""The register's changes, newest first: the values that ``changes.html.j2`` shows.

``andringar.html`` holds the last of them, ``andringar-2026.html`` all of a year: so each change
has an address for ever, and no page grows with the register's age.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from socialreg.i18n import N_
from socialreg.publish.chronicle import Change, newest
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice
from socialreg.values import dataclass

NAME = "andringar.html"
NEWEST = 200  # changes on the first page: a few years of an ordinary register


class Line(NamedTuple):
    """One change as the page tells it; *key* is its place on the account's page."""

    day: date
    account_id: str
    name: str
    platform: str
    key: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Month:
    """The changes of a month under its *heading*; *anchor* is its place in the page's address."""

    heading: str
    anchor: str
    lines: tuple[Line, ...]

    @property
    def count(self) -> int:
        """How many changes there were."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The changes month by month; *years* says how many there are in each year.

    *year* is the one that the page is about, None for the newest; *complete* says whether there
    are no others than on this page.
    """

    title: str
    year: int | None
    months: tuple[Month, ...]
    years: Mapping[int, int]
    complete: bool


def name_of(year: int) -> str:
    """The name of the page with the changes of *year*."""
    return f"andringar-{year}.html"


def changes_page(public: PublicRegister, voice: Voice) -> ChangesPage:
    """The page with the newest changes, as the *voice* tells them."""
    changes = tuple(newest(public.history, NEWEST))
    title = voice.text(N_("Changes in the register"))
    return _page(title, None, changes, public, voice)


def year_page(year: int, public: PublicRegister, voice: Voice) -> ChangesPage:
    """The page with all changes of *year*."""
    title = voice.text(N_("Changes in the register in {year}")).format(year=year)
    return _page(title, year, public.history[year], public, voice)


def _page(
    title: str, year: int | None, changes: tuple[Change, ...], public: PublicRegister, voice: Voice
) -> ChangesPage:
    years = {known: len(found) for known, found in public.history.items()}
    return ChangesPage(
        title=title,
        year=year,
        months=tuple(_months(changes, voice)),
        years=years,
        complete=len(changes) == sum(years.values()),
    )


def _months(changes: Iterable[Change], voice: Voice) -> Iterator[Month]:
    for day, found in groupby(changes, lambda change: change.event.day.replace(day=1)):
        lines = tuple(_line(change, voice) for change in found)
        yield Month(voice.month(day), f"{day:%Y-%m}", lines)


def _line(change: Change, voice: Voice) -> Line:
    account, event = change
    platform = voice.platform(account.platform)
    return Line(event.day, account.id, account.name, platform, event.key, event.tell(voice))
