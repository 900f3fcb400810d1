"""From what a person typed or pasted to one of the five answers.

“Official” is said of exactly what the register has: an address whose normalised key is that of
an account in use, or a name that is one letter by letter. Whatever is in doubt is not official.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from socialreg.lookup.confusables import has_stand_ins, without_marks
from socialreg.lookup.hosts import like_host
from socialreg.lookup.index import Index, Known, Standing
from socialreg.lookup.lookalikes import Asked, lookalikes
from socialreg.lookup.verdict import Answer, Lookalike, Verdict, Why
from socialreg.platforms import Profile, Refusal, RefusalReason, parse_handle, parse_url, platforms
from socialreg.web_address import MAX_LENGTH, Address, split

_SCHEME = re.compile(r"(?ai:https?|ftp|file|mailto|javascript|data|vbscript|blob|tel|sms):")
_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[@0-9._\-]")
_SHORTEST_WORD = 2
_ID_BEHIND = re.compile(r"-?[0-9]{6,}$")

_ANSWERS = {
    Standing.OFFICIAL: Answer.OFFICIAL,
    Standing.FORMER: Answer.FORMER,
    Standing.IMPOSTOR: Answer.IMPOSTOR,
}


def answer(index: Index, text: str, platform: str | None = None) -> Verdict:
    """Whether *text* – an address, a handle, or the name of an account or a unit – is ours.

    *platform* is the key of the platform that a handle is on, if that is known. Never raises.
    """
    text = text.strip()
    if not text.isprintable():
        return _unreadable(text, Refusal(RefusalReason.HIDDEN_CHARACTER, text))
    if not text or len(text) > MAX_LENGTH:
        return _unreadable(text, Refusal(RefusalReason.NOT_AN_ADDRESS, text))
    if _is_address(text):
        verdict = _of_address(index, text, platform)
    elif " " in text:
        verdict = _of_words(index, text) or _stranger(text)
    else:
        verdict = _of_name(index, text, platform)
    return _doubted(verdict) if has_stand_ins(unquote(text)) else verdict


def _is_address(text: str) -> bool:
    """Whether *text* is an address, or is made to look like one."""
    if "://" in text or "\\" in text or text.startswith("/") or _SCHEME.match(text):
        return True
    host, slash, _path = text.lower().partition("/")
    return host.startswith("www.") or (bool(slash) and "." in host)


# --- Addresses ---


def _of_address(index: Index, text: str, platform: str | None) -> Verdict:
    found = parse_url(text, platform=platform, own_domains=index.own_domains)
    outcomes = [found]
    if isinstance(found, Refusal) and found.reason is RefusalReason.UNKNOWN_HOST:
        outcomes += _on_any_host(text, index)
    pages = [each for each in outcomes if isinstance(each, Profile)]
    for page in pages:
        if known := _known(index, page):
            return _matched(text, page, known, index)
    if inside := _site_around(index, pages):
        refusal = Refusal(RefusalReason.POST, text, platforms()[inside.platform].name, inside.url)
        return _unreadable(text, refusal, Why.INSIDE, inside)
    if isinstance(found, Profile):
        return _unlisted(index, text, found)
    refusals = [each for each in outcomes if isinstance(each, Refusal)]
    post = next((each for each in refusals if each.reason is RefusalReason.POST), None)
    if post or found.reason is not RefusalReason.UNKNOWN_HOST:
        return _refused(index, text, post or found)
    return _on_unknown_host(index, text, pages)


def _on_any_host(text: str, index: Index) -> Iterator[Profile | Refusal]:
    """What the address *text* is on each of the platforms that can be on any host."""
    for key, there in platforms().items():
        if there.own_domain:
            yield parse_url(text, platform=key, own_domains=index.own_domains)


def _known(index: Index, profile: Profile) -> Known | None:
    return index.by_key.get(f"{profile.platform}:{profile.key}")


def _matched(text: str, profile: Profile, known: Known, index: Index) -> Verdict:
    """The answer to an address that means what is *known*."""
    here, there = (split(each, index.own_domains) for each in (text, profile.url))
    is_elsewhere = (
        platforms()[profile.platform].own_domain
        and isinstance(here, Address)
        and isinstance(there, Address)
        and here.host != there.host
    )
    if known.standing is Standing.OFFICIAL and is_elsewhere:
        # Another server can show whatever it likes under our account's name.
        return Verdict(
            text=text,
            answer=Answer.UNREADABLE,
            why=Why.OTHER_SERVER,
            platform=profile.platform,
            url=known.url,
            matches=(known,),
        )
    return _verdict(text, known)


def _verdict(text: str, *known: Known) -> Verdict:
    """The answer that all that is *known* by the name agrees on."""
    first = known[0]
    return Verdict(
        text=text,
        answer=_ANSWERS[first.standing],
        why=_why(first),
        platform=first.platform,
        url=first.url,
        matches=known,
    )


def _why(known: Known) -> Why:
    if known.standing is Standing.FORMER:
        return Why.RENAMED if known.renamed else Why.CLOSED
    if known.standing is Standing.OFFICIAL:
        return Why.RESTING if known.resting else Why.IN_USE
    return Why.KNOWN_FAKE


def _site_around(index: Index, pages: Iterable[Profile]) -> Known | None:
    """The blog or podcast of ours that one of the *pages* is a part of."""
    for page in pages:
        if platforms()[page.platform].has_handles:
            continue
        key, slash = f"{page.platform}:{page.key}", "/"
        while slash:
            key, slash, _rest = key.rpartition("/")
            if (known := index.by_key.get(key)) and known.standing is Standing.OFFICIAL:
                return known
    return None


def _unlisted(index: Index, text: str, profile: Profile) -> Verdict:
    asked = [Asked(profile.handle, profile.platform)] if profile.handle else []
    if profile.handle is None:
        asked += _path_names(text, profile.platform)
    return Verdict(
        text=text,
        answer=Answer.UNKNOWN,
        why=Why.NOT_LISTED,
        platform=profile.platform,
        url=profile.url,
        lookalikes=lookalikes(index, *asked),
    )


def _on_unknown_host(index: Index, text: str, pages: Sequence[Profile]) -> Verdict:
    """The answer to an address on a site that is no platform's."""
    like = like_host(text)
    mentioned = [Asked(page.handle, page.platform) for page in pages if page.handle]
    handles = mentioned or (_path_names(text) if like else [])
    return Verdict(
        text=text,
        answer=Answer.UNKNOWN,
        why=Why.FALSE_HOST if like else Why.NOT_LISTED if mentioned else Why.UNKNOWN_HOST,
        platform=mentioned[0].platform if mentioned else None,
        url=next((page.url for page in pages), None),
        lookalikes=lookalikes(index, *handles),
        like_host=like,
    )


