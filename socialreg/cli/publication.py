"""What is published: by default what is committed, as of the commit's own day."""

import datetime as dt

from socialreg import snapshot, store
from socialreg.assembly import Files, assemble
from socialreg.assets import own_templates
from socialreg.cli import session
from socialreg.errors import RegisterError
from socialreg.git.repository import open_repository
from socialreg.i18n import _, ngettext
from socialreg.model import Register
from socialreg.publish.publication import Publication
from socialreg.text import clean


def published(*, working_tree: bool = False) -> Publication:
    """The register to publish; RegisterError when a file of it cannot be published.

    With *working_tree* the files as they are now, as of today.
    """
    root = session.root()
    if working_tree:
        day = session.today()
        folder = store.Folder(root)
        return _publication(folder, assemble(folder, day), updated=day)
    with open_repository(root) as repository:
        found = snapshot.head(repository)
        as_of, updated = snapshot.days(found)
        return _publication(found, found.register(as_of), updated=updated, commit=found.commit)


def _publication(
    files: Files, register: Register, *, updated: dt.date, commit: str | None = None
) -> Publication:
    logo = _sound(register).settings.site.logo
    content = files.asset(logo) if logo else None
    return Publication(
        register=register,
        updated=updated,
        commit=commit,
        logo=content if isinstance(content, bytes) else None,
        templates=own_templates(files.templates()),
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
