"""The page of figures: from the rounds of a database, for whoever oversees, right and quick."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from html import unescape

import httpx
import pytest
from sqlalchemy import Connection, insert, update

from bot.running.printer import Printer
from bot.views.common import share_words
from casework.model.issues import Rating, Source, State
from casework.model.places import AreaKind
from casework.model.whistles import CallRating
from casework.whistle.answering import OnCall, Said, accept, feed_back, report_in
from casework.whistle.calling import Blow, blow
from locales.translator import translator
from storage import tables
from storage.database import Database
from storage.sums import sum_all_again
from tests.casework.neighbourhood import BUILDING
from tests.pdf import needs_pdf, text_of
from tests.storage.test_whistles import whistled
from tests.web.conftest import Browser
from tests.web.conftest import site as wall_site
from tests.web.wall_town import PEOPLE, TEN, WallTown
from web.app import pages
from web.report import report
from web.site import Site


def site(database: Database) -> Site:
    made = wall_site(database)
    return Site(
        database=database, settings=made.settings, now=made.now, bot=made.bot, url="http://weilinli", secret="s"
    )


@pytest.fixture
async def manager(town: WallTown, database: Database, browser: Browser) -> AsyncIterator[httpx.AsyncClient]:
    """The community's manager, in front of the board."""
    async with browser(pages(site(database))) as client:
        await enter(town, client, "community")
        yield client


async def enter(town: WallTown, client: httpx.AsyncClient, person: str) -> None:
    work = town.work()
    code = work.new_code()
    work.let_in(PEOPLE[person], code, TEN + timedelta(hours=5))
    await work.commit()
    assert (await client.post(f"/open/{code}")).status_code == 303


