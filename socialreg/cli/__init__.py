"""The command line: which language, which command, and what becomes of an error.

This is the only place where errors are printed and exit statuses made:
0 done and clean, 1 the answer is bad, 2 it could not run, 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence

from socialreg import i18n
from socialreg.cli import console, session
from socialreg.errors import SocialregError
from socialreg.i18n import _

FAILED = 2
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    console.prepare()
    session.begin(arguments)
    _translate_typer(i18n.language())
    from socialreg.cli.app import application  # imported late: its texts need the language

    try:
        application().main(args=list(arguments), prog_name="socialreg")
    except SystemExit as end:
        status = _status(end)
        if status == INTERRUPTED:  # Typer has made an exit of the KeyboardInterrupt
            _say_interrupted(arguments)
        return status
    except SocialregError as error:
        console.complain(error.message, error.next_step)
        return FAILED
    except KeyboardInterrupt:
        _say_interrupted(arguments)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output (head, less) has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0


def _status(end: SystemExit) -> int:
    return end.code if isinstance(end.code, int) else 0


def _say_interrupted(arguments: Sequence[str]) -> None:
    from socialreg.cli import prompts  # imported late: only an interruption needs it

    console.complain(_("Interrupted. Nothing was changed."), prompts.how_to_go_on(arguments))


def _translate_typer(language: str) -> None:
    """Make the words of Typer itself (“Usage”, “No such option”) come from our catalogue.

    Typer asks gettext's global domain, and gettext asks the environment for the language.
    """
    import gettext

    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("socialreg", str(i18n.LOCALE_DIR))
    gettext.textdomain("socialreg")
