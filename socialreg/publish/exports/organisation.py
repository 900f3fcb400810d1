"""``organisation.jsonld``: the organisation and its accounts, in the words of schema.org.

``sameAs`` says that an address is the organisation's own, so only accounts in use stand there.
"""

import json
from typing import Any

from markupsafe import Markup

from socialreg.publish.exports.trust import active_links
from socialreg.publish.markup import mail_url
from socialreg.publish.publication import PublicRegister
from socialreg.web_address import is_linkable

# What ends a script element or begins a comment; JSON has another way to write each.
_IN_A_PAGE = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"}


def organisation_json(public: PublicRegister) -> bytes:
    """The content of ``organisation.jsonld``."""
    written = json.dumps(organisation(public), ensure_ascii=False, indent=1)
    return f"{written}\n".encode()


def organisation(public: PublicRegister) -> dict[str, Any]:
    """The organisation as schema.org describes it, with the accounts that are in use."""
    body, office = public.settings.organisation, public.settings.contact
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": body.name,
    }
    if is_linkable(body.website):
        found |= {"@id": body.website, "url": body.website}
    if body.number:
        found["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "organisationsnummer",
            "value": body.number,
        }
    if mail_url(office.email):
        found["contactPoint"] = {
            "@type": "ContactPoint",
            "name": office.name,
            "email": office.email,
        }
    found["sameAs"] = list(active_links(public))
    return found


def in_a_page(value: object) -> Markup:
    """*value* as JSON that can stand in a ``script`` element, where nothing in it acts."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char, code in _IN_A_PAGE.items():
        text = text.replace(char, code)
    return Markup(text)  # noqa: S704 - nothing is left in it that HTML reads
