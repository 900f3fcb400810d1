"""Why an address or a handle cannot be an account's, in words for the person who gave it."""

from enum import StrEnum

from socialreg.i18n import N_, _
from socialreg.text import brief
from socialreg.values import dataclass


class RefusalReason(StrEnum):
    """What is wrong with an address or a handle."""

    # The address itself.
    NOT_AN_ADDRESS = "not-an-address"
    NOT_HTTPS = "not-https"
    HIDDEN_CHARACTER = "hidden-character"
    BACKSLASH = "backslash"
    USERINFO = "userinfo"
    PORT = "port"
    IP_HOST = "ip-host"
    BAD_HOST = "bad-host"
    IDN_HOST = "idn-host"
    AMBIGUOUS = "ambiguous"
    # Where it leads.
    UNKNOWN_HOST = "unknown-host"
    OTHER_PLATFORM = "other-platform"
    SHORTENER = "shortener"
    LINK_PAGE = "link-page"
    SHARE_LINK = "share-link"
    POST = "post"
    RESERVED = "reserved"
    NO_HANDLE = "no-handle"
    # What it is said to be.
    BAD_HANDLE = "bad-handle"
    HANDLE_UNUSED = "handle-unused"
    BAD_ID = "bad-id"
    UNKNOWN_PLATFORM = "unknown-platform"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why *subject* (the address, or the part of it that is wrong) cannot be taken.

    *platform* is the name of the platform concerned and may be empty. *instead* is what to
    give instead and may be empty: an account's address after POST, a platform's key after
    OTHER_PLATFORM, UNKNOWN_HOST and UNKNOWN_PLATFORM, an example of an address otherwise.
    """

    reason: RefusalReason
    subject: str
    platform: str = ""
    instead: str = ""

    def message(self) -> str:
        """What is wrong, as a sentence in the language in use; safe to show."""
        return self._fill(MESSAGES[self.reason])

    def hint(self) -> str:
        """What to give instead, as a sentence in the language in use."""
        hint = _HINTS_WITH_INSTEAD.get(self.reason) if self.instead else None
        return self._fill(hint or _HINTS[self.reason])

    def _fill(self, sentence: str) -> str:
        return _(sentence).format(
            subject=brief(self.subject), platform=_(self.platform or "?"), instead=self.instead
        )


_COPY = N_("Open the account’s own page and copy its address from the browser’s address bar.")

MESSAGES = {
    RefusalReason.NOT_AN_ADDRESS: N_("“{subject}” is not a web address."),
    RefusalReason.NOT_HTTPS: N_("“{subject}” is not the address of a web page."),
    RefusalReason.HIDDEN_CHARACTER: N_("“{subject}” contains a character that cannot be seen."),
    RefusalReason.BACKSLASH: N_("“{subject}” contains a backslash."),
    RefusalReason.USERINFO: N_(
        "“{subject}” has an @ before the host name, which can hide where it leads."
    ),
    RefusalReason.PORT: N_("“{subject}” contains a port number."),
    RefusalReason.IP_HOST: N_("“{subject}” is a number instead of a host name."),
    RefusalReason.BAD_HOST: N_("“{subject}” is not a host name."),
    RefusalReason.IDN_HOST: N_("The host name “{subject}” has other letters than a–z."),
    RefusalReason.AMBIGUOUS: N_("“{subject}” says twice whose page it is."),
    RefusalReason.UNKNOWN_HOST: N_("“{subject}” does not belong to any platform that is known."),
    RefusalReason.OTHER_PLATFORM: N_("“{subject}” is not an address on {platform}."),
    RefusalReason.SHORTENER: N_("“{subject}” is a short link: nobody can see where it leads."),
    RefusalReason.LINK_PAGE: N_("“{subject}” is a page of links, not an account."),
    RefusalReason.SHARE_LINK: N_("“{subject}” is a link for sharing, not an account’s address."),
    RefusalReason.POST: N_("“{subject}” leads to something in an account, not to the account."),
    RefusalReason.RESERVED: N_("“{subject}” is one of {platform}’s own pages, not an account."),
    RefusalReason.NO_HANDLE: N_("“{subject}” leads to {platform}, but not to an account there."),
    RefusalReason.BAD_HANDLE: N_("“{subject}” cannot be a handle on {platform}."),
    RefusalReason.HANDLE_UNUSED: N_("An account of the kind {platform} has no handle."),
    RefusalReason.BAD_ID: N_("“{subject}” cannot be an account’s id on {platform}."),
    RefusalReason.UNKNOWN_PLATFORM: N_("There is no platform “{subject}”."),
}

_HINTS = {
    RefusalReason.NOT_AN_ADDRESS: _COPY,
    RefusalReason.NOT_HTTPS: N_("Give an address that begins with https://."),
    RefusalReason.HIDDEN_CHARACTER: N_("Type the address again instead of pasting it."),
    RefusalReason.BACKSLASH: N_("Write the address with / instead."),
    RefusalReason.USERINFO: _COPY,
    RefusalReason.PORT: N_("Leave out the colon and the number."),
    RefusalReason.IP_HOST: _COPY,
    RefusalReason.BAD_HOST: _COPY,
    RefusalReason.IDN_HOST: N_(
        "If the host name is your own, add it to own_domains in data/register.toml."
    ),
    RefusalReason.AMBIGUOUS: _COPY,
    RefusalReason.UNKNOWN_HOST: N_(
        "If it is a blog, a podcast or a Mastodon account, say so with --platform."
    ),
    RefusalReason.OTHER_PLATFORM: _COPY,
    RefusalReason.SHORTENER: N_("Open the link and copy the address of the account’s own page."),
    RefusalReason.LINK_PAGE: N_("Register each of the accounts that it links to."),
    RefusalReason.SHARE_LINK: _COPY,
    RefusalReason.POST: _COPY,
    RefusalReason.RESERVED: _COPY,
    RefusalReason.NO_HANDLE: _COPY,
    RefusalReason.BAD_HANDLE: _COPY,
    RefusalReason.HANDLE_UNUSED: N_("Leave the handle out and give the address."),
    RefusalReason.BAD_ID: N_("Leave the id out if you are not sure of it."),
    RefusalReason.UNKNOWN_PLATFORM: N_("The command “socialreg add --help” lists the platforms."),
}

_EXAMPLE = N_("An account’s address there looks like {instead}.")

_HINTS_WITH_INSTEAD = {
    RefusalReason.UNKNOWN_HOST: N_("If this is the right host, say so with --platform {instead}."),
    RefusalReason.OTHER_PLATFORM: N_("It belongs to the platform “{instead}”."),
    RefusalReason.POST: N_("Give the account’s own address: {instead}"),
    RefusalReason.RESERVED: _EXAMPLE,
    RefusalReason.NO_HANDLE: _EXAMPLE,
    RefusalReason.BAD_HANDLE: _EXAMPLE,
    RefusalReason.UNKNOWN_PLATFORM: N_("Did you mean “{instead}”?"),
}
