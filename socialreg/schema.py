"""The boundary between TOML tables and the model: pydantic-core checks what comes in.

The schema is derived from the dataclasses of ``model``, so a new field is one line there.
It is built on pydantic-core alone, because importing the whole of pydantic would double the
start-up time of every command; pydantic itself makes the JSON Schema for editors.
"""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from pydantic_core import SchemaValidator, ValidationError, core_schema

from socialreg.i18n import LANGUAGES, _
from socialreg.model import (
    Account,
    Edition,
    FaultKind,
    Guidelines,
    Impostor,
    Limits,
    PlatformStop,
    Settings,
)
from socialreg.platforms import meant, platforms
from socialreg.policy import Unusable
from socialreg.text import clean, nearest
from socialreg.usable import unusable_guidelines, unusable_settings

Table: TypeAlias = dict[str, Any]
Location: TypeAlias = tuple[str | int, ...]
T = TypeVar("T")

# What has its id from the name of its file, where it is never a key.
NAMED_BY_FILE = (Account, Impostor)
Convert: TypeAlias = "Callable[[Table], T | tuple[Mismatch, ...]]"


@dataclasses.dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing in a table that does not fit; *location* is the path of keys and indexes to it."""

    kind: FaultKind
    location: Location
    message: str
    hint: str = ""


def to_account(account_id: str, table: Table) -> Account | tuple[Mismatch, ...]:
    """The account that a file's *table* holds, or everything in it that does not fit."""
    hint = _("Remove the line: the account’s id is the file’s name.")
    return _named(Account, account_id, table, hint)


def to_impostor(impostor_id: str, table: Table) -> Impostor | tuple[Mismatch, ...]:
    """The known fake that a file's *table* holds, or everything in it that does not fit."""
    hint = _("Remove the line: the fake’s id is the file’s name.")
    return _named(Impostor, impostor_id, table, hint)


def _named(kind: type[T], name: str, table: Table, hint: str) -> T | tuple[Mismatch, ...]:
    """The *kind* in *table*, whose id is *name*; *hint* is for who has written one in it."""
    if "id" in table:
        return (Mismatch(FaultKind.UNKNOWN_KEY, ("id",), _("Unknown key “id”."), hint),)
    table["id"] = name
    result = _validate(kind, table)
    del table["id"]
    return result


def to_settings(table: Table) -> Settings | tuple[Mismatch, ...]:
    """The settings that ``data/register.toml`` holds, or everything that does not fit."""
    return _usable(_validate(Settings, table), unusable_settings)


def to_guidelines(table: Table) -> Guidelines | tuple[Mismatch, ...]:
    """The policy that ``data/guidelines.toml`` holds, or everything that does not fit."""
    return _usable(_validate(Guidelines, table), unusable_guidelines)


def to_table(value: object) -> Table:
    """The table to write for a value of the model; what is empty or absent is left out.

    The order is that of the model's fields. An account's or a fake's id is left out: it is the
    file's name.
    """
    return {
        key_of(field.name): _plain(content)
        for field in dataclasses.fields(value)  # type: ignore[arg-type]  # only dataclasses come here
        if (content := getattr(value, field.name)) not in (None, (), {})
        and not (isinstance(value, NAMED_BY_FILE) and field.name == "id")
    }


def key_of(name: str) -> str:
    """The key in a file of the model's field *name*: the same, but ``as_`` is ``as``."""
    return name.removesuffix("_")


def json_schema(kind: type) -> Table:
    """The JSON Schema (draft 7) of a file that holds *kind*, for editors and taplo."""
    from socialreg.jsonschema import describe  # imported late: needs the whole of pydantic

    return describe(kind, _schema_of(kind), named_by_file=kind in NAMED_BY_FILE)


