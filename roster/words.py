"""The words that a roster may use for columns, kinds, roles and ranks. The first of each is the one we print.

docs/roster.md lists them; a test compares.
"""

import unicodedata
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from casework.model.people import Rank, Role, Serves
from casework.model.places import AreaKind, Mode, Supply
from locales.translator import Translator

Key = TypeVar("Key", bound=StrEnum)

NAMED = 10
"""How many are named in a line before it says how many more there are."""


class Column(StrEnum):
    """What a column says."""

    KIND = "kind"
    CODE = "code"
    NAME = "name"
    BELONGS_TO = "belongs_to"
    ESTATE = "estate"
    HOUSEHOLDS = "households"
    COMPANY = "company"
    MODE = "mode"
    PHONE = "phone"
    ROLE = "role"
    RANK = "rank"
    SUPPLY = "supply"
    HOURS = "hours"
    SERVES = "emergency"
    REMARK = "remark"


class Kind(StrEnum):
    """What a row is: an area of one of eight kinds, an estate, a post, or a utility company's number."""

    CITY = AreaKind.CITY.value
    DISTRICT = AreaKind.DISTRICT.value
    SUBDISTRICT = AreaKind.SUBDISTRICT.value
    STREET = AreaKind.STREET.value
    COMMUNITY = AreaKind.COMMUNITY.value
    GRID = AreaKind.GRID.value
    BUILDING = AreaKind.BUILDING.value
    UNIT = AreaKind.UNIT.value
    ESTATE = "estate"
    POST = "post"
    UTILITY = "utility"


COLUMNS: dict[Column, tuple[str, ...]] = {
    Column.KIND: ("类型", "种类"),
    Column.CODE: ("编码", "代码", "编号"),
    Column.NAME: ("名称", "姓名", "称呼"),
    Column.BELONGS_TO: ("所属", "所属编码", "上级", "parent"),
    Column.ESTATE: ("小区", "小区编码"),
    Column.HOUSEHOLDS: ("户数",),
    Column.COMPANY: ("物业公司",),
    Column.MODE: ("管理方式", "物业方式"),
    Column.PHONE: ("电话", "联系电话", "值班电话"),
    Column.ROLE: ("职务", "岗位职务"),
    Column.RANK: ("主副", "AB岗", "A/B岗"),
    Column.SUPPLY: ("供什么", "水电气暖"),
    Column.HOURS: ("时间", "服务时间", "值班时间"),
    Column.SERVES: ("应急", "平急", "serves"),
    Column.REMARK: ("备注", "note"),
}
KINDS: dict[Kind, tuple[str, ...]] = {
    Kind.CITY: ("市", "城市"),
    Kind.DISTRICT: ("区县", "区", "县"),
    Kind.SUBDISTRICT: ("街道", "街道办", "乡镇"),
    Kind.STREET: ("街路", "街", "路", "广场", "公园", "河道", "公共地段"),
    Kind.COMMUNITY: ("社区",),
    Kind.GRID: ("网格",),
    Kind.BUILDING: ("楼栋", "楼", "楼房"),
    Kind.UNIT: ("单元",),
    Kind.ESTATE: ("小区",),
    Kind.POST: ("岗位", "岗"),
    Kind.UTILITY: ("公用事业", "公共事业", "水电气暖"),
}
ROLES: dict[Role, tuple[str, ...]] = {
    Role.BUILDING_HEAD: ("楼长", "楼栋长"),
    Role.UNIT_HEAD: ("单元长",),
    Role.GRID_HEAD: ("网格长",),
    Role.GRID_WORKER: ("网格员",),
    Role.STREET_HEAD: ("街长", "路长"),
    Role.PROPERTY_STEWARD: ("物业", "物业管家"),
    Role.STEWARD: ("红色管家", "小区管家"),
    Role.COMMUNITY_MANAGER: ("社区", "社区干部"),
    Role.SECRETARY: ("社区书记", "书记"),
    Role.BRANCH_SECRETARY: ("邻里支部书记", "支部书记"),
    Role.OWNERS_COMMITTEE: ("业委会",),
    Role.COMMITTEE_MEMBER: ("居委会",),
    Role.COMMUNITY_POLICE: ("社区民警", "民警"),
    Role.MEDIATOR: ("调解员",),
    Role.SUBDISTRICT_MANAGER: ("街道", "街道干部"),
    Role.DISTRICT_MANAGER: ("区县", "区县干部"),
    Role.CITY_MANAGER: ("市里", "市里干部"),
    Role.DEPARTMENT_OFFICER: ("职能部门", "部门"),
    Role.VOLUNTEER: ("志愿者",),
    Role.SUPERVISOR: ("督办员", "督办"),
    Role.ADMIN: ("管理员",),
}
"""Every role but the resident: that is nobody's post."""
PLACES: dict[Role, tuple[Kind, ...]] = {
    Role.BUILDING_HEAD: (Kind.BUILDING,),
    Role.UNIT_HEAD: (Kind.UNIT, Kind.BUILDING),
    Role.GRID_HEAD: (Kind.GRID,),
    Role.GRID_WORKER: (Kind.GRID,),
    Role.STREET_HEAD: (Kind.STREET,),
    Role.PROPERTY_STEWARD: (Kind.ESTATE, Kind.BUILDING, Kind.GRID, Kind.COMMUNITY),
    Role.STEWARD: (Kind.ESTATE, Kind.BUILDING, Kind.GRID, Kind.COMMUNITY),
    Role.COMMUNITY_MANAGER: (Kind.COMMUNITY,),
    Role.SECRETARY: (Kind.COMMUNITY,),
    Role.BRANCH_SECRETARY: (Kind.ESTATE, Kind.GRID, Kind.COMMUNITY),
    Role.OWNERS_COMMITTEE: (Kind.ESTATE,),
    Role.COMMITTEE_MEMBER: (Kind.COMMUNITY,),
    Role.COMMUNITY_POLICE: (Kind.GRID, Kind.COMMUNITY, Kind.SUBDISTRICT),
    Role.MEDIATOR: (Kind.COMMUNITY, Kind.SUBDISTRICT),
    Role.SUBDISTRICT_MANAGER: (Kind.SUBDISTRICT,),
    Role.DISTRICT_MANAGER: (Kind.DISTRICT,),
    Role.CITY_MANAGER: (Kind.CITY,),
    Role.DEPARTMENT_OFFICER: (Kind.SUBDISTRICT,),
    Role.VOLUNTEER: (Kind.ESTATE, Kind.BUILDING, Kind.GRID, Kind.COMMUNITY, Kind.SUBDISTRICT),
    Role.SUPERVISOR: (Kind.COMMUNITY, Kind.SUBDISTRICT, Kind.DISTRICT, Kind.CITY),
    Role.ADMIN: (Kind.COMMUNITY, Kind.SUBDISTRICT, Kind.DISTRICT, Kind.CITY),
}
"""What a role can be responsible for."""
RANKS: dict[Rank, tuple[str, ...]] = {
    Rank.PRIMARY: ("主", "主岗", "A", "A岗", "正"),
    Rank.EQUAL: ("AA岗", "AA", "同岗"),
    Rank.DEPUTY: ("副", "副岗", "B", "B岗"),
}


