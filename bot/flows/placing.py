"""Where something is, out of what people write: one way for homes, drafts and groups casework/words/places.py."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.flows.around import became, line, me, place_words, scanned, sheet, stands_at
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import danger
from bot.views.common import number_words
from bot.views.drafts import which_building
from bot.views.view import View
from casework.issue.drafts import ChangeDraft, change_draft
from casework.issue.filing import WHERE_UNSAID
from casework.issue.moving import Move, may_move, move
from casework.model.conversation import Draft, Outcome
from casework.model.issues import Action, Issue
from casework.model.places import HOUSES, Area, AreaKind
from casework.transitions import OPEN
from casework.words.answers import corrected_to
from casework.words.guess import comes_from, guess
from casework.words.matters import matters_in, reaches_further
from casework.words.places import Place, building_instead, may_name_building, number_of_building, read_place
from casework.words.whose import asked_by_kin, at_home_of, at_mine, kin_in, of_that_one, says_at_home

ASKED_AMONG = 8
"""More buildings than this are not offered as buttons."""
SEPARATORS = " \t\n,，。.;；:：、的"
"""What is left of a sentence around a place that was taken out of it."""


async def read_where(turn: Turn, words: str, near: int | None, *, asked: bool = False) -> Place:
    """What the words say about where, seen from an area. `asked`: they answer "which building?"."""
    place = read_place(words, asked=asked)
    if may_name_building(words):
        numbers = [one for one in (place.building, *place.more) if one]
        place = read_place(words, await turn.work.buildings_meant(words, numbers, near), asked=asked)
    if not place.building and not place.own and (street := await turn.work.street_meant(words, near)) is not None:
        return replace(place, street=street)
    if not place.building and not place.own and (estate := await turn.work.estate_meant(words, near)) is not None:
        return replace(place, around=await around_estate(turn, estate[0]), estate=estate[1])
    return await _to_unit(turn, place, near)


async def _to_unit(turn: Turn, place: Place, near: int | None) -> Place:
    """The unit that is named with the one building that is meant, or of the own building, where the roster has it."""
    here = await turn.work.area(near) if near is not None and not place.building else None
    of = place.sure if place.building else here.building_id if here is not None and here.kind in HOUSES else None
    if not place.unit or of is None or place.more or place.elsewhere or place.beside:
        return place
    units = await turn.work.find_areas(of)
    return next((replace(place, fits=(one.id,)) for one in units if read_place(one.name).unit == place.unit), place)


async def around_building(turn: Turn, area_id: int) -> int:
    """What a house stands in, for what is outside it; any other area itself."""
    return (await turn.work.area(area_id)).outdoors_id


async def around_estate(turn: Turn, estate_id: int) -> int | None:
    """The smallest area in which all of an estate lies; None where it has no building."""
    outdoors = [one.outdoors_id for one in await turn.work.buildings_of(estate_id)]
    return await common_area(turn, outdoors) if outdoors else None


async def common_area(turn: Turn, area_ids: Sequence[int]) -> int:
    """The smallest area in which all of these lie; the first one's root when there is none."""
    lines = [(await turn.work.area(one)).line for one in area_ids]
    return next((one for one in lines[0] if all(one in other for other in lines)), lines[0][-1])


async def area_of(turn: Turn, place: Place, near: int | None) -> tuple[int | None, str]:
    """The area that a place means, seen from `near`, and the words that the area does not say. None: not known yet.

    Of several buildings that are named the own one, else the first; the others in words. Of several with one number
    what they have in common. A building that nobody knows is somewhere around, and not the own one; what is outdoors
    too.
    """
    numbers = (place.building, *place.more)
    own = (await turn.work.area(near)).building_id if near is not None else None
    if place.street is not None:
        return place.street, ""
    if place.around is not None:
        return place.around, place.estate or ""
    if place.between:
        return await _between(turn, place, near), place.between
    if place.fits and len(place.fits) == len(numbers):
        which = place.fits.index(own) if own in place.fits else 0
        others = [f"{one.upper()}号楼" for index, one in enumerate(numbers) if index != which]
        return place.fits[which], f"+ {'、'.join(others)}" if others else ""
    if near is None:
        return None, ""
    if place.fits:
        if own in place.fits:
            return own, ""
        return await common_area(turn, place.fits), f"{place.building.upper()}号楼{await _of_any(turn, place.fits)}"
    if place.building and place.estate is not None:
        communities = [one.id for one in await line(near, turn.work) if one.kind is AreaKind.COMMUNITY]
        return (communities or [near])[0], f"{place.estate}{place.building.upper()}号楼"
    here = await turn.work.area(near)
    said = f"{place.building.upper()}号楼" if place.building else ""
    if place.beside and here.kind in HOUSES:  # whoever goes there has to know beside what
        said = f"{(await turn.work.area(here.building_id)).name}{place.beside}"
    return (await around_building(turn, near) if said or place.elsewhere else near), said


