"""APP: what an application says, and that one thing came after the other."""

import datetime as dt
import shlex
from collections.abc import Iterator, Sequence

from socialreg.approvals import decisions
from socialreg.i18n import _
from socialreg.model import Account, Approval, Context, Part
from socialreg.policy import edition_on, opening_day
from socialreg.rules.approval import approve_again, is_unsettled
from socialreg.rules.base import Problem, Severity, rule
from socialreg.text import clean, nearest

_BEFORE_START = (
    "Höganäs e-tjänst 696, Innan du startar: ”Du ska alltid ha din chefs godkännande för att "
    "starta ett konto i sociala medier.”"
)
_READ_FIRST = (
    "Höganäs e-tjänst 696, Innan du startar: ”Läs igenom riktlinjerna innan du skickar in din "
    "digitala ansökan (e-tjänst) till kommunikationsavdelningen”"
)
_OUR_PROPOSAL = (
    "Eget förslag: skriv ned syftet innan kontot startas. Höganäs e-tjänst 696 säger inget om det."
)


@rule(
    "APP005",
    severity=Severity.ERROR,
    when=is_unsettled,
    clause=_BEFORE_START,
    wrong="opened = 2019-02-15",
    right="opened = 2019-02-20",
)
def dates_out_of_order(account: Account, context: Context) -> Iterator[Problem]:
    """The application, the approvals and the opening are not in that order.

    An account that was opened before it was approved had nobody who answered for it, or a date is
    wrong. Accounts from before the first guidelines may be approved afterwards.
    """
    first = _first_decisions(account)
    received = account.application.received if account.application else None
    for index, given in first:
        if received and given.date < received:
            yield Problem(
                f"approvals[{index}].date",
                _("{id} was approved as {part} on {date}, before it was applied for.").format(
                    id=account.id, part=given.as_, date=given.date
                ),
                _(
                    "The application is of {received}. Correct the wrong one: socialreg edit {id} "
                    "application.received=YYYY-MM-DD, or: {command}"
                ).format(
                    received=received,
                    id=account.id,
                    command=approve_again(account, given, date=_("YYYY-MM-DD")),
                ),
            )
    if account.opened and _had_to_be_approved_first(account, context):
        yield from _opened_too_early(account, account.opened, first, received)


def _opened_too_early(
    account: Account,
    opened: dt.date,
    first: Sequence[tuple[int, Approval]],
    received: dt.date | None,
) -> Iterator[Problem]:
    """That it was opened before its approval or, if that is in order, before its application."""
    late = [given for _index, given in first if given.date > opened]
    if late:
        last = max(late, key=lambda given: given.date)
        yield Problem(
            "opened",
            _("{id} was opened on {opened}, but only approved as {part} on {date}.").format(
                id=account.id, opened=opened, part=last.as_, date=last.date
            ),
            _(
                "Correct the wrong date: socialreg edit {id} opened=YYYY-MM-DD, or: {command}. Are "
                "they right, accept it for a time: socialreg waive {id} APP005"
            ).format(id=account.id, command=approve_again(account, last, date=_("YYYY-MM-DD"))),
        )
    elif received and opened < received:
        yield Problem(
            "opened",
            _("{id} was opened on {opened}, but only applied for on {date}.").format(
                id=account.id, opened=opened, date=received
            ),
            _(
                "Correct the wrong date: socialreg edit {id} opened=YYYY-MM-DD, or "
                "application.received=YYYY-MM-DD. Are they right, accept it for a time: socialreg "
                "waive {id} APP005"
            ).format(id=account.id),
        )


def _had_to_be_approved_first(account: Account, context: Context) -> bool:
    """Whether there were guidelines already when the account was opened."""
    editions = context.guidelines.editions
    return bool(
        account.opened and editions and min(edition.from_ for edition in editions) <= account.opened
    )


def _first_decisions(account: Account) -> tuple[tuple[int, Approval], ...]:
    """The first decision of each part, with its place; later ones are for a reopening."""
    found: dict[Part, tuple[int, Approval]] = {}
    for index, given in decisions(account):
        if given.as_ not in found or given.date < found[given.as_][1].date:
            found[given.as_] = index, given
    return tuple(found.values())


@rule(
    "APP006",
    severity=Severity.WARNING,
    when=is_unsettled,
    clause=_READ_FIRST,
    wrong="[application]\nreceived = 2019-02-10",
    right='[application]\nreceived = 2019-02-10\nguidelines = "2018-11"',
)
def guidelines_not_read(account: Account, context: Context) -> Iterator[Problem]:
    """It is not stated which edition of the guidelines the applicant has read.

    Who has not read them cannot follow them. Nothing is asked of accounts from before the first
    edition, nor of those that nobody applied for and that were approved afterwards.
    """
    application = account.application
    if application.guidelines if application else _is_approved_afterwards(account):
        return
    day = application.received if application else opening_day(account, context.as_of)
    edition = edition_on(context.guidelines, day) if day else None
    if edition:
        given = shlex.quote(f"application.guidelines={edition.id}")
        yield Problem(
            "application",
            _("{id}: which guidelines the applicant has read is not stated.").format(id=account.id),
            _("Ask, and state it: socialreg edit {id} {given}").format(
                id=account.id,
                given=given if application else f"application.received=YYYY-MM-DD {given}",
            ),
        )


def _is_approved_afterwards(account: Account) -> bool:
    if account.opened is None or not account.approvals:
        return False
    return min(given.date for _index, given in decisions(account)) > account.opened


@rule(
    "APP007",
    severity=Severity.ERROR,
    when=is_unsettled,
    clause=_READ_FIRST,
    wrong='[application]\nreceived = 2019-02-10\nguidelines = "2018-12"',
    right='[application]\nreceived = 2019-02-10\nguidelines = "2018-11"',
)
def unknown_guidelines(account: Account, context: Context) -> Iterator[Problem]:
    """The applicant has read an edition of the guidelines that is not in the register.

    Nobody can tell what was promised.
    """
    edition = account.application.guidelines if account.application else None
    known = [found.id for found in context.guidelines.editions]
    if edition and known and edition not in known:
        near = nearest(edition, known)
        yield Problem(
            "application.guidelines",
            _("{id}: there are no guidelines called “{edition}”.").format(
                id=account.id, edition=clean(edition)
            ),
            _("Did you mean: socialreg edit {id} {given}").format(
                id=account.id, given=shlex.quote(f"application.guidelines={near}")
            )
            if near
            else _("Give one of these: {words}.").format(words=clean(", ".join(known))),
        )


@rule(
    "APP008",
    severity=Severity.INFO,
    when=is_unsettled,
    clause=_OUR_PROPOSAL,
    wrong='# purpose = "Boktips och öppettider."',
    right='purpose = "Boktips och öppettider."',
)
def missing_purpose(account: Account, context: Context) -> Iterator[Problem]:
    """An account does not say what it is for.

    The purpose is what it can be measured by, and what residents see first.
    """
    if not account.purpose:
        yield Problem(
            "purpose",
            _("{id} does not say what it is for.").format(id=account.id),
            _("Say what people will find there: socialreg edit {id} purpose=…").format(
                id=account.id
            ),
        )
