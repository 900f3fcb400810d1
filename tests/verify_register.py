"""The register that ``verify_cases.toml`` is asked of: one of every kind of name and end."""

import datetime as dt
from dataclasses import replace
from typing import Any

from socialreg.model import Account, Closing, Previous, Register, Site, Status
from socialreg.platforms import Profile, parse_url
from tests.accounts import SETTINGS, account, closed, impostor, register

DOMAINS = ("sjohamn.example",)


def _at(account_id: str, platform: str, url: str, **changes: Any) -> Account:
    """An account in use at *url*, whose handle and canonical address the parser tells."""
    found = parse_url(url, platform=platform, own_domains=DOMAINS)
    assert isinstance(found, Profile), found
    given: dict[str, Any] = {"platform_id": found.platform_id, "unit": "Kommunikation"}
    return account(
        account_id,
        platform=platform,
        handle=found.handle,
        url=found.url,
        **(given | changes),
    )


def _closed(account_id: str, platform: str, url: str, **changes: Any) -> Account:
    there = _at(account_id, platform, url)
    given = {"platform": platform, "handle": there.handle, "url": there.url, "unit": "Arkiv"}
    given["name"] = account_id.partition("-")[0].capitalize()
    return closed(account_id, **(given | changes))


def _was(handle: str, url: str, until: dt.date) -> tuple[Previous, ...]:
    return (Previous(handle=handle, url=url, until=until),)


def _fake(fake_id: str, platform: str, url: str, imitates: str | None) -> Any:
    found = parse_url(url, platform=platform, own_domains=DOMAINS)
    assert isinstance(found, Profile), found
    return impostor(
        fake_id,
        platform=platform,
        handle=found.handle,
        platform_id=found.platform_id,
        url=found.url,
        name="Sjöhamns kommun vinnare",
        imitates=imitates,
    )


