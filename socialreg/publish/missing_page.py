"""What a web server shows at an address where there is no page: in both languages at once.

A server has one such page for all addresses, so it cannot know in which language to speak.
"""

from dataclasses import dataclass

from socialreg.i18n import N_
from socialreg.publish.frame import other_language
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice

_HEADING = N_("There is no page here")
_EXPLANATION = N_(
    "The address may be misspelt, or cut off. "
    "The page of an account is never moved and never taken away."
)
_START = N_("Our accounts in social media")


@dataclass(frozen=True, slots=True)
class MissingPage:
    """What the page says in its own language, and in brief in the other."""

    title: str
    explanation: str
    other_heading: str
    other_explanation: str
    other_start: str


def missing_page(_public: PublicRegister, voice: Voice) -> MissingPage:
    """The page for addresses that lead nowhere, as the *voice* tells it."""
    other = Voice(other_language(voice.language), voice.data_language)
    return MissingPage(
        title=voice.text(_HEADING),
        explanation=voice.text(_EXPLANATION),
        other_heading=other.text(_HEADING),
        other_explanation=other.text(_EXPLANATION),
        other_start=other.text(_START),
    )
