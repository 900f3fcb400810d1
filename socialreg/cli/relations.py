"""What an account has to be beside the others: the only one of its name, with a real successor."""

from collections.abc import Collection
from pathlib import Path

from socialreg import lifecycle, store
from socialreg.cli import change, parsers
from socialreg.errors import UsageError
from socialreg.i18n import _
from socialreg.model import Register
from socialreg.names import owner
from socialreg.text import brief


def refuse_duplicate(
    url: str, keys: Collection[str], register: Register, *, besides: str = ""
) -> None:
    """Raise UsageError when an account other than *besides* has or had one of the names *keys*.

    *url* is how the message calls what they are the names of.
    """
    rival = owner(keys, register, besides=besides)
    if rival:
        raise UsageError(
            _("{url} is already in the register: {id}, {status}.").format(
                url=brief(url), id=rival.id, status=_(lifecycle.STATUS_WORDS[rival.status])
            ),
            _("See it: socialreg show {id}").format(id=rival.id),
        )


def successor(root: Path, account_id: str, text: str) -> str:
    """The id in *text*, of an account that the followers of *account_id* can be sent to.

    Raises UsageError or RegisterError when it is none.
    """
    wanted = parsers.account_id(text)
    change.refuse(lifecycle.refused_successor(account_id, store.load_account(root, wanted)))
    return wanted