async def _of_any(turn: Turn, fits: Sequence[int]) -> str:
    """ "（北苑小区或北苑东园）": the estates that have a building of that number, for whoever goes there."""
    estates = dict.fromkeys([(await turn.work.area(one)).estate_id for one in fits])
    found = [await turn.work.estate(one) for one in estates if one is not None]
    names = [one.name for one in found if one is not None]
    return f"（{'或'.join(names)}）" if len(names) == len(estates) and 1 < len(names) <= ANY_OF else ""


def only_mentions(before: str, words: str, place: Place) -> bool:
    """Whether words beside a danger only speak of another building than the one that was said: "3号楼那张海报贴歪了"
    moves no fire, nor does where its smoke is seen. What corrects it, is nothing but a place, or tells of a danger
    there, does."""
    said = read_place(before).building
    if not (said and place.building) or said == place.building or guess(words).sure is not None:
        return False
    corrects = CORRECTS.search(words) is not None or corrected_to(words)
    return not corrects and len(rest_of(words, place)) > BESIDES


async def _between(turn: Turn, place: Place, near: int | None) -> int | None:
    """What lies between buildings is outdoors: of the own estate where they are all in it, else of what they have in
    common."""
    if not place.fits:
        return await around_building(turn, near) if near is not None else None
    estates = {(await turn.work.area(one)).estate_id for one in place.fits}
    here = await turn.work.area(near) if near is not None else None
    if here is not None and estates == {here.estate_id}:
        return await around_building(turn, here.id) if here.kind in HOUSES else here.id
    return await around_building(turn, await common_area(turn, place.fits))


CORRECTS = re.compile(
    "不[是在](?:我家|我们家|我这|这儿|这里|这栋|本楼|我们楼|俺家|咱家|咱楼|[0-9一二三四五六七八九十]+号)|[说写打搞弄记看报点选按]错了?|更正|改一下|应该是|其实[是在]|地[方址点]不对|不对"
    "|(?:^|[，,。；;！!\\s])就?是在?(?:我家|我们|我们家|俺家|咱家|咱们)?(?:这|那)?[0-9一二三四五六七八九十]+号?楼"
    r"|\b(?:wrong|not my|not here|not \d|actually|i meant|correction|sorry)\b",
    re.IGNORECASE,
)
"""Words that take back what was said about where."""
_NOT_THERE = re.compile(
    r"不[是在].{0,12}?(?=[，,。；;！!\s]|是|在|$)|,?\s*\bnot\b[^,.;!]{0,24}"
    r"|(?:咋|怎么|为啥|干啥|干嘛|别|不要|不用)(?:都|还|又)?(?:上|去|跑|往|到|奔)[^，,。；;！!？?\s]{1,10}(?=[，,。；;！!？?\s]|$)",
    re.IGNORECASE,
)
"""Where it is not: "不是8号楼", "你们咋去8号楼了"."""
_SIDE = re.compile(
    "的?(?P<side>(?:[东西南北前后左右](?:边|面|侧|头)?的?(?:山墙|墙根|墙角|墙|把角|拐角|角)|山墙|墙根|把角|拐角|后身|楼头|房山头"
    "|[东西南北](?:边|面|侧|头)))"
)
"""At which side of a building, right behind its name."""
PLACE_WORDS = 200
"""Characters kept of a place in words."""
SHORT_BEFORE = 3
"""More than so many characters before the building are words that would be torn without it."""
ANY_OF = 3
"""Estates among which one is named."""
BESIDES = 4
"""Characters beside a place that is said alone."""


