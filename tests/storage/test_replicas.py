"""Several processes on one database: who lives, who alone sends or polls, and who wakes whom."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, update

from storage import replicas
from storage.database import Database
from storage.inbox import Inbox
from storage.replicas import ALIVE, DRAINED, POLLER, SENDER, SILENT, Replica, is_dead_here, new_owner
from storage.tables import leases
from tests.casework.neighbourhood import TEN


@pytest.fixture
async def second(database: Database, url: str) -> AsyncIterator[Database]:
    """The same database, opened by another process."""
    opened = await Database.open(url)
    yield opened
    await opened.close()


async def fall_silent(database: Database, replica: Replica) -> None:
    """As if its last beat were longer ago than anybody waits."""
    await database.write(
        lambda connection: connection.execute(
            update(leases)
            .where(leases.c.owner == replica.owner)
            .values(until=replicas.moment(connection) - timedelta(milliseconds=1))
        ).close()
    )


async def test_one_holds_a_lease_until_it_falls_silent(database: Database, second: Database) -> None:
    """Only one may send; it keeps that right by beating, and another takes over once it is silent."""
    one, two = Replica(database, [SENDER, POLLER]), Replica(second, [SENDER, POLLER])
    await one.beat()
    assert one.alone
    for _ in range(3):
        await two.beat()
        await one.beat()
        assert one.holds(SENDER)
        assert one.holds(POLLER)
        assert not two.holds(SENDER)
    assert two.others == {one.owner}
    assert two.leases[SENDER] == one.owner
    woken = second.committed.subscribe()
    await fall_silent(database, one)
    await two.beat()
    assert two.holds(SENDER)
    assert two.alone
    assert woken.is_set(), "what waits has to be looked at by the one that took over"
    await one.beat()
    assert not one.holds(SENDER)


async def test_whoever_cannot_beat_stops_before_another_may_begin(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder counts from before its beat and lets go early: two never send at once."""
    moment = 1000.0
    monkeypatch.setattr("storage.replicas.time.monotonic", lambda: moment)
    one = Replica(database, [SENDER])
    await one.beat()
    moment += SILENT.total_seconds() - replicas.MARGIN_SECONDS - 0.01
    assert one.holds(SENDER)
    moment += 0.02
    assert not one.holds(SENDER)


def test_a_dead_replica_is_taken_over_within_ten_seconds() -> None:
    """Silence, and the beat in which another notices it, are together below what the house promises."""
    assert SILENT.total_seconds() + 2 * replicas.BEAT_SECONDS <= 10
    assert SILENT.total_seconds() > 2 * replicas.BEAT_SECONDS + replicas.MARGIN_SECONDS


async def test_leaving_hands_over_at_once(database: Database, second: Database) -> None:
    """A replica that is stopped in order gives everything back."""
    one, two = Replica(database, [SENDER]), Replica(second, [SENDER])
    await one.beat()
    await two.beat()
    await one.leave()
    assert not one.holds(SENDER)
    await two.beat()
    assert two.holds(SENDER)
    assert two.alone


async def test_a_killed_process_of_this_machine_is_not_waited_for(database: Database) -> None:
    """A restart on one machine takes over at once: the process that held the lease is seen to be dead."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    killed = "|".join((socket.gethostname(), replicas._namespace(), str(process.pid), "x"))
    before = Replica(database, [SENDER], owner=killed)
    await before.beat()
    after = Replica(database, [SENDER])
    await after.beat()
    assert not after.holds(SENDER)
    process.kill()
    async with asyncio.timeout(30):
        while not is_dead_here(killed):  # noqa: ASYNC110 - nobody has asked the process yet how it ended
            await asyncio.sleep(0.01)
    await after.beat()
    process.communicate()
    assert after.holds(SENDER)
    assert after.alone


@pytest.mark.parametrize(
    "owner",
    ["", "elsewhere|pid:[1]|1|x", f"{socket.gethostname()}|pid:[0]|999999|x", "a|b|c|d"],
)
def test_of_other_machines_nothing_is_said(owner: str) -> None:
    """A process of another machine or container, or of a strange name, counts as alive until its time is over."""
    assert not is_dead_here(owner)


def test_the_process_itself_is_not_dead() -> None:
    """Two parts of one process are not dead to each other."""
    assert f"|{os.getpid()}|" in new_owner()
    assert not is_dead_here(new_owner())


def test_a_container_that_starts_again_is_a_new_one() -> None:
    """There every start has the same process number: what bears it and is not ours was the start before."""
    assert is_dead_here(new_owner()[:-1] + "x")


async def test_the_others_hear_that_nothing_is_left_at_telegram(database: Database, second: Database) -> None:
    """Deadlines wait, in every replica, until the one that fetches has all from before the start."""
    one, two = Replica(database, [POLLER]), Replica(second, [POLLER])
    await one.beat()
    await two.beat()
    waiting = asyncio.create_task(two.until_drained())
    await two.beat()
    await asyncio.sleep(0)
    assert not waiting.done()
    one.wanted.add(DRAINED)
    await one.beat()
    await two.beat()
    await asyncio.wait_for(waiting, 30)


async def test_those_who_wait_for_their_turn_are_let_in(database: Database, second: Database) -> None:
    """The second poller waits, and begins with the beat that gives it the lease."""
    one, two = Replica(database, [POLLER]), Replica(second, [POLLER])
    await one.beat()
    await two.beat()
    turn = asyncio.create_task(two.until_held(POLLER))
    await asyncio.sleep(0)
    assert not turn.done()
    await one.leave()
    await two.beat()
    await asyncio.wait_for(turn, 30)
    await one.beat()
    assert ALIVE + one.owner in one.leases


async def test_a_commit_wakes_the_other_replicas(database: Database, second: Database) -> None:
    """On PostgreSQL work committed here wakes those who sleep there; here it wakes once, without an echo."""
    if database.url.get_backend_name() == "sqlite":
        pytest.skip("SQLite has no notices: replicas on one machine look again by themselves")
    await database.listen()
    await second.listen()
    here, there, sender = database.received.subscribe(), second.received.subscribe(), second.committed.subscribe()
    for woken in (here, there, sender):
        woken.clear()
    await Inbox(database).take_in([{"update_id": 1}], "polling", TEN)
    await asyncio.wait_for(asyncio.gather(there.wait(), sender.wait()), 30)
    assert here.is_set()
    here.clear()
    await Inbox(second).take_in([{"update_id": 2}], "polling", TEN)
    await asyncio.wait_for(here.wait(), 30)


async def test_on_a_file_every_beat_looks_for_the_others_work(database: Database, second: Database) -> None:
    """Nobody tells another process of a commit to a SQLite file: it looks at each beat, while it is not alone."""
    one, two = Replica(database), Replica(second)
    await one.beat()
    alone = database.committed.subscribe()
    await one.beat()
    assert not alone.is_set(), "alone there is nothing to look for"
    await two.beat()
    await one.beat()
    woken = database.committed.subscribe()
    await one.beat()
    assert woken.is_set() is (database.url.get_backend_name() == "sqlite")


async def test_a_server_that_crashes_forgets_no_lease(database: Database) -> None:
    """Whoever took a lease goes on using it while the server comes back: it has to be there again."""
    if not database.is_server:
        pytest.skip("a file crashes with the machine, and with it whoever held something")
    said: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        await Replica(database, [SENDER]).beat()
        assert any("leases" in statement for statement in said)
        assert not [statement for statement in said if "synchronous_commit" in statement]
    finally:
        event.remove(Engine, "before_cursor_execute", note)
