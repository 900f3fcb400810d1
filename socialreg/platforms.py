"""The platforms, and what an account's handle, address and id say together.

This is the door: rules and commands import from here. The table is ``platforms.toml``;
addresses and handles are understood in ``profiles``.
"""

import functools
from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from socialreg.i18n import _
from socialreg.platform_table import Spec, fits, forms, meant, specs
from socialreg.profiles import Profile, parse_handle, parse_url
from socialreg.refusals import Refusal, RefusalReason
from socialreg.values import dataclass

__all__ = [
    "Inspection",
    "Platform",
    "Profile",
    "Refusal",
    "RefusalReason",
    "canonical_url",
    "inspect",
    "keys",
    "meant",
    "parse_handle",
    "parse_url",
    "platforms",
]


@dataclass(frozen=True, slots=True)
class Platform:
    """A platform that accounts can be on.

    *retired* is when it closed to its users; show its year, the day is not always certain.
    *own_domain* says that accounts may be on any host, so that the platform must be named.
    *has_handles* says whether its accounts have handles, *with_at* whether people write them
    with ``@``. *example* is a canonical address.
    """

    key: str
    name: str
    hosts: tuple[str, ...]
    retired: date | None
    own_domain: bool
    has_handles: bool
    with_at: bool
    example: str

    @property
    def title(self) -> str:
        """The platform's name in the language in use."""
        return _(self.name)


class Inspection(NamedTuple):
    """What the handle, address and id of an account say together.

    *profile* is the account they mean, as far as any of them can be taken, and *keys* are
    the normalised keys by which it is known; *handle*, *url* and *platform_id* are what is
    wrong with each, if anything. *canonical* says that the address is spelled as it should
    be; *agrees* is False if two of them mean different accounts. A handle and an id do not
    tell whether they are the same account's, so they never disagree.

    A tuple because one is made for every account: a third of a frozen dataclass' time.
    """

    profile: Profile | None
    keys: frozenset[str]
    handle: Refusal | None = None
    url: Refusal | None = None
    platform_id: Refusal | None = None
    canonical: bool = True
    agrees: bool = True

    @property
    def refusal(self) -> Refusal | None:
        """The first of what is wrong with the handle, the address and the id."""
        return self.handle or self.url or self.platform_id


@functools.cache
def platforms() -> Mapping[str, Platform]:
    """Every platform by its key, in the order of the table."""
    return MappingProxyType({key: _platform(spec) for key, spec in specs().items()})


def canonical_url(platform: str, handle: str | None, platform_id: str | None) -> str | None:
    """The canonical address of the account with that handle, or else that id, or None."""
    by_handle = parse_handle(platform, handle) if handle else None
    if isinstance(by_handle, Profile):
        return by_handle.url
    by_id = forms(platform)[-1:] if platform in specs() else ()
    for form in by_id:
        if platform_id and form.is_id and fits(form.pattern)(platform_id):
            return f"{form.head}{platform_id}{form.tail}"
    return None


@functools.lru_cache(maxsize=1)  # who judges an account asks more than once
def inspect(
    platform: str,
    handle: str | None,
    url: str,
    platform_id: str | None = None,
    own_domains: tuple[str, ...] = (),
) -> Inspection:
    """Whether the parts of an account fit its platform and each other; never raises.

    The usual case, a plain handle at its canonical address, is decided without parsing.
    """
    usual, name = _usual(platform), handle
    if usual is None and handle:
        name, _at, host = handle.partition("@")
        usual = _usual_elsewhere(platform, host, own_domains)
    if usual is not None and handle and name and usual.covers(name, url):
        key = usual.key_of(handle)
        profile = Profile(platform, handle, platform_id, url, key)
        if platform_id is None:
            return Inspection(profile, frozenset((f"{platform}:{key}",)))
        if usual.is_id(platform_id):
            found = (f"{platform}:{key}", f"{platform}:id:{platform_id}")
            return Inspection(profile, frozenset(found))
    return _inspect_parts(platform, handle, url, platform_id, own_domains)


def keys(
    platform: str,
    handle: str | None,
    url: str,
    platform_id: str | None,
    *,
    own_domains: tuple[str, ...] = (),
) -> frozenset[str]:
    """Every normalised key by which the account is known, such as ``facebook:hoganasbib``.

    Two accounts that share one are the same account. What cannot be a handle still gives a
    key, so that the same mistake made twice is found; never raises.
    """
    return inspect(platform, handle, url, platform_id, own_domains).keys


