"""The revision that changed the shape (0005, ADR 0014): a database of before goes on in the middle of its work."""

import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, insert, select, text
from sqlalchemy.types import Boolean, Date, DateTime

from casework.clock.falling_due import fire
from casework.issue import triage
from casework.issue.doing import OnIssue
from casework.issue.triage import Speak
from casework.model.conversation import DraftState
from casework.model.deadlines import DeadlineState
from casework.model.issues import Rating, State
from casework.model.subjects import SubjectKind
from casework.model.timeline import AttachmentKind
from casework.settings import Settings
from storage import tables
from storage.database import Database, migrate, path_of
from storage.deadlines import Deadlines
from storage.errors import ForeignKeysBroken
from storage.inbox import Inbox
from storage.migrations.upgrade import config
from storage.outbox import Outbox
from tests.casework.neighbourhood import PEOPLE, TEN

DUMP = Path(__file__).parent / "data" / "ec702cd.sql"
MINUTE = timedelta(minutes=1)


def old_file(path: Path) -> Path:
    """The database as SQLite had it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))
    connection.close()
    return path


def as_postgres_has_it(value: Any, type_: Any) -> Any:
    """A value of SQLite's, of a column that PostgreSQL has a type of its own for."""
    match type_:
        case _ if value is None:
            return None
        case DateTime():
            return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=value)
        case Boolean():
            return bool(value)
        case Date():
            return date.fromisoformat(value)
        case _:
            return value


async def old_server(url: str, file: Path) -> None:
    """The same rows in PostgreSQL, in the tables of before."""
    database = Database(url)
    await database.write(lambda connection: command.upgrade(config(connection), "0004"))

    def fill(connection: Connection) -> None:
        there = MetaData()
        there.reflect(connection)
        with sqlite3.connect(file) as source:
            source.row_factory = sqlite3.Row
            for table in there.sorted_tables:
                if table.name == "alembic_version":
                    continue
                rows = [
                    {name: as_postgres_has_it(row[name], table.c[name].type) for name in row.keys()}  # noqa: SIM118
                    for row in source.execute(f"SELECT * FROM {table.name} ORDER BY 1")
                ]
                if rows:
                    connection.execute(insert(table), rows)
        source.close()

    await database.write(fill)
    await database.close()


@pytest.fixture
async def moved(empty_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """The old database after `weilinli migrate`."""
    before = Database(empty_url)
    if before.is_server:
        await old_server(empty_url, old_file(tmp_path / "old.db"))
    else:
        old_file(path_of(before.url))
    await before.close()
    await migrate(empty_url)
    database = await Database.open(empty_url)
    yield database
    await database.close()


async def issue_of(database: Database, number: int) -> int:
    issue = await database.work(Settings()).issue_by_number([2], number)
    assert issue is not None
    return issue.id


async def test_reports_rounds_and_promises_are_as_they_were(moved: Database) -> None:
    """Words, numbers, reporters and privacy are the reports'; an earlier round keeps its times and its "not solved"."""
    work = moved.work(Settings())
    held, promised, again, filed, closed = [await work.issue(await issue_of(moved, n)) for n in (1, 2, 3, 4, 5)]
    assert (held.text, held.number, held.year, held.state) == ("厨房下水返水，电话13800138000", 1, 2026, State.WAITING)
    assert held.reporters == [PEOPLE["resident"]]
    assert (held.report.t0, held.t0, held.now.t0) == (TEN - 20 * MINUTE,) * 3
    assert held.now.accepted_at == TEN - 18 * MINUTE
    assert promised.promise is not None
    assert (promised.promise.on_day, promised.promise.moving_to) == (date(2026, 11, 25), date(2026, 11, 27))
    assert (promised.promise.made_at, promised.promise.told_at) == (TEN - 13 * MINUTE, TEN - 12 * MINUTE)
    assert (promised.promise.reason, promised.promise.interim) == ("等沥青", "先围上")
    first, second = await work.rounds(again.id)
    assert (first.t0, first.accepted_at, first.resolved_at) == tuple(TEN - n * MINUTE for n in (10, 9, 8))
    assert (first.rating, first.rated_at) == (Rating.NOT_SOLVED, TEN - 7 * MINUTE)
    assert (second.t0, second.rating) == (TEN - 7 * MINUTE, None)
    assert again.now is second
    assert (closed.now.rating, closed.report.rating) == (Rating.GOOD, Rating.GOOD)
    (door,) = await work.attachments(filed.report.id)
    assert (door.kind, door.ref) == (AttachmentKind.PHOTO, "door")
    assert [one.ref for one in await work.attachments(again.id)] == ["result"]
    draft = await work.open_draft(PEOPLE["neighbour"])
    assert draft is not None
    assert draft.state is DraftState.OPEN
    assert [one.ref for one in await work.attachments(draft.id)] == ["rubbish"]
    assert len(await work.draft_deadlines(draft.id)) == 2


async def test_a_press_on_an_old_card_works(moved: Database) -> None:
    """The message that was sent before leads to its issue, and the head takes it."""
    key = await issue_of(moved, 4)
    work = moved.work(Settings())
    (card, *_) = await work.sent_for(key, ["card"], chat_id=50)
    assert card.message_id is not None
    about = await work.message_about("tg:-50", card.message_id)
    assert about is not None
    issue = await work.issue(about.issue_id or 0)
    await triage.accept(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=TEN + MINUTE / 2), work)
    await work.commit()
    taken = await moved.work(Settings()).issue(key)
    assert (taken.state, taken.holder_id) == (State.ACCEPTED, PEOPLE["grid_head"])
    assert (taken.now.accepted_at, taken.now.accepted_by_id) == (TEN + MINUTE / 2, PEOPLE["grid_head"])
    assert not [ping for ping in taken.pings if ping.live]


