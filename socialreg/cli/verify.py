"""``socialreg verify``: whether an account is ours."""

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from socialreg import lookup, store
from socialreg.cli import console, parsers, session
from socialreg.errors import UsageError
from socialreg.i18n import N_, _
from socialreg.lookup import Answer, Index, Known, Lookalike, Verdict, sentences
from socialreg.platforms import platforms
from socialreg.text import as_json, brief, clean

HELP = {
    "verify": (
        N_(
            "Paste an address in any spelling, or give a handle or a name. The exit status is 0 "
            "only when everything asked about is official."
        ),
        "socialreg verify https://www.facebook.com/hoganasbibliotek",
    )
}
_MANY = 10  # accounts that a name fits; the rest is counted
_STDIN = "-"


class VerifyFormat(StrEnum):
    """How answers are written."""

    TEXT = "text"
    JSON = "json"


def verify(
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="URL|HANDLE|NAME…",
            help=N_("What to ask about; - reads it from standard input."),
        ),
    ] = None,
    platform: Annotated[
        str | None,
        typer.Option(
            "--platform",
            metavar="PLATFORM",
            parser=parsers.platform,
            autocompletion=lambda incomplete: [
                key for key in platforms() if key.startswith(incomplete)
            ],
            help=N_("The platform that a handle is on."),
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help=N_("A text file with one of them on a line.")),
    ] = None,
    output_format: Annotated[
        VerifyFormat, typer.Option("--format", help=N_("As text or JSON."))
    ] = VerifyFormat.TEXT,
) -> int:
    """Write the answer to each, from the register as its files are now."""
    texts = list(_texts(asked or (), file))
    register = store.load(session.root(), session.today())
    if not texts:
        raise UsageError(
            _("Nothing is asked about."), _("Give an address, a handle or the name of an account.")
        )
    _warn({fault.path for fault in register.faults})
    index = lookup.index_of(register)
    verdicts = [lookup.answer(index, text, platform) for text in texts]
    if output_format is VerifyFormat.JSON:
        answers = [_as_json(verdict, index) for verdict in verdicts]
        alone = file is None and asked is not None and asked == texts and len(texts) == 1
        document = answers[0] if alone else {"schema": 1, "answers": answers}
        console.result(as_json(document, indent=2))
    else:
        for number, verdict in enumerate(verdicts):
            _write(verdict, index, alone=len(verdicts) == 1, first=number == 0)
    return int(any(verdict.answer is not Answer.OFFICIAL for verdict in verdicts))


def _texts(asked: Sequence[str], file: Path | None) -> Iterator[str]:
    """What is asked about: the arguments, and the lines of the file and of standard input."""
    for text in asked:
        if text == _STDIN:
            yield from _lines(sys.stdin.buffer.read(), _("standard input"))
        else:
            yield text
    if file is not None:
        from socialreg.cli.importing import read_file  # imported late: most give it directly

        yield from _lines(read_file(file), str(file))


def _lines(content: bytes, name: str) -> Iterator[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            _("{path} is not UTF-8 text.").format(path=clean(name)),
            _("Save it again with the encoding UTF-8."),
        ) from error
    yield from (line for line in text.splitlines() if line.strip())


def _warn(broken: set[str]) -> None:
    """Tell of the files that cannot be read: who is in them is not known here."""
    for path in sorted(broken):
        console.warn(_("{path} has faults: see “socialreg validate”.").format(path=clean(path)))


def _write(verdict: Verdict, index: Index, *, alone: bool, first: bool) -> None:
    if not alone:
        console.result(("" if first else "\n") + brief(verdict.text))
    reasons = list(sentences.sentences(verdict, index))
    console.result(f"{_(sentences.ANSWERS[verdict.answer])}: {reasons[0]}")
    for sentence in reasons[1:]:
        console.result(f"  {sentence}")
    if verdict.answer is Answer.OFFICIAL and verdict.url:
        console.result(f"  {clean(verdict.url)}")
    for line in _matches(verdict):
        console.result(f"  – {line}")
    for found in verdict.lookalikes:
        console.result(f"  – {sentences.likeness(found)}")


def _matches(verdict: Verdict) -> Iterator[str]:
    several = len(verdict.matches) > 1 or verdict.answer in {Answer.UNKNOWN, Answer.UNREADABLE}
    if not several:
        return
    for known in verdict.matches[:_MANY]:
        yield sentences.match(known)
    if len(verdict.matches) > _MANY:
        yield _("and {n} more").format(n=len(verdict.matches) - _MANY)


def _as_json(verdict: Verdict, index: Index) -> dict[str, Any]:
    """The contract's answer, and what else is known about it."""
    known = verdict.matches[0] if verdict.matches else None
    was_ours = verdict.answer is Answer.FORMER and known is not None
    return {
        "schema": 1,
        "asked": verdict.text,
        "answer": verdict.answer.value,
        "account": verdict.account,
        "url": verdict.url,
        "platform": verdict.platform,
        "why": verdict.why.value,
        "reason": verdict.refusal.reason.value if verdict.refusal else None,
        "until": known.until if was_ours and known else None,
        "instead": known.instead if was_ours and known else None,
        "sentences": list(sentences.sentences(verdict, index)),
        "matches": [_match(each) for each in verdict.matches],
        "lookalikes": [_lookalike(each) for each in verdict.lookalikes],
    }


def _match(known: Known) -> dict[str, Any]:
    return {
        "id": known.id,
        "standing": known.standing.value,
        "platform": known.platform,
        "handle": known.handle,
        "url": known.url,
        "imitates": known.imitates,
    }


def _lookalike(found: Lookalike) -> dict[str, Any]:
    return {
        "account": found.known.id,
        "platform": found.known.platform,
        "handle": found.known.handle,
        "url": found.known.url,
        "kind": found.kind.value,
        "theirs": found.theirs,
        "ours": found.ours,
        "sentence": sentences.difference(found),
    }
