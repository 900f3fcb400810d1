"""``socialreg approve`` and ``socialreg decline``: what was decided about an application."""

from typing import Annotated

import typer

from socialreg import lifecycle
from socialreg.acts import Act
from socialreg.approvals import counted_as, missing_approvals
from socialreg.cli import change, console, privacy, prompts
from socialreg.cli.options import AccountId, Day, Reference, Role
from socialreg.i18n import N_, _
from socialreg.model import Account, Approval, Part, Status

HELP = {
    "approve": (
        N_(
            "An account needs its manager’s approval and the communications department’s; when "
            "both are recorded it can be opened. What was recorded wrongly, or is decided anew, is "
            "recorded --again: the last approval counts, the earlier one stays as a record."
        ),
        "socialreg approve biblioteket-facebook --as manager --role Förvaltningschef",
    ),
    "decline": (
        N_("The reason is kept in the account’s internal note and is not published."),
        "socialreg decline ungdom-tiktok --role Kommunikationschef --reason 'Ingen kan svara'",
    ),
}

_RECORDED = {
    Part.MANAGER: N_("The manager’s approval of {id} is recorded."),
    Part.COMMUNICATIONS: N_("The communications department’s approval of {id} is recorded."),
}


def approve(
    account_id: AccountId,
    part: Annotated[
        Part | None, typer.Option("--as", help=N_("As what the approval is given."))
    ] = None,
    role: Role = None,
    day: Day = None,
    reference: Reference = None,
    again: Annotated[
        bool, typer.Option("--again", help=N_("Instead of the one that is recorded."))
    ] = False,
) -> int:
    """Record an approval."""
    account = change.begin(account_id)
    required = change.required_parts(account)
    part = part or _asked_part(account, required, again=again)
    change.refuse(lifecycle.refused_part(account, part, again=again))
    if not again:
        change.refuse_closed_platform(account)
    earlier = counted_as(account, part) if again else None
    role = role or prompts.text(
        "--role",
        _("In which role (a title, not a name)?"),
        default=earlier.role if earlier else None,
    )
    day = day or prompts.date("--date", _("When was it decided?"))
    number = earlier.reference if earlier and console.is_interactive() else None
    reference = reference or prompts.optional("--reference", _("Diary number"), default=number)
    approval = Approval(as_=part, role=role, date=day, reference=reference)
    after = change.apply(
        account_id,
        lambda found: lifecycle.approve(found, approval, required, again=again),
        Act("approve", reference=reference, part=part),
    )
    change.tell(
        _(_RECORDED[part]).format(id=account_id),
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
    role = role or prompts.text("--role", _("Who declined it (a title, not a name)?"))
    privacy.warn_of_names(role)
    reason = reason or prompts.text("--reason", _("Why?"))
    on = day or prompts.date("--date", _("When was it decided?"))
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


def _asked_part(account: Account, required: tuple[Part, ...], *, again: bool) -> Part:
    """As what somebody can approve now: asked for, what is still missing first."""
    meanings = {
        Part.MANAGER: _("the applicant’s manager"),
        Part.COMMUNICATIONS: _("the communications department"),
    }
    missing = missing_approvals(account, required)
    order = (*missing, *(part for part in Part if part not in missing))
    possible = [part for part in order if not lifecycle.refused_part(account, part, again=again)]
    if not possible and console.is_interactive():
        change.refuse(lifecycle.refused_part(account, order[0], again=again))
    words = {part: meanings[part] for part in possible}
    return prompts.choice("--as", _("As what is it approved?"), words)


def _after_approval(account: Account, required: tuple[Part, ...]) -> str:
    if account.status is Status.APPROVED:
        return _("Next, when the account is started: socialreg open {id}").format(id=account.id)
    closed_on = account.closing.date if account.closing else None
    missing = missing_approvals(account, required, after=closed_on)
    if not missing:
        reopen = _("Next: socialreg reopen {id}").format(id=account.id)
        return reopen if account.status is Status.CLOSED else ""
    return _("Still missing: socialreg approve {id} --as {part}").format(
        id=account.id, part=missing[0]
    )
