"""The pages beside the register: the guidelines, the statistics, about, and the one for 404."""

import copy
import dataclasses
import itertools
import re
from datetime import date
from pathlib import Path

import pytest

from socialreg import store
from socialreg.model import (
    Account,
    Closing,
    Edition,
    Guidelines,
    Kind,
    Level,
    Limits,
    Part,
    Pause,
    Period,
    PlatformStop,
    Posts,
    Status,
)
from socialreg.publish.charts import Segment, bar_chart, year_chart
from socialreg.publish.clauses import Clause, clause
from socialreg.publish.demands import Numbers, numbers
from socialreg.publish.publication import Publication
from socialreg.publish.statistics import Count, Year, counts, years
from socialreg.publish.voice import Voice
from socialreg.rules import RULES
from tests.samples import made, sample_publication
from tests.test_site import Reader, rows, with_accounts, with_site

ENGLISH, SWEDISH = Voice("en", "sv"), Voice("sv", "sv")
ROOT = Path(__file__).parents[1]


def with_edition(**facts: object) -> Publication:
    """The sample, with one edition of guidelines that has these facts."""
    publication = sample_publication()
    edition = Edition(id="2024", from_=date(2024, 3, 1), **facts)  # type: ignore[arg-type]  # its own fields
    guidelines = Guidelines(editions=(edition,))
    register = dataclasses.replace(publication.register, guidelines=guidelines)
    return dataclasses.replace(publication, register=register)


def page(name: str, publication: Publication | None = None) -> Reader:
    return Reader(made(publication or sample_publication())[name])


def account(account_id: str, **facts: object) -> Account:
    known: dict[str, object] = {
        "name": "Konto",
        "platform": "facebook",
        "url": f"https://www.facebook.com/{account_id}",
        "unit": "Enheten",
        "status": Status.ACTIVE,
    }
    return Account(id=account_id, **(known | facts))  # type: ignore[arg-type]  # its own fields


# --- By status ---


def test_by_status_what_is_in_use_stands_first_and_what_is_closed_last() -> None:
    register = page("en/status.html")
    headings = [heading["id"] for heading in register.all("h2") if "id" in heading]
    assert headings[:4] == ["svar", "i-bruk", "vilande", "avslutade"]
    accounts = {account.id: account for account in sample_publication().register}
    shown = [
        accounts[link.removeprefix("konto/").removesuffix(".html")].status
        for link in rows(register)
    ]
    assert shown == [Status.ACTIVE] * 7 + [Status.DORMANT] + [Status.CLOSED] * 4


def test_a_status_that_no_account_has_has_no_heading() -> None:
    register = page("status.html", with_accounts(account("ett")))
    assert "vilande" not in [heading.get("id") for heading in register.all("h2")]


@pytest.mark.parametrize(
    ("platforms", "example"),
    [
        (("x", "facebook", "facebook"), "facebook.com/konto0"),
        (("instagram",), "instagram.com/konto0"),
        ((), None),
    ],
)
def test_the_hint_of_the_search_is_an_address_that_people_know(
    platforms: tuple[str, ...], example: str | None
) -> None:
    hosts = {"x": "x.com", "facebook": "www.facebook.com", "instagram": "www.instagram.com"}
    ordered = sorted(platforms)
    accounts = (
        account(
            f"konto{n}", platform=name, handle=f"konto{n}", url=f"https://{hosts[name]}/konto{n}"
        )
        for n, name in enumerate(ordered)
    )
    register = page("en/index.html", with_accounts(*accounts))
    assert ("For example" in register.text) == (example is not None)
    assert example is None or f"For example {example}" in register.text


# --- Statistics ---


def test_accounts_are_counted_by_status_the_largest_first() -> None:
    accounts = (
        account("ett", unit="Zoo"),
        account("tva", unit="Åhus", status=Status.DORMANT),
        account("tre", unit="Åhus", status=Status.CLOSED),
        account("fyra", unit="Ahus"),
    )
    assert counts(accounts, lambda found: found.unit) == (
        Count("Åhus", active=0, resting=1, closed=1),
        Count("Ahus", active=1, resting=0, closed=0),
        Count("Zoo", active=1, resting=0, closed=0),
    )


def test_years_without_anything_are_counted_as_well() -> None:
    accounts = (
        account("ett", opened=date(2021, 1, 1), closing=Closing(date=date(2023, 5, 1))),
        account("tva", opened=date(2021, 12, 31)),
        account("tre"),
    )
    assert years(accounts, 2024) == (
        Year(2021, opened=2, closed=0),
        Year(2022, opened=0, closed=0),
        Year(2023, opened=0, closed=1),
        Year(2024, opened=0, closed=0),
    )
    assert years((), 2024) == (Year(2024, opened=0, closed=0),)


