"""Is this account ours? The browser's search answers as Python does, text for text."""

import functools
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import rtoml
from playwright.sync_api import Browser, Page

from socialreg.i18n import date_text, speaking
from socialreg.lookup import Verdict, answer, index_of, sentences
from socialreg.lookup.confusables import table
from socialreg.platform_table import forms, path_pattern, specs
from socialreg.platforms import Refusal, RefusalReason, parse_handle, parse_url, platforms
from socialreg.publish.javascript import as_javascript
from socialreg.publish.output import write_files
from socialreg.publish.publication import Publication
from tests.samples import made
from tests.verify_register import DOMAINS, verify_register

CASES: list[dict[str, Any]] = rtoml.loads(
    Path(__file__).with_name("verify_cases.toml").read_text("utf-8")
)["case"]
REGISTER = verify_register()
INDEX = index_of(REGISTER)
Asked = tuple[str, str | None]

_TOLD = """asked => asked.map(([text, platform]) => {
  const { answer, why, platform: on, url, matches, lookalikes, refusal, likeHost } =
    socialreg.search.answer(text, platform);
  return {
    answer, why, url, platform: on, likeHost,
    matches: matches.map(each => [each.id, each.url]),
    lookalikes: lookalikes.map(({ known, kind, theirs, ours, there }) =>
      [known.id, kind, theirs, ours, there]),
    refusal: refusal && refusal.reason,
  };
})"""
_SENTENCES = """asked => asked.map(text =>
  socialreg.search.told(text).sentences.map(parts => parts.map(part => part.text).join("")))"""
