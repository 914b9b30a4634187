"""What the resident's flows need around a draft or an issue: places in words, the tree, sheets, who is asked."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.incoming.turn import Turn
from bot.views import alarm, hours
from bot.views.context import RenderContext
from bot.views.drafts import DraftSheet
from bot.views.home import PAGE, area_name
from bot.views.view import View
from casework.issue.accusing import readers_of
from casework.issue.doing import matter
from casework.issue.drafts import same_nearby
from casework.issue.sheet import Sheet, sheet_of
from casework.model.conversation import Draft, Outcome
from casework.model.issues import Issue, State
from casework.model.people import Person, Post, Role
from casework.model.places import Area, AreaKind
from casework.model.timeline import AttachmentKind
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.serving import days_to_come, holding, hours_said
from casework.ports import Work
from casework.questions import At
from casework.refusals import NoPdf, NotFound
from casework.tiers import OPTIONAL_AREAS
from casework.words.accused import complains

Option = tuple[str, int, int, bool]
"""A name, its area, its estate (0: none), and whether it is the end of the walk."""


def me(turn: Turn) -> Person:
    """Whoever wrote or pressed; handlers of private chats and presses always have one."""
    assert turn.person is not None
    return turn.person


def today_of(turn: Turn) -> date:
    """The day it is in the neighbourhood."""
    return turn.at.astimezone(turn.work.settings.zone).date()


async def chat_id(turn: Turn) -> int | None:
    """From which group it is done, for the timeline."""
    chat = None if turn.private else await turn.work.chat_at(turn.address, turn.thread)
    return chat.id if chat is not None else None


async def taken_out_of_words(turn: Turn, without: Callable[[str], str]) -> None:
    """What is to stand nowhere any more is gone from the words as they were said, too."""
    for said in await turn.work.said_by(me(turn).id):
        if (text := without(said.text)) != said.text:
            said.text = text
            turn.work.changed(said)


def of_me(turn: Turn) -> OfPerson:
    """A command about oneself."""
    return OfPerson(by=me(turn).id, at=turn.at)


async def pdf_of(page: str, turn: Turn) -> bytes:
    """A page in HTML as a PDF. Raises NoPdf."""
    if turn.pdf is None:
        raise NoPdf(why="missing")
    return await turn.pdf(page)


def context_of(turn: Turn) -> RenderContext:
    """What a view needs when it answers directly."""
    return RenderContext(now=turn.at, settings=turn.work.settings, bot_username=turn.bot_username)


async def times_of(area: Area | None, turn: Turn) -> list[str]:
    """The hours that hold in an area and its parts (None: everywhere), and the days to come that are something else."""
    today, work = today_of(turn), turn.work
    said = holding(await hours_said(area, work), turn.at)
    days = await days_to_come(area, today, await work.known_days(), work)
    return [*hours.hours_lines(work.settings, said, turn.at, turn.tr), *hours.days_lines(days, turn.tr)]


async def sheet(issue: Issue, turn: Turn) -> Sheet:
    """The issue with the names around it, now, as this chat may see it: a person alone, or a group."""
    return await sheet_of(issue, turn.at, turn.work, reader_id=me(turn).id if turn.private else None)


async def my_issue(issue_id: int, turn: Turn) -> Issue:
    """The issue, if this person reported it, to be read: with the own report first. Raises NotFound: what is another's
    does not exist for this person."""
    issue = await matter(issue_id, turn.work)
    if not issue.is_reporter(me(turn).id):
        raise NotFound
    return issue.as_known_to(me(turn).id)


async def became(turn: Turn, outcome: Outcome, issue: Issue) -> None:
    """What is being said went into the issue: with the entry that it made there, for its correction."""
    mine = [one for one in await turn.work.timeline(issue.id) if one.person_id == me(turn).id]
    turn.became(outcome, issue.subject, mine[-1].id if mine else None)


async def place_words(area_id: int | None, work: Work) -> str:
    """ "北苑小区3号楼"; nothing for no place."""
    if area_id is None:
        return ""
    areas = await line(area_id, work)
    estate = await work.estate(areas[0].estate_id) if areas[0].estate_id is not None else None
    return area_name(areas, estate)


async def place_of_post(post: Post, work: Work) -> str:
    """Where a post serves: its department, its estate, or its area."""
    if post.department_id is not None:
        return (await work.department(post.department_id)).name
    if post.estate_id is not None:
        return (await work.estate(post.estate_id)).name
    return await place_words(post.area_id, work)


async def place_of_draft(draft: Draft, turn: Turn) -> str:
    """The same for a draft; outdoors around one's home it is the estate."""
    area_id, home_id = draft.area_id, me(turn).home_id
    if area_id is not None and home_id is not None:
        home = await turn.work.area(home_id)
        if home.parent_id == area_id and home.estate_id is not None:
            return (await turn.work.estate(home.estate_id)).name
    return await place_words(area_id, turn.work)