def verify_register() -> Register:
    """Accounts in use, at rest, closed, renamed and not public, on many platforms; and fakes."""
    accounts = (
        _at(
            "biblioteket-facebook",
            "facebook",
            "https://www.facebook.com/sjohamnsbibliotek",
            platform_id="100064812345678",
            name="Sjöhamns bibliotek",
            unit="Biblioteket",
            department="Kultur och fritid",
            previous=_was(
                "sjohamnsbib", "https://www.facebook.com/sjohamnsbib", dt.date(2021, 5, 4)
            ),
        ),
        _at(
            "biblioteket-instagram",
            "instagram",
            "https://www.instagram.com/sjohamns_bibliotek/",
            name="Sjöhamns bibliotek",
            unit="Biblioteket",
            department="Kultur och fritid",
        ),
        _at(
            "kommunen-facebook",
            "facebook",
            "https://www.facebook.com/Sjohamns.kommun",
            name="Sjöhamns kommun",
        ),
        _at(
            "kommunen-youtube",
            "youtube",
            "https://www.youtube.com/@sjöhamnskommun",
            platform_id="UCuknj4PGn91gHDNAfboZEgQ",
            name="Sjöhamns kommun",
        ),
        _at(
            "filmer-youtube",
            "youtube",
            "https://www.youtube.com/c/SjohamnFilm",
            name="Film i Sjöhamn",
        ),
        _at(
            "kommunen-linkedin",
            "linkedin",
            "https://www.linkedin.com/company/sjohamns-kommun/",
            name="Sjöhamns kommun",
        ),
        _at("jobba-tiktok", "tiktok", "https://www.tiktok.com/@jobba.sjohamn", name="Jobba här"),
        _at(
            "direktoren-threads",
            "threads",
            "https://www.threads.com/@kommundirektor_sjohamn",
            name="Kommundirektören",
        ),
        _at("ungdom-snapchat", "snapchat", "https://www.snapchat.com/add/ung-sjohamn", name="Ung"),
        _at("kommunen-bluesky", "bluesky", "https://bsky.app/profile/sjohamn.se", name="Sjöhamn"),
        _at(
            "kultur-mastodon",
            "mastodon",
            "https://social.sjohamn.example/@kulturfritid",
            name="Kultur och fritid",
        ),
        _at(
            "angsskolan-podcast", "podcast", "https://podd.sjohamn.example/angsskolan", name="Podd"
        ),
        _at("hamnen-blogg", "blog", "https://blogg.sjohamn.example/", name="Hamnbloggen"),
        _at(
            "foraldrar-grupp",
            "facebook-group",
            "https://www.facebook.com/groups/1234567890123456",
            name="Föräldrar i Sjöhamn",
        ),
        _at(
            "bilder-flickr", "flickr", "https://www.flickr.com/photos/sjohamnbilder/", name="Bilder"
        ),
        _at("oppet-github", "github", "https://github.com/sjohamns-kommun", name="Öppen källkod"),
        _at(
            "larm-whatsapp",
            "whatsapp",
            "https://whatsapp.com/channel/0029VaDK8ZUDjiOhwFS1cP2j",
            name="Larm",
        ),
        _at("pin-pinterest", "pinterest", "https://www.pinterest.com/visitsjohamn/", name="Visit"),
        _at(
            "skola1-instagram",
            "instagram",
            "https://www.instagram.com/hamnskolan1/",
            name="Hamnskolan 1",
        ),
        _at(
            "skola2-instagram",
            "instagram",
            "https://www.instagram.com/hamnskolan2/",
            name="Hamnskolan 2",
        ),
        _at("radd-x", "x", "https://x.com/rtj", name="Räddningstjänsten"),
        _at(
            "festivalen-facebook",
            "facebook",
            "https://www.facebook.com/hamnfestivalen",
            name="Hamnfestivalen",
            status=Status.DORMANT,
        ),
        _closed(
            "kommunen-x",
            "x",
            "https://x.com/sjohamn",
            name="Sjöhamns kommun",
            closing=Closing(date=dt.date(2023, 12, 31), successor="kommunen-facebook"),
        ),
        _closed("simhallen-instagram", "instagram", "https://www.instagram.com/sjohamn_simhall/"),
        # Its handle is that of another account of ours today.
        _closed(
            "gamla-tiktok",
            "tiktok",
            "https://www.tiktok.com/@jobba.sjohamn",
            closing=Closing(date=dt.date(2020, 1, 1)),
        ),
        # Released, and taken by a fake.
        _closed(
            "turism-instagram",
            "instagram",
            "https://www.instagram.com/visit.sjohamn/",
            closing=Closing(date=dt.date(2022, 6, 30), successor="kommunen-x"),
        ),
        _closed("bambu", "bambuser", "https://bambuser.com/channel/sjohamnlive", closing=Closing()),
        _closed("plus", "google-plus", "https://plus.google.com/+SjöhamnTurism"),
        # Nobody can tell which of the two is right.
        account(
            "motsagelse-facebook",
            handle="sjohamnsmuseum",
            url="https://www.facebook.com/sjohamnskonsthall",
            name="Museet",
        ),
        *(
            _at(f"{status}-tiktok", "tiktok", f"https://www.tiktok.com/@{status}", status=status)
            for status in (Status.APPLIED, Status.DECLINED, Status.APPROVED)
        ),
    )
    fakes = (
        _fake(
            "falskt-bibliotek",
            "facebook",
            "https://www.facebook.com/sjohamnsbib1iotek",
            "biblioteket-facebook",
        ),
        _fake(
            "falsk-vinst",
            "facebook",
            "https://www.facebook.com/profile.php?id=100099999999999",
            "kommunen-facebook",
        ),
        _fake("falsk-turism", "instagram", "https://www.instagram.com/visit.sjohamn/", None),
        _fake("falsk-x", "x", "https://x.com/sjohamnskommun", "kommunen-x"),
        # A contradiction that validate finds: what is ours today is ours.
        _fake("falsk-egen", "facebook", "https://www.facebook.com/hamnfestivalen", None),
    )
    settings = replace(SETTINGS, site=Site(own_domains=DOMAINS))
    return register(*accounts, impostors=fakes, settings=settings)
