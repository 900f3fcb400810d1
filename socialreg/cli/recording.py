"""Recording a change as the options say: committed, proposed on a branch, or only written."""

from pathlib import Path
from typing import TYPE_CHECKING

from socialreg.cli import console, session
from socialreg.cli.privacy import refuse_personal_data
from socialreg.errors import NotPushedError
from socialreg.git.change import Change
from socialreg.git.repository import open_repository
from socialreg.i18n import _
from socialreg.text import clean

if TYPE_CHECKING:
    from socialreg.git.propose import Proposal


def record(root: Path, change: Change) -> None:
    """Write and commit *change*, propose it, or only write it; GitError or RegisterError if not.

    NotPushedError when the proposal is committed here but not pushed, UsageError when the change
    would bring personal data in.
    """
    refuse_personal_data(change)
    session.recording("begun")
    with open_repository(root) as repository:
        if not session.commits():
            from socialreg.git.record import write_only

            write_only(repository, change)
            session.recording("done")
            _say_written(change)
        elif session.proposes():
            from socialreg.git.propose import propose

            proposal = propose(repository, change, branch=_branch(change))
            session.recording("done")
            _say_proposed(proposal)
        else:
            from socialreg.git.record import commit

            done = commit(repository, change)
            session.recording("done")
            console.say(
                _("Committed on {branch}: {commit}").format(
                    branch=clean(done.branch), commit=done.commit[:10]
                )
            )
            if done.warning:
                console.warn(done.warning)


def settle(root: Path) -> None:
    """Wait for who is recording a change here, and finish or undo what was cut off, before reading.

    GitError when it cannot be done.
    """
    from socialreg.git import recovery

    if not recovery.is_pending(root):
        return
    with open_repository(root) as repository:
        recovery.settle(repository)


def _branch(change: Change) -> str:
    """The name of the branch for a proposal, such as ``close/biblioteket-facebook``."""
    values = dict(change.message.trailers)
    subject = values.get("Account") or values.get("Impostor") or "register"
    return f"{values.get('Action', 'change')}/{subject}"


def _say_written(change: Change) -> None:
    paths = sorted(change.contents)
    shown = ", ".join(paths[:3]) + (" …" if len(paths) > 3 else "")  # noqa: PLR2004 - enough to know
    console.say(_("Written, not committed: {paths}").format(paths=shown))
    console.say(_("To commit it yourself, with this message:"))
    console.say(change.message.text())


def _say_proposed(proposal: "Proposal") -> None:
    """Tell where the proposal is and where it goes on; NotPushedError if it is only here."""
    if proposal.warning:
        console.warn(proposal.warning)
    if not proposal.pushed:
        raise NotPushedError(
            _("The change is committed on the branch {branch}, but not pushed: {why}").format(
                branch=clean(proposal.branch), why=proposal.problem
            ),
            _(
                "When that is put right, push it: git push -u origin {branch}. "
                "Your own branch and files are as before."
            ).format(branch=clean(proposal.branch)),
        )
    console.say(
        _("Committed on the branch {branch}; your own branch and files are as before.").format(
            branch=clean(proposal.branch)
        )
    )
    if proposal.address:
        console.say(_("Open the pull request here:"))
        console.result(proposal.address)
    else:
        console.say(_("It is pushed: open the pull request on your forge’s website."))
