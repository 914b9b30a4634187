"""The auditor sees what must not be, and nothing else."""

import asyncio
import random
import shutil
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text, update

from casework.clock.falling_due import fire
from casework.issue import pinging, triage
from casework.issue.doing import OnIssue
from casework.meeting.deciding import PutOff, put_off
from casework.messages import Kind
from casework.model.issues import Issue
from casework.refusals import Refusal
from storage.audit import OVERDUE_AFTER, STUCK_AFTER, Audit, Fault, audit
from storage.database import Database
from storage.deadlines import Deadlines
from storage.outbox import Outbox
from storage.tables import outbox, pings
from tests.casework.neighbourhood import ID_TO_NAME, PEOPLE, TEN
from tests.examples import many
from tests.storage.town import Town

HOUR = timedelta(hours=1)


async def tick(town: Town, now: datetime) -> None:
    while due := await Deadlines(town.database).due(now, 100):
        await town.do(lambda work: fire(due[0], now, work))


async def send(town: Town, now: datetime, unreachable: frozenset[int] = frozenset()) -> None:
    """What the sender does: pings of people out of reach come back, everything else arrives."""
    while rows := await Outbox(town.database).ready(now, 500):
        for row in rows:
            work = town.work()
            if row.kind == Kind.PING and row.person_id in unreachable:
                work.outbox_unreachable(row.id, "blocked", now)
                lost = pinging.Unreachable(issue_id=row.issue_id or 0, ping_id=row.ping_id or 0, at=now)
                await pinging.unreachable(lost, work)
            else:
                work.outbox_sent(row.id, f"tg:{row.person_id}", [row.id % 1000], now)
            await work.commit()


async def look(town: Town, now: datetime) -> Audit:
    return await audit(town.database, now, TEN - HOUR)


async def ruin(town: Town, statement: Any) -> None:
    def do(connection: Connection) -> None:
        assert connection.execute(statement).rowcount, "the sabotage found nothing to ruin"

    await town.database.write(do)


def faults(found: Audit) -> dict[Fault, int]:
    return {fault: count for fault, count in found.counts.items() if count}


@pytest.fixture
async def issue(town: Town) -> Issue:
    """Reported at ten, nobody answers; rung 1, 2 and 3 are reached and everything is sent."""
    reported = await town.report()
    await tick(town, TEN + 3 * HOUR)
    await send(town, TEN + 3 * HOUR)
    return reported


NOW = TEN + 3 * HOUR
RUNG_PING = select(pings.c.id).where(pings.c.rung == 2).order_by(pings.c.id).limit(1).scalar_subquery()
ITS_MESSAGE = outbox.c.ping_id == RUNG_PING


async def test_what_went_well_is_clean(town: Town, issue: Issue) -> None:
    """Three rungs, each with its deliveries: nothing to say."""
    found = await look(town, NOW)
    assert found.rungs == 3
    assert found.clean
    assert found.findings == []


async def test_a_lost_message_is_found(town: Town, issue: Issue) -> None:
    """A ping without a message: the rung is named by number, without anybody's words."""
    await ruin(town, outbox.delete().where(ITS_MESSAGE))
    found = await look(town, NOW)
    assert faults(found) == {Fault.UNSENT: 1}
    (finding,) = found.findings
    assert (finding.kind, finding.rung, finding.issue_number) == ("resolve", 2, issue.number)
    assert finding.due_at == TEN + timedelta(minutes=30)


async def test_a_rung_that_asked_nobody_is_found(town: Town, issue: Issue) -> None:
    """Fired, and neither a ping nor a mention: the escalation was lost."""
    await ruin(town, text("DELETE FROM outbox WHERE ping_id IN (SELECT id FROM pings WHERE rung = 2)"))
    await ruin(town, text("DELETE FROM pings WHERE rung = 2"))
    assert faults(await look(town, NOW)) == {Fault.UNASKED: 1}


async def test_a_repeated_ping_is_found(town: Town, issue: Issue) -> None:
    """One ping with two messages was sent twice."""
    columns = [column.name for column in outbox.c if column.name != "id"]
    copied = select(outbox.c.id + 1, *(outbox.c[name] for name in columns)).where(ITS_MESSAGE)
    await ruin(town, outbox.insert().from_select(["id", *columns], copied))
    assert faults(await look(town, NOW)) == {Fault.TWICE: 1}


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"state": "dropped", "error": None}, Fault.UNEXPLAINED),
        ({"state": "dead", "error": "BadRequest"}, Fault.DEAD),
        ({"state": "unreachable", "error": "blocked"}, Fault.NOBODY_NEXT),
        ({"state": "pending", "committed_at": NOW - STUCK_AFTER}, Fault.STUCK),
    ],
)
async def test_a_message_that_ended_badly_is_found(
    town: Town, issue: Issue, values: dict[str, Any], fault: Fault
) -> None:
    """Dropped without a reason, given up, out of reach with nobody next, waiting for ever."""
    await ruin(town, update(pings).where(pings.c.id == RUNG_PING).values(answer=None))
    await ruin(town, update(outbox).where(ITS_MESSAGE).values(values))
    assert faults(await look(town, NOW)) == {fault: 1}


@pytest.mark.parametrize(
    "values",
    [
        {"state": "dropped", "error": "overtaken"},
        {"state": "pending", "committed_at": NOW - STUCK_AFTER + timedelta(seconds=1)},
    ],
)
async def test_a_recorded_reason_is_enough(town: Town, issue: Issue, values: dict[str, Any]) -> None:
    """Overtaken, or on its way: nothing is missing."""
    await ruin(town, update(outbox).where(ITS_MESSAGE).values(values))
    assert (await look(town, NOW)).clean


