"""What an account's rests say: what contradicts itself is one finding, and a rest is kept."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import rules
from socialreg.model import Account, Closing, Rest, Status
from socialreg.publish.story import story, told
from socialreg.publish.voice import Voice
from socialreg.rests import rests_in
from tests.accounts import TODAY, account, closed, comparison, days, register

DAY = dt.timedelta(days=1)
OPENED = dt.date(2019, 3, 1)
LAST = Rest(from_=dt.date(2025, 9, 1), until=dt.date(2026, 5, 4))
GOING_ON = Rest(from_=dt.date(2026, 9, 7))
BACKWARDS = Rest(from_=dt.date(2026, 9, 7), until=dt.date(2026, 9, 6))


def codes(*rests: Rest, status: Status = Status.DORMANT, **changes: Any) -> list[str]:
    """What is found in an account with these rests, at rest if nothing else is said."""
    made = closed if status is Status.CLOSED else account
    judged = made(**({"status": status, "rests": rests} | changes))
    return [finding.code for finding in rules.check(register(judged))]


def day(rest: dt.date) -> Rest:
    """A rest of one day."""
    return Rest(from_=rest, until=rest)


def test_rests_one_after_another_and_one_that_goes_on_are_sound() -> None:
    assert codes(LAST, GOING_ON) == []
    assert codes(GOING_ON, LAST) == []  # in any order
    assert codes(LAST, status=Status.ACTIVE) == []
    assert codes(day(OPENED), day(TODAY), status=Status.ACTIVE) == []
    assert codes(LAST, Rest(from_=dt.date(2026, 5, 4))) == []  # on the day on which one ended
    assert codes(day(dt.date(2025, 6, 1)), status=Status.CLOSED) == []  # the closing's own


@pytest.mark.parametrize("status", [Status.DORMANT, Status.ACTIVE, Status.CLOSED])
def test_a_rest_that_ends_before_it_begins_is_one_finding(status: Status) -> None:
    assert codes(BACKWARDS, status=status) == ["REG016"]


@pytest.mark.parametrize(
    "rests",
    [
        (LAST, Rest(from_=dt.date(2026, 5, 3))),  # a day before the other's last
        (Rest(from_=dt.date(2025, 1, 1)), GOING_ON),
        (GOING_ON, GOING_ON),
        (Rest(from_=dt.date(2025, 1, 1)), LAST),
        (Rest(from_=dt.date(2024, 1, 1), until=TODAY), LAST, Rest(from_=TODAY)),
    ],
)
def test_rests_that_overlap_are_one_finding(rests: tuple[Rest, ...]) -> None:
    assert codes(*rests) == ["REG017"]


def test_a_long_rest_with_two_others_in_it_is_a_finding_at_each() -> None:
    long = Rest(from_=dt.date(2020, 1, 1), until=TODAY)

    assert codes(long, day(dt.date(2021, 1, 1)), LAST, status=Status.ACTIVE) == ["REG017"] * 2


def test_status_and_last_rest_say_the_same() -> None:
    assert codes(LAST) == ["REG018"]
    assert codes(GOING_ON, status=Status.ACTIVE) == ["REG018"]
    assert codes(Rest(from_=dt.date(2025, 5, 1)), status=Status.CLOSED) == ["REG018"]


def test_a_closed_account_without_a_day_lacks_only_that() -> None:
    undated = Closing(reason="Slogs ihop", archive="KFN 2025/8")

    assert codes(Rest(from_=LAST.from_), status=Status.CLOSED, closing=undated) == ["CLO001"]


@pytest.mark.parametrize(
    ("rests", "status"),
    [
        ((Rest(from_=OPENED - DAY, until=OPENED),), Status.ACTIVE),
        ((Rest(from_=TODAY + DAY),), Status.DORMANT),
        ((Rest(from_=TODAY + DAY),), Status.ACTIVE),
        ((Rest(from_=LAST.from_, until=TODAY + DAY),), Status.DORMANT),
        ((Rest(from_=LAST.from_, until=dt.date.max),), Status.ACTIVE),
        ((Rest(from_=dt.date(2025, 1, 1), until=dt.date(2025, 6, 2)),), Status.CLOSED),
        ((Rest(from_=dt.date(2025, 6, 2)),), Status.CLOSED),
    ],
)
def test_a_rest_is_of_a_time_when_the_account_was_open_and_that_has_passed(
    rests: tuple[Rest, ...], status: Status
) -> None:
    assert codes(*rests, status=status) == ["REG019"]


def test_a_rest_from_long_before_the_opening_is_not_too_long_for_that() -> None:
    assert codes(Rest(from_=dt.date(1926, 9, 7)), opened=dt.date(2026, 9, 7)) == ["REG019"]


@pytest.mark.parametrize("status", [Status.APPLIED, Status.APPROVED, Status.DECLINED])
def test_what_was_never_open_does_not_rest(status: Status) -> None:
    assert "REG019" in codes(LAST, status=status)


@given(
    st.lists(st.builds(Rest, from_=days, until=st.none() | days), max_size=4),
    st.sampled_from(Status),
)
def test_any_rests_can_be_judged_and_told(rests: list[Rest], status: Status) -> None:
    found = account(status=status, rests=tuple(rests))

    rules.check(register(found))
    told(story(found), Voice("sv", "sv"))


@given(days, days, days)
def test_a_rest_touches_the_days_from_its_first_to_its_last(
    first: dt.date, last: dt.date, today: dt.date
) -> None:
    found = account(rests=(Rest(from_=first, until=last),))

    assert rests_in(found, today, today) == (first <= today <= last)


def changed(before: Account, after: Account) -> list[str]:
    """What a change from *before* to *after* may not do."""
    now = register(after)
    found = rules.check(now, comparison(now, before))
    return [finding.code for finding in found if finding.code.startswith("CHG")]


def resting(*rests: Rest) -> Account:
    """An account at rest."""
    return account(status=Status.DORMANT, rests=rests)


def test_a_rest_may_end_be_followed_and_get_the_reason_that_it_lacked() -> None:
    before = resting(LAST, GOING_ON)
    ended = replace(GOING_ON, until=dt.date(2026, 10, 1), reason="Mellan två festivaler")

    assert changed(before, before) == []
    assert changed(before, account(rests=(LAST, ended))) == []
    assert changed(before, resting(LAST, ended, Rest(from_=TODAY))) == []


@pytest.mark.parametrize(
    "rests",
    [
        (GOING_ON,),  # one is gone
        (replace(LAST, until=dt.date(2026, 5, 5)), GOING_ON),
        (replace(LAST, from_=dt.date(2025, 9, 2)), GOING_ON),
        (LAST, replace(GOING_ON, from_=dt.date(2026, 9, 6))),
    ],
)
def test_a_rest_that_is_removed_or_rewritten_is_a_finding(rests: tuple[Rest, ...]) -> None:
    assert changed(resting(LAST, GOING_ON), resting(*rests)) == ["CHG014"]


def test_a_reason_is_not_rewritten() -> None:
    before, after = replace(GOING_ON, reason="Vinter"), replace(GOING_ON, reason="Sommar")

    assert changed(resting(before), resting(after)) == ["CHG014"]


def test_a_rest_that_goes_on_again_is_rewritten() -> None:
    assert changed(account(rests=(LAST,)), resting(replace(LAST, until=None))) == ["CHG014"]


def test_a_rest_that_ended_before_it_began_may_be_corrected() -> None:
    mended = replace(BACKWARDS, until=dt.date(2026, 9, 17))

    assert changed(account(rests=(BACKWARDS,)), account(rests=(mended,))) == []


def test_a_rewritten_closing_is_not_told_of_its_rest_as_well() -> None:
    closing = Closing(date=dt.date(2025, 6, 1), reason="Slogs ihop", archive="KFN 2025/8")
    rest = Rest(from_=dt.date(2025, 1, 1), until=dt.date(2025, 6, 1))
    moved = dt.date(2025, 6, 2)

    before = closed(closing=closing, rests=(rest,))
    after = closed(closing=replace(closing, date=moved), rests=(replace(rest, until=moved),))

    assert changed(before, after) == ["CHG006"]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "sv",
            ["Vilar sedan 7 september 2026.", "Vilade 1 september 2025 – 4 maj 2026. Säsongslut."],
        ),
        ("en", ["Resting since 7 September 2026.", "Rested 1 September 2025 – 4 May 2026."]),
    ],
)
def test_the_story_tells_of_rests(language: str, sentences: list[str]) -> None:
    account_at_rest = resting(replace(LAST, reason="Säsongslut"), GOING_ON, BACKWARDS)

    events = [
        event.text
        for event in told(story(account_at_rest), Voice(language, "sv"))
        if event.day in {LAST.from_, GOING_ON.from_}
    ]

    assert all(text.startswith(begin) for text, begin in zip(events, sentences, strict=True))
