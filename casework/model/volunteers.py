"""Volunteers 志愿者: residents who may be asked whether they lend a hand (community-life.md §2)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Can(StrEnum):
    """What a volunteer ticks."""

    CARRY = "carry"
    ERRANDS = "errands"
    COMPANY = "company"
    REPAIR = "repair"
    CLEAN = "clean"
    SEARCH = "search"


@dataclass(slots=True, kw_only=True)
class Volunteer:
    """Somebody is a volunteer where he or she lives, since `at`, by his or her own consent. `confirmed_at`: the
    community knows this person, who may read an address from then on. Whoever leaves has no row any more."""

    id: int
    person_id: int
    at: datetime
    can: list[Can] = field(default_factory=list)
    confirmed_at: datetime | None = None
    confirmed_by_id: int | None = None
