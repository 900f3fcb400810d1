"""``socialreg validate``: what it is asked to look at, and what it answers to a slip."""

import re
from pathlib import Path

import pytest

from tests.desk import ACCOUNT, SETTINGS, Desk

BROKEN = "name = "


@pytest.mark.parametrize("asked", ["bibloteket-facebok", "data/accounts/bibliotket-facebook.toml"])
def test_a_slip_gets_the_nearest_id(library: Desk, asked: str) -> None:
    result = library.run("validate", asked)

    assert (result.status, result.out, result.err.splitlines()) == (
        2,
        "",
        [
            f"Error: There is no account and no file “{asked}” in the register.",
            f"Did you mean “{ACCOUNT}”?",
        ],
    )


@pytest.mark.parametrize("arguments", [("\x1b]0;x\x07\u202e",), ("--select", "\x1b[2J")])
def test_what_is_asked_for_cannot_act_on_the_terminal(
    library: Desk, arguments: tuple[str, ...]
) -> None:
    result = library.run("validate", *arguments)

    assert result.status == 2
    assert not any(char in result.err for char in "\x1b\x07\u202e")


def test_a_name_that_no_file_can_have_is_wrong_use(library: Desk) -> None:
    result = library.run("validate", "x" * 5000)

    assert result.status == 2
    assert result.err.startswith("Error: There is no account and no file “xxx")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--format", "xml"),
            "Error: --format must be one of: full, concise, json, github, gitlab, sarif, junit.",
        ),
        (
            ("--as-of", "14/11/2026"),
            ("Error: --as-of: “14/11/2026” is not a date. Write year, month and day: 2026-11-14."),
        ),
    ],
)
def test_a_value_that_an_option_does_not_know_is_told_with_the_option(
    library: Desk, arguments: tuple[str, str], said: str
) -> None:
    result = library.run("validate", *arguments)

    assert (result.status, result.err.splitlines()[0]) == (2, said)


def test_a_register_in_a_folder_of_its_own_below_is_checked_from_anywhere(
    library: Desk, tmp_path: Path
) -> None:
    library.file("trasig").write_text(BROKEN)
    above, below = (Desk(folder, library.environ) for folder in (tmp_path, library.root / "data"))
    option = ("--register", str(library.root))

    found = [
        above.run("validate", "register/data/accounts/trasig.toml", *option),
        above.run("validate", "data/accounts/trasig.toml", *option),
        above.run("validate", "trasig", *option),
        above.run("validate", "register/data/accounts/trasig.toml", "--register", "register"),
        below.run("validate", "accounts/trasig.toml"),
        below.run("validate", "../data/accounts"),
        below.run("validate", ".."),
        below.run("validate", "trasig"),
    ]

    assert [(result.status, "trasig.toml" in result.out) for result in found] == [(1, True)] * 8
    assert above.run("validate", ACCOUNT, *option).status == 0


def test_an_id_is_an_account_also_beside_a_folder_of_that_name(library: Desk) -> None:
    (library.root / "trasig").mkdir()
    library.file("trasig").write_text(BROKEN)

    assert library.run("validate", "trasig").status == 1


@pytest.mark.parametrize(
    ("purpose", "places"),
    [
        ('"Twitter, PUL och PUL"', ["10", "19", "27"]),
        ("'Å PUL'", ["12"]),
        ('"\\u00c5 \\"PUL\\" \\U0001F4DA PUL"', ["19", "36"]),
        ('"""\nPUL\n  på Twitter"""', ["+1:1", "+2:6"]),
        ('"""Twitter \\\n   PUL\\u0021 PUL"""', ["12", "+1:4", "+1:14"]),
        ("'''\r\nPUL\r\n\\u PUL'''", ["+1:1", "+2:4"]),
    ],
)
def test_a_word_in_a_value_is_placed_where_it_stands(
    library: Desk, purpose: str, places: list[str]
) -> None:
    file = library.file()
    lines = file.read_bytes().decode().split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("purpose"))
    lines[at] = f"purpose={purpose}"
    file.write_bytes("\n".join(lines).encode())

    told = library.run("validate", "--select", "IDN010", "--format", "concise").out

    found = [tuple(map(int, place)) for place in re.findall(r"toml:(\d+):(\d+): ", told)]
    expected = [place.partition(":")[::2] if ":" in place else ("0", place) for place in places]
    assert found == [(at + 1 + int(line), int(column)) for line, column in expected]


def test_a_link_in_the_place_of_an_account_can_be_asked_for(library: Desk) -> None:
    library.file("annan").symlink_to("/etc/passwd")

    result = library.run("validate", "data/accounts/annan.toml", "--format", "concise")

    assert (result.status, "REG007" in result.out) == (1, True)


def test_a_fault_in_the_settings_leaves_the_list_of_accounts_complete(library: Desk) -> None:
    (library.root / "data/register.toml").write_text(f'{SETTINGS}\n[site]\ncolor = "red"', "utf-8")

    result = library.do("list")

    assert "not in the list" not in result.err
