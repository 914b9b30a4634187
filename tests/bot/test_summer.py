"""The one worker that sums: while it holds the lease, and never one that was summed later by another."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from bot.running.summer import Summer
from storage import tables
from storage.database import Database
from storage.replicas import SUMMER, Replica
from storage.sums import recount, sum_some
from tests.bot.test_ticker import SETTINGS, TEN, Clock, reports, town

__all__ = ["town"]


async def left(database: Database) -> int:
    asked = select(func.count()).select_from(tables.unsummed)
    return int(await database.read(lambda connection: connection.execute(asked).scalar_one()))


async def test_only_who_holds_the_lease_sums(town: Database) -> None:
    """Of two processes one works; the other one when that one is gone."""
    first, second = Replica(town, [SUMMER]), Replica(town, [SUMMER])
    await first.beat()
    await second.beat()
    await reports(town, 2)
    await Summer(town, Clock(), SETTINGS, second).look()
    assert await left(town) > 0
    await Summer(town, Clock(), SETTINGS, first).look()
    assert await left(town) == 0
    await first.leave()
    await second.beat()
    await reports(town, 1)
    await Summer(town, Clock(), SETTINGS, second).look()
    assert await left(town) == 0


async def test_after_another_configuration(town: Database) -> None:
    """What was summed by other limits is summed again once, when the worker begins."""
    replica = Replica(town, [SUMMER])
    await replica.beat()
    await reports(town, 1)
    clock = Clock()
    await Summer(town, clock, SETTINGS, replica).look()
    before = await bases(town)
    changed = replace(SETTINGS, reply=timedelta(minutes=20))
    assert await sum_some(town, changed, TEN) == 0, "nothing has changed in the rows"
    await Summer(town, clock, changed, replica).look()
    assert await bases(town) != before
    assert await recount(town, changed, TEN) == (1, [])


async def bases(database: Database) -> set[str]:
    asked = select(tables.day_sums.c.basis)
    return {*await database.read(lambda connection: connection.execute(asked).scalars().all())}
