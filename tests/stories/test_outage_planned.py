"""A planned outage: entered by a manager, told once to the residents' group, known to whoever reports it, and an
incident only if it is not back."""

import pytest

from tests.stories.town import RESIDENTS_CHAT, STAFF
from tests.stories.world import World, buttons, words


async def enter(world: World, where: str = "3、5号楼", when: str = "现在到下午6点") -> None:
    """张姐 enters that the water is off in buildings 3 and 5."""
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "停水")
    await world.says("张姐", where)
    await world.says("张姐", when)
    await world.press("张姐", "对，告诉大家")


async def test_a_planned_outage_is_shown_back_and_told_once(world: World) -> None:
    """What, where, from when to when; nothing is said before it is right, and then to the group alone."""
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "停水")
    await world.says("张姐", "99号楼")
    await world.sees("张姐", "没有这栋楼")
    await world.says("张姐", "3、5号楼")
    await world.says("张姐", "明天停")
    await world.sees("张姐", "从几点到几点")
    await world.says("张姐", "明天8点到6点")
    await world.sees("张姐", "停水 · 北苑小区3号楼、5号楼 · 明天 8:00 到 明天 18:00", "对吗")
    await world.sees_nothing_of("老郑", "计划停水", chat="residents")
    await world.press("张姐", "对，告诉大家")
    await world.sees("张姐", "告诉 1 个居民群")
    await world.sees("老郑", "📅 计划停水：北苑小区3号楼、5号楼", "11月22日 18:00", chat="residents")
    for one in ("孙大妈", "老郑", "Emma", "王师傅"):
        await world.sees_nothing_of(one, "计划停水")
    await world.says("李姐", "/tingshui")
    await world.sees_nothing_of("李姐", "停什么")


async def test_a_report_inside_is_known(world: World) -> None:
    """No press, nobody asked; a burst pipe is its own, and whoever means another goes on alone."""
    await enter(world)
    await world.says("孙大妈", "停水了，一滴都没有")
    message = await world.sees("孙大妈", "1号 记下了：停水是计划里的，到 18:00")
    assert "我家不是这回事" in buttons(message)
    await world.says("Emma", "no water in our building")
    await world.sees("Emma", "No. 2 is noted: No water is planned, until 18:00")
    await world.sees("李姐", "1号 停水", "计划内，到 18:00，没叫人", chat="staff")
    await world.sees_nothing_of("王师傅", "停水")
    await world.press("Emma", "Mine is another matter")
    await world.sees("王师傅", "2号 停水")
    await world.says("老郑", "水管爆了，往外呲水")
    await world.sees_nothing_of("老郑", "计划里的")


async def test_a_call_inside_is_known(world: World) -> None:
    """Whoever registers it, the first or a later one, reads until when it is planned."""
    await enter(world)
    for number in (1, 2):
        await world.says("李姐", "/dengji 3号楼停水了，张大爷打电话说的")
        await world.press("李姐", "报上去", on="替人登记")
        message = await world.sees("李姐", f"{number}号 记下了：停水是计划里的，到 18:00")
        assert buttons(message) == []


async def test_at_the_end_nothing_is_said(world: World) -> None:
    """It ends by itself, and no phone rings."""
    await enter(world)
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.forward(hours=15)
    await world.sees("李姐", "☑️ 1号 停水 · 计划内", chat="staff")
    await world.sees_nothing_of("王师傅", "停水")
    await world.sees_nothing_of("张姐", "没人接")


async def test_it_is_not_back(world: World) -> None:
    """Before the end the button only says until when; after it, one press makes it an incident, and people are asked;
    the next is added to it."""
    await enter(world)
    await world.says("孙大妈", "停水了，一滴都没有")
    assert "18:00" in await world.press("孙大妈", "过了点还没来")
    await world.forward(hours=9)
    await world.press("孙大妈", "过了点还没来")
    await world.sees("王师傅", "1号 停水")
    await world.sees("孙大妈", "1号 记下了：停水，10:00 起就知道了")
    await world.says("老郑", "怎么还没来水")
    await world.sees("老郑", "2号 记下了：停水", "已经有 2 户报了")


