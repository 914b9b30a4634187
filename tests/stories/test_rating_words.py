"""What a resident writes with a rating reaches whoever did the work without door and phone: the matter is over."""

import pytest

from tests.stories.test_resident_followed import resolved
from tests.stories.world import World

DOORS = ("502", "13812345678", "2单元603")


@pytest.mark.parametrize(
    "said",
    [
        ("满意，我家502的",),
        ("满意", "谢谢王师傅，我家502的，下回来打13812345678"),
        ("好了，满意", "我是3号楼2单元603的，谢谢师傅"),
        ("还行", "慢了点，我电话13812345678"),
        ("挺好的，有事打13812345678",),
    ],
    ids=["with-it", "after-it", "thanks", "so-so", "phone"],
)
async def test_no_door_and_no_phone(world: World, said: tuple[str, ...]) -> None:
    """Written with the rating or after it, asked for or not."""
    await resolved(world)
    for one in said:
        await world.says("孙大妈", one)
    for person, chat in (("王师傅", "private"), ("王师傅", "staff"), ("李姐", "private"), ("张姐", "private")):
        await world.sees_nothing_of(person, *DOORS, chat=chat)
    await world.sees("王师傅", "1号", "居民")


@pytest.mark.parametrize("said", ["等下 又堵了", "哎 刚走就又堵了", "手滑 其实没修", "又返水了"])
async def test_second_thoughts_after_a_rating(world: World, said: str) -> None:
    """Pressed "good", and it is not: no word of thanks, it goes on under its number."""
    await resolved(world)
    await world.press("孙大妈", "好了，满意")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", said, chat="staff")
    await world.sees_nothing_of("孙大妈", "谢谢您，我转过去")


@pytest.mark.parametrize("said", ["嗯好了", "是好了 别催了", "这回好了"])
async def test_it_is_good_in_a_few_words(world: World, said: str) -> None:
    """Asked whether it is solved: yes, however it begins. It is no report."""
    await resolved(world)
    await world.says("孙大妈", said)
    await world.sees("王师傅", "1号", "😊")
    await world.sees_nothing_of("孙大妈", "要报的事")


@pytest.mark.parametrize("said", ["昨晚又闹到一点", "没说好 还是闹 我要投诉"])
async def test_a_noise_that_goes_on(world: World, said: str) -> None:
    """Asked whether it is solved: it goes on under its number."""
    await resolved(world, "楼上半夜放音响 吵得睡不着")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号接着办")


async def test_good_at_last(world: World) -> None:
    """It went on, and is well before its holder says so: asked whether that is the end, and nobody is rung for it."""
    await resolved(world)
    await world.says("孙大妈", "没修好 还堵着")
    await world.forward(minutes=20)
    await world.says("孙大妈", "这回好了")
    await world.sees("孙大妈", "1号好了吗")
