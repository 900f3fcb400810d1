"""``validate --fix``: what is certain is mended, byte for byte, and nothing else."""

import pytest

from socialreg.mending import Mend, mended
from socialreg.parsing import parse_account
from tests.accounts import register
from tests.desk import ACCOUNT, Desk
from tests.terminal import talk

CANONICAL = 'url = "https://www.facebook.com/sjohamnsbibliotek"'


def spoil(desk: Desk, right: str, wrong: str) -> bytes:
    """Put *wrong* in the place of *right* in the account's file; what it was before."""
    before = desk.file().read_bytes()
    assert right.encode() in before
    desk.file().write_bytes(before.replace(right.encode(), wrong.encode(), 1))
    desk.git("commit", "--all", "--quiet", "--message", "spoil")
    return before


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (CANONICAL, 'url = "http://facebook.com/sjohamnsbibliotek?ref=ts"'),
        (CANONICAL, "url = 'https://facebook.com/sjohamnsbibliotek'"),
        ("opened = 2026-02-01", 'opened = "2026-02-01"'),
        ("opened = 2026-02-01", "opened = 2026-2-1  "),
        ("opened = 2026-02-01", "opened = '2026-2-1'"),
        ("opened = 2026-02-01", "opened = 2026-02-01T08:30:00"),
        ("date = 2026-01-12", 'date = "2026-01-12"'),
        ("received = 2026-01-05", "received = 2026-1-5 # as in the form"),
    ],
)
def test_what_is_certain_is_mended_and_no_other_byte_changes(
    library: Desk, right: str, wrong: str
) -> None:
    before = spoil(library, right, wrong)

    result = library.do("validate", "--fix", "--yes")

    rest = wrong.partition(wrong.split()[2])[2]  # what stands behind the value
    assert library.file().read_bytes() == before.replace(right.encode(), (right + rest).encode(), 1)
    assert "1 place is mended." in result.err
    assert library.git("log", "-1", "--format=%(trailers)").splitlines() == [
        f"Account: {ACCOUNT}",
        "Action: fix",
        "",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        'opened = "1/2 2026"',
        'opened = "01-02-26"',
        'opened = "2026-02-30"',
        "opened = 2026-2-30",
        "opened = 2026-02-01T23:30:00Z",
        'opened = "i februari"',
    ],
)
def test_what_could_mean_another_day_is_left_and_said(library: Desk, wrong: str) -> None:
    spoil(library, "opened = 2026-02-01", wrong)
    before = library.state()

    result = library.run("validate", "--fix", "--yes")

    assert result.status == 1
    assert f"data/accounts/{ACCOUNT}.toml is left as it is: mend it by hand." in result.err
    assert library.state() == before


def test_a_file_that_would_still_not_be_an_account_is_left_whole(library: Desk) -> None:
    spoil(library, "opened = 2026-02-01", 'opened = "2026-02-01"\nnmae = "x"')
    before = library.state()

    assert library.run("validate", "--fix", "--yes").status == 1
    assert library.state() == before


def test_each_place_is_shown_before_and_after_and_asked_about(library: Desk) -> None:
    spoil(library, "opened = 2026-02-01", 'opened = "2026-2-1"')

    status, shown = talk(library, ["validate", "--fix"], ["yes"])

    assert status == 0, shown
    assert 'opened: "2026-2-1" → 2026-02-01' in " ".join(shown.split())
    assert b"opened = 2026-02-01" in library.file().read_bytes()


def test_a_no_changes_nothing(library: Desk) -> None:
    spoil(library, "opened = 2026-02-01", 'opened = "2026-2-1"')
    before = library.state()

    status, shown = talk(library, ["validate", "--fix"], ["no"])

    assert status == 1
    assert "Nothing was changed." in shown
    assert library.state() == before


def test_without_a_terminal_consent_is_an_option(library: Desk) -> None:
    spoil(library, "opened = 2026-02-01", 'opened = "2026-2-1"')
    before = library.state()

    result = library.run("validate", "--fix")

    assert (result.status, "--yes is missing." in result.err) == (2, True)
    assert library.state() == before


def test_a_sound_register_has_nothing_to_mend(library: Desk) -> None:
    before = library.state()

    result = library.do("validate", "--fix", "--yes")

    assert "There is nothing that can be mended without you." in result.err
    assert library.state() == before


def test_fixing_can_be_written_only_or_proposed(library: Desk) -> None:
    before = spoil(library, "opened = 2026-02-01", 'opened = "2026-02-01"')
    head = library.git("rev-parse", "HEAD")

    library.run("validate", "--fix", "--yes", "--propose")
    branch = library.git("show", f"fix/{ACCOUNT}:data/accounts/{ACCOUNT}.toml")
    library.do("validate", "--fix", "--yes", "--no-commit")

    assert branch.encode() == before
    assert library.git("rev-parse", "HEAD") == head
    assert library.file().read_bytes() == before


def test_only_what_is_selected_is_mended(library: Desk) -> None:
    spoil(library, CANONICAL, 'url = "http://facebook.com/sjohamnsbibliotek"')

    result = library.do("validate", "--fix", "--yes", "--ignore", "IDN")

    assert "There is nothing that can be mended without you." in result.err


def test_the_places_of_several_mends_are_told_in_order() -> None:
    content = (
        '\ufeffname = "B"\r\nplatform = "facebook"\r\nhandle = "sjohamnsbibliotek"\r\n'
        'url = "http://facebook.com/sjohamnsbibliotek"\r\nunit = "B"\r\nstatus = "applied"\r\n'
        'opened = "2026-2-1"\r\napplication = { received = "2019-02-10" }\r\n'
    ).encode()

    new, mends = mended("b-facebook", content, register(), lambda _finding: True)

    assert mends == (
        Mend(
            4,
            "url",
            '"http://facebook.com/sjohamnsbibliotek"',
            '"https://www.facebook.com/sjohamnsbibliotek"',
        ),
        Mend(7, "opened", '"2026-2-1"', "2026-02-01"),
        Mend(8, "application.received", '"2019-02-10"', "2019-02-10"),
    )
    assert new.count(b"\r\n") == content.count(b"\r\n")
    assert not isinstance(parse_account("b-facebook", new), tuple)
