"""What a million open issues cost: the idle look for due rows, 500 deadlines due at one instant, and memory.

ISSUES_IN_BULK (default 1000000) may be made smaller.
"""

import asyncio
import os
import shutil
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import bulk
from benchmarks.results import percentile, say
from benchmarks.stage import end, memory_mb, sandbox_process, start_bot
from benchmarks.town import Town, config_text, database_for
from casework.messages import Kind
from casework.settings import Settings
from storage.database import Database
from storage.deadlines import Deadlines
from storage.outbox import Outbox
from storage.rows import OUTBOX

FEW, MANY = 10_000, int(os.environ.get("ISSUES_IN_BULK", "1000000"))
AT_ONCE = 500
COMMUNITIES = 50
LOOKS = 2_000
LEAD = timedelta(seconds=10)
FAR_SECONDS = 90.0
GOAL_RATIO, GOAL_P99_S, GOAL_MB = 1.5, 0.1, 120
FIRST_FEW, FIRST_MANY, FIRST_DUE = 1_000, 2_000_000, 500_000_000
"""First new ids of the copies, far from each other."""


async def measure() -> dict[str, Any]:
    """The figures."""
    settings, town = Settings(), Town(communities=COMMUNITIES, residents_each=1)
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        at = Path(temporary)
        async with sandbox_process() as sandbox:
            await town.build(sandbox.http)
            t0 = datetime.fromtimestamp(await sandbox.now(), UTC)
            small, large = at / "few.db", at / "many.db"
            database = await database_for(town, small, t0, settings)
            templates = await bulk.file_one_each(town, database, settings, t0)
            await database.close()
            ahead, apart = timedelta(days=2), timedelta(milliseconds=200)
            bulk.copy(small, templates, FEW, ahead, apart, first=FIRST_FEW)
            shutil.copy(small, large)
            begun = time.perf_counter()
            bulk.copy(large, templates, MANY - FEW, ahead, apart, first=FIRST_MANY)
            made_in = time.perf_counter() - begun
            looks = await _idle_looks(small, large)
            now = datetime.fromtimestamp(await sandbox.now(), UTC)
            later = now + LEAD - settings.rung(1).after - t0
            bulk.copy(large, templates, AT_ONCE, later, timedelta(0), first=FIRST_DUE)
            config = at / "config.toml"
            config.write_text(config_text(sandbox.url, f"sqlite:///{large}"), encoding="utf-8")
            bot = await start_bot(config, town.bot["token"], at / "bot.log")
            try:
                await asyncio.sleep(LEAD.total_seconds() / 2)
                idle_mb, _ = memory_mb(bot.pid)
                await asyncio.sleep(LEAD.total_seconds() / 2)
                committed = await _committed(large, now + LEAD)
                while len(committed) < AT_ONCE and time.perf_counter() - begun < made_in + FAR_SECONDS:
                    await asyncio.sleep(1)
                    committed = await _committed(large, now + LEAD)
                busy_mb, most_mb = memory_mb(bot.pid)
            finally:
                await end(bot)
    return {
        "issues": MANY,
        "made_in_s": round(made_in, 1),
        **looks,
        "goal_ratio": GOAL_RATIO,
        "due_at_once": AT_ONCE,
        "fired": len(committed),
        "due_to_committed_p50_s": round(percentile(committed, 0.5), 4),
        "due_to_committed_p99_s": round(percentile(committed, 0.99), 4),
        "goal_p99_s": GOAL_P99_S,
        "memory_idle_mb": round(idle_mb, 1),
        "memory_after_mb": round(busy_mb, 1),
        "memory_most_mb": round(most_mb, 1),
        "goal_mb": GOAL_MB,
    }


async def _idle_looks(small: Path, large: Path) -> dict[str, Any]:
    """Microseconds for one look of ticker and sender, median, by turns."""
    databases = [await Database.open(f"sqlite:///{path}") for path in (small, large)]
    took: list[list[float]] = [[], []]
    now = datetime.now(UTC)
    for _ in range(LOOKS):
        for index, database in enumerate(databases):
            begun = time.perf_counter()
            due = await Deadlines(database).due(now, 200)
            await Deadlines(database).next_at()
            await Outbox(database).next_at()
            took[index].append((time.perf_counter() - begun) * 1e6)
            if due:
                raise RuntimeError("something is due: the look is not idle")
    for database in databases:
        await database.close()
    few, many = (percentile(one[LOOKS // 10 :], 0.5) for one in took)
    return {"idle_look_few_us": round(few, 1), "idle_look_many_us": round(many, 1), "idle_ratio": round(many / few, 3)}


async def _committed(path: Path, due: datetime) -> list[float]:
    """Seconds from due to the commit of the pings, one for each issue."""
    database = await Database.open(f"sqlite:///{path}")
    rows = await database.read(lambda connection: connection.execute(OUTBOX.select()).all())
    await database.close()
    first: dict[int, float] = {}
    for row in map(OUTBOX.load, rows):
        if row.kind == Kind.PING and abs((row.due_at - due).total_seconds()) < 5 and row.issue_id is not None:
            late = (row.committed_at - row.due_at).total_seconds()
            first[row.issue_id] = max(late, first.get(row.issue_id, late))
    return list(first.values())


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f = figures
    return [
        (
            f"idle look: {f['idle_look_few_us']:.0f} us at {FEW:,} open issues, {f['idle_look_many_us']:.0f} us at "
            f"{f['issues']:,}: {f['idle_ratio']:.2f} times (goal {GOAL_RATIO:g})"
        ),
        (
            f"{f['fired']} of {AT_ONCE} deadlines due at one instant: due -> committed p50 "
            f"{f['due_to_committed_p50_s'] * 1000:.0f} ms, p99 {f['due_to_committed_p99_s'] * 1000:.0f} ms "
            f"(goal {GOAL_P99_S * 1000:g})"
        ),
        (
            f"memory: {f['memory_idle_mb']:.0f} MB idle, {f['memory_after_mb']:.0f} MB after, "
            f"{f['memory_most_mb']:.0f} MB at most (goal {GOAL_MB})"
        ),
    ]


if __name__ == "__main__":
    for line in told(asyncio.run(measure())):
        say(line)
