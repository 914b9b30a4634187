"""The page of figures for an area with 4,000 matters a month: this month, the one before and that of the year before.

A month of `weilinli demo-data`, copied by SQL with other times until there are enough; asked as a browser would ask,
without a network. The first time, when nothing is known, and after that."""

import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
from sqlalchemy import BigInteger, Connection, Integer, select

from bot.commands.demo_data import Month
from casework.hours import parse_hours
from casework.model import Role
from casework.settings import Settings
from locales.translator import translator
from roster.importing import import_roster
from storage import tables
from storage.columns import UTCDateTime
from storage.database import Database, migrate
from storage.ids import new_id
from web.app import pages
from web.site import Site

ROSTER = Path(__file__).parents[1] / "docs" / "examples" / "beiji.csv"
UNTIL = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
A_MONTH = 4000
ISSUES = 300
ROUNDS = 3
GOAL_MS = 300.0
OF_ISSUE = ("subjects", "issues", "reports", "rounds", "pings", "promises")
IDS = ("id", "issue_id", "subject_id", "entry_id")
BACK = (timedelta(), timedelta(days=30), timedelta(days=365))
SETTINGS = Settings(hours=parse_hours("08:00-20:00"))


async def measure() -> dict[str, Any]:
    """Milliseconds of the page by place and by kind."""
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        path = Path(temporary) / "bench.db"
        url = f"sqlite:///{path}"
        await _filled(url, path)
        database = await Database.open(url)
        try:
            return await _asked(database)
        finally:
            await database.close()


async def _filled(url: str, path: Path) -> None:
    await migrate(url)
    database = await Database.open(url)
    await import_roster(database, ROSTER, translator("zh_CN"))
    await Month(database, SETTINGS, UNTIL, Random(1)).live(ISSUES)
    await database.close()
    copies, limit = A_MONTH // ISSUES, new_id()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for back in BACK:
            for turn in range(copies):
                if back or turn:
                    _copy(connection, limit, BACK.index(back) * copies + turn, timedelta(minutes=7 * turn) + back)
        connection.commit()
        connection.execute("ANALYZE")


def _copy(connection: sqlite3.Connection, limit: int, turn: int, back: timedelta) -> None:
    """All issues once more, so much earlier."""
    for name in OF_ISSUE:
        table = tables.metadata.tables[name]
        taken = [_value(column, turn, back) for column in table.columns]
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        where = f"WHERE {'id' if name in ('subjects', 'issues') else 'issue_id'} < {limit}"
        connection.execute(f"INSERT INTO {name} ({columns}) SELECT {', '.join(taken)} FROM {name} {where}")


def _first(turn: int) -> int:
    """What is added to the ids: more than lies between any two of the original."""
    return turn << 50


def _value(column: Any, turn: int, back: timedelta) -> str:
    if column.name in IDS and isinstance(column.type, (Integer, BigInteger)):
        return f'"{column.name}" + {_first(turn)}'
    if column.name == "number":
        return f'"number" + {turn * 100_000}'
    if isinstance(column.type, UTCDateTime):
        return f'"{column.name}" - {int(back.total_seconds() * 1_000_000)}'
    return f'"{column.name}"'


async def _asked(database: Database) -> dict[str, Any]:
    now = UNTIL + timedelta(minutes=1)
    site = Site(database=database, settings=SETTINGS, now=lambda: now, bot=lambda: "bot", secret="s")
    manager = await database.read(_manager)
    work = database.work(SETTINGS)
    code = work.new_code()
    work.let_in(manager, code, now)
    await work.commit()
    found: dict[str, Any] = {"goal_ms": GOAL_MS, "a_month": A_MONTH}
    transport = httpx.ASGITransport(app=pages(site))
    async with httpx.AsyncClient(transport=transport, base_url="http://weilinli") as client:
        await client.post(f"/open/{code}")
        for by in ("area", "category"):
            times = []
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                answer = await client.get(f"/board/figures?by={by}")
                times.append((time.perf_counter() - begun) * 1000)
                answer.raise_for_status()
            found[by] = {"first_ms": round(times[0]), "median_ms": round(statistics.median(times[1:]))}
    return found


def _manager(connection: Connection) -> int:
    """Whoever oversees the whole subdistrict."""
    posts = tables.posts
    asked = select(posts.c.person_id).where(posts.c.role == Role.SUBDISTRICT_MANAGER, posts.c.person_id.is_not(None))
    return int(connection.execute(asked.limit(1)).scalar_one())


def told(figures: dict[str, Any]) -> list[str]:
    """A line for each way to put the figures apart."""
    return [
        f"by {by}, {figures['a_month']} matters a month: {figures[by]['first_ms']} ms, then "
        f"{figures[by]['median_ms']} ms (goal {figures['goal_ms']:.0f})"
        for by in ("area", "category")
    ]
