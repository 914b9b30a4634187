"""A sandbox, an echo bot, a neighbourhood of four, and a browser to look at them."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from sandbox.run import Running, running
from tests.browser.echo import EchoBot, Json, echo_bot

NOW = datetime.fromisoformat("2026-11-21T10:00:00+08:00").timestamp()
PATIENCE_MS = 30_000
"""A loaded machine is slow: so long anything is waited for, and mostly not at all."""
expect.set_options(timeout=PATIENCE_MS)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """A browser of this machine; without one these tests are skipped, and say so."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji")
    return found


def matrix(*values: Any) -> list[Any]:
    """Of several that are looked at alike: the first in `make test`, all of them in `make slow`."""
    return [values[0], *(pytest.param(one, marks=pytest.mark.slow) for one in values[1:])]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for a file of tests."""
    path = chromium()
    # As root a container gives Chromium no sandbox of its own.
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=[*arguments, "--disable-dev-shm-usage"])
        yield opened
        await opened.close()


@dataclass
class Neighbourhood:
    """Who lives in the sandbox, and how to open the page on it."""

    telegram: Running
    bot: EchoBot
    client: httpx.AsyncClient
    browser: Browser
    resident: int = 0
    head: int = 0
    manager: int = 0
    neighbour: int = 0
    group: int = 0
    complaints: list[str] = field(default_factory=list)
    apps: str = ""
    """Where Mini Apps lie: the one place outside that may be asked."""

    async def post(self, path: str, **body: Any) -> Any:
        """A call of the people's side."""
        answer = await self.client.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def write(self, person: int, chat: int, **content: Any) -> Json:
        """A message by a person."""
        sent: Json = await self.post(f"/api/users/{person}/messages", chat=chat, **content)
        return sent

    @asynccontextmanager
    async def page(
        self, *, width: int = 1440, height: int = 900, query: str = "", **context: Any
    ) -> AsyncIterator[Page]:
        """The page, ready; a word in its console or a request to elsewhere is a complaint."""
        made = await self.browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **context)
        page = await made.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._outside(request.url))
        await page.goto(f"{self.telegram.url}/?{query}")
        await page.wait_for_selector("html[data-ready=yes]")
        yield page
        await made.close()

    def _outside(self, url: str) -> None:
        if not url.startswith((self.telegram.url, "blob:", self.apps or "blob:")):
            self.complaints.append(f"a request leaves: {url}")


@pytest_asyncio.fixture(loop_scope="module")
async def hood(browser: Browser) -> AsyncIterator[Neighbourhood]:
    """A neighbourhood with three people on the phones; afterwards the browser must have had no complaint."""
    async with running(now=NOW, rate=0, limits=False) as telegram, echo_bot(telegram.url) as bot:
        place = Neighbourhood(telegram, bot, bot.client, browser)
        for key, name in (("resident", "王阿姨"), ("head", "李秀英"), ("manager", "张敏"), ("neighbour", "赵桂兰")):
            setattr(place, key, (await place.post("/api/users", first_name=name))["id"])
        group = await place.post(
            "/api/chats",
            type="supergroup",
            title="三网格工作群",
            owner=place.head,
            members=[place.manager, place.neighbour],
            bots=[bot.id],
            admins=[bot.id],
        )
        place.group = group["id"]
        bot.ping_to = place.manager
        await bot.call("setMyCommands", commands=[{"command": "bao", "description": "报事"}])
        for person in (place.resident, place.manager):
            await place.post(f"/api/users/{person}/start", bot=bot.id)
        await place.post("/api/clock/settle")
        await place.post(
            "/api/stage",
            title={"zh": "北苑社区", "en": "Beiyuan"},
            time_zone="Asia/Shanghai",
            phones=[
                {"user": place.resident, "chat": bot.id},
                {"user": place.head, "chat": place.group},
                {"user": place.manager},
            ],
            labels={str(place.head): {"zh": "网格长", "en": "Grid head"}},
        )
        yield place
        assert place.complaints == []


class Phone:
    """One phone of the page, by its place on the shelf."""

    def __init__(self, page: Page, index: int) -> None:
        self.page = page
        self.root = page.locator(".phone").nth(index)
        self.input = self.root.locator("textarea")
        self.log = self.root.locator(".log")

    def rows(self, text: str) -> Locator:
        """Messages with this text."""
        return self.root.locator(".row", has_text=text)

    async def says(self, text: str) -> None:
        """Type and send."""
        await self.input.fill(text)
        await self.input.press("Enter")

    async def sees(self, text: str) -> None:
        """The text appears in the open chat."""
        await expect(self.rows(text).last).to_be_visible()

    async def menu(self, text: str, item: str) -> None:
        """Choose from the menu of a message."""
        await self.rows(text).last.locator(".message-menu").click()
        await self.page.get_by_role("menuitem", name=item, exact=True).click()


@pytest.fixture
def phone() -> Callable[[Page, int], Phone]:
    """Phones of a page."""
    return Phone