async def line(area_id: int, work: Work) -> list[Area]:
    """The area and its ancestors."""
    area = await work.area(area_id)
    return [await work.area(one) for one in area.line or (area.id,)]


async def community_name(area_id: int | None, work: Work) -> str:
    """Of an area's line; nothing for no area."""
    if area_id is None:
        return ""
    areas = await line(area_id, work)
    return next((one.name for one in areas if one.kind is AreaKind.COMMUNITY), areas[0].name)


async def draft_sheet(draft: Draft, turn: Turn, among: Sequence[Issue] = ()) -> DraftSheet:
    """The draft with what its card says; `among`: the matters that its words may belong to."""
    neighbour = None if draft.danger else await same_nearby(draft, turn.at, turn.work)
    if neighbour is not None and neighbour.is_reporter(draft.person_id):
        neighbour = None
    if not among:
        waiting = [one for one in await turn.reports() if one.state is State.WAITING]
        apart = draft.private or complains(draft.text)  # what is private is no answer to what others read
        among = [one for one in waiting if one.private or not apart][:1]
        sure = False
    else:
        sure = True
    above: list[Post] = []
    accuses = False
    if draft.private:
        above, accuses = await readers_of(draft.text, draft.area_id, turn.at, turn.work, called_only=False)
    sent = {one.kind for one in await turn.work.attachments(draft.id)}
    return DraftSheet(
        draft=draft,
        place=await place_of_draft(draft, turn),
        community=await community_name(draft.area_id, turn.work),
        sent=frozenset(sent - {AttachmentKind.LOCATION}),
        same=await sheet(neighbour, turn) if neighbour else None,
        asked=tuple(among),
        ask_first=sure,
        above=tuple(above) if accuses else None,
    )


# --- the tree


async def root(turn: Turn) -> Area | None:
    """The subdistrict, or the top of a smaller tree, if there is one only."""
    tops = await turn.work.find_areas(None)
    while len(tops) == 1 and tops[0].kind in OPTIONAL_AREAS:
        tops = await turn.work.find_areas(tops[0].id)
    return tops[0] if len(tops) == 1 else None


async def options(turn: Turn, area_id: int, estate_id: int, *, streets: bool = False) -> list[Option]:
    """What can be chosen below an area (0: from the top): the estates, where people know them by name and they are few
    enough for one message; else communities, then estates and grids; then buildings.

    A step with one choice only is taken by itself. `streets`: also those in no community, where nobody lives.
    """
    if estate_id:
        choices = [_option(one) for one in await turn.work.buildings_of(estate_id)]
    elif area_id == 0:
        choices = await _estates(turn, streets) or [_option(one) for one in await turn.work.find_areas(None)]
    else:
        area = await turn.work.area(area_id)
        if area.kind is AreaKind.COMMUNITY:
            choices = await _in_community(turn, area)
        else:
            below = await turn.work.find_areas(area.id)
            choices = [_option(one) for one in below if streets or one.kind is not AreaKind.STREET]
    if len(choices) == 1 and not choices[0][3]:
        return await options(turn, choices[0][1], choices[0][2], streets=streets)
    return sorted(choices, key=_as_people_count)


