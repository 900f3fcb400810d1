"""``register.json``: everything in the register that may be published, for programs.

Each account is as in its file, plus ``id`` and without what is internal (``visible`` says what
that is). Its ``url`` is in the platform's one spelling, and null where the address cannot be
trusted; ``guidelines`` says how it stands by each duty. One account stands on a line, so that
versions can be compared line by line.

``register.schema.json`` describes it: ``python -m tests.regenerate`` makes it anew.
"""

import dataclasses
import functools
from datetime import date
from pathlib import Path
from typing import Any

from socialreg.model import Account
from socialreg.publish import standings
from socialreg.publish.licence import licence
from socialreg.publish.publication import PublicRegister
from socialreg.schema import key_of
from socialreg.text import as_json

SCHEMA = 1
SCHEMA_FILE = Path(__file__).with_name("register.schema.json")
_EMPTY: tuple[object, ...] = ((), {})


def register_json(public: PublicRegister) -> bytes:
    """The content of ``register.json``."""
    head = {
        "schema": SCHEMA,
        "organisation": _table(public.settings.organisation),
        "license": licence(public.settings.site),
        "updated": _table(public.updated),
        "commit": public.commit,
    }
    accounts = public.listing.accounts.values()
    lines = ",\n".join(as_json(_account(account, public)) for account in accounts)
    return f'{as_json(head)[:-1]}, "accounts": [\n{lines}\n]}}\n'.encode()


def register_schema(_public: PublicRegister) -> bytes:
    """The content of ``register.schema.json``, the same for all registers."""
    return SCHEMA_FILE.read_bytes()


def _account(account: Account, public: PublicRegister) -> dict[str, Any]:
    table = {**_table(account), "url": public.listing.links[account.id]}
    if stands := public.stands.get(account.id):
        table["guidelines"] = standings.table(stands)
    return table


def _table(value: Any) -> Any:  # noqa: ANN401 - from whatever the model holds to JSON
    """*value* as ``schema.to_table`` gives it, dates as text, at a fifth of the time."""
    kind = type(value)
    if kind is date:
        return value.isoformat()
    if kind is tuple:
        return list(map(_table, value))
    keys = _keys(kind)  # type: ignore[arg-type]  # a class is hashable
    if not keys:
        return value
    table = {}
    for name, key in keys:
        content = getattr(value, name)
        if content is not None and content not in _EMPTY:
            table[key] = content if type(content) is str else _table(content)
    return table


@functools.cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a dataclass and their keys in a file; none for any other type."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple((field.name, key_of(field.name)) for field in dataclasses.fields(kind))
