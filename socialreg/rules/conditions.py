"""The conditions under which rules look at an account, each asked once for all that share it."""

from socialreg.model import Account, Context, Status

_OPEN = (Status.ACTIVE, Status.DORMANT)
_ENDED = (Status.DECLINED, Status.CLOSED)


def is_open(account: Account, _context: Context) -> bool:
    """The account is in use, or at rest."""
    return account.status in _OPEN


def is_active(account: Account, _context: Context) -> bool:
    """The account is in use."""
    return account.status is Status.ACTIVE


def is_resting(account: Account, _context: Context) -> bool:
    """The account is at rest."""
    return account.status is Status.DORMANT


def is_closed(account: Account, _context: Context) -> bool:
    """The account is closed."""
    return account.status is Status.CLOSED


def has_closing(account: Account, _context: Context) -> bool:
    """The account's file has a ``[closing]``."""
    return account.closing is not None


def is_living(account: Account, _context: Context) -> bool:
    """The account is applied for, approved, in use or at rest: what concerns it can be mended."""
    return account.status not in _ENDED
