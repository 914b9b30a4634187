"""Going live: a community has its capabilities one by one; what is off shows no button and is answered kindly."""

from casework.capabilities import Capability
from casework.neighbourhood.switching import Switch, switch
from casework.settings import Settings
from tests.stories.departments import CITY_CHAT, GATE, whistled, with_departments
from tests.stories.world import World, buttons, words


async def switches(world: World, *which: Capability, on: bool, code: str = "bj-by") -> None:
    """As the command line does."""
    assert world.database is not None
    work = world.database.work(Settings())
    area = await work.area_by_code(code)
    assert area is not None
    for one in which:
        await switch(Switch(at=await world.now(), area_id=area.id, capability=one, on=on), work)
    await work.commit()
    await world.bot_stops()
    await world.bot_starts()


async def more_of(world: World, person: str) -> set[str]:
    """All buttons under "more" of the newest message that has it."""
    await world.press(person, "更多")
    found: set[str] = set()
    for _ in range(5):
        shown = set(buttons((await world.phone(person))[-1])) | {
            label for one in (await world.phone(person))[-4:] for label in buttons(one)
        }
        if "还有…" not in shown or shown <= found:
            return found | shown
        found |= shown
        await world.press(person, "还有…")
    return found


async def test_a_community_begins_without_whistles(world: World) -> None:
    """No button under the card, /chuishao says that it is not switched on; one press of its manager, and it is there.
    Off again, what was whistled goes on to its end."""
    await with_departments(world)
    await switches(world, Capability.WHISTLES, on=False)
    await world.says("孙大妈", "校门口全是摆摊的，接孩子过不去")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手")
    assert "吹哨" not in await more_of(world, "张姐")
    await world.says("张姐", "/chuishao")
    await world.sees("张姐", "“吹哨报到”这儿还没开通", "/gongneng")

    await world.says("张姐", "/gongneng")
    await world.sees("张姐", "北苑社区：开通了哪些", "⬜ 吹哨报到", "✅ 联席会议", "⬜ 一周回音壁")
    await world.press("张姐", "⬜ 吹哨报到")
    await world.sees_buttons("张姐", "✅ 吹哨报到")
    await world.press("张姐", "‹ 返回")
    await world.press("张姐", "更多", on="谁办：社区 张姐")
    await whistled(world, on="谁办：社区 张姐")
    await world.sees("小田", "吹哨1号", chat=CITY_CHAT)

    await world.press("张姐", "✅ 吹哨报到")
    await world.press("小田", "我们到了", chat=CITY_CHAT)
    await world.sees("孙大妈", "城管执法来人了")
    await world.says("张姐", "/chuishao")
    assert "🔔 吹哨" not in buttons(await world.sees("张姐", "没办完的吹哨"))


async def test_switched_off_while_it_was_asked(world: World) -> None:
    """Whoever chose where and what before it was switched off reads so at the last press, and nobody is called."""
    await with_departments(world)
    await world.says("张姐", "/chuishao")
    await world.press("张姐", "🔔 吹哨")
    await world.says("张姐", "第九小学门口")
    await world.press("张姐", GATE)
    await switches(world, Capability.WHISTLES, on=False)
    assert "“吹哨报到”这儿还没开通" in await world.press("张姐", "🔔 吹哨", on="叫谁来")
    await world.sees_nothing_of("小田", "吹哨1号", chat=CITY_CHAT)


