"""Findings as a JUnit report: what is in order shows as well, account by account."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from socialreg.i18n import _
from socialreg.paths import ACCOUNTS_DIR
from socialreg.publish.findings.people import advice, place
from socialreg.publish.findings.report import Report
from socialreg.publish.harmless import xml
from socialreg.rules import Finding


def junit(report: Report) -> str:
    """A suite per account or other file, with a case for each finding and each clean family.

    A finding that makes the answer bad fails its case; any other, the waived ones among them,
    counts as skipped and says so.
    """
    found: dict[str, list[Finding]] = {path: [] for path in report.paths}
    for finding in report.findings:
        found.setdefault(finding.path, []).append(finding)
    bad = sum(map(report.is_bad, report.findings))
    total = sum(len(_clean_families(report, path, found[path])) for path in found)
    total += len(report.findings)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="socialreg" tests="{total}" failures="{bad}" errors="0">',
    ]
    for path in sorted(found):
        lines.extend(_suite(report, path, found[path]))
    return "\n".join([*lines, "</testsuites>"])


def _suite(report: Report, path: str, findings: Sequence[Finding]) -> Iterator[str]:
    name, clean_families = _name(path), _clean_families(report, path, findings)
    bad = sum(map(report.is_bad, findings))
    yield (
        f'  <testsuite name="{name}" tests="{len(findings) + len(clean_families)}"'
        f' failures="{bad}" errors="0" skipped="{len(findings) - bad}">'
    )
    for finding in findings:
        yield from _case(finding, name, is_bad=report.is_bad(finding))
    for family in clean_families:
        yield f'    <testcase classname="{name}" name="{family}"/>'
    yield "  </testsuite>"


def _case(finding: Finding, suite: str, *, is_bad: bool) -> Iterator[str]:
    title = xml(f"{finding.code} {finding.name}")
    said = xml(finding.message)
    lines = (f"{place(finding)}: {finding.message}", *advice(finding))
    yield f'    <testcase classname="{suite}" name="{title}">'
    if is_bad:
        # The lines begin with words of ours: no CI runner takes them for its commands.
        text = "\n".join(map(xml, lines))
        yield f'      <failure type="{finding.severity}" message="{said}">{text}</failure>'
    else:
        how = _("waived") if finding.waived else str(finding.severity)
        yield f'      <skipped message="{xml(place(finding))}: {xml(how)}: {said}"/>'
    yield "    </testcase>"


def _clean_families(report: Report, path: str, findings: Sequence[Finding]) -> list[str]:
    """The families in which nothing was found in a file that was looked at."""
    if path not in report.paths:
        return []
    broken = {finding.code[:3] for finding in findings}
    return [family for family in report.families if family not in broken]


def _name(path: str) -> str:
    """The account's id, or the path of another file."""
    pure = PurePosixPath(path)
    return xml(pure.stem if pure.parent.as_posix() == ACCOUNTS_DIR else path)
