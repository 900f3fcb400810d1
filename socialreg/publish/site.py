"""The public site of a register, as a stream of files: the same for the same register, always.

Addresses are permanent. Swedish is at the top and English under ``en/`` with the same names::

    index.html          the register by unit
    plattformar.html    the register by platform
    status.html         the register by status
    andringar.html      the last changes; andringar-<year>.html, all of a year
    riktlinjer.html     the guidelines: every duty and rule with its clause
    statistik.html      the accounts in numbers
    falska.html         known fakes
    oppna-data.html     the open data, and how to embed it
    om.html             about the register
    404.html            for a web server to show where there is no page
    konto/<id>.html     one account
    badda-in/<unit>.html, .json    a unit's accounts, for other websites
    register.json and the other exports
    stil.css, sidor.css, etiketter.css, farger.css, logo.svg (or .png)
    start.js            what the register's pages load at once; it loads the other scripts when
    sok.js, filter.js   somebody searches or chooses: these, and those that calculate the answer,
    adress.js, profil.js, likhet.js, svar.js
    sokdata.js, ord.js  what they know of the register, and their words in one language

Every link is relative, so the site can lie anywhere, also in a folder on a disk. Only 404.html is
shown at addresses of any depth, and begins its links with the path of the site's own address.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

import jinja2
from markupsafe import Markup

from socialreg.i18n import LANGUAGES
from socialreg.lookup import index_of
from socialreg.model import Account
from socialreg.publish.account_page import account_page
from socialreg.publish.bounds import bounded, gathered
from socialreg.publish.embedding import FOLDER, Shelf, embedded, embedded_json, shelves
from socialreg.publish.environment import asset, environment
from socialreg.publish.exports import available, made
from socialreg.publish.frame import FOLDERS, addresses, frame, way_from_anywhere, way_up
from socialreg.publish.logo import logo_file
from socialreg.publish.look import colour_sheet
from socialreg.publish.lookup_index import search_data
from socialreg.publish.pages import Page, menu, pages
from socialreg.publish.publication import Publication, PublicRegister, public_register
from socialreg.publish.script_words import script_words
from socialreg.publish.template_faults import TEMPLATE_FAULTS, template_fault
from socialreg.publish.voice import Voice
from socialreg.values import dataclass

Maker: TypeAlias = Callable[[], bytes]
Values: TypeAlias = dict[str, Any]

_SHARED = ("masthead", "footer")
_AS_THEY_ARE = (
    *("stil.css", "sidor.css"),
    *("start.js", "sok.js", "filter.js", "adress.js", "profil.js", "likhet.js", "svar.js"),
)


def makers(publication: Publication) -> list[tuple[str, Maker]]:
    """The site's files in order of path, each with the function that makes its content.

    Both this and each of the functions raise RegisterError when a template of the register's own
    does not work.
    """
    public = public_register(publication)
    site = public.settings.site
    logo_name, logo = logo_file(publication.logo, site)
    files: list[tuple[str, Maker]] = [
        (logo_name, lambda: logo),
        ("farger.css", lambda: colour_sheet(site).encode()),
        *((name, partial(asset, name, publication.templates)) for name in _AS_THEY_ARE),
    ]
    files.append(("sokdata.js", partial(_search_data, publication, public)))
    for export in available(public.settings):
        files += ((path, partial(made, export, public)) for path in (export.path, *export.also))
    embeds = shelves(public)
    for language in LANGUAGES:
        voice = Voice(language, public.settings.language)
        templates = environment(voice, publication.templates)
        around = frame(public.settings, voice, logo_name, own_logo=publication.logo is not None)
        own = bool(publication.templates)
        files += _pages(_Press(templates, voice, public, around, own, embeds))
    return sorted(files, key=lambda file: file[0])


@dataclass(frozen=True, slots=True)
class _Press:
    """What it takes to make the pages in one language."""

    templates: jinja2.Environment
    voice: Voice
    public: PublicRegister
    frame: Values
    own_templates: bool
    shelves: tuple[Shelf, ...]


def _pages(press: _Press) -> Iterator[tuple[str, Maker]]:
    folder = FOLDERS[press.voice.language]
    for page in pages(press.public):
        around = _around(press, page.name, page)
        yield folder + page.name, partial(_single, press, page, around)
    yield folder + "etiketter.css", lambda: _render(press, "labels.css.j2", {}).encode()
    yield folder + "ord.js", partial(script_words, press.voice)
    around = _around(press, "konto/…")
    for account in press.public.listing.accounts.values():
        name = f"konto/{account.id}.html"
        yield folder + name, partial(_account, press, account, name, around)
    for shelf in press.shelves:
        name = f"{folder}{FOLDER}/{shelf.name}"
        yield f"{name}.html", partial(_fragment, press, shelf)
        yield f"{name}.json", partial(embedded_json, shelf, press.public, press.voice)


def _search_data(publication: Publication, public: PublicRegister) -> bytes:
    return search_data(index_of(publication.register), public.listing, public.as_of)


def _around(press: _Press, name: str, page: Page | None = None) -> Values:
    """What surrounds the page *name* and its neighbours: their head and foot are made once."""
    language, site = press.voice.language, press.public.settings.site
    anywhere = page is not None and page.anywhere
    up = way_from_anywhere(language, site.url) if anywhere else way_up(name, language)
    items = menu(press.voice, up["home"], page)
    values = dict(press.templates.globals) | press.frame | up | {"menu": items}
    parts = {part: Markup(_render(press, f"{part}.html.j2", values)) for part in _SHARED}  # noqa: S704 - a template's
    return values | parts


def _single(press: _Press, page: Page, around: Values) -> bytes:
    values = page.make(press.public, press.voice)
    return _page(press, page.template, page.name, around, values)


def _account(press: _Press, account: Account, name: str, around: Values) -> bytes:
    stands = press.public.stands.get(account.id, ())
    page = account_page(account, press.public.listing, stands, press.voice)
    return _page(press, "account.html.j2", name, around, page)


def _fragment(press: _Press, shelf: Shelf) -> bytes:
    page = embedded(shelf, press.public, press.voice)
    values = dict(press.templates.globals) | press.frame | {"page": page}
    values["links"] = press.public.listing.links
    return _render(press, "embedded.html.j2", values).encode(errors="replace")


def _page(press: _Press, template: str, name: str, around: Values, page: object) -> bytes:
    url = press.public.settings.site.url
    there = addresses(name, press.voice.language, url, around["root"])
    text = _render(press, template, {**around, **there, "page": page})
    return text.encode(errors="replace")  # an own template can write half of a character


def _render(press: _Press, name: str, values: Values) -> str:
    try:
        if not press.own_templates:
            return "".join(_pieces(press, name, values))
        with bounded():  # what a template can count, Jinja counts while it compiles
            return gathered(_pieces(press, name, values))
    except TEMPLATE_FAULTS as error:
        if not press.own_templates:
            raise  # one of ours is at fault, and nobody else could mend it
        raise template_fault(name, error) from error


def _pieces(press: _Press, name: str, values: Values) -> Iterator[str]:
    template = press.templates.get_template(name)
    # What Template.render does, but for copying the globals: they are in the values.
    return template.root_render_func(template.new_context(values, shared=True))
