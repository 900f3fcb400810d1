"""How an account stands by the guidelines, duty by duty: what is known, from what, since when.

*Fulfilled* is only what has been counted. What people say of themselves is *attested*, however
often they say it, and what nobody has counted or attested is *unknown*. Whether a duty is broken
is asked of the rules, with the numbers that they count by, so that ``validate`` and the website
cannot disagree. A rule that the guidelines have turned off is a duty that nobody has.
"""

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from enum import StrEnum

from socialreg.duties import DEMANDS, number_of
from socialreg.model import Account, Context, Duty, Edition, Kind, Posts, Reply, Status
from socialreg.policy import edition_on, limits
from socialreg.rules import RULES, accepted_until, is_on
from socialreg.rules.activity import below_minimum, closing, posts_judged
from socialreg.rules.answers import has_recorded_answers, judged_answers
from socialreg.rules.base import Rule
from socialreg.rules.self_check import asked_of, last_answer
from socialreg.tally import Verdict
from socialreg.values import dataclass

_RULE = {rule.code: rule for rule in RULES}
_FEW_POSTS, _NO_POSTS, _LATE_ANSWER = "ACT001", "ACT004", "ANS007"
POSTS = "posts"


class Standing(StrEnum):
    """What is known about a duty."""

    FULFILLED = "fulfilled"
    ATTESTED = "attested"
    UNKNOWN = "unknown"
    DEVIATION = "deviation"
    NOT_APPLICABLE = "not-applicable"


