"""The joint meeting (around-an-issue.md §3)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from casework.model.issues import Tier
from casework.model.subjects import Subject, SubjectKind


class Party(StrEnum):
    """Who sits in a joint meeting beside whoever holds it 三方联动."""

    COMMITTEE = "committee"
    OWNERS = "owners"
    PROPERTY = "property"


@dataclass(slots=True, kw_only=True)
class Meeting:
    """A joint meeting 联席会议 of an area, from when to when; one at a time. What it decides stands on its timeline as
    ids, and with words on that of each issue. `present`: the parties that were ticked."""

    id: int
    area_id: int
    tier: Tier
    at: datetime
    by_id: int
    by_post_id: int
    present: list[str] = field(default_factory=list)
    ended_at: datetime | None = None
    version: int = 0

    @property
    def subject(self) -> Subject:
        """What its deadline and its minutes are about."""
        return Subject(SubjectKind.MEETING, self.id)