_LOAD = """async () => {
  document.getElementById("fraga").focus();
  while (!socialreg.search) await new Promise(done => setTimeout(done, 10));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_files(folder, made(Publication(register=REGISTER)).items())
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.evaluate(_LOAD)
    yield page
    page.close()


def ours(asked: Iterable[Asked]) -> list[dict[str, Any]]:
    """What Python answers, in the form of ``_TOLD``."""
    return [_told(answer(INDEX, text, platform)) for text, platform in asked]


def _told(verdict: Verdict) -> dict[str, Any]:
    return {
        "answer": verdict.answer.value,
        "why": verdict.why.value,
        "url": verdict.url,
        "platform": verdict.platform,
        "likeHost": verdict.like_host,
        "matches": [[known.id, known.url] for known in verdict.matches],
        "lookalikes": [
            [each.known.id, each.kind.value, each.theirs, each.ours, each.there]
            for each in verdict.lookalikes
        ],
        "refusal": verdict.refusal.reason.value if verdict.refusal else None,
    }


def theirs(page: Page, asked: Iterable[Asked]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(_TOLD, list(asked))
    return found


def differing(page: Page, asked: list[Asked]) -> list[tuple[Asked, Any, Any]]:
    """What the two sides answer differently."""
    pairs = zip(asked, ours(asked), theirs(page, asked), strict=True)
    return [
        (question, here, there)
        for question, here, there in pairs
        if _alike_refused(here) != _alike_refused(there)
    ]


def _alike_refused(told: dict[str, Any]) -> dict[str, Any]:
    """Which foreign host names cannot be is not told alike: Python has a table of 2003 for it."""
    reason = told["refusal"]
    return told | {"refusal": "idn-host" if reason == "bad-host" else reason}


def test_every_case_of_the_shared_table_is_answered_alike(page: Page) -> None:
    asked = [(case["text"], case.get("platform")) for case in CASES]
    assert theirs(page, asked) == ours(asked)


# --- Texts that nobody thought of ---

_LETTERS = "".join(table().letters)
_PIECES = (
    *("https://", "HTTP://", "www.", "m.", "//", "/", "?", "#", "#!/", "@", ".", "..", "-", "_"),
    *("%2e", "%2F", "%40", "%c3%b6", "%C3", "%00", "%zz", "%25", "%E2%84%AA", "\\", ":", ":443"),
    *(" ", "\u00a0", "\u200b", "\u202e", "\ufeff", "\u0301", "\u0345", "\u212a", "\u017f"),
    *("ß", "ö", "O\u0308", "\ufb01", "\uff11", "\U0001d42c", "😀", "İ", "Σ", "ς", "½", "Ⅷ", "·"),
    *("\U0001d165", "\u0e33", "facebook.com", "x.com/", "mastodon", "users/", "groups/", "posts/1"),
    *("about", "?id=1", "&id=2", "official", "kommun", "_se", "24", "rn", "vv", "biblioteket"),
    *("xn--", ".se", ".example", "[::1]", "id=", "+", "&", "=", "profile.php?id=", "/status/1"),
    *("100064812345678", "login", "c/", "user/"),
)


@functools.cache
def seeds() -> list[str]:
    """Texts to begin with: all that is known, the table's cases, the platforms' own examples."""
    found = [
        text for known in INDEX.known for text in (known.url, known.handle, known.name) if text
    ]
    found += [case["text"] for case in CASES]
    for spec in specs().values():
        found += [each["url"] for key in ("examples", "refused") for each in spec.tests[key]]
        found += spec.tests.get("bad_handles", ())
    return list(dict.fromkeys(found))


def mutated(text: str, dice: random.Random) -> str:
    for _number in range(dice.choice((1, 1, 1, 2, 2, 4))):
        place = dice.randint(0, len(text))
        end = min(len(text), place + dice.choice((0, 0, 1, 1, 2, 5)))
        new = dice.choice(
            (dice.choice(_PIECES), dice.choice(_LETTERS), text[place:end] * 2, "", "a")
        )
        text = text[:place] + new + text[end:]
        if dice.random() < 0.1:
            text = dice.choice((str.upper, str.title, str.swapcase))(text)
    return text


def _any_question(dice: random.Random) -> Asked:
    """A changed text; mostly one of ours, and mostly without a platform named."""
    known = [text for each in INDEX.known for text in (each.url, each.handle) if text]
    text = mutated(dice.choice(dice.choice((known, known, seeds()))), dice)
    return text, dice.choice((None, None, None, None, dice.choice(list(platforms()))))


@pytest.mark.parametrize("seed", range(4))
def test_changed_texts_are_answered_alike(page: Page, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same texts each time are what is wanted
    asked = [_any_question(dice) for _number in range(1000)]
    assert differing(page, asked) == []


def test_all_that_is_known_and_every_example_is_answered_alike(page: Page) -> None:
    assert differing(page, [(text, None) for text in seeds()]) == []


# --- Addresses, patterns, words ---


def test_addresses_and_handles_mean_the_same_on_both_sides(page: Page) -> None:
    asked = [(text, platform) for text in seeds() for platform in (None, *platforms())]
    script = """asked => {
      const { data, parserOf } = socialreg;
      const { parseUrl, parseHandle } = parserOf(data, data.ownDomains);
      const told = ({ reason, platform, handle, url, key }) =>
        reason ? [reason] : [platform, handle, url, key];
      return asked.map(([text, platform]) =>
        [told(parseUrl(text, platform)), platform && told(parseHandle(platform, text))]);
    }"""

    def told(found: Any) -> list[str | None]:
        if isinstance(found, Refusal):
            return [found.reason.value]
        return [found.platform, found.handle, found.url, found.key]

    here = [
        [
            told(parse_url(text, platform=platform, own_domains=DOMAINS)),
            platform and told(parse_handle(platform, text, own_domains=DOMAINS)),
        ]
        for text, platform in asked
    ]
    assert page.evaluate(script, asked) == here


def test_every_pattern_is_one_in_javascript_too(page: Page) -> None:
    """With the flag u, which takes no escape that means nothing."""
    patterns = [
        pattern
        for spec in specs().values()
        for pattern in (
            spec.subdomains,
            spec.subpages,
            *(form.pattern for form in forms(spec.key)),
            *(path_pattern(path, spec.id) for form in forms(spec.key) for path in form.paths),
            *(path_pattern(path, "") for paths in spec.refuse_paths.values() for path in paths),
        )
    ]
    written = [as_javascript(pattern) for pattern in patterns]
    assert page.evaluate("patterns => patterns.map(each => new RegExp(each, 'u').source)", written)


@pytest.mark.parametrize("pattern", [r"\d", r"(?i:[a-z])", r"\bx"])
def test_a_pattern_that_javascript_would_take_otherwise_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no JavaScript"):
        as_javascript(pattern)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_answer_is_told_in_the_same_words(
    browser: Browser, folder: Path, language: str
) -> None:
    asked = [case["text"] for case in CASES if "platform" not in case]
    dates = {
        str(known.until): date_text(known.until, language) for known in INDEX.known if known.until
    }
    with speaking(language):
        here = [list(sentences.sentences(answer(INDEX, text), INDEX)) for text in asked]
    for told in here:
        for day, written in dates.items():
            told[:] = [sentence.replace(day, written) for sentence in told]
    page = browser.new_page()
    page.goto((folder / ("en/index.html" if language == "en" else "index.html")).as_uri())
    page.evaluate(_LOAD)
    assert page.evaluate(_SENTENCES, asked) == here
    page.close()


def test_every_reason_for_a_refusal_has_words(page: Page) -> None:
    known = page.evaluate("Object.keys(socialreg.words.refusals)")
    assert sorted(known) == sorted(reason.value for reason in RefusalReason)
