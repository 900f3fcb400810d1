"""The open data: register.json and the tables."""

import csv
import dataclasses
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg.model import Account, Duty, Organisation, Status
from socialreg.publish.exports import EXPORTS
from socialreg.publish.exports.register_json import register_json
from socialreg.publish.exports.tables import register_csv, register_csv_excel
from socialreg.publish.publication import Publication, public_register
from socialreg.publish.visible import harmless, plain_text, public_account
from socialreg.schema import to_table
from socialreg.text import clean
from tests.samples import COMMIT, made, sample_publication

LIBRARY = sample_publication().register.accounts[0]


def rows(publication: Publication) -> list[dict[str, str]]:
    text = register_csv(public_register(publication)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def records(publication: Publication) -> dict[str, Any]:
    loaded = json.loads(register_json(public_register(publication)))
    assert isinstance(loaded, dict)
    return loaded


def with_library(**changes: Any) -> Publication:
    """A register with one account: the library, changed."""
    publication = sample_publication()
    accounts = (dataclasses.replace(LIBRARY, **changes),)
    register = dataclasses.replace(publication.register, accounts=accounts)
    return dataclasses.replace(publication, register=register)


# --- JSON ---


def test_the_json_says_whose_register_it_is_and_from_when() -> None:
    register = records(sample_publication())
    del register["accounts"]
    assert register == {
        "schema": 1,
        "organisation": {
            "name": "Sjöhamns kommun",
            "code": "0099",
            "number": "212000-0142",
            "website": "https://www.sjohamn.example/",
        },
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "updated": "2026-11-14",
        "commit": COMMIT,
    }


def test_what_is_not_known_is_null() -> None:
    register = records(dataclasses.replace(sample_publication(), updated=None, commit=None))
    assert (register["updated"], register["commit"]) == (None, None)


def test_an_account_is_as_in_its_file_with_id_and_without_what_is_internal() -> None:
    found = records(sample_publication())["accounts"]
    library = next(account for account in found if account["id"] == LIBRARY.id)
    expected = {
        "id": "sjohamns-bibliotek-facebook",
        "name": "Sjöhamns bibliotek",
        "platform": "facebook",
        "handle": "sjohamnsbibliotek",
        "url": "https://www.facebook.com/sjohamnsbibliotek",
        "platform_id": "100064812345678",
        "kind": "unit",
        "unit": "Sjöhamns bibliotek",
        "department": "Kultur- och fritidsförvaltningen",
        "purpose": "Boktips, öppettider och evenemang på kommunens tre bibliotek.",
        "audience": "Alla som bor i eller besöker Sjöhamn",
        "languages": ["sv", "en"],
        "status": "active",
        "opened": "2019-03-01",
        "confirmed": "2026-09-15",
        "contact": {
            "role": "Bibliotekschef",
            "deputy": "Bibliotekarie",
            "email": "biblioteket@sjohamn.example",
        },
        "application": {
            "received": "2019-02-10",
            "guidelines": "2018-11",
            "source": {"system": "open-eplatform", "id": "6850"},
        },
        "approvals": [
            {
                "as": "manager",
                "role": "Förvaltningschef",
                "date": "2019-02-14",
                "reference": "KFN 2019/12",
            },
            {"as": "communications", "role": "Kommunikationschef", "date": "2019-02-20"},
        ],
        "reviews": [
            {
                "date": "2025-09-03",
                "role": "Kommunikatör",
                "answers": {
                    "replies_within_24h": "yes",
                    "replies_signed": "yes",
                    "logo_in_picture": "yes",
                    "cover_related": "yes",
                    "copyright_respected": "yes",
                    "no_advertising": "yes",
                },
            },
            {
                "date": "2026-09-15",
                "role": "Kommunikatör",
                "answers": {
                    "replies_within_24h": "yes",
                    "replies_signed": "yes",
                    "logo_in_picture": "yes",
                    "cover_related": "yes",
                    "copyright_respected": "yes",
                    "no_advertising": "yes",
                    "consents_signed": "not-applicable",
                },
            },
        ],
        "previous": [
            {
                "handle": "sjohamnsbib",
                "url": "https://www.facebook.com/sjohamnsbib",
                "until": "2021-05-04",
            }
        ],
    }
    del library["guidelines"]  # which no file holds: see below
    assert expected == library


def test_an_account_says_how_it_stands_by_each_duty() -> None:
    accounts = {account["id"]: account for account in records(sample_publication())["accounts"]}
    stands = {
        stand.pop("duty"): stand for stand in accounts["sjohamns-bibliotek-instagram"]["guidelines"]
    }
    assert stands["posts"] == {"standing": "not-applicable", "because": "not-demanded"}
    assert stands["replies_signed"] == {
        "standing": "attested",
        "because": "attested",
        "date": "2026-09-15",
        "role": "Kommunikatör",
    }
    assert stands["monitored_daily"] == {
        "standing": "deviation",
        "because": "attested-no",
        "date": "2026-09-15",
        "role": "Kommunikatör",
        "accepted_until": "2026-12-31",
    }
    counted = {"posts": 13, "periods": 4, "minimum": 2, "per": "week"}
    assert accounts["sjohamns-bibliotek-facebook"]["guidelines"][0] == {
        "duty": "posts",
        "standing": "fulfilled",
        "because": "posted",
        **counted,
    }
    closed = [account for account in accounts.values() if account["status"] == "closed"]
    assert closed
    assert not [account for account in closed if "guidelines" in account]


def test_every_account_is_written_as_the_register_writes_it() -> None:
    """The exports go their own, quicker way to the same result as ``to_table``."""
    publication = sample_publication()
    published = [a for a in publication.register if a.status in {"active", "dormant", "closed"}]
    expected = {
        account.id: json.loads(json.dumps(to_table(public_account(account)), default=str))
        for account in published
    }
    found = {account.pop("id"): account for account in records(publication)["accounts"]}
    for account in found.values():
        account.pop("guidelines", None)  # which no file holds
    assert found == expected


def test_accounts_are_in_order_one_on_a_line() -> None:
    lines = register_json(public_register(sample_publication())).decode().splitlines()
    ids = [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]]
    assert ids == sorted(ids)
    assert len(ids) == 12


