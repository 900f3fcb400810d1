"""Writing an account's or a known fake's file: the change and nothing else, no other byte.

tomlkit keeps comments, order and layout. What it writes is read again by the fast reader
before anyone sees it, so a file that the tool writes always passes its own reading.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.items import AoT, InlineTable, Table

from socialreg import schema
from socialreg.errors import RegisterError
from socialreg.filenames import MAX_BYTES, oversized
from socialreg.i18n import _
from socialreg.model import Account, Fault, Impostor
from socialreg.parsing import parse_account, parse_impostor

_BOM = "\ufeff"


def new_file(new: Account | Impostor) -> bytes:
    """The bytes of a new file that holds *new*: UTF-8, LF, keys in the model's order."""
    document = tomlkit.document()
    for key, value in schema.to_table(new).items():
        _add(document, key, value)
    return _proved(new, tomlkit.dumps(document).encode())


def changed_file(content: bytes, after: Account | Impostor) -> bytes:
    """*content* with what differs from *after* changed, added or removed.

    *content* is the file of the same account or fake as it stands: its BOM, comments, order and
    line endings stay. Raises RegisterError when the file is not readable, or laid out in a way that
    cannot be changed safely.
    """
    before = _parsed_like(after, content)
    if isinstance(before, tuple):
        raise RegisterError(
            _("{path} cannot be read, so it cannot be changed.").format(path=after.path),
            _("See what is wrong with it: socialreg validate {path}").format(path=after.path)
            if isinstance(after, Impostor)
            else _("See what is wrong with it: socialreg validate {id}").format(id=after.id),
        )
    text = content.decode("utf-8")
    bom = _BOM if text.startswith(_BOM) else ""
    crlf = "\r\n" in text and text.count("\r\n") == text.count("\n")
    text = text.removeprefix(_BOM)
    document = tomlkit.parse(text.replace("\r\n", "\n") if crlf else text)
    _update(document, schema.to_table(before), schema.to_table(after))
    text = tomlkit.dumps(document)
    text = bom + (text.replace("\n", "\r\n") if crlf else text)
    return _proved(after, text.encode())


def _parsed_like(
    value: Account | Impostor, content: bytes
) -> Account | Impostor | tuple[Fault, ...]:
    """What *content* holds, read as what *value* is."""
    if isinstance(value, Impostor):
        return parse_impostor(value.id, content)
    return parse_account(value.id, content)


def _proved(value: Account | Impostor, content: bytes) -> bytes:
    """*content*, if it reads back as *value*: nothing else may ever be saved."""
    if len(content) > MAX_BYTES:
        fault = oversized(value.path)
        raise RegisterError(f"{fault.path}: {fault.message}", fault.hint)
    if _parsed_like(value, content) == value:
        return content
    raise RegisterError(
        _("{path} is laid out in a way that cannot be changed safely; it is as before.").format(
            path=value.path
        ),
        _("Write [contact], [[approvals]] and the like as tables of their own, then try again."),
    )


def _update(target: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:  # noqa: ANN401 - tomlkit's containers share no type
    """Make the table *target*, which says *before*, say *after*, touching only what differs."""
    for key in before.keys() - after.keys():
        del target[key]
    for key, value in after.items():
        if key not in before:
            target.pop(key, None)  # an empty list or table, which says nothing
            _insert(target, key, value, list(after))
        elif before[key] != value:
            _change(target, key, before[key], value, list(after))


def _change(
    target: Any,  # noqa: ANN401 - as above
    key: str,
    before: Any,  # noqa: ANN401 - as above
    after: Any,  # noqa: ANN401 - as above
    order: Sequence[str],
) -> None:
    current = target.get(key)
    if current is None:  # a default that the file leaves out
        _insert(target, key, after, order)
    elif isinstance(current, (Table, InlineTable)):
        _update(current, before, after)
    elif isinstance(current, AoT):
        _change_elements(current, before, after)
    elif _is_array_of_tables(after):  # written as a list of inline tables
        target[key] = _parsed(_inline_text(after))
    else:
        target[key] = after


def _change_elements(
    current: AoT, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> None:
    for element, old, new in zip(current, before, after, strict=False):
        _update(element, old, new)
    for value in after[len(before) :]:
        element = _table(value)
        if current[-1].as_string().endswith("\n\n"):
            element.add(tomlkit.nl())  # another table comes behind it, as it did before
        else:
            element.trivia.indent = "\n"  # a blank line before the new one
        current.append(element)
    while len(current) > len(after):
        del current[len(current) - 1]


def _insert(target: Any, key: str, value: Any, order: Sequence[str]) -> None:  # noqa: ANN401 - as above
    """Add *key*: a plain value of the file behind the one that comes before it in the *order*."""
    earlier = order[: order.index(key)] if key in order else []
    plain = not isinstance(value, Mapping) and not _is_array_of_tables(value)
    neighbour = next((name for name in reversed(earlier) if _is_plain(target.get(name))), None)
    if plain and neighbour and isinstance(target, Container):
        # tomlkit has no public way to say where, and its own choice is below the comment that
        # belongs to the first table.
        target._insert_after(neighbour, key, tomlkit.item(value))  # noqa: SLF001
    else:
        _add(target, key, value)


def _is_plain(item: object) -> bool:
    return item is not None and not isinstance(item, (Table, AoT))


def _is_array_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _add(target: Any, key: str, value: Any) -> None:  # noqa: ANN401
    if isinstance(value, Mapping) and isinstance(target, Container):
        target.append(key, _table(value))
    elif isinstance(value, Mapping):
        target.append(key, _parsed(_inline_text(value)))
    elif _is_array_of_tables(value):
        array = tomlkit.aot()
        for element in value:
            array.append(_table(element))
        target.append(key, array)
    else:
        target.append(key, value)


def _table(value: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for key, content in value.items():
        _add(table, key, content)
    return table


def _parsed(text: str) -> Any:  # noqa: ANN401 - any TOML value
    """The item that *text* writes, in its own layout: tomlkit's would be without spaces."""
    return tomlkit.parse(f"x = {text}\n")["x"]


def _inline_text(value: Any) -> str:  # noqa: ANN401 - any TOML value
    """*value* on one line, tables as ``{ a = "b" }``, as the format's examples write them."""
    if isinstance(value, Mapping):
        pairs = (f"{key} = {_inline_text(content)}" for key, content in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(_inline_text(item) for item in value)}]"
    text: str = tomlkit.item(value).as_string()
    return text
