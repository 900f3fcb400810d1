"""CLO: a closed account says when, why and where its records are, for ever."""

from collections.abc import Iterator

from socialreg.i18n import _
from socialreg.model import Account, Context, HandleFate, Status
from socialreg.platforms import platforms
from socialreg.policy import limits, oldest_within, opening_day
from socialreg.rules.base import Problem, Severity, rule
from socialreg.rules.clauses import REPORTED
from socialreg.rules.conditions import has_closing, is_closed, is_open

_COPIES = (
    "Arkivlagen: att ta bort innehåll är gallring och kräver beslut. Hur ofta en arkivkopia tas är "
    "ett eget förslag, efter Malmö (två gånger om året) och Stockholm (varje år)."
)
_KEEP_IT = (
    "Eget förslag: behåll ett avslutat kontos användarnamn, så att ingen annan kan ta det. Höganäs "
    "e-tjänst 696 säger inget om det."
)
_CLOSED = 'status = "closed"\n[closing]\n'


@rule(
    "CLO001",
    severity=Severity.ERROR,
    when=is_closed,
    clause=REPORTED,
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
    clause=REPORTED,
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
    clause=REPORTED,
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


@rule(
    "CLO008",
    severity=Severity.WARNING,
    when=is_open,
    optional=True,
    clause=_COPIES,
    wrong="archived = 2026-05-13",
    right="archived = 2026-05-14",
)
def archive_copy_too_old(account: Account, context: Context) -> Iterator[Problem]:
    """No archive copy of an open account was made within the interval.

    What the platform loses or removes is lost, and a public record with it. The interval is the
    guidelines’ archive_every_months; an account that is newer than that needs no copy yet.
    """
    months = limits(context.guidelines, context.as_of, account).archive_every_months
    last = account.archived or opening_day(account, context.as_of)
    if months is None or (last and last >= oldest_within(context.as_of, months)):
        return
    yield Problem(
        "archived",
        _("{id} was last archived on {date}; a copy is due every {months} months.").format(
            id=account.id, date=account.archived, months=months
        )
        if account.archived
        else _("{id} has not been archived; a copy is due every {months} months.").format(
            id=account.id, months=months
        ),
        _("Save a copy in the archive, then: socialreg edit {id} archived={date}").format(
            id=account.id, date=context.as_of
        ),
    )


_GIVEN_UP = (HandleFate.RELEASED, HandleFate.REMOVED_BY_PLATFORM)
_COMPLETE = f'{_CLOSED}date = 2026-10-01\nreason = "Slogs ihop"\narchive = "KFN 2026/88"\n'


@rule(
    "CLO009",
    severity=Severity.WARNING,
    when=has_closing,
    clause=_KEEP_IT,
    wrong=f'{_COMPLETE}handle = "released"',
    right=f'{_COMPLETE}handle = "kept"',
)
def handle_given_up(account: Account, context: Context) -> Iterator[Problem]:
    """A closed account’s handle was given up, so that strangers can take it.

    Old links and printed matter then lead to whoever has it now, and it looks like ours.
    """
    fate = account.closing.handle if account.closing else None
    if fate not in _GIVEN_UP or platforms()[account.platform].retired:
        return
    yield Problem(
        "closing.handle",
        _("{id} is closed and its handle is {fate}: strangers can take it.").format(
            id=account.id, fate=fate
        ),
        _(
            "Try to get it back, then: socialreg edit {id} closing.handle=kept. If you cannot, "
            "remove old links to it and accept it for a time: socialreg waive {id} CLO009"
        ).format(id=account.id),
    )
