"""ANS, MON, PRO, ADV, GDP: what no machine can see, and a person attests in a self-check.

Three rules for each duty, made from the table of duties: nobody has attested it, it is attested
that it is not met, or the attestation is older than the guidelines' interval. What is attested is
never called fulfilled. Where there has been no self-check at all, or the last one is too old, the
rules of REV say so once.
"""

import datetime as dt
import functools
from collections.abc import Iterator
from typing import NamedTuple

from socialreg.duties import DEMANDS, asked, duties_of, is_demanded
from socialreg.i18n import _
from socialreg.model import Account, Context, Duty, Guidelines, Kind, Reply, Review
from socialreg.policy import edition_on, limits, limits_of, oldest_within
from socialreg.rules.base import AccountCheck, Problem, Rule, Severity
from socialreg.rules.conditions import is_open
from socialreg.text import clean

_OUR_INTERVAL = " Hur ofta det ska intygas är ett eget förslag."
_EARLIER, _LATEST = "2024-09-15", "2026-09-15"


class Asked(NamedTuple):
    """What is asked of an account: its *duties*, attested on *oldest* or later, or at any time.

    *months* is the interval between two self-checks; *usual* is what most of them answer.
    """

    duties: frozenset[Duty]
    usual: tuple[Duty, ...]
    months: int | None
    oldest: dt.date | None


def asked_of(account: Account, context: Context) -> Asked:
    """What the guidelines in force ask of the account's self-checks."""
    return _asked(context.guidelines, context.as_of, account.platform, account.kind)


@functools.lru_cache(maxsize=1024)
def _asked(guidelines: Guidelines, day: dt.date, platform: str, kind: Kind) -> Asked:
    given = limits_of(edition_on(guidelines, day), platform, kind)
    months = given.review_every_months
    duties = frozenset(duty for duty in duties_of(kind) if is_demanded(duty, given))
    oldest = None if months is None else oldest_within(day, months)
    return Asked(duties, duties_of(kind), months, oldest)


def needs_a_look(account: Account, context: Context) -> bool:
    """The account is open, and its last self-check is not complete, recent and all in order."""
    if not is_open(account, context):
        return False
    if not account.reviews or account.confirmed is None:
        return True
    due = asked_of(account, context)
    last = last_review(account)[1]
    if due.oldest and (last.date < due.oldest or account.confirmed < due.oldest):
        return True
    if Reply.NO in last.answers.values():
        return True
    return tuple(last.answers) != due.usual and not last.answers.keys() >= due.duties


def last_review(account: Account) -> tuple[int, Review]:
    """The account's last self-check and its place in the file; it must have one."""
    reviews = account.reviews
    if len(reviews) == 1:
        return 0, reviews[0]
    return max(enumerate(reviews), key=lambda found: (found[1].date, found[0]))


def last_answer(account: Account, duty: Duty) -> tuple[int, Review] | None:
    """The last self-check that answers for *duty*, and its place in the file."""
    answered = [found for found in enumerate(account.reviews) if duty in found[1].answers]
    return max(answered, key=lambda found: (found[1].date, found[0]), default=None)


def _unattested(duty: Duty) -> AccountCheck:
    def check(account: Account, context: Context) -> Iterator[Problem]:
        if not account.reviews or duty not in asked_of(account, context).duties:
            return
        if last_answer(account, duty) is None:
            index, last = last_review(account)
            message = _("{id}: the self-check of {date} by {role} does not answer: {question}")
            hint = _("Check it and attest it: socialreg review {id}")
            yield _problem(account, context, duty, f"reviews[{index}].answers", last, message, hint)

    return check


def _denied(duty: Duty) -> AccountCheck:
    def check(account: Account, context: Context) -> Iterator[Problem]:
        found = last_answer(account, duty)
        if found and duty in asked_of(account, context).duties:
            index, review = found
            if review.answers[duty] is Reply.NO:
                field = f"reviews[{index}].answers.{duty}"
                message = _("{id}: attested on {date} by {role}, with the answer no: {question}")
                hint = _("Put it right, then attest it: socialreg review {id}")
                yield _problem(account, context, duty, field, review, message, hint)

    return check


def _outdated(duty: Duty) -> AccountCheck:
    def check(account: Account, context: Context) -> Iterator[Problem]:
        due = asked_of(account, context)
        found = last_answer(account, duty)
        if not found or due.oldest is None or duty not in due.duties:
            return
        index, review = found
        is_recent = review.date >= due.oldest or last_review(account)[1].date < due.oldest
        if not is_recent and review.answers[duty] is not Reply.NO:
            field = f"reviews[{index}].answers.{duty}"
            message = _(
                "{id}: last attested on {date} by {role}, which is too long ago: {question}"
            )
            hint = _("Check it and attest it: socialreg review {id}")
            yield _problem(account, context, duty, field, review, message, hint)

    return check


def _problem(  # noqa: PLR0913, PLR0917 - one sentence and all that stands in it
    account: Account,
    context: Context,
    duty: Duty,
    field: str,
    review: Review,
    message: str,
    hint: str,
) -> Problem:
    # An answer was given to the question of its day.
    day = review.date if duty in review.answers else context.as_of
    question = asked(duty, limits(context.guidelines, day, account))
    said = message.format(
        id=account.id, date=review.date, role=clean(review.role), question=question
    )
    return Problem(field, said, hint.format(id=account.id))


def _rules_of(duty: Duty) -> tuple[Rule, Rule, Rule]:
    """The three rules of a duty, with examples that answer for all but, or no to, or long ago."""
    demand = DEMANDS[duty]
    name = duty.replace("_", "-")
    clause = f"Höganäs e-tjänst 696, {demand.heading}: ”{demand.clause}”"
    kind = Kind.UNIT if Kind.UNIT in demand.kinds else Kind.OFFICIAL
    yes = dict.fromkeys(duties_of(kind), Reply.YES)
    right = f'kind = "{kind}"\n{_review(_LATEST, yes)}'
    without = {other: reply for other, reply in yes.items() if other is not duty}
    incomplete = f'kind = "{kind}"\n{_review(_LATEST, without)}'
    with_no = f'kind = "{kind}"\n{_review(_LATEST, yes | {duty: Reply.NO})}'

    def made(  # noqa: PLR0913, PLR0917 - what the three do not share
        code: str, fault: str, severity: Severity, summary: str, wrong: str, check: AccountCheck
    ) -> Rule:
        return Rule(
            code=code,
            name=f"{name}-{fault}",
            severity=severity,
            summary=summary,
            why=demand.why,
            clause=clause + (_OUR_INTERVAL if fault == _TOO_OLD else ""),
            wrong=wrong,
            right=right,
            when=needs_a_look,
            account_check=check,
        )

    open_, no, old = demand.codes
    warning = Severity.WARNING
    return (
        made(open_, "not-attested", warning, demand.unattested, incomplete, _unattested(duty)),
        made(no, "attested-no", Severity.ERROR, demand.denied, with_no, _denied(duty)),
        made(
            old,
            _TOO_OLD,
            warning,
            demand.outdated,
            f"{incomplete}{_review(_EARLIER, yes)}",
            _outdated(duty),
        ),
    )


_TOO_OLD = "attested-too-long-ago"


def _review(day: str, answers: dict[Duty, Reply]) -> str:
    given = ", ".join(f'{duty} = "{reply}"' for duty, reply in answers.items())
    return f'[[reviews]]\ndate = {day}\nrole = "Kommunikatör"\nanswers = {{ {given} }}\n'


RULES = tuple(rule for duty in DEMANDS for rule in _rules_of(duty))