def test_a_bar_is_as_long_as_its_number_and_has_a_part_for_each_status() -> None:
    chart = bar_chart(
        [Count("Facebook", 2, 1, 1), Count("En förvaltning med ett ganska långt namn", 0, 0, 1)]
    )
    assert chart.bars[0].segments == (
        Segment("active", "0", "44"),
        Segment("resting", "44", "22"),
        Segment("closed", "66", "22"),
    )
    assert (chart.bars[0].end, chart.bars[0].top, chart.bars[1].top) == ("89.5", "0", "3.1")
    assert chart.bars[1].heading == "En förvaltning med ett ganska l…"


def test_openings_rise_and_closings_fall_from_one_line() -> None:
    chart = year_chart([Year(2023, 4, 0), Year(2024, 1, 2)])
    first, second = chart.columns
    assert (first.rise, first.fall, second.rise, second.fall) == ("6", "0", "1.5", "3")
    assert float(first.top) + float(first.rise) == float(chart.base)
    assert (first.label, second.label) == ("2023", "2024")


def test_at_most_six_years_have_a_label_and_the_last_one_has() -> None:
    labels = [
        column.label for column in year_chart([Year(y, 1, 0) for y in range(2005, 2025)]).columns
    ]
    assert [label for label in labels if label] == ["2008", "2012", "2016", "2020", "2024"]


def test_the_tables_have_all_numbers_of_the_charts() -> None:
    statistics = page("en/statistik.html")
    assert "7 accounts are in use, 1 is resting and 4 are closed." in statistics.text
    by_platform, _, rest = statistics.text.partition("Accounts by unit")
    assert "Platform In use Resting Closed All Facebook 2 1 0 3" in by_platform
    by_unit, _, by_year = rest.partition("Opened and closed each year")
    assert "Kultur- och fritidsförvaltningen 3 1 1 5" in by_unit
    assert "2019 1 0" in by_year


def test_every_chart_has_a_name_and_a_description() -> None:
    for name in ("statistik.html", "en/statistik.html"):
        statistics = page(name)
        ids = {attributes["id"] for _, attributes in statistics.elements if "id" in attributes}
        charts = [svg for svg in statistics.all("svg") if "role" in svg]
        assert len(charts) == 3
        for chart in charts:
            assert chart["role"] == "img"
            assert set((chart["aria-labelledby"] or "").split()) <= ids


def test_a_long_list_is_whole_in_the_table_and_cut_in_the_chart() -> None:
    many = (account(f"konto-{n}", unit=f"Enhet {n:02}") for n in range(40))
    statistics = page("en/statistik.html", with_accounts(*many))
    assert "The chart shows the largest; 25 more are in the table." in statistics.text
    assert statistics.text.count("Enhet 39") == 1
    assert statistics.text.count("Enhet 00") == 3  # chart, its description, table


def test_accounts_of_unknown_age_are_told_of() -> None:
    statistics = page("en/statistik.html", with_accounts(account("ett")))
    assert "Of 1 account it is not known when it was opened." in statistics.text


# --- The guidelines ---


def test_the_numbers_of_the_guidelines_are_told_in_sentences() -> None:
    edition = Edition(
        id="2024",
        from_=date(2024, 3, 1),
        limits=(
            Limits(
                answer_within_hours=24,
                monitor_times_a_day=1,
                review_every_months=12,
                close_after_idle_weeks=12,
                rest_at_most_months=24,
                archive_every_months=6,
            ),
            Limits(platforms=("facebook", "blog"), posts=Posts(minimum=2, recommended=(3, 4))),
            Limits(kinds=(Kind.CAMPAIGN,), posts=Posts(minimum=1, per=Period.HALF_YEAR)),
            Limits(
                kinds=(Kind.UNIT, Kind.OFFICIAL),
                platforms=("youtube",),
                posts=Posts(minimum=1, recommended=(2, 3), per=Period.MONTH),
            ),
            Limits(platforms=("x",)),
        ),
    )
    assert numbers(edition, ENGLISH) == (
        Numbers(
            "All accounts",
            (
                "answer within 24 hours, except at weekends",
                "look at the account at least 1 time a day on weekdays",
                "do a self-check at least every 12 months",
                "close an account that has been silent for 12 weeks",
                "let an account rest for 24 months at most",
                "take a copy for the archive at least every 6 months",
            ),
        ),
        Numbers(
            "Facebook and Blog",
            ("publish at least 2 posts a week", "preferably publish 3 to 4 posts a week"),
        ),
        Numbers("Campaign accounts", ("publish at least 1 post in each half-year",)),
        Numbers(
            "Units’ accounts and Office holders’ accounts on YouTube",
            ("publish at least 1 post a month", "preferably publish 2 to 3 posts a month"),
        ),
    )
    assert numbers(edition, SWEDISH)[1] == Numbers(
        "Facebook och Blogg",
        ("publicera minst 2 inlägg i veckan", "gärna publicera 3 till 4 inlägg i veckan"),
    )
    assert numbers(None, ENGLISH) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Höganäs e-tjänst 696, Bevakning: ”Kontot ska bevakas.”",
            Clause("Kontot ska bevakas.", "Höganäs e-tjänst 696, Bevakning", ""),
        ),
        (
            "Höganäs e-tjänst 696, GDPR: ”Fyll i.” Hur ofta är ett eget förslag.",
            Clause("Fyll i.", "Höganäs e-tjänst 696, GDPR", "Hur ofta är ett eget förslag."),
        ),
        ("Eget förslag: säg ”ja”.", Clause("", "", "Eget förslag: säg ”ja”.")),
    ],
)
def test_a_clause_is_a_quotation_with_its_source(text: str, parts: Clause) -> None:
    assert clause(text) == parts


