"""Several dangers, and what is said in the middle of one: words reach the people of the danger they are about."""

import pytest

from tests.stories.test_danger import CALLED, all_see, bot_says
from tests.stories.world import World, words

BEATEN, GAS = "我老公打我", "厨房煤气味特别大"
ONLY = ("张姐", "刘哥")
"""Who is called for violence."""


async def called(world: World, words: str, person: str = "孙大妈") -> None:
    """Somebody reports a danger, and says that it is one."""
    await world.says(person, words)
    await world.press(person, "有，快来人")


async def nobody_else_sees(world: World, *fragments: str) -> None:
    """What is private is on no other phone, and in no group."""
    for one in CALLED:
        if one not in ONLY:
            await world.sees_nothing_of(one, *fragments)
    await world.sees_nothing_of("王师傅", *fragments, chat="staff")
    await world.sees_nothing_of("老郑", *fragments, chat="residents")


async def _violence_again_during_gas(world: World) -> None:
    await called(world, BEATEN)
    await world.says("孙大妈", "没事了")
    await world.press("张姐", "已解除", on="说没事了")
    await called(world, GAS)
    await world.says("孙大妈", "没事了")
    await world.press("孙大妈", "还有危险")


@pytest.mark.parametrize("said", ["2单元602 她又薅我头发了", "2单元602 快来"])
@pytest.mark.parametrize("how", ["reply", "plain"])
async def test_words_after_still_dangerous_are_about_that(world: World, said: str, how: str) -> None:
    """Pressed for the violence, with gas reported since: what is said next, or in reply, its people alone read."""
    await _violence_again_during_gas(world)
    await world.says("孙大妈", said, answering="只告诉了" if how == "reply" else "")
    for one in ONLY:
        await world.sees(one, "🆘", "1号", said)
    await nobody_else_sees(world, "602")


@pytest.mark.parametrize("answering", ["", "马上转给"])
async def test_a_beating_during_gas_is_the_known_one(world: World, answering: str) -> None:
    """Violence is open and gas newer: words of a beating, in answer to the gas too, go to the violence and are no new
    report."""
    await called(world, BEATEN)
    await world.says("孙大妈", GAS)
    await world.says("孙大妈", "味儿越来越大")
    await world.says("孙大妈", "她又薅我头发了", answering=answering)
    for one in ONLY:
        await world.sees(one, "🆘", "1号", "薅我头发")
    await nobody_else_sees(world, "薅我头发")
    await world.sees_nothing_of("孙大妈", "报上去了，3号")


async def test_again_is_the_danger_that_is_open(world: World) -> None:
    """An older violence that was ended is not called again by a stronger smell."""
    await called(world, BEATEN)
    await world.press("张姐", "已解除")
    await called(world, GAS)
    await world.says("孙大妈", "没事了 是隔壁炖酸菜")
    told = len([one for one in await bot_says(world, "张姐") if "有人打人" in one and "🆘" in one])
    await world.says("孙大妈", "又来了 味儿更大了")
    await all_see(world, "🆘", "2号", "味儿更大了")
    assert len([one for one in await bot_says(world, "张姐") if "有人打人" in one and "🆘" in one]) == told


async def test_a_fight_again_is_not_the_lift(world: World) -> None:
    """A lift that was ended is not called by "they fight again": the open fight is, and its people alone read it."""
    await called(world, "电梯里困人了", "老郑")
    await world.press("张姐", "已解除")
    await called(world, "有人打架 打起来了", "老郑")
    await world.says("老郑", "又打起来了")
    for one in ONLY:
        await world.sees(one, "🆘", "2号", "又打起来了")
    await nobody_else_sees(world, "又打起来了")


async def test_again_after_another_report_is_that(world: World) -> None:
    """ "They begin again", right after the neighbour's noise was reported, calls nobody for yesterday's lift."""
    await called(world, "电梯里困人了", "老郑")
    await world.press("张姐", "误报")
    await world.says("老郑", "楼上半夜还在装修，吵得睡不着")
    await world.press("老郑", "报上去")
    told = len([one for one in await bot_says(world, "陈主任") if "🆘" in one])
    await world.says("老郑", "又开始了！！！")
    assert len([one for one in await bot_says(world, "陈主任") if "🆘" in one]) == told


