"""Changing an account's fields by hand: which ones, and what may stand in them.

A value that is given here is judged as strictly as a rule would judge it later. What cannot be
taken gives a ``Forbidden`` value that says why and what can be done instead.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from socialreg import platforms, schema
from socialreg.i18n import N_, _
from socialreg.lifecycle import (
    Forbidden,
    Outcome,
    closed_anew,
    not_yet,
    refused_closing,
    refused_opening,
)
from socialreg.model import Account, FaultKind, Previous, Status
from socialreg.parsing import field_name
from socialreg.text import as_date, as_email, as_language, as_line, brief, nearest

Value: TypeAlias = str | dt.date | list[str]

# What may be changed by hand; the rest of the file belongs to the commands named below.
EDITABLE = (
    "name",
    "handle",
    "url",
    "platform_id",
    "kind",
    "unit",
    "department",
    "purpose",
    "audience",
    "languages",
    "opened",
    "archived",
    "note",
    "contact.role",
    "contact.deputy",
    "contact.email",
    "application.received",
    "application.guidelines",
    "closing.date",
    "closing.reason",
    "closing.archive",
    "closing.handle",
    "closing.successor",
)
_DATES = ("opened", "archived", "application.received", "closing.date")
_OTHER_COMMANDS: Mapping[str, str] = {
    "status": N_("The status changes with approve, decline, open, pause, resume, close or reopen."),
    "approvals": N_("Approvals are recorded with “socialreg approve”."),
    "reviews": N_("Self-checks are recorded with “socialreg review”."),
    "confirmed": N_("The date of confirmation moves only with “socialreg review”."),
    "previous": N_("Earlier handles are kept by the tool: change “handle” or “url” instead."),
    "rests": N_("Rests are recorded with “socialreg pause” and “socialreg resume”."),
    "platform": N_("An account stays on its platform: close this one and add the new one."),
    "id": N_("An account’s id is permanent."),
}
# What a closed account says for ever.
_KEPT = ("closing.date", "closing.reason", "closing.archive")


def edit(
    account: Account,
    changes: Mapping[str, str],
    *,
    on: dt.date,
    today: dt.date,
    own_domains: tuple[str, ...] = (),
) -> Outcome:
    """*account* with the fields of *changes* (dotted key -> text, empty removes) changed.

    A new handle or address is checked against the platform, made canonical, and moves the old
    one to ``previous``, used until the day *on*. No date may be later than *today*. The rest that a
    closing ended keeps to its day.
    """
    table = schema.to_table(account)
    for key, text in changes.items():
        value = value_of(key, text, today) if text else None
        if refused := _refused_key(account, key) or _refused_removal(account, key, value):
            return refused
        if isinstance(value, Forbidden):
            return value
        _set(table, key.split("."), value)
    found = schema.to_account(account.id, table)
    if not isinstance(found, Account):
        return _explained(found[0])
    found = closed_anew(account, found)
    if refused := refused_closing(found):
        return refused
    if "opened" in changes and (refused := refused_opening(found)):
        return refused
    if not {"handle", "url"} & set(changes):
        return _refused_id(found, changes, own_domains) or found
    return _with_address(account, found, changes, on=on, own_domains=own_domains)


def value_of(key: str, text: str, today: dt.date) -> Value | Forbidden:
    """What the field *key* gets when a person writes *text* for it, or why it cannot get that."""
    if key in _DATES:
        return _day(text, today)
    if key == "languages":
        return _languages(text)
    if key == "contact.email":
        return as_email(text) or Forbidden(
            _("“{value}” is not an e-mail address.").format(value=brief(text)),
            _("Write it as biblioteket@example.se."),
        )
    return as_line(text) or Forbidden(
        _("“{value}” cannot be the value of “{key}”.").format(value=brief(text), key=key),
        _("Write something that can be read, on one line."),
    )


def _day(text: str, today: dt.date) -> dt.date | Forbidden:
    day = as_date(text)
    if day is None:
        return Forbidden(
            _("“{value}” is not a date.").format(value=brief(text)),
            _("Write year, month and day: 2026-11-14."),
        )
    return not_yet(day, today) or day


def _languages(text: str) -> list[str] | Forbidden:
    found = []
    for part in text.split(","):
        tag = as_language(part)
        if tag is None:
            return no_language(part)
        found.append(tag)
    return found


def no_language(text: str) -> Forbidden:
    """Why *text* is not a language's tag."""
    return Forbidden(
        _("“{value}” is not a language.").format(value=brief(text)),
        _("Write its code, such as sv, en or sr-Latn."),
    )


