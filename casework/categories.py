"""What residents report, sorted: the category table of domain.md §5 and what each category implies.

Grade, tier and handler are the usual ones; they are suggestions until a person with a post decides.
Everything here is data, so that a manager can read it and say what is wrong.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from casework.frozen import frozen

Board = Literal["livelihood", "petitions", "public_order", "disputes", "emergency", "business"]
UsualGrade = Literal["general", "larger", "complex"]
UsualTier = Literal["building", "community", "subdistrict"]
Handler = Literal["steward", "alliance", "volunteers"]


@frozen(kw_only=True)
class Label:
    """A name in both languages; zh is at most seven characters, because it goes on a button."""

    zh: str
    en: str


@frozen(kw_only=True)
class Category:
    """One kind of matter.

    shared_place: neighbours have it too, so the residents' group may see it and press "my home too".
    private: never a card in any group, never filed by itself (domain.md §7).
    night: its clock runs on outside service hours (domain.md §3, the night list).
    night_rung: the highest rung that runs on then; what is above it waits for the morning, and so do its people.
    only_now: of use only while it lasts: at night the right number is given and it is recorded without a clock.
    beside: no report but an idea, or something lost or found: without clock, ladder and lateness (domain.md §5).
    onward: not ours to settle; the resident is told where it belongs (the petition office).
    within: the broader kind that this one is counted under; None for the kinds that a sentence is sorted into first.
    legal_days: a limit set by law, in working days (how many: Settings.category_limits); such a matter cannot be graded
    away to a day.
    """

    key: str
    board: Board
    zh: str
    en: str
    ko: str
    grade: UsualGrade
    tier: UsualTier
    handler: Handler
    shared_place: bool
    private: bool
    night: bool
    only_now: bool
    onward: bool
    beside: bool
    within: str | None = None
    legal_days: int | None = None
    night_rung: int = 4


@frozen(kw_only=True)
class Quick:
    """One button of the question "what is this?" under a photo or a voice message, and what it may mean."""

    key: str
    zh: str
    en: str
    ko: str
    categories: tuple[str, ...]


BOARDS: Mapping[Board, Label] = MappingProxyType(
    {
        "livelihood": Label(zh="民生事项", en="Livelihood"),
        "petitions": Label(zh="信访诉求", en="Petitions"),
        "public_order": Label(zh="社会治安", en="Public order"),
        "disputes": Label(zh="矛盾纠纷", en="Disputes"),
        "emergency": Label(zh="公共卫生与应急", en="Health and emergency"),
        "business": Label(zh="营商环境", en="Business"),
    }
)


KOREAN: Mapping[str, str] = MappingProxyType(
    {
        "sewer": "하수구 막힘",
        "leak": "물이 새요",
        "outage_water": "단수",
        "outage_power": "정전",
        "outage_gas": "가스 끊김",
        "outage_heating": "난방 끊김",
        "cold_radiators": "난방이 차요",
        "home_power": "집에 전기가 안 와요",
        "home_water": "집에 물이 안 나와요",
        "home_gas": "집 가스",
        "stairwell_light": "계단 전등",
        "stairwell_cleaning": "계단 청소",
        "piled_things": "쌓아 둔 물건",
        "gate": "출입문 고장",
        "lift": "승강기 고장",
        "fire_lane": "소방통로 막힘",
        "fire_safety": "화재 위험",
        "ebikes": "계단 전동차",
        "parking": "주차",
        "move_car": "차 빼기",
        "ground_lock": "땅 자물쇠",
        "dead_car": "버려진 차",
        "garbage": "쓰레기",
        "rubble": "건축 쓰레기",
        "snow": "눈과 얼음",
        "small_ads": "불법 광고",
        "dogs": "개와 동물",
        "pests": "쥐와 벌레",
        "noise": "소음",
        "falling_things": "물건이 떨어짐",
        "facilities": "시설과 나무",
        "road_damage": "길 파손",
        "manhole": "맨홀 뚜껑",
        "street_light": "가로등",
        "vendors": "로점",
        "illegal_building": "불법 건축",
        "bus": "뻐스",
        "property_service": "물업 봉사",
        "property_fees": "부당한 료금",
        "lost_key": "열쇠를 두고 옴",
        "suggestion": "제안",
        "lost_found": "분실물",
        "other": "다른 일",
        "quarrel": "이웃 다툼",
        "person_complaint": "사람에 대한 불만",
        "petition": "신방",
        "theft": "도난",
        "stranger": "수상한 사람",
        "fireworks": "폭죽",
        "violence": "폭력",
        "gas_smell": "가스 냄새",
        "fire": "화재",
        "live_wire": "전기선 위험",
        "injury": "다친 사람",
        "epidemic": "방역",
        "business": "가게 일",
        "shop_licence": "허가",
        "shop_power": "가게 물과 전기",
        "signboard": "간판",
        "deliveries": "배달",
    }
)
"""What the kinds are called in Korean, for residents."""


IDEA = "suggestion"
"""金点子: talked over at the joint meeting, by itself."""


def _row(
    key: str,
    zh: str,
    en: str,
    board: Board,
    grade: UsualGrade,
    tier: UsualTier,
    handler: Handler,
    marks: str = "",
    legal_days: int | None = None,
    within: str | None = None,
    night_rung: int = 4,
) -> Category:
    """One line of the table below; `marks` names the flags that hold."""
    flags = frozenset(marks.split())
    return Category(
        key=key,
        board=board,
        zh=zh,
        en=en,
        ko=KOREAN.get(key, en),
        grade=grade,
        tier=tier,
        handler=handler,
        shared_place="shared" in flags,
        private="private" in flags,
        night="night" in flags,
        only_now="now" in flags,
        onward="onward" in flags,
        beside="beside" in flags,
        within=within,
        legal_days=legal_days,
        night_rung=night_rung,
    )


_ROWS = (
    # water, power, gas, heating
    _row("sewer", "下水道堵塞", "Blocked sewer", "livelihood", "general", "building", "steward"),
    _row("leak", "漏水", "Leak or burst pipe", "livelihood", "general", "building", "steward", "night"),
    _row("outage_water", "停水", "No water", "livelihood", "larger", "community", "alliance", "shared night"),
    _row("outage_power", "停电", "No power", "livelihood", "larger", "community", "alliance", "shared night"),
    _row("outage_gas", "停气", "No gas", "livelihood", "larger", "community", "alliance", "shared night"),
    _row("outage_heating", "停暖", "No heating", "livelihood", "larger", "community", "alliance", "shared night"),
    _row(
        "cold_radiators",
        "暖气不热",
        "Cold radiators",
        "livelihood",
        "larger",
        "community",
        "alliance",
        "night",
        within="outage_heating",
        night_rung=2,  # the community's person on duty, and no higher: it is measured by a visit
    ),
    _row(
        "home_power",
        "家里没电",
        "No power in one home",
        "livelihood",
        "general",
        "building",
        "steward",
        "night",
        within="outage_power",
    ),
    _row(
        "home_gas",
        "家里燃气",
        "Gas in one home",
        "livelihood",
        "general",
        "community",
        "alliance",
        "night",
        within="outage_gas",
    ),
    _row(
        "home_water",
        "家里没水",
        "No water in one home",
        "livelihood",
        "general",
        "building",
        "steward",
        "night",
        within="outage_water",
    ),
    # the stairwell
    _row("stairwell_light", "楼道灯不亮", "Stairwell light", "livelihood", "general", "building", "steward", "shared"),
    _row("stairwell_cleaning", "楼道卫生", "Stairwell dirty", "livelihood", "general", "building", "steward", "shared"),
    _row("piled_things", "堆放物", "Piled-up things", "livelihood", "general", "building", "steward", "shared"),
    _row("gate", "单元门坏了", "Building door", "livelihood", "general", "building", "steward", "shared"),
    _row("lift", "电梯坏了", "Lift", "livelihood", "larger", "community", "steward", "shared night"),
    _row("fire_lane", "消防通道被堵", "Fire lane blocked", "livelihood", "general", "community", "steward", "shared"),
    _row("fire_safety", "消防隐患", "Fire hazard", "livelihood", "general", "community", "steward", "shared"),
    _row(
        "ebikes",
        "楼道停充电动车",
        "E-bikes indoors",
        "livelihood",
        "general",
        "community",
        "steward",
        "shared",
        within="fire_safety",
    ),
    # cars
    _row("parking", "乱停车", "Parking", "livelihood", "general", "building", "steward", "shared"),
    _row("move_car", "挪车", "Move a car", "livelihood", "general", "building", "steward", "now", within="parking"),
    _row("ground_lock", "私装地锁", "Ground lock", "livelihood", "larger", "community", "alliance", "shared"),
    _row("dead_car", "僵尸车", "Abandoned car", "livelihood", "complex", "community", "alliance", "shared"),
    # the yard and the street
    _row("garbage", "垃圾没清", "Garbage", "livelihood", "general", "building", "steward", "shared"),
    _row("rubble", "建筑垃圾", "Building rubble", "livelihood", "larger", "building", "steward", "shared"),
    _row("snow", "积雪结冰", "Snow and ice", "livelihood", "general", "building", "steward", "shared"),
    _row("small_ads", "小广告", "Small ads", "livelihood", "general", "building", "volunteers", "shared"),
    _row("dogs", "动物扰民", "Dogs and animals", "livelihood", "general", "building", "steward"),
    _row("pests", "老鼠蟑螂", "Rats and insects", "livelihood", "larger", "community", "steward", "shared"),
    _row("noise", "噪音扰民", "Noise", "livelihood", "general", "building", "steward", "now"),
    _row("falling_things", "高空坠物", "Falling things", "livelihood", "larger", "community", "steward", "shared"),
    _row("facilities", "设施绿化", "Facilities and trees", "livelihood", "larger", "community", "steward", "shared"),
    _row("road_damage", "路面破损", "Road damage", "livelihood", "complex", "community", "alliance", "shared"),
    _row(
        "manhole",
        "井盖",
        "Manhole cover",
        "livelihood",
        "general",
        "community",
        "alliance",
        "shared",
        within="road_damage",
    ),
    _row("street_light", "路灯不亮", "Street light", "livelihood", "larger", "community", "alliance", "shared"),
    _row("vendors", "占道经营", "Street vendors", "livelihood", "larger", "community", "alliance", "shared"),
    _row(
        "illegal_building",
        "私搭乱建",
        "Illegal building",
        "livelihood",
        "complex",
        "subdistrict",
        "alliance",
        legal_days=20,
    ),
    _row("bus", "公交", "Bus", "livelihood", "complex", "subdistrict", "alliance", "shared"),
    # the property company
    _row("property_service", "物业服务", "Property service", "livelihood", "larger", "community", "steward"),
    _row("property_fees", "乱收费", "Property fees", "livelihood", "larger", "community", "steward"),
    # a household's own life
    _row("lost_key", "忘带钥匙", "Lost key", "livelihood", "general", "building", "volunteers", "now"),
    # beside reports
    _row(IDEA, "金点子", "Suggestion", "livelihood", "complex", "community", "alliance", "beside"),
    _row("lost_found", "失物招领", "Lost and found", "livelihood", "general", "building", "volunteers", "beside"),
    _row("other", "别的事", "Something else", "livelihood", "general", "building", "steward"),
    # people
    _row("quarrel", "邻里纠纷", "Neighbours' quarrel", "disputes", "larger", "building", "steward", "private"),
    _row("person_complaint", "投诉人", "Complaint: a person", "petitions", "larger", "community", "steward", "private"),
    _row("petition", "信访诉求", "Petition", "petitions", "complex", "subdistrict", "alliance", "private onward"),
    # public order
    _row("theft", "被偷被盗", "Theft", "public_order", "larger", "community", "alliance"),
    _row(
        "stranger",
        "可疑的人",
        "A suspicious stranger",
        "public_order",
        "general",
        "community",
        "alliance",
        within="theft",
    ),
    _row("fireworks", "燃放鞭炮", "Fireworks", "public_order", "general", "building", "alliance", "shared now"),
    _row("violence", "有人打人", "Violence", "public_order", "general", "community", "alliance", "private night"),
    # danger to life
    _row("gas_smell", "煤气味", "Smell of gas", "emergency", "general", "community", "alliance", "shared night"),
    _row("fire", "着火", "Fire", "emergency", "general", "community", "alliance", "shared night"),
    _row("live_wire", "电线漏电", "Live wire", "emergency", "general", "community", "alliance", "shared night"),
    _row("injury", "有人受伤", "Someone hurt", "emergency", "general", "community", "alliance", "night"),
    _row("epidemic", "疫情防控", "Epidemic", "emergency", "general", "community", "alliance"),
    _row("business", "商户的事", "A shop's matter", "business", "larger", "subdistrict", "alliance"),
    _row("shop_licence", "开店办照", "Licence", "business", "larger", "subdistrict", "alliance", within="business"),
    _row(
        "shop_power", "商铺水电", "Shop's utilities", "business", "larger", "subdistrict", "alliance", within="business"
    ),
    _row("signboard", "门头牌匾", "Signboard", "business", "larger", "subdistrict", "alliance", within="business"),
    _row("deliveries", "送货配送", "Deliveries", "business", "larger", "subdistrict", "alliance", within="business"),
)

CATEGORIES: Mapping[str, Category] = MappingProxyType({row.key: row for row in _ROWS})

QUICK: tuple[Quick, ...] = (
    Quick(key="drains", zh="下水", en="Drains", ko="하수", categories=("sewer", "leak")),
    Quick(
        key="utilities",
        zh="水电气暖",
        en="Water, power, gas, heating",
        ko="물·전기·가스",
        categories=(
            "outage_water",
            "outage_power",
            "outage_gas",
            "outage_heating",
            "cold_radiators",
            "home_power",
            "home_water",
            "home_gas",
            "leak",
        ),
    ),
    Quick(
        key="stairwell",
        zh="楼道",
        en="Stairwell",
        ko="계단",
        categories=("stairwell_light", "stairwell_cleaning", "piled_things", "gate", "lift", "fire_safety", "ebikes"),
    ),
    Quick(
        key="parking",
        zh="停车",
        en="Parking",
        ko="주차",
        categories=("parking", "move_car", "fire_lane", "ground_lock", "dead_car"),
    ),
    Quick(
        key="surroundings",
        zh="环境",
        en="Surroundings",
        ko="환경",
        categories=(
            "garbage",
            "rubble",
            "snow",
            "street_light",
            "road_damage",
            "manhole",
            "small_ads",
            "vendors",
            "illegal_building",
            "dogs",
            "pests",
            "noise",
            "falling_things",
            "facilities",
        ),
    ),
    Quick(
        key="else",
        zh="别的",
        en="Something else",
        ko="다른 일",
        categories=(
            "property_service",
            "property_fees",
            "lost_key",
            "quarrel",
            "person_complaint",
            "theft",
            "fireworks",
            "bus",
            "petition",
            "business",
            "shop_licence",
            "shop_power",
            "signboard",
            "deliveries",
            "epidemic",
            "suggestion",
            "lost_found",
            "other",
        ),
    ),
)


# The kinds that a sentence is sorted into first; the others are named within one of them.
BROAD: tuple[str, ...] = tuple(row.key for row in _ROWS if row.within is None)


def category(key: str) -> Category:
    """The category with this key; an unknown key (an old or foreign one) is `other`, never an error."""
    return CATEGORIES.get(key, CATEGORIES["other"])


def broad(key: str) -> str:
    """The kind that a sentence is sorted into first: the key itself, or what it lies within."""
    return (CATEGORIES[key].within or key) if key in CATEGORIES else key
