"""Staff who press nothing and write in their group as they speak: no rule knows the words, and there is one matter of
which they can be."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World, buttons

DRAIN, LAMP = "厨房下水返水", "3号楼三楼楼道灯不亮"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (DRAIN, "孙大妈家我知道 上个月也堵过 我带机器去"),
        (DRAIN, "吃完饭就过去 十二点半吧"),
        (DRAIN, "吃完过去"),
        (DRAIN, "机器拉过来了 正在掏"),
        (DRAIN, "下水那个不好整 油太厚了"),
        (DRAIN, "先烫了两壶开水 缓一缓再通"),
        (LAMP, "灯泡我兜里有 上去就拧上"),
        (LAMP, "镇流器烧了 我那有个新的"),
    ],
)
async def test_nobody_has_it_and_it_is_offered(world: World, what: str, said: str) -> None:
    """Whoever was asked and says how he goes about it is asked whether he takes it; pressed, the resident reads so."""
    await world.hears_all()
    await reported(world, what)
    await world.says("王师傅", said, chat="staff")
    await world.sees_buttons("王师傅", "我来接", "只是记一笔", chat="staff", on="1号")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.sees("孙大妈", "1号有人接了", "王师傅")


@pytest.mark.parametrize(
    "said", ["管子得割开 下午才能弄利索", "回去取个割刀", "掏半天了 还差一截够不着", "一会儿再上去看看 先让水泡泡"]
)
async def test_what_he_has_is_noted(world: World, said: str) -> None:
    """Of what he has it is a note, which may go to the resident by a press."""
    await world.hears_all()
    await reported(world, DRAIN)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", said, chat="staff")
    await world.sees_buttons("王师傅", "转给居民", chat="staff", on="1号")


@pytest.mark.parametrize("said", ["掏出来一大团抹布 通了", "割完了 接上了 水流得挺冲", "弄妥了 大妈试了没事"])
async def test_that_it_is_done(world: World, said: str) -> None:
    """Asked, with what the resident would read."""
    await world.hears_all()
    await reported(world, DRAIN)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", said, chat="staff")
    await world.press("王师傅", "办好了", chat="staff", on=f"“{said}”")
    await world.sees("孙大妈", "1号", said)


async def test_of_two_the_trade_tells_which(world: World) -> None:
    """A bulb is of the lamp, a machine for drains of the drain; what fits neither is left alone."""
    await world.hears_all()
    await reported(world, DRAIN)
    await reported(world, LAMP, "老郑")
    await world.says("王师傅", "灯泡我兜里有 上去就拧上", chat="staff")
    await world.sees_buttons("王师傅", "我来接", chat="staff", on="2号记下了")
    await world.says("王师傅", "疏通机拉过来了 正掏呢", chat="staff")
    await world.sees_buttons("王师傅", "我来接", chat="staff", on="1号记下了")
    await world.says("王师傅", "阀门我拧死了", chat="staff")
    await world.sees_nothing_of("王师傅", "2号记下了，居民看不到。阀门", chat="staff")


async def test_whoever_was_not_asked_takes_nothing_so(world: World) -> None:
    """The deputy speaks of another lamp, nobody's matter here: the drain is none of his."""
    await world.hears_all()
    await reported(world, DRAIN)
    await world.says("李师傅", "镇流器坏了 得买一个 明天上午换", chat="staff")
    assert (await world.phone("李师傅", chat="staff"))[-1]["text"].startswith("镇流器")


@pytest.mark.parametrize(
    "said",
    [
        "我那个报表也弄完了 放李姐桌上了",
        "我台账弄完了",
        "快递是我的 一会去取",
        "今天真够呛 一上午没歇着",
        "会议室空调我修好了",
        "我家水龙头也漏 自己换的垫",
        "横幅挂上了 歪不歪",
        "饺子馅拌好了 都来包",
        "轮胎扎了 正补呢 晚到一会",
        "梯子我还库房了",
    ],
)
@pytest.mark.parametrize("has", [False, True])
async def test_what_sounds_so_and_is_talk(world: World, said: str, has: bool) -> None:
    """The same verbs of forms, parcels, meals and one's own home: nothing is asked, and nothing kept."""
    await world.hears_all()
    await reported(world, DRAIN)
    if has:
        await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", said, chat="staff")
    last = (await world.phone("王师傅", chat="staff"))[-1]
    assert (last["text"], buttons(last)) == (said, [])


async def test_given_to_whoever_just_spoke_of_it(world: World) -> None:
    """ "Then you do it, Zhao": of two that which she just spoke of."""
    await world.hears_all()
    await reported(world, DRAIN)
    await reported(world, "单元门关不上 一晚上咣当", "老郑")
    await world.says("赵姨", "这门是闭门器的事 我家有个旧的先换上", chat="staff")
    await world.says("李姐", "赵姨那你弄吧 弄完说一声", chat="staff")
    await world.sees("老郑", "2号", "赵姨")
    await world.sees_nothing_of("李姐", "这是说哪一件", chat="staff")


@pytest.mark.parametrize("said", ["到了到了 正抽着呢 抽完得掏井", "疏通机我这有 一会儿拉过去"])
async def test_whoever_was_not_asked_calls_it_by_its_trade(world: World, said: str) -> None:
    """The deputy speaks of drains, and one stands there that nobody has."""
    await world.hears_all()
    await reported(world, DRAIN)
    await world.says("李师傅", said, chat="staff")
    await world.sees_buttons("李师傅", "我来接", chat="staff", on="1号")