async def moved_to(turn: Turn, issue: Issue, words: str, *, corrects: bool = False) -> tuple[int, str] | None:
    """Another place than the issue's, where the words correct it, or name nothing but a place; the area, and what of
    the words it does not say. `corrects`: they stand in the place of words that named another. A building that is only
    mentioned ("the smoke drifts to building 5") moves nothing."""
    unsaid = issue.place == WHERE_UNSAID
    home_id = me(turn).home_id
    near = (home_id if unsaid else None) or issue.area_id
    if unsaid and home_id is not None and says_at_home(words) and not read_place(words).building:
        return home_id, ""
    there = _NOT_THERE.sub("，", words)
    place = await read_where(turn, there, near)
    if not place.building:
        place = await of_estate(turn, f"{issue.place} {issue.text}", issue.area_id, words) or place
    outdoors = place.elsewhere and (unsaid or corrects or CORRECTS.search(words))
    if not (place.building or place.street or place.around or outdoors):
        return None
    area_id, said = await area_of(turn, await _in_one_estate(turn, place, issue.estate_id), near)
    if unsaid and place.elsewhere:
        said = words.strip()[:PLACE_WORDS]
    known = (await turn.work.area(issue.area_id)).kind in HOUSES
    known = known or (issue.urgent and only_mentions(issue.place, words, place))
    alone = len(rest_of(there, place)) <= BESIDES
    if area_id is None or not (corrects or CORRECTS.search(words) or not known or alone):
        return None
    in_unit = (await turn.work.area(area_id)).kind is AreaKind.UNIT
    unit = f"{place.unit}单元" if place.unit and issue.urgent and not in_unit else ""
    side = _SIDE.match(there, place.span[1]) if place.building and not place.between else None
    place_words = " ".join(one for one in (said, unit, side["side"] if side is not None else "") if one)
    same = area_id == issue.area_id and (not place_words or place_words == issue.place)
    return None if same else (area_id, place_words)


async def _in_one_estate(turn: Turn, place: Place, estate_id: int | None) -> Place:
    """Of several buildings with that number the one of the estate that the matter is in already."""
    if estate_id is None or place.more or len(place.fits) < 2:
        return place
    there = tuple([one for one in place.fits if (await turn.work.area(one)).estate_id == estate_id])
    return replace(place, fits=there) if there else place


async def of_estate(turn: Turn, before: str, near: int | None, words: str) -> Place | None:
    """ "北苑小区的" after "5号楼2单元", of which there are several: the one building that is meant now. `near`: where
    it is taken to be; in a house it is known already."""
    said = read_place(before)
    if not said.building or (near is not None and (await turn.work.area(near)).kind in HOUSES):
        return None
    place = await read_where(turn, f"{words.strip(SEPARATORS)} {said.building}号楼", near)
    named = place.estate is not None and place.sure is not None
    return replace(place, unit=said.unit) if named else None


def could_be_at(area: Area, words: str) -> bool:
    """Whether the words do not say that it is anywhere else."""
    place = read_place(words)
    if place.building:
        return place.building == number_of_building(area.name)
    return not (place.elsewhere or place.beside)


async def in_another_building(turn: Turn, issue: Issue, words: str) -> bool:
    """Whether the words name a building, and the matter is of another place."""
    building = read_place(words).building
    return bool(building) and building != number_of_building((await turn.work.area(issue.area_id)).name)


async def also_named(turn: Turn, issue: Issue, words: str) -> int | None:
    """Another building that the words name beside the issue's place: who is on duty there should know."""
    place = await read_where(turn, words, issue.area_id)
    return (await area_of(turn, place, issue.area_id))[0] if place.building else None


async def moves(turn: Turn, issue: Issue, got: Parts, *, instead_of: str = "") -> bool:
    """Whether the words said that it is elsewhere: it has gone there then, and the person reads who was asked.
    `instead_of`: the words that they correct."""
    before, now = replace(read_place(instead_of), span=(0, 0)), replace(read_place(got.text), span=(0, 0))
    if instead_of and before == now:
        return False  # other words of the same place
    corrects = bool(before.building) and before.building != now.building
    adds = bool(instead_of) and not (before.named or before.elsewhere) and (now.named or now.elsewhere)
    found = await moved_to(turn, issue, got.text, corrects=corrects or adds) if may_move(issue) else None
    if found is None:
        return False
    view = await goes_to(turn, issue, found[0], found[1], got)
    if turn.private:
        turn.say(view)
    else:
        added = turn.tr.t("Your correction was added to {number}.", number=number_words(issue, turn.tr))
        turn.say(View(added), vanish=True)
    await became(turn, Outcome.ADDITION, issue)
    return True


