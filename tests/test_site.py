"""The public site: what it says, what it never says, and that every link leads somewhere."""

import dataclasses
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

import pytest

from socialreg.errors import RegisterError
from socialreg.model import (
    Account,
    Closing,
    Context,
    Edition,
    Guidelines,
    HandleFate,
    Kind,
    Limits,
    Review,
    Site,
    Status,
)
from socialreg.publish.publication import Publication
from socialreg.publish.voice import Voice
from socialreg.standing import stands
from tests.regenerate import GOLDEN_SITE
from tests.samples import made, sample_publication

# Where links may lead, besides to the organisation's own addresses.
KNOWN = ("tel:", "https://creativecommons.org/", "https://github.com/socialreg/")
LIBRARY = "sjohamns-bibliotek-facebook"
SIMHALL = "sjohamns-simhall-instagram"


class Reader(HTMLParser):
    """The elements of a page, each with its attributes, and its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"dd", "dt", "td", "th"}:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def site(publication: Publication | None = None) -> dict[str, bytes]:
    return made(publication or sample_publication())


def with_account(account_id: str, **changes: Any) -> Publication:
    """The sample, with one of its accounts changed."""
    publication = sample_publication()
    accounts = tuple(
        dataclasses.replace(account, **changes) if account.id == account_id else account
        for account in publication.register
    )
    return with_accounts(*accounts)


def with_accounts(*accounts: Account) -> Publication:
    publication = sample_publication()
    register = dataclasses.replace(publication.register, accounts=accounts)
    return dataclasses.replace(publication, register=register)


def with_site(**changes: Any) -> Publication:
    publication = sample_publication()
    settings = publication.register.settings
    settings = dataclasses.replace(settings, site=dataclasses.replace(settings.site, **changes))
    register = dataclasses.replace(publication.register, settings=settings)
    return dataclasses.replace(publication, register=register)


def account_page(publication: Publication, account_id: str) -> Reader:
    """The account's English page."""
    return Reader(site(publication)[f"en/konto/{account_id}.html"])


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    return site()


@pytest.fixture(scope="module")
def html(sample: dict[str, bytes]) -> dict[str, Reader]:
    """The pages. What is to be embedded is only a part of one: see test_embedding.py."""
    return {
        path: Reader(page)
        for path, page in sample.items()
        if path.endswith(".html") and "badda-in/" not in path
    }


# --- The whole ---


def test_the_site_is_the_golden_one(sample: dict[str, bytes]) -> None:
    """After a wanted change, write the golden site anew: python -m tests.regenerate."""
    golden = {
        path.relative_to(GOLDEN_SITE).as_posix(): path.read_bytes()
        for path in GOLDEN_SITE.rglob("*")
        if path.is_file()
    }
    assert golden == sample


def test_two_renders_are_the_same_and_in_order() -> None:
    first, second = made(sample_publication()), made(sample_publication())
    assert list(first.items()) == list(second.items())
    assert list(first) == sorted(first)


def test_each_language_has_the_same_pages(html: dict[str, Reader]) -> None:
    english = {path.removeprefix("en/") for path in html if path.startswith("en/")}
    swedish = {path for path in html if not path.startswith("en/")}
    assert english == swedish
    assert f"konto/{LIBRARY}.html" in swedish


def test_only_accounts_that_residents_can_meet_are_published(sample: dict[str, bytes]) -> None:
    assert not [path for path in sample if "tiktok" in path]
    assert not [path for path, content in sample.items() if b"Hemligt" in content]


def test_nothing_internal_is_published(sample: dict[str, bytes]) -> None:
    everything = b"".join(sample.values()).decode()
    assert "Lösenordet" not in everything
    assert "Vilar mellan festivalerna" not in everything


# --- Structure, safety, links ---


def test_no_page_holds_script_or_inline_style(html: dict[str, Reader]) -> None:
    for path, reader in html.items():
        assert not {"style", "iframe", "object"} & {n for n, _ in reader.elements}
        root = "../" * path.count("/")
        views = ("index.html", "plattformar.html", "status.html")
        start = [{"src": f"{root}start.js", "defer": None}]
        scripts = [s for s in reader.all("script") if s.get("type") != "application/ld+json"]
        assert scripts == (start if path.removeprefix("en/") in views else [])
        for _, attributes in reader.elements:
            assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_a_form_that_only_a_script_could_answer_is_hidden(html: dict[str, Reader]) -> None:
    for path, reader in html.items():
        forms = [form["id"] for form in reader.all("form") if "hidden" in form]
        assert len(forms) == len(reader.all("form"))
        views = ("index.html", "plattformar.html", "status.html")
        assert forms == (["sok", "filter"] if path.removeprefix("en/") in views else [])


