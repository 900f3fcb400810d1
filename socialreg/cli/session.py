"""What holds for one run of the program: the language, the register's folder and today.

``--register`` and ``--lang`` are allowed anywhere on the command line and must be known before
the commands' own texts are made, so they are looked up here first; Typer checks them later.
"""

import datetime as dt
import locale
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from socialreg import i18n
from socialreg.paths import SETTINGS_PATH

REGISTER_VARIABLE = "SOCIALREG_REGISTER"


@dataclass(slots=True)
class _Session:
    register: str | None = None
    commit: bool = True
    propose: bool = False
    recording: str = ""


_session = _Session()


def begin(arguments: Sequence[str]) -> None:
    """Read what every command needs from *arguments* and the environment."""
    _session.commit, _session.propose = True, False
    _session.register = _option(arguments, "--register") or os.environ.get(REGISTER_VARIABLE)
    wanted = _option(arguments, "--lang") or _locale_language() or _register_language()
    i18n.use(wanted if wanted in i18n.LANGUAGES else i18n.DEFAULT_LANGUAGE)


def root() -> Path:
    """The register's folder: ``--register``, else the nearest parent; RegisterError if none."""
    from socialreg import store  # imported late: --help needs no register

    if _session.register:
        return store.root_at(Path(_session.register))
    return store.find_root(Path.cwd())


def enter(register: Path) -> None:
    """From here on, the register is the one in that folder, for a command that has made it."""
    _session.register = str(register)


def recording(state: str) -> None:
    """Remember how far the recording of a change has come: ``begun``, then ``done``."""
    _session.recording = state


def recorded() -> str:
    """How far the recording of a change has come: empty, ``begun`` or ``done``."""
    return _session.recording


def skip_commit() -> None:
    """From here on, changes are only written (``--no-commit``)."""
    _session.commit = False


def propose() -> None:
    """From here on, changes go to a branch of their own (``--propose``)."""
    _session.propose = True


def commits() -> bool:
    """Whether changes are committed."""
    return _session.commit


def proposes() -> bool:
    """Whether changes go to a branch of their own, for a pull request."""
    return _session.propose


def today() -> dt.date:
    """The day on which the register is looked at; the only place that reads the clock."""
    return dt.date.today()  # noqa: DTZ011 - a person's own calendar day is meant


def _option(arguments: Sequence[str], name: str) -> str | None:
    """The value of the last ``--name VALUE`` or ``--name=VALUE`` before ``--``."""
    found = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == name and position + 1 < len(arguments):
            found = arguments[position + 1]
        elif argument.startswith(f"{name}="):
            found = argument.removeprefix(f"{name}=")
    return found


def _locale_language() -> str | None:
    """``sv`` or ``en`` if the user's locale says one of them; other locales say nothing."""
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((value for value in variables if value), None)
    if chosen is None and os.name == "nt":
        chosen = locale.getlocale()[0]
    code = (chosen or "")[:2].lower()
    return code if code in i18n.LANGUAGES else None


def _register_language() -> str | None:
    """The register's own language, if there is a readable one; its faults are not told here."""
    start = Path(_session.register) if _session.register else Path.cwd()
    for folder in (start, *start.absolute().parents):
        try:
            if not (folder / SETTINGS_PATH).is_file():  # a pipe or a device would never end
                continue
            text = (folder / SETTINGS_PATH).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        lines = (line.partition("=") for line in text.splitlines())
        words = (value for key, _equals, value in lines if key.strip() == "language")
        return next((word.split("#")[0].strip(" \"'") for word in words), None)
    return None