async def test_other_hours_and_taken_back(world: World) -> None:
    """The group and who reported hear until when; taken back, what was reported is a matter like any other."""
    await enter(world)
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "1：改时间")
    await world.says("张姐", "到晚上8点")
    await world.press("张姐", "对，告诉大家")
    await world.sees("孙大妈", "停水是计划里的，到 20:00")
    await world.sees("老郑", "停水改时间了", "20:00", chat="residents")
    await world.sees_nothing_of("老郑", "18:00", chat="residents")
    await world.says("张姐", "/tingshui")
    await take_back(world)
    await world.sees("老郑", "停水取消了", chat="residents")
    await world.sees_nothing_of("老郑", "20:00", chat="residents")
    await world.sees("王师傅", "1号 停水")
    await world.sees("孙大妈", "1号：停水不在计划里了", "从现在开始算", "已经去叫人了")
    await world.sees_nothing_of("老郑", "位邻居说", chat="residents")
    assert "第 1 位" in await world.press("老郑", "我家也是", chat="residents")
    await world.forward(seconds=20)
    await world.sees("老郑", "1 位邻居说“我家也是”", chat="residents")


@pytest.mark.parametrize("said", ["延到晚上八点", "推迟到20:00"])
async def test_a_new_end_alone(world: World, said: str) -> None:
    """ "延到晚上八点": the beginning stays, be it said to "from when to when?" or to what is shown back."""
    await enter(world, when="明天8点到18点")
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "1：改时间")
    await world.says("张姐", said)
    await world.sees("张姐", "明天 8:00 到 明天 20:00", "对吗")
    await world.says("张姐", "延到晚上九点")
    await world.sees("张姐", "明天 8:00 到 明天 21:00", "对吗")


async def test_a_whole_estate_has_its_name(world: World) -> None:
    """An estate that is named whole is written as its name, and not as a list of all its buildings."""
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "停水")
    await world.says("张姐", "北苑小区全小区")
    await world.says("张姐", "明天8点到18点")
    asked = await world.sees("张姐", "停水 · 北苑小区 · 明天 8:00", "对吗")
    assert "号楼" not in words(asked)


async def take_back(world: World, *, on: str = "计划停水停电", which: str = "1") -> None:
    """张姐, who is asked once whether it is so."""
    await world.press("张姐", f"{which}：取消", on=on)
    await world.sees_nothing_of("老郑", "停水取消了", chat="residents")
    await world.press("张姐", "取消", on="告诉大家")


async def test_a_home_that_is_off_by_another_stays_answered(world: World) -> None:
    """Two outages cover building 5. The longer one is taken back: who has none by the other waits for its end, and is
    told until when; the others count from now. Both of the other: it is one matter."""
    await enter(world, when="现在到晚上8点")
    await enter(world, where="5号楼", when="现在到下午6点")
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.says("Emma", "no water in our building")
    await world.sees("Emma", "No. 2 is noted: No water is planned, until 20:00")
    await world.says("张姐", "/tingshui")
    await take_back(world)
    await world.sees("孙大妈", "1号：停水不在计划里了")
    await world.sees("王师傅", "1号 停水")
    await world.sees("Emma", "No. 2 is noted: No water is planned, until 18:00")
    await world.sees_nothing_of("王师傅", "2号")
    await world.sees_nothing_of("Emma", "counts from now")
    await world.forward(hours=8, minutes=1)
    await world.press("Emma", "Time is over", on="until 18:00")
    await world.sees("王师傅", "2号 停水")


async def test_all_that_waits_goes_to_the_other(world: World) -> None:
    """Everybody who reported is off by the other: it stays one matter, nobody is asked."""
    await enter(world, when="现在到晚上8点")
    await enter(world, where="3号楼", when="现在到下午6点")
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.says("老郑", "停水了")
    await world.says("张姐", "/tingshui")
    await take_back(world)
    for one in ("孙大妈", "老郑"):
        await world.sees(one, "停水是计划里的，到 18:00")
    await world.sees_nothing_of("王师傅", "停水")


async def test_where_there_is_no_group_those_who_live_there_hear_it(world: World) -> None:
    """Told to those homes: privately, who has a home in the building; nobody else, and staff not at all."""
    await world.says("张姐", "/unbind", chat="residents")
    await world.press("张姐", "解绑", chat="residents", on="解绑吗")
    await enter(world)
    said = await world.sees("张姐", "没有群的楼，我私下告诉")
    assert "个居民群" not in words(said)
    await world.sees("孙大妈", "计划停水：北苑小区3号楼、5号楼")
    await world.sees("Emma", "Planned, No water")
    for one in ("王师傅", "李姐"):
        await world.sees_nothing_of(one, "计划停水")


async def test_a_group_it_did_not_reach_is_named(world: World) -> None:
    """Whoever said it hears that one group did not get it, and which; where all did, nothing more is said."""
    await enter(world)
    await world.forward(minutes=2)
    await world.sees_nothing_of("张姐", "没送到")
    body = {"user": world.bot["id"], "status": "restricted", "can_send_messages": False}
    path = f"/api/chats/{world.chats[RESIDENTS_CHAT]}/members"
    (await world.http.post(path, json=body | {"by": world.users[STAFF[0]]})).raise_for_status()
    await enter(world, when="明天8点到6点")
    await world.forward(minutes=2)
    await world.sees("张姐", "1 个没送到", "没送到的：")


