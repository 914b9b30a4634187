"""The pages on a port of this machine, a town behind them, and programs that are not ours in front."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from storage.database import Database
from tests.ports import free_port, until_listening
from tests.storage.test_any_request import filled
from tests.web.test_figures import site
from tests.web.wall_town import WallTown
from web.app import pages
from web.server import Server

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".cache" / "outside" / "bin"


@dataclass(frozen=True, slots=True)
class Served:
    """Where the pages are, and what is known of the town behind them."""

    url: str
    town: WallTown
    known: dict[str, list[str]]

    @property
    def key(self) -> str:
        """With which a system files."""
        return self.known["any"][0]


@pytest.fixture
def outside() -> Path:
    """The folder of the programs."""
    if not (ENVIRONMENT.parent / ".done").exists():
        pytest.skip("the programs that are not ours are not installed: make outside")
    return ENVIRONMENT


@pytest.fixture
async def served(outside: Path, database_file: Path) -> AsyncIterator[Served]:
    """As `weilinli web` serves them."""
    database = await Database.open(f"sqlite:///{database_file}")
    port = free_port()
    town, known = await filled(database)
    here = f"http://127.0.0.1:{port}"
    serving = asyncio.create_task(Server(pages(replace(site(database), url=here)), "127.0.0.1", port, "web").run())
    await until_listening(port)
    yield Served(here, town, known)
    serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving
    await database.close()


async def ran(*command: str | Path, cwd: Path, seconds: float, **environment: str) -> tuple[int, str]:
    """The exit code, and all that was printed."""
    process = await asyncio.create_subprocess_exec(
        *command, cwd=cwd, env={"PATH": "/usr/bin:/bin", "HOME": str(cwd), **environment},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        out, _ = await asyncio.wait_for(process.communicate(), seconds)
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode is not None
    return process.returncode, out.decode()
