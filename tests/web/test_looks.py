"""The page of who looked at what is personal: by area, by what the reader may know, in pages."""

import re
from datetime import timedelta
from functools import partial

import httpx
import pytest
from sqlalchemy import update

from casework.audited import DoorSeen
from casework.issue.doing import OnIssue
from casework.issue.visiting import GiveVisit, give_visit, read_visit
from casework.model.audited import Audited
from casework.model.issues import Accused, Issue, State
from casework.neighbourhood.record import record
from storage import tables
from storage.work import SqlWork
from tests.web.conftest import Browser
from tests.web.test_figures import enter, site
from tests.web.wall_town import PEOPLE, TEN, WallTown
from web.app import pages
from web.looks import LINES


async def looked(town: WallTown, issue: Issue) -> None:
    """The resident leaves her door, and the holder looks."""
    given = GiveVisit(issue_id=issue.id, by=PEOPLE["resident"], at=TEN, text="2单元502，13900001111")
    await town.do(lambda work: give_visit(given, work))
    await town.do(lambda work: read_visit(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=TEN), work))


async def shown(town: WallTown, browser: Browser, person: str, path: str = "/board/looks") -> tuple[int, str]:
    async with browser(pages(site(town.database))) as client:
        await enter(town, client, person)
        answer: httpx.Response = await client.get(path)
        return answer.status_code, " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


async def test_a_look_at_a_door(town: WallTown, browser: Browser) -> None:
    """Who looked, and of which matter; the door itself is on no page. A link leads there from the board."""
    issue = await town.matter(state=State.ACCEPTED)
    await looked(town, issue)
    status, text = await shown(town, browser, "community")
    assert status == 200
    assert f"看了 {issue.number}号 的门牌电话" in text
    assert "13900001111" not in text
    assert "502" not in text
    assert "🔎 谁看过" in (await shown(town, browser, "community", "/board"))[1]


@pytest.mark.parametrize("person", ["grid_head", "supervisor"])
async def test_only_for_managers_and_administrators(town: WallTown, browser: Browser, person: str) -> None:
    """Whoever else has a board neither sees the link nor opens the page."""
    await looked(town, await town.matter(state=State.ACCEPTED))
    assert (await shown(town, browser, person))[0] == 403
    assert "谁看过" not in (await shown(town, browser, person, "/board"))[1]


async def test_of_what_is_hidden_nothing_is_said(town: WallTown, browser: Browser) -> None:
    """A complaint about the community's manager does not exist for her, nor do the looks at it."""
    issue = await town.matter(state=State.ACCEPTED)
    await looked(town, issue)
    (mine,) = await town.work().posts_of(PEOPLE["community"])
    of = Accused(post_id=mine.id, person_id=mine.person_id, role=mine.role)
    change = update(tables.reports).where(tables.reports.c.issue_id == issue.id).values(accused=(of,))
    assert "的门牌电话" in (await shown(town, browser, "community"))[1]
    await town.database.write(lambda connection: connection.execute(change).close())
    assert "的门牌电话" not in (await shown(town, browser, "community"))[1]


async def test_pages_and_everything(town: WallTown, browser: Browser) -> None:
    """Fifty a page; seats and groups where they are asked for; what is of no area is not the community's."""
    issue = await town.matter(state=State.ACCEPTED)
    await town.do(partial(_many, issue, LINES + 3))

    async def more(work: SqlWork) -> None:
        (grid,) = await work.posts_of(PEOPLE["grid_head"])
        record(work, Audited.LINK_MADE, TEN, by=PEOPLE["community"], post=grid)
        record(work, Audited.ROSTER_EXPORTED, TEN + timedelta(hours=1), by=PEOPLE["community"])

    await town.do(more)
    first, second = [(await shown(town, browser, "community", f"/board/looks?page={n}"))[1] for n in (1, 2)]
    assert first.count("的门牌电话") == LINES
    assert second.count("的门牌电话") == 3
    assert "上岗链接" not in first + second
    every = (await shown(town, browser, "community", "/board/looks?what=all"))[1]
    assert "上岗链接" in every
    assert "导出了花名册" not in every


async def _many(issue: Issue, lines: int, work: SqlWork) -> None:
    for minute in range(lines):
        at = TEN - timedelta(minutes=minute + 1)
        seen = DoorSeen(issue_id=issue.id)
        record(work, Audited.DOOR_SEEN, at, by=PEOPLE["steward"], area_id=issue.area_id, data=seen)
