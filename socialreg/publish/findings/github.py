"""Findings as GitHub's workflow commands, which show them beside the lines of a pull request."""

from collections import Counter
from collections.abc import Iterator, Sequence

from socialreg.i18n import _, ngettext
from socialreg.publish import harmless
from socialreg.publish.findings.people import advice, one_line, summary
from socialreg.publish.findings.report import Report
from socialreg.rules import Finding, Severity

# GitHub shows no more of each kind for a step.
_BUDGET = 10
_NOTICE = "notice"
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: _NOTICE}
_WORST_FIRST = tuple(_COMMANDS.values())


def github(report: Report) -> str:
    """One command per finding, the worst first; those beyond the budget follow as plain lines.

    What is waived is a notice.
    """
    ordered = sorted(report.findings, key=lambda finding: _WORST_FIRST.index(_command(finding)))
    lines, rest = [], []
    for finding, is_within in zip(ordered, _budgeted(ordered), strict=True):
        lines += [_annotation(finding)] if is_within else []
        rest += [] if is_within else [finding]
    if rest:
        more = ngettext("And {n} more, in the log.", "And {n} more, in the log.", len(rest))
        lines.append(f"::{_NOTICE}::{_data(more.format(n=len(rest)))}")
    return "\n".join([*lines, *map(one_line, rest), summary(report.findings)])


def _budgeted(ordered: Sequence[Finding]) -> Iterator[bool]:
    """Whether GitHub will show each finding; one notice is kept to say that there are more."""
    counts = Counter(map(_command, ordered))
    spare = any(count > _BUDGET for count in counts.values())
    left = {command: _BUDGET - (spare and command == _NOTICE) for command in _WORST_FIRST}
    for finding in ordered:
        left[_command(finding)] -= 1
        yield left[_command(finding)] >= 0


def _command(finding: Finding) -> str:
    return _NOTICE if finding.waived else _COMMANDS[finding.severity]


def _annotation(finding: Finding) -> str:
    place = {"file": finding.path}
    if finding.line:
        place |= {"line": str(finding.line), "col": str(finding.column)}
    title = f"{finding.code} {finding.name}"
    if finding.waived:
        waived = _("waived")
        title = f"{title} ({waived})"
    properties = {**place, "title": title}
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = "\n".join([harmless.part(finding.message), *advice(finding)])
    return f"::{_command(finding)} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless.part(text)).replace(":", "%3A").replace(",", "%2C")
