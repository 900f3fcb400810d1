"""What is answered to “is this account yours?”."""

from dataclasses import dataclass
from enum import StrEnum

from socialreg.lookup.index import Known
from socialreg.lookup.likeness import Likeness
from socialreg.refusals import Refusal


class Answer(StrEnum):
    """The five answers."""

    OFFICIAL = "official"
    FORMER = "formerly-official"
    IMPOSTOR = "impostor"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class Why(StrEnum):
    """What the answer rests on; each has its sentence."""

    IN_USE = "in-use"
    RESTING = "resting"
    CLOSED = "closed"
    RENAMED = "renamed"
    KNOWN_FAKE = "known-fake"
    # unknown
    NOT_LISTED = "not-listed"
    STAND_INS = "stand-ins"
    UNKNOWN_HOST = "unknown-host"
    FALSE_HOST = "false-host"
    NAME_ALONE = "name-alone"
    WORDS = "words"
    # unreadable
    REFUSED = "refused"
    INSIDE = "inside"
    OTHER_SERVER = "other-server"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A name that is *known* to be ours, and how what was asked about differs from it.

    *theirs* stands where *ours* should; see ``likeness.Difference``. *there* says that ours is on
    the platform that was asked about, or that none was named.
    """

    known: Known
    kind: Likeness
    theirs: str = ""
    ours: str = ""
    there: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The *answer* to *text*, and *why*.

    *url* is the canonical address asked about, if there is one. *matches* are what is known by
    that name: the one that an official, former or fake name is, or several where the name alone
    does not tell. *platform* is what the address is on; *refusal* says why one cannot be read;
    *like_host* is the host name that the address' own pretends to be.
    """

    text: str
    answer: Answer
    why: Why
    platform: str | None = None
    url: str | None = None
    matches: tuple[Known, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    refusal: Refusal | None = None
    like_host: str | None = None

    @property
    def account(self) -> str | None:
        """The id of the account of ours that the name is, or was; None for any other answer."""
        return self.matches[0].id if self.answer in {Answer.OFFICIAL, Answer.FORMER} else None