def _platform(spec: Spec) -> Platform:
    return Platform(
        key=spec.key,
        name=spec.name,
        hosts=(*spec.hosts, *spec.short_hosts),
        retired=spec.retired,
        own_domain=spec.own_domain,
        has_handles=bool(spec.url),
        with_at=spec.with_at,
        example=spec.example,
    )


@dataclass(frozen=True, slots=True)
class _Usual:
    """The usual form of a platform's accounts, with its patterns compiled."""

    head: str
    tail: str
    is_handle: Callable[[str], object]
    is_id: Callable[[str], object]
    key_of: Callable[[str], str]
    reserved: frozenset[str]

    def covers(self, handle: str, url: str) -> bool:
        """Whether *handle* is a plain handle and *url* its canonical address."""
        if url != f"{self.head}{handle}{self.tail}" or not self.is_handle(handle):
            return False
        return handle.isascii() and handle.lower() not in self.reserved


@functools.cache
def _usual(platform: str) -> _Usual | None:
    spec = specs().get(platform)
    return None if spec is None or spec.own_domain else _usual_form(spec)


@functools.lru_cache(maxsize=256)
def _usual_elsewhere(platform: str, host: str, own_domains: tuple[str, ...]) -> _Usual | None:
    """The usual form of the accounts at *host*, on a platform that is on any host.

    None where no account can be there, which a made-up one tells: hosts are few, accounts many.
    """
    spec = specs().get(platform)
    if spec is None or not spec.own_domain or not spec.url:
        return None
    usual = _usual_form(spec, host)
    handle, url = f"a@{host}", f"{usual.head}a{usual.tail}"
    seen = _inspect_parts(platform, handle, url, None, own_domains)
    key = spec.key_of(handle)
    plain = Inspection(Profile(platform, handle, None, url, key), frozenset((f"{platform}:{key}",)))
    return usual if seen == plain else None


def _usual_form(spec: Spec, host: str = "") -> _Usual:
    form = forms(spec.key)[0]
    reserved = spec.reserved if form.at_root else frozenset[str]()
    head = form.head.replace("{host}", host)
    return _Usual(head, form.tail, fits(form.pattern), _id_rule(spec), spec.key_of, reserved)


def _id_rule(spec: Spec) -> Callable[[str], object]:
    """The function that says whether a text can be an id on the platform of *spec*."""
    return fits(spec.id or r"[^\W_]\S*")


def _inspect_parts(
    platform: str,
    handle: str | None,
    url: str,
    platform_id: str | None,
    own_domains: Collection[str],
) -> Inspection:
    by_url = parse_url(url, platform=platform, own_domains=own_domains)
    by_handle = parse_handle(platform, handle, own_domains=own_domains) if handle else None
    bad_id = _refused_id(platform, platform_id)
    known = [part for part in (by_handle, by_url) if isinstance(part, Profile)]
    ids = [part.platform_id for part in known if part.platform_id]
    if platform_id and bad_id is None:
        ids.insert(0, platform_id)
    names = {part.key for part in known if part.platform_id is None}
    found = {f"{platform}:{name}" for name in names} | {f"{platform}:id:{id_}" for id_ in ids}
    # An id in the address says more than the handle: no address is made up in its place.
    has_id = isinstance(by_url, Profile) and by_url.platform_id is not None
    address = known[-1 if has_id else 0].url if known else ""
    platform_id = ids[0] if ids else None
    return Inspection(
        profile=known[0]._replace(platform_id=platform_id, url=address) if known else None,
        keys=frozenset(found or {_rough_key(platform, handle, url)}),
        handle=by_handle if isinstance(by_handle, Refusal) else None,
        url=by_url if isinstance(by_url, Refusal) else None,
        platform_id=bad_id,
        canonical=isinstance(by_url, Profile) and by_url.url == url,
        agrees=len(set(ids)) <= 1 and len(names) <= 1,
    )


def _refused_id(platform: str, platform_id: str | None) -> Refusal | None:
    spec = specs().get(platform)
    if platform_id is None or spec is None or _id_rule(spec)(platform_id):
        return None
    return Refusal(RefusalReason.BAD_ID, platform_id, spec.name)


def _rough_key(platform: str, handle: str | None, url: str) -> str:
    """A key for what cannot be an account: the same mistake made twice gives the same."""
    if handle:
        return f"{platform}:{handle.strip().removeprefix('@').lower()}"
    return f"{platform}:url:{url.strip().lower()}"
