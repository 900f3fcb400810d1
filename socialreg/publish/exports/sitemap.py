"""``sitemap.xml``: every page in both languages, each with the address of the other."""

import xml.etree.ElementTree as ET

from socialreg.i18n import LANGUAGES
from socialreg.publish.addresses import site_address
from socialreg.publish.exports.xml import add, document
from socialreg.publish.frame import FOLDERS
from socialreg.publish.publication import PublicRegister

_MOST = 50_000  # addresses; sitemaps.org takes no more in one file


def sitemap(public: PublicRegister) -> bytes:
    """The content of ``sitemap.xml``; the site's address has to be known."""
    from socialreg.publish.pages import pages  # imported late: the pages know the exports

    base = site_address(public.settings.site)
    names = [page.name for page in pages(public)]
    names += [f"konto/{account_id}.html" for account_id in public.listing.accounts]
    root = ET.Element(
        "urlset",
        {
            "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
            "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
        },
    )
    # Of a larger register the English pages are found by way of the Swedish ones.
    listed = LANGUAGES if len(names) * len(LANGUAGES) <= _MOST else LANGUAGES[:1]
    for name in names:
        addresses = {language: f"{base}{FOLDERS[language]}{name}" for language in LANGUAGES}
        for language in listed:
            url = add(root, "url")
            add(url, "loc", addresses[language])
            for other, href in addresses.items():
                add(url, "xhtml:link", rel="alternate", hreflang=other, href=href)
    return document(root)
