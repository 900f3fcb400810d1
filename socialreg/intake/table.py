"""Accounts from a table: a mapping file says which column becomes which field.

Nothing about any particular table is known here. A row that cannot become an account gives an
error with its line; the caller takes all rows or none.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from socialreg import platforms, schema
from socialreg.editing import value_of
from socialreg.errors import UsageError
from socialreg.filenames import MAX_BYTES, slug
from socialreg.i18n import N_, _
from socialreg.lifecycle import Forbidden
from socialreg.model import Account, FaultKind, Status
from socialreg.names import names
from socialreg.parsing import field_name
from socialreg.text import brief, nearest
from socialreg.values import dataclass

_SECTIONS = ("columns", "values", "translate", "id", "table")
_LINE_BREAK = re.compile(r"\s*[\r\n]+\s*")
# Whatever has to be escaped in the file: twice as long it still is a file that can be read.
_MOST_BYTES = MAX_BYTES // 2
# (what the csv module says, what it means)
_CSV_ERRORS = (
    ("unexpected end of data", N_("it opens a quotation mark that is never closed")),
    ("expected after", N_("something stands behind a quotation mark that closes a text")),
    ("field larger than", N_("a cell holds more text than an account can")),
)
_ENCODINGS = ("utf-8-sig", "cp1252")  # what spreadsheets save; the first also reads plain UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a table becomes accounts.

    *columns*: field (dotted) -> column. *values*: field -> the same value for every account.
    *translate*: field -> the table's word -> ours. *id_from*: the columns that make the id.
    """

    columns: Mapping[str, str]
    values: Mapping[str, str]
    translate: Mapping[str, Mapping[str, str]]
    id_from: Sequence[str]
    delimiter: str


@dataclass(frozen=True, slots=True)
class RowError:
    """Why the row that begins on *line* (from 1, the header's) cannot become an account."""

    line: int
    message: str
    hint: str = ""


def parse_plan(table: Mapping[str, Any]) -> Plan:
    """The mapping in a mapping file's *table*; raises UsageError when it cannot be used."""
    for section in table:
        if section not in _SECTIONS:
            raise UsageError(
                _("The mapping has an unknown section “{name}”.").format(name=brief(section)),
                _("Did you mean “{word}”?").format(word=near)
                if (near := nearest(section, _SECTIONS))
                else ", ".join(_SECTIONS),
            )
    columns = dict(_texts("columns", table.get("columns", {})))
    if not columns:
        raise UsageError(
            _("The mapping names no columns."),
            _('Write a section [columns] with lines such as: name = "Kontots namn"'),
        )
    identity, layout = _section("id", table), _section("table", table)
    words = _section("translate", table)
    return Plan(
        columns=columns,
        values=dict(_texts("values", table.get("values", {}))),
        translate={field: dict(_texts(field, found)) for field, found in words.items()},
        id_from=_columns_of(identity.get("from", [])),
        delimiter=_delimiter(layout.get("delimiter", ",")),
    )


def _section(name: str, table: Mapping[str, Any]) -> Mapping[str, Any]:
    found = table.get(name, {})
    if not isinstance(found, Mapping):
        raise _not_a_text(name)
    return found


