"""``socialreg validate --fix``: what is certain is mended, shown first and in one commit."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from socialreg import store
from socialreg.assembly import frame
from socialreg.cli import change, console, prompts
from socialreg.errors import UsageError
from socialreg.i18n import _, ngettext
from socialreg.mending import Mend, is_mendable, mended
from socialreg.rules import Finding
from socialreg.text import clean
from socialreg.traces import masked


class _File(NamedTuple):
    """An account's file: its content *before* and *after*, and the places that differ."""

    before: bytes
    after: bytes
    mends: tuple[Mend, ...]


def fix(
    root: Path,
    day: dt.date,
    findings: Sequence[Finding],
    wanted: Callable[[Finding], bool],
    *,
    consent: bool,
) -> None:
    """Mend what can be mended of *findings*, as far as *wanted*, when the user agrees.

    With *consent* nobody is asked. Raises like ``change.apply``; then all files are as before.
    """
    paths = {finding.path: finding.account for finding in findings if is_mendable(finding)}
    context = frame(store.Folder(root), day, [])
    files: dict[str, _File] = {}
    for path, account_id in sorted(paths.items()):
        content = store.read_bytes(root, path)
        if isinstance(content, bytes):
            files[path] = _File(content, *mended(account_id, content, context, wanted))
    _say_left(path for path, file in files.items() if not file.mends)
    files = {path: file for path, file in files.items() if file.mends}
    if not files:
        console.say(_("There is nothing that can be mended without you."))
        return
    _show(files)
    if not consent and not _agreed():
        console.say(_("Nothing was changed."))
        return
    change.mend(
        {path: file.after for path, file in files.items()},
        {path: file.before for path, file in files.items()},
    )
    count = sum(len(file.mends) for file in files.values())
    change.tell(ngettext("{n} place is mended.", "{n} places are mended.", count).format(n=count))


def _agreed() -> bool:
    if not console.is_interactive():
        raise UsageError(
            _("{option} is missing.").format(option="--yes"),
            _("Without a terminal nobody can be asked: look at what is shown, then add it."),
        )
    return prompts.agreed(_("Is that right?"))


def _show(files: Mapping[str, _File]) -> None:
    for path, file in files.items():
        for mend in file.mends:
            field = f" {clean(mend.field)}" if mend.field else ""
            before, after = masked(clean(mend.before)), masked(clean(mend.after))
            console.say(f"{clean(path)}:{mend.line}{field}: {before} → {after}")


def _say_left(paths: Iterable[str]) -> None:
    for path in paths:
        console.say(_("{path} is left as it is: mend it by hand.").format(path=clean(path)))
