"""One replica of the bot: lives that begin and end, and what was done to each."""

import asyncio
import json
import os
import resource
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
STOP_SECONDS = 15.0


@dataclass(slots=True)
class Life:
    """From start to end, in the sandbox's time. `point`: the failpoint that was armed; `fell`: it was reached.
    `sent`: false when another replica held the sender's lease at the end."""

    started: float
    point: str = ""
    ended: float = 0.0
    fell: bool = False
    sent: bool = True


@dataclass
class Replica:
    """Starts `weilinli run` by benchmarks/chaos/bot.py; its log goes to `log`."""

    config: Path
    log: Path
    token: str = ""
    pid: int = 0
    life: Life | None = None
    """The newest."""
    killed: bool = False
    """By us; else it ended by itself."""
    _process: asyncio.subprocess.Process | None = None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _ended: asyncio.Future[int] | None = None

    async def open(self, sabotage: str) -> None:
        """Import everything, once."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.chaos.bot",
            cwd=ROOT,
            env=os.environ | {"SABOTAGE": sabotage},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self._tasks = [asyncio.create_task(self._keep_log())]

    @property
    def lives(self) -> bool:
        """Whether it runs."""
        return self._ended is not None and not self._ended.done()

    @property
    def code(self) -> int:
        """How the newest life ended: its exit code, negative for a signal."""
        assert self._ended is not None
        return self._ended.result()

    async def start(self, life: Life, failpoint: str = "") -> None:
        """A new life."""
        self.life, self.killed = life, False
        env = {"WEILINLI_TOKEN": self.token} | ({"WEILINLI_FAILPOINT": failpoint} if failpoint else {})
        self._send({"config": str(self.config), "env": env})
        self.pid = int((await self._hear())["pid"])
        self._ended = asyncio.get_running_loop().create_future()
        self._tasks.append(asyncio.create_task(self._await_end(self._ended)))

    async def ended_within(self, seconds: float) -> int | None:
        """Its exit code, negative for a signal; None when it still lives."""
        assert self._ended is not None
        with suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(self._ended), seconds)
        return None

    async def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        assert self._ended is not None
        self.killed = True
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        await self._ended

    async def stop(self) -> int | None:
        """SIGTERM; its exit code, None when it did not obey."""
        os.kill(self.pid, signal.SIGTERM)
        return await self.ended_within(STOP_SECONDS)

    def fill_disk(self, full: bool) -> None:
        """No file of the bot grows or is written beyond its beginning; or all is well again."""
        limit = 0 if full else resource.RLIM_INFINITY
        with suppress(ProcessLookupError):
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    async def close(self) -> None:
        """End it all."""
        if self._ended is not None and not self._ended.done():
            await self.kill()
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            await self._process.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _send(self, what: dict[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(what).encode() + b"\n")

    async def _hear(self) -> dict[str, int]:
        assert self._process is not None
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the bot could not be started, see {self.log}")
        heard: dict[str, int] = json.loads(line)
        return heard

    async def _await_end(self, ended: "asyncio.Future[int]") -> None:
        ended.set_result((await self._hear())["ended"])

    async def _keep_log(self) -> None:
        assert self._process is not None
        assert self._process.stderr is not None
        with self.log.open("ab") as file:
            while line := await self._process.stderr.readline():
                file.write(line)
                file.flush()