async def cells(client: httpx.AsyncClient, path: str = "/board/figures") -> dict[str, list[str]]:
    """The table's lines by their first cell."""
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    found = {}
    for line in re.findall(r"<tr>(.*?)</tr>", answer.text, re.DOTALL):
        name, *rest = (re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<t[hd].*?</t[hd]>", line))
        found[name] = rest
    return found


async def test_the_figures_of_a_month(town: WallTown, manager: httpx.AsyncClient) -> None:
    """This month, the last one and the same a year ago; the private ones are counted too; few have no share."""
    for _ in range(10):
        await town.matter(rating=Rating.GOOD, takes=timedelta(minutes=20))
    await town.matter("quarrel", private=True, takes=timedelta(minutes=200))
    await town.matter(state=State.REPORTED)
    await town.matter(at=TEN - timedelta(days=30), rating=Rating.NOT_SOLVED)
    found = await cells(manager)
    assert found["报了"] == ["12", "1", "0"]
    assert found["办好了"] == ["11", "1", "0"]
    assert found["满意率"] == ["100 % (10/10)", "0/1", "–"]
    assert found["响应率（5 分钟内接）"] == ["92 % (11/12)", "1/1", "–"]
    assert found["还没完"] == ["1", "0", "0"]
    last = await cells(manager, "/board/figures?month=2026-10")
    assert last["报了"] == ["1", "0", "0"]


async def test_the_wall_says_what_the_figures_say(
    town: WallTown, manager: httpx.AsyncClient, database: Database
) -> None:
    """Of the same days: what was reported and how people found it by report, what was done and done again by round. On
    the wall what is private, of a kind it is silent about, taken back or a false alarm counts nowhere."""
    for _ in range(4):
        await town.matter(rating=Rating.FAIR)
    many = await town.matter(rating=Rating.NOT_SOLVED)  # of two reports, the other one content; and done again
    await town.matter(state=State.REPORTED)
    await town.matter(at=TEN - timedelta(days=60), rating=Rating.GOOD)
    again = await town.matter(at=TEN - timedelta(days=60))  # opened again in these days
    reports, rounds, issues = tables.reports, tables.rounds, tables.issues
    other = (await town.matter(state=State.REPORTED)).id
    of_both = update(rounds).where(rounds.c.issue_id == many.id).values(rated_by=2, content=1)

    def put(connection: Connection) -> None:
        connection.execute(update(reports).where(reports.c.issue_id == other).values(issue_id=many.id))
        connection.execute(update(issues).where(issues.c.id == other).values(state=State.MERGED))
        connection.execute(of_both)
        for one in (many, again):
            values = {"issue_id": one.id, "round": 2, "t0": TEN + timedelta(hours=1)}
            connection.execute(insert(rounds).values(**values))
            connection.execute(update(issues).where(issues.c.id == one.id).values(round=2, state=State.REPORTED))

    await database.write(put)
    await sum_all_again(database)

    async def both() -> tuple[list[str], list[str]]:
        found = await cells(manager)
        text = (await manager.get("/wall/by")).text
        said = dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", text))
        names = ("报了", "办好了", "还没完", "没弄好，重办")
        figures = [found[name][0] for name in ("报了", "办好了", "还没完")]
        satisfied = found["满意率"][0]
        return [*figures, satisfied], [*(said[name] for name in names[:3]), f"{said['满意或还行']}/{said['评了']}"]

    figures, shown = await both()
    assert figures == ["7", "5", "3", "5/6"]
    assert shown == figures
    await town.matter(private=True, rating=Rating.GOOD)
    await town.matter("theft", rating=Rating.GOOD)
    await town.matter(state=State.WITHDRAWN)
    figures, still = await both()
    assert figures == ["10", "7", "3", "7/8"]
    assert still == shown


async def test_how_late_what_was_told_was_registered(town: WallTown, manager: httpx.AsyncClient) -> None:
    """Slips that were written down two days later stand apart from calls of the day; what residents filed does not."""
    for _ in range(8):
        await town.matter(source=Source.PAPER, heard_on=TEN.date() - timedelta(days=2))
    for _ in range(4):
        await town.matter(source=Source.PHONE)
    await town.matter()
    found = await cells(manager)
    assert found["当天说的，当天登记上"] == ["33 % (4/12)", "–", "–"]
    assert found["说了几天才登记（中位）"] == ["2天；九成在2天内", "–", "–"]


async def test_put_apart(town: WallTown, manager: httpx.AsyncClient) -> None:
    """By place, kind, post, company, source and week, the worst first; odd words of an address are none."""
    await town.matter("garbage", takes=timedelta(minutes=20), rating=Rating.GOOD)
    await town.matter("sewer", takes=timedelta(minutes=500), rating=Rating.GOOD)
    page = (await manager.get("/board/figures?by=category")).text
    assert page.index("下水道堵塞</th>") < page.index("垃圾没清</th>")
    assert "<svg" in page
    for apart, name in (
        ("area", "三网格"),
        ("post", "物业 北苑小区 steward"),
        ("company", "安居物业"),
        ("source", "网格群"),
        ("week", "11月16日那周"),
    ):
        assert name in await cells(manager, f"/board/figures?by={apart}"), apart
    for odd in ("by=name", "month=2026-13", "month=x", "month=9999-01", "month=1999-01"):
        assert "没有这样的月份" in (await manager.get(f"/board/figures?{odd}")).text, odd
    for fine in ("", "?month=2026-10", "?by=week", "?month=2026-11&by=area", "?lang=en"):
        assert "没有这样的月份" not in (await manager.get(f"/board/figures{fine}")).text, fine


async def test_by_post_and_who_reads_a_name(town: WallTown, database: Database, browser: Browser) -> None:
    """Each post by itself, so that the worst is found; the name for whoever manages its place alone, and of unpaid
    neighbours only the role."""
    for who in ("steward", "grid_head", "building_head", "community"):
        issue = await town.matter("garbage", takes=timedelta(minutes=500))
        (post,) = await town.work().posts_of(PEOPLE[who])
        change = update(tables.rounds).where(tables.rounds.c.issue_id == issue.id).values(resolved_post_id=post.id)
        await town.database.write(lambda connection, change=change: connection.execute(change).close())  # type: ignore[misc]
    for reader, grid, community in (
        ("community", "网格长 三网格 grid_head", "社区 北苑社区"),
        ("street", "网格长 三网格 grid_head", "社区 北苑社区 community"),
        ("grid_head", "网格长 三网格", "社区 北苑社区"),
        ("supervisor", "网格长 三网格", "社区 北苑社区"),
    ):
        async with browser(pages(site(database))) as client:
            await enter(town, client, reader)
            found = await cells(client, "/board/figures?by=post")
            assert grid in found, (reader, list(found))
            assert community in found, (reader, list(found))
            assert "楼长" in found


async def test_a_line_and_shares(town: WallTown, manager: httpx.AsyncClient) -> None:
    """Weeks are a line, highest where most was filed; shares are lengths of one bar, and of fewer than ten there are
    none. The numbers stand on them, and in the tables."""
    for number in range(9):
        await town.matter(takes=timedelta(minutes=20), rating=Rating.GOOD, at=TEN - timedelta(days=7 * (number % 2)))
    weeks = (await manager.get("/board/figures?by=week")).text
    (points,) = re.findall(r'points="([^"]+)"', weeks)
    assert points == "24,46 336,30"  # four, then five
    assert "<rect" not in weeks, "of nine no share is said"
    await town.matter(takes=timedelta(minutes=200), rating=Rating.NOT_SOLVED)
    page = (await manager.get("/board/figures")).text
    percents = re.findall(r">(\d+) %</text>", page)
    assert percents == ["100", "0", "90", "90"]
    assert 'width="270"' in page
    assert "style=" not in page
    assert "90 % (9/10)" in {one[0] for one in (await cells(manager)).values() if one}


async def test_the_departments_of_a_month(town: WallTown, manager: httpx.AsyncClient) -> None:
    """How those that were whistled kept to it, in their month alone, few as numbers; in the report too."""
    officer = PEOPLE["stranger"]
    made = await whistled(town)
    on = OnCall(call_id=made.calls[0].id, by=officer, at=TEN + timedelta(minutes=10))
    await town.do(lambda work: report_in(on, work))
    told = Said(call_id=on.call_id, by=officer, at=TEN + timedelta(minutes=50), text="清走了")
    await town.do(lambda work: feed_back(told, work))
    judged = OnCall(call_id=on.call_id, by=PEOPLE["community"], at=TEN + timedelta(hours=1))
    await town.do(lambda work: accept(judged, CallRating.GOOD, work))
    again = Blow(
        by=PEOPLE["community"], at=TEN + timedelta(hours=2), departments=(60,), matter="占道", area_id=BUILDING
    )
    await town.do(lambda work: blow(again, work))
    assert (await cells(manager))["城管"] == ["2", "1/2", "1/1", "1/1", "1", "0", "0"]
    assert "城管" not in await cells(manager, "/board/figures?month=2026-10")
    work = town.work()
    area = await work.area(1)
    page = await report(site(town.database), [area], TEN.date().replace(day=1), work, translator("zh_CN"))
    assert re.search(r"城管</th><td[^>]*>2</td><td[^>]*>1/2</td>", page)


async def test_the_report_on_the_board(town: WallTown, manager: httpx.AsyncClient, browser: Browser) -> None:
    """The month's report is one click from the figures, as a page and as a PDF with text that can be selected."""
    await needs_pdf()
    await town.matter(text="东门的路灯")
    answer = await manager.get("/board/figures?month=2026-11&area=by3")
    link = re.search(r'href="(/board/report[^"]*)"', answer.text)
    assert link is not None
    page = await manager.get(unescape(link[1]))
    assert "<h1>月报 <span>三网格 · 2026年11月</span></h1>" in page.text
    assert "<style" not in page.text
    assert "report.pdf" not in page.text  # not installed: not offered
    assert "还没有到" not in page.text
    assert "还没有到" in (await manager.get("/board/report?month=2030-01")).text
    missing = await manager.get("/board/report.pdf")
    assert missing.status_code == 404
    assert "浏览器" in missing.text
    with_pdf = replace(site(town.database), pdf=Printer().printed)
    async with browser(pages(with_pdf)) as client:
        assert (await client.get("/board/report")).status_code == 401
        assert (await client.get("/board/report.pdf")).status_code == 401
        await enter(town, client, "community")
        assert (await client.get("/board/report.pdf?area=bj")).status_code == 403
        link = re.search(r'href="(/board/report.pdf[^"]*)"', (await client.get(unescape(page.request.url.path))).text)
        assert link is not None
        given = await client.get(unescape(link[1]))
    assert given.headers["content-type"] == "application/pdf"
    assert given.headers["cache-control"] == "no-store"
    assert "2026年11月" in text_of(given.content)


async def test_only_for_whoever_oversees(town: WallTown, manager: httpx.AsyncClient, browser: Browser) -> None:
    """Without a session, or for another area, there is nothing; nothing is kept by a browser."""
    async with browser(pages(site(town.database))) as stranger:
        assert (await stranger.get("/board/figures")).status_code == 401
    assert (await manager.get("/board/figures?area=bj")).status_code == 403
    answer = await manager.get("/board/figures?area=by3")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_how_a_share_is_said() -> None:
    """Of few only how many of how many."""
    from casework.figures import Share

    assert share_words(Share(3, 4)) == "3/4"
    assert share_words(Share(9, 12)) == "75 % (9/12)"
    assert share_words(Share(0, 0)) == "–"


async def test_what_took_longest(town: WallTown, manager: httpx.AsyncClient) -> None:
    """The slowest first, what is still open counted until now; nothing private, nothing of what the wall keeps off."""
    slow = await town.matter(state=State.CLOSED, takes=timedelta(hours=30))
    quick = await town.matter(state=State.CLOSED, takes=timedelta(minutes=20))
    private = await town.matter(state=State.REPORTED, private=True)
    page = (await manager.get("/board/figures")).text
    part = page[page.index("拖得最久的") :]
    assert part.index(f">{slow.number}</th>") < part.index(f">{quick.number}</th>")
    assert f">{private.number}</th>" not in part


async def test_the_worst_grid_and_why(town: WallTown, database: Database, browser: Browser) -> None:
    """The first sentence names the grid in which most went wrong, at which step and of what kind, in the numbers of the
    first row by grid; its links lead to that row and to the kinds. Of one grid alone it says nothing."""
    for _ in range(3):
        await town.matter("sewer", takes=timedelta(minutes=500), rating=Rating.GOOD)
    await town.matter("garbage", takes=timedelta(minutes=20), rating=Rating.GOOD)
    grid = {"id": 33, "kind": AreaKind.GRID, "name": "四网格", "code": "by4", "line": (33, 2, 1)} | {
        "parent_id": 2,
        "households": 60,
    }
    await town.database.write(lambda connection: connection.execute(insert(tables.areas).values(**grid)).close())
    await town.matter("garbage", takes=timedelta(minutes=20), area_id=33, rating=Rating.GOOD)
    async with browser(pages(site(database))) as client:
        await enter(town, client, "street")
        page = (await client.get("/board/figures")).text
        (says,) = re.findall(r'<p class="lead worst">(.*?)</p>', page)
        links = [unescape(one) for one in re.findall(r'<a class="button" href="(/board/figures[^"]*)"', page)]
        assert "北苑社区 三网格" in says
        assert "报了 4 件" in says
        assert "下水道堵塞" in says
        why, every = links
        found = await cells(client, every)
        assert [*found][1] == "北苑社区 三网格"
        row = found["北苑社区 三网格"]
        steps = dict(zip(("5 分钟没人接", "15 分钟没回话", "超时", "重办"), row[1:5], strict=True))
        for step, count in steps.items():
            assert (f"{step} {count}" in says) == (count != "0"), says
        assert [*(await cells(client, why))][1] == "下水道堵塞"
        assert (await cells(client, "/board/figures?area=by3"))["3号楼"][0] == "4"
        assert "lead worst" not in (await client.get("/board/figures?area=by3")).text
        assert "lead worst" not in (await client.get("/board/figures?month=2026-10")).text
