"""The choices on the register's page, in a real browser: which accounts, in which order, when."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from socialreg.model import Closing, Previous, Rest, Status
from socialreg.publish.addresses import shown_handle
from socialreg.publish.output import write_files
from socialreg.publish.publication import public_register
from socialreg.publish.timeline import Moment, state_on, timeline
from tests.accounts import account, closed
from tests.browsing import CONTRAST, NARROW, Watched, watched
from tests.samples import made, sample_publication

TODAY = date(2026, 11, 14)
PUBLIC = public_register(sample_publication())
ACCOUNTS = PUBLIC.listing.accounts
STATUSES = {"active": "In use", "dormant": "Resting", "closed": "Closed"}
VIEWS = ("en/index.html", "en/plattformar.html", "en/status.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, made(sample_publication()).items())
    return folder


@pytest.fixture
def tab(browser: Browser) -> Iterator[Watched]:
    tab = watched(browser)
    yield tab
    assert tab.complaints == []
    tab.page.close()


def chosen(tab: Watched, site: Path, choice: str, path: str = "en/index.html") -> Page:
    tab.page.goto(f"{(site / path).as_uri()}?{choice}")
    expect(tab.page.locator("#antal")).not_to_be_empty()
    return tab.page


def shown(page: Page) -> list[str]:
    """The ids of the accounts in the list, from top to bottom."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.listing tbody tr')].filter(row => row.checkVisibility())"
        ".map(row => row.querySelector('a').getAttribute('href').slice(6, -5))"
    )
    return found


def headings(page: Page) -> list[str]:
    found = page.locator(".card:has(.listing) > h2").all()
    return [each.inner_text() for each in found if each.is_visible()]


# --- How an account was on a day ---

START, RENAMED, REST, BACK, END = (
    date(2019, 3, 1),
    date(2021, 5, 4),
    date(2022, 6, 1),
    date(2022, 8, 31),
    date(2024, 1, 15),
)


def test_an_account_has_the_name_and_the_status_of_the_day() -> None:
    old, new = ((name, f"https://www.facebook.com/{name}") for name in ("gammalt", "nytt"))
    one = closed(
        "ett",
        handle=new[0],
        url=new[1],
        opened=START,
        previous=(
            Previous(handle="gammalt", url="https://www.facebook.com/gammalt", until=RENAMED),
        ),
        rests=(Rest(from_=REST, until=BACK),),
        closing=Closing(date=END),
    )
    moments = timeline(one, TODAY)
    assert moments == (
        Moment(START, Status.ACTIVE, *old),
        Moment(RENAMED, Status.ACTIVE, *new),
        Moment(REST, Status.DORMANT, *new),
        Moment(date(2022, 9, 1), Status.ACTIVE, *new),
        Moment(END, Status.CLOSED, *new),
    )
    assert state_on(moments, date(2019, 2, 28)) is None
    assert state_on(moments, BACK) == moments[2]
    assert state_on(moments, date(2030, 1, 1)) == moments[-1]


def test_what_nobody_knows_is_not_made_up() -> None:
    unknown = closed("ett", opened=None, closing=Closing())
    assert [moment[:2] for moment in timeline(unknown, TODAY)] == [(None, Status.CLOSED)]
    resting = account("tva", status=Status.DORMANT, opened=None)
    assert [moment[:2] for moment in timeline(resting, TODAY)] == [
        (None, Status.ACTIVE),
        (TODAY, Status.DORMANT),
    ]


def test_today_every_account_is_as_its_file_says() -> None:
    for each in ACCOUNTS.values():
        now = state_on(timeline(each, PUBLIC.as_of), PUBLIC.as_of)
        assert now
        assert now[1:] == (each.status, each.handle, each.url)


# --- The list as it was on a day ---

DAYS = [date(2009, 1, 1), date(2012, 1, 30), date(2016, 6, 1), date(2021, 5, 3), date(2021, 5, 4)]
DAYS += [date(2023, 12, 30), date(2023, 12, 31), date(2025, 6, 1), PUBLIC.as_of]


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_register_is_shown_as_it_was_on_a_day(
    tab: Watched, site: Path, day: date, path: str
) -> None:
    expected = set()
    for each in ACCOUNTS.values():
        then = state_on(timeline(each, PUBLIC.as_of), day)
        if then:
            name = dataclasses.replace(each, handle=then.handle, url=then.url)
            expected.add((each.name, shown_handle(name), STATUSES[then.status]))
    page = chosen(tab, site, f"dag={day}", path)
    rows = page.evaluate(
        "[...document.querySelectorAll('.listing tbody tr')].filter(row => row.checkVisibility())"
        ".map(row => [row.querySelector('a').textContent, row.querySelector('span').textContent,"
        " row.cells[2].textContent])"
    )
    assert len(rows) == len(expected)
    assert {tuple(row) for row in rows} == expected
    number = f"{len(rows)} account{'s are' if len(rows) != 1 else ' is'} shown."
    assert page.locator("#antal").inner_text().startswith(number if rows else "No account fits.")


def test_what_is_closed_by_that_day_stands_last(tab: Watched, site: Path) -> None:
    page = chosen(tab, site, "dag=2025-07-01", "en/plattformar.html")
    assert headings(page) == [
        *("Facebook", "Instagram", "Mastodon", "Threads", "YouTube", "Closed accounts"),
    ]


# --- Choosing ---


