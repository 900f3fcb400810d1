"""ACT: an account lives by its posts, and one that does not live is closed.

Judged are the last four complete ISO weeks before the register's day, the last two months and the
last half-year, whichever the policy counts in: each by the edition in force on its first day, if
the account was open on that day, and if it touches no pause of the policy's and no rest of the
account's, whose first and last day are days of rest. A week belongs to the month and the half-year
of its Thursday. Resting accounts are exempt. What nobody has recorded is unknown, never fulfilled.
Each rule finds one problem in an account and names the periods.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from socialreg.evidence import FIRST_LINE
from socialreg.i18n import _
from socialreg.model import Account, Context
from socialreg.paths import ACTIVITY_DIR
from socialreg.policy import limits
from socialreg.rules.base import Example, Problem, Severity, rule
from socialreg.rules.conditions import is_active
from socialreg.tally import Recorded, Verdict, closing_day, idle, verdicts

_MINIMUM = (
    "Höganäs e-tjänst 696, Inlägg: ”Vår rekommendation är att det ska göras 3-4 inlägg per vecka "
    "för att ha ett levande konto på Facebook, bloggar, Twitter och Instagram. Minimikravet är "
    "minst två inlägg per vecka”"
)
_INACTIVE = (
    "Höganäs e-tjänst 696, Inlägg: ”Inaktiva konto som inte följer dessa riktlinjer ska stängas "
    "ner av kontoansvarig och det kan även göras av kommunikationsavdelningen.”"
)


class Silence(NamedTuple):
    """Since when nothing is posted, and the day on which the account is to be closed for that.

    *too_long* says whether as many weeks as that are recorded without posts.
    """

    since: dt.date
    closing: dt.date
    too_long: bool


def has_recorded_posts(account: Account, context: Context) -> bool:
    """The account is in use, and posts of it are recorded."""
    return account.id in context.evidence.posts and is_active(account, context)


def has_few_posts(account: Account, context: Context) -> bool:
    """Fewer posts are recorded of the account than is demanded or recommended."""
    return has_recorded_posts(account, context) and any(
        found.whole and found.number < max(found.demand.posts.minimum, _recommended(found))
        for found in posts_judged(account, context)
    )


def _weeks(*counts: int) -> str:
    """The file of an account with so many posts in the weeks up to 2026-W45."""
    first = 46 - len(counts)
    rows = (f"2026-W{week:02},{count}\n" for week, count in enumerate(counts, first))
    return "".join(("week,posts\n", *rows))


@rule(
    "ACT001",
    severity=Severity.WARNING,
    clause=_MINIMUM,
    wrong=_weeks(3, 3, 3, 1),
    right=_weeks(3, 3, 3, 3),
    example=Example.ACTIVITY,
    when=has_few_posts,
)
def fewer_posts_than_minimum(account: Account, context: Context) -> Iterator[Problem]:
    """An account has fewer posts than the minimum.

    Residents who look there find nothing new, and an account that stays silent is to be closed.
    An account that is to be closed already is told of by ACT004 only.
    """
    few = below_minimum(posts_judged(account, context))
    if not few or closing(account, context):
        return
    message = _("{id} has posted less than the minimum: {counts}.").format(
        id=account.id, counts=_counts((found, found.demand.posts.minimum) for found in few)
    )
    silence = _silence(account, context)
    if silence and silence.closing > context.as_of:
        message += " " + _("If nothing is posted, it is to be closed on {date}.").format(
            date=silence.closing
        )
    hint = _(
        "Post more; or let it rest: socialreg pause {id}. Is something not counted: "
        "socialreg activity import FILE --id {id}"
    )
    yield _in_file(account, context, few[0], message, hint.format(id=account.id))


@rule(
    "ACT002",
    severity=Severity.INFO,
    clause=_MINIMUM,
    wrong=_weeks(3, 3, 2, 3),
    right=_weeks(3, 3, 3, 3),
    example=Example.ACTIVITY,
    when=has_few_posts,
)
def fewer_posts_than_recommended(account: Account, context: Context) -> Iterator[Problem]:
    """An account has fewer posts than what keeps it alive, but not less than the minimum.

    It is a recommendation. ACT001 speaks alone where the minimum is not reached.
    """
    judged = list(posts_judged(account, context))
    short = [found for found in judged if found.whole and found.number < _recommended(found)]
    if short and not below_minimum(judged) and not closing(account, context):
        yield _in_file(
            account,
            context,
            short[0],
            _("{id} has posted less than is recommended: {counts}.").format(
                id=account.id, counts=_counts((found, _recommended(found)) for found in short)
            ),
            _("See it week by week: socialreg activity show {id}").format(id=account.id),
        )


@rule(
    "ACT003",
    severity=Severity.INFO,
    clause=_MINIMUM,
    wrong="week,posts\n",
    right=_weeks(3, 3, 3, 3),
    example=Example.ACTIVITY,
    when=is_active,
)
def posts_not_recorded(account: Account, context: Context) -> Iterator[Problem]:
    """Whether an account reaches the minimum is not known, because nothing is recorded.

    Nobody should take an account for a living one only because nobody has counted.
    """
    unknown = [
        found.demand.span.name
        for found in posts_judged(account, context)
        if not found.whole and found.number < found.demand.posts.minimum
    ]
    if unknown and account.id not in context.evidence.unreadable:
        yield Problem(
            "status",
            _("Whether {id} posts enough is not known: nothing is recorded for {periods}.").format(
                id=account.id, periods=", ".join(unknown)
            ),
            _("Record it: socialreg activity import FILE --id {id}").format(id=account.id),
        )


@rule(
    "ACT004",
    severity=Severity.ERROR,
    clause=_INACTIVE,
    wrong=_weeks(3, *(0,) * 12),
    right=_weeks(*(3,) * 13),
    example=Example.ACTIVITY,
    when=has_recorded_posts,
)
def inactive_account(account: Account, context: Context) -> Iterator[Problem]:
    """An account has been without posts for so long that it is to be closed.

    A silent account answers nobody, and its records wait for being archived. How long is too
    long stands in the guidelines in force today (``close_after_idle_weeks``); weeks in which no
    posts are demanded, or in which the account rested, do not count.
    """
    if found := closing(account, context):
        yield Problem(
            "",
            _("{id} has had no posts since {since} and is to be closed since {date}.").format(
                id=account.id, since=found.since, date=found.closing
            ),
            _("Close it: socialreg close {id}. If it is only to rest: socialreg pause {id}").format(
                id=account.id
            ),
            path=_path(account),
            line=_line(context.evidence.posts[account.id], found.since),
            column=1,
        )


def posts_judged(account: Account, context: Context) -> Iterator[Verdict]:
    """What became of each period in which posts are demanded and judged, oldest first."""
    recorded = context.evidence.posts.get(account.id, {})
    return verdicts(account, context.guidelines, context.as_of, recorded)


def below_minimum(found: Iterable[Verdict]) -> list[Verdict]:
    """Those periods that are known to have fewer posts than the minimum."""
    return [one for one in found if one.whole and one.number < one.demand.posts.minimum]


def _recommended(verdict: Verdict) -> int:
    """From how many posts on the recommendation is followed; 0 where there is none."""
    return min(verdict.demand.posts.recommended, default=0)


def closing(account: Account, context: Context) -> Silence | None:
    """Its silence, if it is so long that the account is to be closed."""
    found = _silence(account, context)
    return found if found and found.too_long else None


def _silence(account: Account, context: Context) -> Silence | None:
    """How silent the account is, if it is and the guidelines say for how long it may be."""
    weeks = limits(context.guidelines, context.as_of, account).close_after_idle_weeks
    recorded = context.evidence.posts[account.id]
    found = idle(account, context.guidelines, context.as_of, recorded) if weeks else None
    if not found or not weeks:
        return None
    day = closing_day(account, context.guidelines, found.since, weeks)
    return Silence(found.since, day, found.weeks >= weeks) if day else None


def _counts(found: Iterable[tuple[Verdict, int]]) -> str:
    """For each period how many posts there were, and how many there should have been."""
    return ", ".join(
        _("{period} {n} of {wanted}").format(
            period=verdict.demand.span.name, n=verdict.number, wanted=wanted
        )
        for verdict, wanted in found
    )


def _in_file(
    account: Account, context: Context, verdict: Verdict, message: str, hint: str
) -> Problem:
    """A problem that begins in the first week of what *verdict* is about."""
    line = _line(context.evidence.posts[account.id], verdict.demand.span.first)
    return Problem("", message, hint, path=_path(account), line=line, column=1)


def _path(account: Account) -> str:
    return f"{ACTIVITY_DIR}/{account.id}.csv"


def _line(recorded: Recorded, week: dt.date) -> int:
    """The line of the file on which *week* stands: one for each, in order, after the header."""
    return FIRST_LINE + sum(other < week for other in recorded)
