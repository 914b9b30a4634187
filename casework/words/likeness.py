"""Whether two reports are probably of one matter: kind and place before words. A person decides.

Words alone mislead: the stairwell's light and the stairwell's door differ by one character, and a blocked drain is said
in words that share none. So the kind and the place have to fit first; words then tell two things of one kind apart.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from casework.frozen import frozen
from casework.words.later import later
from casework.words.plain import number_of, plain

NEAR_METRES = 150.0
"""Two spots on the map this close are one place."""
ENOUGH = 0.5
"""From here on two reports are alike."""

NEIGHBOURS: tuple[frozenset[str], ...] = (
    frozenset({"outage_heating", "cold_radiators"}),
    frozenset({"sewer", "manhole"}),
    frozenset({"leak", "sewer"}),
    frozenset({"gate", "property_service"}),
    frozenset({"parking", "move_car", "fire_lane"}),
    frozenset({"garbage", "stairwell_cleaning"}),
    frozenset({"rubble", "piled_things"}),
    frozenset({"ebikes", "fire_safety"}),
    frozenset({"road_damage", "manhole"}),
)
"""Kinds that people mix up, or that one matter may be told as."""

OF_ALL = frozenset({"outage_water", "outage_power", "outage_gas", "outage_heating", "cold_radiators"})
"""Whoever has it in the same estate has the same."""
OF_HOUSE = frozenset({"gate", "lift", "stairwell_light", "sewer"}) | OF_ALL
"""A building has one of it (or a unit, which the words then say)."""
OF_ONE = frozenset({"lost_key", "theft", "home_power", "home_water", "home_gas", "stranger", "other"})
"""A household's own, or nothing that is known: never two reports of one matter by themselves."""
OF_MANY = frozenset({"parking", "dogs", "vendors", "bus"})
"""Where there is one there are several: only much the same words mean the same."""
OUTDOORS = frozenset(
    {
        "street_light",
        "garbage",
        "snow",
        "road_damage",
        "manhole",
        "vendors",
        "fire_lane",
        "fire_safety",
        "parking",
        "move_car",
        "dead_car",
        "ground_lock",
        "facilities",
        "dogs",
        "noise",
        "fireworks",
        "bus",
        "property_fees",
        "rubble",
    }
)
"""What lies between the buildings: neighbours of one estate mean the same, if their words do."""

_DULL = frozenset("的了吗呢吧啊呀嘛么咱俺我你他她们家都也又老就是有没不在一个这那咋整个太很贼死人上下里门口楼小区坏住")
"""Characters that say nothing of what it is."""
_NUMBER = r"(\d{1,4}|[一二两三四五六七八九十百]{1,4})"
_MARKS: dict[str, re.Pattern[str]] = {
    "unit": later(rf"{_NUMBER}\s*单元|\bunit\s*(\d+)"),
    "building": later(rf"{_NUMBER}\s*(?:号楼|栋|幢)"),
    "floor": later(rf"(?<!\d){_NUMBER}\s*(?:楼|层)(?!以上|顶|上|下|道|梯|栋)"),
    "flat": later(r"(?<![\d-])(\d{3,4})(?!\d|号楼|路)"),
    "side": later(r"([东西南北])(?:门|侧|边|头|区)|\b(east|west|north|south)\b"),
    "plate": later(r"[一-龥][a-z](?=[a-z0-9]{5})([a-z0-9]{5})"),
}
_UP, _DOWN = later("楼上|上面|顶楼|楼顶|屋顶|房顶"), later("楼下|一楼|地下")


@frozen(kw_only=True)
class Reported:
    """What of a report counts: its kind, words and moment; its area's line, estate and spot."""

    category: str
    text: str
    at: datetime
    line: Sequence[int]
    estate_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None


def told(place: str, text: str) -> str:
    """The words of a report that are compared: where it is said to be, and what it says."""
    return f"{place} {text}".strip()


def alike(one: Reported, other: Reported, within: timedelta) -> bool:
    """Whether they are probably of one matter."""
    return likeness(one, other, within) >= ENOUGH


