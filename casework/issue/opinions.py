"""Many matters registered in one go 一次多条, those of a listening day 恳谈日 above all (around-an-issue.md §6).

What is read from lines or a table waits as drafts of one listening day; one press files all of them in one commit, so
that nothing is filed by halves. Groups read one message about all of them; nothing of it is loud.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from casework.audience import Hearers
from casework.broadcast import Change, Say, correct, say
from casework.broadcast import take_back as take_broadcast_back
from casework.capabilities import Capability
from casework.frozen import frozen
from casework.issue.drafts import FileDraft, file_draft, said_in, write_down
from casework.issue.likeness import alike_standing, number_area
from casework.messages import Kind, Priority, staff_chat, tell_group
from casework.model.chats import Audience
from casework.model.conversation import Draft, DraftState
from casework.model.issues import Issue, ListeningDay, Source, State
from casework.model.people import Post
from casework.model.places import HOUSES, Area, AreaKind
from casework.model.said_to_many import Broadcast
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.rights import PUBLISH_OPINIONS, REGISTER_MANY, covers
from casework.neighbourhood.switching import where_on
from casework.ports import Work
from casework.refusals import AlreadyFiled, NotFound, NotYours, TooMany
from casework.told import Listed

MOST = 200
"""Matters in one list, half as many again as a large listening day has; they are filed in one commit."""
LIKE_SINCE = timedelta(days=30)
"""What has been open for so long is compared: a listening day hears what has gone on for weeks."""
DONE = frozenset({State.RESOLVED, State.CLOSED})
SHOWN_DAYS = 10


@frozen(kw_only=True)
class Opinion:
    """One row of a list, understood. `listed`: its number in the list; `contact`: who said it and how to find him, for
    the holder alone; `heard_on`: where the row says when it was told."""

    listed: int
    area_id: int
    text: str
    place: str = ""
    contact: str = ""
    heard_on: date | None = None
    outside_number: str | None = None
    outside_due: date | None = None


async def may_register_many(command: OfPerson, work: Work) -> list[Post]:
    """The posts by which the person registers many in one go. Raises NotYours, SwitchedOff."""
    posts = await posts_for_many(command, work)
    areas = [await work.area(one.area_id or 0) for one in posts]
    there = {one.id for one in where_on(Capability.MANY_AT_ONCE, areas, command.at, work)}
    return [one for one in posts if one.area_id in there]


async def posts_for_many(command: OfPerson, work: Work) -> list[Post]:
    """The posts by which the person does so where it is on, and sees the listening days. Raises NotYours."""
    posts = [one for one in await work.posts_of(command.by) if one.role in REGISTER_MANY and one.area_id is not None]
    if not posts:
        raise NotYours(action=None, roles=REGISTER_MANY)
    return posts


async def areas_heard(posts: Sequence[Post], work: Work) -> list[Area]:
    """Whose matters these posts register: the community in which each lies, or all of the subdistrict."""
    found: dict[int, Area] = {}
    for post in posts:
        area = await work.area(post.area_id or 0)
        if area.kind in (AreaKind.GRID, *HOUSES):
            area = await work.area(await number_area(area.line, work))
        found[area.id] = area
    return list(found.values())


async def begin_list(command: OfPerson, held_on: date, work: Work) -> ListeningDay:
    """A list that is shown before it counts; it is of the first of the person's areas. Raises NotYours."""
    posts = await may_register_many(command, work)
    area = (await areas_heard(posts, work))[0]
    day = ListeningDay(
        id=work.new_id(),
        area_id=area.id,
        at=command.at,
        by_id=command.by,
        by_post_id=posts[0].id,
        source=Source.LISTENING_DAY,
        held_on=held_on,
    )
    work.add(day)
    return day


@frozen(kw_only=True)
class OnDay:
    """Somebody does something to a list that is not filed yet, or to a listening day."""

    day_id: int
    by: int
    at: datetime


