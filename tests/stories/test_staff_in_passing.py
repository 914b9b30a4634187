"""Staff speak in passing of what they have: what the resident is to be told or asked, a day that moves, a result taken
back, and talk that is none of these."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import accepted
from tests.stories.world import World, told, words

CHATS = ["staff", "private"]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ("十分钟到 让大妈先把水关了", "十分钟到 先把水关了"),
        ("跟大妈说一声 明天上午八点半", "明天上午八点半"),
        ("那我天天去通 跟她说放心", "那我天天去通 放心"),
        ("四点半去通 跟孙大妈说一声", "四点半去通"),
    ],
)
async def test_what_the_resident_is_to_be_told(world: World, said: str, reads: str, chat: str) -> None:
    """Said by whoever has the one matter, without an answer to its card: to pass it on is one press, and the resident
    reads what is for her, wherever in the words it stands."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat=chat)
    await world.press("王师傅", "转给居民", chat=chat, on="1号")
    text = told(await world.sees("孙大妈", reads))
    assert "跟" not in text
    assert "让大妈" not in text


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("said", ["问问她家二楼是不是也返", "问问大妈几点返的", "问一下孙大妈是哪家 几点堵的"])
async def test_what_the_resident_is_to_be_asked(world: World, said: str, chat: str) -> None:
    """ "Ask her whether…" of whoever has the one matter: to ask is one press."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat=chat)
    await world.press("王师傅", "问居民", chat=chat, on="记下了")


@pytest.mark.parametrize(
    "said",
    [
        "问问他晚上吃啥",
        "问问李姐几点开会",
        "跟他说过了",
        "跟李姐说一声 晚上吃饭",
        "让李姐先去开会",
        "让他先走",
        "跟我妈说一声 晚上不回去了",
        "问问食堂还有没有饭",
    ],
)
async def test_talk_of_telling_and_asking(world: World, said: str) -> None:
    """What colleagues are to be told or asked, and talk, is left alone."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat="staff")
    assert words((await world.phone("王师傅", chat="staff"))[-1]) == said
    assert said not in await stored(world)


@pytest.mark.parametrize("said", ["十分钟到 让大妈先把水关了", "问问她家二楼是不是也返"])
async def test_who_has_it_not(world: World, said: str) -> None:
    """Of somebody who has nothing it is left alone."""
    await world.hears_all()
    await accepted(world)
    await world.says("赵姨", said, chat="staff")
    assert words((await world.phone("赵姨", chat="staff"))[-1]) == said
