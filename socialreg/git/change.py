"""What should be recorded: files with their new contents, and the commit's message."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from socialreg.errors import RegisterError
from socialreg.i18n import _
from socialreg.text import clean
from socialreg.values import dataclass

# By path relative to the top folder, with forward slashes; None where there is no file.
Contents: TypeAlias = Mapping[str, bytes | None]

# Where "git interpret-trailers" takes the message for ended, and would miss the trailers.
_DIVIDER = re.compile(r"^---(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a commit says: one line, perhaps more text, and (key, value) *trailers*."""

    subject: str
    body: str = ""
    trailers: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """The message as git takes it.

        A value stays on its line: a line break in it could otherwise begin another trailer.
        """
        trailers = "\n".join(f"{key}: {_one_line(value)}" for key, value in self.trailers)
        body = _DIVIDER.sub(r" \g<0>", clean(self.body, keep="\n").strip())
        parts = (_one_line(self.subject), body, trailers)
        return "\n\n".join(part for part in parts if part) + "\n"


@dataclass(frozen=True, slots=True)
class Person:
    """Who a commit of the past is by, and *when*: for sample histories, never for the user."""

    name: str
    email: str
    when: datetime

    def variables(self) -> dict[str, str]:
        """The environment variables by which git takes this person for the user."""
        date = f"{int(self.when.timestamp())} {self.when:%z}"
        values = (("NAME", self.name), ("EMAIL", self.email), ("DATE", date))
        return {f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in values}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """*contents* to be written and committed with *message*; None removes a file.

    *expected* is what its maker has read: when a file holds something else by now, nothing is
    recorded. *verify* is called when the files are written, and raises if they do not read
    back as they should. *by* makes it somebody else's commit: without the user's hooks and
    signature.
    """

    contents: Contents
    message: Message
    expected: Contents | None = None
    verify: Callable[[], object] | None = None
    by: Person | None = None


def targets(root: Path, contents: Contents) -> dict[Path, bytes | None]:
    """The files below *root* that *contents* is for; RegisterError if one is not below it."""
    top = root.resolve()
    inside: dict[Path, bool] = {}
    found: dict[Path, bytes | None] = {}
    for path, data in contents.items():
        parts = PurePosixPath(path).parts
        target = root.joinpath(*parts)
        folder = target.parent
        if folder not in inside:
            inside[folder] = folder.resolve().is_relative_to(top)
        if not inside[folder] or ".." in parts or parts[:1] in {(), ("/",), (".git",)}:
            raise RegisterError(
                _("{path} is not inside the register.").format(path=clean(path)),
                _("Look for a folder there that is a link to somewhere else, and replace it."),
            )
        found[target] = data
    return found


def _one_line(text: str) -> str:
    return clean(" ".join(text.split()))