def _path_names(text: str, platform: str = "") -> list[Asked]:
    """What in the path of the address *text* could be taken for a name."""
    address = split(text)
    parts = address.path.split("/") if isinstance(address, Address) else []
    names = (_ID_BEHIND.sub("", unquote(part).removeprefix("@")) for part in parts)
    return [Asked(name, platform) for name in names if name]


def _refused(index: Index, text: str, refusal: Refusal) -> Verdict:
    """The answer to an address that means no account: unless its name is like one of ours."""
    if refusal.reason is RefusalReason.POST and refusal.instead:
        around = parse_url(refusal.instead, own_domains=index.own_domains)
        places = [around, *_on_any_host(refusal.instead, index)]
        found = (_known(index, each) for each in places if isinstance(each, Profile))
        if known := next(filter(None, found), None):
            return _unreadable(text, refusal, Why.INSIDE, known)
    if refusal.reason is RefusalReason.BAD_HANDLE:
        on = next((key for key, each in platforms().items() if each.name == refusal.platform), None)
        alike = lookalikes(index, Asked(refusal.subject, on))
        if alike:
            return Verdict(text=text, answer=Answer.UNKNOWN, why=Why.NOT_LISTED, lookalikes=alike)
    return _unreadable(text, refusal)


def _unreadable(text: str, refusal: Refusal, why: Why = Why.REFUSED, *known: Known) -> Verdict:
    return Verdict(text=text, answer=Answer.UNREADABLE, why=why, refusal=refusal, matches=known)


