"""IDN: an account is on a platform that exists, and that the guidelines allow."""

import datetime as dt
import functools
from collections.abc import Iterator, Mapping

from socialreg.i18n import _
from socialreg.model import Account, Context, Guidelines, Status
from socialreg.platforms import platforms
from socialreg.policy import edition_on, may_be_opened, opening_day, why_not_opened
from socialreg.rules.base import Example, Problem, Severity, rule
from socialreg.rules.clauses import INACTIVE
from socialreg.rules.conditions import is_open

_OUR_PROPOSAL = (
    "Eget förslag: de egna riktlinjerna kan tillåta bara vissa plattformar eller stänga en för nya "
    "konton. Höganäs e-tjänst 696 säger inget om det."
)
_ASKED_FOR = (Status.APPLIED, Status.APPROVED)


@functools.cache
def _retired() -> Mapping[str, dt.date]:
    """The platforms that closed to their users, and when."""
    return {key: found.retired for key, found in platforms().items() if found.retired}


def is_on_retired_platform(account: Account, context: Context) -> bool:
    """The platform does not exist any more."""
    retired = _retired().get(account.platform)
    return retired is not None and retired <= context.as_of


@rule(
    "IDN007",
    severity=Severity.ERROR,
    when=is_on_retired_platform,
    clause=INACTIVE,
    wrong='platform = "vine"\nhandle = "sjohamn"\nurl = "https://vine.co/sjohamn"',
    right='platform = "facebook"\nhandle = "sjohamn"\nurl = "https://www.facebook.com/sjohamn"',
)
def open_on_retired_platform(account: Account, context: Context) -> Iterator[Problem]:
    """An account is open on a platform that no longer exists.

    The public register says that residents reach us there, and they do not.
    """
    if is_open(account, context):
        platform = platforms()[account.platform]
        year = _retired()[account.platform].year
        yield Problem(
            "platform",
            _("{id} is {status}, but {platform} closed in {year}.").format(
                id=account.id, status=account.status, platform=platform.title, year=year
            ),
            _("Close it: socialreg close {id}").format(id=account.id),
        )


def is_new_where_none_may_be(account: Account, context: Context) -> bool:
    """The account was or is to be opened where the policy of the day has no new ones."""
    if not _chooses(context.guidelines):  # as most: then no day needs looking up
        return account.status in _ASKED_FOR and is_on_retired_platform(account, context)
    day = _judged_on(account, context)
    if day is None:
        return False
    edition = edition_on(context.guidelines, day)
    if edition and (edition.closed_platforms or edition.allowed_platforms):
        return not may_be_opened(edition, account.platform, day)
    return account.status in _ASKED_FOR and is_on_retired_platform(account, context)


@functools.lru_cache(maxsize=16)
def _chooses(guidelines: Guidelines) -> bool:
    """Whether any edition says which platforms there may be new accounts on."""
    return any(found.closed_platforms or found.allowed_platforms for found in guidelines.editions)


@rule(
    "IDN008",
    severity=Severity.ERROR,
    when=is_new_where_none_may_be,
    clause=_OUR_PROPOSAL,
    example=Example.GUIDELINES,
    wrong='[[closed_platforms]]\nplatform = "facebook"\nsince = 2019-03-01',
    right='[[closed_platforms]]\nplatform = "facebook"\nsince = 2019-03-02',
)
def platform_closed_for_new_accounts(account: Account, context: Context) -> Iterator[Problem]:
    """A new account is on a platform where none may be opened.

    The platform has been decided on for all accounts; those that were there before may stay.
    Judged by the guidelines of the day when the account was opened or is applied for.
    """
    if day := _judged_on(account, context):
        why = why_not_opened(edition_on(context.guidelines, day), account.platform, day)
        yield Problem("platform", f"{account.id}: {why}.", _way_out(account))


def _judged_on(account: Account, context: Context) -> dt.date | None:
    """The day by whose policy the account may be new; None for what is over, or always was."""
    if account.status in _ASKED_FOR:
        return context.as_of  # it can only be opened from now on
    return opening_day(account, context.as_of) if is_open(account, context) else None


def _way_out(account: Account) -> str:
    if account.status is Status.APPLIED:
        return _(
            "Decline it: socialreg decline {id}. Is it to be an exception: socialreg waive {id} "
            "IDN008"
        ).format(id=account.id)
    if account.status is Status.APPROVED:
        return _("Do not open it. Is it to be an exception: socialreg waive {id} IDN008").format(
            id=account.id
        )
    return _(
        "Close it: socialreg close {id}. Is it an exception: socialreg waive {id} IDN008"
    ).format(id=account.id)
