"""Findings as JSON: the contract for other programs."""

from collections.abc import Mapping

from socialreg.publish import harmless
from socialreg.publish.findings.report import Report
from socialreg.rules import Finding


def as_json(report: Report) -> str:
    """A JSON object with ``schema`` 1 and the findings, every field of each that is for others."""
    names = _order(Finding.__dataclass_fields__)
    rows = [{name: getattr(finding, name) for name in names} for finding in report.findings]
    return harmless.as_json({"schema": 1, "findings": rows})


def _order(names: Mapping[str, object]) -> list[str]:
    first = ["code", "name", "severity", "account", "path", "line", "column", "field"]
    return [*first, *(name for name in names if name not in (*first, "within"))]
