"""复查: of what closed in a month without a rating some is asked after by the community, drawn by lot; what the
resident says stands with the round, and what is not done goes on."""

from datetime import datetime

import pytest

from tests.stories.test_resident_followed import resolved
from tests.stories.world import ZONE, World, buttons, words

FIRST = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)


@pytest.fixture
def more_config() -> str:
    """All of them, so that the lot falls on each."""
    return "[limits]\nchecked_percent = 100\n"


async def lapsed(world: World) -> None:
    """No. 1 is done, and nobody rates it for three days; No. 2 is rated."""
    await resolved(world)
    await world.says("老郑", "3号楼楼道灯坏了")
    await world.press("老郑", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    await world.press("王师傅", "办好了", chat="staff", on="2号")
    await world.press("王师傅", "已换新", chat="staff")
    await world.press("老郑", "好了，满意", on="2号")
    await world.forward(to=FIRST)


async def test_what_nobody_rated_is_asked_after(world: World) -> None:
    """On the first of the month the community has the list, without what was rated; I ask the resident by a press,
    once, and the answer stands in the list; it is no rating."""
    await lapsed(world)
    message = await world.sees("张姐", "🔎 复查：11 月有 1 件没人评价就自动结了，抽中 1 件", "1号 下水道堵塞")
    assert "2号" not in words(message)
    for person in ("刘哥", "李姐", "王师傅", "陈主任"):
        await world.sees_nothing_of(person, "没人评价就自动结了")
    await world.press("张姐", "问问 1号")
    await world.sees("张姐", "结了，居民没评价", "办的结果：已疏通")
    await world.press("张姐", "替我问居民")
    await world.sees("孙大妈", "🔎 北苑社区想问一句：1号（下水道堵塞）说是办好了，真好了没有？")
    asked = await world.sees("张姐", "结了，居民没评价", "我去问了")
    assert "替我问居民" not in str(buttons(asked))
    await world.press("张姐", "‹ 名单")
    await world.sees("张姐", "1号 下水道堵塞 · 3号楼 · 问了，还没回话")
    await world.press("孙大妈", "是，办好了")
    await world.sees("孙大妈", "记下了：1号办好了")
    await world.press("张姐", "问问 1号")
    await world.press("张姐", "‹ 名单")
    message = await world.sees("张姐", "1号 下水道堵塞", "✓ 办好了", "都问过了")
    assert not buttons(message)
    await world.sees("李姐", "办结 · 居民没评价", chat="staff")


async def test_not_done_long_after_it_goes_on(world: World) -> None:
    """Asked after it the resident may still say that it is not solved, later than otherwise: a new round, the former
    holder goes on, and the list says so."""
    await lapsed(world)
    await world.forward(hours=24 * 7)
    await world.press("张姐", "问问 1号")
    await world.press("张姐", "替我问居民")
    await world.press("孙大妈", "没弄好，接着办", on="想问一句")
    await world.press("孙大妈", "还是老样子")
    await world.sees("王师傅", "1号 下水道堵塞，居民说：还是老样子")
    await world.press("张姐", "‹ 名单")
    await world.sees("张姐", "🔁 没好，又打开了", "都问过了")


async def test_the_resident_has_the_last_word(world: World) -> None:
    """Somebody put it down as done, and the resident says that it is not: the list says that it was opened again."""
    await lapsed(world)
    await world.press("张姐", "问问 1号")
    await world.press("张姐", "替我问居民")
    await world.press("张姐", "问了，好了")
    await world.press("孙大妈", "没弄好，接着办", on="想问一句")
    await world.press("孙大妈", "还是老样子")
    await world.press("张姐", "‹ 名单")
    assert "✓ 办好了" not in words(await world.sees("张姐", "🔁 没好，又打开了", "都问过了"))


@pytest.mark.parametrize("answering", ["想问一句", ""])
async def test_in_words_the_resident_says_that_it_is_done(world: World, answering: str) -> None:
    """An answer to the question, or a plain word after it, is as good as its button."""
    await lapsed(world)
    await world.press("张姐", "问问 1号")
    await world.press("张姐", "替我问居民")
    await world.says("孙大妈", "好了，谢谢", answering=answering)
    await world.sees("孙大妈", "记下了：1号办好了")


async def test_the_community_asks_by_itself(world: World) -> None:
    """Not reached stays on the list; asked and done is one press; asked and not done asks what, and opens it again.
    Nobody else has these buttons."""
    await lapsed(world)
    await world.press("张姐", "问问 1号")
    await world.press("张姐", "没联系上")
    await world.sees("张姐", "还没联系上")
    await world.press("张姐", "‹ 名单")
    await world.press("张姐", "问问 1号")
    await world.press("张姐", "问了，没好")
    await world.says("张姐", "下水口还返味")
    await world.sees("张姐", "1号重新打开，还是原来的人接着办")
    await world.sees("王师傅", "下水口还返味")


async def test_the_draw_survives_a_restart(world: World) -> None:
    """Stopped over the first of the month the list comes afterwards, once."""
    await resolved(world)
    await world.forward(hours=24 * 9)
    await world.bot_stops()
    await world.time_passes_unseen(to=FIRST.replace(hour=11))
    await world.bot_starts()
    assert sum("没人评价就自动结了" in words(one) for one in await world.phone("张姐")) == 1
