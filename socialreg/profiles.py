"""From an address or a handle to the account it means, or why it means none.

What is true of one platform only stands in ``platforms.toml``. Everything here is pure and
takes any text: what cannot be an account is a Refusal, never an exception.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from socialreg import platform_table
from socialreg.platform_table import (
    Form,
    Spec,
    fits,
    forms,
    meant,
    path_rule,
    specs,
    specs_at,
)
from socialreg.refusals import Refusal, RefusalReason
from socialreg.web_address import Address, split, unescape, untracked


class Profile(NamedTuple):
    """The account that an address or a handle means; *url* is its canonical address.

    *key* is the same for every spelling of the account on its platform, and ``id:…`` if only
    its id is known. *personal* says that by its kind it is a private person's profile.
    A tuple because one is made for every account: a third of a frozen dataclass' time.
    """

    platform: str
    handle: str | None
    platform_id: str | None
    url: str
    key: str
    personal: bool = False


def parse_url(
    url: str, *, platform: str | None = None, own_domains: Collection[str] = ()
) -> Profile | Refusal:
    """The account at the address *url*, with or without its scheme, or why there is none.

    *platform* is what the account is said to be on; it is needed where accounts may be on
    any host. *own_domains* are the organisation's own host names (``Site.own_domains``).
    """
    address = split(url, own_domains)
    if isinstance(address, Refusal):
        return address
    never = platform_table.refused_host(address.host)
    if never:
        return Refusal(never, address.host)
    if platform is not None:
        return _on_platform(platform, address, own_domains)
    there = specs_at(address.host)
    if there:
        return min((_find(spec, address, own_domains) for spec in there), key=_telling)
    looks_fediverse = address.path.startswith(("/@", "/users/"))
    instead = "mastodon" if looks_fediverse else ""
    return Refusal(RefusalReason.UNKNOWN_HOST, address.host, instead=instead)


def parse_handle(
    platform: str, handle: str, *, own_domains: Collection[str] = ()
) -> Profile | Refusal:
    """The account called *handle* on *platform*, or why there can be none.

    A leading ``@``, an id and a whole address in place of the handle are understood.
    """
    spec = specs().get(platform)
    if spec is None:
        return _no_platform(platform)
    text = handle.strip(" ")
    if not text.isprintable():
        return Refusal(RefusalReason.HIDDEN_CHARACTER, text)
    if _is_address(text):
        return parse_url(text, platform=platform, own_domains=own_domains)
    if not spec.url:
        return Refusal(RefusalReason.HANDLE_UNUSED, text, spec.name)
    name = unicodedata.normalize("NFC", unescape(text)).removeprefix("@")
    if spec.own_domain:
        return _named_at_host(spec, name, own_domains)
    return _named(spec, name)


def _no_platform(platform: str) -> Refusal:
    instead = meant(platform) or ""
    return Refusal(RefusalReason.UNKNOWN_PLATFORM, platform, instead=instead)


def _on_platform(
    platform: str, address: Address, own_domains: Collection[str]
) -> Profile | Refusal:
    spec = specs().get(platform)
    if spec is None:
        return _no_platform(platform)
    there = specs_at(address.host)
    others = [other for other in there if other is not spec]
    if spec in there or (spec.own_domain and not there):
        outcome = _find(spec, address, own_domains)
        others = [other for other in others if isinstance(_find(other, address, ()), Profile)]
        if isinstance(outcome, Profile) or not others:
            return outcome
    instead = others[0].key if others else ""
    return Refusal(RefusalReason.OTHER_PLATFORM, address.host, spec.name, instead)


# Where several kinds of name could be meant and none fits: the refusal that says the most.
_TELLING = (
    RefusalReason.SHARE_LINK,
    RefusalReason.SHORTENER,
    RefusalReason.POST,
    RefusalReason.RESERVED,
    RefusalReason.BAD_HANDLE,
)


def _telling(outcome: Profile | Refusal) -> int:
    """The rank of *outcome* among several: an account first, then what explains most."""
    if isinstance(outcome, Profile):
        return -1
    return _TELLING.index(outcome.reason) if outcome.reason in _TELLING else len(_TELLING)


def _find(spec: Spec, address: Address, own_domains: Collection[str]) -> Profile | Refusal:
    """The account of *spec*'s platform at *address*, whose host is known to be right."""
    if not spec.url:
        return _as_it_is(spec, address)
    subject = _subject(spec, address)
    if subject is None:
        return Refusal(RefusalReason.AMBIGUOUS, f"{address.path}?{address.query}", spec.name)
    refusals = []
    for form in forms(spec.key):
        for path in form.paths:
            found = path_rule(path, spec.id)(subject)
            outcome = found and _taken(spec, form, path, found, address.host, own_domains)
            if isinstance(outcome, Profile):
                return outcome
            if outcome:
                refusals.append(outcome)
    for reason, paths in spec.refuse_paths.items():
        if any(path_rule(path, spec.id)(subject) for path in paths):
            return Refusal(RefusalReason(reason), subject, spec.name)
    nothing = Refusal(RefusalReason.NO_HANDLE, address.host, spec.name, spec.example)
    return min(refusals, key=_telling, default=nothing)


