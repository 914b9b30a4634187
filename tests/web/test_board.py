"""The page of the board: from the matters of a database, for whoever oversees."""

import asyncio
import re
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, event, func, select, update

from benchmarks.boards import following
from casework.hours import parse_hours
from casework.issue.doing import OnIssue
from casework.issue.telling import Delivered, delivered
from casework.issue.triage import Plan, accept, plan
from casework.messages import Kind
from casework.model.issues import Grade, State, Urgency
from casework.model.people import Use
from storage import tables
from storage.board import FAILED, _asks, _numbered
from storage.columns import bounds
from storage.database import Database
from storage.work import SqlWork
from tests.web.conftest import Browser
from tests.web.test_figures import enter, site
from tests.web.wall_town import PEOPLE, TEN, WallTown
from web import live
from web.app import pages
from web.board import LINES, PLACES, _deepest
from web.lamps import Lamps


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


async def test_as_many_trips_for_many_matters(
    town: WallTown, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose they are and where they lie is read together."""
    trips, look = 0, Database.look

    async def counted(database: Database, ask: Any) -> Any:
        nonlocal trips
        trips += 1
        return await look(database, ask)

    monkeypatch.setattr(Database, "look", counted)
    said = []
    for holders in (["steward"], ["grid_head", "community"]):
        for holder in holders:
            issue = await town.matter(state=State.ACCEPTED)
            await town.do(partial(_held, issue.id, PEOPLE[holder]))
        trips = 0
        await board(town, browser)
        said.append(trips)
    assert said[0] == said[1]


async def _held(issue_id: int, person_id: int, work: SqlWork) -> None:
    issue = await work.issue(issue_id)
    (post,) = await work.posts_of(person_id)
    issue.holder_post_id, issue.holder_id = post.id, person_id
    work.changed(issue)


async def test_how_often_somebody_was_refused(town: WallTown, browser: Browser) -> None:
    """As in chat, to whoever manages the place: how often, and nobody."""

    async def refused(work: SqlWork) -> None:
        for _ in range(2):
            work.count_refusal(PEOPLE["resident"], Use.REPORT, TEN)
        work.count_refusal(PEOPLE["resident"], Use.REPORT, TEN - timedelta(days=2))

    await town.do(refused)
    assert "一天里拦下太频繁的：报事 2" in await board(town, browser)
    async with browser(pages(site(town.database))) as client:
        await enter(town, client, "grid_head")
        assert "拦下太频繁" not in words(await client.get("/board"))


async def test_who_looks_after_no_area_sees_none(town: WallTown, browser: Browser) -> None:
    """No area is not every area: neither the board nor its figures."""
    await town.matter(state=State.REPORTED)
    await town.database.write(
        lambda connection: connection.execute(
            update(tables.posts).where(tables.posts.c.person_id == PEOPLE["community"]).values(area_id=None)
        )
    )
    async with browser(pages(site(town.database))) as client:
        await enter(town, client, "community")
        for path in ("/board", "/board/figures"):
            assert (await client.get(path)).status_code == 403, path


async def test_counts_are_true_and_lines_come_by_page(town: WallTown, browser: Browser) -> None:
    """However much stands: all of it is counted, thirty lines are shown, and links lead further and back."""
    for day in range(118):
        await town.matter(state=State.REPORTED, at=TEN - timedelta(days=day + 1))
    await town.matter("quarrel", private=True, state=State.REPORTED)
    urgent = await town.matter(state=State.REPORTED)
    await town.do(partial(_dangerous, urgent.id))
    standing = select(func.count()).where(tables.issues.c.state == State.REPORTED)  # some were put together
    every = await town.database.read(lambda connection: connection.execute(standing).scalar_one())
    assert every > 100
    seen: list[str] = []
    async with browser(pages(replace(site(town.database), settings=town.settings))) as client:
        await enter(town, client, "community")
        path: str | None = "/board"
        for lines in (*[LINES] * (every // LINES), every % LINES):
            assert path is not None
            answer = await client.get(path)
            said = words(answer)
            assert f"🔴 超时 0 🟡 快到点 {every - 1} 🟢 正常 1 🔵" in said
            all_of_them = answer.text.rpartition('<ul class="rows">')[2].partition("</ul>")[0]
            there = re.findall(r'<a href="(/board/matter/\d+)"', all_of_them)
            assert len(there) == lines
            seen += there
            further = re.search(r'rel="next" href="([^"]+)"', answer.text)
            path = further[1] if further else None
        assert path is None
        assert f'rel="prev" href="/board?page={every // LINES}"' in answer.text
    assert len(set(seen)) == every
    assert seen[0] == f"/board/matter/{urgent.id}"


async def _dangerous(issue_id: int, work: SqlWork) -> None:
    issue = await work.issue(issue_id)
    issue.urgency, issue.danger = Urgency.URGENT, "gas"
    work.changed(issue)


async def test_what_an_older_version_wrote_is_counted_at_the_next_look(town: WallTown, browser: Browser) -> None:
    """How a matter is counted is written with it; where it was not, the first who looks has it written."""
    await town.matter(state=State.REPORTED)
    await town.database.write(lambda connection: connection.execute(update(tables.issues).values(light="")))
    assert "🟢 正常 1" in await board(town, browser, hours_later=0)
    asked = select(tables.issues.c.light)
    assert await town.database.read(lambda connection: connection.execute(asked).scalar_one()) == "green"


async def test_metrics_count_what_an_older_version_wrote(town: WallTown) -> None:
    """Whoever only measures sees every matter too: nobody has to look at a board first."""
    await town.matter(state=State.REPORTED)
    await town.database.write(lambda connection: connection.execute(update(tables.issues).values(light="")))
    assert sum((await Lamps(town.database, town.settings).counted(TEN)).values()) == 1


async def test_a_light_turns_by_itself(town: WallTown, browser: Browser) -> None:
    """Nearly due it is when two thirds of the time are over: nothing is written then."""
    await town.report("下水道堵了", category="sewer")
    assert "🟡 快到点 0 🟢 正常 1" in await board(town, browser, hours_later=3 / 60)
    assert "🟡 快到点 1 🟢 正常 0" in await board(town, browser, hours_later=4 / 60)


async def plans(database: Database, *asked: Any) -> list[str]:
    """How the database finds what these ask of one area."""
    values = bounds([(1,)]) | {"now": TEN, "known": [], "size": LINES, "before": 0, "beside": 10}

    def ask(connection: Connection) -> list[str]:
        done: list[tuple[str, Any]] = []
        event.listen(connection, "before_cursor_execute", lambda *given: done.append((given[2], given[3])))
        for one in asked:
            connection.execute(one, values).all()
        selects = [one for one in done if one[0].startswith("SELECT")]
        explained = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", with_).all() for said, with_ in selects]
        return [" ".join(row[3] for row in rows) for rows in explained]

    return await database.read(ask)


async def test_what_a_board_counts_and_sorts_is_found_in_one_index(town: WallTown) -> None:
    """However much is over, and however long the rows are: they are not read."""
    asked = _asks(1)
    for said in await plans(town.database, asked.guarded, asked.grouped, asked.newest, asked.asked, _numbered(1)):
        assert "COVERING INDEX ix_issues_board" in said, said


async def test_who_is_still_asked_is_found_among_those(town: WallTown) -> None:
    """By each matter that stands: neither those who have answered are read, nor those of other areas."""
    for said in await plans(town.database, _asks(1).asked, _numbered(1)):
        assert "SEARCH pings USING INDEX ix_pings_waiting (issue_id=?)" in said, said
        assert "SCAN pings" not in said, said


async def test_what_failed_is_counted_without_what_was_delivered(town: WallTown) -> None:
    """However much that is: it is counted once a second while a board is open."""
    for said in await plans(town.database, *FAILED):
        assert "USING" in said, said


def test_a_citys_places_are_counted_once() -> None:
    """How deep a city's table goes is found by looking at each place once: it took 13 s of the processor."""
    depths = dict.fromkeys(range(1), 0) | dict.fromkeys(range(1, 11), 1) | dict.fromkeys(range(11, 60), 2)
    assert _deepest(depths) == 2
    assert _deepest(depths | {60: 2}) == 1
    assert _deepest(depths | dict.fromkeys(range(100, 15_000), 3)) == 2
    assert _deepest({}) == 0
    assert _deepest(dict.fromkeys(range(PLACES + 1), 0)) == 0
    looked = 0

    class Depths(dict[int, int]):
        def values(self) -> Any:
            nonlocal looked
            looked += 1
            return super().values()

    _deepest(Depths(depths | dict.fromkeys(range(100, 15_000), 3)))
    assert looked == 1


async def test_open_boards_are_made_once_for_all(
    town: WallTown, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who follow hear what has changed, made once for all who may know the same; without the post no more."""
    made = 0
    board_of, read = SqlWork.board, Database.read
    whole = asyncio.Lock()

    async def counted(work: SqlWork, *given: Any, **more: Any) -> Any:
        nonlocal made
        made += 1
        return await board_of(work, *given, **more)

    async def asked(database: Database, ask: Any) -> Any:
        """Whether something has changed is not asked in the middle of a change, which has several commits."""
        async with whole if ask.__qualname__.startswith("numbers") else nullcontext():
            return await read(database, ask)

    async def matter(*given: Any, **more: Any) -> None:
        async with whole:
            await town.matter(*given, **more)

    monkeypatch.setattr(SqlWork, "board", counted)
    monkeypatch.setattr(Database, "read", asked)
    monkeypatch.setattr(live, "EVERY_SECONDS", 0.05)
    monkeypatch.setattr(live, "TIMES", 0)
    await town.matter(state=State.REPORTED)
    app = pages(replace(site(town.database), settings=town.settings))
    async with browser(app) as one, browser(app) as other, browser(app) as third, asyncio.timeout(240):
        await enter(town, one, "community")
        await enter(town, other, "community_deputy")
        await enter(town, third, "grid_head")
        first = await one.get("/board")
        assert made == 1
        shows = " ".join(
            f"{part}={sign}" for part, sign in re.findall(r'id="(part-\w+)" data-sign="(\w+)"', first.text)
        )
        assert len(shows.split()) == 9
        async with (
            following(app, one.cookies, shows) as mine,
            following(app, other.cookies) as his,
            following(app, third.cookies) as hers,
        ):
            assert await mine.news() == {}  # the page shows it already
            assert "路灯不亮" in (await his.news())["part-rows"]
            assert len(await hers.news()) == 9
            await matter("sewer", state=State.REPORTED)
            mine_now, his_now, _ = await mine.news(), await his.news(), await hers.news()
            assert mine_now == his_now
            assert "下水道堵塞" in mine_now["part-rows"]
            assert not {"part-duty", "part-whistles", "part-failures"} & {*mine_now}
            await matter("quarrel", private=True, state=State.REPORTED)
            assert "part-rows" in await mine.news()
            await his.news()
            await hers.news()
            async with whole:
                await town.database.write(
                    lambda connection: connection.execute(
                        update(tables.posts)
                        .where(tables.posts.c.person_id == PEOPLE["community"])
                        .values(person_id=None)
                    )
                )
                await town.matter("sewer", state=State.REPORTED, at=TEN - timedelta(days=3))
            await mine.over()
            assert await his.news()
            await hers.news()
            assert made <= max(mine.heard, his.heard) + hers.heard  # one is made for both; the grid head's is another
    app.state.stop()
