"""``socialreg review``: a person attests what no machine can see."""

from typing import Annotated

import typer

from socialreg import lifecycle
from socialreg.acts import Act
from socialreg.cli import change, prompts
from socialreg.cli.options import AccountId, Day, Role
from socialreg.duties import DEMANDS, duties_of
from socialreg.errors import UsageError
from socialreg.i18n import N_, _
from socialreg.model import Account, Duty, Reply, Review
from socialreg.text import brief, nearest

HELP = {
    "review": (
        N_(
            "One question per duty. The answers are kept as attested by your role on that day, "
            "and the account counts as confirmed: yours and in use."
        ),
        "socialreg review biblioteket-facebook --role Kommunikatör --answer replies_signed=yes",
    )
}


def review(
    account_id: AccountId,
    role: Role = None,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answer", metavar="DUTY=yes|no|not-applicable", help=N_("One answer; repeatable.")
        ),
    ] = None,
    all_yes: Annotated[
        bool, typer.Option("--all-yes", help=N_("Every duty that is not answered is fulfilled."))
    ] = False,
    day: Day = None,
) -> int:
    """Record a self-check."""
    account = change.allow(account_id, "review")
    given = dict(_parsed(text) for text in answers or [])
    role = role or prompts.text("--role", _("In which role do you answer (a title, not a name)?"))
    on = day or prompts.date("--date", _("When was it checked?"))
    check = Review(date=on, role=role, answers=_answered(account, given, all_yes=all_yes))
    change.apply(
        account_id,
        lambda found: lifecycle.review(found, check),
        Act("review"),
    )
    missed = sorted(duty for duty, reply in check.answers.items() if reply is Reply.NO)
    change.tell(
        _("{id} is confirmed as ours and in use on {date}.").format(id=account_id, date=on),
        _("To mend: {duties}").format(duties=", ".join(missed)) if missed else "",
    )
    return 0


def _answered(account: Account, given: dict[Duty, Reply], *, all_yes: bool) -> dict[Duty, Reply]:
    """An answer to each duty of the account: given, taken as yes, or asked for."""
    words = {Reply.YES: _("yes"), Reply.NO: _("no"), Reply.NOT_APPLICABLE: _("does not apply")}
    answers = dict(given)
    for duty in duties_of(account.kind):
        if duty in answers:
            continue
        if all_yes:
            answers[duty] = Reply.YES
        else:
            reply = prompts.choice(
                f"--answer {duty}=…", _(DEMANDS[duty].question), words, default=Reply.YES
            )
            answers[duty] = reply
    return {duty: answers[duty] for duty in Duty if duty in answers}


def _parsed(text: str) -> tuple[Duty, Reply]:
    duty, _equals, reply = text.partition("=")
    if duty not in set(Duty):
        near = nearest(duty, Duty)
        hint = _("Did you mean “{word}”?").format(word=near) if near else ", ".join(Duty)
        raise UsageError(_("There is no duty “{duty}”.").format(duty=brief(duty)), hint)
    if reply not in set(Reply):
        raise UsageError(
            _("“{reply}” is not an answer.").format(reply=brief(reply)),
            _("Use one of: {words}.").format(words=", ".join(Reply)),
        )
    return Duty(duty), Reply(reply)
