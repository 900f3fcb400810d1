"""Findings as SARIF 2.1.0, the format of code scanning."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from socialreg import HOMEPAGE, __version__
from socialreg.i18n import _, language
from socialreg.publish import harmless
from socialreg.publish.catalogue import address
from socialreg.publish.findings.people import advice
from socialreg.publish.findings.report import Report, fingerprints
from socialreg.rules import RULES, Finding, Rule, Severity
from socialreg.text import clean

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PLAIN = str.maketrans({"\\": r"\\", "[": r"\[", "]": r"\]", "{": "{{", "}": "}}"})


def sarif(report: Report) -> str:
    """One run with the rules that were broken and a result per finding; waived ones suppressed."""
    found = {finding.code for finding in report.findings}
    rules = [rule for rule in RULES if rule.code in found]
    indexes = {rule.code: index for index, rule in enumerate(rules)}
    known = zip(report.findings, fingerprints(report.findings), strict=True)
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": _("The register’s folder.")}}},
        "results": [_result(finding, indexes, fingerprint) for finding, fingerprint in known],
    }
    return harmless.as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Sequence[Rule]) -> dict[str, object]:
    return {
        "name": "socialreg",
        "version": __version__,
        "informationUri": HOMEPAGE,
        "language": language(),
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> dict[str, object]:
    summary, why = _(rule.summary), _(rule.why)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": f"{summary} {why}"},
        "help": {
            "text": f"{summary}\n\n{why}\n\n{rule.clause}",
            "markdown": f"**{summary}**\n\n{why}\n\n> {rule.clause}",
        },
        "helpUri": address(rule),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, indexes: Mapping[str, int], fingerprint: str) -> dict[str, object]:
    message = "\n".join([clean(finding.message), *advice(finding)])
    suppressed = {"suppressions": [{"kind": "inSource", "status": "accepted"}]}
    return {
        "ruleId": finding.code,
        **({"ruleIndex": indexes[finding.code]} if finding.code in indexes else {}),
        "level": _LEVELS[finding.severity],
        "message": {"text": message.translate(_PLAIN)},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {"socialreg/v1": fingerprint},
        **(suppressed if finding.waived else {}),
    }


def _location(finding: Finding) -> dict[str, object]:
    path = quote(finding.path.encode("utf-8", "surrogatepass"), safe="/")
    artifact = {"artifactLocation": {"uri": path, "uriBaseId": _ROOT}}
    if not finding.line:
        return dict(artifact)
    return {**artifact, "region": {"startLine": finding.line, "startColumn": finding.column}}
