"""What staff and a resident write to each other of a matter: hours agreed on, questions back and forth."""

import pytest

from tests.stories.world import World

LEAK = "厨房下水返水，堵两天了"


async def _reported(world: World, *, taken: bool) -> None:
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    if taken:
        await world.press("王师傅", "我来接")


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("行 那我十一点十分过去", "今天11:10"),
        ("行 明天下午两点半", "明天14:30"),
        ("好的大姐 那就三点去您家", "今天15:00"),
        ("中，后天上午九点吧", "11月23日"),
    ],
)
async def test_an_hour_that_is_agreed_on_in_private(world: World, said: str, by: str) -> None:
    """Passed on at once, and one press keeps the hour: nobody is rung before it."""
    await _reported(world, taken=True)
    await world.says("孙大妈", "十点半不行 我十一点才能回去")
    await world.says("王师傅", said, answering="居民说：")
    await world.sees("孙大妈", said)
    await world.sees_buttons("王师傅", f"按{by}")
    await world.press("王师傅", f"按{by}")
    await world.sees("孙大妈", by.removeprefix("今天").removeprefix("明天"))
    await world.sees("王师傅", "1号", by)


@pytest.mark.parametrize("said", ["行 我这就过去", "好的 您在家等着", "行 那您十一点到家给我打电话"])
async def test_no_hour_of_his(world: World, said: str) -> None:
    """Passed on, and nothing is asked."""
    await _reported(world, taken=True)
    await world.says("孙大妈", "十点半不行 我十一点才能回去")
    await world.says("王师傅", said, answering="居民说：")
    await world.sees("孙大妈", said)
    newest = (await world.phone("王师傅"))[-1]
    assert "按" not in str(newest.get("reply_markup") or "")


@pytest.mark.parametrize("said", ["我去 半小时到", "我去，二十分钟到", "我来接 十分钟就到"])
async def test_taken_with_how_soon(world: World, said: str) -> None:
    """Whoever takes it and says how soon he is there: the resident reads that."""
    await _reported(world, taken=False)
    await world.says("王师傅", said, chat="staff", answering="1号")
    await world.press("王师傅", "转给居民", chat="staff")
    await world.sees("孙大妈", "王师傅", said.split(" ")[-1].split("，")[-1].removesuffix("到").removesuffix("就"))


@pytest.mark.parametrize(
    "said", ["阀门在哪啊 我找不着", "总闸在哪儿呢 我找不到", "用不用先把水关了啊", "要不要我先关阀门"]
)
async def test_a_question_for_whoever_just_took_it(world: World, said: str) -> None:
    """Minutes after it was taken it is for him, and no question to the bot."""
    await _reported(world, taken=True)
    await world.says("孙大妈", said)
    await world.sees("王师傅", said)
    await world.sees("孙大妈", "转给王师傅了")


@pytest.mark.parametrize("said", ["大哥你家几单元几楼 全屋不热还是一个屋", "大姐您家几单元啊", "是厨房堵还是厕所也堵"])
async def test_a_question_back_before_it_is_taken(world: World, said: str) -> None:
    """Whoever is asked for it and asks the resident something: he may take it, or ask."""
    await _reported(world, taken=False)
    await world.press("孙大妈", "看进度")
    await world.press("孙大妈", "问问咋样了")
    await world.says("王师傅", said, answering="居民问咋样了")
    await world.sees_nothing_of("王师傅", "这个得物业和网格长来按")
    await world.press("王师傅", "我来接", on="还要点哪个")
    await world.press("王师傅", "转给居民")
    await world.sees("孙大妈", said)


async def test_how_soon_before_it_is_taken(world: World) -> None:
    """ "大妈您家闸在哪 我二十分钟到" of whoever is asked in private: taken by one press."""
    await _reported(world, taken=False)
    await world.says("王师傅", "大妈您家闸在哪 我二十分钟到", answering="等人接")
    await world.press("王师傅", "我来接", on="还要点哪个")
    await world.press("王师傅", "转给居民")
    await world.sees("孙大妈", "我二十分钟到")


@pytest.mark.parametrize(
    "said", ["停水是自来水公司抢修 下午四点来水", "自来水公司在修 四点左右能来水", "水务抢修，下午四点恢复供水"]
)
async def test_when_the_water_is_back(world: World, said: str) -> None:
    """The hour is that of the water, and nobody comes: residents read so."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.says("李姐", said, chat="staff", answering="1号")
    await world.press("李姐", "16:00", chat="staff")
    await world.sees("老郑", "16:00")
    await world.sees_nothing_of("孙大妈", "过来办", "上门")
    await world.sees_nothing_of("老郑", "过来办", "上门")
