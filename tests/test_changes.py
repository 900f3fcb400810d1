"""What happened, when: the events of an account, and the pages with those of all."""

import dataclasses
import html
import re
from datetime import date

import pytest

from socialreg.model import Account, Approval, Part, Previous, Review, Status
from socialreg.publish import changes_page
from socialreg.publish.publication import Publication
from socialreg.publish.story import story
from tests.samples import made, sample_publication

LIBRARY = sample_publication().register.accounts[0]
DAY = date(2026, 3, 4)


def keys(account: Account) -> list[str]:
    return [event.key for event in story(account)]


def with_accounts(*accounts: Account) -> Publication:
    publication = sample_publication()
    register = dataclasses.replace(publication.register, accounts=accounts)
    return dataclasses.replace(publication, register=register)


def text_of(page: bytes) -> str:
    """What *page* says, without its markup."""
    return " ".join(html.unescape(re.sub("<[^>]+>", "", page.decode())).split())


def test_every_event_has_a_kind_and_a_key_for_ever() -> None:
    assert keys(LIBRARY) == [
        "confirmed-2026-09-15",
        "confirmed-2025-09-03",
        "renamed-2021-05-04",
        "opened-2019-03-01",
        "approved-2019-02-20",
        "approved-2019-02-14",
        "applied-2019-02-10",
    ]


def test_events_of_one_kind_on_one_day_are_counted_in_the_files_order() -> None:
    account = dataclasses.replace(
        LIBRARY,
        application=None,
        opened=None,
        confirmed=DAY,
        approvals=tuple(
            Approval(as_=part, role="Chef", date=DAY)
            for part in (Part.MANAGER, Part.COMMUNICATIONS)
        ),
        reviews=(Review(date=DAY, role="Kommunikatör"),),
        previous=(Previous(url="https://www.facebook.com/gammal", until=DAY),),
    )
    assert keys(account) == [
        "confirmed-2026-03-04",
        "renamed-2026-03-04",
        "approved-2026-03-04-2",
        "approved-2026-03-04",
    ]


def test_a_later_event_changes_no_earlier_key() -> None:
    reviews = (*LIBRARY.reviews, Review(date=date(2026, 10, 1), role="Kommunikatör"))
    later = dataclasses.replace(LIBRARY, reviews=reviews, confirmed=date(2026, 10, 1))
    assert keys(later) == ["confirmed-2026-10-01", *keys(LIBRARY)]


def test_all_changes_are_listed_newest_first_by_month() -> None:
    page = made(sample_publication())["en/andringar.html"]
    headings = re.findall(r"<h2 id=\"m(.{7})\">(.+?)</h2>", page.decode())
    assert headings[:3] == [
        ("2026-11", "November 2026"),
        ("2026-09", "September 2026"),
        ("2026-08", "August 2026"),
    ]
    assert headings == sorted(headings, key=lambda found: found[0], reverse=True)
    assert (
        "4 May 2021 Sjöhamns bibliotek, Facebook: Changed name from sjohamnsbib to "
        "sjohamnsbibliotek."
    ) in text_of(page)


def test_a_change_leads_to_its_place_on_the_accounts_page() -> None:
    site = made(sample_publication())
    for page in ("andringar.html", "en/andringar-2019.html"):
        folder = page.rpartition("/")[0]
        links = re.findall(r'href="(konto/.+?)#(.+?)"', site[page].decode())
        assert links
        for path, place in links:
            assert f'<li id="{place}">'.encode() in site[f"{folder}/{path}".lstrip("/")]


def test_every_year_has_a_page_with_all_of_its_changes() -> None:
    site = made(sample_publication())
    text = text_of(site["en/andringar-2019.html"])
    assert "Changes in the register in 2019" in text
    assert "2026 8 2025 5 2024 1 2023 3 2021 2 2019 4 2018 1" in text
    assert site["en/andringar-2019.html"].count(b"<li id=") == 0
    assert site["en/andringar-2019.html"].count(b"<time ") == 4
    assert "andringar-2014.html" not in site


@pytest.mark.parametrize(("accounts", "shown"), [(28, 196), (29, 200)])
def test_the_first_page_is_bounded_and_says_so(accounts: int, shown: int) -> None:
    many = (dataclasses.replace(LIBRARY, id=f"konto-{n:02}") for n in range(accounts))
    page = made(with_accounts(*many))["en/andringar.html"]
    assert page.count(b"<time ") == shown
    assert ("Here are the last 200." in text_of(page)) == (shown == changes_page.NEWEST)


def test_closed_accounts_tell_their_end_and_unpublished_ones_nothing() -> None:
    text = text_of(made(sample_publication())["en/andringar.html"])
    assert "1 June 2025 Sjöhamns simhall, Instagram: The account was closed." in text
    assert "Hemligt" not in text


def test_a_register_without_dates_says_that_nothing_has_happened() -> None:
    bare = Account(
        id="podd",
        name="Podd",
        platform="podcast",
        url="https://podd.sjohamn.example",
        unit="Enheten",
        status=Status.ACTIVE,
    )
    assert "Nothing has happened yet." in text_of(made(with_accounts(bare))["en/andringar.html"])
