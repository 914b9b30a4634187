"""The auditor's questions: every rung that was due has a delivery, or a recorded reason why there is none.

Each question finds what must not be, so that an audit of a day costs little however much is stored. They are asked
together: with SQLite every statement of a long read is several trips to a thread (reading.py).
"""

from collections import Counter
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    text,
    union_all,
)

from casework.clock.lateness import HOLDER_ASKED, REMAINS_ASKED
from casework.clock.trial import WOULD_RING
from casework.frozen import frozen
from casework.messages import Kind
from casework.model.calls import Calling
from casework.model.deadlines import DeadlineKind, PingAnswer
from casework.model.issues import Action
from casework.model.subjects import SubjectKind
from casework.transitions import OPEN
from storage import tables
from storage.columns import UTCDateTime
from storage.store import Store

FIRED = text("deadlines.{} AND deadlines.{}".format(*tables.IS_FIRED_RUNG.split(" AND ")))
PENDING = text(f"deadlines.{tables.IS_PENDING} AND {tables.IS_KNOWN_DEADLINE}")
OVERDUE_AFTER = timedelta(minutes=1)
"""A deadline that waits for so long says that nobody fires them."""
STUCK_AFTER = timedelta(minutes=10)
"""A ping that waits for so long is not on its way: limits alone hold it for a minute or two."""
LISTED = 100
"""Findings of each kind that are named; the rest is counted."""

deadlines, issues, pings, entries, outbox = (
    tables.deadlines,
    tables.issues,
    tables.pings,
    tables.entries,
    tables.outbox,
)
other, mention, until = pings.alias("other"), outbox.alias("mention"), deadlines.alias("until")
NOW, SINCE, OVERDUE, STUCK = (bindparam(name, type_=UTCDateTime) for name in ("now", "since", "overdue", "stuck"))
FIRED_SINCE = (FIRED, deadlines.c.ended_at >= SINCE)

LOOKED_AT = 10_000
"""The latest rows of each table that are looked at for orphans: the cost is the same however much is stored."""


class Fault(StrEnum):
    """What is wrong with a rung. All but STUCK, OVERDUE and DEAD cannot be unless something was lost."""

    ORPHAN = "orphan"  # a row that hangs on a subject which is not there, or is something else
    OVERDUE = "overdue"  # due, and not fired
    UNASKED = "unasked"  # fired, nobody was asked, nor does it say that nobody was there, or why nobody was to be
    UNSENT = "unsent"  # somebody was asked, and there is no message for it
    TWICE = "twice"  # the same ping went out twice
    STUCK = "stuck"  # the message waits too long
    UNEXPLAINED = "unexplained"  # dropped without a reason
    NOBODY_NEXT = "nobody_next"  # out of reach, and neither was the next one asked nor the group told
    UNTOLD = "untold"  # said to many and not to all, or whoever said yes to a call does not hear that it is off
    DEAD = "dead"  # given up; the reason stands in the ledger


@frozen
class Finding:
    """A rung that went wrong, or an orphan, by its table. Numbers only: nothing that people wrote."""

    fault: Fault
    kind: str
    rung: int
    due_at: datetime
    issue_id: int | None
    issue_number: int | None


@frozen
class Audit:
    """What an audit found. `counts` has every fault, `findings` the first of each."""

    at: datetime
    since: datetime
    rungs: int
    counts: dict[Fault, int]
    findings: list[Finding]
    unreached: int = 0
    """Rungs that reached nobody of those who were asked: nothing is lost, and nobody knows."""

    @property
    def clean(self) -> bool:
        """Whether everything that was due went out or says why not."""
        return not any(self.counts.values())


async def audit(database: Store, now: datetime, since: datetime) -> Audit:
    """Look at the rungs that were due since then."""

    values = {"now": now, "since": since, "overdue": now - OVERDUE_AFTER, "stuck": now - STUCK_AFTER}

    def ask(connection: Connection) -> Audit:
        findings = [Finding(Fault(row.fault), *row[1:]) for row in connection.execute(_first_of_all(), values)]
        counts = dict.fromkeys(Fault, 0) | Counter(one.fault for one in findings)
        for fault in [one for one, count in counts.items() if count == LISTED]:
            every = select(func.count()).select_from(_questions()[fault].subquery())
            counts[fault] = int(connection.execute(every, values).scalar_one())
        rungs, unreached = connection.execute(_rungs_and_unreached(), values).one()
        return Audit(now, since, rungs, counts, findings, unreached)

    return await database.read(ask)


