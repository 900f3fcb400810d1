"""How an account stands by the guidelines, in words on its page and as a table in the exports."""

import functools
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from socialreg.duties import DEMANDS
from socialreg.i18n import N_
from socialreg.model import Duty, Period, Posts
from socialreg.publish.voice import Voice, in_sentence
from socialreg.standing import POSTS, Because, Stand, Standing


class Check(NamedTuple):
    """One duty, what is known about it, and from what."""

    statement: str
    standing: Standing
    detail: Markup


def checks(stands: tuple[Stand, ...], voice: Voice) -> tuple[Check, ...]:
    """The duties of an account that *stands* so, in the words of the *voice*."""
    return tuple([_check(stand, voice) for stand in stands])


# Most accounts say the same of a duty, on one of few days.
@functools.lru_cache(maxsize=16384)
def _check(stand: Stand, voice: Voice) -> Check:
    return Check(_statement(stand, voice), stand.standing, _told(stand, voice))


def _statement(stand: Stand, voice: Voice) -> str:
    """What the duty is, as it goes on from “We shall”."""
    if stand.duty != POSTS:
        demand = DEMANDS[Duty(stand.duty)]
        if demand.number is None or stand.number is None:
            return voice.text(demand.statement)
        return voice.ngettext(*demand.number.statement, stand.number)
    if stand.wanted is None:
        return voice.text(N_("post regularly"))
    return _WANTED[stand.wanted.per](voice, stand.wanted.minimum)


# Written out, because gettext finds only messages that stand in a call of its own.
_WANTED: Mapping[Period, Callable[[Voice, int], str]] = {
    Period.WEEK: lambda voice, n: voice.ngettext(
        "make at least {n} post a week", "make at least {n} posts a week", n
    ),
    Period.MONTH: lambda voice, n: voice.ngettext(
        "make at least {n} post a month", "make at least {n} posts a month", n
    ),
    Period.HALF_YEAR: lambda voice, n: voice.ngettext(
        "make at least {n} post every half-year", "make at least {n} posts every half-year", n
    ),
}
_PERIODS: Mapping[Period, Callable[[Voice, int], str]] = {
    Period.WEEK: lambda voice, n: voice.ngettext("the last week", "the last {n} weeks", n),
    Period.MONTH: lambda voice, n: voice.ngettext("the last month", "the last {n} months", n),
    Period.HALF_YEAR: lambda voice, n: voice.ngettext(
        "the last half-year", "the last {n} half-years", n
    ),
}
_ON_AVERAGE: Mapping[Period, str] = {
    Period.WEEK: N_("{average} posts a week in {periods}"),
    Period.MONTH: N_("{average} posts a month in {periods}"),
    Period.HALF_YEAR: N_("{average} posts in {periods}"),
}
_SENTENCES: Mapping[Because, str] = {
    Because.ATTESTED: N_("{date} by {role}"),
    Because.SAID_NOT_APPLICABLE: N_("{date} by {role}"),
    Because.DENIED: N_("The answer was no, {date} by {role}"),
    Because.ATTESTED_LONG_AGO: N_("Attested too long ago, {date} by {role}"),
    Because.NOT_ATTESTED: N_("Nobody has attested it"),
    Because.NOT_RECORDED: N_("The posts are not recorded"),
    Because.NO_POSTS: N_("No posts since {date}"),
    Because.RESTING: N_("The account is resting"),
    Because.NOT_DEMANDED: N_("No number of posts is asked of this account"),
    Because.NOTHING_TO_JUDGE: N_("The account is new, or no posts are asked for just now"),
}


def _told(stand: Stand, voice: Voice) -> Markup:
    """What is known, from what and since when, as far as it may be said in public."""
    told = _fact(stand, voice)
    if stand.accepted_until is None:
        return told
    until = voice.say(N_("Accepted until {date}"), date=voice.date(stand.accepted_until))
    return Markup(". ").join((told, until))


def _fact(stand: Stand, voice: Voice) -> Markup:
    if stand.count and stand.wanted:
        return _counted(stand, stand.wanted, voice)
    if stand.answers is not None:
        return _answered(stand, stand.answers, voice)
    return voice.say(
        _SENTENCES[stand.because],
        date=voice.date(stand.date) if stand.date else "",
        role=voice.quote(in_sentence(stand.role or "")),
    )


def _counted(stand: Stand, wanted: Posts, voice: Voice) -> Markup:
    count = stand.count
    if count is None:
        return Markup()
    periods = _PERIODS[wanted.per](voice, count.periods)
    average = voice.number(count.posts / count.periods)
    told = voice.say(_ON_AVERAGE[wanted.per], average=average, periods=periods)
    if stand.because is not Because.FEW_POSTS or stand.date is None:
        return told
    short = voice.say(
        N_("Too few in {short} of them; the first of these began on {date}"),
        short=str(count.short),
        date=voice.date(stand.date),
    )
    return Markup(". ").join((told, short))


def _answered(stand: Stand, n: int, voice: Voice) -> Markup:
    if stand.standing is Standing.FULFILLED or stand.date is None:
        told = voice.ngettext(
            "{n} comment in the last four weeks, answered in time",
            "{n} comments in the last four weeks, all answered in time",
            n,
        )
        return voice.say(told)
    message = voice.ngettext(
        "{n} comment was not answered in time", "{n} comments were not answered in time", n
    )
    return voice.say(
        N_("{what}, the first of them by {date}"), what=message, date=voice.date(stand.date)
    )


def table(stands: tuple[Stand, ...]) -> list[dict[str, Any]]:
    """How an account stands, for ``register.json``; a key without a value is left out."""
    return [_row(stand) for stand in stands]


@functools.lru_cache(maxsize=16384)
def _row(stand: Stand) -> dict[str, Any]:
    count, wanted = stand.count, stand.wanted
    row: dict[str, Any] = {
        "duty": stand.duty,
        "standing": stand.standing,
        "because": stand.because,
    }
    if stand.date:
        row["date"] = stand.date.isoformat()
    if stand.role:
        row["role"] = stand.role
    if wanted:
        row |= {"minimum": wanted.minimum, "per": wanted.per}
    if count:
        row |= {"posts": count.posts, "periods": count.periods}
    if stand.answers is not None:
        row["answers"] = stand.answers
    if stand.accepted_until:
        row["accepted_until"] = stand.accepted_until.isoformat()
    return row
