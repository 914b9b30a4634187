"""From `weilinli run` to the first getUpdates, against the time that importing aiogram alone takes. Cold processes."""

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.results import say
from benchmarks.stage import Sandbox, as_installed, end, sandbox_process, start_bot
from benchmarks.town import Town, config_text, database_for
from casework.settings import Settings

ROUNDS = 3
GOAL = 0.3
LOOK_SECONDS = 0.01
FAR_SECONDS = 60.0


async def measure() -> dict[str, Any]:
    """The figures: the best of a few rounds each, by turns."""
    ours, aiogram = [], []
    town = Town(communities=1, residents_each=1)
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        at = Path(temporary)
        async with sandbox_process() as sandbox:
            await town.build(sandbox.http)
            now = datetime.fromtimestamp(await sandbox.now(), UTC)
            await (await database_for(town, at / "bench.db", now, Settings())).close()
            config = at / "config.toml"
            config.write_text(config_text(sandbox.url, f"sqlite:///{at / 'bench.db'}"), encoding="utf-8")
            for _ in range(ROUNDS):
                ours.append(await _to_first_poll(town, sandbox, config, at))
                aiogram.append(await _importing("aiogram"))
    return {
        "to_first_getupdates_s": round(min(ours), 3),
        "import_aiogram_s": round(min(aiogram), 3),
        "of_aiogram": round(min(ours) / min(aiogram), 4),
        "goal": GOAL,
        "rounds": {"ours": ours, "aiogram": aiogram},
    }


async def _to_first_poll(town: Town, sandbox: Sandbox, config: Path, at: Path) -> float:
    """The log has only polls that brought something, so somebody writes before the start."""
    user = town.users["res-0-0"]
    text = {"chat": town.bot["id"], "text": "您好"}
    (await sandbox.http.post(f"/api/users/{user}/messages", json=text)).raise_for_status()
    before = await sandbox.traffic()
    since = before[-1]["n"] if before else 0
    offset = time.time() - await sandbox.now()
    begun = time.time()
    bot = await start_bot(config, town.bot["token"], at / "bot.log")
    try:
        while time.time() < begun + FAR_SECONDS:
            polls = [one for one in await sandbox.traffic(since) if one["method"] == "getUpdates"]
            if polls:
                return float(polls[0]["at"]) + offset - begun
            await asyncio.sleep(LOOK_SECONDS)
    finally:
        await end(bot)
    raise RuntimeError((at / "bot.log").read_text(encoding="utf-8"))


async def _importing(module: str) -> float:
    begun = time.time()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", f"import {module}", env=as_installed())
    if await process.wait():
        raise RuntimeError(f"{module} cannot be imported")
    return time.time() - begun


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f = figures
    return [
        (
            f"start to first getUpdates {f['to_first_getupdates_s']:.2f} s, importing aiogram "
            f"{f['import_aiogram_s']:.2f} s: "
            f"{f['of_aiogram']:.2f} of it (goal {GOAL:g})"
        )
    ]


if __name__ == "__main__":
    for line in told(asyncio.run(measure())):
        say(line)
