"""What is published: by default what is committed, as of the commit's own day."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from socialreg import snapshot, store
from socialreg.cli import session
from socialreg.errors import RegisterError
from socialreg.git.repository import open_repository
from socialreg.i18n import _, ngettext
from socialreg.model import Register
from socialreg.publish.publication import Publication
from socialreg.text import clean


@contextmanager
def published(*, working_tree: bool = False) -> Iterator[Publication]:
    """The register to publish; RegisterError when a file of it cannot be read.

    With *working_tree* the files as they are now, as of today.
    """
    root = session.root()
    if working_tree:
        yield _of_working_tree(root)
        return
    with open_repository(root) as repository:
        found = snapshot.head(repository)
        as_of, updated = snapshot.days(found)
        register = _sound(found.register(as_of))
        logo = register.settings.site.logo
        with found.templates() as overrides:
            yield Publication(
                register=register,
                updated=updated,
                commit=found.commit,
                logo=found.asset(logo) if logo else None,
                overrides=overrides,
            )


def _of_working_tree(root: Path) -> Publication:
    register = _sound(store.load(root, session.today()))
    logo = register.settings.site.logo
    return Publication(
        register=register,
        updated=register.as_of,
        logo=store.read_asset(root, logo) if logo else None,
        overrides=root / snapshot.TEMPLATES_DIR,
    )


def _sound(register: Register) -> Register:
    """*register*, when everything in it could be read: a list with holes is not published."""
    if not register.faults:
        return register

    broken = sorted({fault.path for fault in register.faults})
    message = ngettext(
        "{path} cannot be read, so nothing is published.",
        "{path} and {n} more files cannot be read, so nothing is published.",
        len(broken),
    )
    raise RegisterError(
        message.format(path=clean(broken[0]), n=len(broken) - 1),
        _("See what is wrong: socialreg validate --select REG"),
    )
