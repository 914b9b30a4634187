"""Due -> accepted by the sandbox, at real speed: 200 issues whose five minutes are over while we look.

The bot is a process of its own, and so is the sandbox. Each issue is another community's, so that no person is pinged
twice in a minute; they fall due 0.3 s apart, which is 20 messages a second of the 30 that Telegram allows.
"""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import bulk
from benchmarks.results import percentile, say
from benchmarks.stage import end, sandbox_process, start_bot
from benchmarks.town import Town, config_text, database_for
from casework.messages import Kind
from casework.settings import Settings
from storage.rows import OUTBOX, OutboxRow

ISSUES = 200
APART = timedelta(seconds=0.3)
LEAD = timedelta(seconds=8)
"""From the end of the preparations to the first due moment: the bot starts meanwhile."""
GOAL_SECONDS = 1.0


async def measure() -> dict[str, Any]:
    """The figures."""
    settings, town = Settings(), Town(communities=ISSUES, residents_each=1)
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        at = Path(temporary)
        async with sandbox_process() as sandbox:
            await town.build(sandbox.http)
            t0 = datetime.fromtimestamp(await sandbox.now(), UTC)
            database = await database_for(town, at / "bench.db", t0, settings)
            config = at / "config.toml"
            config.write_text(config_text(sandbox.url, f"sqlite:///{at / 'bench.db'}"), encoding="utf-8")
            templates = await bulk.file_one_each(town, database, settings, t0)
            now = datetime.fromtimestamp(await sandbox.now(), UTC)
            first = now + LEAD - settings.rung(1).after
            await _move(database, templates, first - t0)
            before = len(await sandbox.traffic())
            bot = await start_bot(config, town.bot["token"], at / "bot.log")
            try:
                await asyncio.sleep((LEAD + APART * ISSUES).total_seconds() + 3)
                traffic = await sandbox.traffic(before)
            finally:
                await end(bot)
            sql = OUTBOX.select()
            rows = [OUTBOX.load(row) for row in await database.read(lambda connection: connection.execute(sql).all())]
            await database.close()
    return _figures([row for row in rows if row.state == "sent"], traffic, rows)


async def _move(database: Any, issues: list[int], by: timedelta) -> None:
    """Each issue's T0, and what hangs on it, to its place."""

    def do(connection: Any) -> None:
        for index, issue in enumerate(issues):
            shift = (by + index * APART) // timedelta(microseconds=1)
            for table, times in bulk.TIMES.items():
                moved = ", ".join(f"{name} = {name} + {shift}" for name in times)
                if moved:
                    connection.exec_driver_sql(f"UPDATE {table} SET {moved} WHERE {bulk.of_issue(table)} = {issue}")

    await database.write(do)


def _figures(sent: list[OutboxRow], traffic: list[dict[str, Any]], rows: list[OutboxRow]) -> dict[str, Any]:
    accepted: dict[str, float] = {}
    for call in traffic:
        if call["ok"] and call["method"] == "sendMessage":
            accepted.setdefault(f"tg:{call['chat']}", call["at"])
    pings = [row for row in sent if row.kind == Kind.PING]
    late = [accepted[row.sent_address or ""] - row.due_at.timestamp() for row in pings]
    ledger = [(row.sent_at - row.due_at).total_seconds() for row in pings if row.sent_at is not None]
    every = [(row.sent_at - row.due_at).total_seconds() for row in sent if row.sent_at is not None]
    committed = [(row.committed_at - row.due_at).total_seconds() for row in pings]
    return {
        "issues": len({row.issue_id for row in pings}),
        "pings": len(pings),
        "messages": len(sent),
        "due_to_accepted_p50_s": round(percentile(late, 0.5), 4),
        "due_to_accepted_p99_s": round(percentile(late, 0.99), 4),
        "due_to_accepted_max_s": round(max(late), 4),
        "ledger_p99_s": round(percentile(ledger, 0.99), 4),
        "committed_p99_s": round(percentile(committed, 0.99), 4),
        "all_messages_p99_s": round(percentile(every, 0.99), 4),
        "refused_429": sum(1 for call in traffic if call["error_code"] == 429),
        "not_sent": sum(1 for row in rows if row.state in ("pending", "dead", "unreachable")),
        "goal_p99_s": GOAL_SECONDS,
    }


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f = figures
    return [
        f"{f['issues']} issues, {f['pings']} pings, {f['messages']} messages in all, at real speed",
        (
            f"due -> accepted: p50 {f['due_to_accepted_p50_s']:.3f} s, p99 {f['due_to_accepted_p99_s']:.3f} s, "
            f"max {f['due_to_accepted_max_s']:.3f} s (goal: p99 under {GOAL_SECONDS:g} s)"
        ),
        (
            f"by our ledger: p99 {f['ledger_p99_s']:.3f} s; committed p99 {f['committed_p99_s']:.3f} s; "
            f"all messages p99 {f['all_messages_p99_s']:.3f} s; 429: {f['refused_429']}, not sent: {f['not_sent']}"
        ),
    ]


if __name__ == "__main__":
    for line in told(asyncio.run(measure())):
        say(line)
