"""``dcat.rdf``: what open data there is, for Sveriges dataportal (DCAT-AP-SE 3.0.1, RDF/XML).

A catalogue with one dataset, the register, which can be had in several files. All addresses are
whole ones, so the site's own has to be known; all words say in which language they are.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from socialreg.i18n import LANGUAGES, N_
from socialreg.publish.addresses import site_address
from socialreg.publish.exports.base import Export
from socialreg.publish.exports.xml import XML_LANG, add, document
from socialreg.publish.licence import licence
from socialreg.publish.markup import mail_url
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice
from socialreg.web_address import is_linkable

PATH = "dcat.rdf"
_VOCABULARIES = {
    "xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmlns:dcat": "http://www.w3.org/ns/dcat#",
    "xmlns:dct": "http://purl.org/dc/terms/",
    "xmlns:foaf": "http://xmlns.com/foaf/0.1/",
    "xmlns:vcard": "http://www.w3.org/2006/vcard/ns#",
}
_DATE = "http://www.w3.org/2001/XMLSchema#date"
_MUNICIPALITY = "http://purl.org/adms/publishertype/LocalAuthority"
_EU = "http://publications.europa.eu/resource/authority"
_LANGUAGES = {"sv": f"{_EU}/language/SWE", "en": f"{_EU}/language/ENG"}
_TITLE = N_("Official accounts in social media")
_DESCRIPTION = N_(
    "Every account in social media that {organisation} has, or has had: where it is, whose it is "
    "and since when. Closed accounts stay in the register."
)
_CATALOGUE_TITLE = N_("Open data about accounts in social media, {organisation}")
_CATALOGUE_DESCRIPTION = N_(
    "Describes the open data about the accounts in social media of {organisation}."
)


def dcat(public: PublicRegister, distributions: Iterable[Export]) -> bytes:
    """The content of ``dcat.rdf``: the register as it can be had in each of *distributions*."""
    base = site_address(public.settings.site)
    if base is None:
        raise ValueError("the site's address is not known")
    root = ET.Element("rdf:RDF", _VOCABULARIES)
    files = tuple(distributions)
    _catalogue(root, public, base)
    _dataset(root, public, base, files)
    for export in files:
        _distribution(root, public, base, export)
    _publisher(root, public, base)
    _contact(root, public, base)
    return document(root)


def _catalogue(root: ET.Element, public: PublicRegister, base: str) -> None:
    node = _node(root, "dcat:Catalog", base, "catalogue")
    _say(node, "dct:title", public, _CATALOGUE_TITLE)
    _say(node, "dct:description", public, _CATALOGUE_DESCRIPTION)
    _refer(node, "dct:publisher", f"{base}{PATH}#publisher")
    _refer(node, "dct:license", licence(public.settings.site))
    _refer(node, "foaf:homepage", f"{base}oppna-data.html")
    for language in LANGUAGES:
        _refer(node, "dct:language", _LANGUAGES[language])
    _modified(node, public)
    _refer(node, "dcat:dataset", f"{base}{PATH}#register")


def _dataset(
    root: ET.Element, public: PublicRegister, base: str, files: tuple[Export, ...]
) -> None:
    node = _node(root, "dcat:Dataset", base, "register")
    _say(node, "dct:title", public, _TITLE)
    _say(node, "dct:description", public, _DESCRIPTION)
    _refer(node, "dct:publisher", f"{base}{PATH}#publisher")
    if mail_url(public.settings.contact.email):
        _refer(node, "dcat:contactPoint", f"{base}{PATH}#contact")
    _say(node, "dcat:keyword", public, N_("social media"))
    _refer(node, "dcat:theme", f"{_EU}/data-theme/GOVE")
    _refer(node, "dct:accessRights", f"{_EU}/access-right/PUBLIC")
    _refer(node, "dct:accrualPeriodicity", f"{_EU}/frequency/IRREG")
    _refer(node, "dct:language", _LANGUAGES[public.settings.language])
    _refer(node, "dcat:landingPage", f"{base}index.html")
    _modified(node, public)
    for export in files:
        _refer(node, "dcat:distribution", f"{base}{PATH}#{export.name}")


def _distribution(root: ET.Element, public: PublicRegister, base: str, export: Export) -> None:
    node = _node(root, "dcat:Distribution", base, export.name)
    _say(node, "dct:description", public, export.purpose)
    _refer(node, "dcat:accessURL", base + export.path)
    _refer(node, "dcat:downloadURL", base + export.path)
    add(node, "dct:format", export.media_type)
    _refer(node, "dct:license", licence(public.settings.site))
    _modified(node, public)


def _publisher(root: ET.Element, public: PublicRegister, base: str) -> None:
    body = public.settings.organisation
    node = _node(root, "foaf:Agent", base, "publisher")
    add(node, "foaf:name", body.name, **{XML_LANG: public.settings.language})
    _refer(node, "dct:type", _MUNICIPALITY)
    if body.website and is_linkable(body.website):
        _refer(node, "foaf:homepage", body.website)


def _contact(root: ET.Element, public: PublicRegister, base: str) -> None:
    office = public.settings.contact
    mail = mail_url(office.email)
    if mail:
        node = _node(root, "vcard:Organization", base, "contact")
        add(node, "vcard:fn", office.name, **{XML_LANG: public.settings.language})
        _refer(node, "vcard:hasEmail", mail)


def _node(root: ET.Element, kind: str, base: str, name: str) -> ET.Element:
    return add(root, kind, **{"rdf:about": f"{base}{PATH}#{name}"})


def _refer(node: ET.Element, name: str, address: str) -> None:
    add(node, name, **{"rdf:resource": address})


def _say(node: ET.Element, name: str, public: PublicRegister, message: str) -> None:
    """The *message* in each language."""
    for language, text in _texts(message, public):
        add(node, name, text, **{XML_LANG: language})


def _texts(message: str, public: PublicRegister) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        text = Voice(language, public.settings.language).text(message)
        yield language, text.format(organisation=public.settings.organisation.name)


def _modified(node: ET.Element, public: PublicRegister) -> None:
    if public.updated:
        add(node, "dct:modified", public.updated.isoformat(), **{"rdf:datatype": _DATE})
