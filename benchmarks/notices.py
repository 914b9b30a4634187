"""One notice to 2,751 groups, and 300 pings that fall due meanwhile, against Telegram's limits on the sandbox's stopped
clock.

The real way: a manager's planned outage is said to all groups below (casework/broadcast.py), put into the outbox batch
by batch by the ticker, written by its view, sent by the sender. The pings say only a number; each is committed at its
moment. Least possible: thirty a second, the first thirty at once.
"""

import asyncio
import os
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from benchmarks.results import percentile, say
from benchmarks.town import HTTP_SECONDS, Town, config_text, database_for
from bot.app import App
from bot.config import TOKEN_VARIABLE, parse
from bot.outgoing.gather import compose
from bot.views.view import View
from casework.audience import Hearers, Reached
from casework.broadcast import Say
from casework.broadcast import say as say_to_many
from casework.data import Newer, read
from casework.messages import Kind, Priority
from casework.model.chats import Audience
from casework.model.conversation import Message
from casework.model.issues import Outage
from casework.model.said_to_many import Broadcast
from casework.settings import Settings
from locales.markup import Html
from locales.translator import Translator
from sandbox.run import running
from storage.database import Database
from storage.work import OutboxRow, SqlWork

GROUPS, PINGS = 2_751, 300
PER_SECOND = 30
AT_ONCE = 20
GOAL_RATIO, GOAL_PING_P99_S = 1.03, 1.5
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


async def short(
    rows: list[OutboxRow], work: SqlWork, tr: Translator, now: datetime, name: str
) -> tuple[View | None, list[OutboxRow]]:
    """A ping is its number; all else is what it always is."""
    if rows[0].kind != Kind.PING:
        return await compose(rows, work, tr, now, name)
    return View(Html(str(read(rows[0].data, Newer).values["n"]))), rows


async def measure(groups: int = GROUPS, pings: int = PINGS) -> dict[str, Any]:
    """The figures."""
    town = Town(communities=1, residents_each=pings)
    messages = groups + pings
    least = (messages - PER_SECOND) / PER_SECOND
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        path = Path(temporary) / "bench.db"
        async with (
            running(now=NOON.timestamp()) as sandbox,
            httpx.AsyncClient(base_url=sandbox.url, timeout=HTTP_SECONDS, trust_env=False) as http,
        ):
            await town.build(http)
            chats = await make_groups(http, town, groups)
            os.environ[TOKEN_VARIABLE] = town.bot["token"]
            config = parse(config_text(sandbox.url, f"sqlite:///{path}"))
            database = await database_for(town, path, NOON, config.settings)
            try:
                await tie(database.work(config.settings), chats)
                due = await _pings(database.work(config.settings), town, least)
                notice = await say_notice(database.work(config.settings), town, NOON, NOON + timedelta(hours=8))
            finally:
                await database.close()
            app = await App.build(config, make=short)
            stop = asyncio.Event()
            running_bot = asyncio.create_task(app.run(stop))
            try:
                await app.started.wait()
                adding = asyncio.create_task(_pings_when_due(app, due))
                await _advance(http, NOON.timestamp() + least * 1.5)
                await adding
                reached = await _reached(app.database, config.settings, notice)
                traffic = [one for one in sandbox.world.traffic.since(0) if one["method"] == "sendMessage"]
            finally:
                stop.set()
                await running_bot
    taken = [one for one in traffic if one["ok"]]
    pinged, tied = {address for address, _ in due}, set(chats)
    accepted = {address: one["at"] for one in taken if (address := f"tg:{one['chat']}") in pinged}
    late = [accepted[address] - row.due_at.timestamp() for address, row in due]
    told = Counter(one["chat"] for one in taken if one["chat"] in tied)
    took = max(one["at"] for one in taken if one["chat"] in told or f"tg:{one['chat']}" in accepted) - NOON.timestamp()
    return {
        "groups": len(told),
        "counted": reached.arrived,
        "told_twice": sum(times > 1 for times in told.values()),
        "pings": len(due),
        "seconds": round(took, 3),
        "least_s": round(least, 3),
        "of_least": round(took / least, 4),
        "goal_of_least": GOAL_RATIO,
        "ping_p50_s": round(percentile(late, 0.5), 3),
        "ping_p99_s": round(percentile(late, 0.99), 3),
        "goal_ping_p99_s": GOAL_PING_P99_S,
        "refused_429": sum(1 for one in traffic if one["error_code"] == 429),
    }


