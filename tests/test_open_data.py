"""The exports as their readers meet them: each is given to a program that reads such files."""

import csv
import dataclasses
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it has no types
import frictionless
import jsonschema  # type: ignore[import-untyped]  # its types are another package
import pyshacl
import pytest
import rdflib

from socialreg.model import Account, Office, Organisation, Site, Status
from socialreg.publish.exports import EXPORTS, available, left_out
from socialreg.publish.exports import made as content
from socialreg.publish.exports.register_json import SCHEMA_FILE
from socialreg.publish.publication import Publication, public_register
from socialreg.publish.story import Act
from socialreg.schema import key_of
from tests.desk import Desk
from tests.naughty import NAUGHTY, naughty_publication
from tests.samples import made, sample_publication

# pyshacl 0.40 calls what rdflib 7.6 calls old; what it says of the data is the same.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset[.]:DeprecationWarning")

SITE = "https://sociala-medier.sjohamn.example/"
SHAPES = Path(__file__).parent / "fixtures/dcat-ap-se.shapes.ttl"
INTERNAL = {"note", "notes", "waivers"}
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


def changed(**changes: Any) -> Publication:
    """The sample with other settings: ``site=…``, ``organisation=…``, ``contact=…``."""
    publication = sample_publication()
    settings = dataclasses.replace(publication.register.settings, **changes)
    register = dataclasses.replace(publication.register, settings=settings)
    return dataclasses.replace(publication, register=register)


def without_accounts() -> Publication:
    publication = sample_publication()
    register = dataclasses.replace(publication.register, accounts=())
    return dataclasses.replace(publication, register=register)


def exports(publication: Publication) -> dict[str, bytes]:
    """The exports of the *publication* that can be made: path and content."""
    public = public_register(publication)
    return {export.path: content(export, public) for export in available(public.settings)}


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return made(sample_publication())


# --- The table ---


def test_the_site_holds_what_the_table_names(files: Mapping[str, bytes]) -> None:
    public = public_register(sample_publication())
    for export in EXPORTS.values():
        content = export.make(public)
        assert [files[path] for path in (export.path, *export.also)] == [
            content for _ in (export.path, *export.also)
        ]


def test_what_needs_the_sites_address_is_left_out_without_one() -> None:
    publication = changed(site=Site())
    assert left_out(publication.register.settings) == ["dcat.rdf", "sitemap.xml"]
    assert left_out(sample_publication().register.settings) == []
    found = made(publication)
    assert not {"dcat.rdf", "sitemap.xml"} & found.keys()
    for page in ("oppna-data.html", "en/oppna-data.html"):
        assert b"dcat.rdf" not in found[page]
        assert b"changes.atom" in found[page]


def test_nothing_internal_and_no_unpublished_account_is_in_any_export(
    files: Mapping[str, bytes],
) -> None:
    for export in EXPORTS.values():
        text = files[export.path].decode()
        for secret in ("Lösenordet", "Vilar mellan", "Hemligt", "hemligt"):
            assert secret not in text, export.path


def test_the_command_writes_the_sites_bytes_and_says_what_is_missing(library: Desk) -> None:
    out = library.root.parent / "out"
    told = library.do("render", "--out", str(out))
    assert "dcat.rdf, sitemap.xml" in told.err
    for name in ("csv-excel", "atom", "trust-txt", "json-ld", "seeds"):
        done = library.run("export", name)
        assert done.out == (out / EXPORTS[name].path).read_bytes().decode()
    holds = "holds whole addresses, and the register does not say where it is published."
    refused = library.run("export", "dcat")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.splitlines() == [
        f"Error: dcat.rdf {holds}",
        "Write the website’s address in data/register.toml: url under [site].",
    ]


# --- register.json and its schema ---


