"""Danger said beside something else: as an addition, as hearsay, at a height; and talk while people are called."""

import pytest

from tests.stories.test_danger import all_see
from tests.stories.test_dangers import GAS, called
from tests.stories.test_listening import _listens
from tests.stories.world import World

RAILING = "四楼有个小孩骑在阳台栏杆上，大人不在家，眼瞅要掉下来"


@pytest.mark.parametrize(
    ("first", "more", "advice"),
    [
        ("我家天花板漏水", "그리고 천장 전등에서 불꽃이 튀어요!", "95598"),
        ("我家天花板漏水", "방금 그 불꽃 말이에요, 집에 타는 냄새도 나요", "119"),
        ("暖气一宿没热乎", "by the way the ceiling lamp is sparking", "95598"),
        ("暖气一宿没热乎", RAILING, "有人要掉下来"),
    ],
)
async def test_danger_after_a_report_has_its_advice(world: World, first: str, more: str, advice: str) -> None:
    """What is added to a report is read for danger in every language: the advice, and everybody is called."""
    await world.says("孙大妈", first)
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", more)
    await world.sees("孙大妈", "⚠️", advice)
    await world.press("孙大妈", "有，快来人")
    await all_see(world, "🆘", more)


@pytest.mark.parametrize(
    "more", ["顺嘴说一声，6单元顶楼那门被风刮掉了半扇，晃荡着要砸人", "俺小孙子在水房那疙瘩滑了个大跟头，脑袋磕出包了"]
)
async def test_what_may_be_danger_is_no_addition(world: World, more: str) -> None:
    """A radiator is open: a door about to fall, a child that fell is asked about, and is no word on the radiator."""
    await world.says("老郑", "暖气一宿没热乎，屋里冰凉")
    await world.press("老郑", "报上去")
    await world.says("老郑", more)
    await world.sees("老郑", "有人有危险吗")
    await world.press("老郑", "有，快来人")
    await world.sees("老郑", "⚠️")
    await all_see(world, "🆘 2号", more)
    await world.sees_nothing_of("老郑", "补到1号里了")


async def test_a_child_on_a_railing(world: World) -> None:
    """119 and 110, everybody on duty, no hotline; pulled back in before anybody was called, nothing is reported."""
    await world.says("孙大妈", RAILING)
    await world.sees("孙大妈", "119", "110", "从后面抱住")
    await world.sees_nothing_of("孙大妈", "12356")
    await world.says("孙大妈", "下来了下来了，他奶给薅回去了")
    await world.sees("孙大妈", "没报")
    await world.forward(minutes=3)
    await world.sees_nothing_of("张姐", "🆘")


async def test_a_child_on_a_railing_told_in_the_group(world: World) -> None:
    """Hearsay is asked about before all; seen with one's own eyes, everybody is called at once."""
    await _listens(world)
    await world.says("孙大妈", "听人说3号楼那边有个孩子挂阳台栏杆上了，真的假的啊", chat="residents")
    await world.sees("孙大妈", "有人有危险吗", "119", chat="residents")
    await world.sees_nothing_of("张姐", "🆘")
    seen = "就3号楼那孩子！我这回可瞅真亮的了，真挂那儿呢，快掉下来了"
    await world.says("孙大妈", seen, chat="residents")
    await all_see(world, "🆘", seen)
    await world.sees("孙大妈", "有人要掉下来", chat="residents")


async def test_talk_while_people_are_called(world: World) -> None:
    """How good the dinner is reaches nobody who runs to the gas; where to come does."""
    await called(world, GAS)
    await world.says("孙大妈", "咱社区食堂那红烧肉做得，嘎嘎香")
    await world.sees_nothing_of("张姐", "红烧肉")
    await world.says("孙大妈", "从后门进，前门锁了")
    await all_see(world, "🆘", "从后门进")


async def test_advice_comes_once_it_is_sure(world: World) -> None:
    """Of what may be danger the advice comes with the yes; and once more when it begins again."""
    await world.says("孙大妈", "煤气灶打火就蹿一尺多高，吓人呢")
    await world.says("孙大妈", "就我家那个灶，关了阀门还咝咝响")
    await world.sees("孙大妈", "别开灯", "开窗")
    await world.says("孙大妈", "关严了，不响了，总阀也拧了")
    await world.sees("张姐", "报事的人说没事了")


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("smoke alarm upstairs beeping like crazy, smoke everywhere", "its just the low battery chirp"),
        ("4号楼垃圾站边上那棵歪脖树，枝子搭电线上直打火花", "我记差了，不是电线，是晾衣绳，火花是人家放呲花"),
        ("도와주세요, 할머니가 쓰러져서 숨을 안 쉬어요", "아 다행히 그냥 낮잠 주무신 거였어요, 죄송해요"),
    ],
)
async def test_a_danger_taken_back_before_anybody_was_called(world: World, said: str, back: str) -> None:
    """In its own words, in every language: nothing is filed, nobody is called."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "⚠️")
    await world.says("孙大妈", back)
    await world.forward(minutes=3)
    await world.sees_nothing_of("张姐", "🆘")


@pytest.mark.parametrize(("ended", "again"), [("已解除", "哎，又咝咝上了"), ("是误报", "我没误报，我咳嗽得嗓子都哑了")])
async def test_it_hisses_again_after_it_was_done(world: World, ended: str, again: str) -> None:
    """The gas was seen to and ended; it begins again: everybody is called anew, and its reporter has the advice."""
    await called(world, GAS)
    await world.press("张姐", ended, on="1号")
    await world.says("孙大妈", again)
    await all_see(world, "🆘", again)
    await world.sees("孙大妈", "别开灯")


async def test_a_threat_joins_no_public_matter(world: World) -> None:
    """Nobody is in danger, and then the water is off: the water is a report of its own, the threat stays private."""
    await world.says("孙大妈", "要是再让我逮着我拿刀捅他")
    await world.press("孙大妈", "没有，没那么急")
    await world.says("孙大妈", "水管子今儿就没水了，不是说明儿停吗")
    await world.press("孙大妈", "报上去", on="停水")
    await world.sees("王师傅", "1号", "停水", "没水了")
    for person, chat in (("王师傅", "private"), ("王师傅", "staff"), ("老郑", "residents")):
        await world.sees_nothing_of(person, "拿刀", chat=chat)


async def test_somebody_on_duty_asks_and_tells(world: World) -> None:
    """ "Who is on duty? Somebody breaks a door in building 3" is no question alone."""
    await world.says("李姐", "谁在岗？3号楼有人砸门要打人")
    await world.sees("李姐", "110")
