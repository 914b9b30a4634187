"""The page of figures of a whole subdistrict: this month, the one before and that of the year before, put apart.

A month of `weilinli demo-data`, copied by SQL with other times until there are enough, 100,000 matters in 25 months
(WEILINLI_BENCH_ISSUES: more, in three years); all of them summed as the worker does; then asked as a browser would ask,
without a network, after a day's last changes are summed and while ten days wait for it. Processor time stands beside
the time on the wall, which is anybody's on a machine that does something else too."""

import os
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
from sqlalchemy import BigInteger, Connection, Integer, insert, select

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
from storage.sums import sum_all_again, sum_some
from web.app import pages
from web.site import Site

ROSTER = Path(__file__).parents[1] / "docs" / "examples" / "beiji.csv"
UNTIL = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
NOW = UNTIL + timedelta(minutes=1)
SIZE = "SELECT coalesce(sum(length(counts) + length(spans) + length(parts) + length(longest)), 0) FROM day_sums"
IN_ALL = int(os.environ.get("WEILINLI_BENCH_ISSUES", "100000"))
A_MONTH = max(4000, IN_ALL // 36)
MONTHS = IN_ALL // A_MONTH
ISSUES = 300
ROUNDS = 5
WAITING_DAYS = 10
GOAL_MS = 300.0
OF_ISSUE = ("subjects", "issues", "reports", "rounds", "pings", "promises")
IDS = ("id", "issue_id", "subject_id", "entry_id")
BACK = tuple(timedelta(days=month * 365 / 12) for month in range(MONTHS))
SETTINGS = Settings(hours=parse_hours("08:00-20:00"))


async def measure() -> dict[str, Any]:
    """Milliseconds of the page by kind, on the wall and of the processor; and how long it took to sum everything."""
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        path = Path(temporary) / "bench.db"
        url = f"sqlite:///{path}"
        begun = time.perf_counter()
        await _filled(url, path)
        found: dict[str, Any] = {"goal_ms": GOAL_MS, "issues": IN_ALL, "filled_s": time.perf_counter() - begun}
        database = await Database.open(url)
        try:
            found |= await _summed(database)
            return found | await _asked(database)
        finally:
            await database.close()


async def _summed(database: Database) -> dict[str, Any]:
    """Everything, as a rebuild does."""
    await sum_all_again(database)
    begun, days = time.process_time(), 0
    while done := await sum_some(database, SETTINGS, NOW):
        days += done
    size = await database.read(lambda connection: connection.exec_driver_sql(SIZE).scalar_one())
    return {"days": days, "summed_cpu_s": time.process_time() - begun, "sums_mb": size / 1e6}


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
    site = Site(database=database, settings=SETTINGS, now=lambda: NOW, bot=lambda: "bot", secret="s")
    manager = await database.read(_manager)
    work = database.work(SETTINGS)
    code = work.new_code()
    work.let_in(manager, code, NOW)
    await work.commit()
    found: dict[str, Any] = {}
    transport = httpx.ASGITransport(app=pages(site))
    async with httpx.AsyncClient(transport=transport, base_url="http://weilinli") as client:
        await client.post(f"/open/{code}")
        for by in ("area", "category", "post"):
            found[by] = await _timed(client, by)
        day = UNTIL.date()
        rows = [{"id": new_id(), "day": day - timedelta(days=back)} for back in range(WAITING_DAYS)]
        await database.write(lambda connection: connection.execute(insert(tables.unsummed), rows).close())
        found["waiting"] = await _timed(client, "area")
    return found


async def _timed(client: httpx.AsyncClient, by: str) -> dict[str, float]:
    wall, cpu = [], []
    for _ in range(ROUNDS):
        begun, worked = time.perf_counter(), time.process_time()
        answer = await client.get(f"/board/figures?by={by}")
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
        answer.raise_for_status()
    return {"first_ms": round(wall[0]), "median_ms": round(statistics.median(wall)), "cpu_ms": round(min(cpu))}


def _manager(connection: Connection) -> int:
    """Whoever oversees the whole subdistrict."""
    posts = tables.posts
    asked = select(posts.c.person_id).where(posts.c.role == Role.SUBDISTRICT_MANAGER, posts.c.person_id.is_not(None))
    return int(connection.execute(asked.limit(1)).scalar_one())


def told(figures: dict[str, Any]) -> list[str]:
    """A line for each way to ask."""
    summed = f"{figures['days']} days summed in {figures['summed_cpu_s']:.0f} s of the processor"
    lines = [f"{figures['issues']} matters; {summed}, {figures['sums_mb']:.0f} MB"]
    for by in ("area", "category", "post", "waiting"):
        one = figures[by]
        lines.append(
            f"{by}: {one['median_ms']} ms (first {one['first_ms']}), of the processor {one['cpu_ms']} "
            f"(goal {figures['goal_ms']:.0f})"
        )
    return lines
