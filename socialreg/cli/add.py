"""``socialreg add``: apply for a new account, or register one that already exists."""

import datetime as dt
from typing import Annotated

import typer

from socialreg import platforms, store
from socialreg.acts import Act
from socialreg.cli import change, console, parsers, prompts, relations, session
from socialreg.cli.options import Reference, past_date
from socialreg.editing import disagreement
from socialreg.errors import UsageError
from socialreg.filenames import slug
from socialreg.i18n import N_, _
from socialreg.model import Account, Application, Contact, Kind, Register, Source, Status
from socialreg.paths import GUIDELINES_PATH
from socialreg.platforms import Profile, Refusal
from socialreg.text import brief

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
        str | None, typer.Argument(metavar="[URL]", help=N_("The account’s address."))
    ] = None,
    account_id: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="ID",
            parser=parsers.account_id,
            help=N_("The permanent id; else proposed."),
        ),
    ] = None,
    platform: Annotated[
        str | None,
        typer.Option(
            "--platform",
            metavar="PLATFORM",
            parser=parsers.platform,
            help=N_("Needed where the address does not tell."),
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
        typer.Option("--kind", help=N_("A unit’s, a person’s in service, or a campaign’s.")),
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="TEXT", help=N_("The unit whose account it is."))
    ] = None,
    department: Annotated[
        str | None, typer.Option("--department", metavar="TEXT", help=N_("The unit’s department."))
    ] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", metavar="TEXT", help=N_("What people find there."))
    ] = None,
    audience: Annotated[
        str | None, typer.Option("--audience", metavar="TEXT", help=N_("For whom it is."))
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            metavar="CODE",
            parser=parsers.language,
            help=N_("Its language, as sv; repeatable."),
        ),
    ] = None,
    contact_role: Annotated[
        str | None,
        typer.Option("--contact-role", metavar="ROLE", help=N_("Who answers for it: a title.")),
    ] = None,
    contact_deputy: Annotated[
        str | None, typer.Option("--contact-deputy", metavar="ROLE", help=N_("The deputy’s title."))
    ] = None,
    contact_email: Annotated[
        str | None,
        typer.Option(
            "--contact-email",
            metavar="MAIL",
            parser=parsers.email,
            help=N_("A function mailbox."),
        ),
    ] = None,
    received: Annotated[
        dt.date | None,
        typer.Option(
            "--received",
            metavar="YYYY-MM-DD",
            parser=past_date,
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
            parser=past_date,
            help=N_("It is already in use, since this day."),
        ),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--case", metavar="SYSTEM:ID", help=N_("The application’s number in an e-service.")
        ),
    ] = None,
    reference: Reference = None,
) -> int:
    """Add an account."""
    root = change.ready()
    change.check_recordable(root)
    register = store.load(root, session.today())
    profile = _profile(url, platform, handle, kind, register)
    _refuse_closed_platform(profile.platform, opened, register)
    name = name or prompts.text("--name", _("What is the account called?"), default=profile.handle)
    unit = unit or prompts.text("--unit", _("Which unit is it for?"))
    account = Account(
        id=_id(account_id, name, profile, set(store.account_ids(root))),
        name=name,
        platform=profile.platform,
        handle=profile.handle,
        url=profile.url,
        platform_id=profile.platform_id,
        kind=kind or Kind.UNIT,
        unit=unit,
        department=department or prompts.optional("--department", _("Department")),
        purpose=purpose or prompts.optional("--purpose", _("What will people find there?")),
        audience=audience,
        languages=tuple(language or ("sv",)),
        status=Status.ACTIVE if opened else Status.APPLIED,
        opened=opened,
        contact=_contact(contact_role, contact_deputy, contact_email),
        application=None
        if opened and not (received or guidelines or case)  # registered afterwards
        else _application(received, guidelines, case, register),
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
    domains = register.settings.site.own_domains

    def parsed(address: str) -> Profile:
        found = platforms.parse_url(address, platform=platform, own_domains=domains)
        return _usable(found, kind, register)

    if handle and not url:
        platform = platform or prompts.answer(
            "--platform", _("On which platform is it?"), parsers.platform
        )
        found = platforms.parse_handle(platform, handle, own_domains=domains)
        return _usable(found, kind, register)
    profile = parsed(url) if url else prompts.answer("URL", _("The account’s address?"), parsed)
    if handle:
        named = platforms.parse_handle(profile.platform, handle, own_domains=domains)
        if isinstance(named, Refusal):
            raise UsageError(named.message(), named.hint())
        if named.key != profile.key:
            change.refuse(disagreement())
    return profile


def _usable(found: Profile | Refusal, kind: Kind | None, register: Register) -> Profile:
    """What was *found*, when it can be added to the *register* as an account of that *kind*."""
    if isinstance(found, Refusal):
        raise UsageError(found.message(), found.hint())
    there = platforms.platforms()[found.platform]
    if there.retired:
        raise UsageError(
            _("{platform} has closed down, so no account can be added there.").format(
                platform=there.title
            ),
            _("Add the account on another platform."),
        )
    if found.personal and kind is not Kind.OFFICIAL:
        raise UsageError(
            _("{url} is a person’s profile, not an organisation’s.").format(url=brief(found.url)),
            _("Give the organisation’s page; for a person in service add --kind official."),
        )
    keys = platforms.keys(
        found.platform,
        found.handle,
        found.url,
        found.platform_id,
        own_domains=register.settings.site.own_domains,
    )
    relations.refuse_duplicate(found.url, keys, register)
    return found


def _refuse_closed_platform(platform: str, opened: dt.date | None, register: Register) -> None:
    """Raise UsageError where the guidelines want no account opened on that day, else from today on.

    What was opened before belongs into the register, whatever the guidelines say today.
    """
    why = change.why_no_account(register.guidelines, platform, opened or register.as_of)
    if why:
        raise UsageError(
            _("No account can be added here: {why}.").format(why=why),
            _("An exception has to be made in the guidelines first: {path}").format(
                path=GUIDELINES_PATH
            )
            if opened
            else _(
                "Choose another platform. Is the account in use since before: socialreg add URL "
                "--opened YYYY-MM-DD"
            ),
        )


def _id(given: str | None, name: str, profile: Profile, taken: set[str]) -> str:
    """The id that was *given*, or a free one that the user may change when there is a terminal."""

    def free(text: str) -> str:
        wanted = parsers.account_id(text)
        if wanted in taken:
            raise UsageError(
                _("There is already an account “{id}”.").format(id=wanted),
                _("An id is never used again: choose another with --id."),
            )
        return wanted

    if given:
        return free(given)
    base = slug(f"{name} {profile.platform}") or f"{profile.platform}-1"
    proposed, number = base, 2
    while proposed in taken:
        proposed, number = f"{base[:60].rstrip('-')}-{number}", number + 1
    if not console.is_interactive():
        return proposed
    return prompts.answer("--id", _("The account’s permanent id?"), free, default=proposed)


def _contact(role: str | None, deputy: str | None, email: str | None) -> Contact | None:
    role = role or prompts.optional("--contact-role", _("Who answers for it? A title, not a name"))
    if role is None:
        if email or deputy:
            raise UsageError(
                _("{option} is missing.").format(option="--contact-role"),
                _("Say in which role the account is answered for, for example Bibliotekschef."),
            )
        return None
    email = email or prompts.optional(
        "--contact-email", _("The unit’s function mailbox"), parse=parsers.email
    )
    return Contact(role=role, deputy=deputy, email=email)


def _application(
    received: dt.date | None, guidelines: str | None, case: str | None, register: Register
) -> Application:
    source = _source(case)
    on = received or prompts.date("--received", _("When did the application come in?"))
    edition = register.guidelines.on(on)
    guidelines = guidelines or prompts.optional(
        "--guidelines",
        _("Which edition of the guidelines has the applicant read?"),
        default=edition.id if edition and console.is_interactive() else None,
    )
    return Application(received=on, guidelines=guidelines, source=source)


def _source(case: str | None) -> Source | None:
    if case is None:
        return None
    system, colon, number = (part.strip() for part in case.partition(":"))
    if not (system and colon and number):
        raise UsageError(
            _("“{case}” is not SYSTEM:ID.").format(case=brief(case)),
            _("For example: --case open-eplatform:6850"),
        )
    return Source(system=system, id=number)


def _next_step(account: Account) -> str:
    if account.status is Status.APPLIED:
        return _("Next, once the manager has approved: socialreg approve {id} --as manager").format(
            id=account.id
        )
    return _("Record who approved it: socialreg approve {id} --as manager").format(id=account.id)
