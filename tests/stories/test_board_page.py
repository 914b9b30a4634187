"""The board as a page: opened from the private chat, gone with the post, as much as may be known and no more."""

import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.stories.conftest import pages_at
from tests.stories.departments import CITY_CHAT, whistled, with_departments
from tests.stories.test_failures import failed_in
from tests.stories.test_resident_followed import accepted, reported
from tests.stories.test_wall import link
from tests.stories.world import World, words
from web import live


@pytest.fixture
def more_config(port: int) -> str:
    """The bot serves the pages too."""
    return pages_at(port)


def browser(port: int) -> httpx.AsyncClient:
    """A browser with cookies of its own."""
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, follow_redirects=True)


def words_of(answer: httpx.Response) -> str:
    """A page's text, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


async def opened(world: World, person: str, client: httpx.AsyncClient) -> httpx.Response:
    """The board, by the link of the private chat."""
    await world.says(person, "/board")
    await world.press(person, "网页看板")
    url = link(await world.sees(person, "这个链接 10 分钟内能打开一次看板"))
    assert (await client.get(url)).status_code == 200
    return await client.post(url)


async def test_opened_from_the_chat(world: World, port: int) -> None:
    """What stands, who has it; a look at the link uses nothing up, the button does, once, for ten minutes."""
    await accepted(world)
    async with browser(port) as client, browser(port) as other:
        assert (await client.get("/board")).status_code == 401
        await world.says("张姐", "/board")
        await world.press("张姐", "网页看板")
        url = link(await world.sees("张姐", "这个链接 10 分钟内能打开一次看板"))
        for _ in range(3):  # a messenger that looks at links
            assert "打开看板" in words_of(await other.get(url))
            await other.head(url)
        board = words_of(await client.post(url))
        assert "亮灯看板 北苑社区" in board
        assert "下水道堵塞" in board
        assert "物业 王师傅" in board
        assert "3号楼" in board
        assert (await other.post(url)).status_code == 404
        assert "打不开了" in words_of(await other.get(url))
        matter = re.search(r"/board/matter/\d+", (await client.get("/board")).text)
        assert matter is not None
        told = words_of(await client.get(matter[0]))
        assert "1号" in told
        assert "王师傅" in told
        assert "孙大妈" not in told
        await world.says("张姐", "/board")
        await world.press("张姐", "网页看板")
        late = link(await world.sees("张姐", "这个链接 10 分钟内能打开一次看板"))
        await world.forward(minutes=11)
        assert (await other.post(late)).status_code == 404
        assert (await client.get("/board")).status_code == 200
        await world.forward(hours=12)
        assert (await client.get("/board")).status_code == 401


async def test_how_often_people_are_asked(world: World, port: int) -> None:
    """Chat and page say how many askings of the week were acted on, as numbers while they are few, and how often an
    unpaid neighbour was asked in a day: about the fourth matter of a day nobody unpaid is asked."""
    for said in ("下水道堵了", "楼道灯不亮", "单元门坏了", "垃圾没人收"):
        await world.says("孙大妈", said)
        await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("张姐", "/board")
    told = words(await world.sees("张姐", "近 7 天叫了人，有回应的：9 % (1/11)"))
    assert "义务的邻居一天最多叫了 3 回（别超过 3 回）" in told
    assert "⚠️" not in told
    async with browser(port) as client:
        board = words_of(await opened(world, "张姐", client))
        assert "近 7 天叫了人，有回应的：9 % (1/11)" in board
        assert "义务的邻居一天最多叫了 3 回" in board


async def test_gone_with_the_post(world: World, port: int) -> None:
    """Whoever loses the post has no board from that moment on; whoever closes it neither."""
    async with browser(port) as client, browser(port) as other:
        assert (await opened(world, "张姐", client)).status_code == 200
        board = await opened(world, "陈主任", other)
        assert board.status_code == 200
        await world.resigns("张姐")
        assert (await client.get("/board")).status_code == 401
        form = re.search(r'name="form" value="(\w+)"', board.text)
        assert form is not None
        assert (await other.post("/board/leave", data={"form": "x"})).status_code == 403
        assert (await other.get("/board")).status_code == 200
        await other.post("/board/leave", data={"form": form[1]})
        assert (await other.get("/board")).status_code == 401


async def test_another_areas_board(world: World, port: int) -> None:
    """Nobody reads another area's board, nor a matter of it, by whatever address; nor whoever has no board."""
    await accepted(world)
    async with browser(port) as zhang, browser(port) as wu:
        matter = re.search(r"/board/matter/\d+", (await opened(world, "张姐", zhang)).text)
        assert matter is not None
        assert "没有没完的事" in words_of(await opened(world, "吴姐", wu))
        for path in ("/board?area=bj-by", "/board?area=bj", "/board?area=bj-by-3h", "/board/new?area=bj-by"):
            assert (await wu.get(path)).status_code == 403, path
        assert (await wu.get(matter[0])).status_code == 404
        assert (await wu.get("/board/matter/99999999999999999999")).status_code == 404
        assert (await zhang.get("/board?area=bj-by-3h")).status_code == 200
    await world.forges("孙大妈", "s_web")
    await world.sees_nothing_of("孙大妈", "这个链接 10 分钟内能打开一次看板")


