"""Not solved: whoever had it has it open again, with a holder's buttons, and is not asked to hurry himself."""

import pytest

from tests.stories.world import World, buttons, words

LEAK = "厨房下水返水，堵两天了"


async def _done_by(world: World, who: str) -> None:
    """At 10:05 the community was asked; 张姐 takes it over (or 陈主任, two hours later), and says that it is done."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=5 if who == "张姐" else 125)
    await world.press(who, "我来接手")
    await world.says(who, "/huoer")
    await world.press(who, "1", on="您手上")
    await world.press(who, "办好了")
    await world.press(who, "已疏通")


@pytest.mark.parametrize("who", ["张姐", "陈主任", "王师傅"])
async def test_not_solved_is_open_again_for_its_holder(world: World, who: str) -> None:
    """The private card and the new message of whoever holds it: open, his buttons, and nobody to hurry."""
    if who == "王师傅":
        await world.says("孙大妈", LEAK)
        await world.press("孙大妈", "报上去")
        for label in ("我来接", "办好了", "已疏通"):
            await world.press(who, label)
    else:
        await _done_by(world, who)
    for label in ("没弄好", "还是老样子", "不拍了，接着办"):
        await world.press("孙大妈", label)
    await _nobody_to_hurry(world, who)
    await world.forward(minutes=40)
    await _nobody_to_hurry(world, who)
    await world.says(who, "/huoer")
    await world.press(who, "1", on="您手上")
    for label in ("办好了", "已疏通"):
        await world.press(who, label)
    done = [one for one in await world.phone(who) if "办好了，等居民看" in words(one)]
    assert [label for one in done for label in buttons(one)].count("写错了，接着办") >= 1


async def _nobody_to_hurry(world: World, who: str) -> None:
    phone = [one for one in await world.phone(who) if one["from"]["is_bot"]]
    assert [one for one in phone if "接着办" in words(one)]
    for one in phone:
        labels = buttons(one)
        assert "写错了，接着办" not in labels, words(one)
        assert "我来接手" not in labels, words(one)
        assert not [label for label in labels if label.startswith("催")], words(one)
