"""REV: somebody has looked at the account, not too long ago, and the record shows it."""

from collections.abc import Iterator

from socialreg.i18n import _, ngettext
from socialreg.model import Account, Context
from socialreg.policy import oldest_within
from socialreg.rules.base import Problem, Severity, rule
from socialreg.rules.self_check import asked_of, last_review, needs_a_look
from socialreg.text import clean

_USUAL_MONTHS = 12
_ROUTINES = (
    "JO 5866-2018: en myndighet som använder sociala medier måste ha åtgärder och rutiner. Hur "
    "ofta ett konto ska gås igenom är ett eget förslag."
)


@rule(
    "REV001",
    severity=Severity.WARNING,
    when=needs_a_look,
    clause=_ROUTINES,
    wrong="confirmed = 2025-11-13",
    right="confirmed = 2025-11-14",
)
def confirmed_too_long_ago(account: Account, context: Context) -> Iterator[Problem]:
    """An account was last confirmed, or checked, longer ago than the guidelines’ interval.

    An account that nobody looks after is one that others can take over without anybody noticing.
    The interval is the guidelines’ review_every_months.
    """
    oldest, months = asked_of(account, context).oldest, asked_of(account, context).months
    if not (account.reviews and account.confirmed and oldest and months):
        return
    index, last = last_review(account)
    ago = ngettext("more than {months} month ago", "more than {months} months ago", months)
    if account.confirmed < oldest:
        field = "confirmed"
        said = _("{id} was last confirmed on {date}, {ago}.").format(
            id=account.id, date=account.confirmed, ago=ago.format(months=months)
        )
    elif last.date < oldest:
        field = f"reviews[{index}].date"
        said = _("{id}: the last self-check is of {date}, by {role}, {ago}.").format(
            id=account.id, date=last.date, role=clean(last.role), ago=ago.format(months=months)
        )
    else:
        return
    yield Problem(field, said, _review(account))


@rule(
    "REV002",
    severity=Severity.WARNING,
    when=needs_a_look,
    clause=_ROUTINES,
    wrong="# confirmed = 2026-09-15\n# reviews = []",
    right="confirmed = 2026-09-15",
)
def never_confirmed(account: Account, context: Context) -> Iterator[Problem]:
    """An open account has never been confirmed as ours and in use.

    Nobody has looked whether it is still what the register says, and no duty is attested. A new
    account has until the end of the first interval, a year where the guidelines give none.
    """
    oldest = asked_of(account, context).oldest or oldest_within(context.as_of, _USUAL_MONTHS)
    is_new = account.opened and account.opened >= oldest
    if account.confirmed is None and not is_new:
        yield Problem(
            "confirmed",
            _("{id} has never been confirmed as ours and in use.").format(id=account.id),
            _review(account),
        )


@rule(
    "REV003",
    severity=Severity.WARNING,
    when=needs_a_look,
    clause=_ROUTINES,
    wrong="confirmed = 2026-09-15\n# reviews = []",
    right="confirmed = 2026-09-15",
)
def confirmed_without_self_check(account: Account, context: Context) -> Iterator[Problem]:
    """An account is confirmed, but no self-check is recorded.

    What was looked at, and by whom, nobody can tell.
    """
    if account.confirmed and not account.reviews:
        yield Problem(
            "confirmed",
            _("{id} was confirmed on {date}, but no self-check is recorded.").format(
                id=account.id, date=account.confirmed
            ),
            _review(account),
        )


def _review(account: Account) -> str:
    return _("Look at the account and answer: socialreg review {id}").format(id=account.id)
