"""How a command changes accounts: read, move, write and commit, in one place for all of them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from socialreg import acts, document, lifecycle, store
from socialreg.acts import Act
from socialreg.cli import console, session
from socialreg.errors import RegisterError, UsageError
from socialreg.git.change import Change, Contents, Message
from socialreg.i18n import _
from socialreg.lifecycle import Forbidden, Outcome
from socialreg.model import Account, Impostor, Part


def apply(account_id: str, move: Callable[[Account], Outcome], act: Act) -> Account:
    """Make *move* on the account, write its file and commit it; the account afterwards.

    Raises UsageError when the move is not allowed, RegisterError or GitError when it cannot be
    recorded; then everything is as before.
    """
    root = ready()
    before = store.load_account(root, account_id)
    after = _made(move(before))
    old = _content(root, after.path)
    new = document.changed_file(old, after)
    if new == old:
        raise UsageError(
            _("{id} already is so: there is nothing to change.").format(id=account_id),
            _("See it: socialreg show {id}").format(id=account_id),
        )
    _record(
        root,
        Change(
            contents={after.path: new},
            expected={after.path: old},
            message=_message(root, after, act),
            verify=lambda: _read_back(root, after),
        ),
    )
    return after


def create(account: Account, act: Act) -> None:
    """Write the file of a new account and commit it; raises like ``apply``."""
    root = ready()
    if (root / account.path).exists():
        raise UsageError(
            _("There is already an account “{id}”.").format(id=account.id),
            _("An id is never used again: choose another with --id."),
        )
    content = document.new_file(account)
    _record(
        root,
        Change(
            contents={account.path: content},
            expected={account.path: None},
            message=_message(root, account, act),
            verify=lambda: _read_back(root, account),
        ),
    )


def create_all(contents: Mapping[str, bytes], source: str, *, origin: str) -> None:
    """Write the files of many new accounts and commit them together; raises like ``apply``."""
    root = session.root()
    ids = [Path(path).stem for path in contents]
    language = store.load_settings(root).language
    _record(
        root,
        Change(
            contents=contents,
            expected=dict.fromkeys(contents),
            message=acts.import_message(ids, file=source, source=origin, language=language),
            verify=lambda: [store.load_account(root, account_id) for account_id in ids],
        ),
    )


def begin(account_id: str) -> Account:
    """The account that is to be changed, before any question is asked about it.

    Raises GitError when a change could not be recorded now: nobody should answer in vain.
    """
    root = ready()
    account = store.load_account(root, account_id)
    check_recordable(root, account.path)
    return account


def check_recordable(root: Path, *paths: str) -> None:
    """Raise GitError when a change to *paths* could not be recorded, if questions may be asked."""
    if console.is_interactive() and session.commits():
        from socialreg.git import states  # imported late: without questions, recording looks
        from socialreg.git.repository import open_repository

        with open_repository(root) as repository:
            states.check(repository, paths)


def mend(new: Contents, old: Contents) -> None:
    """Write what was mended in accounts' files, by path, and commit it; raises like ``apply``.

    *old* is what the files held when that was decided.
    """
    root = ready()
    ids = [Path(path).stem for path in new]
    message = acts.mending_message(ids, language=store.load_settings(root).language)
    _record(root, Change(contents=new, expected=old, message=message))


def record_posts(new: Contents, old: Contents, *, origin: str) -> None:
    """Write the recorded posts of accounts, by path, and commit them together.

    *old* is what the files held, None where there was none; raises like ``apply``.
    """
    root = ready()
    ids = [Path(path).stem for path in new]
    language = store.load_settings(root).language
    message = acts.posts_message(ids, source=origin, language=language)
    _record(root, Change(contents=new, expected=old, message=message))


def record_fake(after: Impostor, *, is_new: bool, reference: str | None) -> None:
    """Write the file of a known fake and commit it; raises like ``apply``."""
    root = ready()
    old = None if is_new else _content(root, after.path)
    new = document.new_file(after) if old is None else document.changed_file(old, after)
    if new == old:
        raise UsageError(
            _("{id} already is so: there is nothing to change.").format(id=after.id),
            _("Say what has happened to it, for example: --outcome removed"),
        )
    language = store.load_settings(root).language
    message = acts.fake_message(after, is_new=is_new, reference=reference, language=language)
    _record(root, Change(contents={after.path: new}, expected={after.path: old}, message=message))


def ready() -> Path:
    """The register's root, with nothing unfinished in it that a dead process left behind."""
    from socialreg.cli.recording import settle

    root = session.root()
    settle(root)
    return root


def allow(account_id: str, command: str) -> Account:
    """The account; stops before any question is asked when *command* is not possible for it."""
    account = begin(account_id)
    if command == "review":
        possible = account.status in lifecycle.REVIEWABLE
    else:
        possible = command in lifecycle.MOVES[account.status]
    if not possible:
        refuse(lifecycle.not_allowed(account, command))
    return account


def required_parts(account: Account) -> tuple[Part, ...]:
    """Whose approvals the guidelines in force on the day of application demand."""
    guidelines = store.load_guidelines(session.root())
    day = account.application.received if account.application else session.today()
    edition = guidelines.on(day)
    return edition.approvals if edition else tuple(Part)


def tell(done: str, next_step: str = "") -> None:
    """Say that it is done and what comes next; a proposal is not done before it is merged."""
    if session.commits() and session.proposes():
        done = _("Proposed: {what}").format(what=done)
        next_step = _("It holds when the pull request is merged; then fetch it: git pull")
    console.done(done, next_step)


def refuse(refused: Forbidden | None) -> None:
    """Raise UsageError when there is something *refused*."""
    if refused:
        raise UsageError(refused.message, refused.hint)


def _made(outcome: Outcome) -> Account:
    if isinstance(outcome, Forbidden):
        raise UsageError(outcome.message, outcome.hint)
    return outcome


def _read_back(root: Path, account: Account) -> None:
    """Raise RegisterError unless the file that was written says what *account* says."""
    if store.load_account(root, account.id) != account:
        raise RegisterError(
            _("{path} does not hold what was written there.").format(path=account.path),
            _("Another program has changed it, perhaps a git hook. Look at it, then try again."),
        )


def _content(root: Path, path: str) -> bytes:
    content = store.read_bytes(root, path)
    if not isinstance(content, bytes):
        raise store.unusable([content])
    return content


def _message(root: Path, account: Account, act: Act) -> Message:
    return acts.message(act, account, language=store.load_settings(root).language)


def _record(root: Path, change: Change) -> None:
    from socialreg.cli.recording import record  # imported late: a refused move needs no git

    record(root, change)
