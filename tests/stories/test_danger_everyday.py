"""Danger as it is told on an ordinary day: who is lost, what hurries, what was nothing, and what is another matter."""

import pytest

from tests.stories.world import World


async def test_who_is_lost_is_a_danger(world: World) -> None:
    """An old man who does not know where he lives: 110 at once, and what is said next is for those who were called."""
    await world.says("孙大妈", "楼道里有个老头迷路了 不知道自己家在哪")
    await world.sees("孙大妈", "现在就打 110")
    await world.says("孙大妈", "他说他姓刘 穿个棉拖鞋 冻得直哆嗦")
    await world.sees("李姐", "🆘 1号 人走丢了", "穿个棉拖鞋")
    await world.says("孙大妈", "我先把他领我家来了 5号楼")
    await world.sees("张姐", "我先把他领我家来了 5号楼")


async def test_where_and_quickly_is_a_yes(world: World) -> None:
    """Whoever is asked whether somebody is in danger and writes the door and "be quick" has answered."""
    await world.says("孙大妈", "我家钥匙丢外头了 进不去屋 锅还在炉子上坐着呢")
    await world.sees("孙大妈", "现在有人有危险吗？")
    await world.says("孙大妈", "3号楼1单元201 快点啊")
    await world.sees("李姐", "🆘 1号", "3号楼1单元201 快点啊")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("我家厨房有煤气味 好像炉子那漏了", "没事了 是我锅没盖严 炖的酸菜味儿"),
        ("老伴喘不上气了", "没有 就是爬楼累的 歇会儿好了"),
        ("楼道里好像有煤气味", "没啥 就问问"),
        ("楼上好像两口子干仗 哭爹喊娘的", "哦 是电视剧 声儿开太大了"),
    ],
)
async def test_it_was_nothing(world: World, first: str, then: str) -> None:
    """What it turned out to be, told before anybody was called: nothing is reported, and nobody hears of it."""
    await world.says("孙大妈", first)
    await world.says("孙大妈", then)
    await world.sees("孙大妈", "没报")
    await world.forward(minutes=5)
    for name in ("李姐", "王师傅", "张姐"):
        await world.sees_nothing_of(name, "🆘")


async def test_what_was_before_is_not_in_the_next_report(world: World) -> None:
    """The wife's breath is nobody's to read who mends the gate."""
    await world.says("孙大妈", "老伴喘不上气了")
    await world.says("孙大妈", "没有 就是爬楼累的 歇会儿好了")
    await world.says("孙大妈", "单元门锁坏了 谁都能进 昨天丢了俩自行车")
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "单元门锁坏了")
    await world.sees_nothing_of("王师傅", "喘不上气")


async def test_what_is_over_when_it_is_told_calls_nobody(world: World) -> None:
    """The smoke was, and is pulled out: it is asked about, and silence calls nobody."""
    await world.says("孙大妈", "插排冒烟来着 我拔了 现在没事了")
    await world.sees("孙大妈", "现在有人有危险吗？")
    await world.forward(minutes=3)
    await world.sees("张姐", "❔", "可能是着火")
    await world.sees_nothing_of("李姐", "🆘")


async def test_an_outage_is_no_news_of_the_gas(world: World) -> None:
    """Those who run to the smell of gas need not read that the water is off: that is a matter of its own."""
    await world.says("孙大妈", "我家煤气味 快来人")
    await world.press("孙大妈", "快来人")
    await world.says("孙大妈", "我们楼也没水了")
    await world.sees("孙大妈", "停水", "我们楼也没水了")
    await world.sees_nothing_of("李姐", "也没水了")


async def test_another_estate_is_passed_on(world: World) -> None:
    """Where it is not, and where it is: for those who were called, at once."""
    await world.says("孙大妈", "我妈家煤气灶打着火关不上了 屋里一股味儿 她一个人在家")
    await world.says("孙大妈", "我妈在2号楼1单元301 万福小区的")
    await world.says("孙大妈", "不是北苑的 是万福小区 我刚才说了")
    await world.sees("李姐", "不是北苑的 是万福小区")


async def test_how_to_knock_is_for_whoever_comes(world: World) -> None:
    """ "Her heart is weak, do not knock loudly" is no noise and no danger: only whoever comes reads it."""
    await world.says("孙大妈", "家里暖气片漏水")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("孙大妈", "她心脏不好 别大声敲门")
    await world.sees_nothing_of("孙大妈", "噪音扰民", "有人有危险吗")
    await world.sees_nothing_of("王师傅", "心脏不好", chat="staff")
    await world.sees("王师傅", "居民留了门牌电话")


async def test_a_lamp_in_korean_is_no_fire(world: World) -> None:
    """불 is the lamp and the fire."""
    await world.says("孙大妈", "복도에 불이 안 들어와요")
    await world.says("孙大妈", "5동 3층이에요")
    await world.sees("孙大妈", "楼道灯不亮", "5号楼")


@pytest.mark.parametrize(
    "said",
    ["那男的又来了 车停在楼下等我 我害怕", "要账的又来堵门了", "他又在单元门口蹲我 我不敢出门"],
)
async def test_somebody_who_waits_for_her(world: World, said: str) -> None:
    """It is no parked car: danger is asked about, and nobody of the property or the grid reads it."""
    await world.says("老郑", said)
    await world.sees("老郑", "现在有人有危险吗")
    await world.press("老郑", "有，快来人")
    await world.sees("张姐", "🆘")
    for one in ("王师傅", "李姐", "赵姨"):
        await world.sees_nothing_of(one, "等我", "堵门", "蹲我", "🆘")


@pytest.mark.parametrize("said", ["北门井盖丢了晚上黑灯瞎火的", "坡道护栏断了 天黑看不清"])
async def test_a_hole_in_the_dark_asks(world: World, said: str) -> None:
    """It is asked whether somebody is in danger; with a no it is a report like others."""
    await world.says("老郑", said)
    await world.sees("老郑", "现在有人有危险吗")
    await world.press("老郑", "没有，没那么急")
    await world.press("老郑", "报上去")
    await world.sees("李姐", "1号", chat="staff")
    await world.sees_nothing_of("陈主任", "🆘")