def _as_people_count(option: Option) -> list[tuple[int, str]]:
    """2号楼 before 10号楼."""
    return [(int(one), "") if one.isdecimal() else (0, one) for one in re.split(r"(\d+)", option[0])]


def _option(area: Area) -> Option:
    return area.name, area.id, 0, area.kind in (AreaKind.BUILDING, AreaKind.STREET)


async def _estates(turn: Turn, streets: bool) -> list[Option]:
    """The town's estates, and below them the communities in which something lies in none. Nothing where there are no
    estates, or more than one message shows."""
    homes = await turn.work.where_homes_are()
    estates = {estate_id for estate_id, _ in homes if estate_id is not None}
    if not 0 < len(estates) <= PAGE:
        return []
    named = [(one.name, 0, one.id, False) for one in await turn.work.estates() if one.id in estates]
    above = await turn.work.areas_with({parent_id for estate_id, parent_id in homes if estate_id is None})
    lines = await turn.work.areas_with({area_id for one in above for area_id in one.line})
    outside = await turn.work.areas_of_kind(AreaKind.STREET) if streets else []
    return named + [_option(one) for one in (*lines, *outside) if one.kind in (AreaKind.COMMUNITY, AreaKind.STREET)]


async def _in_community(turn: Turn, community: Area) -> list[Option]:
    buildings: list[tuple[Area, Area]] = []
    for child in await turn.work.find_areas(community.id):
        if child.kind is AreaKind.STREET:
            continue
        if child.kind is AreaKind.BUILDING:
            buildings.append((child, community))
        else:
            buildings += [(one, child) for one in await turn.work.find_areas(child.id)]
    estates = dict.fromkeys(one.estate_id for one, _ in buildings if one.estate_id is not None)
    found = [((await turn.work.estate(one)).name, community.id, one, False) for one in estates]
    loose = dict.fromkeys(above.id for one, above in buildings if one.estate_id is None and above is not community)
    found += [_option(await turn.work.area(one)) for one in loose]
    return found + [_option(one) for one, above in buildings if one.estate_id is None and above is community]


# --- where whoever writes is


def scanned(turn: Turn) -> int:
    """The building of a code that was scanned before consenting; 0: none."""
    return next((one.data.area_id for one in turn.waiting("consent.press") if isinstance(one.data, At)), 0)


async def stands_at(turn: Turn) -> int | None:
    """Where whoever writes is, as far as it is known: at home, at the building whose code he scanned, at his post."""
    return me(turn).home_id or scanned(turn) or await post_place(me(turn).id, turn)


async def post_place(person_id: int, turn: Turn) -> int | None:
    """The smallest area of a person's posts where they lie within each other, else what they have in common."""
    areas: list[int] = []
    for post in await turn.work.posts_of(person_id):
        if post.area_id is not None:
            areas.append(post.area_id)
        elif post.estate_id is not None:
            areas += [one.id for one in await turn.work.buildings_of(post.estate_id)]
    if not areas:
        return None
    lines = sorted([(await turn.work.area(one)).line for one in set(areas)], key=len, reverse=True)
    if all(one[0] in lines[0] for one in lines):
        return lines[0][0]
    return next((one for one in lines[0] if all(one in other for other in lines)), lines[0][-1])


async def property_phones(turn: Turn, area_id: int | None) -> list[str]:
    """The property company's phones of a place."""
    if area_id is None:
        return []
    areas = await line(area_id, turn.work)
    if areas[0].estate_id is None:
        return []
    estate = await turn.work.estate(areas[0].estate_id)
    said = f"{estate.company} {estate.phone}".strip()
    stewards = await turn.work.posts_for(areas[0].line, estate.id, (Role.PROPERTY_STEWARD,))
    return [said] if estate.phone else [f"{post.name} {post.phone}" for post in stewards[:1] if post.phone]


async def in_drill(turn: Turn, view: View, area_id: int | None) -> View:
    """A question about a place where a drill is on says so, as every message does: what is answered counts as real."""
    line = (await turn.work.area(area_id)).line if area_id is not None else ()
    drill = bool(line) and turn.work.settings_for(line, turn.at).drill
    return alarm.during_drill(view, turn.tr) if drill else view
