"""Mappings: where the time of a post stands in a table, and how it is written there.

Those for the platforms' own exports are data, in ``exports/``; others come from the user's file.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from socialreg.errors import UsageError
from socialreg.i18n import _
from socialreg.parsing import parse_table
from socialreg.text import clean, nearest
from socialreg.values import dataclass
from socialreg.workdays import STOCKHOLM

_SECTIONS = ("columns", "time", "number", "skip", "accounts")
_COLUMNS = ("time", "week", "posts", "account", "id", "number")
_EXPORTS = Path(__file__).parent / "exports"


class Export(StrEnum):
    """Whose export a table is; ``csv`` is one with plain column names."""

    CSV = "csv"
    META = "meta"
    X = "x"
    YOUTUBE = "youtube"
    LINKEDIN = "linkedin"
    TIKTOK = "tiktok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """How the number of a post tells when it was made.

    Without its last *shift* bits it counts *per_second* from *epoch*, milliseconds from 1970.
    """

    shift: int
    per_second: int = 1
    epoch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a table becomes posts.

    *columns*: what is looked for -> the names that its column may have. *formats* are those of a
    time, as for ``strptime``; *zone* is the export's own. *skip*: column -> the beginnings of the
    cells of rows that are no posts. *accounts*: the table's word -> the account's id.
    """

    columns: Mapping[str, Sequence[str]]
    formats: Sequence[str] = ()
    zone: ZoneInfo = STOCKHOLM
    number: Number | None = None
    skip: Mapping[str, Sequence[str]] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)


def export_plan(export: Export, own: Mapping[str, Any]) -> Plan:
    """The mapping for an *export*, with what the user's *own* mapping file says instead.

    Raises UsageError when that cannot be used.
    """
    table = parse_table(export, (_EXPORTS / f"{export}.toml").read_bytes())
    if not isinstance(table, dict):
        raise TypeError(table)
    return parse_plan(
        table | {name: {**table.get(name, {}), **_section(own, name)} for name in own}
    )


def parse_plan(table: Mapping[str, Any]) -> Plan:
    """The mapping in a mapping file's *table*; raises UsageError when it cannot be used."""
    _check_words(table, _SECTIONS)
    columns = {key: _texts(key, found) for key, found in _section(table, "columns").items()}
    _check_words(columns, _COLUMNS)
    if "time" not in columns and not {"week", "posts"} <= columns.keys():
        raise UsageError(
            _("The mapping does not say where the time of a post stands."),
            _('Write a section [columns] with a line such as: time = "Published"'),
        )
    time = _section(table, "time")
    _check_words(time, ("zone", "formats"))
    return Plan(
        columns=columns,
        formats=_texts("formats", time.get("formats", [])),
        zone=_zone(time.get("zone", STOCKHOLM.key)),
        number=_number(_section(table, "number")) if "number" in table else None,
        skip={key: _texts(key, found) for key, found in _section(table, "skip").items()},
        accounts={key: _text(key, found) for key, found in _section(table, "accounts").items()},
    )


def _check_words(table: Mapping[str, Any], known: Collection[str]) -> None:
    for word in table:
        if word not in known:
            raise UsageError(
                _("The mapping has an unknown word “{name}”.").format(name=clean(word)),
                _("Did you mean “{word}”?").format(word=near)
                if (near := nearest(word, known))
                else _("Use one of: {words}.").format(words=", ".join(known)),
            )


def _section(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = table.get(name, {})
    if not isinstance(found, Mapping):
        raise _wrong_kind(name)
    return found


def _text(name: str, found: Any) -> str:  # noqa: ANN401 - what a mapping file may hold
    if not isinstance(found, str):
        raise _wrong_kind(name)
    return found


def _texts(name: str, found: Any) -> Sequence[str]:  # noqa: ANN401 - as above
    texts = [found] if isinstance(found, str) else found
    if not isinstance(texts, list):
        raise _wrong_kind(name)
    return [_text(name, text) for text in texts]


def _zone(found: Any) -> ZoneInfo:  # noqa: ANN401 - as above
    try:
        return ZoneInfo(_text("zone", found))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(
            _("There is no time zone “{name}”.").format(name=clean(found)),
            _("Write it as Europe/Stockholm or UTC."),
        ) from None


def _number(table: Mapping[str, Any]) -> Number:
    _check_words(table, ("shift", "per_second", "epoch"))
    values = {"shift": 0, "per_second": 1, "epoch": 0, **table}
    for name, value in values.items():
        if not isinstance(value, int) or value < (name == "per_second"):
            raise _wrong_kind(name)
    return Number(**values)


def _wrong_kind(name: str) -> UsageError:
    return UsageError(
        _("“{name}” in the mapping is not of the right kind.").format(name=clean(name)),
        _("Write texts in quotes, several in square brackets; whole numbers without."),
    )
