"""Reading is strict and never stops at the first bad file; every fault has a place and a hint."""

import datetime as dt
from pathlib import Path

import pytest
import rtoml
import tomlkit
from hypothesis import example, given
from hypothesis import strategies as st

from socialreg import document, store
from socialreg.errors import RegisterError
from socialreg.filenames import MAX_BYTES, is_valid_id, slug
from socialreg.model import Account, Fault, FaultKind, Register
from socialreg.parsing import parse_account, parse_table
from socialreg.paths import ACCOUNTS_DIR
from tests.accounts import TODAY, account

SETTINGS = '[organisation]\nname = "Sjöhamns kommun"\n[contact]\nname = "Kommunikation"\n'
GUIDELINES = '[[editions]]\nid = "2018-11"\nfrom = 2018-11-01\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register without accounts."""
    (tmp_path / ACCOUNTS_DIR).mkdir(parents=True)
    (tmp_path / "data/register.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "data/guidelines.toml").write_text(GUIDELINES, "utf-8")
    return tmp_path


def write(root: Path, name: str, content: bytes | str) -> None:
    """Put a file into the accounts' folder."""
    data = content.encode() if isinstance(content, str) else content
    (root / ACCOUNTS_DIR / name).write_bytes(data)


def fault_of(content: bytes | str) -> Fault:
    """The one fault of an account's file."""
    data = content.encode() if isinstance(content, str) else content
    found = parse_account("konto", data)
    assert isinstance(found, tuple), found
    (fault,) = found
    return fault


SOUND = document.new_file(account("konto")).decode()


def test_a_sound_file_is_read_as_its_account() -> None:
    assert parse_account("konto", SOUND.encode()) == account("konto")


def test_a_byte_order_mark_and_windows_line_endings_are_accepted() -> None:
    windows = b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()

    assert parse_account("konto", windows) == account("konto")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            'statsu = "active"',
            (FaultKind.UNKNOWN_KEY, 1, "Unknown key “statsu”.", "Did you mean “status”?"),
        ),
        (
            "audience = 3",
            (
                FaultKind.INVALID_VALUE,
                12,
                "“audience” has the wrong type of value.",
                'Write a text in quotes, for example "text".',
            ),
        ),
        (
            'audience = ""',
            (
                FaultKind.INVALID_VALUE,
                12,
                "“audience” is empty.",
                "Write something, or remove the line.",
            ),
        ),
        (
            'id = "konto"',
            (
                FaultKind.UNKNOWN_KEY,
                1,
                "Unknown key “id”.",
                "Remove the line: the account’s id is the file’s name.",
            ),
        ),
    ],
)
def test_a_line_that_does_not_fit_is_a_fault_with_place_and_hint(
    line: str, expected: tuple[FaultKind, int, str, str]
) -> None:
    kind, column, message, hint = expected

    assert fault_of(f"{line}\n{SOUND}") == Fault(
        kind=kind,
        path="data/accounts/konto.toml",
        message=message,
        hint=hint,
        line=1,
        column=column,
        field=line.partition(" ")[0],
    )


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('platform = "facebook"', 'platform = "facebok"', "Did you mean “facebook”?"),
        ('platform = "facebook"', 'platform = "twitter"', "Did you mean “x”?"),
        ('status = "active"', 'status = "aktiv"', "Did you mean “active”?"),
        (
            "opened = 2019-03-01",
            'opened = "2019-03-01"',
            "Write a date without quotes, for example 2026-11-14.",
        ),
        (
            "opened = 2019-03-01",
            "opened = 2019-03-01T10:00:00",
            "Write a date without quotes, for example 2026-11-14.",
        ),
        ('as = "manager"', 'as = "boss"', "Use one of: manager, communications."),
    ],
)
def test_a_wrong_value_gets_the_nearest_right_one(old: str, new: str, hint: str) -> None:
    fault = fault_of(SOUND.replace(old, new))

    assert (fault.kind, fault.hint) == (FaultKind.INVALID_VALUE, hint)


def test_a_day_that_does_not_exist_is_unreadable_at_its_place() -> None:
    fault = fault_of(SOUND.replace("opened = 2019-03-01", "opened = 2019-02-30"))

    line = SOUND.splitlines().index("opened = 2019-03-01") + 1
    assert (fault.kind, fault.line) == (FaultKind.UNREADABLE_FILE, line)


