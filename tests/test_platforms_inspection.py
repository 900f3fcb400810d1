"""What handle, address and id say together, and by which keys an account is known."""

import pytest

from socialreg.platforms import (
    Inspection,
    Profile,
    Refusal,
    RefusalReason,
    canonical_url,
    inspect,
    keys,
)

CHANNEL = "UCuknj4PGn91gHDNAfboZEgQ"
OTHER_CHANNEL = "UC3lif8TFPOe-tJ2-pE4Rp7Q"


def test_a_plain_handle_at_its_canonical_address_is_in_order() -> None:
    assert Inspection(
        Profile(
            "facebook", "Hoganas.Bib", "12345", "https://www.facebook.com/Hoganas.Bib", "hoganasbib"
        ),
        frozenset({"facebook:hoganasbib", "facebook:id:12345"}),
    ) == inspect("facebook", "Hoganas.Bib", "https://www.facebook.com/Hoganas.Bib", "12345")


def test_everything_that_is_wrong_is_said_at_once() -> None:
    seen = inspect("youtube", "x y", "https://youtu.be/dQw4w9WgXcQ", "UC123")

    assert (
        Inspection(
            None,
            frozenset({"youtube:x y"}),
            handle=Refusal(
                RefusalReason.BAD_HANDLE, "x y", "YouTube", "https://www.youtube.com/@hoganaskommun"
            ),
            url=Refusal(RefusalReason.POST, "youtu.be"),
            platform_id=Refusal(RefusalReason.BAD_ID, "UC123", "YouTube"),
            canonical=False,
        )
        == seen
    )
    assert seen.refusal == seen.handle


@pytest.mark.parametrize(
    ("platform", "handle", "url", "platform_id", "canonical", "agrees"),
    [
        ("x", "hoganas", "https://x.com/hoganas", None, True, True),
        ("x", "hoganas", "https://x.com/Hoganas", None, True, True),
        ("x", "@hoganas", "https://x.com/hoganas", None, True, True),
        ("x", "hoganas", "https://twitter.com/hoganas", None, False, True),
        ("x", "hoganas", "https://x.com/hoganass", None, True, False),
        ("x", "hoganas", "https://x.com/i/user/12345", None, True, True),
        ("x", "hoganas", "https://x.com/i/user/12345", "12345", True, True),
        ("x", "hoganas", "https://x.com/i/user/12345", "54321", True, False),
        ("facebook", "hoganas.bib", "https://www.facebook.com/HoganasBib", None, True, True),
        ("facebook", "12345", "https://www.facebook.com/profile.php?id=12345", None, True, True),
        ("facebook", None, "https://www.facebook.com/hoganas/", None, False, True),
        ("youtube", CHANNEL, f"https://www.youtube.com/channel/{CHANNEL}", None, True, True),
        (
            "youtube",
            CHANNEL,
            f"https://www.youtube.com/channel/{CHANNEL}",
            OTHER_CHANNEL,
            True,
            False,
        ),
        ("youtube", "hoganas", "https://www.youtube.com/user/hoganas", None, True, False),
        ("youtube", "höganäs", "https://www.youtube.com/@höganäs", None, True, True),
        ("youtube", "höganäs", "https://www.youtube.com/@h%C3%B6gan%C3%A4s", None, False, True),
        ("mastodon", "k@social.hoganas.se", "https://social.hoganas.se/@k", None, True, True),
        ("mastodon", "k@social.hoganas.se", "https://mastodon.nu/@k", None, True, False),
        ("blog", None, "https://blogg.hoganas.se/", None, True, True),
        ("blog", None, "https://blogg.hoganas.se", None, False, True),
    ],
)
def test_spelling_and_agreement_are_told_apart(  # noqa: PLR0913, PLR0917 - a table of cases
    platform: str,
    handle: str | None,
    url: str,
    platform_id: str | None,
    canonical: bool,  # noqa: FBT001 - the same
    agrees: bool,  # noqa: FBT001 - the same
) -> None:
    seen = inspect(platform, handle, url, platform_id)

    assert (None, canonical, agrees) == (seen.refusal, seen.canonical, seen.agrees)


