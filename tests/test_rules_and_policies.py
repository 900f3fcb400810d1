"""The numbers are the guidelines': what is found follows them, to the day."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from socialreg import rules
from socialreg.model import (
    Account,
    Application,
    Duty,
    Edition,
    Guidelines,
    Kind,
    Level,
    Limits,
    Part,
    PlatformStop,
    Register,
    Reply,
    Review,
    Status,
)
from socialreg.policy import contradictions
from socialreg.rules.base import Example, Finding, Rule
from tests import examples
from tests.accounts import (
    GUIDELINES,
    OTHER_GUIDELINES,
    POLICIES,
    TODAY,
    account,
    closed,
    register,
)

DAY = dt.timedelta(days=1)
COMPLETE = dict.fromkeys(Duty, Reply.YES)
# The families that judge by numbers, or by what stands beside them in the guidelines.
NUMBERED = ("ANS", "MON", "PRO", "ADV", "GDP0", "APP", "CLO", "REV002", "REV003")


def found_in(*accounts: Account, **changes: Any) -> list[Finding]:
    return list(rules.check(register(*accounts, **changes)))


def codes(*accounts: Account, **changes: Any) -> list[str]:
    return [finding.code for finding in found_in(*accounts, **changes)]


def checked_on(day: dt.date, **changes: Any) -> Account:
    review = Review(date=day, role="Kommunikatör", answers=COMPLETE)
    return account(confirmed=day, reviews=(review,), **changes)


def with_limits(**numbers: Any) -> Guidelines:
    """Guidelines that demand these numbers of all accounts, and no posts."""
    edition = Edition(id="2018-11", from_=dt.date(2018, 11, 1), limits=(Limits(**numbers),))
    return Guidelines(editions=(edition,))


@pytest.mark.parametrize(
    "rule",
    [
        rule
        for rule in rules.RULES
        if rule.code.startswith(NUMBERED) and rule.example is Example.ACCOUNT and not rule.fault
    ],
    ids=lambda rule: rule.code,
)
def test_the_examples_hold_by_another_municipality_s_guidelines_too(rule: Rule) -> None:
    wrong = examples.findings(rule, rule.wrong, OTHER_GUIDELINES)

    assert examples.codes(wrong) == {rule.code}
    assert examples.codes(examples.findings(rule, rule.right, OTHER_GUIDELINES)) == set()


@pytest.mark.parametrize("guidelines", POLICIES)
def test_sound_accounts_break_no_rule_and_guidelines_do_not_contradict_themselves(
    guidelines: Guidelines,
) -> None:
    assert codes(account(), closed(), guidelines=guidelines) == []
    assert [list(contradictions(edition)) for edition in guidelines.editions] == [
        [] for _edition in guidelines.editions
    ]


@pytest.mark.parametrize(
    ("guidelines", "last_day"),
    [(GUIDELINES, "2025-11-14"), (OTHER_GUIDELINES, "2026-05-14")],
)
def test_a_self_check_holds_for_the_interval_to_the_day(
    guidelines: Guidelines, last_day: str
) -> None:
    day = dt.date.fromisoformat(last_day)

    assert codes(checked_on(day), guidelines=guidelines) == []
    assert codes(checked_on(day - DAY), guidelines=guidelines) == ["REV001"]


def test_a_self_check_of_the_last_of_a_month_holds_to_the_last_of_a_shorter_one() -> None:
    checked, monthly = checked_on(dt.date(2026, 1, 31)), with_limits(review_every_months=1)

    assert codes(checked, guidelines=monthly, as_of=dt.date(2026, 2, 28)) == []
    assert codes(checked, guidelines=monthly, as_of=dt.date(2026, 3, 1)) == ["REV001"]


def test_no_interval_asks_for_one_self_check_and_no_second() -> None:
    none = with_limits(answer_within_hours=24)

    assert codes(checked_on(dt.date(2019, 3, 1)), guidelines=none) == []
    assert codes(account(confirmed=None, reviews=()), guidelines=none) == ["REV002"]


def test_a_new_account_has_an_interval_s_time_for_its_first_self_check() -> None:
    def opened(day: dt.date) -> Account:
        application = Application(received=day, guidelines="2018-11")
        approvals = tuple(replace(given, date=day) for given in account().approvals)
        return account(
            application=application,
            approvals=approvals,
            opened=day,
            confirmed=None,
            reviews=(),
        )

    assert codes(opened(dt.date(2025, 11, 14))) == []
    assert codes(opened(dt.date(2025, 11, 13))) == ["REV002"]


def test_without_any_self_check_one_finding_says_so_and_no_duty_does() -> None:
    assert codes(account(reviews=())) == ["REV003"]
    assert codes(account(reviews=(), confirmed=None)) == ["REV002"]


def test_a_last_self_check_that_is_too_old_is_told_of_once() -> None:
    old = Review(date=dt.date(2024, 1, 1), role="Kommunikatör", answers=COMPLETE)

    assert codes(account(reviews=(old,))) == ["REV001"]
    assert codes(account(reviews=(old,), confirmed=old.date)) == ["REV001"]


def test_a_duty_that_alone_was_attested_long_ago_speaks_for_itself() -> None:
    old = Review(date=dt.date(2025, 11, 13), role="Bibliotekschef", answers=COMPLETE)
    partial: dict[Duty, Reply] = {
        duty: Reply.YES for duty in Duty if duty is not Duty.NO_ADVERTISING
    }
    new = Review(date=dt.date(2026, 9, 15), role="Kommunikatör", answers=partial)

    (finding,) = found_in(account(reviews=(old, new)))

    assert (finding.code, finding.field, finding.message) == (
        "ADV003",
        "reviews[0].answers.no_advertising",
        (
            "biblioteket-facebook: last attested on 2025-11-13 by Bibliotekschef, which is too "
            "long ago: Is the account free from advertising and product placement?"
        ),
    )
    assert codes(account(reviews=(replace(old, date=dt.date(2025, 11, 14)), new))) == []


def test_an_answer_no_says_who_attested_it_when_and_what_to_do() -> None:
    answers = COMPLETE | {Duty.MONITORED_DAILY: Reply.NO}
    review = Review(date=dt.date(2026, 9, 15), role="Kommunikatör", answers=answers)

    (finding,) = found_in(account(reviews=(review,)), guidelines=OTHER_GUIDELINES)

    assert (finding.code, finding.message, finding.hint) == (
        "MON002",
        (
            "biblioteket-facebook: attested on 2026-09-15 by Kommunikatör, with the answer no: "
            "Is the account monitored at least 3 times a day on weekdays?"
        ),
        "Put it right, then attest it: socialreg review biblioteket-facebook",
    )


def test_the_last_answer_counts_and_what_does_not_apply_is_in_order() -> None:
    no = Review(date=dt.date(2026, 1, 1), role="K", answers=dict.fromkeys(Duty, Reply.NO))
    later = Review(
        date=dt.date(2026, 9, 15), role="K", answers=dict.fromkeys(Duty, Reply.NOT_APPLICABLE)
    )

    assert codes(account(reviews=(later, no))) == []


def test_a_duty_whose_number_the_guidelines_do_not_give_is_not_asked() -> None:
    review = Review(date=dt.date(2026, 9, 15), role="K", answers={})
    asked = {"ANS004", "MON001", "PRO001", "PRO007", "PRO010", "ADV001", "GDP001"}
    only_monitoring = with_limits(monitor_times_a_day=1)

    assert set(codes(account(reviews=(review,)))) == asked | {"ANS001"}
    assert set(codes(account(reviews=(review,)), guidelines=only_monitoring)) == asked


def test_what_is_attested_is_never_called_fulfilled() -> None:
    texts = [
        text
        for rule in rules.RULES
        for text in (rule.name, rule.summary, rule.why)
        if rule.code.startswith(("ANS", "MON", "PRO", "ADV", "GDP", "REV"))
    ]

    assert [text for text in texts if "fulfil" in text.lower()] == []


@pytest.mark.parametrize("status", [Status.CLOSED, Status.DECLINED, Status.APPLIED])
def test_what_is_over_or_not_begun_needs_no_self_check(status: Status) -> None:
    found = codes(account(status=status, reviews=(), confirmed=None))

    assert [code for code in found if code.startswith("REV")] == []


def test_a_copy_in_the_archive_is_asked_for_where_the_guidelines_say_so() -> None:
    (edition,) = GUIDELINES.editions
    asking = Guidelines(editions=(replace(edition, rules={"CLO008": Level.WARNING}),))

    assert codes(account(), guidelines=GUIDELINES) == []
    assert codes(account(), guidelines=asking) == ["CLO008"]
    assert codes(account(archived=dt.date(2026, 5, 14)), guidelines=asking) == []
    assert codes(account(archived=dt.date(2026, 5, 13)), guidelines=asking) == ["CLO008"]


def test_only_some_platforms_are_allowed_from_the_edition_s_first_day_on() -> None:
    def blog(opened: dt.date) -> Register:
        found = account(
            "bloggen",
            platform="blog",
            handle=None,
            url="https://blogg.sjohamn.example/",
            opened=opened,
            approvals=(),
            application=None,
        )
        return register(found, guidelines=OTHER_GUIDELINES)

    def refused(checked: Register) -> list[str]:
        return [found.message for found in rules.check(checked) if found.code == "IDN008"]

    assert refused(blog(dt.date(2018, 10, 31))) == []
    assert refused(blog(dt.date(2018, 11, 1))) == [
        "bloggen: the guidelines 2018-11 do not allow Blog."
    ]


def test_a_platform_that_is_closed_for_new_accounts_keeps_those_it_has() -> None:
    (edition,) = GUIDELINES.editions
    stop = PlatformStop(platform="facebook", since=TODAY)
    stopped = Guidelines(editions=(replace(edition, closed_platforms=(stop,)),))
    planned = account("nytt-facebook", status=Status.APPLIED, opened=None, handle="nytthamn")
    planned = replace(planned, url="https://www.facebook.com/nytthamn")

    assert codes(account(), guidelines=stopped) == []
    assert codes(planned, guidelines=stopped) == ["IDN008"]
    assert codes(planned, guidelines=stopped, as_of=TODAY - DAY) == []


def test_an_application_for_a_platform_that_is_gone_cannot_be_opened() -> None:
    gone: dict[str, Any] = {
        "platform": "vine",
        "handle": "sjohamn",
        "url": "https://vine.co/sjohamn",
    }

    assert codes(account(status=Status.APPLIED, opened=None, **gone)) == ["IDN008"]
    assert codes(account(**gone)) == ["IDN007"]


def test_guidelines_that_cannot_be_read_demand_no_approvals() -> None:
    assert codes(account(approvals=(), application=None), guidelines=Guidelines()) == []


def test_who_may_approve_is_judged_by_the_day_of_the_approval() -> None:
    (edition,) = GUIDELINES.editions
    strict = replace(
        edition,
        id="2019-02",
        from_=dt.date(2019, 2, 15),
        approvers={Part.MANAGER: ("Kommundirektör",)},
    )

    def by(from_: dt.date) -> list[str]:
        editions = (edition, replace(strict, from_=from_))
        return codes(account(), guidelines=Guidelines(editions=editions))

    assert by(dt.date(2019, 2, 15)) == []
    assert by(dt.date(2019, 2, 14)) == ["APP009"]


def test_event_accounts_are_exempt_from_posts_in_the_other_guidelines() -> None:
    event = account(kind=Kind.CAMPAIGN)

    assert codes(event, guidelines=OTHER_GUIDELINES) == []
