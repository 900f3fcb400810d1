"""Personal data is seen wherever it stands, and nothing else is taken for it."""

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg.filenames import MAX_BYTES
from socialreg.identifiers import has_check_digit
from socialreg.model import Personal, Sighting
from socialreg.sightings import in_names, sightings

PATH = "data/accounts/biblioteket-facebook.toml"
IDENTITY, MOBILE, MAIL = Personal.IDENTITY_NUMBER, Personal.MOBILE_NUMBER, Personal.PRIVATE_MAIL


def kinds(text: str) -> list[Personal]:
    """What is seen in a file that holds *text*."""
    return [found.kind for found in sightings(PATH, text.encode())]


@pytest.mark.parametrize(
    "number",
    [
        *("811228-9874", "8112289874", "811228 9874", "811228+9874", "811228 - 9874"),
        *("19811228-9874", "198112289874", "19811228 9874", "18811228+9874", "1981-12-28-9874"),
        *("81-12-28-9874", "81 12 28-9874", "811228–9874", "811228\u00a09874"),
        *("811228.9874", "19811228.9874", "81 12 28 9874", "1981.12.28-9874", "81/12/28-9874"),
        *("811228\u22129874", "811228\uff0d9874", "811228 \u2014 9874", "811228\u2043\u200b9874"),
        *(
            "\uff18\uff11\uff11\uff12\uff12\uff18\uff0d\uff19\uff18\uff17\uff14",
            "\uff18\uff11\uff11\uff12\uff12\uff18\uff19\uff18\uff17\uff14",
            "\u0668\u0661\u0661\u0662\u0662\u0668-\u0669\u0668\u0667\u0664",
            "\u06f8\u06f1\u06f1\u06f2\u06f2\u06f8 \u06f9\u06f8\u06f7\u06f4",
            "\U0001d7fe\U0001d7f7\U0001d7f7\U0001d7f8\U0001d7f8\U0001d7fe-\U0001d7ff\U0001d7fe\U0001d7fd\U0001d7fa",
        ),
        *(
            "8112\u200b28-9874",
            "8\u20601\u20601228-9874",
            "811228\u00ad-9874",
            "8\ufe0f11228\ufeff-9874",
        ),
        *(
            "81\u202f12\u202f28\u202f9874",
            "811228\u20099874",
            "811228\u30009874",
            "\u2078\u00b9\u00b9\u00b2\u00b2\u2078\u2079\u2078\u2077\u2074",
        ),
        "701063-2391",  # a samordningsnummer: 60 is added to the day
        "000229-0005",  # a leap day
    ],
)
def test_every_spelling_of_an_identity_number(number: str) -> None:
    assert kinds(f'note = "Ansökan från {number}."\n') == [IDENTITY]
    assert kinds(f"# {number}\n") == [IDENTITY]
    assert kinds(f"handle = 'a' # {number}\n") == [IDENTITY]


@pytest.mark.parametrize(
    "number",
    [
        *("070-174 06 05", "0701740605", "070 174 06 05", "070-1740605", "0701-740605"),
        *("+46 70 174 06 05", "+46701740605", "+46 (0)70-174 06 05", "0046701740605"),
        *("072-1234567", "073.123.45.67", "076/123 45 67", "079\u00a0123 45 67"),
        *("46701740605", "46 70-174 06 05", "0046 70 174 06 05", "+46(0)701740605"),
        *("+46 070-174 06 05", "+46\u221270\u2212174\u221206\u221205", "+46.70.174.06.05"),
        *(
            "\uff10\uff17\uff10\uff0d\uff11\uff17\uff14 \uff10\uff16 \uff10\uff15",
            "070\u202f174\u202f06\u202f05",
            "07\u200b01740605",
        ),
    ],
)
def test_every_spelling_of_a_mobile_number(number: str) -> None:
    assert kinds(f'note = "Ring {number}!"\n') == [MOBILE]
    assert kinds(f'url = "https://wa.me/{number}"\n') == [MOBILE]


@pytest.mark.parametrize(
    "address",
    [
        *("bibblan@gmail.com", "Bibblan.Sjohamn@Hotmail.SE", "kim+jobb@outlook.com"),
        *("kim@live.se", "kim@icloud.com", "kim@yahoo.co.uk", "kim@mbox.swipnet.se"),
        *("kim@telia.com", "kim@comhem.se", "kim@bredband.net", "kim@spray.se", "kim@proton.me"),
    ],
)
def test_addresses_at_private_mail_services(address: str) -> None:
    assert sightings(PATH, f'email = "{address}"\n'.encode()) == (
        Sighting(kind=MAIL, path=PATH, line=1, column=10),
    )


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("mailto:Kim@GMAIL.com?subject=x", 8),
        ("MAILTO:kim%40hotmail.se", 8),
        ("kim\uff20gmail\uff0ecom", 1),
        ("kim@g\u200bmail.com", 1),
        ("Kim <kim@live.se>", 6),
        ("brev/kim@gmail.com.txt", 6),
    ],
)
def test_every_spelling_of_a_private_address(text: str, column: int) -> None:
    assert sightings(PATH, text.encode()) == (
        Sighting(kind=MAIL, path=PATH, line=1, column=column),
    )


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"],
)
def test_it_is_seen_in_every_encoding(encoding: str) -> None:
    text = "Möte\nRing 811228\u00a09874, kim@gmail.com\nTack på er"

    assert sightings(PATH, text.encode(encoding)) == (
        Sighting(kind=IDENTITY, path=PATH, line=2, column=6),
        Sighting(kind=MAIL, path=PATH, line=2, column=19),
    )