# --- Names ---


def _of_name(index: Index, text: str, platform: str | None) -> Verdict:
    """The answer to a handle without an address, or to a single word."""
    profiles, refusals = _meant(text, platform, index)
    matches = dict.fromkeys(known for each in profiles if (known := _known(index, each)))
    if matches:
        return _named(text, tuple(matches), exact=platform is not None)
    looks_like_handle = platform is not None or _SIGN.search(text)
    alike = lookalikes(index, Asked(text.removeprefix("@"), platform))
    if not (looks_like_handle and alike) and (by_words := _of_words(index, text)):
        return by_words
    if not profiles and not alike and (platform is not None or not _WORD.search(text)):
        return _unreadable(text, refusals[0])
    url = profiles[0].url if platform and profiles else None
    return _stranger(text, alike, platform=platform, url=url)


def _meant(text: str, platform: str | None, index: Index) -> tuple[list[Profile], list[Refusal]]:
    """The accounts that somebody calls *text*, on the *platform* or on all."""
    keys = [platform] if platform else list(platforms())
    found = [parse_handle(key, text, own_domains=index.own_domains) for key in keys]
    if platform is None and "." in text and "@" not in text:
        found += _on_any_host(text, index)  # the address of a blog, without anything else
    profiles = [each for each in found if isinstance(each, Profile)]
    return profiles, [each for each in found if isinstance(each, Refusal)]


def _named(text: str, matches: tuple[Known, ...], *, exact: bool) -> Verdict:
    """The answer to a name by which several things may be known: what they all are, or unknown.

    Where no platform is named, only the very name will do: signs that one platform passes over
    tell accounts apart on another. (*exact* says that one is named.)
    """
    verdict = _verdict(text, *matches)
    agree = len({known.standing for known in matches}) == 1
    name = text.removeprefix("@").lower()
    very = exact or all(name in _spellings(known) for known in matches)
    if agree and (very or verdict.answer is not Answer.OFFICIAL):
        return verdict
    return Verdict(text=text, answer=Answer.UNKNOWN, why=Why.NAME_ALONE, matches=matches)


def _spellings(known: Known) -> set[str]:
    """How the name may be written where no platform is named, in lower case."""
    ids = {key.partition(":id:")[2].lower() for key in known.keys}
    bare = known.url.removeprefix("https://").removeprefix("www.").rstrip("/")
    path = bare.partition("/")[2].removeprefix("@")
    return {(known.handle or "").lower(), bare.lower(), path.lower(), *ids} - {""}


def _of_words(index: Index, text: str) -> Verdict | None:
    """What has all the words of *text* in its name, unit or department; None if nothing has.

    A name proves nothing: anybody can call an account like that.
    """
    words = _words(text)
    matches = tuple(
        known
        for known in index.known
        if not known.renamed and words and all(map(_searched(known).__contains__, words))
    )
    if not matches:
        return None
    return Verdict(text=text, answer=Answer.UNKNOWN, why=Why.WORDS, matches=matches)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(without_marks(text)) if len(word) >= _SHORTEST_WORD]


def _searched(known: Known) -> str:
    title = platforms()[known.platform].name if known.platform in platforms() else ""
    fields = (known.name, known.unit, known.department, title, known.handle)
    return without_marks(" ".join(filter(None, fields)))


def _stranger(
    text: str,
    alike: tuple[Lookalike, ...] = (),
    *,
    platform: str | None = None,
    url: str | None = None,
) -> Verdict:
    return Verdict(
        text=text,
        answer=Answer.UNKNOWN,
        why=Why.NOT_LISTED,
        platform=platform,
        url=url,
        lookalikes=alike,
    )


def _doubted(verdict: Verdict) -> Verdict:
    """*verdict*, but nothing is official that is written with characters that only look right."""
    if verdict.answer is not Answer.OFFICIAL:
        return verdict
    return replace(verdict, answer=Answer.UNKNOWN, why=Why.STAND_INS)
