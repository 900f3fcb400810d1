"""Findings in the formats that people and programs read: one function and one line per format."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from socialreg import text
from socialreg.i18n import _, ngettext
from socialreg.rules import Finding, Severity
from socialreg.text import clean


class FindingFormat(StrEnum):
    """How findings are written; ``FORMATS`` has the function of each."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


def full(findings: Sequence[Finding]) -> str:
    """For people: what is wrong, and below it what to do and which clause says so."""
    return "\n\n".join([*map(_paragraph, findings), summary(findings)])


def concise(findings: Sequence[Finding]) -> str:
    """One line per finding, ``path:line:column: severity code message``, as editors read them."""
    return "\n".join([*map(_line, findings), summary(findings)])


def as_json(findings: Sequence[Finding]) -> str:
    """A JSON object with ``schema`` 1 and the findings, every field of each."""
    fields = Finding.__dataclass_fields__
    rows = [{name: getattr(finding, name) for name in _order(fields)} for finding in findings]
    return text.as_json({"schema": 1, "findings": rows}, indent=2)


FORMATS: Mapping[FindingFormat, Callable[[Sequence[Finding]], str]] = {
    FindingFormat.FULL: full,
    FindingFormat.CONCISE: concise,
    FindingFormat.JSON: as_json,
}


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each severity there are, waived ones apart."""
    counted = [finding for finding in findings if not finding.waived]
    if not findings:
        return _("Nothing to remark on.")
    errors = sum(finding.severity is Severity.ERROR for finding in counted)
    warnings = sum(finding.severity is Severity.WARNING for finding in counted)
    notes = len(counted) - errors - warnings
    waived = len(findings) - len(counted)
    parts = [
        ngettext("{n} error", "{n} errors", errors).format(n=errors),
        ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
    ]
    if notes:
        parts.append(ngettext("{n} note", "{n} notes", notes).format(n=notes))
    if waived:
        parts.append(ngettext("{n} waived", "{n} waived", waived).format(n=waived))
    return ", ".join(parts) + "."


def _line(finding: Finding) -> str:
    place, message = _place(finding), clean(finding.message)
    return f"{place}: {finding.severity} {finding.code} {_waived(finding)}{message}"


def _paragraph(finding: Finding) -> str:
    # Not inside the f-strings: what is translated there, older Pythons do not let us extract.
    do, why = _("Do this:"), _("Why:")
    lines = [
        f"{_place(finding)}",
        f"  {finding.code} {finding.name} ({_severity(finding)}): {clean(finding.message)}",
    ]
    if finding.hint:
        lines.append(f"  {do} {clean(finding.hint)}")
    lines.append(f"  {why} {finding.clause}")
    return "\n".join(lines)


def _severity(finding: Finding) -> str:
    words = {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("note"),
    }
    word = words[finding.severity]
    return ", ".join([word, _("waived")]) if finding.waived else word


def _waived(finding: Finding) -> str:
    return "({}) ".format(_("waived")) if finding.waived else ""


def _place(finding: Finding) -> str:
    path = clean(finding.path)
    return f"{path}:{finding.line}:{finding.column}" if finding.line else path


def _order(names: Mapping[str, object]) -> list[str]:
    first = ["code", "name", "severity", "account", "path", "line", "column", "field"]
    return [*first, *(name for name in names if name not in first)]
