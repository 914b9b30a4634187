"""What the sandbox saw: every message with its first words, everything that broke, in the sandbox's time."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from sandbox.faults import Fault
from sandbox.world import World

LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as it was when it appeared. `chat`: "tg:<person or group>"."""

    at: float
    chat: str
    message_id: int
    text: str
    by_bot: bool
    buttons: tuple[str, ...]


@dataclass
class Phones:
    """Follows a sandbox in this process."""

    world: World
    posted: list[Posted] = field(default_factory=list)
    by_chat: dict[str, list[Posted]] = field(default_factory=dict)
    lost_replies: list[tuple[float, str]] = field(default_factory=list)
    """When, and in which chat, an answer of Telegram was swallowed."""
    refused: dict[int, int] = field(default_factory=dict)
    """Bot API calls that were refused, by error code."""
    calls: int = 0
    _seen: int = 0

    def watch_faults(self) -> None:
        """Note each lost reply."""
        strike = self.world.faults.strike

        def noted(bot: int, method: str, chat: int | None) -> Fault | None:
            fault = strike(bot, method, chat)
            if fault is not None and fault.kind == "lost_reply":
                self.lost_replies.append((self.world.now(), f"tg:{chat}"))
            return fault

        self.world.faults.strike = noted  # type: ignore[method-assign]

    async def follow(self) -> None:
        """For ever; the sandbox keeps 20,000 events only."""
        while True:
            self.look()
            await asyncio.sleep(LOOK_SECONDS)

    def look(self) -> None:
        """Take in what happened since the last look."""
        for event in self.world.events.since(self._seen):
            if event["n"] != self._seen + 1 and self._seen:
                raise RuntimeError("events of the sandbox were missed")
            self._seen = event["n"]
            if event["type"] == "message":
                self._message(event)
            elif event["type"] == "traffic":
                self.calls += 1
                if code := event["traffic"]["error_code"]:
                    self.refused[code] = self.refused.get(code, 0) + 1

    def _message(self, event: dict[str, Any]) -> None:
        message = event["message"]
        rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
        one = Posted(
            at=event["at"],
            chat=f"tg:{event.get('user') or event['chat']}",
            message_id=message["message_id"],
            text=str(message.get("text") or message.get("caption") or ""),
            by_bot=bool((message.get("from") or {}).get("is_bot")),
            buttons=tuple(button["text"] for row in rows for button in row),
        )
        self.posted.append(one)
        self.by_chat.setdefault(one.chat, []).append(one)

    async def sees(self, user: int, fragment: str, button: str, seconds: float) -> Posted | None:
        """The bot's newest message with this in it, and such a button; None when it does not come in time."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while True:
            for one in reversed(self.by_chat.get(f"tg:{user}", [])):
                if one.by_bot and fragment in one.text and any(button in each for each in one.buttons):
                    return one
            if loop.time() > end:
                return None
            await asyncio.sleep(LOOK_SECONDS)
