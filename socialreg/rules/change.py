"""CHG: what a change may not do to the register's files, and what it may not touch with them."""

import datetime as dt
from collections.abc import Iterator

from socialreg.filenames import account_id
from socialreg.i18n import _
from socialreg.model import Account
from socialreg.paths import ACCOUNTS_DIR
from socialreg.policy import edition_on
from socialreg.rules.base import Example, Problem, Severity, change_rule
from socialreg.rules.clauses import ALL_ACCOUNTS, RELIABLE
from socialreg.rules.comparison import Comparison, FileAct, FileChange
from socialreg.significant import is_in_data, is_protected
from socialreg.text import clean


@change_rule(
    "REG015",
    severity=Severity.ERROR,
    example=Example.WORDS,
    clause=ALL_ACCOUNTS,
    wrong="En ändring tar bort 40 av 60 konton.",
    right="En ändring stänger 40 konton: filerna står kvar.",
)
def too_few_accounts_left(comparison: Comparison) -> Iterator[Problem]:
    """The change takes away a larger share of the accounts than the guidelines allow.

    So many do not end at once; more likely a program or a merge has gone wrong.
    """
    edition = edition_on(comparison.context.guidelines, comparison.context.as_of)
    before, after = comparison.count_before, comparison.count_after
    percent = edition.fall_percent if edition else None
    if percent is not None and (before - after) * 100 > percent * before:
        yield Problem(
            "",
            _(
                "There were {before} accounts and {after} are left; the guidelines allow "
                "{percent} % to go at once."
            ).format(before=before, after=after, percent=percent),
            _("See what is gone: git diff --stat {base} -- {folder}").format(
                base=comparison.base[:10], folder=ACCOUNTS_DIR
            ),
            ACCOUNTS_DIR,
        )


@change_rule(
    "CHG001",
    severity=Severity.ERROR,
    example=Example.WORDS,
    clause=ALL_ACCOUNTS,
    wrong="En ändring tar bort data/accounts/biblioteket-facebook.toml.",
    right="Kontot stängs: socialreg close biblioteket-facebook. Filen står kvar.",
)
def account_removed(comparison: Comparison) -> Iterator[Problem]:
    """The change removes an account’s file.

    A closed account stays findable: strangers can take over its name, and its posts are public
    records.
    """
    for change in comparison.files:
        if change.act is FileAct.REMOVED and (name := account_id(change.path)):
            yield Problem(
                "",
                _("{id} is removed; an account’s file stays, also when it is closed.").format(
                    id=name
                ),
                _("{restore}, then: socialreg close {id}").format(
                    restore=_restore(comparison, change.path), id=name
                ),
                change.path,
            )


@change_rule(
    "CHG002",
    severity=Severity.ERROR,
    example=Example.WORDS,
    clause=ALL_ACCOUNTS,
    wrong="En ändring döper om bibblan-facebook.toml till biblioteket-facebook.toml.",
    right='Filen heter som förut, namnet ändras i den: name = "Biblioteket"',
)
def account_renamed(comparison: Comparison) -> Iterator[Problem]:
    """The change renames an account’s file.

    Its id is what links, decisions and the history know it by.
    """
    for change in comparison.files:
        if change.act is FileAct.RENAMED and account_id(change.before):
            yield Problem(
                "",
                _("{before} is renamed to {after}; an account’s id is permanent.").format(
                    before=change.before, after=clean(change.path)
                ),
                _("Give it its name back: git mv {after} {before}").format(
                    before=change.before, after=change.path
                )
                if account_id(change.path)
                else _restore(comparison, change.before),
                change.path,
            )


@change_rule(
    "CHG003",
    severity=Severity.ERROR,
    clause=ALL_ACCOUNTS,
    wrong="""platform = "x"
handle = "sjohamn"
url = "https://x.com/sjohamn"
---
platform = "instagram"
handle = "sjohamn"
url = "https://www.instagram.com/sjohamn/"
""",
    right='name = "Biblioteket"\n---\nname = "Sjöhamns bibliotek"',
)
def id_reused(comparison: Comparison) -> Iterator[Problem]:
    """An id stands for another account than it once did.

    Whoever follows an old link or reads an old decision takes one account for the other.
    """
    for name, (_before, after) in comparison.accounts.items():
        if after and comparison.is_another(name):
            yield Problem(
                "platform",
                _("{id} was another account’s id, and an id is never used again.").format(id=name),
                _("Give the new account an id of its own: socialreg add {url}").format(
                    url=clean(after.url)
                ),
                after.path,
            )


@change_rule(
    "CHG012",
    severity=Severity.ERROR,
    example=Example.WORDS,
    clause=RELIABLE,
    wrong="Samma ändring rör data/accounts/biblioteket-facebook.toml och data/guidelines.toml.",
    right="Riktlinjerna ändras för sig, kontot i en ändring efter det.",
)
def rules_changed_with_data(comparison: Comparison) -> Iterator[Problem]:
    """What decides how a change is judged is changed together with data.

    Guidelines, checks and templates are for people to look at by themselves; hidden among
    accounts, or what is recorded of them, they could let anything through.
    """
    if not any(_is_data(comparison, change) for change in comparison.files):
        return
    for change in comparison.files:
        if is_protected(change.path) or is_protected(change.before):
            yield Problem(
                "",
                _(
                    "{path} decides how a change is shown or judged, and is changed together with "
                    "data."
                ).format(path=clean(change.path)),
                _("Propose it in a change of its own, first."),
                change.path,
            )


@change_rule(
    "CHG013",
    severity=Severity.ERROR,
    clause=RELIABLE,
    wrong="""confirmed = 2026-09-15
---
previous = [{ url = "https://www.facebook.com/sjohamnsbib", until = 2027-01-01 }]
""",
    right="""confirmed = 2026-09-15
---
previous = [{ url = "https://www.facebook.com/sjohamnsbib", until = 2021-05-04 }]
""",
)
def date_in_the_future(comparison: Comparison) -> Iterator[Problem]:
    """A changed account holds a date that is still to come.

    What is recorded has happened; a later day would make an account look reviewed or approved
    for longer than it is.
    """
    for _before, after in comparison.now():
        for field, day in _dates(after):
            if day and day > comparison.context.as_of:
                yield Problem(
                    field,
                    _("{id}: {date} is still to come.").format(id=after.id, date=day),
                    _("Give the day on which it happened."),
                    after.path,
                )


def _restore(comparison: Comparison, path: str) -> str:
    return _("Put it back: git checkout {base} -- {path}").format(
        base=comparison.base[:10], path=path
    )


def _is_data(comparison: Comparison, change: FileChange) -> bool:
    """Whether *change* is of data; the logo belongs to the settings that name it."""
    return any(
        is_in_data(path) and not is_protected(path) and path not in comparison.logos
        for path in (change.path, change.before)
    )


def _dates(account: Account) -> Iterator[tuple[str, dt.date | None]]:
    """What *account* says has happened, each with its field."""
    yield "opened", account.opened
    yield "confirmed", account.confirmed
    yield "archived", account.archived
    if account.application:
        yield "application.received", account.application.received
    for index, approval in enumerate(account.approvals):
        yield f"approvals[{index}].date", approval.date
    for index, review in enumerate(account.reviews):
        yield f"reviews[{index}].date", review.date
    for index, earlier in enumerate(account.previous):
        yield f"previous[{index}].until", earlier.until
    if account.closing:
        yield "closing.date", account.closing.date
