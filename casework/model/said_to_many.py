"""What is said to many, and the emergency in which it is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from casework.data import NOTHING, Data
from casework.model.deadlines import Deadline
from casework.model.subjects import Subject, SubjectKind


@dataclass(slots=True, kw_only=True)
class Emergency:
    """An emergency of an area 平急转换: since when, by whom and why, until when, and how it ended. What it changes
    (hours, clocks, who is asked) hangs on rows of the settings (casework/area_settings.py)."""

    id: int
    area_id: int
    line: tuple[int, ...]
    at: datetime
    until: datetime
    by_id: int
    by_post_id: int
    reason: str
    drill: bool = False
    renewed: int = 0
    ended_at: datetime | None = None
    ended_by_id: int | None = None  # nobody: its time was over
    ended_why: str = ""
    version: int = 0
    deadlines: list[Deadline] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        """What its deadlines are about."""
        return Subject(SubjectKind.EMERGENCY, self.id)


@dataclass(slots=True, kw_only=True)
class Broadcast:
    """Something said to many (casework/broadcast.py). `kind` is that of its messages, `hearers` to whom they go
    (casework/audience.py), `about_id` what it is about.

    `stage` and `after`: how far they are in the outbox, all of them since `spread_at`. `revision` counts its changes.
    """

    id: int
    kind: str
    at: datetime
    priority: int
    hearers: dict[str, Any]
    by_id: int | None = None
    by_post_id: int | None = None
    about_id: int | None = None
    text: str = ""
    data: Data = NOTHING
    revision: int = 0
    changed_at: datetime | None = None
    changed_by_id: int | None = None
    taken_back_at: datetime | None = None
    stage: int = 0
    after: int = 0
    spread_at: datetime | None = None
    version: int = 0

    @property
    def subject(self) -> Subject:
        """What its messages, deadlines and entries are about."""
        return Subject(SubjectKind.BROADCAST, self.id)
