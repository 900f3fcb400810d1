"""What the page about the register says: the values that ``about.html.j2`` shows."""

from dataclasses import dataclass

from socialreg.founding import HOMEPAGE
from socialreg.i18n import N_
from socialreg.model import Edition, Part
from socialreg.policy import edition_on
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice

# Who has to approve an account before it is opened, as a sentence.
_APPROVALS = {
    frozenset(Part): N_("The unit’s manager and the communications department approve it."),
    frozenset({Part.MANAGER}): N_("The unit’s manager approves it."),
    frozenset({Part.COMMUNICATIONS}): N_("The communications department approves it."),
    frozenset[Part](): "",
}


@dataclass(frozen=True, slots=True)
class AboutPage:
    """*approvals* says who approves an account today; *program* is where the tool's source is."""

    title: str
    approvals: str
    program: str


def about_page(public: PublicRegister, voice: Voice) -> AboutPage:
    """The page about the register, as the *voice* tells it."""
    edition = edition_on(public.guidelines, public.as_of)
    return AboutPage(
        title=voice.text(N_("About the register")),
        approvals=approvals(edition, voice),
        program=HOMEPAGE,
    )


def approvals(edition: Edition | None, voice: Voice) -> str:
    """Who approves an account by that *edition* of the guidelines; empty where nobody has to."""
    message = _APPROVALS[frozenset(edition.approvals)] if edition else ""
    return voice.text(message) if message else ""
