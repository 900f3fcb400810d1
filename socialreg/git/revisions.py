"""Which commit a name means, and where two histories part.

A name must mean no other: anybody can push a branch or a tag.
"""

import os
import re

from socialreg.errors import GitError
from socialreg.git import reading
from socialreg.git.refusal import refusal
from socialreg.git.repository import Repository, ask, run
from socialreg.git.surroundings import READ
from socialreg.i18n import _
from socialreg.text import clean

# Where git looks for a name, in this order.
_FULL = "refs/"
_PLACES = (
    "refs/{}",
    "refs/tags/{}",
    "refs/heads/{}",
    "refs/remotes/{}",
    "refs/remotes/{}/HEAD",
)
# A name, and what is counted from it: main~2, v1^{commit}, main@{upstream}.
_NAMED = re.compile(r"(?P<name>[^~^:]*?)(?P<rest>(?:@\{|[~^:]).*)?", re.DOTALL)
# Git's own, which no branch or tag goes before.
_OWN = re.compile(r"@?|[A-Z_]*HEAD")
_BEGINNING_OF_ID = re.compile(r"[0-9a-f]{4,63}")
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def resolve(repository: Repository, revision: str) -> str:
    """The full id of the one commit that *revision* can mean.

    GitError if it names none, or if a branch and a tag (or two others) have the same name.
    """
    if revision.startswith("-"):
        raise GitError(
            _("There is no revision “{name}” here: none begins with -.").format(
                name=clean(revision)
            ),
            _("Name a branch, a tag or a commit, for example: --base origin/main"),
        )
    found = _NAMED.fullmatch(revision)
    name, rest = (found["name"], found["rest"] or "") if found else (revision, "")
    if _OWN.fullmatch(name) or _ID.fullmatch(name):
        return reading.resolve(repository, revision)
    meanings = _meanings(repository, name)
    if not meanings and name.startswith(_FULL):
        raise reading.unknown(revision)
    if len(meanings) > 1:
        raise GitError(
            _("“{name}” is ambiguous here: {meanings}.").format(
                name=clean(name), meanings=clean(", ".join(meanings))
            ),
            _("Write in full which one is meant, for example: --base {name}").format(
                name=clean(meanings[-1])
            ),
        )
    # Without a name that is in full, git would look in its own folder first.
    return reading.resolve(repository, f"{meanings[0] if meanings else name}{rest}")


def merge_bases(repository: Repository, one: str, other: str) -> list[str]:
    """The commits (all are full ids) where two histories part; none if they share nothing.

    Where the history's beginning is missing, GitError: it could not be told.
    """
    reading.refuse_shallow(repository)
    answer = ask(repository, READ, "merge-base", "--all", "--end-of-options", one, other)
    if answer.status > 1:
        raise refusal(answer.words)
    return answer.output.decode().split()


def _meanings(repository: Repository, name: str) -> list[str]:
    """The full names that *name* can stand for; if it is also a beginning of ids, these too."""
    places = [name] if name.startswith(_FULL) else [place.format(name) for place in _PLACES]
    command = ("for-each-ref", "--format=%(refname)", "--", *places)
    known = os.fsdecode(run(repository, READ, *command)).splitlines()
    found = [place for place in places if place in known]
    if found and _BEGINNING_OF_ID.fullmatch(name):
        answer = ask(repository, READ, "rev-parse", f"--disambiguate={name}")
        found += answer.output.decode().split()
    return found