@pytest.fixture
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The board is looked at more often than once a second: nobody waits for that here."""
    assert live.EVERY_SECONDS < 2
    monkeypatch.setattr(live, "EVERY_SECONDS", 0.05)


@pytest.mark.usefixtures("looks_often")
async def test_news_by_themselves(world: World, port: int) -> None:
    """A board that is open hears within two seconds that something has changed; of what changes elsewhere, nothing."""
    await reported(world)
    async with browser(port) as client:
        await opened(world, "张姐", client)
        async with client.stream("GET", "/board/new", timeout=30) as stream:
            lines = stream.aiter_lines()

            async def number() -> str:
                async for line in lines:
                    if line.startswith("data: "):
                        return line
                raise AssertionError("the stream ended")

            first = await number()
            await world.press("王师傅", "我来接", chat="staff")
            async with asyncio.timeout(30):
                assert await number() != first
            await world.resigns("张姐")
            await world.press("王师傅", "办好了", chat="staff")
            await world.press("王师傅", "已疏通", chat="staff")
            async with asyncio.timeout(30):
                assert [line async for line in lines if line.startswith("event: ")] == ["event: over"]


async def test_acting_on_the_board(world: World, port: int) -> None:
    """Hurry, watch, take over: the same as in chat and by the same rights; a form from elsewhere does nothing."""
    await accepted(world)
    async with browser(port) as client, browser(port) as stranger:
        path = re.search(r"/board/matter/\d+", (await opened(world, "张姐", client)).text)
        assert path is not None
        page = await client.get(path[0])
        form = re.search(r'name="form" value="(\w+)"', page.text)
        assert form is not None
        assert "我来接手" in words_of(page)
        for wrong in ({}, {"form": "0" * 64}):
            assert (await client.post(f"{path[0]}/takeover", data=wrong)).status_code == 403
        elsewhere = {"sec-fetch-site": "cross-site"}
        assert (await client.post(f"{path[0]}/takeover", data={"form": form[1]}, headers=elsewhere)).status_code == 403
        assert (await stranger.post(f"{path[0]}/takeover", data={"form": form[1]})).status_code == 401
        assert (await client.post(f"{path[0]}/reject", data={"form": form[1]})).status_code == 404
        await world.sees("李姐", "物业 王师傅", chat="staff")
        asked = await client.post(f"{path[0]}/nudge", data={"form": form[1]})
        assert asked.status_code == 200
        again = await client.post(f"{path[0]}/nudge", data={"form": form[1]})
        assert again.status_code == 409
        turn = re.search(r'name="turn" value="(\d+)"', page.text)
        assert turn is not None
        taken = await client.post(f"{path[0]}/takeover", data={"form": form[1], "turn": turn[1]})
        assert "社区 张姐" in words_of(taken)
    await world.settle()
    await world.sees("李姐", "谁办：社区 张姐", chat="staff")


async def _number(lines: AsyncIterator[str]) -> str:
    async with asyncio.timeout(30):
        async for line in lines:
            if line.startswith("data: "):
                return line
    raise AssertionError("the stream ended")


@pytest.mark.usefixtures("looks_often")
async def test_departments_that_are_not_there_yet(world: World, port: int) -> None:
    """A department that was whistled stands on the board until it reports in, first if it is late; the board hears
    of it within two seconds. Whoever may not know the whistle in chat finds none of it there."""
    await with_departments(world)
    await reported(world)
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手")
    await world.press("张姐", "更多")
    await whistled(world)
    async with browser(port) as zhang, browser(port) as li, browser(port) as wu:
        board = words_of(await opened(world, "张姐", zhang))
        assert "吹了哨，还没到的 城管执法 · 吹哨1号 校门口占道 (1号) · 北苑小区3号楼" in board
        assert "还没到，该 10:35 前到" not in board
        for other, client in (("李姐", li), ("吴姐", wu)):
            assert "吹哨1号" not in words_of(await opened(world, other, client)), other
        async with zhang.stream("GET", "/board/new", timeout=30) as stream:
            lines = stream.aiter_lines()
            first = await _number(lines)
            await world.press("小田", "我们到了", chat=CITY_CHAT)
            assert await _number(lines) != first
        await world.forward(minutes=31)
        board = words_of(await zhang.get("/board"))
        assert "城管执法 · 吹哨1号" not in board
        assert re.search(r"派出所 · 吹哨1号 校门口占道 .1号. · 北苑小区3号楼 还没到，该 \S+ 前到", board), board


async def test_what_did_not_arrive(world: World, port: int) -> None:
    """What could not be sent or handled stands on the page of whoever reads it in chat, without anybody's words."""
    await failed_in(world)
    async with browser(port) as zhang, browser(port) as li, browser(port) as wu:
        board = words_of(await opened(world, "张姐", zhang))
        assert "没送到、没办成的 ⚠️ 有 2 条没送到或没办成" in board
        assert not [one for one in ("138", "老郑", "BadRequest", "ZeroDivision") if one in board]
        assert "被退回来了" in words_of(await zhang.get("/board?area=bj-by-3"))
        assert "被退回来了" not in words_of(await zhang.get("/board?area=bj-by-4"))
        for other, client in (("李姐", li), ("吴姐", wu)):
            assert "没送到" not in words_of(await opened(world, other, client)), other


async def test_who_is_on_duty_now(world: World, port: int) -> None:
    """Each place of the board with who is on duty for it now: whoever stands in for somebody who is away."""
    await accepted(world)
    async with browser(port) as client:
        board = words_of(await opened(world, "张姐", client))
        duty = "北苑社区 社区 张姐 三网格 网格长 李姐 3号楼 楼长 赵姨 四网格 网格长 郑大哥 北苑小区 物业 王师傅"
        assert f"现在谁值班 地方 谁 {duty}" in board
        await world.says("李姐", "🌙 我今天不在")
        await world.press("李姐", "到今晚")
        await world.press("李姐", "网格长 郑大哥")
        board = words_of(await client.get("/board"))
        assert "三网格 网格长 郑大哥" in board
        assert "0432" not in board
