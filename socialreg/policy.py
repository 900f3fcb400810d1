"""Which numbers of the guidelines hold for an account on a day, and which cannot be meant.

Pure look-ups.
"""

import calendar
import dataclasses
import datetime as dt
import functools
from collections.abc import Iterator
from typing import NamedTuple

from socialreg.i18n import _
from socialreg.model import (
    Account,
    Edition,
    Guidelines,
    Kind,
    Level,
    Limits,
    PlatformStop,
    Posts,
    Status,
)
from socialreg.platforms import platforms
from socialreg.text import clean

_NUMBERS = tuple(
    field.name for field in dataclasses.fields(Limits) if field.name not in ("platforms", "kinds")
)

# Lengths of time; none of them can be nothing. No posts, or no monitoring, can be meant.
_SPANS = (
    "answer_within_hours",
    "review_every_months",
    "close_after_idle_weeks",
    "rest_at_most_months",
    "archive_every_months",
)
_FROM_AND_TO = 2
_WHOLE = 100  # per cent


@functools.lru_cache(maxsize=4096)
def edition_on(guidelines: Guidelines, day: dt.date) -> Edition | None:
    """The edition in force on *day*, or None before the first."""
    return guidelines.on(day)


def limits(guidelines: Guidelines, day: dt.date, account: Account) -> Limits:
    """The numbers in force on *day* for the account, by its platform and kind."""
    return limits_of(edition_on(guidelines, day), account.platform, account.kind)


@functools.lru_cache(maxsize=4096)
def limits_of(edition: Edition | None, platform: str, kind: Kind) -> Limits:
    """The numbers that *edition* gives for the accounts of that *kind* on that *platform*."""
    found: dict[str, object] = {}
    for entry in edition.limits if edition else ():
        if entry.platforms and platform not in entry.platforms:
            continue
        if entry.kinds and kind not in entry.kinds:
            continue
        given = {name: getattr(entry, name) for name in _NUMBERS}
        found |= {name: number for name, number in given.items() if number is not None}
    return Limits(**found)  # type: ignore[arg-type]  # its own fields


def opening_day(account: Account, today: dt.date) -> dt.date | None:
    """The day whose edition judges how the account came to be; None where nobody knows.

    That is when it was opened, else when the application came in. What is not yet opened can
    only be opened from *today* on, but was applied for by the rules of its day.
    """
    if account.opened:
        return account.opened
    if account.application:
        return account.application.received
    return today if account.status in (Status.APPLIED, Status.APPROVED) else None


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day *months* later, or that month's last: a month after 31 January is 28 February.

    The last day that there is, where that would be beyond it.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


@functools.lru_cache(maxsize=256)
def oldest_within(today: dt.date, months: int) -> dt.date:
    """The first day since which no more than *months* have passed *today*.

    What happened on that day is exactly as old as it may be; the day before is too long ago.
    """
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < dt.MINYEAR:
        return dt.date.min
    last = calendar.monthrange(year, month + 1)[1]
    found = dt.date(year, month + 1, min(today.day, last))
    while months_after(found, months) < today:
        found += dt.timedelta(days=1)
    return found


def level_of(edition: Edition | None, code: str) -> Level | None:
    """The level that *edition* gives the rule *code*: its own, else its family's, else None."""
    levels = edition.rules if edition else {}
    return levels.get(code) or levels.get(code[:3])


def is_paused(edition: Edition | None, first: dt.date, last: dt.date) -> bool:
    """Whether the days from *first* to *last* touch a pause of *edition*'s."""
    pauses = edition.pauses if edition else ()
    return any(pause.from_ <= last and first <= pause.to for pause in pauses)


def may_be_opened(edition: Edition | None, platform: str, day: dt.date) -> bool:
    """Whether a new account may be opened on *platform* on a *day* on which *edition* holds."""
    if edition is None:
        return True
    if edition.allowed_platforms and platform not in edition.allowed_platforms:
        return False
    return _stop(edition, platform, day) is None


