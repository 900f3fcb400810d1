"""Every platform of the table keeps what its own examples promise."""

import re
from typing import Any

import pytest

from socialreg import platform_table
from socialreg.platforms import (
    Platform,
    Profile,
    Refusal,
    RefusalReason,
    canonical_url,
    inspect,
    meant,
    parse_handle,
    parse_url,
    platforms,
)

SPECS = platform_table.specs()


def table_of(kind: str) -> list[Any]:
    """The examples of a kind of every platform, as pairs of platform and example."""
    return [
        pytest.param(
            key, example, id=f"{key}-{example if isinstance(example, str) else example['url']}"
        )
        for key, spec in SPECS.items()
        for example in spec.tests[kind]
    ]


def profile(found: Profile | Refusal) -> Profile:
    """The account that was found; a refusal fails the test with its reason."""
    assert isinstance(found, Profile), found
    return found


@pytest.mark.parametrize(("key", "example"), table_of("examples"))
def test_an_accepted_address_gives_its_account(key: str, example: dict[str, Any]) -> None:
    found = profile(parse_url(example["url"], platform=key))

    assert (example.get("canonical", example["url"]), key, example.get("personal", False)) == (
        found.url,
        found.platform,
        found.personal,
    )
    assert example.get("handle", found.handle) == found.handle
    assert example.get("id", found.platform_id) == found.platform_id


def test_a_name_that_people_have_for_a_platform_leads_to_one_and_is_no_key_itself() -> None:
    names = [(name, spec.key) for spec in SPECS.values() for name in spec.also_called]

    assert [(name, meant(name)) for name, _key in names] == names
    assert not {name for name, _key in names} & set(SPECS)
    assert meant("tiktokk") == "tiktok"
    assert meant("höganäs") is None


@pytest.mark.parametrize(("key", "example"), table_of("examples"))
def test_the_platform_need_not_be_named_unless_it_is_on_any_host(
    key: str, example: dict[str, Any]
) -> None:
    found = parse_url(example["url"])

    if SPECS[key].own_domain:
        assert isinstance(found, Refusal), found
        assert found.reason is RefusalReason.UNKNOWN_HOST
    else:
        assert parse_url(example["url"], platform=key) == found


@pytest.mark.parametrize(("key", "example"), table_of("examples"))
def test_a_canonical_address_means_the_same_account_again(
    key: str, example: dict[str, Any]
) -> None:
    found = profile(parse_url(example["url"], platform=key))

    assert found == parse_url(found.url, platform=key)


@pytest.mark.parametrize(("key", "example"), table_of("examples"))
def test_the_handle_or_id_alone_gives_the_same_account(key: str, example: dict[str, Any]) -> None:
    found = profile(parse_url(example["url"], platform=key))
    name = found.handle or found.platform_id

    if name is None:
        assert not SPECS[key].url
        return
    assert found.url == canonical_url(key, found.handle, found.platform_id)
    if (key, found.handle) != ("x", None):  # on X a number alone is a handle
        assert found == parse_handle(key, name)
        assert found == parse_handle(key, f"@{name}")


@pytest.mark.parametrize(("key", "example"), table_of("refused"))
def test_a_refused_address_is_refused_for_its_reason(key: str, example: dict[str, Any]) -> None:
    declared = SPECS[key].own_domain or example["reason"] == RefusalReason.OTHER_PLATFORM

    found = parse_url(example["url"], platform=key if declared else None)

    assert isinstance(found, Refusal), found
    assert example["reason"] == found.reason


@pytest.mark.parametrize(("key", "handle"), table_of("bad_handles"))
def test_a_bad_handle_is_refused(key: str, handle: str) -> None:
    found = parse_handle(key, handle)

    assert isinstance(found, Refusal), found


@pytest.mark.parametrize("key", SPECS)
@pytest.mark.parametrize(
    "handle", ["", ".", "..", "...", " ", "/", "//", "@", "a/../b", "a?b", "a#b", "a b"]
)
def test_what_would_change_the_path_of_an_address_is_no_handle(key: str, handle: str) -> None:
    found = parse_handle(key, handle)

    assert isinstance(found, Refusal), found
    assert inspect(key, handle, f"https://x.com/{handle}").handle == (found if handle else None)


@pytest.mark.parametrize("key", SPECS)
def test_a_reserved_word_is_refused_as_handle_and_as_address(key: str) -> None:
    at_root = bool(SPECS[key].reserved) and platform_table.forms(key)[0].at_root

    for word in SPECS[key].reserved if at_root else ():
        host = SPECS[key].hosts[0]
        for found in (
            parse_handle(key, word),
            parse_url(f"{host}/{word}"),
            parse_url(f"{host}/@{word}", platform=key),
        ):
            assert not isinstance(found, Profile) or found.platform != key, found


