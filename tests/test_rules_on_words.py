"""What is written in the register's files: every text is looked at, and honest ones pass."""

import csv
import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from socialreg import rules, schema
from socialreg.model import Account, Contact, Edition, Guidelines, Part
from socialreg.platforms import canonical_url
from socialreg.rules.approval import is_in_order
from socialreg.rules.base import Finding
from socialreg.rules.conditions import is_open
from socialreg.rules.self_check import needs_a_look
from socialreg.rules.wording import has_odd_words
from tests.accounts import GUIDELINES, SETTINGS, account, accounts, closed, register

FIXTURES = Path(__file__).parent / "fixtures"
DECEPTIVE = "Sjöhamns bibli\u043etek"
# Every text that an account can have.
FULL = """
name = "Sjöhamns bibliotek"
platform = "facebook"
handle = "sjohamnsbibliotek"
url = "https://www.facebook.com/sjohamnsbibliotek"
platform_id = "100064812345678"
unit = "Sjöhamns bibliotek"
department = "Kulturförvaltningen"
purpose = "Boktips"
audience = "Alla"
languages = ["sv", "so"]
status = "closed"
opened = 2019-03-01
confirmed = 2026-09-15
note = "Lösenordet finns i valvet"
contact = { role = "Bibliotekschef", deputy = "Bibliotekarie", email = "b@sjohamn.example" }
application = { received = 2019-02-10, guidelines = "2018-11", source = { system = "e", id = "1" } }
approvals = [{ as = "manager", role = "Chef", date = 2019-02-14, reference = "KS 2019/7" }]
reviews = [{ date = 2026-09-15, role = "Chef", answers = {}, notes = { replies_signed = "Ja" } }]
previous = [{ handle = "bib", url = "https://www.facebook.com/bib", until = 2021-05-04 }]
closing = { date = 2026-10-01, reason = "Slut", archive = "KS 2026/8", successor = "annat" }
waivers = [{ rule = "CLO005", reason = "Snart", approved_by = "Chef", until = 2027-03-31 }]
"""
_WORDS = {"platform", "status", "as", "kind"}  # only words that the model knows


def found_in(*accounts: Account, **changes: Any) -> tuple[Finding, ...]:
    return rules.check(register(*accounts, **changes))


def codes(*accounts: Account, **changes: Any) -> list[str]:
    return [finding.code for finding in found_in(*accounts, **changes)]


