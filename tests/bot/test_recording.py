"""What became of messages is committed together; nothing is lost, and nobody suffers from another's failure."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest

from bot.outgoing import recording
from bot.outgoing.limiter import Limiter
from bot.outgoing.recording import Recording
from bot.running.clock import SystemClock
from casework.issue import telling
from casework.messages import Kind, Priority
from casework.model.conversation import Message
from casework.ports import Work
from storage.database import Database
from storage.errors import DatabaseUnavailable, StaleError
from storage.work import OutboxRow
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.conftest import database, emptied, postgres_template, server, town, url
from tests.storage.town import Town

__all__ = ["database", "emptied", "postgres_template", "server", "town", "url"]  # fixtures

ADDRESS = "tg:100"


class Writes:
    """The database's transactions, counted; `fails` is raised by the first ones, `held` until it is set."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.fails: list[Exception] = []
        self.begun = asyncio.Event()
        self.held = asyncio.Event()
        self.held.set()
        self._write = database.write
        monkeypatch.setattr(database, "write", self._counted)

    async def _counted(self, do: Callable[..., Any], *, durable: bool = True) -> Any:
        self.count += 1
        self.begun.set()
        await self.held.wait()
        if self.fails:
            raise self.fails.pop(0)
        return await self._write(do, durable=durable)


@pytest.fixture
def writes(database: Database, monkeypatch: pytest.MonkeyPatch) -> Writes:
    monkeypatch.setattr(recording, "LINGER_SECONDS", 60)
    monkeypatch.setattr("bot.running.patience.FIRST_SECONDS", 0)
    return Writes(database, monkeypatch)


def recorder(town: Town, under_way: int) -> Recording:
    return Recording(town.database, town.settings, SystemClock(), Limiter(), lambda: under_way, lambda: False)


async def messages(town: Town, *kinds: Kind) -> list[OutboxRow]:
    """One of each kind to the resident, each about an issue of its own."""
    found = []
    for kind in kinds:
        issue = await town.report()
        work = town.work()
        row = Message(
            id=work.new_id(),
            kind=kind,
            due_at=TEN,
            priority=Priority.RESIDENT,
            person_id=PEOPLE["resident"],
            subject=issue.subject,
        )
        work.add(row)
        await work.commit()
        read = await work.outbox_row(row.id)
        assert read is not None
        found.append(read)
    return found


async def states(town: Town, rows: list[OutboxRow]) -> list[tuple[str, int | None]]:
    read = [await town.work().outbox_row(row.id) for row in rows]
    return [(one.state, one.message_id) for one in read if one is not None]


async def test_what_ends_together_is_one_commit(town: Town, writes: Writes) -> None:
    """As many messages as are under way: sent, overtaken, or put off."""
    rows = await messages(town, Kind.RECEIPT, Kind.PLAN, Kind.ACCEPTED)
    one, writes.count = recorder(town, 3), 0
    await asyncio.gather(one.sent(rows[:1], ADDRESS, [1]), one.sent(rows[1:2], ADDRESS, [2]), one.dropped(rows[2:]))
    assert writes.count == 1
    assert await states(town, rows) == [("sent", 1), ("sent", 2), ("dropped", None)]
    assert (await town.work().issue(rows[1].issue_id or 0)).now.replied_at is not None


async def test_what_ends_during_a_commit_is_in_the_next(town: Town, writes: Writes) -> None:
    """The first does not wait for those that nobody counts; the others wait for its commit only."""
    rows = await messages(town, *[Kind.RECEIPT] * 4)
    one, writes.count = recorder(town, 1), 0
    writes.begun.clear()
    writes.held.clear()
    first = asyncio.create_task(one.sent(rows[:1], ADDRESS, [1]))
    await writes.begun.wait()
    more = [asyncio.create_task(one.sent([row], ADDRESS, [2])) for row in rows[1:]]
    await asyncio.sleep(0)
    assert not first.done()
    writes.held.set()
    await asyncio.gather(first, *more)
    assert writes.count == 2
    assert await states(town, rows) == [("sent", 1)] + [("sent", 2)] * 3


async def test_a_slow_message_is_not_waited_for_long(
    town: Town,
    writes: Writes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is still under way after some milliseconds gets a commit of its own."""
    monkeypatch.setattr(recording, "LINGER_SECONDS", 0)
    rows = await messages(town, Kind.RECEIPT)
    await recorder(town, 2).sent(rows, ADDRESS, [1])
    assert await states(town, rows) == [("sent", 1)]


async def test_one_that_counts_for_nothing_undoes_no_other(
    town: Town,
    writes: Writes,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A rule that fails is logged; every message stays sent, and the others mean what they mean."""
    monkeypatch.setattr(recording, "LINGER_SECONDS", 0)
    rows = await messages(town, Kind.PLAN, Kind.PLAN, Kind.PLAN)
    delivered = telling.delivered

    async def fails(command: telling.Delivered, work: Work) -> None:
        await delivered(command, work)
        if command.issue_id == rows[1].issue_id:
            raise ValueError("a mistake")

    monkeypatch.setattr(telling, "delivered", fails)
    one = recorder(town, 3)
    with caplog.at_level(logging.ERROR):
        await asyncio.gather(*(one.sent([row], ADDRESS, [n]) for n, row in enumerate(rows)))
    assert "counts for nothing" in caplog.text
    assert await states(town, rows) == [("sent", 0), ("sent", 1), ("sent", 2)]
    replied = [(await town.work().issue(row.issue_id or 0)).now.replied_at is not None for row in rows]
    assert replied == [True, False, True]


@pytest.mark.parametrize(
    "fails", [[DatabaseUnavailable("away")] * 3, [StaleError("faster")], [StaleError("faster")] * 4], ids=str
)
async def test_nothing_is_lost(town: Town, writes: Writes, fails: list[Exception]) -> None:
    """The database is away, or somebody else writes first, together and then each alone: again, until it is written."""
    rows = await messages(town, Kind.RECEIPT, Kind.PLAN)
    one, writes.fails = recorder(town, 2), list(fails)
    await asyncio.gather(*(one.sent([row], ADDRESS, [n]) for n, row in enumerate(rows)))
    assert await states(town, rows) == [("sent", 0), ("sent", 1)]
    assert (await town.work().issue(rows[1].issue_id or 0)).now.replied_at is not None
