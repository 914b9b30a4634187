"""The auditor's questions: every rung that was due has a delivery, or a recorded reason why there is none.

Each question finds what must not be, in one statement, so that an audit of a day costs little however much is stored.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, not_, or_, select, text

from casework.messages import Kind
from casework.model import DeadlineKind, PingAnswer
from casework.transitions import OPEN
from storage import tables
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
other, mention = pings.alias("other"), outbox.alias("mention")


class Fault(StrEnum):
    """What is wrong with a rung. All but STUCK, OVERDUE and DEAD cannot be unless something was lost."""

    OVERDUE = "overdue"  # due, and not fired
    UNASKED = "unasked"  # fired, and nobody was asked, nor does it say that nobody was there
    UNSENT = "unsent"  # somebody was asked, and there is no message for it
    TWICE = "twice"  # the same ping went out twice
    STUCK = "stuck"  # the message waits too long
    UNEXPLAINED = "unexplained"  # dropped without a reason
    NOBODY_NEXT = "nobody_next"  # out of reach, and neither was the next one asked nor the group told
    DEAD = "dead"  # given up; the reason stands in the ledger


@dataclass(frozen=True, slots=True)
class Finding:
    """A rung that went wrong. Numbers only: nothing that people wrote."""

    fault: Fault
    kind: DeadlineKind
    rung: int
    due_at: datetime
    issue_id: int | None
    issue_number: int | None


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. `counts` has every fault, `findings` the first of each."""

    at: datetime
    since: datetime
    rungs: int
    counts: dict[Fault, int]
    findings: list[Finding]

    @property
    def clean(self) -> bool:
        """Whether everything that was due went out or says why not."""
        return not any(self.counts.values())


async def audit(database: Store, now: datetime, since: datetime) -> Audit:
    """Look at the rungs that were due since then."""

    def ask(connection: Connection) -> Audit:
        counts: dict[Fault, int] = {}
        findings: list[Finding] = []
        for fault, question in _questions(now, since):
            rows = connection.execute(question.limit(LISTED)).all()
            findings += [Finding(fault, row.kind, row.rung, row.due_at, row.id, row.number) for row in rows]
            counts[fault] = len(rows)
            if len(rows) == LISTED:
                counts[fault] = int(
                    connection.execute(select(func.count()).select_from(question.subquery())).scalar_one()
                )
        fired = select(func.count()).select_from(deadlines).where(FIRED, deadlines.c.ended_at >= since)
        return Audit(now, since, int(connection.execute(fired).scalar_one()), counts, findings)

    return await database.read(ask)


Question = Select[tuple[DeadlineKind, int, datetime, int | None, int | None]]


def _questions(now: datetime, since: datetime) -> list[tuple[Fault, Question]]:
    columns = (deadlines.c.kind, deadlines.c.rung, deadlines.c.due_at, issues.c.id, tables.NUMBER)
    of_issue = deadlines.outerjoin(issues, deadlines.c.subject_id == issues.c.id)
    overdue = select(*columns).select_from(of_issue).where(PENDING, deadlines.c.due_at <= now - OVERDUE_AFTER)

    rungs = select(*columns).select_from(of_issue).where(FIRED, deadlines.c.ended_at >= since)
    asked = and_(
        pings.c.issue_id == deadlines.c.subject_id,
        pings.c.round == deadlines.c.round,
        pings.c.rung == deadlines.c.rung,
        pings.c.asked_at >= deadlines.c.due_at,
    )
    unasked = rungs.where(not_(exists().where(asked)), not_(_nobody_was_there(deadlines.c.due_at)))

    of_ping = of_issue.join(pings, asked)
    message = and_(
        outbox.c.subject_id == pings.c.issue_id, outbox.c.ping_id == pings.c.id, outbox.c.kind == str(Kind.PING)
    )
    with_ping = select(*columns).select_from(of_ping).where(FIRED, deadlines.c.ended_at >= since)
    messages = select(func.count()).select_from(outbox).where(message).correlate(pings).scalar_subquery()
    with_message = (
        select(*columns).select_from(of_ping.join(outbox, message)).where(FIRED, deadlines.c.ended_at >= since)
    )
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
    stuck = with_message.where(outbox.c.state == "pending", outbox.c.committed_at <= now - STUCK_AFTER)
    return [
        (Fault.OVERDUE, overdue.order_by(deadlines.c.due_at)),
        (Fault.UNASKED, unasked.order_by(deadlines.c.ended_at)),
        (Fault.UNSENT, with_ping.where(messages == 0)),
        (Fault.TWICE, with_ping.where(messages > 1)),
        (Fault.STUCK, stuck),
        (Fault.UNEXPLAINED, with_message.where(outbox.c.state == "dropped", outbox.c.error.is_(None))),
        (Fault.NOBODY_NEXT, nobody_next),
        (Fault.DEAD, with_message.where(outbox.c.state == "dead")),
    ]


def _nobody_was_there(at: ColumnElement[datetime]) -> ColumnElement[bool]:
    """It says so: by a mention in the group at that moment; without a group by the mark on the board, until somebody
    acts."""
    mentions = exists().where(mention.c.subject_id == issues.c.id, mention.c.kind == str(Kind.GROUP_UNANSWERED))
    acted = exists().where(entries.c.subject_id == issues.c.id, entries.c.person_id.is_not(None), entries.c.at >= at)
    return or_(mentions.where(mention.c.due_at == at), and_(not_(mentions), or_(issues.c.unanswered, acted)))
