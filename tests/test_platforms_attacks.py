"""Addresses made to deceive are refused, for the reason that a person needs to hear."""

import pytest

from socialreg.platforms import Profile, Refusal, RefusalReason, parse_url

ATTACKS = {
    RefusalReason.USERINFO: [
        "https://facebook.com@evil.se/",
        "https://user:pw@www.facebook.com/hoganas",
        "https://www.facebook.com%2f@evil.se/",
        "facebook.com@evil.se",
        "info@hoganas.se",
    ],
    RefusalReason.BACKSLASH: [
        "https://www.facebook.com\\@evil.se/",
        "https:\\\\www.facebook.com\\hoganas",
        "https://www.facebook.com/hoganas\\",
    ],
    RefusalReason.PORT: [
        "https://www.facebook.com:443/hoganas",
        "https://www.facebook.com:/hoganas",
        "http://facebook.com:80",
        "facebook.com:8080/hoganas",
        "https://http://facebook.com/hoganas",
    ],
    RefusalReason.IP_HOST: [
        "https://127.0.0.1/hoganas",
        "https://127.1/hoganas",
        "https://0x7f.1/",
        "https://0X7F.1/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://017700000001/",
        "https://1.2.3.4./x",
        "1.2.3.4",
        "https://www.facebook.com.1/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]:80/x",
        "[::1]/x",
    ],
    RefusalReason.HIDDEN_CHARACTER: [
        "https://face\tbook.com/hoganas",
        "https://www.facebook.com/hoga\nnas",
        "https://www.facebook.com/hoganas\n",
        "\ufeffhttps://www.facebook.com/hoganas",
        "https://face\u00adbook.com/hoganas",
        "https://www.facebook.com/\u202ehoganas",
        "https://www.facebook.com/hoganas\u200b",
        "https://www.facebook.com/hoganas\u00a0",
        "https://www.facebook.com/hoganas\x00",
        "https://www.facebook.com/hoganas\ud800",
        "https://www.facebook.com/hoganas%00",
        "https://www.facebook.com/hoganas%0d%0aSet-Cookie:x",
        "https://www.facebook.com/hoganas%E2%80%AE",
        "https://www.facebook.com/profile.php?id=1%0a2",
        "https://www.facebook.com/hoganas?x=%E2%80%AE",
    ],
    RefusalReason.BAD_HOST: [
        "https://ⓕacebook.com/hoganas",
        "https://\uff46acebook.com/hoganas",
        "https://facebook。com/hoganas",
        "https://faceboo\u212a.com/hoganas",
        "https://face\u017fook.com/hoganas",
        "https://faceboo\U0001d424.com/hoganas",
        "https://www.facebook.com%2eevil.se/hoganas",
        "https://www.facebook.com%00.evil.se/",
        "https://.facebook.com/hoganas",
        "https://www..facebook.com/hoganas",
        "https://www.facebook.com../hoganas",
        "https://-facebook.com/hoganas",
        "https://face_book.com/hoganas",
        "https://www.facebook.com;evil.se/hoganas",
        "https://www.facebook.com&evil.se/hoganas",
        "https://xn--a.com/hoganas",
        f"https://{'a' * 64}.com/",
        f"https://{'a.' * 127}com/",
    ],
    RefusalReason.IDN_HOST: [
        "https://f\u0430cebook.com/hoganas",
        "https://xn--fcebook-8va.com/hoganas",
        "https://www.XN--FCEBOOK-8VA.com/hoganas",
        "https://höganäs.se/",
    ],
    RefusalReason.UNKNOWN_HOST: [
        "https://www.facebook.com.evil.se/hoganas",
        "https://evilfacebook.com/hoganas",
        "https://facebook.evil.se/hoganas",
        "https://facebook-com.se/hoganas",
        "https://evil.se/www.facebook.com/hoganas",
        "https://evil.se?https://www.facebook.com/hoganas",
        "https://evil.se#@www.facebook.com/hoganas",
        "https://evil.www.facebook.com/hoganas",
        "https://www.m.facebook.com/hoganas",
        "https://pinterest.xx/hoganas",
        "https://l.youtube.com/@hoganas",
    ],
    RefusalReason.NOT_HTTPS: [
        "javascript:alert(1)",
        "JAVASCRIPT://www.facebook.com/%0aalert(1)",
        "data:text/html,x",
        "ftp://www.facebook.com/hoganas",
        "file:///etc/passwd",
        "mailto:info@hoganas.se",
        "tel:+46123",
    ],
    RefusalReason.NOT_AN_ADDRESS: [
        "",
        " ",
        "hoganas",
        "@hoganas",
        "@hoganas@mastodon.nu",
        "https:",
        "https://",
        "https://?",
        "https:facebook.com",
        "https:/facebook.com/hoganas",
        "https:///facebook.com/hoganas",
        "//facebook.com/hoganas",
        "/hoganas",
        "https://localhost/hoganas",
        "https://www.facebook.com/../hoganas",
        "https://www.facebook.com/x/%2e%2E/hoganas",
        "https://www.facebook.com/./hoganas",
        "https://www.facebook.com/hoganas%",
        "https://www.facebook.com/hoganas%zz",
        "https://www.facebook.com/Höganäs kommun",
        "https://www.facebook.com /hoganas",
        "https://www.facebook.com/" + "a" * 2048,
    ],
    RefusalReason.BAD_HANDLE: [
        "https://www.facebook.com/hoganas%252e",
        "https://www.facebook.com/hoganas%2Fabout",
        "https://www.facebook.com/hoganas%3Fx",
        "https://www.facebook.com/hoganas%F6",
        "https://x.com/\uff48oganas",
        "https://x.com/<script>",
        'https://x.com/"onmouseover=x',
        "https://www.instagram.com/hogan\u0430s",
    ],
    RefusalReason.SHORTENER: ["https://bit.ly/abc", "www.bit.ly/abc", "HTTPS://T.CO/abc"],
    RefusalReason.LINK_PAGE: ["https://linktr.ee/hoganas", "https://www.linktr.ee/hoganas"],
}


