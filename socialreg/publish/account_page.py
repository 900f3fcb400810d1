"""What an account's page says, in one language: the values that ``account.html.j2`` shows."""

from markupsafe import Markup

from socialreg.approvals import decisions
from socialreg.i18n import N_
from socialreg.model import Account, Approval, HandleFate, Status
from socialreg.publish.addresses import shown_handle
from socialreg.publish.groups import Group, Listing
from socialreg.publish.markup import mail_url, short_url
from socialreg.publish.standings import Check, checks
from socialreg.publish.story import FATES, Told, story, told
from socialreg.publish.voice import Voice, in_sentence
from socialreg.standing import Stand
from socialreg.values import dataclass

_HEADING = N_("{name} on {platform}")


@dataclass(frozen=True, slots=True)
class AccountPage:
    """An *account* as its page shows it; *successor* is the account to follow instead."""

    account: Account
    title: str
    heading: Markup
    group: Group | None
    handle: str
    url: str | None
    address: str
    mail: str | None
    deputy: str
    verdict: Markup
    advice: Markup
    successor: Account | None
    successor_platform: str
    confirmed: Markup
    languages: str
    decisions: tuple[Approval, ...]
    checks: tuple[Check, ...]
    story: list[Told]


def account_page(
    account: Account, listing: Listing, stands: tuple[Stand, ...], voice: Voice
) -> AccountPage:
    """The page of *account*, one of the *listing*'s that *stands* so, as the *voice* tells it."""
    url, platform = listing.links[account.id], voice.platform(account.platform)
    contact, successor = account.contact, listing.successor(account)
    closed = account.status is Status.CLOSED
    return AccountPage(
        account=account,
        title=voice.text(_HEADING).format(name=account.name, platform=platform),
        heading=voice.say(_HEADING, name=voice.quote(account.name), platform=platform),
        group=None if closed else listing.group(account),
        handle=shown_handle(account),
        url=url,
        address=short_url(url or account.url),
        mail=mail_url(contact.email) if contact else None,
        deputy=voice.quote(in_sentence(contact.deputy or "")) if contact else "",
        verdict=_verdict(account, voice),
        advice=_advice(account, voice),
        successor=successor,
        successor_platform=voice.platform(successor.platform) if successor else "",
        confirmed=_confirmed(account, voice),
        languages=", ".join(map(voice.language_name, account.languages)),
        decisions=tuple(given for _index, given in decisions(account)),
        checks=checks(stands, voice),
        story=told(story(account), voice),
    )


def _verdict(account: Account, voice: Voice) -> Markup:
    """The answer to what every reader asks first: whether the account is ours."""
    if account.status is Status.ACTIVE:
        return voice.say(N_("This is our account."))
    if account.status is Status.DORMANT:
        return voice.say(N_("This is our account. It is resting at the moment."))
    if account.closing and account.closing.date:
        day = voice.date(account.closing.date)
        return voice.say(N_("Was our account until {date}."), date=day)
    return voice.say(N_("Was our account, and is closed."))


def _advice(account: Account, voice: Voice) -> Markup:
    """What to think of a closed account's address today."""
    if account.status is not Status.CLOSED:
        return Markup()
    fate = account.closing.handle if account.closing else None
    if fate is HandleFate.KEPT:
        return voice.say(FATES[fate])
    # Whoever has the name now can write anything there, and unless we keep it we cannot know.
    warning = voice.say(N_("Do not trust what is shown there now."))
    return Markup(" ").join((voice.say(FATES[fate]), warning)) if fate else warning


def _confirmed(account: Account, voice: Voice) -> Markup:
    """When a person last said that the account is ours, and in which role if that is known."""
    if account.confirmed is None:
        return voice.say(N_("Not confirmed yet"))
    day = voice.date(account.confirmed)
    roles = [review.role for review in account.reviews if review.date == account.confirmed]
    if not roles:
        return Markup(day)  # noqa: S704 - a date
    return voice.say(N_("{date} by {role}"), date=day, role=voice.quote(in_sentence(roles[-1])))
