"""The site's pages that there is one of each: their table, which the menu reads as well."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from socialreg.i18n import N_
from socialreg.publish.about_page import about_page
from socialreg.publish.fakes_page import fakes_page
from socialreg.publish.guidelines_page import guidelines_page
from socialreg.publish.missing_page import missing_page
from socialreg.publish.publication import PublicRegister
from socialreg.publish.register_page import VIEWS, register_page
from socialreg.publish.statistics_page import statistics_page
from socialreg.publish.voice import Voice


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its *name* in the language's folder, and what its *template* is given as ``page``.

    *menu* is its word in the menu, if it stands there. *within* is the name of the page in the
    menu that this one is a part of. A page that is shown *anywhere* stands for addresses at any
    depth, and cannot say by a relative link where the others are.
    """

    name: str
    template: str
    make: Callable[[PublicRegister, Voice], object]
    menu: str | None = None
    within: str | None = None
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link of the menu, and how the page that it stands on is *related* to it (ARIA)."""

    href: str
    label: str
    related: str | None


PAGES: tuple[Page, ...] = (
    *(
        Page(
            view.name,
            "register.html.j2",
            partial(register_page, view),
            menu=N_("Accounts") if view is VIEWS[0] else None,
            within=VIEWS[0].name,
        )
        for view in VIEWS
    ),
    Page("riktlinjer.html", "guidelines.html.j2", guidelines_page, menu=N_("Guidelines")),
    Page("statistik.html", "statistics.html.j2", statistics_page, menu=N_("Statistics")),
    Page("falska.html", "falska.html.j2", fakes_page, menu=N_("Known fakes")),
    Page("om.html", "about.html.j2", about_page, menu=N_("About the register")),
    Page("404.html", "missing.html.j2", missing_page, anywhere=True),
)


def menu(voice: Voice, home: str, current: Page | None) -> tuple[MenuItem, ...]:
    """The menu on the page *current*, from which *home* leads up to the language's folder."""
    return tuple(
        MenuItem(home + page.name, voice.text(page.menu), _relation(page, current))
        for page in PAGES
        if page.menu
    )


def _relation(page: Page, current: Page | None) -> str | None:
    """The value of ``aria-current`` for a link to *page* on the page *current*."""
    if current is None:
        return None
    if page.name == current.name:
        return "page"
    return "true" if current.within == page.name else None