async def list_of(command: OnDay, work: Work) -> ListeningDay:
    """The person's list that was not filed yet. Raises NotFound for another's, AlreadyFiled."""
    day = await work.listening_day(command.day_id)
    if day.by_id != command.by:
        raise NotFound
    if day.filed_at is not None:
        raise AlreadyFiled
    return day


async def write_list(command: OnDay, opinions: Iterable[Opinion], work: Work) -> list[Draft]:
    """More of the list, each a draft of its own. Raises TooMany beyond MOST of them."""
    day = await list_of(command, work)
    new = list(opinions)
    if len(await work.drafts_listed(day.id)) + len(new) > MOST:
        raise TooMany(most=MOST)
    found = []
    for one in new:
        draft = Draft(
            id=work.new_id(),
            person_id=command.by,
            created_at=command.at,
            state=DraftState.LEFT,
            text=one.text,
            area_id=one.area_id,
            place=one.place,
            behalf=one.contact,
            source=Source.HOTLINE if one.outside_number else day.source,
            heard_on=one.heard_on or day.held_on,
            outside_number=one.outside_number,
            outside_due=one.outside_due,
            listening_id=day.id,
            listed=one.listed,
        )
        found.append(await write_down(draft, work))
    return found


async def leave_out(command: OnDay, listed: Iterable[int], work: Work) -> int:
    """These numbers of the list are not to be filed; how many there were."""
    day = await list_of(command, work)
    wanted = set(listed)
    gone = [one for one in await work.drafts_listed(day.id) if one.listed in wanted]
    for one in gone:
        one.state, one.text, one.behalf = DraftState.DROPPED, "", ""
        work.changed(one)
    return len(gone)


async def told_otherwise(
    command: OnDay, work: Work, *, source: Source | None = None, held_on: date | None = None
) -> ListeningDay:
    """By another way, or on another day: of the whole list, but for rows that name a day of their own."""
    day = await list_of(command, work)
    before = day.held_on
    day.source, day.held_on = source or day.source, held_on or day.held_on
    work.changed(day)
    for draft in await work.drafts_listed(day.id):
        if draft.heard_on == before:
            draft.heard_on = day.held_on
        if draft.outside_number is None:
            draft.source = day.source
        work.changed(draft)
    return day


async def looks_like(draft: Draft, at: datetime, work: Work) -> Issue | None:
    """What is open and probably the same, for whoever looks through the list."""
    if draft.area_id is None or draft.category is None or draft.private:
        return None
    found = await alike_standing(
        await said_in(draft, draft.category, at, work), draft.category, at, work, within=LIKE_SINCE
    )
    return next(iter(found), None)


def to_be_filed(drafts: Iterable[Draft]) -> list[Draft]:
    """Those that the one press files; what says danger outright is looked at one by one."""
    return [one for one in drafts if not one.danger]


async def drop_known(command: OnDay, work: Work) -> dict[str, Issue]:
    """An order of another system is registered once: what has its number already is not filed; by number, as what it
    is. Somebody else may have registered it since the list was shown. Raises NotFound, AlreadyFiled."""
    day = await list_of(command, work)
    drafts = await work.drafts_listed(day.id)
    known = await work.orders_known({one.outside_number for one in drafts if one.outside_number})
    await leave_out(command, [one.listed or 0 for one in drafts if one.outside_number in known], work)
    return known


async def file_list(command: OnDay, work: Work) -> list[Issue]:
    """File all of the list at once; T0 is now, the day on which it was told is kept. Raises NotFound, AlreadyFiled."""
    day = await list_of(command, work)
    drafts = to_be_filed(await work.drafts_listed(day.id))
    issues = [await file_draft(FileDraft(draft_id=one.id, by=command.by, at=command.at), work) for one in drafts]
    day.filed_at = command.at
    work.changed(day)
    for chat_id in await _staff_groups(issues, work):
        key, data = f"listed:{day.id}:{chat_id}", Listed(listening=day.id)
        tell_group(work, Kind.LISTED, chat_id, command.at, Priority.CARD, key=key, data=data)
    return issues


