"""CHG: what a change could bring along unseen: in merges, beside the data, in the settings."""

from collections.abc import Iterator

from socialreg.filenames import account_id
from socialreg.i18n import _
from socialreg.model import Settings
from socialreg.paths import (
    ACCOUNTS_DIR,
    DATA_DIR,
    EVIDENCE_DIRS,
    GUIDELINES_PATH,
    IMPOSTORS_DIR,
    SETTINGS_PATH,
)
from socialreg.rules.base import Example, Problem, Severity, change_rule
from socialreg.rules.clauses import RELIABLE
from socialreg.rules.comparison import Comparison, FileAct, FileKind
from socialreg.significant import disguise, is_protected
from socialreg.text import clean

_BRINGS = {FileAct.ADDED, FileAct.RENAMED}
_KEPT_EMPTY = ".gitkeep"
# Folders in which every file must have a good name, and be a plain one: that has rules of its own.
_JUDGED = (ACCOUNTS_DIR, *EVIDENCE_DIRS, IMPOSTORS_DIR)
# Whose register it is, where it is published, and whose hosts are trusted.
_SETTINGS = (
    "language",
    "organisation.name",
    "organisation.code",
    "organisation.number",
    "organisation.website",
    "site.url",
    "site.own_domains",
)


@change_rule(
    "CHG017",
    severity=Severity.WARNING,
    example=Example.WORDS,
    clause=RELIABLE,
    wrong="Sammanslagningen av två grenar lägger till ett godkännande som ingen av dem har.",
    right="Sammanslagningen för ihop det som grenarna har, och inget annat.",
)
def changed_in_a_merge(comparison: Comparison) -> Iterator[Problem]:
    """A merge makes a file what it is on none of the sides that it merges.

    An ordinary log does not show that. It can be a conflict that somebody has resolved, or the
    place where something was hidden.
    """
    for merge in comparison.merges:
        yield Problem(
            "",
            _("The merge {commit} makes {path} what it was on none of its sides.").format(
                commit=merge.commit[:10], path=clean(merge.path)
            ),
            _("Look at what it did: git show -c {commit}").format(commit=merge.commit[:10]),
            merge.path,
        )


@change_rule(
    "CHG018",
    severity=Severity.WARNING,
    example=Example.WORDS,
    clause=RELIABLE,
    wrong="En ändring lägger till data/objects/ och data/accounts/.gammal/biblioteket.toml.",
    right="Det som inte hör till förteckningen läggs någon annanstans än i data/.",
)
def unknown_in_data(comparison: Comparison) -> Iterator[Problem]:
    """The change puts something under data/ that is no part of a register.

    Nothing reads it, so nothing checks it either; hidden among accounts nobody looks for it.
    """
    brought = (change for change in comparison.files if change.act in _BRINGS)
    # Of an account that is moved away its own rule tells.
    found = {_unknown(comparison, c.path) for c in brought if not account_id(c.before)}
    for path in sorted(found - {""}):
        yield Problem(
            "",
            _("{path} is no part of a register.").format(path=clean(path)),
            _("Remove it, or keep it outside {folder}/.").format(folder=DATA_DIR),
            path,
        )


@change_rule(
    "CHG019",
    severity=Severity.WARNING,
    example=Example.WORDS,
    clause=RELIABLE,
    wrong="data/accounts/biblioteket-facebook.toml blir en körbar fil (100755).",
    right="Filerna under data/ är vanliga filer (100644).",
)
def no_plain_file(comparison: Comparison) -> Iterator[Problem]:
    """A file under data/ becomes one that can be run, or a link.

    Data is only ever read; whoever wants it to be more wants something else.
    """
    for change in comparison.files:
        if change.kind in {None, FileKind.PLAIN, change.kind_before}:
            continue
        is_told = change.kind is not FileKind.EXECUTABLE and _is_judged(comparison, change.path)
        if _is_in_register(comparison, change.path) and not is_told:
            yield Problem(
                "",
                _("{path} becomes a file that can be run.").format(path=clean(change.path))
                if change.kind is FileKind.EXECUTABLE
                else _("{path} becomes a link.").format(path=clean(change.path)),
                _("Make it a plain file: git update-index --chmod=-x {path}").format(
                    path=clean(change.path)
                )
                if change.kind is FileKind.EXECUTABLE
                else _("Put a plain file in its place."),
                change.path,
            )


@change_rule(
    "CHG020",
    severity=Severity.WARNING,
    example=Example.WORDS,
    clause=RELIABLE,
    wrong='[organisation]: name = "Sjöhamns kommun" blir name = "Sjohamns kommun".',
    right="Kontaktens telefonnummer ändras.",
)
def organisation_changed(comparison: Comparison) -> Iterator[Problem]:
    """The change says that the register is another organisation’s, or published elsewhere.

    Few settings change what every page says, or which addresses are believed: who decides about
    the register should have seen it.
    """
    for name in _SETTINGS if comparison.settings else ():
        before, after = (_setting(found, name) for found in comparison.settings or ())
        if before != after:
            yield Problem(
                name,
                _("“{field}” was {before} and becomes {after}.").format(
                    field=name, before=before, after=after
                ),
                _("See to it that whoever decides about the register wants it so."),
                SETTINGS_PATH,
            )


def _setting(settings: Settings, name: str) -> str:
    """What stands in the setting with that dotted name, for readers; – if there is nothing."""
    found: object = settings
    for part in name.split("."):
        found = getattr(found, part, None)
    text = ", ".join(found) if isinstance(found, tuple) else str(found or "")
    return clean(text) or "–"


def _unknown(comparison: Comparison, path: str) -> str:
    """The file or folder at *path* or above it that is no part of a register; empty if none is."""
    top, *rest = path.split("/")
    if top != DATA_DIR or not rest or disguise(path) or _is_in_register(comparison, path):
        return ""
    depth = 2 if f"{top}/{rest[0]}" in _JUDGED else 1
    return "/".join((top, *rest[:depth]))


def _is_in_register(comparison: Comparison, path: str) -> bool:
    """Whether what lies at *path* is part of a register, or else judged where it lies."""
    folder, _slash, name = path.rpartition("/")
    if name == _KEPT_EMPTY:
        return folder in {DATA_DIR, *_JUDGED}
    return _is_judged(comparison, path)


def _is_judged(comparison: Comparison, path: str) -> bool:
    """Whether other rules say what is wrong with the name and the kind of the file at *path*."""
    if path in {SETTINGS_PATH, GUIDELINES_PATH, *comparison.logos}:
        return True
    if not path.startswith(f"{DATA_DIR}/"):
        return False
    inside = (path.removeprefix(f"{place}/") for place in _JUDGED if path.startswith(f"{place}/"))
    return is_protected(path) or any(not name.startswith(".") for name in inside)
