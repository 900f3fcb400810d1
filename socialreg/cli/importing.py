"""``socialreg import``: many accounts from a table, all of them or none."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from socialreg import document, store
from socialreg.cli import change, console, session
from socialreg.errors import UsageError, reason
from socialreg.i18n import N_, _, ngettext
from socialreg.intake import table
from socialreg.intake.table import RowError
from socialreg.model import Fault
from socialreg.names import owners
from socialreg.parsing import parse_table
from socialreg.text import clean

HELP = {
    "import": (
        N_(
            "The mapping file says which column becomes which field. If one row cannot become an "
            "account, nothing is imported and every such row is listed."
        ),
        "socialreg import konton.csv --from csv --mapping mapping.toml",
    )
}

# A table or an export of any length that a person made; what is longer would fill the memory.
_MOST_BYTES = 64 * 1024 * 1024


class Origin(StrEnum):
    """What kind of file the accounts come from."""

    CSV = "csv"


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The table."))],
    mapping: Annotated[
        Path,
        typer.Option("--mapping", metavar="FILE", help=N_("Which column becomes which field.")),
    ],
    origin: Annotated[
        Origin, typer.Option("--from", help=N_("What kind of file it is."))
    ] = Origin.CSV,
) -> int:
    """Import all accounts of a table, or list why not."""
    root = session.root()
    plan = table.parse_plan(mapping_table(mapping))
    domains = store.load_settings(root).site.own_domains
    known = table.Known(
        ids=frozenset(store.account_ids(root)),
        names=owners(store.load(root, session.today())),
    )
    accounts, errors = table.accounts_from(
        read_file(file), plan, known, today=session.today(), own_domains=domains
    )
    if errors:
        tell_errors(file, errors)
        return 1
    if not accounts:
        raise UsageError(
            _("The table has no rows."), _("Nothing was imported. Is it the right file?")
        )
    change.create_all(
        {account.path: document.new_file(account) for account in accounts},
        file.name,
        origin=origin.value,
    )
    change.tell(
        ngettext("{n} account is imported.", "{n} accounts are imported.", len(accounts)).format(
            n=len(accounts)
        ),
        _("Next, look for what is missing: socialreg validate"),
    )
    return 0


def tell_errors(file: Path, errors: Sequence[RowError]) -> None:
    """List why rows of *file* cannot be imported, and say that nothing was."""
    for error in errors:
        place = f"{clean(str(file))}:{error.line}"
        console.say(f"{place}: {error.message} {error.hint}".rstrip(), style="red")
    console.complain(
        ngettext(
            "{n} row cannot be imported, so nothing was.",
            "{n} rows cannot be imported, so nothing was.",
            len(errors),
        ).format(n=len(errors)),
        _("Mend the rows or the mapping, then run the command again."),
    )


def mapping_table(path: Path) -> dict[str, Any]:
    """The table in the mapping file at *path*; raises RegisterError when it is none."""
    found = parse_table(clean(str(path)), read_file(path))
    if isinstance(found, Fault):
        raise store.unusable([found])
    return found


def read_file(path: Path) -> bytes:
    """The bytes of the user's file at *path*; raises UsageError when it cannot be read."""
    try:
        if path.stat().st_size > _MOST_BYTES or not path.is_file():
            raise UsageError(
                _("{path} is no file, or larger than {n} MiB.").format(
                    path=clean(str(path)), n=_MOST_BYTES >> 20
                ),
                _("Name the table itself; divide it if it is that large."),
            )
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            _("{path} cannot be read: {reason}.").format(
                path=clean(str(path)), reason=reason(error)
            ),
            _("Check the name and that you may read the file."),
        ) from error
