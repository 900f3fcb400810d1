"""The register as open data: ``register.json`` and ``register.csv``.

The JSON has each account as in its file, plus ``id`` and without what is internal (``visible``
says what that is). Its ``url`` is in the platform's one spelling, and null where the address
cannot be trusted; ``guidelines`` says how it stands by each duty. One account stands on a line, so
that versions can be compared line by line.

The CSV follows the Swedish convention for tables of open data: RFC 4180, UTF-8, comma, columns
that begin ``source,id,name`` and then ``email,url,updated,description``. ``source`` is the SCB
code or the organisation number, the same on every row. ``updated`` is the latest date that the
account's file knows, so no rebuild moves it.

A spreadsheet takes a cell that begins with ``= + - @`` for a formula. Handles are therefore
written without ``@``; any other text that begins so gets an apostrophe before it, in the CSV
only. Who needs the exact characters of such a text reads the JSON.
"""

import csv
import dataclasses
import functools
import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from socialreg.model import Account
from socialreg.publish import standings
from socialreg.publish.groups import Listing
from socialreg.publish.publication import PublicRegister
from socialreg.rests import last_day
from socialreg.schema import key_of
from socialreg.text import as_json

SCHEMA = 1
_EMPTY: tuple[object, ...] = ((), {})
# The last four are the first four as full-width characters, which some spreadsheets take alike.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def register_json(public: PublicRegister) -> bytes:
    """The content of ``register.json``."""
    head = {
        "schema": SCHEMA,
        "organisation": _table(public.settings.organisation),
        "updated": _table(public.updated),
        "commit": public.commit,
    }
    accounts = public.listing.accounts.values()
    lines = ",\n".join(_json(_account(account, public)) for account in accounts)
    return f'{_json(head)[:-1]}, "accounts": [\n{lines}\n]}}\n'.encode()


def register_csv(public: PublicRegister) -> bytes:
    """The content of ``register.csv``."""
    listing, organisation = public.listing, public.settings.organisation
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(("source", *COLUMNS))
    source = cell(organisation.code or organisation.number)
    for account in listing.accounts.values():
        table.writerow((source, *(cell(column(account, listing)) for column in COLUMNS.values())))
    return text.getvalue().encode()


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


def _json(value: object) -> str:
    return as_json(value)


def cell(value: str | date | None) -> str:
    """*value* for a table: none that a spreadsheet would take for a formula."""
    text = str(value or "")
    return f"'{text}" if text.startswith(_FORMULA) else text


def _latest_date(account: Account) -> date | None:
    """The latest day on which something that the file dates happened to *account*."""
    closing, application = account.closing, account.application
    days = (
        account.opened,
        account.confirmed,
        closing.date if closing else None,
        application.received if application else None,
        *(approval.date for approval in account.approvals),
        *(review.date for review in account.reviews),
        *(previous.until for previous in account.previous),
        last_day(account),
    )
    return max(filter(None, days), default=None)


COLUMNS: Mapping[str, Callable[[Account, Listing], str | date | None]] = {
    "id": lambda account, _: account.id,
    "name": lambda account, _: account.name,
    "email": lambda account, _: account.contact.email if account.contact else None,
    "url": lambda account, listing: listing.links[account.id],
    "updated": lambda account, _: _latest_date(account),
    "description": lambda account, _: account.purpose,
    "platform": lambda account, _: account.platform,
    "handle": lambda account, _: (account.handle or "").removeprefix("@"),
    "unit": lambda account, _: account.unit,
    "department": lambda account, _: account.department,
    "kind": lambda account, _: account.kind,
    "languages": lambda account, _: " ".join(account.languages),
    "status": lambda account, _: account.status,
    "opened": lambda account, _: account.opened,
    "confirmed": lambda account, _: account.confirmed,
    "closed": lambda account, _: account.closing.date if account.closing else None,
    "successor": lambda account, _: account.closing.successor if account.closing else None,
}

EXPORTS: Mapping[str, Callable[[PublicRegister], bytes]] = {
    "csv": register_csv,
    "json": register_json,
}
