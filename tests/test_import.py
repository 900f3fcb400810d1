"""Many accounts from a table: all of them in one commit, or none and every reason why."""

import json
import shutil
from pathlib import Path

import pytest

from tests.desk import Desk

FIXTURES = Path(__file__).parent / "fixtures"
MAPPING = """\
[columns]
name = "Konto"
unit = "Verksamhet"
url = "Adress"
opened = "Startad"

[values]
status = "active"
"""


def bring(desk: Desk, table: str, mapping: str = MAPPING) -> None:
    """Put a table and its mapping on the desk, outside the data."""
    (desk.root / "konton.csv").write_bytes(table.encode())
    (desk.root / "mapping.toml").write_text(mapping, "utf-8")


IMPORT = ("import", "konton.csv", "--from", "csv", "--mapping", "mapping.toml")


def test_1734_real_accounts_come_in_by_one_commit_with_one_real_duplicate(desk: Desk) -> None:
    for name in ("congress-accounts.csv", "congress-mapping.toml"):
        shutil.copy(FIXTURES / name, desk.root.parent)

    result = desk.do(
        *("import", "../congress-accounts.csv", "--from", "csv"),
        *("--mapping", "../congress-mapping.toml"),
    )

    assert "1734 accounts are imported." in result.err
    assert desk.git("rev-list", "--count", "HEAD") == "2\n"
    # Nobody has approved or confirmed them yet, which is told of each.
    ignored = ("--ignore", "APP", "--ignore", "REV")
    checked = desk.run("validate", "--format", "json", *ignored)
    found = json.loads(checked.out)["findings"]
    assert [(finding["code"], finding["account"]) for finding in found] == [
        ("REG010", "t000278-facebook")
    ]
    desk.do("render", "--out", str(desk.root.parent / "site"))
    pages = list((desk.root.parent / "site/konto").iterdir())
    assert len(pages) == 1734


def test_each_row_becomes_an_account_with_the_values_of_the_mapping(desk: Desk) -> None:
    bring(
        desk,
        "Konto,Verksamhet,Adress,Startad\r\n"
        "Sjöhamns bibliotek,Biblioteket,facebook.com/sjohamnsbib,2019-03-01\r\n",
    )

    desk.do(*IMPORT)

    assert desk.file("sjohamns-bibliotek-facebook").read_text("utf-8") == (
        'name = "Sjöhamns bibliotek"\n'
        'platform = "facebook"\n'
        'handle = "sjohamnsbib"\n'
        'url = "https://www.facebook.com/sjohamnsbib"\n'
        'kind = "unit"\n'
        'unit = "Biblioteket"\n'
        'languages = ["sv"]\n'
        'status = "active"\n'
        "opened = 2019-03-01\n"
    )


def test_one_bad_row_stops_all_and_every_bad_row_is_told(desk: Desk) -> None:
    bring(
        desk,
        "Konto,Verksamhet,Adress,Startad\n"
        "Bra,Biblioteket,x.com/bra,\n"
        "Inlägg,Biblioteket,https://x.com/bra/status/1,\n"
        "Datum,Biblioteket,x.com/datum,1 mars\n",
    )
    before = desk.state()

    result = desk.run(*IMPORT)

    assert result.status == 1
    places = [line.split(": ")[0] for line in result.err.splitlines()]
    assert places[:2] == ["konton.csv:3", "konton.csv:4"]
    assert "2 rows cannot be imported, so nothing was." in result.err
    assert desk.state() == before


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("[colums]\n", "The mapping has an unknown section “colums”."),
        ("[values]\n", "The mapping names no columns."),
        ("[columns]\nname = 3\n", "“name” in the mapping is not of the right kind."),
        (
            '[columns]\nname = "Konto"\n[table]\ndelimiter = ";;"\n',
            "“table.delimiter” in the mapping is not of the right kind.",
        ),
        ('[columns]\nname = "Nmn"\n', "The table has no column “Nmn”."),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(desk: Desk, mapping: str, message: str) -> None:
    bring(desk, "Konto,Verksamhet,Adress,Startad\na,b,x.com/c,\n", mapping)

    result = desk.run(*IMPORT)

    assert (result.status, result.err.splitlines()[0]) == (2, f"Error: {message}")


def test_semicolons_and_windows_letters_of_swedish_excel_are_understood(desk: Desk) -> None:
    bring(desk, "", MAPPING + '\n[table]\ndelimiter = ";"\n')
    (desk.root / "konton.csv").write_bytes(
        "Konto;Verksamhet;Adress;Startad\r\nBadhuset;Kultur å fritid;x.com/badhuset;\r\n".encode(
            "cp1252"
        )
    )

    desk.do(*IMPORT)

    assert 'unit = "Kultur å fritid"' in desk.file("badhuset-x").read_text("utf-8")


def test_dates_lists_and_dotted_keys_in_a_mapping_are_as_toml_has_them(desk: Desk) -> None:
    mapping = (
        '[columns]\nname = "Konto"\nunit = "Verksamhet"\nurl = "Adress"\ncontact.role = "Roll"\n'
        '[values]\nlanguages = ["sv", "en"]\nopened = 2020-01-01\n'
    )
    bring(desk, "Konto,Verksamhet,Adress,Roll\nBadhuset,A,x.com/badhuset,Chef\n", mapping)

    desk.do(*IMPORT)

    text = desk.file("badhuset-x").read_text("utf-8")
    assert 'languages = ["sv", "en"]' in text
    assert "opened = 2020-01-01" in text
    assert 'role = "Chef"' in text