@pytest.mark.parametrize(
    ("platform", "handle", "url", "platform_id", "expected"),
    [
        (
            "facebook",
            "Hoganas.Bib",
            "https://www.facebook.com/Hoganas.Bib",
            None,
            {"facebook:hoganasbib"},
        ),
        (
            "facebook",
            "Hoganas.Bib",
            "https://m.facebook.com/hoganasbib",
            None,
            {"facebook:hoganasbib"},
        ),
        (
            "facebook",
            None,
            "https://www.facebook.com/p/Bib-100064812345678/",
            None,
            {"facebook:id:100064812345678"},
        ),
        ("facebook", "Bib-100064812345678", "", None, {"facebook:id:100064812345678"}),
        (
            "youtube",
            "höganäs",
            "https://www.youtube.com/@HÖGANÄS",
            CHANNEL,
            {"youtube:höganäs", f"youtube:id:{CHANNEL}"},
        ),
        (
            "youtube",
            "hoganas",
            "https://www.youtube.com/user/hoganas",
            None,
            {"youtube:hoganas", "youtube:user/hoganas"},
        ),
        ("whatsapp", "0029VaDK8ZUDjiOhwFS1cP2j", "", None, {"whatsapp:0029VaDK8ZUDjiOhwFS1cP2j"}),
        (
            "mastodon",
            "Kommun@Mastodon.nu",
            "https://mastodon.nu/@kommun",
            None,
            {"mastodon:kommun@mastodon.nu"},
        ),
        ("blog", None, "http://www.hoganas.se/blogg/", None, {"blog:hoganas.se/blogg"}),
        ("blog", "nyheter", "https://www.hoganas.se/blogg/", None, {"blog:hoganas.se/blogg"}),
        ("youtube", "hoganas", "https://www.youtube.com/@hoganas", "saknas", {"youtube:hoganas"}),
        ("facebook", "Höganäs", "https://www.facebook.com/", None, {"facebook:höganäs"}),
        ("facebook", None, "https://bit.ly/X ", None, {"facebook:url:https://bit.ly/x"}),
        ("nowhere", "@A", "x", "1", {"nowhere:id:1"}),
    ],
)
def test_an_account_is_known_by_every_normalised_key(
    platform: str, handle: str | None, url: str, platform_id: str | None, expected: set[str]
) -> None:
    assert expected == keys(platform, handle, url, platform_id)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("straße", "strasse", False),
        ("straße", "STRAßE", True),
        ("İstanbul", "istanbul", False),
        ("ISTANBUL", "istanbul", True),
        ("Höganäs", "hÖGANÄS", True),
        ("ﬁnspang", "finspang", False),
    ],
)
def test_only_case_is_read_over_not_letters_that_are_written_alike(
    one: str,
    other: str,
    same: bool,  # noqa: FBT001 - a case's outcome
) -> None:
    """Two accounts that a platform tells apart must not be called duplicates."""
    first, second = (
        keys("youtube", name, f"https://www.youtube.com/@{name}", None) for name in (one, other)
    )

    assert (first == second) is same


def test_case_tells_invitations_apart() -> None:
    assert keys("discord", "AbCd", "https://discord.gg/AbCd", None) != keys(
        "discord", "aBcD", "https://discord.gg/aBcD", None
    )


def test_an_own_domain_with_other_letters_is_inspected_as_any() -> None:
    seen = inspect(
        "mastodon",
        "kommun@social.höganäs.se",
        "https://social.xn--hgans-jra6j.se/@kommun",
        own_domains=("höganäs.se",),
    )

    assert (seen.refusal, seen.canonical, seen.agrees) == (None, True, True)


@pytest.mark.parametrize(
    ("platform", "handle", "platform_id", "expected"),
    [
        ("x", "hoganas", "12345", "https://x.com/hoganas"),
        ("youtube", None, CHANNEL, f"https://www.youtube.com/channel/{CHANNEL}"),
        ("youtube", "x y", CHANNEL, f"https://www.youtube.com/channel/{CHANNEL}"),
        ("facebook", None, "12345", "https://www.facebook.com/profile.php?id=12345"),
        ("instagram", None, "12345", None),
        ("x", None, "12345", "https://x.com/i/user/12345"),
        ("blog", None, None, None),
        ("nowhere", "a", "b", None),
    ],
)
def test_the_canonical_address_follows_from_the_handle_or_the_id(
    platform: str, handle: str | None, platform_id: str | None, expected: str | None
) -> None:
    assert expected == canonical_url(platform, handle, platform_id)


def test_an_id_in_the_address_is_never_replaced_by_the_handle() -> None:
    seen = inspect("facebook", "sjohamnsmuseum", "https://fb.com/profile.php?id=100001&sk=about")

    assert seen.profile
    assert seen.profile.url == "https://www.facebook.com/profile.php?id=100001"