def test_the_json_is_what_its_schema_says(files: Mapping[str, bytes]) -> None:
    schema = json.loads(files["register.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    for publication in (
        sample_publication(),
        without_accounts(),
        *map(naughty_publication, NAUGHTY),
    ):
        found = json.loads(exports(publication)["register.json"])
        jsonschema.validate(found, schema, format_checker=checker)


def test_the_schema_describes_every_key_that_is_published_and_no_other() -> None:
    described = json.loads(SCHEMA_FILE.read_text("utf-8"))["properties"]["accounts"]["items"]
    fields = {key_of(field.name) for field in dataclasses.fields(Account)}
    assert described["properties"].keys() == fields - INTERNAL | {"guidelines"}
    assert all("description" in value for value in described["properties"].values())
    for name, kind in (("contact", "Contact"), ("approvals", "Approval"), ("reviews", "Review")):
        model = getattr(__import__("socialreg.model", fromlist=[kind]), kind)
        part = described["properties"][name]
        keys = part.get("items", part)["properties"].keys()
        assert keys == {key_of(field.name) for field in dataclasses.fields(model)} - INTERNAL


# --- Tables ---


@pytest.mark.parametrize(
    "publication", [sample_publication(), without_accounts(), *map(naughty_publication, NAUGHTY)]
)
def test_the_tables_are_what_their_description_says(
    publication: Publication, tmp_path: Path
) -> None:
    found = exports(publication)
    for name in ("datapackage.json", "register.csv", "register-excel.csv", "seeds.csv"):
        (tmp_path / name).write_bytes(found[name])
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["title", "message"]) == []
    assert [task.name for task in report.tasks] == ["register", "register-excel", "seeds"]


def test_seeds_hold_every_address_that_an_account_has_had(files: Mapping[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["seeds.csv"].decode(), newline="")))
    library = [row for row in rows if row["id"] == "sjohamns-bibliotek-facebook"]
    same = {
        "id": "sjohamns-bibliotek-facebook",
        "name": "Sjöhamns bibliotek",
        "platform": "facebook",
        "status": "active",
        "opened": "2019-03-01",
        "closed": "",
        "page": f"{SITE}konto/sjohamns-bibliotek-facebook.html",
    }
    assert library == [
        {
            **same,
            "url": "https://www.facebook.com/sjohamnsbibliotek",
            "used_from": "2021-05-04",
            "used_until": "",
        },
        {
            **same,
            "url": "https://www.facebook.com/sjohamnsbib",
            "used_from": "2019-03-01",
            "used_until": "2021-05-04",
        },
    ]
    closed = next(row for row in rows if row["id"] == "sjohamns-kommun-x")
    assert (closed["closed"], closed["used_until"]) == ("2023-12-31", "2023-12-31")


def test_the_seed_list_is_one_plain_address_per_line(files: Mapping[str, bytes]) -> None:
    lines = files["seeds.txt"].decode("ascii").splitlines()
    assert "https://x.com/sjohamn" in lines
    assert "https://www.youtube.com/@sj%C3%B6hamn" in lines
    assert len(lines) == len(set(lines)) == 13
    assert all(line.startswith("https://") and " " not in line for line in lines)


# --- Atom ---


def test_a_feed_reader_reads_the_changes(files: Mapping[str, bytes]) -> None:
    feed = feedparser.parse(files["changes.atom"])
    assert feed.bozo == 0
    assert feed.version == "atom10"
    assert feed.feed.title == "Sjöhamns kommun: ändringar i registret över konton i sociala medier"
    assert feed.feed.language == "sv"
    assert feed.feed.updated == "2026-11-09T12:00:00Z"
    assert feed.feed.id == "tag:www.sjohamn.example,2026:socialreg:changes"
    renamed = next(entry for entry in feed.entries if entry.tags[0].term == "renamed")
    assert (renamed.id, renamed.title, renamed.updated, renamed.link, renamed.content[0].value) == (
        "tag:www.sjohamn.example,2026:socialreg:sjohamns-bibliotek-facebook:renamed-2021-05-04",
        "Sjöhamns bibliotek på Facebook: bytt namn",
        "2021-05-04T12:00:00Z",
        f"{SITE}konto/sjohamns-bibliotek-facebook.html#renamed-2021-05-04",
        "Bytte namn från sjohamnsbib till sjohamnsbibliotek.",
    )
    assert {entry.tags[0].term for entry in feed.entries} <= set(Act)


