"""Text that deceives the eye is found, and honest text in any language is not."""

# ruff: noqa: RUF001 - honest text in other alphabets is what some of it is

import csv
from pathlib import Path

import pytest
from hypothesis import given

from socialreg.scripts import Deception, Trick, deceptions, may_deceive
from tests.accounts import texts

CONGRESS = Path(__file__).parent / "fixtures/congress-accounts.csv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sjöhamns bibli\u043etek",
            Deception(Trick.MIXED, "bibli\u043etek", "\u043e", "CYRILLIC"),
        ),
        ("sj\u03bfhamn", Deception(Trick.MIXED, "sj\u03bfhamn", "\u03bf", "GREEK")),
        (
            "Vår \u0440\u043e\u0440\u0435 i hamnen",
            Deception(Trick.LOOKALIKE, "\u0440\u043e\u0440\u0435", "\u0440", "CYRILLIC"),
        ),
        ("bibli\u200botek", Deception(Trick.INVISIBLE, "bibli\u200botek", "\u200b")),
        ("bibli\u00adotek", Deception(Trick.INVISIBLE, "bibli\u00adotek", "\u00ad")),
        ("ab \u202egnp.c", Deception(Trick.INVISIBLE, "\u202egnp.c", "\u202e")),
        ("ab\u200fcd", Deception(Trick.INVISIBLE, "ab\u200fcd", "\u200f")),
        ("ab\u200dcd", Deception(Trick.INVISIBLE, "ab\u200dcd", "\u200d")),
        ("a\ufe0fb", Deception(Trick.INVISIBLE, "a\ufe0fb", "\ufe0f")),
        ("a\x1b[31m", Deception(Trick.INVISIBLE, "a\x1b[31m", "\x1b")),
        ("a\u2028b", Deception(Trick.INVISIBLE, "a\u2028b", "\u2028")),
        ("a\ue000", Deception(Trick.INVISIBLE, "a\ue000", "\ue000")),
        ("\uff26acebook", Deception(Trick.STYLED, "\uff26acebook", "\uff26")),
        (
            "\U0001d401\U0001d428",
            Deception(Trick.STYLED, "\U0001d401\U0001d428", "\U0001d401"),
        ),
    ],
)
def test_what_deceives_is_found(text: str, expected: Deception) -> None:
    assert next(deceptions(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sjöhamns bibliotek – ”Boktips” & évenemang, 10\u00a0000 m²",
        "Sjo\u0308hamns bibliotek, med prickarna för sig",
        "Första raden\nandra raden\tspalt\r\n",
        "Wararka maktabadda ee magaalada",
        "Tiếng Việt ở thư viện, Čeština, Türkçe ışık",
        "Новини бібліотеки: кіно, о восьмій, а також Facebook-сторінка",
        "Νέα της βιβλιοθήκης και το πρόγραμμα, α, ο",
        "أخبار المكتبة على الFacebook \u200f(١٢) وTikTok",
        "کتاب\u200cها و برنامه\u200cها",
        "क्\u200dष और क्\u200cष",
        "図書館のTikTokアカウント",
        "도서관 소식 圖書館",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f\u200d\U0001f525",
        "1\ufe0f\u20e3 \u2600\ufe0f \U0001f44d\U0001f3fd",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "10 kΩ och 5 μg, vitamin Α",
    ],
)
def test_honest_text_is_not(text: str) -> None:
    assert list(deceptions(text)) == []


def test_no_real_account_deceives() -> None:
    rows = csv.DictReader(CONGRESS.read_text("utf-8").splitlines())

    assert [text for row in rows for text in row.values() if list(deceptions(text))] == []


@given(texts)
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(found.word and found.letter for found in deceptions(text))


def test_common_typography_needs_no_second_look() -> None:
    assert not may_deceive("Sjöhamns ”bibliotek” – läs mer…")
