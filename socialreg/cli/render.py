"""``socialreg render``: the public website."""

from pathlib import Path
from typing import Annotated

import typer

from socialreg.cli import change, console, session
from socialreg.cli.publication import published
from socialreg.i18n import N_, _, ngettext
from socialreg.paths import SETTINGS_PATH
from socialreg.publish.exports import left_out
from socialreg.publish.output import refuse_unusable
from socialreg.publish.rendering import render_site

HELP = {
    "render": (
        N_(
            "Writes what is committed, as of the commit’s own day, so that the same commit gives "
            "the same bytes everywhere. The folder is replaced as a whole; it must be empty or "
            "made by this command."
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
) -> int:
    """Write the website."""
    root = session.root()
    out = out or root / "public"
    refuse_unusable(out, root)
    publication = published(working_tree=working_tree)
    count = render_site(publication, out, root)
    missing = left_out(publication.register.settings)
    if missing:
        console.warn(
            _("Left out, because the website’s address is not in {path}: {files}").format(
                path=SETTINGS_PATH, files=", ".join(missing)
            )
        )
    change.tell(
        ngettext(
            "{n} file is written to {folder}.", "{n} files are written to {folder}.", count
        ).format(n=count, folder=out),
        _("Open it: {file}").format(file=out / "index.html"),
    )
    return 0
