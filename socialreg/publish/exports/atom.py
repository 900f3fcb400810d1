"""``changes.atom``: the last changes of the register as a feed (RFC 4287), in Swedish.

An entry is dated by what happened, at noon UTC, which is that day's date nearly everywhere. Its
id is a tag URI (RFC 4151) made of the organisation's own domain, the account's id and the
event's key, so it needs no address of the site and stays when the site moves. Links are there
where the site's address is known.
"""

import html
import uuid
import xml.etree.ElementTree as ET
from datetime import date

from socialreg.i18n import N_
from socialreg.model import Settings
from socialreg.publish.addresses import site_address
from socialreg.publish.changes_page import NAME
from socialreg.publish.chronicle import Change, newest
from socialreg.publish.exports.xml import XML_LANG, add, document
from socialreg.publish.publication import PublicRegister
from socialreg.publish.story import Act
from socialreg.publish.voice import Voice
from socialreg.refusals import Refusal
from socialreg.web_address import split

NEWEST = 100
PATH = "changes.atom"
_ATOM = "http://www.w3.org/2005/Atom"
_SINCE = "2026"  # RFC 4151 wants a day on which the domain was the organisation's: any will do
_NEVER = date(1970, 1, 1)  # a feed has to say when it changed, and an empty one never did

_TITLES = {
    Act.APPLIED: N_("applied for"),
    Act.APPROVED: N_("approved"),
    Act.OPENED: N_("opened"),
    Act.RESTED: N_("rested"),
    Act.RENAMED: N_("renamed"),
    Act.CONFIRMED: N_("confirmed"),
    Act.CLOSED: N_("closed"),
}


def changes_atom(public: PublicRegister) -> bytes:
    """The content of ``changes.atom``."""
    # Plain text has no room for the language of single words.
    voice = Voice("sv", "sv")
    settings, changes = public.settings, tuple(newest(public.history, NEWEST))
    address = site_address(settings.site)
    feed = ET.Element("feed", {"xmlns": _ATOM, XML_LANG: "sv"})
    add(feed, "id", _identity(settings, "changes"))
    title = voice.text(N_("{organisation}: changes in the register of accounts in social media"))
    add(feed, "title", title.format(organisation=settings.organisation.name))
    add(feed, "updated", _noon(changes[0].event.day if changes else public.updated or _NEVER))
    if address:
        add(feed, "link", rel="self", type="application/atom+xml", href=address + PATH)
        add(feed, "link", rel="alternate", type="text/html", href=address + NAME)
    add(add(feed, "author"), "name", settings.organisation.name)
    for change in changes:
        _entry(feed, change, settings, address, voice)
    return document(feed)


def _entry(
    feed: ET.Element, change: Change, settings: Settings, address: str | None, voice: Voice
) -> None:
    account, event = change
    entry = add(feed, "entry")
    add(entry, "id", _identity(settings, f"{account.id}:{event.key}"))
    platform, act = voice.platform(account.platform), voice.text(_TITLES[event.act])
    title = voice.text(N_("{name} on {platform}: {act}"))
    add(entry, "title", title.format(name=account.name, platform=platform, act=act))
    add(entry, "updated", _noon(event.day))
    add(entry, "published", _noon(event.day))
    add(entry, "category", term=event.act.value)
    if address:
        href = f"{address}konto/{account.id}.html#{event.key}"
        add(entry, "link", rel="alternate", type="text/html", href=href)
    add(entry, "content", html.unescape(event.tell(voice)), type="text")


def _noon(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"


def _identity(settings: Settings, name: str) -> str:
    """The id of what is called *name* in the organisation's feed."""
    domain = _domain(settings)
    if domain:
        return f"tag:{domain},{_SINCE}:socialreg:{name}"
    unique = uuid.uuid5(uuid.NAMESPACE_OID, f"{settings.organisation.name}\n{name}")
    return f"urn:uuid:{unique}"


def _domain(settings: Settings) -> str | None:
    """The organisation's domain: that of its website, which stays when the register moves."""
    mail = (settings.contact.email or "").rpartition("@")[2]
    for address in (settings.organisation.website, settings.site.url, mail):
        found = split(address, settings.site.own_domains) if address else None
        if found and not isinstance(found, Refusal):
            return found.host
    return None
