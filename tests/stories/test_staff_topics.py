"""What a manager wants of the bot itself, in words: it opens, and is a word on no matter and no draft."""

import pytest

from tests.stories.test_staff_asks import GAS
from tests.stories.world import World, told

SEWER = "厨房下水返水，堵两天了"
MONTH = [
    "这个月的数给我",
    "这个月报表打出来给我",
    "把本月的数据给我看看",
    "这个月的月报",
    "要这个月的统计",
    "这个月的汇总发我",
]
GRIDS = [
    "哪个网格最差",
    "网格排名",
    "各网格排个名",
    "哪个网格办得最慢",
    "网格的排名给我看看",
    "哪些网格最拖",
]
OPEN = [
    "把没办完的列个单子给我",
    "没办完的拉个表",
    "未结的清单给我",
    "还没处理的都列个单子",
    "待办清单",
    "没办的整理个表",
]
MEETING = [
    "咋开联席会",
    "想开个联席会",
    "想开个联席会，说说门口摆摊的事",
    "怎么召集联席会",
    "联席会咋开",
    "我想组织个联席会",
]
TONIGHT = [
    "今晚谁值班",
    "晚上是谁值班",
    "今晚值班的是谁",
    "今天晚上谁当班",
    "今晚都谁值班",
    "今天夜里谁值班",
]
ROTA = [
    "排班",
    "排班表给我看看",
    "值班表",
    "这周谁值班",
    "本周排班",
    "值班表发我",
]
POSTER = [
    "我想给3号楼楼道贴个二维码海报",
    "想在楼道贴个二维码",
    "二维码在哪打印",
    "海报咋领",
    "给5号楼印几张海报",
    "我要做点二维码贴纸",
]
GROUPS = [
    "怎么把我们小区的群绑上",
    "咋绑群",
    "我们群怎么绑定",
    "怎么把居民群接进来",
    "群咋关联",
    "如何绑定邻里群",
]
HOURS = [
    "上班时间在哪改",
    "怎么改服务时间",
    "社区上班时间咋改",
    "想改一下办公时间",
    "接待时间在哪里设",
    "上班时间怎么调",
]
OUTAGE = [
    "明天上午九点到十一点北苑小区停水，发个通知",
    "北苑小区明天9点到11点停水，通知一下居民",
    "明天九点到十一点北苑小区停水检修",
    "发个停水通知，北苑小区，明天上午9点到11点",
    "跟大家说一声，北苑小区明天上午九点到十一点停水，发公告",
    "通知业主北苑小区明天停水 9点到11点",
]
MOVED = [
    "停水改到后天了",
    "那个停水推迟到后天了",
    "停水挪到后天",
    "停水的时间改到后天上午九点到十一点",
    "刚才的停水改成后天",
    "停水延期到后天",
]
ROWS = [
    (MONTH, "11", ""),
    (GRIDS, "现在哪儿超时最多", "三网格"),
    (OPEN, "北苑社区", "没完的"),
    (MEETING, "北苑社区", "议程"),
    (TONIGHT, "值班", "三网格"),
    (ROTA, "值班：北苑社区 社区", "今天"),
    (POSTER, "海报", "/admin"),
    (GROUPS, "选好群", ""),
    (HOURS, "北苑社区", ""),
    (OUTAGE, "停水", "9:00"),
]


@pytest.fixture
async def taken(world: World) -> World:
    """张姐 has the one matter, and was just told of it."""
    await world.says("孙大妈", SEWER)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=6)
    await world.says("张姐", "1号我接")
    return world


@pytest.mark.parametrize(("words", "sees", "too"), ROWS)
async def test_what_a_manager_wants_of_the_bot(taken: World, words: list[str], sees: str, too: str) -> None:
    """It opens; nothing is noted on the matter in her hands, nor offered to the resident."""
    resident = len(await taken.phone("孙大妈"))
    for said in words:
        before = len(await taken.phone("张姐"))
        await taken.says("张姐", said)
        answers = [told(one) for one in (await taken.phone("张姐"))[before + 1 :]]
        assert any(sees in one and too in one for one in answers), (said, answers)
        assert not any("记下了" in one or "转给居民" in one or "说哪一件" in one for one in answers), (said, answers)
    assert len(await taken.phone("孙大妈")) == resident


async def test_the_outage_that_was_announced_is_moved(taken: World) -> None:
    """The one that she announced gets its new hours, shown back before they count."""
    await taken.says("张姐", OUTAGE[0])
    await taken.press("张姐", "对，告诉大家")
    for said in MOVED:
        mine = await taken.says("张姐", said)
        await taken.sees("张姐", "停水", "11月23日", since=mine)


@pytest.mark.parametrize("said", ["排班表给我看看", "明天上午九点到十一点北苑小区停水，发个通知", "这个月的数给我"])
async def test_no_word_for_a_draft(world: World, said: str) -> None:
    """A draft that is open is not fed with it, and is there as before."""
    await world.says("张姐", "/dengji 3号楼王奶奶来社区说她家暖气不热")
    await world.says("张姐", said)
    await world.press("张姐", "报上去")
    await world.says("张姐", "1号")
    assert said not in str((await world.phone("张姐"))[-1])


@pytest.mark.parametrize("said", [POSTER[0], "给5号楼印几张海报", "今晚谁值班"])
async def test_beside_a_danger_that_is_asked_about(world: World, said: str) -> None:
    """While it is asked about the fire at No. 6 the aside is answered, and the fire stays where it was said to be."""
    await world.says("张姐", "6号楼着火了，快")
    await world.says("张姐", said)
    await world.forward(seconds=70)
    for one in ("陈主任", "李姐", "郑大哥"):
        for wrong in ("🆘 1号 5号楼", "🆘 1号 3号楼"):
            await world.sees_nothing_of(one, wrong)
    await world.sees("张姐", "6号楼")


@pytest.mark.parametrize(
    "said",
    [
        "谁值班？5号楼煤气漏了",
        "谁值班呢，5号楼煤气漏了",
        "5号楼停电，老人吸氧机停了 通知居民",
        "楼道里停电，有人触电，发个通知",
        GAS,
    ],
)
async def test_a_danger_is_no_topic(world: World, said: str) -> None:
    """Words of danger are a danger, whatever else is in them."""
    await world.says("张姐", said)
    await world.sees("张姐", "危险")


@pytest.mark.parametrize("said", ["停水了", "楼道海报掉了", "5号楼停水从早上九点到现在", "有人在楼道乱贴小广告二维码"])
async def test_a_report_is_no_topic(world: World, said: str) -> None:
    """What is wrong is a matter, also in the words of whoever could open something."""
    await world.says("张姐", said)
    assert "报上去" in str((await world.phone("张姐"))[-1])
