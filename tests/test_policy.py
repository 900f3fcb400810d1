"""Which numbers hold for an account on a day, and how months are counted."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import policy
from socialreg.model import (
    Application,
    Edition,
    Guidelines,
    Kind,
    Limits,
    Part,
    Pause,
    PlatformStop,
    Posts,
    Status,
)
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


def found_in(edition: Edition) -> list[tuple[tuple[str | int, ...], str]]:
    """Where an edition contradicts itself, and how."""
    return [(found.location, found.message) for found in policy.contradictions(edition)]


def edition_with(**changes: Any) -> Edition:
    return Edition(id="2026", from_=dt.date(2026, 1, 1), **changes)


def posts(minimum: int, *recommended: int) -> Edition:
    return edition_with(limits=(Limits(posts=Posts(minimum=minimum, recommended=recommended)),))


def test_sound_guidelines_do_not_contradict_themselves() -> None:
    assert found_in(GUIDELINES.editions[0]) == []
    assert found_in(posts(2)) == found_in(posts(0)) == found_in(posts(3, 3, 3)) == []


def test_a_recommended_range_goes_up_from_the_minimum() -> None:
    place = ("limits", 0, "posts", "recommended")

    assert found_in(posts(2, 4, 3)) == [(place, "The recommended range ends below its beginning.")]
    assert found_in(posts(2, 1, 3)) == [
        (place, "The recommended range begins at 1, below the minimum of 2.")
    ]
    assert found_in(posts(2, 3)) == [
        (place, "The recommended range has to be two numbers, from and to.")
    ]


def test_a_pause_of_one_day_is_one_and_one_that_ends_before_it_begins_is_none() -> None:
    day = dt.date(2026, 7, 1)
    before = dt.date(2026, 6, 30)

    assert found_in(edition_with(pauses=(Pause(from_=day, to=day),))) == []
    assert found_in(edition_with(pauses=(Pause(from_=day, to=before),))) == [
        (("pauses", 0, "to"), "The pause ends on 2026-06-30, before it begins on 2026-07-01.")
    ]


def test_a_length_of_time_is_not_nothing() -> None:
    edition = edition_with(limits=(Limits(), Limits(review_every_months=0, monitor_times_a_day=0)))

    assert found_in(edition) == [
        (
            ("limits", 1, "review_every_months"),
            "“review_every_months” is 0: no account can meet that.",
        )
    ]


def test_approvers_are_of_a_part_that_has_to_approve_and_there_are_some() -> None:
    only_manager = edition_with(
        approvals=(Part.MANAGER,),
        approvers={Part.MANAGER: (), Part.COMMUNICATIONS: ("Kommunikatör",)},
    )

    assert found_in(only_manager) == [
        (("approvers", "manager"), "Somebody has to approve as manager, but no role may."),
        (
            ("approvers", "communications"),
            "It is said who may approve as communications, but nobody has to.",
        ),
    ]


def test_a_platform_is_not_both_allowed_and_closed() -> None:
    def both(since: dt.date) -> Edition:
        stop = PlatformStop(platform="tiktok", since=since)
        return edition_with(allowed_platforms=("tiktok",), closed_platforms=(stop,))

    assert found_in(both(dt.date(2026, 1, 2))) == []
    assert found_in(both(dt.date(2026, 1, 1))) == [
        (
            ("closed_platforms", 0, "platform"),
            "tiktok is both allowed and closed for new accounts.",
        )
    ]


def test_no_more_than_all_accounts_can_go() -> None:
    assert found_in(edition_with(fall_percent=100)) == []
    assert found_in(edition_with(fall_percent=101)) == [
        (("fall_percent",), "“fall_percent” is more than 100 per cent.")
    ]
