"""The question whether an account is ours, on the register's page in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from socialreg.publish.output import write_files
from socialreg.publish.publication import Publication
from tests.browsing import CONTRAST, NARROW, WIDE, Watched, watched
from tests.samples import made
from tests.verify_register import verify_register

LAZY = ("adress.js", "profil.js", "likhet.js", "svar.js", "sokdata.js", "ord.js", "sok.js")
NOTICES = [
    ("https://m.facebook.com/SjohamnsBibliotek/?ref=share", "yes", "Official"),
    ("https://x.com/sjohamn", "was", "No longer official"),
    ("facebook.com/sjohamnsbib1iotek", "no", "Known fake"),
    ("https://www.facebook.com/sjohamnsbibliotekk", "no", "Not in the register"),
    ("https://bit.ly/3abc", "neutral", "Cannot tell"),
    ("bibliotek", "neutral", "Not in the register"),
]

# Not wait_for_function, which would need what the pages' policy forbids.
_LOADED = """async () => {
  while (!socialreg.search) await new Promise(done => setTimeout(done, 10));
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, made(Publication(register=verify_register())).items())
    return folder


@pytest.fixture
def tab(browser: Browser) -> Iterator[Watched]:
    tab = watched(browser)
    yield tab
    assert tab.complaints == []
    tab.page.close()


def asked(tab: Watched, site: Path, text: str, path: str = "en/index.html") -> Page:
    """The page *path* with its answer to *text*."""
    tab.page.goto(f"{(site / path).as_uri()}?q={quote(text)}")
    tab.page.locator("#besked .notice").wait_for()
    return tab.page


def reply(page: Page) -> list[str]:
    """What is answered, paragraph by paragraph."""
    return page.locator("#besked :is(p, li)").all_inner_texts()


@pytest.mark.parametrize(("text", "tone", "word"), NOTICES)
def test_each_answer_has_its_look_and_its_word(
    tab: Watched, site: Path, text: str, tone: str, word: str
) -> None:
    page = asked(tab, site, text)
    assert page.locator("#besked .notice").get_attribute("class") == f"notice {tone}"
    assert page.locator("#besked strong").inner_text() == word


def test_an_official_account_is_linked_with_its_page_and_its_address(
    tab: Watched, site: Path
) -> None:
    page = asked(tab, site, "@sjohamns_bibliotek")
    assert reply(page) == [
        "Official",
        "This is ours: Sjöhamns bibliotek on Instagram.",
        "https://www.instagram.com/sjohamns_bibliotek/",
    ]
    links = page.locator("#besked a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == [
        "konto/biblioteket-instagram.html",
        "https://www.instagram.com/sjohamns_bibliotek/",
    ]


