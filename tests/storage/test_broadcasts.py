"""What is said to many, in both databases: whom it finds, a crash in the middle, a correction, how many it reached."""

import random

import pytest

from casework import broadcast
from casework.audience import Hearers
from casework.broadcast import Change, Say, correct, say
from casework.clock.falling_due import fire
from casework.messages import Kind
from casework.model.chats import Audience
from casework.model.people import Role
from casework.model.said_to_many import Broadcast
from casework.told import Again
from storage.deadlines import Deadlines
from storage.errors import StaleError
from storage.outbox import Outbox
from storage.rows import OutboxRow
from storage.work import SqlWork
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town

COMMUNITY = PEOPLE["community"]
SUBDISTRICT, GRID = 1, 3
GROUPS = 41
TO_ALL = Hearers(below=(SUBDISTRICT, GRID), groups=(Audience.RESIDENTS,))


async def groups(town: Town, count: int = GROUPS) -> None:
    """Residents' groups of the grid, one of them tied by two topics, and one that was untied."""

    async def bind(work: SqlWork) -> None:
        for number in range(count):
            await work.bind_chat(f"tg:-77{number}", None, GRID, Audience.RESIDENTS, f"{number}群", TEN)
        await work.bind_chat("tg:-990", 5, GRID, Audience.RESIDENTS, "话题", TEN)
        await work.bind_chat("tg:-990", 6, BUILDING, Audience.RESIDENTS, "话题", TEN)
        await work.bind_chat("tg:-991", None, GRID, Audience.RESIDENTS, "散了", TEN)

    await town.do(bind)
    await town.do(lambda work: work.unbind_chat("tg:-991", None))


async def rows_of(town: Town, one: Broadcast) -> list[OutboxRow]:
    """What waits of it."""
    found = await Outbox(town.database).ready(TEN, 10_000)
    return [row for row in found if row.broadcast_id == one.id and row.kind == one.kind]


async def spread(town: Town, dice: random.Random) -> None:
    """Fire what is due; half of the commits do not take place, as when the process dies before."""
    while due := await Deadlines(town.database).due(TEN, 10):
        work = town.work()
        await fire(due[0], TEN, work)
        if dice.random() < 0.5:
            await work.commit()


async def test_a_crash_in_the_middle_skips_and_repeats_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each group once, one of several topics, none that is untied, and none twice though two areas hold it."""
    monkeypatch.setattr(broadcast, "AT_ONCE", 4)
    await groups(town)
    for seed in range(3):
        one = await town.do(lambda work: say(Say(kind=Kind.OUTAGE, at=TEN, hearers=TO_ALL, by=COMMUNITY), work))
        assert len(await rows_of(town, one)) == 4
        await spread(town, random.Random(seed))
        heard = [row.chat_id for row in await rows_of(town, one)]
        assert len(heard) == len(set(heard)) == GROUPS + 1 + len(await _of_the_town(town))


async def _of_the_town(town: Town) -> list[int]:
    """Residents' groups that the town has from the beginning."""
    found = await town.work().groups_below((SUBDISTRICT,), (Audience.RESIDENTS,), 0, 1000)
    titles = [(await town.work().chat(one)).title for one in found]
    return [one for one, title in zip(found, titles, strict=True) if not title.endswith(("群", "话题"))]


async def test_two_that_write_its_batches_at_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds that somebody else was first, and writes nothing."""
    monkeypatch.setattr(broadcast, "AT_ONCE", 4)
    await groups(town)
    one = await town.do(lambda work: say(Say(kind=Kind.OUTAGE, at=TEN, hearers=TO_ALL), work))
    (due,) = await Deadlines(town.database).due(TEN, 10)
    first, second = town.work(), town.work()
    await fire(due, TEN, first)
    await fire(due, TEN, second)
    await first.commit()
    with pytest.raises(StaleError):
        await second.commit()
    heard = [row.chat_id for row in await rows_of(town, one)]
    assert len(heard) == len(set(heard)) == 8


async def test_people_by_home_and_by_post(town: Town) -> None:
    """Whoever lives there and can be written to, and whoever holds the post, each once."""
    hearers = Hearers(below=(SUBDISTRICT,), homes=(BUILDING,), posts=(Role.GRID_HEAD,))
    one = await town.do(lambda work: say(Say(kind=Kind.OUTAGE, at=TEN, hearers=hearers), work))
    found = [row.person_id for row in await rows_of(town, one)]
    assert len(found) == len(set(found))
    assert {PEOPLE["grid_head"], PEOPLE["grid_deputy"]} <= set(found)


async def test_counted_and_corrected(town: Town) -> None:
    """What waits gives way to the correction; what arrived is found where it stands; what did not is named."""
    await groups(town, 3)
    one = await town.do(lambda work: say(Say(kind=Kind.OUTAGE, at=TEN, hearers=TO_ALL, text="甲"), work))
    arrived, lost, *waiting = await rows_of(town, one)
    address = "tg:-770"

    async def outcomes(work: SqlWork) -> None:
        work.outbox_sent(arrived.id, address, [17], TEN)
        work.outbox_unreachable(lost.id, "Forbidden: bot was kicked", TEN)

    await town.do(outcomes)
    reached = await town.work().reached(one)
    assert (reached.arrived, reached.failed, reached.waiting) == (1, 1, len(waiting))
    assert reached.missed == (lost.chat_id,)

    async def change(work: SqlWork) -> None:
        await correct(await work.broadcast(one.id), "乙", Change(at=TEN, by=COMMUNITY), work)

    await town.do(change)
    again = await rows_of(town, one)
    assert {row.chat_id for row in again} == {row.chat_id for row in (arrived, lost, *waiting)}
    assert all(row.data == Again(again=1) for row in again)
    found = await town.work().said_there(one.id, address, chat_id=arrived.chat_id, person_id=None)
    assert found == [17]
    assert (await town.work().broadcast(one.id)).text == "乙"
    reached = await town.work().reached(one)
    assert (reached.arrived, reached.failed, reached.waiting) == (0, 0, len(again))
    assert [two.id for two in await town.work().broadcasts_about(0)] == []
