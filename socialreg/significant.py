"""Paths that mean something to git, to a forge or to the register, in whatever letters.

On a Mac and on Windows several names are one: other case, other Unicode, letters that cannot be
seen, a dot or a space at the end. What lies beside the file that is meant under such a name takes
its place there, so paths are compared as those systems do, and rather too widely.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from socialreg.paths import (
    ACCOUNTS_DIR,
    ACTIVITY_DIR,
    ANSWERS_DIR,
    DATA_DIR,
    GUIDELINES_PATH,
    IMPOSTORS_DIR,
    SETTINGS_PATH,
)

# What decides how a change is shown, checked and published, by why it matters. With / at the
# beginning the path is from the register's root, without it holds in every folder; with / at the
# end it is a folder and all in it; * stands for any letters of a name.
PROTECTED: Mapping[str, tuple[str, ...]] = {
    "what git shows and keeps": (
        ".gitattributes",
        ".gitignore",
        ".gitmodules",
        ".lfsconfig",
        ".mailmap",
    ),
    "what checks it": (
        "/.build.yml",
        "/.builds/",
        "/.ci/",
        "/.circleci/",
        "/.drone.yml",
        "/.forgejo/",
        "/.gitea/",
        "/.github/",
        "/.gitlab/",
        "/.gitlab-ci.yml",
        "/.pre-commit-config.yaml",
        "/.travis.yml",
        "/.woodpecker*",
        "/.woodpecker/",
        "/Jenkinsfile",
        "/azure-pipelines*",
        "/bitbucket-pipelines.yml",
    ),
    "who has to agree": (
        "/CODEOWNERS",
        "/docs/CODEOWNERS",
        "*allowed_signers*",
        "*allowed-signers*",
    ),
    "what is published of it": ("/templates/",),
    "what it is judged by": (f"/{SETTINGS_PATH}", f"/{GUIDELINES_PATH}"),
}
_FOLDERS = (DATA_DIR, ACCOUNTS_DIR, ACTIVITY_DIR, ANSWERS_DIR, IMPOSTORS_DIR)

# A name as Windows shortens it: GITATT~1 is .gitattributes.
_SHORTENED = re.compile(r"(?P<stem>[^~/.]{1,6})~[0-9]\.?(?P<suffix>[^/.]{0,3})")


def is_protected(path: str) -> bool:
    """Whether the file at *path* decides how a change is shown, checked or published."""
    return _protected().fullmatch(folded(path)) is not None


def is_in_data(path: str) -> bool:
    """Whether *path* lies in the folder of the register's data."""
    return folded(path).startswith(f"{DATA_DIR}/")


def disguise(path: str) -> tuple[str, str] | None:
    """The part of *path*, from its beginning, that is another spelling, and of which path."""
    if path == folded(path):
        return None
    for end in (*(place.start() for place in re.finditer("/", path)), len(path)):
        part = path[:end]
        for exact, loose, meant in _patterns():
            if loose.fullmatch(folded(part)) and not exact.fullmatch(part):
                return part, meant
    return None


def folded(path: str) -> str:
    """*path* as all its spellings have it."""
    text = unicodedata.normalize("NFKC", path.replace("\\", "/")).casefold()
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    parts = unicodedata.normalize("NFKC", seen).split("/")
    return "/".join(map(_folded_name, parts))


def _folded_name(name: str) -> str:
    """*name* without a stream of NTFS's and what Windows leaves out, and as long as it was."""
    plain = name.partition(":")[0].rstrip(". ") or name
    short = _SHORTENED.fullmatch(plain)
    return _long_names().get((short["stem"], short["suffix"]), plain) if short else plain


def _all_patterns() -> Iterator[str]:
    yield from (f"/{folder}/" for folder in _FOLDERS)
    for patterns in PROTECTED.values():
        yield from patterns


@functools.cache
def _long_names() -> Mapping[tuple[str, str], str]:
    """The long form of names that Windows shortens, by the beginning of both their parts."""
    names = (name for text in _all_patterns() for name in text.casefold().split("/") if name)
    found = {}
    for name in names:
        stem, _dot, suffix = name.lstrip(".").partition(".")
        found[stem[:6], suffix[:3]] = name
    return found


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...]:
    """Each path that matters: as it is spelled, as all its spellings have it, and for readers."""
    longest_first = sorted(_all_patterns(), key=len, reverse=True)
    return tuple(
        (_pattern(text), _pattern(folded(text)), text.strip("/")) for text in longest_first
    )


@functools.cache
def _protected() -> re.Pattern[str]:
    """All that is protected, as all its spellings have it."""
    found = (_pattern(folded(text)) for texts in PROTECTED.values() for text in texts)
    return re.compile("|".join(pattern.pattern for pattern in found), re.DOTALL)


def _pattern(text: str) -> re.Pattern[str]:
    start = "" if text.startswith("/") else "(?:.*/)?"
    name = re.escape(text.strip("/")).replace(r"\*", "[^/]*")
    end = "(?:/.*)?" if text.endswith("/") else ""
    return re.compile(f"{start}{name}{end}", re.DOTALL)
