"""From the chat to the echo wall, and what anybody reads there."""

import re

import httpx
import pytest

from tests.stories.conftest import pages_at
from tests.stories.test_resident_followed import accepted, done_again
from tests.stories.world import World


@pytest.fixture
def more_config(port: int) -> str:
    """The bot serves the pages too."""
    return pages_at(port) if port else ""


def link(message: dict[str, object]) -> str:
    """The address of the button under a message."""
    markup = message["reply_markup"]
    assert isinstance(markup, dict)
    return str(markup["inline_keyboard"][0][0]["url"])


async def text_at(url: str) -> str:
    """A page's text, without its tags."""
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(url)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


async def test_from_the_chat_to_the_wall(world: World) -> None:
    """/huiyin leads to the wall of one's estate; what was done is there, without a name, a word or a time."""
    await accepted(world)
    await done_again(world)
    await world.press("孙大妈", "好了，满意")
    await world.says("孙大妈", "/huiyin")
    url = link(await world.sees("孙大妈", "回音壁 · 北苑小区"))
    assert url.endswith("/wall/estate/by-xq")
    text = await text_at(url)
    assert "北苑小区 3号楼 下水道堵塞 → 办好了" in text
    assert "报事的邻居：满意" in text
    for hidden in ("孙大妈", "王师傅", "返水", "10:0"):
        assert hidden not in text


async def test_from_a_group_to_the_wall(world: World) -> None:
    """In a group /huiyin leads to the wall of its area; whoever serves finds that of the post."""
    await world.says("老郑", "/huiyin", chat="residents")
    assert link(await world.sees("老郑", "回音壁 · 北苑社区", chat="residents")).endswith("/wall/bj-by")
    await world.says("李姐", "回音壁")
    assert link(await world.sees("李姐", "回音壁 · 三网格")).endswith("/wall/bj-by-3")


@pytest.mark.parametrize("port", [0])
async def test_the_wall_without_an_address(world: World) -> None:
    """Where nobody gave it an address the bot says so, and where one's own reports are."""
    await world.says("孙大妈", "/huiyin")
    await world.sees("孙大妈", "还没有网页", "/wode")


async def test_a_false_alarm_on_the_wall(world: World) -> None:
    """A fire that was none is no fire that was put out."""
    await world.says("孙大妈", "着火了快来人")
    await world.press("孙大妈", "有，快来人")
    await world.press("张姐", "是误报")
    await world.says("孙大妈", "/huiyin")
    text = await text_at(link(await world.sees("孙大妈", "回音壁 · 北苑小区")))
    assert "误报，没有危险" in text
    assert "→ 办好了" not in text
    assert "用时" not in text
    counted = re.sub(r"<[^>]+>|\s", "", text)
    assert "误报（不算在上面）1" in counted
