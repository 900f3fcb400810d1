"""IDN: is the account the one it says it is? Handle, address and platform must agree."""

from collections.abc import Iterator

from socialreg.i18n import _
from socialreg.model import Account, Context, Kind
from socialreg.parsing import parse_account
from socialreg.platforms import Inspection, inspect, platforms
from socialreg.rules.base import (
    Edit,
    Example,
    Finding,
    Problem,
    Severity,
    register_rule,
    rule,
)
from socialreg.rules.clauses import FINDABLE
from socialreg.rules.overview import Overview
from socialreg.scripts import deceptions
from socialreg.shell import command_line

_OF_A_PERSON = (
    "Höganäs e-tjänst 696, Profilbild och bakgrundsbild: ”Konton som drivs i tjänsten av enskilda "
    "individer kan ha enbart en selfie som profilbild. Det måste då i beskrivningen av kontot "
    "tydligt framgå att Höganäs kommun är avsändare och att personen driver kontot som "
    "tjänsteperson.”"
)


def is_flawed(account: Account, context: Context) -> bool:
    """Handle, address and id do not all fit, are not spelled as they should be, or are a person's.

    Of those that are written in deceptive letters IDN009 tells.
    """
    seen = _inspected(account, context)
    if seen.canonical and seen.agrees and seen.refusal is None and not _is_personal(seen):
        return False
    return not any(deceptions(f"{account.handle} {account.url}"))


def _is_personal(seen: Inspection) -> bool:
    return seen.profile is not None and seen.profile.personal


def _inspected(account: Account, context: Context) -> Inspection:
    return inspect(
        account.platform,
        account.handle,
        account.url,
        account.platform_id,
        context.settings.site.own_domains,
    )


@rule(
    "IDN001",
    severity=Severity.ERROR,
    when=is_flawed,
    clause=FINDABLE,
    wrong='platform = "x"\nhandle = "sjö-hamn"\nurl = "https://x.com/sjohamn"',
    right='platform = "x"\nhandle = "sjohamn"\nurl = "https://x.com/sjohamn"',
)
def invalid_handle(account: Account, context: Context) -> Iterator[Problem]:
    """The platform cannot have a handle or an id like this.

    Who searches for it finds nothing, or somebody else.
    """
    seen = _inspected(account, context)
    for field, refusal in (("handle", seen.handle), ("platform_id", seen.platform_id)):
        if refusal and refusal != seen.url:  # of a host in both, the address tells
            yield Problem(
                field,
                f"{account.id}: {refusal.message()}",
                _("Mend it: socialreg edit {id} {field}=…").format(id=account.id, field=field),
            )


@rule(
    "IDN002",
    severity=Severity.ERROR,
    when=is_flawed,
    clause=FINDABLE,
    wrong='platform = "instagram"\nhandle = "sjohamn"\nurl = "https://www.facebook.com/sjohamn"',
    right='platform = "instagram"\nhandle = "sjohamn"\nurl = "https://www.instagram.com/sjohamn/"',
)
def unusable_address(account: Account, context: Context) -> Iterator[Problem]:
    """The address is not that of an account on the platform.

    The address is what people follow from the public page; a post, a short link or another
    site’s address leads them astray.
    """
    if refusal := _inspected(account, context).url:
        yield Problem("url", f"{account.id}: {refusal.message()}", refusal.hint())


@rule(
    "IDN003",
    severity=Severity.ERROR,
    when=is_flawed,
    clause=FINDABLE,
    wrong='handle = "sjohamnsbibliotek"\nurl = "https://www.facebook.com/sjohamnssimhall"',
    right='handle = "sjohamnssimhall"\nurl = "https://www.facebook.com/sjohamnssimhall"',
)
def handle_and_address_disagree(account: Account, context: Context) -> Iterator[Problem]:
    """The handle and the address belong to different accounts.

    One of them is not ours, and nobody can tell which.
    """
    if not _inspected(account, context).agrees:
        yield Problem(
            "url",
            _("{id}: the handle “{handle}” and the address mean different accounts.").format(
                id=account.id, handle=account.handle
            ),
            _("Give the right one, the other follows: socialreg edit {id} url=…").format(
                id=account.id
            ),
        )


def _canonical_address(content: bytes, finding: Finding, context: Context) -> Edit | None:
    from socialreg.positions import Positions  # imported late: only mending needs it

    account, span = parse_account(finding.account, content), Positions(content).span("url")
    if not isinstance(account, Account) or span is None:
        return None
    profile = _inspected(account, context).profile
    return Edit(*span, f'"{profile.url}"'.encode()) if profile else None


@rule(
    "IDN004",
    severity=Severity.WARNING,
    when=is_flawed,
    fix=_canonical_address,
    clause=FINDABLE,
    wrong='url = "http://facebook.com/sjohamnsbibliotek?ref=ts"',
    right='url = "https://www.facebook.com/sjohamnsbibliotek"',
)
def address_not_canonical(account: Account, context: Context) -> Iterator[Problem]:
    """The address is spelled another way than the platform’s own.

    Trackers and old spellings make one account look like two.
    """
    seen = _inspected(account, context)
    if seen.url is None and seen.agrees and not seen.canonical and seen.profile:
        yield Problem(
            "url",
            _("{id}: {platform} spells this address {url}").format(
                id=account.id, platform=platforms()[account.platform].title, url=seen.profile.url
            ),
            _("Mend it: {command}").format(
                command=command_line("socialreg", "edit", account.id, f"url={seen.profile.url}")
            ),
        )


@register_rule(
    "IDN005",
    severity=Severity.ERROR,
    clause=FINDABLE,
    example=Example.ACCOUNTS,
    wrong='platform_id = "100064812345678"\n---\nplatform_id = "100064812345678"',
    right='platform_id = "100064812345678"\n---\nplatform_id = "100064887654321"',
)
def same_id_twice(overview: Overview) -> Iterator[Problem]:
    """Two accounts have the same id of the platform’s, under different handles.

    The id stays when the handle changes, so they are one account, or one of the ids is wrong.
    """
    for double in overview.doubles:
        if double.by_id:
            entry, owner = double.entry, double.owner
            yield Problem(
                "platform_id",
                _("{id} has the same platform_id as {other}.").format(id=entry.id, other=owner.id),
                _(
                    "Correct the wrong one: socialreg edit {id} platform_id=… Are they the same "
                    "account, keep the entry that was there first."
                ).format(id=entry.id),
                path=entry.path,
            )


_PERSONAL = (
    'platform = "linkedin"\nhandle = "in/anna-andersson-1234"\n'
    'url = "https://www.linkedin.com/in/anna-andersson-1234/"\n'
)


@rule(
    "IDN006",
    severity=Severity.ERROR,
    when=is_flawed,
    clause=_OF_A_PERSON,
    wrong=_PERSONAL,
    right=f'{_PERSONAL}kind = "official"',
)
def personal_profile(account: Account, context: Context) -> Iterator[Problem]:
    """A person’s profile is registered as a unit’s or a campaign’s account.

    It belongs to the person, who takes it along: the unit’s followers, messages and records too.
    """
    if account.kind is not Kind.OFFICIAL and _is_personal(_inspected(account, context)):
        yield Problem(
            "url",
            _("{id} is a person’s profile on {platform}, but its kind is “{kind}”.").format(
                id=account.id, platform=platforms()[account.platform].title, kind=account.kind
            ),
            _(
                "Is it run in service: socialreg edit {id} kind=official. If not, give the unit’s "
                "own page: socialreg edit {id} url=…"
            ).format(id=account.id),
        )
