"""The formats for findings: the same list in each, as its readers want it, and nothing acts."""

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema  # type: ignore[import-untyped]  # brings no types
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from socialreg import i18n
from socialreg.publish.findings import FORMATS, FindingFormat, Report, source
from socialreg.publish.findings.report import fingerprints
from socialreg.rules import RULES, Finding, Severity

FIXTURES = Path(__file__).parent / "fixtures"
SARIF = json.loads((FIXTURES / "sarif-2.1.0.schema.json").read_text("utf-8"))
JUNIT = xmlschema.XMLSchema(FIXTURES / "junit-10.xsd")
# What GitLab says that it reads of each entry.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
PATH = "data/accounts/biblioteket-facebook.toml"
# What a runner of CI jobs takes for a command, wherever it looks for them.
COMMAND = re.compile(r"^\s*::[^:]*::|##\w*\[", re.MULTILINE)
EVIL = (
    "\x1b]0;owned\x07\u202e\r\n::error::forged\n##[add-mask]x\n##vso[task.setvariable]y"
    "\n::add-mask::z%0A::stop-commands::t<script>alert(1)</script>]]>&[x](javascript:1){0}\u2028"
)


def finding(**changes: object) -> Finding:
    """A finding, with *changes*."""
    rule = next(rule for rule in RULES if rule.code == changes.get("code", "IDN004"))
    made = Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        account="biblioteket-facebook",
        path=PATH,
        message="biblioteket-facebook: Facebook stavar så här",
        hint="Mend it: socialreg edit biblioteket-facebook url=https://www.facebook.com/b",
        clause=rule.clause,
        field="url",
        line=4,
        column=7,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by their names


