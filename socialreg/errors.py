"""What can go wrong outside the program: each error carries a sentence and the next step.

An expected failure (a forbidden move, a bad handle) is a value.
Only the surroundings (no register, git refuses, a full disk) raise,
and only ``cli`` prints what they say.
"""


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


class OutputError(SocialregError):
    """The place where something should be written cannot be used."""
