"""The public site in a real browser: nothing moves, nothing is asked for, everybody can read it."""

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser
from serving import served

from socialreg.publish.output import write_files
from tests.browsing import CONTRAST, NARROW, WIDE, watched
from tests.naughty import NAUGHTY, naughty_publication
from tests.samples import made, sample_publication

KINDS = (
    "index.html",
    "plattformar.html",
    "status.html",
    "riktlinjer.html",
    "statistik.html",
    "om.html",
    "konto/sjohamns-bibliotek-facebook.html",
    "konto/kultur-och-fritid-mastodon.html",
    "konto/sjohamns-simhall-instagram.html",
    "andringar.html",
    "andringar-2026.html",
    "oppna-data.html",
    "falska.html",
)
# What the templates themselves link to: the licence and the documentation of the open data.
OURS = ("https://creativecommons.org/", "https://github.com/socialreg/")
PAGES = tuple(f"{folder}{kind}" for folder in ("", "en/") for kind in KINDS)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, made(sample_publication()).items())
    return folder


def test_no_page_complains_or_asks_for_anything_but_the_sites_own_files(
    browser: Browser, site: Path
) -> None:
    tab = watched(browser)
    for path in PAGES:
        tab.open(site, path)
        home = site / ("en" if path.startswith("en/") else "")
        views = (home / "index.html", home / "plattformar.html", home / "status.html")
        sheet = home / "etiketter.css" if site / path in views else site / "sidor.css"
        own = (site / path, site / "stil.css", site / "farger.css", sheet, site / "logo.svg")
        scripts = (site / "start.js",) if site / path in views else ()
        assert {file.as_uri() for file in (*own[:4], *scripts)} <= set(tab.requests)
        assert set(tab.requests) <= {file.as_uri() for file in (*own, *scripts)}
    assert tab.complaints == []
    tab.page.close()


def test_what_search_engines_read_is_data_to_the_browser(browser: Browser, site: Path) -> None:
    tab = watched(browser)
    page = tab.open(site, "oppna-data.html")
    data = page.locator("script").text_content()
    assert json.loads(data or "") == json.loads((site / "organisation.jsonld").read_text("utf-8"))
    assert tab.complaints == []
    tab.page.close()


@pytest.mark.parametrize("width", [NARROW, 390, 768, WIDE])
def test_no_page_scrolls_sideways(browser: Browser, site: Path, width: int) -> None:
    tab = watched(browser, width)
    for path in PAGES:
        page = tab.open(site, path)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
    tab.page.close()


@pytest.mark.parametrize("width", [640, WIDE])
def test_text_of_twice_the_size_does_not_scroll_sideways(
    browser: Browser, site: Path, width: int
) -> None:
    tab = watched(browser, width)
    for path in PAGES:
        page = tab.open(site, path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
    tab.page.close()


def test_everything_to_press_is_large_enough(browser: Browser, site: Path) -> None:
    """WCAG 2.2, 2.5.8: 24 pixels, but for links in the middle of a sentence."""
    tab = watched(browser, 390)
    for path in PAGES:
        small = tab.open(site, path).evaluate(
            "[...document.querySelectorAll('a, button, summary, input')]"
            ".filter(e => e.checkVisibility() && !e.closest('p, dd, td, .story, .notice, .skip'))"
            ".filter(e => { const box = e.getBoundingClientRect();"
            " return Math.min(box.width, box.height) < 24 }).map(e => e.textContent)"
        )
        assert small == [], path
    tab.page.close()


@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_goes_through_a_page_from_top_to_bottom(
    browser: Browser, site: Path, path: str
) -> None:
    tab = watched(browser)
    page = tab.open(site, path)
    stops = "[...document.querySelectorAll('a, button, input, select, summary, [tabindex=\"0\"]')]"
    shown = f"{stops}.filter(e => e.checkVisibility())"
    expected = page.evaluate(f"{shown}.length")
    seen = []
    for _ in range(expected):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                f"(() => {{ const all = {shown}, e = document.activeElement;"
                " return [all.indexOf(e), getComputedStyle(e).outlineStyle] })()"
            )
        )
    assert seen == [[place, "solid"] for place in range(expected)]
    tab.page.close()


