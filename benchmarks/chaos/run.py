"""One configuration: so many replicas on one database, killed so many times under load; then everything is compared."""

import asyncio
import random
import time
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

import httpx

from benchmarks.chaos import besides
from benchmarks.chaos.judge import Judge, Verdict, gather, ladder_end
from benchmarks.chaos.life import Life, Replica
from benchmarks.chaos.load import Load
from benchmarks.chaos.phones import Phones
from benchmarks.chaos.stores import Store
from benchmarks.chaos.trouble import Trouble
from benchmarks.results import say
from benchmarks.town import HTTP_SECONDS, Town, config_text
from bot.config import parse
from bot.running.failpoints import POINTS
from casework.settings import Settings
from sandbox.run import running
from storage.database import Database
from storage.deadlines import Deadlines
from storage.errors import StorageError
from storage.leases import Leases
from storage.outbox import Outbox
from storage.replicas import SENDER

RATE = 60.0
"""Sandbox seconds in a real one: a second is a minute, so the first rungs fall due among the kills."""
NOON = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
REPORTS_EACH = 2
"""Reports that begin before each kill, at most."""
LONGEST_SECONDS = 1.2
REST_EVERY, REST_SECONDS = 8, 3.0
"""Before every so many kills there is a longer pause; and one that waits for its failpoint may be."""
CATCH_UP_SECONDS = 20.0
"""At most so long a pause lasts until nothing is overdue: a slow machine needs longer than a life to begin to work."""
OVERDUE, LOOK_SECONDS = 60.0, 0.1
"""Sandbox seconds after which something is overdue; real seconds between two looks."""
LARGE_FROM = 30
"""From so many kills on the town is a large one."""
DRAIN_STEP = 60.0
DRAIN_ROUNDS = 30
HANDOVER_SECONDS = 2.5
"""Real seconds after which the others have taken over from a replica that died: a beat, and a little."""
SENDING = ("send", "record")
"""Failpoints that only the sender reaches."""
CONFLICT = "another program polls with this token"
"""What a bot logs when Telegram tells it so."""


