"""Which commands there are. A command's module is imported only when the command is used."""

import importlib
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from socialreg import __version__, i18n
from socialreg.cli import console, parsers, session
from socialreg.cli.typer_words import Spoken, SpokenCommand, translate, without_types
from socialreg.errors import UsageError
from socialreg.i18n import N_, _
from socialreg.text import brief, nearest
from socialreg.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: the function that is it, its place in ``--help`` and one line about it."""

    module: str
    function: str
    panel: str
    summary: str
    changes: bool = False  # whether it writes accounts, and so commits


_START = N_("Start")
_ACCOUNTS = N_("Accounts")
_LOOK = N_("Look and check")
_PUBLISH = N_("Publish and exchange")

COMMANDS = {
    "init": Entry("init", "init", _START, N_("Make a new register.")),
    "demo": Entry("demo", "demo", _START, N_("Make a sample register to try things out in.")),
    "add": Entry(
        "add", "add", _ACCOUNTS, N_("Apply for an account, or register one."), changes=True
    ),
    "approve": Entry("decisions", "approve", _ACCOUNTS, N_("Record an approval."), changes=True),
    "decline": Entry(
        "decisions",
        "decline",
        _ACCOUNTS,
        N_("Record that an application is declined."),
        changes=True,
    ),
    "open": Entry("moves", "open_", _ACCOUNTS, N_("Open an approved account."), changes=True),
    "pause": Entry("moves", "pause", _ACCOUNTS, N_("Let an account rest."), changes=True),
    "resume": Entry(
        "moves", "resume", _ACCOUNTS, N_("Take a resting account into use again."), changes=True
    ),
    "close": Entry("closing", "close", _ACCOUNTS, N_("Close an account."), changes=True),
    "reopen": Entry("moves", "reopen", _ACCOUNTS, N_("Open a closed account again."), changes=True),
    "edit": Entry("edit", "edit", _ACCOUNTS, N_("Change an account’s fields."), changes=True),
    "review": Entry("review", "review", _ACCOUNTS, N_("Record a self-check."), changes=True),
    "waive": Entry("waive", "waive", _ACCOUNTS, N_("Accept a finding for a time."), changes=True),
    "report-fake": Entry(
        "fakes", "report_fake", _ACCOUNTS, N_("Record a fake account."), changes=True
    ),
    "list": Entry("listing", "list_", _LOOK, N_("List accounts.")),
    "show": Entry("listing", "show", _LOOK, N_("Show one account.")),
    "validate": Entry(
        "validate", "validate", _LOOK, N_("Check the register against the rules."), changes=True
    ),
    "rules": Entry("rules", "rules", _LOOK, N_("List the rules, or explain one.")),
    "activity import": Entry(
        "activity", "import_", _LOOK, N_("Record posts from a table."), changes=True
    ),
    "activity show": Entry("weeks", "show", _LOOK, N_("Show an account’s posts week by week.")),
    "verify": Entry("verify", "verify", _LOOK, N_("Tell whether an account is ours.")),
    "history": Entry("history", "history", _LOOK, N_("Tell who changed what, and when.")),
    "render": Entry("render", "render", _PUBLISH, N_("Make the public website.")),
    "serve": Entry("serve", "serve", _PUBLISH, N_("Show the website while you change files.")),
    "export": Entry("export", "export", _PUBLISH, N_("Write the register in another format.")),
    "import": Entry(
        "importing", "import_", _PUBLISH, N_("Take in many accounts from a table."), changes=True
    ),
}

# The commands of two words, by the first.
GROUPS = {
    "activity": Entry("", "", _LOOK, N_("Record posts, and show them week by week.")),
}


class Commands(Spoken, TyperGroup):
    """The group of all commands that begin with *prefix*, each imported when it is asked for."""

    prefix = ""
    _only_listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - Typer hides its type of context
        """The commands' names, in the order of the table."""
        rest = (name.removeprefix(self.prefix) for name in COMMANDS if name.startswith(self.prefix))
        return list(dict.fromkeys(name.partition(" ")[0] for name in rest))

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ANN401, ARG002
        """The command *cmd_name*; while help is made, only its name and its line."""
        full_name = self.prefix + cmd_name
        entry = COMMANDS.get(full_name) or GROUPS.get(full_name)
        if entry is None:
            return None
        if self._only_listing:
            return TyperCommand(
                cmd_name, help=_(entry.summary), rich_help_panel=_(entry.panel), callback=None
            )
        return _group(full_name) if full_name in GROUPS else _load(full_name, entry)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the help for the whole program without importing the commands."""
        self._only_listing = True
        super().format_help(ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """The command that *args* begin with; UsageError when there is none."""
        names = self.list_commands(ctx)
        if args[0] not in names and not ctx.resilient_parsing:
            near = nearest(args[0], names)
            raise UsageError(
                _("There is no command “{name}”.").format(name=brief(self.prefix + args[0])),
                _("Did you mean “{word}”?").format(word=near)
                if near
                else _("Read more: {command}").format(command=f"{ctx.command_path} --help"),
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command; the number that it returns is the exit status."""
        status = super().invoke(ctx)
        raise typer.Exit(status or 0)


