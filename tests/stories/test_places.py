"""Where something is: read out of the words in the same way for homes, for reports and in groups."""

import pytest

from casework.model.places import AreaKind
from storage.roster import AreaEntry, EstateEntry, Roster
from tests.stories.world import World, words

EAST = EstateEntry(code="by-dy", name="北苑东园", company="安居物业")


async def second_estate(world: World) -> None:
    """北苑东园 is built, with a 3号楼 and a 9号楼 of its own."""
    assert world.database is not None
    found = [
        AreaEntry(
            code=f"bj-by-dy-{number}", kind=AreaKind.BUILDING, name=f"{number}号楼", parent="bj-by-4", estate=EAST.code
        )
        for number in (3, 9)
    ]
    await Roster(world.database).put([EAST], found, ())


async def test_elsewhere_is_not_the_own_building(world: World) -> None:
    """小区里别处: the public card names the estate, never the reporter's building; the estate's property is asked."""
    await world.says("孙大妈", "路灯不亮")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.says("孙大妈", "北门岗亭旁边")
    await world.sees("孙大妈", "📍 北苑小区 北门岗亭旁边")
    await world.press("孙大妈", "报上去")
    await world.sees("老郑", "📢 北苑小区 路灯不亮（1号）", chat="residents")
    await world.sees("李姐", "📍 北苑小区 北门岗亭旁边", chat="staff")
    await world.sees("王师傅", "1号")
    for chat in ("residents", "staff"):
        await world.sees_nothing_of("老郑" if chat == "residents" else "李姐", "3号楼", chat=chat)


