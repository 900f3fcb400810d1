"""The public site in a real browser: nothing moves, nothing is asked for, everybody can read it."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from socialreg.model import (
    Account,
    Application,
    Approval,
    Closing,
    Contact,
    Office,
    Organisation,
    Part,
    Previous,
    Register,
    Review,
    Settings,
    Site,
    Status,
)
from socialreg.publish.output import write_files
from socialreg.publish.publication import Publication
from tests.chromium import Watched as Tab
from tests.chromium import chromium
from tests.samples import made, sample_publication

NARROW, WIDE = 320, 1200
KINDS = (
    "index.html",
    "plattformar.html",
    "konto/sjohamns-bibliotek-facebook.html",
    "konto/kultur-och-fritid-mastodon.html",
    "konto/sjohamns-simhall-instagram.html",
)
PAGES = tuple(f"{folder}{kind}" for folder in ("", "en/") for kind in KINDS)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# Text colour against the nearest painted ground, for every piece of text that is shown.
_CONTRAST = """() => {
  const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const parse = css => css.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([walker.currentNode.data.trim(), ratio]);
  }
  return poor;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, made(sample_publication()).items())
    return folder


class Watched(Tab):
    """A page of the site in a folder, watched."""

    def open(self, folder: Path, path: str) -> Page:
        self.requests.clear()
        self.page.goto((folder / path).as_uri())
        return self.page


def watched(browser: Browser, width: int = WIDE, **options: Any) -> Watched:
    return Watched(browser.new_page(viewport={"width": width, "height": 800}, **options))


def test_no_page_complains_or_asks_for_anything_but_the_sites_own_files(
    browser: Browser, site: Path
) -> None:
    tab = watched(browser)
    own = {(site / name).as_uri() for name in ("stil.css", "farger.css", "logo.svg")}
    for path in PAGES:
        tab.open(site, path)
        assert set(tab.requests) - {(site / path).as_uri()} <= own
        assert {(site / name).as_uri() for name in ("stil.css", "farger.css")} <= set(tab.requests)
    assert tab.complaints == []
    tab.page.close()


@pytest.mark.parametrize("width", [NARROW, 390, 768, WIDE])
def test_no_page_scrolls_sideways(browser: Browser, site: Path, width: int) -> None:
    tab = watched(browser, width)
    for path in PAGES:
        page = tab.open(site, path)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
    tab.page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_text_can_be_read(
    browser: Browser, site: Path, scheme: Literal["light", "dark"]
) -> None:
    grounds = set()
    for width in (NARROW, WIDE):
        tab = watched(browser, width, color_scheme=scheme)
        for path in PAGES:
            page = tab.open(site, path)
            assert page.evaluate(_CONTRAST) == [], path
            grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        tab.page.close()
    assert grounds == {"rgb(251, 250, 247)" if scheme == "light" else "rgb(18, 23, 29)"}


def test_everything_is_there_without_javascript(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "en/index.html").as_uri())
    page.get_by_role("link", name="Platform", exact=True).click()
    page.get_by_role("link", name="Sjöhamns simhall").click()
    assert page.get_by_text("Was our account until 1 June 2025.").is_visible()
    page.get_by_role("link", name="Sjöhamn Kultur och fritid").click()
    page.get_by_role("link", name="Svenska").click()
    assert page.get_by_role("heading", level=1).inner_text() == (
        "Sjöhamn Kultur och fritid på Mastodon"
    )
    context.close()


def test_columns_line_up_from_group_to_group(browser: Browser, site: Path) -> None:
    tab = watched(browser)
    for path in ("index.html", "plattformar.html"):
        lefts = tab.open(site, path).evaluate(
            "[...document.querySelectorAll('thead')].map(head =>"
            " [...head.querySelectorAll('th')].map(cell => cell.getBoundingClientRect().left))"
        )
        assert len(lefts) > 3
        assert all(left == lefts[0] for left in lefts)
    tab.page.close()


def test_a_date_stays_on_one_line(browser: Browser, site: Path) -> None:
    tab = watched(browser, 768)
    heights = tab.open(site, "index.html").evaluate(
        "[...document.querySelectorAll('td:last-child')].map(cell => {"
        " const range = document.createRange(); range.selectNodeContents(cell);"
        " return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size })"
    )
    assert set(heights) == {1}
    tab.page.close()


def test_on_a_phone_each_cell_says_what_it_is(browser: Browser, site: Path) -> None:
    """Where there are no columns, their names stand in the cells: to be seen or to be heard."""
    tab = watched(browser, 390)
    page = tab.open(site, "en/index.html")
    row = page.get_by_role("link", name="Hamnfestivalen", exact=True).locator("xpath=ancestor::tr")
    assert " ".join(row.inner_text().split()) == (
        "Hamnfestivalen hamnfestivalen Kulturenheten Resting Platform Facebook What you find here "
        "Program och information under festivalveckan. Last confirmed 20 August 2026"
    )
    page.set_viewport_size({"width": WIDE, "height": 800})
    assert "Last confirmed" not in row.inner_text()
    tab.page.close()


