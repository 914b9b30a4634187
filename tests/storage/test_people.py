"""Chats, links and the roster."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.audited import RoleChanged
from casework.model.chats import Audience
from casework.model.conversation import Message
from casework.model.people import Rank, Role
from casework.model.places import AreaKind
from casework.neighbourhood.claiming import OpenLink, link_for, open_link
from casework.refusals import LinkNotValid
from storage.database import Database
from storage.errors import StaleError
from storage.outbox import Outbox
from storage.roster import AreaEntry, EstateEntry, PostEntry, Roster
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

RESIDENT = PEOPLE["resident"]


async def test_binding_a_chat(town: Town) -> None:
    """A chat is tied to an area, untied, and tied anew under the same id."""
    work = town.work()
    chat = await work.bind_chat("tg:-9", None, 3, Audience.STAFF, "群")
    assert await work.chat_at("tg:-9", None) is chat
    await work.commit()
    await work.unbind_chat("tg:-9", None)
    assert await work.chat_at("tg:-9", None) is None
    await work.commit()
    work = town.work()
    assert await work.chat_at("tg:-9", None) is None
    assert await work.unbind_chat("tg:-9", None) is None
    again = await work.bind_chat("tg:-9", None, 2, Audience.RESIDENTS, "新群")
    await work.commit()
    work = town.work()
    assert again.id == chat.id
    assert await work.chat(chat.id) == again
    assert await work.chat_address(chat.id) == ("tg:-9", None)
    assert [one.id for one in await work.chats_for((2, 1))] == [chat.id, 51]  # the last bound first


async def test_a_topic_falls_back_to_its_group(town: Town) -> None:
    """A topic that is bound is itself; any other topic belongs to the group."""
    work = town.work()
    group = await work.bind_chat("tg:-9", None, 2, Audience.STAFF, "群")
    topic = await work.bind_chat("tg:-9", 7, 3, Audience.STAFF, "三网格")
    await work.commit()
    work = town.work()
    assert await work.chat_at("tg:-9", 7) == topic
    assert await work.chat_at("tg:-9", 8) == group
    assert await work.chat_at("tg:-9", None) == group


async def test_two_bind_the_same_chat_at_once(town: Town) -> None:
    """The second is run again and finds the first."""
    works = [town.work(), town.work()]
    for work in works:
        await work.bind_chat("tg:-9", None, 3, Audience.STAFF, "群")
    await works[0].commit()
    with pytest.raises(StaleError):
        await works[1].commit()


@pytest.mark.parametrize("times", [1, 2])
async def test_a_group_moves_everywhere(town: Town, times: int) -> None:
    """Group and topics have the new address, and hearing of it twice changes nothing."""
    work = town.work()
    await work.bind_chat("tg:-50", 7, 3, Audience.STAFF, "主题")
    await work.commit()
    for _ in range(times):
        await work.move_chat("tg:-50", "tg:-1050")
        await work.commit()
        work = town.work()
    assert await work.chat_address(50) == ("tg:-1050", None)
    assert await work.chat_at("tg:-50", None) is None
    assert (await work.chat_at("tg:-1050", 7)) is not None


async def test_a_group_bound_anew_before_its_move_was_heard(town: Town) -> None:
    """What still waits for the old group goes to the new one."""
    work = town.work()
    new = await work.bind_chat("tg:-1050", None, 3, Audience.STAFF, "新")
    work.add(Message(id=work.new_id(), kind="card", due_at=TEN, priority=5, chat_id=50))
    await work.commit()
    await work.move_chat("tg:-50", "tg:-1050")
    await work.commit()
    assert [row.chat_id for row in await Outbox(town.database).ready(TEN, 10)] == [new.id]
    assert [one.id for one in await town.work().chats_for((3,))] == [new.id]


async def test_two_updates_of_somebody_new(town: Town) -> None:
    """The second update of the same stranger is run again, and finds the person."""
    works = [town.work(), town.work()]
    for work in works:
        work.meet_person("tg:77", "新", "zh_CN")
    await works[0].commit()
    with pytest.raises(StaleError):
        await works[1].commit()


async def test_a_link_is_used_once(town: Town) -> None:
    """Whoever opens it first has the post, with all that belongs to it; the second is refused."""
    work = town.work()
    post = await work.post(6)
    post.person_id = None
    work.changed(post)
    link = link_for(post, None, None, TEN, work)
    await work.commit()
    assert [(one.code, post.code) for one, post in await town.work().open_links()] == [(link.code, "p6")]
    works = [town.work(), town.work()]
    for work, who in zip(works, ("stranger", "neighbour"), strict=True):
        opened = await open_link(OpenLink(by=PEOPLE[who], at=TEN, code=link.code), work)
        assert opened.taken
        assert opened.post.reachable
        assert [one.code for one in await work.posts_of(PEOPLE[who])] == ["p6"]
    await works[0].commit()
    with pytest.raises(StaleError):
        await works[1].commit()
    work = town.work()
    assert (await work.post(6)).person_id == PEOPLE["stranger"]
    with pytest.raises(LinkNotValid):
        await open_link(OpenLink(by=PEOPLE["neighbour"], at=TEN, code=link.code), work)
    with pytest.raises(LinkNotValid):
        await open_link(OpenLink(by=PEOPLE["neighbour"], at=TEN, code="unknown"), work)
    assert await work.open_links() == []


async def test_a_post_has_one_open_link(town: Town) -> None:
    """Two who make a link for one post at the same time: the second is run again, and finds the first one's."""
    works = [town.work(), town.work()]
    for work in works:
        link_for(await work.post(6), await work.open_link(6), None, TEN, work)
    await works[0].commit()
    with pytest.raises(StaleError):
        await works[1].commit()
    work = town.work()
    known = await work.open_link(6)
    assert known is not None
    post = await work.post(6)
    assert link_for(post, known, None, TEN + timedelta(days=6), work) is known
    newer = link_for(post, known, None, TEN + timedelta(days=7), work)
    await work.commit()
    work = town.work()
    assert [one.code for one, _ in await work.open_links()] == [newer.code]
    assert await work.link(known.code) is None
    assert [one.action for one in await work.audited(6)] == ["link_made", "link_voided", "link_made"]