async def test_an_answer_sets_the_held_clock_going(moved: Database) -> None:
    """What stood still before runs on by the time that it stood."""
    work = moved.work(Settings())
    command = Speak(issue_id=await issue_of(moved, 1), by=PEOPLE["resident"], at=TEN + MINUTE, text="五楼")
    issue = await triage.say(command, work)
    await work.commit()
    assert issue.paused == 17 * MINUTE
    assert not [one for one in issue.deadlines if one.state is DeadlineState.HELD]


async def test_every_deadline_fires_once(moved: Database) -> None:
    """All that was pending or held before ends, whatever it is about, and nothing fires twice."""
    deadlines = Deadlines(moved)
    fired: Counter[int] = Counter()

    def running(connection: Connection) -> set[int]:
        states = tables.deadlines.c.state.in_((DeadlineState.PENDING, DeadlineState.HELD))
        return set(connection.execute(select(tables.deadlines.c.id).where(states)).scalars())

    before = await moved.read(running)
    assert len(before) > 20
    until = TEN + timedelta(days=45)
    while (at := await deadlines.next_at()) is not None and at <= until:
        for deadline in await deadlines.due(at, 100):
            work = moved.work(Settings())
            await fire(deadline, at, work)
            await work.commit()
        ended = select(tables.deadlines.c.id).where(
            tables.deadlines.c.state == DeadlineState.FIRED, tables.deadlines.c.ended_at == at
        )
        fired.update(await moved.read(lambda connection, ended=ended: connection.execute(ended).scalars().all()))  # type: ignore[misc]
    assert not before & await moved.read(running)
    assert before & fired.keys()
    assert set(fired.values()) == {1}


async def test_what_waited_still_waits(moved: Database) -> None:
    """The update that nobody had handled, the messages that were not sent; the bot's numbers are taken over."""
    inbox = Inbox(moved)
    assert [row.update_id for row in await inbox.waiting(5)] == [2]
    await inbox.belongs_to(77)
    assert await inbox.highest_update_id() == 2
    assert await inbox.take_in([{"update_id": 2}], "polling", TEN) == 0
    pending = await Outbox(moved).ready(TEN, 100)
    assert {row.kind for row in pending} >= {"ping", "receipt", "card"}
    assert {row.subject.kind for row in pending if row.subject is not None} == {SubjectKind.ISSUE}


async def test_foreign_keys_hold_and_are_on_again(tmp_path: Path) -> None:
    """SQLite copies tables without them; what would break one breaks the migration off, and nothing has changed."""
    path = old_file(tmp_path / "old.db")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE pings SET person_id = 4711 WHERE id = (SELECT min(id) FROM pings)")
    with pytest.raises(ForeignKeysBroken):
        await migrate(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0004",)]
        connection.execute("UPDATE pings SET person_id = 100 WHERE person_id = 4711")
    connection.close()
    await migrate(f"sqlite:///{path}")
    database = await Database.open(f"sqlite:///{path}")
    on = await database.write(lambda connection: connection.exec_driver_sql("PRAGMA foreign_keys").scalar())
    broken = await database.read(lambda connection: connection.execute(text("PRAGMA foreign_key_check")).all())
    assert (on, broken) == (1, [])
    await database.close()
