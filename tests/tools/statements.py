"""How often the database is asked and written: for each text, report, press, and message sent. The auditor, who comes
once a minute, is left out.

    python -m tests.tools.statements [postgresql://...]

The stories' town with the real bot on a sandbox: a resident writes and reports, the grid head takes it, ROUNDS times;
then the same by several residents at once. Everything that comes of an act counts as its cost, its messages too.
Without an address: a SQLite file. The database of an address has to be empty. SHOW=press (text, report) lists what is
asked for the last one, and by which task.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from sqlalchemy import Connection, Engine, event

from bot.config import TOKEN_VARIABLE, parse
from bot.outgoing.limiter import Limits
from sandbox.run import running
from storage.database import Database, migrate
from storage.inbox import Inbox
from storage.outbox import Outbox
from tests.stories.conftest import Service
from tests.stories.town import settle_town
from tests.stories.world import TEN, World

ROUNDS = 10
WRITERS = ("孙大妈", "老郑")
TEXTS = (
    "厨房下水堵了，返味",
    "单元门坏了关不上",
    "楼道灯不亮了",
    "门口路面塌了个坑",
    "楼下垃圾没人收",
    "暖气不热，才十五度",
    "楼道里堆满了纸箱子",
    "消防通道让车堵了",
    "电梯坏了，不动了",
    "地锁把车位占了",
)
"""Each of another kind: words of one kind would be words on what is open."""
AT_ONCE = (
    ("路灯三天没亮了", "健身器材的把手断了"),
    ("井盖翘起来了", "楼上半夜唱歌"),
    ("广场舞音响太大", "有人在小区里遛狗不牵绳"),
    ("外墙的砖掉下来一块", "摆摊的把道占了"),
    ("宽带断了", "对门天天装修吵得要命"),
)
"""What the WRITERS write at the same time, of further kinds."""
WITHOUT = {"overall": 1_000_000, "chat_every": 0.001, "group": 1_000_000}
"""Instead of Telegram's limits: what an act brings is to go out with it."""
QUIET = ("PRAGMA", "BEGIN", "SET LOCAL", "SAVEPOINT", "RELEASE")


class Counted:
    """Statements and commits since the last `take`, in all and of those the sender's."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.texts: Counter[str] = Counter()

    def listen(self) -> None:
        """From now on, on every engine of this process."""
        for name in ("look", "read", "write"):
            setattr(Database, name, _named(getattr(Database, name)))
        event.listen(Engine, "before_cursor_execute", self._executed)
        event.listen(Engine, "commit", self._ended)
        event.listen(Engine, "rollback", self._ended)

    def _executed(self, connection: Connection, _: Any, statement: str, *__: Any) -> None:
        who = connection.info.get("who", "")
        if statement.startswith(QUIET) or who == "auditor":
            return
        writes = not statement.startswith("SELECT")
        self.seen["statements"] += 1
        self.seen[f"statements {who}"] += 1
        self.texts[f"{who} {' '.join(statement.split())}"] += 1
        if writes:
            connection.info["wrote"] = True

    def _ended(self, connection: Connection) -> None:
        if connection.info.pop("wrote", False):
            durable = connection.get_execution_options().get("durable", True)
            self.seen["commits" if durable else "commits not synced"] += 1

    def take(self) -> Counter[str]:
        """What was counted, and begin anew."""
        seen, self.seen = self.seen, Counter()
        return seen


def _named(asks: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """The connection is told whether it is the sender that asks."""

    async def ask(database: Database, do: Callable[[Connection], Any], **more: Any) -> Any:
        who = _who()

        def told(connection: Connection) -> Any:
            connection.info["who"] = who
            return do(connection)

        return await asks(database, told, **more)

    return ask


def _who() -> str:
    task = asyncio.current_task()
    assert task is not None
    coroutine: Any = task.get_coro()
    where = coroutine.cr_code.co_filename
    return "sender" if "outgoing" in where or task.get_name() == "sender" else task.get_name().rstrip("-0123456789")


@asynccontextmanager
async def town(url: str) -> AsyncIterator[World]:
    """The bot at work in the stories' town."""
    async with (
        running(now=TEN.timestamp()) as sandbox,
        httpx.AsyncClient(base_url=sandbox.url, timeout=60, trust_env=False) as http,
    ):
        world = World(http, sandbox.app)
        await world.set_stage(sandbox.world)
        await http.post("/api/limits", json={"on": False})
        os.environ[TOKEN_VARIABLE] = world.bot["token"]
        config = parse(
            f'[telegram]\nbase_url = "{sandbox.url}"\n[database]\nurl = "{url}"\n[clock]\nsource = "sandbox"\n'
        )
        await migrate(url)
        database = world.database = await Database.open(url)
        await settle_town(database, config.settings, world.users, world.chats, TEN.astimezone(UTC))
        await Inbox(database).take_in([{"update_id": world.heard}], "polling", TEN.astimezone(UTC))
        service = Service(config)
        await service.start()
        await world.settle()
        try:
            yield world
        finally:
            await service.stop()
            await database.close()


