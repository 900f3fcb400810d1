"""``socialreg init``: a new register, in a folder and git repository of its own."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

import typer

from socialreg import founding, i18n
from socialreg.cli import console, newfolder, parsers, prompts, session
from socialreg.cli.options import parse_date
from socialreg.errors import UsageError
from socialreg.git import record, states
from socialreg.git.change import Change
from socialreg.git.repository import Repository, init_repository, open_repository
from socialreg.i18n import N_, _
from socialreg.model import Office, Organisation, Settings, Site
from socialreg.shell import command_line
from socialreg.text import brief, clean

HELP = {
    "init": (
        N_(
            "Writes the settings, the first edition of the guidelines, help for editors and "
            "files for the checks of your forge, and makes the first commit. DIR is a new or "
            "empty folder, or a repository that you have just made on a forge and cloned."
        ),
        "socialreg init konton --name 'Höganäs kommun' --code 1284 --forge github",
    )
}

# What a repository holds that was made on a forge; what is there already stays as it is.
_FROM_A_FORGE = (".git", ".gitattributes", ".gitignore", "LICENSE", "LICENSE.md", "README.md")
_NO_FORGE = "none"
_PLAIN_BRANCH = re.compile(r"[A-Za-z0-9._/-]+", re.ASCII)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=N_("The register’s folder."))],
    name: Annotated[
        str | None,
        typer.Option(
            "--name",
            metavar="TEXT",
            help=N_("What the organisation is called."),
        ),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact",
            metavar="TEXT",
            help=N_("The office that answers questions about the register."),
        ),
    ] = None,
    email: Annotated[
        str | None,
        typer.Option(
            "--email",
            metavar="MAIL",
            parser=parsers.email,
            help=N_("That office’s function mailbox."),
        ),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(
            "--code",
            metavar="NNNN",
            parser=parsers.municipality_code,
            help=N_("The municipality’s code, as 1284."),
        ),
    ] = None,
    number: Annotated[
        str | None,
        typer.Option(
            "--number",
            metavar="NUMBER",
            parser=parsers.organisation_number,
            help=N_("The organisation number, as 212000-1165."),
        ),
    ] = None,
    website: Annotated[
        str | None,
        typer.Option(
            "--website",
            metavar="URL",
            parser=parsers.website,
            help=N_("The organisation’s website."),
        ),
    ] = None,
    color: Annotated[
        str | None,
        typer.Option(
            "--color",
            metavar="#RRGGBB",
            parser=parsers.color,
            help=N_("The organisation’s colour, for the public website."),
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="|".join(i18n.LANGUAGES),
            help=N_("The register’s own language; else the one that you read this in."),
        ),
    ] = None,
    forge: Annotated[
        str,
        typer.Option(
            "--forge",
            metavar="|".join((*founding.FORGES, _NO_FORGE)),
            help=N_("Where the register will be checked and published from."),
        ),
    ] = _NO_FORGE,
    edition: Annotated[
        str | None,
        typer.Option(
            "--edition",
            metavar="ID",
            help=N_("What your guidelines are called, as 2018-11; else this month."),
        ),
    ] = None,
    since: Annotated[
        dt.date | None,
        typer.Option(
            "--edition-from",
            metavar="YYYY-MM-DD",
            parser=parse_date,
            help=N_("The first day on which they are in force; else today."),
        ),
    ] = None,
) -> int:
    """Make a new register."""
    language = _one_of("--language", language or i18n.language(), i18n.LANGUAGES)
    forge = _one_of("--forge", forge, (*founding.FORGES, _NO_FORGE))
    folder = folder.absolute()
    _check_place(folder)
    with newfolder.taken(folder, beside=_FROM_A_FORGE) as kept:
        if ".git" not in kept:
            init_repository(folder)
        with open_repository(folder) as repository:
            # Asked first: nobody should answer questions and then hear that git is not ready.
            branch = states.check(repository, ()).branch
            settings = Settings(
                language=language,
                organisation=Organisation(
                    name=name or prompts.text("--name", _("What is the organisation called?")),
                    code=code,
                    number=number,
                    website=website,
                ),
                contact=_office(contact, email),
                site=Site(color=color),
            )
            first = founding.first_guidelines(
                since or session.today(), edition=edition, language=language
            )
            files = founding.new_register(
                settings,
                first,
                None if forge == _NO_FORGE else forge,
                branch=branch if _PLAIN_BRANCH.fullmatch(branch) else "main",
            )
            _record(repository, settings, files, kept)
    _tell(folder, settings, kept)
    return 0


def _one_of(option: str, word: str, known: tuple[str, ...]) -> str:
    if word in known:
        return word
    raise UsageError(
        _("“{word}” is not possible for {option}.").format(word=brief(word), option=option),
        _("Use one of: {words}.").format(words=", ".join(known)),
    )


def _office(name: str | None, email: str | None) -> Office:
    question = _("Which office answers questions about the register?")
    return Office(
        name=name or prompts.text("--contact", question),
        email=email
        or prompts.answer("--email", _("That office’s function mailbox?"), parsers.email),
    )


def _check_place(folder: Path) -> None:
    """Raise UsageError if *folder* is inside another repository: a register is one of its own."""
    if (folder / ".git").exists():
        return
    for place in folder.parents:
        if (place / ".git").exists():
            raise UsageError(
                _("{folder} is inside the git repository {other}.").format(
                    folder=clean(str(folder)), other=clean(str(place))
                ),
                _(
                    "A register is a repository of its own: name a folder outside. If you do "
                    "want it there, run “{command}” first."
                ).format(command=command_line("git", "init", "-b", "main", str(folder))),
            )


def _record(
    repository: Repository, settings: Settings, files: Mapping[str, bytes], kept: Collection[str]
) -> None:
    """Write and commit the *files* that are not there already (*kept*), as the user."""
    new = {path: content for path, content in files.items() if path not in kept}
    change = Change(
        contents=new, message=founding.first_message(settings), expected=dict.fromkeys(new)
    )
    done = record.commit(repository, change)
    if done.warning:
        console.warn(done.warning)


def _tell(folder: Path, settings: Settings, kept: tuple[str, ...]) -> None:
    console.done(
        _("The register of {organisation} is in {folder}.").format(
            organisation=clean(settings.organisation.name), folder=clean(str(folder))
        )
    )
    if left := [name for name in kept if name != ".git"]:
        console.say(_("Left as it was: {names}.").format(names=", ".join(left)))
    console.say(_("Next, in that folder: socialreg add URL"))
