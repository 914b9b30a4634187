"""Of several matters staff mean one without its number: by who reported it, by the parts and deeds of its trade, by how
its result looks, or because it was just spoken of."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World, words

DRAIN, LAMP = "下水道堵了，满地都是水", "3号楼2单元三楼灯不亮"


async def two(world: World, *, his: bool, second: str = LAMP) -> None:
    """A drain of 孙大妈, No. 1, and a lamp of 老郑, No. 2; both Wang's, or nobody's."""
    await world.hears_all()
    await reported(world, DRAIN)
    if his:
        await world.press("王师傅", "我来接", chat="staff", on="1号")
    await reported(world, second, "老郑")
    if his:
        await world.press("王师傅", "我来接", chat="staff", on="2号")


async def newest(world: World, who: str, chat: str) -> str:
    return words((await world.phone(who, chat=chat))[-1])


@pytest.mark.parametrize("chat", ["private", "staff"])
@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("到孙大妈家了", 1),
        ("孙大妈那头还得再掏一遍", 1),
        ("大妈家不让进", 1),
        ("阀门锈死了", 1),
        ("里头全是油 通到一半了", 1),
        ("钢丝绳不够长", 1),
        ("到老郑家门口了 没人", 2),
        ("灯泡没带，我回去取", 2),
        ("老郑家那个弄完了", 2),
        ("开关也坏了 得买一个", 2),
        ("灯座烧了 得换新的", 2),
    ],
)
async def test_it_is_called_as_staff_call_it(world: World, said: str, number: int, chat: str) -> None:
    """By whose home it is, or by a part of its trade: no list is shown."""
    if chat == "staff" and said in ("大妈家不让进", "开关也坏了 得买一个", "灯座烧了 得换新的"):
        pytest.skip("among colleagues it may be of anything")
    await two(world, his=True)
    await world.says("王师傅", said, chat=chat)
    assert f"{number}号" in await newest(world, "王师傅", chat)
    await world.sees_nothing_of("王师傅", "这是说哪一件", chat=chat)


@pytest.mark.parametrize("said", ["阀门锈死了", "阀门拧不动 得换", "弄好了", "后天也行"])
async def test_two_that_fit(world: World, said: str) -> None:
    """A valve is a drain's and a heating's: it is asked which."""
    await two(world, his=True, second="家里暖气不热")
    await world.says("王师傅", said)
    await world.sees_buttons("王师傅", "1号 下水道堵塞", "2号 暖气不热", on="这是说哪一件")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("明天我不在家 后天行不", "后天也行"),
        ("能不能今天弄", "今天够呛 人手不够"),
        ("三点我不在家", "那四点"),
        ("要带啥不", "不用 我都有"),
        ("晚上六点以后在家", "行 六点半"),
        ("得多少钱", "不要钱"),
    ],
)
async def test_what_a_resident_just_said_is_answered(world: World, asked: str, said: str) -> None:
    """Words that name none are about that of which she has just written."""
    await two(world, his=True)
    await world.says("老郑", f"2号 {asked}")
    await world.says("王师傅", said)
    assert "2号" in await newest(world, "王师傅", "private")


async def test_that_it_is_done_is_no_answer(world: World) -> None:
    """Which is done is asked all the same: the wrong one would be closed."""
    await two(world, his=True)
    await world.says("老郑", "2号 能不能今天弄")
    await world.says("王师傅", "弄好了")
    await world.sees_buttons("王师傅", "1号 下水道堵塞", "2号 楼道灯不亮", on="这是说哪一件")


@pytest.mark.parametrize("chat", ["private", "staff"])
@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("换好了 亮堂堂的", 2),
        ("换完了 贼亮", 2),
        ("弄好了 都亮了", 2),
        ("灯泡拧上了 亮了", 2),
        ("通开了 哗哗的", 1),
        ("掏完了 通畅得很", 1),
        ("掏出一大团抹布 弄好了", 1),
    ],
)
async def test_a_result_tells_of_which_it_is(world: World, said: str, number: int, chat: str) -> None:
    """Of somebody who was asked and has taken neither: to say that it is done is one press."""
    await two(world, his=False)
    await world.says("王师傅", said, chat=chat)
    await world.press("王师傅", "办好了", chat=chat, on=f"{number}号办好了吗")


@pytest.mark.parametrize("said", ["天亮了 该起了", "饭热乎了 快来吃", "暖气片烫手 屋里真热乎", "横幅换好了 亮堂堂的"])
async def test_what_shines_elsewhere(world: World, said: str) -> None:
    """It is talk."""
    await two(world, his=False)
    await world.says("王师傅", said, chat="staff")
    assert await newest(world, "王师傅", "staff") == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("灯那个谁管啊", "我管 下晌换"),
        ("灯那个谁管啊", "我来 半小时到"),
        ("灯那个谁管啊", "这个归我"),
        ("灯那个谁管啊", "我去吧"),
        ("老郑家那灯有人接没", "我接"),
        ("灯的事咋样了", "我这就去"),
    ],
)
async def test_what_a_colleague_just_asked_about(world: World, asked: str, said: str) -> None:
    """Whoever says then that he takes it means that; which it is nobody asks."""
    await two(world, his=False)
    await world.says("李姐", asked, chat="staff")
    await world.says("李师傅", said, chat="staff")
    await world.sees_nothing_of("李师傅", "这是说哪一件", chat="staff")
    if not any("2号有人接了" in words(one) for one in await world.phone("老郑")):
        await world.press("李师傅", "我来接", chat="staff", on="2号")
    await world.sees("老郑", "2号有人接了", "李师傅")


async def test_a_card_that_came_since(world: World) -> None:
    """It may be that one: which is asked."""
    await world.hears_all()
    await reported(world, LAMP, "老郑")
    await world.says("李姐", "灯那个谁管啊", chat="staff")
    await world.forward(minutes=1)
    await reported(world, DRAIN)
    await world.says("李师傅", "我管 下晌去", chat="staff")
    await world.sees("李师傅", "这是说哪一件", chat="staff")


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("下午三点 最晚四点弄好", "16:00"),
        ("三点前到 最迟四点修好", "16:00"),
        ("最多五点 能弄完", "17:00"),
        ("两点弄 三点能好", "15:00"),
    ],
)
async def test_by_when_it_will_be_done_is_no_talk(world: World, said: str, hour: str) -> None:
    """Nobody is told how glad the bot is: the hour is one press."""
    await world.hears_all()
    await reported(world, "家里暖气不热", "老郑")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", said)
    await world.press("王师傅", f"按今天{hour}前算", on="1号")
    await world.sees("老郑", hour)


@pytest.mark.parametrize("said", ["放完气 热乎了", "没事了 好了", "修完了 暖和了", "弄完了 烫手"])
async def test_that_it_is_over_is_of_what_he_has(world: World, said: str) -> None:
    """The same: to say that it is done is one press."""
    await world.hears_all()
    await reported(world, "家里暖气不热", "老郑")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", said)
    await world.press("王师傅", "办好了", on="1号")
