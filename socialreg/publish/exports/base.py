"""What an export is: a file about the whole register, for programs to read."""

from collections.abc import Callable

from socialreg.publish.publication import PublicRegister
from socialreg.values import dataclass


@dataclass(frozen=True, slots=True)
class Export:
    """One export: the *path* of its file on the site, and the function that makes its content.

    *kind* is its format as people call it, *media_type* as programs do, *purpose* a message that
    says in a sentence what it is for. *also* are other paths of the same content. With
    *needs_address* it can only be made where the site's own address is known. *is_data* tells
    those that hold the register from those that describe it.
    """

    name: str
    path: str
    kind: str
    media_type: str
    purpose: str
    make: Callable[[PublicRegister], bytes]
    also: tuple[str, ...] = ()
    needs_address: bool = False
    is_data: bool = False
