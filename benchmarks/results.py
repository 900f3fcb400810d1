"""What came out: one line per comparison, as a table for people and as JSON for programs."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass

from measure import Measured

_COLUMNS = ("what", "against", "ours", "theirs", "ratio", "limit", "verdict", "ratio of CPU")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """*ours* against *theirs*, in *unit*; without a *limit* it is told, not judged.

    *cpu* is the same ratio of the processors' time, which a busy machine disturbs less.
    """

    what: str
    against: str
    ours: float
    theirs: float
    unit: str
    limit: float | None = None
    cpu: float | None = None

    @property
    def ratio(self) -> float:
        """*ours* for one of *theirs*: less is better."""
        return self.ours / self.theirs

    @property
    def verdict(self) -> str:
        """``met`` or ``missed``, or nothing where there is no limit."""
        if self.limit is None:
            return ""
        return "met" if self.ratio <= self.limit else "missed"

    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        ours, theirs = (f"{_short(value)} {self.unit}" for value in (self.ours, self.theirs))
        ratio, limit, cpu = (
            "" if value is None else f"{value:.2f}" for value in (self.ratio, self.limit, self.cpu)
        )
        return self.what, self.against, ours, theirs, ratio, limit, self.verdict, cpu


def _short(value: float) -> str:
    """*value* in about three digits."""
    return f"{value:,.0f}" if value > 99 else f"{value:.2g}" if value < 1 else f"{value:.1f}"  # noqa: PLR2004 - two digits


def times(  # noqa: PLR0913 - what a line of the table says
    what: str,
    against: str,
    ours: Measured,
    theirs: Measured,
    *,
    limit: float | None = None,
    per: tuple[int, int] = (1, 1),
) -> Result:
    """Our time against theirs, in milliseconds; *per* divides each, where it is for many."""
    return Result(
        what=what,
        against=against,
        ours=ours.seconds * 1000 / per[0],
        theirs=theirs.seconds * 1000 / per[1],
        unit="ms",
        limit=limit,
        cpu=(ours.cpu / per[0]) / (theirs.cpu / per[1]),
    )


def peaks(what: str, against: str, ours: Measured, theirs: float, limit: float | None) -> Result:
    """Our peak of memory against *theirs*, in MiB."""
    peak = ours.peak / 1024**2
    return Result(what=what, against=against, ours=peak, theirs=theirs, unit="MiB", limit=limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The results of one comparison and, in *told*, what was compared."""

    name: str
    told: str
    results: Sequence[Result]


def as_text(sections: Sequence[Section]) -> str:
    """The tables as plain text."""
    return "\n\n".join(
        f"{section.name}: {section.told}\n\n{_aligned(section.results)}" for section in sections
    )


def as_markdown(sections: Sequence[Section], machine: dict[str, str]) -> str:
    """A page with the tables and the machine that they are from."""
    facts = "\n".join(f"- {key}: {value}" for key, value in machine.items())
    tables = "\n".join(_markdown(section) for section in sections)
    return (
        "# Speed and memory, measured\n\n"
        "Made by `make bench ARGS='--page benchmarks/RESULTS.md'`; how, and what counts, is said "
        "in `benchmarks/`.\nTimes drift from one machine and hour to the next: compare the ratios, "
        f"ours to theirs.\n\n{facts}\n\n{tables}"
    )


def as_json(sections: Sequence[Section], machine: dict[str, str]) -> str:
    """Everything, for programs."""
    found = [
        {
            "name": section.name,
            "told": section.told,
            "results": [
                dataclasses.asdict(result) | {"ratio": result.ratio, "verdict": result.verdict}
                for result in section.results
            ],
        }
        for section in sections
    ]
    document = {"schema": 1, "machine": machine, "sections": found}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _aligned(results: Sequence[Result]) -> str:
    rows = [_COLUMNS, *(result.cells() for result in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def _markdown(section: Section) -> str:
    rows = [_COLUMNS, ("---",) * len(_COLUMNS), *(result.cells() for result in section.results)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"## {section.name}\n\n{section.told}\n\n{table}\n"