def report(*findings: Finding, **changes: object) -> Report:
    """A report of *findings* and one more account that is clean."""
    made = Report(
        findings=findings,
        paths=frozenset({PATH, "data/accounts/simhallen-instagram.toml"}),
        families=("APP", "IDN"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by their names


SOME = report(
    finding(),
    finding(severity=Severity.INFO, line=5, waived=True),
    finding(code="APP001", field="approvals", severity=Severity.ERROR, line=7, column=1),
    finding(code="IDN001", severity=Severity.ERROR, path="data/guidelines.toml", account=""),
)

texts = st.text(max_size=30) | st.sampled_from([EVIL, "::error::x", "##[group]", "\x9b31m", "\0"])
findings = st.builds(
    finding,
    code=st.sampled_from([rule.code for rule in RULES]),
    severity=st.sampled_from(Severity),
    path=texts.filter(bool),
    message=texts,
    hint=texts,
    field=texts,
    line=st.integers(0, 99),
    column=st.integers(1, 500),
    waived=st.booleans(),
)
reports = st.lists(findings, max_size=35).map(
    lambda found: report(
        *sorted(found, key=lambda each: (each.path, each.line, each.code)),
        lines={(each.path, each.line): each.message for each in found},
    )
)


def told(name: FindingFormat, given: Report) -> list[tuple[str, str, int]]:
    """Code, path and line of all that a format tells, in its order."""
    return _TOLD[name](FORMATS[name](given))


def _of_json(text: str) -> list[tuple[str, str, int]]:
    return [(row["code"], row["path"], row["line"]) for row in json.loads(text)["findings"]]


def _of_gitlab(text: str) -> list[tuple[str, str, int]]:
    return [
        (row["check_name"], row["location"]["path"], row["location"]["lines"]["begin"])
        for row in json.loads(text)
    ]


def _of_sarif(text: str) -> list[tuple[str, str, int]]:
    (run,) = json.loads(text)["runs"]
    places = [(row["ruleId"], row["locations"][0]["physicalLocation"]) for row in run["results"]]
    return [
        (code, unquote(at["artifactLocation"]["uri"]), at["region"]["startLine"])
        for code, at in places
    ]


def _of_concise(text: str) -> list[tuple[str, str, int]]:
    found = re.findall(r"^(.*?):(\d+):\d+: \w+ ([A-Z]{3}\d{3}) ", text, re.MULTILINE)
    return [(code, path, int(line)) for path, line, code in found]


def _of_full(text: str) -> list[tuple[str, str, int]]:
    found = re.findall(r"^(\S.*):(\d+):\d+\n  ([A-Z]{3}\d{3}) ", text, re.MULTILINE)
    return [(code, path, int(line)) for path, line, code in found]


def _of_github(text: str) -> list[tuple[str, str, int]]:
    found = re.findall(r"^::\w+ file=(.*?),line=(\d+),col=\d+,title=(\w+) ", text, re.MULTILINE)
    return [(code, path, int(line)) for path, line, code in found]


def _of_junit(text: str) -> list[tuple[str, str, int]]:
    found = []
    for case in parsed(text).iter("testcase"):
        for failure in case.iter("failure"):
            path, line, _rest = (failure.text or "").split(":", 2)
            found.append((case.attrib["name"][:6], path, int(line)))
        for skipped in case.iter("skipped"):
            path, line, _rest = skipped.attrib["message"].split(":", 2)
            found.append((case.attrib["name"][:6], path, int(line)))
    return found


_TOLD = {
    FindingFormat.FULL: _of_full,
    FindingFormat.CONCISE: _of_concise,
    FindingFormat.JSON: _of_json,
    FindingFormat.GITHUB: _of_github,
    FindingFormat.GITLAB: _of_gitlab,
    FindingFormat.SARIF: _of_sarif,
    FindingFormat.JUNIT: _of_junit,
}


def parsed(text: str) -> ET.Element:
    """The root of an XML document of our own."""
    return ET.fromstring(text)  # noqa: S314 - nobody else's


def commands(text: str) -> list[str]:
    """The workflow commands that GitHub's runner would carry out."""
    return [line.split("::")[1].split(" ")[0] for line in text.splitlines() if line[:2] == "::"]


@pytest.mark.parametrize("name", FindingFormat)
def test_every_format_tells_the_same_findings_in_the_same_order(name: FindingFormat) -> None:
    """GitHub's puts the worst first; among equals the order is the same."""
    expected = [(each.code, each.path, each.line) for each in SOME.findings]
    if name is FindingFormat.GITHUB:
        expected = [expected[2], expected[3], expected[0], expected[1]]

    assert told(name, SOME) == expected


@pytest.mark.parametrize("name", FindingFormat)
def test_every_format_has_a_word_for_nothing_found(name: FindingFormat) -> None:
    assert told(name, report()) == []


@given(reports)
def test_nothing_in_any_format_acts_whatever_the_findings_say(given_report: Report) -> None:
    """No control or bidi character, no command of a CI runner but our own annotations."""
    for name, write in FORMATS.items():
        text = write(given_report)
        acting = {char for char in text if unicodedata.category(char) in _ACTING} - {"\n"}
        own = commands(text) if name is FindingFormat.GITHUB else []

        assert acting == set(), name
        assert len(COMMAND.findall(text)) == len(own), name
        assert set(own) <= {"error", "warning", "notice"}, name


_ACTING = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


@given(reports)
def test_as_many_findings_come_out_as_went_in(given_report: Report) -> None:
    count = len(given_report.findings)
    junit = parsed(FORMATS[FindingFormat.JUNIT](given_report))
    cases = [case for case in junit.iter("testcase") if len(case)]
    sarif = json.loads(FORMATS[FindingFormat.SARIF](given_report))
    back = json.loads(FORMATS[FindingFormat.JSON](given_report))["findings"]

    assert len(cases) == count
    assert len(sarif["runs"][0]["results"]) == count
    assert len(json.loads(FORMATS[FindingFormat.GITLAB](given_report))) == count
    assert [row["message"] for row in back] == [each.message for each in given_report.findings]
    assert len(FORMATS[FindingFormat.CONCISE](given_report).splitlines()) == count + 1


@given(reports)
def test_sarif_is_what_its_schema_demands(given_report: Report) -> None:
    jsonschema.Draft7Validator(SARIF).validate(
        json.loads(FORMATS[FindingFormat.SARIF](given_report))
    )


@given(reports)
def test_junit_is_what_its_schema_demands(given_report: Report) -> None:
    JUNIT.validate(FORMATS[FindingFormat.JUNIT](given_report))


def test_gitlab_gets_the_fields_that_it_reads() -> None:
    jsonschema.validate(json.loads(FORMATS[FindingFormat.GITLAB](SOME)), GITLAB)


@given(reports)
def test_fingerprints_are_unique_and_stay_when_lines_and_words_change(
    given_report: Report,
) -> None:
    before = fingerprints(given_report.findings)
    moved = [replace(each, line=each.line + 3, message="other") for each in given_report.findings]

    assert len(set(before)) == len(before)
    assert fingerprints(moved) == before


def test_another_finding_behind_leaves_the_fingerprints_before_it() -> None:
    one = finding()

    assert fingerprints([one, one])[:1] == fingerprints([one])


def test_full_shows_the_line_and_a_mark_under_the_column() -> None:
    line = 'url = "http://facebook.com/b"'
    text = FORMATS[FindingFormat.FULL](report(finding(), lines={(PATH, 4): line}))

    assert text.splitlines() == [
        f"{PATH}:4:7",
        "  IDN004 address-not-canonical (warning): biblioteket-facebook: Facebook stavar så här",
        '  4 | url = "http://facebook.com/b"',
        "    |       ^",
        ("  Do this: Mend it: socialreg edit biblioteket-facebook url=https://www.facebook.com/b"),
        f"  Why: {finding().clause}",
        "",
        "0 errors, 1 warning.",
    ]


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("å = 1", 5, ("  3 | å = 1", "    |     ^")),
        ("\tx = 1", 2, ("  3 |  x = 1", "    |  ^")),
        ("日本 = 1", 6, ("  3 | 日本 = 1", "    |        ^")),
        ("e\u0301 = 1", 6, ("  3 | e\u0301 = 1", "    |     ^")),
        ("\x1b[1m = 1", 5, ("  3 | \\u{1b}[1m = 1", "    |          ^")),
        ("a" * 60 + "b" + "c" * 60, 61, None),
        ("", 1, ("  3 |", "    | ^")),
        ("x = ", 99, ("  3 | x =", "    |     ^")),
    ],
)
def test_the_mark_stands_under_its_column(
    line: str, column: int, expected: tuple[str, str] | None
) -> None:
    shown, mark = source.marked(line, 3, column, 40)

    if expected is None:  # too long: cut on both sides
        assert (len(shown), shown[6], shown[-1]) == (40, "…", "…")
        assert shown[mark.index("^")] == "b"
    else:
        assert (shown, mark) == expected


