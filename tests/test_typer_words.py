"""What Typer says: in Swedish as well, and no word of it forgotten when Typer changes."""

import ast
from pathlib import Path

import pytest
import typer

from socialreg.cli.typer_words import WORDS
from tests.desk import ACCOUNT, Desk


def test_every_word_that_typer_asks_gettext_for_is_marked() -> None:
    """A new Typer with new words fails here, instead of speaking English to a Swede."""
    asked = {
        word
        for path in Path(typer.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for word in _asked(node)
    }

    assert asked - set(WORDS) == set()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("valdate", "Fel: Det finns inget kommando ”valdate”.\nMenade du ”validate”?"),
        ("nix", "Fel: Det finns inget kommando ”nix”.\nLäs mer: socialreg --help"),
        ("list --fromat", "Fel: Alternativet --fromat finns inte.\nMenade du ”--format”?"),
        ("list --format", "Fel: --format behöver ett värde."),
        ("list --help=x", "Fel: --help tar inget värde."),
        ("list --format x", "Fel: --format ska vara något av: table, json, csv."),
        ("list x y", "Fel: Det här är för mycket: x y\nAnvändning: socialreg list [ALTERNATIV]"),
        ("edit", "Fel: ID saknas.\nAnvändning: socialreg edit [ALTERNATIV] {ID} {NYCKEL=VÄRDE…}"),
        ("import x", "Fel: --mapping saknas.\nAnvändning: socialreg import [ALTERNATIV] {FIL}"),
        (
            "open x --date 1",
            "Fel: --date: ”1” är inget datum. Skriv år, månad och dag: 2026-11-14.",
        ),
        ("list --lang de", "Fel: --lang: Använd något av: sv, en."),
        ("--lang sv", "Fel: Kommandot saknas."),
    ],
)
def test_wrong_use_is_told_in_swedish(desk: Desk, arguments: str, expected: str) -> None:
    result = desk.run(*arguments.split(), LANG="sv_SE.UTF-8")

    assert (result.status, result.out, result.err[: len(expected)]) == (2, "", expected)


def test_help_is_in_swedish_down_to_what_stands_for_a_value(desk: Desk) -> None:
    shown = desk.do("approve", ACCOUNT, "--help", "--lang", "sv").out

    for words in ("Användning: socialreg approve [ALTERNATIV]", "Visa den här hjälpen", "MAPP"):
        assert words in shown
    for english in ("Usage", "Options", "Arguments", "required", "Show this", "DIR"):
        assert english not in shown


def _asked(node: ast.AST) -> list[str]:
    match node:
        case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(word))]):
            return [word]
    return []
