"""The organisation's colours and logo in the site, and what may become a link."""

import dataclasses
import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg.errors import OutputError
from socialreg.model import Site
from socialreg.pictures import unpublishable
from socialreg.publish import look
from socialreg.publish.environment import asset
from socialreg.publish.logo import logo_file
from socialreg.publish.markup import (
    breakable,
    escaped,
    mail_url,
    phone_url,
    safe_url,
    short_url,
)
from socialreg.publish.order import alphabetical
from socialreg.text import Colour
from socialreg.web_address import is_linkable
from tests.samples import made, sample_publication

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


# --- Colours ---


@given(COLOURS)
def test_any_colour_is_made_readable_on_every_ground(colour: Colour) -> None:
    for grounds in (look.LIGHT_GROUNDS, look.DARK_GROUNDS):
        link = look.readable_on(grounds, colour)
        for ground in grounds:
            assert look.contrast(link, look.parse_colour(ground)) >= look.READABLE


@given(COLOURS)
def test_what_stands_on_the_brand_colour_can_be_read(colour: Colour) -> None:
    assert look.contrast(look.ink_on(colour), colour) >= look.READABLE


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    sheet = look.colour_sheet(Site(color="#0b5a6b", color_dark="#7FD0E0"))
    assert sheet == (
        ":root { --brand: #0b5a6b; --brand-ink: #ffffff; --link: #0b5a6b; }\n"
        "@media (prefers-color-scheme: dark) {\n"
        "  :root { --brand: #7fd0e0; --brand-ink: #000000; --link: #7fd0e0; }\n"
        "}\n"
    )


def test_a_pale_colour_is_darkened_for_links_only() -> None:
    assert ":root { --brand: #ffdd00; --brand-ink: #000000; --link: #7" in look.colour_sheet(
        Site(color="#ffdd00")
    )


def test_contrast_is_that_of_the_standard() -> None:
    assert look.contrast((0, 0, 0), (255, 255, 255)) == 21
    assert round(look.contrast((119, 119, 119), (255, 255, 255)), 2) == 4.48


def test_the_style_sheet_has_the_grounds_that_contrast_is_checked_against() -> None:
    sheet = asset("stil.css", {}).decode()
    light, dark = sheet.partition("@media (prefers-color-scheme: dark)")[::2]
    names = ("ground", "card", "yes-ground", "was-ground", "no-ground")
    for part, grounds in ((light, look.LIGHT_GROUNDS), (dark, look.DARK_GROUNDS)):
        found = tuple(re.findall(rf"--(?:{'|'.join(names)}): (#\w{{6}})", part)[: len(names)])
        assert set(found) == set(grounds)


# --- The logo ---


def test_without_a_logo_there_is_a_mark_in_the_brands_colour() -> None:
    name, mark = logo_file(None, Site(color="#ffdd00"))
    assert name == "logo.svg"
    assert b'fill="#ffdd00"' in mark
    assert b'stroke="#000000"' in mark
    assert logo_file(mark, Site()) == (name, mark)


@pytest.mark.parametrize(
    ("logo", "name"),
    [
        (PNG, "logo.png"),
        (SVG.format("<path d='M0 0'/>").encode(), "logo.svg"),
        (b"\xef\xbb\xbf" + SVG.format("<use href='#a'/>").encode(), "logo.svg"),
        (
            (
                '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC '
                '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
                + SVG.format("<style>.a{fill:#fff}</style>")
            ).encode(),
            "logo.svg",
        ),
    ],
)
def test_a_picture_or_drawing_is_published_as_it_is(logo: bytes, name: str) -> None:
    assert (unpublishable(logo), logo_file(logo, Site())) == ("", (name, logo))


@pytest.mark.parametrize(
    "logo",
    [
        b"",
        b"GIF89a",
        b"<html><script>alert(1)</script></html>",
        b"<svg>not closed",
        b"<svg/>",
        SVG.format("<script>alert(1)</script>").encode(),
        SVG.format("<SCRIPT>alert(1)</SCRIPT>").encode(),
        SVG.format("<g onload='alert(1)'/>").encode(),
        SVG.format("<a href='javascript:alert(1)'/>").encode(),
        SVG.format("<a xlink:href=' javascript:alert(1)'/>").encode(),
        SVG.format("<image href='https://evil.example/x.png'/>").encode(),
        SVG.format("<foreignObject/>").encode(),
        SVG.format("<set attributeName='href' to='javascript:alert(1)'/>").encode(),
        ("<?xml-stylesheet href='x.xsl' type='text/xsl'?>" + SVG.format("")).encode(),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")).encode(),
        SVG.format("").encode("utf-16"),
    ],
)
def test_a_drawing_that_acts_or_is_none_is_refused(logo: bytes) -> None:
    assert unpublishable(logo)


