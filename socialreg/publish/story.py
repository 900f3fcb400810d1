"""An account's history in plain words, told from the dated facts in its own file."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import partial
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from markupsafe import Markup

from socialreg.approvals import decisions
from socialreg.i18n import N_
from socialreg.model import (
    Account,
    Approval,
    Closing,
    HandleFate,
    Part,
    Previous,
    Rest,
    Review,
)
from socialreg.publish.markup import short_url
from socialreg.publish.voice import Voice, in_sentence

Sentence: TypeAlias = Callable[[Voice], Markup]
_Happening: TypeAlias = tuple[date, "Act", Sentence]


class Act(StrEnum):
    """What kind of thing happened, as machines read it: a word is never used for another kind."""

    APPLIED = "applied"
    APPROVED = "approved"
    OPENED = "opened"
    RESTED = "rested"
    RENAMED = "renamed"
    CONFIRMED = "confirmed"
    CLOSED = "closed"


class Event(NamedTuple):
    """Something that happened to an account on *day*; *tell* says it in a sentence or two.

    *key* names it among all events of the account, for ever: ``approved-2019-02-14``, and
    ``approved-2019-02-14-2`` for the second such on one day.
    """

    day: date
    act: Act
    key: str
    tell: Sentence


class Told(NamedTuple):
    """An event in the words of a language; the rest as in Event."""

    day: date
    key: str
    text: Markup


def told(events: Iterable[Event], voice: Voice) -> list[Told]:
    """The *events* as the *voice* tells them, in the same order."""
    return [Told(event.day, event.key, event.tell(voice)) for event in events]


def story(account: Account) -> list[Event]:
    """What happened to *account*, newest first, as far as its file says when."""
    events, keys = [], set()
    for day, act, tell in _happenings(account):
        key = name = f"{act.value}-{day.isoformat()}"
        n = 1
        while key in keys:
            n += 1
            key = f"{name}-{n}"
        keys.add(key)
        events.append(Event(day, act, key, tell))
    # Sorting keeps the order of life within one day, and that is turned round as well.
    events.sort(key=_day)
    return events[::-1]


def _day(event: Event) -> date:
    return event.day


def _happenings(account: Account) -> Iterator[_Happening]:
    """What happened, in the order in which a life has it when it falls on one day."""
    if account.application:
        yield account.application.received, Act.APPLIED, partial(_applied, account.unit)
    for _index, approval in decisions(account):
        yield approval.date, Act.APPROVED, partial(_approved, approval)
    if account.opened:
        yield account.opened, Act.OPENED, _opened
    for rest in account.rests:
        if rest.until is None or rest.from_ <= rest.until:
            yield rest.from_, Act.RESTED, partial(_rested, rest)
    if account.previous:
        yield from _renamings(account)
    for review in account.reviews:
        yield review.date, Act.CONFIRMED, partial(_reviewed, review)
    day = account.confirmed
    if day and all(review.date != day for review in account.reviews):
        yield day, Act.CONFIRMED, _confirmed
    if account.closing and account.closing.date:
        yield account.closing.date, Act.CLOSED, partial(_closed, account.closing)


def _renamings(account: Account) -> Iterator[_Happening]:
    """A change of name or address per earlier handle, each to the one that came after it."""
    earlier = sorted(account.previous, key=attrgetter("until"))
    later: list[Previous | Account] = [*earlier[1:], account]
    for before, after in zip(earlier, later, strict=True):
        yield before.until, Act.RENAMED, partial(_renamed, before, after)


def _applied(unit: str, voice: Voice) -> Markup:
    return voice.say(N_("{unit} applied for the account."), unit=voice.quote(unit))


def _approved(approval: Approval, voice: Voice) -> Markup:
    by_communications = approval.as_ is Part.COMMUNICATIONS
    message = (
        N_("Approved for the communications department by {role}.")
        if by_communications
        else N_("Approved by {role}.")
    )
    if approval.reference:
        message = (
            N_("Approved for the communications department by {role} ({reference}).")
            if by_communications
            else N_("Approved by {role} ({reference}).")
        )
    role = voice.quote(in_sentence(approval.role))
    return voice.say(message, role=role, reference=approval.reference or "")


def _opened(voice: Voice) -> Markup:
    return voice.say(N_("The account was opened."))


def _renamed(before: Previous, after: Previous | Account, voice: Voice) -> Markup:
    if before.handle and after.handle:
        message = N_("Changed name from {before} to {after}.")
        return voice.say(message, before=before.handle, after=after.handle)
    message = N_("Changed address from {before} to {after}.")
    return voice.say(message, before=short_url(before.url), after=short_url(after.url))


def _reviewed(review: Review, voice: Voice) -> Markup:
    role = voice.quote(in_sentence(review.role))
    return voice.say(N_("Self-check by {role}: the account is ours and in use."), role=role)


def _confirmed(voice: Voice) -> Markup:
    return voice.say(N_("The account was confirmed as ours and in use."))


def _rested(rest: Rest, voice: Voice) -> Markup:
    since = voice.date(rest.from_)
    sentences: list[str] = [
        voice.say(N_("Resting since {date}."), date=since)
        if rest.until is None
        else voice.say(N_("Rested {first} – {last}."), first=since, last=voice.date(rest.until))
    ]
    if rest.reason:
        sentences.append(voice.quote(_as_sentence(rest.reason)))
    return Markup(" ").join(sentences)


def _closed(closing: Closing, voice: Voice) -> Markup:
    sentences: list[str] = [voice.say(N_("The account was closed."))]
    if closing.reason:
        sentences.append(voice.quote(_as_sentence(closing.reason)))
    if closing.handle in FATES:
        sentences.append(voice.say(FATES[closing.handle]))
    return Markup(" ").join(sentences)


def _as_sentence(text: str) -> str:
    """*text* as a sentence of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


FATES = {
    HandleFate.KEPT: N_("We keep the name, so that nobody else can take it."),
    HandleFate.RELEASED: N_("We have given up the name, so somebody else may use it now."),
    HandleFate.REMOVED_BY_PLATFORM: N_(
        "The platform has removed the account, so somebody else may use the name now."
    ),
}
