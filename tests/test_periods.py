"""Weeks, and the months and half-years that are made of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import periods
from socialreg.model import Period

plausible = st.dates(dt.date(1995, 1, 1), dt.date(2190, 12, 31))


def names(day: str, period: Period) -> list[str]:
    """The periods of a kind that are judged on *day*."""
    return [
        span.name for kind, span in periods.judged(dt.date.fromisoformat(day)) if kind is period
    ]


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        ("2026-11-15", ["2026-W42", "2026-W43", "2026-W44", "2026-W45"]),
        ("2026-11-16", ["2026-W43", "2026-W44", "2026-W45", "2026-W46"]),
        ("2027-01-03", ["2026-W49", "2026-W50", "2026-W51", "2026-W52"]),
        ("2027-01-04", ["2026-W50", "2026-W51", "2026-W52", "2026-W53"]),
        ("2027-01-11", ["2026-W51", "2026-W52", "2026-W53", "2027-W01"]),
    ],
)
def test_a_week_is_judged_from_the_monday_after_it(day: str, weeks: list[str]) -> None:
    assert names(day, Period.WEEK) == weeks


def test_a_month_and_a_half_year_end_with_the_week_of_their_last_thursday() -> None:
    assert names("2027-01-03", Period.MONTH) == ["2026-10", "2026-11"]
    assert names("2027-01-04", Period.MONTH) == ["2026-11", "2026-12"]
    assert names("2027-01-03", Period.HALF_YEAR) == ["2026-H1"]
    assert names("2027-01-04", Period.HALF_YEAR) == ["2026-H2"]


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_at_the_ends_of_the_calendar_nothing_is_judged(day: dt.date) -> None:
    assert periods.judged(day) == ()


@given(plausible, st.sampled_from(Period))
def test_every_week_belongs_to_the_period_of_its_thursday(day: dt.date, period: Period) -> None:
    for kind, span in periods.judged(day):
        thursdays = [week + dt.timedelta(days=3) for week in span.weeks()]
        assert span.last < day
        assert span.last == span.first + dt.timedelta(days=7 * len(thursdays) - 1)
        if kind is Period.MONTH:
            assert {f"{thursday:%Y-%m}" for thursday in thursdays} == {span.name}
            assert len(thursdays) in {4, 5}
        if kind is Period.HALF_YEAR:
            halves = {f"{day.year}-H{(day.month - 1) // 6 + 1}" for day in thursdays}
            assert (halves, len(thursdays) in {25, 26, 27}) == ({span.name}, True)


@given(plausible)
def test_the_name_of_a_week_leads_back_to_it(day: dt.date) -> None:
    first = periods.monday(day)

    assert periods.parse_week(periods.week_name(first)) == first


@pytest.mark.parametrize(
    "text", ["2025-W53", "2026-W00", "2026-W54", "2026-W5", "2026W45", "1492-W10", "2026-W45-1", ""]
)
def test_what_is_no_week_is_none(text: str) -> None:
    assert periods.parse_week(text) is None
