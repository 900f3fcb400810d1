"""The rules on change at their boundaries."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from socialreg import rules
from socialreg.lifecycle import is_way
from socialreg.model import (
    Account,
    Approval,
    Guidelines,
    HandleFate,
    Part,
    Previous,
    Reply,
    Review,
    Status,
)
from tests.accounts import GUIDELINES, TODAY, account, closed, comparison, register, waiver

LIBRARY, POOL = account(), closed()
DAY = dt.timedelta(days=1)


def codes(before: Account, after: Account, **changes: Any) -> list[str]:
    """What the rules on change find when *before* becomes *after*."""
    now = register(after, account("annan-facebook", handle="annan"))
    found = rules.check(now, comparison(now, before, **changes))
    return [finding.code for finding in found if finding.code.startswith(("CHG", "REG015"))]


def test_the_ways_from_status_to_status() -> None:
    ways = {
        status.value: sorted(after.value for after in Status if is_way(status, after))
        for status in Status
    }

    in_use = ["active", "closed", "dormant"]
    assert ways == {
        "applied": ["active", "applied", "approved", "closed", "declined", "dormant"],
        "declined": ["declined"],
        "approved": ["active", "approved", "closed", "dormant"],
        "active": in_use,
        "dormant": in_use,
        "closed": in_use,
    }


@pytest.mark.parametrize("days", [0, 1])
def test_approvals_that_reopen_are_of_a_later_day_than_the_closing(days: int) -> None:
    closed_on = dt.date(2025, 6, 1)
    anew = tuple(
        Approval(as_=part, role="Chef", date=closed_on + days * DAY, reference="KFN 1")
        for part in Part
    )
    reopened = replace(
        POOL, status=Status.DORMANT, closing=None, approvals=(*POOL.approvals, *anew)
    )

    assert codes(POOL, reopened) == ([] if days else ["CHG004"])


def test_an_account_cannot_become_an_application_again() -> None:
    assert codes(LIBRARY, replace(LIBRARY, status=Status.APPLIED)) == ["CHG004"]


def test_only_a_missing_reference_of_an_approval_may_be_filled_in() -> None:
    manager, communications = LIBRARY.approvals
    bare = replace(LIBRARY, approvals=(replace(manager, reference=None), communications))
    other = replace(LIBRARY, approvals=(replace(manager, reference="KFN 2"), communications))

    assert codes(bare, LIBRARY) == []
    assert codes(LIBRARY, bare) == ["CHG005"]
    assert codes(LIBRARY, other) == ["CHG005"]
    assert codes(LIBRARY, replace(LIBRARY, approvals=())) == ["CHG005", "CHG005"]


def test_an_approval_given_again_stands_behind_the_one_that_it_replaces() -> None:
    manager, communications = LIBRARY.approvals
    again = replace(manager, role="Kommundirektör")

    assert codes(LIBRARY, replace(LIBRARY, approvals=(manager, communications, again))) == []
    assert codes(LIBRARY, replace(LIBRARY, approvals=(again, manager, communications))) == [
        "CHG005"
    ]
    assert codes(LIBRARY, replace(LIBRARY, approvals=(again, communications))) == ["CHG005"]


def test_only_the_approval_that_counts_reopens_an_account() -> None:
    anew = tuple(
        Approval(as_=part, role="Chef", date=dt.date(2025, 7, 1), reference="KFN 1")
        for part in Part
    )
    early = replace(anew[0], date=dt.date(2025, 5, 1))
    approvals = (*POOL.approvals, *anew, early)
    reopened = replace(POOL, status=Status.ACTIVE, closing=None, approvals=approvals)

    assert codes(POOL, reopened) == ["CHG004"]


def test_of_a_closing_only_the_handles_fate_and_the_successor_may_change() -> None:
    closing = POOL.closing
    assert closing is not None

    def after(**changes: Any) -> Account:
        return replace(POOL, closing=replace(closing, **changes))

    assert codes(POOL, after(handle=HandleFate.REMOVED_BY_PLATFORM, successor="annan")) == []
    assert codes(POOL, after(reason="Sparkrav")) == ["CHG006"]
    assert codes(POOL, after(handle=None)) == ["CHG006"]
    assert codes(POOL, after(date=closing.date and closing.date - DAY)) == ["CHG006"]
    assert codes(POOL, replace(POOL, closing=None)) == ["CHG006"] * 4


def test_a_new_handle_keeps_the_old_one() -> None:
    new = replace(LIBRARY, handle="bibblan", url="https://www.facebook.com/bibblan")
    earlier = Previous(handle=LIBRARY.handle, url=LIBRARY.url, until=TODAY)

    assert codes(LIBRARY, new) == ["CHG007"]
    assert codes(LIBRARY, replace(new, previous=(earlier,))) == []


def test_another_spelling_of_the_same_address_is_no_new_one() -> None:
    odd = replace(LIBRARY, url="http://m.facebook.com/Sjohamns.Bibliotek?ref=ts")

    assert codes(odd, LIBRARY) == []
    assert codes(LIBRARY, odd) == []


def test_self_checks_are_added_and_never_taken_away() -> None:
    (first,) = LIBRARY.reviews
    second = Review(date=TODAY, role="Kommunikatör", answers=first.answers)
    later = replace(LIBRARY, reviews=(first, second), confirmed=TODAY)
    answers = dict.fromkeys(first.answers, Reply.NO)

    assert codes(LIBRARY, later) == []
    assert codes(later, LIBRARY) == ["CHG008"]
    assert codes(LIBRARY, replace(LIBRARY, reviews=(replace(first, answers=answers),))) == [
        "CHG008"
    ]


def test_confirmed_moves_with_a_self_check_of_that_day_only() -> None:
    assert codes(LIBRARY, replace(LIBRARY, confirmed=TODAY)) == ["CHG009"]
    assert codes(LIBRARY, replace(LIBRARY, confirmed=None)) == ["CHG009"]
    assert codes(replace(LIBRARY, confirmed=None), LIBRARY) == []


@pytest.mark.parametrize(
    ("day", "expected"), [(TODAY, []), (TODAY + DAY, ["CHG013"]), (dt.date.max, ["CHG013"])]
)
def test_today_is_not_to_come(day: dt.date, expected: list[str]) -> None:
    assert codes(LIBRARY, replace(LIBRARY, archived=day)) == expected


@pytest.mark.parametrize(
    ("percent", "after", "expected"),
    [(10, 90, []), (10, 89, ["REG015"]), (0, 100, []), (0, 99, ["REG015"]), (None, 0, [])],
)
def test_the_accounts_may_fall_by_the_share_of_the_policy(
    percent: int | None, after: int, expected: list[str]
) -> None:
    (edition,) = GUIDELINES.editions
    guidelines = Guidelines(editions=(replace(edition, fall_percent=percent),))
    now = register(LIBRARY, guidelines=guidelines)

    found = rules.check(now, comparison(now, count_before=100, count_after=after))

    assert [finding.code for finding in found] == expected


def test_an_id_that_stands_for_another_account_is_one_finding() -> None:
    """Nothing is said of what is rewritten: it is another's."""
    other = replace(LIBRARY, platform="x", url="https://x.com/sjohamn", handle="sjohamn")
    other = replace(other, approvals=(), reviews=(), confirmed=None, status=Status.APPLIED)

    assert codes(LIBRARY, other) == ["CHG003"]


def test_a_waiver_of_a_rule_on_change_is_idle() -> None:
    """It could be brought in first, to disarm the rule for the change that follows."""
    waived = replace(LIBRARY, waivers=(waiver("CHG006"),))

    assert [finding.code for finding in rules.check(register(waived))] == ["REG012"]