def test_every_page_forbids_everything_but_its_own_files(
    sample: dict[str, bytes],
    html: dict[str, Reader],
) -> None:
    """And names the only text that stands in a script element: data for search engines."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )
    (data,) = re.findall(
        b'<script type="application/ld.json">(.*?)</script>', sample["oppna-data.html"]
    )
    named = f"; script-src-elem 'sha256-{b64encode(sha256(data).digest()).decode()}'"
    for path, reader in html.items():
        first = reader.all("meta")[:2]
        assert first[0] == {"charset": "utf-8"}
        own = named if path.removeprefix("en/") == "oppna-data.html" else ""
        assert first[1] == {"http-equiv": "Content-Security-Policy", "content": policy + own}


def test_every_page_has_one_heading_landmarks_and_a_skip_link(html: dict[str, Reader]) -> None:
    for path, reader in html.items():
        names = [name for name, _ in reader.elements]
        assert [names.count(name) for name in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
        assert reader.all("html") == [{"lang": "en" if path.startswith("en/") else "sv"}]
        assert reader.all("a")[0] == {"class": "skip", "href": "#innehall"}


def test_every_link_leads_somewhere(sample: dict[str, bytes], html: dict[str, Reader]) -> None:
    anchors = {
        path: {attributes["id"] for _, attributes in reader.elements if "id" in attributes}
        for path, reader in html.items()
    }
    for path, reader in html.items():
        for _, attributes in reader.elements:
            target = attributes.get("href") or attributes.get("src") or ""
            if not target or re.match("[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            # Only the page for wrong addresses links from the site's root, which here is "/".
            assert file.startswith("/") == (bool(file) and path.endswith("404.html")), (path, file)
            place = normpath(join(dirname(path), unquote(file))) if file else path
            place = place.removeprefix("/")
            assert place in sample, (path, target)
            assert not anchor or anchor in anchors[place], (path, target)


def test_the_language_switch_keeps_the_page(html: dict[str, Reader]) -> None:
    for path, reader in html.items():
        switch = next(link for link in reader.all("a") if link.get("class") == "language")
        there = normpath(join(dirname(path), switch["href"] or "")).removeprefix("/")
        assert there == (path.removeprefix("en/") if path.startswith("en/") else f"en/{path}")


def test_links_out_name_the_organisation_as_owner_and_tell_nothing(
    html: dict[str, Reader],
) -> None:
    links = [
        a for a in html[f"konto/{LIBRARY}.html"].all("a") if "facebook.com" in (a["href"] or "")
    ]
    assert links == [{"href": "https://www.facebook.com/sjohamnsbibliotek", "rel": "me"}]
    for reader in html.values():
        assert {"name": "referrer", "content": "no-referrer"} in reader.all("meta")


def test_words_of_the_register_are_marked_as_swedish_on_english_pages(
    html: dict[str, Reader],
) -> None:
    marked = [
        attributes for _, attributes in html["en/index.html"].elements if "lang" in attributes
    ]
    assert {"href": f"konto/{LIBRARY}.html", "lang": "sv"} in marked
    swedish = [attributes for _, attributes in html["index.html"].elements if "lang" in attributes]
    assert [attributes["lang"] for attributes in swedish] == ["sv", "en"]  # the page, the switch


def test_addresses_are_absolute_where_the_site_knows_its_own(html: dict[str, Reader]) -> None:
    canonical = [a for a in html["en/plattformar.html"].all("link") if a["rel"] == "canonical"]
    assert [a["href"] for a in canonical] == [
        "https://sociala-medier.sjohamn.example/en/plattformar.html"
    ]
    nowhere = Reader(site(with_site(url=None))["index.html"])
    assert "canonical" not in [link["rel"] for link in nowhere.all("link")]


# --- The register's page ---


def test_the_register_says_how_many_accounts_there_are_and_when_it_changed(
    html: dict[str, Reader],
) -> None:
    assert (
        "7 accounts are in use, 1 is resting and 4 are closed. "
        "The register was last changed on 14 November 2026. Is an account missing?"
    ) in html["en/index.html"].text


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        ([], "0 accounts are in use."),
        ([Status.ACTIVE], "1 account is in use."),
        ([Status.ACTIVE, Status.CLOSED], "1 account is in use and 1 is closed."),
        ([Status.DORMANT, Status.DORMANT], "0 accounts are in use and 2 are resting."),
    ],
)
def test_what_there_is_none_of_is_not_counted(statuses: list[Status], sentence: str) -> None:
    accounts = (
        Account(
            id=f"konto-{n}",
            name="Konto",
            platform="facebook",
            handle=f"kontot{n}",
            url=f"https://www.facebook.com/kontot{n}",
            unit="Enheten",
            status=status,
        )
        for n, status in enumerate(statuses)
    )
    page = Reader(site(with_accounts(*accounts))["en/index.html"]).text
    assert f" {sentence} " in page


def rows(page: Reader) -> list[str]:
    """The links to accounts that a page's rows begin with."""
    following = zip(page.elements, page.elements[1:], strict=False)
    return [
        link["href"] or ""
        for (cell, attributes), (_, link) in following
        if cell == "th" and attributes.get("scope") == "row"
    ]