# The statements are put together once, at the first audit: that takes longer than to answer them.


@cache
def _rungs_and_unreached() -> Select[int, int]:
    """How many rungs fired since then, and how many of them reached nobody, then or by asking further."""
    rungs = select(func.count()).select_from(deadlines).where(*FIRED_SINCE)
    reached = exists().where(
        pings.c.issue_id == deadlines.c.subject_id,
        pings.c.round == deadlines.c.round,
        pings.c.asked_at >= deadlines.c.due_at,
        or_(pings.c.answer.is_(None), pings.c.answer != PingAnswer.UNREACHABLE),
    )
    return select(rungs.scalar_subquery(), rungs.where(not_(reached)).scalar_subquery())


Question = Select[tuple[str, int, datetime, int | None, int | None]]


def _orphans() -> Question:
    """The latest rows whose subject is missing, is of another kind, or has no row of its own."""
    owns = {
        SubjectKind.ISSUE: issues,
        SubjectKind.REPORT: tables.reports,
        SubjectKind.DRAFT: tables.drafts,
        SubjectKind.AREA: tables.areas,
        SubjectKind.WHISTLE: tables.whistles,
        SubjectKind.BROADCAST: tables.broadcasts,
        SubjectKind.EMERGENCY: tables.emergencies,
        SubjectKind.MEDIATION: tables.mediations,
        SubjectKind.CALL: tables.calls,
        SubjectKind.ABSENCE: tables.absences,
    }
    found = []
    for table, at in (
        (deadlines, deadlines.c.due_at),
        (entries, entries.c.at),
        (outbox, outbox.c.due_at),
        (tables.attachments, NOW),
        (tables.utterances, tables.utterances.c.at),
        (tables.questions, tables.questions.c.asked_at),
    ):
        latest = select(table.c.id).order_by(table.c.id.desc()).limit(LOOKED_AT).subquery()
        is_there = exists().where(
            tables.subjects.c.id == table.c.subject_id, tables.subjects.c.kind == table.c.subject_kind
        )
        without = [
            and_(table.c.subject_kind == kind, not_(exists().where(own.c.id == table.c.subject_id)))
            for kind, own in owns.items()
        ]
        found.append(
            select(
                literal(table.name).label("kind"),
                literal(0).label("rung"),
                at.label("due_at"),
                table.c.subject_id.label("id"),
                cast(null(), Integer).label("number"),
            ).where(table.c.id.in_(select(latest.c.id)), table.c.subject_id.is_not(None), or_(not_(is_there), *without))
        )
    every = union_all(*found).subquery()
    return select(every.c.kind, every.c.rung, every.c.due_at, every.c.id, every.c.number)


@cache
def _first_of_all() -> CompoundSelect[str, str, int, datetime, int | None, int | None]:
    """The first findings of every fault."""
    found = [(fault, question.limit(LISTED).subquery()) for fault, question in _questions().items()]
    return union_all(*(select(literal(str(fault)).label("fault"), *first.c) for fault, first in found))


