"""The files with which a register begins.

Texts that people read stand in ``starter/``, by language; what every register has alike is in
``starter/common``, where ``@WORD@`` is a place for a sentence or a value. Each starter of a
file under ``data/`` is such a file itself, complete and with example values: a value that is
known replaces its example, and an example without a value becomes a comment.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from socialreg import __version__, schema
from socialreg.git.change import Message
from socialreg.i18n import _, speaking
from socialreg.model import Account, Edition, Guidelines, Impostor, Limits, Settings
from socialreg.paths import ACCOUNTS_DIR, GUIDELINES_PATH, SETTINGS_PATH

HOMEPAGE = "https://github.com/socialreg/socialreg"

# Forge -> the starter of its CI file and where that file belongs.
FORGES: Mapping[str, tuple[str, str]] = {
    "github": ("github.yml", ".github/workflows/register.yml"),
    "gitlab": ("gitlab.yml", ".gitlab-ci.yml"),
    "forgejo": ("forgejo.yml", ".forgejo/workflows/register.yml"),
}

_EDITION = "[[editions]]\n"
_LIMITS = "\n[[editions.limits]]\n"
_INNER_TABLES = ("approvers", "rules", "limits", "closed_platforms", "pauses")
_STARTER = Path(__file__).parent / "starter"
_COMMON = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".taplo.toml": "taplo.toml",
}
# The kinds of files that have a JSON Schema, by the name that it goes by.
SCHEMAS: Mapping[str, type] = {
    "account": Account,
    "guidelines": Guidelines,
    "impostor": Impostor,
    "register": Settings,
}
_PLACE = re.compile(r"@([A-Z_]+)@")
_TABLE = re.compile(r"\[+([a-z_.]+)\]+")
_PAIR = re.compile(r"([a-z_]+) = .+")


def first_guidelines(
    day: dt.date, *, edition: str | None = None, language: str = "sv"
) -> Guidelines:
    """The guidelines of a register that begins on *day*: one edition, in force from then on.

    Höganäs kommun's text, which its demands are from, bears no date, so its edition is named
    for the month of *day* unless the organisation has a name of its own for it.
    """
    with speaking(language):
        name = _("Guidelines for social media")
    first = Edition(
        id=edition or f"{day:%Y-%m}", from_=day, name=name, limits=starter_limits(language)
    )
    return Guidelines(editions=(first,))


def new_register(
    settings: Settings, guidelines: Guidelines, forge: str | None = None, *, branch: str = "main"
) -> dict[str, bytes]:
    """The files of a new register, by path with ``/``, in the register's own language.

    *forge* is a key of FORGES, or None for no CI file; *branch* the branch it publishes.
    """
    files = {
        SETTINGS_PATH: settings_file(settings),
        GUIDELINES_PATH: guidelines_file(guidelines, settings.language),
        f"{ACCOUNTS_DIR}/.gitkeep": "",
        "README.md": _filled(f"{settings.language}/README.md", _values(settings, branch)),
        **schema_files(settings.language),
    }
    common = dict(_COMMON)
    if forge is not None:
        starter, path = FORGES[forge]
        common[path] = starter
    values = _values(settings, branch) | _sentences(settings.language)
    files |= {path: _filled(f"common/{name}", values) for path, name in common.items()}
    return {path: text.encode() for path, text in sorted(files.items())}


def first_message(settings: Settings) -> Message:
    """What the commit says in which a register begins, in the register's own language."""
    with speaking(settings.language):
        subject = _("Begin the register of {organisation}")
    name = settings.organisation.name
    return Message(subject=subject.format(organisation=name), trailers=(("Action", "init"),))


def settings_file(settings: Settings) -> str:
    """``data/register.toml`` that holds *settings*, with comments on every key there is."""
    starter = _text(f"{settings.language}/register.toml")
    return "".join(_with_values(starter, schema.to_table(settings)))


def guidelines_file(guidelines: Guidelines, language: str) -> str:
    """``data/guidelines.toml`` that holds *guidelines*, with comments in *language*."""
    head, table, body = _text(f"{language}/guidelines.toml").partition(_EDITION)
    bare = "".join(line for line in body.splitlines(keepends=True) if line[0] != "#")
    editions = []
    for number, edition in enumerate(guidelines.editions):
        # Only the first edition explains itself; the others have nothing but their values.
        text = "".join(_edition_lines(edition, bare if number else body, language))
        editions.append(table + (re.sub(r"(?m)^#.*\n", "", text) if number else text))
    return head + "\n".join(editions)


