"""Patterns of the platforms' table, written as JavaScript has them."""

import re

_WORD_CLASS = r"\p{L}\p{N}_"  # what Python's \w means
_SAME_ESCAPES = frozenset(r"^$\.*+?()[]{}|/ux")
_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?P<|\(\?i:|\(|.", re.DOTALL)
_IN_CLASS = re.compile(r"\\.|[^\\]", re.DOTALL)
_GROUPS = {"(?P<": "(?<", "(?i:": "(?:", "(": "("}


def as_javascript(pattern: str) -> str:
    """The Python *pattern* as a JavaScript one that fits the same texts, with the flag ``u``.

    It knows what the table uses, and raises ValueError for anything else.
    """
    written: list[str] = []
    groups: list[bool] = []  # for each open group: whether upper and lower case are the same in it
    for found in _PART.finditer(pattern):
        part = found[0]
        folds = any(groups)
        if part in _GROUPS:
            groups.append(part == "(?i:")
            written.append(_GROUPS[part])
        elif part == ")":
            groups.pop()
            written.append(part)
        elif part.startswith("\\"):
            written.append(_escape(part))
        elif len(part) > 1 and folds:
            raise ValueError(f"no JavaScript is known for {part} without regard to case")
        elif len(part) > 1:
            inside = _IN_CLASS.finditer(part[1:-1])
            written.append(f"[{''.join(_escape(each[0], in_class=True) for each in inside)}]")
        else:
            both = folds and part.isalpha()
            written.append(f"[{part.lower()}{part.upper()}]" if both else part)
    return "".join(written)


def _escape(part: str, *, in_class: bool = False) -> str:
    if len(part) == 1:
        return part
    char = part[1]
    if char == "w":
        return _WORD_CLASS if in_class else f"[{_WORD_CLASS}]"
    if char in _SAME_ESCAPES or (char == "-" and in_class):
        return part
    if char.isalnum():
        raise ValueError(f"no JavaScript is known for {part}")
    return char