def test_a_text_between_other_bytes_is_seen() -> None:
    noise = bytes(range(256))

    for encoding in ("utf-8", "utf-16-le"):
        content = noise + b"\n" + "811228-9874".encode(encoding) + b"\n" + noise
        assert [seen.kind for seen in sightings(PATH, content)] == [IDENTITY]


@pytest.mark.parametrize("filling", ["x\n", "x", "å ", "\u200b", "2026-01-05,"])
def test_a_large_file_is_searched_to_its_end(filling: str) -> None:
    """Line by line, and block by block where a line is longer than a block."""
    before = (filling * 200_000)[: 190_000 - len(filling) * 3]
    text = f"070-174 06 05 {before} 811228-9874 {before}\n kim@gmail.com"

    found = sightings(PATH, text.encode())

    assert [seen.kind for seen in found] == [MOBILE, IDENTITY, MAIL]
    assert [(seen.line, seen.column) for seen in found] == [
        (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        for at in map(text.index, ("070-", "811228-", "kim@"))
    ]


@pytest.mark.parametrize("shift", range(-30, 30))
def test_nothing_is_lost_between_two_blocks(shift: int) -> None:
    text = f"{'x' * (64 * 1024 + shift)} 811228-9874 8112289874000 x{'x' * 70_000}"

    assert [seen.kind for seen in sightings(PATH, text.encode())] == [IDENTITY]


def test_names_of_files_are_looked_at() -> None:
    paths = ["data/accounts/a.toml", "data/å/brev 811228-9874.pdf", "data/kim@gmail.com.txt"]

    assert list(in_names(paths)) == [
        Sighting(kind=IDENTITY, path=paths[1], line=0, column=0),
        Sighting(kind=MAIL, path=paths[2], line=0, column=0),
    ]
    assert list(in_names(["data/accounts/a.toml", "data/accounts/800000001234-b.toml"])) == []


def test_no_real_account_tells_of_a_person() -> None:
    """1,734 accounts with the ids that platforms gave them; the names are in a table."""
    content = (Path(__file__).parent / "fixtures/congress-accounts.csv").read_bytes()

    assert sightings("data/underlag/congress.csv", content) == ()


@pytest.mark.parametrize(
    "line",
    [
        'number = "212000-1165"',
        'number = "16212000-1165"',
        'platform_id = "100064812345678"',
        'platform_id = "8112289874"',
        'platform_id = "198112289874"',
        'url = "https://www.facebook.com/profile.php?id=198112289874"',
        'handle = "8112289874"',
        'previous = [{ handle = "8112289874", url = "https://x.com/8112289874" }]',
        'note = "Var förut https://www.flickr.com/photos/8112289874"',
        'note = "Mellan 2019-02-14 och 2019-02-20, 2019-02-14–2019-02-20"',
        'note = "2019-02-14 2019-02-20"',
        'reference = "KFN 2019/12"',
        'reference = "KS 2019-00811228"',
        'reference = "KS 2019-02-14-1231"',
        "2019-02-14 1231",
        "20190214 1231",
        "20190214.1231",
        "190214 1231",
        'note = "ISBN 8112289874"',
        'note = "EAN 7350053850019, 978-91-7000-150-2"',
        'note = "channel_id: 8112289874, t.me/c/8112289874/5"',
        'note = "facebook.com/profile.php?id=198112289874"',
        'note = "Telegram -1008112289874"',
        'platform_id = "46701740605"',
        'url = "https://www.facebook.com/46701740605"',
        "12 46 70 174 06 05",
        'phone = "0102030004"',
        'phone = "08-123 456 78"',
        'phone = "042-33 71 00"',
        'phone = "+46 42 33 71 00"',
        'phone = "0771-123 456"',
        'note = "811228-9875"',  # the wrong check digit
        'note = "811328-9873"',  # no such month
        'note = "010229-0004"',  # no such day in 1901 or 2001
        'note = "18112289874"',
        'note = "8112289874-1"',
        "color = '#8112280'",
        'email = "info@gmail.sjohamn.se"',
        'email = "kim@live.sjohamn.example"',
        'email = "info@outlook-hamn.se"',
        'handle = "@live.se"',
        "2026-01-05T08:12:00+01:00,2026-01-05T09:30:00+01:00",
        "2026-01-05 08:12,2026-01-05 09:30",
        "2026-W46,3",
    ],
)
def test_what_is_no_personal_data(line: str) -> None:
    assert kinds(f"{line}\n") == []


def test_a_number_that_could_be_both_is_said_to_be_one() -> None:
    assert kinds("0701019002") == [IDENTITY]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (r'note = "8112\u00328-9874"', IDENTITY),
        (r'note = "8112\U000000328-9874"', IDENTITY),
        ('note = """81122\\\n   8-9874"""', IDENTITY),
        (r'note = "\u0030\u0037\u0030-174 06 05"', MOBILE),
        (r'email = "kim\u0040gmail.com"', MAIL),
    ],
)
def test_an_escape_hides_nothing(text: str, kind: Personal) -> None:
    assert kinds(text) == [kind]


