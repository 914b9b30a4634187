"""A danger that staff tell each other in their group, where nothing stands of it yet."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World

GAS = "3号楼道里煤气味挺大 谁过来看看"


@pytest.mark.parametrize("said", [GAS, "5号楼地下室冒烟了 快来人", "开门了 张大爷摔地上了 叫120了"])
async def test_it_is_asked_about_and_one_press_calls(world: World, said: str) -> None:
    """Whoever says so is asked in front of all; pressed, everybody is called."""
    await world.hears_all()
    await world.says("王师傅", said, chat="staff")
    await world.press("王师傅", "有，快来人", chat="staff")
    await world.sees("张姐", "🆘 1号", said)


async def test_no_is_no(world: World) -> None:
    """Nobody is called."""
    await world.hears_all()
    await world.says("王师傅", GAS, chat="staff")
    await world.press("王师傅", "没有", chat="staff")
    await world.forward(minutes=5)
    await world.sees_nothing_of("张姐", "🆘")


async def test_what_is_known_is_not_asked_about_again(world: World) -> None:
    """A resident told it, and everybody was called: they speak of that."""
    await world.hears_all()
    await world.says("老郑", "楼道里煤气味挺大 呛人")
    await world.press("老郑", "有，快来人")
    await world.says("赵姨", GAS, chat="staff")
    await world.sees_nothing_of("赵姨", "有人有危险吗", chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "昨天二号楼着火那事处理完了",
        "明天消防演练 假装着火",
        "上次煤气泄漏那家咋样了",
        "注意别着火",
        "电瓶车着火的视频发群里了",
        "燃气公司来了 阀门关了 没味了",
    ],
)
async def test_what_was_or_might_be(world: World, said: str) -> None:
    """Left alone."""
    await world.hears_all()
    await reported(world, "厨房下水返水")
    await world.says("李姐", said, chat="staff")
    assert (await world.phone("李姐", chat="staff"))[-1]["text"] == said
