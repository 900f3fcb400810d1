"""Every rule finds what its wrong example shows, and nothing in its right one."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
import rtoml

from socialreg import rules, schema
from socialreg.model import (
    Application,
    Closing,
    Edition,
    Fault,
    FaultKind,
    Guidelines,
    Part,
    Previous,
    Register,
    Status,
)
from socialreg.parsing import parse_account
from socialreg.rules.base import Finding, Rule, Severity
from tests import examples
from tests.accounts import TODAY, account, closed, register, waiver


def codes(checked: Register) -> list[str]:
    """The codes of everything found in a register."""
    return [finding.code for finding in rules.check(checked)]


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules.RULES if not rule.fault and rule.example in examples.MEANINGS],
    ids=lambda rule: rule.code,
)
def test_the_wrong_example_breaks_its_rule_and_the_right_one_breaks_none(rule: Rule) -> None:
    assert examples.codes(examples.findings(rule, rule.wrong)) == {rule.code}
    assert examples.codes(examples.findings(rule, rule.right)) == set()


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules.RULES if rule.fault and "\n" in rule.wrong],
    ids=lambda rule: rule.code,
)
def test_the_wrong_example_of_a_file_gives_that_fault(rule: Rule) -> None:
    sound = schema.to_table(account())
    broken = rtoml.dumps(sound).encode() + b"\n"
    if rule.fault is FaultKind.MISSING_KEY:
        broken = rule.wrong.encode()
    else:
        key = rule.wrong.partition(" ")[0]
        sound.pop(key, None)
        broken = rule.wrong.encode() + rtoml.dumps(sound).encode()

    found = parse_account("biblioteket-facebook", broken)

    assert isinstance(found, tuple)
    assert {fault.kind for fault in found} == {rule.fault}


def test_every_code_is_a_family_and_three_digits_and_every_rule_says_why() -> None:
    assert [rule.code for rule in rules.RULES if not rule.code[3:].isdigit()] == []
    assert [rule.code for rule in rules.RULES if not (rule.summary and rule.why)] == []
    assert [rule.code for rule in rules.RULES if not (rule.clause and rule.wrong)] == []


def test_a_sound_register_has_no_findings() -> None:
    assert rules.check(register(account(), closed())) == ()


def test_an_empty_register_is_an_error() -> None:
    assert codes(register()) == ["REG009"]


def test_a_register_whose_only_file_is_unreadable_is_not_also_called_empty() -> None:
    fault = Fault(kind=FaultKind.UNREADABLE_FILE, path="data/accounts/a.toml", message="m", line=3)

    assert codes(register(faults=(fault,))) == ["REG001"]


def test_a_finding_of_a_file_says_its_account_path_and_place() -> None:
    fault = Fault(
        kind=FaultKind.UNKNOWN_KEY,
        path="data/accounts/a.toml",
        message="Unknown key “nmae”.",
        hint="Did you mean “name”?",
        line=1,
        column=1,
        field="nmae",
    )

    (finding,) = rules.check(register(faults=(fault,)))

    assert finding == Finding(
        code="REG003",
        name="unknown-key",
        severity=Severity.ERROR,
        account="a",
        path="data/accounts/a.toml",
        message="Unknown key “nmae”.",
        hint="Did you mean “name”?",
        clause=finding.clause,
        field="nmae",
        line=1,
        column=1,
    )


def test_facebook_dots_and_case_do_not_hide_a_duplicate() -> None:
    other = account(
        "bibblan-facebook",
        handle="Sjohamns.Bibliotek",
        url="https://www.facebook.com/Sjohamns.Bibliotek",
    )

    (finding,) = rules.check(register(account(), other))

    assert (finding.code, finding.account) == ("REG010", "biblioteket-facebook")


def test_the_handle_of_a_closed_account_counts_as_taken() -> None:
    again = account(
        "simhallen-ny-instagram",
        platform="instagram",
        handle="sjohamn_simhall",
        url="https://www.instagram.com/sjohamn_simhall/",
    )

    assert codes(register(closed(), again)) == ["REG010"]


def test_a_declined_application_takes_no_handle() -> None:
    declined = account("nekat-facebook", status=Status.DECLINED, approvals=())

    assert codes(register(account(), declined)) == []


def test_an_earlier_handle_counts_as_taken() -> None:
    earlier = Previous(
        handle="sjohamnsbib",
        url="https://www.facebook.com/sjohamnsbib",
        until=dt.date(2021, 5, 4),
    )
    thief = account(
        "nytt-facebook", handle="sjohamnsbib", url="https://www.facebook.com/sjohamnsbib"
    )

    assert codes(register(account(previous=(earlier,)), thief)) == ["REG010"]


def test_an_account_may_come_back_to_its_own_earlier_handle() -> None:
    earlier = Previous(
        handle="sjohamnsbibliotek",
        url="https://www.facebook.com/sjohamnsbibliotek",
        until=dt.date(2021, 5, 4),
    )

    assert codes(register(account(previous=(earlier,)))) == []


def test_the_same_handle_on_two_platforms_is_two_accounts() -> None:
    other = account(
        "biblioteket-x",
        platform="x",
        handle="sjohamnsbib",
        url="https://x.com/sjohamnsbib",
    )
    third = account(
        "biblioteket-tiktok",
        platform="tiktok",
        handle="sjohamnsbib",
        url="https://www.tiktok.com/@sjohamnsbib",
    )

    assert codes(register(other, third)) == []


@pytest.mark.parametrize("status", [Status.APPLIED, Status.APPROVED, Status.DECLINED])
def test_an_account_that_is_not_open_needs_no_approvals_yet(status: Status) -> None:
    assert codes(register(account(status=status, approvals=()))) == []


def test_the_edition_in_force_when_the_account_opened_says_which_approvals_it_needs() -> None:
    editions = (
        Edition(id="2015", from_=dt.date(2015, 1, 1), approvals=(Part.MANAGER,)),
        Edition(id="2020", from_=dt.date(2020, 1, 1)),
    )
    only_manager: dict[str, Any] = {
        "application": Application(received=dt.date(2019, 2, 10), guidelines="2015"),
        "approvals": account().approvals[:1],
    }
    before = account(opened=dt.date(2019, 12, 31), **only_manager)
    after = account(opened=dt.date(2020, 1, 1), **only_manager)
    guidelines = Guidelines(editions=editions)

    assert codes(register(before, guidelines=guidelines)) == []
    assert codes(register(after, guidelines=guidelines)) == ["APP002"]


def test_a_closed_account_without_a_closing_lacks_date_reason_and_archive() -> None:
    assert codes(register(closed(closing=None))) == ["CLO001", "CLO002", "CLO003"]
    assert codes(register(closed(closing=Closing(date=TODAY)))) == ["CLO002", "CLO003"]


def test_a_waiver_marks_its_finding_until_its_last_day() -> None:
    waived = closed(closing=None, waivers=(waiver("CLO002", until=TODAY),))
    lapsed = replace(waived, waivers=(waiver("CLO002", until=TODAY - dt.timedelta(days=1)),))

    assert [found.waived for found in rules.check(register(waived))] == [False, True, False]
    assert [found.waived for found in rules.check(register(lapsed))] == [False] * 4
