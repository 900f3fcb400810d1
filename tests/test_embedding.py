"""What other websites embed: each unit's accounts, as a piece of HTML and as JSON."""

import dataclasses
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from socialreg.model import Account, Site, Status
from socialreg.publish.embedding import name_of, shelves
from socialreg.publish.publication import Publication, public_register
from tests.samples import CULTURE, made, sample_publication

ONE = sample_publication().register.accounts[0]
SITE = "https://sociala-medier.sjohamn.example/"


def with_accounts(*accounts: Account) -> Publication:
    publication = sample_publication()
    register = dataclasses.replace(publication.register, accounts=accounts)
    return dataclasses.replace(publication, register=register)


def names(*accounts: Account) -> dict[str, list[str]]:
    """The names of what can be embedded, each with the accounts in it."""
    found = shelves(public_register(with_accounts(*accounts)))
    return {shelf.name: [account.id for account in shelf.accounts] for shelf in found}


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return made(sample_publication())


def test_a_unit_and_its_department_each_have_their_accounts() -> None:
    found = names(*sample_publication().register.accounts)
    assert found["sjohamns-bibliotek"] == [
        "sjohamns-bibliotek-facebook",
        "sjohamns-bibliotek-instagram",
    ]
    assert found["kultur-och-fritidsforvaltningen"] == [
        "kultur-och-fritid-mastodon",
        "sjohamns-bibliotek-facebook",
        "sjohamns-bibliotek-instagram",
        "hamnfestivalen-facebook",
    ]
    assert len(found["alla"]) == 8
    assert next(iter(found)) == "alla"


def test_a_name_is_made_of_the_unit_and_of_nothing_else() -> None:
    alone = names(dataclasses.replace(ONE, unit="Åhus", department=None))
    among = names(
        dataclasses.replace(ONE, id="a1", unit="Ahus", department=None),
        dataclasses.replace(ONE, id="b2", unit="Åhus", department="Ähus"),
    )
    assert (list(alone), list(among)) == (["alla", "ahus"], ["alla", "ahus"])
    assert among["ahus"] == ["a1", "b2"]


@pytest.mark.parametrize("unit", ["Alla", "Con", "🎉", "X", "A" * 70, "Æ" * 70])
def test_a_unit_whose_name_cannot_be_a_files_gets_another(unit: str) -> None:
    name = name_of(unit)
    assert re.fullmatch(r"[a-z0-9-]{0,60}-[0-9a-f]{8}", name)
    assert name == name_of(unit)
    assert name != name_of(f"{unit}b")


def test_a_unit_keeps_its_files_when_its_last_account_is_closed() -> None:
    closed = dataclasses.replace(ONE, status=Status.CLOSED, department=None)
    found = made(with_accounts(closed))
    assert found["badda-in/sjohamns-bibliotek.html"].decode() == (
        '<div class="socialreg" lang="sv">\n'
        '<p class="socialreg-none">Inga konton är i bruk.</p>\n'
        f'<p class="socialreg-register"><a href="{SITE}index.html">'
        "Alla våra konton i sociala medier</a></p>\n"
        "</div>\n"
    )


def test_the_fragment_is_markup_and_nothing_else(site: dict[str, bytes]) -> None:
    fragment = site["en/badda-in/kultur-och-fritidsforvaltningen.html"].decode()
    tags: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append((tag, dict(attrs)))  # type: ignore[method-assign]  # all that is wanted
    parser.feed(fragment)
    assert {tag for tag, _ in tags} == {"div", "ul", "li", "a", "span", "p"}
    assert {name for _, attributes in tags for name in attributes} == {
        *("class", "href", "lang", "rel"),
    }
    links = [attributes["href"] or "" for tag, attributes in tags if tag == "a"]
    assert all(link.startswith("https://") for link in links)
    assert links[-1] == f"{SITE}en/index.html"
    classes = " ".join(attributes.get("class") or "" for _, attributes in tags).split()
    assert all(name.startswith("socialreg") for name in classes)
    assert '<span class="socialreg-resting">Resting</span>' in fragment


def test_closed_accounts_are_not_embedded(site: dict[str, bytes]) -> None:
    for path, content in site.items():
        if "badda-in/" in path:
            assert b"sjohamn_simhall" not in content
            assert b"x.com" not in content


def test_the_json_says_the_same(site: dict[str, bytes]) -> None:
    found = json.loads(site["badda-in/sjohamns-bibliotek.json"])
    accounts: list[dict[str, Any]] = found.pop("accounts")
    assert found == {
        "schema": 1,
        "language": "sv",
        "unit": "Sjöhamns bibliotek",
        "register": f"{SITE}index.html",
        "updated": "2026-11-14",
    }
    assert accounts[0] == {
        "id": "sjohamns-bibliotek-facebook",
        "name": "Sjöhamns bibliotek",
        "platform": "facebook",
        "platform_name": "Facebook",
        "handle": "sjohamnsbibliotek",
        "url": "https://www.facebook.com/sjohamnsbibliotek",
        "status": "active",
        "unit": "Sjöhamns bibliotek",
        "department": CULTURE,
        "page": f"{SITE}konto/sjohamns-bibliotek-facebook.html",
    }
    english = json.loads(site["en/badda-in/alla.json"])
    assert (english["unit"], english["language"], len(english["accounts"])) == (None, "en", 8)
    assert english["accounts"][0]["page"].startswith(f"{SITE}en/konto/")


def test_without_the_sites_address_no_link_is_made_up() -> None:
    publication = sample_publication()
    settings = dataclasses.replace(publication.register.settings, site=Site())
    register = dataclasses.replace(publication.register, settings=settings)
    found = made(dataclasses.replace(publication, register=register))
    assert b"socialreg-register" not in found["badda-in/alla.html"]
    row = json.loads(found["badda-in/alla.json"])
    assert (row["register"], row["accounts"][0]["page"]) == (None, None)


def test_the_page_about_open_data_shows_how(site: dict[str, bytes]) -> None:
    page = site["oppna-data.html"].decode()
    assert f"fetch(&#34;{SITE}badda-in/alla.html&#34;)" in page
    assert "&lt;script&gt;" in page
    for name in names(*sample_publication().register.accounts):
        assert f'href="badda-in/{name}.html"' in page
        assert f'href="badda-in/{name}.json"' in page
