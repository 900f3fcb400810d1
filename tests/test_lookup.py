"""Is this account ours? A table of cases, and what holds for all text: nothing false is ours."""

import string
from pathlib import Path
from typing import Any

import pytest
import rtoml
from hypothesis import given
from hypothesis import strategies as st

from socialreg import scripts
from socialreg.lookup import Answer, Known, Standing, Why, answer, index_of
from socialreg.lookup.confusables import skeleton, table
from socialreg.lookup.likeness import difference
from socialreg.platforms import Profile, parse_handle, parse_url, platforms
from tests.accounts import account, closed, impostor, register
from tests.verify_register import DOMAINS, verify_register

CASES: list[dict[str, Any]] = rtoml.loads(
    Path(__file__).with_name("verify_cases.toml").read_text("utf-8")
)["case"]
INDEX = index_of(verify_register())
OFFICIAL = [known for known in INDEX.known if known.standing is Standing.OFFICIAL and known.keys]
KEYS = {key for known in OFFICIAL for key in known.keys}


def told(text: str, platform: str | None = None) -> dict[str, Any]:
    """The answer to *text* in the form of a case; what is empty is left out."""
    verdict = answer(INDEX, text, platform)
    case = {
        "text": text,
        "platform": platform,
        "answer": verdict.answer.value,
        "account": verdict.account,
        "url": verdict.url,
        "matches": [known.id for known in verdict.matches if known.id != verdict.account],
        "lookalikes": [each.known.id for each in verdict.lookalikes],
    }
    return {key: value for key, value in case.items() if value or key == "text"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"][:60]))
def test_a_case_of_the_table_is_answered_as_it_says(case: dict[str, Any]) -> None:
    assert told(case["text"], case.get("platform")) == case


def test_the_table_is_large_and_has_every_answer() -> None:
    assert len(CASES) >= 200
    assert {case["answer"] for case in CASES} == set(Answer)
    asked = [(case["text"], case.get("platform")) for case in CASES]
    assert len(set(asked)) == len(asked)


def test_every_platform_with_an_account_in_use_is_in_the_table() -> None:
    asked = {case.get("account") for case in CASES if case["answer"] == "official"}
    assert {known.id for known in OFFICIAL} - asked == set()


# --- Nothing that is not ours is ever official ---

_LETTERS = [char for char, plain in table().letters.items() if plain in string.ascii_lowercase]
_noise = st.sampled_from(
    [*string.ascii_letters, *string.digits, *"._-@/%?#&=+: \\\u200b\u202e\u212a", *_LETTERS]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """An official handle or address with one to three characters added, changed or removed."""
    known = draw(st.sampled_from(OFFICIAL))
    text = draw(st.sampled_from([known.url, known.handle or known.url]))
    for _number in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        keep = place + draw(st.integers(0, 1))
        text = text[:place] + draw(st.just("") | _noise) + text[keep:]
    return text


def meant(text: str, platform: str | None) -> set[str]:
    """The normalised keys that *text* means, as the one parser has it."""
    keys = [platform] if platform else list(platforms())
    named = [parse_handle(key, text, own_domains=DOMAINS) for key in keys]
    there = [parse_url(text, platform=key, own_domains=DOMAINS) for key in keys]
    profiles = [each for each in (*named, *there) if isinstance(each, Profile)]
    return {f"{each.platform}:{each.key}" for each in profiles}


@given(mutated(), st.none() | st.sampled_from(list(platforms())))
def test_a_changed_name_is_official_only_if_it_means_the_same(
    text: str, platform: str | None
) -> None:
    verdict = answer(INDEX, text, platform)
    if verdict.answer is Answer.OFFICIAL:
        assert meant(text.strip(), platform) & set(verdict.matches[0].keys)


@given(st.text(max_size=60), st.none() | st.sampled_from(list(platforms())))
def test_any_text_gets_an_answer(text: str, platform: str | None) -> None:
    verdict = answer(INDEX, text, platform)
    assert verdict.answer is not Answer.OFFICIAL or meant(text.strip(), platform) & KEYS


@given(st.sampled_from(OFFICIAL), st.data())
def test_no_letter_that_only_looks_right_is_official(known: Known, data: st.DataObject) -> None:
    name = known.handle or known.url
    place = data.draw(st.integers(0, len(name) - 1))
    twins = [
        char
        for char, plain in table().letters.items()
        if plain == skeleton(name[place]) and char.lower() != name[place].lower()
    ]
    if twins:
        text = name[:place] + data.draw(st.sampled_from(twins)) + name[place + 1 :]
        assert answer(INDEX, text).answer is not Answer.OFFICIAL


# --- What is known by a name ---


def test_nothing_is_official_in_a_register_of_no_accounts() -> None:
    index = index_of(register())
    for case in CASES:
        assert answer(index, case["text"], case.get("platform")).answer is not Answer.OFFICIAL


def test_a_name_that_two_of_ours_had_goes_to_the_one_that_has_it_today() -> None:
    index = index_of(
        register(
            account("nya"),
            closed(
                "gamla",
                platform="facebook",
                handle="sjohamnsbibliotek",
                url="https://www.facebook.com/sjohamnsbibliotek",
            ),
        )
    )
    assert answer(index, "https://www.facebook.com/sjohamnsbibliotek").account == "nya"


def test_a_fake_that_took_over_an_earlier_name_is_a_fake() -> None:
    old = closed()
    fake = impostor(platform=old.platform, handle=old.handle, url=old.url)
    assert answer(index_of(register(old)), old.url).answer is Answer.FORMER
    assert answer(index_of(register(old, impostors=(fake,))), old.url).answer is Answer.IMPOSTOR


def test_whoever_followed_a_closed_account_is_led_to_one_in_use() -> None:
    by_id = {known.id: known for known in INDEX.known if not known.renamed}
    assert by_id["turism-instagram"].instead == "kommunen-facebook"
    assert by_id["simhallen-instagram"].instead is None


def test_an_account_that_contradicts_itself_vouches_for_neither_of_its_names() -> None:
    for url in (
        "https://www.facebook.com/sjohamnsmuseum",
        "https://www.facebook.com/sjohamnskonsthall",
    ):
        assert answer(INDEX, url).answer is Answer.UNKNOWN


def test_a_site_that_pretends_to_be_a_platform_is_told_of() -> None:
    verdict = answer(INDEX, "https://www.faceb00k.com/sjohamnsbibliotek")
    assert (verdict.why, verdict.like_host) == (Why.FALSE_HOST, "facebook.com")
    assert answer(INDEX, "https://sjohamn.lokaltidning.example/").why is Why.UNKNOWN_HOST


# --- Likeness ---


def test_every_letter_that_the_rules_know_as_a_twin_of_a_latin_one_has_its_skeleton() -> None:
    for letters in scripts.LATIN_TWINS.values():
        assert [letter for letter in letters if not skeleton(letter).isascii()] == []


@pytest.mark.parametrize(
    ("theirs", "kind", "place"),
    [
        ("sjohamnsbib1iotek", "letters", ("1", "l")),
        ("sjohamnsbibIiotek", "letters", ("i", "l")),
        ("sjöhamnsbibliotek", "letters", ("ö", "o")),
        ("sjoharnnsbibliotek", "letters", ("rn", "m")),
        ("\u0455johamnsbibliotek", "letters", ("\u0455", "s")),
        ("\uff53\uff4a\uff4fhamnsbibliotek", "letters", ("", "")),
        ("\U0001d42cjohamnsbibliotek", "letters", ("\U0001d42c", "s")),
        ("5johamnsbibliotek", "letters", ("5", "s")),
        ("sjohamns-bibliotek", "signs", ("", "")),
        ("sjohansbibliotek", "character", ("", "m")),
        ("sjohammsbibliotek", "character", ("m", "n")),
        ("sjohmansbibliotek", "character", ("ma", "am")),
        ("sjohamnsbibliotekofficial", "word", ("official", "")),
        ("real.sjohamnsbibliotek", "word", ("real", "")),
        ("sjohamnsbibliotek_se", "word", ("se", "")),
        ("sjohamnsbibliotek24", "digits", ("24", "")),
    ],
)
def test_a_name_is_alike_and_how(theirs: str, kind: str, place: tuple[str, str]) -> None:
    found = difference(theirs, "sjohamnsbibliotek")
    assert found
    assert (found.kind, (found.theirs, found.ours)) == (kind, place)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("skola1", "skola2"),
        ("hamnskolan1", "hamnskolan11"),
        ("norraskolan", "sodraskolan"),
        ("ostraskolan", "vastraskolan"),
        ("kulturskolan_lund", "kulturskolan_sund"),
        ("biblioteketlund", "biblioteketsund"),
        ("avestakommun", "alvestakommun"),
        ("boraskommun", "moraskommun"),
        ("sjohamnif", "sjohamn"),
        ("simhallen", "ishallen"),
        ("rtj", "rtk"),
        ("r7j", "rtj"),
        ("lo", "10"),
        ("lund", "sund"),
        ("ystad", "ystas"),
        ("hoganashamn", "hoganasbibliotek"),
        ("forskolansolen", "forskolanmanen"),
        ("100064812345678", "100064812345679"),
    ],
)
def test_ordinary_names_that_differ_are_not_alike(theirs: str, ours: str) -> None:
    assert difference(theirs, ours) is None
    assert difference(ours, theirs) is None
