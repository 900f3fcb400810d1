"""Settings and guidelines that have the right types, and still cannot be used."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg import schema
from socialreg.assets import MAX_BYTES
from socialreg.model import Settings, Site
from socialreg.parsing import parse_as
from socialreg.usable import unusable_settings
from socialreg.web_address import is_linkable
from tests.accounts import SETTINGS as SOUND
from tests.desk import GUIDELINES, SETTINGS, Desk

REGISTER = """\
[organisation]
name = "Sjöhamns kommun"
[contact]
name = "Kommunikationsavdelningen"
[site]
own_domains = ["höganäs.example"]
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def faults(text: str, *, guidelines: bool = False) -> list[tuple[int, int, str, str]]:
    """Line, column, field and message of each fault in a file that holds *text*."""
    convert = schema.to_guidelines if guidelines else schema.to_settings
    found = parse_as("data/file.toml", text.encode(), convert)
    assert isinstance(found, tuple)
    assert all(fault.hint for fault in found)
    return [(fault.line, fault.column, fault.field, fault.message) for fault in found]


# --- Settings ---


@pytest.mark.parametrize(
    "text", ["red", "#fff", "0b5a6b", "#0b5a6b;}", "#0b5a6b ", "#0b5a6g", "#" + "\u0660" * 6]
)
@pytest.mark.parametrize("key", ["color", "color_dark"])
def test_what_is_no_colour_is_told_with_its_place(key: str, text: str) -> None:
    assert faults(f'{REGISTER}{key} = "{text}"') == [
        (7, len(key) + 4, f"site.{key}", f"“{text}” is not a colour.")
    ]


@pytest.mark.parametrize(
    "address",
    [
        "kommunen",
        "javascript:alert(1)",
        "http://www.sjohamn.example/",
        "www.sjohamn.example",
        "//www.sjohamn.example",
        "https://sjöhamn.example/",
        "https://user@sjohamn.example/",
        "https://sjohamn.example:8443/",
        "https://127.0.0.1/",
        "https://sjohamn.example/a b",
        "https://sjohamn.example/<script>",
        "https://sjohamn.example/'",
        " https://sjohamn.example/",
        "https://sjohamn.example?a=b",
        "mailto:kommun",
        "mailto:a@sjohamn.example?bcc=b@sjohamn.example",
        "tel:112",
    ],
)
@pytest.mark.parametrize("key", ["url", "accessibility", "privacy", "report"])
def test_an_address_that_could_not_be_a_link_is_told_with_its_place(key: str, address: str) -> None:
    ((line, column, field, message),) = faults(f'{REGISTER}{key} = "{address}"')

    assert (line, column, field) == (7, len(key) + 4, f"site.{key}")
    assert message.startswith("“") or "host name" in message


def test_the_website_is_an_address_too() -> None:
    text = REGISTER.replace("[contact]", 'website = "sjohamn"\n[contact]')

    assert faults(text) == [
        (3, 11, "organisation.website", "“sjohamn” is not a web address."),
    ]


def test_mail_is_for_what_people_write_to() -> None:
    mail = "mailto:kommun.info+webb@sjohamn.example"
    site = Site(accessibility=mail, privacy=mail, report=mail, url=mail)

    assert [each.location for each in unusable_settings(settings(site))] == [("site", "url")]


def settings(site: Site) -> Settings:
    return Settings(organisation=SOUND.organisation, contact=SOUND.contact, site=site)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.sjohamn.example",
        "https://www.sjohamn.example/om/sida.html?a=b&c=d#e",
        "https://www.höganäs.example/tillgänglighet",
        "https://www.sjohamn.example/h%C3%B6st",
    ],
)
def test_the_address_of_a_page_is_accepted(address: str) -> None:
    site = Site(
        url=address,
        accessibility=address,
        privacy=address,
        report=address,
        own_domains=("höganäs.example",),
    )

    assert list(unusable_settings(settings(site))) == []


@given(st.text() | st.from_regex(r"https?:/?/?[\w.@:]{1,20}[/?#]?[!-~åäö]{0,20}", fullmatch=True))
def test_every_address_that_is_accepted_becomes_a_link(address: str) -> None:
    refused = list(unusable_settings(settings(Site(report=address))))

    assert bool(refused) or is_linkable(address)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../logo.svg",
        "data/../../logo.svg",
        "data//logo.svg",
        "./logo.svg",
        ".",
        "data/",
        "data\\\\logo.svg",
        "C:/logo.svg",
        "a\\u0000b",
        "a\\u202eb.svg",
        "x" * 256,
    ],
)
def test_a_logo_has_to_be_in_the_register(path: str) -> None:
    ((line, column, field, message),) = faults(f'{REGISTER}logo = "{path}"')

    assert (line, column, field) == (7, 8, "site.logo")
    assert message.endswith("is not the path of a file in the register.")
    assert message.isprintable()