def test_accounts_are_chosen_by_platform_unit_and_status(tab: Watched, site: Path) -> None:
    page = tab.open(site, "en/index.html")
    page.get_by_role("button", name="Choose and sort").click()
    page.get_by_label("Platform").select_option("Facebook")
    on_facebook = sorted(each.id for each in ACCOUNTS.values() if each.platform == "facebook")
    assert sorted(shown(page)) == on_facebook
    page.get_by_label("Status").select_option("Resting")
    assert shown(page) == ["hamnfestivalen-facebook"]
    assert page.get_by_role("status").filter(has_text="1 account is shown").inner_text() == (
        "1 account is shown. Chosen: Facebook; Resting."
    )
    assert headings(page) == ["Kultur- och fritidsförvaltningen"]
    assert page.evaluate("location.search") == "?plattform=facebook&status=dormant"
    page.get_by_label("Unit").select_option("Kommunledningskontoret")
    assert shown(page) == []
    assert page.get_by_text("No account fits.").is_visible()
    page.get_by_role("button", name="Clear").click()
    assert len(shown(page)) == len(ACCOUNTS)
    assert page.evaluate("location.search") == ""
    assert page.evaluate("document.activeElement.name") == "plattform"


def test_the_way_back_leads_through_the_choices(tab: Watched, site: Path) -> None:
    page = tab.open(site, "en/index.html")
    everything = shown(page)
    page.get_by_role("button", name="Choose and sort").click()
    page.get_by_label("Platform").select_option("X")
    assert shown(page) == ["sjohamns-kommun-x"]
    page.get_by_label("Status").select_option("In use")
    assert shown(page) == []
    page.go_back()
    expect(page.locator("#antal")).to_contain_text("1 account is shown")
    assert shown(page) == ["sjohamns-kommun-x"]
    page.go_back()
    expect(page.get_by_label("Platform")).to_have_value("")
    assert shown(page) == everything


@pytest.mark.parametrize("path", VIEWS)
def test_every_group_is_sorted(tab: Watched, site: Path, path: str) -> None:
    for choice, field in (("bekraftat", "confirmed"), ("startat", "opened")):
        page = chosen(tab, site, f"sortera={choice}", path)
        assert len(shown(page)) == len(ACCOUNTS)
        for table in page.locator("table.listing").all():
            ids = table.locator("tbody th a[href^=konto]").evaluate_all(
                "all => all.map(a => a.getAttribute('href').slice(6, -5))"
            )
            days = [getattr(ACCOUNTS[each], field) or date.min for each in ids]
            assert days == sorted(days, reverse=True)
    page = chosen(tab, site, "sortera=namn", path)
    for table in page.locator("table.listing").all():
        names = table.locator("tbody th > a:first-child").all_inner_texts()
        assert names == sorted(names, key=lambda name: name.replace("ä", "~").replace("ö", "~~"))


def test_a_choice_that_means_nothing_is_left_out(tab: Watched, site: Path) -> None:
    page = tab.page
    nonsense = "plattform=__proto__&status=x&dag=2024-99-01&sortera=%3C"
    page.goto(f"{(site / 'en/index.html').as_uri()}?{nonsense}")
    page.wait_for_function("socialreg.filter")
    assert len(shown(page)) == len(ACCOUNTS)


def test_other_views_and_the_other_language_keep_the_choice(tab: Watched, site: Path) -> None:
    page = chosen(tab, site, "plattform=facebook&dag=2023-05-01")
    page.get_by_role("link", name="Platform", exact=True).click()
    expect(page.locator("#antal")).to_contain_text("Facebook; as it was on 1 May 2023")
    page.get_by_role("link", name="Svenska").click()
    expect(page.locator("#antal")).to_contain_text("Facebook; som det var den 1 maj 2023")


def test_with_the_keyboard_only(tab: Watched, site: Path) -> None:
    page = tab.open(site, "en/index.html")
    page.focus("#filter button")
    page.keyboard.press("Enter")
    page.locator("#val select").first.wait_for()
    assert page.locator("#filter button").first.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.type("Face")
    expect(page.locator("#antal")).to_contain_text("Chosen: Facebook.")
    snapshot = page.locator("#filter").aria_snapshot()
    for label in ("Platform", "Unit", "Status", "As it was on", "Sort by", "Clear"):
        assert label in snapshot


@pytest.mark.parametrize("choice", ["status=dormant", "dag=2021-01-01", "sortera=namn"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_choice_can_be_read_on_a_narrow_screen(
    browser: Browser, site: Path, choice: str, scheme: str
) -> None:
    tab = watched(browser, NARROW, color_scheme=scheme)
    for path in ("index.html", "en/plattformar.html"):
        page = chosen(tab, site, choice, path)
        assert page.evaluate("document.documentElement.scrollWidth") == NARROW
        assert page.evaluate(CONTRAST) == []
    assert tab.complaints == []
    assert all(url.startswith(site.as_uri()) for url in tab.requests)
    page.close()


def test_on_a_phone_each_cell_of_another_day_says_what_it_is(browser: Browser, site: Path) -> None:
    tab = watched(browser, 390)
    page = chosen(tab, site, "dag=2021-05-03")
    spoken = page.locator(".then tbody").first.aria_snapshot()
    for label in ("Platform: ", "Status: ", "Opened: "):
        assert label in spoken
    page.close()


def test_paper_says_what_was_chosen(tab: Watched, site: Path) -> None:
    page = chosen(tab, site, "plattform=facebook&dag=2021-05-03")
    page.emulate_media(media="print")
    assert page.locator("#antal").is_visible()
    assert not page.locator("#filter").is_visible()
    assert page.pdf()[:5] == b"%PDF-"
