"""The documents: what they show is what happens, and what they name is there."""

import dataclasses
import re
import tomllib
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
import sessions

from socialreg import schema
from socialreg.cli.app import COMMANDS
from socialreg.intake.table import parse_plan
from socialreg.model import Account, Guidelines, Impostor, Settings
from socialreg.parsing import parse_as

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.sv.md")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text("utf-8")
_DATA = {"answers", "notes", "approvers", "rules"}  # tables whose keys are words, not fields
FORMAT = (ROOT / "docs/register-format.md").read_text("utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_console_sessions_show_what_happens(name: str, tmp_path: Path) -> None:
    """Where this fails because the program now says something better: make readme."""
    path = ROOT / name

    assert sessions.played(path, tmp_path) == path.read_text("utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_every_command(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    assert [command for command in COMMANDS if f"`{command} " not in text.replace("`", " `")] == []


def test_the_two_readmes_have_the_same_parts() -> None:
    shapes = [re.findall(r"^#+ |^```\w*|^\| --- .*", text, re.MULTILINE) for text in texts()]

    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_within_the_project_leads_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", text)
    gone = [
        (file, heading)
        for file, heading in links
        if not (path.parent / file).exists()
        or (heading and heading not in headings(path.parent / file if file else path))
    ]

    assert gone == []


@pytest.mark.parametrize(
    ("name", "convert", "kind"),
    [
        ("account", lambda table: schema.to_account("biblioteket-facebook", table), Account),
        ("impostor", lambda table: schema.to_impostor("falskt-bibliotek", table), Impostor),
        ("register", schema.to_settings, Settings),
        ("guidelines", schema.to_guidelines, Guidelines),
    ],
)
def test_the_example_of_a_file_is_one_and_has_every_key(
    name: str, convert: typing.Any, kind: type
) -> None:
    example = example_of(name)
    found = parse_as(name, example.encode(), convert)

    assert isinstance(found, kind)
    assert sorted(keys_in(tomllib.loads(example))) == sorted(keys_of(kind))


def test_the_example_of_a_mapping_can_be_used() -> None:
    plan = parse_plan(tomllib.loads(example_of("mapping")))

    assert (plan.delimiter, plan.columns["contact.email"]) == (";", "E-post")


def test_every_module_has_its_place_in_the_description_of_the_layers() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    modules = re.findall(r"\w+", " ".join(layers))

    assert [name for name in modules if built(name) and f"`{name}`" not in ARCHITECTURE] == []


def test_every_dependency_is_there_with_its_reason() -> None:
    groups = PROJECT["dependency-groups"].values()
    wanted = {
        *PROJECT["project"]["dependencies"],
        *PROJECT["build-system"]["requires"],
        *(package for group in groups for package in group if isinstance(package, str)),
    }

    assert set(re.findall(r"`([a-z0-9-]+>=[0-9.,<]+)`", ARCHITECTURE)) == wanted


def built(name: str) -> bool:
    """Whether there is such a module: the layers have room for some that are yet to come."""
    return any((ROOT / "socialreg" / place).exists() for place in (name, f"{name}.py"))


def texts() -> Iterator[str]:
    return ((ROOT / name).read_text("utf-8") for name in READMES)


def example_of(name: str) -> str:
    """The TOML block that is called *name* in the document about the format."""
    block = re.search(rf"^```toml {name}\n(.*?)^```$", FORMAT, re.MULTILINE | re.DOTALL)
    assert block is not None
    return block[1]


def headings(path: Path) -> list[str]:
    """The anchors that a forge gives the headings of a document."""
    titles = re.findall(r"^#+ (.*)", path.read_text("utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]


# Tables whose keys are words of another list: duties, parts, codes of rules.
OPEN_TABLES = ("answers", "approvers", "rules")


def keys_in(table: dict[str, typing.Any], prefix: str = "") -> set[str]:
    """The keys in a file, each table's after its name; not those that are data."""
    found = set()
    for key, value in table.items():
        found.add(prefix + key)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict) and key not in _DATA:
                found |= keys_in(inner, f"{prefix}{key}.")
    return found


def keys_of(kind: type, prefix: str = "") -> set[str]:
    """The keys that the model knows for a file that holds *kind*, each table's after its name."""
    found = set()
    for field in dataclasses.fields(kind):
        key = prefix + schema.key_of(field.name)
        found |= {key} if kind not in schema.NAMED_BY_FILE or field.name != "id" else set()
        for part in parts_of(typing.get_type_hints(kind)[field.name]):
            found |= keys_of(part, f"{key}.")
    return found


def parts_of(hint: typing.Any) -> Iterator[type]:
    """The dataclasses in a field's type."""
    if dataclasses.is_dataclass(hint):
        yield typing.cast("type", hint)
    for argument in typing.get_args(hint):
        yield from parts_of(argument)
