"""Tiers above the subdistrict, and handing up: what those above accept, hand back or put on their agenda."""

from datetime import UTC

import pytest

from casework.model.chats import Audience
from casework.settings import Settings
from tests.stories.district import DISTRICT, put_district
from tests.stories.test_agenda import handed_up, opens_item
from tests.stories.test_resident_followed import accepted
from tests.stories.world import TEN, World, buttons, words

STREET_CHAT, DISTRICT_CHAT = "北极街道工作群", "船营区工作群"


async def group(world: World, title: str, area: str, members: tuple[str, ...]) -> None:
    """A staff group of that area."""
    assert world.database is not None
    ids = [world.users[name] for name in members]
    chat = await world._post(
        "/api/chats", type="supergroup", title=title, members=ids, bots=[world.bot["id"]], owner=ids[0]
    )
    world.chats[title] = chat["id"]
    await world.settle()
    work = world.database.work(Settings())
    there = await work.area_by_code(area)
    assert there is not None
    await work.bind_chat(f"tg:{chat['id']}", None, there.id, Audience.STAFF, title, TEN.astimezone(UTC))
    await work.commit()


@pytest.fixture
async def district(world: World) -> World:
    """周科长 sits in the district's post; the subdistrict and the district have groups."""
    await put_district(world)
    await world.joins(DISTRICT, "p-zhou")
    await group(world, STREET_CHAT, "bj", ("陈主任", "马哥", "张姐"))
    await group(world, DISTRICT_CHAT, "cy", (DISTRICT, "陈主任"))
    return world


async def at_the_subdistrict(world: World) -> None:
    """Handed up by 王师傅, accepted by 张姐, and handed on."""
    await handed_up(world)
    await world.press("张姐", "收下", on="交上来了")
    await world.press("张姐", "交街道议", on="交上来了")
    await world.press("张姐", "要部门", on="卡在哪儿")


async def test_it_counts_when_those_above_accept(world: World) -> None:
    """The resident hears it at once; until it is accepted the clock asks as ever and the holder has it; of two who
    accept at once the second finds it accepted."""
    await handed_up(world)
    await world.sees("孙大妈", "1号交上去了，请上面定", "还是物业 王师傅管着")
    await world.sees("李姐", "物业 王师傅 交社区了，还没收下：没权管", chat="staff")
    await world.press("李姐", "收下", chat="staff")
    await world.sees("李姐", "还没收下", chat="staff")
    await world.forward(minutes=30)
    await world.sees("张姐", "1号 下水道堵塞", "到点没办好")
    await world.press("张姐", "收下", on="交上来了")
    await world.sees("李姐", "物业 王师傅 交上来的，收下了：没权管", "谁办：物业 王师傅", chat="staff")
    card = await world.sees("李姐", "1号 下水道堵塞", chat="staff")
    assert not [one for one in buttons(card) if "收下" in one]
    await world.press("张姐", "看经过")
    await world.sees("张姐", "社区 张姐 收下了交上来的")


async def test_handed_back_with_a_reason(world: World) -> None:
    """Not accepted: whoever handed it up and the resident hear why not, and everything is as before."""
    await handed_up(world)
    await world.press("张姐", "退回，说为啥", on="交上来了")
    await world.press("张姐", "你们那儿能办")
    await world.sees("王师傅", "社区 张姐交回来了：你们那儿能办")
    await world.sees("孙大妈", "1号上面看过了，说这儿能办", "物业 王师傅")
    await world.sees("李姐", "↩️ 社区 张姐 退回来了：你们那儿能办", chat="staff")
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区：议程上没有事")


async def test_handed_back_with_the_other_reason(world: World) -> None:
    """The resident reads what was said: to talk it over first is not that it can be settled here; what was written for
    staff stays with them."""
    await handed_up(world)
    await world.press("张姐", "退回，说为啥", on="交上来了")
    await world.press("张姐", "先跟他们商量")
    await world.sees("孙大妈", "1号上面看过了，让先商量商量", "物业 王师傅")
    await world.sees_nothing_of("孙大妈", "说这儿能办")