def test_groups_are_in_swedish_order_with_what_rests_last(html: dict[str, Reader]) -> None:
    departments = [h["id"] for h in html["index.html"].all("h2") if "id" in h]
    assert departments[:5] == [
        "svar",
        "barn-och-utbildningsforvaltningen",
        "kommunledningskontoret",
        "kultur-och-fritidsforvaltningen",
        "avslutade",
    ]
    names = rows(html["index.html"])
    assert names[-6:-4] == [
        "konto/sjohamns-bibliotek-instagram.html",
        "konto/hamnfestivalen-facebook.html",
    ]


def test_closed_accounts_stand_apart_last_closed_first(html: dict[str, Reader]) -> None:
    names = rows(html["plattformar.html"])
    assert names[-4:] == [
        "konto/sjohamns-simhall-instagram.html",
        "konto/sjohamns-kommun-x.html",
        "konto/naringsliv-blogg.html",
        "konto/turistbyran-google-plus.html",
    ]


def test_closed_accounts_are_never_linked_to_their_platform(sample: dict[str, bytes]) -> None:
    everything = b"".join(page for path, page in sample.items() if path.endswith(".html"))
    assert b'href="https://www.instagram.com/sjohamn_simhall' not in everything
    assert b'href="https://x.com' not in everything


def test_groups_with_like_names_have_places_of_their_own() -> None:
    publication = sample_publication()
    one = publication.register.accounts[0]
    names = ("Åhus", "Ahus", "Kontakt", "🎉", "🎊")
    accounts = (
        dataclasses.replace(one, id=f"konto-{n}", department=name) for n, name in enumerate(names)
    )
    page = Reader(site(with_accounts(*accounts))["index.html"])
    anchors = [h["id"] for h in page.all("h2") if "id" in h]
    assert anchors[1:6] == ["ahus", "kontakt-2", "ahus-2", "grupp", "grupp-2"]
    assert len(set(anchors)) == len(anchors)


# --- An account's page ---


def test_an_account_tells_its_story_newest_first() -> None:
    page = account_page(sample_publication(), LIBRARY)
    story = page.text.partition("History")[2].partition("Refer to this page")[0]
    assert story.strip() == (
        "15 September 2026 Self-check by kommunikatör: the account is ours and in use. "
        "3 September 2025 Self-check by kommunikatör: the account is ours and in use. "
        "4 May 2021 Changed name from sjohamnsbib to sjohamnsbibliotek. "
        "1 March 2019 The account was opened. "
        "20 February 2019 Approved for the communications department by kommunikationschef. "
        "14 February 2019 Approved by förvaltningschef (KFN 2019/12). "
        "10 February 2019 Sjöhamns bibliotek applied for the account."
    )