def test_an_address_that_cannot_be_trusted_is_not_passed_on() -> None:
    publication = with_library(url="javascript:alert(1)")
    assert records(publication)["accounts"][0]["url"] is None
    assert rows(publication)[0]["url"] == ""


def test_an_empty_register_is_still_json_and_csv() -> None:
    publication = sample_publication()
    register = dataclasses.replace(publication.register, accounts=())
    empty = dataclasses.replace(publication, register=register)
    assert records(empty)["accounts"] == []
    assert rows(empty) == []


def test_every_export_is_in_the_table() -> None:
    assert {name: export.path for name, export in EXPORTS.items()} == {
        "json": "register.json",
        "csv": "register.csv",
        "csv-excel": "register-excel.csv",
        "atom": "changes.atom",
        "seeds-csv": "seeds.csv",
        "seeds": "seeds.txt",
        "json-schema": "register.schema.json",
        "datapackage": "datapackage.json",
        "dcat": "dcat.rdf",
        "json-ld": "organisation.jsonld",
        "trust-txt": "trust.txt",
        "sitemap": "sitemap.xml",
    }


# --- CSV ---


def test_the_csv_begins_as_the_convention_wants() -> None:
    content = register_csv(public_register(sample_publication()))
    assert content.startswith(b"source,id,name,email,url,updated,description,platform,handle,unit,")
    assert content.count(b"\r\n") == content.count(b"\n") == 13
    assert not content.startswith(b"\xef\xbb\xbf")


def test_a_row_holds_what_the_columns_say() -> None:
    library = next(row for row in rows(sample_publication()) if row["id"] == LIBRARY.id)
    assert library == {
        "source": "0099",
        "id": "sjohamns-bibliotek-facebook",
        "name": "Sjöhamns bibliotek",
        "email": "biblioteket@sjohamn.example",
        "url": "https://www.facebook.com/sjohamnsbibliotek",
        "updated": "2026-09-15",
        "description": "Boktips, öppettider och evenemang på kommunens tre bibliotek.",
        "platform": "facebook",
        "handle": "sjohamnsbibliotek",
        "unit": "Sjöhamns bibliotek",
        "department": "Kultur- och fritidsförvaltningen",
        "kind": "unit",
        "languages": "sv en",
        "status": "active",
        "opened": "2019-03-01",
        "confirmed": "2026-09-15",
        "closed": "",
        "successor": "",
    }


def test_a_closed_account_says_when_and_where_to_go() -> None:
    simhall = next(row for row in rows(sample_publication()) if "simhall" in row["id"])
    assert (simhall["status"], simhall["closed"], simhall["updated"], simhall["successor"]) == (
        "closed",
        "2025-06-01",
        "2025-06-01",
        "kultur-och-fritid-mastodon",
    )


