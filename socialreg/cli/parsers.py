"""What an option's text must look like: each returns the value, or a usage error that says how."""

import typer

from socialreg import identifiers, web_address
from socialreg.errors import UsageError
from socialreg.i18n import _
from socialreg.refusals import Refusal
from socialreg.text import as_colour, as_email, as_language, as_line, brief


def one_line(text: str, field: str = "") -> str:
    """*text* without blanks around it, when it can be read and is not empty.

    *field* is the account's field that it is meant for, where there is one.
    """
    if line := as_line(text):
        return _impersonal(line, field)
    raise typer.BadParameter(_("Write something that can be read, on one line."))


def account_id(text: str) -> str:
    """What may be an account's id."""
    from socialreg.filenames import is_valid_id, what_an_id_is

    if is_valid_id(text.strip()):
        return text.strip()
    raise UsageError(_("“{id}” cannot be an account’s id.").format(id=brief(text)), what_an_id_is())


def platform(text: str) -> str:
    """A platform's key."""
    from socialreg.platforms import meant, platforms

    if text in platforms():
        return text
    near = meant(text)
    raise UsageError(
        _("There is no platform “{platform}”.").format(platform=brief(text)),
        _("Did you mean “{word}”?").format(word=near)
        if near
        else _("Use one of: {words}.").format(words=", ".join(platforms())),
    )


def language(text: str) -> str:
    """A language's tag, such as ``sv``."""
    from socialreg.editing import no_language

    if tag := as_language(text):
        return tag
    refused = no_language(text)
    raise typer.BadParameter(f"{refused.message} {refused.hint}")


def municipality_code(text: str) -> str:
    """A municipality's code, such as ``1284``."""
    if code := identifiers.municipality_code(text):
        return code
    raise typer.BadParameter(
        _("“{value}” is not a municipality code: it has four digits.").format(value=brief(text))
    )


def organisation_number(text: str) -> str:
    """An organisation number, written ``212000-1165``."""
    if number := identifiers.organisation_number(text):
        return number
    raise typer.BadParameter(
        _("“{value}” is not an organisation number. Write it as 212000-1165.").format(
            value=brief(text)
        )
    )


def email(text: str) -> str:
    """An e-mail address; whether there is such a mailbox only a letter to it can tell."""
    if address := as_email(text):
        return _impersonal(address)
    raise typer.BadParameter(_("“{value}” is not an e-mail address.").format(value=brief(text)))


def website(text: str) -> str:
    """The address of a website, with ``https://`` before it."""
    found = web_address.split(text)
    if isinstance(found, Refusal):
        raise typer.BadParameter(f"{found.message()} {found.hint()}")
    query = f"?{found.query}" if found.query else ""
    return f"https://{found.host}{found.path}{query}"


def color(text: str) -> str:
    """A colour written ``#rrggbb``."""
    if as_colour(text.strip()):
        return text.strip().lower()
    raise typer.BadParameter(
        _("“{value}” is not a colour. Write it as #0b5a6b.").format(value=brief(text))
    )


def _impersonal(text: str, field: str = "") -> str:
    """*text*, if nobody is told by it: recording would refuse that too, when all is answered.

    It is looked at as it will stand in the *field*: ten digits can be a handle.
    """
    from socialreg.cli.privacy import personal_data

    if what := personal_data(f'{field} = "{text}"' if field else text):
        raise typer.BadParameter(
            _("That would be {what}: name a role, a function mailbox or a switchboard.").format(
                what=what
            )
        )
    return text
