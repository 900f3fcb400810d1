"""``socialreg close``: why, where the records are, where followers go, and keep the handle."""

from typing import Annotated

import typer

from socialreg import lifecycle
from socialreg.acts import Act
from socialreg.cli import change, prompts, relations, session
from socialreg.cli.options import AccountId, Day, Reference
from socialreg.i18n import N_, _
from socialreg.model import Closing, HandleFate

HELP = {
    "close": (
        N_(
            "Keep the handle: a released handle can be taken by strangers, who then speak in "
            "your name to everyone who still has the old address. Log in once in a while so that "
            "the platform does not release it."
        ),
        "socialreg close simhallen-instagram --reason 'Slogs ihop' --archive 'KFN 2026/88'",
    )
}


def close(
    account_id: AccountId,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why it is closed."))
    ] = None,
    archive: Annotated[
        str | None,
        typer.Option("--archive", metavar="TEXT", help=N_("Where the records are kept.")),
    ] = None,
    handle: Annotated[
        HandleFate | None, typer.Option("--handle", help=N_("What happens with the handle."))
    ] = None,
    successor: Annotated[
        str | None,
        typer.Option(
            "--successor", metavar="ID", help=N_("The account that followers should go to.")
        ),
    ] = None,
    day: Day = None,
    reference: Reference = None,
) -> int:
    """Close an account."""
    change.allow(account_id, "close")
    root = session.root()
    if successor:
        successor = relations.successor(root, account_id, successor)
    reason = reason or prompts.text("--reason", _("Why is the account closed?"))
    archive = archive or prompts.text(
        "--archive",
        _("Where are its records kept?"),
        explain=_("What was posted are public records: save them before the account is removed."),
    )
    handle = handle or prompts.choice(
        "--handle",
        "\n".join([_why_keep(), _("What happens with the handle?")]),
        _fates(),
        default=HandleFate.KEPT,
    )
    successor = successor or prompts.optional(
        "--successor",
        _("Id of the account to follow instead"),
        parse=lambda text: relations.successor(root, account_id, text),
    )
    on = day or prompts.date("--date", _("When is it closed?"))
    closing = Closing(date=on, reason=reason, archive=archive, handle=handle, successor=successor)
    change.apply(
        account_id,
        lambda account: lifecycle.close(account, closing),
        Act("close", reference=reference, body=reason),
    )
    change.tell(
        _("{id} is closed. It stays in the register and on the public page.").format(id=account_id),
        _advice(handle),
    )
    return 0


def _why_keep() -> str:
    return _(
        "Keep the handle: once released, strangers can take it and speak in your name to "
        "everyone who still has the old address."
    )


def _fates() -> dict[HandleFate, str]:
    return {
        HandleFate.KEPT: _("it stays ours; the account is emptied or says that it is closed"),
        HandleFate.RELEASED: _("it is given up: anyone can take it"),
        HandleFate.REMOVED_BY_PLATFORM: _("the platform has removed it"),
    }


def _advice(handle: HandleFate) -> str:
    if handle is HandleFate.KEPT:
        return _("Keep the login, and sign in once in a while so that the handle stays yours.")
    return _("Watch the old address: anyone can take it. The public page warns its readers.")
