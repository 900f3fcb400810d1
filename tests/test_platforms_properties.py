"""What holds for any text: nothing raises, and what is accepted has one spelling."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import platform_table
from socialreg.platforms import (
    Profile,
    Refusal,
    _inspect_parts,
    canonical_url,
    inspect,
    keys,
    parse_handle,
    parse_url,
    platforms,
)

PLATFORMS = st.sampled_from(list(platforms()))
HOSTS = st.sampled_from(
    [
        *(host for spec in platform_table.specs().values() for host in spec.hosts),
        *("www.facebook.com", "mastodon.nu", "blogg.höganäs.se", "evil.se", "bit.ly", "discord.gg"),
    ]
)
OWN_DOMAINS = ("höganäs.se", "hoganas.se")
# Pieces from which addresses are made, honest and otherwise.
PIECES = st.one_of(
    st.text(max_size=8),
    st.text(string.ascii_letters + string.digits + "._-åäö", min_size=1, max_size=12),
    st.sampled_from(
        [
            *("/", "//", "?", "#", "@", ":", "%", ".", "..", "\\", "+", "&", "=", "id="),
            *(
                "%2F",
                "%40",
                "%C3%B6",
                "%CC%88",
                "%E2%80%8B",
                "%00",
                "%25",
                "%3E",
                "\u0338",
                "\u0301",
            ),
            *(
                "profile.php?id=",
                "channel/",
                "UCuknj4PGn91gHDNAfboZEgQ",
                "user/",
                "company/",
                "in/",
            ),
            *("groups/", "people/x/", "r/", "u/0/", "1234567890", "utm_source=x", "#!/", "@h@h.se"),
        ]
    ),
)
PATHS = st.lists(PIECES, max_size=6).map("".join)
ADDRESSES = st.one_of(
    st.text(max_size=40),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["https://", "http://", "", "HTTPS://", "https:/"]),
        st.one_of(HOSTS, st.text(max_size=12)),
        st.sampled_from(["/", "", "./", "/@"]),
        PATHS,
    ),
)


@given(ADDRESSES, st.none() | PLATFORMS, st.sampled_from([(), OWN_DOMAINS]))
def test_any_text_is_an_account_with_one_spelling_or_a_refusal(
    text: str, platform: str | None, own_domains: tuple[str, ...]
) -> None:
    found = parse_url(text, platform=platform, own_domains=own_domains)

    if isinstance(found, Refusal):
        assert found.message()
        assert found.hint()
    else:
        assert found == parse_url(found.url, platform=found.platform, own_domains=own_domains)
        assert found.url.startswith("https://")
        assert found.url.isprintable()
        assert not set(' "<>\\^`{|}') & set(found.url)


@given(PLATFORMS, st.one_of(PATHS, ADDRESSES))
def test_any_text_is_a_handle_whose_address_means_it_again_or_a_refusal(
    platform: str, text: str
) -> None:
    found = parse_handle(platform, text)

    if isinstance(found, Profile):
        assert found == parse_url(found.url, platform=platform)
        assert found.handle is None or found == parse_handle(platform, found.handle)


@given(st.text(max_size=8) | PLATFORMS, st.none() | PATHS, ADDRESSES, st.none() | PIECES)
def test_any_account_can_be_inspected_and_has_a_key(
    platform: str, handle: str | None, url: str, platform_id: str | None
) -> None:
    seen = inspect(platform, handle, url, platform_id)

    assert seen.keys == keys(platform, handle, url, platform_id)
    assert seen.keys
    assert all(key.startswith(f"{platform}:") for key in seen.keys)


@given(PLATFORMS, PATHS)
def test_the_quick_inspection_agrees_with_the_parser(platform: str, handle: str) -> None:
    found = parse_handle(platform, handle)
    url = found.url if isinstance(found, Profile) else f"https://x.com/{handle}"

    seen = inspect(platform, handle, url)

    assert (seen.handle is None) == (isinstance(found, Profile) or not handle)
    if isinstance(found, Profile) and handle:
        assert (found, True, True) == (seen.profile, seen.canonical, seen.agrees)
    by_url = parse_url(url, platform=platform)
    assert seen.url == (by_url if isinstance(by_url, Refusal) else None)


HANDLES = {
    "facebook": "[a-z0-9][a-z0-9.]{4,20}[a-z]",
    "instagram": "[a-z0-9_]{3,28}x",
    "x": "[a-z_]{8,15}",
    "youtube": "[a-zåäö][a-zåäö0-9_.-]{3,20}[a-zåäö]",
    "linkedin": "[a-zåäö][a-zåäö0-9-]{3,40}",
    "tiktok": "[a-z][a-z0-9_.]{3,20}x",
    "bluesky": r"[a-z][a-z0-9]{2,10}\.[a-z]{2}",
    "mastodon": r"[a-z0-9_]{2,10}@[a-z]{5,10}\.se",
    "github": "[a-z0-9]{2,10}-[a-z0-9]{2,10}",
}


@pytest.mark.parametrize("platform", HANDLES)
@given(data=st.data())
def test_case_and_spelling_never_make_one_account_two(platform: str, data: st.DataObject) -> None:
    handle = data.draw(st.from_regex(HANDLES[platform], fullmatch=True))
    found = parse_handle(platform, handle)
    if isinstance(found, Refusal):  # such as a reserved word
        return
    upper = data.draw(st.lists(st.booleans(), min_size=len(handle), max_size=len(handle)))
    mixed = "".join(
        letter.upper() if up else letter for letter, up in zip(handle, upper, strict=True)
    )
    key = keys(platform, handle, found.url, None)

    for spelling in (mixed, f"@{mixed}"):
        again = parse_handle(platform, spelling)
        assert isinstance(again, Profile), again
        assert found.key == again.key
        assert key == keys(platform, spelling, again.url, None)
        for prefix in ("", "http://"):
            address = prefix + again.url.removeprefix("https://") + "?utm_source=x"
            assert key == keys(platform, spelling, address, None)


@given(st.from_regex("[a-z0-9][a-z0-9.]{4,20}[a-z]", fullmatch=True))
def test_dots_do_not_tell_facebook_names_apart(handle: str) -> None:
    found = parse_handle("facebook", handle)
    plain = parse_handle("facebook", handle.replace(".", ""))

    if isinstance(found, Profile) and isinstance(plain, Profile):
        assert found.key == plain.key


@given(
    PLATFORMS,
    st.text("abcABC.-_1@å/", max_size=8),
    st.sampled_from(
        ["social.hoganas.se", "Social.hoganas.se", "mastodon.nu", "127.0.0.1", "x.com"]
    ),
    st.none() | st.sampled_from(["1234567890", "a b", ""]),
)
def test_the_usual_case_is_decided_as_all_others_are(
    platform: str, name: str, host: str, platform_id: str | None
) -> None:
    """The fast way and the thorough one say the same."""
    handle = f"{name}@{host}" if platforms()[platform].own_domain else name
    url = canonical_url(platform, handle, platform_id) or f"https://{host}/@{name}"

    fast = inspect(platform, handle, url, platform_id, own_domains=OWN_DOMAINS)

    assert fast == _inspect_parts(platform, handle, url, platform_id, OWN_DOMAINS)
