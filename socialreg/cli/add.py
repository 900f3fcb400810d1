"""``socialreg add``: apply for a new account, or register one that already exists."""

import datetime as dt
from typing import Annotated

import typer

from socialreg import platforms, store
from socialreg.acts import Act
from socialreg.cli import change, prompts, session
from socialreg.cli.options import Reference, parse_date
from socialreg.errors import UsageError
from socialreg.filenames import slug
from socialreg.i18n import N_, _
from socialreg.lifecycle import STATUS_WORDS
from socialreg.model import Account, Application, Contact, Kind, Register, Source, Status
from socialreg.names import names
from socialreg.platforms import Profile, Refusal
from socialreg.text import nearest

HELP = {
    "add": (
        N_(
            "From the address it fills in platform, handle and the canonical address, and asks "
            "for what is missing. A new account begins as applied for; an account that is "
            "already in use is registered with --opened."
        ),
        "socialreg add https://www.facebook.com/hoganasbibliotek --unit 'Höganäs bibliotek'",
    )
}


def add(
    url: Annotated[
        str | None, typer.Argument(metavar="[URL]", help=N_("The account's address."))
    ] = None,
    account_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help=N_("The permanent id; else proposed."))
    ] = None,
    platform: Annotated[
        str | None,
        typer.Option(
            "--platform", metavar="PLATFORM", help=N_("Needed where the address does not tell.")
        ),
    ] = None,
    handle: Annotated[
        str | None, typer.Option("--handle", metavar="HANDLE", help=N_("Instead of the address."))
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help=N_("What the account is called."))
    ] = None,
    kind: Annotated[
        Kind | None,
        typer.Option("--kind", help=N_("A unit's, a person's in service, or a campaign's.")),
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="TEXT", help=N_("The unit whose account it is."))
    ] = None,
    department: Annotated[
        str | None, typer.Option("--department", metavar="TEXT", help=N_("The unit's department."))
    ] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", metavar="TEXT", help=N_("What people find there."))
    ] = None,
    audience: Annotated[
        str | None, typer.Option("--audience", metavar="TEXT", help=N_("For whom it is."))
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option("--language", metavar="CODE", help=N_("Its language, as sv; repeatable.")),
    ] = None,
    contact_role: Annotated[
        str | None,
        typer.Option("--contact-role", metavar="ROLE", help=N_("Who answers for it: a title.")),
    ] = None,
    contact_deputy: Annotated[
        str | None, typer.Option("--contact-deputy", metavar="ROLE", help=N_("The deputy's title."))
    ] = None,
    contact_email: Annotated[
        str | None,
        typer.Option("--contact-email", metavar="MAIL", help=N_("A function mailbox.")),
    ] = None,
    received: Annotated[
        dt.date | None,
        typer.Option(
            "--received",
            metavar="YYYY-MM-DD",
            parser=parse_date,
            help=N_("The day the application came in; else today."),
        ),
    ] = None,
    guidelines: Annotated[
        str | None,
        typer.Option(
            "--guidelines", metavar="EDITION", help=N_("The edition the applicant has read.")
        ),
    ] = None,
    opened: Annotated[
        dt.date | None,
        typer.Option(
            "--opened",
            metavar="YYYY-MM-DD",
            parser=parse_date,
            help=N_("It is already in use, since this day."),
        ),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--case", metavar="SYSTEM:ID", help=N_("The application's number in an e-service.")
        ),
    ] = None,
    reference: Reference = None,
) -> int:
    """Add an account."""
    root = session.root()
    register = store.load(root, session.today())
    profile = _profile(url, platform, handle, kind, register)
    _refuse_duplicate(profile, register)
    name = name or prompts.text("--name", _("What is the account called?"), default=profile.handle)
    unit = unit or prompts.text("--unit", _("Which unit is it for?"))
    account = Account(
        id=account_id or _id_for(name, profile, register),
        name=name,
        platform=profile.platform,
        handle=profile.handle,
        url=profile.url,
        platform_id=profile.platform_id,
        kind=kind or Kind.UNIT,
        unit=unit,
        department=department or prompts.optional_text("--department", _("Department")),
        purpose=purpose or prompts.optional_text("--purpose", _("What will people find there?")),
        audience=audience,
        languages=tuple(language or ("sv",)),
        status=Status.ACTIVE if opened else Status.APPLIED,
        opened=opened,
        contact=_contact(contact_role, contact_deputy, contact_email),
        application=_application(received, guidelines, case, register, opened=opened),
    )
    change.create(account, Act("add", reference=reference))
    change.tell(_("{id} is added.").format(id=account.id), _next_step(account))
    return 0


