"""The household list of an emergency: who moved, who refuses, who has to be carried; by building and door.

Private to the posts of the building; those above read counts (around-an-issue.md §7). A door noted again is corrected.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from casework.frozen import frozen
from casework.model.people import Post, Serves
from casework.model.places import Area, AreaKind, HomeNote, HomeState
from casework.model.said_to_many import Emergency
from casework.neighbourhood.rights import HOMES, OVERSEERS, covers
from casework.ports import Work
from casework.refusals import EmergencyOver, NotYours, TextNeeded
from casework.words.later import later

_HELPLESS = r"(?<!不用)(?<!不需要)(?:背|抬|担架|轮椅)|走不动|走不了|卧床|瘫|carr|stretcher|wheelchair"
_REFUSES = r"不走|不肯|不愿|拒绝|劝不动|不转移|不撤|refus|won't|stays"
STATES: tuple[tuple[HomeState, re.Pattern[str]], ...] = (
    (HomeState.CARRIED, later(f"(?=.*(?:{_REFUSES})).*(?:{_HELPLESS})", re.IGNORECASE)),
    (HomeState.REFUSES, later(_REFUSES, re.IGNORECASE)),
    (HomeState.MOVED, later(r"已转|已走|已撤|转移了|撤了|撤离了|走了|搬走|接走|moved|gone|left", re.IGNORECASE)),
    (HomeState.CARRIED, later(_HELPLESS, re.IGNORECASE)),
    (HomeState.MOVED, later(r"转移|撤离", re.IGNORECASE)),
)
"""The first that fits: whoever was carried away has moved; who stays because he has to be carried has to be carried."""
DOOR = later(r"\s*((?:\d{1,2}\s*单元\s*)?\d{1,4}(?:\s*[-–—~]\s*\d{1,4}){0,2}\s*(?:号|室|户)?)")
"""502, 3-502, 3单元502, 3-5-2."""
BUILDING = ("栋", "楼", "幢")
ANOTHER = later(
    r"(?<![\d\-–—~单元])(?=\d{1,2}\s*(?:[-–—~]|单元)\s*\d{2,4}(?![\d点时月日:：]))"
    r"|(?<=[\s，,、])(?=\d{3,4}(?!\s*(?:\d|[-–—~.:：]|单元|点|时|年|元|块|人|个|号楼|栋|幢|[上下]午))\s*\S)"
)
"""Where a further door may begin: "3-102 已转移 3-103 要人背", "502 不走，503 走了"; never "等到8-10点"."""
GONE = later(r"^(?:删掉|删除|删了|删|去掉|不要了|记错|写错|作废|取消|delete|remove)[了吧。.!！]*$", re.IGNORECASE)
NUMBERED = later(r"\s*(\d{1,3})(?!\d)\s*(?:号楼|号院|栋|幢|楼|[#＃号])?(?:\s*[-–—~，,、:：]\s*|\s*)(.*)", re.DOTALL)
"""The building by its number, and the rest: "8-102 已转移", "8号楼 102 已转移"."""
NOTE_LIMIT = 60


@frozen(kw_only=True)
class Line:
    """One line that was written: what could be read of it; a door or a state that could not be read is empty."""

    words: str
    door: str = ""
    state: HomeState | None = None
    note: str = ""
    gone: bool = False

    @property
    def good(self) -> bool:
        """Whether it says which door, and what; or that it is to be taken away (`gone`)."""
        return bool(self.door) and (self.gone or self.state is not None)


@frozen(kw_only=True)
class NoteHomes:
    """Some households of a building."""

    by: int
    at: datetime
    emergency_id: int
    area_id: int
    lines: Sequence[Line]


def read_lines(text: str) -> list[Line]:
    """ "3-502 不走；2-101 已转移": one household a line, apart by a semicolon, or one door after the other."""
    return [one for part in re.split(r"[\n;；]", text) if part.strip() for one in _doors_of(part.strip())]


def _doors_of(words: str) -> list[Line]:
    """The households of one line, if each of them can be read; else the line as it is. "3-102、3-103 已转移": both."""
    parts = [part.strip(" ，,、。") for part in ANOTHER.split(words)]
    lines: list[Line] = []
    for part in reversed([part for part in parts if part]):
        one = _read(part)
        if lines and one.door and one.state is None and not one.gone and not one.note:
            one = replace(one, state=lines[-1].state, note=lines[-1].note, gone=lines[-1].gone)
        lines.append(one)
    if len(lines) > 1 and all(one.good for one in lines):
        return lines[::-1]
    return [_read(words)]


def by_number(
    text: str, buildings: Mapping[int, str], here: int | None, known: Collection[tuple[int, str]]
) -> tuple[dict[int, list[Line]], list[Line]]:
    """Lines of several buildings, whose number stands first: "8-102 已转移" is door 102 of 8号楼. `buildings`: their
    names by id; a number that two of them bear is not clear. `here`: the one that is asked about, for a line without a
    number; `known`: doors that are noted, which stay what they are. By building, and what nobody understands. A
    building that is named alone has no lines."""
    found: dict[int, list[Line]] = {}
    unclear: list[Line] = []
    for line in read_lines(text):
        if here is not None and (here, line.door) in known:
            found.setdefault(here, []).append(line)
            continue
        building, rest = _building(line.words, buildings)
        if building is not None and not rest:
            found.setdefault(building, [])
        elif building is not None and (one := _read(rest)).good:
            whole = line.good and (building, line.door) in known
            found.setdefault(building, []).append(line if whole else one)
        elif here is not None and line.good and "-" not in line.door:
            found.setdefault(here, []).append(line)
        else:
            unclear.append(line)
    return found, unclear


UNITS = 8
"""More units no building has: a higher number before the door is another building's."""


