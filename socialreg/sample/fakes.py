"""The sample register's fakes: discovered and reported on a day, decided on another."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from socialreg import fakes, platforms
from socialreg.model import Impostor, Report, ReportOutcome


@dataclass(frozen=True, slots=True)
class FakeStep:
    """What happened on *day* to the fake with that id: *take* gives it after that, from before."""

    day: dt.date
    fake: str
    take: Callable[[Impostor | None], object]
    reference: str | None = None


def fake_steps(tables: Iterable[Mapping[str, Any]]) -> Iterator[FakeStep]:
    """The steps of the fakes in the *tables* of the scenario; a mistake in them is a bug."""
    for table in tables:
        found = _found(table)
        yield FakeStep(
            table["discovered"], found.id, partial(_first, found), table.get("reference")
        )
        if decided := table.get("decided"):
            yield FakeStep(decided["on"], found.id, partial(_decided, decided))


def _found(table: Mapping[str, Any]) -> Impostor:
    profile = platforms.parse_url(table["url"])
    if isinstance(profile, platforms.Refusal):
        raise TypeError(profile.message())
    found = fakes.discovered(profile, table["discovered"], ())
    found = replace(found, name=table["name"], imitates=table["imitates"])
    report = Report(to=table["to"], date=table["discovered"], reference=table.get("reference"))
    after = fakes.reported(found, report)
    if isinstance(after, Impostor):
        return after
    raise TypeError(after)


def _first(found: Impostor, _before: Impostor | None) -> object:
    return found


def _decided(facts: Mapping[str, Any], fake: Impostor | None) -> object:
    return fake and fakes.decided(fake, ReportOutcome(facts["outcome"]), facts["on"])