async def test_outdoors_in_the_words(world: World) -> None:
    """ "北门岗亭旁边路灯不亮" is not in front of the own building either, said privately or in the group."""
    await world.says("孙大妈", "北门岗亭旁边路灯不亮")
    await world.sees("孙大妈", "您看看对不对", "📍 北苑小区\n")
    await world.press("孙大妈", "报上去")
    await world.sees("老郑", "📢 北苑小区 路灯不亮（1号）", chat="residents")
    await world.says("老郑", "/bao 小区东门外路面塌了一块", chat="residents")
    await world.sees("李姐", "2号", "📍 北苑小区 ·", chat="staff")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("4号楼单元门坏了", "北苑小区4号楼"),
        ("５＃楼单元门坏了", "北苑小区5号楼"),
        ("六號樓單元門壞了", "北苑小区6号楼"),
        ("替我妈报，她住北苑小区5号楼，单元门坏了", "北苑小区5号楼"),
        ("我是3号楼的，6号楼单元门坏了", "北苑小区6号楼"),
        ("2号电梯坏了", "北苑小区3号楼"),
        ("12号就停水了", "北苑小区3号楼"),
        ("5号晚上停水", "北苑小区3号楼"),
        ("我们楼停水了", "北苑小区3号楼"),
        ("5号楼和6号楼停水", "北苑小区5号楼 + 6号楼"),
        ("2、3、4号楼停水", "北苑小区3号楼 + 2号楼、4号楼"),
        ("对面楼装修太吵", "北苑小区 3号楼对面楼"),
        ("25号楼停水", "北苑小区 25号楼"),
        ("翠湖花园5号楼停水", "北苑社区 翠湖花园5号楼"),
    ],
)
async def test_the_place_in_the_words_wins(world: World, said: str, place: str) -> None:
    """Privately: what is named is the place of the draft, else the own building."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您看看对不对", f"📍 {place}\n")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("５＃楼停水了", "北苑小区5号楼"),
        ("十二栋停水了", "北苑小区"),
        ("六棟停水了", "北苑小区6号楼"),
        ("2号电梯坏了", "北苑小区3号楼"),
        ("12号就停水了", "北苑小区3号楼"),
    ],
)
async def test_the_same_in_a_group(world: World, said: str, place: str) -> None:
    """By /bao the same words mean the same place."""
    await world.says("孙大妈", f"/bao {said}", chat="residents")
    await world.sees("李姐", f"📍 {place} ·", chat="staff")


async def test_a_home_in_ones_own_words(world: World) -> None:
    """您住哪栋楼？ is answered in words; the flat is kept out of everything."""
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.sees("小周", "您住哪栋楼")
    await world.says("小周", "北苑小区3号楼2单元502")
    await world.sees("小周", "记下了：北苑小区3号楼。")
    await world.says("小周", "厨房下水返水")
    draft = await world.sees("小周", "您看看对不对", "📍 北苑小区3号楼\n")
    assert "502" not in words(draft)
    await world.press("小周", "报上去")
    await world.sees("李姐", "厨房下水返水", chat="staff")
    await world.sees_nothing_of("李姐", "502", chat="staff")


async def test_a_report_instead_of_the_home(world: World) -> None:
    """Whoever is asked where he lives and writes what is wrong has reported it, at the place that he names."""
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.says("小周", "北苑小区5号楼停水了")
    await world.sees("小周", "您看看对不对", "📍 北苑小区5号楼\n")
    await world.press("小周", "报上去")
    await world.sees("小周", "报上去了，1号")


async def test_a_begun_report_waits_for_the_home(world: World) -> None:
    """What was written first is there when the home was given in words."""
    await world.says("小周", "厨房下水返水")
    await world.press("小周", "同意，开始用")
    await world.says("小周", "我家住六号楼二单元")
    await world.sees("小周", "记下了：北苑小区6号楼")
    await world.sees("小周", "您看看对不对", "📍 北苑小区6号楼\n", "厨房下水返水")
    await world.says("小周", "厨房都泡了")
    await world.sees("小周", "您看看对不对", "厨房下水返水\n厨房都泡了")


async def test_two_estates_with_that_number(world: World) -> None:
    """Nobody guesses between two: the person is asked which."""
    await second_estate(world)
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.says("小周", "3号楼")
    await world.sees_buttons("小周", "北苑小区3号楼", "北苑东园3号楼", on="有好几栋")
    await world.press("小周", "北苑东园3号楼", on="有好几栋")
    await world.sees("小周", "记下了：北苑东园3号楼")
    await world.says("小周", "3号楼单元门坏了")
    await world.sees("小周", "您看看对不对", "📍 北苑东园3号楼\n")  # the own estate is meant
    await world.press("小周", "报上去")
    await world.says("孙大妈", "东园9号楼单元门坏了")
    await world.sees("孙大妈", "您看看对不对", "📍 北苑东园9号楼\n")


async def test_which_one_of_a_report(world: World) -> None:
    """The same for a report: asked, and until then nowhere in particular."""
    await second_estate(world)
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.says("小周", "3号楼停水了")
    await world.press("小周", "北苑小区3号楼", on="有好几栋")
    await world.sees("小周", "您看看对不对", "📍 北苑小区3号楼\n")
    await world.says("小周", "/bao 3号楼停水了", chat="residents")
    await world.sees("李姐", "📍 北苑社区 ·", chat="staff")


@pytest.mark.parametrize("said", ["北苑东园的", "东园", "是北苑东园"])
@pytest.mark.parametrize("passing", [False, True])
async def test_the_estate_alone_says_which(world: World, said: str, *, passing: bool) -> None:
    """Asked which of two, the estate is enough: the number was said already."""
    await second_estate(world)
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    if passing:
        await world.press("小周", "我不住这儿")
    await world.says("小周", "3号楼停水了")
    await world.says("小周", said)
    await world.sees("小周", "您看看对不对", "📍 北苑东园3号楼\n", "3号楼停水了")


async def test_words_instead_of_the_buttons(world: World) -> None:
    """Whoever moved, or looks for another building of a report, may write it instead of walking the tree."""
    await world.says("孙大妈", "⋯ 更多")
    await world.press("孙大妈", "换个住处")
    await world.says("孙大妈", "六号楼")
    await world.sees("孙大妈", "记下了：北苑小区6号楼")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "别的楼")
    await world.says("孙大妈", "7栋")
    await world.sees("孙大妈", "您看看对不对", "📍 北苑小区7号楼\n", "单元门坏了")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "别的楼")
    await world.says("孙大妈", "关都关不上")
    await world.sees("孙大妈", "📍 北苑社区 在哪儿还没说清\n", "单元门坏了\n关都关不上")


async def test_danger_at_another_building(world: World) -> None:
    """Danger goes to the building that the words name, not to the reporter's."""
    await world.says("孙大妈", "5号楼着火了快来人")
    await world.press("孙大妈", "有，快来人")
    await world.sees("王师傅", "🆘 1号", "北苑小区5号楼")
    await world.sees("郑大哥", "🆘 1号", "北苑小区5号楼")


