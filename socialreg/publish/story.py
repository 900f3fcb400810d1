"""An account's history in plain words, told from the dated facts in its own file."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from socialreg.approvals import decisions
from socialreg.i18n import N_
from socialreg.model import Account, Approval, Closing, HandleFate, Part, Previous, Rest
from socialreg.publish.markup import short_url
from socialreg.publish.voice import Voice, in_sentence


class Event(NamedTuple):
    """Something that happened to an account on *day*, told in a sentence or two."""

    day: date
    text: Markup


def story(account: Account, voice: Voice) -> list[Event]:
    """What happened to *account*, newest first, as far as its file says when."""
    # Sorting keeps the order of life within one day, and that is turned round as well.
    return sorted(_events(account, voice), key=lambda event: event.day)[::-1]


def _events(account: Account, voice: Voice) -> Iterator[Event]:
    """The events in the order in which a life has them when they fall on one day."""
    if account.application:
        unit = voice.quote(account.unit)
        text = voice.say(N_("{unit} applied for the account."), unit=unit)
        yield Event(account.application.received, text)
    for _index, approval in decisions(account):
        yield Event(approval.date, _approved(approval, voice))
    if account.opened:
        yield Event(account.opened, voice.say(N_("The account was opened.")))
    for rest in account.rests:
        if rest.until is None or rest.from_ <= rest.until:
            yield Event(rest.from_, _rested(rest, voice))
    yield from _renamed(account, voice)
    yield from _confirmed(account, voice)
    if account.closing and account.closing.date:
        yield Event(account.closing.date, _closed(account.closing, voice))


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


def _renamed(account: Account, voice: Voice) -> Iterator[Event]:
    """A change of name or address per earlier handle, each to the one that came after it."""
    earlier = sorted(account.previous, key=lambda previous: previous.until)
    later: list[Previous | Account] = [*earlier[1:], account] if earlier else []
    for before, after in zip(earlier, later, strict=True):
        if before.handle and after.handle:
            message = N_("Changed name from {before} to {after}.")
            old, new = before.handle, after.handle
        else:
            message = N_("Changed address from {before} to {after}.")
            old, new = short_url(before.url), short_url(after.url)
        yield Event(before.until, voice.say(message, before=old, after=new))


def _confirmed(account: Account, voice: Voice) -> Iterator[Event]:
    for review in account.reviews:
        role = voice.quote(in_sentence(review.role))
        message = N_("Self-check by {role}: the account is ours and in use.")
        yield Event(review.date, voice.say(message, role=role))
    if account.confirmed and account.confirmed not in {review.date for review in account.reviews}:
        text = voice.say(N_("The account was confirmed as ours and in use."))
        yield Event(account.confirmed, text)


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
