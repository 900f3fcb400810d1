"""The register as values: an account and its parts, the organisation, the policy.

Everything here is frozen; behaviour is functions elsewhere. The field order is the order
in which a new file is written. A field whose name is a Python keyword ends with ``_``.
What a guideline demands is optional here, so that its absence can be a finding with a
clause; what is required is what a file needs to be an account at all.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from socialreg.paths import ACCOUNTS_DIR, IMPOSTORS_DIR


class Status(StrEnum):
    """Where an account is in its life."""

    APPLIED = "applied"
    DECLINED = "declined"
    APPROVED = "approved"
    ACTIVE = "active"
    DORMANT = "dormant"
    CLOSED = "closed"


class Kind(StrEnum):
    """Whose account it is: a unit's, a person's in service (tjänstekonto) or a campaign's."""

    UNIT = "unit"
    OFFICIAL = "official"
    CAMPAIGN = "campaign"


class Part(StrEnum):
    """As what somebody approves: the applicant's manager, or the communications department."""

    MANAGER = "manager"
    COMMUNICATIONS = "communications"


class Level(StrEnum):
    """How a policy takes a rule: as an error, a warning or a note, or not at all."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Period(StrEnum):
    """The time in which posts are counted; a half-year begins in January or July."""

    WEEK = "week"
    MONTH = "month"
    HALF_YEAR = "half-year"


class Reply(StrEnum):
    """An answer of a self-check."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


class Duty(StrEnum):
    """What no machine can see and a person therefore attests in a self-check."""

    REPLIES_WITHIN_24H = "replies_within_24h"
    REPLIES_SIGNED = "replies_signed"
    MONITORED_DAILY = "monitored_daily"
    LOGO_IN_PICTURE = "logo_in_picture"
    OFFICIAL_ROLE_STATED = "official_role_stated"
    COVER_RELATED = "cover_related"
    COPYRIGHT_RESPECTED = "copyright_respected"
    NO_ADVERTISING = "no_advertising"
    CONSENTS_SIGNED = "consents_signed"


class HandleFate(StrEnum):
    """What became of a closed account's handle."""

    KEPT = "kept"
    RELEASED = "released"
    REMOVED_BY_PLATFORM = "removed-by-platform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who answers for an account: roles and function mailboxes, never persons."""

    role: str
    deputy: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an application came from, for example an e-service and its case number."""

    system: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """When the application came in and which edition of the guidelines the applicant read."""

    received: dt.date
    guidelines: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One recorded approval; *reference* is the decision's diary number."""

    as_: Part
    role: str
    date: dt.date
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A self-check (egenkontroll): what a person in *role* attested on *date*.

    *notes* say more about an answer, for the colleagues: they are never published.
    """

    date: dt.date
    role: str
    answers: Mapping[Duty, Reply] = field(default_factory=dict)
    notes: Mapping[Duty, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """An earlier handle, kept for ever so that it stays findable."""

    handle: str | None = None
    url: str
    until: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A time at rest: the day on which it began, and the one on which it ended, if it has.

    Both days belong to it.
    """

    from_: dt.date
    reason: str | None = None
    until: dt.date | None = None  # last, as it is written last


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Why and when an account was closed, where its records are, where followers should go."""

    date: dt.date | None = None
    reason: str | None = None
    archive: str | None = None
    handle: HandleFate | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding accepted by somebody who may, with a reason, until a date."""

    rule: str
    reason: str
    approved_by: str
    until: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account: the content of ``data/accounts/<id>.toml``, whose stem is *id*."""

    id: str
    name: str
    platform: str
    handle: str | None = None
    url: str
    platform_id: str | None = None
    kind: Kind = Kind.UNIT
    unit: str
    department: str | None = None
    purpose: str | None = None
    audience: str | None = None
    languages: tuple[str, ...] = ("sv",)
    status: Status
    opened: dt.date | None = None
    confirmed: dt.date | None = None
    archived: dt.date | None = None
    note: str | None = None
    contact: Contact | None = None
    application: Application | None = None
    approvals: tuple[Approval, ...] = ()
    reviews: tuple[Review, ...] = ()
    previous: tuple[Previous, ...] = ()
    rests: tuple[Rest, ...] = ()
    closing: Closing | None = None
    waivers: tuple[Waiver, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def path(self) -> str:
        """The account's file, relative to the register's root, with forward slashes."""
        return f"{ACCOUNTS_DIR}/{self.id}.toml"


class ReportOutcome(StrEnum):
    """What came of telling a platform of a fake account; ``open`` until it has decided."""

    OPEN = "open"
    REMOVED = "removed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """That a fake was reported *to* somebody, such as the platform, with their *reference*."""

    to: str
    date: dt.date
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impostor:
    """A known fake account: the content of ``data/impostors/<id>.toml``, whose stem is *id*.

    *name* is what it calls itself, *imitates* the id of the account of ours that it is like.
    A *note* is internal.
    """

    id: str
    platform: str
    url: str
    handle: str | None = None
    platform_id: str | None = None
    name: str | None = None
    imitates: str | None = None
    discovered: dt.date
    outcome: ReportOutcome = ReportOutcome.OPEN
    outcome_date: dt.date | None = None
    note: str | None = None
    reports: tuple[Report, ...] = ()

    @property
    def path(self) -> str:
        """The fake's file, relative to the register's root, with forward slashes."""
        return f"{IMPOSTORS_DIR}/{self.id}.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The public body; *code* is SCB's municipality code, *number* the organisation number."""

    name: str
    code: str | None = None
    number: str | None = None
    website: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who is responsible for the register and answers about missing accounts."""

    name: str
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How the register is published: addresses are absolute https URLs, colours ``#rrggbb``.

    *logo* is an SVG or PNG file in the register, relative to its root.
    *own_domains* are the host names that the organisation itself answers for, such as a
    fediverse server; elsewhere a host name with å, ä or ö is refused.
    """

    url: str | None = None
    color: str | None = None
    color_dark: str | None = None
    logo: str | None = None
    accessibility: str | None = None
    privacy: str | None = None
    report: str | None = None
    own_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The content of ``data/register.toml``; *language* is ``sv`` or ``en``."""

    language: str = "sv"
    organisation: Organisation
    contact: Office
    site: Site = field(default_factory=Site)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """How much has to be posted in each period: at least *minimum*.

    *recommended* is the range of a living account, as two numbers, from and to; empty for none.
    """

    minimum: int
    recommended: tuple[int, ...] = ()
    per: Period = Period.WEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Numbers of an edition, for the accounts on *platforms* and of *kinds* (empty: all).

    Where several entries give the same number for an account, the last one counts. Weeks,
    months and hours are whole ones; a number that no entry gives is not demanded.
    """

    platforms: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    posts: Posts | None = None
    answer_within_hours: int | None = None
    monitor_times_a_day: int | None = None
    review_every_months: int | None = None
    close_after_idle_weeks: int | None = None
    rest_at_most_months: int | None = None
    archive_every_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days, the first and the last included, on which no posts are demanded."""

    from_: dt.date
    to: dt.date
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformStop:
    """A platform on which no account may be opened *since* a day."""

    platform: str
    since: dt.date
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of the guidelines, in force from *from_* until the next one's date.

    *approvers* are the roles that may approve as each part, *allowed_platforms* the only ones
    for new accounts (empty: any), *rules* the level of a rule or a family that is not as
    shipped, *fall_percent* the share of the accounts that one change may take away.
    """

    id: str
    from_: dt.date
    name: str | None = None
    url: str | None = None
    approvals: tuple[Part, ...] = (Part.MANAGER, Part.COMMUNICATIONS)
    approvers: Mapping[Part, tuple[str, ...]] = field(default_factory=dict)
    allowed_platforms: tuple[str, ...] = ()
    fall_percent: int | None = None
    rules: Mapping[str, Level] = field(default_factory=dict)
    limits: tuple[Limits, ...] = ()
    closed_platforms: tuple[PlatformStop, ...] = ()
    pauses: tuple[Pause, ...] = ()

    def __hash__(self) -> int:
        return hash((self.id, self.from_))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidelines:
    """The content of ``data/guidelines.toml``: the policy, edition by edition."""

    editions: tuple[Edition, ...] = ()

    def __hash__(self) -> int:
        return len(self.editions)  # only ever one or two are compared, and often

    def on(self, day: dt.date) -> Edition | None:
        """The edition in force on *day*, or None before the first."""
        started = [edition for edition in self.editions if edition.from_ <= day]
        return max(started, key=lambda edition: edition.from_, default=None)


