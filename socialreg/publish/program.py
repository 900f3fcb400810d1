"""What the program itself contributes to a site, as one number: another program, another site."""

import functools
import hashlib
import json
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from socialreg.publish.environment import shipped_templates

_PACKAGE = Path(__file__).parents[1]
# What else has a say in the bytes of a page.
_LIBRARIES = ("babel", "jinja2", "markupsafe")


def fingerprint(commit: str | None, trusted: str | None) -> str | None:
    """What decides every byte of the site of a *commit*: it, the one whose looks are *trusted*, us.

    The same on every machine with the same program. None for what is not committed: it can change
    without anybody telling.
    """
    if commit is None:
        return None
    facts = [_program(), sys.version_info[:2], commit, trusted]
    facts += [version(library) for library in _LIBRARIES]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@functools.cache
def _program() -> str:
    """A number for the program's own files: a version alone would not tell a changed clone."""
    found = hashlib.sha256()
    for top in (_PACKAGE, shipped_templates()):
        for name, path in _files(top):
            found.update(f"{name}\0".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _files(top: Path) -> Iterator[tuple[str, Path]]:
    paths = sorted((path.relative_to(top).as_posix(), path) for path in top.rglob("*.*"))
    for name, path in paths:
        if "__pycache__" not in name and path.is_file():
            yield name, path