def test_every_entry_has_an_id_of_its_own_and_leads_to_its_place(
    files: Mapping[str, bytes],
) -> None:
    entries = feedparser.parse(files["changes.atom"]).entries
    assert len({entry.id for entry in entries}) == len(entries) == 29
    for entry in entries:
        page, _, place = entry.link.removeprefix(SITE).partition("#")
        assert f'<li id="{place}">'.encode() in files[page]
    days = [entry.updated for entry in entries]
    assert days == sorted(days, reverse=True)


def test_an_entrys_id_outlives_the_sites_address_and_another_event() -> None:
    def ids(publication: Publication) -> set[str]:
        return {
            entry.id for entry in feedparser.parse(exports(publication)["changes.atom"]).entries
        }

    before = ids(sample_publication())
    assert ids(changed(site=Site(url="https://ny.example/register/"))) == before
    assert ids(changed(site=Site())) == before
    publication = sample_publication()
    first, *others = publication.register.accounts
    later = dataclasses.replace(first, confirmed=date(2026, 11, 13))
    register = dataclasses.replace(publication.register, accounts=(later, *others))
    after = ids(dataclasses.replace(publication, register=register))
    assert before < after


def test_without_any_domain_the_ids_are_still_ids_and_no_link_is_made_up() -> None:
    organisation, office = Organisation(name="Sjöhamn"), Office(name="Kommunikation")
    publication = changed(site=Site(), organisation=organisation, contact=office)
    feed = feedparser.parse(exports(publication)["changes.atom"])
    assert feed.bozo == 0
    assert all(entry.id.startswith("urn:uuid:") for entry in feed.entries)
    assert not [entry for entry in feed.entries if "links" in entry]


def test_a_feed_without_changes_is_still_a_feed() -> None:
    feed = feedparser.parse(exports(without_accounts())["changes.atom"])
    assert (feed.bozo, feed.entries, feed.feed.updated) == (0, [], "2026-11-14T12:00:00Z")


def test_only_the_last_hundred_changes_are_in_the_feed() -> None:
    publication = sample_publication()
    one = publication.register.accounts[0]
    many = tuple(dataclasses.replace(one, id=f"konto-{n:03}") for n in range(40))
    register = dataclasses.replace(publication.register, accounts=many)
    feed = feedparser.parse(
        exports(dataclasses.replace(publication, register=register))["changes.atom"]
    )
    assert len(feed.entries) == 100


# --- DCAT-AP-SE ---


@pytest.mark.parametrize(
    "publication",
    [
        sample_publication(),
        without_accounts(),
        dataclasses.replace(sample_publication(), updated=None),
        changed(
            organisation=Organisation(name="Sjöhamn"),
            contact=Office(name="Kommunikation"),
            site=Site(url=SITE),
        ),
    ],
)
def test_the_catalogue_holds_what_dcat_ap_se_makes_mandatory(publication: Publication) -> None:
    graph = rdflib.Graph().parse(data=exports(publication)["dcat.rdf"], format="xml")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    assert conforms, report
    kinds = [
        len(set(graph.subjects(rdflib.RDF.type, DCAT[kind]))) for kind in ("Catalog", "Dataset")
    ]
    assert kinds == [1, 1]


def test_the_shapes_see_what_is_missing() -> None:
    graph = rdflib.Graph().parse(data=exports(sample_publication())["dcat.rdf"], format="xml")
    for name in (
        rdflib.DCTERMS.publisher,
        rdflib.DCTERMS.format,
        rdflib.DCTERMS.title,
        DCAT.dataset,
    ):
        poorer = rdflib.Graph()
        poorer += graph
        poorer.remove((None, name, None))
        assert not pyshacl.validate(poorer, shacl_graph=str(SHAPES))[0], name


def test_every_address_in_the_catalogue_is_a_whole_one_and_every_file_is_there(
    files: Mapping[str, bytes],
) -> None:
    graph = rdflib.Graph().parse(data=files["dcat.rdf"], format="xml", publicID="relative:")
    for triple in graph:
        for part in triple:
            assert not (isinstance(part, rdflib.URIRef) and part.startswith("relative:")), part
            assert not isinstance(part, rdflib.BNode)
    fetched = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    assert {url.removeprefix(SITE) for url in fetched} <= files.keys()
    assert f"{SITE}register.csv" in fetched


