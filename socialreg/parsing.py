"""From the bytes of a file to the account it holds, or every reason why it holds none."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import rtoml

from socialreg import schema
from socialreg.conflicts import conflict
from socialreg.i18n import _
from socialreg.model import Account, Fault, FaultKind, Impostor
from socialreg.paths import ACCOUNTS_DIR, IMPOSTORS_DIR
from socialreg.text import clean

if TYPE_CHECKING:
    from socialreg.positions import Positions

_ERROR_PLACE = re.compile(
    r"^(?P<what>.*?) at line (?P<line>\d+) column (?P<column>\d+)$", re.DOTALL
)

# Both TOML parsers read plain texts, dates, lists and tables alike, and everything else is not
# allowed in a register anyway. Only a file with an escape, a literal or a long text is also read
# by the slower parser that writes, to see that the two agree.
_UNUSUAL = ("\\", "'", '"""')
# A file with more is no slip of the pen: finding the place of each would only take time.
_MOST_FAULTS = 20
_BOM = b"\xef\xbb\xbf"

Step = str | int
T = TypeVar("T")


def parse_account(account_id: str, content: bytes) -> Account | tuple[Fault, ...]:
    """The account that a file's bytes hold, or everything in them that does not fit."""
    path = f"{ACCOUNTS_DIR}/{account_id}.toml"
    return parse_as(path, content, lambda table: schema.to_account(account_id, table))


def parse_impostor(impostor_id: str, content: bytes) -> Impostor | tuple[Fault, ...]:
    """The known fake that a file's bytes hold, or everything in them that does not fit."""
    path = f"{IMPOSTORS_DIR}/{impostor_id}.toml"
    return parse_as(path, content, lambda table: schema.to_impostor(impostor_id, table))


def parse_as(path: str, content: bytes, convert: "schema.Convert[T]") -> T | tuple[Fault, ...]:
    """What *convert* makes of the table in *content*, or the faults, each in its place."""
    table = parse_table(path, content)
    if isinstance(table, Fault):
        return (table,)
    found = convert(table)
    return _placed(path, content, found) if isinstance(found, tuple) else found


def parse_table(path: str, content: bytes) -> schema.Table | Fault:
    """The TOML table in *content* (UTF-8, BOM accepted), or why it is not one."""
    try:
        text = content.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("The file is not UTF-8 text.")
        return _unreadable(path, message, _("Save it again with the encoding UTF-8."), line, 1)
    try:
        table = rtoml.loads(text)
    except (rtoml.TomlParsingError, RecursionError) as error:
        return conflict(path, text) or _syntax_fault(path, str(error))
    if _UNUSUAL[0] in text or _UNUSUAL[1] in text or _UNUSUAL[2] in text:
        return _disagreement(path, text, table) or table
    return table


def _disagreement(path: str, text: str, table: schema.Table) -> Fault | None:
    """A fault when the parser that writes does not read *text* as the fast one did."""
    import tomlkit  # imported late: only unusual files need it
    from tomlkit.exceptions import TOMLKitError

    try:
        same = tomlkit.parse(text).unwrap() == table
    except (TOMLKitError, RecursionError, ValueError):
        same = False
    if same:
        return None
    return _unreadable(
        path,
        _("The file uses a way of writing TOML that programs read differently."),
        _("Write it in a simpler way: texts in plain quotes, one key per line."),
        1,
        1,
    )


def _placed(path: str, content: bytes, mismatches: Sequence[schema.Mismatch]) -> tuple[Fault, ...]:
    from socialreg.positions import Positions  # imported late: only a faulty file needs it

    positions = Positions(content)
    first = mismatches[:_MOST_FAULTS]
    return tuple(_from_mismatch(path, positions, mismatch) for mismatch in first)


def _from_mismatch(path: str, positions: "Positions", mismatch: schema.Mismatch) -> Fault:
    is_key = mismatch.kind is FaultKind.UNKNOWN_KEY
    line, column = positions.find(mismatch.location, key=is_key)
    return Fault(
        kind=mismatch.kind,
        path=path,
        message=mismatch.message,
        hint=mismatch.hint,
        line=line,
        column=column,
        field=clean(field_name(mismatch.location)),
    )


def field_name(location: Iterable[Step]) -> str:
    """A field's dotted path, such as ``approvals[0].date``, from its keys and indexes."""
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(parts).removeprefix(".")


def _syntax_fault(path: str, error: str) -> Fault:
    place = _ERROR_PLACE.match(error.strip())
    what, line, column = place.group("what", "line", "column") if place else (error, "1", "1")
    return _unreadable(
        path,
        _("The file is not TOML: {reason}.").format(reason=clean(what)),
        _('Write texts in quotes and dates without: name = "Biblioteket", opened = 2026-11-14.'),
        int(line),
        int(column),
    )


def _unreadable(path: str, message: str, hint: str, line: int, column: int) -> Fault:
    kind = FaultKind.UNREADABLE_FILE
    return Fault(kind=kind, path=path, message=message, hint=hint, line=line, column=column)
