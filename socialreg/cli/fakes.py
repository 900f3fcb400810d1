"""``socialreg report-fake``: record an account that pretends to be ours, and what comes of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, NamedTuple

import typer

from socialreg import fakes, platforms, store
from socialreg.cli import change, parsers, prompts, session
from socialreg.cli.options import Day, complete_account
from socialreg.errors import UsageError
from socialreg.i18n import N_, _
from socialreg.lifecycle import Forbidden
from socialreg.model import Impostor, Register, Report, ReportOutcome
from socialreg.names import impostor_keys
from socialreg.platforms import Profile, Refusal
from socialreg.text import brief

HELP = {
    "report-fake": (
        N_(
            "It records the fake here; report it to the platform on the fake’s own page. Run it "
            "again for the same address to add a report, or what came of it with --outcome."
        ),
        "socialreg report-fake https://www.facebook.com/hoganasbib1iotek --to Facebook",
    )
}


def report_fake(
    url: Annotated[
        str | None, typer.Argument(metavar="[URL]", help=N_("The fake’s address."))
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
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help=N_("What the fake calls itself."))
    ] = None,
    imitates: Annotated[
        str | None,
        typer.Option(
            "--imitates",
            metavar="ID",
            autocompletion=complete_account,
            help=N_("The account of ours that it is like."),
        ),
    ] = None,
    day: Day = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="TEXT", help=N_("To whom it was reported on that day.")),
    ] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="NUMBER", help=N_("The receiver’s number."))
    ] = None,
    outcome: Annotated[
        ReportOutcome | None, typer.Option("--outcome", help=N_("What came of it on that day."))
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help=N_("Internal: never published."))
    ] = None,
) -> int:
    """Record a fake account, or what has happened to a known one."""
    root = change.ready()
    change.check_recordable(root)
    register = store.load(root, session.today())
    if reference and not to:
        raise UsageError(
            _("{option} is missing.").format(option="--to"),
            _("Say who gave the reference, for example: --to Facebook"),
        )
    profile = _profile(url, platform, register)
    facts = _Facts(name, imitates, day, to, reference, outcome, note)
    before = fakes.known(_keys(profile, register), register)
    if before is None:
        facts = _asked(facts, register)
        taken = {fake.id for fake in register.impostors}
        after = fakes.discovered(profile, facts.day or session.today(), taken)
    else:
        after = before
    after = _told(after, facts, register)
    change.record_fake(after, is_new=before is None, reference=facts.reference)
    _say(after, is_new=before is None)
    return 0


class _Facts(NamedTuple):
    """What is told of a fake, by options or by answers."""

    name: str | None
    imitates: str | None
    day: dt.date | None
    to: str | None
    reference: str | None
    outcome: ReportOutcome | None
    note: str | None


def _asked(facts: _Facts, register: Register) -> _Facts:
    """The *facts* of a new fake, after the questions about what is missing."""
    day = facts.day or prompts.date("--date", _("When was it discovered?"))
    name = facts.name or prompts.optional("--name", _("What does it call itself?"))
    imitates = facts.imitates or prompts.optional(
        "--imitates", _("Which account of ours is it like? Its id"), parse=_account_of(register)
    )
    to = facts.to or prompts.optional("--to", _("To whom have you reported it?"))
    reference = facts.reference
    if to and reference is None:
        reference = prompts.optional("--reference", _("The receiver’s number"))
    return facts._replace(day=day, name=name, imitates=imitates, to=to, reference=reference)


def _told(fake: Impostor, facts: _Facts, register: Register) -> Impostor:
    """*fake* with the *facts*; UsageError when they cannot be."""
    on = facts.day or session.today()
    if facts.imitates:
        _account_of(register)(facts.imitates)
    fake = replace(
        fake,
        name=facts.name or fake.name,
        imitates=facts.imitates or fake.imitates,
        note=facts.note or fake.note,
    )
    if facts.to:
        report = Report(to=facts.to, date=on, reference=facts.reference)
        fake = _allowed(fakes.reported(fake, report))
    if facts.outcome:
        fake = _allowed(fakes.decided(fake, facts.outcome, on))
    return fake


def _profile(url: str | None, platform: str | None, register: Register) -> Profile:
    """Whose account the address is; UsageError when it cannot be read, or is ours."""

    def parsed(address: str) -> Profile:
        domains = register.settings.site.own_domains
        found = platforms.parse_url(address, platform=platform, own_domains=domains)
        if isinstance(found, Refusal):
            raise UsageError(found.message(), found.hint())
        if account := fakes.ours(_keys(found, register), register):
            raise UsageError(
                _("{url} is {id}, an account of ours.").format(url=brief(found.url), id=account.id),
                _("See it: socialreg show {id}").format(id=account.id),
            )
        return found

    return parsed(url) if url else prompts.answer("URL", _("The fake’s address?"), parsed)


def _keys(profile: Profile, register: Register) -> frozenset[str]:
    fake = fakes.discovered(profile, session.today(), ())
    return impostor_keys(fake, register.settings.site.own_domains)


def _account_of(register: Register) -> Callable[[str], str]:
    """A parser of the id of an account in the *register*; UsageError when there is none."""

    def parse(text: str) -> str:
        wanted = parsers.account_id(text)
        if register.get(wanted) is None:
            raise store.unknown(session.root(), wanted)
        return wanted

    return parse


def _allowed(outcome: Impostor | Forbidden) -> Impostor:
    if isinstance(outcome, Forbidden):
        raise UsageError(outcome.message, outcome.hint)
    return outcome


def _say(fake: Impostor, *, is_new: bool) -> None:
    """Say that it is done, and what comes next."""
    again = f"socialreg report-fake {fake.url}"
    if fake.outcome is not ReportOutcome.OPEN:
        next_step = _("Publish it: socialreg render")
    elif not fake.reports:
        next_step = _(
            "Report it on the fake’s own page, under … or “Report”, as an account that pretends "
            "to be somebody else. Then: {command} --to {platform}"
        ).format(command=again, platform=platforms.platforms()[fake.platform].title)
    else:
        next_step = _("When the platform has answered: {command} --outcome removed").format(
            command=again
        )
    done = _("{id} is recorded as a fake.") if is_new else _("The fake {id} is updated.")
    change.tell(done.format(id=fake.id), next_step)