async def goes_to(
    turn: Turn, issue: Issue, area_id: int, place: str, got: Parts, action: Action = Action.AMEND
) -> View:
    """There, by these words; who was asked, for the person to read."""
    before = {one.id for one in issue.pings}
    command = Move(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        area_id=area_id,
        place=place,
        text=got.text,
        photos=got.photos,
        action=action,
    )
    await move(command, turn.work)
    return danger.moved(await sheet(issue, turn), before, turn.tr)


async def places_named(turn: Turn, issue: Issue, words: str) -> list[tuple[int, str]]:
    """Where the words say it is, in answer to "where?": the area, and what of them it does not say; several where a
    number fits several buildings. Nothing where they name no place but the issue's own."""
    place = await read_where(turn, _NOT_THERE.sub("，", words), issue.area_id, asked=True)
    if place.building and len(place.fits) > 1 and not place.more:
        return [(one, "") for one in place.fits[:ASKED_AMONG]]
    if not (place.building or place.street or place.around or place.elsewhere or place.beside):
        return []
    area_id, said = await area_of(turn, place, issue.area_id)
    if place.elsewhere and not said:
        said = words.strip()[:PLACE_WORDS]
    return [(area_id, said)] if area_id is not None and (area_id, said) != (issue.area_id, issue.place) else []


async def beside_name(turn: Turn, area_id: int | None, words: str) -> str:
    """What the words say of a place beside its name."""
    name = (await turn.work.area(area_id)).name if area_id is not None else ""
    return words.replace(name, "", 1).strip(SEPARATORS)


def rest_of(words: str, place: Place) -> str:
    """The words without the building and the door."""
    start, end = place.span
    kept = (words[:start].strip(SEPARATORS), words[end:].strip(SEPARATORS))
    return " ".join(one for one in kept if one)


_NOTHING_OF_IT = re.compile(
    r"^(?:[我俺咱]们?(?:家|是|住)*(?:的|那栋|这栋|那|这)?|就|是|在|搁|应该|大概|好像|嗯|那|[\s,，。.、])+|[吧呗啊呀呢哈嘛了的\s,，。.、！!]+$"
)
"""What stands around a building's number and says nothing of where at it."""


def beside_number(words: str, place: Place) -> str:
    """What is said of where at a building beside its number and its doors."""
    before = words[: place.span[0]].strip(SEPARATORS)
    if len(before) > SHORT_BEFORE and _NOTHING_OF_IT.sub("", before):
        return words.strip()
    return _NOTHING_OF_IT.sub("", rest_of(words, place))


def beside_chosen(words: str, building: Area) -> str:
    """The same of the place that was written before, where the building that is chosen now has the number in it."""
    place = read_place(words)
    chosen = bool(place.building) and place.building == number_of_building(building.name)
    return beside_number(words, place) if chosen else ""


async def ask_which(turn: Turn, place: Place, draft_id: int = 0) -> bool:
    """Ask which of several buildings with one number it is; False when it is sure, or they are too many for buttons."""
    if place.more or not 1 < len(place.fits) <= ASKED_AMONG:
        return False
    choices = [(await place_words(one, turn.work), one) for one in place.fits]
    turn.say(which_building(choices, draft_id, turn.tr))
    return True


async def place_draft(turn: Turn, draft: Draft, words: str) -> tuple[Draft, Place]:
    """A place said in the words of a report wins over where the reporter is: at home, where a code was scanned, and,
    as long as somebody may be in danger, at his or her post."""
    here = me(turn).home_id or scanned(turn) or None
    near = draft.area_id or here or await stands_at(turn)
    if draft.danger or guess(words).danger:
        here = here or near
    place = await read_where(turn, words, near)
    if not place.building and draft.text.strip() != words.strip():
        place = await of_estate(turn, f"{draft.place} {draft.text}", draft.area_id, words) or place
    if place.own and not place.named and corrected_to(words) and me(turn).home_id is not None:
        command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=me(turn).home_id, place="")
        return await change_draft(command, turn.work), place
    if not place.named and not ((place.elsewhere or place.beside) and near == here):
        return await _not_said(turn, draft, words, here), place
    if draft.danger and draft.area_id is not None and only_mentions(draft.text.removesuffix(words), words, place):
        return draft, place
    area_id, said = await area_of(turn, place, near)
    if place.building and draft.area_id is not None and draft.text.strip() != words.strip() and reaches_further(words):
        area_id, said = draft.area_id, f"{draft.place} + {place.building.upper()}号楼".strip()
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=area_id, place=said)
    return await change_draft(command, turn.work), place


