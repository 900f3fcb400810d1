"""``socialreg waive``: somebody who may accepts a finding, for a reason and for a time."""

import datetime as dt
from typing import Annotated

import typer

from socialreg import lifecycle, store
from socialreg.acts import Act
from socialreg.checking import check_files
from socialreg.cli import change, prompts, session
from socialreg.cli.options import AccountId, Reference, complete_rule, parse_date
from socialreg.cli.rules import unknown_rule
from socialreg.errors import UsageError
from socialreg.i18n import N_, _
from socialreg.model import Waiver
from socialreg.policy import months_after
from socialreg.rules import RULES, Rule
from socialreg.text import clean

HELP = {
    "waive": (
        N_(
            "The finding stays in sight, marked as waived, and does not make the answer bad; from "
            "the day after --until it is one again. A waiver for the same rule is replaced; with "
            "--end it is taken out of the file, and the history remembers it."
        ),
        "socialreg waive hamnfestivalen-facebook ACT001 --until 2027-03-31",
    )
}

_USUAL = 12  # months


def waive(
    account_id: AccountId,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", autocompletion=complete_rule, help=N_("The rule that found it.")
        ),
    ],
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why it is accepted."))
    ] = None,
    until: Annotated[
        dt.date | None,
        typer.Option(
            "--until",
            metavar="YYYY-MM-DD",
            parser=parse_date,
            show_default=False,
            help=N_("The last day on which it is accepted."),
        ),
    ] = None,
    approved_by: Annotated[
        str | None,
        typer.Option(
            "--approved-by", metavar="ROLE", help=N_("Who accepted it: a title, not a name.")
        ),
    ] = None,
    reference: Reference = None,
    end: Annotated[
        bool, typer.Option("--end", help=N_("Accept it no longer: end the waiver of the rule."))
    ] = False,
) -> int:
    """Accept a finding for a time."""
    if end:
        if until or approved_by:
            raise UsageError(
                _("--end ends a waiver, so it takes no --until and no --approved-by."),
                _("Leave them out; say why with --reason."),
            )
        return _end(account_id, code.strip().upper(), reason or "", reference)
    root, today = change.ready(), session.today()
    account = store.load_account(root, account_id)
    rule = _rule(code)
    _check_found(account.id, rule, today)
    waiver = Waiver(
        rule=rule.code,
        reason=reason or prompts.text("--reason", _("Why is it accepted?")),
        until=until
        or prompts.answer(
            "--until",
            _("Until which day?"),
            parse_date,
            default=months_after(today, _USUAL).isoformat(),
        ),
        approved_by=approved_by
        or prompts.text("--approved-by", _("Who accepted it (a title, not a name)?")),
    )
    change.apply(
        account_id,
        lambda found: lifecycle.waive(found, waiver, today=today),
        Act("waive", reference=reference, fields=(rule.code,), body=waiver.reason),
    )
    change.tell(
        _("{code} is accepted for {id} until {date}.").format(
            code=rule.code, id=account_id, date=waiver.until
        ),
        _("See what is left: socialreg validate {id}").format(id=account_id),
    )
    return 0


def _end(account_id: str, code: str, reason: str, reference: str | None) -> int:
    """End the waiver of the rule *code*, which need not be known: a waiver can be of any text."""
    change.apply(
        account_id,
        lambda found: lifecycle.end_waiver(found, code),
        Act("end-waiver", reference=reference, fields=(code,), body=reason),
    )
    change.tell(
        _("{code} is no longer accepted for {id}.").format(code=clean(code), id=account_id),
        _("See what is found: socialreg validate {id}").format(id=account_id),
    )
    return 0


def _rule(code: str) -> Rule:
    """The rule with that *code*, when what it finds can be accepted."""
    found = next((rule for rule in RULES if rule.code == code.strip().upper()), None)
    if found is None:
        raise unknown_rule(code)
    if not found.is_waivable:
        raise UsageError(
            _("{code} cannot be accepted: it has to be mended.").format(code=found.code),
            _("See how: {command}").format(command=f"socialreg rules {found.code}"),
        )
    return found


def _check_found(account_id: str, rule: Rule, today: dt.date) -> None:
    """Refuse a waiver that would accept nothing."""
    findings = check_files(store.Folder(session.root()), today)
    if not any((found.account, found.code) == (account_id, rule.code) for found in findings):
        raise UsageError(
            _("{id}: {code} is not found, so there is nothing to accept.").format(
                id=account_id, code=rule.code
            ),
            _("See what is: socialreg validate {id}").format(id=account_id),
        )
