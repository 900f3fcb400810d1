"""The names of account files: permanent ids that mean the same on every computer."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from socialreg.i18n import _
from socialreg.model import Fault, FaultKind
from socialreg.paths import ACCOUNTS_DIR, IMPOSTORS_DIR
from socialreg.text import clean

MAX_BYTES = 64 * 1024

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}[a-z0-9]")
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def is_valid_id(name: str) -> bool:
    """Whether *name* may be an account's id (and, with ``.toml``, its file's name everywhere)."""
    return _ID.fullmatch(name) is not None and name not in _DEVICES


def what_an_id_is() -> str:
    """How an account's id is written, for who gave something else."""
    return _("An id is 2–64 lower-case letters a–z, digits and hyphens: biblioteket-facebook.")


def account_id(path: str) -> str:
    """The id of the account whose file is at *path* in the register; empty for any other file."""
    folder, _slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    is_file_of_account = (folder, dot, suffix) == (ACCOUNTS_DIR, ".", "toml")
    return stem if is_file_of_account and is_valid_id(stem) else ""


def entry_fault(folder: str, name: str, *, ordinary: bool) -> Fault | None:
    """Why the file *name* among the accounts or fakes in *folder* cannot be one; None when it can.

    *ordinary* is false for a link, a folder and the like.
    """
    path = f"{folder}/{name}"
    stem, dot, suffix = name.rpartition(".")
    if (dot, suffix) != (".", "toml") or not is_valid_id(stem):
        return Fault(
            kind=FaultKind.BAD_FILE_NAME,
            path=path,
            message=(
                _("“{name}” is not a good name for a known fake’s file.")
                if folder == IMPOSTORS_DIR
                else _("“{name}” is not a good name for an account’s file.")
            ).format(name=clean(name)),
            hint=_(
                "Use 2–64 lower-case letters a–z, digits and hyphens, then .toml: {example}."
            ).format(example=_suggested_name(stem or name)),
        )
    return None if ordinary else linked(path)


def recorded_fault(folder: str, name: str, ids: Collection[str], *, ordinary: bool) -> Fault | None:
    """Why the file *name* in a *folder* of evidence is about none of the accounts with these *ids*.

    None when it is; *ordinary* as in ``entry_fault``.
    """
    path = f"{folder}/{name}"
    stem, dot, suffix = name.rpartition(".")
    if (dot, suffix) == (".", "csv") and stem in ids:
        return None if ordinary else linked(path)
    return Fault(
        kind=FaultKind.EVIDENCE_OF_NO_ACCOUNT,
        path=path,
        message=_("“{name}” is about no account in the register.").format(name=clean(name)),
        hint=_("Name it for the account’s id, with .csv, or remove it."),
    )


def _suggested_name(name: str) -> str:
    return f"{slug(name) or 'biblioteket-facebook'}.toml"


def slug(text: str) -> str:
    """*text* as an id: ``Höganäs bibliotek`` becomes ``hoganas-bibliotek``; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    joined = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-")
    return joined if is_valid_id(joined) else ""


def collisions(folder: str, names: Sequence[str]) -> Iterator[Fault]:
    """File names in *folder* that are one and the same on a Mac or on Windows."""
    first: dict[str, str] = {}
    # The plain ones first, so that the other one is told of: it has to be renamed anyway.
    for name in sorted(names, key=lambda name: not _is_plain(name)):
        folded = name if _is_plain(name) else unicodedata.normalize("NFKC", name).casefold()
        if folded in first:
            yield Fault(
                kind=FaultKind.COLLIDING_FILE_NAMES,
                path=f"{folder}/{name}",
                message=_("On a Mac or on Windows “{name}” is the same file as “{other}”.").format(
                    name=clean(name), other=clean(first[folded])
                ),
                hint=_("Give one of them another name; until then one hides the other there."),
            )
        first.setdefault(folded, name)


def _is_plain(name: str) -> bool:
    return name.isascii() and name.islower()


def linked(path: str) -> Fault:
    """The fault of a link or a folder that stands in the place of the file at *path*."""
    return Fault(
        kind=FaultKind.LINKED_FILE,
        path=path,
        message=_("This is not an ordinary file but a link or a folder."),
        hint=_("Put an ordinary file in its place.")
        if path.startswith(f"{IMPOSTORS_DIR}/")
        else _("Put the account’s own file in its place."),
    )


def oversized(path: str) -> Fault:
    """The fault of a file at *path* that holds more than ``MAX_BYTES``."""
    return Fault(
        kind=FaultKind.OVERSIZED_FILE,
        path=path,
        message=_("The file is larger than {limit} KiB.").format(limit=MAX_BYTES // 1024),
        hint=_("Remove the oldest lines: git keeps them.")
        if path.endswith(".csv")
        else _("An account needs about 2 KiB: remove what does not belong there."),
    )
