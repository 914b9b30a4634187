"""One notice to many groups, corrected in the middle, while the bot is killed again and again: nobody is skipped, and
nobody told twice but where it died between Telegram's answer and the record.

    python -m benchmarks.chaos.many     KILLS (default 200), HEARERS (default 2751), SEED
"""

import asyncio
import os
import random
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx

from benchmarks.chaos.judge import BETWEEN_SECONDS
from benchmarks.chaos.life import Life, Replica
from benchmarks.chaos.run import NOON
from benchmarks.notices import make_groups, say_notice, tie
from benchmarks.results import say
from benchmarks.town import HTTP_SECONDS, Town, config_text, database_for
from casework.broadcast import Change, correct
from casework.model.said_to_many import Broadcast
from casework.settings import Settings
from sandbox.run import Running, running
from storage.database import Database
from storage.outbox import Outbox

RATE = 10.0
"""Sandbox seconds in a real one."""
POINTS = ("tick-before-commit", "tick-after-commit", "send-before", "send-after", "record-after")
LONGEST_SECONDS = 1.0
DRAIN_STEP, DRAIN_ROUNDS = 30.0, 40
ENDS, LATER = NOON + timedelta(hours=8), NOON + timedelta(hours=10)
SAYS_NOW = "20:00"
"""What the notice says of its end once it is corrected, in Jilin."""


@dataclass
class Found:
    """What became of it. Good: nobody skipped or stale, and no repetition without a reason."""

    groups: int = 0
    kills: int = 0
    skipped: int = 0
    stale: int = 0
    repeated: int = 0
    unexplained: int = 0
    counted: int = 0
    lives: list[Life] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether it is as it has to be."""
        return not self.skipped and not self.stale and not self.unexplained and self.counted == self.groups

    def line(self) -> str:
        """For people, and for a test."""
        return (
            f"groups={self.groups} kills={self.kills} skipped={self.skipped} stale={self.stale} "
            f"repeated={self.repeated} unexplained={self.unexplained} counted={self.counted}"
        )


async def measure(kills: int, groups: int, seed: int, at: Path) -> Found:
    """Kill so often; then let it finish, and look at every group."""
    dice, town, found = random.Random(seed), Town(communities=1, residents_each=1), Found(groups=groups)
    replica = Replica(at / "config.toml", at / "bot.log")
    await replica.open("")
    try:
        async with (
            running(now=NOON.timestamp()) as sandbox,
            httpx.AsyncClient(base_url=sandbox.url, timeout=HTTP_SECONDS, trust_env=False) as http,
        ):
            await town.build(http)
            chats = await make_groups(http, town, groups)
            database = await database_for(town, at / "many.db", NOON, Settings())
            replica.config.write_text(config_text(sandbox.url, f"sqlite:///{at / 'many.db'}"), encoding="utf-8")
            replica.token = town.bot["token"]
            try:
                await tie(database.work(Settings()), chats)
                notice = await say_notice(database.work(Settings()), town, NOON, ENDS)
                await http.post("/api/clock", json={"rate": RATE})
                for number in range(kills):
                    if number == kills // 2:
                        await _correct(database, notice, sandbox)
                    await _life(replica, sandbox, dice, found, number)
                await _finish(replica, http, sandbox, database)
                await _judge(database, sandbox, notice, chats, found)
            finally:
                await database.close()
    finally:
        await replica.close()
    return found


async def _life(replica: Replica, sandbox: Running, dice: random.Random, found: Found, number: int) -> None:
    """One start, and its end: at a point of its own every second time."""
    point = POINTS[number // 2 % len(POINTS)] if number % 2 == 0 else ""
    life = Life(sandbox.world.now(), point)
    found.lives.append(life)
    await replica.start(life, f"{point}:{dice.randint(1, 30)}" if point.startswith(("send", "record")) else point)
    if await replica.ended_within(dice.uniform(0.2, LONGEST_SECONDS)) is None:
        await replica.kill()
    if replica.code >= 0:
        raise RuntimeError(f"the bot ended by itself with {replica.code}, see {replica.log}")
    life.ended = sandbox.world.now()
    found.kills += 1


async def _correct(database: Database, notice: Broadcast, sandbox: Running) -> None:
    """The hours are others now; said by whoever said it, while nobody runs."""
    work = database.work(Settings())
    said = await work.broadcast(notice.id)
    outage = await work.outage(said.about_id or 0)
    outage.ends_at = LATER
    work.changed(outage)
    await correct(said, "", Change(at=NOON, by=said.by_id), work)
    await work.commit()


async def _finish(replica: Replica, http: httpx.AsyncClient, sandbox: Running, database: Database) -> None:
    """A last life, which ends when nothing waits."""
    await replica.start(Life(sandbox.world.now()))
    await http.post("/api/clock", json={"rate": 0})
    while not sandbox.world.clock.followers:  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.05)
    for _ in range(DRAIN_ROUNDS):
        answer = await http.post("/api/clock/advance", json={"to": sandbox.world.now() + DRAIN_STEP})
        answer.raise_for_status()
        if not await Outbox(database).count_pending():
            break
    if (code := await replica.stop()) != 0:
        raise RuntimeError(f"the bot did not stop as it was told to: {code}")


async def _judge(database: Database, sandbox: Running, notice: Broadcast, chats: list[int], found: Found) -> None:
    """Every group has it, as it is now; what it has twice was posted a moment before a life ended."""
    work = database.work(Settings())
    found.counted = (await work.reached(await work.broadcast(notice.id))).arrived
    bot_says = {
        chat: [one for one in sandbox.world.chat(chat).messages.values() if "停水" in one.text] for chat in chats
    }
    ends = [life.ended for life in found.lives]
    for messages in bot_says.values():
        found.skipped += not messages
        found.stale += bool(messages) and not any(SAYS_NOW in one.text for one in messages)
        for one in messages[:-1]:
            found.repeated += 1
            found.unexplained += not any(0 <= end - one.date <= BETWEEN_SECONDS * RATE + 1 for end in ends)


def main() -> int:
    """Exit 1 if anybody was skipped, or told twice without a reason."""
    kills, groups = int(os.environ.get("KILLS", "200")), int(os.environ.get("HEARERS", "2751"))
    with tempfile.TemporaryDirectory(prefix="weilinli-many-") as temporary:
        found = asyncio.run(measure(kills, groups, int(os.environ.get("SEED", "1")), Path(temporary)))
    say(found.line())
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())
