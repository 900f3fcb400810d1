"""``socialreg demo``: a sample register with years of history, to try things out in."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from socialreg.cli import console, newfolder, session
from socialreg.cli.publication import published
from socialreg.cli.validate import validate
from socialreg.git import record
from socialreg.git.change import Change
from socialreg.git.repository import init_repository, open_repository
from socialreg.i18n import N_, _, date_text
from socialreg.publish.findings import FindingFormat
from socialreg.publish.rendering import render_site
from socialreg.sample import play
from socialreg.sample.scenario import sample_scenario
from socialreg.shell import command_line
from socialreg.text import clean

HELP = {
    "demo": (
        N_(
            "The register of a municipality that does not exist, with accounts of every kind and "
            "six years of history by its people. It is checked, and its website is made. What is "
            "found in it is part of the sample. The folder is yours to change and to delete; "
            "nothing else is touched."
        ),
        "socialreg demo demo",
    )
}

_SITE = "public"

# Three things to try, each with a command: look, ask, do.
_TRY = (
    (N_("See what is wrong, and what to do:"), "socialreg validate traffpunkten-facebook"),
    (N_("Ask who changed what, and when:"), "socialreg history gymnasiet-facebook"),
    (N_("Open an account that has been approved:"), "socialreg open omsorgen-instagram"),
)


def demo(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="[DIR]", show_default=False, help=N_("A new or empty folder; else demo.")
        ),
    ] = Path("demo"),
) -> int:
    """Make a sample register, check it and make its website."""
    scenario = sample_scenario()
    root = folder.absolute()
    with newfolder.taken(root):
        _play(root, play.changes(scenario), play.length(scenario))
        session.enter(root)
        validate(output_format=FindingFormat.CONCISE, as_of=play.last_day(scenario))
        render_site(published(), root / _SITE, root)
    console.done(
        _("{folder} holds the register of {name}: {n} changes since {date}.").format(
            folder=clean(str(folder)),
            name=scenario.settings.organisation.name,
            n=play.length(scenario),
            date=date_text(scenario.founded),
        )
    )
    _tell_what_next(folder)
    return 0


def _play(root: Path, changes: Iterable[Change], count: int) -> None:
    """Record the *changes*, so many in all, in a new repository at *root*."""
    from rich.progress import track

    init_repository(root)
    with open_repository(root) as repository:
        for change in track(
            changes,
            description=_("Six years in the life of a register"),
            total=count,
            console=console.err(),
            transient=True,
            disable=not console.err().is_terminal,
        ):
            record.commit(repository, change)


def _tell_what_next(folder: Path) -> None:
    console.say(_("What was found is part of the sample: look how it is told, and what mends it."))
    console.say("")
    console.say(_("To look at the website, open this file in your browser:"))
    console.say(f"  {clean(str(folder / _SITE / 'index.html'))}")
    console.say(
        _("To try more, go to the folder: {command}").format(
            command=command_line("cd", str(folder))
        )
    )
    for what, command in _TRY:
        console.say(f"  {_(what)}\n    {command}")