def test_the_keyboard_comes_first_to_the_skip_link_and_then_to_the_content(
    browser: Browser, site: Path
) -> None:
    tab = watched(browser)
    page = tab.open(site, "en/index.html")
    page.keyboard.press("Tab")
    skip = page.get_by_text("Skip to the content")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["y"] >= 0  # type: ignore[index]  # it is shown
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Is an account missing?"
    tab.page.close()


def test_the_current_page_is_marked_for_all_senses(browser: Browser, site: Path) -> None:
    tab = watched(browser)
    page = tab.open(site, "en/plattformar.html")
    current = page.locator("[aria-current=page]")
    assert current.all_inner_texts() == ["Platform"]
    assert current.evaluate("link => getComputedStyle(link).backgroundColor") == "rgb(11, 90, 107)"
    tab.page.close()


def test_paper_gets_the_register_with_addresses_and_without_navigation(
    browser: Browser, site: Path
) -> None:
    tab = watched(browser)
    page = tab.open(site, "index.html")
    page.emulate_media(media="print")
    assert not page.locator("header nav").is_visible()
    assert page.locator("table").first.is_visible()
    assert "facebook.com/sjohamnsbibliotek" in page.locator(
        "a.handle", has_text="sjohamnsbibliotek"
    ).evaluate("link => getComputedStyle(link, '::after').content + link.href")
    assert page.pdf()[:5] == b"%PDF-"
    tab.page.close()


# --- Text that wants to be more than text ---

NAUGHTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</title></style></textarea><svg/onload=alert(1)>",
    "{{ 7*7 }}{% include 'x' %}${7*7}%(name)s{0}{name}",
    "javascript:alert(1)",
    "<iframe src='https://evil.example/'></iframe>",
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202egnisrever\u202c\u0000\u001b[31m\ufeff\u2028\ud83d\udc68\u200d\ud83d\udc69".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16"),
    "Ω≈ç√∫µ≤≥÷ 社會科學院語學研究所 \u0645\u0631\u062d\u0628\u0627",
    "A" * 400,
    "Ǎ̷̈́" * 40,
)


def naughty_publication(text: str) -> Publication:
    """A register with *text* wherever a file can hold text."""
    day = date(2026, 9, 15)
    one = Account(
        id="ett",
        name=text,
        platform="facebook",
        handle=text,
        url=text,
        platform_id=text,
        unit=text,
        department=text,
        purpose=text,
        audience=text,
        languages=("sv", text),
        status=Status.ACTIVE,
        opened=day,
        confirmed=day,
        note=text,
        contact=Contact(role=text, deputy=text, email=text),
        application=Application(received=day, guidelines=text),
        approvals=(Approval(as_=Part.MANAGER, role=text, date=day, reference=text),),
        reviews=(Review(date=day, role=text),),
        previous=(Previous(handle=text, url=text, until=day), Previous(url=text, until=day)),
    )
    closing = Closing(date=day, reason=text, archive=text, successor="ett")
    two = dataclasses.replace(one, id="tva", status=Status.CLOSED, closing=closing)
    settings = Settings(
        organisation=Organisation(name=text, code=text, number=text, website=text),
        contact=Office(name=text, email=text, phone=text),
        site=Site(url=text, accessibility=text, privacy=text, report=text, own_domains=(text,)),
    )
    guidelines = sample_publication().register.guidelines
    register = Register(settings=settings, guidelines=guidelines, accounts=(one, two), as_of=day)
    return Publication(register=register, updated=day)


@pytest.mark.parametrize("text", NAUGHTY)
def test_text_stays_text_in_every_field(browser: Browser, tmp_path: Path, text: str) -> None:
    write_files(tmp_path, made(naughty_publication(text)).items())
    tab = watched(browser, NARROW)
    for path in ("index.html", "en/plattformar.html", "konto/ett.html", "en/konto/tva.html"):
        page = tab.open(tmp_path, path)
        assert all(url.startswith(tmp_path.as_uri()) for url in tab.requests)
        assert page.url == (tmp_path / path).as_uri()
        names = page.evaluate(
            "[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"
        )
        assert not {"script", "iframe", "svg", "base", "textarea", "style"} & set(names)
        targets = page.evaluate("[...document.querySelectorAll('[href]')].map(e => e.href)")
        assert all(target.startswith(tmp_path.as_uri()) for target in targets)
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW, path
    assert tab.complaints == []
    tab.page.close()