@pytest.mark.parametrize("key", SPECS)
def test_what_is_refused_at_the_root_is_no_handle_either(key: str) -> None:
    """A word in refuse_paths has to be reserved too, or the bare word would be an account."""
    words = {
        re.sub(r"\\", "", path).partition("/")[0]
        for paths in SPECS[key].refuse_paths.values()
        for path in paths
        if re.fullmatch(r"[\w\\.-]+(?:/.*)?", path)
    }

    for word in words:
        found = parse_url(f"https://{SPECS[key].hosts[0]}/{word}")
        assert not isinstance(found, Profile), found


def test_every_platform_has_examples_of_each_kind() -> None:
    assert dict.fromkeys(SPECS, True) == {
        key: all(spec.tests[kind] for kind in ("examples", "refused", "bad_handles"))
        for key, spec in SPECS.items()
    }


def test_no_host_belongs_to_two_platforms_but_facebooks_and_none_is_refused_as_well() -> None:
    hosts = [host for spec in SPECS.values() for host in (*spec.hosts, *spec.short_hosts)]

    assert {"facebook.com", "fb.com"} == {host for host in hosts if hosts.count(host) > 1}
    assert [host for host in hosts if platform_table.refused_host(host)] == []


def test_the_table_holds_the_platforms_that_public_bodies_use() -> None:
    expected = {
        *("facebook", "facebook-group", "instagram", "threads", "x", "youtube", "linkedin"),
        *("tiktok", "snapchat", "bluesky", "mastodon", "pinterest", "flickr", "vimeo", "twitch"),
        *("reddit", "github", "whatsapp", "discord", "blog", "podcast"),
        *("bambuser", "google-plus", "periscope", "vine"),
    }

    assert expected - set(platforms()) == set()


def test_closed_platforms_say_when_they_closed() -> None:
    assert {
        key: platform.retired.year for key, platform in platforms().items() if platform.retired
    } == {"bambuser": 2018, "google-plus": 2019, "periscope": 2021, "vine": 2017}


def test_a_platform_says_what_its_accounts_look_like() -> None:
    assert (
        Platform(
            key="discord",
            name="Discord",
            hosts=("discord.com", "discordapp.com", "discord.gg"),
            retired=None,
            own_domain=False,
            has_handles=True,
            with_at=False,
            example="https://discord.gg/hoganas",
        )
        == platforms()["discord"]
    )
    assert platforms()["blog"].title == "Blog"
    assert {"blog", "podcast", "mastodon"} == {
        key for key, platform in platforms().items() if platform.own_domain
    }


def test_where_people_write_a_handle_with_an_at_is_said_in_the_table() -> None:
    assert {key for key, platform in platforms().items() if platform.with_at} == {
        *("bluesky", "instagram", "mastodon", "periscope", "threads", "tiktok", "x", "youtube")
    }


@pytest.mark.parametrize(
    ("platform", "given", "handle", "platform_id"),
    [
        ("facebook", "@hoganas", "hoganas", None),
        ("facebook", " hoganas ", "hoganas", None),
        ("facebook", "https://m.facebook.com/hoganas/about", "hoganas", None),
        ("facebook", "www.facebook.com/hoganas", "hoganas", None),
        ("facebook", "facebook.com/hoganas", "hoganas", None),
        ("facebook", "pg/hoganas", "hoganas", None),
        ("facebook", "8037068318", None, "8037068318"),
        ("facebook", "Congressman-Mike-Flood-101986952582058", None, "101986952582058"),
        ("youtube", "@h%C3%B6gan%C3%A4s", "höganäs", None),
        ("youtube", "ho\u0308gana\u0308s", "höganäs", None),
        ("youtube", "UC3lif8TFPOe-tJ2-pE4Rp7Q", None, "UC3lif8TFPOe-tJ2-pE4Rp7Q"),
        ("youtube", "channel/UC3lif8TFPOe-tJ2-pE4Rp7Q", None, "UC3lif8TFPOe-tJ2-pE4Rp7Q"),
        ("youtube", "user/Hoganas", "user/Hoganas", None),
        ("linkedin", "company/hoganas-kommun", "hoganas-kommun", None),
        ("linkedin", "in/anna", "in/anna", None),
        ("linkedin", "1234567", None, "1234567"),
        ("reddit", "u/hoganas", "hoganas", None),
        ("reddit", "r/hoganas", "r/hoganas", None),
        ("google-plus", "+Hoganas", "Hoganas", None),
        ("x", "1177", "1177", None),
        ("mastodon", "@Kommun@Social.Hoganas.SE", "Kommun@social.hoganas.se", None),
        ("bluesky", "bsky.app", "bsky.app", None),
        ("blog", "https://blogg.hoganas.se", None, None),
    ],
)
def test_a_handle_is_understood_as_people_write_it(
    platform: str, given: str, handle: str | None, platform_id: str | None
) -> None:
    found = profile(parse_handle(platform, given))

    assert (handle, platform_id) == (found.handle, found.platform_id)