async def test_despair_after_a_fight_is_its_own(world: World) -> None:
    """A false alarm about a fight is not what somebody means who has lost his wife: he reads the hotline."""
    await called(world, "有人打架 打起来了", "老郑")
    await world.press("张姐", "误报")
    await world.says("老郑", "老伴走了以后我也不想活了")
    await world.sees("老郑", "您肯说出来，太好了", "12356")


async def test_again_about_a_power_cut(world: World) -> None:
    """ "Is No. 2 mended?" about a power cut, answered with "off again", rings nobody for the fight."""
    await called(world, "有人打架 打起来了", "老郑")
    await world.press("张姐", "已解除")
    await world.says("老郑", "家里停电了")
    await world.press("老郑", "报上去")
    await world.says("老郑", "来电了")
    await world.sees("老郑", "是说2号好了吗")
    before = {one: len(await world.phone(one)) for one in ("刘哥", "陈主任")}
    await world.says("老郑", "没来 又停了 忽闪一下子")
    assert {one: len(await world.phone(one)) for one in before} == before
    await world.press("王师傅", "我来接")
    await world.sees("王师傅", "又停了")


async def test_what_could_be_either_stays_with_the_few(world: World) -> None:
    """Gas and violence are open: unclear words go to the violence's people, and to the others only by a press."""
    await called(world, GAS)
    await called(world, BEATEN)
    await world.says("孙大妈", "我在里屋呢 门锁着")
    for one in ONLY:
        await world.sees(one, "2号", "门锁着")
    await nobody_else_sees(world, "门锁着")
    await world.press("孙大妈", "让他们也知道")
    await all_see(world, "1号", "门锁着")


async def test_a_second_danger_has_its_own_advice(world: World) -> None:
    """Somebody falls while gas is open: 120 at once, and those who come read that it is both."""
    await called(world, GAS)
    await world.says("孙大妈", "老伴摔了 起不来了")
    assert "打 120" in "\n".join((await bot_says(world, "孙大妈"))[-2:])
    await all_see(world, "🆘", "1号", "老伴摔了", "有人受伤", "120")
    await world.says("孙大妈", "老伴还是起不来")
    assert "⚠️" not in (await bot_says(world, "孙大妈"))[-1]


async def test_gas_during_violence_calls_everybody(world: World) -> None:
    """Everybody is called for the gas and reads that alone; who beats whom stays with the few."""
    await called(world, BEATEN)
    await world.says("孙大妈", "厨房还有煤气味 他把阀门拧开了")
    told = await bot_says(world, "孙大妈")
    assert any("别开灯" in one and "119" in one for one in told[-4:])
    await all_see(world, "🆘 2号", "煤气味")
    for one in ONLY:
        await world.sees(one, "1号", "他把阀门拧开了")
    await nobody_else_sees(world, "打我", "阀门")


async def test_a_manhole_is_no_gas(world: World) -> None:
    """While gas is open, a missing lid elsewhere is a report of its own, of which it is asked whether anybody fell."""
    await called(world, GAS)
    before = {one: len(await world.phone(one)) for one in CALLED}
    await world.says("孙大妈", "1号楼门口有个井盖子没了 黑灯瞎火的别把人摔了")
    await world.press("孙大妈", "没有，没那么急")
    assert {one: len(await world.phone(one)) for one in CALLED} == before
    await world.sees("孙大妈", "您看看对不对", "井盖")


async def test_nobody_fell_is_a_no(world: World) -> None:
    """Asked whether anybody is in danger, "nobody fell, I am only afraid" is a no."""
    await world.says("孙大妈", "门口有人摔倒了")
    await world.says("孙大妈", "没有人摔 就是怕有人掉下去")
    await world.forward(minutes=3)
    await world.sees_nothing_of("陈主任", "🆘")


@pytest.mark.parametrize("said", ["是", "嗯呐"])
async def test_a_typed_yes_is_the_all_clear(world: World, said: str) -> None:
    """Hours later "is No. 1 over?" is answered "yes": those who were called read that, and no alarm."""
    await called(world, GAS)
    await world.forward(hours=3)
    await world.says("孙大妈", "好使了")
    await world.sees("孙大妈", "是说1号好了吗")
    alarms = {one: len([t for t in await bot_says(world, one) if "🆘" in t]) for one in CALLED}
    await world.says("孙大妈", said)
    for one in CALLED:
        await world.sees(one, "报事的人说没事了")
        assert len([t for t in await bot_says(world, one) if "🆘" in t]) == alarms[one]


