"""A call-out of volunteers 志愿响应链: one press asks them, circle by circle; who says nothing is never named."""

from datetime import datetime

import pytest
from sqlalchemy import delete

from casework.capabilities import Capability
from casework.model.people import Rank, Role
from storage.audit import Fault, audit
from storage.roster import PostEntry, Roster
from storage.tables import outbox
from tests.stories.test_capabilities import more_of, switches
from tests.stories.test_resident_followed import reported
from tests.stories.test_volunteers import volunteers
from tests.stories.world import TEN, ZONE, World, buttons

WHAT = "轮椅从三楼抬到楼下"
ROSTER = (("小钱", "p-qian", "bj-by-3"), ("小冯", "p-feng", "bj-by-4"), ("小韩", "p-han", "bj-ny-1"))
"""Volunteers of the roster: one of the grid, one of the community, one of the subdistrict."""


@pytest.fixture
async def street(world: World) -> World:
    """Volunteers are switched on; 老郑 has said that he is one, whom the community does not know yet."""
    await volunteers(world, "老郑")
    assert world.database is not None
    await switches(world, Capability.CALL_OUTS, on=True, code="bj")
    posts = [
        PostEntry(code=code, role=Role.VOLUNTEER, rank=Rank.PRIMARY, name=name, area=area)
        for name, code, area in ROSTER
    ]
    await Roster(world.database).put((), (), posts)
    for name, code, _ in ROSTER:
        await world.joins(name, code)
    return world


async def taken(world: World) -> None:
    """孙大妈 reports it, 李姐 has it."""
    await reported(world, "我妈要去医院，轮椅抬不下楼")
    await world.press("李姐", "我来接")


async def called(world: World, people: str = "2", until: str = "1小时内") -> None:
    """李姐 calls volunteers to it."""
    await taken(world)
    await more_of(world, "李姐")
    await world.press("李姐", "喊志愿者")
    await filled(world, people, until)


async def filled(world: World, people: str = "2", until: str = "1小时内") -> None:
    """The form, to its last press."""
    await world.says("李姐", WHAT + "，301孙大妈 13812345678")
    await world.press("李姐", people)
    await world.press("李姐", until)
    await world.press("李姐", "楼下门口")
    await world.sees("李姐", "志愿者会看到", "先私下问本网格 2 位志愿者")
    await world.press("李姐", "🙋 喊人")


async def test_from_a_matter_to_a_hand(street: World) -> None:
    """The grid's volunteers are asked privately, masked; two say yes and read of each other; where it is reads only
    whom the community knows; the resident reads who comes; whoever came is thanked, of the others nothing is said."""
    world = street
    await called(world)
    for who in ("老郑", "小钱"):
        asked = await world.sees(who, "要搭把手", WHAT, "要 2 人", "不方便就不用回")
        assert not any(one in asked["text"] for one in ("301", "孙大妈", "13812345678"))
    await world.sees_nothing_of("小冯", "搭把手")
    await world.press("小钱", "🙋 我去")
    await world.sees("小钱", "眼下就您一位", "还差 1 人", "📍 北苑小区3号楼，楼下门口")
    await world.sees_nothing_of("孙大妈", "小钱")
    await world.press("老郑", "🙋 我去")
    await world.sees("小钱", "一起去的：老郑")
    await world.sees("老郑", "一起去的：小钱", "社区说认识您了，我马上告诉您")
    await world.sees_nothing_of("老郑", "楼下门口")
    await world.sees("孙大妈", "1号：志愿者小钱、老郑来搭把手，11:00 前到")
    await world.press("张姐", "认识，没问题")
    await world.sees("老郑", "📍 北苑小区3号楼，楼下门口")
    await world.sees("李姐", "人够了", "来 2（要 2）")
    await world.forward(hours=1)
    await world.press("李姐", "记下谁来了")
    await world.press("李姐", "⬜ 小钱")
    await world.press("李姐", "就这些，谢谢他们")
    await world.sees("小钱", "谢谢您来搭手")
    await world.sees_nothing_of("老郑", "谢谢您来搭手", "没来")
    await world.sees("李姐", "✓ 来了，也谢过了：小钱")
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", "搭把手", WHAT, chat=chat)


async def test_circle_by_circle(street: World) -> None:
    """Every five minutes one circle wider, each person once; after the hour nobody more is asked, and the resident
    reads the truth."""
    world = street
    await called(world, people="5")
    await world.sees_nothing_of("小冯", "搭把手")
    await world.forward(minutes=5)
    await world.sees("小冯", "要搭把手")
    await world.sees_nothing_of("小韩", "搭把手")
    await world.forward(minutes=5)
    await world.sees("小韩", "要搭把手")
    assert sum("要搭把手" in one.get("text", "") for one in await world.phone("小钱")) == 1
    await world.press("小韩", "去不了")
    await world.sees("李姐", "问了 4 人：来 0（要 5），去不了 1，没回 3，没送到 0")
    await world.forward(minutes=50)
    await world.sees("孙大妈", "1号：志愿者这会儿没人能来")
    await world.sees("李姐", "不再问了")
    assert not buttons(await world.sees("小钱", "要搭把手"))
    for who in ("小钱", "小冯", "李姐"):
        await world.sees_nothing_of(who, "没来", "没回：")


