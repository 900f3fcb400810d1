"""Which numbers hold for an account on a day, and how months are counted."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import policy
from socialreg.model import Application, Edition, Guidelines, Kind, Limits, Posts, Status
from tests.accounts import GUIDELINES, TODAY, account, days


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-09-15", 12, "2027-09-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-30", 0, "2026-11-30"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_its_month(
    day: str, months: int, later: str
) -> None:
    assert policy.months_after(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


@given(days, days, st.integers(0, 60))
def test_what_is_older_than_the_oldest_day_was_due_before_today(
    since: dt.date, today: dt.date, months: int
) -> None:
    too_old = since < policy.oldest_within(today, months)

    assert too_old == (policy.months_after(since, months) < today)


def test_the_last_entry_that_gives_a_number_counts() -> None:
    edition = Edition(
        id="2026",
        from_=dt.date(2026, 1, 1),
        limits=(
            Limits(answer_within_hours=24, posts=Posts(minimum=2)),
            Limits(kinds=(Kind.CAMPAIGN,), posts=Posts(minimum=0)),
            Limits(platforms=("youtube",), answer_within_hours=48),
        ),
    )
    guidelines = Guidelines(editions=(edition,))
    campaign = account(kind=Kind.CAMPAIGN)
    video = account(platform="youtube")

    assert policy.limits(guidelines, TODAY, account()) == Limits(
        answer_within_hours=24, posts=Posts(minimum=2)
    )
    assert policy.limits(guidelines, TODAY, campaign).posts == Posts(minimum=0)
    assert policy.limits(guidelines, TODAY, video).answer_within_hours == 48


def test_before_the_first_edition_nothing_is_demanded() -> None:
    assert policy.limits(GUIDELINES, dt.date(2018, 10, 31), account()) == Limits()
    assert policy.limits(GUIDELINES, dt.date(2018, 11, 1), account()) != Limits()


def test_an_account_is_judged_by_the_day_when_it_was_opened_or_else_applied_for() -> None:
    received = Application(received=dt.date(2019, 2, 10))
    unknown = account(opened=None, application=None)
    planned = account(opened=None, application=None, status=Status.APPLIED)

    assert policy.opening_day(account(), TODAY) == dt.date(2019, 3, 1)
    assert (
        policy.opening_day(account(opened=None, application=received), TODAY) == received.received
    )
    assert policy.opening_day(planned, TODAY) == TODAY
    assert policy.opening_day(unknown, TODAY) is None
