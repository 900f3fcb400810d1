"""Text that has broken other programs, in every field: in a real browser it stays text."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from socialreg.model import (
    Account,
    Application,
    Approval,
    Closing,
    Contact,
    Duty,
    Part,
    Previous,
    Register,
    Rest,
    Review,
    Source,
    Status,
    Waiver,
)
from socialreg.publish.output import write_files
from socialreg.publish.pages import PAGES
from socialreg.publish.publication import Publication
from socialreg.standing import stands
from tests.accounts import FIXTURES, account
from tests.chromium import Watched, chromium
from tests.samples import made, sample_guidelines, sample_settings

_DAY = date(2026, 9, 15)
_STRINGS: list[str] = json.loads((FIXTURES / "naughty-strings.json").read_text("ascii"))
NAUGHTY = tuple(text for text in _STRINGS if text.strip())
NAUGHTY += NAUGHTY[: -len(NAUGHTY) % 5]
HARMLESS = tuple(f"Ord {number}" for number in range(len(NAUGHTY)))
# Each account gets so many of them: in its texts all at once, in its addresses one by one.
_AT_ONCE = 5
INTERNAL = "ska-inte-ut"
# What an element is, and which attributes it has. Where a line may break depends on the text.
_STRUCTURE = """() => [...document.querySelectorAll('*')]
    .filter(element => element.localName !== 'wbr')
    .map(element => element.localName + element.getAttributeNames().sort())
    .join(' ')"""


def filled(number: int, strings: Sequence[str]) -> Account:
    """An account with all of the *strings* in each of its texts, in use or closed."""
    text = " ¦ ".join(strings)
    previous = [(Previous(handle=one, url=one, until=_DAY)) for one in strings]
    closing = Closing(date=_DAY, reason=text, archive=text, successor=strings[0])
    closed = number % 3 == 0
    return Account(
        id=f"konto-{number:03}",
        name=text,
        platform="facebook",
        handle=strings[1],
        url=strings[2],
        platform_id=strings[3],
        unit=f"Enhet {number:03} {text}",
        department=f"Förvaltning {number:03} {text}",
        purpose=text,
        audience=text,
        languages=("sv", strings[4]),
        status=Status.CLOSED if closed else Status.ACTIVE,
        opened=_DAY,
        confirmed=_DAY,
        note=INTERNAL,
        contact=Contact(role=text, deputy=text, email=strings[0]),
        application=Application(
            received=_DAY, guidelines=text, source=Source(system=text, id=text)
        ),
        approvals=(Approval(as_=Part.MANAGER, role=text, date=_DAY, reference=text),),
        reviews=(
            Review(
                date=_DAY,
                role=text,
                answers=account().reviews[0].answers,
                notes={Duty.REPLIES_SIGNED: INTERNAL},
            ),
        ),
        previous=(*previous, *(Previous(url=one, until=_DAY) for one in strings)),
        rests=(Rest(from_=_DAY, until=_DAY, reason=text),),
        closing=closing if closed else None,
        waivers=(Waiver(rule="ACT001", reason=INTERNAL, approved_by=INTERNAL, until=date.max),),
    )


def publication(strings: Sequence[str]) -> Publication:
    shares = [strings[start : start + _AT_ONCE] for start in range(0, len(strings), _AT_ONCE)]
    accounts = tuple(filled(number, share) for number, share in enumerate(shares))
    register = Register(
        settings=sample_settings(),
        guidelines=sample_guidelines(),
        accounts=accounts,
        as_of=date(2026, 11, 14),
    )
    return Publication(
        register=register,
        updated=_DAY,
        stands={found.id: stands(found, register) for found in accounts},
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def structures(
    browser: Browser, folder: Path, strings: Sequence[str], ending: tuple[str, ...]
) -> dict[str, str]:
    """The structure of the pages with that *ending*, which do nothing else with the *strings*."""
    files = made(publication(strings))
    write_files(folder, files.items())
    tab = Watched(browser.new_page())
    found = {}
    # The page for wrong addresses is made for a web server: its links begin at the top.
    pages = (path for path in files if path.endswith(".html") and not path.endswith("404.html"))
    for path in (path for path in pages if path.endswith(ending)):
        tab.page.goto((folder / path).as_uri(), wait_until="load")
        found[path] = tab.page.evaluate(_STRUCTURE)
        assert tab.page.url == (folder / path).as_uri()
    assert [url for url in tab.requests if not url.startswith(folder.as_uri())] == []
    assert tab.complaints == []
    tab.page.close()
    return found


def test_no_text_becomes_an_element_an_attribute_or_an_act(
    browser: Browser, tmp_path: Path
) -> None:
    single = (*(page.name for page in PAGES), "andringar-2026.html", "badda-in/alla.html")
    some = (*single, "konto-000.html", "konto-001.html")
    harmless = structures(browser, tmp_path / "harmless", HARMLESS, some)
    naughty = structures(browser, tmp_path / "naughty", NAUGHTY, (".html",))

    assert len(naughty) > len(NAUGHTY) // _AT_ONCE * 2
    for path, structure in naughty.items():
        folder, konto, name = path.partition("konto/")
        number = int(name[6:9]) if konto else 0
        like = f"{folder}konto/konto-00{int(number % 3 > 0)}.html" if konto else path
        # A unit's list is named by the unit; the list of all holds every one of its entries.
        if "badda-in/" not in path or path.endswith("alla.html"):
            assert structure == harmless[like], path


def test_what_is_internal_is_in_no_file() -> None:
    for path, content in made(publication(NAUGHTY)).items():
        assert INTERNAL.encode() not in content, path
