"""The numbers of the guidelines in sentences: how often, how fast, how long."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from socialreg.duties import Demand
from socialreg.i18n import N_
from socialreg.model import Edition, Kind, Limits, Period, Posts
from socialreg.publish.voice import Voice


class Numbers(NamedTuple):
    """What is demanded of some accounts: *whose* they are, and each demand as ``We shall …``."""

    whose: str
    demands: tuple[str, ...]


_KINDS = {
    Kind.UNIT: N_("Units’ accounts"),
    Kind.OFFICIAL: N_("Office holders’ accounts"),
    Kind.CAMPAIGN: N_("Campaign accounts"),
}
_RECOMMENDED = {
    Period.WEEK: N_("preferably publish {low} to {high} posts a week"),
    Period.MONTH: N_("preferably publish {low} to {high} posts a month"),
    Period.HALF_YEAR: N_("preferably publish {low} to {high} posts in each half-year"),
}
_FROM_AND_TO = 2
# Each number but that of posts, with the sentence for it; gettext finds the words where they stand.
_SENTENCES: dict[str, Callable[[Voice, int], str]] = {
    "answer_within_hours": lambda voice, n: voice.ngettext(
        "answer within {n} hour, except at weekends",
        "answer within {n} hours, except at weekends",
        n,
    ),
    "monitor_times_a_day": lambda voice, n: voice.ngettext(
        "look at the account at least {n} time a day on weekdays",
        "look at the account at least {n} times a day on weekdays",
        n,
    ),
    "review_every_months": lambda voice, n: voice.ngettext(
        "do a self-check at least every month",
        "do a self-check at least every {n} months",
        n,
    ),
    "close_after_idle_weeks": lambda voice, n: voice.ngettext(
        "close an account that has been silent for {n} week",
        "close an account that has been silent for {n} weeks",
        n,
    ),
    "rest_at_most_months": lambda voice, n: voice.ngettext(
        "let an account rest for {n} month at most",
        "let an account rest for {n} months at most",
        n,
    ),
    "archive_every_months": lambda voice, n: voice.ngettext(
        "take a copy for the archive at least every month",
        "take a copy for the archive at least every {n} months",
        n,
    ),
}


def numbers(edition: Edition | None, voice: Voice) -> tuple[Numbers, ...]:
    """What *edition* demands in numbers, in its own order: the later ones count before others."""
    found = (
        Numbers(_whose(limits, voice), tuple(_demands(limits, voice)))
        for limits in (edition.limits if edition else ())
    )
    return tuple(entry for entry in found if entry.demands)


def number_note(demand: Demand, edition: Edition | None, voice: Voice) -> str | None:
    """What the guidelines say of a duty's number where it is not the usual one; empty if it is.

    None where they give no number, and the duty is therefore not demanded.
    """
    if demand.number is None:
        return ""
    field, usual, sentence = demand.number
    limits = edition.limits if edition else ()
    given = {getattr(entry, field) for entry in limits} - {None, 0}
    if not given:
        return None
    told = (voice.text(sentence).format(number=number) for number in sorted(given - {usual}))
    return " ".join(told)


def _whose(limits: Limits, voice: Voice) -> str:
    platforms = [voice.platform(key) for key in limits.platforms]
    kinds = [voice.text(_KINDS[kind]) for kind in limits.kinds]
    if kinds and platforms:
        return voice.text(N_("{kinds} on {platforms}")).format(
            kinds=voice.listed(kinds), platforms=voice.listed(platforms)
        )
    return voice.listed(kinds or platforms or [voice.text(N_("All accounts"))])


def _demands(limits: Limits, voice: Voice) -> Iterator[str]:
    if limits.posts:
        yield from _posts(limits.posts, voice)
    for field, sentence in _SENTENCES.items():
        if number := getattr(limits, field):
            yield sentence(voice, number)


def _posts(posts: Posts, voice: Voice) -> Iterator[str]:
    n = posts.minimum
    if posts.per is Period.WEEK:
        yield voice.ngettext(
            "publish at least {n} post a week", "publish at least {n} posts a week", n
        )
    elif posts.per is Period.MONTH:
        yield voice.ngettext(
            "publish at least {n} post a month", "publish at least {n} posts a month", n
        )
    else:
        yield voice.ngettext(
            "publish at least {n} post in each half-year",
            "publish at least {n} posts in each half-year",
            n,
        )
    if len(posts.recommended) == _FROM_AND_TO:
        low, high = posts.recommended
        yield voice.text(_RECOMMENDED[posts.per]).format(low=low, high=high)