class Chaos:
    """One run. `at`: a directory for configuration and logs."""

    def __init__(self, store: Store, replicas: int, kills: int, seed: int, sabotage: str, at: Path) -> None:
        self.store = store
        self.kills = kills
        self.sabotage = sabotage
        self.at = at
        self.config = at / "config.toml"
        self.replicas = [Replica(self.config, at / f"bot-{number}.log") for number in range(1, replicas + 1)]
        self.dice = random.Random(seed)
        self.town = Town(*((8, 20) if kills >= LARGE_FROM else (3, 10)))
        self.settings = Settings()
        self.lives: list[Life] = []
        self.turned_away = 0

    async def run(self) -> tuple[Verdict, dict[str, object]]:
        """Kill, calm down, let everything fall due, and compare."""
        async with AsyncExitStack() as stack:
            for replica in self.replicas:
                stack.push_async_callback(replica.close)
                await replica.open(self.sabotage)  # it imports while the town is built
            sandbox = await stack.enter_async_context(running(now=NOON.timestamp()))
            self.world = sandbox.world
            limits = httpx.Limits(max_connections=200)
            http = httpx.AsyncClient(base_url=sandbox.url, timeout=HTTP_SECONDS, trust_env=False, limits=limits)
            self.http = await stack.enter_async_context(http)
            await self.town.build(http)
            self.database = await Database.open(self.store.url, create=True)
            stack.push_async_callback(self._close)
            await self.town.settle(self.database, self.settings, NOON)
            await besides.settle(self.town, self.database, self.settings, NOON)
            self.config.write_text(config_text(sandbox.url, self.store.url), encoding="utf-8")
            parse(self.config.read_text(encoding="utf-8"))
            self.phones = Phones(sandbox.world)
            self.phones.watch_faults()
            self.phones.look()
            follower = asyncio.create_task(self.phones.follow())
            stack.callback(follower.cancel)
            self.load = Load(self.town, http, self.phones, self.dice)
            self.trouble = Trouble(self.town, http, self.phones, self.store, self.replicas, self.dice)
            for replica in self.replicas:
                replica.token = self.town.bot["token"]
            await http.post("/api/clock", json={"rate": RATE})
            number = 0
            while self._killed < self.kills:
                await self._once(number)
                number += 1
            await self._calm_down()
            if follower.done():
                follower.result()
            return await self._judged()

    @property
    def _killed(self) -> int:
        return sum(1 for life in self.lives if life.ended)

    async def _once(self, number: int) -> None:
        """Start who is dead, one of them with a failpoint; some load and some trouble; and a kill."""
        point = POINTS[number // 2 % len(POINTS)] if number % 2 == 0 else ""
        often = self.dice.choice((1, 1, 2, 3)) if number >= 2 * len(POINTS) else 1
        self.load.begin(self.dice.randint(1, REPORTS_EACH), LONGEST_SECONDS)
        rest = number % REST_EVERY == REST_EVERY - 1
        if point.startswith("inbox"):
            await self.load.now()  # so that there is something to take in
        await self._start_the_dead(f"{point}:{often}" if point else "")
        await self.trouble.perhaps()
        seconds = REST_SECONDS if rest or point else self.dice.uniform(0.05, LONGEST_SECONDS)
        fell = await self._one_ended_within(seconds) or (rest and await self._one_ended_while_catching_up())
        sends = await self._who_sends()  # the lease of one that fell is there until the next beat of another
        if not fell:
            await self.dice.choice(self.replicas).kill()
        self._note_the_dead(sends)
        await asyncio.sleep(self.dice.uniform(0, 0.1))
        if self._killed and self._killed % 100 == 0:
            say(f"  {self._killed} kills, {len(self.load.reports)} reports, {self.phones.calls} calls of the Bot API")

    async def _start_the_dead(self, failpoint: str = "") -> None:
        self._note_the_dead()
        for replica in self.replicas:
            if not replica.lives:
                life = Life(self.world.now(), failpoint.partition(":")[0])
                self.lives.append(life)
                await replica.start(life, failpoint)
                failpoint = ""

    async def _one_ended_within(self, seconds: float) -> bool:
        """Whether a replica ended by itself: its failpoint, or no database at the start."""
        ends = [asyncio.create_task(replica.ended_within(seconds)) for replica in self.replicas]
        done, pending = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for one in pending:
            one.cancel()
        return any(one.result() is not None for one in done)

    async def _one_ended_while_catching_up(self) -> bool:
        """Until nothing is overdue. Whether a replica ended by itself meanwhile."""
        end_at = time.monotonic() + CATCH_UP_SECONDS
        while time.monotonic() < end_at:
            with suppress(StorageError):
                due = await Deadlines(self.database).next_at()
                if due is None or due.timestamp() > self.world.now() - OVERDUE:
                    return False
            if await self._one_ended_within(LOOK_SECONDS):
                return True
        return False

    def _note_the_dead(self, sends: int | None = None) -> None:
        """When and of what each newest life ended. `sends`: who held the sender's lease, if that is known."""
        for replica in self.replicas:
            life = replica.life
            if replica.lives or life is None or life.ended or life not in self.lives:
                continue
            if replica.code >= 0:
                if replica.code != 1 or not self.trouble.database_was_away(life.started):
                    raise RuntimeError(f"the bot ended by itself with {replica.code}, see {replica.log}")
                self.turned_away += 1  # it found no server when it started, said so, and is started again
                self.lives.remove(life)
                continue
            life.ended = self.world.now()
            life.fell = not replica.killed
            life.sent = sends in (None, replica.pid) or (life.fell and life.point.startswith(SENDING))

    async def _who_sends(self) -> int | None:
        """The process id; None when it cannot be said."""
        try:
            owner = await Leases(self.database).holder(SENDER, datetime.now(UTC))
        except StorageError:
            return None
        return int(owner.split("|")[2]) if owner else None

    async def _calm_down(self) -> None:
        """Nothing fails any more. Everybody finishes; then the clock runs until the last rung has fired."""
        await self.trouble.finish()
        for replica in self.replicas:
            if replica.lives and replica.life is not None and replica.life.point:
                await replica.kill()
        await self._start_the_dead()
        await self._until_followed()
        await self.load.finish()
        await self._advance(0)
        await self._hand_over()
        last = datetime.fromtimestamp(self.world.now(), UTC)
        await self._advance((ladder_end(self.settings, last) - last).total_seconds())
        await self._drain()
        for code in await asyncio.gather(*(replica.stop() for replica in self.replicas)):
            if code != 0:
                raise RuntimeError(f"a bot did not stop as it was told to: {code}")

    async def _until_followed(self) -> None:
        """Everybody takes the time from the sandbox: it would not wait for whoever has only just been started."""
        await asyncio.sleep(HANDOVER_SECONDS)  # those who died do so no longer
        async with asyncio.timeout(CATCH_UP_SECONDS):
            while len(self.world.clock.followers) < len(self.replicas):  # noqa: ASYNC110 - other processes
                await asyncio.sleep(LOOK_SECONDS)

    async def _hand_over(self) -> None:
        """The last of the dead are noticed; only a sandbox could run its clock faster than that."""
        if len(self.replicas) > 1:
            await asyncio.sleep(HANDOVER_SECONDS)

    async def _drain(self) -> None:
        await self._close()
        self.database = Database(self.store.url)  # anew: the server may have been restarted
        outbox = Outbox(self.database)
        for _ in range(DRAIN_ROUNDS):
            if not await outbox.count_pending():
                return
            await self._hand_over()
            await self._advance(DRAIN_STEP)

    async def _close(self) -> None:
        await self.database.close()

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
            replicas=len(self.replicas),
            conflicts=sum(replica.log.read_text(encoding="utf-8").count(CONFLICT) for replica in self.replicas),
        ).judge()
        fell = [life.point for life in self.lives if life.fell]
        more: dict[str, object] = {
            "kills_at": {point: fell.count(point) for point in POINTS},
            "kills_at_random": sum(1 for life in self.lives if life.ended and not life.fell),
            "kills_of_the_sender": sum(1 for life in self.lives if life.ended and not life.fell and life.sent),
            "starts_without_a_database": self.turned_away,
            "trouble": self.trouble.made,
            "refused_calls": self.phones.refused,
            "lost_replies": len(self.phones.lost_replies),
            "bot_api_calls": self.phones.calls,
            "fell_due": verdict.fell_due,
        }
        return verdict, more
