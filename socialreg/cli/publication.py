"""What is published: by default what is committed, as of the commit's own day."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from socialreg import snapshot, store
from socialreg.assembly import Files
from socialreg.assets import own_templates
from socialreg.checking import survey
from socialreg.cli import session
from socialreg.errors import PersonalDataError, RegisterError
from socialreg.git.repository import open_repository
from socialreg.i18n import _, ngettext
from socialreg.model import Register
from socialreg.publish.publication import Publication
from socialreg.rules import Finding, Severity
from socialreg.text import clean


def committed(trust: str | None = None) -> tuple[str, str | None]:
    """The full ids of the commits that ``published`` reads: what is published, what is trusted."""
    with open_repository(session.root()) as repository:
        head = snapshot.head(repository)
        return head.commit, snapshot.at(repository, trust).commit if trust else None


def published(*, working_tree: bool = False, trust: str | None = None) -> Publication:
    """The register to publish; RegisterError when a file of it cannot be published.

    With *working_tree* the files as they are now, as of today. With *trust* the policy, the
    organisation's own words and the templates are those of that revision.
    """
    root = session.root()
    if working_tree:
        day = session.today()
        return _publication(store.Folder(root), day, updated=day)
    with open_repository(root) as repository:
        found = snapshot.head(repository)
        as_of, updated = snapshot.days(found)
        if trust is None:
            return _publication(found, as_of, updated=updated, commit=found.commit)
        trusted = snapshot.at(repository, trust)
        publication = _publication(
            snapshot.Trusting(found, trusted), as_of, updated=updated, commit=found.commit
        )
        return dataclasses.replace(publication, trusted=trusted.commit)


def _publication(
    files: Files, as_of: dt.date, *, updated: dt.date, commit: str | None = None
) -> Publication:
    found = survey(files, as_of)
    _refuse_personal(found.personal)
    register = _sound(found.register)
    logo = register.settings.site.logo
    content = files.asset(logo) if logo else None
    return Publication(
        register=register,
        updated=updated,
        commit=commit,
        logo=content if isinstance(content, bytes) else None,
        templates=own_templates(files.templates()),
        stands=found.stands,
    )


def _refuse_personal(findings: Sequence[Finding]) -> None:
    """Raise PersonalDataError when a file holds what must not be published, unless accepted.

    That is what the guidelines take for an error. The data itself is not repeated.
    """
    told = [one for one in findings if one.severity is Severity.ERROR and not one.waived]
    if not told:
        return
    first, more = told[0], len(told) - 1
    place = ":".join(str(part) for part in (clean(first.path), first.line, first.column) if part)
    message = _("{place}: {message} Nothing is published.").format(
        place=place, message=first.message
    )
    if more:
        message += " " + ngettext(
            "There is {n} more such place.", "There are {n} more such places.", more
        ).format(n=more)
    raise PersonalDataError(
        message, f"{first.hint}\n" + _("See them all: socialreg validate --select GDP")
    )


def _sound(register: Register) -> Register:
    """*register*, when no file of it has a fault: a list with holes is not published."""
    if not register.faults:
        return register

    broken = sorted({fault.path for fault in register.faults})
    message = ngettext(
        "{path} is not as it should be, so nothing is published.",
        "{path} and {n} more files are not as they should be, so nothing is published.",
        len(broken),
    )
    first = register.faults[0]  # told here, because validate does not look at what is committed
    raise RegisterError(
        message.format(path=clean(broken[0]), n=len(broken) - 1),
        f"{store.place_of(first)}: {first.message}\n"
        + _("See what is wrong: socialreg validate --select REG"),
    )