async def test_without_my_home_too(world: World) -> None:
    """The public card has no such button, one that still stands is answered kindly, and the next report is a matter of
    its own without a question."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.sees_buttons("老郑", "我家也是", chat="residents")
    await switches(world, Capability.ME_TOO, on=False)
    assert "“我家也是”这儿还没开通" in await world.press("老郑", "我家也是", chat="residents")
    await world.press("王师傅", "我来接", chat="staff")
    assert not buttons(await world.sees("老郑", "有人在办", chat="residents"))
    await world.says("老郑", "楼道灯还是不亮")
    await world.sees_nothing_of("老郑", "是这件吗")
    await world.press("老郑", "报上去")
    await world.sees("老郑", "报上去了，2号")


async def test_without_joint_meetings(world: World) -> None:
    """/yicheng is answered kindly, nothing is put on an agenda, and on the day of the meeting nobody hears of one."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手")
    await world.press("张姐", "更多")
    await world.press("张姐", "上联席会")
    await switches(world, Capability.MEETINGS, on=False)
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "“联席会议”这儿还没开通")
    assert "上联席会" not in await more_of(world, "张姐")
    await world.forward(hours=24 * 5)
    await world.sees_nothing_of("张姐", "开联席会")


async def test_commands_that_are_off(world: World) -> None:
    """Planned outages, many at once and the emergency switch say so, each by its name; in the next community, and for
    what is on, all is as before."""
    off = (Capability.OUTAGES, Capability.MANY_AT_ONCE, Capability.CONSULTING)
    await switches(world, *off, on=False)
    await switches(world, Capability.EMERGENCY, on=False, code="bj")
    for person, command, name in (
        ("张姐", "/tingshui", "计划停水停电"),
        ("张姐", "/kentan", "一次多条"),
        ("陈主任", "/yingji", "平急转换"),
    ):
        await world.says(person, command)
        await world.sees(person, f"“{name}”这儿还没开通")
    await world.says("张姐", "/dengji")
    assert "一次登记好几条" not in await world.screen("张姐")
    await world.says("陈主任", "/tingshui")
    assert "“计划停水停电”这儿还没开通" not in words((await world.phone("陈主任"))[-1])


async def test_nobody_switches_what_is_not_theirs(world: World) -> None:
    """A grid head has no such list; the emergency switch is the subdistrict's, also by a forged press."""
    await world.says("李姐", "/gongneng")
    await world.sees("李姐", "这个得社区、街道来")
    await world.says("张姐", "/gongneng")
    listed = await world.sees("张姐", "开通了哪些")
    assert not any("平急转换" in one for one in buttons(listed))
    data = listed["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert "这个得街道来" in await world.forges("张姐", data.replace("!whistles", "!emergency"))
    assert "这个得社区、街道来" in await world.forges("李姐", data)
    await world.says("陈主任", "/gongneng")
    await world.press("陈主任", "北苑社区", on="看哪儿")
    await world.sees_buttons("陈主任", "✅ 平急转换", "‹ 换个地方")


async def test_without_reading_along(world: World) -> None:
    """A group that was read along is not any more, and whoever may switch it reads why there is no button."""
    await _becomes(world, "administrator")
    await world.says("张姐", "/tingting", chat="residents")
    await world.press("张姐", "在群里听着", chat="residents")
    await switches(world, Capability.READING_ALONG, on=False)
    await world.says("孙大妈", "3号楼单元门坏了，关不上，冷风呼呼往里灌", chat="residents")
    await world.sees_nothing_of("孙大妈", "报上去吗", chat="residents")
    await world.says("张姐", "/tingting", chat="residents")
    about = await world.sees("张姐", "只认 /bao", "“群里旁听”这儿还没开通", chat="residents")
    assert not buttons(about)


async def _becomes(world: World, status: str) -> None:
    path = f"/api/chats/{world.chats['北苑小区邻里群']}/members"
    body = {"user": world.bot["id"], "status": status, "by": world.users["王师傅"]}
    (await world.http.post(path, json=body)).raise_for_status()
    await world.settle()


async def test_many_that_stay_apart(world: World) -> None:
    """Where many reports are not put together by themselves, each is a matter of its own with its own card."""
    await switches(world, Capability.INCIDENTS, Capability.ME_TOO, on=False)
    for number, (person, said, report) in enumerate(
        (("孙大妈", "停水了", "报上去"), ("老郑", "家里没水", "报上去"), ("Emma", "no water here", "Report it")), 1
    ):
        await world.says(person, said)
        await world.press(person, report)
        await world.sees("李姐", f"{number}号 停水 · 等人接", chat="staff")
