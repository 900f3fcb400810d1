"""What can go wrong outside the program: each error carries a sentence and the next step.

An expected failure (a forbidden move, a bad handle) is a value.
Only the surroundings (no register, git refuses, a full disk) raise,
and only ``cli`` prints what they say.
"""

from socialreg.i18n import N_, _

# What the system answers most often when it refuses; on Linux and macOS only in English.
REASONS = (
    N_("Directory not empty"),
    N_("Disk quota exceeded"),
    N_("File exists"),
    N_("File name too long"),
    N_("Input/output error"),
    N_("Is a directory"),
    N_("No such file or directory"),
    N_("No space left on device"),
    N_("Not a directory"),
    N_("Operation not permitted"),
    N_("Permission denied"),
    N_("Read-only file system"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
)


def reason(error: OSError) -> str:
    """Why the system refused, in the language in use where it is one of REASONS."""
    return _(error.strerror) if error.strerror else str(error)


class SocialregError(Exception):
    """Base of everything socialreg raises on purpose; ends the program with status 2.

    *message* says what is wrong and where; *next_step* says what to do about it
    and may be empty. Both are already in the user's language.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class UsageError(SocialregError):
    """The command was given values that cannot be used together, or too few."""


class RegisterError(SocialregError):
    """There is no register here, or a file of it cannot be read or written."""


class GitError(SocialregError):
    """The repository is in a state in which nothing may be recorded, or git refused."""


class NotPushedError(GitError):
    """The change is committed on a branch of its own, which did not reach the remote.

    Ends the program with status 1: there is something, but not what was asked for.
    """


class PersonalDataError(RegisterError):
    """A file holds personal data, so nothing of the register is published.

    Ends the program with status 1: the register was read, and the answer is no.
    """


class OutputError(SocialregError):
    """The place where something should be written cannot be used."""
