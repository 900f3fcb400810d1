"""Made-up registers of any size, the same on every run, each a git repository of one commit.

    python benchmarks/registers.py FOLDER COUNT…

makes ``FOLDER/COUNT`` for each COUNT. Accounts of about 30 lines, as a municipality would have
them, on all the usual platforms and in every status; posts are recorded of those on Facebook, a
fifth, and demanded only there. ``validate`` finds nothing in them.
"""

import datetime as dt
import itertools
import multiprocessing
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from socialreg import document, evidence, founding
from socialreg.filenames import slug
from socialreg.model import (
    Account,
    Application,
    Approval,
    Closing,
    Contact,
    Duty,
    Edition,
    Guidelines,
    HandleFate,
    Kind,
    Limits,
    Office,
    Organisation,
    Part,
    Posts,
    Previous,
    Reply,
    Rest,
    Review,
    Settings,
    Site,
    Source,
    Status,
)
from socialreg.paths import ACTIVITY_DIR, GUIDELINES_PATH, SETTINGS_PATH
from socialreg.periods import WEEK
from socialreg.platforms import Profile, parse_handle

SETTINGS = Settings(
    organisation=Organisation(
        name="Sjöhamns kommun", code="9901", website="https://www.sjohamn.example/"
    ),
    contact=Office(name="Kommunikationsavdelningen", email="kommunikation@sjohamn.example"),
    site=Site(url="https://konton.sjohamn.example/", own_domains=("sjohamn.example",)),
)
GUIDELINES = Guidelines(
    editions=(
        Edition(id="2010", from_=dt.date(2010, 1, 1)),
        Edition(
            id="2020-09",
            from_=dt.date(2020, 9, 1),
            limits=(
                Limits(close_after_idle_weeks=12, answer_within_hours=24),
                Limits(platforms=("facebook",), posts=Posts(minimum=2)),
            ),
        ),
    )
)

# Platform -> what a handle looks like there. As in life, half of all is Facebook and Instagram.
_HANDLES = (
    ("facebook", "sjohamn.{word}"),
    ("instagram", "sjohamn_{word}"),
    ("facebook", "sjohamns{word}"),
    ("instagram", "{word}_sjohamn"),
    ("linkedin", "sjohamn-{word}"),
    ("youtube", "@sjohamn{word}"),
    ("x", "sjo{word}"),
    ("tiktok", "sjohamn.{word}"),
    ("mastodon", "{word}@social.sjohamn.example"),
    ("threads", "sjohamn.{word}"),
)
_UNITS = (
    ("Biblioteket", "Kultur- och fritidsförvaltningen", "Bibliotekschef", "Boktips och öppettider"),
    ("Simhallen", "Kultur- och fritidsförvaltningen", "Enhetschef", "Badtider och simskolor"),
    ("Ängsskolan", "Barn- och utbildningsförvaltningen", "Rektor", "Vardagen i våra klassrum"),
    ("Musikskolan", "Kultur- och fritidsförvaltningen", "Musikskolechef", "Konserter och kurser"),
    ("Räddningstjänsten", "Räddningstjänsten", "Räddningschef", "Råd om brand och olyckor"),
    ("Vatten och avlopp", "Samhällsbyggnadsförvaltningen", "VA-chef", "Driftstörningar och råd"),
    ("Äldreboendet Åsen", "Socialförvaltningen", "Enhetschef", "Vad vi gör om dagarna"),
    ("Turistbyrån", "Kommunledningsförvaltningen", "Turistchef", "Tips för besökare året runt"),
)
# The last weeks are always recorded: these reach into a time that is to come.
_WEEKS = tuple(dt.date(2024, 12, 30) + number * WEEK for number in range(157))
_STATUSES = (Status.ACTIVE,) * 14 + (Status.DORMANT,) * 2 + (Status.CLOSED,) * 3 + (Status.APPLIED,)

# After the last of them was opened, and not too long ago.
_RESTING_SINCE = dt.date(2025, 10, 6)