def test_the_licence_is_the_registers_own() -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    publication = changed(site=Site(url=SITE, license=licence))
    found = exports(publication)
    graph = rdflib.Graph().parse(data=found["dcat.rdf"], format="xml")
    assert set(graph.objects(None, rdflib.DCTERMS.license)) == {rdflib.URIRef(licence)}
    assert json.loads(found["register.json"])["license"] == licence
    page = made(publication)["oppna-data.html"]
    assert b'rel="license noopener noreferrer">CC BY 4.0</a>' in page


# --- Whose accounts they are ---


def test_only_accounts_in_use_are_vouched_for(files: Mapping[str, bytes]) -> None:
    linked = json.loads(files["organisation.jsonld"])
    trusted = [
        line.removeprefix("social=")
        for line in files["trust.txt"].decode().splitlines()
        if line.startswith("social=")
    ]
    active = [a for a in sample_publication().register if a.status is Status.ACTIVE]
    assert len(linked["sameAs"]) == len(trusted) == len(active) == 7
    for address in ("x.com", "sjohamn_simhall", "hamnfestivalen"):
        assert address not in str(linked) + str(trusted)
    del linked["sameAs"]
    assert linked == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": "Sjöhamns kommun",
        "@id": "https://www.sjohamn.example/",
        "url": "https://www.sjohamn.example/",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "organisationsnummer",
            "value": "212000-0142",
        },
        "contactPoint": {
            "@type": "ContactPoint",
            "name": "Kommunikationsavdelningen",
            "email": "kommunikation@sjohamn.example",
        },
    }


def test_trust_txt_says_whose_site_it_is_and_whom_to_ask(files: Mapping[str, bytes]) -> None:
    lines = files["trust.txt"].decode().splitlines()
    assert lines[:2] == ["# Sjöhamns kommun", "controlledby=https://www.sjohamn.example/"]
    assert lines[-1] == "contact=mailto:kommunikation@sjohamn.example"
    assert files[".well-known/trust.txt"] == files["trust.txt"]
    own = exports(changed(site=Site(url="https://www.sjohamn.example/konton/")))["trust.txt"]
    assert b"controlledby" not in own


# --- The list of pages ---


def test_the_sitemap_lists_every_page_in_both_languages(files: Mapping[str, bytes]) -> None:
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    root = ET.fromstring(files["sitemap.xml"])  # noqa: S314 - our own
    pages = {}
    for url in root.findall("s:url", names):
        others = {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", names)
        }
        pages[url.findtext("s:loc", "", names)] = others
    expected = {path for path in files if path.endswith(".html") and "badda-in/" not in path}
    assert {page.removeprefix(SITE) for page in pages} == expected
    assert pages[f"{SITE}en/andringar.html"] == {
        "sv": f"{SITE}andringar.html",
        "en": f"{SITE}en/andringar.html",
    }


# --- Text that wants to be more than text ---


@pytest.mark.parametrize("text", NAUGHTY)
def test_no_text_breaks_a_file(text: str) -> None:
    publication = naughty_publication(text)
    settings = publication.register.settings
    site = dataclasses.replace(settings.site, url=SITE, license=None)
    settings = dataclasses.replace(settings, site=site)
    register = dataclasses.replace(publication.register, settings=settings)
    found = exports(dataclasses.replace(publication, register=register))
    assert feedparser.parse(found["changes.atom"]).bozo == 0
    graph = rdflib.Graph().parse(data=found["dcat.rdf"], format="xml")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=str(SHAPES))
    assert conforms, report
    ET.fromstring(found["sitemap.xml"])  # noqa: S314 - our own
    json.loads(found["organisation.jsonld"])
    assert all(
        line.startswith(("# ", "controlledby=https://", "social=https://", "contact=mailto:"))
        for line in found["trust.txt"].decode().splitlines()
    )


def test_what_stands_in_a_page_cannot_end_its_element() -> None:
    name = "</script><script>alert(1)</script><!--"
    page = made(changed(organisation=Organisation(name=name)))["oppna-data.html"].decode()
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "<" not in data
    assert json.loads(data)["name"] == name