def test_the_page_for_wrong_addresses_works_at_any_depth(browser: Browser, site: Path) -> None:
    """As a web server shows it: for an address that leads nowhere, with the status 404."""
    with served(site) as address:
        page = browser.new_page()
        answer = page.goto(f"{address}en/konto/finns/inte.html")
        assert answer is not None
        assert answer.status == 404
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(251, 250, 247)"
        page.get_by_role("link", name="Alla konton efter plattform").click()
        assert page.url.endswith("/plattformar.html")
        page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_text_can_be_read(
    browser: Browser, site: Path, scheme: Literal["light", "dark"]
) -> None:
    grounds = set()
    for width in (NARROW, WIDE):
        tab = watched(browser, width, color_scheme=scheme)
        for path in PAGES:
            page = tab.open(site, path)
            assert page.evaluate(CONTRAST) == [], path
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
    """Where there are no columns, the style sheet says their names, to the eye or to the ear."""
    tab = watched(browser, 390)
    page = tab.open(site, "en/index.html")
    row = page.get_by_role("link", name="Hamnfestivalen", exact=True).locator("xpath=ancestor::tr")
    assert " ".join(row.inner_text().split()) == (
        "Hamnfestivalen hamnfestivalen Kulturenheten Resting Facebook "
        "Program och information under festivalveckan. 20 August 2026"
    )
    spoken = row.aria_snapshot()
    for label in ("Platform: Facebook", "What you find here: Program", "Last confirmed: 20 August"):
        assert label in spoken
    page.set_viewport_size({"width": WIDE, "height": 800})
    assert "Last confirmed" not in row.aria_snapshot()
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
    address = "sjohamnsbibliotek (https://www.facebook.com/sjohamnsbibliotek)"
    assert page.get_by_role("link", name=address).is_visible()
    assert (
        page.locator(".paper").inner_text() == "https://sociala-medier.sjohamn.example/index.html"
    )
    assert page.pdf()[:5] == b"%PDF-"
    tab.page.close()


# --- Text that wants to be more than text ---


# Everything that the scripts show: who has that name, everybody in every view, and as it was.
_SHOW_ALL = """async text => {
  document.getElementById("fraga").focus();
  document.querySelector("#filter button").click();
  while (!socialreg.search || !socialreg.filter) await new Promise(done => setTimeout(done, 10));
  const questions = [text, text.slice(0, 30), "facebook", "ett"];
  for (const question of questions) socialreg.search.ask(question);
  const day = document.querySelector("#val input");
  day.value = "2026-09-20";
  day.dispatchEvent(new Event("change", { bubbles: true }));
  return document.querySelectorAll(".then tbody tr").length;
}"""
NAUGHTY_PAGES = (
    *("en/plattformar.html", "status.html", "konto/ett.html", "en/konto/tva.html"),
    *("riktlinjer.html", "en/statistik.html", "om.html"),
    *("andringar.html", "en/andringar-2026.html", "en/oppna-data.html"),
    *("badda-in/alla.html", "en/badda-in/alla.html"),
)


@pytest.mark.parametrize("text", NAUGHTY)
def test_text_stays_text_in_every_field(browser: Browser, tmp_path: Path, text: str) -> None:
    write_files(tmp_path, made(naughty_publication(text)).items())
    tab = watched(browser, NARROW)
    for path in ("index.html", *NAUGHTY_PAGES):
        page = tab.open(tmp_path, path)
        assert all(url.startswith(tmp_path.as_uri()) for url in tab.requests)
        assert page.url == (tmp_path / path).as_uri()
        names = page.evaluate(
            "[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"
        )
        assert not {"iframe", "base", "textarea", "style"} & set(names)
        scripts = page.evaluate(
            "[...document.scripts].filter(s => s.type !== 'application/ld+json').map(s => s.src)"
        )
        is_view = path.removeprefix("en/") in {"index.html", "plattformar.html", "status.html"}
        assert scripts == ([(tmp_path / "start.js").as_uri()] if is_view else [])
        assert ("svg" in names) == ("statistik" in path)
        targets = page.evaluate("[...document.querySelectorAll('[href]')].map(e => e.href)")
        assert all(target.startswith((tmp_path.as_uri(), *OURS)) for target in targets)
        if "badda-in/" not in path:  # whose look is the other website's
            assert page.evaluate("document.documentElement.scrollWidth") == NARROW, path
    assert tab.complaints == []
    tab.page.close()


@pytest.mark.parametrize("text", NAUGHTY)
def test_text_stays_text_in_what_scripts_show(browser: Browser, tmp_path: Path, text: str) -> None:
    write_files(tmp_path, made(naughty_publication(text)).items())
    tab = watched(browser, NARROW)
    for path in ("index.html", "en/plattformar.html"):
        page = tab.open(tmp_path, path)
        assert page.evaluate(_SHOW_ALL, text) == 2
        assert all(url.startswith(tmp_path.as_uri()) for url in tab.requests)
        names = page.evaluate(
            "[...new Set([...document.body.querySelectorAll('*')].map(e => e.localName))]"
        )
        assert not {"script", "iframe", "base", "textarea", "style", "svg"} & set(names)
        targets = page.evaluate("[...document.querySelectorAll('[href]')].map(e => e.href)")
        assert all(target.startswith((tmp_path.as_uri(), *OURS)) for target in targets)
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW, path
    assert tab.complaints == []
    tab.page.close()