def test_an_escape_that_means_no_character_is_no_reason_to_stop() -> None:
    assert kinds(r"\UFFFFFFFF \uD800 \ 811228-9874") == [IDENTITY]


def test_the_place_is_counted_in_characters() -> None:
    """With a BOM, Windows line endings, Swedish letters and an escape before it."""
    text = 'name = "Å"\r\nnote = "åäö 😀 \\u00e5 811228-9874, 070-174 06 05"\r\n# kim@gmail.com'

    found = sightings(PATH, b"\xef\xbb\xbf" + text.encode())
    without_escape = sightings(PATH, b"\xef\xbb\xbf" + text.replace("\\u00e5", "123456").encode())

    assert found == without_escape
    assert [(seen.kind, seen.line, seen.column) for seen in found] == [
        (IDENTITY, 2, 22),
        (MOBILE, 2, 35),
        (MAIL, 3, 3),
    ]


digits = st.integers(0, 9).map(str)


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    day = draw(st.dates(dt.date(1900, 1, 1), dt.date(2026, 12, 31)))
    added = draw(st.sampled_from([0, 60]))
    ten = f"{day:%y%m}{day.day + added:02}{draw(st.integers(0, 999)):03}"
    number = next(f"{ten}{last}" for last in range(10) if has_check_digit(f"{ten}{last}"))
    century = draw(st.sampled_from(["", f"{day:%Y}"[:2]]))
    joiner = draw(st.sampled_from(["", "-", "+", " "]))
    return f"{century}{number[:6]}{joiner}{number[6:]}"


@st.composite
def mobile_numbers(draw: st.DrawFn) -> str:
    start = draw(st.sampled_from(["0", "+46", "+46 ", "0046", "+46 (0)"]))
    first = draw(st.sampled_from(["70", "72", "73", "76", "79"]))
    rest = draw(st.lists(digits, min_size=7, max_size=7))
    joiners = draw(st.lists(st.sampled_from(["", " ", "-"]), min_size=7, max_size=7))
    return (
        start
        + first
        + "".join(f"{joiner}{digit}" for joiner, digit in zip(joiners, rest, strict=True))
    )


around = st.text(st.characters(exclude_categories=["Cs", "Nd"], exclude_characters="\\"))


@given(around, identity_numbers() | mobile_numbers(), around)
def test_a_number_is_found_wherever_it_is_put(before: str, number: str, after: str) -> None:
    text = f"{before} {number} {after}"

    found = sightings(PATH, text.encode())

    line = text.count("\n", 0, len(before) + 1) + 1
    column = len(before) + 2 - (text.rfind("\n", 0, len(before) + 1) + 1)
    assert [(seen.line, seen.column) for seen in found] == [(line, column)]


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_can_be_looked_at(content: bytes) -> None:
    assert isinstance(sightings(PATH, content), tuple)


@given(st.text(st.sampled_from('\\uU0189aF-+@ \n"gmail.com'), max_size=60))
def test_any_mixture_of_escapes_and_digits_can_be_looked_at(text: str) -> None:
    lines = text.split("\n")
    for seen in sightings(PATH, text.encode()):
        assert 1 <= seen.column <= len(lines[seen.line - 1])


@pytest.mark.parametrize(
    "piece",
    [
        *("0", "1 ", "07", "0 7", "+46", "81-12-", "811228", "8112289874", "8112289874://"),
        *("@", "@a.", "@gmail.", "a@gmail.com", "a.", "://", 'handle = "', "\\", "\\ ", "\\u0038"),
        *("8112289874 ", "811228-9874\n", "070 174 06 05 ", "@a-"),
    ],
)
def test_no_file_takes_long(piece: str) -> None:
    """As large as a file may be, and made of what is looked for, or nearly."""
    text = f"{(piece * MAX_BYTES)[: MAX_BYTES - 20]}!a@gmail.com"
    began = time.process_time()

    sightings(PATH, text.encode())

    assert time.process_time() - began < 3  # seconds; a hundredth is usual
