"""The address for a pull request, from every way in which a remote may be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg.forges import pull_request_address

GITHUB = "https://github.com/hoganas/register/compare/main...close%2Fbibliotek?expand=1"
GITLAB = (
    "https://gitlab.com/hoganas/kommunikation/register/-/merge_requests/new"
    "?merge_request%5Bsource_branch%5D=close%2Fbibliotek&merge_request%5Btarget_branch%5D=main"
)
CODEBERG = "https://codeberg.org/hoganas/register/compare/main...close%2Fbibliotek"
BITBUCKET = (
    "https://bitbucket.org/hoganas/register/pull-requests/new?source=close%2Fbibliotek&dest=main"
)
SERVER = (
    "https://bitbucket.kommun.example/projects/KOM/repos/register/pull-requests"
    "?create&sourceBranch=refs%2Fheads%2Fclose%2Fbibliotek&targetBranch=refs%2Fheads%2Fmain"
)


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/hoganas/register.git", GITHUB),
        ("https://github.com/hoganas/register", GITHUB),
        ("https://github.com/hoganas/register/", GITHUB),
        ("https://GitHub.com/hoganas/register.git\n", GITHUB),
        ("https://kim:ghp_SECRET@github.com/hoganas/register.git", GITHUB),
        ("https://ghp_SECRET@github.com/hoganas/register.git", GITHUB),
        ("git@github.com:hoganas/register.git", GITHUB),
        ("github.com:hoganas/register.git", GITHUB),
        ("ssh://git@github.com/hoganas/register.git", GITHUB),
        ("ssh://git@ssh.github.com:443/hoganas/register.git", GITHUB),
        ("git+ssh://git@github.com/hoganas/register", GITHUB),
        ("git://github.com/hoganas/register.git", GITHUB),
        ("https://gitlab.com/hoganas/kommunikation/register.git", GITLAB),
        ("git@gitlab.com:hoganas/kommunikation/register.git", GITLAB),
        ("ssh://git@altssh.gitlab.com:443/hoganas/kommunikation/register.git", GITLAB),
        ("https://codeberg.org/hoganas/register.git", CODEBERG),
        ("ssh://git@codeberg.org/hoganas/register.git", CODEBERG),
        ("git@bitbucket.org:hoganas/register.git", BITBUCKET),
        ("https://kim@bitbucket.org/hoganas/register.git", BITBUCKET),
        ("https://kim@bitbucket.kommun.example/scm/KOM/register.git", SERVER),
        ("ssh://git@bitbucket.kommun.example:7999/KOM/register.git", SERVER),
        (
            "ssh://git@stash.kommun.example:7999/~kim/register.git",
            SERVER.replace("bitbucket", "stash").replace("projects/KOM", "users/kim"),
        ),
        (
            "https://github.kommun.example/hoganas/register.git",
            GITHUB.replace("github.com", "github.kommun.example"),
        ),
        (
            "https://gitlab.kommun.example:8443/hoganas/kommunikation/register.git",
            GITLAB.replace("gitlab.com", "gitlab.kommun.example:8443"),
        ),
        (
            "ssh://git@gitlab.kommun.example:2222/hoganas/kommunikation/register.git",
            GITLAB.replace("gitlab.com", "gitlab.kommun.example"),
        ),
        (
            "http://forgejo.kommun.example:3000/hoganas/register.git",
            CODEBERG.replace("https://codeberg.org", "http://forgejo.kommun.example:3000"),
        ),
        (
            "forgejo@gitea.kommun.example:hoganas/register.git",
            CODEBERG.replace("codeberg.org", "gitea.kommun.example"),
        ),
        (
            "https://gitea.kommun.example/git/hoganas/register.git",
            CODEBERG.replace("codeberg.org", "gitea.kommun.example/git"),
        ),
    ],
)
def test_known_forges(remote: str, address: str) -> None:
    assert pull_request_address(remote, branch="close/bibliotek", base="main") == address


@pytest.mark.parametrize(
    "remote",
    [
        "",
        "/srv/git/register.git",
        "../register.git",
        "C:\\register.git",
        "C:/register.git",
        "file:///srv/git/register.git",
        "https://git.kommun.example/register.git",
        "git@kommun.example:register.git",
        "https://github.com/",
        "https://github.com/register",
        "https://github.com/a/b/c",
        "https://github.com/a/../b",
        "https://github.com//b",
        "https://gitlab.com/register",
        "https://codeberg.org/register",
        "https://bitbucket.org/register",
        "https://bitbucket.kommun.example/scm/register",
        "https://notgithub.com/a/b",
        "https://github.com:port/a/b",
        "https://[::1/a/b",
        "https://github.com\x1b[2J/a/b",
        "ext::sh -c github.com/a/b",
        "https://git hub.com/a/b",
    ],
)
def test_no_forge_that_is_known(remote: str) -> None:
    """Rather no address than a wrong one."""
    assert pull_request_address(remote, branch="close/bibliotek", base="main") is None


def test_odd_names_stay_in_their_place() -> None:
    """A branch's name cannot change where the address leads."""
    address = pull_request_address("git@github.com:å/b?c.git", branch="x?y#z&å ..", base="a/b")

    assert (
        address
        == "https://github.com/%C3%A5/b%3Fc/compare/a%2Fb...x%3Fy%23z%26%C3%A5%20..?expand=1"
    )


@given(user=st.text(), password=st.text(min_size=4), rest=st.text())
def test_credentials_are_never_part_of_it(user: str, password: str, rest: str) -> None:
    """Whatever a remote looks like, what stands before the @ of its host is not told."""
    secret = "".join(char for char in password if char.isalnum()) + "S3CR3T"
    remote = f"https://{user}:{secret}@github.com/a/b{rest}"

    address = pull_request_address(remote, branch="x", base="main")

    assert address is None or "S3CR3T" not in address
