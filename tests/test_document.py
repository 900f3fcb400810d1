"""Files are written so that they read back equal and keep every byte that nobody changed."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given

from socialreg import document
from socialreg.errors import RegisterError
from socialreg.model import Account, Closing, Contact, Part, Rest, Status
from socialreg.parsing import parse_account
from tests.accounts import account, accounts

HAND_KEPT = """\
# Kept by the library since 2019
name   =  "Sjöhamns bibliotek"   # as on the door
platform = 'facebook'
url = "https://www.facebook.com/sjohamnsbibliotek"
unit = "Sjöhamns bibliotek"
status = "active" # since the start

# who to call
[contact] # function mailbox only
role = "Bibliotekschef"


[[approvals]]
as = "manager"   # signed on paper
role = "Förvaltningschef"
date = 2019-02-14
"""


def read(content: bytes) -> Account:
    """The account in *content*, which must be readable."""
    found = parse_account("konto", content)
    assert isinstance(found, Account), found
    return found


@given(accounts)
def test_a_new_file_reads_back_as_the_same_account(made: Account) -> None:
    assert read(document.new_file(made)) == made


@given(accounts, accounts)
def test_a_changed_file_reads_back_as_the_account_after_the_change(
    before: Account, after: Account
) -> None:
    assert read(document.changed_file(document.new_file(before), after)) == after


@given(accounts)
def test_writing_an_unchanged_account_changes_no_byte(made: Account) -> None:
    content = document.new_file(made)

    assert document.changed_file(content, made) == content


@given(accounts)
def test_a_hand_kept_file_takes_any_change(after: Account) -> None:
    assert read(document.changed_file(HAND_KEPT.encode(), after)) == after


def test_a_change_leaves_comments_order_spaces_and_quotes_as_they_were() -> None:
    before = read(HAND_KEPT.encode())
    after = replace(
        before,
        status=Status.CLOSED,
        contact=Contact(role="Bibliotekschef", email="biblioteket@sjohamn.example"),
        closing=Closing(reason="Slogs ihop"),
    )

    expected = (
        HAND_KEPT.replace('status = "active"', 'status = "closed"').replace(
            'role = "Bibliotekschef"\n',
            'role = "Bibliotekschef"\nemail = "biblioteket@sjohamn.example"\n',
        )
        + '\n[closing]\nreason = "Slogs ihop"\n'
    )
    assert document.changed_file(HAND_KEPT.encode(), after).decode() == expected


def test_a_new_plain_field_goes_to_its_place_above_the_tables() -> None:
    after = replace(read(HAND_KEPT.encode()), handle="sjohamnsbibliotek", note="Ring först")

    text = document.changed_file(HAND_KEPT.encode(), after).decode()

    lines = text.splitlines()
    assert lines.index('handle = "sjohamnsbibliotek"') == lines.index("platform = 'facebook'") + 1
    assert text.index('note = "Ring först"') < text.index("# who to call")


def test_a_table_ends_and_another_comes_behind_it_with_blank_lines_around_both() -> None:
    rest = "[[rests]]\nfrom = 2026-09-07\n"
    waiver = '[[waivers]]\nrule = "ACT001"\nreason = "x"\napproved_by = "y"\nuntil = 2027-01-01\n'
    content = f"{HAND_KEPT}\n{rest}\n{waiver}"
    day = dt.date(2026, 11, 14)
    ended = Rest(from_=dt.date(2026, 9, 7), until=day)
    after = replace(read(content.encode()), rests=(ended, Rest(from_=day)))

    anew = f"{rest}until = 2026-11-14\n\n[[rests]]\nfrom = 2026-11-14\n"
    expected = content.replace(rest, anew)
    assert document.changed_file(content.encode(), after).decode() == expected


def test_windows_line_endings_and_the_byte_order_mark_stay() -> None:
    content = b"\xef\xbb\xbf" + HAND_KEPT.replace("\n", "\r\n").encode()
    after = replace(read(content), status=Status.DORMANT)

    expected = content.replace(b'"active"', b'"dormant"')
    assert document.changed_file(content, after) == expected


def test_approvals_written_as_a_list_of_inline_tables_can_grow() -> None:
    content = HAND_KEPT.split("[contact]", maxsplit=1)[0].replace("# who to call\n", "").encode()
    content += b'approvals = [{ as = "manager", role = "Chef", date = 2019-02-14 }]\n'
    before = read(content)
    second = replace(before.approvals[0], as_=Part.COMMUNICATIONS)
    after = replace(before, approvals=(*before.approvals, second))

    assert read(document.changed_file(content, after)) == after


def test_a_file_that_cannot_be_read_is_never_changed() -> None:
    with pytest.raises(RegisterError) as caught:
        document.changed_file(b"name = ", account("konto"))

    assert caught.value.next_step != ""


def test_a_file_that_would_be_too_large_is_never_made() -> None:
    """Nothing could read it again."""
    found = account()
    large = replace(found, purpose="x" * (64 * 1024))

    with pytest.raises(RegisterError) as new:
        document.new_file(large)
    with pytest.raises(RegisterError) as changed:
        document.changed_file(document.new_file(found), large)

    message = f"{found.path}: The file is larger than 64 KiB."
    assert (new.value.message, changed.value.message) == (message, message)
