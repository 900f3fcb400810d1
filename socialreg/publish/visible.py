"""What of a register may be published: which accounts, and which of their fields.

Published are the accounts that residents can meet: in use, at rest and closed. An account that
was applied for, declined or approved does not exist yet, and a refused applicant is nobody's
business but the register's. Never published are a ``note``, which is internal, what a self-check
``notes`` for the colleagues, and a waiver, which is what the keepers of the register tell the tool
about a finding.
"""

import dataclasses
import functools
import operator
from typing import TYPE_CHECKING, Any, TypeVar

from socialreg.model import Account, Register, Status
from socialreg.text import clean

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PUBLIC_STATUSES = frozenset({Status.ACTIVE, Status.DORMANT, Status.CLOSED})
T = TypeVar("T", bound="DataclassInstance")

# Line breaks and tabs are how people lay out a long value in a file: in a page they are a space.
_TO_SPACE = str.maketrans("\t\n\r", "   ")


def public_accounts(register: Register) -> tuple[Account, ...]:
    """The accounts to publish, in order of id, each without what may not leave the register."""
    chosen = (account for account in register if account.status in PUBLIC_STATUSES)
    return tuple(sorted(map(public_account, chosen), key=lambda account: account.id))


def public_account(account: Account) -> Account:
    """*account* without its internal fields, and with its text made harmless."""
    if account.note or account.waivers:
        account = dataclasses.replace(account, note=None, waivers=())
    if any(review.notes for review in account.reviews):
        reviews = tuple(dataclasses.replace(review, notes={}) for review in account.reviews)
        account = dataclasses.replace(account, reviews=reviews)
    return harmless(account)


def harmless(value: T) -> T:
    """*value* with every text in it, however deep, as ``plain_text``; itself if that is so."""
    changes = {}
    for name in _field_names(type(value)):
        content = getattr(value, name)
        # Nearly everything ends here; the rest of the work is for what is left.
        if content is None or (type(content) is str and content.isprintable()):
            continue
        plain = _harmless(content)
        if plain is not content:
            changes[name] = plain
    return dataclasses.replace(value, **changes) if changes else value


def plain_text(text: str) -> str:
    """*text* on one line, with every character that could act written as ``\\u{202e}``."""
    # Nearly all text is printable as it is, and then nothing in it can act.
    return text if text.isprintable() else clean(text.translate(_TO_SPACE))


def _harmless(value: Any) -> Any:  # noqa: ANN401 - whatever a field of the model holds
    kind = type(value)
    if kind is str:  # words of our own, such as a status, are subclasses and harmless
        return plain_text(value)
    if kind is tuple:
        parts = tuple(map(_harmless, value))
        return parts if any(map(operator.is_not, parts, value)) else value
    known = _field_names(kind)  # type: ignore[arg-type]  # a class is hashable
    return harmless(value) if known else value


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none for any other type."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(field.name for field in dataclasses.fields(kind))
