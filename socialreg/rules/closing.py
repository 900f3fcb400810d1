"""CLO: a closed account says when, why and where its records are, for ever."""

from collections.abc import Iterator

from socialreg.i18n import _
from socialreg.model import Account, Context, Status
from socialreg.rules.base import Problem, Severity, rule
from socialreg.rules.conditions import has_closing, is_closed

_REPORTED = (
    "Höganäs e-tjänst 696, inledningen: ”viktigt att du anmäler till kommunikationsavdelningen "
    "när du startar eller avslutar ett konto i sociala medier”"
)
_CLOSED = 'status = "closed"\n[closing]\n'


@rule(
    "CLO001",
    severity=Severity.ERROR,
    when=is_closed,
    clause=_REPORTED,
    wrong=f'{_CLOSED}reason = "Slogs ihop"\narchive = "KFN 2026/88"',
    right=f'{_CLOSED}date = 2026-10-01\nreason = "Slogs ihop"\narchive = "KFN 2026/88"',
)
def missing_closing_date(account: Account, context: Context) -> Iterator[Problem]:
    """A closed account does not say when it was closed.

    Until when an account was official is what a resident, a journalist or a court asks first.
    """
    if not (account.closing and account.closing.date):
        yield Problem(
            "closing.date",
            _("{id} is closed, but the date is missing.").format(id=account.id),
            _("Add it: socialreg edit {id} closing.date=YYYY-MM-DD").format(id=account.id),
        )


@rule(
    "CLO002",
    severity=Severity.ERROR,
    when=is_closed,
    clause=_REPORTED,
    wrong=f'{_CLOSED}date = 2026-10-01\narchive = "KFN 2026/88"',
    right=f'{_CLOSED}date = 2026-10-01\nreason = "Slogs ihop"\narchive = "KFN 2026/88"',
)
def missing_closing_reason(account: Account, context: Context) -> Iterator[Problem]:
    """A closed account does not say why it was closed.

    Without a reason nobody can tell later whether closing it was right.
    """
    if not (account.closing and account.closing.reason):
        yield Problem(
            "closing.reason",
            _("{id} is closed, but the reason is missing.").format(id=account.id),
            _("Add it: socialreg edit {id} closing.reason=…").format(id=account.id),
        )


@rule(
    "CLO003",
    severity=Severity.ERROR,
    when=is_closed,
    clause="Arkivlagen: att ta bort innehåll är gallring och kräver beslut",
    wrong=f'{_CLOSED}date = 2026-10-01\nreason = "Slogs ihop"',
    right=f'{_CLOSED}date = 2026-10-01\nreason = "Slogs ihop"\narchive = "KFN 2026/88"',
)
def missing_archive_note(account: Account, context: Context) -> Iterator[Problem]:
    """A closed account does not say where its records are kept.

    What was posted are public records; removing them needs a decision, and finding them needs
    a place.
    """
    if not (account.closing and account.closing.archive):
        yield Problem(
            "closing.archive",
            _("{id} is closed, but where its records are kept is missing.").format(id=account.id),
            _("Add it: socialreg edit {id} closing.archive=…").format(id=account.id),
        )


@rule(
    "CLO004",
    severity=Severity.ERROR,
    when=has_closing,
    clause=_REPORTED,
    wrong='[closing]\ndate = 2026-10-01\nreason = "Slogs ihop"\narchive = "KFN 2026/88"',
    right='status = "active"',
)
def closing_of_open_account(account: Account, context: Context) -> Iterator[Problem]:
    """An account that is not closed has a closing.

    One of the two is wrong, and the public page cannot know which.
    """
    if account.status is not Status.CLOSED:
        yield Problem(
            "closing",
            _("{id} has a closing, but its status is “{status}”.").format(
                id=account.id, status=account.status
            ),
            _("Remove [closing], or undo the change in git and use socialreg close."),
        )
