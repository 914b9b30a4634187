"""Sentences that are so for whoever reads them: who can be told and by which button, what a number is, who may press,
and what a group can see."""

import pytest

from tests.stories.departments import with_departments
from tests.stories.test_emergency import switch_on
from tests.stories.test_over import drill_over
from tests.stories.test_promises import promised as promised
from tests.stories.test_registered_heard import planned, registered
from tests.stories.test_staff_home import _menu as menu_of
from tests.stories.test_utilities import supplied as supplied
from tests.stories.world import World, buttons, words


async def test_told_in_words_is_told(world: World) -> None:
    """ "说过了" in answer to what was to be passed on is the press; when the matter is over it is a thank-you."""
    await registered(world)
    await planned(world)
    await world.says("李姐", "说过了", answering="跟张大爷说一声")
    await world.sees("李姐", "✓ 1号记下了")
    await world.press("李姐", "看经过", on="1号")
    await world.sees("李姐", "当面告诉了居民")
    await world.sees_nothing_of("李姐", "我谁也没给")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("/dengji 巡查看见3号楼门口井盖没了", "您自己报的"),
        ("/dengji 有人打电话说3号楼门口井盖没了", "没留是谁"),
    ],
    ids=["patrol", "nobody-noted"],
)
async def test_where_nobody_can_be_told_nobody_is_to_be_told(world: World, told: str, says: str) -> None:
    """Of what she found herself, or of what nobody left a name for, no one is named who has to hear it, and no button
    that she has not."""
    await registered(world, told, "")
    await planned(world)
    message = await world.sees("李姐", "马上派人看", says)
    assert "经办人" not in words(message)
    assert "按“当面说了”" not in words(message) or "当面说了" in buttons(message)


@pytest.mark.parametrize(
    ("told", "source", "number"),
    [
        ("/dengji 3号楼门口井盖没了，张大爷 13912345678", "电话", ""),
        ("/dengji 12345工单 26112301234 3号楼门口井盖没了，13912345678", "12345工单", "26112301234"),
    ],
    ids=["phone", "order"],
)
async def test_a_phone_is_no_order_of_the_hotline(world: World, told: str, source: str, number: str) -> None:
    """12345 in the middle of a phone is no hotline, and a phone no number of an order."""
    await world.says("李姐", told)
    shown = await world.sees("李姐", "替人登记", source, number)
    assert "12345工单" in words(shown) or source == "电话"
    assert "139678" not in words(shown)


async def test_what_stands_in_the_group_is_said(world: World) -> None:
    """A complaint that was written into the group: its reporter reads that it stands there, and what to do."""
    await world.says("孙大妈", "/bao 物业王师傅态度特别差，张嘴就骂人", chat="residents")
    await world.sees("孙大妈", "您那条原话还在群里", "删了")


async def test_who_may_is_who_has_it(world: World) -> None:
    """A steward presses on a matter that somebody else has: he reads who has it, and not that he may have it at home
    too."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手", on="1号")
    card = await world.sees("李姐", "1号", chat="staff")
    data = next(
        one["callback_data"]
        for line in card["reply_markup"]["inline_keyboard"]
        for one in line
        if "跟居民说咋办" in one["text"]
    )
    await world.says("吴姐", "/help")
    said = await world.forges("吴姐", data.replace("s_plan", "s_note"))
    assert "您家也有这事" not in said
    assert "张姐" in said


async def test_an_officers_menu_has_what_he_may_use(world: World) -> None:
    """No duty of the week for whoever is on no rota."""
    await with_departments(world)
    await world.starts("小田")
    assert {"huoer", "chuishao"} <= set(await menu_of(world, "小田"))
    assert "zhiban" not in await menu_of(world, "小田")


async def test_a_companys_number_is_public(supplied: World) -> None:
    """Not for us: whose it is, with the number of the roster, on the card of the group too."""
    await supplied.says("孙大妈", "3号楼停水了")
    await supplied.press("孙大妈", "报上去")
    for label in ("更多", "不归这儿办", "归别的单位定", "供水公司"):
        await supplied.press("李姐", label, chat="staff", on="" if label != "更多" else "1号")
    await supplied.sees("老郑", "0432-0000204", chat="residents")
    await supplied.sees_nothing_of("老郑", "〔号码〕", chat="residents")
    await supplied.sees_nothing_of("李姐", "〔号码〕", chat="staff")


async def test_the_end_of_a_day_is_that_day(promised: World) -> None:
    """What is promised by Tuesday is on Tuesday in the list of what is open after a drill, not at nought on
    Wednesday."""
    await switch_on(promised, drill=True, says="演练：低洼楼栋转移")
    await drill_over(promised)
    shown = await promised.sees("李姐", "北极街道的演练结束了", "11月24日（周二） 前")
    assert "0:00" not in words(shown)


async def test_who_may_is_asked_of_nobody_who_found_it(world: World) -> None:
    """What a patrol found has no resident: when it is late nobody reads that the resident has said nothing more."""
    await registered(world, "/dengji 巡查看见3号楼门口井盖没了", "")
    await planned(world)
    await world.forward(minutes=31)
    await world.sees("张姐", "1号 井盖 · 到点没办好")
    await world.sees_nothing_of("张姐", "居民没再说话")
