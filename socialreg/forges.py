"""Where a pull request is opened in the browser, for the forges that people use."""

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from socialreg.values import dataclass

# ``git@host:owner/name.git``, the short form of ssh; a drive letter (C:/…) is no host.
_SCP = re.compile(r"(?:[^@/:\s]+@)?(?P<host>[^@/:\s]{2,}):(?P<path>(?!/?/).+)")
_SCHEMES = frozenset({"http", "https", "ssh", "git", "git+ssh", "ssh+git"})
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
# Hosts that answer ssh on the port of https, and what their web site is called.
_SSH_OVER_HTTPS = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A repository on the web: *site* is ``https://host[:port]``, *path* its parts."""

    site: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forge:
    """A kind of forge: by which host names it is known, and its address for a pull request.

    *hosts* are its public instances, *words* parts of the name of one's own (``gitlab.example``).
    """

    name: str
    hosts: frozenset[str]
    words: frozenset[str]
    address: Callable[[Place, str, str], str | None]


def pull_request_address(remote: str, *, branch: str, base: str) -> str | None:
    """Where to open a pull request of *branch* into *base*; None if the forge is not known.

    *remote* is the URL that git pushes to; what it holds of user names and passwords is not
    part of the answer.
    """
    located = _locate(remote.strip())
    if located is None:
        return None
    host, place = located
    forge = _forge(host)
    return forge.address(place, quote(branch, safe=""), quote(base, safe="")) if forge else None


def _locate(remote: str) -> tuple[str, Place] | None:
    if not remote.isprintable():
        return None
    if "://" in remote:
        return _from_url(remote)
    short = _SCP.fullmatch(remote)
    return _place("https", short["host"], None, short["path"]) if short else None


def _from_url(remote: str) -> tuple[str, Place] | None:
    try:
        parts = urlsplit(remote)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not parts.hostname:
        return None
    web = parts.scheme in {"http", "https"}  # another scheme's port is not the web site's
    return _place(
        parts.scheme if web else "https", parts.hostname, port if web else None, parts.path
    )


def _place(scheme: str, host: str, port: int | None, path: str) -> tuple[str, Place] | None:
    host = host.lower()
    host = _SSH_OVER_HTTPS.get(host, host)
    names = path.strip("/").removesuffix(".git").split("/")
    if not _HOST.fullmatch(host) or {"", ".", ".."} & set(names):
        return None
    if "@" in path:  # no repository is called so: an address with a password, badly written
        return None
    site = f"{scheme}://{host}" + (f":{port}" if port else "")
    return host, Place(site, tuple(quote(name, safe="~") for name in names))


def _forge(host: str) -> Forge | None:
    words = frozenset(host.split(".")[:-1])
    for forge in FORGES:
        if host in forge.hosts or words & forge.words:
            return forge
    return None


def _github(place: Place, branch: str, base: str) -> str | None:
    if len(place.path) != 2:  # noqa: PLR2004 - owner and name
        return None
    return f"{place.site}/{'/'.join(place.path)}/compare/{base}...{branch}?expand=1"


def _gitlab(place: Place, branch: str, base: str) -> str | None:
    if len(place.path) < 2:  # noqa: PLR2004 - at least one group, and the name
        return None
    query = f"merge_request%5Bsource_branch%5D={branch}&merge_request%5Btarget_branch%5D={base}"
    return f"{place.site}/{'/'.join(place.path)}/-/merge_requests/new?{query}"


def _forgejo(place: Place, branch: str, base: str) -> str | None:
    if len(place.path) < 2:  # noqa: PLR2004 - owner and name, perhaps below a folder
        return None
    return f"{place.site}/{'/'.join(place.path)}/compare/{base}...{branch}"


def _bitbucket(place: Place, branch: str, base: str) -> str | None:
    if len(place.path) != 2:  # noqa: PLR2004 - workspace and name
        return None
    repository = "/".join(place.path)
    return f"{place.site}/{repository}/pull-requests/new?source={branch}&dest={base}"


def _bitbucket_server(place: Place, branch: str, base: str) -> str | None:
    path = place.path[1:] if place.path[0] == "scm" else place.path
    if len(path) != 2:  # noqa: PLR2004 - project and name
        return None
    project, name = path
    kind = "users" if project.startswith("~") else "projects"
    query = f"create&sourceBranch=refs%2Fheads%2F{branch}&targetBranch=refs%2Fheads%2F{base}"
    return f"{place.site}/{kind}/{project.lstrip('~')}/repos/{name}/pull-requests?{query}"


# A host is looked up from top to bottom.
FORGES = (
    Forge("GitHub", frozenset({"github.com"}), frozenset({"github"}), _github),
    Forge("GitLab", frozenset({"gitlab.com"}), frozenset({"gitlab"}), _gitlab),
    Forge(
        "Forgejo",
        frozenset({"codeberg.org", "gitea.com"}),
        frozenset({"forgejo", "gitea", "codeberg"}),
        _forgejo,
    ),
    Forge("Bitbucket", frozenset({"bitbucket.org"}), frozenset(), _bitbucket),
    Forge("Bitbucket Server", frozenset(), frozenset({"bitbucket", "stash"}), _bitbucket_server),
)
