"""A tiny bot on the Bot API, with nothing of ours in it: it answers, so that the page has something to show."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

Json = dict[str, Any]
CARD = {
    "inline_keyboard": [
        [{"text": "我来接", "callback_data": "take"}],
        [{"text": "说一声", "callback_data": "toast"}, {"text": "弹一下", "callback_data": "alert"}],
        [{"text": "坏按钮", "callback_data": "nothing"}],
    ]
}
KEYS = {"keyboard": [[{"text": "🙋 我要报事"}, {"text": "📞 找人"}]], "resize_keyboard": True}
PING_AFTER = 300
"""Seconds of the sandbox's clock between "闹钟" and the ping."""


class EchoBot:
    """Answers everything at once; "闹钟" makes it ping somebody five minutes later by the sandbox's clock."""

    def __init__(self, client: httpx.AsyncClient, account: Json) -> None:
        self.client = client
        self.id: int = account["id"]
        self.username: str = account["username"]
        self.path = f"/bot{account['token']}/"
        self.ping_to = 0
        self.ping_at: float | None = None
        self.now = 0.0
        self.seq = 0
        self.taken = 0

    async def call(self, method: str, **parameters: Any) -> Any:
        """A Bot API call; its result."""
        answer = (await self.client.post(self.path + method, json=parameters)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def card(self, chat: int, text: str = "412号 下水道堵塞") -> Json:
        """A card with buttons."""
        sent: Json = await self.call("sendMessage", chat_id=chat, text=text, reply_markup=CARD)
        return sent

    async def poll(self) -> None:
        """Take in updates for ever."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                await self._handle(update)
                self.taken = update["update_id"]
                await self.report()

    async def follow(self) -> None:
        """Take the time from the sandbox, and ping when it has come."""
        async with self.client.stream("GET", "/clock?follower=echo", timeout=None) as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data: "):
                    continue
                state = json.loads(line.removeprefix("data: "))
                self.now, self.seq = state["now"], state["seq"]
                if self.ping_at is not None and self.now >= self.ping_at:
                    self.ping_at = None
                    await self.card(self.ping_to, "🔴 412号没人接")
                await self.report()

    async def report(self) -> None:
        """Tell the sandbox that nothing is left to do, and what is due."""
        agenda = [] if self.ping_at is None else [{"at": self.ping_at, "label": "412号 没人接 → 社区"}]
        body = {
            "follower": "echo",
            "clock_seq": self.seq,
            "updates": {str(self.id): self.taken},
            "idle": True,
            "next_wake": self.ping_at,
            "agenda": agenda,
        }
        await self.client.post("/clock/report", json=body)

    async def _handle(self, update: Json) -> None:
        if query := update.get("callback_query"):
            await self._pressed(query)
        elif message := update.get("message"):
            chat, text = message["chat"]["id"], message.get("text", "")
            if text.startswith("/start"):
                await self.call(
                    "sendMessage", chat_id=chat, text=f"欢迎 {text.removeprefix('/start')}", reply_markup=KEYS
                )
            elif text == "卡片":
                await self.card(chat)
            elif text == "闹钟":
                self.ping_at = self.now + PING_AFTER
            elif text == "等等":
                await self.call("sendChatAction", chat_id=chat, action="typing")
            elif text and message["chat"]["type"] == "private":
                await self.call("sendMessage", chat_id=chat, text=f"收到：{text}")

    async def _pressed(self, query: Json) -> None:
        message, data = query["message"], query["data"]
        answer = {"callback_query_id": query["id"]}
        if data == "toast":
            await self.call("answerCallbackQuery", **answer, text="记上了")
        elif data == "alert":
            await self.call("answerCallbackQuery", **answer, text="这个得物业来按", show_alert=True)
        elif data == "take":
            place = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            name = query["from"]["first_name"]
            await self.call("answerCallbackQuery", **answer, text="归您了")
            await self.call("editMessageText", **place, text=f"412号 {name} 接了", reply_markup=CARD)


@asynccontextmanager
async def echo_bot(url: str) -> AsyncIterator[EchoBot]:
    """Register it and let it run until the block ends."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        account = (await client.post("/api/bots", json={"username": "echo_bot", "name": "小助手"})).json()
        bot = EchoBot(client, account)
        tasks = [asyncio.create_task(bot.poll()), asyncio.create_task(bot.follow())]
        try:
            yield bot
        finally:
            for task in tasks:
                task.cancel()
            for result in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(result, Exception):
                    raise result