def test_what_is_attested_is_never_called_fulfilled(sample: dict[str, bytes]) -> None:
    page = account_page(sample_publication(), "sjohamns-bibliotek-instagram")
    duties = page.text.partition("What we know")[2].partition("History")[0]
    assert (
        "sign every answer with our first name Attested 15 September 2026 by kommunikatör"
    ) in duties
    assert (
        "monitor the account at least once a day on weekdays Deviation "
        "The answer was no, 15 September 2026 by kommunikatör. Accepted until 31 December 2026"
    ) in duties
    assert "before we publish Unknown Nobody has attested it" in duties
    assert "Fulfilled" not in duties.partition("We shall")[2]
    everything = b"".join(sample.values()).decode()
    assert "Vikarie söks" not in everything  # why it is accepted is the register's own business


def test_the_numbers_are_those_that_were_attested() -> None:
    strict = Edition(
        id="2026-10",
        from_=date(2026, 10, 1),
        limits=(Limits(answer_within_hours=4, monitor_times_a_day=3),),
    )
    sample = sample_publication()
    editions = (*sample.register.guidelines.editions, strict)
    stricter = dataclasses.replace(sample.register, guidelines=Guidelines(editions=editions))
    known = Context(
        settings=stricter.settings, guidelines=stricter.guidelines, as_of=stricter.as_of
    )
    stood = {account.id: stands(account, known) for account in stricter}
    publication = dataclasses.replace(sample, register=stricter, stands=stood)

    before = account_page(publication, LIBRARY).text
    since = account_page(publication, "kommundirektoren-threads").text

    assert "answer comments and questions within 24 hours, except at weekends" in before
    assert "answer comments and questions within 4 hours, except at weekends" in since
    assert "monitor the account at least 3 times a day on weekdays" in since


def test_an_approval_that_was_corrected_is_left_out_and_one_given_anew_is_not() -> None:
    library = sample_publication().register.get(LIBRARY)
    assert library is not None
    manager, *others = library.approvals
    corrected = dataclasses.replace(manager, role="Kommundirektör")
    later = dataclasses.replace(manager, role="Direktör", date=date(2026, 9, 1))

    page = account_page(
        with_account(LIBRARY, approvals=(manager, *others, corrected, later)), LIBRARY
    ).text

    told = [role for role in ("förvaltningschef", "kommundirektör", "direktör (") if role in page]
    assert told == ["kommundirektör", "direktör ("]


def test_what_has_been_counted_is_called_fulfilled() -> None:
    page = account_page(sample_publication(), "sjohamns-bibliotek-facebook")
    assert (
        "make at least 2 posts a week Fulfilled 3.2 posts a week in the last 4 weeks" in page.text
    )


def test_a_person_in_service_answers_for_the_description_instead_of_the_logo() -> None:
    page = account_page(sample_publication(), "kommundirektoren-threads").text
    assert "say in the description that we are the sender" in page
    assert "show our logo" not in page
    assert "Office holder’s account" in page


@pytest.mark.parametrize(
    ("fate", "warned"),
    [
        (HandleFate.KEPT, False),
        (HandleFate.RELEASED, True),
        (HandleFate.REMOVED_BY_PLATFORM, True),
        (None, True),
    ],
)
def test_a_closed_account_warns_unless_we_keep_the_name(
    fate: HandleFate | None,
    warned: bool,  # noqa: FBT001 - a case's outcome
) -> None:
    closing = Closing(date=date(2025, 6, 1), handle=fate)
    page = account_page(with_account(SIMHALL, closing=closing), SIMHALL).text
    notice = page.partition("Was our account until 1 June 2025.")[2].partition("About the")[0]
    assert ("Do not trust what is shown there now." in notice) is warned


def test_a_successor_is_linked_only_when_it_is_published() -> None:
    followed = account_page(sample_publication(), SIMHALL)
    assert "Follow Sjöhamn Kultur och fritid on Mastodon instead." in followed.text
    for successor in ("approved-tiktok", "no-such-account", None):
        closing = Closing(date=date(2025, 6, 1), successor=successor)
        page = account_page(with_account(SIMHALL, closing=closing), SIMHALL)
        assert "instead" not in page.text


def test_an_account_closed_without_a_date_is_still_shown_as_closed() -> None:
    page = account_page(with_account(SIMHALL, closing=None), SIMHALL)
    assert "Was our account, and is closed." in page.text


