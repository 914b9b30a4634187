"""Many people at once: residents who report, heads who take something. Every report has a token in its words."""

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import httpx

from benchmarks.chaos.phones import Phones
from benchmarks.town import Town

WORDS = ("下水道堵了", "路灯不亮了", "垃圾没人收", "楼道堆满了杂物", "单元门坏了")
"""By turns: a second report of one kind from one building is first asked whether it is the same."""
REPORT_BUTTON, TAKE_BUTTON = "报上去", "我来"
DRAFT_SECONDS = 4.0
"""Real seconds for which a resident waits for the draft, then leaves: it is filed by itself."""
PING_SECONDS = 6.0
AGAIN_SECONDS = 1_800.0
"""Sandbox seconds before the same person reports again: a draft that was left must have been filed, else it grows."""


@dataclass(slots=True)
class Report:
    """What one person sent, and what became of the presses."""

    token: str
    resident: str
    community: int
    sort: str  # press | leave | group
    sent_at: float
    pressed: bool = False
    take_tried: bool = False


@dataclass
class Load:
    """People at the sandbox, over its HTTP."""

    town: Town
    http: httpx.AsyncClient
    phones: Phones
    dice: random.Random
    reports: list[Report] = field(default_factory=list)
    _idle: deque[tuple[float, str]] = field(default_factory=deque)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _begun: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        names = self.town.residents()
        self.dice.shuffle(names)
        self._idle.extend((0.0, name) for name in names)

    def begin(self, count: int, within: float) -> None:
        """So many reports begin at random moments within so many real seconds."""
        for _ in range(count):
            task = asyncio.create_task(self._report(self.dice.uniform(0, within)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def now(self) -> None:
        """One report begins, and has reached the sandbox."""
        self._begun.clear()
        self.begin(1, 0)
        await self._begun.wait()

    async def finish(self) -> None:
        """Wait for everybody."""
        while self._tasks:
            await asyncio.gather(*set(self._tasks))

    async def _report(self, after: float) -> None:
        await asyncio.sleep(after)
        if not self._idle or self._idle[0][0] > self.phones.world.now():
            self._begun.set()
            return
        _, resident = self._idle.popleft()
        self._idle.append((self.phones.world.now() + AGAIN_SECONDS, resident))
        community = int(resident.split("-")[1])
        sort = self.dice.choices(("press", "leave", "group"), (6, 2, 2))[0]
        number = len(self.reports)
        token, words = f"T{number + 1:06d}", WORDS[number // len(self.town.residents()) % len(WORDS)]
        user = self.town.users[resident]
        body = {"chat": self.town.bot["id"], "text": f"{token} {words}"}
        if sort == "group":
            body = {"chat": self.town.chats[community], "text": f"/bao {token} {words}"}
        report = Report(token, resident, community, sort, self.phones.world.now())
        self.reports.append(report)
        sent = await self._post(f"/api/users/{user}/messages", **body)
        assert sent is not None, "the sandbox took no message"
        report.sent_at = float(sent["date"])
        self._begun.set()
        if sort == "press":
            draft = await self.phones.sees(user, token, REPORT_BUTTON, DRAFT_SECONDS)
            if draft is not None:
                report.pressed = True
                await self._press(user, draft.message_id, REPORT_BUTTON)
        if self.dice.random() < 0.25:
            await self._take(report)

    async def _take(self, report: Report) -> None:
        head = self.town.users[f"wang-{report.community}"]
        asked = await self.phones.sees(head, report.token, TAKE_BUTTON, PING_SECONDS)
        if asked is not None:
            report.take_tried = True
            await self._press(head, asked.message_id, TAKE_BUTTON)

    async def _press(self, user: int, message_id: int, button: str) -> None:
        # The button may be gone by now: the message was changed meanwhile.
        await self._post(
            f"/api/users/{user}/press", chat=self.town.bot["id"], message=message_id, button=button, timeout=0
        )

    async def _post(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(path, json=body)
        return answer.json() if answer.status_code < 400 else None
