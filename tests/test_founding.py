"""What a new register begins with."""

import datetime as dt
import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import __version__, founding, parsing, schema
from socialreg.model import (
    Account,
    Edition,
    Guidelines,
    Impostor,
    Limits,
    Office,
    Organisation,
    Part,
    Posts,
    Settings,
    Site,
)
from socialreg.paths import GUIDELINES_PATH, SETTINGS_PATH

FULL = Settings(
    language="en",
    organisation=Organisation(
        name='Sjö"hamns\\ kommun',
        code="0126",
        number="212000-1165",
        website="https://www.sjohamn.example/",
    ),
    contact=Office(name="Kommunikation", email="k@sjohamn.example", phone="0123-45"),
    site=Site(
        url="https://konton.sjohamn.example/",
        color="#0b5a6b",
        color_dark="#5fb8cc",
        logo="data/logo.svg",
        accessibility="https://www.sjohamn.example/a",
        privacy="https://www.sjohamn.example/p",
        report="mailto:k@sjohamn.example",
        own_domains=("sjohamn.example", "höganäs.example"),
    ),
)
BARE = Settings(organisation=Organisation(name="Sjöhamns kommun"), contact=Office(name="Kansliet"))
ONE = founding.first_guidelines(dt.date(2026, 11, 22))

# Any text that a person could type; what no file may hold is refused where it is typed.
_names = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)
_addresses = st.none() | _names
_websites = st.none() | st.from_regex(
    r"https://[a-z]{1,20}\.example(/[a-zåäö-]{0,20})?", fullmatch=True
)


def _settings_in(text: str) -> Settings | tuple[schema.Mismatch, ...]:
    return schema.to_settings(tomllib.loads(text))


def _guidelines_in(text: str) -> Guidelines | tuple[schema.Mismatch, ...]:
    return schema.to_guidelines(tomllib.loads(text))


def test_a_new_register_has_everything_but_accounts() -> None:
    assert sorted(founding.new_register(BARE, ONE)) == [
        ".gitattributes",
        ".gitignore",
        ".pre-commit-config.yaml",
        ".taplo.toml",
        "README.md",
        "data/accounts/.gitkeep",
        "data/guidelines.toml",
        "data/register.toml",
        "schemas/account.schema.json",
        "schemas/guidelines.schema.json",
        "schemas/impostor.schema.json",
        "schemas/register.schema.json",
    ]


@pytest.mark.parametrize("forge", founding.FORGES)
def test_a_forge_adds_its_own_file_and_no_other(forge: str) -> None:
    without, with_it = (set(founding.new_register(BARE, ONE, name)) for name in (None, forge))
    assert with_it - without == {founding.FORGES[forge][1]}


@pytest.mark.parametrize("forge", [None, *founding.FORGES])
@pytest.mark.parametrize("settings", [BARE, FULL], ids=["bare", "full"])
def test_no_place_for_a_word_is_left_open(settings: Settings, forge: str | None) -> None:
    for path, content in founding.new_register(settings, ONE, forge).items():
        assert founding._PLACE.search(content.decode()) is None, path  # noqa: SLF001 - the same rule


@pytest.mark.parametrize("settings", [BARE, FULL], ids=["bare", "full"])
def test_the_settings_read_back_as_they_were(settings: Settings) -> None:
    assert _settings_in(founding.settings_file(settings)) == settings


@given(name=_names, office=_names, email=_addresses, website=_websites)
def test_any_settings_read_back_as_they_were(
    name: str, office: str, email: str | None, website: str | None
) -> None:
    """The program's own reader agrees with Python's."""
    settings = Settings(
        organisation=Organisation(name=name, website=website),
        contact=Office(name=office, email=email),
    )
    text = founding.settings_file(settings)
    table = parsing.parse_table(SETTINGS_PATH, text.encode())
    assert isinstance(table, dict), table
    assert (schema.to_settings(table), _settings_in(text)) == (settings, settings)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_key_of_the_settings_is_explained(language: str) -> None:
    """An example that a person may uncomment is as good as a key that is there."""
    starter = founding._text(f"{language}/register.toml")  # noqa: SLF001 - the file itself is the case
    example = _settings_in(starter)
    assert isinstance(example, Settings), example
    assert schema.to_table(example).keys() == schema.to_table(FULL).keys()
    assert {
        key: sorted(value) for key, value in tomllib.loads(starter).items() if key != "language"
    } == {
        "organisation": ["code", "name", "number", "website"],
        "contact": ["email", "name", "phone"],
        "site": sorted(schema.to_table(FULL.site)),
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_not_known_is_there_as_a_comment(language: str) -> None:
    settings = Settings(language=language, organisation=BARE.organisation, contact=BARE.contact)
    uncommented = founding.settings_file(settings).replace("# code =", "code =")
    found = _settings_in(uncommented)
    assert isinstance(found, Settings)
    assert found.organisation == Organisation(name="Sjöhamns kommun", code="1284")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_guidelines_read_back_edition_by_edition(language: str) -> None:
    guidelines = Guidelines(
        editions=(
            Edition(id="2010", from_=dt.date(2010, 1, 1), approvals=(Part.MANAGER,)),
            Edition(id="2020-09", from_=dt.date(2020, 9, 1), name="Två", url="https://x.example/"),
            Edition(id="2026", from_=dt.date(2026, 1, 1), approvals=()),
        )
    )
    text = founding.guidelines_file(guidelines, language)
    assert _guidelines_in(text) == guidelines


def test_the_guidelines_cite_their_source() -> None:
    text = founding.new_register(BARE, ONE)[GUIDELINES_PATH].decode()
    assert "Höganäs kommuns e-tjänst" in text
    assert "Du ska alltid ha din chefs godkännande" in text


def test_the_first_edition_begins_with_the_register() -> None:
    found = founding.first_guidelines(dt.date(2026, 11, 22), language="en")
    assert found == Guidelines(
        editions=(
            Edition(
                id="2026-11",
                from_=dt.date(2026, 11, 22),
                name="Guidelines for social media",
                limits=(
                    Limits(
                        answer_within_hours=24, monitor_times_a_day=1, close_after_idle_weeks=12
                    ),
                    Limits(
                        platforms=("facebook", "blog", "x", "instagram"),
                        posts=Posts(minimum=2, recommended=(3, 4)),
                    ),
                ),
            ),
        )
    )


def test_the_schemas_are_those_that_are_exported() -> None:
    found = founding.new_register(FULL, ONE)
    assert {
        path: json.loads(content) for path, content in found.items() if path.startswith("schemas/")
    } == {
        "schemas/account.schema.json": schema.json_schema(Account),
        "schemas/guidelines.schema.json": schema.json_schema(Guidelines),
        "schemas/impostor.schema.json": schema.json_schema(Impostor),
        "schemas/register.schema.json": schema.json_schema(Settings),
    }


def test_the_schemas_speak_to_editors_without_the_marks_of_our_sources() -> None:
    written = "".join(founding.schema_files("en").values())
    assert [mark for mark in ("``", "*", "\\n", "_”") if mark in written] == []


@pytest.mark.parametrize("forge", founding.FORGES)
def test_ci_fetches_all_history_and_pins_the_version(forge: str) -> None:
    path = founding.FORGES[forge][1]
    text = founding.new_register(BARE, ONE, forge)[path].decode()
    assert "fetch-depth: 0" in text or 'GIT_DEPTH: "0"' in text
    assert f"socialreg=={__version__}" in text