async def test_an_orphan_is_found(town: Town, issue: Issue) -> None:
    """A row that takes its subject for something else, and one whose subject has no row of its own."""
    await ruin(town, text("UPDATE entries SET subject_kind = 'draft' WHERE action = 'file'"))
    assert faults(await look(town, NOW)) == {Fault.ORPHAN: 1}
    await ruin(town, text("UPDATE entries SET subject_kind = 'issue' WHERE action = 'file'"))
    await ruin(town, text("INSERT INTO subjects (id, kind) VALUES (5, 'issue')"))
    await ruin(town, text("UPDATE deadlines SET subject_id = 5 WHERE kind = 'plan'"))
    found = await look(town, NOW)
    assert faults(found) == {Fault.ORPHAN: 1}
    assert [one.kind for one in found.findings] == ["deadlines"]


async def test_what_a_newer_version_hangs_up_is_no_orphan(town: Town, issue: Issue) -> None:
    """A subject of a kind that is not known here yet is its own matter."""
    await ruin(town, text("INSERT INTO subjects (id, kind) VALUES (5, 'procession')"))
    await ruin(town, text("UPDATE entries SET subject_id = 5, subject_kind = 'procession' WHERE action = 'file'"))
    assert (await look(town, NOW)).clean


async def test_a_ticker_that_stands_still_is_found(town: Town) -> None:
    """What is due and not fired is told after a minute, whatever kind it is."""
    await town.report()
    due = TEN + timedelta(minutes=5)
    assert (await look(town, due + OVERDUE_AFTER - timedelta(seconds=1))).clean
    found = await look(town, due + OVERDUE_AFTER)
    assert faults(found) == {Fault.OVERDUE: 1}


async def test_nobody_at_all_is_told_to_the_group(town: Town) -> None:
    """With every seat of the tiers above vacant, the mention in the group is the recorded reason."""
    await ruin(town, text("UPDATE posts SET person_id = NULL WHERE role NOT IN ('property_steward', 'grid_head')"))
    await town.report()
    await tick(town, NOW)
    await send(town, NOW)
    mentioned = select(outbox.c.id).where(outbox.c.kind == str(Kind.GROUP_UNANSWERED))
    assert await town.database.read(lambda connection: connection.execute(mentioned).first()) is not None
    assert (await look(town, NOW)).clean


async def test_what_a_meeting_put_off_passes_in_silence(town: Town) -> None:
    """Nobody is asked until its day, and nobody had to be."""
    reported = await town.report()
    await ruin(town, text("UPDATE issues SET state = 'accepted'"))
    off = PutOff(issue_id=reported.id, by=PEOPLE["community"], at=TEN, on=TEN.date() + timedelta(days=5), why="等预算")
    await town.do(lambda work: put_off(off, work))
    await tick(town, NOW)
    await send(town, NOW)
    found = await look(town, NOW)
    assert found.rungs
    assert faults(found) == {}


async def test_only_what_was_asked_for_is_looked_at(town: Town, issue: Issue) -> None:
    """An audit of the last hour does not read the rungs of the days before."""
    await ruin(town, outbox.delete().where(ITS_MESSAGE))
    found = await audit(town.database, NOW, NOW)
    assert found.rungs == 0
    assert found.clean


async def play(url: str, seed: int) -> None:
    """A random day: reports, answers, people out of reach, a sender that is sometimes late."""
    chance = random.Random(seed)
    town = Town(await Database.open(url))
    try:
        await town.furnish()
        staff = [one for name, one in PEOPLE.items() if name not in ("resident", "neighbour", "stranger")]
        unreachable = frozenset(chance.sample(staff, chance.randint(0, len(staff))))
        now = TEN
        known: list[Issue] = []
        for _ in range(chance.randint(4, 12)):
            now += timedelta(minutes=chance.choice([1, 4, 6, 31, 121]))
            await tick(town, now)
            if chance.random() < 0.5:
                known.append(await town.report(f"楼道灯不亮 {len(known)}", at=now))
            elif known:
                act = chance.choice([pinging.watch, triage.accept, pinging.nudge])
                on = OnIssue(issue_id=chance.choice(known).id, by=chance.choice(staff), at=now)
                with suppress(Refusal):
                    await town.do(lambda work: act(on, work))  # noqa: B023 - awaited here
            if chance.random() < 0.7:
                await send(town, now, unreachable)
        await send(town, now, unreachable)
        found = await look(town, now)
        assert found.clean, f"{faults(found)} with {[ID_TO_NAME[one] for one in unreachable]} out of reach"
        rows = await town.database.read(
            lambda connection: (
                connection.execute(
                    select(outbox.c.id)
                    .select_from(outbox.join(pings, outbox.c.ping_id == pings.c.id))
                    .where(outbox.c.kind == str(Kind.PING), outbox.c.state == "sent", pings.c.rung > 0)
                )
                .scalars()
                .all()
            )
        )
        if rows:
            await ruin(town, outbox.delete().where(outbox.c.id == chance.choice(rows)))
            assert (await look(town, now)).counts[Fault.UNSENT] == 1
    finally:
        await town.database.close()


@given(seed=st.integers(0, 2**32))
@settings(max_examples=many(10, 8), deadline=None)
def test_no_day_is_accused_wrongly_and_no_loss_is_overlooked(empty_database: Path, seed: int) -> None:
    """Whatever happens in a day that loses nothing is clean; take one ping's message away, and it is found."""
    with tempfile.TemporaryDirectory() as folder:
        file = shutil.copy(empty_database, Path(folder) / "weilinli.db")
        asyncio.run(play(f"sqlite:///{file}", seed))