async def test_who_held_a_post_is_kept(town: Town) -> None:
    """Whatever changes the person of a post, the history has it: who, from when, till when."""
    town.database.now = lambda: TEN
    for name in ("stranger", None, "neighbour"):
        work = town.work()
        post = await work.post(6)
        post.person_id = PEOPLE[name] if name else None
        work.changed(post)
        await work.commit()
    work = town.work()
    post = await work.post(6)
    post.phone = "1"
    work.changed(post)
    await work.commit()
    held = [(one.code, one.person_id, one.since, one.until) for one in await work.seats_of(6)]
    assert held == [("p6", PEOPLE["stranger"], TEN, TEN), ("p6", PEOPLE["neighbour"], TEN, None)]


async def test_a_change_of_role_is_audited(town: Town) -> None:
    """A roster that gives a post another role or another place leaves a line; another name or phone does not."""
    roster = Roster(town.database)
    entry = PostEntry(code="p6", role=Role.COMMUNITY_MANAGER, rank=Rank.PRIMARY, name="新名字", area="by")
    await roster.put([], [], [entry])
    assert await town.work().audited() == []
    await roster.put([], [], [replace(entry, role=Role.GRID_HEAD, area="by3")])
    (line,) = await town.work().audited(6)
    assert line.action == "role_changed"
    roles = (Role.COMMUNITY_MANAGER, Role.GRID_HEAD)
    assert line.data == RoleChanged(code="p6", role=roles, area_id=(2, 3))


async def test_of_several_groups_the_last_bound_is_first(town: Town) -> None:
    """Among the groups of one area; a nearer area's still comes before."""
    for number, minutes in ((1, 5), (2, 1)):
        work = town.work()
        at = TEN + timedelta(minutes=minutes)
        await work.bind_chat(f"tg:-{number}", None, 3, Audience.STAFF, str(number), at)
        await work.commit()
    assert [one.title for one in await town.work().chats_for((3, 2))] == ["1", "2", "三网格工作群", "北苑微邻里"]
    work = town.work()
    await work.bind_chat("tg:-2", None, 3, Audience.STAFF, "2", TEN + timedelta(minutes=9))
    await work.commit()
    assert (await town.work().chats_for((3,)))[0].title == "2"
    assert [one.title for one, _ in await town.work().chats_at("tg:-2")] == ["2"]
    assert len(await town.work().bound_chats()) == 4