async def test_the_gas_people_came(world: World) -> None:
    """ "They came and closed the valve" is an all-clear, and asks nothing."""
    await called(world, GAS)
    await world.says("孙大妈", "燃气的人来了 关阀了 没事了")
    await all_see(world, "报事的人说没事了", "关阀了")


async def test_a_typed_no_after_it_filed_itself(world: World) -> None:
    """The button "no" is still shown: "no" in words is the same, a stand-down and no alarm."""
    await world.says("孙大妈", GAS)
    await world.forward(seconds=61)
    alarms = {one: len([t for t in await bot_says(world, one) if "🆘" in t]) for one in CALLED}
    await world.says("孙大妈", "没有")
    for one in CALLED:
        await world.sees(one, "报事的人说没事了")
        assert len([t for t in await bot_says(world, one) if "🆘" in t]) == alarms[one]


async def test_thanks_ring_nobody(world: World) -> None:
    """Thanks to those who come are answered; no phone makes a sound."""
    await world.says("孙大妈", GAS)
    await world.forward(seconds=61)
    before = {one: len(await world.phone(one)) for one in CALLED}
    await world.says("孙大妈", "哎妈呀 可谢谢你们了")
    assert {one: len(await world.phone(one)) for one in CALLED} == before
    await world.sees("孙大妈", "不客气")


async def test_thanks_are_no_yes(world: World) -> None:
    """To "is anyone in danger?" thanks are neither: it is asked once more."""
    await world.says("孙大妈", "楼道着火了")
    await world.says("孙大妈", "谢谢")
    await world.sees_nothing_of("张姐", "🆘")
    await world.press("孙大妈", "没有，没那么急")
    await world.forward(minutes=3)
    await world.sees_nothing_of("张姐", "🆘")


async def test_phone_my_daughter_is_no_violence(world: World) -> None:
    """ "Nobody opens, phone my daughter" reaches whoever comes, with the flat and the number."""
    await world.says("孙大妈", "水管漏水了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("孙大妈", "2单元501我妈家没人给开门你打我闺女电话 13804321234")
    await world.sees_nothing_of("孙大妈", "有人有危险", "110")
    await world.sees("王师傅", "501", "13804321234")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("水管子爆了 电线都泡了 有电 不敢碰", True),
        ("屋里漏水 电线泡水里了", True),
        ("电箱冒火花", True),
        ("楼道开关漏电", True),
        ("水淹到插座了", True),
        ("网线泡水了 上不了网", False),
        ("水管子爆了 家里没有电", False),
        ("来电了 有电了", False),
    ],
)
async def test_water_and_current(world: World, said: str, asked: bool) -> None:
    """Where water and a wire meet it is asked at least whether anybody is in danger."""
    await world.says("孙大妈", said)
    assert any("有人有危险吗" in one for one in await bot_says(world, "孙大妈")) is asked


async def test_there_once_more(world: World) -> None:
    """ "I'm there" pressed again, or by a second one, sends the same to nobody twice."""
    await called(world, GAS)
    await world.press("李姐", "我到场了")
    await world.sees("孙大妈", "李姐到场了")
    before = {one: len(await world.phone(one)) for one in ("孙大妈", "李姐", "张姐")}
    await world.press("李姐", "我到场了")
    assert {one: len(await world.phone(one)) for one in before} == before
    await world.press("小孙", "我到场了", chat="staff")
    await world.sees("小孙", "🆘 1号", GAS)
    assert {one: len(await world.phone(one)) for one in before} == before


async def test_an_ended_danger_does_not_nag(world: World) -> None:
    """Ended by who is there: no "no word yet, sorry", no "not done after a day" to its reporter."""
    await called(world, GAS)
    await world.press("李姐", "我到场了")
    await world.press("李姐", "已解除")
    before = len(await world.phone("孙大妈"))
    await world.forward(hours=48)
    assert len(await world.phone("孙大妈")) == before, await world.screen("孙大妈")


async def test_an_ended_danger_that_nobody_has(world: World) -> None:
    """Ended by the community from afar: its reporter and its people read the same of who has it."""
    await called(world, GAS)
    await world.press("张姐", "已解除")
    await world.says("孙大妈", "1号")
    await world.sees_nothing_of("孙大妈", "值班的人接了")
    await world.sees("王师傅", "险情解除了", "还没人接")
    before = len(await world.phone("孙大妈"))
    await world.forward(hours=48)
    assert len(await world.phone("孙大妈")) == before, await world.screen("孙大妈")


