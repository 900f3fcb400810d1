"""What an option's text must look like: each returns the value, or a usage error that says how."""

import re

import typer

from socialreg import identifiers, web_address
from socialreg.i18n import _
from socialreg.refusals import Refusal
from socialreg.text import clean

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)


def one_line(text: str) -> str:
    """*text* without blanks around it, when it can be read and is not empty."""
    if text.strip() and clean(text) == text:
        return text.strip()
    raise typer.BadParameter(_("Write something that can be read, on one line."))


def municipality_code(text: str) -> str:
    """A municipality's code, such as ``1284``."""
    if code := identifiers.municipality_code(text):
        return code
    raise typer.BadParameter(
        _("“{value}” is not a municipality code: it has four digits.").format(value=clean(text))
    )


def organisation_number(text: str) -> str:
    """An organisation number, written ``212000-1165``."""
    if number := identifiers.organisation_number(text):
        return number
    raise typer.BadParameter(
        _("“{value}” is not an organisation number. Write it as 212000-1165.").format(
            value=clean(text)
        )
    )


def email(text: str) -> str:
    """An e-mail address; whether there is such a mailbox only a letter to it can tell."""
    if _EMAIL.fullmatch(text.strip()) and clean(text) == text:
        return text.strip()
    raise typer.BadParameter(_("“{value}” is not an e-mail address.").format(value=clean(text)))


def website(text: str) -> str:
    """The address of a website, with ``https://`` before it."""
    found = web_address.split(text)
    if isinstance(found, Refusal):
        raise typer.BadParameter(f"{found.message()} {found.hint()}")
    query = f"?{found.query}" if found.query else ""
    return f"https://{found.host}{found.path}{query}"


def color(text: str) -> str:
    """A colour written ``#rrggbb``."""
    if _COLOR.fullmatch(text.strip()):
        return text.strip().lower()
    raise typer.BadParameter(
        _("“{value}” is not a colour. Write it as #0b5a6b.").format(value=clean(text))
    )
