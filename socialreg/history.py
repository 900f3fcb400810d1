"""What happened to the accounts: who changed which field from what to what, when, in which commit.

Everything is taken from the commits as they stand, oldest first by their place in the history:
names and dates are what the committers state. Tables are compared, not accounts, so that old
files need not satisfy today's model.
"""

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from socialreg.git.reading import Commit, Version
from socialreg.model import Fault
from socialreg.parsing import parse_table
from socialreg.paths import ACCOUNTS_DIR
from socialreg.values import dataclass

SCHEMA = 1
CREATED, CHANGED, DELETED, UNREADABLE = "created", "changed", "deleted", "unreadable"

Revision: TypeAlias = tuple[Commit, list[Version]]
_Fields: TypeAlias = dict[str, Any]

_TRAILER = re.compile(r"(?P<key>[A-Za-z0-9-]+)\s*:\s*(?P<value>.*)")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Change:
    """One field, as a dotted path such as ``contact.email`` or ``approvals[1].role``.

    *before* and *after* are values of TOML, None where the field is absent.
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Event:
    """What one commit did to one account; *act* is one of the four above or ``Action:``'s value.

    *date* is ISO 8601 with offset, empty where it cannot be one, and, like *author*, what the
    commit states. *changes* is
    empty when only comments or the order of lines changed, and when the file became unreadable:
    what the next readable version changed is compared with the last one.
    """

    commit: str
    date: str
    author: str
    account: str
    act: str
    changes: tuple[Change, ...]


def events(revisions: Iterable[Revision], account: str | None = None) -> Iterator[Event]:
    """The events of the accounts in *revisions* (oldest first), or of one *account* alone."""
    last: dict[str, _Fields] = {}
    for commit, versions in revisions:
        named = trailers(commit.message)
        for version in versions:
            name = _account(version.path)
            if name is not None and account in {None, name}:
                yield _event(commit, name, version, last, named)


def document(happened: Iterable[Event]) -> dict[str, Any]:
    """The JSON contract's document of events: ``{"schema": 1, "events": […]}``."""
    return {"schema": SCHEMA, "events": [_as_json(event) for event in happened]}


def trailers(message: str) -> list[tuple[str, str]]:
    """The ``Key: value`` lines of a commit message's last paragraph, if it has nothing else."""
    paragraphs = re.split(r"\n[ \t]*\n", message.replace("\r\n", "\n").strip())
    if len(paragraphs) == 1:
        return []
    found = [_TRAILER.fullmatch(line) for line in paragraphs[-1].split("\n")]
    return (
        [(match["key"].lower(), match["value"].strip()) for match in found if match]
        if all(found)
        else []
    )


def _event(
    commit: Commit,
    account: str,
    version: Version,
    last: dict[str, _Fields],
    named: list[tuple[str, str]],
) -> Event:
    fields = _fields(version)
    new = version.path not in last
    before = last.get(version.path, {})
    changes: tuple[Change, ...] = ()
    if fields is not None:
        changes = tuple(_differences(before, fields))
    if version.absent:
        act = DELETED
        last.pop(version.path, None)
    elif fields is None:
        act = UNREADABLE
        last.setdefault(version.path, {})
    else:
        act = _stated_act(named, account) or (CREATED if new else CHANGED)
        last[version.path] = fields
    return Event(commit.id, commit.date, commit.author, account, act, changes)


def _account(path: str) -> str | None:
    """The id of the account whose file is at *path*, None if it is another file."""
    place = PurePosixPath(path)
    return place.stem if str(place.parent) == ACCOUNTS_DIR and place.suffix == ".toml" else None


def _stated_act(named: list[tuple[str, str]], account: str) -> str | None:
    """The ``Action:`` of a commit, if the commit says that it is about *account*.

    A commit about several accounts has one action for all, or one for each in their order.
    """
    accounts = [value for key, value in named if key == "account"]
    actions = [value for key, value in named if key == "action" and value]
    if account not in accounts or len(actions) not in {1, len(accounts)}:
        return None
    return actions[0] if len(actions) == 1 else actions[accounts.index(account)]


def _fields(version: Version) -> _Fields | None:
    """The fields of a version by dotted path: none when absent, None when unreadable."""
    if version.absent:
        return {}
    if version.content is None:
        return None
    table = parse_table(version.path, version.content)
    return None if isinstance(table, Fault) else dict(_flattened(table))


def _flattened(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        path = f"{prefix}{key if _BARE_KEY.fullmatch(key) else repr(key)}"
        if isinstance(value, dict):
            yield from _flattened(value, f"{path}.")
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            for number, item in enumerate(value):
                yield from _flattened(item, f"{path}[{number}].")
        else:
            yield path, value


def _differences(before: _Fields, after: _Fields) -> Iterator[Change]:
    """The fields that differ: first those that were there before, then the new ones."""
    for field in [*before, *(field for field in after if field not in before)]:
        old, new = before.get(field), after.get(field)
        if type(old) is not type(new) or old != new:
            yield Change(field, old, new)


def _as_json(event: Event) -> dict[str, Any]:
    return {
        "commit": event.commit,
        "date": event.date or None,
        "author": event.author,
        "account": event.account,
        "act": event.act,
        "changes": [
            {"field": change.field, "before": _value(change.before), "after": _value(change.after)}
            for change in event.changes
        ],
    }


def _value(value: Any) -> Any:  # noqa: ANN401 - a value of TOML, as JSON has it
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None  # JSON has no such number
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    return value
