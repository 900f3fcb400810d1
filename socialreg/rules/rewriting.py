"""CHG: what is recorded of an account stays as it was recorded: decisions, names, self-checks."""

from collections.abc import Iterator
from dataclasses import replace

from socialreg.approvals import missing_approvals
from socialreg.i18n import _
from socialreg.lifecycle import STATUS_WORDS, is_way
from socialreg.model import Account, Approval, Part, Rest, Status
from socialreg.platforms import keys
from socialreg.policy import edition_on
from socialreg.rules.base import Problem, Severity, change_rule
from socialreg.rules.clauses import ALL_ACCOUNTS, APPROVED, RELIABLE, REPORTED
from socialreg.rules.comparison import Comparison

_CLOSED = 'status = "closed"\nclosing = {{ date = 2025-06-01, reason = "{}", archive = "KFN 1" }}\n'
_MANAGER = (
    '{ as = "manager", role = "Förvaltningschef", date = 2019-02-14, reference = "KFN 2019/12" }'
)
_COMMUNICATIONS = (
    '{ as = "communications", role = "Kommunikatör", date = 2019-02-20, reference = "KFN 2019/12" }'
)
_REVIEW = (
    'reviews = [{{ date = 2026-09-15, role = "Kommunikatör", answers = {{ '
    'replies_within_24h = "{}", replies_signed = "yes", monitored_daily = "yes", '
    'logo_in_picture = "yes", official_role_stated = "yes", cover_related = "yes", '
    'copyright_respected = "yes", no_advertising = "yes", consents_signed = "yes" }} }}]\n'
)
_EARLIER = '{ url = "https://www.facebook.com/sjohamnsbib", until = 2020-01-01 }'
_EARLIEST = '{ url = "https://www.facebook.com/sjohamnbib", until = 2020-01-01 }'
_RESTED = "{ from = 2024-09-02, until = 2025-05-05 }"
_RESTED_AGAIN = "{ from = 2025-09-01, until = 2026-05-04 }"
# What a closing says once and for all. The handle's fate and the successor can change later.
_LASTING = ("date", "reason", "archive")
_CHANGING = ("handle", "successor")


@change_rule(
    "CHG004",
    severity=Severity.ERROR,
    clause=APPROVED,
    wrong=_CLOSED.format("Slogs ihop") + '---\nstatus = "active"\n',
    right='status = "dormant"\n---\nstatus = "active"\n',
)
def forbidden_status_move(comparison: Comparison) -> Iterator[Problem]:
    """An account gets a status that no allowed move leads to from the one it had.

    A closed account comes back only with approvals of a later day than its closing, and nothing
    becomes an application again. Judged is where the change ends, however many moves it holds.
    An account that is new in the register may have any status: it may have been open for long.
    """
    for before, after in comparison.kept():
        if not is_way(before.status, after.status):
            yield Problem(
                "status",
                _("{id}: an account that is {before} cannot become {after}.").format(
                    id=after.id,
                    before=_(STATUS_WORDS[before.status]),
                    after=_(STATUS_WORDS[after.status]),
                ),
                _restore(comparison, after),
                after.path,
            )
        elif _is_back(before, after) and not _is_approved_anew(comparison, before, after):
            yield Problem(
                "status",
                _("{id} is open again without approvals of a later day than its closing.").format(
                    id=after.id
                ),
                _("Record them before: socialreg approve {id} --as manager").format(id=after.id),
                after.path,
            )


@change_rule(
    "CHG005",
    severity=Severity.ERROR,
    clause=APPROVED,
    wrong=f"approvals = [{_MANAGER}, {_COMMUNICATIONS}]\n"
    f"---\napprovals = [{_MANAGER.replace('02-14', '02-15')}, {_COMMUNICATIONS}]\n",
    right=f"approvals = [{_MANAGER}, {_COMMUNICATIONS}]\n"
    f"---\napprovals = [{_COMMUNICATIONS}, {_MANAGER}]\n",
)
def approval_rewritten(comparison: Comparison) -> Iterator[Problem]:
    """A recorded approval is gone, or says something else.

    It is a decision that somebody answers for. Only a missing reference may be filled in; what is
    to count instead stands behind it, in an approval of its own.
    """
    for before, after in comparison.kept():
        if moved := _moved(before, after):
            yield Problem(
                "approvals",
                _("{id}: the approvals as {part} stand in another order; the last counts.").format(
                    id=after.id, part=moved
                ),
                _restore(comparison, after),
                after.path,
            )
        for index, approval in enumerate(before.approvals):
            if not _is_kept(approval, after.approvals):
                yield Problem(
                    _element("approvals", index, len(after.approvals)),
                    _("{id}: the approval as {part} of {date} is removed or rewritten.").format(
                        id=after.id, part=approval.as_, date=approval.date
                    ),
                    _restore(comparison, after),
                    after.path,
                )


