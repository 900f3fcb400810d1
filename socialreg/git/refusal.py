"""What git says when it refuses, made into a sentence and a next step."""

import re
import time
from pathlib import Path

from socialreg.errors import GitError, reason
from socialreg.files import NO_ROOM
from socialreg.i18n import N_, _, ngettext
from socialreg.text import clean

_MAX_LINES = 20

# Up to the last @, because a password may hold one, or a slash that makes the address malformed.
_CREDENTIALS = re.compile(r"(:/+)\S*@")
_LOCK_FILE = re.compile(r"Unable to create '(?P<path>.+?\.lock)': File exists")

# (what git's words hold, the sentence, the next step)
_CAUSES = (
    (
        re.compile(r"dubious ownership"),
        N_("Git does not trust this folder, because it belongs to another user."),
        N_("If you trust it, run the command that git names above, then try again."),
    ),
    (
        re.compile(r"Please tell me who you are|empty ident|auto-detection is disabled"),
        N_("Git does not know who you are, so the change would have no author."),
        N_(
            "Tell it once, then try again:\n"
            '  git config --global user.name "Your Name"\n'
            "  git config --global user.email you@example.org"
        ),
    ),
    (
        re.compile(r"failed to sign|[Cc]ouldn't load|signing failed|user\.signing[Kk]ey|gpg\.ssh"),
        N_("The commit could not be signed, and your git demands a signature."),
        N_("See to it that “git commit -S” works here (git config user.signingkey), then retry."),
    ),
    (
        re.compile(r"No space left on device|File too large|[Qq]uota exceeded|ile ?size limit"),
        N_("There is no room left on the disk."),
        N_("Make room on the disk, then run the command again."),
    ),
    (
        re.compile(r"Read-only file system|Permission denied|insufficient permission"),
        N_("Git may not write in the repository."),
        N_("See to it that you may write in the repository’s folder, then try again."),
    ),
    (
        re.compile(r"not a git repository"),
        N_("This is not a git repository."),
        N_("Make it one with: git init"),
    ),
)


def refusal(words: str) -> GitError:
    """The error that git's *words* on standard error amount to; they are part of it."""
    said = readable(words)
    lock = _LOCK_FILE.search(said)
    if lock:
        return locked(lock["path"])
    for pattern, sentence, step in _CAUSES:
        if pattern.search(said):
            return GitError(f"{_(sentence)}\n{said}", _(step))
    return GitError(_("Git refused: {words}").format(words=said or "–"))


def unwritable(path: Path, error: OSError) -> GitError:
    """The error for a file of git's at *path* that the system did not let us write."""
    message = _("{path} cannot be written: {why}.").format(path=path, why=reason(error))
    if error.errno in NO_ROOM:
        return GitError(message, _("Make room on the disk, then run the command again."))
    return GitError(
        message, _("See to it that you may write in the repository’s folder, then try again.")
    )


def locked(path: str) -> GitError:
    """The error for a lock file of git's at *path*: how old it is tells what it may be."""
    step = _("Close other git programs. If none is running, delete that file, then try again.")
    try:
        minutes = int((time.time() - Path(path).stat().st_mtime) // 60)
    except OSError:
        minutes = 0
    if minutes:
        sentence = ngettext(
            "A git program was cut off here: {path} is {minutes} minute old.",
            "A git program was cut off here: {path} is {minutes} minutes old.",
            minutes,
        ).format(path=path, minutes=minutes)
        return GitError(sentence, step)
    return GitError(
        _("Another git program is at work here: {path} exists.").format(path=path), step
    )


def readable(words: str) -> str:
    """Git's or a hook's *words* without control characters and passwords, the last lines."""
    lines = [clean(line.replace("\t", "    ")).rstrip() for line in re.split(r"[\r\n]+", words)]
    return _CREDENTIALS.sub(r"\1", "\n".join([line for line in lines if line][-_MAX_LINES:]))
