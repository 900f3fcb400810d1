"""What every format is made from: the findings, what was looked at, and the lines they are in."""

import functools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace

from socialreg.rules import Finding, Severity
from socialreg.traces import masked
from socialreg.values import dataclass

_WORST_FIRST = tuple(Severity)
# No personal data is repeated in a log that others can read.
_PERSONAL = ("GDP004", "GDP005", "GDP006", "GDP007")


@dataclass(frozen=True, kw_only=True)
class Report:
    """What ``validate`` has to say, by path, line and code.

    *paths* are the accounts' files that were looked at and *families* the rules' (for formats
    that also tell what is in order); *lines* are the source lines that findings stand in, by
    path and number. *fail_on* is the severity from which a finding is bad, None for never.
    *width* is the room there is, in columns; *in_colour* says whether colours are shown.
    """

    findings: Sequence[Finding]
    paths: Collection[str] = ()
    families: Sequence[str] = ()
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)
    fail_on: Severity | None = Severity.ERROR
    width: int = 100
    in_colour: bool = False

    def is_bad(self, finding: Finding) -> bool:
        """Whether the answer is bad because of *finding*: as the exit status says."""
        if self.fail_on is None or finding.waived:
            return False
        return _WORST_FIRST.index(finding.severity) <= _WORST_FIRST.index(self.fail_on)

    def line(self, finding: Finding) -> str | None:
        """The line that *finding* stands in, if it is known and holds no personal data."""
        place = (finding.path, finding.line)
        return None if place in self._personal else self.lines.get(place)

    @functools.cached_property
    def _personal(self) -> frozenset[tuple[str, int]]:
        """The places of the lines that may hold personal data."""
        found = (finding for finding in self.findings if finding.code in _PERSONAL)
        return frozenset((finding.path, finding.line) for finding in found)


def impersonal(report: Report) -> Report:
    """*report* for a log that others can read: no path, field or line in it tells of a person.

    What its findings say does not either: see ``rules``.
    """
    names = {path: masked(path) for path in {*report.paths, *(f.path for f in report.findings)}}
    return replace(
        report,
        findings=[
            replace(
                found,
                path=names[found.path],
                account=masked(found.account),
                field=masked(found.field),
            )
            for found in report.findings
        ],
        paths=frozenset(names[path] for path in report.paths),
        lines={
            (masked(path), number): masked(text) for (path, number), text in report.lines.items()
        },
    )


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """What each finding is known by from run to run: its code, path and field, no place or words.

    Of several that share these, the first keeps the same fingerprint when another comes behind.
    """
    import hashlib  # imported late: only two formats need it

    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for finding in findings:
        key = (finding.code, finding.path, finding.field)
        text = "\0".join((*key, str(seen[key])))
        found.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
        seen[key] += 1
    return found