def _refused_key(account: Account, key: str) -> Forbidden | None:
    if key.startswith("closing.") and key in EDITABLE and account.status is not Status.CLOSED:
        return Forbidden(
            _("{id} is not closed, so it has no “{key}”.").format(id=account.id, key=key),
            _("To close it: socialreg close {id}").format(id=account.id),
        )
    if key in EDITABLE:
        return None
    if explanation := _OTHER_COMMANDS.get(key.partition(".")[0]):
        message = _("“{key}” is not changed with edit.").format(key=brief(key))
        return Forbidden(message, _(explanation))
    near = nearest(key, EDITABLE)
    hint = (
        _("Did you mean “{word}”?").format(word=near)
        if near
        else _("Use one of: {words}.").format(words=", ".join(EDITABLE))
    )
    return Forbidden(_("{id} has no field “{key}”.").format(id=account.id, key=brief(key)), hint)


def _refused_removal(account: Account, key: str, value: object) -> Forbidden | None:
    if value is None and key in _KEPT:
        return Forbidden(
            _("{id} is closed, so “{key}” cannot be removed.").format(id=account.id, key=key),
            _("A closed account says for ever when and why, and where its records are."),
        )
    return None


def _set(table: schema.Table, keys: list[str], value: Value | None) -> None:
    """Put *value* in the place in *table* that *keys* lead to, or remove what is there."""
    if len(keys) > 1:
        inner = table.setdefault(keys[0], {})
        _set(inner, keys[1:], value)
        if not inner:
            del table[keys[0]]
    elif value is None:
        table.pop(keys[0], None)
    else:
        table[keys[0]] = value


def _explained(mismatch: schema.Mismatch) -> Forbidden:
    """*mismatch* for who gave the value on the command line, not in a file."""
    if mismatch.kind is not FaultKind.MISSING_KEY:
        return Forbidden(mismatch.message, mismatch.hint)
    field = field_name(mismatch.location)
    return Forbidden(
        _("Without “{field}” this is not an account.").format(field=field),
        _("Give it a value: {field}=…").format(field=field),
    )


def _with_address(
    before: Account,
    after: Account,
    changes: Iterable[str],
    *,
    on: dt.date,
    own_domains: tuple[str, ...],
) -> Outcome:
    """*after* with handle and address in agreement, and the old ones kept as previous."""
    if "url" in changes:
        found = platforms.parse_url(after.url, platform=after.platform, own_domains=own_domains)
    else:
        found = platforms.parse_handle(after.platform, after.handle or "", own_domains=own_domains)
    if isinstance(found, platforms.Refusal):
        return Forbidden(found.message(), found.hint())
    if "handle" in changes and found.handle != after.handle and "url" in changes:
        return disagreement()
    after = replace(after, handle=found.handle or after.handle, url=found.url)
    if _known_as(before, own_domains) == _known_as(after, own_domains):
        return after  # another spelling of the same name
    return replace(after, previous=_previous(before, on=on))


def _refused_id(
    account: Account, changes: Collection[str], own_domains: tuple[str, ...]
) -> Forbidden | None:
    if "platform_id" not in changes:
        return None
    seen = platforms.inspect(
        account.platform,
        account.handle,
        account.url,
        account.platform_id,
        own_domains=own_domains,
    )
    if seen.platform_id:
        return Forbidden(seen.platform_id.message(), seen.platform_id.hint())
    return None if seen.agrees else disagreement()


def disagreement() -> Forbidden:
    """Why a handle and an address cannot be given together."""
    return Forbidden(
        _("The handle and the address do not belong together."),
        _("Give one of them; the other follows from it."),
    )


def _known_as(account: Account, own_domains: tuple[str, ...]) -> frozenset[str]:
    return platforms.keys(
        account.platform, account.handle, account.url, None, own_domains=own_domains
    )


def _previous(account: Account, *, on: dt.date) -> tuple[Previous, ...]:
    """The earlier names of *account* when it gives up its present one on the day *on*.

    A name that was given up before, and taken again since, keeps its one entry.
    """
    given_up = Previous(handle=account.handle, url=account.url, until=on)
    others = (
        earlier
        for earlier in account.previous
        if (earlier.handle, earlier.url) != (given_up.handle, given_up.url)
    )
    return (*others, given_up)