async def measure(url: str) -> None:
    """Prints it."""
    counted = Counted()
    counted.listen()
    usual: Any = Limits.__init__
    usual.__kwdefaults__.update(WITHOUT)
    async with town(url) as world:
        sums: dict[str, Counter[str]] = {step: Counter() for step in ("text", "report", "press", "burst of reports")}
        cpu: dict[str, list[float]] = {step: [] for step in sums}

        async def act(step: str, times: int, *doing: Awaitable[Any]) -> None:
            await world.settle()
            before = await _sent(world)
            counted.take()
            counted.texts.clear()
            spent = time.process_time()
            await asyncio.gather(*doing)
            await world.settle()
            sums[step].update(counted.take())
            sums[step].update({"messages": await _sent(world) - before, "times": times})
            if os.environ.get("SHOW") == step and sums[step]["times"] == ROUNDS:
                _show(counted.texts)
            cpu[step].append(1000 * (time.process_time() - spent) / times)

        for number in range(ROUNDS):
            await act("text", 1, world.says("孙大妈", TEXTS[number % len(TEXTS)]))
            await act("report", 1, world.press("孙大妈", "报上去"))
            await act("press", 1, world.press("李姐", "我来接", chat="staff"))
            await world.forward(seconds=61)  # a person's next ping is not put off
        for texts in AT_ONCE:
            await world.forward(seconds=61)
            for name, text in zip(WRITERS, texts, strict=True):
                await world.says(name, text)
            await act("burst of reports", len(WRITERS), *(world.presses_unheard(name, "报上去") for name in WRITERS))
    print(f"{'':18} statements (sender's), commits synced + not, messages, each, median CPU (with sandbox)")
    for step, found in sums.items():
        times = found["times"]
        each = {key: count / times for key, count in found.items()}
        a_message = found["statements sender"] / max(found["messages"], 1)
        print(
            f"{step:18} {each.get('statements', 0):7.1f} ({each.get('statements sender', 0):6.1f}), "
            f"{each.get('commits', 0):5.2f} + {each.get('commits not synced', 0):4.2f}, "
            f"{each['messages']:5.2f} messages, {a_message:5.2f} each, {median(cpu[step]):6.1f} ms"
        )


def _show(texts: Counter[str]) -> None:
    for statement, count in texts.most_common():
        print(f"{count:4} {statement[:60]} ... {statement[statement.find('FROM') :][:150]}")


async def _sent(world: World) -> int:
    assert world.database is not None
    return (await Outbox(world.database).counts()).get("sent", 0)


def main() -> None:
    """On SQLite in a temporary folder, or where told."""
    if len(sys.argv) > 1:
        asyncio.run(measure(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory(prefix="weilinli-statements-") as folder:
        asyncio.run(measure(f"sqlite:///{Path(folder) / 'town.db'}"))


if __name__ == "__main__":
    main()
