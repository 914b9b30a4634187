"""Who is to hear what changed, on both databases: marked in the commit of the change, by area, told once."""

from datetime import timedelta

from sqlalchemy import Connection, insert

from casework.issue import triage
from casework.issue.doing import OnIssue
from casework.model.issues import Issue
from storage import tables
from storage.hooks import Hooks
from storage.keys import Keys
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town


async def accept(town: Town, issue: Issue) -> None:
    command = OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=TEN)
    await town.do(lambda work: triage.accept(command, work))


async def beside(town: Town) -> None:
    """Another grid, 33."""

    def do(connection: Connection) -> None:
        connection.execute(insert(tables.subjects).values(id=33, kind="area"))
        grid = {"id": 33, "kind": "grid", "name": "四网格", "code": "by4", "parent_id": 2, "households": 0}
        connection.execute(insert(tables.areas).values(**grid, line=(33, 2, 1)))

    await town.database.write(do)


async def test_marked_by_the_commit_that_changes_it(town: Town) -> None:
    """For receivers of its areas and of all; what changes while it is told is told again."""
    hooks = Hooks(town.database)
    await beside(town)
    for name, lines in (("all", []), ("grid", [3]), ("else", [33])):
        await hooks.add(name, "https://example.org/", "s", lines, TEN)
    assert await hooks.ready(TEN) == []
    issue = await town.report()
    ready = {one.name: one for one in await hooks.ready(TEN)}
    assert set(ready) == {"all", "grid"}
    call = await hooks.next(ready["grid"].id)
    assert call is not None
    assert (call.issue_id, call.said, call.inside) == (issue.id, "", True)
    await accept(town, issue)
    await hooks.told(call, "this")
    again = await hooks.next(ready["grid"].id)
    assert again is not None
    assert (again.said, again.change > call.change) == ("this", True)
    await hooks.told(again, "that")
    assert await hooks.next(ready["grid"].id) is None
    assert [one.name for one in await hooks.ready(TEN)] == ["all"]


async def test_left_alone_for_a_while(town: Town) -> None:
    """Who did not take it is asked again when the pause is over; its trouble is over when it takes one."""
    hooks = Hooks(town.database)
    await hooks.add("all", "https://example.org/", "s", [], TEN)
    await town.report()
    (hook,) = await hooks.ready(TEN)
    await hooks.failed(hook, "HTTP 500", TEN + timedelta(minutes=1))
    assert await hooks.ready(TEN) == []
    (hook,) = await hooks.ready(TEN + timedelta(minutes=1))
    assert (hook.failures, hook.error) == (1, "HTTP 500")
    call = await hooks.next(hook.id)
    assert call is not None
    await hooks.told(call, "this")
    ((hook, waiting, areas),) = await hooks.all()
    assert (hook.failures, hook.error, hook.retry_at, waiting, areas) == (0, "", None, 0, [])
    assert await hooks.remove("all", TEN)
    assert await hooks.all() == []


async def test_keys(town: Town) -> None:
    """Made, found by what it is, voided."""
    keys = Keys(town.database)
    key = await keys.make("市平台", [2, 3], 60, TEN)
    found = await keys.find(key)
    assert found is not None
    assert (found.name, list(found.area_ids), found.an_hour) == ("市平台", [2, 3], 60)
    assert await keys.find("") is None
    assert await keys.void("市平台", TEN)
    assert await keys.find(key) is None
