"""While it is asked whether anybody is in danger: what is an answer, and what is a "no"."""

import pytest

from tests.stories.test_danger import CALLED
from tests.stories.world import World


@pytest.mark.parametrize(
    "said",
    [
        "她自己够着手机给我打的 说腿疼",
        "手机号你们有没有",
        "咋报啊 我不会弄",
        "啥时候能到啊",
        "谁来",
        "我住3号楼2单元402",
        "电话多少",
    ],
)
async def test_any_word_but_no_calls(world: World, said: str) -> None:
    """All but a "no" calls everybody: a word that elsewhere asks for a number, or how to report, too."""
    await world.says("孙大妈", "我老头在厕所滑倒了 起不来")
    await world.says("孙大妈", said)
    for one in CALLED:
        await world.sees(one, "🆘", "1号")


@pytest.mark.parametrize(
    ("before", "said", "reads"),
    [
        ("撤回", "诶不行 9点我得去医院 下午吧", "下午吧"),
        ("楼道灯也不亮", "行 我在家等着 门铃坏了你敲门", "居民留了"),
        ("楼道灯也不亮", "好的 我下午在家", "我下午在家"),
    ],
)
async def test_staff_wrote_since(world: World, before: str, said: str, reads: str) -> None:
    """Something was asked, and not answered; then staff wrote: what comes now is for them, and no yes or no to it."""
    await world.says("孙大妈", "厨房水管漏水了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("孙大妈", before)
    await world.says("王师傅", "啥时候家里有人，我过去修", answering="1号 漏水")
    await world.press("王师傅", "转给居民")
    await world.sees("孙大妈", "啥时候家里有人")
    await world.says("孙大妈", said)
    await world.sees("王师傅", reads)
    await world.sees_nothing_of("孙大妈", "我还没动")
    await world.sees_nothing_of("孙大妈", "2号")
