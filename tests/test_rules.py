"""Every rule finds what its wrong example shows, and nothing in its right one."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
import rtoml

from socialreg import rules, schema
from socialreg.model import (
    Account,
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


def following(account_id: str, successor: str) -> Account:
    """A closed account with a handle of its own, whose followers are led to *successor*."""
    handle = account_id.removesuffix("-instagram").replace("-", "_")
    url = f"https://www.instagram.com/{handle}/"
    closing = closed().closing
    assert closing is not None
    return closed(account_id, handle=handle, url=url, closing=replace(closing, successor=successor))


def test_two_accounts_with_one_id_are_told_of_once_and_by_the_handle_if_that_is_the_same_too() -> (
    None
):
    same_id = {"platform_id": "100064812345678"}
    renamed = account(
        "nya-facebook", handle="nyahamn", url="https://www.facebook.com/nyahamn", **same_id
    )

    assert codes(register(account(**same_id), renamed)) == ["IDN005"]
    assert codes(register(account(**same_id), account("nya-facebook", **same_id))) == ["REG010"]


def test_an_id_in_an_address_is_the_same_id() -> None:
    number = "100064812345678"
    by_address = account(
        "nya-facebook", handle=None, url=f"https://www.facebook.com/profile.php?id={number}"
    )

    assert codes(register(account(platform_id=number), by_address)) == ["IDN005"]


def test_the_hint_for_a_closed_successor_is_the_one_in_use_at_the_end_of_the_way() -> None:
    first = following("forsta-instagram", "andra-instagram")
    second = following("andra-instagram", "biblioteket-facebook")

    (finding,) = rules.check(register(account(), first, second))

    assert (finding.code, finding.account, finding.hint) == (
        "CLO006",
        "forsta-instagram",
        (
            "Name one that is in use: "
            "socialreg edit forsta-instagram closing.successor=biblioteket-facebook"
        ),
    )


def test_a_circle_is_told_of_once_and_who_leads_into_it_leads_to_a_closed_one() -> None:
    circle = [
        following("a-instagram", "b-instagram"),
        following("b-instagram", "c-instagram"),
        following("c-instagram", "a-instagram"),
    ]
    into = following("d-instagram", "b-instagram")

    found = rules.check(register(*circle, into))

    assert [(finding.code, finding.account) for finding in found] == [
        ("CLO007", "a-instagram"),
        ("CLO006", "d-instagram"),
    ]
    assert found[0].message == (
        "a-instagram leads in a circle: a-instagram → b-instagram → c-instagram → a-instagram."
    )


def test_a_successor_whose_file_cannot_be_read_is_not_called_unknown() -> None:
    broken = Fault(
        kind=FaultKind.UNREADABLE_FILE, path="data/accounts/ny-instagram.toml", message="m", line=1
    )
    old = following("gammal-instagram", "ny-instagram")

    assert codes(register(old, faults=(broken,))) == ["REG001"]
    assert codes(register(old)) == ["CLO005"]


def test_the_way_from_successor_to_successor_may_be_very_long() -> None:
    many = [following(f"k{number}-instagram", f"k{number + 1}-instagram") for number in range(5000)]

    assert codes(register(*many, following("k5000-instagram", "k0-instagram"))) == ["CLO007"]


@pytest.mark.parametrize(
    "changes",
    [
        {"opened": dt.date(2019, 2, 20)},
        {"application": Application(received=dt.date(2019, 2, 14), guidelines="2018-11")},
        {"approvals": (*account().approvals, replace(account().approvals[0], date=TODAY))},
    ],
    ids=["opened when approved", "approved when received", "approved anew for a reopening"],
)
def test_dates_in_order_may_be_the_same_day(changes: dict[str, Any]) -> None:
    assert codes(register(account(**changes))) == []


def test_each_wrong_order_is_one_problem_in_its_place() -> None:
    manager, advice = account().approvals
    early = replace(manager, date=dt.date(2019, 2, 9))

    def places(**changes: Any) -> list[tuple[str, str]]:
        found = rules.check(register(account(**changes)))
        return [(finding.code, finding.field) for finding in found]

    assert places(opened=dt.date(2019, 2, 1)) == [("APP005", "opened")]
    both = (early, replace(advice, date=early.date))
    assert places(opened=dt.date(2019, 2, 1), approvals=both) == [
        ("APP005", "approvals[0].date"),
        ("APP005", "approvals[1].date"),
        ("APP005", "opened"),
    ]
    assert places(approvals=(early, advice)) == [("APP005", "approvals[0].date")]


def test_an_account_from_before_the_first_guidelines_may_be_approved_afterwards() -> None:
    late = tuple(replace(given, date=TODAY) for given in account().approvals)
    before, since = dt.date(2018, 10, 31), dt.date(2018, 11, 1)

    assert codes(register(account(opened=before, application=None, approvals=late))) == []
    assert codes(register(account(opened=since, application=None, approvals=late))) == ["APP005"]


def test_a_date_that_is_recorded_anew_puts_the_order_right() -> None:
    manager, advice = account().approvals
    late, early = replace(manager, date=TODAY), replace(manager, date=dt.date(2018, 2, 14))

    assert codes(register(account(approvals=(late, advice)))) == ["APP005"]
    assert codes(register(account(approvals=(late, advice, manager)))) == []
    assert codes(register(account(approvals=(early, advice, manager)))) == []
    assert codes(register(account(approvals=(manager, advice, early)))) == ["APP005"]


def test_one_role_under_two_spellings_approves_twice_where_both_count() -> None:
    manager, advice = account().approvals
    same = replace(advice, role=" FÖRVALTNINGSCHEF")
    anew = replace(manager, role="Kommunikatör", date=TODAY)

    assert codes(register(account(approvals=(manager, same)))) == ["APP003"]
    assert codes(register(account(approvals=(manager, same, advice)))) == []
    assert codes(register(account(approvals=(manager, advice, anew)))) == ["APP003"]


def test_accounts_from_before_the_first_guidelines_have_read_none() -> None:
    given = tuple(replace(approval, date=dt.date(2018, 10, 1)) for approval in account().approvals)
    old = account(opened=dt.date(2018, 10, 31), application=None, approvals=given)

    assert codes(register(old)) == []
    assert codes(register(replace(old, opened=dt.date(2018, 11, 1)))) == ["APP006"]


def test_guidelines_that_cannot_be_read_make_no_account_s_edition_unknown() -> None:
    assert codes(register(account(), guidelines=Guidelines())) == []


@pytest.mark.parametrize(
    ("rule", "unreadable", "found"),
    [
        ("ACT001", "data/activity/biblioteket-facebook.csv", ["REG002"]),
        ("ANS007", "data/answers/biblioteket-facebook.csv", ["REG002"]),
        ("ANS007", "data/guidelines.toml", ["REG002"]),
        ("REG010", "data/accounts/simhallen-instagram.toml", ["REG002"]),
        ("IDN004", "data/accounts/simhallen-instagram.toml", ["REG012", "REG002"]),
        ("ACT001", "data/activity/simhallen-instagram.csv", ["REG012", "REG002"]),
        ("ACT01", "data/guidelines.toml", ["REG012", "REG002"]),
    ],
)
def test_a_waiver_is_not_idle_while_what_it_is_about_cannot_be_read(
    rule: str, unreadable: str, found: list[str]
) -> None:
    fault = Fault(kind=FaultKind.INVALID_VALUE, path=unreadable, message="m", line=3)

    assert codes(register(account(waivers=(waiver(rule),)), faults=(fault,))) == found
