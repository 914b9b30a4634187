"""A running sandbox, its people, and a bot of either library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from sandbox.run import Running, running
from tests.sandbox.clients import Client, connected

START = 1_795_226_400.0
"""2026-11-21 10:00 in Shanghai."""
Json = Any


async def until(check: Callable[[], object]) -> None:
    """Wait a moment at a time, for at most ten seconds, until something in the sandbox is so."""
    for _ in range(2000):
        if check():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to be")


class People:
    """The people's side, by plain HTTP."""

    def __init__(self, url: str) -> None:
        self.http = httpx.AsyncClient(base_url=url, timeout=20, verify=False)  # loopback: no certificates to load
        self.bot_id = 0
        self.token = ""

    async def request(self, verb: str, path: str, body: Json = None, **more: Any) -> httpx.Response:
        """Any request."""
        if body is not None:
            more["json"] = body
        return await self.http.request(verb, path, **more)

    async def post(self, path: str, body: Json = None, **more: Any) -> Json:
        """A POST that must succeed."""
        response = await self.request("POST", path, body or {}, **more)
        assert response.status_code == 200, response.text
        return response.json()

    async def get(self, path: str, **params: Any) -> Json:
        """A GET that must succeed."""
        response = await self.http.get(path, params=params)
        assert response.status_code == 200, response.text
        return response.json()

    async def refused(self, verb: str, path: str, body: Json = None) -> str:
        """The words with which a request is refused."""
        response = await self.request(verb, path, body)
        assert response.status_code in (400, 404, 409, 504), response.text
        return str(response.json()["error"])

    async def add_bot(self, username: str = "wei_bot", **more: Any) -> Json:
        """A registered bot."""
        return await self.post("/api/bots", {"username": username, "name": "Wei", **more})

    async def add(self, first_name: str = "Li", **more: Any) -> int:
        """A new person; the id."""
        user: int = (await self.post("/api/users", {"first_name": first_name, **more}))["id"]
        return user

    async def starter(self, first_name: str = "Li", **more: Any) -> int:
        """A person who pressed Start; the id."""
        user = await self.add(first_name, **more)
        await self.post(f"/api/users/{user}/start", {"bot": self.bot_id})
        return user

    async def chat(self, kind: str = "supergroup", **more: Any) -> int:
        """A chat with the bot in it; the id."""
        body = {"type": kind, "title": "Beiji", "bots": [self.bot_id], **more}
        chat: int = (await self.post("/api/chats", body))["id"]
        return chat

    async def say(self, user: int, chat: int, text: str | None = None, **more: Any) -> Json:
        """A person writes."""
        body = {"chat": chat, **more} | ({"text": text} if text is not None else {})
        return await self.post(f"/api/users/{user}/messages", body)

    async def sees(self, user: int, chat: int | None = None) -> list[Json]:
        """The messages on a person's phone, by default those with the bot."""
        view = await self.get(f"/api/users/{user}/chats/{chat or self.bot_id}")
        messages: list[Json] = view["messages"]
        return messages

    async def advance(self, seconds: float) -> Json:
        """Time passes."""
        return await self.post("/api/clock/advance", {"seconds": seconds})


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns about durations in seconds otherwise."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def sandbox() -> AsyncIterator[Running]:
    """An empty sandbox whose clock stands."""
    async with running(now=START, rate=0) as telegram:
        yield telegram


@pytest.fixture
async def people(sandbox: Running) -> AsyncIterator[People]:
    """The people's side, with one registered bot."""
    side = People(sandbox.url)
    bot = await side.add_bot()
    side.bot_id, side.token = bot["id"], bot["token"]
    yield side
    await side.http.aclose()


@pytest.fixture(params=["ptb", "aiogram"])
async def client(request: pytest.FixtureRequest, sandbox: Running, people: People) -> AsyncIterator[Client]:
    """The bot, through each library in turn."""
    made = connected(request.param, sandbox.url, people.token)
    yield made
    await made.close()


class Inbox:
    """Reads updates as a polling bot does, confirming what it has read."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.offset = 0

    async def read(self, **more: Any) -> list[Any]:
        """All pending updates, each parsed by the client."""
        updates = await self.client.bot.get_updates(offset=self.offset, timeout=0, **more)
        if updates:
            self.offset = updates[-1].update_id + 1
        return list(updates)

    async def messages(self) -> list[Any]:
        """The messages among them."""
        return [update.message for update in await self.read() if update.message]


@pytest.fixture
def inbox(client: Client) -> Inbox:
    """The bot's updates."""
    return Inbox(client)