@pytest.mark.parametrize(
    ("reason", "url"), [(reason, url) for reason, urls in ATTACKS.items() for url in urls]
)
def test_a_deceiving_address_is_refused(reason: RefusalReason, url: str) -> None:
    found = parse_url(url)

    assert isinstance(found, Refusal), found
    assert reason == found.reason


@pytest.mark.parametrize(
    "url",
    [url for reason, urls in ATTACKS.items() for url in urls if reason != "unknown-host"],
)
def test_an_address_that_deceives_is_refused_as_a_blog_too(url: str) -> None:
    """On any host the rule for handles does not help: the address itself has to be sound."""
    found = parse_url(url, platform="blog")

    assert isinstance(found, Refusal | Profile)
    if isinstance(found, Profile):
        # Only what is odd to one platform is left, and it is escaped.
        assert parse_url(url) != found
        assert found.url.isprintable()
        assert not set(' "<>\\^`{|}') & set(found.url)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://facebook.com./hoganas", "https://www.facebook.com/hoganas"),
        ("HTTP://Web.Facebook.COM/hoganas", "https://www.facebook.com/hoganas"),
        ("  facebook.com/hoganas  ", "https://www.facebook.com/hoganas"),
        ("https://www.facebook.com//hoganas//", "https://www.facebook.com/hoganas"),
        ("https://www.facebook.com/%68oganas", "https://www.facebook.com/hoganas"),
        ("https://www.facebook.com/hoganas?a=b:c@d/e", "https://www.facebook.com/hoganas"),
        ("https://www.youtube.com/%40hoganas", "https://www.youtube.com/@hoganas"),
        ("https://www.youtube.com/@ho%CC%88gan%C3%A4s", "https://www.youtube.com/@höganäs"),
    ],
)
def test_an_odd_but_honest_spelling_is_understood(url: str, canonical: str) -> None:
    found = parse_url(url)

    assert isinstance(found, Profile), found
    assert canonical == found.url