async def test_another_place_by_its_name(world: World) -> None:
    """在哪儿？ › 北苑小区5号楼: the building, once."""
    await world.says("孙大妈", "路灯不亮")
    for said, place in (
        ("北苑小区5号楼", "北苑小区5号楼"),
        ("6号楼东边", "北苑小区6号楼 东边"),
        ("7", "北苑小区7号楼"),
        ("小广场旁边，挨着5号楼", "北苑小区5号楼 小广场旁边，挨着5号楼"),
    ):
        await world.press("孙大妈", "换个地方")
        await world.press("孙大妈", "小区里别处")
        await world.says("孙大妈", said)
        await world.sees("孙大妈", "您看看对不对", f"📍 {place}\n")


async def test_the_place_is_corrected_by_an_edit(world: World) -> None:
    """The building that the corrected words name is the place."""
    await world.says("孙大妈", "4号楼单元门坏了")
    await world.edits("孙大妈", "4号楼", "6号楼单元门坏了")
    await world.sees("孙大妈", "您看看对不对", "📍 北苑小区6号楼\n")


async def test_a_number_that_many_estates_have(world: World) -> None:
    """More buildings of one number than fit under a message: the estate is asked for, and nobody is sent anywhere."""
    assert world.database is not None
    estates = [EstateEntry(code=f"x{number}", name=f"{name}家园") for number, name in enumerate("东南西北中甲乙丙丁")]
    found = [
        AreaEntry(code=f"b-{one.code}", kind=AreaKind.BUILDING, name="3号楼", parent="bj-ny-1", estate=one.code)
        for one in estates
    ]
    await Roster(world.database).put(estates, found, ())
    await world.says("小周", "3号楼停水了")
    await world.press("小周", "同意，开始用")
    await world.says("小周", "3号楼")
    await world.sees("小周", "好几个小区都有这个号")
    await world.sees("小周", "您住哪栋楼")
    await world.says("小周", "西家园3号楼")
    await world.sees("小周", "记下了：西家园3号楼")
    await world.sees("小周", "您看看对不对", "📍 西家园3号楼\n", "3号楼停水了")


@pytest.mark.parametrize("button", ["小区里别处", "别的楼", "发个位置"])
async def test_what_is_not_there_is_not_filed_there(world: World, button: str) -> None:
    """It is somewhere else, and nothing more is said: filed by itself, it is at no building, and says so."""
    await world.says("孙大妈", "路灯不亮")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", button)
    await world.forward(minutes=11)
    await world.sees("孙大妈", "替您报上去了，1号", "在哪儿还不清楚")
    await world.sees_nothing_of("老郑", "3号楼", chat="residents")
    await world.sees_nothing_of("李姐", "3号楼", chat="staff")
    await world.sees("张姐", "1号") if button == "别的楼" else await world.sees("王师傅", "1号", "在哪儿还没说清")
    if button == "小区里别处":
        await world.sees("李姐", "1号", "北苑小区", "在哪儿还没说清", chat="staff")
        await world.says("孙大妈", "北门岗亭旁边")
        await world.sees("李姐", "1号", "📍 北苑小区 北门岗亭旁边", chat="staff")
        await world.sees_nothing_of("孙大妈", "您看看对不对", "北门岗亭旁边路灯")