def _texts(name: str, found: Any, prefix: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - what a mapping file may hold
    """Dotted keys and texts of a section; ``contact.role`` may be written without quotes, too."""
    if not isinstance(found, Mapping):
        raise _not_a_text(name)
    for key, value in found.items():
        field = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _texts(field, value, f"{field}.")
        elif isinstance(value, dt.date):
            yield field, value.isoformat()
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            yield field, ",".join(value)
        elif isinstance(value, str):
            yield field, value
        else:
            raise _not_a_text(field)


def _columns_of(found: Any) -> list[str]:  # noqa: ANN401 - as above
    columns = [found] if isinstance(found, str) else found
    if not isinstance(columns, list) or not all(isinstance(item, str) for item in columns):
        raise _not_a_text("id.from")
    return columns


def _delimiter(found: Any) -> str:  # noqa: ANN401 - as above
    if not isinstance(found, str) or len(found) != 1 or found in '"\r\n':
        raise _not_a_text("table.delimiter")
    return found


def _not_a_text(name: str) -> UsageError:
    return UsageError(
        _("“{name}” in the mapping is not of the right kind.").format(name=brief(name)),
        _('Write texts in quotes; the delimiter is one character, such as ";".'),
    )


class Known(NamedTuple):
    """What a register has already: *ids* in use, and the account that has each of the *names*."""

    ids: Collection[str] = frozenset()
    names: Mapping[str, str] = MappingProxyType({})


def accounts_from(
    content: bytes,
    plan: Plan,
    known: Known,
    *,
    today: dt.date,
    own_domains: tuple[str, ...] = (),
) -> tuple[list[Account], list[RowError]]:
    """The accounts in a CSV table's bytes, and the errors of the rows that are not one.

    An account that is *known* already is an error; one that stands in the table twice is not,
    so that nothing is lost of a table that does not know better. No date may be later than
    *today*. Raises UsageError when the table cannot be read, or lacks a mapped column.
    """
    accounts: list[Account] = []
    errors: list[RowError] = []
    used = set(known.ids)
    for line, cells in _rows(content, plan):
        found = _account(cells, plan, used, own_domains, today)
        if isinstance(found, Account):
            found = _refused(found, known, own_domains) or found
        if isinstance(found, Forbidden):
            errors.append(RowError(line, found.message, found.hint))
        else:
            used.add(found.id)
            accounts.append(found)
    return accounts, errors


def _refused(account: Account, known: Known, own_domains: tuple[str, ...]) -> Forbidden | None:
    """Why *account* cannot come in: the register has it, or had it once."""
    if not known.names:
        return None
    found = (known.names.get(key) for key, _field in names(account, own_domains))
    if other := next(filter(None, found), None):
        return Forbidden(
            _("This account is already in the register: {id}.").format(id=other),
            _("Remove the row, or change the account: socialreg edit {id}").format(id=other),
        )
    return None


def _rows(content: bytes, plan: Plan) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The line on which each row that is not empty begins, and its cells by column."""
    records = _records(content, plan.delimiter)
    _line, header = next(records, (1, []))
    present = [name.strip() for name in header]
    _check_header(present, plan)
    for line, cells in records:
        if any(cell.strip() for cell in cells[len(present) :]):
            raise UsageError(
                _("The row on line {line} has more cells than the table has columns.").format(
                    line=line
                ),
                _("Is the delimiter right, and does a text that holds it stand in quotes?"),
            )
        texts = (_LINE_BREAK.sub(" ", cell.strip()) for cell in cells)
        yield line, dict(zip(present, texts, strict=False))


def _check_header(present: Sequence[str], plan: Plan) -> None:
    for column in (*plan.columns.values(), *plan.id_from):
        if present.count(column) > 1:
            raise UsageError(
                _("The table has more than one column “{column}”.").format(column=brief(column)),
                _("Give each of them a name of its own."),
            )
        if column not in present:
            raise UsageError(
                _("The table has no column “{column}”.").format(column=brief(column)),
                _("Its columns are: {columns}.").format(columns=", ".join(map(brief, present))),
            )


def _records(content: bytes, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not empty, with the line on which it begins."""
    text = io.StringIO(decoded(content), newline="")
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        why = next((_(why) for words, why in _CSV_ERRORS if words in str(error)), str(error))
        raise UsageError(
            _("The row on line {line} cannot be read: {why}.").format(line=line, why=why),
            _("Is it a CSV file, and is the delimiter right?"),
        ) from error


def decoded(content: bytes) -> str:
    """The text of a table's bytes, as spreadsheets save it; raises UsageError when it is none."""
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        _("The table is neither UTF-8 nor Windows text."), _("Save it as CSV with UTF-8.")
    )


