"""The command line: which language, which command, and what becomes of an error.

This is the only place where errors are printed and exit statuses made:
0 done and clean, 1 the answer is bad, 2 it could not run, 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence

from socialreg import i18n
from socialreg.cli import console, session
from socialreg.errors import NotPushedError, OutputError, PersonalDataError, SocialregError, reason
from socialreg.i18n import _

NOT_GOOD = 1
FAILED = 2
INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    has_output = sys.stdout is not None
    console.prepare()
    try:
        session.begin(arguments)
        if not has_output:
            raise OutputError(
                _("There is nowhere to write to: the standard output is closed."),
                _("Run it with an output, such as > FILE."),
            )
        _translate_typer(i18n.language())
        if not i18n.is_complete():
            console.warn(
                "The Swedish texts are not installed, and English stands in for them: "
                "install socialreg again."
            )
        status = _run(arguments)
        sys.stdout.flush()  # a full disk behind it is met here, not while Python ends
    except SocialregError as error:
        console.complain(error.message, error.next_step)
        return NOT_GOOD if isinstance(error, (NotPushedError, PersonalDataError)) else FAILED
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:  # the reader of our output (head, less) has left
        _drop_output()
        return 0
    except OSError as error:  # such as a folder that is gone, or a full disk behind stdout
        _drop_output()
        console.complain(
            _("The system refused: {reason}.").format(reason=reason(error)),
            _(
                "See to it that the folder you are in exists and that there is room, "
                "then try again."
            ),
        )
        return FAILED
    if status == INTERRUPTED:
        _say_interrupted(arguments)
    return status


def _drop_output() -> None:
    """Let what is left for stdout go nowhere: it cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str]) -> int:
    """The exit status of a command, which Typer parses and calls; its own errors are told here."""
    import typer
    from typer._click.exceptions import UsageError

    from socialreg.cli.app import application  # imported late: its texts need the language
    from socialreg.cli.typer_words import wrong_use

    try:
        # An interruption comes back as its exit status: Typer has caught it.
        return int(
            application().main(list(arguments), prog_name="socialreg", standalone_mode=False)
        )
    except UsageError as error:
        if any(told := wrong_use(error)):  # otherwise Typer has shown the help instead
            console.complain(*told)
        return FAILED
    except typer.Abort:  # the end of the input, where an answer was wanted
        return INTERRUPTED
    except SystemExit as end:  # the shell's completion, or nobody reads our output any more
        return end.code if isinstance(end.code, int) else 0


def _say_interrupted(arguments: Sequence[str]) -> None:
    from socialreg.cli import prompts  # imported late: only an interruption needs it

    told = {
        "": _("Interrupted. Nothing was changed."),
        "begun": _("Interrupted while recording. “git log -1” shows whether the change is there."),
        "done": _("Interrupted, but the change is recorded."),
    }
    console.complain(told[session.recorded()], prompts.how_to_go_on(arguments))


def _translate_typer(language: str) -> None:
    """Make the words of Typer itself (“Usage”, “No such option”) come from our catalogue.

    Typer asks gettext's global domain, and gettext asks the environment for the language.
    """
    import gettext

    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("socialreg", str(i18n.LOCALE_DIR))
    gettext.textdomain("socialreg")
