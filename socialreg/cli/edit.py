"""``socialreg edit``: change the fields that no other command owns."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Annotated

import typer

from socialreg import editing, platforms, store
from socialreg.acts import Act
from socialreg.cli import change, relations, session
from socialreg.cli.options import AccountId, Day, Reference
from socialreg.errors import UsageError
from socialreg.i18n import N_, _
from socialreg.lifecycle import Outcome
from socialreg.model import Account
from socialreg.text import brief

HELP = {
    "edit": (
        N_(
            "Each change is KEY=VALUE; KEY= removes the value. A new handle or address moves the "
            "old one to the account’s earlier handles, so that it stays findable."
        ),
        "socialreg edit biblioteket-facebook handle=sjohamnsbibliotek",
    )
}


_NAMES = frozenset({"handle", "url", "platform_id"})


def _complete_key(incomplete: str) -> list[str]:
    return [f"{key}=" for key in editing.EDITABLE if key.startswith(incomplete)]


def edit(
    account_id: AccountId,
    changes: Annotated[
        list[str],
        typer.Argument(
            metavar="KEY=VALUE…", autocompletion=_complete_key, help=N_("What to change.")
        ),
    ],
    day: Day = None,
    reference: Reference = None,
) -> int:
    """Change fields of an account."""
    wanted = _split(changes)
    change.apply(
        account_id,
        lambda account: _edited(account, wanted, day or session.today()),
        Act("edit", reference=reference, fields=tuple(wanted)),
    )
    change.tell(
        _("{id} is changed: {fields}.").format(id=account_id, fields=", ".join(wanted)),
        _("See it: socialreg show {id}").format(id=account_id),
    )
    return 0


def _edited(account: Account, wanted: Mapping[str, str], on: dt.date) -> Outcome:
    """The account with what is *wanted*; a UsageError when the other accounts do not allow it."""
    root, today = session.root(), session.today()
    domains = store.load_settings(root).site.own_domains
    after = editing.edit(account, wanted, on=on, today=today, own_domains=domains)
    if not isinstance(after, Account):
        return after
    if "closing.successor" in wanted and after.closing and after.closing.successor:
        relations.successor(root, account.id, after.closing.successor)
    if _NAMES & wanted.keys():
        keys = platforms.keys(
            after.platform, after.handle, after.url, after.platform_id, own_domains=domains
        )
        register = store.load(root, today)
        relations.refuse_duplicate(after.url, keys, register, besides=account.id)
    return after


def _split(changes: Iterable[str]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    for text in changes:
        key, equals, value = text.partition("=")
        key = key.strip()
        if not equals:
            raise UsageError(
                _("“{text}” is not KEY=VALUE.").format(text=brief(text)),
                _("For example: name='Sjöhamns bibliotek'. Nothing behind = removes the value."),
            )
        if key in wanted:
            raise UsageError(
                _("“{key}” is given twice.").format(key=brief(key)),
                _("Give each field one value."),
            )
        wanted[key] = value
    return wanted