def test_what_makes_a_file_an_account_must_be_there() -> None:
    fault = fault_of(SOUND.replace('unit = "Sjöhamns bibliotek"\n', ""))

    assert (fault.kind, fault.field) == (FaultKind.MISSING_KEY, "unit")


def test_values_inside_tables_are_placed_exactly() -> None:
    text = (
        SOUND
        + '\n[[reviews]]\ndate = 2026-09-15\nrole = "K"\nanswers = { replies_signed = "ja" }\n'
    )

    fault = fault_of(text)

    line = text.splitlines().index('answers = { replies_signed = "ja" }') + 1
    assert (fault.field, fault.line, fault.column) == (
        "reviews[1].answers.replies_signed",
        line,
        30,
    )


def test_an_unfinished_merge_is_called_by_its_name() -> None:
    text = SOUND + '<<<<<<< HEAD\nnote = "a"\n=======\nnote = "b"\n>>>>>>> branch\n'

    fault = fault_of(text)

    assert fault.message == "The file holds the marks of an unfinished merge."
    assert fault.line == SOUND.count("\n") + 1


def test_text_that_is_not_utf8_is_a_fault_on_its_line() -> None:
    fault = fault_of(SOUND.encode().replace("ö".encode(), b"\xf6", 1))

    assert (fault.kind, fault.line) == (FaultKind.UNREADABLE_FILE, 1)


@pytest.mark.parametrize("depth", [200, 5000])
def test_a_file_nested_too_deeply_is_unreadable_not_a_crash(depth: int) -> None:
    fault = fault_of(f"languages = {'[' * depth}{']' * depth}\n{SOUND}")

    assert fault.kind in (FaultKind.UNREADABLE_FILE, FaultKind.INVALID_VALUE)


def test_one_bad_file_does_not_hide_the_others(root: Path) -> None:
    write(root, "a-konto.toml", "name = ")
    write(root, "konto.toml", SOUND)

    found = store.load(root, TODAY)

    assert found.accounts == (account("konto"),)
    assert [(fault.kind, fault.path) for fault in found.faults] == [
        (FaultKind.UNREADABLE_FILE, "data/accounts/a-konto.toml")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Biblioteket.toml",
        "bibliotek et.toml",
        "höganäs.toml",
        "con.toml",
        "lpt1.toml",
        "-rf.toml",
        "a.toml",
        "x" * 65 + ".toml",
        "konto.json",
        "konto.toml.bak",
        "new\nline.toml",
        "\x1b[31m.toml",
    ],
)
def test_a_name_outside_the_allowed_ones_is_a_fault(root: Path, name: str) -> None:
    write(root, name, SOUND)

    (fault,) = store.load(root, TODAY).faults

    assert fault.kind is FaultKind.BAD_FILE_NAME
    assert fault.message.isprintable()


def test_names_that_are_one_file_on_a_mac_collide(root: Path) -> None:
    write(root, "skane.toml", SOUND)
    write(root, "Skane.toml", SOUND)

    found = [(fault.kind, fault.path) for fault in store.load(root, TODAY).faults]

    assert found == [(FaultKind.COLLIDING_FILE_NAMES, "data/accounts/Skane.toml")]


def test_composed_and_decomposed_letters_collide(root: Path) -> None:
    write(root, "sk\u00e5ne.toml", SOUND)
    write(root, "ska\u030ane.toml", SOUND)

    kinds = [fault.kind for fault in store.load(root, TODAY).faults]

    assert kinds.count(FaultKind.COLLIDING_FILE_NAMES) == 1


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "konto.toml", "missing.toml"])
def test_a_link_is_never_followed(root: Path, target: str) -> None:
    (root / ACCOUNTS_DIR / "lank.toml").symlink_to(target)

    (fault,) = store.load(root, TODAY).faults
    assert fault.kind is FaultKind.LINKED_FILE
    assert store.read_account(root, "lank") == (fault,)


def test_a_link_in_the_place_of_the_accounts_folder_is_refused(root: Path, tmp_path: Path) -> None:
    (root / ACCOUNTS_DIR).rename(tmp_path / "elsewhere")
    (root / ACCOUNTS_DIR).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(RegisterError, match="data/accounts"):
        store.load(root, TODAY)


def test_a_file_with_thousands_of_faults_is_answered_by_the_first_ones() -> None:
    unknown = "".join(f"k{number} = 1\n" for number in range(2000))

    found = parse_account("konto", f"{unknown}{SOUND}".encode())

    assert isinstance(found, tuple)
    assert len(found) == 20


