"""What is asked of the bot is answered whatever else is open, and becomes no part of it."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World

ASKED = [
    ("开锁的电话有没有", "119"),
    ("煤气公司电话", "119"),
    ("what's the number for the property office?", "119"),
    ("Who takes care of building 5?", "119"),
    ("12345和你们是一回事不", "12345 是市里的热线"),
    ("这字儿太小了 咋能念给我听", "念不了"),
    ("咋评价", "办好了我会问您"),
]


@pytest.mark.parametrize(("said", "answer"), ASKED)
async def test_a_question_is_no_addition(world: World, said: str, answer: str) -> None:
    """Just after somebody took the matter: the question is answered, and no word of it reaches whoever works on it."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", answer)
    await world.sees_nothing_of("王师傅", said)
    await world.sees_nothing_of("李姐", said, chat="staff")
    await world.sees_nothing_of("孙大妈", "转给", "补到", "您看看对不对")


@pytest.mark.parametrize(("said", "answer"), ASKED[:5])
async def test_a_question_is_no_part_of_a_draft(world: World, said: str, answer: str) -> None:
    """While a draft waits: answered, and the draft is as it was."""
    await world.says("孙大妈", "厨房下水返水")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", answer)
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", "“厨房下水返水”", chat="staff")
    await world.sees_nothing_of("李姐", said, chat="staff")


async def test_another_matter_is_no_addition(world: World) -> None:
    """What is wrong elsewhere, and of another kind, is a report of its own."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "8号楼后身马路积水了")
    await world.sees_nothing_of("孙大妈", "转给", "补到")
    await world.sees("孙大妈", "您看看对不对")


async def test_news_beside_a_question(world: World) -> None:
    """ "When do they come" is answered from the rows, and what is told with it reaches whoever works on it."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "下水还没人来修啊 我家老太太没法做饭")
    await world.sees("王师傅", "我家老太太没法做饭")
    await world.sees("孙大妈", "1号 下水道堵塞")


async def test_a_number_behind_thanks(world: World) -> None:
    """Thanks do not hide the question behind them."""
    await reported(world)
    await world.says("孙大妈", "行 谢谢姐 那1号那个下水呢")
    await world.sees("孙大妈", "1号 下水道堵塞")
    await world.sees_nothing_of("孙大妈", "不客气")