def test_every_rule_stands_on_the_page_with_the_words_of_its_clause() -> None:
    guidelines = page(
        "riktlinjer.html",
        with_edition(limits=(Limits(answer_within_hours=24, monitor_times_a_day=1),)),
    )
    for rule in RULES:
        assert rule.code in guidelines.text
        words = clause(rule.clause)
        assert (words.words or words.more) in guidelines.text


def test_a_rule_that_the_guidelines_turn_off_stands_among_those_that_do_not_apply() -> None:
    guidelines = page("en/riktlinjer.html", with_edition(rules={"IDN010": Level.OFF}))
    used, _, off = guidelines.text.partition("Rules that do not apply here")
    assert "IDN010" not in used
    assert "IDN010" in off
    assert "CLO008" in off  # off until the guidelines give it a level
    used = page("en/riktlinjer.html", with_edition(rules={"CLO008": Level.WARNING})).text
    assert "CLO008" in used.partition("Rules about the register’s own files")[0]


def test_the_guidelines_in_force_are_known_again_in_a_register_read_anew() -> None:
    made(with_edition())
    again = made(copy.deepcopy(with_edition()))["en/riktlinjer.html"]
    assert "In force now" in Reader(again).text


def test_a_duty_without_its_number_is_not_demanded() -> None:
    duties = duties_of(with_edition())
    assert "answer comments and questions within 24 hours" not in duties
    assert "sign every answer with our first name" in duties
    longer = duties_of(with_edition(limits=(Limits(answer_within_hours=48),)))
    assert "answer comments and questions within 48 hours, except at weekends" in longer


def duties_of(publication: Publication) -> str:
    text = page("en/riktlinjer.html", publication).text
    return text.partition("We shall")[2].partition("Each change of the register")[0]


def test_who_approves_and_where_accounts_may_be_opened_is_told() -> None:
    told = page(
        "en/riktlinjer.html",
        with_edition(
            approvers={Part.MANAGER: ("Förvaltningschef", "Enhetschef")},
            allowed_platforms=("facebook", "instagram"),
            closed_platforms=(
                PlatformStop(platform="x", since=date(2025, 1, 1), reason="Beslut KS 2024/9"),
                PlatformStop(platform="tiktok", since=date(2027, 1, 1)),
            ),
            pauses=(
                Pause(from_=date(2026, 12, 21), to=date(2027, 1, 6), name="Jul"),
                Pause(from_=date(2025, 7, 1), to=date(2025, 8, 1)),
            ),
            limits=(Limits(answer_within_hours=24),),
        ),
    ).text
    for sentence in (
        "communications department approve it. As manager: förvaltningschef and enhetschef.",
        "New accounts may be opened only on Facebook and Instagram.",
        "No new accounts may be opened on X since 1 January 2025. (Beslut KS 2024/9)",
        "No new accounts may be opened on TikTok from 1 January 2027 on.",
        "No posts are demanded 21 December 2026 to 6 January 2027 (Jul)",
    ):
        assert sentence in told
    assert "2025 to" not in told


def test_the_editions_are_told_newest_first_with_their_terms() -> None:
    publication = sample_publication()
    guidelines = Guidelines(
        editions=tuple(Edition(id=f"{year}", from_=date(year, 1, 1)) for year in (2018, 2022, 2027))
    )
    register = dataclasses.replace(publication.register, guidelines=guidelines)
    told = page("en/riktlinjer.html", dataclasses.replace(publication, register=register)).text
    assert "In force now: 2022. From 1 January 2022 until 31 December 2026." in told
    assert (
        "From 1 January 2027 2027 From 1 January 2022 until 31 December 2026 2022 In force "
        "From 1 January 2018 until 31 December 2021 2018"
    ) in told


