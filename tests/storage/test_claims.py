"""Replicas share inbox and deadlines and repeat nothing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from casework.clock.falling_due import fire
from casework.model.deadlines import DeadlineState
from casework.settings import Settings
from storage.claims import ClaimedDeadlines, ClaimedInbox, LeasedOutbox
from storage.database import Database
from storage.errors import StaleError
from storage.inbox import Inbox
from storage.replicas import Replica
from tests.casework.neighbourhood import TEN
from tests.storage.test_replicas import fall_silent
from tests.storage.town import Town


class Two:
    """Two replicas that know each other."""

    def __init__(self, databases: list[Database]) -> None:
        self.databases = databases
        self.replicas = [Replica(one) for one in databases]
        sides = list(zip(databases, self.replicas, strict=True))
        self.claims = [ClaimedInbox(*side) for side in sides]
        self.deadlines = [ClaimedDeadlines(*side) for side in sides]
        self.outboxes = [LeasedOutbox(*side) for side in sides]

    async def beat(self) -> None:
        for replica in (*self.replicas, self.replicas[0]):
            await replica.beat()


@pytest.fixture
async def two(database: Database, url: str) -> AsyncIterator[Two]:
    other = await Database.open(url)
    made = Two([database, other])
    await made.beat()
    yield made
    await other.close()


def update(number: int, chat: int) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": str(number)}}


async def take_in(database: Database, *numbers_and_chats: tuple[int, int]) -> None:
    await Inbox(database).take_in([update(*one) for one in numbers_and_chats], "polling", TEN)


def numbers(rows: list[Any]) -> list[int]:
    return [row.update_id for row in rows]


async def done(database: Database, row: Any) -> None:
    work = database.work(Settings())
    work.inbox_done(row.id)
    await work.commit()


async def test_a_chat_belongs_to_one_replica(two: Two) -> None:
    """Who has the first update of a chat has all of them, also those that come while it works."""
    one, other = two.claims
    await take_in(two.databases[0], (1, 5), (2, 5), (3, 6))
    assert numbers(await one.waiting(1)) == [1]
    assert numbers(await other.waiting(10)) == [3]
    await take_in(two.databases[1], (4, 5), (5, 6), (6, 7))
    assert numbers(await other.waiting(10)) == [3, 5, 6]
    rows = await one.waiting(10)
    assert numbers(rows) == [1, 2, 4]
    await done(two.databases[0], rows[0])
    assert numbers(await other.waiting(10)) == [3, 5, 6]
    assert numbers(await one.waiting(10)) == [2, 4]


async def test_a_chat_is_free_again_when_nothing_of_it_is_left(two: Two) -> None:
    """The next message of a chat may be handled by the other one."""
    await take_in(two.databases[0], (1, 5))
    (row,) = await two.claims[0].waiting(10)
    await done(two.databases[0], row)
    await take_in(two.databases[0], (2, 5))
    assert numbers(await two.claims[1].waiting(10)) == [2]
    assert await two.claims[0].waiting(10) == []


async def test_what_a_dead_replica_had_is_taken_over(two: Two) -> None:
    """Chats and deadlines of a killed replica are free as soon as it counts as dead."""
    await take_in(two.databases[0], (1, 5), (2, 5))
    assert numbers(await two.claims[0].waiting(10)) == [1, 2]
    assert await two.claims[1].waiting(10) == []
    await fall_silent(two.databases[0], two.replicas[0])
    assert numbers(await two.claims[1].waiting(10)) == [1, 2]
    await two.replicas[1].beat()
    assert two.replicas[1].alone
    assert numbers(await two.claims[1].waiting(10)) == [1, 2]


async def test_both_at_once_get_nothing_twice(two: Two) -> None:
    """Claiming side by side, 40 chats of 3 updates are shared without one chat on both sides, each in its order."""
    chats = range(40)
    await take_in(two.databases[0], *((chat * 3 + number, chat) for number in range(3) for chat in chats))
    looks = await asyncio.gather(*(claims.waiting(9) for _ in range(20) for claims in two.claims))
    held: list[dict[str, list[int]]] = [{}, {}]
    for turn, rows in enumerate(looks):
        for row in rows:
            chat = held[turn % 2].setdefault(row.chat_key, [])
            if row.update_id not in chat:
                chat.append(row.update_id)
    assert not held[0].keys() & held[1].keys()
    assert all(chat == sorted(chat) for side in held for chat in side.values())


async def test_alone_nothing_is_written(database: Database) -> None:
    """One replica sees the whole inbox and claims nothing: sharing costs only those who share."""
    replica = Replica(database)
    await replica.beat()
    await take_in(database, (1, 5))
    assert numbers(await ClaimedInbox(database, replica).waiting(10)) == [1]
    count = text("SELECT count(*) FROM inbox WHERE claimed_by IS NOT NULL")
    assert await database.read(lambda connection: connection.execute(count).scalar()) == 0


async def test_due_deadlines_are_shared_and_fired_once(two: Two) -> None:
    """Two tickers side by side fire everything that is due, each issue once."""
    town = Town(two.databases[0])
    await town.furnish()
    for number in range(12):
        await town.report(f"楼道灯不亮 {number}", at=TEN + timedelta(seconds=number))
    now = TEN + timedelta(minutes=45)
    fired: list[set[int]] = [set(), set()]

    async def tick(side: int) -> None:
        while due := await two.deadlines[side].due(now, 3):
            await two.replicas[side].beat()  # on a slow machine the other one would be taken for dead
            work = two.databases[side].work(Settings())
            await fire(due[0], now, work)
            try:
                await work.commit()
            except StaleError:
                continue  # the other one had a later deadline of the same issue in hand
            fired[side].add(due[0].id)

    await asyncio.gather(tick(0), tick(1))
    assert not fired[0] & fired[1]
    assert fired[0] | fired[1]
    rows = await two.databases[0].read(
        lambda connection: connection.execute(
            text("SELECT issue_id, rung, count(*) FROM pings WHERE rung = 1 GROUP BY issue_id, rung, person_id")
        ).all()
    )
    assert len({row[0] for row in rows}) == 12
    assert {row[2] for row in rows} == {1}
    left = await two.deadlines[0].due(now, 100)
    assert [one for one in left if one.state is DeadlineState.PENDING] == []


async def test_a_claimed_deadline_is_not_offered_to_the_other(two: Two) -> None:
    """What one ticker has in hand the other does not see, until the first one is dead."""
    town = Town(two.databases[0])
    await town.furnish()
    await town.report()
    now = TEN + timedelta(minutes=6)
    mine = await two.deadlines[0].due(now, 10)
    assert mine
    assert await two.deadlines[1].due(now, 10) == []
    assert await two.deadlines[0].next_at() == mine[0].due_at
    later = await two.deadlines[1].next_at()
    assert later is not None
    assert later > now, "it would look for what it cannot have, for ever"
    assert await two.deadlines[0].due(now, 10) == mine
    await fall_silent(two.databases[0], two.replicas[0])
    assert await two.deadlines[1].due(now, 10) == mine


async def test_only_the_holder_of_the_lease_sends(two: Two) -> None:
    """What is in the outbox is seen by one; by the other as soon as the first is dead."""
    town = Town(two.databases[0])
    await town.furnish()
    await town.report()
    for replica in two.replicas:
        replica.wanted.add("sender")
    await two.beat()
    assert await two.outboxes[0].ready(TEN, 100)
    assert await two.outboxes[0].next_at() is not None
    assert await two.outboxes[1].ready(TEN, 100) == []
    assert await two.outboxes[1].next_at() is None
    await fall_silent(two.databases[0], two.replicas[0])
    await two.replicas[1].beat()
    assert await two.outboxes[1].ready(TEN, 100)