def _profile(
    url: str | None,
    platform: str | None,
    handle: str | None,
    kind: Kind | None,
    register: Register,
) -> Profile:
    """What the address, or platform and handle, point at; UsageError when they cannot be used."""
    if platform is not None and platform not in platforms.platforms():
        raise UsageError(
            _("There is no platform “{platform}”.").format(platform=platform),
            _("Did you mean “{word}”?").format(word=near)
            if (near := nearest(platform, platforms.platforms()))
            else ", ".join(platforms.platforms()),
        )
    domains = register.settings.site.own_domains
    if handle and platform and not url:
        found = platforms.parse_handle(platform, handle, own_domains=domains)
    else:
        url = url or prompts.text("URL", _("The account's address?"))
        found = platforms.parse_url(url, platform=platform, own_domains=domains)
    if isinstance(found, Refusal):
        raise UsageError(found.message(), found.hint())
    if platforms.platforms()[found.platform].retired:
        raise UsageError(
            _("{platform} has closed down, so no account can be added there.").format(
                platform=platforms.platforms()[found.platform].name
            ),
            _("Add the account on another platform."),
        )
    if found.personal and kind is not Kind.OFFICIAL:
        raise UsageError(
            _("{url} is a person's profile, not an organisation's.").format(url=found.url),
            _("Give the organisation's page; for a person in service add --kind official."),
        )
    return found


def _refuse_duplicate(profile: Profile, register: Register) -> None:
    domains = register.settings.site.own_domains
    wanted = (profile.platform, profile.handle, profile.url, profile.platform_id)
    keys = platforms.keys(*wanted, own_domains=domains)
    for account in register:
        if account.status is Status.DECLINED:
            continue  # it never became ours, and may be applied for again
        if any(key in keys for key, _field in names(account, domains)):
            raise UsageError(
                _("{url} is already in the register: {id}, {status}.").format(
                    url=profile.url, id=account.id, status=_(STATUS_WORDS[account.status])
                ),
                _("See it: socialreg show {id}").format(id=account.id),
            )


def _id_for(name: str, profile: Profile, register: Register) -> str:
    """A free id made of name and platform, which the user may change when there is a terminal."""
    base = slug(f"{name} {profile.platform}") or f"{profile.platform}-1"
    taken = {account.id for account in register} | {fault.path for fault in register.faults}
    proposed, number = base, 2
    while proposed in taken:
        proposed, number = f"{base[:60]}-{number}", number + 1
    return (
        prompts.text("--id", _("The account's permanent id?"), default=proposed)
        if (prompts.is_interactive())
        else proposed
    )


def _contact(role: str | None, deputy: str | None, email: str | None) -> Contact | None:
    role = role or prompts.optional_text(
        "--contact-role", _("Who answers for it? A title, not a name")
    )
    if role is None:
        if email or deputy:
            raise UsageError(
                _("{option} is missing.").format(option="--contact-role"),
                _("Say in which role the account is answered for, for example Bibliotekschef."),
            )
        return None
    email = email or prompts.optional_text("--contact-email", _("The unit's function mailbox"))
    return Contact(role=role, deputy=deputy, email=email)


def _application(
    received: dt.date | None,
    guidelines: str | None,
    case: str | None,
    register: Register,
    *,
    opened: dt.date | None,
) -> Application | None:
    if opened and not received:
        return None  # registered afterwards: there was no application
    on = received or prompts.date(
        "--received", _("When did the application come in?"), default=session.today()
    )
    edition = register.guidelines.on(on)
    if guidelines is None:
        guidelines = prompts.optional_text(
            "--guidelines",
            _("Which edition of the guidelines has the applicant read?"),
            default=edition.id if edition and prompts.is_interactive() else None,
        )
    return Application(received=on, guidelines=guidelines, source=_source(case))


def _source(case: str | None) -> Source | None:
    if case is None:
        return None
    system, colon, number = case.partition(":")
    if not (system and colon and number):
        raise UsageError(
            _("“{case}” is not SYSTEM:ID.").format(case=case),
            _("For example: --case open-eplatform:6850"),
        )
    return Source(system=system, id=number)


def _next_step(account: Account) -> str:
    if account.status is Status.APPLIED:
        return _("Next, once the manager has approved: socialreg approve {id} --as manager").format(
            id=account.id
        )
    return _("Record who approved it: socialreg approve {id} --as manager").format(id=account.id)
