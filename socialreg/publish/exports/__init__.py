"""The register as open data: one table of exports, which the site and the command read.

Each has its own module, which says what its file holds; ``docs/open-data.md`` says it to those
who use the files. Everything comes from a ``PublicRegister``, so nothing internal can be in it,
and is the same for the same commit, on any day.
"""

from collections.abc import Iterator, Mapping

from socialreg.errors import RegisterError
from socialreg.i18n import N_, _
from socialreg.model import Settings
from socialreg.paths import SETTINGS_PATH
from socialreg.publish.addresses import site_address
from socialreg.publish.exports.atom import changes_atom
from socialreg.publish.exports.base import Export
from socialreg.publish.exports.catalogue import dcat
from socialreg.publish.exports.organisation import organisation_json
from socialreg.publish.exports.register_json import register_json, register_schema
from socialreg.publish.exports.seeds import seeds_csv, seeds_txt
from socialreg.publish.exports.sitemap import sitemap
from socialreg.publish.exports.tables import datapackage, register_csv, register_csv_excel
from socialreg.publish.exports.trust import trust_txt
from socialreg.publish.publication import PublicRegister

_DATA = (
    Export(
        "json",
        "register.json",
        "JSON",
        "application/json",
        N_("Everything in the register, for programs."),
        register_json,
        is_data=True,
    ),
    Export(
        "csv",
        "register.csv",
        "CSV",
        "text/csv",
        N_("The register as a table, by the Swedish convention for open data."),
        register_csv,
        is_data=True,
    ),
    Export(
        "csv-excel",
        "register-excel.csv",
        "CSV",
        "text/csv",
        N_("The same table for Excel in Swedish: open it with a double click."),
        register_csv_excel,
        is_data=True,
    ),
    Export(
        "atom",
        "changes.atom",
        "Atom",
        "application/atom+xml",
        N_("The last changes, for a feed reader."),
        changes_atom,
        is_data=True,
    ),
    Export(
        "seeds-csv",
        "seeds.csv",
        "CSV",
        "text/csv",
        N_("Every address that an account has had, with dates, for web archives."),
        seeds_csv,
        is_data=True,
    ),
    Export(
        "seeds",
        "seeds.txt",
        "Text",
        "text/plain",
        N_("The same addresses and nothing else: a seed list for a crawler."),
        seeds_txt,
        is_data=True,
    ),
)
_DESCRIPTIONS = (
    Export(
        "json-schema",
        "register.schema.json",
        "JSON Schema",
        "application/schema+json",
        N_("Describes register.json, so that a program can check what it reads."),
        register_schema,
    ),
    Export(
        "datapackage",
        "datapackage.json",
        "Data Package",
        "application/json",
        N_("Describes the tables, column by column."),
        datapackage,
    ),
    Export(
        "dcat",
        "dcat.rdf",
        "RDF/XML",
        "application/rdf+xml",
        N_("Describes the data by DCAT-AP-SE, so that Sveriges dataportal can fetch it."),
        lambda public: dcat(public, _DATA),
        needs_address=True,
    ),
    Export(
        "json-ld",
        "organisation.jsonld",
        "JSON-LD",
        "application/ld+json",
        N_("Tells search engines which accounts are ours."),
        organisation_json,
    ),
    Export(
        "trust-txt",
        "trust.txt",
        "Text",
        "text/plain",
        N_("Tells it to programs that read trust.txt."),
        trust_txt,
        also=(".well-known/trust.txt",),
    ),
    Export(
        "sitemap",
        "sitemap.xml",
        "XML",
        "application/xml",
        N_("Lists the pages of this site in both languages, for search engines."),
        sitemap,
        needs_address=True,
    ),
)
EXPORTS: Mapping[str, Export] = {export.name: export for export in _DATA + _DESCRIPTIONS}


def made(export: Export, public: PublicRegister) -> bytes:
    """The content of the *export*; RegisterError when it needs the site's address, unknown here."""
    if export.needs_address and site_address(public.settings.site) is None:
        raise RegisterError(
            _(
                "{file} holds whole addresses, and the register does not say where it is published."
            ).format(file=export.path),
            _("Write the website’s address in {path}: url under [site].").format(
                path=SETTINGS_PATH
            ),
        )
    return export.make(public)


def available(settings: Settings) -> Iterator[Export]:
    """The exports that can be made with these *settings*."""
    known = site_address(settings.site) is not None
    return (export for export in EXPORTS.values() if known or not export.needs_address)


def left_out(settings: Settings) -> list[str]:
    """The paths of those that cannot be made, for want of the site's address."""
    known = {export.name for export in available(settings)}
    return [export.path for export in EXPORTS.values() if export.name not in known]