def why_not_opened(edition: Edition | None, platform: str, day: dt.date) -> str:
    """Why no new account may be opened on *platform*, in words; empty where one may."""
    there = platforms()[platform]
    stop = _stop(edition, platform, day) if edition else None
    if stop:
        said = _("new accounts on {platform} are stopped since {date}").format(
            platform=there.title, date=stop.since
        )
        return f"{said} ({clean(stop.reason)})" if stop.reason else said
    if edition and not may_be_opened(edition, platform, day):
        return _("the guidelines {edition} do not allow {platform}").format(
            edition=clean(edition.id), platform=there.title
        )
    if there.retired and there.retired <= day:
        return _("{platform} no longer exists").format(platform=there.title)
    return ""


def _stop(edition: Edition, platform: str, day: dt.date) -> PlatformStop | None:
    return next(
        (
            stop
            for stop in edition.closed_platforms
            if stop.platform == platform and stop.since <= day
        ),
        None,
    )


class Unusable(NamedTuple):
    """A value that cannot be used; *location* is the path of keys and indexes to it."""

    location: tuple[str | int, ...]
    message: str
    hint: str


def contradictions(edition: Edition) -> Iterator[Unusable]:
    """Everything in *edition* that contradicts itself, or that no account could ever meet.

    Located within the edition.
    """
    for index, entry in enumerate(edition.limits):
        for name in _SPANS:
            if getattr(entry, name) == 0:
                yield Unusable(
                    ("limits", index, name),
                    _("“{key}” is 0: no account can meet that.").format(key=name),
                    _("Give a number of at least 1, or remove the line: then nothing is demanded."),
                )
        if entry.posts:
            yield from _of_posts(index, entry.posts)
    for index, pause in enumerate(edition.pauses):
        if pause.to < pause.from_:
            yield Unusable(
                ("pauses", index, "to"),
                _("The pause ends on {to}, before it begins on {from_}.").format(
                    to=pause.to, from_=pause.from_
                ),
                _("Correct one of the two dates."),
            )
    yield from _of_approvers(edition)
    yield from _of_platforms(edition)
    if edition.fall_percent is not None and edition.fall_percent > _WHOLE:
        yield Unusable(
            ("fall_percent",),
            _("“{key}” is more than 100 per cent.").format(key="fall_percent"),
            _("Give a number from 0 to 100."),
        )


def _of_posts(index: int, posts: Posts) -> Iterator[Unusable]:
    location = ("limits", index, "posts", "recommended")
    if posts.recommended and len(posts.recommended) != _FROM_AND_TO:
        yield Unusable(
            location,
            _("The recommended range has to be two numbers, from and to."),
            _("Write it like this: recommended = [3, 4]"),
        )
    elif list(posts.recommended) != sorted(posts.recommended):
        yield Unusable(
            location,
            _("The recommended range ends below its beginning."),
            _("Write the smaller number first: recommended = [{numbers}]").format(
                numbers=", ".join(map(str, sorted(posts.recommended)))
            ),
        )
    elif posts.recommended and posts.recommended[0] < posts.minimum:
        yield Unusable(
            location,
            _("The recommended range begins at {number}, below the minimum of {minimum}.").format(
                number=posts.recommended[0], minimum=posts.minimum
            ),
            _("Raise it to the minimum at least, or lower the minimum."),
        )


def _of_approvers(edition: Edition) -> Iterator[Unusable]:
    for part, roles in edition.approvers.items():
        if part not in edition.approvals:
            yield Unusable(
                ("approvers", part.value),
                _("It is said who may approve as {part}, but nobody has to.").format(part=part),
                _("Add {part} to approvals, or remove the line.").format(part=part),
            )
        elif not roles:
            yield Unusable(
                ("approvers", part.value),
                _("Somebody has to approve as {part}, but no role may.").format(part=part),
                _("Name the roles, or remove the line: then every role may."),
            )


def _of_platforms(edition: Edition) -> Iterator[Unusable]:
    for index, stop in enumerate(edition.closed_platforms):
        # A platform that is allowed at first and closed later is no contradiction.
        if stop.platform in edition.allowed_platforms and stop.since <= edition.from_:
            yield Unusable(
                ("closed_platforms", index, "platform"),
                _("{platform} is both allowed and closed for new accounts.").format(
                    platform=stop.platform
                ),
                _("Remove it from allowed_platforms, or remove this stop."),
            )