def test_the_last_confirmation_names_the_role_that_is_known_for_that_day() -> None:
    changes: dict[str, Any] = {
        "confirmed": date(2026, 9, 15),
        "reviews": (Review(date=date(2026, 9, 15), role="VD"),),
    }
    page = account_page(with_account(LIBRARY, **changes), LIBRARY)
    assert "Last confirmed 15 September 2026 by VD" in page.text
    page = account_page(with_account(LIBRARY, confirmed=date(2026, 9, 16)), LIBRARY)
    assert "Last confirmed 16 September 2026 Earlier" in page.text
    page = account_page(with_account(LIBRARY, confirmed=None), LIBRARY)
    assert "Last confirmed Not confirmed yet" in page.text


def test_a_bare_account_has_a_page_too() -> None:
    bare = Account(
        id="podd",
        name="Podden",
        platform="podcast",
        url="https://podd.sjohamn.example",
        kind=Kind.CAMPAIGN,
        unit="Enheten",
        status=Status.ACTIVE,
    )
    page = account_page(with_accounts(bare), "podd").text
    assert "Podden on Podcast" in page
    assert "The guidelines ask nothing of this account." in page


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://www.facebook.com\\@evil.example/",
        "https://user@www.facebook.com/sjohamnsbibliotek",
        "https://www.facebook.com.evil.example/sjohamnsbibliotek",
        "https://www.facebook.com/somebodyelse",
        "https://www.facebook.com/sjohamnsbibliotek/posts/1",
        'https://www.facebook.com/"onmouseover=alert(1)',
    ],
)
def test_an_address_that_the_platform_does_not_know_is_text(url: str) -> None:
    library = sample_publication().register.accounts[0]
    published = site(with_accounts(dataclasses.replace(library, url=url)))
    for path, page in published.items():
        if path.endswith(".html"):
            links = [link["href"] or "" for link in Reader(page).all("a")]
            out = [href for href in links if re.match("[a-z]+:", href)]
            assert not [
                href for href in out if "sjohamn.example" not in href and not href.startswith(KNOWN)
            ]


@pytest.mark.parametrize(
    "url",
    [
        "http://www.facebook.com/sjohamnsbibliotek",
        "https://m.facebook.com/SjohamnsBibliotek/?ref=page",
    ],
)
def test_an_address_in_another_spelling_is_linked_in_the_platforms_own(url: str) -> None:
    page = account_page(with_account(LIBRARY, url=url), LIBRARY)
    assert [a for a in page.all("a") if "facebook.com" in (a["href"] or "")] == [
        {"href": "https://www.facebook.com/sjohamnsbibliotek", "rel": "me"}
    ]


def test_a_name_from_before_the_handles_is_written_as_in_its_address() -> None:
    changes: dict[str, Any] = {
        "platform": "youtube",
        "handle": "user/SjohamnsKommun",
        "url": "https://www.youtube.com/user/SjohamnsKommun",
    }
    page = Reader(site(with_account(LIBRARY, **changes))["en/index.html"]).text
    assert " user/SjohamnsKommun " in page


def test_the_language_of_the_data_cannot_leave_its_attribute() -> None:
    voice = Voice("en", '"><script>')
    assert voice.foreign == ' lang="&#34;&gt;&lt;script&gt;"'
    assert voice.quote("<b>") == '<span lang="&#34;&gt;&lt;script&gt;">&lt;b&gt;</span>'


# --- Own templates ---


def with_templates(**templates: str | bytes) -> Publication:
    """The sample with templates of its own; ``account`` stands for ``account.html.j2``."""
    own = {
        f"{name}.html.j2": text.encode() if isinstance(text, str) else text
        for name, text in templates.items()
    }
    return dataclasses.replace(sample_publication(), templates=own)


def test_an_own_template_stands_in_for_the_shipped_one() -> None:
    own = {
        "account.html.j2": b"{{ page.account.name }}: {% trans %}Pages{% endtrans %}",
        "stil.css": b"body { color: #000 }",
    }
    published = site(dataclasses.replace(sample_publication(), templates=own))
    assert published[f"en/konto/{LIBRARY}.html"] == "Sjöhamns bibliotek: Pages".encode()
    assert published["stil.css"] == b"body { color: #000 }"
    assert published["index.html"] == site()["index.html"]


