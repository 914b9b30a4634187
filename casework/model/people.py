"""People, the posts they hold, and who stands in for whom (domain.md §1, around-an-issue.md §1)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.frozen import frozen
from casework.model.subjects import Subject, SubjectKind


class Role(StrEnum):
    """What a post does (domain.md §1)."""

    RESIDENT = "resident"
    BUILDING_HEAD = "building_head"
    UNIT_HEAD = "unit_head"
    GRID_HEAD = "grid_head"
    STREET_HEAD = "street_head"
    GRID_WORKER = "grid_worker"
    PROPERTY_STEWARD = "property_steward"
    STEWARD = "steward"
    COMMUNITY_MANAGER = "community_manager"
    SECRETARY = "secretary"
    BRANCH_SECRETARY = "branch_secretary"
    OWNERS_COMMITTEE = "owners_committee"
    COMMITTEE_MEMBER = "committee_member"
    COMMUNITY_POLICE = "community_police"
    MEDIATOR = "mediator"
    SUBDISTRICT_MANAGER = "subdistrict_manager"
    DISTRICT_MANAGER = "district_manager"
    CITY_MANAGER = "city_manager"
    DEPARTMENT_OFFICER = "department_officer"
    VOLUNTEER = "volunteer"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Rank(StrEnum):
    """A/B岗: who is asked first, and who when that one is away. AA岗: two of equal standing, both are asked."""

    PRIMARY = "primary"
    EQUAL = "equal"
    DEPUTY = "deputy"


class Serves(StrEnum):
    """On which roster a post is: that of normal times, that of an emergency, or both 平急 (casework/emergency/)."""

    NORMAL = "normal"
    EMERGENCY = "emergency"
    BOTH = "both"


class Use(StrEnum):
    """What a person may do so often only (casework/neighbourhood/restraint.py); nudges and drafts count themselves."""

    REPORT = "report"
    PHOTO = "photo"
    PRESS = "press"
    GROUP_COMMAND = "group_command"
    NUDGE = "nudge"
    DRAFT = "draft"


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody who wrote to us, or is expected to. `reachable` is false before /start and after a block."""

    id: int
    name: str = ""
    language: str = "zh_CN"
    reachable: bool = False
    consent_at: datetime | None = None
    home_id: int | None = None
    away_until: datetime | None = None
    cover_post_id: int | None = None  # who is asked meanwhile
    quiet_from: int | None = None  # minutes of the day: only what is urgent or asked comes through (casework/rest.py)
    quiet_to: int | None = None
    erased_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Post:
    """A seat: a role for an area or an estate. `reachable`, `away_until` and `cover_post_id` are its person's."""

    id: int
    code: str
    role: Role
    rank: Rank
    name: str
    area_id: int | None = None
    estate_id: int | None = None
    phone: str = ""
    person_id: int | None = None
    department_id: int | None = None  # of a department's officer
    serves: Serves = Serves.NORMAL
    reachable: bool = False
    away_until: datetime | None = None
    cover_post_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Rota:
    """A row of the rota: whose hours these are, every week (`weekday`, Monday is 0) or on one `day`.

    `starts` and `ends`: minutes of the day, 1440 is its end; an end that is not later is of the next day. It counts
    from `since` to `until`, and is never changed but for its end.
    """

    id: int
    role: Role
    post_id: int
    starts: int
    ends: int
    since: datetime
    area_id: int | None = None
    estate_id: int | None = None
    weekday: int | None = None
    day: date | None = None
    until: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Swap:
    """A swap 换班: one post stands in for another at a seat, from when to when. It was offered to one person, counts
    once that one took it (`accepted`), and can be undone until it begins."""

    id: int
    role: Role
    from_post_id: int
    to_post_id: int
    starts_at: datetime
    ends_at: datetime
    offered_at: datetime
    offered_by: int
    area_id: int | None = None
    estate_id: int | None = None
    answered_at: datetime | None = None
    accepted: bool = False
    undone_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Absence:
    """Somebody was away from when to when, and who covered: for the past. Of the present the person's row tells. One
    that begins later is planned; taken back it is over as it begins."""

    id: int
    person_id: int
    since: datetime
    until: datetime
    cover_post_id: int | None = None

    @property
    def subject(self) -> Subject:
        """What its deadline is about."""
        return Subject(SubjectKind.ABSENCE, self.id)


@dataclass(slots=True, kw_only=True)
class HandedShift:
    """Duty of a community or subdistrict changed hands at a moment. `taken_at`: the next has said so."""

    id: int
    area_id: int
    role: Role
    at: datetime
    to_post_id: int
    to_person_id: int
    from_post_id: int | None = None
    from_person_id: int | None = None
    taken_at: datetime | None = None


@frozen(kw_only=True)
class Uses:
    """How often a person did something in one minute, and was refused it."""

    minute: datetime
    used: int
    refused: int
