"""The answers in words. The tables hold the sentences; the browser's search has them too."""

from collections.abc import Iterator, Mapping
from typing import Any

from socialreg.i18n import N_, _
from socialreg.lookup.index import Index, Known, Standing
from socialreg.lookup.likeness import Likeness
from socialreg.lookup.verdict import Answer, Lookalike, Verdict, Why
from socialreg.platforms import platforms
from socialreg.text import brief, clean

ANSWERS: Mapping[Answer, str] = {
    Answer.OFFICIAL: N_("Official"),
    Answer.FORMER: N_("No longer official"),
    Answer.IMPOSTOR: N_("Known fake"),
    Answer.UNKNOWN: N_("Not in the register"),
    Answer.UNREADABLE: N_("Cannot tell"),
}

REASONS: Mapping[Why, str] = {
    Why.IN_USE: N_("This is ours: {name} on {platform}."),
    Why.RESTING: N_("This is ours: {name} on {platform}. It rests, so nothing new is posted."),
    Why.CLOSED: N_("This was ours: {name} on {platform}. It is closed."),
    Why.RENAMED: N_("This was the name of {name} on {platform}. The account has another name now."),
    Why.KNOWN_FAKE: N_("This is a known fake on {platform}. It is not ours."),
    Why.NOT_LISTED: N_("This is not in our register. As far as we know it is not ours."),
    Why.STAND_INS: N_(
        "This is not in our register: it holds characters that only look like those of {name} on "
        "{platform}."
    ),
    Why.UNKNOWN_HOST: N_("This is not in our register, and it is not on a platform that we know."),
    Why.FALSE_HOST: N_("This is not in our register. Take care: the site is not {like}."),
    Why.NAME_ALONE: N_("The name alone does not tell. Compare the address with these:"),
    Why.WORDS: N_("Anybody can use a name. Compare the address with these:"),
    Why.REFUSED: N_("Give the address of the account’s own page."),
    Why.INSIDE: N_("This is something in {name} on {platform}. What it says is not judged."),
    Why.OTHER_SERVER: N_(
        "This is {name} on {platform}, shown by another server, which can show anything."
    ),
}
UNTIL = N_("It was ours until {date}.")
WARNING = N_("Do not trust what is there now.")
INSTEAD = N_("Go here instead: {name} on {platform}, {url}")
IMITATES = N_("It imitates {name} on {platform}, {url}")
FAKE_NAME = N_("The name of a known fake: {name} on {platform}")
ALIKE = N_("It is like {name} on {platform}, {url}")

# In what a name differs from one of ours; the second is for one character, word or run of digits
# that is only in theirs, the third for one that is only in ours.
DIFFERENCES: Mapping[Likeness, tuple[str, str, str]] = {
    Likeness.SAME: (N_("The same name, but another address."),) * 3,
    Likeness.SIGNS: (N_("Only dots, hyphens or underscores differ."),) * 3,
    Likeness.LETTERS: (
        N_("Letters that look alike: “{theirs}” in place of “{ours}”."),
        N_("One character too many: “{theirs}”."),
        N_("One character is missing: “{ours}”."),
    ),
    Likeness.CHARACTER: (
        N_("One character differs: “{theirs}” in place of “{ours}”."),
        N_("One character too many: “{theirs}”."),
        N_("One character is missing: “{ours}”."),
    ),
    Likeness.CHARACTERS: (N_("Two characters differ."),) * 3,
    Likeness.WORD: (
        N_("Only a word differs."),
        N_("A word is added: “{theirs}”."),
        N_("A word is left out: “{ours}”."),
    ),
    Likeness.DIGITS: (
        N_("Only digits differ."),
        N_("Digits are added: “{theirs}”."),
        N_("Digits are left out: “{ours}”."),
    ),
}
LETTERS_DIFFER = N_("It is written with letters that look alike.")


def sentences(verdict: Verdict, index: Index) -> Iterator[str]:
    """The *verdict* in words, sentence by sentence, safe to show; the first gives the reason."""
    known = verdict.matches[0] if verdict.matches else None
    values = _values(known) if known else {}
    if verdict.refusal and verdict.why is Why.REFUSED:
        yield verdict.refusal.message()
    yield _(REASONS[verdict.why]).format(**values, like=verdict.like_host)
    if verdict.answer is Answer.FORMER and known:
        if known.until:
            yield _(UNTIL).format(date=known.until)
        yield _(WARNING)
    if known and known.standing is not Standing.OFFICIAL and verdict.why is Why.INSIDE:
        yield _(
            REASONS[Why.KNOWN_FAKE if known.standing is Standing.IMPOSTOR else Why.CLOSED]
        ).format(**values)
    if known and verdict.answer is Answer.FORMER and known.instead:
        yield _(INSTEAD).format(**_values(index.accounts[known.instead]))
    if known and verdict.answer is Answer.IMPOSTOR and known.imitates in index.accounts:
        yield _(IMITATES).format(**_values(index.accounts[known.imitates or ""]))


def match(known: Known) -> str:
    """One of several things that are known by a name, on a line."""
    values = _values(known)
    if known.standing is Standing.IMPOSTOR:
        return _(FAKE_NAME).format(**values)
    return f"{values['name']}, {values['platform']}: {values['url']}"


def likeness(found: Lookalike) -> str:
    """What an asked name is like, and in what it differs from it."""
    return f"{_(ALIKE).format(**_values(found.known))}. {difference(found)}"


def difference(found: Lookalike) -> str:
    """In what an asked name differs from the one of ours that it is like."""
    theirs, ours = clean(found.theirs), clean(found.ours)
    if found.kind is Likeness.LETTERS and not (theirs or ours):
        return _(LETTERS_DIFFER)
    both, only_theirs, only_ours = DIFFERENCES[found.kind]
    sentence = only_theirs if not ours and theirs else only_ours if not theirs and ours else both
    return _(sentence).format(theirs=theirs, ours=ours)


def _values(known: Known) -> dict[str, Any]:
    return {
        "name": brief(known.name or known.handle or known.id),
        "platform": platforms()[known.platform].title,
        "url": clean(known.url),
    }