def of_other_buildings(lines: Iterable[Line], buildings: Mapping[int, str], here: int) -> list[Line]:
    """Lines whose first number is no unit but another building of the same person: where they are to go is asked."""
    found = []
    for line in lines:
        unit = re.match(r"(\d+)-", line.door)
        building, _ = _building(line.words, buildings)
        if unit is not None and int(unit[1]) > UNITS and building not in (None, here):
            found.append(line)
    return found


def _building(words: str, buildings: Mapping[int, str]) -> tuple[int | None, str]:
    """Which of them the words begin with, and what comes after; an estate's name may stand before the number."""
    estates = {re.sub(r"\d.*", "", name) for name in buildings.values()}
    estate = next((one for one in estates if one and words.startswith(one)), "")
    match = NUMBERED.match(words[len(estate) :])
    if match is None:
        return None, words
    meant = [
        each
        for each, name in buildings.items()
        if (number := re.search(r"\d+", name)) and number[0] == match[1] and name.startswith(estate)
    ]
    return (meant[0], match[2].strip(" 。")) if len(meant) == 1 else (None, words)


def _read(words: str) -> Line:
    door = DOOR.match(words)
    if door is None:
        return Line(words=words)
    rest = words[door.end() :].strip(" ，,。:：、")
    if rest.startswith(BUILDING):  # it may be another one
        return Line(words=words)
    if GONE.match(rest):
        return Line(words=words, door=_door(door.group(1)), gone=True)
    state = next((state for state, pattern in STATES if pattern.search(rest)), None)
    return Line(words=words, door=_door(door.group(1)), state=state, note=rest[:NOTE_LIMIT])


def _door(words: str) -> str:
    """ "3单元502" and "3-502" are one door."""
    plain = re.sub(r"\s|号|室|户", "", words).replace("单元", "-")
    return re.sub(r"[–—~]", "-", plain)


async def note_homes(command: NoteHomes, work: Work) -> list[HomeNote]:
    """What is known of them now. Raises NotYours, TextNeeded, EmergencyOver, NotFound."""
    one = await work.emergency(command.emergency_id)
    building = await work.area(command.area_id)
    post = await may_read(command.by, building, one, work)
    if one.ended_at is not None:
        raise EmergencyOver
    good = [line for line in command.lines if line.good]
    if not good:
        raise TextNeeded
    known = {(note.area_id, note.door): note for note in await work.home_notes(one.id)}
    found = []
    for line in good:
        old = known.get((building.id, line.door))
        if line.state is None:
            if old is not None:
                work.remove(known.pop((building.id, line.door)))
        elif old is None:
            old = known[building.id, line.door] = HomeNote(
                id=work.new_id(),
                emergency_id=one.id,
                area_id=building.id,
                door=line.door,
                state=line.state,
                note=line.note,
                at=command.at,
                by_id=command.by,
                by_post_id=post.id,
            )
            work.add(old)
            found.append(old)
        else:
            old.state, old.note, old.at, old.by_id, old.by_post_id = (
                line.state, line.note, command.at, command.by, post.id,
            )  # fmt: skip
            work.changed(old)
            found.append(old)
    return found


async def may_read(person_id: int, building: Area, one: Emergency, work: Work) -> Post:
    """The post by which a person reads and writes the households of a building. Raises NotYours."""
    for post in await work.posts_of(person_id):
        if covers(post, building.line, building.estate_id) and of_the_posts(post) and one.area_id in building.line:
            return post
    raise NotYours(action=None, roles=HOMES)


def of_the_posts(post: Post) -> bool:
    """Whether the doors are this post's to know: those of the building and its grid, and who is on the emergency's
    roster; never those above, who read counts."""
    on_roster = post.serves is not Serves.NORMAL and post.role not in OVERSEERS
    return post.role in HOMES or on_roster


async def buildings_of(person_id: int, one: Emergency, work: Work) -> list[Area]:
    """The buildings of the emergency whose households a person may note, by code."""
    posts = [post for post in await work.posts_of(person_id) if of_the_posts(post)]
    buildings = [area for area in await work.areas_of_kind(AreaKind.BUILDING) if one.area_id in area.line]
    return [area for area in buildings if any(covers(post, area.line, area.estate_id) for post in posts)]


@frozen(kw_only=True)
class Count:
    """How many households of a place there are in each state; of whom nothing was noted, none."""

    place: str
    states: Counter[HomeState]


async def counts_of(one: Emergency, work: Work) -> list[Count]:
    """By building; for those who may switch it, and the supervisor."""
    return await _counts(await work.home_notes(one.id), None, work)


async def counts_for(person_id: int, one: Emergency, work: Work) -> list[Count]:
    """By building; for a post above them, of its own place."""
    posts = [post for post in await work.posts_of(person_id) if post.role in OVERSEERS]
    return await _counts(await work.home_notes(one.id), posts, work)


async def _counts(notes: Iterable[HomeNote], posts: Sequence[Post] | None, work: Work) -> list[Count]:
    """`posts`: only of the buildings of these."""
    by_area: dict[int, Counter[HomeState]] = {}
    for note in notes:
        by_area.setdefault(note.area_id, Counter())[note.state] += 1
    found = []
    for area in await work.areas_with(set(by_area)):
        if posts is not None and not any(covers(post, area.line, area.estate_id) for post in posts):
            continue
        estate = (await work.estate(area.estate_id)).name if area.estate_id is not None else ""
        found.append(Count(place=f"{estate}{area.name}", states=by_area[area.id]))
    return found
