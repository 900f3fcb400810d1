"""From the dated facts of a life to the steps that it went through, each a move of ``lifecycle``.

A step knows who took it and when; what it does to the account is for the tool's own functions
to say, so the sample register cannot hold what the commands could not have written.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from socialreg import editing, lifecycle, platforms
from socialreg.acts import Act
from socialreg.duties import duties_of
from socialreg.lifecycle import Outcome
from socialreg.model import (
    Account,
    Application,
    Approval,
    Closing,
    Duty,
    HandleFate,
    Kind,
    Part,
    Reply,
    Review,
    Status,
    Waiver,
)
from socialreg.sample.scenario import Life, Person, Scenario, Unit, latest
from socialreg.values import dataclass

Move: TypeAlias = Callable[[Account], Outcome]

# In which order a life has its steps when several fall on one day; the names are the commands'.
_ORDER = (
    *("add", "approve", "decline", "open", "edit"),
    *("resume", "review", "pause", "close", "reopen", "waive", "end-waiver"),
)
# What the unit writes itself; the rest is written by the communications department.
_BY_UNIT = frozenset({"add", "open", "edit", "review"})
_COMMUNICATIONS = "Kommunikationschef"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the account with the id *account*, taken by *author* on *day*.

    *take* is the new account, in its first step, or the move that the step makes.
    """

    day: dt.date
    account: str
    act: Act
    author: Person
    take: Account | Move


