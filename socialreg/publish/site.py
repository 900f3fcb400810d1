"""The public site of a register, as a stream of files: the same for the same register, always.

Addresses are permanent. Swedish is at the top and English under ``en/`` with the same names::

    index.html          the register by unit
    plattformar.html    the register by platform
    konto/<id>.html     one account
    register.json, register.csv, stil.css, farger.css, logo.svg (or .png)

Every link is relative, so the site can lie anywhere, also in a folder on a disk.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import jinja2
from markupsafe import Markup

from socialreg.i18n import LANGUAGES
from socialreg.model import Account
from socialreg.publish.account_page import account_page
from socialreg.publish.bounds import bounded, gathered
from socialreg.publish.environment import asset, environment
from socialreg.publish.exports import EXPORTS
from socialreg.publish.frame import FOLDERS, addresses, frame, way_up
from socialreg.publish.logo import logo_file
from socialreg.publish.look import colour_sheet
from socialreg.publish.pages import PAGES, Page, menu
from socialreg.publish.publication import Publication, PublicRegister, public_register
from socialreg.publish.template_faults import TEMPLATE_FAULTS, template_fault
from socialreg.publish.voice import Voice

Maker: TypeAlias = Callable[[], bytes]
Values: TypeAlias = dict[str, Any]

_SHARED = ("masthead", "footer")


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
        ("stil.css", partial(asset, "stil.css", publication.templates)),
    ]
    files += ((f"register.{name}", partial(export, public)) for name, export in EXPORTS.items())
    for language in LANGUAGES:
        voice = Voice(language, public.settings.language)
        templates = environment(voice, publication.templates)
        around = frame(public.settings, voice, logo_name, own_logo=publication.logo is not None)
        own = bool(publication.templates)
        files += _pages(_Press(templates, voice, public, around, own))
    return sorted(files, key=lambda file: file[0])


@dataclass(frozen=True, slots=True)
class _Press:
    """What it takes to make the pages in one language."""

    templates: jinja2.Environment
    voice: Voice
    public: PublicRegister
    frame: Values
    own_templates: bool


def _pages(press: _Press) -> Iterator[tuple[str, Maker]]:
    folder = FOLDERS[press.voice.language]
    for page in PAGES:
        around = _around(press, page.name, page)
        yield folder + page.name, partial(_single, press, page, around)
    around = _around(press, "konto/…")
    for account in press.public.listing.accounts.values():
        name = f"konto/{account.id}.html"
        yield folder + name, partial(_account, press, account, name, around)


def _around(press: _Press, name: str, page: Page | None = None) -> Values:
    """What surrounds the page *name* and its neighbours: their head and foot are made once."""
    up = way_up(name, press.voice.language)
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
