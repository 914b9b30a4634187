"""What neighbours say of a result on the echo wall: fixed, or not yet."""

import re

import httpx
import pytest

from tests.stories.conftest import pages_at
from tests.stories.test_resident_followed import accepted, done_again
from tests.stories.test_wall import text_at
from tests.stories.world import World


@pytest.fixture
def more_config(port: int) -> str:
    """Two neighbours are enough: the town has no more."""
    return pages_at(port) + "[limits]\nnot_yet_neighbours = 2\n"


async def code_on_the_wall(port: int) -> str:
    """What the wall's link starts the bot with."""
    async with httpx.AsyncClient(trust_env=False) as client:
        page = await client.get(f"http://127.0.0.1:{port}/wall/bj-by")
    found = re.search(r"https://t\.me/weilinli_bot\?start=(w_\d+)", page.text)
    assert found is not None, page.text
    return found[1]


async def test_not_yet_goes_quietly_to_the_community(world: World, port: int) -> None:
    """Neighbours of that estate say it once each, from the wall through the bot; enough "not yet" are told to the
    community, once, and to nobody else."""
    await accepted(world)
    await done_again(world)
    code = await code_on_the_wall(port)
    await world.starts("老郑", code)
    await world.sees("老郑", "北苑小区3号楼", "下水道堵塞", "弄好没有")
    await world.press("老郑", "还没好")
    await world.sees("老郑", "说还没好的 1 位")
    await world.sees_nothing_of("张姐", "还没好")
    assert "还没好 1" in await text_at(f"http://127.0.0.1:{port}/wall/bj-by")
    await world.starts("老郑", code)
    assert "已经记过" in await world.press("老郑", "👍 好了")
    await world.starts("Emma", code)
    await world.press("Emma", "Not yet")
    await world.sees("张姐", "2 位邻居说", "1号", "还没好")
    await world.sees_nothing_of("王师傅", "位邻居说")
    await world.sees_nothing_of("张姐", "老郑")
    await world.press("张姐", "去看看")
    await world.sees("张姐", "1号 下水道堵塞")


async def test_who_may_not_say(world: World, port: int) -> None:
    """Its reporter rates it; who lives elsewhere, or nowhere, is told what to do; an odd link leads nowhere."""
    await accepted(world)
    await done_again(world)
    code = await code_on_the_wall(port)
    await world.starts("孙大妈", code)
    await world.sees("孙大妈", "这件是您报的")
    await world.starts("李姐", code)
    await world.sees("李姐", "这件事请那个小区的邻居来说")
    for odd in ("w_", "w_x", "w_9999999999999999999", "w_12"):
        await world.starts("老郑", odd)
    await world.sees_nothing_of("老郑", "弄好没有")