def with_one_text_changed(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """*value* once for each text in it, with something deceptive there, and the text's field."""
    if isinstance(value, str):
        yield place, DECEPTIVE
    elif isinstance(value, list):
        for index, part in enumerate(value):
            for field, changed in with_one_text_changed(part, f"{place}[{index}]"):
                yield field, [*value[:index], changed, *value[index + 1 :]]
    elif isinstance(value, dict):
        for key, part in value.items():
            for field, changed in with_one_text_changed(part, f"{place}.{key}" if place else key):
                if key not in _WORDS:
                    yield field, {**value, key: changed}


@pytest.mark.parametrize(
    ("field", "table"),
    [
        pytest.param(field, table, id=field)
        for field, table in with_one_text_changed(tomllib.loads(FULL))
    ],
)
def test_deceptive_letters_are_found_in_every_text(field: str, table: dict[str, Any]) -> None:
    found = schema.to_account("biblioteket-facebook", table)
    assert isinstance(found, Account)

    told = [finding.field for finding in found_in(found) if finding.code == "IDN009"]

    assert told == [field]


def test_a_deceptive_handle_is_one_problem_and_says_which_letter_it_is() -> None:
    fake = account(handle="sj\u043ehamn", url="https://www.facebook.com/sj\u043ehamn")

    (finding,) = found_in(fake)

    assert (finding.code, finding.field, finding.message, finding.hint) == (
        "IDN009",
        "handle",
        "biblioteket-facebook: in “sj\u043ehamn”, “\u043e” is a Cyrillic letter (U+043E).",
        "Write it anew, by hand: socialreg edit biblioteket-facebook handle=…",
    )


def test_deceptive_letters_and_persons_are_found_in_the_other_files_too() -> None:
    office = replace(SETTINGS.contact, name="Anna Andersson")
    organisation = replace(SETTINGS.organisation, name=DECEPTIVE)
    settings = replace(SETTINGS, contact=office, organisation=organisation)
    (edition,) = GUIDELINES.editions
    approvers = {Part.MANAGER: ("Förvaltningschef", "Erik Persson")}
    guidelines = Guidelines(editions=(replace(edition, approvers=approvers),))

    found = found_in(account(), settings=settings, guidelines=guidelines)

    assert [(finding.code, finding.path, finding.field) for finding in found] == [
        ("GDP007", "data/guidelines.toml", "editions[0].approvers.manager[1]"),
        ("GDP007", "data/register.toml", "contact.name"),
        ("IDN009", "data/register.toml", "organisation.name"),
    ]


@pytest.mark.parametrize(
    "purpose",
    [
        "Новини бібліотеки українською, кіно з восьмої",
        "أخبار المكتبة بالعربية",
        "Wararka maktabadda ee magaalada",
        "Boktips \U0001f4da för barn \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "Läs, lyssna – och ”njut”…",
    ],
)
def test_honest_languages_are_in_order(purpose: str) -> None:
    assert codes(account(purpose=purpose)) == []


@pytest.mark.parametrize(
    ("text", "word", "now"),
    [
        ("Samtycke enligt PUL.", "PUL", "GDPR, the data protection law"),
        ("Tillsyn: Datainspektionen", "Datainspektionen", "Integritetsskyddsmyndigheten (IMY)"),
        ("SKL:s råd", "SKL", "Sveriges Kommuner och Regioner (SKR)"),
        ("Vårt Twitterkonto", "Twitterkonto", "X"),
    ],
)
def test_a_stale_word_is_told_with_what_it_is_called_now(text: str, word: str, now: str) -> None:
    (finding,) = found_in(account(purpose=text))

    assert (finding.code, finding.message) == (
        "IDN010",
        f"biblioteket-facebook: “{word}” is out of use; today it is {now}.",
    )


def test_every_stale_word_is_told_of_where_it_stands() -> None:
    findings = found_in(account(purpose="PUL och Twitter, PUL"))

    assert [(found.code, found.field, found.within) for found in findings] == [
        ("IDN010", "purpose", 0),
        ("IDN010", "purpose", 8),
        ("IDN010", "purpose", 17),
    ]


def test_a_word_is_stale_only_once_it_is_and_only_where_it_can_be_mended() -> None:
    told = account(purpose="Twitter")

    assert codes(told, as_of=dt.date(2023, 7, 24))[-1:] == ["IDN010"]
    assert "IDN010" not in codes(told, as_of=dt.date(2023, 7, 23))
    assert codes(closed(purpose="Twitter")) == []


def test_a_name_is_told_without_repeating_it() -> None:
    (finding,) = found_in(account(contact=Contact(role="Bibliotekschef", deputy="Anna Andersson")))

    assert (finding.code, finding.field, finding.hint) == (
        "GDP007",
        "contact.deputy",
        "Give the role: socialreg edit biblioteket-facebook contact.deputy=ROLE",
    )
    assert "Anna" not in finding.message


def test_no_real_account_is_told_to_deceive_or_to_be_another_than_it_is() -> None:
    """1,734 accounts of members of the United States Congress; one page stands under two."""
    rows = csv.DictReader((FIXTURES / "congress-accounts.csv").read_text("utf-8").splitlines())
    real = [
        account(
            f"{row['owner'].lower()}-{row['platform']}-{number}",
            name=row["name"],
            unit=row["unit"],
            platform=row["platform"],
            handle=row["handle"] or None,
            platform_id=row["platform_id"] or None,
            url=canonical_url(row["platform"], row["handle"] or None, row["platform_id"] or None),
        )
        for number, row in enumerate(rows)
    ]

    found = found_in(*real)

    assert len(real) == 1734
    assert [finding.code for finding in found if not finding.code.startswith("ACT")] == ["REG010"]


@given(accounts)
def test_what_is_passed_over_quickly_has_nothing_wrong(any_account: Account) -> None:
    """The conditions that are asked first only save time: they hide no finding."""
    context = register(any_account)
    hidden = [
        rule.code
        for rule in rules.RULES
        if rule.when in {has_odd_words, needs_a_look} and not rule.when(any_account, context)
        if is_open(any_account, context) and rule.account_check
        if list(rule.account_check(any_account, context))
    ]

    assert hidden == []


@given(accounts)
def test_an_application_in_order_has_nothing_wrong(any_account: Account) -> None:
    sound = account()
    mixed = replace(
        sound,
        application=any_account.application or sound.application,
        approvals=(*any_account.approvals, *sound.approvals)[:2],
        opened=any_account.opened or sound.opened,
    )
    context = register(mixed)

    found = [
        rule.code
        for rule in rules.RULES
        if rule.account_check
        and rule.code.startswith("APP")
        and list(rule.account_check(mixed, context))
    ]

    assert not (found and is_in_order(mixed, context.guidelines))


def test_an_unknown_rule_in_any_edition_is_told_with_the_nearest() -> None:
    (edition,) = GUIDELINES.editions
    later = Edition(id="2030", from_=dt.date(2030, 1, 1), rules={"act02": "off", "XYZ": "off"})  # type: ignore[dict-item]

    found = found_in(account(), guidelines=Guidelines(editions=(edition, later)))

    assert [(finding.code, finding.field, finding.hint) for finding in found] == [
        ("REG013", "editions[1].rules.act02", "Did you mean “ACT002”?"),
        ("REG013", "editions[1].rules.XYZ", "Remove the line. All rules: socialreg rules"),
    ]