def test_a_folder_in_the_place_of_a_file_is_a_fault(root: Path) -> None:
    (root / ACCOUNTS_DIR / "mapp.toml").mkdir()

    (fault,) = store.load(root, TODAY).faults
    assert fault.kind is FaultKind.LINKED_FILE


def test_a_file_may_be_64_kib_and_not_one_byte_more(root: Path) -> None:
    filling = "#" * (MAX_BYTES - len(SOUND.encode()) - 1)
    write(root, "konto.toml", f"{SOUND}{filling}\n")
    write(root, "stor.toml", f"{SOUND}{filling}#\n")

    found = store.load(root, TODAY)

    assert [read.id for read in found.accounts] == ["konto"]
    assert [(fault.kind, fault.path) for fault in found.faults] == [
        (FaultKind.OVERSIZED_FILE, "data/accounts/stor.toml")
    ]


def test_hidden_files_such_as_gitkeep_are_left_alone(root: Path) -> None:
    write(root, ".gitkeep", "")
    write(root, ".konto.toml.x1.tmp", "half")

    assert store.load(root, TODAY).faults == ()


def test_a_fault_in_the_policy_is_recorded_and_the_accounts_are_still_read(root: Path) -> None:
    (root / "data/guidelines.toml").write_text('[[editions]]\nid = "x"\nfrm = 2018-11-01\n')
    write(root, "konto.toml", SOUND)

    found = store.load(root, TODAY)

    assert len(found.accounts) == 1
    assert [(fault.path, fault.kind) for fault in found.faults] == [
        ("data/guidelines.toml", FaultKind.UNKNOWN_KEY)
    ]
    with pytest.raises(RegisterError, match=r"data/guidelines\.toml:"):
        store.load_guidelines(root)


def test_a_register_is_found_from_any_folder_inside_it(root: Path) -> None:
    assert store.find_root(root / ACCOUNTS_DIR) == root.resolve()


def test_no_register_is_an_error_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        store.find_root(tmp_path)

    assert "socialreg init" in caught.value.next_step


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Höganäs bibliotek", "hoganas-bibliotek"),
        ("  Ung & trygg!  ", "ung-trygg"),
        ("ÅÄÖ", "aao"),
        ("日本", ""),
        ("con", ""),
    ],
)
def test_a_slug_is_an_id_or_nothing(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_of_any_text_is_an_id_or_nothing(text: str) -> None:
    found = slug(text)

    assert found == "" or is_valid_id(found)


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"a = nan")
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    assert isinstance(parse_account("konto", content), (Account, tuple))


VALUES = st.sampled_from(
    [
        '"text"',
        "'literal'",
        '"""\nmany\nlines"""',
        '"\\u00e5\\t"',
        '"\\e[31m"',
        "2026-11-14",
        "2026-11-14T10:00:00Z",
        "10:00",
        "1_000",
        "0x1f",
        "1e3",
        "inf",
        "[1, 2,]",
        "{ a = 1 }",
        "{ a = 1, }",
        "{\na = 1 }",
        "{ a.b = 1 }",
        "true",
        "[\n# comment\n1]",
    ]
)


@given(st.dictionaries(st.sampled_from(["name", "å", "a.b", '"x y"', "t"]), VALUES))
def test_what_the_reader_accepts_the_writer_reads_the_same(values: dict[str, str]) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in values.items())

    found = parse_table("f.toml", text.encode())

    if isinstance(found, dict):
        assert tomlkit.parse(text).unwrap() == found


@given(st.binary(max_size=200).map(lambda raw: raw.decode("utf-8", "ignore")))
def test_usual_looking_text_is_read_alike_by_both_parsers(text: str) -> None:
    try:
        table = rtoml.loads(text)
    except rtoml.TomlParsingError:
        return

    found = parse_table("f.toml", text.encode())

    if isinstance(found, dict) and table:
        assert tomlkit.parse(text).unwrap() == table


def test_the_register_knows_its_day(root: Path) -> None:
    write(root, "konto.toml", SOUND)

    assert store.load(root, dt.date(2020, 1, 1)) == Register(
        settings=store.load_settings(root),
        guidelines=store.load_guidelines(root),
        accounts=(account("konto"),),
        as_of=dt.date(2020, 1, 1),
    )
