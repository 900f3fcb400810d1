"""Questions, asked only for what the options left out and only when a person can answer.

An answer that cannot be used is told at once, and the question asked again. Every answer is
remembered, so that an interruption can show the command that goes on from there.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import typer

from socialreg.cli import console, parsers, session
from socialreg.cli.options import past_date
from socialreg.errors import SocialregError, UsageError
from socialreg.i18n import _
from socialreg.shell import command_line

_LEAVE_OUT = "-"

_answers: list[tuple[str, str]] = []
T = TypeVar("T")
Word = TypeVar("Word", bound=str)


def answer(
    option: str, question: str, parse: Callable[[str], T], *, default: str | None = None
) -> T:
    """What *parse* makes of the answer, asked for until it can; a UsageError that names *option*.

    *parse* raises a usage error or a SocialregError that says what is wrong.
    """
    _require_person(option)
    while True:
        words = _ask(question, default).strip()
        found = _attempt(parse, words)
        if found is not None:
            _answers.append((option, words))
            return found


def text(option: str, question: str, *, default: str | None = None, explain: str = "") -> str:
    """A text that must be given: asked for, or a UsageError that names *option*."""
    _require_person(option)
    if explain:
        console.say(explain)
    return answer(option, question, parsers.one_line, default=default)


def optional(
    option: str,
    question: str,
    *,
    default: str | None = None,
    parse: Callable[[str], str] = parsers.one_line,
) -> str | None:
    """A text that may be left out; *default* when no person can answer."""
    if not console.is_interactive():
        return default
    how = _("- to leave out") if default else _("Enter to leave out")
    while True:
        words = _ask(f"{question} ({how})", default).strip()
        if words in {"", _LEAVE_OUT}:
            return None
        found = _attempt(parse, words)
        if found is not None:
            _answers.append((option, words))
            return found


def choice(
    option: str, question: str, words: Mapping[Word, str], *, default: Word | None = None
) -> Word:
    """One of *words* (word -> what it means), by its number, by itself or by its meaning."""
    _require_person(option)
    for number, (word, meaning) in enumerate(words.items(), start=1):
        console.say(f"  {number}  {word} – {meaning}" if meaning else f"  {number}  {word}")
    known = {meaning.casefold(): word for word, meaning in words.items() if meaning}
    known |= {str(number): word for number, word in enumerate(words, start=1)}
    known |= {str(word): word for word in words}
    while (found := known.get(_ask(question, default).strip().casefold())) is None:
        console.say(_("Please write one of the numbers or words above."))
    _answers.append((option, str(found)))
    return found


def date(option: str, question: str) -> dt.date:
    """A day until today; today without a person to ask."""
    today = session.today()
    if not console.is_interactive():
        return today
    return answer(option, question, past_date, default=today.isoformat())


def agreed(question: str) -> bool:
    """Whether a person says yes; Enter alone is no. Never asked when nobody can answer."""
    yes, no = _("yes"), _("no")
    known = {yes: True, yes[0]: True, "yes": True, "y": True, no: False, no[0]: False}
    while (found := known.get(_ask(f"{question} [{yes}/{no}]", no).strip().casefold())) is None:
        console.say(_("Please answer {yes} or {no}.").format(yes=yes, no=no))
    return found


def how_to_go_on(arguments: Sequence[str]) -> str:
    """The command that begins where an interrupted one stopped, or nothing if nothing was asked."""
    if not _answers:
        return ""
    given = [word for option, answer in _answers for word in _words(option, answer)]
    command = command_line("socialreg", *arguments, *given)
    return _("To go on with the same answers: {command}").format(command=command)


def _attempt(parse: Callable[[str], T], words: str) -> T | None:
    """What *parse* makes of *words*; None, and the reason told, when that cannot be used."""
    try:
        return parse(words)
    except typer.BadParameter as error:
        console.say(error.message)
    except SocialregError as error:
        console.say(f"{error.message} {error.next_step}".rstrip())
    return None


def _ask(question: str, default: str | None) -> str:
    from rich.prompt import Prompt
    from rich.text import Text

    asking = Prompt(Text(question), console=console.err(), show_default=bool(default))
    asking.prompt_suffix = " "  # the question has its own mark
    return asking(default=default or "") or ""


def _words(option: str, answer: str) -> tuple[str, ...]:
    """How *answer* is given on the command line; an option may end with the beginning of it."""
    if not option.startswith("-"):
        return (answer,)
    name, _space, beginning = option.partition(" ")
    return (name, beginning.removesuffix("…") + answer)


def _require_person(option: str) -> None:
    if not console.is_interactive():
        raise UsageError(
            _("{option} is missing.").format(option=option),
            _("Give it on the command line: in a terminal you would be asked for it."),
        )