async def make_groups(http: httpx.AsyncClient, town: Town, count: int) -> list[int]:
    """So many residents' groups at the sandbox; that the bot was put into them is swallowed before it runs."""

    async def one(number: int) -> int:
        body = {"type": "supergroup", "title": f"{number}群", "members": [], "bots": [town.bot["id"]]}
        answer = await http.post("/api/chats", json=body | {"owner": town.users["she-0"]})
        answer.raise_for_status()
        return int(answer.json()["id"])

    chats: list[int] = []
    for at in range(0, count, AT_ONCE):
        chats += await asyncio.gather(*(one(number) for number in range(at, min(count, at + AT_ONCE))))
    polling = f"/bot{town.bot['token']}/getUpdates"
    while True:
        answer = await http.post(polling, json={"timeout": 0, "limit": 100, "offset": town.heard + 1})
        if not (heard := answer.json()["result"]):
            return chats
        town.heard = heard[-1]["update_id"]


async def tie(work: SqlWork, chats: list[int]) -> None:
    """All of them belong to the one grid."""
    grid = await work.area_by_code("wg-0")
    assert grid is not None
    for number, chat in enumerate(chats):
        await work.bind_chat(f"tg:{chat}", None, grid.id, Audience.RESIDENTS, f"{number}群")
    await work.commit()


async def say_notice(work: SqlWork, town: Town, at: datetime, ends: datetime) -> Broadcast:
    """The community's manager says it to all residents' groups below."""
    manager = await work.post_by_code("she-0")
    assert manager is not None
    assert manager.area_id is not None
    assert manager.person_id is not None
    outage = Outage(
        id=work.new_id(),
        category="outage_water",
        area_ids=[manager.area_id],
        starts_at=at,
        ends_at=ends,
        at=at,
        by_id=manager.person_id,
        by_post_id=manager.id,
    )
    work.add(outage)
    hearers = Hearers(below=(manager.area_id,), groups=(Audience.RESIDENTS,))
    notice = await say_to_many(
        Say(kind=Kind.OUTAGE, at=at, hearers=hearers, by=manager.person_id, about_id=outage.id, counted=True), work
    )
    await work.commit()
    return notice


async def _reached(database: Database, settings: Settings, notice: Broadcast) -> Reached:
    work = database.work(settings)
    return await work.reached(await work.broadcast(notice.id))


async def _pings(work: SqlWork, town: Town, least: float) -> list[tuple[str, Message]]:
    """Spread over the time, with their addresses."""
    found: list[tuple[str, Message]] = []
    residents = town.residents()
    for number, resident in enumerate(residents):
        address = f"tg:{town.users[resident]}"
        person = await work.person_at(address)
        assert person is not None
        row = Message(
            id=work.new_id(),
            kind=Kind.PING,
            due_at=NOON + timedelta(seconds=least * number / len(residents)),
            priority=Priority.PING,
            person_id=person.id,
            data=Newer(values={"n": number}),
        )
        found.append((address, row))
    return found


async def _pings_when_due(app: App, pings: list[tuple[str, Message]]) -> None:
    """Each is committed at its moment, as the ticker would."""
    never = asyncio.Event()
    with app.clock.work():
        for _, row in pings:
            while app.clock.now() < row.due_at:
                await app.clock.wait(row.due_at, never)
            work = app.database.work(app.config.settings)
            work.add(row)
            await work.commit()


async def _advance(http: httpx.AsyncClient, to: float) -> None:
    while (now := float((await http.get("/api/clock")).json()["now"])) < to:
        answer = await http.post("/api/clock/advance", json={"to": min(to, now + 5)})
        answer.raise_for_status()


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f = figures
    return [
        (
            f"one notice to {f['groups']} groups ({f['counted']} counted, {f['told_twice']} told twice), {f['pings']} "
            f"pings meanwhile: {f['seconds']:.1f} s of the least {f['least_s']:.1f}: "
            f"{f['of_least']:.3f} (goal {GOAL_RATIO:g})"
        ),
        (
            f"pings: p50 {f['ping_p50_s']:.2f} s, p99 {f['ping_p99_s']:.2f} s (goal {GOAL_PING_P99_S:g}); "
            f"429: {f['refused_429']}"
        ),
    ]


if __name__ == "__main__":
    for line in told(asyncio.run(measure())):
        say(line)
