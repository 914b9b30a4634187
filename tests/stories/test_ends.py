"""Ends without a result, and results that were none: refused, withdrawn, lapsed, reopened again and again."""

from tests.stories.test_resident_followed import accepted, done_again, reported, resolved
from tests.stories.world import TEN, World, buttons


async def test_refused_looked_at_again_and_taken_after_all(world: World) -> None:
    """Refused with why and whose it is; the resident asks to look again; the community takes it after all."""
    await reported(world)
    for label in ("更多", "还有", "不归这儿办", "归别的单位定", "供水公司"):
        await world.press("李姐", label, chat="staff")
    await world.sees("孙大妈", "1号这儿管不了：归别的单位定", "供水公司")
    await world.forward(hours=1)
    await world.sees_nothing_of("张姐", "1号")
    await world.press("孙大妈", "请社区再看看")
    await world.sees("孙大妈", "已经请社区再看看了")
    await world.sees("张姐", "1号 下水道堵塞没收：归别的单位定", "居民请您再看看")
    await world.press("张姐", "收下，我们办")
    await world.sees("孙大妈", "1号又看了一遍：社区 张姐接了")
    await world.sees("李姐", "谁办：社区 张姐", chat="staff")
    await world.forward(minutes=30)
    await world.sees("张姐", "1号 下水道堵塞 · 到点没办好")


async def test_withdrawn_because_somebody_made_me(world: World) -> None:
    """Withdrawn: nobody rings any more; "somebody made me" is read by the community alone."""
    await accepted(world)
    await world.press("孙大妈", "撤回", on="报上去了")
    await world.press("孙大妈", "撤回", on="真要撤回1号吗")
    await world.sees("李姐", "↩️ 1号 下水道堵塞 · 居民撤回", chat="staff")
    await world.press("孙大妈", "有人让我撤的")
    await world.sees("张姐", "1号 下水道堵塞撤回了，居民说是有人让撤的")
    for other in ("王师傅", "李姐", "赵姨", "陈主任"):
        await world.sees_nothing_of(other, "有人让")
    await world.press("张姐", "看经过")
    await world.forward(hours=25)
    await world.sees_nothing_of("陈主任", "1号")


async def test_my_own_wish(world: World) -> None:
    """Withdrawn by one's own wish: nothing more is asked or said."""
    await reported(world)
    await world.press("孙大妈", "撤回", on="报上去了")
    await world.press("孙大妈", "撤回", on="真要撤回1号吗")
    assert await world.press("孙大妈", "是", on="1号撤回了") == "好。"
    await world.sees_nothing_of("张姐", "1号")


async def test_a_lapse_of_the_night_is_told_in_the_morning(world: World) -> None:
    """Done at half past eleven at night: three days later the resident reads at nine that it was closed."""
    await accepted(world)
    await world.forward(to=TEN.replace(hour=23, minute=30))
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.forward(to=TEN.replace(day=25, hour=8, minute=59))
    await world.sees_nothing_of("孙大妈", "先收尾了")
    await world.forward(minutes=1)
    lapsed = await world.sees("孙大妈", "1号先收尾了")
    assert lapsed["date"] == TEN.replace(day=25, hour=9).timestamp()


async def test_a_lapse_counts_as_not_rated(world: World) -> None:
    """Unrated for three days: closed as "not rated", on the card too; after seven more days it is too late."""
    await resolved(world)
    await world.forward(hours=72)
    closed = await world.sees("李姐", "✅ 1号 下水道堵塞 · 办结 · 居民没评价", chat="staff")
    assert not buttons(closed)
    await world.sees("孙大妈", "不算满意")
    await world.forward(hours=7 * 24 + 1)
    assert "1号" in await world.press("孙大妈", "没弄好，接着办")
    await world.sees_nothing_of("王师傅", "还是老样子")
    await world.sees("李姐", "办结", chat="staff")


async def test_reopened_the_community_is_pinged_at_once(world: World) -> None:
    """Reopened under the same number: the former holder goes on, the community is pinged at once, a new clock runs."""
    await resolved(world)
    await world.forward(minutes=20)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "弄了一半")
    await world.sees("张姐", "🔁 1号 下水道堵塞 · 居民说没弄好（第1次）", "弄了一半")
    await world.sees_nothing_of("张姐", "居民没再说话")
    await world.sees("王师傅", "1号 下水道堵塞，居民说：弄了一半")
    await world.sees("李姐", "又打开了（第1次）", "谁办：物业 王师傅", "10:35 前", chat="staff")
    await world.forward(minutes=30)
    await world.sees("张姐", "1号 下水道堵塞 · 到点没办好")


async def test_the_third_redo_goes_to_the_subdistrict(world: World) -> None:
    """Three times not solved: a problem case, and the subdistrict watches."""
    await resolved(world)
    for again in (1, 2, 3):
        await world.press("孙大妈", "没弄好")
        await world.press("孙大妈", "还是老样子")
        if again < 3:
            await world.sees_nothing_of("陈主任", "1号")
            await world.press("孙大妈", "不拍了，接着办")
            await done_again(world)
    await world.sees("陈主任", "🔁 1号 下水道堵塞 · 居民说没弄好（第3次）")
    await world.sees("孙大妈", "1号弄了好几回还没好", "告诉街道 陈主任了")
    await world.sees("李姐", "疑难件", chat="staff")
