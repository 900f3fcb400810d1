"""The sample register's changes, from its founding on, each as it is to be committed."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from socialreg import acts, document, evidence, founding, parsing
from socialreg.git import change as git
from socialreg.i18n import _, speaking
from socialreg.intake.posts import merged
from socialreg.model import Account, Impostor
from socialreg.paths import ACCOUNTS_DIR, ACTIVITY_DIR, GUIDELINES_PATH, IMPOSTORS_DIR
from socialreg.sample.fakes import FakeStep, fake_steps
from socialreg.sample.posts import Recording, recordings
from socialreg.sample.scenario import Person, Scenario, latest
from socialreg.sample.steps import Step, steps

# The office's hours: the first change of a day, and how far apart the day's changes are.
_MORNING = dt.time(8, 40)
_PAUSE = dt.timedelta(minutes=17)


def changes(scenario: Scenario) -> Iterator[git.Change]:
    """Every change of the *scenario*, oldest first, by its people and at its times.

    Each one expects the files as those before it have left them. Whatever is written is in the
    register's own language.
    """
    language = scenario.settings.language
    yield _founding(scenario)
    contents: dict[str, bytes] = {}
    for day, taken in groupby(_days(scenario), key=lambda pair: pair[0]):
        for number, (_day, step) in enumerate(taken):
            moment = _moment(day, number)
            # Not around the yield: who takes the change speaks the user's language.
            with speaking(language):
                change = _taken(scenario, step, day, moment, contents)
            yield change


def length(scenario: Scenario) -> int:
    """How many changes there are."""
    return 1 + len(_days(scenario))


def last_day(scenario: Scenario) -> dt.date:
    """The day of the last change."""
    return max(day for day, _step in _days(scenario))


def _days(scenario: Scenario) -> list[tuple[dt.date, Step | Recording | FakeStep | None]]:
    """What happens on which day, in order; None is a new edition of the guidelines."""
    editions = [(day, None) for day in scenario.editions if day > scenario.founded]
    taken = [(step.day, step) for step in steps(scenario)]
    recorded = [(recording.day, recording) for recording in recordings()]
    fakes = [(step.day, step) for step in fake_steps(scenario.fakes)]
    return sorted([*editions, *taken, *recorded, *fakes], key=lambda pair: pair[0])


def _taken(
    scenario: Scenario,
    step: Step | Recording | FakeStep | None,
    day: dt.date,
    moment: dt.datetime,
    contents: dict[str, bytes],
) -> git.Change:
    """The change that is made at that *moment*; *contents* are brought up to date."""
    if isinstance(step, Recording):
        return _recording(scenario, step, moment, contents)
    if isinstance(step, FakeStep):
        return _of_fake(scenario, step, moment, contents)
    if step is None:
        return _new_edition(scenario, day, moment)
    return _change(step, moment, contents, scenario.settings.language)


def _founding(scenario: Scenario) -> git.Change:
    contents = founding.new_register(scenario.settings, scenario.guidelines(scenario.founded))
    moment = _moment(scenario.founded, 0) - _PAUSE
    return git.Change(
        contents=contents,
        message=founding.first_message(scenario.settings),
        expected=dict.fromkeys(contents),
        by=_author(scenario.founder, moment),
    )


def _new_edition(scenario: Scenario, day: dt.date, moment: dt.datetime) -> git.Change:
    language = scenario.settings.language
    before, after = scenario.guidelines(day - dt.timedelta(days=1)), scenario.guidelines(day)
    subject = _("New edition of the guidelines: {id}").format(id=after.editions[-1].id)
    return git.Change(
        contents={GUIDELINES_PATH: founding.guidelines_file(after, language).encode()},
        message=git.Message(subject=subject, trailers=(("Action", "guidelines"),)),
        expected={GUIDELINES_PATH: founding.guidelines_file(before, language).encode()},
        by=_author(scenario.founder, moment),
    )


def _change(
    step: Step, moment: dt.datetime, contents: dict[str, bytes], language: str
) -> git.Change:
    """The change that the *step* is, to the files in *contents*, which it brings up to date."""
    path = f"{ACCOUNTS_DIR}/{step.account}.toml"
    old = contents.get(path)
    account = _after(step, old)
    new = document.new_file(account) if old is None else document.changed_file(old, account)
    contents[path] = new
    return git.Change(
        contents={path: new},
        message=acts.message(step.act, account, language=language),
        expected={path: old},
        by=_author(step.author, moment),
    )


def _recording(
    scenario: Scenario, recording: Recording, moment: dt.datetime, contents: dict[str, bytes]
) -> git.Change:
    """The posts that are recorded, beside those of earlier times in *contents*."""
    new, old = {}, {}
    for account_id, weeks in recording.counts.items():
        if not weeks:
            continue
        path = f"{ACTIVITY_DIR}/{account_id}.csv"
        old[path] = contents.get(path)
        before = evidence.parse_posts(path, old[path] or evidence.posts_file({}))
        if isinstance(before, list):
            raise TypeError(before)
        new[path] = evidence.posts_file(merged(before, weeks))
    contents |= new
    ids = [account_id for account_id, weeks in recording.counts.items() if weeks]
    language = scenario.settings.language
    return git.Change(
        contents=new,
        message=acts.posts_message(ids, source="csv", language=language),
        expected=old,
        by=_author(latest(scenario.desk, recording.day)[0], moment),
    )


def _of_fake(
    scenario: Scenario, step: FakeStep, moment: dt.datetime, contents: dict[str, bytes]
) -> git.Change:
    """What happened to a fake, whose file in *contents* is brought up to date."""
    path = f"{IMPOSTORS_DIR}/{step.fake}.toml"
    old = contents.get(path)
    before = parsing.parse_impostor(step.fake, old) if old else None
    after = step.take(before if isinstance(before, Impostor) else None)
    if not isinstance(after, Impostor):
        raise TypeError(f"{path}: {after}")
    new = document.new_file(after) if old is None else document.changed_file(old, after)
    contents[path] = new
    return git.Change(
        contents={path: new},
        message=acts.fake_message(
            after,
            is_new=old is None,
            reference=step.reference,
            language=scenario.settings.language,
        ),
        expected={path: old},
        by=_author(latest(scenario.desk, step.day)[0], moment),
    )


def _after(step: Step, content: bytes | None) -> Account:
    """The account after the *step*, given its file before it; a step that fails is a bug."""
    if content is None:
        after: object = step.take
    else:
        before = parsing.parse_account(step.account, content)
        after = step.take(before) if callable(step.take) and isinstance(before, Account) else None
    if isinstance(after, Account):
        return after
    raise TypeError(f"{step.account}: {step.act.name} on {step.day}: {after}")


def _author(person: Person, moment: dt.datetime) -> git.Person:
    return git.Person(person.name, person.email, moment)


def _moment(day: dt.date, number: int) -> dt.datetime:
    """When the day's change with that *number*, from 0, was made: by the clock in Sweden."""
    start = dt.datetime.combine(day, _MORNING, tzinfo=_zone(day))
    # Not every day begins at the same minute.
    return start + number * _PAUSE + dt.timedelta(minutes=day.toordinal() % 50)


def _zone(day: dt.date) -> dt.timezone:
    """The time in Sweden on *day*: Windows has no table of time zones to look it up in."""
    summer = _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)
    return dt.timezone(dt.timedelta(hours=2 if summer else 1))


def _last_sunday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)
