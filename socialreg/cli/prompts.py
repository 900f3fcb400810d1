"""Questions, asked only for what the options left out and only when a person can answer.

Every answer is remembered, so that an interruption can show the command that goes on from there.
"""

import datetime as dt
import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from typing import TypeVar

from socialreg.cli import console
from socialreg.errors import UsageError
from socialreg.i18n import _
from socialreg.text import as_date

_answers: list[tuple[str, str]] = []
Word = TypeVar("Word", bound=str)


def text(option: str, question: str, *, default: str | None = None, explain: str = "") -> str:
    """A text that must be given: asked for, or a UsageError that names *option*."""
    _require_person(option)
    if explain:
        console.say(explain)
    while not (answer := _ask(question, default).strip()):
        console.say(_("Please write something."))
    return _remember(option, answer)


def optional_text(option: str, question: str, *, default: str | None = None) -> str | None:
    """A text that may be left empty; never asked for when no person can answer."""
    if not console.is_interactive():
        return default
    answer = _ask(_("{question} (Enter to leave out)").format(question=question), default or "")
    return _remember(option, answer.strip()) if answer.strip() else None


def choice(
    option: str, question: str, words: Mapping[Word, str], *, default: Word | None = None
) -> Word:
    """One of *words* (word -> what it means), by its number or by the word itself."""
    _require_person(option)
    for number, (word, meaning) in enumerate(words.items(), start=1):
        console.say(f"  {number}  {word} – {meaning}" if meaning else f"  {number}  {word}")
    known = {str(number): word for number, word in enumerate(words, start=1)}
    known |= {str(word): word for word in words}
    while (found := known.get(_ask(question, default).strip())) is None:
        console.say(_("Please write one of the numbers or words above."))
    _remember(option, str(found))
    return found


def date(option: str, question: str, *, default: dt.date) -> dt.date:
    """A day; without a person to ask, *default*."""
    if not console.is_interactive():
        return default
    while True:
        if day := as_date(_ask(question, default.isoformat())):
            _remember(option, day.isoformat())
            return day
        console.say(_("Write year, month and day: 2026-11-14."))


def confirm(question: str, *, default: bool = True) -> bool:
    """Yes or no; without a person to ask, *default*."""
    if not console.is_interactive():
        return default
    yes, no = _("yes"), _("no")
    while True:
        answer = _ask(f"{question} [{yes}/{no}]", yes if default else no).strip().casefold()
        for word, meaning in ((yes, True), (no, False)):
            if answer and word.startswith(answer):
                return meaning
        console.say(_("Please answer {yes} or {no}.").format(yes=yes, no=no))


def how_to_go_on(arguments: Sequence[str]) -> str:
    """The command that begins where an interrupted one stopped, or nothing if nothing was asked."""
    if not _answers:
        return ""
    given = [word for option, answer in _answers for word in _words(option, answer)]
    words = ["socialreg", *arguments, *given]
    command = subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
    return _("To go on with the same answers: {command}").format(command=command)


def is_interactive() -> bool:
    """Whether there is a person to ask."""
    return console.is_interactive()


def _ask(question: str, default: str | None) -> str:
    from rich.prompt import Prompt
    from rich.text import Text

    answer = Prompt.ask(
        Text(question), console=console.err(), default=default or "", show_default=bool(default)
    )
    return answer or ""


def _words(option: str, answer: str) -> tuple[str, ...]:
    """How *answer* is given on the command line; an option may end with the beginning of it."""
    if not option.startswith("-"):
        return (answer,)
    name, _space, beginning = option.partition(" ")
    return (name, beginning.removesuffix("…") + answer)


def _remember(option: str, answer: str) -> str:
    _answers.append((option, answer))
    return answer


def _require_person(option: str) -> None:
    if not console.is_interactive():
        raise UsageError(
            _("{option} is missing.").format(option=option),
            _("Give it on the command line: in a terminal you would be asked for it."),
        )
