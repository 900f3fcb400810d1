"""``platforms.toml`` as values: what each platform's handles and addresses look like.

Loading the table compiles no pattern: a command that looks at one account should not pay
for thirty platforms. ``fits`` and ``path_rule`` compile a pattern when it is first asked for.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import rtoml

from socialreg.i18n import N_
from socialreg.refusals import RefusalReason
from socialreg.text import nearest
from socialreg.values import dataclass

TABLE_PATH = Path(__file__).with_name("platforms.toml")

# Subdomains that show the same account on every platform.
_SAME_SITE = frozenset({"www", "m", "mobile", "web"})

# Names in the table that are words and therefore translated; brands are not.
WORDS = (N_("Blog"), N_("Facebook group"), N_("Podcast"), N_("WhatsApp channel"))


def _exact(handle: str) -> str:
    return handle


def _fold(handle: str) -> str:
    if handle.isascii():
        return handle.lower()
    # Not casefold: to a platform, straße and strasse are two names.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", handle).lower())


def _fold_without_dots(handle: str) -> str:
    return _fold(handle).replace(".", "")


# What ``ignores`` in the table may say: what does not tell two handles apart.
_KEY_OF: Mapping[tuple[str, ...], Callable[[str], str]] = {
    (): _exact,
    ("case",): _fold,
    ("case", "dots"): _fold_without_dots,
}


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of name on a platform and the addresses in which it stands.

    A handle of this form is written *prefix* + name; its address is *head* + name + *tail*.
    *pattern* is the rule for the whole name. *paths* are the accepted spellings of the
    address' path, the canonical one first. *is_id* says that the name is a platform id.
    """

    pattern: str
    head: str
    tail: str
    paths: tuple[str, ...]
    prefix: str = ""
    is_id: bool = False
    personal: bool = False

    @property
    def at_root(self) -> bool:
        """Whether the name comes first in the path, where the platform has own pages too."""
        return self.paths[0].startswith("{handle}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One platform: the keys of its table in ``platforms.toml``. Only *name* is required.

    *hosts* are the host names without ``www.``; *subdomains* is a pattern of further
    subdomains that show the same accounts; *short_hosts* maps a host to the path in which
    its paths are read (``discord.gg/x`` as ``/invite/x``). *handle* is the pattern of a
    handle and *url* its canonical address; *paths* are further spellings of the path;
    *subpages* is the pattern of what may follow it and still mean the account; *ignores* is
    what does not tell handles apart (``case``, ``dots``); *with_at* says that people write the
    handle with ``@``; elsewhere it is the last part of an address. *id*, *id_url* and
    *id_paths* are the same for the platform's unchangeable ids. *also* are further kinds of
    names, each with a *prefix* that tells its handles apart. *query* maps a path to the
    parameter that belongs to it. *reserved* are the platform's own words at the root;
    *refuse_paths* and *refuse_hosts* name what is never an account, by reason. *own_domain*
    says that accounts may be on any host. *also_called* are names, in lower case, by which people
    mean the platform, such as its former one. *retired* is when the platform closed. *tests* are
    its examples.
    """

    key: str
    name: str
    hosts: tuple[str, ...] = ()
    subdomains: str = ""
    short_hosts: Mapping[str, str] = field(default_factory=dict)
    handle: str = ""
    url: str = ""
    paths: tuple[str, ...] = ()
    subpages: str = ""
    ignores: tuple[str, ...] = ("case",)
    with_at: bool = False
    id: str = ""
    id_url: str = ""
    id_paths: tuple[str, ...] = ()
    also: tuple[Mapping[str, Any], ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()
    refuse_paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refuse_hosts: Mapping[str, str] = field(default_factory=dict)
    own_domain: bool = False
    also_called: tuple[str, ...] = ()
    retired: date | None = None
    tests: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key_of(self) -> Callable[[str], str]:
        """The normalisation under which two spellings of a handle are the same."""
        return _KEY_OF[self.ignores]

    @property
    def example(self) -> str:
        """An account's canonical address, made up."""
        first = self.tests["examples"][0]
        return str(first.get("canonical", first["url"]))


@functools.cache
def fits(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """The function that says whether a whole text fits *pattern*."""
    return re.compile(pattern).fullmatch


@functools.cache
def path_rule(path: str, id_pattern: str) -> Callable[[str], re.Match[str] | None]:
    """The function that finds ``name`` and ``rest`` in an address' path spelled like *path*.

    The fixed parts are compared without case; whether the name fits is not said here.
    """
    return re.compile(path_pattern(path, id_pattern), re.IGNORECASE | re.ASCII).fullmatch


def path_pattern(path: str, id_pattern: str) -> str:
    """The pattern of ``path_rule``, to be compared without case, of ASCII letters only."""
    spelled = path.replace("{handle}", "(?P<name>[^/]+)").replace("{id}", f"(?P<name>{id_pattern})")
    return rf"{spelled}(?:/(?P<rest>.+))?"


@functools.cache
def specs() -> Mapping[str, Spec]:
    """Every platform of the table, by key, in its order."""
    return MappingProxyType(
        {key: _spec(key, table) for key, table in _table()["platform"].items()},
    )


def meant(word: str) -> str | None:
    """The key of the platform that *word*, which is none, most likely means; None if none is near.

    A name that people know a platform by says more than the letters it shares with others.
    """
    known = {name: spec.key for spec in specs().values() for name in (spec.key, *spec.also_called)}
    near = nearest(word, known)
    return known[near] if near else None


@functools.cache
def forms(key: str) -> tuple[Form, ...]:
    """The kinds of names on the platform *key*, the usual handle first, ids last."""
    spec = specs()[key]
    if not spec.url:
        return ()
    usual = _form(spec, handle=spec.handle, url=spec.url, paths=spec.paths)
    also = (_form(spec, **table) for table in spec.also)
    if not spec.id_url:
        return (usual, *also)
    by_id = _form(spec, handle=spec.id, url=spec.id_url, paths=spec.id_paths, is_id=True)
    return (usual, *also, by_id)


def specs_at(host: str) -> tuple[Spec, ...]:
    """The platforms whose accounts are shown at *host*, which is in lower case."""
    index = _hosts()
    if host in index:
        return index[host]
    label, _dot, site = host.partition(".")
    return tuple(
        spec
        for spec in index.get(site, ())
        if label in _SAME_SITE or fits(spec.subdomains)(label) is not None
    )


def refused_host(host: str) -> RefusalReason | None:
    """Why no account is ever at *host*, or None if one may be."""
    return refused_hosts().get(host.removeprefix("www."))


@functools.cache
def _table() -> dict[str, Any]:
    return rtoml.loads(TABLE_PATH.read_text(encoding="utf-8"))


def _spec(key: str, table: Mapping[str, Any]) -> Spec:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    values["reserved"] = frozenset(table.get("reserved", ()))
    return Spec(key=key, **values)


def _form(  # noqa: PLR0913 - the keys of a form in the table
    spec: Spec,
    *,
    handle: str,
    url: str,
    paths: tuple[str, ...] = (),
    prefix: str = "",
    personal: bool = False,
    is_id: bool = False,
) -> Form:
    placeholder = "{id}" if is_id else "{handle}"
    head, _placeholder, tail = url.partition(placeholder)
    _scheme, _slashes, host, before = head.split("/", 3)
    after = tail.rstrip("/")
    canonical = f"{re.escape(before)}{placeholder}{re.escape(after)}"
    if host in spec.short_hosts:
        canonical = f"{spec.short_hosts[host]}/{canonical}"
    return Form(handle, head, tail, (canonical, *paths), prefix, is_id, personal)


@functools.cache
def _hosts() -> Mapping[str, tuple[Spec, ...]]:
    index: dict[str, tuple[Spec, ...]] = {}
    for spec in specs().values():
        for host in (*spec.hosts, *spec.short_hosts):
            index[host] = (*index.get(host, ()), spec)
    return index


@functools.cache
def refused_hosts() -> Mapping[str, RefusalReason]:
    """The hosts at which no account ever is, each with the reason."""
    refused = {
        host: RefusalReason(reason) for reason, hosts in _table()["hosts"].items() for host in hosts
    }
    for spec in specs().values():
        refused |= {host: RefusalReason(reason) for host, reason in spec.refuse_hosts.items()}
    return refused
