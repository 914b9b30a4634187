"""`weilinli web`: the pages in a process of their own, on a database on which a bot may work."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx

from tests.ports import free_port, until_listening
from tests.web.wall_town import WallTown

ROOT = Path(__file__).parents[2]


async def started(folder: Path, lines: str) -> asyncio.subprocess.Process:
    (folder / "config.toml").write_text(f'[database]\nurl = "sqlite:///weilinli.db"\n[web]\n{lines}', encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "WEILINLI_TOKEN"}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "web", "--config", "config.toml",
        cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


async def test_the_pages_alone(tmp_path: Path) -> None:
    """Without a token it shows the wall and no board; told to end, it ends; without a port it says what is missing."""
    from storage.database import Database

    database = await Database.open(f"sqlite:///{tmp_path / 'weilinli.db'}", create=True)
    town = WallTown(database)
    await town.furnish()
    await town.matter(text="东门的路灯")
    await database.close()
    port = free_port()
    process = await started(tmp_path, f"pages_port = {port}\n")
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            await until_listening(port)
            page = await client.get("/")
            assert "东门的路灯" in page.text
            assert "t.me" not in page.text
            assert (await client.get("/board")).status_code == 401
            assert (await client.post("/open/abc")).status_code == 404
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 15) == 0
    finally:
        if process.returncode is None:
            process.kill()
    missing = await started(tmp_path, "")
    out, _ = await asyncio.wait_for(missing.communicate(), 30)
    assert missing.returncode == 2
    assert "web.pages_port" in out.decode()
