"""Faults that a tester switches on: the network's and Telegram's bad days."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from typing import Any

from sandbox.errors import Json, Refused

KINDS = ("429", "5xx", "slow", "lost_reply", "timeout", "page", "odd")
STATUS = {"page": 403, "odd": 200}
"""What a proxy answers with by default."""
ODD: Any = ["what"]
"""JSON that is no answer of Telegram's."""


@dataclass
class Fault:
    """One fault and what it applies to; None applies to all."""

    id: int
    kind: str
    method: str | None = None
    chat: int | None = None
    bot: int | None = None
    times: int | None = None
    probability: float = 1.0
    retry_after: int = 3
    """Sandbox seconds, for 429."""
    seconds: float = 1.0
    """Real seconds, for slow and timeout."""
    status: int = 403
    """HTTP status, for page and odd."""
    body: Any = None
    """Any JSON, for odd."""


class Faults:
    """Those that are switched on, asked in their order. The dice are seeded, so a run can be repeated."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._next = 1
        self._dice = random.Random(7)

    def add(self, body: Json) -> Json:
        """Switch one on."""
        kind = str(body.get("kind"))
        if kind not in KINDS:
            raise Refused(f"kind must be one of {', '.join(KINDS)}")
        given = {key: body[key] for key in Fault.__dataclass_fields__ if body.get(key) is not None and key != "id"}
        if kind in STATUS:
            given |= {"status": int(body.get("status", STATUS[kind])), "body": body.get("body", ODD)}
            if not 200 <= given["status"] <= 599:
                raise Refused("status must be an HTTP status of 200 to 599")
        fault = Fault(id=self._next, **{**given, "kind": kind})
        self._next += 1
        self._faults.append(fault)
        return asdict(fault)

    def clear(self) -> None:
        """Switch all off."""
        self._faults.clear()

    def list(self) -> list[Json]:
        """Those that are on."""
        return [asdict(fault) for fault in self._faults]

    def strike(self, bot: int, method: str, chat: int | None) -> Fault | None:
        """The fault that this call suffers, if any."""
        for fault in self._faults:
            if fault.method is not None and fault.method.lower() != method.lower():
                continue
            if fault.chat not in (None, chat) or fault.bot not in (None, bot):
                continue
            if fault.probability < 1.0 and self._dice.random() >= fault.probability:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
            return fault
        return None
