"""``socialreg review``: a person attests what no machine can see, and sees what is due."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from socialreg import lifecycle, store
from socialreg.acts import Act
from socialreg.cli import change, console, prompts, session
from socialreg.cli.options import Day, Format, Role, TableFormat, complete_account
from socialreg.due import Due, Standing, due_reviews
from socialreg.duties import asked, duties_of
from socialreg.errors import UsageError
from socialreg.i18n import N_, _, ngettext
from socialreg.model import Account, Duty, Reply, Review
from socialreg.policy import limits
from socialreg.text import as_json, brief, clean, nearest

HELP = {
    "review": (
        N_(
            "One question per duty. The answers are kept as attested by your role on that day, "
            "and the account counts as confirmed: yours and in use. A note about an answer is for "
            "your colleagues and is never published. --due lists whose turn it is."
        ),
        "socialreg review biblioteket-facebook --role Kommunikatör --answer replies_signed=yes",
    )
}


def review(
    account_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", autocompletion=complete_account, help=N_("The account’s id.")
        ),
    ] = None,
    role: Role = None,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answer", metavar="DUTY=yes|no|not-applicable", help=N_("One answer; repeatable.")
        ),
    ] = None,
    notes: Annotated[
        list[str] | None,
        typer.Option(
            "--note",
            metavar="DUTY=TEXT",
            help=N_("More about an answer, such as what is to be mended; repeatable."),
        ),
    ] = None,
    all_yes: Annotated[
        bool, typer.Option("--all-yes", help=N_("Every duty that is not answered is fulfilled."))
    ] = False,
    day: Day = None,
    due: Annotated[
        bool, typer.Option("--due", help=N_("List the accounts whose self-check is due."))
    ] = False,
    output_format: Format = TableFormat.TABLE,
) -> int:
    """Record a self-check, or list what is due."""
    if due:
        return _list_due(output_format)
    if account_id is None:
        raise UsageError(
            _("{option} is missing.").format(option="ID"),
            _("Name an account; “socialreg review --due” lists whose turn it is."),
        )
    account = change.allow(account_id, "review")
    given = dict(_answer(text) for text in answers or [])
    noted = dict(_note(text) for text in notes or [])
    role = role or prompts.text("--role", _("In which role do you answer (a title, not a name)?"))
    on = day or prompts.date("--date", _("When was it checked?"))
    change.refuse(lifecycle.refused_review(account, on))
    check = _asked(account, Review(date=on, role=role, answers=given, notes=noted), all_yes=all_yes)
    change.apply(account_id, lambda found: lifecycle.review(found, check), Act("review"))
    missed = sorted(duty for duty, reply in check.answers.items() if reply is Reply.NO)
    change.tell(
        _("{id} is confirmed as ours and in use on {date}.").format(id=account_id, date=on),
        _("To mend: {duties}").format(duties=", ".join(missed)) if missed else "",
    )
    return 0


def _asked(account: Account, given: Review, *, all_yes: bool) -> Review:
    """*given* with an answer to each duty of the account: given, taken as yes, or asked for.

    What was answered last time is proposed. Each answer may have a note.
    """
    last = max(account.reviews, key=lambda review: review.date, default=None)
    numbers = limits(store.load_guidelines(session.root()), given.date, account)
    replies, notes = dict(given.answers), dict(given.notes)
    for duty in duties_of(account.kind):
        if duty not in replies:
            before = last.answers.get(duty) if last else None
            replies[duty] = Reply.YES if all_yes else _reply(asked(duty, numbers), duty, before)
        if replies[duty] is Reply.NO and duty not in notes and not all_yes:
            before_note = last.notes.get(duty) if last else None
            if note := prompts.optional(
                f"--note {duty}=…", _("What is to be mended?"), default=before_note
            ):
                notes[duty] = note
    if not all_yes:
        notes |= _more_notes(replies)
    for duty in notes:
        _check_answered(duty, replies)
    return Review(
        date=given.date,
        role=given.role,
        answers={duty: replies[duty] for duty in Duty if duty in replies},
        notes={duty: notes[duty] for duty in Duty if duty in notes},
    )


def _reply(question: str, duty: Duty, before: Reply | None) -> Reply:
    words = {Reply.YES: _("yes"), Reply.NO: _("no"), Reply.NOT_APPLICABLE: _("does not apply")}
    return prompts.choice(f"--answer {duty}=…", question, words, default=before)


def _more_notes(replies: Mapping[Duty, Reply]) -> dict[Duty, str]:
    """The notes that somebody wants to add to any of the *replies*, asked for until none comes."""

    def fitting(text: str) -> str:
        duty, _text = _note(text)
        _check_answered(duty, replies)
        return text

    found: dict[Duty, str] = {}
    question = _("A note about an answer? DUTY=TEXT")
    while told := prompts.optional("--note", question, parse=fitting):
        duty, note = _note(told)
        found[duty] = note
    return found


def _check_answered(duty: Duty, replies: Mapping[Duty, Reply]) -> None:
    if duty not in replies:
        raise UsageError(
            _("A note belongs to an answer, and there is none about {duty}.").format(duty=duty),
            _("Leave it out, or answer: --answer {duty}=yes").format(duty=duty),
        )


def _answer(text: str) -> tuple[Duty, Reply]:
    duty, reply = _of_duty(text)
    if reply not in set(Reply):
        raise UsageError(
            _("“{reply}” is not an answer.").format(reply=clean(reply)),
            _("Use one of: {words}.").format(words=", ".join(Reply)),
        )
    return duty, Reply(reply)


def _note(text: str) -> tuple[Duty, str]:
    duty, note = _of_duty(text)
    if not note.strip():
        raise UsageError(
            _("The note about {duty} is empty.").format(duty=duty), _("Write something.")
        )
    return duty, note.strip()


def _of_duty(text: str) -> tuple[Duty, str]:
    """The duty before the = and what stands behind it."""
    duty, _equals, rest = text.partition("=")
    if duty not in set(Duty):
        near = nearest(duty, Duty)
        hint = _("Did you mean “{word}”?").format(word=near) if near else ", ".join(Duty)
        raise UsageError(_("There is no duty “{duty}”.").format(duty=brief(duty)), hint)
    return Duty(duty), rest


def _list_due(output_format: TableFormat) -> int:
    root = session.root()
    guidelines = store.load_guidelines(root)  # with a fault in them nobody knows what is due
    register = store.load(root, session.today())
    found = due_reviews(register, guidelines, register.as_of)
    _WRITERS[output_format](found)
    return 0


_COLUMNS = ("role", "id", "name", "confirmed", "due", "standing")
_WORDS: Mapping[Standing, str] = {
    Standing.NEVER: N_("never confirmed"),
    Standing.OVERDUE: N_("overdue"),
    Standing.SOON: N_("soon"),
}


def _row(due: Due) -> dict[str, str | None]:
    confirmed = due.account.confirmed
    return {
        "id": due.account.id,
        "name": due.account.name,
        "role": due.role or None,
        "confirmed": confirmed.isoformat() if confirmed else None,
        "due": due.by.isoformat() if due.by else None,
        "standing": due.standing.value,
    }


def _write_table(found: Sequence[Due]) -> None:
    headers = (_("Responsible"), _("Id"), _("Name"), _("Confirmed"), _("Due"), _("Standing"))
    console.table(
        headers,
        (
            (
                clean(due.role) or "–",
                due.account.id,
                clean(due.account.name),
                str(due.account.confirmed or "–"),
                str(due.by or "–"),
                _(_WORDS[due.standing]),
            )
            for due in found
        ),
    )
    count = len(found)
    console.say(
        ngettext("{n} self-check is due.", "{n} self-checks are due.", count).format(n=count)
    )


def _write_json(found: Sequence[Due]) -> None:
    console.result(as_json({"schema": 1, "due": [_row(due) for due in found]}, indent=2))


def _write_csv(found: Sequence[Due]) -> None:
    rows = map(_row, found)
    console.spreadsheet(_COLUMNS, ([row[column] for column in _COLUMNS] for row in rows))


_WRITERS = {
    TableFormat.TABLE: _write_table,
    TableFormat.JSON: _write_json,
    TableFormat.CSV: _write_csv,
}
