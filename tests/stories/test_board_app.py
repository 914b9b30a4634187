"""The board inside Telegram: one tap in the private chat, without a link, for whoever has a board and nobody else."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.stories.conftest import pages_at
from tests.stories.test_board_page import browser, words_of
from tests.stories.test_resident_followed import accepted
from tests.stories.test_seats import link_to
from tests.stories.world import World, buttons


@pytest.fixture
def more_config(port: int) -> str:
    """The bot serves the pages too."""
    return pages_at(port)


def signed(address: str) -> str:
    """What Telegram signed for whoever opens it."""
    return parse_qs(urlsplit(address).fragment)["tgWebAppData"][0]


async def launched(client: httpx.AsyncClient, address: str) -> httpx.Response:
    """What the page does when Telegram opens it: it is fetched, and hands over what was signed; the browser speaks
    English."""
    page = await client.get(address.partition("#")[0], headers={"Accept-Language": "en"})
    assert page.status_code == 200
    return await client.post("/app", content=signed(address), headers={"Accept-Language": "en"})


async def board(client: httpx.AsyncClient, address: str) -> str:
    """The board that it opens."""
    answer = await launched(client, address)
    assert answer.status_code == 200, answer.text
    header = {"Authorization": f"Bearer {answer.json()['session']}", "Accept-Language": "en"}
    return words_of(await client.get("/board", headers=header))


async def test_one_tap(world: World, port: int) -> None:
    """Under /board a button opens it where one is, in one's own language; the link for a computer stays beside it."""
    await accepted(world)
    await world.says("张姐", "/board")
    async with browser(port) as client:
        shown = await board(client, await world.opens("张姐", "打开看板"))
        assert "亮灯看板 北苑社区" in shown
        assert "物业 王师傅" in shown
    assert "🔗 网页看板（电脑用）" in buttons((await world.phone("张姐"))[-1])


async def test_a_post_that_changes_hands(world: World, port: int) -> None:
    """The button beside the input field, an open board and what was signed go with the post to whoever has it now."""
    await world.says("李姐", "/start")
    assert await world.opens_menu("小周") == ""
    async with browser(port) as hers, browser(port) as theirs:
        answer = await launched(hers, await world.opens_menu("李姐"))
        header = {"Authorization": f"Bearer {answer.json()['session']}"}
        assert (await hers.get("/board", headers=header)).status_code == 200
        unused = await world.opens_menu("李姐")
        await world.starts("小周", await link_to(world, "李姐"))
        await world.press("李姐", "交给这位")
        assert (await hers.get("/board", headers=header)).status_code == 401
        refused = await launched(hers, unused)
        assert refused.status_code == 403
        assert "看板是给负责一片的同志看的" in refused.text
        assert await world.opens_menu("李姐") == ""
        assert "三网格" in await board(theirs, await world.opens_menu("小周"))


async def test_what_somebody_else_gets_hold_of(world: World, port: int) -> None:
    """An opening that was used is worth nothing, also after the bot was started again; nor one of six minutes ago."""
    await world.says("张姐", "/board")
    used, unused = await world.opens("张姐", "打开看板"), await world.opens("张姐", "打开看板")
    async with browser(port) as hers, browser(port) as theirs:
        assert "北苑社区" in await board(hers, used)
        assert (await launched(theirs, used)).status_code == 401
        await world.bot_stops()
        await world.bot_starts()
        late = await launched(theirs, used)
        assert late.status_code == 401
        assert "这个窗口过期了" in late.text
        await world.forward(minutes=6)
        assert (await launched(theirs, unused)).status_code == 401
        assert "北苑社区" in await board(hers, await world.opens("张姐", "打开看板"))


@pytest.mark.parametrize("text", ["看板", "看板咋打开", "给我看板链接"])
async def test_asked_for_in_words(world: World, port: int, text: str) -> None:
    """Whoever has a board and asks for it in words has both buttons."""
    await world.says("张姐", text)
    await world.sees_buttons("张姐", "打开看板", "网页看板", on="北苑社区")


async def test_not_in_a_group(world: World, port: int) -> None:
    """Where everybody reads no board opens."""
    await world.says("张姐", "/board", chat="staff")
    shown = [label for one in await world.phone("张姐", chat="staff") for label in buttons(one)]
    assert not [label for label in shown if "看板" in label]
