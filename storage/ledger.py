"""The delivery ledger: when each message was due, committed and sent, and what stands between. No texts, no names."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Table, TextClause, func, select, text

from casework.frozen import frozen
from casework.messages import Priority
from storage import tables
from storage.store import Store

outbox, inbox, issues = tables.outbox, tables.inbox, tables.issues
PENDING = text(f"outbox.{tables.IS_PENDING} AND {tables.IS_KNOWN_MESSAGE}")
UNKNOWN = {
    "deadlines": text(f"deadlines.{tables.IS_PENDING} AND NOT {tables.IS_KNOWN_DEADLINE}"),
    "outbox": text(f"outbox.{tables.IS_PENDING} AND NOT {tables.IS_KNOWN_MESSAGE}"),
}
"""What waits for a newer version."""
WAITING = text(f"inbox.{tables.IS_WAITING}")
ASIDE = text("inbox.state = 'aside'")
FAILED = text("outbox.state IN ('dead', 'unreachable')")
MEASURED = 5000
"""The latest messages, of which the metrics' quantiles tell: a look at them costs the same however much is stored."""

CLASSES = {
    Priority.URGENT: "urgent",
    Priority.EMERGENCY: "emergency",
    Priority.PING: "ping",
    Priority.RESIDENT: "resident",
    Priority.CARD: "card",
    Priority.NOTICE: "notice",
}


def class_of(priority: int) -> str:
    """The name of a priority."""
    return CLASSES.get(priority, str(priority))


@frozen
class Delivery:
    """One message. `latency` counts from when it was due, `wait` from when it was committed."""

    kind: str
    priority: int
    issue_number: int | None
    due_at: datetime
    committed_at: datetime
    sent_at: datetime | None
    attempts: int
    state: str
    error: str | None

    @property
    def class_name(self) -> str:
        """The name of its priority."""
        return class_of(self.priority)

    @property
    def latency(self) -> timedelta | None:
        """From due to sent; None when it was not sent."""
        return self.sent_at - self.due_at if self.state == "sent" and self.sent_at is not None else None

    @property
    def wait(self) -> timedelta | None:
        """From committed to sent; None when it was not sent."""
        return self.sent_at - self.committed_at if self.state == "sent" and self.sent_at is not None else None


@frozen
class Summary:
    """Of one class of messages: how many, in which states, and how late. Times in seconds, None with nothing sent."""

    name: str
    count: int
    states: dict[str, int]
    retried: int
    p50: float | None
    p99: float | None
    wait_p50: float | None
    wait_p99: float | None


@frozen
class Waiting:
    """What waits or failed right now. `oldest`: by class, when the oldest waiting message was due. `unknown`: by table,
    what is of a kind that only a newer version knows, and waits for it.
    """

    updates: int
    aside: int
    pending: dict[str, int]
    oldest: dict[str, datetime]
    failed: dict[str, int]
    unknown: dict[str, int]


class Ledger:
    """Questions to the ledger."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def deliveries(self, *, since: datetime | None = None, limit: int = MEASURED) -> list[Delivery]:
        """The latest messages, oldest first; those due before `since` are left out."""
        asked = (
            select(
                outbox.c.kind,
                outbox.c.priority,
                tables.NUMBER,
                outbox.c.due_at,
                outbox.c.committed_at,
                outbox.c.sent_at,
                outbox.c.attempts,
                outbox.c.state,
                outbox.c.error,
            )
            .select_from(outbox.outerjoin(issues, outbox.c.subject_id == issues.c.id))
            .order_by(outbox.c.id.desc())
            .limit(limit)
        )
        if since is not None:
            asked = asked.where(outbox.c.due_at >= since)
        rows = await self._database.read(lambda connection: connection.execute(asked).all())
        return [Delivery(*row) for row in reversed(rows)]

    async def standing(self) -> dict[tuple[str, str, str], int]:
        """How many matters are not over, by state, tier and urgency."""
        by = (issues.c.state, issues.c.tier, issues.c.urgency)
        asked = select(*by, func.count()).where(text(tables.IS_STANDING)).group_by(*by)

        def ask(connection: Connection) -> dict[tuple[str, str, str], int]:
            return {(str(one), str(tier), str(urgency)): n for one, tier, urgency, n in connection.execute(asked)}

        return await self._database.read(ask)

    async def waiting(self) -> Waiting:
        """What waits or failed right now."""

        def ask(connection: Connection) -> Waiting:
            def count(table: Table, condition: TextClause) -> int:
                return int(connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())

            pending = connection.execute(
                select(outbox.c.priority, func.count(), func.min(outbox.c.due_at))
                .where(PENDING)
                .group_by(outbox.c.priority)
            ).all()
            failed = select(outbox.c.state, func.count()).where(FAILED).group_by(outbox.c.state)
            return Waiting(
                updates=count(inbox, WAITING),
                aside=count(inbox, ASIDE),
                pending={class_of(priority): int(number) for priority, number, _ in pending},
                oldest={class_of(priority): oldest for priority, _, oldest in pending},
                failed={state: int(number) for state, number in connection.execute(failed)},
                unknown={name: count(tables.metadata.tables[name], of) for name, of in UNKNOWN.items()},
            )

        return await self._database.read(ask)


def summarise(deliveries: Sequence[Delivery]) -> list[Summary]:
    """One summary for each class that occurs, most urgent first."""
    by_class: dict[int, list[Delivery]] = {}
    for one in deliveries:
        by_class.setdefault(one.priority, []).append(one)
    return [_summary(class_of(priority), by_class[priority]) for priority in sorted(by_class)]


def _summary(name: str, deliveries: list[Delivery]) -> Summary:
    states: dict[str, int] = {}
    for one in deliveries:
        states[one.state] = states.get(one.state, 0) + 1
    latencies = sorted(one.latency.total_seconds() for one in deliveries if one.latency is not None)
    waits = sorted(one.wait.total_seconds() for one in deliveries if one.wait is not None)
    return Summary(
        name=name,
        count=len(deliveries),
        states=states,
        retried=sum(one.attempts > 1 for one in deliveries),
        p50=quantile(latencies, 0.5),
        p99=quantile(latencies, 0.99),
        wait_p50=quantile(waits, 0.5),
        wait_p99=quantile(waits, 0.99),
    )


def quantile(ascending: Sequence[float], share: float) -> float | None:
    """The least value that at least this share does not exceed (nearest rank); None of nothing."""
    if not ascending:
        return None
    rank = -int(-share * len(ascending) // 1)  # rounded up
    return ascending[max(0, min(len(ascending), rank) - 1)]
