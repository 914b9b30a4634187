"""The tree of areas, estates, who supplies them, what is set for them (domain.md §1)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class AreaKind(StrEnum):
    """The tree of areas, from the top (domain.md §1)."""

    CITY = "city"  # this and the next are there or not
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    STREET = "street"  # a street, square, park or river that is no community's 街路; there or not
    COMMUNITY = "community"
    GRID = "grid"
    BUILDING = "building"
    UNIT = "unit"  # one staircase of a building 单元; there or not


HOUSES = {AreaKind.BUILDING: 1, AreaKind.UNIT: 2}
"""Where people live, and how many areas at the beginning of its line are the house or parts of it."""


ABOVE_COMMUNITIES = frozenset({AreaKind.CITY, AreaKind.DISTRICT, AreaKind.SUBDISTRICT})
"""Where nothing is that somebody has to find."""


class HomeState(StrEnum):
    """What is known of a household in an emergency."""

    MOVED = "moved"
    REFUSES = "refuses"
    CARRIED = "carried"  # has to be carried


@dataclass(slots=True, kw_only=True)
class Area:
    """A node of the tree. `line` is its own id and its ancestors' up to the root."""

    id: int
    kind: AreaKind
    name: str
    code: str
    parent_id: int | None = None
    estate_id: int | None = None
    households: int = 0
    line: tuple[int, ...] = ()

    @property
    def building_id(self) -> int:
        """The building of a unit; else its own."""
        return self.line[1] if self.kind is AreaKind.UNIT else self.id

    @property
    def outdoors_id(self) -> int:
        """What a house stands in; any other area itself."""
        inside = HOUSES.get(self.kind, 0)
        return self.line[inside] if inside < len(self.line) else self.id


@dataclass(slots=True, kw_only=True)
class Setting:
    """One row. `key`: "hours", or a limit of Settings with its unit ("report_in_minutes"). `person_id` None: the
    command line."""

    id: int
    key: str
    value: str
    since: datetime
    at: datetime
    area_id: int | None = None
    person_id: int | None = None


class Mode(StrEnum):
    """Who looks after an estate (domain.md §1); who is asked as its steward follows: casework/roles.py."""

    COMPANY = "company"  # a property company 物业
    SELF_MANAGED = "self_managed"  # its owners 业主自管
    OWNER_UNIT = "owner_unit"  # the unit that its houses belong to 产权单位
    COMMITTEE = "management_committee"  # 物管会
    COMMUNITY = "community"  # the community as caretaker 社区代管


@dataclass(slots=True, kw_only=True)
class Estate:
    """A named set of buildings, and who looks after it; `company`: by name, `phone`: for the residents."""

    id: int
    name: str
    code: str
    company: str = ""
    phone: str = ""
    mode: Mode = Mode.COMPANY


class Supply(StrEnum):
    """What a utility company brings into the houses 水电气暖; and who is on duty for a place by phone alone."""

    WATER = "water"
    POWER = "power"
    GAS = "gas"
    HEATING = "heating"
    LAWYER = "lawyer"  # 值班律师
    JUDGE = "judge"  # 值班法官


@dataclass(slots=True, kw_only=True)
class Utility:
    """A utility company's number for an area or an estate. `hours` in words: when somebody answers; empty: always."""

    id: int
    code: str
    supply: Supply
    name: str
    phone: str
    hours: str = ""
    area_id: int | None = None
    estate_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Department:
    """A department 职能部门 that can be whistled in an area: its leader among its officers, and what it is for."""

    id: int
    code: str
    name: str
    area_id: int
    leader_post_id: int | None = None
    categories: list[str] = field(default_factory=list)
    group_title: str | None = None  # by which /bind knows its group


@dataclass(slots=True, kw_only=True)
class MenuItem:
    """A line of the whistle menu 吹哨清单: a matter, who is called for it, and how long they have.

    `report_in` None: it is planned, whoever whistles names the day. The feedback is due after `feedback`, or after
    `feedback_days` working days where that is not 0.
    """

    id: int
    code: str
    matter: str
    area_id: int
    departments: list[int] = field(default_factory=list)
    report_in: timedelta | None = None
    feedback: timedelta = timedelta()
    feedback_days: int = 0


@dataclass(slots=True, kw_only=True)
class HomeNote:
    """What is known of one household in an emergency: private to the posts of its building."""

    id: int
    emergency_id: int
    area_id: int  # the building
    door: str
    state: HomeState
    at: datetime
    by_id: int
    by_post_id: int
    note: str = ""
