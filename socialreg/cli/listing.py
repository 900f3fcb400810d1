"""``socialreg list`` and ``socialreg show``."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from typing import Annotated, Any

import typer

from socialreg import lifecycle, schema, store
from socialreg.cli import console, parsers, session
from socialreg.cli.options import AccountId, Format, TableFormat
from socialreg.errors import UsageError
from socialreg.i18n import N_, _, ngettext
from socialreg.model import Account, Register, Status
from socialreg.paths import ACCOUNTS_DIR
from socialreg.platforms import platforms
from socialreg.text import as_json, brief, clean, nearest

HELP = {
    "list": (
        N_("Filters can be combined; each looks for the accounts that fit all of them."),
        "socialreg list --status active --platform facebook",
    ),
    "show": (
        N_("Every field of the account, and the commands that are possible now."),
        "socialreg show biblioteket-facebook",
    ),
}

_COLUMNS = (
    "id",
    "name",
    "platform",
    "handle",
    "url",
    "unit",
    "department",
    "status",
    "opened",
    "confirmed",
)


def list_(
    status: Annotated[
        list[Status] | None, typer.Option("--status", help=N_("Only with this status; repeatable."))
    ] = None,
    platform: Annotated[
        list[str] | None,
        typer.Option(
            "--platform",
            metavar="PLATFORM",
            parser=parsers.platform,
            autocompletion=lambda incomplete: [
                key for key in platforms() if key.startswith(incomplete)
            ],
            help=N_("Only on this platform; repeatable."),
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", metavar="TEXT", help=N_("Only where unit or department contains this.")
        ),
    ] = None,
    output_format: Format = TableFormat.TABLE,
) -> int:
    """Write the accounts that fit, ordered by id."""
    register = store.load(session.root(), session.today())
    if unit and not any(_belongs_to(account, unit) for account in register):
        raise _no_unit(unit, register)
    chosen = [
        account
        for account in sorted(register, key=lambda account: account.id)
        if (not status or account.status in status)
        and (not platform or account.platform in platform)
        and (not unit or _belongs_to(account, unit))
    ]
    _WRITERS[output_format](chosen)
    _warn({fault.path for fault in register.faults})
    return 0


def show(account_id: AccountId, output_format: Format = TableFormat.TABLE) -> int:
    """Write one account."""
    account = store.load_account(session.root(), account_id)
    if output_format is not TableFormat.TABLE:
        _WRITERS[output_format]([account])
        return 0
    console.table((_("Field"), _("Value")), _fields(account))
    if moves := lifecycle.MOVES[account.status]:
        commands = ", ".join(f"socialreg {move} {account.id}" for move in moves)
        console.say(_("Possible now: {commands}").format(commands=commands))
    return 0


def _warn(broken: Collection[str]) -> None:
    """Tell of the files at the paths *broken*, which could not be read."""
    missing = [path for path in broken if path.startswith(f"{ACCOUNTS_DIR}/")]
    if missing:
        console.warn(
            ngettext(
                "{n} file cannot be read and is not in the list: see “socialreg validate”.",
                "{n} files cannot be read and are not in the list: see “socialreg validate”.",
                len(missing),
            ).format(n=len(missing))
        )
    for path in sorted(set(broken).difference(missing)):
        console.warn(_("{path} has faults: see “socialreg validate”.").format(path=clean(path)))


def _belongs_to(account: Account, unit: str) -> bool:
    return any(unit.casefold() in name.casefold() for name in _units(account))


def _units(account: Account) -> Iterable[str]:
    return filter(None, (account.unit, account.department))


def _no_unit(unit: str, register: Register) -> UsageError:
    """That no account belongs to such a *unit*, and which one is probably meant."""
    names = {name for account in register for name in _units(account)}
    words = {part.casefold(): part for name in names for part in (name, *name.split())}
    near = nearest(unit, sorted(words))
    return UsageError(
        _("No account has “{unit}” in its unit or department.").format(unit=brief(unit)),
        _("Did you mean “{word}”?").format(word=clean(words[near]))
        if near
        else _("“socialreg list” shows the accounts that exist."),
    )


def _write_table(accounts: Sequence[Account]) -> None:
    headers = (_("Id"), _("Name"), _("Platform"), _("Handle"), _("Unit"), _("Status"))
    console.table(
        headers,
        (
            (
                account.id,
                clean(account.name),
                _(platforms()[account.platform].name),
                clean(account.handle or ""),
                clean(account.unit),
                _(lifecycle.STATUS_WORDS[account.status]),
            )
            for account in accounts
        ),
    )
    count = len(accounts)
    console.say(ngettext("{n} account", "{n} accounts", count).format(n=count))


def _write_json(accounts: Sequence[Account]) -> None:
    rows = [{"id": account.id, **schema.to_table(account)} for account in accounts]
    console.result(as_json({"schema": 1, "accounts": rows}, indent=2))


def _write_csv(accounts: Sequence[Account]) -> None:
    """RFC 4180: UTF-8, comma, CRLF; one row per account, no cell of which acts as a formula."""
    from socialreg.publish.exports.cells import cell  # imported late: only this format needs it

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for account in accounts:
        writer.writerow(cell(clean(str(getattr(account, column) or ""))) for column in _COLUMNS)
    console.raw(text.getvalue().encode())


_WRITERS = {
    TableFormat.TABLE: _write_table,
    TableFormat.JSON: _write_json,
    TableFormat.CSV: _write_csv,
}


def _fields(account: Account) -> Iterable[tuple[str, str]]:
    yield "id", account.id
    yield from _flat("", schema.to_table(account))


def _flat(prefix: str, value: Any) -> Iterable[tuple[str, str]]:  # noqa: ANN401 - any TOML value
    if isinstance(value, dict):
        for key, content in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else key, content)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, content in enumerate(value):
            yield from _flat(f"{prefix}[{index}]", content)
    elif isinstance(value, list):
        yield prefix, ", ".join(clean(str(item)) for item in value)
    else:
        yield prefix, clean(str(value), keep="\n")
