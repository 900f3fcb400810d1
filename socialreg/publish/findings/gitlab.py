"""Findings as GitLab's code quality report, shown in the merge request."""

from socialreg.i18n import _
from socialreg.publish import harmless
from socialreg.publish.findings.report import Report, fingerprints
from socialreg.rules import Finding, Severity
from socialreg.text import clean

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(report: Report) -> str:
    """A JSON list with the fields that GitLab reads; what is waived is of the lowest severity.

    GitLab wants a line for each: the first one where the whole file is meant.
    """
    known = zip(report.findings, fingerprints(report.findings), strict=True)
    return harmless.as_json([_issue(finding, fingerprint) for finding, fingerprint in known])


def _issue(finding: Finding, fingerprint: str) -> dict[str, object]:
    waived = "({}) ".format(_("waived")) if finding.waived else ""
    return {
        "description": f"{finding.code} {waived}{clean(finding.message)}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": "info" if finding.waived else _SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": max(finding.line, 1)}},
    }
