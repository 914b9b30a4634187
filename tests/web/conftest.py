"""A database with tables, and a browser for an application."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from storage.database import Database

Browser = Callable[[Starlette], httpx.AsyncClient]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{tmp_path / 'weilinli.db'}", create=True)
    yield opened
    await opened.close()


@pytest.fixture
def browser() -> Browser:
    def to(app: Starlette) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://weilinli")

    return to
