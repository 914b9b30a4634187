"""Managers and colleagues want word of a matter, or speak to whoever has it: answered by what stands, and passed on to
him, to no resident."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World, words

CHATS = ["staff", "private"]
LIGHT = "3号楼楼道灯不亮"


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("said", ["1号到底咋回事 写两句", "1号有信儿没", "下水那个咋说的", "1号怎么回事 居民说没人去"])
async def test_how_it_stands_and_a_word_of_whoever_has_it(world: World, said: str, chat: str) -> None:
    """A manager reads how it stands, and whoever has it what he is asked."""
    await world.hears_all()
    await accepted(world)
    await world.says("张姐", said, chat=chat)
    await world.sees("张姐", "谁办：物业 王师傅", chat=chat)
    await world.sees("王师傅", "社区 张姐：", said.removeprefix("1号"))
    await world.sees_nothing_of("张姐", "转给居民")


@pytest.mark.parametrize("said", ["到底咋回事", "有信儿没", "那个下水的没事了吧"])
async def test_what_was_told_last_is_asked_about(world: World, said: str) -> None:
    """No matter is named, and it is the one of which she was told."""
    await accepted(world)
    await world.forward(minutes=40)
    await world.says("张姐", said)
    await world.sees("张姐", "1号 下水道堵塞", "谁办：物业 王师傅")


@pytest.mark.parametrize(
    "said",
    [
        "老王 下水的事到底啥时候能好",
        "小王你抓紧点 老太太都急了",
        "王师傅你抓紧点 人家都急了",
        "让王师傅把管子型号报上来",
        "问问王师傅弄到哪了",
    ],
)
async def test_spoken_to_whoever_has_it(world: World, said: str) -> None:
    """By name, without an answer to anything: it is for him, and nobody else has to pass it on."""
    await accepted(world)
    await world.says("张姐", said)
    await world.sees("王师傅", f"社区 张姐：“{said}”")
    await world.sees("张姐", "1号：告诉王师傅了")
    await world.sees_nothing_of("张姐", "转给居民", "是要报事")


@pytest.mark.parametrize("said", ["王师傅，晚上一起吃饭", "跟王师傅说一声 晚上开会", "王师傅 值班表发我"])
async def test_talk_in_the_group_is_talk(world: World, said: str) -> None:
    """In the group he reads it himself."""
    await world.hears_all()
    await accepted(world)
    await world.says("张姐", said, chat="staff")
    assert words((await world.phone("张姐", chat="staff"))[-1]) == said
    assert said not in await stored(world)


@pytest.mark.parametrize("said", ["知道了 我盯着这个事", "知道了 我问王师傅", "收到，我催一下"])
async def test_the_manager_watches_it(world: World, said: str) -> None:
    """Of what she was alerted to: she watches, and rings no more."""
    await accepted(world)
    await world.forward(minutes=40)
    await world.says("张姐", said)
    await world.sees("张姐", "您盯着")


async def test_whoever_may_only_look_is_shown_it(world: World) -> None:
    """The supervisor asks of one by its number, or says which: its card, and no dead end."""
    await accepted(world)
    await reported(world, LIGHT, "老郑")
    await world.says("杜督办", "1号怎么回事 居民说没人去")
    await world.sees("杜督办", "1号 下水道堵塞", "谁办：物业 王师傅")
    await world.says("杜督办", "居民说没人去")
    await world.press("杜督办", "2号 楼道灯不亮", on="哪一件")
    await world.sees("杜督办", "2号 楼道灯不亮", "谁接")


@pytest.mark.parametrize("said", ["跟孙大妈说没事了 让她放心", "跟老孙说一声 东西收走了 不用怕了"])
async def test_to_tell_her_that_all_is_well(world: World, said: str) -> None:
    """It is for the resident, and no news of the speaker's own."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.press("王师傅", "转给居民", on="1号")
    assert "跟" not in words(await world.sees("孙大妈", "王师傅", "了"))


@pytest.mark.parametrize("said", ["下次联席会都有啥事", "看看联席会议程", "联席会啥时候开"])
async def test_what_the_meeting_is_to_speak_of(world: World, said: str) -> None:
    """The agenda."""
    await accepted(world)
    await world.says("张姐", said)
    await world.sees("张姐", "北苑社区", "议程")


@pytest.mark.parametrize("said", ["现在啥情况 人救出来没", "老太太人怎么样"])
async def test_a_manager_asks_of_the_scene(world: World, said: str) -> None:
    """What stands of the one danger, and whoever is there reads the question; then the news, which everybody reads."""
    await world.hears_all()
    await world.says("孙大妈", "3号楼一楼有煤气味 挺大")
    await world.press("孙大妈", "有，快来人")
    await world.says("李姐", "到了 敲门呢", chat="staff")
    await world.says("张姐", said)
    await world.sees("张姐", "谁到场：网格长 李姐")
    await world.sees("李姐", said)
    await world.says("李姐", "老太太没事 睡着了 开门了 燃气公司我打了", chat="staff")
    await world.sees("张姐", "老太太没事")
