"""Commands that people copy from a message reach their program as they were meant."""

import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialreg.rules import check
from socialreg.shell import command_line
from tests.accounts import account, register

_words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)


@given(st.lists(_words, min_size=1))
def test_the_shell_takes_the_words_apart_again(words: list[str]) -> None:
    assert shlex.split(command_line(*words, windows=False)) == words


@given(_words)
def test_on_windows_a_word_with_a_blank_is_quoted_as_programs_there_read_it(word: str) -> None:
    assert command_line(f"a {word}", windows=True) == subprocess.list2cmdline([f"a {word}"])


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("data\\accounts", "data\\accounts"),
        ("url=https://x.se/?a=b&c", '"url=https://x.se/?a=b&c"'),
        ("a;b", '"a;b"'),
        ("a|b", '"a|b"'),
        ('a"b', '"a\\"b"'),
        ("a&\\", '"a&\\\\"'),
        ("", '""'),
    ],
)
def test_on_windows_what_either_shell_would_act_on_is_quoted_too(word: str, quoted: str) -> None:
    assert command_line(word, windows=True) == quoted


def test_what_would_act_on_the_terminal_is_shown_instead() -> None:
    assert command_line("cd", "a\u202eb", windows=False) == "cd 'a\\u{202e}b'"


def test_the_address_in_a_hint_is_one_word() -> None:
    found = check(
        register(
            account(
                platform="blog",
                handle=None,
                url="http://blogg.sjohamn.example/?cat=5&page='2'",
            )
        )
    )

    assert [(finding.code, finding.hint) for finding in found] == [
        (
            "IDN004",
            (
                "Mend it: "
                + shlex.join(
                    [
                        *("socialreg", "edit", "biblioteket-facebook"),
                        "url=https://blogg.sjohamn.example/?cat=5&page='2'",
                    ]
                )
            ),
        )
    ]
