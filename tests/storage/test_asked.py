"""How often people were asked lately, in both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town


async def test_asked_and_acted_on(town: Town) -> None:
    """Pings of what was reported in the last week, those that were answered by taking it, and what an unpaid neighbour
    got in a day; of an area where nothing was reported, and of weeks ago, nothing."""
    issues = [await town.report(at=TEN + timedelta(minutes=one)) for one in range(4)]
    work = town.work()
    area = await work.area(issues[0].line[-1])
    elsewhere = [one for one in await work.find_areas(area.id) if one.id not in issues[0].line]
    pinged = [one for issue in issues for one in (await work.issue(issue.id)).pings]
    found = await work.asked_lately([area], TEN + timedelta(hours=1))
    assert (found.acted_on.part, found.acted_on.whole) == (0, len(pinged))
    heads = [one for one in pinged if one.person_id == PEOPLE["building_head"]]
    assert (found.most, found.above) == (len(heads), 1 if len(heads) > 3 else 0)
    often = await work.unpaid_asked([PEOPLE["building_head"], PEOPLE["grid_head"]], TEN)
    assert often == ({PEOPLE["building_head"]: len(heads)} if heads else {})  # a grid head is paid for it
    assert await work.unpaid_asked([PEOPLE["building_head"]], TEN + timedelta(hours=1)) == {}
    assert (await work.asked_lately(elsewhere, TEN + timedelta(hours=1))).acted_on.whole == 0
    assert (await work.asked_lately([area], TEN + timedelta(days=9))).acted_on.whole == 0


async def test_pings_are_found_by_their_matters(town: Town) -> None:
    """SQLite that knows nothing of how many rows there are finds the matters of the week first, and never looks at all
    pings there ever were: with a million matters the board took ten seconds for that."""
    if town.database.is_server:
        pytest.skip("PostgreSQL counts its rows by itself")
    issue = await town.report()
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "FROM pings" in statement:
            asked.append((statement, parameters))

    work = town.work()
    area = await work.area(issue.line[-1])
    event.listen(Engine, "before_cursor_execute", note)
    await work.asked_lately([area], TEN)
    event.remove(Engine, "before_cursor_execute", note)

    def explain(connection: Connection) -> list[str]:
        return [
            row[3]
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]

    plan = await town.database.read(explain)
    assert len(asked) == 2
    assert not [step for step in plan if step.startswith("SCAN pings")], plan
