"""Telegram's flood limits, on the sandbox's clock (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits)."""

from __future__ import annotations

import math
from collections import deque

PER_SECOND = 30
"""Messages per second of one bot, edits included."""
PER_GROUP_MINUTE = 20
"""Messages per minute of one bot in one group, edits included."""
PRIVATE_BURST = 3
"""Messages that a private chat takes at once; then one per second."""
TOLERANCE = 0.05
"""Seconds of network jitter that are forgiven; a client cannot know when its request arrived."""


class Window:
    """At most so many in a sliding span of seconds."""

    def __init__(self, limit: int, span: float) -> None:
        self._limit = limit
        self._span = span - TOLERANCE
        self._sent: deque[float] = deque()

    def wait(self, now: float, count: int) -> float:
        """Seconds until `count` more fit; 0 if they fit now."""
        while self._sent and now - self._sent[0] >= self._span:
            self._sent.popleft()
        over = len(self._sent) + count - self._limit
        if over <= 0 or not self._sent:
            return 0.0
        return self._sent[min(over, len(self._sent)) - 1] + self._span - now

    def add(self, now: float, count: int) -> None:
        """So many were sent."""
        self._sent.extend([now] * count)


class Bucket:
    """One a second, with a burst."""

    def __init__(self, burst: int, now: float) -> None:
        self._burst = burst
        self._level = float(burst)
        self._at = now

    def wait(self, now: float) -> float:
        """Seconds until one more fits; 0 if it fits now."""
        self._level = min(float(self._burst), self._level + max(0.0, now - self._at))
        self._at = now
        return 0.0 if self._level >= 1.0 - TOLERANCE else 1.0 - self._level

    def take(self) -> None:
        """One was sent."""
        self._level = max(0.0, self._level - 1.0)


class BotLimits:
    """All limits of one bot."""

    def __init__(self) -> None:
        self._all = Window(PER_SECOND, 1.0)
        self._groups: dict[int, Window] = {}
        self._chats: dict[int, Bucket] = {}

    def charge(self, now: float, chat: int, count: int, *, edit: bool = False) -> int:
        """Count it and return 0, or refuse and return retry_after in whole seconds.

        An album is one message for the chat's second, and as many as it has items for the other two limits.
        """
        waits = [self._all.wait(now, count)]
        if group := self._group(chat):
            waits.append(group.wait(now, count))
        if not edit:
            waits.append(self._bucket(chat, now).wait(now))
        if (longest := max(waits)) > 0:
            return max(1, math.ceil(longest - 1e-6))
        self._all.add(now, count)
        if group:
            group.add(now, count)
        if not edit:
            self._bucket(chat, now).take()
        return 0

    def _group(self, chat: int) -> Window | None:
        return self._groups.setdefault(chat, Window(PER_GROUP_MINUTE, 60.0)) if chat < 0 else None

    def _bucket(self, chat: int, now: float) -> Bucket:
        if chat not in self._chats:
            self._chats[chat] = Bucket(1 if chat < 0 else PRIVATE_BURST, now)
        return self._chats[chat]
