"""On which terms the register's open data may be used."""

from socialreg.model import Site

# Facts about a public body's own accounts: free for everybody unless the register says otherwise.
DEFAULT = "https://creativecommons.org/publicdomain/zero/1.0/"
_NAMES = {
    DEFAULT: "CC0 1.0",
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
}


def licence(site: Site) -> str:
    """The address of the licence."""
    return site.license or DEFAULT


def licence_name(site: Site) -> str:
    """What the licence is called; its address where that is not known."""
    return _NAMES.get(licence(site), licence(site))