async def test_walking_the_tree(town: Town) -> None:
    """From the root to the building, by code."""
    work = town.work()
    assert [area.code for area in await work.find_areas(None)] == ["bj"]
    assert [area.code for area in await work.find_areas(1)] == ["by"]
    assert [area.name for area in await work.areas_of_kind(AreaKind.BUILDING)] == ["3号楼"]
    building = await work.area_by_code("by3-3")
    assert building is not None
    assert building.line == (4, 3, 2, 1)
    assert await work.area_by_code("nowhere") is None
    assert [estate.company for estate in await work.estates()] == ["安居物业"]
    assert [post.code for post in await work.vacant_posts()] == []


ESTATES = [EstateEntry(code="e1", name="北苑小区", company="安居")]
AREAS = [
    AreaEntry(code="g1", kind=AreaKind.GRID, name="一网格", parent="c1"),
    AreaEntry(code="b1", kind=AreaKind.BUILDING, name="1号楼", parent="g1", estate="e1", households=48),
    AreaEntry(code="c1", kind=AreaKind.COMMUNITY, name="北苑社区", parent="s1"),
    AreaEntry(code="s1", kind=AreaKind.SUBDISTRICT, name="北极街道"),
]
POSTS = [
    PostEntry(code="p1", role=Role.GRID_HEAD, rank=Rank.PRIMARY, name="一网格网格长", area="g1", phone="1"),
    PostEntry(code="p2", role=Role.PROPERTY_STEWARD, rank=Rank.PRIMARY, name="物业", estate="e1"),
]


async def test_a_roster_is_imported_whole(database: Database) -> None:
    """In any order of rows; a second time changes nothing."""
    roster = Roster(database)
    changes = await roster.put(ESTATES, AREAS, POSTS)
    assert sorted(changes.added) == ["b1", "c1", "e1", "g1", "p1", "p2", "s1"]
    areas = {area.code: area for area in await roster.areas()}
    assert areas["b1"].line == tuple(areas[code].id for code in ("b1", "g1", "c1", "s1"))
    assert areas["b1"].estate_id == (await roster.estates())[0].id
    assert [(post.code, post.area_id) for post in await roster.posts()] == [("p1", areas["g1"].id), ("p2", None)]
    again = await roster.put(ESTATES, AREAS, POSTS)
    assert (again.added, again.changed, again.same) == ([], [], 7)


async def test_importing_again_changes_only_what_changed(town: Town) -> None:
    """Who holds a post stays; a grid that moves takes its buildings along; what is not named stays."""
    roster = Roster(town.database)
    changes = await roster.put(
        [],
        [
            AreaEntry(code="new", kind=AreaKind.COMMUNITY, name="新社区", parent="bj"),
            AreaEntry(code="by3", kind=AreaKind.GRID, name="三网格", parent="new"),
        ],
        [PostEntry(code="p6", role=Role.COMMUNITY_MANAGER, rank=Rank.PRIMARY, name="北苑社区书记", area="by")],
    )
    assert (changes.added, sorted(changes.changed), changes.same) == (["new"], ["by3", "p6"], 0)
    areas = {area.code: area for area in await roster.areas()}
    assert areas["by3-3"].line == (4, 3, areas["new"].id, 1)
    post = next(one for one in await roster.posts() if one.code == "p6")
    assert (post.name, post.person_id, post.reachable) == ("北苑社区书记", PEOPLE["community"], True)


async def test_a_faulty_roster_changes_nothing(database: Database) -> None:
    """An unknown code or a circle undoes the whole import."""
    roster = Roster(database)
    with pytest.raises(KeyError):
        await roster.put(ESTATES, AREAS, [PostEntry(code="p", role=Role.ADMIN, rank=Rank.PRIMARY, name="", area="no")])
    circle = [
        AreaEntry(code=one, kind=AreaKind.GRID, name="x", parent=other) for one, other in (("a", "b"), ("b", "a"))
    ]
    with pytest.raises(ValueError, match="within itself"):
        await roster.put([], circle, [])
    assert await roster.areas() == []
    assert await roster.estates() == []


async def test_being_away_is_read_with_the_post(town: Town) -> None:
    """`away_until` and `reachable` are the person's; an empty seat is out of reach."""
    work = town.work()
    person = await work.person(PEOPLE["grid_head"])
    person.away_until = TEN + timedelta(days=1)
    work.changed(person)
    post = await work.post(4)
    post.person_id = None
    work.changed(post)
    await work.commit()
    work = town.work()
    away, vacant = await work.posts_for((3,), None, [Role.GRID_HEAD])
    assert (away.away_until, away.reachable) == (TEN + timedelta(days=1), True)
    assert (vacant.away_until, vacant.reachable) == (None, False)
    assert [one.code for one in await work.vacant_posts()] == ["p4"]