SERVES: dict[Serves, tuple[str, ...]] = {
    Serves.NORMAL: ("平时", "否", "不", "no"),
    Serves.EMERGENCY: ("应急", "只应急", "战时"),
    Serves.BOTH: ("平急都是", "平急", "都是", "是", "yes"),
}
"""On which roster a post is."""


MODES: dict[Mode, tuple[str, ...]] = {
    Mode.COMPANY: ("物业公司", "物业"),
    Mode.SELF_MANAGED: ("业主自管", "自管"),
    Mode.OWNER_UNIT: ("产权单位", "单位"),
    Mode.COMMITTEE: ("物管会",),
    Mode.COMMUNITY: ("社区代管", "代管"),
}
"""Who looks after an estate."""


SUPPLIES: dict[Supply, tuple[str, ...]] = {
    Supply.WATER: ("供水", "水", "自来水"),
    Supply.POWER: ("供电", "电"),
    Supply.GAS: ("燃气", "气", "煤气", "天然气", "供气", "燃气抢修"),
    Supply.HEATING: ("供热", "暖", "供暖", "暖气", "热力"),
    Supply.LAWYER: ("值班律师", "律师"),
    Supply.JUDGE: ("值班法官", "法官"),
}


@lru_cache(maxsize=1024)  # a roster says the same few words in every row
def plain(text: str) -> str:
    """A word without what makes no difference: width, case, spaces, hyphens, underscores."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char not in " -_")


def meaning(words: Mapping[Key, tuple[str, ...]], text: str) -> Key | None:
    """Which of the table's entries a cell means, in Chinese or by its English name."""
    wanted = plain(text)
    return next((key for key, names in words.items() if wanted in {plain(key), *map(plain, names)}), None)


def say(words: Mapping[Key, tuple[str, ...]], key: Key, tr: Translator) -> str:
    """The word for an entry in the reader's language."""
    return key.replace("_", " ") if tr.language == "en" else words[key][0]


def say_all(words: Mapping[Key, tuple[str, ...]], keys: tuple[Key, ...], tr: Translator) -> str:
    """Several, as a list."""
    return (", " if tr.language == "en" else "、").join(say(words, key, tr) for key in keys)


def some(names: Collection[str], tr: Translator) -> str:
    """The first few, and how many there are besides."""
    comma = ", " if tr.language == "en" else "、"
    listed = comma.join(islice(names, NAMED))
    if len(names) <= NAMED:
        return listed
    return tr.t("{names} and {more} more", names=listed, more=len(names) - NAMED)