async def _staff_groups(issues: Iterable[Issue], work: Work) -> list[int]:
    """The groups in which the cards of these lie."""
    found: dict[int, None] = {}
    for issue in issues:
        if chat := await staff_chat(work, issue):
            found[chat.id] = None
    return list(found)


async def by_grid(issues: Iterable[Issue], work: Work) -> list[tuple[str, int]]:
    """How many of the matters lie in which grid; what lies in none is the community's own."""
    counted: Counter[int] = Counter()
    for issue in issues:
        counted[await _grid_of(issue, work)] += 1
    named = [((await work.area(one)).code, (await work.area(one)).name, count) for one, count in counted.items()]
    return [(name, count) for _, name, count in sorted(named)]


async def _grid_of(issue: Issue, work: Work) -> int:
    for area_id in issue.line:
        if (await work.area(area_id)).kind is AreaKind.GRID:
            return area_id
    return issue.community_id


# --- the session, afterwards


async def days_of(command: OfPerson, work: Work) -> list[ListeningDay]:
    """The newest listening days of the person's areas. Raises NotYours."""
    posts = await posts_for_many(command, work)
    areas = await areas_heard(posts, work)
    return await work.listening_days_in([one.id for one in areas], SHOWN_DAYS)


async def day_seen(command: OnDay, work: Work) -> ListeningDay:
    """One of them. Raises NotFound."""
    day = await work.listening_day(command.day_id)
    area = await work.area(day.area_id)
    mine = await areas_heard(await posts_for_many(OfPerson(by=command.by, at=command.at), work), work)
    if day.filed_at is None or not {one.id for one in mine} & set(area.line):
        raise NotFound
    return day


async def publisher(day: ListeningDay, by: int, work: Work) -> Post | None:
    """The post in which the person may give the list to the residents of the area."""
    area = await work.area(day.area_id)
    posts = [one for one in await work.posts_of(by) if one.role in PUBLISH_OPINIONS]
    return next((one for one in posts if covers(one, area.line, None)), None)


async def _to_publish(command: OnDay, work: Work) -> tuple[ListeningDay, Post]:
    """With the post in which it is published, or taken back. Raises NotYours, NotFound."""
    day = await day_seen(command, work)
    post = await publisher(day, command.by, work)
    if post is None:
        raise NotYours(action=None, roles=PUBLISH_OPINIONS)
    return day, post


def hearers_of(day: ListeningDay) -> Hearers:
    """The residents' groups of its area."""
    return Hearers(below=(day.area_id,), groups=(Audience.RESIDENTS,))


async def publish(command: OnDay, work: Work) -> ListeningDay:
    """The list, without names, to the residents' groups of the area and onto the echo wall; published before, it says
    how it stands now, where it stands. Raises NotYours, NotFound."""
    day, post = await _to_publish(command, work)
    standing = await standing_broadcast(day, work)
    day.published_at, day.published_by_id = command.at, command.by
    work.changed(day)
    if standing is not None:
        await correct(standing, standing.text, Change(at=command.at, by=command.by, by_post=post.id), work)
    else:
        said = Say(
            kind=Kind.OPINIONS,
            at=command.at,
            hearers=hearers_of(day),
            by=command.by,
            by_post=post.id,
            about_id=day.id,
            counted=True,
        )
        await say(said, work)
    return day


async def unpublish(command: OnDay, work: Work) -> ListeningDay:
    """Taken back wherever it arrived, and off the wall. Raises NotYours, NotFound."""
    day, post = await _to_publish(command, work)
    standing = await standing_broadcast(day, work)
    if standing is None:
        raise NotFound
    day.published_at = day.published_by_id = None
    work.changed(day)
    await take_broadcast_back(standing, Change(at=command.at, by=command.by, by_post=post.id), work)
    return day


async def standing_broadcast(day: ListeningDay, work: Work) -> Broadcast | None:
    """What the residents' groups were told of it, unless it was taken back."""
    return next((one for one in await work.broadcasts_about(day.id) if one.taken_back_at is None), None)
