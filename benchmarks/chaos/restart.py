"""1,000 overdue among 100,000 open issues: a cold start, what Telegram still held, then all committed to the outbox.

`python -m benchmarks.chaos.restart` measures only this, on SQLite and then on PostgreSQL.
"""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import bulk
from benchmarks.chaos.stores import PostgresStore, Server, postgres_server
from benchmarks.results import say
from benchmarks.stage import end, keep_bytecode, sandbox_process, start_bot
from benchmarks.town import Town, config_text, database_for
from casework.messages import Kind
from casework.settings import Settings
from storage.copy import copy_database
from storage.database import Database
from storage.rows import INBOX, OUTBOX

OPEN, OVERDUE, HELD = 100_000, 1_000, 100
COMMUNITIES = 50
GOAL_SECONDS = 5.0
WAIT_SECONDS = 40.0
FIRST_OPEN, FIRST_OVERDUE = 1_000, 500_000_000


async def measure(at: Path, server: Server | None = None) -> dict[str, Any]:
    """The figures, on PostgreSQL if there is a `server`. `at`: a directory for database and log."""
    settings, town = Settings(), Town(communities=COMMUNITIES, residents_each=2)
    path = at / "restart.db"
    async with sandbox_process() as sandbox:
        await town.build(sandbox.http)
        t0 = datetime.fromtimestamp(await sandbox.now(), UTC)
        database = await database_for(town, path, t0, settings)
        templates = await bulk.file_one_each(town, database, settings, t0)
        await database.close()
        bulk.copy(path, templates, OPEN - OVERDUE, timedelta(days=2), timedelta(milliseconds=200), first=FIRST_OPEN)
        overdue = -settings.rung(1).after - timedelta(minutes=10)
        bulk.copy(path, templates, OVERDUE, overdue, timedelta(milliseconds=1), first=FIRST_OVERDUE)
        for number in range(HELD):
            user = town.users[f"res-{number % COMMUNITIES}-{number // COMMUNITIES}"]
            text = {"chat": town.bot["id"], "text": f"路灯不亮了 {number}"}
            (await sandbox.http.post(f"/api/users/{user}/messages", json=text)).raise_for_status()
        url = f"sqlite:///{path}"
        if server is not None:
            store = await PostgresStore(server, "restart").make()
            await copy_database(url, store.url)
            await store.analyze()
            url = store.url
        config = at / "restart.toml"
        config.write_text(config_text(sandbox.url, url), encoding="utf-8")
        await keep_bytecode()
        begun = await sandbox.now()
        bot = await start_bot(config, town.bot["token"], at / "restart.log")
        try:
            committed, held = await _until_committed(url)
        finally:
            await end(bot)
    late = max(committed) - begun if committed else WAIT_SECONDS
    return {
        "database": "SQLite" if server is None else "PostgreSQL",
        "open": OPEN,
        "overdue": OVERDUE,
        "committed": len(committed),
        "held_updates": HELD,
        "held_taken_in": len(held),
        "held_after_s": round(max(held) - begun, 3) if held else None,
        "updates_first": bool(held and committed and max(held) <= min(committed)),
        "seconds": round(late, 3),
        "goal_s": GOAL_SECONDS,
        "good": len(committed) == OVERDUE and len(held) == HELD and late <= GOAL_SECONDS,
    }


async def _until_committed(url: str) -> tuple[list[float], list[float]]:
    """When the pings of each overdue issue were committed, and when each held update was taken in."""
    loop = asyncio.get_running_loop()
    end_at = loop.time() + WAIT_SECONDS
    database = await Database.open(url)
    overdue = range(FIRST_OVERDUE, FIRST_OVERDUE + OVERDUE)
    try:
        while True:
            rows = await database.read(lambda connection: connection.execute(OUTBOX.select()).all())
            first: dict[int, float] = {}
            for row in map(OUTBOX.load, rows):
                if row.kind == Kind.PING and row.issue_id in overdue and row.issue_id is not None:
                    first.setdefault(row.issue_id, row.committed_at.timestamp())
            if len(first) >= OVERDUE or loop.time() > end_at:
                break
            await asyncio.sleep(1.0)
        taken = [INBOX.load(row) for row in await database.read(lambda c: c.execute(INBOX.select()).all())]
        return list(first.values()), [one.received_at.timestamp() for one in taken if one.raw.get("message")]
    finally:
        await database.close()


def told(figures: dict[str, Any]) -> str:
    """For people."""
    f = figures
    first = "after" if f["updates_first"] else "NOT after"
    return (
        f"  restart on {f['database']}: {f['committed']} of {f['overdue']} overdue among {f['open']:,} open issues "
        f"committed {f['seconds']:.2f} s after a cold start (goal {GOAL_SECONDS:g}), "
        f"{first} {f['held_taken_in']} held updates"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="weilinli-restart-") as temporary, postgres_server() as running:
        for one in (None, running):
            (Path(temporary) / "restart.db").unlink(missing_ok=True)
            say(told(asyncio.run(measure(Path(temporary), one))))
