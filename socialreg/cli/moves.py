"""``socialreg open``, ``pause``, ``resume`` and ``reopen``: the moves that need little said."""

from socialreg import lifecycle, store
from socialreg.acts import Act
from socialreg.cli import change, prompts
from socialreg.cli.options import AccountId, Day
from socialreg.i18n import N_, _

HELP = {
    "open": (
        N_("From this day the account is public and has to follow the guidelines."),
        "socialreg open biblioteket-facebook",
    ),
    "pause": (
        N_("For an account between seasons or events; it stays in the register as resting."),
        "socialreg pause hamnfestivalen-facebook",
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


def pause(account_id: AccountId) -> int:
    """Let an account rest."""
    change.apply(account_id, lifecycle.pause, Act("pause"))
    change.tell(
        _("{id} is resting.").format(id=account_id),
        _("When it is needed again: socialreg resume {id}").format(id=account_id),
    )
    return 0


def resume(account_id: AccountId) -> int:
    """Take a resting account into use again."""
    change.apply(
        account_id,
        lifecycle.resume,
        Act("resume"),
    )
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