def _edition_lines(edition: Edition, starter: str, language: str) -> Iterator[str]:
    """The lines of an *edition*: those of the *starter*, or its own tables where they differ."""
    own, header, tables = starter.partition(_LIMITS)
    # An edition that asks for no approval says so: left out, the default would hold.
    values = schema.to_table(edition) | {"approvals": list(edition.approvals)}
    inner = {key: values.pop(key) for key in _INNER_TABLES if key in values}
    yield from _with_values(own, values)
    if inner == {"limits": [schema.to_table(entry) for entry in starter_limits(language)]}:
        yield header + tables
    else:
        import tomlkit  # imported late: only a new register needs it

        yield "\n" + tomlkit.dumps({"editions": [inner]}).replace(_EDITION, "")


@cache
def starter_limits(language: str) -> tuple[Limits, ...]:
    """The numbers of a new register's guidelines: Höganäs' demands, and a proposal for the rest."""
    import rtoml  # imported late: only a new register needs it

    found = schema.to_guidelines(rtoml.loads(_text(f"{language}/guidelines.toml")))
    if not isinstance(found, Guidelines):
        raise TypeError(found)
    return found.editions[0].limits


def schema_files(language: str) -> dict[str, str]:
    """The JSON Schema of each kind of file, for editors, by path."""
    with speaking(language):
        return {
            f"schemas/{name}.schema.json": _json(schema.json_schema(kind))
            for name, kind in SCHEMAS.items()
        }


def _with_values(starter: str, values: Mapping[str, Any]) -> Iterator[str]:
    """The lines of *starter*, each ``key = example`` with its value or as a comment."""
    inside = values
    for line in starter.splitlines(keepends=True):
        if table := _TABLE.match(line):
            inside = values.get(table[1], {})
        pair = _PAIR.match(line)
        if pair is None:
            yield line
        elif pair[1] in inside:
            yield f"{pair[1]} = {_literal(inside[pair[1]])}\n"
        else:
            yield f"# {line}"


def _literal(value: Any) -> str:  # noqa: ANN401 - any TOML value
    """*value* as TOML writes it."""
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    import tomlkit  # imported late: only a new register needs it

    return str(tomlkit.item(value).as_string())


def _filled(name: str, values: Mapping[str, str]) -> str:
    """The starter *name* with every ``@WORD@`` replaced; an unknown word is a bug."""
    return _PLACE.sub(lambda place: values[place[1]], _text(name))


def _values(settings: Settings, branch: str) -> dict[str, str]:
    contact = settings.contact
    address = f" ([{contact.email}](mailto:{contact.email}))" if contact.email else ""
    return {
        "BRANCH": branch,
        "CONTACT": contact.name + address,
        "HOMEPAGE": HOMEPAGE,
        "ORGANISATION": settings.organisation.name,
        "VERSION": __version__,
    }


def _sentences(language: str) -> dict[str, str]:
    with speaking(language):
        return {
            "REGISTER": _("Register of social media accounts"),
            "VALIDATE": _("Check the register"),
            "RENDER": _("Make the website"),
            "PUBLISH": _("Publish the website"),
            "WHY_HISTORY": _("All of the history: it is what tells when an account was changed."),
            "WHY_BASE": _(
                "A change is judged by the guidelines of the branch that it is meant for."
            ),
            "WHY_PAGES": _("For this, choose “GitHub Actions” under Settings, Pages, Source."),
            "WHY_ARTIFACT": _(
                "The website can be downloaded from the run, and published anywhere."
            ),
            "WHY_LINE_ENDINGS": _(
                "The same bytes on Windows, Mac and Linux, so that a change is only what was meant."
            ),
            "WHY_TAPLO": _("For editors that know taplo: they suggest and check while you write."),
            "WHY_HOOK": _(
                "For those who run “pre-commit install”. Approvals are checked later, when the "
                "change is proposed."
            ),
        }


@cache
def _text(name: str) -> str:
    return (_STARTER / name).read_text("utf-8")


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