async def test_works_on_a_danger_are_entered_and_a_cry_is_heard(world: World) -> None:
    """ "3号楼燃气泄漏抢修停气" is where; "5号楼着火了" is no place of an outage: it rings."""
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "停气")
    await world.says("张姐", "3号楼，燃气泄漏抢修停气")
    await world.sees("张姐", "3号楼", "从几点到几点")
    await world.says("张姐", "5号楼着火了")
    await world.sees("张姐", "119")


async def test_never_mind_under_an_older_question(world: World) -> None:
    """ "算了" under an outage that was begun before leaves the one that is asked about now."""
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "停水")
    await world.says("张姐", "3号楼")
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "停电")
    await world.says("张姐", "5号楼")
    await world.says("张姐", "明天8点到18点")
    await world.press("张姐", "算了", on="停水")
    await world.press("张姐", "对，告诉大家")
    await world.sees("孙大妈", "停电", "5号楼", chat="residents")


@pytest.mark.parametrize("said", ["明天停水吗", "今儿停不停水", "听说要停水 真的假的", "停水到几点啊"])
async def test_asked_whether_it_is_off(world: World, said: str) -> None:
    """ "Is the water off tomorrow?" is answered with what is planned at home, and nothing is filed."""
    await enter(world, when="明天8点到18点")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "停水 · 北苑小区3号楼、5号楼", "11月22日 8:00")
    await world.says("孙大妈", "明天停不停电")
    await world.sees("孙大妈", "北苑小区3号楼：没听说有计划的停电")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "您看看对不对", "还没报上去", "报上去了")
    await world.sees_nothing_of("李姐", "1号", chat="staff")


async def test_asked_of_another_building_or_by_staff(world: World) -> None:
    """Of the building that is named; by whoever has no home, of where his post is; in the group, of its area."""
    await enter(world, where="5号楼", when="明天8点到18点")
    await world.says("孙大妈", "明天停水不")
    await world.sees("孙大妈", "北苑小区3号楼：没听说有计划的停水")
    await world.says("孙大妈", "5号楼明天停水不")
    await world.sees("孙大妈", "停水 · 北苑小区5号楼")
    await world.says("张姐", "明天停水吗")
    await world.sees("张姐", "停水 · 北苑小区5号楼")
    await world.says("老郑", "/bao 明天停水吗", chat="residents")
    await world.sees("老郑", "停水 · 北苑小区5号楼", chat="residents")
    await world.sees_nothing_of("老郑", "记下了", chat="residents")


async def test_asked_while_it_is_reported(world: World) -> None:
    """Who reported it reads how it stands with it."""
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "停水到几点")
    await world.sees("孙大妈", "没听说有计划的停水")
    await world.sees("孙大妈", "1号 停水")


@pytest.mark.parametrize(
    ("said", "place", "hours"),
    [
        ("3、4号楼明天上午9点到11点停水 换阀门", "停水 · 北苑小区3号楼、4号楼", "明天 9:00 到 明天 11:00"),
        ("停电 3号楼到5号楼 11月23日8:00-18:00", "停电 · 北苑小区3号楼、4号楼、5号楼", "11月23日"),
        ("明天13点到15点30 北苑小区 停气检修", "停气 · 北苑小区", "明天 13:00 到 明天 15:30"),
    ],
)
async def test_all_of_it_said_with_the_command(world: World, said: str, place: str, hours: str) -> None:
    """What, where and when in one go: shown back at once, and the hours are no buildings."""
    await world.says("张姐", f"/tingshui {said}")
    await world.sees("张姐", place, hours, "对吗")


async def test_what_was_said_is_not_asked_again(world: World) -> None:
    """Only what is missing is asked for; the rest waits."""
    await world.says("张姐", "/tingshui 明天上午9点到11点，3号楼到5号楼，检修阀门")
    await world.press("张姐", "停水")
    await world.sees("张姐", "停水 · 北苑小区3号楼、4号楼、5号楼", "明天 9:00 到 明天 11:00", "对吗")
    await world.says("张姐", "/tingshui")
    await world.says("张姐", "明天下午2点到4点停电")
    await world.sees("张姐", "停电：哪儿停")
    await world.says("张姐", "9号楼没有 3号楼")
    await world.sees("张姐", "停电 · 北苑小区3号楼", "明天 14:00 到 明天 16:00", "对吗")