@pytest.mark.parametrize(
    ("code", "number", "source"),
    [("0099", "212000-0142", "0099"), (None, "212000-0142", "212000-0142"), (None, None, "")],
)
def test_every_row_names_its_source(code: str | None, number: str | None, source: str) -> None:
    publication = sample_publication()
    organisation = Organisation(name="Sjöhamns kommun", code=code, number=number)
    settings = dataclasses.replace(publication.register.settings, organisation=organisation)
    register = dataclasses.replace(publication.register, settings=settings)
    found = rows(dataclasses.replace(publication, register=register))
    assert {row["source"] for row in found} == {source}


def test_a_handle_is_exported_without_the_at_that_a_spreadsheet_would_run() -> None:
    assert rows(with_library(handle="@sjohamnsbibliotek"))[0]["handle"] == "sjohamnsbibliotek"


@given(st.text(), st.text(), st.text(min_size=1))
def test_no_text_becomes_a_formula_and_every_row_stays_one(
    name: str, purpose: str, unit: str
) -> None:
    found = rows(with_library(name=name, purpose=purpose, unit=unit, department=unit))
    assert len(found) == 1
    for cell in found[0].values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))  # noqa: RUF001 - these too
        assert cell == clean(cell)
    assert found[0]["name"].removeprefix("'") == plain_text(name).removeprefix("'")


def test_excel_in_swedish_gets_the_same_table_in_its_own_way() -> None:
    content = register_csv_excel(public_register(sample_publication()))
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n") == 13
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
    simhall = next(row for row in table if row["Id"] == "sjohamns-simhall-instagram")
    assert simhall == {
        "Källa": "0099",
        "Id": "sjohamns-simhall-instagram",
        "Namn": "Sjöhamns simhall",
        "E-post": "simhallen@sjohamn.example",
        "Webbadress": "https://www.instagram.com/sjohamn_simhall/",
        "Uppdaterad": "2025-06-01",
        "Beskrivning": "Öppettider och nyheter från simhallen.",
        "Plattform": "Instagram",
        "Kontonamn": "sjohamn_simhall",
        "Verksamhet": "Sjöhamns simhall",
        "Förvaltning": "Kultur- och fritidsförvaltningen",
        "Typ av konto": "verksamhetens konto",
        "Språk": "sv",
        "Status": "avslutat",
        "Startades": "2016-10-03",
        "Senast bekräftat": "2025-02-11",
        "Avslutades": "2025-06-01",
        "Ersatt av": "kultur-och-fritid-mastodon",
    }


# --- What may be published ---


def test_what_a_self_check_notes_stays_inside() -> None:
    review = dataclasses.replace(
        LIBRARY.reviews[0], notes={Duty.REPLIES_SIGNED: "Vikarier glömmer."}
    )
    publication = with_library(reviews=(review,))
    assert records(publication)["accounts"][0]["reviews"] == [
        {
            "date": "2025-09-03",
            "role": "Kommunikatör",
            "answers": {duty.value: reply.value for duty, reply in review.answers.items()},
        }
    ]
    everything = b"".join(made(publication).values()).decode()
    assert "Vikarier" not in everything


@given(st.text())
def test_text_is_made_harmless_once_and_for_all(text: str) -> None:
    plain = plain_text(text)
    assert plain == plain_text(plain)
    assert plain == clean(plain)


def test_what_is_harmless_already_is_not_copied() -> None:
    account = dataclasses.replace(LIBRARY, note=None)
    assert public_account(account) is account


def test_text_is_cleaned_however_deep_it_lies() -> None:
    evil = "Chef\u202e\x1b[31m\nrad"
    account = dataclasses.replace(
        LIBRARY,
        name=evil,
        languages=("sv", evil),
        contact=dataclasses.replace(LIBRARY.contact, role=evil),  # type: ignore[type-var]  # it has one
        approvals=(dataclasses.replace(LIBRARY.approvals[0], reference=evil),),
    )
    plain = "Chef\\u{202e}\\u{1b}[31m rad"
    harmed = harmless(account)
    assert (harmed.name, harmed.languages) == (plain, ("sv", plain))
    assert harmed.contact is not None
    assert (harmed.contact.role, harmed.approvals[0].reference) == (plain, plain)


def test_the_latest_date_in_the_file_is_when_a_row_was_updated() -> None:
    bare = Account(
        id="podd",
        name="Podd",
        platform="podcast",
        url="https://podd.sjohamn.example",
        unit="Enheten",
        status=Status.ACTIVE,
    )
    publication = sample_publication()
    for opened, updated in ((None, ""), (date(2024, 2, 29), "2024-02-29")):
        accounts = (dataclasses.replace(bare, opened=opened),)
        register = dataclasses.replace(publication.register, accounts=accounts)
        assert rows(dataclasses.replace(publication, register=register))[0]["updated"] == updated