@pytest.mark.parametrize(
    "domain", ["https://sjohamn.example", "sjohamn", "a b.example", "a.example/x", "a.example:80"]
)
def test_an_own_domain_is_a_host_name(domain: str) -> None:
    text = REGISTER.replace('"höganäs.example"', f'"sjohamn.example", "{domain}"')

    assert faults(text) == [
        (6, 35, "site.own_domains[1]", f"“{domain}” is not a host name."),
    ]


def test_everything_that_cannot_be_used_is_told_at_once() -> None:
    text = f'{REGISTER}color = "red"\nlogo = "/x"\nreport = "x"'

    assert [line for line, *_ in faults(text)] == [9, 7, 8]


# --- Guidelines ---


@pytest.mark.parametrize("text", ["", "editions = []"])
def test_guidelines_without_an_edition_are_a_fault(text: str) -> None:
    ((_line, _column, field, message),) = faults(text, guidelines=True)

    assert (field, message) == ("editions", "There is no edition of the guidelines.")


def test_two_editions_with_one_id_or_one_first_day_are_a_fault() -> None:
    text = f'{GUIDELINES}\n{GUIDELINES}url = "x"\n'

    assert faults(text, guidelines=True) == [
        (6, 6, "editions[1].id", "Another edition has the same “id”: 2018-11."),
        (7, 8, "editions[1].from", "Another edition has the same “from”: 2018-11-01."),
        (8, 7, "editions[1].url", "“x” is not a web address."),
    ]


# --- The logo's file ---


def with_logo(desk: Desk, path: str = "data/logo.svg") -> None:
    (desk.root / "data/register.toml").write_text(f'{SETTINGS}\n[site]\nlogo = "{path}"\n', "utf-8")


def put_nothing(_logo: Path) -> None:
    pass


def put_link(logo: Path) -> None:
    logo.with_name("other.svg").write_bytes(SVG)
    logo.symlink_to("other.svg")


@pytest.mark.parametrize(
    ("put", "why"),
    [
        (put_nothing, "there is no such file in the register"),
        (put_link, "it is not an ordinary file but a link or a folder"),
        (os.mkfifo, "it is not an ordinary file but a link or a folder"),
        (Path.mkdir, "it is not an ordinary file but a link or a folder"),
        (lambda logo: logo.write_bytes(SVG + b" " * MAX_BYTES), "it is larger than 1 MiB"),
        (
            lambda logo: logo.write_bytes(b"GIF89a"),
            "it is neither a PNG picture nor an SVG drawing",
        ),
        (
            lambda logo: logo.write_bytes(SVG.replace(b"/>", b' onload="x"/>')),
            "it holds 'onload'",
        ),
    ],
    ids=["missing", "link", "pipe", "folder", "large", "gif", "acting"],
)
def test_a_logo_that_cannot_be_published_is_a_finding_and_is_not_published(
    library: Desk, put: object, why: str
) -> None:
    with_logo(library)
    put(library.root / "data/logo.svg")  # type: ignore[operator]
    expected = f"The logo data/logo.svg cannot be published: {why}."

    result = library.run("validate", "--format", "concise")

    assert (result.status, result.out.splitlines()) == (
        1,
        [f"data/register.toml:12:8: error REG002 {expected}", "1 error, 0 warnings."],
    )
    refused = library.run("render", "--working-tree")
    assert (refused.status, refused.err.splitlines()[0]) == (
        2,
        "Error: data/register.toml is not as it should be, so nothing is published.",
    )
    assert not (library.root / "public").exists()


