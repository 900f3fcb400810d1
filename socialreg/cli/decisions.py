"""``socialreg approve`` and ``socialreg decline``: what was decided about an application."""

from typing import Annotated

import typer

from socialreg import lifecycle, store
from socialreg.acts import Act
from socialreg.cli import change, prompts, session
from socialreg.cli.options import AccountId, Day, Reference, Role
from socialreg.i18n import N_, _
from socialreg.model import Account, Approval, Part, Status

HELP = {
    "approve": (
        N_(
            "An account needs its manager's approval and the communications department's; when "
            "both are recorded it can be opened."
        ),
        "socialreg approve biblioteket-facebook --as manager --role Förvaltningschef",
    ),
    "decline": (
        N_("The reason is kept in the account's internal note and is not published."),
        "socialreg decline ungdom-tiktok --role Kommunikationschef --reason 'Ingen kan svara'",
    ),
}


def approve(
    account_id: AccountId,
    part: Annotated[
        Part | None, typer.Option("--as", help=N_("As what the approval is given."))
    ] = None,
    role: Role = None,
    day: Day = None,
    reference: Reference = None,
) -> int:
    """Record an approval."""
    account = store.load_account(change.ready(), account_id)
    required = change.required_parts(account)
    if part is None:
        part = prompts.choice("--as", _("As what is it approved?"), _parts(account, required))
    role = role or prompts.text("--role", _("In which role? A title, not a name."))
    day = day or prompts.date("--date", _("When was it decided?"), default=session.today())
    reference = reference or prompts.optional_text("--reference", _("Diary number"))
    approval = Approval(as_=part, role=role, date=day, reference=reference)
    after = change.apply(
        account_id,
        lambda found: lifecycle.approve(found, approval, required),
        Act("approve", reference=reference, part=part),
    )
    change.tell(
        _("{id} is approved as {part}.").format(id=account_id, part=part),
        _after_approval(after, required),
    )
    return 0


def decline(
    account_id: AccountId,
    role: Role = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why it is declined."))
    ] = None,
    day: Day = None,
    reference: Reference = None,
) -> int:
    """Record that an application is declined."""
    change.allow(account_id, "decline")
    role = role or prompts.text("--role", _("Who declined it? A title, not a name."))
    reason = reason or prompts.text("--reason", _("Why?"))
    on = day or prompts.date("--date", _("When was it decided?"), default=session.today())
    change.apply(
        account_id,
        lambda account: lifecycle.decline(account, on=on, role=role, reason=reason),
        Act("decline", reference=reference, body=reason),
    )
    change.tell(
        _("The application {id} is declined.").format(id=account_id),
        _("Tell the applicant why; a new application gets an id of its own."),
    )
    return 0


def _parts(account: Account, required: tuple[Part, ...]) -> dict[Part, str]:
    """The parts still missing first; the others after them."""
    meanings = {
        Part.MANAGER: _("the applicant's manager"),
        Part.COMMUNICATIONS: _("the communications department"),
    }
    missing = lifecycle.missing_approvals(account, required)
    return {part: meanings[part] for part in (*missing, *(p for p in Part if p not in missing))}


def _after_approval(account: Account, required: tuple[Part, ...]) -> str:
    if account.status is Status.APPROVED:
        return _("Next, when the account is started: socialreg open {id}").format(id=account.id)
    closed_on = account.closing.date if account.closing else None
    missing = lifecycle.missing_approvals(account, required, after=closed_on)
    if not missing:
        reopen = _("Next: socialreg reopen {id}").format(id=account.id)
        return reopen if account.status is Status.CLOSED else ""
    return _("Still missing: socialreg approve {id} --as {part}").format(
        id=account.id, part=missing[0]
    )
