"""The page of figures of a whole subdistrict: this month, the one before and that of the year before, put apart.

A month of `weilinli demo-data`, copied by SQL with other times until there are enough, 100,000 matters in 25 months
(WEILINLI_BENCH_ISSUES: more, in three years); all of them summed as the worker does; then asked as a browser would ask,
without a network, after a day's last changes are summed and while ten days wait for it. Processor time stands beside
the time on the wall, which is anybody's on a machine that does something else too."""

import os
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, insert, select

from benchmarks.months import NOW, SETTINGS, UNTIL, fill
from casework.model.people import Role
from storage import tables
from storage.database import Database
from storage.ids import new_id
from storage.sums import sum_all_again, sum_some
from web.app import pages
from web.site import Site

SIZE = "SELECT coalesce(sum(length(counts) + length(spans) + length(parts) + length(longest)), 0) FROM day_sums"
IN_ALL = int(os.environ.get("WEILINLI_BENCH_ISSUES", "100000"))
ROUNDS = 5
WAITING_DAYS = 10
GOAL_MS = 300.0


async def measure() -> dict[str, Any]:
    """Milliseconds of the page by kind, on the wall and of the processor; and how long it took to sum everything."""
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        url = f"sqlite:///{Path(temporary) / 'bench.db'}"
        begun = time.perf_counter()
        await fill(url, Path(temporary), IN_ALL)
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


async def _asked(database: Database) -> dict[str, Any]:
    site = Site(database=database, settings=SETTINGS, now=lambda: NOW, bot=lambda: "bot", secret="s")
    person = await database.read(manager)
    work = database.work(SETTINGS)
    code = work.new_code()
    work.let_in(person, code, NOW)
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


def manager(connection: Connection) -> int:
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
