"""``socialreg render``: the public website."""

from pathlib import Path
from typing import Annotated

import typer

from socialreg.cli import change, console, session
from socialreg.cli.progress import shown
from socialreg.cli.publication import committed, published
from socialreg.errors import UsageError
from socialreg.i18n import N_, _, ngettext
from socialreg.paths import SETTINGS_PATH
from socialreg.publish.exports import left_out
from socialreg.publish.inventory import intact
from socialreg.publish.output import Filled, refuse_unusable
from socialreg.publish.program import fingerprint
from socialreg.publish.rendering import render_site

HELP = {
    "render": (
        N_(
            "Writes what is committed, as of the commit’s own day, so that the same commit gives "
            "the same bytes everywhere. The folder is replaced as a whole; it must be empty or "
            "made by this command. For a pull request: --trust main."
        ),
        "socialreg render --out public",
    )
}


def render(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help=N_("The website’s folder; else public.")),
    ] = None,
    working_tree: Annotated[
        bool, typer.Option("--working-tree", help=N_("Show what is not committed, too."))
    ] = False,
    trust: Annotated[
        str | None,
        typer.Option(
            "--trust",
            metavar="REV",
            show_default=False,
            help=N_("Take templates, guidelines and register.toml from that revision."),
        ),
    ] = None,
) -> int:
    """Write the website."""
    if working_tree and trust is not None:
        raise UsageError(
            _("--working-tree and --trust cannot be used together."),
            _("What is not committed is your own: leave --trust out."),
        )
    root = session.root()
    out = out or root / "public"
    refuse_unusable(out, root)
    made_from = None if working_tree else fingerprint(*committed(trust))
    if made_from and intact(out, made_from) is not None:
        change.tell(_("Nothing has changed in {folder}.").format(folder=out), _open(out))
        return 0
    publication = published(working_tree=working_tree, trust=trust)
    with shown(_("Writing the website")) as progress:
        filled = render_site(publication, out, root, progress)
    missing = left_out(publication.register.settings)
    if missing:
        console.warn(
            _("Left out, because the website’s address is not in {path}: {files}").format(
                path=SETTINGS_PATH, files=", ".join(missing)
            )
        )
    change.tell(_written(filled, out), _open(out))
    return 0


def _written(filled: Filled, out: Path) -> str:
    if filled.changed == filled.files:
        return ngettext(
            "{n} file is written to {folder}.", "{n} files are written to {folder}.", filled.files
        ).format(n=filled.files, folder=out)
    return ngettext(
        "{n} file in {folder} is new or changed, of {all}.",
        "{n} files in {folder} are new or changed, of {all}.",
        filled.changed,
    ).format(n=filled.changed, folder=out, all=filled.files)


def _open(out: Path) -> str:
    return _("Open it: {file}").format(file=out / "index.html")
