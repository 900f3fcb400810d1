"""What happens to a known fake: it is discovered, reported, and something comes of it. Pure."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from socialreg.filenames import slug
from socialreg.i18n import _
from socialreg.lifecycle import Forbidden
from socialreg.model import Account, Impostor, Register, Report, ReportOutcome, Status
from socialreg.names import impostor_keys, names
from socialreg.platforms import Profile

# What a fake can be: an account that we no longer have, or never got.
_NOT_OURS = frozenset({Status.CLOSED, Status.DECLINED})


def ours(keys: Collection[str], register: Register) -> Account | None:
    """The account that has one of the names *keys* today, or is to have it."""
    domains = register.settings.site.own_domains
    return next(
        (
            account
            for account in register
            if account.status not in _NOT_OURS
            and any(
                key in keys and not field.startswith("previous[")
                for key, field in names(account, domains)
            )
        ),
        None,
    )


def known(keys: Collection[str], register: Register) -> Impostor | None:
    """The known fake that has one of the names *keys*."""
    domains = register.settings.site.own_domains
    return next(
        (fake for fake in register.impostors if impostor_keys(fake, domains) & set(keys)), None
    )


def discovered(profile: Profile, on: dt.date, taken: Collection[str]) -> Impostor:
    """A new fake at *profile*, with an id that is none of those *taken*."""
    base = slug(f"{profile.handle or profile.platform_id or ''} {profile.platform}")
    base = base or f"{profile.platform}-1"
    proposed, number = base, 2
    while proposed in taken:
        proposed, number = f"{base[:60].rstrip('-')}-{number}", number + 1
    return Impostor(
        id=proposed,
        platform=profile.platform,
        url=profile.url,
        handle=profile.handle,
        platform_id=profile.platform_id,
        discovered=on,
    )


def reported(fake: Impostor, report: Report) -> Impostor | Forbidden:
    """*fake* after one more *report*."""
    if refused := _too_early(fake, report.date):
        return refused
    return replace(fake, reports=(*fake.reports, report))


def decided(fake: Impostor, outcome: ReportOutcome, on: dt.date) -> Impostor | Forbidden:
    """*fake* after something came of the reports on that day; an open one has no such day."""
    if refused := _too_early(fake, on):
        return refused
    if outcome is fake.outcome:
        return fake
    day = None if outcome is ReportOutcome.OPEN else on
    return replace(fake, outcome=outcome, outcome_date=day)


def _too_early(fake: Impostor, day: dt.date) -> Forbidden | None:
    if day >= fake.discovered:
        return None
    return Forbidden(
        _("{date} is before the day on which the fake was discovered, {found}.").format(
            date=day, found=fake.discovered
        ),
        _("Correct one of the two."),
    )
