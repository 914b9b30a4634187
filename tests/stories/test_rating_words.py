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
