"""The sample register's story as values: who there is, and what happened on which day.

The story itself stands in ``scenario.toml`` (people, units, guidelines) and ``lives.toml``
(the accounts). Both are part of the program, so a mistake in them is a bug and raises as such.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from socialreg import founding, schema
from socialreg.model import Contact, Guidelines, Settings

_HERE = Path(__file__).parent

Life: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes in the register; known in git only."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: who answers for its accounts, who approves them, who writes for it since when."""

    name: str
    department: str
    contact: Contact
    manager: str
    staff: Mapping[dt.date, Person]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The whole story.

    *editions* are the guidelines as they stood from each day; *desk* are those of the
    communications department who record decisions, from each day; *lives* are the accounts'
    tables of ``lives.toml`` by id, *fakes* the tables of the known fakes.
    """

    settings: Settings
    founded: dt.date
    founder: Person
    editions: Mapping[dt.date, Guidelines]
    desk: Mapping[dt.date, tuple[Person, ...]]
    units: Mapping[str, Unit]
    lives: Mapping[str, Life]
    fakes: tuple[Mapping[str, Any], ...] = ()

    def guidelines(self, day: dt.date) -> Guidelines:
        """The guidelines as they stood in the register on *day*."""
        return latest(self.editions, day)


def latest(by_day: Mapping[dt.date, T], day: dt.date) -> T:
    """What of *by_day* is the newest on *day*; the first of it before that."""
    started = [since for since in by_day if since <= day]
    return by_day[max(started, default=min(by_day))]


@cache
def sample_scenario() -> Scenario:
    """The story of the sample register."""
    table = read("scenario.toml")
    people = {key: _person(text) for key, text in table["people"].items()}
    settings = schema.to_settings(
        {key: table[key] for key in ("language", "organisation", "contact", "site")}
    )
    if not isinstance(settings, Settings):
        raise TypeError(settings)
    return Scenario(
        settings=settings,
        founded=table["founded"],
        founder=people[table["founder"]],
        editions=_editions(table["editions"], table["founded"], settings.language),
        desk={
            dt.date.fromisoformat(day): tuple(people[key] for key in keys)
            for day, keys in table["desk"].items()
        },
        units={key: _unit(unit, people) for key, unit in table["units"].items()},
        lives=read("lives.toml"),
        fakes=tuple(table["fakes"]),
    )


def read(name: str) -> dict[str, Any]:
    """The table in a file of the sample's."""
    with (_HERE / name).open("rb") as stream:
        return tomllib.load(stream)


def _person(text: str) -> Person:
    name, _separator, address = text.partition(" <")
    return Person(name, address.removesuffix(">"))


def _unit(table: Mapping[str, Any], people: Mapping[str, Person]) -> Unit:
    return Unit(
        name=table["name"],
        department=table["department"],
        contact=Contact(role=table["role"], deputy=table.get("deputy"), email=table["email"]),
        manager=table["manager"],
        staff={dt.date.fromisoformat(day): people[key] for day, key in table["staff"].items()},
    )


def _editions(
    tables: list[dict[str, Any]], founded: dt.date, language: str
) -> dict[dt.date, Guidelines]:
    """The guidelines by the day on which each edition was put into the register.

    Their numbers are those of every new register.
    """
    known: list[dict[str, Any]] = []
    limits = [schema.to_table(entry) for entry in founding.starter_limits(language)]
    by_day = {}
    for table in tables:
        day = table.pop("written", founded)
        known.append(table | {"limits": limits})
        guidelines = schema.to_guidelines({"editions": known})
        if not isinstance(guidelines, Guidelines):
            raise TypeError(guidelines)
        by_day[day] = guidelines
    return by_day
