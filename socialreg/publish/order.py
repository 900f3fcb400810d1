"""The order in which Swedish readers look for words."""

import unicodedata

from socialreg.model import Account, Status

# å, ä and ö are letters of their own at the end of the alphabet, in that order, not as Unicode
# has it; other accents (é, ü) are read over.
_LAST_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def alphabetical(text: str) -> str:
    """The key that sorts *text* as a Swedish reader expects: ``Zoo`` before ``Åhus``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    letters = unicodedata.normalize("NFC", folded).translate(_LAST_LETTERS)
    decomposed = unicodedata.normalize("NFD", letters)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def reading_order(account: Account) -> tuple[bool, str, str, str, str]:
    """The key that sorts accounts within a group: what rests last, then by unit and name."""
    return (
        account.status is not Status.ACTIVE,
        alphabetical(account.unit),
        alphabetical(account.name),
        account.platform,
        account.id,
    )
