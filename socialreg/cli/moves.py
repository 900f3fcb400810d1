"""``socialreg open``, ``pause``, ``resume`` and ``reopen``: the moves that need little said."""

from typing import Annotated

import typer

from socialreg import lifecycle, store
from socialreg.acts import Act
from socialreg.cli import change, parsers, prompts, session
from socialreg.cli.options import AccountId, Day
from socialreg.i18n import N_, _

HELP = {
    "open": (
        N_("From this day the account is public and has to follow the guidelines."),
        "socialreg open biblioteket-facebook",
    ),
    "pause": (
        N_(
            "For an account between seasons or events; it stays in the register as resting. No "
            "posts are demanded in the weeks of a rest, also when it is over."
        ),
        "socialreg pause hamnfestivalen-facebook --reason 'Mellan två festivaler'",
    ),
    "resume": (
        N_("The opposite of pause."),
        "socialreg resume hamnfestivalen-facebook",
    ),
    "reopen": (
        N_("A closed account needs new approvals first: record them with “approve”."),
        "socialreg reopen simhallen-instagram",
    ),
}


def open_(account_id: AccountId, day: Day = None) -> int:
    """Open an approved account."""
    change.refuse_closed_platform(change.allow(account_id, "open"))
    on = day or prompts.date("--date", _("When was the account started?"))
    change.apply(
        account_id,
        lambda account: lifecycle.open_account(account, on=on),
        Act("open"),
    )
    change.tell(
        _("{id} is open since {date}.").format(id=account_id, date=on),
        _("Next, when it has run for a while: socialreg review {id}").format(id=account_id),
    )
    return 0


def pause(
    account_id: AccountId,
    day: Day = None,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar="TEXT",
            parser=parsers.one_line,
            show_default=False,
            help=N_("Why it rests; it is published."),
        ),
    ] = None,
) -> int:
    """Let an account rest."""
    on = day or session.today()
    change.apply(
        account_id,
        lambda account: lifecycle.pause(account, on=on, reason=reason),
        Act("pause", body=reason or ""),
    )
    change.tell(
        _("{id} is resting since {date}.").format(id=account_id, date=on),
        _("When it is needed again: socialreg resume {id}").format(id=account_id),
    )
    return 0


def resume(account_id: AccountId, day: Day = None) -> int:
    """Take a resting account into use again."""
    on = day or session.today()
    change.apply(account_id, lambda account: lifecycle.resume(account, on=on), Act("resume"))
    change.tell(
        _("{id} is active again.").format(id=account_id),
        _("Check that nothing has become outdated: socialreg review {id}").format(id=account_id),
    )
    return 0


def reopen(account_id: AccountId) -> int:
    """Open a closed account again."""
    required = change.required_parts(store.load_account(change.ready(), account_id))
    change.apply(
        account_id,
        lambda account: lifecycle.reopen(account, required),
        Act("reopen"),
    )
    change.tell(
        _("{id} is open again.").format(id=account_id),
        _("See that the handle still is yours, then: socialreg review {id}").format(id=account_id),
    )
    return 0
