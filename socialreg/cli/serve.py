"""``socialreg serve``: the website of the files as they are now, in a browser on this computer."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from socialreg.cli import console, session
from socialreg.cli.listener import free_listener
from socialreg.cli.publication import published
from socialreg.errors import SocialregError
from socialreg.i18n import N_, _
from socialreg.paths import DATA_DIR
from socialreg.publish.preview import Preview

HELP = {
    "serve": (
        N_(
            "Shows the files as they are now, also what is not committed. A change of a file is "
            "in the browser at once. Only this computer can see it. Ctrl-C ends it."
        ),
        "socialreg serve --open",
    )
}
_PORT = 8484
_SOONEST = 0.3  # seconds between two looks at the files
_SHARE = 10  # a look takes at most a tenth of the time


def serve(
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="NUMBER",
            min=1,
            max=65535,
            show_default=False,
            help=N_("The port; else 8484, or the next one that is free."),
        ),
    ] = None,
    browse: Annotated[bool, typer.Option("--open", help=N_("Open the browser, too."))] = False,
) -> int:
    """Show the website, and what becomes of it."""
    root = session.root()
    preview = Preview(run=f"{time.time_ns()}-")
    with free_listener(preview, port or _PORT, only=port is not None) as listener:
        console.done(
            _("The website is shown at {address}").format(address=listener.address),
            _("Change a file, and the page follows. Ctrl-C ends it."),
        )
        with suppress(KeyboardInterrupt):
            _follow(preview, root, listener.address if browse else None)
        console.say(_("The preview has ended."))
    return 0


def _follow(preview: Preview, root: Path, browse: str | None) -> None:
    """Show the register in *root* in the *preview*, again after each change; without end."""
    seen: object = None
    while True:
        before = time.monotonic()
        found = _state(root)
        if found != seen:
            seen = found
            _show(preview)
            if browse:
                typer.launch(browse)
                browse = None
        time.sleep(max(_SOONEST, _SHARE * (time.monotonic() - before)))


def _show(preview: Preview) -> None:
    try:
        preview.show(published(working_tree=True))
    except SocialregError as error:
        preview.fail(error)
        console.complain(error.message, error.next_step)
    else:
        console.say(_("Shown as of {time}.").format(time=time.strftime("%H:%M:%S")))


def _state(root: Path) -> tuple[tuple[str, int, int], ...]:
    """What would be another if a file of the register had changed."""
    return tuple(sorted(_stamps(root)))


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for top in (DATA_DIR, "templates"):
        for folder, folders, names in os.walk(root / top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = f"{folder}{os.sep}{name}"
                with suppress(OSError):  # gone again meanwhile
                    found = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - thousands of them
                    yield path, found.st_mtime_ns, found.st_size
