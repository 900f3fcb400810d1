"""Which values of the settings and the guidelines can be used, beyond being of the right type.

What is published from them, colours and links, is checked here and nowhere else. Whether the
logo's file is there is known only where files are read: see ``assets``.
"""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from socialreg.i18n import _
from socialreg.model import Edition, Guidelines, Settings
from socialreg.policy import Unusable, contradictions
from socialreg.refusals import Refusal, RefusalReason
from socialreg.text import as_colour, clean
from socialreg.web_address import is_linkable, split

_LONGEST_PATH = 255  # bytes; the most that every system takes


def unusable_settings(settings: Settings) -> Iterator[Unusable]:
    """What in ``data/register.toml`` cannot be used."""
    site, own = settings.site, settings.site.own_domains
    pages = {
        ("organisation", "website"): settings.organisation.website,
        ("site", "url"): site.url,
        ("site", "license"): site.license,
    }
    pages_or_mail = {
        ("site", "accessibility"): site.accessibility,
        ("site", "privacy"): site.privacy,
        ("site", "report"): site.report,
    }
    for location, address in (pages | pages_or_mail).items():
        if address is not None:
            yield from _address(location, address, own, mail=location in pages_or_mail)
    for name, colour in (("color", site.color), ("color_dark", site.color_dark)):
        if colour is not None and as_colour(colour) is None:
            yield Unusable(
                ("site", name),
                _("“{value}” is not a colour.").format(value=clean(colour)),
                _("Write it as # and six digits or letters a to f, for example #0b5a6b."),
            )
    if site.logo is not None and not _is_path(site.logo):
        yield Unusable(
            ("site", "logo"),
            _("“{value}” is not the path of a file in the register.").format(
                value=clean(site.logo)
            ),
            _("Write the way from the register’s folder, with /, for example data/logo.svg."),
        )
    for index, domain in enumerate(own):
        if not _is_host(domain):
            yield Unusable(
                ("site", "own_domains", index),
                _("“{value}” is not a host name.").format(value=clean(domain)),
                _("Write only the name, for example social.sjohamn.example."),
            )


def unusable_guidelines(guidelines: Guidelines) -> Iterator[Unusable]:
    """What in ``data/guidelines.toml`` cannot be used."""
    if not guidelines.editions:
        yield Unusable(
            ("editions",),
            _("There is no edition of the guidelines."),
            _("Add one: [[editions]], and below it id and from."),
        )
    known: dict[object, Edition] = {}
    for index, edition in enumerate(guidelines.editions):
        for key, value in (("id", edition.id), ("from", edition.from_)):
            if known.setdefault((key, value), edition) is not edition:
                yield Unusable(
                    ("editions", index, key),
                    _("Another edition has the same “{key}”: {value}.").format(
                        key=key, value=clean(str(value))
                    ),
                    _("Each edition has an id and a first day of its own: give this one others."),
                )
        if edition.url is not None:
            yield from _address(("editions", index, "url"), edition.url, (), mail=False)
        for found in contradictions(edition):
            yield found._replace(location=("editions", index, *found.location))


def _address(
    location: tuple[str | int, ...], text: str, own_domains: Collection[str], *, mail: bool
) -> Iterator[Unusable]:
    if is_linkable(text) and (mail and text.startswith("mailto:")):
        return
    hint = (
        _("Write https:// and the address of a page, or mailto: and an e-mail address.")
        if mail
        else _("Write it as your browser shows it, with https:// before it.")
    )
    found = split(text, own_domains)
    if isinstance(found, Refusal):
        own = found.reason is RefusalReason.IDN_HOST  # which has a hint of its own
        yield Unusable(location, found.message(), found.hint() if own else hint)
    elif not (text.startswith("https:") and is_linkable(text)):
        yield Unusable(location, Refusal(RefusalReason.NOT_HTTPS, text).message(), hint)


def _is_path(text: str) -> bool:
    """Whether *text* is the plain way to a file below the register's folder, on any system."""
    path = PurePosixPath(text)
    within = (
        path.parts and not path.is_absolute() and ".." not in path.parts and path.as_posix() == text
    )
    plain = text.isprintable() and not {"\\", ":"} & set(text)
    return bool(within) and plain and len(text.encode()) <= _LONGEST_PATH


def _is_host(text: str) -> bool:
    found = split(text, (text,))
    return not isinstance(found, Refusal) and "/" not in text and ":" not in text
