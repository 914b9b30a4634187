"""What leaves the roster and what stays."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection

from casework.model.audited import Audited
from casework.model.chats import Audience
from casework.model.people import Rank, Role
from casework.model.places import AreaKind
from casework.neighbourhood.claiming import link_for
from storage.departments import DepartmentEntry, MenuEntry, put_departments, put_menu
from storage.roster import AreaEntry, Codes, EstateEntry, PostEntry, Roster
from tests.casework.neighbourhood import TEN
from tests.storage.town import Town

WriteSheet = Callable[[Connection, Sequence[Any], Codes, datetime, bool], object]


async def test_what_nothing_names_is_removed_from_the_leaves_up(town: Town) -> None:
    """A grid with its building, its estate, its head's post and the link for it go together."""
    roster = Roster(town.database)
    await roster.put(
        [EstateEntry(code="new-xq", name="新小区")],
        [
            AreaEntry(code="new", kind=AreaKind.GRID, name="新网格", parent="by"),
            AreaEntry(code="new-1", kind=AreaKind.BUILDING, name="1号楼", parent="new", estate="new-xq"),
        ],
        [PostEntry(code="new-head", role=Role.GRID_HEAD, rank=Rank.PRIMARY, name="钱姐", area="new")],
    )
    work = town.work()
    post = await work.post_by_code("new-head")
    assert post is not None
    link = link_for(post, None, None, TEN, work)
    await work.commit()
    codes = {"new-xq", "new", "new-1", "new-head"}
    removal = (await roster.put([], [], [], gone=codes)).removal
    assert (set(removal.removed), removal.kept) == (codes, [])
    assert await town.work().link(link.code) is None
    left = {one.code for one in await roster.areas()} | {one.code for one in await roster.estates()}
    assert codes.isdisjoint(left | {one.code for one in await roster.posts()})


async def test_what_a_report_names_stays(town: Town) -> None:
    """The building of a report and the posts that were asked stay for the record, without their persons."""
    issue = await town.report()
    asked = {(await town.work().post(ping.post_id)).code for ping in issue.pings}
    assert asked
    roster = Roster(town.database)
    everybody = {post.code for post in await roster.posts()}
    removal = (await roster.put([], [], [], gone=everybody | {"by3-3"})).removal
    assert set(removal.kept) == asked | {"by3-3"}
    assert set(removal.removed) == everybody - asked
    assert [post.person_id for post in await roster.posts()] == [None] * len(asked)
    assert (await town.work().issue(issue.id)).area_id == issue.area_id


async def test_what_is_refused_removes_nothing(town: Town) -> None:
    """When the import fails, nothing of what was to go is gone."""
    roster = Roster(town.database)
    before = await roster.posts()
    with pytest.raises(KeyError):
        await roster.put(
            [],
            [AreaEntry(code="new", kind=AreaKind.GRID, name="新网格", parent="nowhere")],
            [],
            gone={post.code for post in before},
        )
    assert await roster.posts() == before


async def put_sheet(roster: Roster, write: WriteSheet, entries: Sequence[Any]) -> None:
    """A sheet as a whole: what it does not name goes."""

    def then(connection: Connection, codes: Codes, at: datetime) -> None:
        write(connection, entries, codes, at, True)

    await roster.put([], [], [], then=then)


async def test_a_dropped_department_leaves_no_group_behind(town: Town) -> None:
    """Its group is untied with it, and that is written down: nothing asks later for a department that is no more."""
    roster = Roster(town.database)
    stays, goes = (DepartmentEntry(code=code, name=code, area="bj") for code in ("stays", "goes"))
    await put_sheet(roster, put_departments, [stays, goes])
    ids = {one.code: one.id for one in await roster.departments()}
    work = town.work()
    for code in ("stays", "goes"):
        await work.bind_chat(f"tg:-{code}", None, 1, Audience.DEPARTMENT, code, TEN, ids[code])
    await work.commit()
    await put_sheet(roster, put_departments, [stays])
    assert [one.code for one in await roster.departments()] == ["stays"]
    work = town.work()
    assert [chat.department_id for chat, _ in await work.chats_at("tg:-stays")] == [ids["stays"]]
    assert await work.chats_at("tg:-goes") == []
    ((once, _),) = await work.chats_at("tg:-goes", bound=False)
    assert once.department_id is None
    assert [(one.action, one.chat_id) for one in await work.audited()] == [(Audited.UNBOUND, once.id)]


async def test_a_department_does_not_go_with_a_post_of_its_code(town: Town) -> None:
    """Each sheet has codes of its own: what goes are areas, estates, posts and utilities."""
    roster = Roster(town.database)
    department = DepartmentEntry(code="p5", name="城管", area="bj")
    matter = MenuEntry(code="p10", matter="占道", area="bj", departments=("p5",), report_in=None)
    await put_sheet(roster, put_departments, [department])
    await put_sheet(roster, put_menu, [matter])
    removal = (await roster.put([], [], [], gone={"p5", "p10"})).removal
    assert (removal.removed, removal.kept) == (["p10", "p5"], [])
    assert [one.code for one in await roster.departments()] == ["p5"]
    assert [one.code for one in await town.work().menu_for((1,))] == ["p10"]