def test_a_closed_account_leads_to_the_one_in_use_with_a_warning(tab: Watched, site: Path) -> None:
    page = asked(tab, site, "https://twitter.com/Sjohamn", "index.html")
    assert reply(page) == [
        "Inte vårt längre",
        "Det här var vårt: Sjöhamns kommun på X. Det är avslutat.",
        "Det var vårt till och med 31 december 2023.",
        "Lita inte på det som finns där nu.",
        "Gå hit i stället: Sjöhamns kommun på Facebook, https://www.facebook.com/Sjohamns.kommun",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "https://www.facebook.com/sjohamnsbib1iotek",
        "https://www.facebook.com/profile.php?id=100099999999999",
        "https://x.com/sjohamnskommun",
        "https://www.instagram.com/visit.sjohamn/",
        "sjohamnskommun",
        "https://www.facebook.com/sjohamnsbibliotekk",
        "javascript:alert(1)",
        "https://www.faceb00k.com/sjohamnsbibliotek",
    ],
)
def test_no_address_of_a_fake_or_a_stranger_is_ever_a_link(
    tab: Watched, site: Path, text: str
) -> None:
    page = asked(tab, site, text)
    official = {
        known["url"]
        for known in page.evaluate("socialreg.data.known")
        if known["standing"] == "official"
    }
    links = page.locator("#besked a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert all(link in official or link.startswith("konto/") for link in links)


def test_what_a_name_is_like_is_told(tab: Watched, site: Path) -> None:
    page = asked(tab, site, "https://www.facebook.com/sjohamnsbibliotekk")
    assert reply(page) == [
        "Not in the register",
        "This is not in our register. As far as we know it is not ours.",
        *(
            f"It is like Sjöhamns bibliotek on {place}. One character too many: “k”."
            for place in (
                "Facebook, https://www.facebook.com/sjohamnsbibliotek",
                "Instagram, https://www.instagram.com/sjohamns_bibliotek/",
            )
        ),
    ]


def test_a_name_or_a_unit_gets_a_list(tab: Watched, site: Path) -> None:
    page = asked(tab, site, "kultur och fritid")
    assert page.locator("#besked li").count() == 3
    assert reply(page)[1] == "Anybody can use a name. Compare the address with these:"


def test_with_the_keyboard_only(tab: Watched, site: Path) -> None:
    page = tab.open(site, "en/index.html")
    for _number in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "fraga":
            break
    page.keyboard.type("@sjohamns_bibliotek")
    page.keyboard.press("Enter")
    expect(page.locator("#besked strong")).to_have_text("Official")
    assert page.evaluate("document.activeElement.id") == "fraga"
    assert page.evaluate("location.search") == "?q=%40sjohamns_bibliotek"
    page.keyboard.press("Escape")
    expect(page.locator("#besked")).to_be_empty()
    assert page.input_value("#fraga") == ""
    assert page.evaluate("location.search") == ""
    assert page.get_by_text("Yes, if it is in the list.").is_visible()


def test_what_is_pasted_is_answered_at_once(tab: Watched, site: Path) -> None:
    page = tab.open(site, "index.html")
    page.focus("#fraga")
    page.evaluate(
        "() => { const field = document.getElementById('fraga');"
        " field.value = ' HTTPS://WWW.FACEBOOK.COM./sjohamnsbibliotek/?fbclid=1 ';"
        " field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true })); }"
    )
    expect(page.locator("#besked strong")).to_have_text("Vårt")


def test_the_address_bar_and_the_way_back_hold_the_question(tab: Watched, site: Path) -> None:
    page = asked(tab, site, "https://x.com/sjohamn")
    page.fill("#fraga", "@sjohamns_bibliotek")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#besked strong")).to_have_text("Official")
    page.go_back()
    expect(page.locator("#besked strong")).to_have_text("No longer official")
    assert page.input_value("#fraga") == "https://x.com/sjohamn"
    page.go_forward()
    expect(page.locator("#besked strong")).to_have_text("Official")


def test_other_views_and_the_other_language_answer_the_same_question(
    tab: Watched, site: Path
) -> None:
    page = asked(tab, site, "https://x.com/sjohamn")
    page.get_by_role("link", name="Platform", exact=True).click()
    expect(page.locator("#besked strong")).to_have_text("No longer official")
    page.get_by_role("link", name="Svenska").click()
    expect(page.locator("#besked strong")).to_have_text("Inte vårt längre")


def test_an_answer_is_announced(tab: Watched, site: Path) -> None:
    page = asked(tab, site, "@sjohamns_bibliotek")
    assert page.get_by_role("status").filter(has_text="This is ours").count() == 1


def test_only_start_js_is_loaded_before_somebody_asks(tab: Watched, site: Path) -> None:
    page = tab.open(site, "en/index.html")
    scripts = [url for url in tab.requests if url.endswith(".js")]
    assert scripts == [(site / "start.js").as_uri()]
    assert (site / "start.js").stat().st_size <= 4096
    page.focus("#fraga")
    page.evaluate(_LOADED)
    scripts = [url for url in tab.requests if url.endswith(".js")]
    homes = {"ord.js": site / "en"}
    lazy = [(homes.get(name, site) / name).as_uri() for name in LAZY]
    assert sorted(scripts) == sorted([*lazy, (site / "start.js").as_uri()])


def test_without_a_script_the_question_is_answered_in_general(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{(site / 'en/index.html').as_uri()}?q=x")
    for hidden in ("#sok", "#filter"):
        assert not page.locator(hidden).is_visible()
    assert page.get_by_text("Yes, if it is in the list.").is_visible()
    rows = page.locator(".listing tbody tr").all()
    assert rows
    assert all(row.is_visible() for row in rows)
    context.close()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}], ids=["light", "dark"])
def test_every_answer_can_be_read_on_a_narrow_screen(
    browser: Browser, site: Path, options: dict[str, Any]
) -> None:
    tab = watched(browser, NARROW, **options)
    for text, _tone, _word in NOTICES:
        page = asked(tab, site, text, "index.html")
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW
        assert page.evaluate(CONTRAST) == []
    page.set_viewport_size({"width": WIDE, "height": 800})
    assert page.evaluate(CONTRAST) == []
    assert tab.complaints == []
    page.close()


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "https://www.facebook.com/<script>alert(1)</script>",
        "facebook.com/{name}{url}{0}%s$&$1",
        "\u202egnisrever\u0000\ufeff",
        "__proto__",
        "constructor",
        "https://www.facebook.com/__proto__",
        "https://constructor/toString",
        "a" * 3000,
    ],
)
def test_a_question_stays_text(tab: Watched, site: Path, text: str) -> None:
    page = tab.open(site, "index.html")
    before = page.evaluate("document.querySelectorAll('script').length")
    page.fill("#fraga", text)
    page.keyboard.press("Enter")
    page.locator("#besked .notice").wait_for()
    names = page.evaluate("[...document.querySelectorAll('#besked *')].map(e => e.localName)")
    assert set(names) <= {"div", "p", "strong", "a", "ul", "li"}
    assert page.evaluate("document.querySelectorAll('script').length") <= before + len(LAZY)
    assert all(url.startswith(site.as_uri()) for url in tab.requests)
