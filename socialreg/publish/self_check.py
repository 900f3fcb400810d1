"""What an account's last self-check attests, duty by duty: a person's word, never a measurement."""

import functools
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from markupsafe import Markup

from socialreg.duties import DEMANDS, duties_of, is_demanded, number_of
from socialreg.i18n import N_
from socialreg.model import Account, Duty, Guidelines, Limits, Reply, Review
from socialreg.policy import limits
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


def self_check(account: Account, guidelines: Guidelines, voice: Voice) -> tuple[Check, ...]:
    """The duties of *account* by its last self-check; nothing when there has been none.

    The numbers are those of the *guidelines* on the day of the self-check: these were attested.
    """
    review = last_review(account)
    if review is None:
        return ()
    return tuple(_checks(account, review, limits(guidelines, review.date, account), voice))


def last_review(account: Account) -> Review | None:
    """The account's latest self-check, or None."""
    return max(account.reviews, key=lambda review: review.date, default=None)


def _checks(account: Account, review: Review, given: Limits, voice: Voice) -> Iterator[Check]:
    date, role = voice.date(review.date), voice.quote(in_sentence(review.role))
    known = {
        reply: (standing, voice.say(message, date=date, role=role))
        for reply, (standing, message) in _STANDINGS.items()
    }
    statements = _statements(voice, given)
    for duty in _asked(account, review, given):
        reply = review.answers.get(duty)
        standing, detail = known[reply] if reply else (Standing.NOT_ATTESTED, Markup())
        yield Check(statements[duty], standing, detail)


@functools.lru_cache(maxsize=256)
def _statements(voice: Voice, given: Limits) -> Mapping[Duty, str]:
    return {duty: _statement(duty, given, voice) for duty in DEMANDS}


def _statement(duty: Duty, given: Limits, voice: Voice) -> str:
    demand, n = DEMANDS[duty], number_of(duty, given)
    if demand.number is None or n is None:
        return voice.text(demand.statement)
    return voice.ngettext(*demand.number.statement, n)


def _asked(account: Account, review: Review, given: Limits) -> Iterator[Duty]:
    """The duties that the guidelines demand, and any other that somebody answered all the same."""
    demanded = [duty for duty in duties_of(account.kind) if is_demanded(duty, given)]
    yield from (duty for duty in DEMANDS if duty in demanded or duty in review.answers)