async def test_without_a_district_nothing_of_it_shows(world: World) -> None:
    """Neither a button nor a word; also where the roster has a district whose post nobody has claimed."""
    await put_district(world)
    await at_the_subdistrict(world)
    await world.press("陈主任", "收下", on="交上来了")
    card = await world.sees_buttons("陈主任", "退回，说为啥", "我来接手", on="交上来了")
    assert not [one for one in buttons(card) if "议" in one]
    await world.forward(hours=24)
    await world.sees("陈主任", "1号 下水道堵塞 · 拖了1天")
    for person in ("孙大妈", "王师傅", "张姐", "杜督办"):
        await world.sees_nothing_of(person, "区县", "船营区")


async def test_rung_4_goes_to_the_district(district: World) -> None:
    """After a day the district's phone rings, not the subdistrict's once more; the resident and the group read who was
    told; it stands on the district's board."""
    world = district
    await accepted(world)
    await world.forward(hours=24)
    asked = await world.sees(DISTRICT, "1号 下水道堵塞 · 拖了1天")
    await world.sees_buttons(DISTRICT, "我来接手", on="1号")
    assert asked["date"] == TEN.replace(day=22).timestamp()
    await world.sees("孙大妈", "1号过了1天还没弄好", "区县 周科长")
    await world.sees("李姐", "已告诉区县", chat="staff")
    rung = [one for one in await world.phone("陈主任") if one["date"] == TEN.replace(day=22).timestamp()]
    assert rung == []
    await world.says(DISTRICT, "/board")
    await world.sees(DISTRICT, "船营区：没完的 1 件", "下水道堵塞")


async def test_as_far_as_the_district(district: World) -> None:
    """Each level hands on what it was handed; the group above has a card of its own, on which it is accepted; the
    district decides in its own meeting, and what it decides the resident hears."""
    world = district
    await at_the_subdistrict(world)
    await world.sees("马哥", "1号 下水道堵塞", "社区 张姐 交街道了，还没收下：要部门", chat=STREET_CHAT)
    await world.press("张姐", "收下", chat=STREET_CHAT)
    await world.sees("马哥", "还没收下", chat=STREET_CHAT)
    await world.press("马哥", "收下", chat=STREET_CHAT)
    await world.sees("马哥", "社区 张姐 交上来的，收下了：要部门", chat=STREET_CHAT)
    await world.says("陈主任", "/yicheng")
    await world.press("陈主任", "1", on="议程")
    await world.press("陈主任", "⬆️ 交上去")
    await world.press("陈主任", "没钱")
    await world.sees(DISTRICT, "街道 陈主任", "交上来了", "没钱")
    await world.sees(DISTRICT, "街道 陈主任 交区县了，还没收下：没钱", chat=DISTRICT_CHAT)
    await world.press(DISTRICT, "上联席会", chat=DISTRICT_CHAT)
    await world.says(DISTRICT, "/yicheng")
    await world.sees(DISTRICT, "船营区 议程：1 件", "交上来的，还没定：没钱")
    await world.press(DISTRICT, "🪑 开会")
    sitting = await world.sees(DISTRICT, "🪑 会开着")  # of no neighbourhood: its parties attend no such meeting
    assert not [one for one in buttons(sitting) if "业委会" in one or "物业" in one]
    await opens_item(world, DISTRICT)
    await world.press(DISTRICT, "✅ 办")
    await world.press(DISTRICT, "物业 王师傅", on="谁来办")
    await world.says(DISTRICT, "区里出钱换主管道")
    await world.press(DISTRICT, "3天内")
    await world.sees("孙大妈", "1号联席会议定了", "区里出钱换主管道", "谁负责：物业 王师傅")
    await world.sees("王师傅", "联席会议定了，这件您来办（区县 周科长定的）")
    await world.sees("陈主任", "1号 下水道堵塞", "区县 周科长", "区里出钱换主管道")  # who handed it up
    card = await world.sees(DISTRICT, "1号 下水道堵塞", chat=DISTRICT_CHAT)
    assert "说好" in words(card)


async def test_an_appeal_goes_one_level_up(district: World) -> None:
    """What the subdistrict said cannot be done the district looks at again."""
    world = district
    await at_the_subdistrict(world)
    await world.says("陈主任", "/yicheng")
    await world.press("陈主任", "1", on="议程")
    await world.press("陈主任", "➖ 办不了")
    await world.says("陈主任", "地下挖不开")
    await world.says("陈主任", "装提升泵")
    await world.press("陈主任", "就这么说")
    await world.press("孙大妈", "请社区再看看")
    await world.sees("孙大妈", "已经请区县再看看了：区县 周科长")
    await world.sees(DISTRICT, "请您再看看")