def account(number: int) -> Account:
    """The account with that *number*, from 0; equal numbers give equal accounts."""
    platform, pattern = _HANDLES[number % len(_HANDLES)]
    unit, department, chief, purpose = _UNITS[number // 3 % len(_UNITS)]
    word = f"{slug(unit).replace('-', '')[:8]}{number}"
    profile = parse_handle(platform, pattern.format(word=word))
    if not isinstance(profile, Profile):
        raise TypeError(f"{platform}: {word}: {profile}")
    status = _STATUSES[number // 7 % len(_STATUSES)]
    begun = dt.date(2012, 1, 9) + dt.timedelta(days=number * 37 % 4700)
    return Account(
        id=slug(f"{unit} {number} {platform}"),
        name=f"{unit} {number}",
        platform=platform,
        handle=profile.handle,
        url=profile.url,
        platform_id=f"1000{number:011}" if platform == "facebook" else None,
        kind=Kind.CAMPAIGN if number % 29 == 0 else Kind.UNIT,
        unit=f"{unit} {number // 10}",
        department=department,
        purpose=f"{purpose}: det senaste från {unit} {number // 10} för alla som bor i Sjöhamn.",
        status=status,
        opened=None if status is Status.APPLIED else begun + dt.timedelta(days=30),
        confirmed=_review(number).date if status in (Status.ACTIVE, Status.DORMANT) else None,
        contact=Contact(role=chief, deputy="Administratör", email=f"{word}@sjohamn.example"),
        application=Application(
            received=begun,
            guidelines="2010" if begun < dt.date(2020, 9, 1) else "2020-09",
            source=Source(system="open-eplatform", id=str(5000 + number)),
        ),
        approvals=() if status is Status.APPLIED else _approvals(number, begun),
        reviews=() if status is Status.APPLIED else (_review(number),),
        previous=_previous(platform, pattern, word, begun) if number % 12 == 0 else (),
        rests=(Rest(from_=_RESTING_SINCE),) if status is Status.DORMANT else (),
        closing=_closing(number) if status is Status.CLOSED else None,
    )


def _approvals(number: int, begun: dt.date) -> tuple[Approval, ...]:
    day, reference = begun + dt.timedelta(days=14), f"KLF {begun.year}/{number}"
    return (
        Approval(as_=Part.MANAGER, role="Förvaltningschef", date=day, reference=reference),
        Approval(as_=Part.COMMUNICATIONS, role="Kommunikationschef", date=day, reference=reference),
    )


def _review(number: int) -> Review:
    day = dt.date(2026, 1, 8) + dt.timedelta(days=number % 240)
    replies = (Reply.YES, Reply.YES, Reply.YES, Reply.NOT_APPLICABLE)
    answers = {duty: replies[(number + place) % 4] for place, duty in enumerate(Duty)}
    del answers[Duty.OFFICIAL_ROLE_STATED]
    return Review(date=day, role="Kommunikatör", answers=answers)


def _previous(platform: str, pattern: str, word: str, begun: dt.date) -> tuple[Previous, ...]:
    old = parse_handle(platform, pattern.format(word=f"x{word[1:]}"))
    if not isinstance(old, Profile):
        raise TypeError(f"{platform}: {word}: {old}")
    return (Previous(handle=old.handle, url=old.url, until=begun + dt.timedelta(days=900)),)


def _closing(number: int) -> Closing:
    return Closing(
        date=dt.date(2025, 1, 7) + dt.timedelta(days=number % 300),
        reason="Enheten har slagits ihop med en annan.",
        archive=f"Skärmbilder i e-arkivet, KLF 2025/{number}",
        handle=HandleFate.KEPT,
    )


def _files(number: int) -> list[tuple[str, bytes]]:
    """The account's file, and that of its posts where they are recorded."""
    made = account(number)
    files = [(made.path, document.new_file(made))]
    if made.platform == "facebook":
        posts = {week: 2 + (number + place) % 4 for place, week in enumerate(_WEEKS)}
        files.append((f"{ACTIVITY_DIR}/{made.id}.csv", evidence.posts_file(posts)))
    return files


def make(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """The register with these *files*, committed; packed, as a clone would be."""
    (folder / SETTINGS_PATH).parent.mkdir(parents=True)
    (folder / SETTINGS_PATH).write_text(founding.settings_file(SETTINGS), "utf-8")
    guidelines = founding.guidelines_file(GUIDELINES, "sv")
    (folder / GUIDELINES_PATH).write_text(guidelines, "utf-8")
    for path, content in files:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    for command in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.name", "Vera Andersson"),
        ("config", "user.email", "vera.andersson@sjohamn.example"),
        ("add", "."),
        # Without the tidying up that git would begin in the background.
        ("-c", "maintenance.auto=false", "commit", "--quiet", "--message=Begin the register"),
        ("gc", "--quiet"),
    ):
        subprocess.run(("git", *command), cwd=folder, check=True)


def main() -> None:
    """Make the registers that the command line asks for, where they are not there already."""
    folder = Path(sys.argv[1])
    missing = [int(word) for word in sys.argv[2:] if not (folder / word).exists()]
    if missing:
        with multiprocessing.Pool() as pool:
            files = pool.map(_files, range(max(missing)), chunksize=100)
    for count in missing:
        make(folder / f"{count}.new", itertools.chain.from_iterable(files[:count]))
        (folder / f"{count}.new").rename(folder / str(count))


if __name__ == "__main__":
    main()
