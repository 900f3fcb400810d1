"""Where a field stands in a TOML file: exact line and column, asked for only when needed."""

import re
from collections.abc import Iterator, Sequence

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

_LANGUAGE = Language(tree_sitter_toml.language())
_PART = re.compile(r"[^.\[\]]+|\[\d+\]")
_STRINGS = ("string", "quoted_key")
_BOM = b"\xef\xbb\xbf"
# How a text begins, and the parts of it that mean one character, or none: a line that goes on.
_OPENING = re.compile(r"(\"{3}|'{3}|\"|')(?:(?<=\"{3}|'{3})\r?\n)?")
_LITERAL = re.compile(r".", re.DOTALL)
_ESCAPED = re.compile(r"(?P<join>\\[ \t]*\r?\n\s*)|\\u.{4}|\\U.{8}|\\.|.", re.DOTALL)

Step = str | int


class Positions:
    """The places of one file's fields; *content* is the file's bytes, UTF-8 with or without BOM."""

    def __init__(self, content: bytes) -> None:
        self._content = content.removeprefix(_BOM)
        self._bom = len(content) - len(self._content)
        self._root = Parser(_LANGUAGE).parse(self._content).root_node

    def find(
        self, field: str | Sequence[Step], *, key: bool = False, within: int | None = None
    ) -> tuple[int, int]:
        """Line and column, counted from 1 in characters, of the value of *field*.

        It is a dotted path or, where a key may have dots in it, its parts. With *key*, the place
        of the key itself; with *within*, of the character in the value, a text, before which so
        many stand. For a field that is not in the file, the place of the nearest table around it;
        line 1, column 1 when there is none.
        """
        steps = _steps(field) if isinstance(field, str) else field
        node = _deepest(self._root, steps, key=key)
        if node is None:
            return 1, 1
        start = node.start_byte
        if within is not None and node.type == "string":
            start += _place_of(node.text or b"", within)
        line_start = self._content.rfind(b"\n", 0, start) + 1
        before = self._content[line_start:start].decode("utf-8", "replace")
        return self._content.count(b"\n", 0, start) + 1, len(before) + 1

    def span(self, field: str) -> tuple[int, int] | None:
        """From which byte to before which the value of *field* is written; None if it is not."""
        steps = _steps(field)
        for path, _key, value in _walk(self._root):
            if path == steps:
                return self._bom + value.start_byte, self._bom + value.end_byte
        return None


def _place_of(written: bytes, within: int) -> int:
    """The byte of a text, as it is *written*, at which the character number *within* begins."""
    text = written.decode("utf-8", "replace")
    opening = _OPENING.match(text)
    quotes = opening[1] if opening else ""
    place, end = (opening.end() if opening else 0), len(text) - len(quotes)
    parts = _ESCAPED if '"' in quotes else _LITERAL
    while place < end and (part := parts.match(text, place)):
        is_character = part.lastgroup != "join"
        if is_character and not within:
            break
        place = part.end()
        within -= is_character
    return len(text[: min(place, end)].encode())


def _steps(field: str) -> list[Step]:
    return [int(part[1:-1]) if part[0] == "[" else part for part in _PART.findall(field)]


def _deepest(root: Node, steps: Sequence[Step], *, key: bool) -> Node | None:
    """The node that matches the most of *steps*: of the value, or with *key* of its key."""
    best: tuple[int, Node | None] = (0, None)
    for path, key_node, value_node in _walk(root):
        matched = len(path)
        if matched > best[0] and list(steps[:matched]) == path:
            best = matched, key_node if key or matched < len(steps) else value_node
    return best[1]


def _walk(root: Node) -> Iterator[tuple[list[Step], Node, Node]]:
    """Every field of the document: its path, the node of its key and the node of its value."""
    counts: dict[tuple[Step, ...], int] = {}
    for child in root.named_children:
        if child.type == "pair":
            yield from _pair(child, [])
        elif child.type in ("table", "table_array_element"):
            yield from _table(child, counts)


def _table(
    node: Node, counts: dict[tuple[Step, ...], int]
) -> Iterator[tuple[list[Step], Node, Node]]:
    header = node.named_children[0]
    path = _indexed(_keys(header), counts)
    if node.type == "table_array_element":
        name = tuple(path)
        counts[name] = index = counts.get(name, -1) + 1
        yield path, header, header
        path = [*path, index]
    yield path, header, header
    for child in node.named_children[1:]:
        if child.type == "pair":
            yield from _pair(child, path)


def _indexed(names: list[str], counts: dict[tuple[Step, ...], int]) -> list[Step]:
    """*names* with the index of the latest element put after each array of tables on the way."""
    path: list[Step] = []
    for position, name in enumerate(names):
        path.append(name)
        if position < len(names) - 1 and tuple(path) in counts:
            path.append(counts[tuple(path)])
    return path


def _pair(node: Node, prefix: Sequence[Step]) -> Iterator[tuple[list[Step], Node, Node]]:
    key, *values = node.named_children
    path: list[Step] = [*prefix, *_keys(key)]
    if values:
        yield from _value(values[0], path, key)


def _value(node: Node, path: list[Step], key: Node) -> Iterator[tuple[list[Step], Node, Node]]:
    yield path, key, node
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                yield from _pair(child, path)
    elif node.type == "array":
        items = [child for child in node.named_children if child.type != "comment"]
        for index, child in enumerate(items):
            yield from _value(child, [*path, index], child)


def _keys(node: Node) -> list[str]:
    if node.type == "dotted_key":
        return [part for child in node.named_children for part in _keys(child)]
    text = (node.text or b"").decode("utf-8", "replace")
    return [text[1:-1] if node.type in _STRINGS else text]