def test_a_register_without_guidelines_has_a_page_all_the_same() -> None:
    publication = sample_publication()
    register = dataclasses.replace(publication.register, guidelines=Guidelines())
    told = page("en/riktlinjer.html", dataclasses.replace(publication, register=register)).text
    assert "No guidelines are in force yet." in told
    assert "Nobody has to approve it." in told


def test_the_rules_sources_are_marked_as_swedish_whatever_the_register_speaks() -> None:
    quotations = page("en/riktlinjer.html").all("blockquote")
    assert quotations
    assert all(quotation == {"lang": "sv"} for quotation in quotations)
    assert all(quotation == {} for quotation in page("riktlinjer.html").all("blockquote"))


def test_our_own_registers_guidelines_can_be_shown() -> None:
    register = store.load(ROOT, date(2026, 11, 22))
    told = page("riktlinjer.html", Publication(register=register)).text
    assert "Nu gäller Riktlinjer för sociala medier 2024." in told
    assert "publicera minst 2 inlägg i veckan" in told


# --- About, and what is not there ---


@pytest.mark.parametrize(
    ("approvals", "sentence"),
    [
        (
            (Part.MANAGER, Part.COMMUNICATIONS),
            "The unit’s manager and the communications department",
        ),
        ((Part.MANAGER,), "applies for an account. The unit’s manager approves it."),
        ((Part.COMMUNICATIONS,), "an account. The communications department approves it."),
        ((), "applies for an account. The account is opened."),
    ],
)
def test_about_says_who_approves(approvals: tuple[Part, ...], sentence: str) -> None:
    told = page("en/om.html", with_edition(approvals=approvals)).text
    assert sentence in told


def test_about_explains_every_word_that_the_pages_use_and_claims_no_law() -> None:
    told = page("en/om.html")
    for word in ("Official", "Resting", "Closed", "Fulfilled", "Attested", "Deviation", "Unknown"):
        assert f"{word} " in told.text
    assert " law" not in told.text
    assert "lagen" not in page("om.html").text
    links = [link["href"] for link in told.all("a")]
    for link in ("tillganglighet", "personuppgifter", "felanmalan"):
        assert f"https://www.sjohamn.example/{link}" in links


def test_about_does_without_addresses_that_the_register_does_not_give() -> None:
    told = page("en/om.html", with_site(accessibility=None, privacy=None, report=None))
    assert "Accessibility statement" not in told.text
    assert "Write to us" in told.text


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://konton.sjohamn.example", "/"),
        ("https://www.sjohamn.example/sociala-medier/", "/sociala-medier/"),
        (None, ""),
    ],
)
def test_the_page_for_wrong_addresses_begins_its_links_at_the_sites_root(
    url: str | None, root: str
) -> None:
    missing = made(with_site(url=url))["en/404.html"].decode()
    own = [link for link in re.findall('(?:href|src)="([^"]+)"', missing) if ":" not in link]
    inside = [link for link in own if not link.startswith("#")]
    assert f"{root}stil.css" in inside
    assert f"{root}en/index.html" in inside
    assert all(link.startswith(root) for link in inside)


def test_the_page_for_wrong_addresses_speaks_both_languages() -> None:
    missing = page("404.html").text
    assert "Sidan finns inte" in missing
    assert "There is no page here" in missing


def test_every_page_has_its_headings_in_order() -> None:
    for path, content in made(sample_publication()).items():
        if path.endswith(".html") and "badda-in/" not in path:
            levels = [
                int(name[1])
                for name, _ in Reader(content).elements
                if re.fullmatch(r"h[1-6]", name)
            ]
            assert levels[0] == 1
            assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), path


def test_what_other_websites_embed_has_no_headings_to_disturb_theirs() -> None:
    pieces = {p: c for p, c in made(sample_publication()).items() if "badda-in/" in p}
    names = {
        name for p, c in pieces.items() if p.endswith(".html") for name, _ in Reader(c).elements
    }
    assert names == {"div", "ul", "li", "a", "span", "p"}


def test_no_place_on_a_page_has_the_name_of_another() -> None:
    for path, content in made(sample_publication()).items():
        if path.endswith(".html"):
            ids = [
                attributes["id"] for _, attributes in Reader(content).elements if "id" in attributes
            ]
            assert len(ids) == len(set(ids)), path
