"""Words on a matter of one's own reach whoever has it: when one is at home, what one did, that one thinks otherwise."""

import pytest

from tests.stories.world import World


async def _filed(world: World, who: str, text: str, by: str = "王师傅") -> None:
    await world.says(who, text)
    await world.press(who, "报上去")
    if by:
        await world.press(by, "我来接", chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "哎呀我这会走不开 打麻将呢 让他等我会儿 或者明天来也行",
        "过了点我就去跳舞了 让他早点来",
        "我得去遛狗 晚半小时来行不",
    ],
)
async def test_what_one_does_oneself_is_no_noise(world: World, said: str) -> None:
    """Whoever is on his way reads it; nobody is complained of."""
    await _filed(world, "孙大妈", "我家下水堵了")
    await world.says("王师傅", "我这就过去 半小时到", chat="staff", answering="1号")
    await world.press("王师傅", "转给居民", chat="staff")
    await world.says("孙大妈", said)
    await world.sees("王师傅", said)
    await world.sees_nothing_of("孙大妈", "这是要报的事吗", "2号")


@pytest.mark.parametrize("said", ["那人要三百 太贵了 还是你们来吧", "还是来一趟吧 没通开", "还得师傅来 我弄不了"])
async def test_not_taken_back_after_all(world: World, said: str) -> None:
    """While it is asked whether to take it back, "还是你们来吧" keeps it, and reaches whoever has it."""
    await _filed(world, "孙大妈", "厨房下水又堵了 地漏往外冒水")
    await world.press("孙大妈", "撤回", on="报上去了，1号")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "我还没动呢")
    await world.sees("王师傅", said)


async def test_more_words_end_the_question(world: World) -> None:
    """Whoever says more of it does not take it back: what comes later is not asked about again."""
    await _filed(world, "孙大妈", "厨房下水又堵了 地漏往外冒水")
    await world.says("孙大妈", "先别来了 我儿子自己通呢")
    await world.sees("孙大妈", "真要撤回1号吗")
    await world.says("孙大妈", "还是来吧 他没通开 水都到客厅了")
    await world.says("孙大妈", "两点我不在家 得去接孙子 三点半行不")
    await world.sees_nothing_of("孙大妈", "我还没动呢")
    await world.sees("王师傅", "三点半行不")


async def test_nobody_has_it_and_nothing_is_passed_on(world: World) -> None:
    """Said of what nobody took: whoever takes it reads it, and it is not said to have gone to anybody."""
    await _filed(world, "孙大妈", "楼道灯不亮", by="")
    await world.forward(hours=70)
    await world.says("孙大妈", "灯还是没亮 都三天了 你们到底有没有人管")
    await world.press("孙大妈", "是", on="是说1号的事吗")
    await world.sees("孙大妈", "补到1号里了，谁接谁看得到")
    await world.sees_nothing_of("孙大妈", "转过去了")
    await world.sees("李姐", "补：“灯还是没亮", chat="staff")


@pytest.mark.parametrize("said", ["等等 刚又停了 五楼没有", "刚又停水了 五楼没有", "水又没了", "来了一会又没了"])
async def test_off_again_after_it_was_rated(world: World, said: str) -> None:
    """It goes on under its number."""
    await _filed(world, "孙大妈", "3号楼停水了")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "恢复了", chat="staff")
    await world.says("孙大妈", "来水了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号接着办，还是原来的号")


@pytest.mark.parametrize("said", ["狗找着了 在6号楼下 谢谢大家", "找到了 自己回来了 谢谢"])
async def test_what_was_lost_is_found(world: World, said: str) -> None:
    """It is asked whether that is its end."""
    await _filed(world, "老郑", "我家狗丢了 黄色的小土狗 有看着的没", by="")
    await world.says("老郑", said)
    await world.press("老郑", "是，好了")
    await world.sees_nothing_of("老郑", "不客气")


@pytest.mark.parametrize(
    "said", ["别说是我告的啊 那卖货的认识我", "这可别让对门知道啊 抬头不见低头见的", "千万别让楼上知道"]
)
async def test_who_reads_it_and_who_does_not(world: World, said: str) -> None:
    """No second report: he reads who hears of it."""
    await _filed(world, "孙大妈", "楼下烤冷面的太吵 油烟呛人", by="")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "邻居看不到是谁报的")
    await world.sees_nothing_of("孙大妈", "只让北苑社区", "2号")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("小区门口井盖碎了", "我刚在那立了个破凳子 挡着点"),
        ("我电动车让人偷了", "110我打了 警察来了 你们调一下监控"),
        ("我电动车让人偷了", "报警了 警察说明天来"),
    ],
)
async def test_what_he_did_about_it(world: World, told: str, said: str) -> None:
    """It is of the matter that he reported a moment ago, whatever it names."""
    await _filed(world, "老郑", told)
    await world.says("老郑", said)
    await world.sees("王师傅", said)
    await world.sees_nothing_of("老郑", "这是要报的事吗", "🏷 设施绿化")


async def test_a_grudge_goes_to_what_is_done(world: World) -> None:
    """ "门能开了 就是关的时候哐当一声" is of the door that is done, and not of the lamp that is open."""
    await _filed(world, "老郑", "单元门关不上了")
    await _filed(world, "老郑", "楼道灯不亮")
    await world.press("王师傅", "办好了", on="1号", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.says("老郑", "门能开了 就是关的时候哐当一声 吓人")
    await world.sees_nothing_of("老郑", "（2号）")
    await world.sees_nothing_of("王师傅", "2号", "哐当")


@pytest.mark.parametrize("said", ["又来了 你们前脚走他后脚就摆上了", "他们又来了", "刚走又摆上了"])
async def test_they_are_back_after_it_was_done(world: World, said: str) -> None:
    """It is not done: the stall stands there again."""
    await _filed(world, "孙大妈", "小区门口有人占道摆摊 车都过不去")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已清走", chat="staff")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "有人有危险吗", "您看看对不对")
    await world.sees("孙大妈", "1号接着办")
