"""Staff speak in passing of what they have: what the resident is to be told or asked, a day that moves, a result taken
back, and talk that is none of these."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import accepted, resolved
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


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    "said",
    ["物业库里没配件了 明天上午才能来货", "机器借不来 得明天上午", "疏通机借不着 得后天", "钢丝绳用完了 明天上午来货"],
)
async def test_it_waits_until_a_day(world: World, said: str, chat: str) -> None:
    """Something is lacking, and when it comes, says whoever has the one matter: by that day, is that right?"""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat=chat)
    await world.sees("王师傅", "1号：11月2", "前，对吗？", chat=chat)


@pytest.mark.parametrize("said", ["三点不行了 物业开会 改四点半", "三点去不了 改四点半", "今天下午改五点"])
async def test_another_hour(world: World, said: str) -> None:
    """Another hour than was said: to pass it on is one press, and so is that hour as the time for the resident."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat="staff")
    until = "按今天17:00前算" if "五点" in said else "按今天16:30前算"
    await world.sees_buttons("王师傅", until, "转给居民", chat="staff", on="1号记下了")


@pytest.mark.parametrize(
    "said",
    [
        "例会改四点半了",
        "三点的会改四点半",
        "食堂没菜了 明天上午才来",
        "明天上午交表",
        "车借不来 明天坐公交吧",
        "明天我妈来",
    ],
)
async def test_talk_of_days(world: World, said: str) -> None:
    """Talk with an hour or a day in it is left alone."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat="staff")
    assert words((await world.phone("王师傅", chat="staff"))[-1]) == said


async def test_today_is_among_the_days(world: World) -> None:
    """A day for the resident: today too, while its work can be done."""
    await world.hears_all()
    await accepted(world)
    await world.press("王师傅", "更多", on="1号")
    await world.press("王师傅", "今天办不完")
    await world.sees_buttons("王师傅", "今天", on="哪天能办好")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("said", ["哎等会 没修完呢 发错了", "等等 还漏呢 白修了", "发早了 还没通"])
async def test_not_done_after_all(world: World, said: str, chat: str) -> None:
    """Seconds after "done": the way back is one press."""
    await world.hears_all()
    await resolved(world)
    await world.says("王师傅", said, chat=chat)
    await world.press("王师傅", "写错了，接着办", chat=chat, on="点错了")


@pytest.mark.parametrize("chat", CHATS)
async def test_it_leaks_again(world: World, chat: str) -> None:
    """ "It leaks again" seconds after "done": opened again by one press, and the resident reads why."""
    await world.hears_all()
    await resolved(world)
    await world.says("王师傅", "不对 又渗了 先别点", chat=chat)
    await world.press("王师傅", "重新打开", chat=chat, on="居民会看到")
    await world.sees("孙大妈", "又渗了")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("said", ["早修好了啊 忘点了", "早通了 忘了点", "昨天就弄好了 忘报了", "哎呀忘点了 早弄完了"])
async def test_done_long_ago(world: World, said: str, chat: str) -> None:
    """ "Done long ago, I forgot to press" of whoever has the one matter: asked whether it is done."""
    await world.hears_all()
    await accepted(world)
    await world.forward(minutes=40)
    await world.says("王师傅", said, chat=chat)
    await world.sees("王师傅", "1号办好了吗", chat=chat)