@cache
def _questions() -> dict[Fault, Question]:
    """What each fault is found by."""
    columns = (deadlines.c.kind, deadlines.c.rung, deadlines.c.due_at, issues.c.id, tables.NUMBER)
    of_issue = deadlines.outerjoin(issues, deadlines.c.subject_id == issues.c.id)
    overdue = select(*columns).select_from(of_issue).where(PENDING, deadlines.c.due_at <= OVERDUE)

    rungs = select(*columns).select_from(of_issue).where(*FIRED_SINCE)
    asked = and_(
        pings.c.issue_id == deadlines.c.subject_id,
        pings.c.round == deadlines.c.round,
        pings.c.rung == deadlines.c.rung,
        pings.c.asked_at >= deadlines.c.due_at,
    )
    tried_out = exists().where(
        entries.c.subject_id == issues.c.id,
        entries.c.action.in_((WOULD_RING, HOLDER_ASKED, REMAINS_ASKED)),
        entries.c.at == deadlines.c.due_at,
    )
    unasked = rungs.where(
        not_(exists().where(asked)), not_(_nobody_was_there(deadlines.c.due_at)), not_(tried_out), not_(_put_off())
    )

    of_ping = of_issue.join(pings, asked)
    message = and_(
        outbox.c.subject_id == pings.c.issue_id, outbox.c.ping_id == pings.c.id, outbox.c.kind == str(Kind.PING)
    )
    with_ping = select(*columns).select_from(of_ping).where(*FIRED_SINCE)
    messages = select(func.count()).select_from(outbox).where(message).correlate(pings).scalar_subquery()
    with_message = select(*columns).select_from(of_ping.join(outbox, message)).where(*FIRED_SINCE)
    next_asked = exists().where(
        other.c.issue_id == pings.c.issue_id,
        other.c.round == pings.c.round,
        other.c.id != pings.c.id,
        or_(other.c.rung == pings.c.rung, other.c.asked_at >= pings.c.answered_at),
    )
    nobody_next = with_message.where(
        outbox.c.state == "unreachable",
        or_(
            pings.c.answer.is_(None),
            and_(
                pings.c.answer == PingAnswer.UNREACHABLE,
                issues.c.state.in_(OPEN),
                not_(next_asked),
                not_(_nobody_was_there(pings.c.answered_at)),
            ),
        ),
    )
    stuck = with_message.where(outbox.c.state == "pending", outbox.c.committed_at <= STUCK)
    return {
        Fault.ORPHAN: _orphans(),
        Fault.OVERDUE: overdue.order_by(deadlines.c.due_at),
        Fault.UNASKED: unasked.order_by(deadlines.c.ended_at),
        Fault.UNSENT: with_ping.where(messages == 0),
        Fault.TWICE: with_ping.where(messages > 1),
        Fault.STUCK: stuck,
        Fault.UNEXPLAINED: with_message.where(outbox.c.state == "dropped", outbox.c.error.is_(None)),
        Fault.NOBODY_NEXT: nobody_next,
        Fault.UNTOLD: _untold(),
        Fault.DEAD: with_message.where(outbox.c.state == "dead"),
    }


def _untold() -> Question:
    """What is said to many has its place behind all of them, or a deadline that goes on with it; whoever said yes to a
    call that was called off has a message since."""
    said, calls, answers = tables.broadcasts, tables.calls, tables.call_answers
    goes_on = exists().where(
        deadlines.c.subject_id == said.c.id, deadlines.c.kind == DeadlineKind.SPREAD, deadlines.c.state == "pending"
    )
    unspread = select(
        said.c.kind.label("kind"),
        literal(0).label("rung"),
        said.c.at.label("due_at"),
        cast(null(), Integer).label("id"),
        cast(null(), Integer).label("number"),
    ).where(said.c.at >= SINCE, said.c.spread_at.is_(None), not_(goes_on))
    hears = exists().where(
        outbox.c.subject_id == calls.c.id,
        outbox.c.person_id == answers.c.person_id,
        outbox.c.kind == str(Kind.CALL_TEAM),
        outbox.c.due_at >= calls.c.ended_at,
    )
    called_off = (
        select(calls.c.kind, literal(0), calls.c.ended_at, issues.c.id, tables.NUMBER)
        .select_from(calls.join(answers, answers.c.call_id == calls.c.id).join(issues, issues.c.id == calls.c.issue_id))
        .where(calls.c.ended_at >= SINCE, calls.c.state == Calling.CANCELLED, answers.c.comes, not_(hears))
    )
    every = union_all(unspread, called_off).subquery()
    return select(every.c.kind, every.c.rung, every.c.due_at, every.c.id, every.c.number)


def _put_off() -> ColumnElement[bool]:
    """A meeting had put the issue off: until its day its rungs pass in silence."""
    return and_(
        exists().where(
            entries.c.subject_id == deadlines.c.subject_id,
            entries.c.action == Action.PUT_OFF,
            entries.c.at <= deadlines.c.due_at,
        ),
        exists().where(
            until.c.subject_id == deadlines.c.subject_id,
            until.c.kind == DeadlineKind.PUT_OFF_END,
            until.c.due_at >= deadlines.c.due_at,
            or_(until.c.ended_at.is_(None), until.c.ended_at >= deadlines.c.due_at),
        ),
    )


def _nobody_was_there(at: ColumnElement[datetime]) -> ColumnElement[bool]:
    """It says so: by a mention in the group at that moment; without a group by the mark on the board, until somebody
    acts."""
    mentions = exists().where(mention.c.subject_id == issues.c.id, mention.c.kind == str(Kind.GROUP_UNANSWERED))
    acted = exists().where(entries.c.subject_id == issues.c.id, entries.c.person_id.is_not(None), entries.c.at >= at)
    return or_(mentions.where(mention.c.due_at == at), and_(not_(mentions), or_(issues.c.unanswered, acted)))
