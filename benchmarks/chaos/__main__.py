"""python -m benchmarks.chaos: KILLS (default 1000) kills of the real bot under load. Exit 1 if anything was found.

Environment: KILLS, SEED, SABOTAGE (ack-before-commit, double-fire: the run has to find it), KEEP (a directory that
keeps database and log).
"""

import asyncio
import os
import random
import sys
import tempfile
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx

from benchmarks import results
from benchmarks.chaos import restart
from benchmarks.chaos.judge import Judge, Verdict, gather, ladder_end
from benchmarks.chaos.life import Life, Replica
from benchmarks.chaos.load import Load
from benchmarks.chaos.phones import Phones
from benchmarks.chaos.trouble import Trouble
from benchmarks.results import say
from benchmarks.town import HTTP_SECONDS, Town, config_text, database_for
from bot.config import parse
from bot.failpoints import POINTS
from casework.settings import Settings
from sandbox.run import running
from storage.outbox import Outbox

RATE = 60.0
"""Sandbox seconds in a real one: a second is a minute, so the first rungs fall due among the kills."""
NOON = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
REPORTS_EACH = 2
"""Reports that begin in a life, at most."""
LONGEST_SECONDS = 1.2
REST_EVERY, REST_SECONDS = 8, 3.0
"""Every so many lives one is longer, so that what piled up can go out; and one that waits for its failpoint may be."""
RESTART_FROM = 30
"""From so many kills on, the restart with 100,000 open issues is measured too."""
DRAIN_STEP = 60.0