@change_rule(
    "CHG006",
    severity=Severity.ERROR,
    clause=REPORTED,
    wrong=f"{_CLOSED.format('Slogs ihop')}---\n{_CLOSED.format('Sparkrav')}",
    right=f"{_CLOSED.format('Slogs ihop')}---\n"
    + _CLOSED.format("Slogs ihop").replace(" }", ', handle = "kept" }'),
)
def closing_rewritten(comparison: Comparison) -> Iterator[Problem]:
    """When or why an account was closed, or where its records are, is removed or rewritten.

    What is missing may be filled in, and a handle can be lost or a successor replaced later.
    """
    for before, after in comparison.kept():
        if before.closing is None or after.status is not before.status:
            continue
        if before.status is Status.CLOSED and _is_approved_anew(comparison, before, after):
            continue  # reopened and closed again in one change
        for name in (*_LASTING, *_CHANGING):
            old, new = getattr(before.closing, name), getattr(after.closing, name, None)
            if old is not None and new != old and (new is None or name in _LASTING):
                yield Problem(
                    f"closing.{name}",
                    _("{id}: “{field}” of the closing is removed or rewritten.").format(
                        id=after.id, field=name
                    ),
                    _restore(comparison, after),
                    after.path,
                )


@change_rule(
    "CHG007",
    severity=Severity.ERROR,
    clause=ALL_ACCOUNTS,
    wrong=f"previous = [{_EARLIER}]\n---\nprevious = [{_EARLIEST}]\n",
    right=f"previous = [{_EARLIER}]\n---\nprevious = [{_EARLIER}, {_EARLIEST}]\n",
)
def earlier_name_lost(comparison: Comparison) -> Iterator[Problem]:
    """A name by which the account was known is removed, or replaced and not kept as an earlier one.

    Strangers take over names that are given up; only the register can tell that it once was ours.
    """
    for before, after in comparison.kept():
        for index, earlier in enumerate(before.previous):
            if earlier not in after.previous:
                yield Problem(
                    _element("previous", index, len(after.previous)),
                    _("{id}: the earlier address {url} is removed or rewritten.").format(
                        id=after.id, url=earlier.url
                    ),
                    _restore(comparison, after),
                    after.path,
                )
        if _present(comparison, before) - comparison.keys(after):
            yield Problem(
                "handle" if before.handle and after.handle else "url",
                _("{id} has a new address, and the old one is not kept: {url}").format(
                    id=after.id, url=before.url
                ),
                _("Put the old one back, then: socialreg edit {id} url=…").format(id=after.id),
                after.path,
            )


@change_rule(
    "CHG008",
    severity=Severity.ERROR,
    clause=RELIABLE,
    wrong=f"{_REVIEW.format('no')}---\n{_REVIEW.format('yes')}",
    right=f"{_REVIEW.format('yes')}---\n{_REVIEW.format('yes')}note = 'x'\n",
)
def review_rewritten(comparison: Comparison) -> Iterator[Problem]:
    """A recorded self-check is gone, or says something else.

    Somebody attested it on that day. What has become better is for the next self-check to say.
    """
    for before, after in comparison.kept():
        for index, review in enumerate(before.reviews):
            if review not in after.reviews:
                yield Problem(
                    _element("reviews", index, len(after.reviews)),
                    _("{id}: the self-check of {date} is removed or rewritten.").format(
                        id=after.id, date=review.date
                    ),
                    _("{restore}. What is new: socialreg review {id}").format(
                        restore=_restore(comparison, after), id=after.id
                    ),
                    after.path,
                )