def likeness(one: Reported, other: Reported, within: timedelta) -> float:
    """From 0 to 1, to choose the best of several. 0 where time, kind or place do not fit, or the words name two."""
    if abs(one.at - other.at) > within or not akin(one.category, other.category):
        return 0.0
    if {one.category, other.category} & OF_ONE:
        return 0.0
    apart, same_kind = _metres(one, other), one.category == other.category
    if apart is not None and apart > NEAR_METRES:
        return 0.0
    at_home = bool(one.line) and bool(other.line) and one.line[0] == other.line[0]
    kinds = {one.category, other.category}
    if not (at_home or apart is not None) and not (_around(one, other) and kinds & (OUTDOORS | OF_ALL)):
        return 0.0
    if _name_two(one.text, other.text, kinds):
        return 0.0
    words = overlap(one.text, other.text)
    if same_kind and (kinds & OF_ALL if not at_home else kinds & OF_HOUSE):
        return (0.85 + 0.15 * words) if at_home else (0.7 + 0.14 * words)  # what is in the same house comes first
    if kinds <= OF_ALL:
        return 0.6 + 0.3 * words
    needed = 0.15 if same_kind and (at_home or apart is not None) else 0.26
    if kinds & OF_MANY:
        needed = 0.5
    return 0.5 + 0.5 * words if words >= needed else 0.0


def akin(one: str, other: str) -> bool:
    """The same kind, or one that people take for it."""
    return one == other or any(one in kinds and other in kinds for kinds in NEIGHBOURS)


def kinds_like(category: str) -> frozenset[str]:
    """The kind and those that people take for it."""
    return frozenset({category}).union(*(kinds for kinds in NEIGHBOURS if category in kinds))


def _around(one: Reported, other: Reported) -> bool:
    """One estate, one grid, or the place of one within that of the other."""
    if one.estate_id is not None and one.estate_id == other.estate_id:
        return True
    if one.line[0] in other.line or other.line[0] in one.line:
        return True
    return len(one.line) > 1 and len(other.line) > 1 and one.line[1] == other.line[1]


def _metres(one: Reported, other: Reported) -> float | None:
    """Between their spots on the map; None where one has none."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    lat1, lat2 = radians(one.latitude), radians(other.latitude)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * 6_371_000 * asin(sqrt(half))


def overlap(one: str, other: str) -> float:
    """The share of what they say that both say (Dice), by characters that mean something; words in English."""
    first, second = _said(one), _said(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


@lru_cache(maxsize=256)
def _said(text: str) -> frozenset[str]:
    words = plain(text)
    return frozenset(re.findall("[一-龥]|[a-z]{3,}", words)) - _DULL - {"the", "and", "our", "not", "does", "there"}


def _name_two(one: str, other: str, kinds: set[str]) -> bool:
    """Whether both say which one they mean, and mean two: units, floors, flats, sides, number plates."""
    first, second = _marks(one), _marks(other)
    for name in _MARKS:
        if name == "flat" and kinds <= OF_HOUSE:
            continue
        if first[name] and second[name] and not first[name] & second[name]:
            return True
    return not kinds & OF_HOUSE and {first["height"], second["height"]} == {frozenset({1}), frozenset({-1})}


@lru_cache(maxsize=256)
def _marks(text: str) -> dict[str, frozenset[object]]:
    words = plain(text)
    found: dict[str, frozenset[object]] = {}
    for name, pattern in _MARKS.items():
        said = (next(part for part in one.groups() if part) for one in pattern.finditer(words))
        found[name] = frozenset(number_of(part) if name in ("unit", "building", "floor") else part for part in said)
    heights = {1 for _ in _UP.finditer(words)} | {-1 for _ in _DOWN.finditer(words)}
    found["height"] = frozenset(heights)
    return found


BARE = 10
"""Characters of words that say no more than that it is so at home too ("我家也停水了")."""


def says_more(text: str) -> bool:
    """Whether words with "my home too" say more than that."""
    return len(text.strip()) > BARE
