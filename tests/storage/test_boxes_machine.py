"""Inbox and outbox as state machines: in whatever order things happen and processes die, nothing is lost or doubled."""

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete, text

from casework.data import Newer
from casework.model.conversation import Message
from casework.settings import Settings
from storage import tables
from storage.claims import ClaimedInbox, LeasedOutbox
from storage.database import Database
from storage.errors import StaleError
from storage.replicas import SENDER, Replica
from storage.rows import InboxRow, OutboxRow
from storage.work import SqlWork
from tests.casework.neighbourhood import TEN
from tests.examples import many

T = TypeVar("T")
SECOND = timedelta(seconds=1)
TWO = st.integers(0, 1)
QUICK = settings(
    max_examples=many(25), stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


class Machine(RuleBasedStateMachine):
    """Two replicas on one database, which begins empty."""

    database: ClassVar[Database]
    loop: ClassVar[asyncio.AbstractEventLoop]

    def __init__(self) -> None:
        super().__init__()
        for table in (tables.inbox, tables.outbox, tables.leases):
            self.do(self.database.write(lambda connection, t=table: connection.execute(delete(t)).close()))  # type: ignore[misc]
        self.replicas = [self.born(), self.born()]

    def do(self, doing: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(doing)

    def born(self) -> Replica:
        replica = Replica(self.database, [SENDER])
        self.do(replica.beat())
        return replica

    def work(self) -> SqlWork:
        return self.database.work(Settings())

    @rule(who=TWO)
    def beat(self, who: int) -> None:
        """It says that it lives, and takes what is free."""
        self.do(self.replicas[who].beat())

    @rule(who=TWO)
    def die(self, who: int) -> None:
        """Killed; its time is over, and another process takes its place."""
        gone = self.replicas[who].owner
        statement = delete(tables.leases).where(tables.leases.c.owner == gone)
        self.do(self.database.write(lambda connection: connection.execute(statement).close()))
        self.forget(who)
        self.replicas[who] = self.born()

    @rule(who=TWO)
    def hang(self, who: int) -> None:
        """It is silent for so long that the other takes it for dead, and then goes on with what it has in hand."""
        statement = delete(tables.leases).where(tables.leases.c.owner == self.replicas[who].owner)
        self.do(self.database.write(lambda connection: connection.execute(statement).close()))
        self.replicas[who]._until = {}
        self.do(self.replicas[1 - who].beat())

    def forget(self, who: int) -> None:
        """What the process had in hand is gone with it."""


class InboxMachine(Machine):
    """Each update causes one message. The messenger keeps what was not confirmed."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = 0
        self.confirmed = 0
        self.hands: list[list[InboxRow]] = [[], []]

    def inbox(self, who: int) -> ClaimedInbox:
        return ClaimedInbox(self.database, self.replicas[who])

    @rule(number=st.integers(1, 5))
    def people_write(self, number: int) -> None:
        """In one of three chats each."""
        self.sent += number

    @rule(who=TWO, dies=st.sampled_from(["", "before", "after"]))
    def fetch(self, who: int, dies: str) -> None:
        """Everything that is unconfirmed; confirmed only after the commit."""
        held = [
            {"update_id": number, "message": {"chat": {"id": number % 3}}}
            for number in range(self.confirmed + 1, self.sent + 1)
        ]
        if dies != "before":
            self.do(self.inbox(who).take_in(held, "polling", TEN))
            if not dies:
                self.confirmed = self.sent
        if dies:
            self.die(who)

    @rule(who=TWO)
    def look(self, who: int) -> None:
        """Claims what waits."""
        self.hands[who] = self.do(self.inbox(who).waiting(4))

    @precondition(lambda self: any(self.hands))
    @rule(who=TWO, ends=st.sampled_from(["", "", "fails", "fails for good", "dies before", "dies after"]))
    def handle(self, who: int, ends: str) -> None:
        """The first in hand; all of them if nothing goes wrong."""
        who = who if self.hands[who] else 1 - who
        row = self.hands[who].pop(0)
        if ends.startswith("fails"):
            self.do(self.inbox(who).failed(row.id, "boom", TEN, put_aside=ends != "fails"))
        elif ends != "dies before":
            work = self.work()
            work.add(
                Message(id=work.new_id(), kind="card", due_at=TEN, priority=3, data=Newer(values={"of": row.update_id}))
            )
            work.inbox_done(row.id)
            try:
                self.do(work.commit())
            except StaleError:
                assert not self.do(self.inbox(who).is_waiting(row.id))
        if ends.startswith("dies"):
            self.die(who)
        elif not ends and self.hands[who]:
            self.handle(who, "")

    @rule(who=TWO)
    def hang_with_work(self, who: int) -> None:
        """Then both have the same in hand, and both go on."""
        self.look(who)
        self.hang(who)
        self.look(1 - who)
        while any(self.hands):
            self.handle(who, "")

    @rule(who=TWO)
    def a_person_retries(self, who: int) -> None:
        """`weilinli kept --retry`"""
        for row in self.do(self.inbox(who).put_aside_rows()):
            assert self.do(self.inbox(who).retry(row.id))

    def forget(self, who: int) -> None:
        self.hands[who] = []

    def teardown(self) -> None:
        """At the end all is well for long enough: each update has caused exactly one message."""
        while any(self.hands):
            self.handle(0, "")
        self.fetch(0, "")
        self.a_person_retries(0)
        for who in (0, 1):
            self.do(self.replicas[who].beat())
            self.look(who)
            while self.hands[who]:
                self.handle(who, "")
                self.look(who)
        found = self.do(
            self.database.read(lambda connection: connection.execute(tables.outbox.select()).mappings().all())
        )
        assert sorted(row["data"]["of"] for row in found) == list(range(1, self.sent + 1))


class OutboxMachine(Machine):
    """A phone that shows what was sent. Only who holds the lease sends."""

    def __init__(self) -> None:
        super().__init__()
        self.now = TEN
        self.keys: dict[int, str | None] = {}
        self.phone: Counter[int] = Counter()
        self.lost: Counter[int] = Counter()
        self.ended: set[int] = set()

    @rule(key=st.sampled_from([None, None, "a", "b"]))
    def commit(self, key: str | None) -> None:
        """A message; of one key only the newest waits."""
        work = self.work()
        row = Message(id=work.new_id(), kind="card", due_at=self.now, priority=3, key=key)
        work.add(row)
        self.do(work.commit())
        self.keys[row.id] = key

    @rule()
    def time_passes(self) -> None:
        self.now += 5 * SECOND

    @rule(
        who=TWO,
        ends=st.sampled_from(["sent", "sent", "dies before", "reply lost", "retry", "dead", "unreachable", "replaced"]),
    )
    def send(self, who: int, ends: str) -> None:
        """The first that may go."""
        replica = self.replicas[who]
        ready = self.do(LeasedOutbox(self.database, replica).ready(self.now, 1))
        assert replica.holds(SENDER) or not ready
        for row in ready:
            self.deliver(row, who, ends)

    def deliver(self, row: OutboxRow, who: int, ends: str) -> None:
        work = self.work()
        if ends in ("sent", "reply lost", "replaced"):
            self.phone[row.id] += 1
        if ends == "replaced" and row.key is not None:
            self.commit(row.key)  # while it was under way
        match ends:
            case "sent" | "replaced":
                work.outbox_sent(row.id, "tg:1", [1], self.now)
            case "retry":
                work.outbox_retry(row.id, self.now + 3 * SECOND, "5xx")
            case "dead":
                work.outbox_dead(row.id, "refused", self.now)
            case "unreachable":
                work.outbox_unreachable(row.id, "blocked", self.now)
                self.ended.add(row.id)
            case _:  # it died: nothing is recorded
                self.lost[row.id] += ends == "reply lost"
                self.die(who)
                return
        self.do(work.commit())

    @rule()
    def a_person_retries(self) -> None:
        """`weilinli ledger retry`"""
        self.do(LeasedOutbox(self.database, self.replicas[0]).revive_all())

    def teardown(self) -> None:
        """At the end all is well for long enough."""
        self.a_person_retries()
        self.now += 60 * SECOND
        for who in (0, 1):
            self.do(self.replicas[who].beat())
        who = next(who for who in (0, 1) if self.replicas[who].holds(SENDER))
        while self.do(LeasedOutbox(self.database, self.replicas[who]).ready(self.now, 1)):
            self.send(who, "sent")
        replaced = text("SELECT id FROM outbox WHERE error = 'replaced' OR state = 'dead'")
        left = set(self.do(self.database.read(lambda connection: connection.execute(replaced).scalars().all())))
        for row_id, key in self.keys.items():
            newest = max(other for other, its in self.keys.items() if its == key) if key else row_id
            assert self.phone[row_id] <= 1 + self.lost[row_id], "sent twice, and no reply was lost"
            if row_id not in self.ended and not (row_id in left and newest > row_id):
                assert self.phone[row_id] >= 1, "never sent"


@pytest.fixture(autouse=True)
def machine_room(empty_database: Path) -> Iterator[None]:
    """One database for all runs, where no disk is waited for."""
    fast = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=fast) as folder:
        path = shutil.copy(empty_database, Path(folder) / "boxes.db")
        Machine.loop = asyncio.new_event_loop()
        Machine.database = Machine.loop.run_until_complete(Database.open(f"sqlite:///{path}"))
        yield
        Machine.loop.run_until_complete(Machine.database.close())
        Machine.loop.close()


def test_no_update_is_lost_or_handled_twice() -> None:
    """Fetched, claimed, failed, put aside, retried, killed at any point: each update has its one effect."""
    run_state_machine_as_test(InboxMachine, settings=QUICK)


def test_no_message_is_lost_or_sent_twice() -> None:
    """Sent, refused, replaced, revived, killed at any point: once on the phone, more only where the reply was lost."""
    run_state_machine_as_test(OutboxMachine, settings=QUICK)
