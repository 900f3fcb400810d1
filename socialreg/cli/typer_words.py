"""What Typer says, in the language in use: its help, its usage lines and its errors.

Typer asks gettext for some of its words and has others in English only. Those that it asks for
must be in our catalogue, which ``cli`` makes gettext's: they are marked here, because nothing else
in the sources says them. For the rest there are a kind of command and a function that say it.
"""

import copy
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from typer._click.core import Command
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperArgument, TyperCommand, TyperOption

from socialreg.i18n import N_, _
from socialreg.text import brief, clean, nearest

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter

# Asked for by Typer itself: titles of panels, what stands behind an option, and two errors.
WORDS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("Error"),
    N_("(deprecated) "),
    N_("(dynamic)"),
    N_("default: {default}"),
    N_("[default: {}]"),
    N_("env var: {var}"),
    N_("[env var: {}]"),
    N_("required"),
    N_("[required]"),
    N_("Aborted!"),
    N_("Aborted."),
    N_("Missing command."),
    N_("No such command {name!r}."),
    N_("Try [blue]'{command_path} {help_option}'[/] for help."),
)

# The help of Typer's own options, and what stands for options and commands in a usage line.
OPTIONS = (
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
)

# What stands for a value in the help of our own options; IDs, URLs and codes are not words.
METAVARS = (
    N_("CODE"),
    N_("DIR"),
    N_("[DIR]"),
    N_("DUTY=yes|no|not-applicable"),
    N_("EDITION"),
    N_("FILE"),
    N_("HANDLE"),
    N_("[ID|PATH]…"),
    N_("KEY=VALUE…"),
    N_("[KIND]"),
    N_("MAIL"),
    N_("NAME"),
    N_("NUMBER"),
    N_("PLATFORM"),
    N_("ROLE"),
    N_("SYSTEM:ID"),
    N_("TEXT"),
    N_("YYYY-MM-DD"),
)

_GIVEN = re.compile(r"'(.*)' is not one of ", re.DOTALL)
_EXTRA = re.compile(r"unexpected extra argument\S* \((.*)\)$", re.DOTALL)


class Spoken(Command):
    """A command whose usage line and option ``--help`` are in the language in use."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the usage line."""
        pieces = (_(piece) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage:") + " ")

    def get_help_option(self, ctx: "Context") -> TyperOption | None:
        """The option ``--help``."""
        option = super().get_help_option(ctx)
        if option is not None:
            translate([option])
        return option


class SpokenCommand(Spoken, TyperCommand):
    """A command that is no group."""


def translate(parameters: "Iterable[Parameter]") -> None:
    """Translate help and metavars, which are written where no language is known yet."""
    for parameter in parameters:
        for name in ("help", "metavar"):
            if text := getattr(parameter, name, None):
                setattr(parameter, name, _(text))


def without_types(parameters: "Iterable[Parameter]") -> None:
    """Leave out the types that Typer shows beside arguments: ``ID`` says more than ``<str>``."""
    for parameter in parameters:
        if isinstance(parameter, TyperArgument):
            kind = copy.copy(parameter.type)
            kind.get_metavar = lambda param, ctx: ""  # type: ignore[method-assign]  # noqa: ARG005
            parameter.type = kind


def wrong_use(error: UsageError) -> tuple[str, str]:
    """What is wrong and what to do; both are empty when Typer has shown the help instead."""
    sentence = _sentence(error)
    if not sentence or error.ctx is None:
        return sentence, ""
    possible = error.possibilities or () if isinstance(error, NoSuchOption) else ()
    steps = [
        _("Did you mean “{word}”?").format(word=word) for word in (*possible[:1], *_meant(error))
    ]
    command = f"{error.ctx.command_path} --help"
    steps += [error.ctx.get_usage(), _("Read more: {command}").format(command=command)]
    return sentence, "\n".join(steps)


def _sentence(error: UsageError) -> str:
    match error:
        case NoSuchOption():
            return _("There is no option {option}.").format(option=brief(error.option_name))
        case BadOptionUsage() if "requires" in error.message:
            return _("{option} needs a value.").format(option=brief(error.option_name))
        case BadOptionUsage():
            return _("{option} takes no value.").format(option=brief(error.option_name))
        case MissingParameter():
            return _("{option} is missing.").format(option=_name(error))
        case BadParameter():
            return _wrong_value(error)
    if extra := _EXTRA.search(error.message):
        return too_much(extra[1])
    return clean(error.message, keep="\n")


def too_much(words: str) -> str:
    """That the command takes no such *words*."""
    return _("This is too much: {words}").format(words=brief(words))


def _meant(error: UsageError) -> tuple[str, ...]:
    """The choice that was probably meant, where the value is none of them."""
    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", ())
    given = _GIVEN.match(error.message)
    near = nearest(given[1], [str(choice) for choice in choices]) if given else None
    return (near,) if near else ()


def _wrong_value(error: BadParameter) -> str:
    if choices := getattr(getattr(error.param, "type", None), "choices", ()):
        words = ", ".join(str(choice) for choice in choices)
        return _("{option} must be one of: {words}.").format(option=_name(error), words=words)
    message = clean(error.message, keep="\n")
    return ": ".join(part for part in (_name(error), message) if part)


def _name(error: BadParameter) -> str:
    """What the user calls the option or argument that *error* is about."""
    if error.param is None or error.param_hint:
        return str(error.param_hint or "")
    if isinstance(error.param, TyperOption):
        return error.param.opts[0]
    return error.param.metavar or str(error.param.name)
