"""Findings for people: on a terminal or in a log, with the line that is meant."""

from collections.abc import Sequence

from socialreg.i18n import _, ngettext
from socialreg.publish import harmless
from socialreg.publish.findings import source
from socialreg.publish.findings.report import Report
from socialreg.rules import Finding, Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def full(report: Report) -> str:
    """What is wrong, the line with a mark under it, what to do and which clause says so."""
    paragraphs = [_paragraph(finding, report) for finding in report.findings]
    return "\n\n".join([*paragraphs, summary(report.findings)])


def concise(report: Report) -> str:
    """One line per finding, ``path:line:column: severity code message``, as editors read them."""
    return "\n".join([*map(one_line, report.findings), summary(report.findings)])


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


def one_line(finding: Finding) -> str:
    """The finding on one line that begins with its place."""
    waived = "({}) ".format(_("waived")) if finding.waived else ""
    said = f"{place(finding)}: {finding.severity} {finding.code} {waived}{finding.message}"
    return harmless.line(said)


def place(finding: Finding) -> str:
    """Path, line and column, as far as they are known."""
    if not finding.line:
        return finding.path
    return f"{finding.path}:{finding.line}:{finding.column}"


def advice(finding: Finding) -> list[str]:
    """What to do, where that is known, and which clause demands it: a line each."""
    # Not inside the f-strings: what is translated there, older Pythons do not let us extract.
    do, why = _("Do this:"), _("Why:")
    said = [f"{do} {finding.hint}"] if finding.hint else []
    return [harmless.line(text) for text in (*said, f"{why} {finding.clause}")]


def _paragraph(finding: Finding, report: Report) -> str:
    colour = _COLOURS[finding.severity] if report.in_colour else ""
    title = harmless.line(f"{finding.code} {finding.name} ({_severity(finding)}):")
    lines = [
        _painted(harmless.line(place(finding)), "1" if report.in_colour else ""),
        f"  {_painted(title, colour)} {harmless.line(finding.message)}",
        *(_painted(text, colour) for text in _source(finding, report)),
        *(f"  {text}" for text in advice(finding)),
    ]
    return "\n".join(lines)


def _source(finding: Finding, report: Report) -> tuple[str, ...]:
    text = report.line(finding)
    if text is None:
        return ()
    return source.marked(text, finding.line, finding.column, report.width)


def _severity(finding: Finding) -> str:
    words = {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("note"),
    }
    word = words[finding.severity]
    return ", ".join([word, _("waived")]) if finding.waived else word


def _painted(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colour else text