@pytest.mark.parametrize(
    ("first", "more"),
    [
        ("家里着火了", "单元门打不开，从后窗户进"),
        (GAS, "门锁着呢，钥匙在隔壁301对门"),
        ("家里着火了", "防盗门打不开了，我们在北屋"),
        ("家里着火了", "电梯别坐，走楼梯上来5楼"),
        ("家里着火了", "楼道灯也不亮，看不见路"),
        ("家里着火了", "快点啊水管子没水"),
        (GAS, "小区大门口让车堵了，从东门进"),
    ],
)
async def test_what_is_said_in_a_danger_is_for_those_who_were_called(world: World, first: str, more: str) -> None:
    """Though it holds the word of a category, it goes to all of them at once, and is no report of its own."""
    await called(world, first)
    await world.says("孙大妈", more)
    await all_see(world, "🆘", "1号", more)
    await world.sees_nothing_of("孙大妈", "您看看对不对")
    await world.sees_nothing_of("孙大妈", "2号")


async def test_said_in_the_group_and_then_privately(world: World) -> None:
    """The danger was told in the group: what its reporter writes to the bot belongs to it."""
    await world.says("孙大妈", "/bao 3号楼前电线掉下来了", chat="residents")
    await world.press("李姐", "我到场了")
    await world.says("孙大妈", "就在2单元门洞口，别让孩子过去")
    await all_see(world, "🆘", "1号", "就在2单元门洞口")


@pytest.mark.parametrize("said", ["我妈摔倒起不来了，2单元501", "厨房煤气味特别大快来人"])
@pytest.mark.parametrize("button", ["再补一句", ""])
async def test_another_danger_than_the_matter(world: World, said: str, button: str) -> None:
    """A lamp is open: somebody who falls is a matter of its own, and the lamp's cards stay those of a lamp."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    if button:
        await world.press("孙大妈", button)
    await world.says("孙大妈", said)
    await world.press("孙大妈", "有，快来人")
    await all_see(world, "🆘 2号")
    for person, chat in (("李姐", "staff"), ("老郑", "residents")):
        card = [words(one) for one in await world.phone(person, chat=chat) if "楼道灯" in words(one)]
        assert card
        assert not any("🆘" in one or "⚠️" in one for one in card)


@pytest.mark.parametrize("calm", ["没事 是酸菜缸的味", "没有", ""])
async def test_despair_in_the_middle_of_a_draft_is_its_own(world: World, calm: str) -> None:
    """What somebody in despair says goes into no report that others read, begun or asked about."""
    await world.says("孙大妈", "屋里有煤气味")
    if calm:
        await world.says("孙大妈", calm)
    await world.says("孙大妈", "我不想活了")
    await world.sees("孙大妈", "12356")
    await world.says("孙大妈", "电梯又停了")
    await world.forward(minutes=4)
    await nobody_else_sees(world, "不想活")
    await world.sees("张姐", "🆘", "不想活")


@pytest.mark.parametrize(
    ("threat", "other"),
    [
        ("要是叫我堵着他，我拿刀捅了他", "自来水今儿就断流了，不是讲明儿才停吗"),
        ("气死我了，我非弄死他不可", "楼道灯坏了"),
    ],
)
async def test_a_threat_is_no_part_of_what_is_reported_next(world: World, threat: str, other: str) -> None:
    """Nobody is in danger, and it stays for a few; what is broken is a report of its own, without it."""
    await world.says("孙大妈", threat)
    await world.press("孙大妈", "没有，没那么急")
    await world.says("孙大妈", other)
    card = await world.sees("孙大妈", "您看看对不对", other)
    assert threat not in words(card)
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", "1号", other, chat="staff")
    await nobody_else_sees(world, threat)


async def test_what_was_broken_in_a_fight_stays_with_it(world: World) -> None:
    """Of whoever is threatened, or of what was smashed, no group reads, be it told of a door."""
    await world.says("孙大妈", "气死我了，我非弄死他不可")
    await world.press("孙大妈", "没有，没那么急")
    await world.says("孙大妈", "他把我家单元门踹坏了")
    await world.sees("孙大妈", "不进任何群", "弄死", "踹坏")
