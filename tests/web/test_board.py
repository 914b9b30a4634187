"""The page of the board: from the matters of a database, for whoever oversees."""

import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from casework.hours import parse_hours
from casework.issue.doing import OnIssue
from casework.issue.telling import Delivered, delivered
from casework.issue.triage import Plan, accept, plan
from casework.messages import Kind
from casework.model import Grade, State
from storage.database import Database
from tests.web.conftest import Browser
from tests.web.test_figures import enter, site
from tests.web.wall_town import PEOPLE, TEN, WallTown
from web.app import pages


@pytest.fixture
async def town(database: Database) -> WallTown:
    made = WallTown(database)
    await made.furnish()
    return made


async def board(town: WallTown, browser: Browser, hours_later: float = 5) -> str:
    """The page's text for the community's manager, as a browser would say it."""
    there = replace(site(town.database), settings=town.settings, now=lambda: TEN + timedelta(hours=hours_later))
    async with browser(pages(there)) as client:
        await enter(town, client, "community")
        return words(await client.get("/board"))


def words(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


async def test_what_waits_for_the_morning(town: WallTown, browser: Browser) -> None:
    """With a moon in its line, and counted as in time: it was once no board at all."""
    town.settings = replace(town.settings, hours=parse_hours("12:00-20:00"))
    await town.matter(state=State.REPORTED)
    told = await board(town, browser, hours_later=1)
    assert "🔴 超时 0 🟡 快到点 0 🟢 正常 1" in told
    assert "🌙 1 路灯不亮" in told


async def test_today_is_one_time_for_everybody(town: WallTown, browser: Browser) -> None:
    """What was said for today is over at the end of the day, on the page as in chat and for the resident."""
    issue = await town.report("下水道堵了", category="sewer")
    by = PEOPLE["steward"]
    await town.do(lambda work: accept(OnIssue(issue_id=issue.id, by=by, at=TEN), work))
    said = Plan(issue_id=issue.id, by=by, at=TEN, grade=Grade.COMPLEX, text="派人疏通", why="要挖开")
    await town.do(lambda work: plan(said, work))
    await town.do(lambda work: delivered(Delivered(issue_id=issue.id, kind=Kind.PLAN, at=TEN), work))
    told = await board(town, browser)
    assert "🟢 1 下水道堵塞" in told
    assert "23:59 前" in told