def _account(
    row: Mapping[str, str],
    plan: Plan,
    used: Collection[str],
    own_domains: tuple[str, ...],
    today: dt.date,
) -> Account | Forbidden:
    fields = _fields(row, plan)
    if sum(len(text.encode()) for text in fields.values()) > _MOST_BYTES:
        return Forbidden(_("The row holds more text than an account can."))
    profile = _profile(fields, own_domains)
    if isinstance(profile, platforms.Refusal):
        return Forbidden(profile.message(), profile.hint())
    if isinstance(profile, Forbidden):
        return profile
    fields["platform"] = profile.platform
    fields["url"] = profile.url
    fields["handle"] = profile.handle or ""
    fields["platform_id"] = fields.get("platform_id") or profile.platform_id or ""
    table = _table(fields, plan, today)
    if isinstance(table, Forbidden):
        return table
    found = schema.to_account(_free_id(_wanted_id(row, fields, plan), used), table)
    return found if isinstance(found, Account) else _explained(found[0], plan)


def _explained(mismatch: schema.Mismatch, plan: Plan) -> Forbidden:
    """*mismatch* in the words of the table and the mapping."""
    field = field_name(mismatch.location)
    if mismatch.kind is not FaultKind.MISSING_KEY:
        return Forbidden(f"{_place(field, plan)}: {mismatch.message}", mismatch.hint)
    if field in plan.columns:
        return Forbidden(
            _("{column}: the cell is empty.").format(column=brief(plan.columns[field])),
            _("Fill it in, or give “{field}” a value for all rows under [values].").format(
                field=field
            ),
        )
    return Forbidden(
        _("“{field}” is missing.").format(field=field),
        _("Map a column to it, or give it a value for all rows under [values]."),
    )


def _place(field: str, plan: Plan) -> str:
    """Where the text for *field* comes from: a column, or the mapping."""
    return brief(plan.columns.get(field, field))


def _fields(row: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """Field (dotted) -> text: the fixed values, and over them what the row says."""
    fields = {"status": Status.APPLIED.value, **plan.values}
    for field, column in plan.columns.items():
        if text := row.get(column, ""):
            fields[field] = plan.translate.get(field, {}).get(text, text)
    return fields


def _profile(
    fields: Mapping[str, str], own_domains: tuple[str, ...]
) -> platforms.Profile | platforms.Refusal | Forbidden:
    platform = fields.get("platform") or None
    if platform and platform not in platforms.platforms():
        near = platforms.meant(platform)
        hint = _("Did you mean “{word}”?").format(word=near) if near else ""
        return Forbidden(
            _("There is no platform “{platform}”.").format(platform=brief(platform)), hint
        )
    if url := fields.get("url"):
        return platforms.parse_url(url, platform=platform, own_domains=own_domains)
    if platform and (handle := fields.get("handle")):
        return platforms.parse_handle(platform, handle, own_domains=own_domains)
    if platform and (number := fields.get("platform_id")):
        address = platforms.canonical_url(platform, None, number)
        if address:
            return platforms.parse_url(address, platform=platform)
    return Forbidden(
        _("The row has neither an address nor a handle."),
        _("Map one of url, handle and platform_id, and the platform."),
    )


def _wanted_id(row: Mapping[str, str], fields: Mapping[str, str], plan: Plan) -> str:
    words = [row.get(column, "") for column in plan.id_from]
    if not words:
        words = [fields.get("name", ""), fields.get("platform", "")]
    return slug(" ".join(words)) or slug(f"{fields.get('platform', '')} konto")


def _free_id(wanted: str, used: Collection[str]) -> str:
    found, number = wanted, 2
    while found in used:
        found, number = f"{wanted[:60].rstrip('-')}-{number}", number + 1
    return found


def _table(fields: Mapping[str, str], plan: Plan, today: dt.date) -> schema.Table | Forbidden:
    """Dotted fields as a table, with dates and lists in place of their texts."""
    table: schema.Table = {}
    for field, text in fields.items():
        if not text:
            continue
        value = value_of(field, text, today)
        if isinstance(value, Forbidden):
            return Forbidden(f"{_place(field, plan)}: {value.message}", value.hint)
        *parents, key = field.split(".")
        target = table
        for parent in parents:
            inner = target.setdefault(parent, {})
            target = inner if isinstance(inner, dict) else {}
        target[key] = value
    return table
