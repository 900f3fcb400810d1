"""``socialreg rules``: everything there is to say about each rule, and where it says it."""

import json
import re
from pathlib import Path

import pytest

from socialreg.publish import catalogue
from socialreg.rules import RULES
from tests.desk import Desk, environment

ROOT = Path(__file__).parents[1]
PAGE = ROOT / catalogue.PAGE


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk without a register."""
    folder = tmp_path_factory.mktemp("anywhere")
    return Desk(folder, environment(folder) | {"LANG": "en_GB.UTF-8"})


def test_all_rules_are_listed_without_a_register(anywhere: Desk) -> None:
    shown = anywhere.do("rules").out

    assert re.findall(r"^([A-Z]{3}\d{3})", shown, re.MULTILINE) == [rule.code for rule in RULES]


def test_one_rule_is_explained_with_clause_examples_and_waiver(anywhere: Desk) -> None:
    rule = next(rule for rule in RULES if rule.code == "CLO002")
    shown = anywhere.do("rules", "CLO002").out

    for part in (
        rule.summary,
        rule.why,
        rule.clause,
        "Wrong:",
        "Right:",
        "Level as shipped: error",
    ):
        assert part in shown
    assert "socialreg waive ID CLO002 --reason TEXT --until YYYY-MM-DD" in shown


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("missing-manager-approval", ["APP001"]),
        ("app001", ["APP001"]),
        ("GDP", [rule.code for rule in RULES if rule.code.startswith("GDP")]),
    ],
)
def test_a_rule_is_named_by_code_family_or_name(
    anywhere: Desk, word: str, codes: list[str]
) -> None:
    told = json.loads(anywhere.do("rules", word, "--format", "json").out)

    assert [rule["code"] for rule in told["rules"]] == codes


def test_a_slip_names_the_nearest_rule(anywhere: Desk) -> None:
    result = anywhere.run("rules", "app01")

    assert (result.status, "Did you mean “APP001”?" in result.err) == (2, True)


def test_the_level_is_the_one_of_this_register(library: Desk) -> None:
    path = library.root / "data/guidelines.toml"
    path.write_text(path.read_text("utf-8") + '[editions.rules]\nAPP = "warning"\n', "utf-8")

    shown = library.do("rules", "APP001").out

    assert "Level by the guidelines 2018-11: warning" in shown


def test_json_is_the_contract(anywhere: Desk) -> None:
    told = json.loads(anywhere.do("rules", "--format", "json").out)

    assert (told["schema"], len(told["rules"])) == (1, len(RULES))
    assert list(told["rules"][0]) == [
        *("code", "name", "severity", "summary", "why", "clause", "wrong", "right"),
    ]


@pytest.mark.parametrize("language", catalogue.PAGES)
def test_the_page_about_the_rules_is_what_they_say(language: str) -> None:
    """Where this fails because a rule says something else now: python -m tests.regenerate."""
    page = ROOT / catalogue.PAGES[language]

    assert page.read_text("utf-8") == catalogue.as_page(RULES, language)


def test_the_page_has_the_heading_that_each_rules_address_leads_to() -> None:
    headings = re.findall(r"^### (.*)", PAGE.read_text("utf-8"), re.MULTILINE)
    anchors = [heading.lower().replace(" ", "-") for heading in headings]

    assert [catalogue.address(rule).partition("#")[2] for rule in RULES] == anchors


def test_every_family_has_its_name() -> None:
    assert {rule.code[:3] for rule in RULES} <= catalogue.FAMILIES.keys()