def test_a_logo_below_a_linked_folder_is_not_followed(library: Desk, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(SVG)
    (library.root / "img").symlink_to(tmp_path)
    with_logo(library, "img/logo.svg")

    assert "link or a folder" in library.run("validate").out


@pytest.mark.parametrize("kind", ["link", "large", "missing", "folder"])
def test_a_committed_logo_is_judged_in_the_same_way(library: Desk, kind: str) -> None:
    with_logo(library)
    logo = library.root / "data/logo.svg"
    if kind == "link":
        put_link(logo)
    elif kind == "large":
        logo.write_bytes(SVG + b" " * MAX_BYTES)
    elif kind == "folder":
        logo.mkdir()
        (logo / "logo.svg").write_bytes(SVG)
    library.git("add", "--all")
    library.git("commit", "--quiet", "--message", "A logo")
    if kind == "missing":
        logo.write_bytes(SVG)  # there now, but not committed

    result = library.run("render")

    first, second, _third = result.err.splitlines()
    assert (result.status, first, second.partition("published")[0]) == (
        2,
        "Error: data/register.toml is not as it should be, so nothing is published.",
        "data/register.toml:12:8: The logo data/logo.svg cannot be ",
    )


def test_a_good_logo_is_published_from_the_folder_and_from_the_commit(library: Desk) -> None:
    with_logo(library)
    (library.root / "data/logo.svg").write_bytes(SVG)
    library.do("render", "--working-tree")
    assert (library.root / "public/logo.svg").read_bytes() == SVG
    library.git("add", "data")
    library.git("commit", "--quiet", "--message", "A logo")

    library.do("render")

    assert (library.root / "public/logo.svg").read_bytes() == SVG
    assert library.run("validate").status == 0


def test_an_unusable_colour_stops_commands_that_need_the_settings(library: Desk) -> None:
    file = library.root / "data/register.toml"
    file.write_text(f'{SETTINGS}\n[site]\ncolor = "red"\n', "utf-8")

    assert "data/register.toml:12:9: error REG002 “red” is not a colour." in (
        library.run("validate", "--format", "concise").out
    )
    result = library.run("edit", "biblioteket-facebook", "name=Nytt")
    assert (result.status, result.err.splitlines()[0]) == (
        2,
        "Error: data/register.toml:12:9: “red” is not a colour.",
    )


# --- Own templates ---


def put_template(desk: Desk, kind: str) -> None:
    folder = desk.root / "templates"
    if kind == "the folder":
        (desk.root / "other").mkdir()
        (desk.root / "other/footer.html.j2").write_text("x")
        folder.symlink_to("other")
        return
    folder.mkdir()
    template = folder / "footer.html.j2"
    if kind == "a file":
        (folder / "x").write_text("x")
        template.symlink_to("x")
    elif kind == "a part":
        (desk.root / "other").mkdir()
        (desk.root / "other/x").write_text("x")
        (folder / "parts").symlink_to("../other")
    elif kind == "large":
        template.write_bytes(b" " * (MAX_BYTES + 1))
    elif kind == "no text":
        template.write_bytes(b"\xff")
    elif kind == "wrong":
        template.write_bytes(b"<p>\n{{ 1 + 'a' }}")


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("the folder", "The template templates cannot be used: it is not an ordinary file but"),
        ("a file", "The template templates/footer.html.j2 cannot be used: it is not an ordinary"),
        ("a part", "The template templates/parts cannot be used: it is not an ordinary file but"),
        ("large", "The template templates/footer.html.j2 cannot be used: it is larger than 1 MiB."),
        ("no text", "The template templates/footer.html.j2 cannot be used: it is not UTF-8 text."),
        ("wrong", "The template templates/footer.html.j2:2 does not work: unsupported operand"),
    ],
)
@pytest.mark.parametrize("option", ["--working-tree", None])
def test_an_own_template_that_cannot_be_used_is_named(
    library: Desk, kind: str, message: str, option: str | None
) -> None:
    put_template(library, kind)
    library.git("add", "--all")
    library.git("commit", "--quiet", "--message", "A template")

    result = library.run("render", *filter(None, [option]))

    assert (result.status, result.err.startswith(f"Error: {message}")) == (2, True), result.err
    assert len(result.err.splitlines()) == 2
    assert not (library.root / "public").exists()


@pytest.mark.parametrize("option", ["--working-tree", None])
def test_own_templates_in_folders_are_found_and_hidden_files_left_alone(
    library: Desk, option: str | None
) -> None:
    folder = library.root / "templates"
    (folder / "parts").mkdir(parents=True)
    (folder / "footer.html.j2").write_text("{% include 'parts/mine.j2' %}", "utf-8")
    (folder / "parts/mine.j2").write_text("MINE", "utf-8")
    (folder / ".footer.html.j2.swp").write_bytes(b"\xff" * (MAX_BYTES + 1))
    library.git("add", "--all")
    library.git("commit", "--quiet", "--message", "A template")

    library.do("render", *filter(None, [option]))

    assert "MINE" in (library.root / "public/index.html").read_text("utf-8")


def test_a_pipe_among_the_templates_is_refused_not_read(library: Desk) -> None:
    (library.root / "templates").mkdir()
    os.mkfifo(library.root / "templates/stil.css")

    result = library.run("render", "--working-tree")

    assert result.err.startswith("Error: The template templates/stil.css cannot be used: it is not")
