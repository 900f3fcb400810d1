"""What the history tells of an act on an account: its commit's subject and trailers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from socialreg.git.change import Message
from socialreg.i18n import N_, _, ngettext, speaking
from socialreg.model import Account, Impostor, Part
from socialreg.text import clean

# Act -> the subject; an act has the name of its command.
SUBJECTS: Mapping[str, str] = {
    "add": N_("Add {id}: {name}"),
    "approve": N_("Approve {id} as {part}: {name}"),
    "decline": N_("Decline {id}: {name}"),
    "open": N_("Open {id}: {name}"),
    "pause": N_("Let {id} rest: {name}"),
    "resume": N_("Take {id} into use again: {name}"),
    "close": N_("Close {id}: {name}"),
    "reopen": N_("Reopen {id}: {name}"),
    "edit": N_("Change {fields} of {id}: {name}"),
    "review": N_("Review {id}: {name}"),
    "waive": N_("Accept {fields} of {id}: {name}"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """What is done to an account: *name* is one of SUBJECTS and the ``Action:`` trailer.

    *part* is as what was approved, *fields* are those that were changed (or the rule that was
    waived), *reference* is the decision's diary number; *body* says why, in the writer's own words.
    """

    name: str
    reference: str | None = None
    part: Part | None = None
    fields: tuple[str, ...] = ()
    body: str = ""


def message(act: Act, account: Account, *, language: str) -> Message:
    """What the commit of *act* says, given the *account* after it and the register's language."""
    with speaking(language):
        subject = _(SUBJECTS[act.name]).format(
            id=account.id,
            name=clean(account.name),
            part=act.part,
            fields=", ".join(act.fields),
        )
    trailers = [("Account", account.id), ("Action", act.name)]
    if act.reference:
        trailers.append(("Reference", act.reference))
    if act.part:
        trailers.append(("Approved-as", act.part.value))
    return Message(subject=subject, body=act.body, trailers=tuple(trailers))


def import_message(ids: Sequence[str], *, file: str, source: str, language: str) -> Message:
    """What the commit says in which the accounts with these *ids* come in from the *file*.

    *source* is what kind of file it is.
    """
    with speaking(language):
        subject = _("Import {n} accounts from {file}").format(n=len(ids), file=clean(file))
    return Message(
        subject=subject, trailers=(("Action", "import"), ("Source", source), *_accounts(ids))
    )


def mending_message(ids: Sequence[str], *, language: str) -> Message:
    """What the commit says in which the files of the accounts with these *ids* are mended."""
    with speaking(language):
        subject = ngettext("Mend {ids}", "Mend {n} accounts", len(ids)).format(
            ids=ids[0], n=len(ids)
        )
    return Message(subject=subject, trailers=(*_accounts(ids), ("Action", "fix")))


def fake_message(fake: Impostor, *, is_new: bool, reference: str | None, language: str) -> Message:
    """What the commit says in which a *fake* is recorded, or what has happened to it."""
    with speaking(language):
        subject = _("Record the fake {id}") if is_new else _("Update the fake {id}")
    trailers = [("Impostor", fake.id), ("Action", "report-fake")]
    if reference:
        trailers.append(("Reference", reference))
    return Message(subject=subject.format(id=fake.id), trailers=tuple(trailers))


def posts_message(ids: Sequence[str], *, source: str, language: str) -> Message:
    """What the commit says in which posts of the accounts with these *ids* are recorded."""
    with speaking(language):
        subject = ngettext(
            "Record the posts of {id}", "Record the posts of {n} accounts", len(ids)
        ).format(id=ids[0], n=len(ids))
    return Message(
        subject=subject, trailers=(*_accounts(ids), ("Action", "activity"), ("Source", source))
    )


def _accounts(ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("Account", account_id) for account_id in ids)