def _subject(spec: Spec, address: Address) -> str | None:
    """The part of *address* that tells accounts apart: the path, and a parameter if it does.

    None where the parameter is there twice: two programs could take different ones.
    """
    parts = [part for part in unescape(address.path).split("/") if part]
    if address.host in spec.short_hosts:
        parts.insert(0, spec.short_hosts[address.host])
    subject = unicodedata.normalize("NFC", "/".join(parts))
    parameter = spec.query.get(subject)
    values = _values(parameter, address.query) if parameter else []
    if len(values) > 1:
        return None
    return f"{subject}?{parameter}={values[0]}" if values else subject


def _values(parameter: str, query: str) -> list[str]:
    """The values of *parameter* in *query*, also where its name is escaped or padded."""
    from urllib.parse import parse_qsl  # imported late: few addresses need their query

    pairs = parse_qsl(query, keep_blank_values=True)
    return [value for name, value in pairs if name.strip() == parameter]


def _taken(  # noqa: PLR0913, PLR0917 - one match and what is needed to judge it
    spec: Spec,
    form: Form,
    path: str,
    found: re.Match[str],
    host: str,
    own_domains: Collection[str],
) -> Profile | Refusal:
    """The account that *path* of *form* named, if that is a name and nothing else follows."""
    name, rest = found["name"], found["rest"]
    if (form.at_root or path.startswith("{handle}")) and name.lower() in spec.reserved:
        return Refusal(RefusalReason.RESERVED, found[0], spec.name, spec.example)
    profile: Profile | Refusal
    if spec.own_domain and "@" in name:  # shown by another server than its own
        profile = _named_at_host(spec, name, own_domains)
    elif _is_name(form, name):
        profile = _profile(spec, form, name, host if spec.own_domain else "")
    else:
        profile = Refusal(RefusalReason.BAD_HANDLE, name, spec.name, spec.example)
    if isinstance(profile, Profile) and rest and not _is_subpage(spec, rest):
        return Refusal(RefusalReason.POST, found[0], spec.name, profile.url)
    return profile


def _is_name(form: Form, name: str) -> bool:
    if not fits(form.pattern)(name):
        return False
    return name.isascii() or unicodedata.is_normalized("NFC", name)


def _is_subpage(spec: Spec, rest: str) -> bool:
    return bool(spec.subpages and fits(spec.subpages)(rest))


def _profile(spec: Spec, form: Form, name: str, host: str = "") -> Profile:
    url = f"{form.head}{name}{form.tail}"
    if form.is_id:
        return Profile(spec.key, None, name, url, f"id:{name}")
    handle = f"{form.prefix}{name}"
    if host:
        handle, url = f"{handle}@{host}", url.replace("{host}", host)
    return Profile(spec.key, handle, None, url, spec.key_of(handle), form.personal)


def _as_it_is(spec: Spec, address: Address) -> Profile:
    """The account that is a whole site or page: all of its address counts."""
    query = untracked(address.query)
    page = f"{address.path}?{query}" if query else address.path
    site = address.host.removeprefix("www.")
    key = f"{site}{page.rstrip('/')}"
    return Profile(spec.key, None, None, f"https://{address.host}{page}", key)


def _is_address(text: str) -> bool:
    """Whether *text*, given as a handle, is an address instead."""
    host, slash, _path = text.lower().partition("/")
    if "://" in text or host.startswith("www."):
        return True
    return bool(slash) and "." in host and "@" not in host


def _named(spec: Spec, name: str) -> Profile | Refusal:
    """The account that somebody calls *name*: a handle, an id or a path of the platform."""
    for form in forms(spec.key):
        bare = name.removeprefix(form.prefix)
        if name.startswith(form.prefix) and _is_name(form, bare):
            if form.at_root and bare.lower() in spec.reserved:
                return Refusal(RefusalReason.RESERVED, name, spec.name, spec.example)
            return _profile(spec, form, bare)
    as_path = _find(spec, Address("", f"/{name}", ""), ())
    if isinstance(as_path, Profile) and not _starts_with_handle(name, as_path.handle):
        return as_path
    return Refusal(RefusalReason.BAD_HANDLE, name, spec.name, spec.example)


def _starts_with_handle(name: str, handle: str | None) -> bool:
    """Whether *name* was read as a path only because anything at the root is a name there."""
    return handle is not None and handle.rpartition("/")[2] == name.partition("/")[0]


def _named_at_host(spec: Spec, name: str, own_domains: Collection[str]) -> Profile | Refusal:
    """The account *name*, written ``user@host``, on a platform that is on any host."""
    user, _at, host = name.rpartition("@")
    form = forms(spec.key)[0]
    address = split(f"https://{host}", own_domains)
    if isinstance(address, Refusal) and address.reason is RefusalReason.IDN_HOST:
        return address
    if isinstance(address, Refusal) or address.path != "/" or not _is_name(form, user):
        return Refusal(RefusalReason.BAD_HANDLE, name, spec.name, spec.example)
    there = specs_at(address.host)
    if there:
        return Refusal(RefusalReason.OTHER_PLATFORM, address.host, spec.name, there[0].key)
    return _profile(spec, form, user, address.host)
