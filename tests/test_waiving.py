"""``socialreg waive``: a finding is accepted by somebody who may, for a reason, until a day."""

import datetime as dt
import json
import tomllib

import pytest

from socialreg import lifecycle, rules
from socialreg.lifecycle import Forbidden
from socialreg.model import Account
from tests.accounts import TODAY, account, register, waiver
from tests.desk import ACCOUNT, Desk
from tests.terminal import talk

NEXT_YEAR = (dt.date.today() + dt.timedelta(days=300)).isoformat()  # noqa: DTZ011 - the user's day
GIVEN = ("--reason", "Byter adress i vår", "--until", NEXT_YEAR, "--approved-by", "Chef")


@pytest.fixture
def odd(library: Desk) -> Desk:
    """A register whose account has an address that is not canonical."""
    text = library.file().read_text("utf-8")
    library.file().write_text(
        text.replace("https://www.facebook.com/s", "http://facebook.com/s"), "utf-8"
    )
    library.git("commit", "--all", "--quiet", "--message", "odd")
    return library


def waivers(desk: Desk) -> list[dict[str, object]]:
    """The waivers in the account's file."""
    found: list[dict[str, object]] = tomllib.loads(desk.file().read_text("utf-8"))["waivers"]
    return found


def test_a_waived_finding_stays_in_sight_and_no_longer_counts(odd: Desk) -> None:
    assert odd.run("validate", "--fail-on", "warning", "--select", "IDN").status == 1

    odd.do("waive", ACCOUNT, "idn004", *GIVEN)

    only = ("validate", "--fail-on", "warning", "--select", "IDN")
    assert odd.do(*only).out.endswith("0 errors, 0 warnings, 1 waived.\n")
    (finding,) = json.loads(odd.do(*only, "--format", "json").out)["findings"]
    assert (finding["code"], finding["waived"]) == ("IDN004", True)
    assert odd.git("log", "-1", "--format=%B").splitlines() == [
        f"Accept IDN004 of {ACCOUNT}: Sjöhamns bibliotek",
        "",
        "Byter adress i vår",
        "",
        f"Account: {ACCOUNT}",
        "Action: waive",
        "",
    ]


def test_in_a_terminal_what_is_missing_is_asked_for(odd: Desk) -> None:
    answers = ["Byter adress", NEXT_YEAR, "Kommunikationschef"]

    status, shown = talk(odd, ["waive", ACCOUNT, "IDN004"], answers)

    assert status == 0, shown
    assert waivers(odd) == [
        {
            "rule": "IDN004",
            "reason": "Byter adress",
            "approved_by": "Kommunikationschef",
            "until": dt.date.fromisoformat(NEXT_YEAR),
        }
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("IDN0O4", "Did you mean “IDN004”?"),
        ("XYZ999", "“socialreg rules” lists them all."),
        ("REG002", "REG002 cannot be accepted: it has to be mended."),
        ("CLO001", "CLO001 is not found, so there is nothing to accept."),
    ],
)
def test_what_would_accept_nothing_is_refused(odd: Desk, code: str, said: str) -> None:
    before = odd.state()

    result = odd.run("waive", ACCOUNT, code, *GIVEN)

    assert (result.status, said in result.err) == (2, True), result.err
    assert odd.state() == before


@pytest.mark.parametrize("days", [-1, 731 + 1])
def test_a_waiver_holds_from_today_and_for_two_years_at_most(days: int) -> None:
    refused = lifecycle.waive(
        account(), waiver("ACT001", TODAY + dt.timedelta(days=days)), today=TODAY
    )

    assert isinstance(refused, Forbidden)
    assert refused.hint == "Give a day from 2026-11-14 to 2028-11-14."


@pytest.mark.parametrize("until", [TODAY, dt.date(2028, 11, 14)])
def test_the_first_and_the_last_day_are_allowed(until: dt.date) -> None:
    after = lifecycle.waive(account(), waiver("ACT001", until), today=TODAY)

    assert after == account(waivers=(waiver("ACT001", until),))


def test_a_renewed_waiver_takes_the_place_of_the_old_one() -> None:
    old, other, new = waiver("ACT001", TODAY - dt.timedelta(1)), waiver("REV001"), waiver("ACT001")

    after = lifecycle.waive(account(waivers=(old, other)), new, today=TODAY)

    assert isinstance(after, Account)
    assert after.waivers == (new, other)


# --- Ending one ---


def test_an_ended_waiver_is_out_of_the_file_and_in_the_history(odd: Desk) -> None:
    odd.do("waive", ACCOUNT, "IDN004", *GIVEN)

    result = odd.do("waive", ACCOUNT, "idn004", "--end", "--reason", "Adressen är bytt")

    assert "IDN004 is no longer accepted" in result.err
    assert "waivers" not in tomllib.loads(odd.file().read_text("utf-8"))
    assert odd.git("log", "-1", "--format=%B").splitlines() == [
        f"No longer accept IDN004 of {ACCOUNT}: Sjöhamns bibliotek",
        "",
        "Adressen är bytt",
        "",
        f"Account: {ACCOUNT}",
        "Action: end-waiver",
        "",
    ]
    assert "waiver ended" in odd.do("history", ACCOUNT).out
    assert odd.do("validate", "--select", "REG").status == 0


def test_a_waiver_of_what_is_no_rule_can_be_ended(odd: Desk) -> None:
    odd.file().write_text(
        f"{odd.file().read_text('utf-8')}\n[[waivers]]\nrule = 'IDN04'\nreason = 'x'\n"
        "approved_by = 'y'\nuntil = 2020-01-01\n",
        "utf-8",
    )
    odd.git("commit", "--all", "--quiet", "--message", "by hand")
    told = odd.run("validate", "--select", "REG").out

    odd.do("waive", ACCOUNT, "IDN04", "--end")

    assert f"socialreg waive {ACCOUNT} IDN04 --end" in told
    assert odd.do("validate", "--select", "REG").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ACT001", "--end"), f"{ACCOUNT} has no waiver of ACT001."),
        (("ACT001", "--end"), "It has waivers of: IDN004."),
        (("IDN004", "--end", "--until", NEXT_YEAR), "takes no --until and no --approved-by"),
    ],
)
def test_what_cannot_be_ended_is_refused(odd: Desk, arguments: tuple[str, ...], said: str) -> None:
    odd.do("waive", ACCOUNT, "IDN004", *GIVEN)
    before = odd.state()

    result = odd.run("waive", ACCOUNT, *arguments)

    assert (result.status, said in result.err) == (2, True), result.err
    assert odd.state() == before


def test_all_waivers_of_one_rule_end_together_and_no_other() -> None:
    first, other, second = waiver("ACT001"), waiver("REV001"), waiver("ACT001", TODAY)

    after = lifecycle.end_waiver(account(waivers=(first, other, second)), "ACT001")

    assert after == account(waivers=(other,))
    assert isinstance(lifecycle.end_waiver(account(), "ACT001"), Forbidden)


@pytest.mark.parametrize(
    ("until", "expected"), [(dt.date(2028, 11, 14), "REG012"), (dt.date(2028, 11, 15), "REG021")]
)
def test_two_years_from_today_are_not_too_long(until: dt.date, expected: str) -> None:
    found = rules.check(register(account(waivers=(waiver("IDN004", until),))))

    assert [finding.code for finding in found] == [expected]
