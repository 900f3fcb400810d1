"""``socialreg edit``: change the fields that no other command owns."""

from typing import Annotated

import typer

from socialreg import lifecycle, store
from socialreg.acts import Act
from socialreg.cli import change, session
from socialreg.cli.options import AccountId, Day, Reference
from socialreg.errors import UsageError
from socialreg.i18n import N_, _

HELP = {
    "edit": (
        N_(
            "Each change is KEY=VALUE; KEY= removes the value. A new handle or address moves the "
            "old one to the account's earlier handles, so that it stays findable."
        ),
        "socialreg edit biblioteket-facebook handle=sjohamnsbibliotek",
    )
}


def _complete_key(incomplete: str) -> list[str]:
    return [f"{key}=" for key in lifecycle.EDITABLE if key.startswith(incomplete)]


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
    wanted = dict(_split(text) for text in changes)
    domains = store.load_settings(session.root()).site.own_domains
    on = day or session.today()
    change.apply(
        account_id,
        lambda account: lifecycle.edit(account, wanted, on=on, own_domains=domains),
        Act("edit", reference=reference, fields=tuple(wanted)),
    )
    change.tell(
        _("{id} is changed: {fields}.").format(id=account_id, fields=", ".join(wanted)),
        _("See it: socialreg show {id}").format(id=account_id),
    )
    return 0


def _split(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(
            _("“{text}” is not KEY=VALUE.").format(text=text),
            _("For example: name='Sjöhamns bibliotek'. Nothing behind = removes the value."),
        )
    return key.strip(), value
