"""Every command explains itself, with one example, in both languages."""

import json
import subprocess

import pytest

from socialreg import __version__
from socialreg.cli.app import COMMANDS, GROUPS
from tests.desk import ACCOUNT, Desk, environment


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk without a register."""
    folder = tmp_path_factory.mktemp("anywhere")
    return Desk(folder, environment(folder) | {"COLUMNS": "100"})


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_one_example(
    anywhere: Desk, command: str, language: str
) -> None:
    shown = " ".join(anywhere.do(*command.split(), "--help", "--lang", language).out.split())

    word = {"sv": "Exempel:", "en": "Example:"}[language]
    assert shown.count(word) == 1
    assert f"{word} socialreg {command}" in shown


def test_help_lists_every_command_in_the_chosen_language(anywhere: Desk) -> None:
    english, swedish = (anywhere.do("--help", "--lang", word).out for word in ("en", "sv"))

    for word in {command.partition(" ")[0] for command in COMMANDS}:
        assert f" {word} " in english
        assert f" {word} " in swedish
    assert "Close an account." in english
    assert "Close an account." not in swedish


def test_the_first_word_of_commands_of_two_words_lists_the_second(anywhere: Desk) -> None:
    for first in GROUPS:
        shown = anywhere.do(first, "--help").out
        seconds = [name.split()[1] for name in COMMANDS if name.startswith(f"{first} ")]
        assert [word for word in seconds if f" {word} " not in shown] == []


def test_version_is_the_same_by_either_way(anywhere: Desk) -> None:
    assert anywhere.do("--version").out == f"socialreg {__version__}\n"
    assert anywhere.do("--lang", "en", "--version").out == f"socialreg {__version__}\n"


def test_a_command_that_does_not_exist_names_the_nearest(anywhere: Desk) -> None:
    result = anywhere.run("clsoe", "--lang", "en")

    assert result.status == 2
    assert "close" in result.err


def test_the_shell_completes_commands_and_accounts(library: Desk) -> None:
    def complete(*words: str) -> str:
        environ = {
            **library.environ,
            "_SOCIALREG_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(("socialreg", *words)),
            "COMP_CWORD": str(len(words)),
        }
        return subprocess.run(
            library.command(), cwd=library.root, env=environ, capture_output=True, check=False
        ).stdout.decode()

    assert "close" in complete("clo").split()
    assert complete("close", "bib").split() == [ACCOUNT]
    assert complete("activity", "sh").split() == ["show"]


@pytest.mark.parametrize("kind", ["account", "register", "guidelines"])
def test_a_json_schema_of_each_kind_of_file_is_exported(anywhere: Desk, kind: str) -> None:
    schema = json.loads(anywhere.do("export", "schema", kind).out)

    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["additionalProperties"] is False


def test_taplo_accepts_a_register_by_the_exported_schema(library: Desk) -> None:
    schema = library.root / "account.schema.json"
    schema.write_text(library.do("export", "schema", "account").out, "utf-8")

    def taplo() -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["taplo", "check", "--schema", schema.as_uri(), str(library.file())],
            cwd=library.root,
            capture_output=True,
            check=False,
        )

    assert taplo().returncode == 0, taplo().stderr
    library.file().write_text(
        library.file().read_text("utf-8").replace("status", "statsu"), "utf-8"
    )
    assert taplo().returncode != 0


def test_what_list_and_show_write_as_json_is_one_contract(library: Desk) -> None:
    listed = json.loads(library.do("list", "--format", "json").out)
    shown = json.loads(library.do("show", ACCOUNT, "--format", "json").out)

    assert listed == shown
