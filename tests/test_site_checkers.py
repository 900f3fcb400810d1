"""The public site as other programs judge it: axe-core in a real browser, and the Nu HTML checker.

Every kind of page is held to zero findings, in both languages; none is told to be looked away from.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from serving import served

from socialreg.publish.output import write_files
from tests.browsing import NARROW, WIDE
from tests.samples import made, sample_publication
from tests.test_site_browser import KINDS, SCHEMES

CHECKERS = Path(sys.prefix, "npm/node_modules")
FOLDERS = {"sv": "", "en": "en/"}
# Another website's page, into which a unit's accounts are embedded.
HOST = """\
<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>Our services</title></head>
<body><main><h1>Our services</h1>
{piece}</main></body></html>
"""
WRONG = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Everything is wrong here</title></head>
<body><main><h1>Wrong</h1><p style="color: #999">Pale</p><img src="logo.svg" width="36px">
<button style="padding: 0; width: 9px; height: 9px" aria-label="a"></button>
<button style="padding: 0; width: 9px; height: 9px" aria-label="b"></button>
</main></body></html>
"""


class State(NamedTuple):
    """A page of the site, and what is done on it before it is judged."""

    path: str
    steps: Callable[[Page], object] = lambda _page: None


def everything_opened(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert page.locator("details[open]").count() > 0


PLAIN = tuple(State(path) for path in (*KINDS, "404.html", "other.html"))
STATES = (*PLAIN, State("riktlinjer.html", everything_opened))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample's site is served, with another website's pages and one that is wrong."""
    folder = tmp_path_factory.mktemp("site")
    site = made(sample_publication())
    write_files(folder, site.items())
    for language, own in FOLDERS.items():
        piece = site[f"{own}badda-in/alla.html"].decode()
        Path(folder, own, "other.html").write_text(
            HOST.format(language=language, piece=piece), encoding="utf-8"
        )
    Path(folder, "wrong.html").write_text(WRONG, encoding="utf-8")
    with served(folder) as address:
        yield address


def checker(name: str) -> Path:
    """The file *name* of what npm installed."""
    file = CHECKERS / name
    assert file.is_file(), f"these tests need {file}: tools/setup.sh test installs it"
    return file


# --- Accessibility: WCAG 2.2 AA, and what axe-core holds for good practice ---

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What axe-core is not sure of counts as found, but for the text over the bars of a chart: it does
# not read the colours of an SVG.
AXE = """async tags => {
  const found = await axe.run({
    runOnly: tags, rules: { "target-size": { enabled: true } },
    resultTypes: ["violations", "incomplete"],
  });
  const chart = place => place.length === 1 && document.querySelector(place[0]).closest(".chart");
  const unsure = found.incomplete.map(rule => rule.id !== "color-contrast" ? rule
    : { ...rule, nodes: rule.nodes.filter(node => !chart(node.target)) });
  return [...found.violations, ...unsure].flatMap(rule =>
    rule.nodes.map(node => [rule.id, node.target.join(" "), node.failureSummary]));
}"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": WIDE, "height": 800})
    page.add_init_script(path=checker("axe-core/axe.min.js"))
    yield page
    page.close()


@pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
def test_nobody_is_shut_out_from_any_page(tab: Page, address: str, folder: str) -> None:
    for state in STATES:
        tab.goto(f"{address}{folder}{state.path}")
        state.steps(tab)
        for width in (NARROW, WIDE):
            tab.set_viewport_size({"width": width, "height": 800})
            for scheme in SCHEMES:
                tab.emulate_media(color_scheme=scheme)
                assert tab.evaluate(AXE, TAGS) == [], (state, width, scheme)


def test_axe_finds_what_is_wrong_on_a_page(tab: Page, address: str) -> None:
    tab.goto(f"{address}wrong.html")
    found = {rule for rule, *_ in tab.evaluate(AXE, TAGS)}
    assert found == {"image-alt", "color-contrast", "target-size"}


# --- HTML ---


def test_every_page_is_valid_html(address: str) -> None:
    """One run over all pages, from a web server: a file has no origin for its policy’s ’self’."""
    pages = [f"{folder}{state.path}" for folder in FOLDERS.values() for state in PLAIN]
    told = html_messages([address + page for page in (*pages, "wrong.html")])
    assert {message["url"] for message in told} == {f"{address}wrong.html"}, told


def html_messages(urls: list[str]) -> list[dict[str, Any]]:
    """Everything that the Nu HTML checker says of the pages at *urls*."""
    jar = checker("vnu-jar/build/dist/vnu.jar")
    local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # this computer is forbidden to it
    lean = ("-Xss16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    done = subprocess.run(
        ["java", local, *lean, "-jar", jar, "--stdout", "--format", "json", *urls],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return messages