def _plain(value: object) -> Any:  # noqa: ANN401 - a TOML value is anything TOML can say
    if dataclasses.is_dataclass(value):
        return to_table(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _validate(kind: type[T], table: Table) -> T | tuple[Mismatch, ...]:
    try:
        validator = _validator(typing.cast("Hashable", kind))
        return typing.cast("T", validator.validate_python(table))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        found = [_mismatch(kind, detail) for detail in details]
        unknown = [each.location for each in found if each.kind is FaultKind.UNKNOWN_KEY]
        return tuple(each for each in found if not _is_echo(kind, each, unknown))


def _is_echo(kind: type, found: Mismatch, unknown: Sequence[Location]) -> bool:
    """Whether *found* only follows from *unknown* keys: one's value, or what one was meant to be.

    Who writes ``nam`` for ``name`` has made one mistake, and is told of one.
    """
    table = found.location[:-1]
    if found.kind is FaultKind.MISSING_KEY:
        known = list(_keys_at(kind, table))
        beside = (str(place[-1]) for place in unknown if place[:-1] == table)
        return any(nearest(key, known) == found.location[-1] for key in beside)
    return found.kind is FaultKind.INVALID_VALUE and any(
        found.location[: len(place)] == place for place in unknown
    )


def _usable(
    found: T | tuple[Mismatch, ...], check: Callable[[T], Iterable[Unusable]]
) -> T | tuple[Mismatch, ...]:
    """*found*, or what in it cannot be used although it is of the right type."""
    if isinstance(found, tuple):
        return found
    unusable = tuple(Mismatch(FaultKind.INVALID_VALUE, *each) for each in check(found))
    return unusable or found


@functools.cache
def _validator(kind: type) -> SchemaValidator:
    return SchemaValidator(_schema_of(kind))


def _schema_of(kind: type) -> core_schema.CoreSchema:
    hints = typing.get_type_hints(kind)
    fields = [
        core_schema.dataclass_field(
            field.name,
            _field_schema(field, hints[field.name], kind),
            kw_only=True,
            validation_alias=key_of(field.name),
        )
        for field in dataclasses.fields(kind)
    ]
    arguments = core_schema.dataclass_args_schema(kind.__name__, fields, extra_behavior="forbid")
    names = [field.name for field in dataclasses.fields(kind)]
    return core_schema.dataclass_schema(kind, arguments, names, slots=True, frozen=True)


def _field_schema(
    field: dataclasses.Field[Any],
    hint: Any,  # noqa: ANN401 - a type annotation
    kind: type,
) -> core_schema.CoreSchema:
    schema = _schema_for(hint)
    if words := _words_of(kind, field.name):
        schema = core_schema.literal_schema(list(words))
        if typing.get_origin(hint) is tuple:
            schema = core_schema.tuple_variable_schema(schema)
    if field.default is not dataclasses.MISSING:
        return core_schema.with_default_schema(schema, default=field.default)
    if field.default_factory is not dataclasses.MISSING:
        return core_schema.with_default_schema(schema, default_factory=field.default_factory)
    return schema


def _words_of(kind: type, name: str) -> Iterable[str]:
    """The words that a field may be, where they stand in a table and not in the model."""
    if (kind, name) in _PLATFORM_FIELDS:
        return platforms()
    return LANGUAGES if (kind, name) == (Settings, "language") else ()


_PLATFORM_FIELDS = (
    (Account, "platform"),
    (Impostor, "platform"),
    (Limits, "platforms"),
    (Edition, "allowed_platforms"),
    (PlatformStop, "platform"),
)


def _schema_for(hint: Any) -> core_schema.CoreSchema:  # noqa: ANN401 - a type annotation
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):  # an optional value: TOML has no null
        return _schema_for(next(part for part in arguments if part is not type(None)))
    if origin is tuple:
        return core_schema.tuple_variable_schema(_schema_for(arguments[0]))
    if origin is Mapping:
        return core_schema.dict_schema(*(_schema_for(argument) for argument in arguments))
    if dataclasses.is_dataclass(hint):
        return _schema_of(typing.cast("type", hint))
    if issubclass(hint, StrEnum):
        return core_schema.enum_schema(hint, list(hint))
    return _SCALARS[hint]()


_SCALARS: Mapping[type, Callable[[], core_schema.CoreSchema]] = {
    str: lambda: core_schema.str_schema(strict=True, min_length=1),
    date: lambda: core_schema.date_schema(strict=True),
    bool: lambda: core_schema.bool_schema(strict=True),
    int: lambda: core_schema.int_schema(strict=True, ge=0),
    float: lambda: core_schema.float_schema(strict=False),
}


def _mismatch(kind: type, detail: Mapping[str, Any]) -> Mismatch:
    location: Location = tuple(detail["loc"])
    return _EXPLAIN.get(detail["type"], _wrong_type)(kind, location, detail)


