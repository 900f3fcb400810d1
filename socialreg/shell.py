"""Commands for people to copy: every word is one word to their shell, whatever is in it."""

import os
import re
import shlex

from socialreg.text import clean

_PLAIN = re.compile(r"[\w./\\:=+-]+")
_BEFORE_QUOTE = re.compile(r'(\\*)("|\Z)')


def command_line(*words: str, windows: bool = os.name == "nt") -> str:
    """*words* as one command, quoted where the shell would otherwise act on what is in them.

    On Windows the quotes are those that both cmd and PowerShell know. What could act on the
    terminal itself is shown as ``clean`` shows it, and then the command cannot be copied.
    """
    return clean(" ".join(map(_quoted, words)) if windows else shlex.join(words))


def _quoted(word: str) -> str:
    """*word* for Windows, where a program reads the backslashes before a quote in pairs."""
    if _PLAIN.fullmatch(word):
        return word
    escaped = _BEFORE_QUOTE.sub(lambda found: found[1] * 2 + (found[2] and '\\"'), word)
    return f'"{escaped}"'