@given(st.text(max_size=300), st.integers(1, 400), st.integers(1, 120))
def test_a_shown_line_is_never_wider_than_the_terminal(text: str, column: int, width: int) -> None:
    for line in source.marked(text, 12, column, width):
        assert source._columns(line) <= max(width, 29)  # noqa: SLF001 - the width as it is counted


def test_the_line_of_a_finding_about_personal_data_is_not_shown() -> None:
    code = next(rule.code for rule in RULES if rule.personal)
    text = FORMATS[FindingFormat.FULL](
        report(finding(code=code), lines={(PATH, 4): 'note = "19121212-1212"'})
    )

    assert "1212" not in text


def test_github_shows_no_more_than_its_budget_and_says_how_many_there_are() -> None:
    many = report(
        *(finding(line=number, severity=Severity.INFO) for number in range(1, 13)),
        *(finding(code="APP001", line=number) for number in range(1, 14)),
    )
    lines = FORMATS[FindingFormat.GITHUB](many).splitlines()
    said = commands("\n".join(lines))

    assert said == ["error"] * 10 + ["notice"] * 9 + ["notice"]
    assert lines[19] == "::notice::And 6 more, in the log."
    assert len(lines[20:]) == 6 + 1
    assert lines[-1] == "13 errors, 0 warnings, 12 notes."


def test_github_escapes_what_would_end_a_property_or_begin_a_line() -> None:
    text = FORMATS[FindingFormat.GITHUB](
        report(finding(path="data/a,b:c%.toml", message="100 %\r\n::error::x"))
    )

    assert text.splitlines()[0].startswith(
        "::warning file=data/a%2Cb%3Ac%25.toml,line=4,col=7,title=IDN004 address-not-canonical::"
        "100 %25\\u{d}\\u{a}::error::x%0ADo this: "
    )


def test_sarif_names_rules_with_help_places_and_suppressions() -> None:
    odd = finding(path="data/accounts/Höganäs #1.toml", waived=True)
    (run,) = json.loads(FORMATS[FindingFormat.SARIF](report(odd)))["runs"]
    (rule,), (result,) = run["tool"]["driver"]["rules"], run["results"]

    assert rule["helpUri"].endswith("/docs/rules.md#idn004-address-not-canonical")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {
            "uri": "data/accounts/H%C3%B6gan%C3%A4s%20%231.toml",
            "uriBaseId": "%SRCROOT%",
        },
        "region": {"startLine": 4, "startColumn": 7},
    }
    assert (result["level"], result["suppressions"]) == (
        "warning",
        [{"kind": "inSource", "status": "accepted"}],
    )


def test_junit_shows_what_is_clean_and_fails_what_makes_the_answer_bad() -> None:
    root = parsed(FORMATS[FindingFormat.JUNIT](SOME))
    suites = {
        suite.attrib["name"]: [
            (case.attrib["name"], [child.tag for child in case]) for case in suite
        ]
        for suite in root
    }

    assert suites == {
        "biblioteket-facebook": [
            ("IDN004 address-not-canonical", ["skipped"]),
            ("IDN004 address-not-canonical", ["skipped"]),
            ("APP001 missing-manager-approval", ["failure"]),
        ],
        "simhallen-instagram": [("APP", []), ("IDN", [])],
        "data/guidelines.toml": [("IDN001 invalid-handle", ["failure"])],
    }
    assert (root.attrib["tests"], root.attrib["failures"]) == ("6", "2")


def test_formats_for_programs_have_the_same_codes_and_fields_in_both_languages() -> None:
    english = {name: told(name, SOME) for name in FORMATS}
    with i18n.speaking("sv"):
        swedish = {name: told(name, SOME) for name in FORMATS}

    assert swedish == english