class Chaos:
    """One run on SQLite with one replica."""

    def __init__(self, kills: int, seed: int, sabotage: str, at: Path) -> None:
        self.kills = kills
        self.sabotage = sabotage
        self.at = at
        self.dice = random.Random(seed)
        self.town = Town(*((8, 20) if kills >= RESTART_FROM else (2, 8)))
        self.settings = Settings()
        self.lives: list[Life] = []

    async def run(self) -> tuple[Verdict, dict[str, object]]:
        """Kill, calm down, let everything fall due, and compare."""
        file, config = self.at / "chaos.db", self.at / "config.toml"
        async with AsyncExitStack() as stack:
            self.replica = Replica(config, self.at / "bot.log")
            stack.push_async_callback(self.replica.close)
            await self.replica.open(self.sabotage)  # it imports while the town is built
            sandbox = await stack.enter_async_context(running(now=NOON.timestamp()))
            self.world = sandbox.world
            limits = httpx.Limits(max_connections=200)
            http = httpx.AsyncClient(base_url=sandbox.url, timeout=HTTP_SECONDS, trust_env=False, limits=limits)
            self.http = await stack.enter_async_context(http)
            await self.town.build(http)
            self.database = await database_for(self.town, file, NOON, self.settings)
            stack.push_async_callback(self.database.close)
            config.write_text(config_text(sandbox.url, f"sqlite:///{file}"), encoding="utf-8")
            parse(config.read_text(encoding="utf-8"))
            self.phones = Phones(sandbox.world)
            self.phones.watch_faults()
            self.phones.look()
            follower = asyncio.create_task(self.phones.follow())
            stack.callback(follower.cancel)
            self.load = Load(self.town, http, self.phones, self.dice)
            self.trouble = Trouble(self.town, http, self.phones, file, self.dice)
            self.replica.token = self.town.bot["token"]
            await http.post("/api/clock", json={"rate": RATE})
            for number in range(self.kills):
                await self._life(number)
            await self._calm_down()
            if follower.done():
                follower.result()
            return await self._judged()

    async def _life(self, number: int) -> None:
        """A start, some load and some trouble, and the kill: at a failpoint, or at a random instant."""
        point = POINTS[number // 2 % len(POINTS)] if number % 2 == 0 else ""
        often = self.dice.choice((1, 1, 2, 3)) if number >= 2 * len(POINTS) else 1
        self.load.begin(self.dice.randint(1, REPORTS_EACH), LONGEST_SECONDS)
        rest = number % REST_EVERY == REST_EVERY - 1
        life = Life(self.world.now(), point)
        self.lives.append(life)
        if point.startswith("inbox"):
            await self.load.now()  # so that there is something to take in
        await self.replica.start(f"{point}:{often}" if point else "")
        await self.trouble.perhaps(self.replica)
        seconds = REST_SECONDS if rest or point else self.dice.uniform(0.05, LONGEST_SECONDS)
        code = await self.replica.ended_within(seconds)
        if code is not None and code >= 0:
            raise RuntimeError(f"the bot ended by itself with {code}: see its log")
        life.fell = code is not None
        if code is None:
            await self.replica.kill()
        life.ended = self.world.now()
        await asyncio.sleep(self.dice.uniform(0, 0.1))
        if (number + 1) % 100 == 0:
            say(f"  {number + 1} kills, {len(self.load.reports)} reports, {self.phones.calls} calls of the Bot API")

    async def _calm_down(self) -> None:
        """Nothing fails any more. Everybody finishes; then the clock runs until the last rung has fired."""
        await self.trouble.finish()
        self.lives.append(Life(self.world.now()))
        await self.replica.start()
        await self.load.finish()
        await self._advance(0)
        last = datetime.fromtimestamp(self.world.now(), UTC)
        await self._advance((ladder_end(self.settings, last) - last).total_seconds())
        outbox = Outbox(self.database)
        for _ in range(30):
            if not await outbox.count_pending():
                break
            await self._advance(DRAIN_STEP)
        code = await self.replica.stop()
        if code != 0:
            raise RuntimeError(f"the bot did not stop as it was told to: {code}")

    async def _advance(self, seconds: float) -> None:
        """By small pieces, since one request waits 30 s at most."""
        await self._asked("/api/clock", rate=0)
        await self._asked("/api/clock/settle", timeout=HTTP_SECONDS / 2)
        end = self.world.now() + seconds
        while (now := self.world.now()) < end:
            await self._asked("/api/clock/advance", to=min(end, now + DRAIN_STEP))

    async def _asked(self, path: str, **body: float) -> None:
        answer = await self.http.post(path, json=body)
        if answer.status_code >= 400:
            raise RuntimeError(f"{path}: {answer.text}")

    async def _judged(self) -> tuple[Verdict, dict[str, object]]:
        self.phones.look()
        newest = self.world.newest_update(self.town.bot["id"])
        verdict = Judge(
            evidence=await gather(self.database),
            reports=self.load.reports,
            phones=self.phones,
            lives=self.lives,
            windows=self.trouble.windows,
            issued=range(self.town.heard + 1, newest + 1),
            settings=self.settings,
            until=self.world.now(),
            rate=RATE,
        ).judge()
        fell = [life.point for life in self.lives if life.fell]
        more: dict[str, object] = {
            "kills_at": {point: fell.count(point) for point in POINTS},
            "kills_at_random": sum(1 for life in self.lives if life.ended and not life.fell),
            "trouble": self.trouble.made,
            "refused_calls": self.phones.refused,
            "lost_replies": len(self.phones.lost_replies),
            "bot_api_calls": self.phones.calls,
        }
        return verdict, more


def main() -> int:
    """Run it; the exit code."""
    kept = os.environ.get("KEEP", "")
    with tempfile.TemporaryDirectory(prefix="weilinli-chaos-") as temporary:
        at = Path(kept or temporary)
        at.mkdir(parents=True, exist_ok=True)
        return asyncio.run(_run(at))


async def _run(at: Path) -> int:
    kills, seed = int(os.environ.get("KILLS", "1000")), int(os.environ.get("SEED", "1"))
    sabotage = os.environ.get("SABOTAGE", "")
    about = results.machine()
    begun = asyncio.get_running_loop().time()
    say(f"chaos: {kills} kills, SQLite, one replica, seed {seed}{', SABOTAGE=' + sabotage if sabotage else ''}")
    verdict, more = await Chaos(kills, seed, sabotage, at).run()
    if kills >= RESTART_FROM and not sabotage:
        more["restart"] = late = await restart.measure(at)
        say(restart.told(late))
        if not late["good"]:
            verdict.faults.append("the restart took too long")
    for fault in verdict.faults[:20]:
        say(f"  found: {fault}")
    more["seconds"] = round(asyncio.get_running_loop().time() - begun, 1)
    say(
        f"  {verdict.updates} updates, {verdict.issues} issues, {verdict.escalations} escalations due, "
        f"{verdict.messages} messages, {more['seconds']} s"
    )
    path = results.write("chaos" if not sabotage else f"chaos-{sabotage}", {**verdict.as_json(), **more}, about)
    say(f"  {path}")
    say(verdict.line())
    return 0 if verdict.good else 1


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