async def test_after_all_it_is_at_home(world: World) -> None:
    """Elsewhere, and then my building after all: it is there."""
    await world.says("孙大妈", "路灯不亮")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.press("孙大妈", "我家这栋")
    await world.sees("孙大妈", "您看看对不对", "📍 北苑小区3号楼\n")


@pytest.mark.parametrize(
    "said", ["5号楼和6号楼中间那块儿", "5号楼跟6号楼中间", "从5号楼到7号楼这条道", "2栋3栋之间", "3号楼和垃圾站中间"]
)
async def test_between_two_buildings(world: World, said: str) -> None:
    """Between buildings is outdoors of the estate, with the words as they were said; its property is asked."""
    await world.says("孙大妈", "路灯不亮")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您看看对不对", f"📍 北苑小区 {said}\n")
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", f"📍 北苑小区 {said}", chat="staff")
    await world.sees("王师傅", "1号")


async def test_between_two_buildings_in_the_words_of_the_report(world: World) -> None:
    """The same where the report says it."""
    await world.says("孙大妈", "5号楼和6号楼中间的路灯不亮")
    await world.sees("孙大妈", "您看看对不对", "📍 北苑小区 5号楼和6号楼中间\n")


async def test_a_building_in_korean(world: World) -> None:
    """ "5동" is a building, "동안" is none."""
    await world.says("孙大妈", "5동 2단원 엘리베이터가 고장났어요")
    await world.sees("孙大妈", "您看看对不对", "北苑小区5号楼")


async def test_which_of_two_buildings_in_a_group(world: World) -> None:
    """Two estates have a building 3, and nobody knows where whoever reports in the group lives: asked there, and
    it goes to the people of that one; nobody else answers for him."""
    await second_estate(world)
    await world.says("小周", "/bao 3号楼前面下水道冒粪汤子了", chat="residents")
    asked = await world.sees("小周", "1号", "是哪一栋", chat="residents")
    await world.sees_nothing_of("李姐", "1号 下水道")
    assert "北苑小区3号楼" in str(asked["reply_markup"])
    assert await world.press("老郑", "北苑小区3号楼", chat="residents")
    await world.sees_nothing_of("李姐", "1号 下水道")
    await world.press("小周", "北苑小区3号楼", chat="residents")
    await world.sees("李姐", "1号 下水道", "北苑小区3号楼")
    await world.sees("李姐", "北苑小区3号楼", chat="staff")


async def test_the_own_one_of_two_buildings_in_a_group(world: World) -> None:
    """Who lives in one of them means that one, and is not asked."""
    await second_estate(world)
    await world.says("孙大妈", "/bao 3号楼前面下水道冒粪汤子了", chat="residents")
    await world.sees("李姐", "1号 下水道", "北苑小区3号楼")
    await world.sees_nothing_of("孙大妈", "是哪一栋", chat="residents")


async def test_where_somebody_lives_is_no_part_of_the_place(world: World) -> None:
    """ "俺是3号楼的，可这回是5号楼跟6号楼中间" is between those two: no card says where the reporter lives. Put right,
    it stays in its estate, at the side that is named."""
    await second_estate(world)
    await world.says("老郑", "俺是3号楼的，可这回是5号楼跟6号楼中间那块路灯灭了")
    await world.sees("老郑", "📍 北苑小区 5号楼跟6号楼中间那块")
    await world.press("老郑", "报上去")
    await world.sees("李姐", "📍 北苑小区 5号楼跟6号楼中间那块", chat="staff")
    await world.says("老郑", "刚才那路灯不是5号楼跟6号楼中间，是3号楼西山墙")
    await world.sees("李姐", "📍 北苑小区3号楼 西山墙", chat="staff")


