"""A database with tables, a browser for an application, the town of the pages and its wall."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from storage.database import Database
from tests.web.wall_town import TEN, WallTown
from web.app import pages
from web.site import Site

Browser = Callable[[Starlette], httpx.AsyncClient]


@pytest.fixture
async def database(database_file: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{database_file}")
    yield opened
    await opened.close()


@pytest.fixture
def browser() -> Browser:
    def to(app: Starlette) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://weilinli")

    return to


def site(database: Database, bot: str = "weilinli_bot") -> Site:
    town = WallTown(database)
    return Site(
        database=database,
        settings=town.settings,
        now=lambda: TEN + timedelta(hours=5),
        bot=lambda: bot,
        url="https://wall.example.org",
    )


@pytest.fixture
async def town(database: Database) -> WallTown:
    made = WallTown(database)
    await made.furnish()
    return made


@pytest.fixture
async def wall(database: Database, browser: Browser) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(pages(site(database))) as client:
        yield client