def steps(scenario: Scenario) -> list[Step]:
    """Every step of every account, in the order in which they were taken."""
    found = [
        step
        for account_id, life in scenario.lives.items()
        for step in _Teller(scenario, account_id, life).steps()
    ]
    return sorted(found, key=lambda step: (step.day, _ORDER.index(step.act.name), step.account))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells one *life*."""

    scenario: Scenario
    account_id: str
    life: Life

    @property
    def unit(self) -> Unit:
        return self.scenario.units[self.life["unit"]]

    def steps(self) -> Iterator[Step]:
        """The steps of the life, not yet in order."""
        life = self.life
        yield self._step(life["added"], Act("add"), self._account())
        yield from self._approvals(life)
        if "opened" in life:
            yield self._step(life["opened"], Act("open"), _opening(life["opened"]))
        if "declined" in life:
            yield self._declined(life["declined"])
        for day in life.get("paused", ()):
            reason = life.get("rests_for")
            yield self._step(day, Act("pause", body=reason or ""), _pausing(day, reason))
        for day in life.get("resumed", ()):
            yield self._step(day, Act("resume"), _resuming(day))
        for review in life.get("reviews", ()):
            yield self._review(review)
        for edit in life.get("edits", ()):
            yield self._edit(edit)
        if "closed" in life:
            yield self._closed(life["closed"])
        if "reopened" in life:
            yield from self._reopened(life["reopened"])
        for waiver in life.get("waived", ()):
            yield from self._waived(waiver)

    def _step(self, day: dt.date, act: Act, take: Account | Move) -> Step:
        recorded = _working_day(day)
        if act.name in _BY_UNIT:
            author = latest(self.unit.staff, recorded)
        else:
            on_duty = latest(self.scenario.desk, recorded)
            author = on_duty[recorded.toordinal() % len(on_duty)]
        return Step(day=recorded, account=self.account_id, act=act, author=author, take=take)

    def _account(self) -> Account:
        """The account as its first step puts it into the register."""
        life, unit = self.life, self.unit
        domains = self.scenario.settings.site.own_domains
        found = (
            platforms.parse_handle(life["platform"], life["handle"], own_domains=domains)
            if "handle" in life
            else platforms.parse_url(life["url"], platform=life["platform"], own_domains=domains)
        )
        if isinstance(found, platforms.Refusal):
            raise TypeError(f"{self.account_id}: {found.message()}")
        return Account(
            id=self.account_id,
            name=life["name"],
            platform=found.platform,
            handle=found.handle,
            url=found.url,
            platform_id=life.get("platform_id"),
            kind=Kind(life.get("kind", Kind.UNIT)),
            unit=unit.name,
            department=unit.department,
            purpose=life["purpose"],
            audience=life.get("audience"),
            languages=tuple(life.get("languages", ("sv",))),
            status=Status.ACTIVE if "since" in life else Status.APPLIED,
            opened=life.get("since"),
            contact=unit.contact,
            application=None if "since" in life else self._application(),
        )

    def _application(self) -> Application:
        received = self.life["added"]
        edition = self.scenario.guidelines(received).on(received)
        return Application(received=received, guidelines=edition.id if edition else None)

    def _approvals(self, facts: Mapping[str, Any]) -> Iterator[Step]:
        roles = {Part.MANAGER: self.unit.manager, Part.COMMUNICATIONS: _COMMUNICATIONS}
        for part, role in roles.items():
            if part not in facts:
                continue
            day, reference = facts[part], facts.get("reference")
            approval = Approval(as_=part, role=role, date=day, reference=reference)
            act = Act("approve", reference=reference, part=part)
            yield self._step(day, act, self._approving(approval))

    def _approving(self, approval: Approval) -> Move:
        def move(account: Account) -> Outcome:
            return lifecycle.approve(account, approval, self._required(account, approval.date))

        return move

    def _required(self, account: Account, day: dt.date) -> tuple[Part, ...]:
        applied = account.application.received if account.application else day
        edition = self.scenario.guidelines(day).on(applied)
        return edition.approvals if edition else tuple(Part)

    def _declined(self, facts: Mapping[str, Any]) -> Step:
        day, role, reason = facts["on"], facts["role"], facts["reason"]
        return self._step(
            day,
            Act("decline", body=reason),
            lambda account: lifecycle.decline(account, on=day, role=role, reason=reason),
        )

    def _review(self, review: dt.date | Mapping[str, Any]) -> Step:
        facts: Mapping[str, Any] = {"on": review} if isinstance(review, dt.date) else review
        kind = Kind(self.life.get("kind", Kind.UNIT))
        answers = dict.fromkeys(duties_of(kind), Reply.YES)
        answers |= {Duty(key): Reply.NOT_APPLICABLE for key in self.life.get("skip", ())}
        answers |= {Duty(key): Reply.NO for key in facts.get("no", ())}
        check = Review(date=facts["on"], role=self.unit.contact.role, answers=answers)
        return self._step(
            facts["on"], Act("review"), lambda account: lifecycle.review(account, check)
        )

    def _edit(self, edit: Mapping[str, Any]) -> Step:
        day = edit["on"]
        changes = {key: text for key, text in edit.items() if key != "on"}
        domains = self.scenario.settings.site.own_domains
        return self._step(
            day,
            Act("edit", fields=tuple(changes)),
            lambda account: editing.edit(account, changes, on=day, today=day, own_domains=domains),
        )

    def _closed(self, facts: Mapping[str, Any]) -> Step:
        closing = Closing(
            date=facts["on"],
            reason=facts["reason"],
            archive=facts["archive"],
            handle=HandleFate(facts["handle"]),
            successor=facts.get("successor"),
        )
        return self._step(
            facts["on"],
            Act("close", reference=facts.get("reference"), body=facts["reason"]),
            lambda account: lifecycle.close(account, closing),
        )

    def _waived(self, facts: Mapping[str, Any]) -> Iterator[Step]:
        waiver = Waiver(
            rule=facts["rule"],
            reason=facts["reason"],
            approved_by=_COMMUNICATIONS,
            until=facts["until"],
        )
        yield self._step(
            facts["on"],
            Act("waive", fields=(waiver.rule,), body=waiver.reason),
            lambda account: lifecycle.waive(account, waiver, today=facts["on"]),
        )
        if "ended" in facts:
            yield self._step(
                facts["ended"],
                Act("end-waiver", fields=(waiver.rule,)),
                lambda account: lifecycle.end_waiver(account, waiver.rule),
            )

    def _reopened(self, facts: Mapping[str, Any]) -> Iterator[Step]:
        yield from self._approvals(facts)
        day = facts["on"]
        yield self._step(
            day,
            Act("reopen"),
            lambda account: lifecycle.reopen(account, self._required(account, day)),
        )


def _opening(day: dt.date) -> Move:
    return lambda account: lifecycle.open_account(account, on=day)


def _pausing(day: dt.date, reason: str | None) -> Move:
    return lambda account: lifecycle.pause(account, on=day, reason=reason)


def _resuming(day: dt.date) -> Move:
    return lambda account: lifecycle.resume(account, on=day)


def _working_day(day: dt.date) -> dt.date:
    """*day*, or the Monday after it: nobody writes in the register at a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)  # noqa: PLR2004 - Friday