def test_an_own_logo_is_in_the_site_under_its_own_kind() -> None:
    published = made(dataclasses.replace(sample_publication(), logo=PNG))
    assert published["logo.png"] == PNG
    assert "logo.svg" not in published
    assert b'<img class="logo" src="../logo.png" alt="" height="36">' in published["en/index.html"]


# --- Links ---

SAFE = [
    "https://www.facebook.com/sjohamn",
    "https://www.youtube.com/@sjöhamn",
    "https://www.facebook.com/profile.php?id=100064812345678",
    "https://social.sjöhamn.example/@a",
    "https://xn--sjhamn-wxa.example",
    "mailto:kommun.info+webb@sjohamn.example",
    "tel:+46-42123456",
]
UNSAFE = [
    "",
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " https://a.example/",
    "https://a.example/ ",
    "https://a.example/\n",
    "http://a.example/",
    "//a.example/",
    "https:a.example",
    "https://user@a.example/",
    "https://a.example:8443/",
    "https://a.example\\@b.example/",
    'https://a.example/"onclick=',
    "https://a.example/<script>",
    "https://localhost/",
    "data:text/html,x",
    "mailto:a@b.example?bcc=c@d.example",
    "mailto:a@b.example,c@d.example",
    "tel:112;ext=1",
    "ftp://a.example/",
]


@pytest.mark.parametrize("url", SAFE)
def test_a_plain_address_may_be_a_link(url: str) -> None:
    assert is_linkable(url)
    assert safe_url(url) == url


@pytest.mark.parametrize("url", [*UNSAFE, None])
def test_any_other_address_may_not(url: str | None) -> None:
    assert not is_linkable(url)
    with pytest.raises(OutputError, match="not safe"):
        safe_url(url)


def test_mail_and_phone_links_are_made_only_of_what_is_plain() -> None:
    assert mail_url("kommun@sjohamn.example") == "mailto:kommun@sjohamn.example"
    assert phone_url("042-33 71 00") == "tel:042-337100"
    assert phone_url("+46 (0)42 33 71 00") == "tel:+46042337100"
    for text in (None, "", "kommun", "a@b.example?cc=c", "växeln"):
        assert mail_url(text) is None
        assert phone_url(text) is None


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("https://www.facebook.com/sjohamn", "facebook.com/sjohamn"),
        ("https://www.instagram.com/sjohamn/", "instagram.com/sjohamn"),
        ("https://www.youtube.com/@sj%C3%B6hamn", "youtube.com/@sjöhamn"),
        ("https://x.com/%E2%80%AEa%0A", "x.com/\\u{202e}a\\u{a}"),
    ],
)
def test_an_address_is_shown_as_people_write_it(url: str, short: str) -> None:
    assert short_url(url) == short


def test_a_handle_can_break_at_its_joints() -> None:
    assert breakable("@kultur@social.sjohamn.example") == (
        "@kultur<wbr>@social<wbr>.sjohamn<wbr>.example"
    )
    assert breakable("https://a.example/b") == "https://a<wbr>.example<wbr>/b"


@given(st.text())
def test_breaking_changes_nothing_but_where_lines_end(text: str) -> None:
    assert html.unescape(breakable(text).replace("<wbr>", "")) == text


@given(st.text())
def test_quick_escaping_is_escaping(text: str) -> None:
    assert escaped(text) == html.escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


# --- Order ---


def test_words_stand_in_swedish_order() -> None:
    words = ["Zoo", "Åhus", "Ängelholm", "Örebro", "ödla", "Ale", "Öland", "éclair", "Eda", "ål"]
    assert sorted(words, key=alphabetical) == [
        "Ale",
        "éclair",
        "Eda",
        "Zoo",
        "Åhus",
        "ål",
        "Ängelholm",
        "ödla",
        "Öland",
        "Örebro",
    ]
