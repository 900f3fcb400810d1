"""REG, ACT: what an account's rests say fits together, and with its life; and none is too long.

What is published, and what exempts an account from posting, has to be true. Of a rest one problem
is found at a time: that it ends before it begins, else that its days cannot be, else that it
overlaps another, else that it contradicts the status.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from socialreg.i18n import _
from socialreg.lifecycle import STATUS_WORDS
from socialreg.model import Account, Context, Rest, Status
from socialreg.periods import week_name
from socialreg.policy import limits, oldest_within
from socialreg.rests import open_rest
from socialreg.rules.base import Example, Problem, Severity, rule
from socialreg.rules.conditions import is_resting

_OUR_PROPOSAL = (
    "Eget förslag: Höganäs e-tjänst 696 säger inte hur länge ett konto får vila, men ”Inaktiva "
    "konto” ska stängas"
)
_OUR_ORDER = (
    "Eget förslag, så att förteckningen går att lita på: vila undantar från inläggen, och står på "
    "den offentliga sidan. Höganäs e-tjänst 696 säger inget om det."
)

_AT_REST = 'status = "dormant"\nrests = [{{ from = {} }}]\n---\nweek,posts\n'
_DORMANT = 'status = "dormant"\nrests = [{}]'
_ENDED = "{ from = 2025-09-01, until = 2026-05-04 }"
_GOING_ON = "{ from = 2026-09-07 }"
_NEVER_OPENED = (Status.APPLIED, Status.DECLINED, Status.APPROVED)


class _Since(NamedTuple):
    """The *day* since which an account rests, the field that says so, and the week of a post.

    *week* is None where the day stands in the file itself.
    """

    day: dt.date
    field: str
    week: dt.date | None = None


def has_rests(account: Account, _context: Context) -> bool:
    """The account rests or has rested, as far as its file says."""
    return bool(account.rests)


@rule(
    "REG016",
    severity=Severity.ERROR,
    when=has_rests,
    clause=_OUR_ORDER,
    wrong="rests = [{ from = 2026-09-07, until = 2026-05-04 }]",
    right="rests = [{ from = 2025-09-07, until = 2026-05-04 }]",
)
def rest_ends_before_it_begins(account: Account, context: Context) -> Iterator[Problem]:
    """A rest ends before it begins.

    One of its two days is wrong, and until it is mended no week is exempt for it.
    """
    for index, rest in enumerate(account.rests):
        if rest.until and _is_backwards(rest):
            yield Problem(
                f"rests[{index}].until",
                _("{id}: the rest ends on {until}, before it begins on {from_}.").format(
                    id=account.id, until=rest.until, from_=rest.from_
                ),
                _("Correct one of the two dates in {path}.").format(path=account.path),
            )


@rule(
    "REG017",
    severity=Severity.ERROR,
    when=has_rests,
    clause=_OUR_ORDER,
    wrong=_DORMANT.format("{ from = 2024-09-02 }, { from = 2026-09-07 }"),
    right=_DORMANT.format(f"{{ from = 2024-09-02, until = 2025-05-05 }}, {_GOING_ON}"),
)
def overlapping_rests(account: Account, context: Context) -> Iterator[Problem]:
    """A rest begins before another has ended.

    What is at rest cannot be let to rest: a day is wrong, or missing. One may begin on the day on
    which another ends.
    """
    earlier: Rest | None = None
    for index, rest in sorted(enumerate(account.rests), key=lambda found: found[1].from_):
        if _is_backwards(rest) or _impossible(account, rest, context.as_of):
            continue
        if earlier and rest.from_ < _end(earlier):
            message = (
                _("{id}: a rest begins on {date}, but the one from {earlier} lasts until {until}.")
                if earlier.until
                else _("{id}: a rest begins on {date}, but the one from {earlier} has not ended.")
            )
            yield Problem(
                f"rests[{index}].from",
                message.format(
                    id=account.id, date=rest.from_, earlier=earlier.from_, until=earlier.until
                ),
                _("Correct the dates in {path}, or make one rest of the two.").format(
                    path=account.path
                ),
            )
        earlier = rest if earlier is None else max(earlier, rest, key=_end)


@rule(
    "REG018",
    severity=Severity.ERROR,
    when=has_rests,
    clause=_OUR_ORDER,
    wrong=f"rests = [{_GOING_ON}]",
    right=_DORMANT.format(_GOING_ON),
)
def rest_against_status(account: Account, context: Context) -> Iterator[Problem]:
    """An account’s status and its last rest contradict each other.

    A resting account has a rest that has not ended, and no other account has.
    """
    index, last = max(enumerate(account.rests), key=lambda found: (found[1].from_, found[0]))
    if _is_backwards(last) or _impossible(account, last, context.as_of):
        return
    if account.status is Status.DORMANT and open_rest(account) is None:
        yield Problem(
            "status",
            _("{id} is resting, but its last rest ended on {date}.").format(
                id=account.id, date=last.until
            ),
            _("Does it still rest? Remove “until” in {path}. Else: socialreg resume {id}").format(
                path=account.path, id=account.id
            ),
        )
    if last.until is None and account.status is not Status.DORMANT and not _lacks_its_end(account):
        yield Problem(
            f"rests[{index}].from",
            _("{id} is {status}, but its rest from {date} has not ended.").format(
                id=account.id, status=_(STATUS_WORDS[account.status]), date=last.from_
            ),
            _("Write in {path} on which day it ended: until = YYYY-MM-DD").format(
                path=account.path
            ),
        )


@rule(
    "REG019",
    severity=Severity.ERROR,
    when=has_rests,
    clause=_OUR_ORDER,
    wrong=_DORMANT.format("{ from = 2026-12-01 }"),
    right=_DORMANT.format(_GOING_ON),
)
def rest_at_an_impossible_time(account: Account, context: Context) -> Iterator[Problem]:
    """A rest is of a time when the account was not open, or of one that is still to come.

    Only what is open can rest, and what is recorded has happened.
    """
    for index, rest in enumerate(account.rests):
        if not _is_backwards(rest) and (why := _impossible(account, rest, context.as_of)):
            hint = _("Correct it in {path}.").format(path=account.path)
            if account.status is Status.DORMANT and why.key == "until":
                hint = _("Correct it in {path}: a rest that goes on has no “until”.").format(
                    path=account.path
                )
            yield Problem(f"rests[{index}].{why.key}", why.message, hint)


@rule(
    "ACT005",
    severity=Severity.WARNING,
    clause=_OUR_PROPOSAL,
    wrong=_AT_REST.format("2024-11-13"),
    right=_AT_REST.format("2024-11-14"),
    example=Example.ACTIVITY,
    when=is_resting,
)
def rests_too_long(account: Account, context: Context) -> Iterator[Problem]:
    """An account rests for longer than the guidelines allow (``rest_at_most_months``).

    An account that rests for years is an inactive one by another name. Where the file does not
    say since when it rests, its last recorded post is what comes nearest, because a resting
    account has none.
    """
    months = limits(context.guidelines, context.as_of, account).rest_at_most_months
    since = _resting_since(account, context)
    if not months or since is None or since.day >= oldest_within(context.as_of, months):
        return
    message = (
        _("{id} rests since {date}, longer than the guidelines allow.").format(
            id=account.id, date=since.day
        )
        if since.week is None
        else _("{id} rests, and its last recorded post is of {week}: too long ago.").format(
            id=account.id, week=week_name(since.week)
        )
    )
    hint = _("Take it into use again: socialreg resume {id}; or close it: socialreg close {id}")
    yield Problem(since.field, message, hint.format(id=account.id))


@rule(
    "ACT006",
    severity=Severity.INFO,
    clause=_OUR_PROPOSAL,
    wrong='status = "dormant"\n---\nweek,posts\n',
    right=_AT_REST.format("2026-09-07"),
    example=Example.ACTIVITY,
    when=is_resting,
)
def rests_since_nobody_knows_when(account: Account, context: Context) -> Iterator[Problem]:
    """Since when an account rests is not known, so nobody can tell whether it is too long.

    It was let to rest before the register kept the days of rests, and no post of it is recorded.
    Nothing is found where the guidelines do not say how long an account may rest
    (``rest_at_most_months``).
    """
    months = limits(context.guidelines, context.as_of, account).rest_at_most_months
    is_unread = account.id in context.evidence.unreadable
    if months and not account.rests and not is_unread and _last_post(account, context) is None:
        yield Problem(
            "status",
            _("{id} rests, but since when is not known.").format(id=account.id),
            _("Write the day in {path}: [[rests]], and on the next line from = YYYY-MM-DD").format(
                path=account.path
            ),
        )


def _resting_since(account: Account, context: Context) -> _Since | None:
    """Since when the resting *account* rests, as far as anybody knows."""
    if found := open_rest(account):
        index, rest = found
        # What is wrong about a day before the opening, REG019 says.
        return _Since(max(rest.from_, account.opened or rest.from_), f"rests[{index}].from")
    if account.rests or (week := _last_post(account, context)) is None:
        return None  # REG018 tells of a resting account whose rests have ended
    return _Since(week + dt.timedelta(days=6), "status", week)


def _last_post(account: Account, context: Context) -> dt.date | None:
    """The last week with a recorded post."""
    recorded = context.evidence.posts.get(account.id, {})
    return max((week for week, count in recorded.items() if count), default=None)


class _Impossible(NamedTuple):
    """Which *key* of a rest says what cannot be, and why it cannot."""

    key: str
    message: str


def _impossible(account: Account, rest: Rest, today: dt.date) -> _Impossible | None:
    """What cannot be true of the days of *rest*, if anything."""
    closed_on = account.closing.date if account.closing else None
    if account.status in _NEVER_OPENED:
        told = _("{id} is {status}: it has never been open, so it cannot rest.")
        return _Impossible(
            "from", told.format(id=account.id, status=_(STATUS_WORDS[account.status]))
        )
    if account.opened and rest.from_ < account.opened:
        told = _("{id} was opened on {opened}, so it cannot rest from {date} on.")
        return _Impossible(
            "from", told.format(id=account.id, opened=account.opened, date=rest.from_)
        )
    for key, day in (("from", rest.from_), ("until", rest.until)):
        if day and day > today:
            return _Impossible(
                key, _("{id}: {date} is still to come.").format(id=account.id, date=day)
            )
        if day and account.status is Status.CLOSED and closed_on and day > closed_on:
            told = _("{id} was closed on {closed}, so it cannot rest on {date}.")
            return _Impossible(key, told.format(id=account.id, closed=closed_on, date=day))
    return None


def _lacks_its_end(account: Account) -> bool:
    """Whether a rest cannot end yet: a closing ends it, and of this one CLO001 says what lacks."""
    return account.status is Status.CLOSED and not (account.closing and account.closing.date)


def _is_backwards(rest: Rest) -> bool:
    return rest.until is not None and rest.until < rest.from_


def _end(rest: Rest) -> dt.date:
    return rest.until or dt.date.max
