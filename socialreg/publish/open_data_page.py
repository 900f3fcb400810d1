"""The page about the open data and how to embed it: what ``open_data.html.j2`` shows."""

from markupsafe import Markup

from socialreg import HOMEPAGE
from socialreg.i18n import N_
from socialreg.publish import embedding
from socialreg.publish.addresses import site_address
from socialreg.publish.exports import available
from socialreg.publish.exports.organisation import in_a_page, organisation
from socialreg.publish.frame import FOLDERS, policy_with
from socialreg.publish.licence import licence, licence_name
from socialreg.publish.publication import PublicRegister
from socialreg.publish.voice import Voice
from socialreg.values import dataclass

NAME = "oppna-data.html"
_DOCUMENTATION = {
    "sv": f"{HOMEPAGE}/blob/main/docs/open-data.sv.md",
    "en": f"{HOMEPAGE}/blob/main/docs/open-data.md",
}
# Works in any page that may run a script of its own; what it fetches holds none.
_SNIPPET = """\
<div id="socialreg"></div>
<script>
fetch("{address}")
  .then((answer) => answer.text())
  .then((html) => {{ document.getElementById("socialreg").innerHTML = html; }});
</script>
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file to fetch: where it is, its format and what it is for."""

    path: str
    kind: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """The accounts of a *unit* (None: everybody's) to embed, by the *name* of its files."""

    unit: str | None
    name: str
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class OpenDataPage:
    """The *files*, the terms on which they may be used, and the *fragments* to embed.

    The *policy* lets the *organisation* stand there as data for search engines.
    """

    title: str
    files: tuple[File, ...]
    licence: str
    licence_name: str
    documentation: str
    fragments: tuple[Fragment, ...]
    snippet: str
    organisation: Markup
    policy: Markup


def open_data_page(public: PublicRegister, voice: Voice) -> OpenDataPage:
    """The page, as the *voice* tells it."""
    site = public.settings.site
    # Where the site's own address is not known, its reader sees it in the browser.
    home = (site_address(site) or "https://…/") + FOLDERS[voice.language]
    folder = f"{home}{embedding.FOLDER}/"
    data = in_a_page(organisation(public))
    return OpenDataPage(
        title=voice.text(N_("Open data and embedding")),
        files=tuple(
            File(export.path, export.kind, voice.text(export.purpose))
            for export in available(public.settings)
        ),
        licence=licence(site),
        licence_name=licence_name(site),
        documentation=_DOCUMENTATION[voice.language],
        fragments=tuple(
            Fragment(shelf.unit, shelf.name, f"{folder}{shelf.name}.html", len(shelf.accounts))
            for shelf in embedding.shelves(public)
        ),
        snippet=_SNIPPET.format(address=f"{folder}{embedding.ALL}.html"),
        organisation=data,
        policy=policy_with(data),
    )
