"""What the page with the statistics says: the values that ``statistics.html.j2`` shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from socialreg.i18n import N_
from socialreg.model import Account
from socialreg.publish.charts import BarChart, YearChart, bar_chart, year_chart
from socialreg.publish.groups import department
from socialreg.publish.publication import PublicRegister
from socialreg.publish.register_page import counts_text
from socialreg.publish.statistics import Count, Year, counts, years
from socialreg.publish.voice import Voice

# A chart of more than these is no picture any more; the table has all of them.
_MOST_BARS = 15
_MOST_YEARS = 20


class _Property(NamedTuple):
    """What accounts are counted by: the name of its column, and what it is *of* an account."""

    anchor: str
    heading: str
    column: str
    of: Callable[[Account], str]


@dataclass(frozen=True, slots=True)
class Distribution:
    """The accounts by one property: a *chart* with the largest *rows*, and the rows.

    *anchor* is its place on the page. *others* says how many rows the chart leaves out.
    *of_register* is whether the headings are the register's own words.
    """

    anchor: str
    heading: str
    column: str
    summary: str
    chart: BarChart
    rows: tuple[Count, ...]
    others: str
    of_register: bool


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """The accounts in numbers; *undated* says how many are in no year."""

    title: str
    counts: str
    distributions: tuple[Distribution, ...]
    years: tuple[Year, ...]
    year_chart: YearChart
    year_summary: str
    undated: str


def statistics_page(public: PublicRegister, voice: Voice) -> StatisticsPage:
    """The page with the statistics, as the *voice* tells it."""
    accounts = tuple(public.listing.accounts.values())
    found = years(accounts, public.as_of.year)
    shown = found[-_MOST_YEARS:]
    return StatisticsPage(
        title=voice.text(N_("The accounts in numbers")),
        counts=counts_text(public.listing, voice),
        distributions=tuple(_distribution(kind, accounts, voice) for kind in _properties(voice)),
        years=found[::-1],
        year_chart=year_chart(shown),
        year_summary=voice.text(
            N_(
                "{opened} accounts were opened and {closed} closed from {first} to {last}. "
                "The table has the numbers of each year."
            )
        ).format(
            opened=sum(year.opened for year in shown),
            closed=sum(year.closed for year in shown),
            first=shown[0].year,
            last=shown[-1].year,
        ),
        undated=_undated(sum(account.opened is None for account in accounts), voice),
    )


def _properties(voice: Voice) -> tuple[_Property, ...]:
    return (
        _Property(
            "plattformar",
            N_("Accounts by platform"),
            N_("Platform"),
            lambda account: voice.platform(account.platform),
        ),
        _Property("verksamheter", N_("Accounts by unit"), N_("Unit"), department),
    )


def _distribution(kind: _Property, accounts: tuple[Account, ...], voice: Voice) -> Distribution:
    rows = counts(accounts, kind.of)
    left = len(rows) - _MOST_BARS
    return Distribution(
        anchor=kind.anchor,
        heading=voice.text(kind.heading),
        column=voice.text(kind.column),
        summary=_summary(rows, voice),
        chart=bar_chart(rows[:_MOST_BARS]),
        rows=rows,
        others=_others(left, voice) if left > 0 else "",
        of_register=kind.of is department,
    )


def _summary(rows: tuple[Count, ...], voice: Voice) -> str:
    if not rows:
        return ""
    message = N_("Most accounts: {heading}, {n}. The table has all numbers.")
    return voice.text(message).format(heading=rows[0].heading, n=rows[0].total)


def _others(left: int, voice: Voice) -> str:
    return voice.ngettext(
        "The chart shows the largest; {n} more is in the table.",
        "The chart shows the largest; {n} more are in the table.",
        left,
    )


def _undated(n: int, voice: Voice) -> str:
    if not n:
        return ""
    return voice.ngettext(
        "Of {n} account it is not known when it was opened.",
        "Of {n} accounts it is not known when they were opened.",
        n,
    )
