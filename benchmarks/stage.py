"""The sandbox and the bot as processes of their own, as they are run in earnest."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.town import HTTP_SECONDS

ROOT = Path(__file__).resolve().parent.parent
STOP_SECONDS = 15.0


@dataclass
class Sandbox:
    """A sandbox process and its HTTP."""

    url: str
    http: httpx.AsyncClient

    async def now(self) -> float:
        """Its time, in unix seconds."""
        return float((await self.http.get("/clock", params={"once": 1})).json()["now"])

    async def traffic(self, since: int = 0) -> list[dict[str, Any]]:
        """The log of Bot API calls."""
        answer: list[dict[str, Any]] = (await self.http.get("/api/traffic", params={"since": since})).json()
        return answer


@asynccontextmanager
async def sandbox_process(*arguments: str) -> AsyncIterator[Sandbox]:
    """`python -m sandbox` on a free port, at real speed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        said = (await process.stdout.readline()).decode()
        url = said.partition("sandbox: ")[2].strip()
        if not url:
            raise RuntimeError("the sandbox did not start")
        async with httpx.AsyncClient(base_url=url, timeout=HTTP_SECONDS, trust_env=False) as http:
            yield Sandbox(url, http)
    finally:
        await end(process)


def as_installed() -> dict[str, str]:
    """The environment, with Python's bytecode kept: pip writes it when it installs, and without it every start would
    measure the compiler."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


async def keep_bytecode() -> None:
    """Import everything once, so that a start finds what an installation has."""
    code = "import bot.cli, bot.app, bot.commands.doctor; bot.app.rooms()"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=ROOT, env=as_installed())
    if await process.wait():
        raise RuntimeError("the bot cannot be imported")


ELSEWHERE = "import socket, sys; socket.gethostname = lambda: sys.argv[1]; from bot.cli import main; main(sys.argv[2:])"


async def start_bot(config: Path, token: str, log: Path, *, machine: str = "") -> asyncio.subprocess.Process:
    """`weilinli run`, from a cold start; as if on a machine of that name."""
    program = ["-c", ELSEWHERE, machine] if machine else ["-m", "bot.cli"]
    with log.open("ab") as file:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *program,
            "run",
            "--config",
            str(config),
            cwd=ROOT,
            env=as_installed() | {"WEILINLI_TOKEN": token},
            stdout=file,
            stderr=file,
        )


async def end(process: asyncio.subprocess.Process) -> None:
    """SIGTERM, and SIGKILL for who does not obey."""
    if process.returncode is not None:
        return
    process.terminate()
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
        return
    process.kill()
    await process.wait()


def memory_mb(pid: int) -> tuple[float, float]:
    """Resident memory of a process now, and at most so far, in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    found = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return found["VmRSS"], found["VmHWM"]