async def _not_said(turn: Turn, draft: Draft, words: str, here: int | None) -> Draft:
    """Where it is, if its words name no place: here; but not what is wrong at the home of somebody else, which is where
    that one was said to live before, or nobody knows."""
    area_id, place = (here, draft.place) if draft.area_id is None else (None, draft.place)
    home_id = me(turn).home_id
    if home_id is not None and not draft.place and draft.area_id in (None, home_id):
        theirs = await home_of_theirs(turn, words)
        if theirs is not None:
            area_id, place = theirs, ""
        elif at_home_of(words) and not read_place(draft.text).building:
            area_id, place = await around_building(turn, home_id), WHERE_UNSAID
    if area_id is None:
        return draft
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=area_id, place=place)
    return await change_draft(command, turn.work)


async def home_of_theirs(turn: Turn, text: str) -> int | None:
    """The building of somebody else of whom the words speak without naming it, as this person's earlier matters do:
    their mother's home is where their mother's drain was. What comes of that drain is there too. None where nobody
    knows."""
    whose, home_id = at_home_of(text) or asked_by_kin(text), me(turn).home_id
    if home_id is None or at_mine(text) or read_place(text).building:
        return None
    own, in_danger = (await turn.work.area(home_id)).building_id, guess(text).danger is not None
    for known in [one.as_known_to(me(turn).id) for one in await turn.reports()]:
        area = await turn.work.area(known.report.area_id)
        of_it = kin_in(f"{known.behalf} {known.text}") or at_home_of(known.text)
        if area.kind not in HOUSES or area.building_id == own or not of_it:
            continue
        goes_on = of_that_one(text) or comes_from(known.category, text)
        if whose == of_it or (not whose and in_danger and known.state in OPEN and goes_on):
            return area.id
    return None


async def moved_by_words(turn: Turn, draft: Draft, words: str) -> Draft | None:
    """ "不报这个 我说的是15号": the draft of another building, without these words; None for other words."""
    instead = building_instead(words)
    if not instead or guess(words).report:
        return None
    near = draft.area_id or me(turn).home_id
    area_id, said = await area_of(turn, await read_where(turn, instead, near, asked=True), near)
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=area_id, place=said)
    return await change_draft(command, turn.work)


async def parts_of(turn: Turn, draft: Draft) -> list[tuple[str, int | None, str]]:
    """The matters of a draft, where they are several: the words of each, its area, and what the area does not say. A
    place that is said of one is not the other's. Danger is one matter."""
    parts = matters_in(draft.text) if not draft.danger and draft.source is None else ()
    if not parts:
        return []
    home_id = me(turn).home_id
    places = [await read_where(turn, words, home_id or draft.area_id) for words in parts]
    named = [one.named or bool(one.elsewhere or one.beside) for one in places]
    near = home_id if any(named) and home_id is not None else draft.area_id
    found: list[tuple[str, int | None, str]] = []
    for words, place, own in zip(parts, places, named, strict=True):
        area_id, said = await area_of(turn, place, near) if own else (near, "" if any(named) else draft.place)
        found.append((words, area_id, said))
    return found


async def area_in_group(turn: Turn, words: str, home: Area | None, group_id: int) -> int:
    """Where a report of a group is: what the words name, else the reporter's home, if it lies in the group's area, and
    they speak of nobody else's.

    What lies outside the group's area is the group's, but for a street that is no community's.
    """
    near = _near(home if not at_home_of(words) else None, group_id)
    place = await read_where(turn, words, near)
    if place.street is not None:
        return place.street
    found, _ = await area_of(turn, place, near)
    return found if found is not None and group_id in (await turn.work.area(found)).line else group_id


def _near(home: Area | None, group_id: int) -> int:
    return home.id if home is not None and group_id in home.line else group_id


async def several_in_group(turn: Turn, words: str, home: Area | None, group_id: int) -> list[int]:
    """The buildings in the group's area of which the words may mean any: they name a number that several have, and none
    of them is the reporter's own."""
    near = _near(home, group_id)
    place = await read_where(turn, words, near)
    own = (await turn.work.area(near)).building_id
    if place.more or place.between or own in place.fits:
        return []
    found = [one for one in place.fits if group_id in (await turn.work.area(one)).line]
    return found if 1 < len(found) <= ASKED_AMONG else []