@change_rule(
    "CHG009",
    severity=Severity.ERROR,
    clause=RELIABLE,
    wrong="confirmed = 2026-09-15\n---\nconfirmed = 2026-11-01\n",
    right="confirmed = 2025-09-15\n---\nconfirmed = 2026-09-15\n",
)
def confirmed_without_review(comparison: Comparison) -> Iterator[Problem]:
    """The day on which an account was last confirmed moves, but nobody checked it on that day.

    It tells the public how fresh the entry is; only a self-check may move it.
    """
    for before, after in comparison.kept():
        reviewed = {review.date for review in after.reviews}
        if after.confirmed != before.confirmed and after.confirmed not in reviewed:
            yield Problem(
                "confirmed",
                _("{id}: “confirmed” moves, but there is no self-check of that day.").format(
                    id=after.id
                ),
                _("Put it back, then: socialreg review {id}").format(id=after.id),
                after.path,
            )


@change_rule(
    "CHG014",
    severity=Severity.ERROR,
    clause=RELIABLE,
    wrong=f"rests = [{_RESTED}]\n---\nrests = [{_RESTED.replace('2025-05', '2025-06')}]\n",
    right=f"rests = [{_RESTED}]\n---\nrests = [{_RESTED}, {_RESTED_AGAIN}]\n",
)
def rest_rewritten(comparison: Comparison) -> Iterator[Problem]:
    """A recorded rest is gone, or says something else.

    It says in which weeks no posts were demanded. When it ends, and a reason that it lacks, may be
    filled in, and one that ends before it begins may be corrected.
    """
    for before, after in comparison.kept():
        for index, rest in enumerate(before.rests):
            if not _is_still_there(rest, before, after):
                yield Problem(
                    _element("rests", index, len(after.rests)),
                    _("{id}: the rest from {date} is removed or rewritten.").format(
                        id=after.id, date=rest.from_
                    ),
                    _restore(comparison, after),
                    after.path,
                )


def _is_still_there(rest: Rest, before: Account, after: Account) -> bool:
    """Whether what *rest* says of *before* stands in *after*, perhaps with what it lacked.

    If it ended with a closing whose day is another now, that is told of the closing.
    """
    if rest.until and rest.until < rest.from_:
        return True
    ends = {rest.until}
    if before.closing and after.closing and rest.until == before.closing.date:
        ends.add(after.closing.date)
    return any(
        found.from_ == rest.from_
        and (rest.until is None or found.until in ends)
        and rest.reason in {None, found.reason}
        for found in after.rests
    )


def _is_back(before: Account, after: Account) -> bool:
    return before.status is Status.CLOSED is not after.status


def _is_approved_anew(comparison: Comparison, before: Account, after: Account) -> bool:
    """Whether the closed account *before* has all the approvals by now that reopening it takes."""
    applied = before.application.received if before.application else comparison.context.as_of
    edition = edition_on(comparison.context.guidelines, applied)
    closed_on = before.closing.date if before.closing else None
    return not missing_approvals(
        after, edition.approvals if edition else tuple(Part), after=closed_on
    )


def _moved(before: Account, after: Account) -> Part | None:
    """The part whose approvals are all there still, but no longer first and in their order."""
    for part in Part:
        old = [given for given in before.approvals if given.as_ is part]
        new = tuple(given for given in after.approvals if given.as_ is part)
        if all(_is_kept(given, new) for given in old) and not all(
            _is_kept(given, (there,)) for given, there in zip(old, new, strict=False)
        ):
            return part
    return None


def _is_kept(approval: Approval, approvals: tuple[Approval, ...]) -> bool:
    """Whether *approval* is among *approvals*, perhaps with a reference that it lacked."""
    if approval.reference is None:
        return approval in (replace(given, reference=None) for given in approvals)
    return approval in approvals


def _present(comparison: Comparison, account: Account) -> frozenset[str]:
    """The normalised keys of the name and address that *account* has now."""
    domains = comparison.context.settings.site.own_domains
    return keys(account.platform, account.handle, account.url, None, own_domains=domains)


def _element(field: str, index: int, count: int) -> str:
    """The element of *field* that stands where the one with *index* was, if there is one."""
    return f"{field}[{index}]" if index < count else field


def _restore(comparison: Comparison, account: Account) -> str:
    return _("See what was there, and put it back: git diff {base} -- {path}").format(
        base=comparison.base[:10], path=account.path
    )