def application() -> TyperGroup:
    """The whole program as Typer runs it."""
    return _commands(
        _("Keep the public register of an organisation’s social media accounts."),
        _("Example: socialreg add https://www.facebook.com/hoganasbibliotek"),
        _everywhere,
    )


def _group(name: str) -> TyperGroup:
    """The commands whose first word is *name*."""
    first = next(command for command in COMMANDS if command.startswith(f"{name} "))
    example = importlib.import_module(f"socialreg.cli.{COMMANDS[first].module}").HELP[first][1]
    group = _commands(
        _(GROUPS[name].summary), _("Example: {command}").format(command=example), lambda: None
    )
    group.prefix = f"{name} "
    return group


def _commands(help_text: str, epilog: str, callback: Callable[..., None]) -> Commands:
    """A group of commands; *callback* takes the options that stand before them."""
    app = typer.Typer(
        cls=Commands,
        help=help_text,
        epilog=epilog,
        no_args_is_help=True,
        add_completion=callback is _everywhere,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(callback)
    group = typer.main.get_command(app)
    if not isinstance(group, Commands):
        raise TypeError("Typer made no group of the commands")
    group.params.extend(_common_options())
    translate(group.params)
    return group


def _show_version(wanted: bool) -> None:
    if wanted:
        console.result(f"socialreg {__version__}")
        raise typer.Exit


def _everywhere(
    version: bool = typer.Option(
        False,
        "--version",
        is_eager=True,
        callback=_show_version,
        help=N_("Show the version and stop."),
    ),
) -> None:
    """Take the options that stand before any command; ``session`` has read the others."""


def _load(name: str, entry: Entry) -> TyperCommand:
    """The command made from its function: help from its docstring's catalogue entry."""
    module = importlib.import_module(f"socialreg.cli.{entry.module}")
    app = typer.Typer(
        add_completion=False, context_settings={"help_option_names": ["-h", "--help"]}
    )
    help_text, example = module.HELP[name]
    app.command(
        name,
        cls=SpokenCommand,
        help=f"{_(entry.summary)}\n\n{_(help_text)}",
        epilog=_("Example: {command}").format(command=example),
    )(getattr(module, entry.function))
    command = typer.main.get_command(app)
    if not isinstance(command, TyperCommand):
        raise TypeError(f"Typer made no command of {name}")
    for parameter in command.params:
        if isinstance(parameter, TyperOption):
            parameter.callback = _readable
    if entry.changes:
        command.params.extend(_recording_options())
    command.params.extend(_common_options())
    translate(command.params)
    without_types(command.params)
    return command


def _readable(_context: Any, option: Any, value: Any) -> Any:  # noqa: ANN401 - Typer's own
    """What an option was given, when it can be read: the same for all texts of all commands."""
    if type(value) is str:
        return parsers.one_line(value, option.name)
    if isinstance(value, (list, tuple)):
        return [_readable(_context, option, item) for item in value]
    return value


def _recording_options() -> list[TyperOption]:
    """How a change is recorded: the same for every command that changes accounts."""
    return [
        TyperOption(
            param_decls=["--no-commit"],
            is_flag=True,
            expose_value=False,
            callback=_only_write,
            help=N_("Only write the file; you commit it yourself."),
        ),
        TyperOption(
            param_decls=["--propose"],
            is_flag=True,
            expose_value=False,
            callback=_propose,
            help=N_("Put the change on a branch of its own, for a pull request."),
        ),
    ]


def _only_write(_context: Any, _option: Any, given: bool) -> None:  # noqa: ANN401
    if given:
        _refuse_both(other=session.proposes())
        session.skip_commit()


def _propose(_context: Any, _option: Any, given: bool) -> None:  # noqa: ANN401
    if given:
        _refuse_both(other=not session.commits())
        session.propose()


def _refuse_both(*, other: bool) -> None:
    if other:
        raise UsageError(
            _("--no-commit and --propose cannot both be given."),
            _("A proposal is a commit, on a branch of its own."),
        )


def _common_options() -> list[TyperOption]:
    """The options of every command; ``session`` has read them already."""
    return [
        TyperOption(
            param_decls=["--register"],
            metavar="DIR",
            envvar=session.REGISTER_VARIABLE,
            show_envvar=True,
            expose_value=False,
            help=N_("The register’s folder; else the nearest above this one."),
        ),
        TyperOption(
            param_decls=["--lang"],
            metavar="|".join(i18n.LANGUAGES),
            callback=_checked_language,
            expose_value=False,
            help=N_("Speak Swedish (sv) or English (en)."),
        ),
    ]


def _checked_language(_context: Any, _option: Any, value: str | None) -> str | None:  # noqa: ANN401
    if value is not None and value not in i18n.LANGUAGES:
        raise typer.BadParameter(
            _("Use one of: {words}.").format(words=", ".join(i18n.LANGUAGES)), param_hint="--lang"
        )
    return value
