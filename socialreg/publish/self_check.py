"""What an account's last self-check attests, duty by duty: a person's word, never a measurement."""

import functools
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from markupsafe import Markup

from socialreg.duties import DEMANDS, duties_of
from socialreg.i18n import N_
from socialreg.model import Account, Duty, Reply, Review
from socialreg.publish.voice import Voice, in_sentence


class Standing(StrEnum):
    """What is known about a duty."""

    ATTESTED = "attested"
    NOT_ATTESTED = "not-attested"
    NOT_APPLICABLE = "not-applicable"


class Check(NamedTuple):
    """One duty, what is known about it and, where somebody has answered, who said so when."""

    statement: str
    standing: Standing
    detail: Markup


_STANDINGS = {
    Reply.YES: (Standing.ATTESTED, N_("{date} by {role}")),
    Reply.NO: (Standing.NOT_ATTESTED, N_("The answer was no, {date} by {role}")),
    Reply.NOT_APPLICABLE: (Standing.NOT_APPLICABLE, N_("{date} by {role}")),
}


def self_check(account: Account, voice: Voice) -> tuple[Check, ...]:
    """The duties of *account* by its last self-check; nothing when there has been none."""
    review = last_review(account)
    return tuple(_checks(account, review, voice)) if review else ()


def last_review(account: Account) -> Review | None:
    """The account's latest self-check, or None."""
    return max(account.reviews, key=lambda review: review.date, default=None)


def _checks(account: Account, review: Review, voice: Voice) -> Iterator[Check]:
    date, role = voice.date(review.date), voice.quote(in_sentence(review.role))
    known = {
        reply: (standing, voice.say(message, date=date, role=role))
        for reply, (standing, message) in _STANDINGS.items()
    }
    statements = _statements(voice)
    for duty in _asked(account, review):
        reply = review.answers.get(duty)
        standing, detail = known[reply] if reply else (Standing.NOT_ATTESTED, Markup())
        yield Check(statements[duty], standing, detail)


@functools.cache
def _statements(voice: Voice) -> Mapping[Duty, str]:
    return {duty: voice.text(demand.statement) for duty, demand in DEMANDS.items()}


def _asked(account: Account, review: Review) -> Iterator[Duty]:
    """The duties that apply, and any other that somebody answered all the same."""
    applicable = duties_of(account.kind)
    yield from (duty for duty in DEMANDS if duty in applicable or duty in review.answers)