async def test_called_off(street: World) -> None:
    """Everybody who said yes reads it as a new message, whoever was asked sees it where it stands, and a button of it
    does nothing any more."""
    world = street
    await called(world)
    await world.press("小钱", "🙋 我去")
    await world.press("老郑", "🙋 我去")
    before = (await world.phone("小钱"))[-1]
    await world.press("李姐", "不用来了")
    await world.sees("李姐", "答应来的 2 人会收到通知")
    await world.press("李姐", "是，不用来了")
    for who in ("小钱", "老郑"):
        await world.sees(who, "不用去了", WHAT)
    await world.sees("小钱", "不用去了", since=before)
    await world.sees("孙大妈", "1号：志愿者不来了")
    assert world.database is not None
    assert (await audit(world.database, await world.now(), TEN)).counts[Fault.UNTOLD] == 0
    await world.database.write(lambda one: one.execute(delete(outbox).where(outbox.c.kind == "call_team")))
    assert (await audit(world.database, await world.now(), TEN)).counts[Fault.UNTOLD] == 2
    await world.forward(hours=3)
    await world.sees_nothing_of("小冯", "搭把手")


async def test_one_cannot_after_all(street: World) -> None:
    """It asks again, the other reads that one is missing, the resident that it has changed; the same press twice is
    one."""
    world = street
    await called(world)
    await world.press("小钱", "🙋 我去")
    await world.press("老郑", "🙋 我去")
    await world.sees("孙大妈", "志愿者小钱、老郑来搭把手")
    await world.press("老郑", "去不了了")
    await world.sees("小钱", "眼下就您一位", "还差 1 人")
    await world.sees("孙大妈", "1号：有变化，现在来的是小钱")
    await world.forward(minutes=5)
    await world.press("小冯", "🙋 我去")
    await world.sees("孙大妈", "1号：有变化，现在来的是小钱、小冯")
    await world.sees("李姐", "人够了")


async def test_nobody_is_asked_at_night(street: World) -> None:
    """From eight in the evening on the preview says when they are asked, and they are asked then."""
    world = street
    await taken(world)
    await world.forward(to=datetime(2026, 11, 21, 21, 0, tzinfo=ZONE))
    await more_of(world, "李姐")
    await world.press("李姐", "喊志愿者")
    await world.says("李姐", WHAT)
    await world.press("李姐", "2")
    await world.press("李姐", "自己写")
    await world.says("李姐", "明天上午9点")
    await world.press("李姐", "楼下门口")
    await world.sees("李姐", "现在是夜里")
    await world.press("李姐", "🙋 喊人")
    await world.forward(hours=2)
    await world.sees_nothing_of("小钱", "搭把手")
    await world.forward(to=datetime(2026, 11, 22, 8, 1, tzinfo=ZONE))
    await world.sees("小钱", "要搭把手", "9:00 前")


async def test_called_in_words(street: World) -> None:
    """ "喊志愿者" of whoever has it is the key."""
    world = street
    await taken(world)
    await world.says("李姐", "1号喊几个志愿者来")
    await filled(world)
    await world.sees("小钱", "要搭把手")


async def test_where_it_is_off(world: World) -> None:
    """No key under the card."""
    await taken(world)
    assert not [one for one in await more_of(world, "李姐") if "志愿者" in one]


async def test_the_matter_is_done(street: World) -> None:
    """Before its hour: whoever said yes need not come; asked is nobody any more."""
    world = street
    await called(world)
    await world.press("小钱", "🙋 我去")
    await world.press("李姐", "办好了", on="1号")
    await world.press("李姐", "自己写")
    await world.says("李姐", "邻居帮着抬下来了")
    await world.sees("小钱", "事情已经办好了")
    await world.forward(minutes=10)
    await world.sees_nothing_of("小冯", "搭把手")


async def test_a_volunteer_leaves_meanwhile(street: World) -> None:
    """Whoever is none any more does not come: the others, the resident and whoever called read so."""
    world = street
    await called(world)
    await world.press("小钱", "🙋 我去")
    await world.press("老郑", "🙋 我去")
    await world.says("老郑", "/zhiyuan")
    await world.press("老郑", "不当志愿者了")
    await world.sees("小钱", "眼下就您一位")
    await world.sees("孙大妈", "1号：有变化，现在来的是小钱")
    await world.sees("李姐", "来 1（要 2）")


async def test_the_matter_is_not_for_us(street: World) -> None:
    """Its reporter takes it back, or it cannot be done: whoever said yes hears that nobody need come. /help says how to
    be one, and how to call them."""
    world = street
    await called(world)
    await world.press("小钱", "🙋 我去")
    await world.press("李姐", "更多", on="1号")
    await world.says("孙大妈", "1号撤回")
    await world.press("孙大妈", "撤回")
    await world.sees("小钱", "不用去了", WHAT)
    await world.says("孙大妈", "/help")
    await world.sees("孙大妈", "/zhiyuan")
    await world.says("李姐", "/help")
    await world.sees("李姐", "喊志愿者")


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("3号楼门口摆摊占道", "上联席会"),
        ("3号楼门口被人装了地锁", "上联席会"),
        ("3号楼楼道里贴满小广告", "喊志愿者"),
        ("3号楼楼道灯不亮", "今天办不完"),
    ],
    ids=["vendors", "ground_lock", "small_ads", "lamp"],
)
async def test_who_usually_handles_it_comes_first(street: World, said: str, first: str) -> None:
    """Under "more" what needs several has the meeting first, a household's own life the volunteers, what the steward
    does neither: the category proposes, whoever decides finds the rest beside it."""
    await reported(street, said)
    await street.press("张姐", "我来接", chat="staff")
    await street.press("张姐", "更多", chat="staff")
    more = buttons(await street.sees("张姐", "1号", chat="staff"))
    assert more[0] == first
    assert "喊志愿者" in more
