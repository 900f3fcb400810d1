"""The register as tables: ``register.csv``, one for Swedish Excel, and what describes them.

``register.csv`` follows the Swedish convention for tables of open data: RFC 4180, UTF-8, comma,
columns that begin ``source,id,name`` and then ``email,url,updated,description``. ``source`` is
the SCB code or the organisation number, the same on every row. ``updated`` is the latest date
that the account's file knows, so no rebuild moves it.

``register-excel.csv`` has the same columns for people: a byte order mark, semicolons and Swedish
words, with which Excel in Swedish opens it as a table.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from socialreg.i18n import N_
from socialreg.lifecycle import PUBLIC_STATUSES, STATUS_WORDS
from socialreg.model import Account, Kind
from socialreg.publish.exports import seeds
from socialreg.publish.exports.cells import as_csv
from socialreg.publish.groups import Listing
from socialreg.publish.licence import licence
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice
from socialreg.rests import last_day
from socialreg.text import as_json

_KINDS: Mapping[Kind, str] = {
    Kind.UNIT: N_("unit’s account"),
    Kind.OFFICIAL: N_("office holder’s account"),
    Kind.CAMPAIGN: N_("campaign account"),
}


def register_csv(public: PublicRegister) -> bytes:
    """The content of ``register.csv``."""
    return as_csv(("source", *COLUMNS), _rows(public, COLUMNS)).encode()


def register_csv_excel(public: PublicRegister) -> bytes:
    """The content of ``register-excel.csv``."""
    voice = Voice("sv", public.settings.language)
    words: dict[str, Column] = {
        "platform": lambda account, _: voice.platform(account.platform),
        "kind": lambda account, _: voice.text(_KINDS[account.kind]),
        "status": lambda account, _: voice.text(STATUS_WORDS[account.status]),
    }
    head = tuple(map(voice.text, HEADINGS.values()))
    text = as_csv(head, _rows(public, {**COLUMNS, **words}), delimiter=";")
    return text.encode("utf-8-sig")


def datapackage(public: PublicRegister) -> bytes:
    """The content of ``datapackage.json``, by which programs read the tables (Data Package)."""
    organisation = public.settings.organisation.name
    voice = Voice("sv", "sv")
    fields = [_field(name) for name in ("source", *COLUMNS)]
    excel = [{**field, "name": voice.text(HEADINGS[field["name"]])} for field in fields]
    for field in excel:  # there they hold words for people
        if "enum" in field.get("constraints", {}):
            field["constraints"] = {"required": True}
    package = {
        "name": "accounts",
        "title": f"{organisation}: {voice.text(N_('Register of accounts in social media'))}",
        "licenses": [{"path": licence(public.settings.site)}],
        "resources": [
            _resource("register", "register.csv", ",", fields, "id"),
            _resource(
                "register-excel", "register-excel.csv", ";", excel, voice.text(HEADINGS["id"])
            ),
            _resource("seeds", "seeds.csv", ",", [_field(name) for name in seeds.COLUMNS], None),
        ],
    }
    return f"{as_json(package, indent=1)}\n".encode()


def _rows(public: PublicRegister, columns: "Columns") -> Iterator[tuple[str | date | None, ...]]:
    listing, organisation = public.listing, public.settings.organisation
    source = organisation.code or organisation.number
    for account in listing.accounts.values():
        yield source, *(column(account, listing) for column in columns.values())


def _field(name: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": "date" if name in _DATES else "string"}
    if name == "status":
        field["constraints"] = {"required": True, "enum": sorted(PUBLIC_STATUSES)}
    elif name in {"id", "name", "platform"}:
        field["constraints"] = {"required": True}
    return field


def _resource(
    name: str, path: str, delimiter: str, fields: list[dict[str, Any]], key: str | None
) -> dict[str, Any]:
    schema = {"fields": fields, **({"primaryKey": [key]} if key else {})}
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": delimiter, "lineTerminator": "\r\n"},
        "schema": schema,
    }


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


Column: TypeAlias = Callable[[Account, Listing], str | date | None]
Columns: TypeAlias = Mapping[str, Column]

COLUMNS: Columns = {
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

# Columns -> how the table for Excel calls them.
HEADINGS: Mapping[str, str] = {
    "source": N_("Source"),
    "id": N_("Id"),
    "name": N_("Name"),
    "email": N_("E-mail"),
    "url": N_("Web address"),
    "updated": N_("Updated"),
    "description": N_("Description"),
    "platform": N_("Platform"),
    "handle": N_("Account name"),
    "unit": N_("Unit"),
    "department": N_("Department"),
    "kind": N_("Kind of account"),
    "languages": N_("Languages"),
    "status": N_("Status"),
    "opened": N_("Opened on"),
    "confirmed": N_("Last confirmed on"),
    "closed": N_("Closed on"),
    "successor": N_("Followed by"),
}
_DATES = frozenset({"updated", "opened", "confirmed", "closed", "used_from", "used_until"})