def test_words_of_the_table_are_translated(desk: Desk) -> None:
    mapping = """\
[columns]
name = "Konto"
unit = "Verksamhet"
handle = "Namn"
platform = "Plattform"

[translate.platform]
"Twitter" = "x"
"""
    bring(desk, "Konto,Verksamhet,Namn,Plattform\nKommunen,Kansliet,@sjohamn,Twitter\n", mapping)

    desk.do(*IMPORT)

    assert 'url = "https://x.com/sjohamn"' in desk.file("kommunen-x").read_text("utf-8")


def test_a_hook_that_spoils_what_is_imported_stops_all(desk: Desk) -> None:
    bring(
        desk,
        "Konto,Verksamhet,Adress,Startad\r\n"
        "Sjöhamns bibliotek,Biblioteket,facebook.com/sjohamnsbib,2019-03-01\r\n",
    )
    hook = desk.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nfor f in data/accounts/*; do echo x >$f; git add $f; done\n")
    hook.chmod(0o755)
    before = desk.state()

    result = desk.run(*IMPORT)

    assert (result.status, "git hook" in result.err) == (2, True)
    assert desk.state() == before


def test_an_id_that_is_taken_gets_a_number(desk: Desk) -> None:
    bring(
        desk,
        "Konto,Verksamhet,Adress,Startad\nBadhuset,A,x.com/badhuset,\nBadhuset,B,x.com/badhus2,\n",
    )

    desk.do(*IMPORT)

    assert sorted(path.stem for path in (desk.root / "data/accounts").glob("*.toml")) == [
        "badhuset-x",
        "badhuset-x-2",
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "Datum,Biblioteket,x.com/datum,1 mars\n",
            "konton.csv:2: Startad: “1 mars” is not a date. Write year, month and day: 2026-11-14.",
        ),
        (
            "Datum,Biblioteket,x.com/datum,2099-01-01\n",
            "konton.csv:2: Startad: 2099-01-01 has not come yet.",
        ),
        (",Biblioteket,x.com/datum,\n", "konton.csv:2: Konto: the cell is empty."),
        (
            'A\u202eB,"På flera\nrader",x.com/datum,\n',
            "konton.csv:2: Konto: “A\\u{202e}B” cannot be the value of “name”.",
        ),
        (
            f"A,{'b' * 40_000},x.com/datum,\n",
            "konton.csv:2: The row holds more text than an account can.",
        ),
    ],
)
def test_an_error_names_the_row_and_the_column(desk: Desk, row: str, message: str) -> None:
    bring(desk, f"Konto,Verksamhet,Adress,Startad\n{row}")

    result = desk.run(*IMPORT)

    assert result.status == 1
    assert result.err.startswith(message)
    assert "Add a line" not in result.err


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            'Konto,Verksamhet,Adress,Startad\nA,B,x.com/a,\n"C,D,x.com/c,\nE,F,x.com/e,\n',
            "The row on line 3 cannot be read: it opens a quotation mark that is never closed.",
        ),
        (
            'Konto,Verksamhet,Adress,Startad\nA,"B"b,x.com/a,\n',
            (
                "The row on line 2 cannot be read: "
                "something stands behind a quotation mark that closes a text."
            ),
        ),
        (
            f"Konto,Verksamhet,Adress,Startad\nA,{'b' * 140_000},x.com/a,\n",
            "The row on line 2 cannot be read: a cell holds more text than an account can.",
        ),
        (
            "Konto,Verksamhet,Adress,Startad\nA,B,x.com/a,,E\n",
            "The row on line 2 has more cells than the table has columns.",
        ),
        (
            "Konto,Konto,Verksamhet,Adress,Startad\nA,A,B,x.com/a,\n",
            "The table has more than one column “Konto”.",
        ),
    ],
)
def test_a_table_that_can_be_misread_is_refused(desk: Desk, table: str, message: str) -> None:
    bring(desk, table)
    before = desk.state()

    result = desk.run(*IMPORT)

    assert (result.status, result.err.splitlines()[0]) == (2, f"Error: {message}")
    assert desk.state() == before


def test_a_text_on_several_lines_of_a_cell_becomes_one_line(desk: Desk) -> None:
    bring(desk, 'Konto,Verksamhet,Adress,Startad\nBadhuset,"Kultur\n och fritid",x.com/badhuset,\n')

    desk.do(*IMPORT)

    assert 'unit = "Kultur och fritid"' in desk.file("badhuset-x").read_text("utf-8")


def test_the_same_table_twice_brings_nothing_twice(desk: Desk) -> None:
    bring(desk, "Konto,Verksamhet,Adress,Startad\nA,B,x.com/sjohamn,2019-03-01\n")
    desk.do(*IMPORT)

    result = desk.run(*IMPORT)

    assert result.status == 1
    assert "konton.csv:2: This account is already in the register: a-x." in result.err
    assert desk.git("status", "--porcelain", "data") == ""