def _unknown_key(kind: type, location: Location, _detail: Mapping[str, Any]) -> Mismatch:
    key = str(location[-1])
    known = list(_keys_at(kind, location[:-1]))
    near = nearest(key, known)
    hint = (
        _("Did you mean “{word}”?").format(word=near)
        if near
        else _("Remove it, or use one of: {words}.").format(words=", ".join(known))
    )
    message = _("Unknown key “{key}”.").format(key=clean(key))
    return Mismatch(FaultKind.UNKNOWN_KEY, location, message, hint)


def _missing(_kind: type, location: Location, _detail: Mapping[str, Any]) -> Mismatch:
    key = location[-1]
    return Mismatch(
        FaultKind.MISSING_KEY,
        location,
        _("“{key}” is missing.").format(key=key),
        _("Add a line that begins with “{key} =”.").format(key=key),
    )


def _unknown_word(_kind: type, location: Location, detail: Mapping[str, Any]) -> Mismatch:
    value = detail["input"]
    known = [
        word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")
    ]
    near = _near(value, known) if isinstance(value, str) else None
    hint = (
        _("Did you mean “{word}”?").format(word=near)
        if near
        else _("Use one of: {words}.").format(words=", ".join(known))
    )
    # A key of a table (such as a duty in a self-check) is reported with this marker behind it.
    if location[-1] == "[key]":
        message = _("Unknown key “{key}”.").format(key=clean(str(location[-2])))
        return Mismatch(FaultKind.UNKNOWN_KEY, location[:-1], message, hint)
    message = _("“{value}” is not a known value for “{key}”.")
    message = message.format(value=clean(str(value)), key=_last_key(location))
    return Mismatch(FaultKind.INVALID_VALUE, location, message, hint)


def _near(word: str, known: Sequence[str]) -> str | None:
    """The word of *known* that is probably meant; a platform goes by its former name, too."""
    return meant(word) if set(known) == platforms().keys() else nearest(word, known)


def _wrong_type(_kind: type, location: Location, detail: Mapping[str, Any]) -> Mismatch:
    empty = detail["type"] == "string_too_short"
    message = _("“{key}” is empty.") if empty else _("“{key}” has the wrong type of value.")
    message = message.format(key=_last_key(location))
    return Mismatch(FaultKind.INVALID_VALUE, location, message, _expected(detail["type"]))


def _last_key(location: Location) -> str:
    return next((clean(part) for part in reversed(location) if isinstance(part, str)), "")


def _expected(error_type: str) -> str:
    """What to write instead, from pydantic-core's name of the error."""
    if error_type.startswith("date"):
        return _("Write a date without quotes, for example 2026-11-14.")
    if error_type == "string_too_short":
        return _("Write something, or remove the line.")
    if error_type.startswith("string"):
        return _('Write a text in quotes, for example "text".')
    if error_type.startswith("tuple"):
        return _('Write a list in square brackets, for example ["sv"].')
    if error_type.startswith("bool"):
        return _("Write true or false, without quotes.")
    if error_type.startswith(("int", "float")):
        return _("Write a number, without quotes.")
    if error_type == "greater_than_equal":
        return _("Write 0 or a larger number.")
    return _("Write a table with keys and values.")


_EXPLAIN: Mapping[str, Callable[[type, Location, Mapping[str, Any]], Mismatch]] = {
    "unexpected_keyword_argument": _unknown_key,
    "missing": _missing,
    "enum": _unknown_word,
    "literal_error": _unknown_word,
}


def _keys_at(kind: type, location: Location) -> Iterator[str]:
    """The keys that the model knows in the table at *location* inside a *kind*."""
    for part in location:
        if isinstance(part, str):
            names = {key_of(field.name): field.name for field in dataclasses.fields(kind)}
            hints = typing.get_type_hints(kind)
            kind = next(found for found in _dataclasses_in(hints[names[part]]))
    for field in dataclasses.fields(kind):
        if not (kind in NAMED_BY_FILE and field.name == "id"):
            yield key_of(field.name)


def _dataclasses_in(hint: Any) -> Iterator[type]:  # noqa: ANN401 - a type annotation
    if dataclasses.is_dataclass(hint):
        yield typing.cast("type", hint)
    for argument in typing.get_args(hint):
        yield from _dataclasses_in(argument)