class FaultKind(StrEnum):
    """What is wrong with a file under ``data/``; each is a rule of the REG family."""

    UNREADABLE_FILE = "unreadable-file"
    INVALID_VALUE = "invalid-value"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    BAD_FILE_NAME = "bad-file-name"
    COLLIDING_FILE_NAMES = "colliding-file-names"
    LINKED_FILE = "linked-file"
    OVERSIZED_FILE = "oversized-file"
    EVIDENCE_OF_NO_ACCOUNT = "evidence-of-no-account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a file could not be taken as what it should be: becomes a finding as it stands.

    *line* and *column* count from 1 (columns in characters) and are 0 where the fault is the
    whole file's; *field* is a dotted path such as ``approvals[0].date``, or empty.
    """

    kind: FaultKind
    path: str
    message: str
    hint: str = ""
    line: int = 0
    column: int = 0
    field: str = ""


class Personal(StrEnum):
    """Personal data that a register must not hold."""

    IDENTITY_NUMBER = "identity-number"
    MOBILE_NUMBER = "mobile-number"
    PRIVATE_MAIL = "private-mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Personal data in a file: what and where, never the data itself.

    *line* and *column* count from 1 (columns in characters).
    """

    kind: Personal
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A comment or question that came in and when it was answered, if it was: aware times."""

    received: dt.datetime
    answered: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was recorded beside the accounts, by account id, and seen while reading.

    *posts* counts posts by the Monday of their ISO week in Europe/Stockholm; *unreadable* are
    the accounts whose recorded posts cannot be read, so that nothing is said of them.
    """

    posts: Mapping[str, Mapping[dt.date, int]] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    answers: Mapping[str, tuple[Answer, ...]] = field(default_factory=dict)
    sightings: tuple[Sighting, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Context:
    """What accounts are judged by: the organisation, the policy, the day and the evidence."""

    settings: Settings
    guidelines: Guidelines
    as_of: dt.date
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, kw_only=True)
class Register(Context):
    """All accounts as of a day, with the policy they are judged by and the files that failed.

    *impostors* are the fakes that are known, by id.
    """

    accounts: tuple[Account, ...]
    impostors: tuple[Impostor, ...] = ()
    faults: tuple[Fault, ...] = ()

    def __iter__(self) -> Iterator[Account]:
        return iter(self.accounts)

    def get(self, account_id: str) -> Account | None:
        """The account with that id, or None."""
        return next((account for account in self.accounts if account.id == account_id), None)