class Because(StrEnum):
    """Why a duty stands as it does."""

    POSTED = "posted"
    ANSWERED = "answered-in-time"
    ATTESTED = "attested"
    FEW_POSTS = "fewer-posts-than-minimum"
    NO_POSTS = "no-posts"
    ANSWERED_LATE = "answered-late"
    DENIED = "attested-no"
    NOT_RECORDED = "not-recorded"
    NOT_ATTESTED = "not-attested"
    ATTESTED_LONG_AGO = "attested-too-long-ago"
    RESTING = "resting"
    NOT_DEMANDED = "not-demanded"
    NOTHING_TO_JUDGE = "nothing-to-judge"
    SAID_NOT_APPLICABLE = "attested-not-applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many *posts* in so many *periods*, *short* of which had fewer than the minimum."""

    posts: int
    periods: int
    short: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How an account stands by one *duty*: ``posts``, or one of the duties of a self-check.

    *date* is the day on which *role* attested it, or since which it is not so. *number* is the
    duty's own in the guidelines: that which was attested, else today's. *wanted* are the
    posts that the guidelines want, *count* those that there were, *answers* how many comments
    were answered in time, or were not. A deviation may be *accepted_until* a day.
    """

    duty: str
    standing: Standing
    because: Because
    date: dt.date | None = None
    role: str | None = None
    number: int | None = None
    wanted: Posts | None = None
    count: Count | None = None
    answers: int | None = None
    accepted_until: dt.date | None = None


def stands(account: Account, context: Context) -> tuple[Stand, ...]:
    """How *account* stands by each duty of the guidelines in force, posts first.

    Nothing for an account that is neither in use nor at rest: it has no duties.
    """
    if account.status not in (Status.ACTIVE, Status.DORMANT):
        return ()
    return (*_of_posts(account, context), *_of_duties(account, context))


def _of_posts(account: Account, context: Context) -> Iterator[Stand]:
    edition = edition_on(context.guidelines, context.as_of)
    if not _are_posts_wanted(edition):
        return
    wanted = limits(context.guidelines, context.as_of, account).posts
    if wanted is None:
        yield _not_applicable(POSTS, Because.NOT_DEMANDED, None)
    elif account.status is Status.DORMANT:
        yield _not_applicable(POSTS, Because.RESTING, wanted)
    else:
        yield _accepted(_posts(account, context, wanted), account, context)


@functools.lru_cache(maxsize=256)
def _are_posts_wanted(edition: Edition | None) -> bool:
    """Whether *edition* wants posts of anybody, and lets them be counted."""
    return is_on(_RULE[_FEW_POSTS], edition) and any(
        entry.posts for entry in (edition.limits if edition else ())
    )


def _posts(account: Account, context: Context, wanted: Posts) -> tuple[Stand, str]:
    """How the account stands by the posts that it has to make, and the rule that says so."""
    if _breaks(_NO_POSTS, account, context) and (silence := closing(account, context)):
        stand = _stand(POSTS, Standing.DEVIATION, Because.NO_POSTS, silence.since, wanted=wanted)
        return stand, _NO_POSTS
    found = list(posts_judged(account, context))
    if not found:
        return _not_applicable(POSTS, Because.NOTHING_TO_JUDGE, wanted), ""
    few = below_minimum(found)
    if few and _breaks(_FEW_POSTS, account, context):
        since = few[0].demand.span.first
        stand = _stand(POSTS, Standing.DEVIATION, Because.FEW_POSTS, since, wanted=wanted)
        return dataclasses.replace(stand, count=_count(found, few)), _FEW_POSTS
    if any(one.number < one.demand.posts.minimum for one in found):
        return _stand(POSTS, Standing.UNKNOWN, Because.NOT_RECORDED, wanted=wanted), ""
    stand = _stand(POSTS, Standing.FULFILLED, Because.POSTED, wanted=wanted)
    return dataclasses.replace(stand, count=_count(found, few)), ""


def _count(found: Sequence[Verdict], few: Sequence[Verdict]) -> Count:
    return Count(posts=sum(one.number for one in found), periods=len(found), short=len(few))


def _of_duties(account: Account, context: Context) -> Iterator[Stand]:
    duties = asked_of(account, context).duties
    edition = edition_on(context.guidelines, context.as_of)
    for duty in _checked(edition, account.kind, duties):
        stand, code = _duty(duty, account, context)
        given = limits(context.guidelines, stand.date or context.as_of, account)
        stand = _numbered(stand, number_of(duty, given))
        yield stand if not code else _accepted((stand, code), account, context)


@functools.lru_cache(maxsize=256)
def _checked(edition: Edition | None, _kind: Kind, duties: frozenset[Duty]) -> tuple[Duty, ...]:
    """Those of the *duties* that are checked, in the order in which they are asked."""
    return tuple(
        duty
        for duty, demand in DEMANDS.items()
        if duty in duties and is_on(_RULE[demand.codes[1]], edition)
    )


def _duty(duty: Duty, account: Account, context: Context) -> tuple[Stand, str]:
    """How the account stands by a *duty* of the self-check, and the rule that it breaks, if any."""
    found = last_answer(account, duty)
    reply = found[1].answers[duty] if found else None
    denied = DEMANDS[duty].codes[1]
    if found and reply is Reply.NO and _breaks(denied, account, context):
        review = found[1]
        stand = _stand(duty, Standing.DEVIATION, Because.DENIED, review.date, review.role)
        return stand, denied
    if duty is Duty.REPLIES_WITHIN_24H and (measured := _answers(account, context)):
        return measured
    if found is None:
        return _stand(duty, Standing.UNKNOWN, Because.NOT_ATTESTED), ""
    day, role = found[1].date, found[1].role
    oldest = asked_of(account, context).oldest
    if oldest and day < oldest:
        return _stand(duty, Standing.UNKNOWN, Because.ATTESTED_LONG_AGO, day, role), ""
    if reply is Reply.NOT_APPLICABLE:
        because = Because.SAID_NOT_APPLICABLE
        return _stand(duty, Standing.NOT_APPLICABLE, because, day, role), ""
    return _stand(duty, Standing.ATTESTED, Because.ATTESTED, day, role), ""


def _answers(account: Account, context: Context) -> tuple[Stand, str] | None:
    """Whether comments were answered in time, as far as that is recorded; None if it is not."""
    if not has_recorded_answers(account, context):
        return None
    found = list(judged_answers(account, context))
    late = [answer for answer in found if answer.late]
    duty = Duty.REPLIES_WITHIN_24H
    if late and _breaks(_LATE_ANSWER, account, context):
        since = min(answer.due for answer in late).date()
        stand = _stand(duty, Standing.DEVIATION, Because.ANSWERED_LATE, since)
        return dataclasses.replace(stand, answers=len(late)), _LATE_ANSWER
    if late or not found:
        return None
    stand = _stand(duty, Standing.FULFILLED, Because.ANSWERED)
    return dataclasses.replace(stand, answers=len(found)), ""


def _breaks(code: str, account: Account, context: Context) -> bool:
    """Whether the rule with that code is on and finds something in the account."""
    rule: Rule = _RULE[code]
    if not is_on(rule, edition_on(context.guidelines, context.as_of)):
        return False
    check = rule.account_check
    found = rule.when(account, context) and check and any(True for _ in check(account, context))
    return bool(found)


def _accepted(found: tuple[Stand, str], account: Account, context: Context) -> Stand:
    """The stand, with the day until which what the rule finds is accepted, if it is."""
    stand, code = found
    until = accepted_until(account, code, context.as_of) if code else None
    return dataclasses.replace(stand, accepted_until=until) if until else stand


def _not_applicable(duty: str, because: Because, wanted: Posts | None) -> Stand:
    return _stand(duty, Standing.NOT_APPLICABLE, because, wanted=wanted)


# Most accounts say the same about a duty on one of few days: each of these is made once, and sent
# once from one process to another.
@functools.lru_cache(maxsize=65536)
def _stand(  # noqa: PLR0913, PLR0917 - what can be said of most duties
    duty: str,
    standing: Standing,
    because: Because,
    date: dt.date | None = None,
    role: str | None = None,
    wanted: Posts | None = None,
) -> Stand:
    return Stand(duty=duty, standing=standing, because=because, date=date, role=role, wanted=wanted)


@functools.lru_cache(maxsize=65536)
def _numbered(stand: Stand, number: int | None) -> Stand:
    return stand if number is None else dataclasses.replace(stand, number=number)
