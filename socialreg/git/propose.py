"""Proposing a change: a commit on a branch of its own, for a pull request.

The user stays where they are. The commit is made in a second work tree of the repository,
which shares the first one's files while it is made; hooks and signature are the user's as ever.
Afterwards the files are as they were.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from socialreg import files
from socialreg.errors import GitError
from socialreg.forges import pull_request_address
from socialreg.git.change import Change
from socialreg.git.record import Work, begun, make
from socialreg.git.recovery import remove_side, side_folder
from socialreg.git.refusal import readable
from socialreg.git.repository import Repository, ask, run
from socialreg.git.surroundings import WRITE
from socialreg.i18n import _

REMOTE = "origin"
_QUIETLY = ("-c", "core.hooksPath=/dev/null")  # nothing is checked out: no hook needs to know


class Proposal(NamedTuple):
    """A commit on a branch of its own, *branch*, made from *base*.

    *pushed* tells whether the remote has it, *problem* why not. *address* is where the pull
    request is opened, None if the forge is not known. *warning* is what git said besides.
    """

    commit: str
    branch: str
    base: str
    pushed: bool = False
    problem: str = ""
    address: str | None = None
    warning: str = ""


def propose(repository: Repository, change: Change, *, branch: str) -> Proposal:
    """Commit *change* on a new branch, called *branch* or nearly so, and push it to ``origin``.

    The branch that is checked out, the index and the files stay as they are.
    """
    with begun(repository, change) as work:
        if work.state.head is None:
            raise GitError(
                _("There is no commit yet that the proposal could be based on."),
                _("Record something first, without --propose."),
            )
        name = _free_name(repository, branch)
        with _side_work(work, name, work.state.head) as side:
            made = make(side, _take_back)
        base = _base(repository, work.state.branch)
    proposal = Proposal(made.commit, name, base, warning=made.warning)
    return _push(repository, proposal)


def _take_back(backups: files.Backups, *, whole: bool) -> None:  # noqa: ARG001 - as Finish has it
    files.take_back(backups)


@contextmanager
def _side_work(work: Work, name: str, head: str) -> Iterator[Work]:
    """*work*, to be committed on the new branch *name* in a work tree of its own."""
    repository, folder = work.repository, side_folder(work.repository.git_dir)
    remove_side(repository)
    add = ("worktree", "add", "--quiet", "--no-checkout", "-b", name, str(folder), head)
    run(repository, WRITE, *add, options=_QUIETLY)
    try:
        git_dir = _git_dir(folder)
        yield work._replace(where=(f"--git-dir={git_dir}", f"--work-tree={repository.root}"))
    except BaseException:
        remove_side(repository)
        # Not where a hook has committed something else there: that is not ours to remove.
        ask(repository, WRITE, "update-ref", "-d", f"refs/heads/{name}", head)
        raise
    remove_side(repository)


def _git_dir(folder: Path) -> Path:
    """The folder of git's for the work tree in *folder*, which a file there names."""
    text = (folder / ".git").read_text(encoding="utf-8", errors="surrogateescape")
    return folder / text.removeprefix("gitdir:").strip()


def _free_name(repository: Repository, wanted: str) -> str:
    """*wanted*, or with a number, so that no branch here or at the remote has the name."""
    run(repository, WRITE, "check-ref-format", "--branch", wanted)
    places = ("refs/heads/", f"refs/remotes/{REMOTE}/")
    listed = run(repository, WRITE, "for-each-ref", "--format=%(refname)", *places)
    taken = {
        name.removeprefix(place)
        for name in os.fsdecode(listed).splitlines()
        for place in places
        if name.startswith(place)
    }
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _base(repository: Repository, branch: str) -> str:
    """What *branch* is called at the remote, where it has been pushed; else its own name."""
    reference = f"refs/heads/{branch}"
    listed = run(repository, WRITE, "for-each-ref", "--format=%(upstream)", reference)
    prefix = f"refs/remotes/{REMOTE}/"
    upstream = os.fsdecode(listed).strip()
    return upstream.removeprefix(prefix) if upstream.startswith(prefix) else branch


def _without(secrets: Iterable[str], words: str) -> str:
    """*words* without any of the *secrets*, longest first."""
    for secret in sorted(secrets, key=len, reverse=True):
        words = words.replace(secret, "")
    return words


def _secrets(url: str) -> set[str]:
    """What stands before the host in *url*, also where it is written in no way that git knows."""
    before = url.rpartition("@")[0]
    user = before.rpartition("//")[2] if "//" in before else before
    password = user.partition(":")[2]
    return {f"{user}@", password} - {"@", ""}


def _push(repository: Repository, proposal: Proposal) -> Proposal:
    remote = ask(repository, WRITE, "remote", "get-url", "--push", "--all", REMOTE)
    if remote.status:
        return proposal._replace(problem=_("There is no remote called {name}.").format(name=REMOTE))
    reference = f"refs/heads/{proposal.branch}"
    pushed = ask(
        repository, WRITE, "push", "--quiet", "--set-upstream", REMOTE, f"{reference}:{reference}"
    )
    if pushed.status:
        secrets = set[str]().union(*map(_secrets, os.fsdecode(remote.output).splitlines()))
        return proposal._replace(problem=_without(secrets, readable(pushed.words)))
    url = os.fsdecode(remote.output).partition("\n")[0].strip()
    address = pull_request_address(url, branch=proposal.branch, base=proposal.base)
    return proposal._replace(pushed=True, address=address)
