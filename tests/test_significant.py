"""Paths that matter are known in whatever letters they are written."""

import pytest

from socialreg.significant import PROTECTED, disguise, folded, is_in_data, is_protected


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (".GitAttributes", ".gitattributes"),
        ("docs/deep/.MailMap", ".mailmap"),
        (".gitattributes ", ".gitattributes"),
        (".gitattributes...", ".gitattributes"),
        (".gitattributes::$DATA", ".gitattributes"),
        (".g\u200ditmodules", ".gitmodules"),
        (".git\u0130gnore".replace("\u0130", "\uff49"), ".gitignore"),
        ("GITMOD~1", ".gitmodules"),
        ("TEMPLA~1", "templates"),
        ("data/REGIST~1.TOM", "data/register.toml"),
        (".GitHub", ".github"),
        ("jenkinsFile", "Jenkinsfile"),
        (".Woodpecker.yaml", ".woodpecker*"),
        ("data/Guidelines.toml", "data/guidelines.toml"),
        ("data/Accounts", "data/accounts"),
        ("DATA", "data"),
        ("data\\accounts\\x.toml", "data/accounts"),
        ("\u017fchemas/../Data", ""),
    ],
)
def test_another_spelling_is_known(path: str, meant: str) -> None:
    assert disguise(path) == ((path, meant) if meant else None)


def test_only_the_part_that_is_another_spelling_is_told() -> None:
    assert disguise("Data/accounts/x.toml") == ("Data", "data")
    assert disguise("data/ACCOUNTS/x/y.toml") == ("data/ACCOUNTS", "data/accounts")


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "docs/Guidelines.toml",
        "data/accounts/Museet.toml",
        "CODEOWNERS",
        "docs/CODEOWNERS",
        "Jenkinsfile",
        ".github/Workflows/Check.yml",
        "templates/Index.html.j2",
        "Backup~1",
        "...",
        "",
    ],
)
def test_what_is_spelled_as_it_should_be_or_does_not_matter_is_no_disguise(path: str) -> None:
    assert disguise(path) is None


@pytest.mark.parametrize("pattern", [text for texts in PROTECTED.values() for text in texts])
def test_all_that_is_in_the_table_is_protected_in_any_case(pattern: str) -> None:
    path = pattern.strip("/").replace("*", "x") + ("/x" if pattern.endswith("/") else "")

    assert is_protected(path)
    assert is_protected(path.upper())
    assert is_protected(f"deep/{path}") == (not pattern.startswith("/"))


def test_what_is_data() -> None:
    assert is_in_data("data/accounts/x.toml")
    assert is_in_data("Data\\x")
    assert not is_in_data("data")
    assert not is_in_data("docs/data/x")
    assert not is_protected("data/accounts/x.toml")


def test_folding_twice_changes_nothing() -> None:
    for path in ("Data\\GUIDEL~1.TOM", "a:b/c. .", "\ufb00/\u1e9e", ".\u200d", "x/.git ~1"):
        assert folded(folded(path)) == folded(path)