def test_an_own_template_can_bring_parts_in_folders() -> None:
    own = {"account.html.j2": b"{% include 'parts/name.j2' %}", "parts/name.j2": b"Name"}
    published = site(dataclasses.replace(sample_publication(), templates=own))
    assert published[f"konto/{LIBRARY}.html"] == b"Name"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ page.nothing }}", "has no attribute 'nothing'"),
        ("{% if %}", "Expected an expression"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "unsafe"),
        ("{% include 'no-such.html.j2' %}", "no-such.html.j2"),
        ("{{ 1 + page.title }}", "unsupported operand"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ page.title[1:2:0] }}", "slice step cannot be zero"),
        ("{{ page.title.encode('no-such') }}", "unknown encoding"),
        ("{{ range(10 ** 9) }}", "too big"),
        ("{{ 'x' * 10 ** 18 }}", "it needs too much memory"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
        ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, "nested"),
        ("{{ page.account.opened|date(1, 2, 3) }}", "positional"),
    ],
)
def test_an_own_template_that_does_not_work_is_named_with_its_line(
    template: str, words: str
) -> None:
    with pytest.raises(RegisterError) as caught:
        site(with_templates(account=f"<p>\n\n{template}"))
    assert caught.value.message.startswith("The template templates/account.html.j2")
    assert "account.html.j2:3 does" in caught.value.message or "nested" in words
    assert words in caught.value.message
    assert caught.value.next_step


def test_the_template_is_named_in_which_the_fault_is() -> None:
    with pytest.raises(RegisterError, match=r"templates/footer\.html\.j2:2 does not work"):
        site(with_templates(footer="<p>\n{{ 1 + 'a' }}"))


def test_a_fault_of_our_own_is_not_blamed_on_the_user() -> None:
    with pytest.raises(TypeError):
        site(with_site(accessibility=5))


def test_half_a_character_from_an_own_template_does_not_stop_the_site() -> None:
    published = site(with_templates(account="{{ '\\ud800' }}"))
    assert published[f"konto/{LIBRARY}.html"] == b"?"


def test_a_site_without_any_settings_of_its_own_is_complete() -> None:
    publication = sample_publication()
    settings = dataclasses.replace(publication.register.settings, site=Site())
    register = dataclasses.replace(publication.register, settings=settings)
    published = site(Publication(register=register))
    # What is made of whole addresses has to wait for the site's own.
    assert published.keys() == site().keys() - {"dcat.rdf", "sitemap.xml"}
    assert "last changed" not in Reader(published["en/index.html"]).text


# --- Known fakes ---


def test_known_fakes_are_shown_as_text_and_lead_to_nobody_but_us(html: dict[str, Reader]) -> None:
    page = html["en/falska.html"]
    shown = (
        "Sjöhamns bibliotek – vinnare! Platform Facebook "
        "Address www.facebook.com/sjohamnsbib1iotek "
        "Pretends to be Sjöhamns bibliotek, Facebook Discovered 1 March 2026 "
        "Reported to Facebook, 1 March 2026Polisen, 2 March 2026 Outcome Removed on 9 March 2026"
    )
    assert shown in page.text.replace("\u200b", "")
    assert "Not reported yet Outcome Not decided" in page.text
    links = [link["href"] or "" for link in page.all("a")]
    assert f"konto/{LIBRARY}.html" in links
    assert [link for link in links if "facebook" in link and "konto/" not in link] == []


def test_what_is_internal_about_a_fake_is_not_published(sample: dict[str, bytes]) -> None:
    assert not [path for path, content in sample.items() if b"Anm\xc3\xa4lan ligger" in content]


def test_without_a_known_fake_the_page_says_so() -> None:
    publication = sample_publication()
    register = dataclasses.replace(publication.register, impostors=())
    page = Reader(site(dataclasses.replace(publication, register=register))["en/falska.html"])
    assert "We know of no fake account." in page.text


def test_a_fake_of_an_account_that_is_not_public_leads_nowhere() -> None:
    publication = sample_publication()
    fakes = tuple(
        dataclasses.replace(fake, imitates="applied-tiktok")
        for fake in publication.register.impostors
    )
    register = dataclasses.replace(publication.register, impostors=fakes)
    page = Reader(site(dataclasses.replace(publication, register=register))["en/falska.html"])
    assert "Pretends to be" not in page.text
