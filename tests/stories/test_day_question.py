"""A question for a day takes no words that are plainly about something else: not once its meeting is over, nor below a
newer message about another matter."""

import pytest

from tests.stories.test_agenda import handed_up
from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World


async def asked_in_meeting(world: World) -> None:
    """张姐 says in a meeting what is done; by which day is asked, and she ends the meeting."""
    await handed_up(world)
    await world.says("张姐", "开会")
    await world.press("张姐", "开会", on="议程")
    await world.says("张姐", "1号定了：更换主管道")
    await world.press("张姐", "王师傅", on="谁来办")
    await world.sees("张姐", "1号", "哪天")
    await world.says("张姐", "散会")
    await world.press("张姐", "散会，出记录")


@pytest.mark.parametrize("said", ["王师傅哪有那么差 我问问他", "满意 行了", "你们那个活动几点开始"])
async def test_the_meeting_is_over(world: World, said: str) -> None:
    """What was not decided in it asks for no day any more, and that is said."""
    await asked_in_meeting(world)
    await world.sees("张姐", "1号没说哪天，这回没定下来")
    await world.says("张姐", said)
    await world.sees_nothing_of("张姐", "没看懂是哪天")


async def asked_for_a_day(world: World) -> None:
    """王师傅 is asked by which day his drain is done; then another matter comes."""
    await accepted(world)
    await world.press("王师傅", "更多", on="1号")
    await world.press("王师傅", "今天办不完")
    await world.sees("王师傅", "1号", "哪天")
    await world.forward(minutes=20)
    await reported(world, "3号楼2单元楼道灯不亮", "老郑")
    await world.sees("王师傅", "2号", "灯")


@pytest.mark.parametrize("said", ["收到 周一我联系供电", "行 我周一去换灯泡", "灯我去看看", "这个灯归供电管吧"])
async def test_a_newer_matter_goes_first(world: World, said: str) -> None:
    """The words are about that, be a day in them or none."""
    await asked_for_a_day(world)
    await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "没看懂是哪天", "1号：11月23日")
    await world.sees("王师傅", "2号")


@pytest.mark.parametrize("said", ["后天", "11-23", "后天吧", "那就周一"])
async def test_a_day_alone_is_the_day(world: World, said: str) -> None:
    """Whatever came since."""
    await asked_for_a_day(world)
    await world.says("王师傅", said)
    await world.sees("王师傅", "1号", "11月23日")