@pytest.mark.parametrize(
    ("platform", "given", "reason"),
    [
        ("facebok", "hoganas", RefusalReason.UNKNOWN_PLATFORM),
        ("x", "https://www.facebook.com/hoganas", RefusalReason.OTHER_PLATFORM),
        ("x", "https://x.com/hoganas/status/1", RefusalReason.POST),
        ("x", "hoganas\u200b", RefusalReason.HIDDEN_CHARACTER),
        ("x", "info@hoganas.se", RefusalReason.BAD_HANDLE),
        ("x", "", RefusalReason.BAD_HANDLE),
        ("instagram", "Reels", RefusalReason.RESERVED),
        ("blog", "hoganas", RefusalReason.HANDLE_UNUSED),
        ("mastodon", "kommun@social.höganäs.se", RefusalReason.IDN_HOST),
        ("mastodon", "kommun@x.com", RefusalReason.OTHER_PLATFORM),
        ("mastodon", "kommun@hoganas.se/x", RefusalReason.BAD_HANDLE),
        ("mastodon", "kommun@hoganas.se:8080", RefusalReason.BAD_HANDLE),
    ],
)
def test_what_cannot_be_a_handle_is_refused_for_its_reason(
    platform: str, given: str, reason: RefusalReason
) -> None:
    found = parse_handle(platform, given)

    assert isinstance(found, Refusal), found
    assert reason == found.reason


@pytest.mark.parametrize(
    ("url", "platform", "expected"),
    [
        (
            "https://www.facebook.com/groups/hoganas",
            "facebook",
            Refusal(RefusalReason.OTHER_PLATFORM, "www.facebook.com", "Facebook", "facebook-group"),
        ),
        (
            "https://www.facebook.com.evil.se/hoganas",
            "facebook",
            Refusal(RefusalReason.OTHER_PLATFORM, "www.facebook.com.evil.se", "Facebook"),
        ),
        (
            "https://www.facebook.com/hoganas",
            "facebok",
            Refusal(RefusalReason.UNKNOWN_PLATFORM, "facebok", instead="facebook"),
        ),
        (
            "https://mastodon.nu/@hoganas",
            None,
            Refusal(RefusalReason.UNKNOWN_HOST, "mastodon.nu", instead="mastodon"),
        ),
        (
            "https://x.com/hoganas/status/1",
            None,
            Refusal(RefusalReason.POST, "hoganas/status/1", "X", "https://x.com/hoganas"),
        ),
    ],
)
def test_a_refusal_says_what_to_give_instead(
    url: str, platform: str | None, expected: Refusal
) -> None:
    assert expected == parse_url(url, platform=platform)


def test_a_host_with_other_letters_is_accepted_only_if_it_is_our_own() -> None:
    address = "https://blogg.Höganäs.se/"
    ours = Profile(
        "blog",
        None,
        None,
        "https://blogg.xn--hgans-jra6j.se/",
        "blogg.xn--hgans-jra6j.se",
    )

    for own in (["höganäs.se"], ["xn--hgans-jra6j.se"], ["blogg.höganäs.se"]):
        assert ours == parse_url(address, platform="blog", own_domains=own)
        assert ours == parse_url(ours.url, platform="blog", own_domains=own)
    for own in ([], ["ganäs.se"], ["hoganas.se"], ["..", "a" * 70 + "ö.se"]):
        assert parse_url(address, platform="blog", own_domains=own) == Refusal(
            RefusalReason.IDN_HOST, "blogg.Höganäs.se"
        )


def test_a_legacy_youtube_name_is_not_taken_for_the_handle_of_the_same_letters() -> None:
    """youtube.com/user/x leads where x once was; youtube.com/@x may be somebody else by now."""
    spellings = ["@hoganas", "user/hoganas", "c/hoganas", "hoganas"]

    assert [
        profile(parse_url(f"https://www.youtube.com/{spelling}")).key for spelling in spellings
    ] == ["hoganas", "user/hoganas", "c/hoganas", "c/hoganas"]


@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_has_a_sentence_and_a_next_step(reason: RefusalReason) -> None:
    for refusal in (Refusal(reason, "a\x1b[31mb", "X", "y"), Refusal(reason, "a")):
        assert "\x1b" not in refusal.message()
        assert refusal.message().endswith(".")
        assert refusal.hint()
        assert "{" not in refusal.message().replace("\\u{1b}", "") + refusal.hint()


def test_a_refusal_speaks_plainly() -> None:
    found = parse_url("https://x.com/hoganas/status/1")

    assert isinstance(found, Refusal)
    assert found.message() == (
        "“hoganas/status/1” leads to something in an account, not to the account."
    )
    assert found.hint() == "Give the account’s own address: https://x.com/hoganas"