async def test_a_report_with_a_number_that_two_estates_have(world: World) -> None:
    """Asked where he lives, somebody writes what is wrong at a building: that is a report, and no home."""
    await second_estate(world)
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.says("小周", "3号楼后门灯坏了 靠马路那头")
    await world.press("小周", "北苑东园3号楼", on="有好几栋")
    await world.sees("小周", "您看看对不对", "📍 北苑东园3号楼\n", "3号楼后门灯坏了 靠马路那头")


BESIDE = [
    ("3号楼后门 靠马路那头", "后门 靠马路那头"),
    ("就在3号楼东山墙那儿", "东山墙那儿"),
    ("垃圾站旁边，挨着3号楼", "垃圾站旁边，挨着3号楼"),
]


@pytest.mark.parametrize(("said", "beside"), BESIDE)
@pytest.mark.parametrize("button", ["小区里别处", "别的楼"])
async def test_what_is_said_beside_the_number_stays(world: World, button: str, said: str, beside: str) -> None:
    """Which of two buildings is pressed; where at it was said before, and stands in the place."""
    await second_estate(world)
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.press("小周", "我不住这儿")
    await world.says("小周", "9号楼门口灯不亮了")
    await world.press("小周", "换个地方")
    await world.press("小周", button)
    await world.says("小周", said)
    if await _asked_which(world):
        await world.press("小周", "北苑小区3号楼", on="有好几栋")
    await world.sees("小周", "您看看对不对", f"号楼 {beside}\n")


async def _asked_which(world: World) -> bool:
    return "是哪一栋" in await world.screen("小周")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("3号楼后门 靠马路那头", "北苑小区3号楼 后门 靠马路那头"),
        ("在北苑小区3号楼把头那个门", "北苑小区3号楼 把头那个门"),
        ("3号楼吧", "北苑小区3号楼"),
        ("我家那栋 3号楼", "北苑小区3号楼"),
        ("北苑小区3号楼2单元502", "北苑小区3号楼"),
    ],
)
async def test_where_of_a_passer_by(world: World, said: str, place: str) -> None:
    """Asked for the place of what he saw, a passer-by names a building, and where at it."""
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.press("小周", "我不住这儿")
    await world.says("小周", "路边的灯不亮了")
    await world.says("小周", said)
    await world.sees("小周", "您看看对不对", f"📍 {place}\n")


@pytest.mark.parametrize(
    "said",
    [
        "小区东边围栏倒了一片",
        "小区大门关不上",
        "院里长椅断了",
        "小区里没路灯 黑得很",
        "栅栏让车撞歪了",
        "小区里的路坑坑洼洼",
        "花坛边的水管漏了",
    ],
)
async def test_a_shared_place_needs_no_building(world: World, said: str) -> None:
    """A fence, a gate, a bench: in no building, for whoever lives there and for a passer-by, who is asked for the
    estate alone."""
    await second_estate(world)
    await world.says("孙大妈", said)
    if "有人有危险吗" in await world.screen("孙大妈"):
        await world.press("孙大妈", "没有")
    await world.sees("孙大妈", "您看看对不对", "📍 北苑小区\n")
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.press("小周", "我不住这儿")
    await world.says("小周", said)
    if "有人有危险吗" in await world.screen("小周"):
        await world.press("小周", "没有")
    await world.press("小周", "北苑东园")
    await world.sees("小周", "您看看对不对", "北苑东园\n")
    await world.press("小周", "报上去")
    await world.sees("小周", "报上去了，1号")


@pytest.mark.parametrize("said", ["北苑东园的大门关不上了", "北苑东园大门口的路灯不亮", "北苑东园停水了"])
async def test_an_estate_and_no_building(world: World, said: str) -> None:
    """The estate that is named is where it is, and not the reporter's own; nobody is asked for a building."""
    await second_estate(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您看看对不对", "北苑东园\n")
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.press("小周", "我不住这儿")
    await world.says("小周", said)
    await world.sees("小周", "您看看对不对", "北苑东园\n")
