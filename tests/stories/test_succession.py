"""Who has what a seat held: the successor by a link, the deputy of one who left; what a department that nobody holds
reads; and what is given back from a department."""

import pytest

from tests.stories.departments import whistled, with_departments
from tests.stories.test_seats import link_to
from tests.stories.test_whistles import VENDORS
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World, words

LEAK = "厨房下水返水，堵两天了"
LAMP = "楼道灯不亮了"


async def _files(world: World, person: str, text: str) -> None:
    await world.says(person, text)
    await world.press(person, "报上去")


async def test_the_successor_has_what_the_seat_held(world: World) -> None:
    """The seat is handed over by its link: what was held, asked and given is the successor's; the deputy has nothing
    of it, and no resident reads that somebody took it."""
    await _files(world, "孙大妈", LEAK)
    await world.press("王师傅", "我来接", on="1号")
    await _files(world, "老郑", LAMP)
    await world.starts("小周", await link_to(world, "王师傅"))
    before = await world.phone("李师傅")
    residents = {name: await world.phone(name) for name in ("孙大妈", "老郑")}
    await world.press("王师傅", "交给这位")
    await world.sees("小周", "欢迎。您现在是：物业 王师傅")
    await world.sees("小周", "您接的岗位上有这件事，现在归您", "1号")
    await world.sees_buttons("小周", "我来接", on="2号")
    await world.says("小周", "/huoer")
    await world.sees("小周", "1号", "归您")
    assert len(await world.phone("李师傅")) == len(before)
    for name, seen in residents.items():
        assert len(await world.phone(name)) == len(seen), await world.screen(name)
    await world.press("小周", "办好了", on="1号")
    await world.press("小周", "已疏通")
    await world.sees("孙大妈", "1号办好了")


async def test_what_was_given_to_the_seat_waits_for_the_successor(world: World) -> None:
    """Given to the seat and not taken yet: the successor takes it."""
    await _files(world, "孙大妈", LEAK)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("张姐", "1号派给王师傅")
    await world.starts("小周", await link_to(world, "王师傅"))
    await world.press("王师傅", "交给这位")
    await world.press("小周", "我们接", on="派给您的")
    await world.sees("孙大妈", "1号有人接了", "物业 王师傅")


async def test_another_name_is_no_acceptance(world: World) -> None:
    """Who held it left: the resident reads who is responsible now, not that somebody took it."""
    await _files(world, "孙大妈", LEAK)
    await world.press("王师傅", "我来接", on="1号")
    taken = await world.sees("孙大妈", "1号有人接了", "王师傅")
    await world.says("王师傅", "/tuichu")
    await world.press("王师傅", "退出：")
    await world.sees("李师傅", "王师傅退出了岗位，这件事归您了", "1号")
    told = await world.sees("孙大妈", "1号换人了", "现在归物业 李师傅管", since=taken)
    assert "有人接" not in words(told)


async def test_an_officers_seat_stays_in_his_department(world: World) -> None:
    """By the link to the newcomer; left, to a colleague of the same department, else back to the community; never to
    another department."""
    await with_departments(world)
    await _files(world, "孙大妈", VENDORS)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("张姐", "1号派给郭队")
    await world.press("郭队", "我们接", on="派给您的")
    await world.starts("小周", await link_to(world, "郭队"))
    await world.press("郭队", "交给这位")
    await world.sees("小周", "您接的岗位上有这件事，现在归您", "1号")
    await world.says("小周", "/tuichu")
    await world.press("小周", "退出：")
    await world.sees("小田", "退出了岗位，这件事归您了", "1号")
    await world.says("小田", "/tuichu")
    await world.press("小田", "退出：")
    await world.sees("张姐", "退出了岗位，这件事归您了", "1号")
    for name in ("周警官", "钱所长", "小冯"):
        await world.sees_nothing_of(name, "1号")


async def test_given_back_from_a_department(world: World) -> None:
    """It goes to whoever gave it, who takes it; until then it stays with the department, which reads so, and reads
    nothing of its own act."""
    await with_departments(world)
    await _files(world, "孙大妈", VENDORS)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("张姐", "1号派给周警官")
    await world.press("周警官", "我们接", on="派给您的")
    await world.press("周警官", "更多", on="归您")
    await world.press("周警官", "还有…")
    await world.press("周警官", "退回，不归我们")
    await world.sees_buttons("周警官", "不归我管", on="1号为啥")
    await world.says("周警官", "占道归城管")
    await world.sees("周警官", "1号已经问社区 张姐了", "对方接了您才卸担子")
    await world.sees_nothing_of("周警官", "交回去了", "部门 周警官交回来了")
    await world.sees("张姐", "部门 周警官交回来了：占道归城管")
    await world.press("张姐", "我来接手", on="交回来了")
    await world.sees("张姐", "✓ 归您了", "谁办：社区 张姐")
    await world.says("周警官", "/huoer")
    await world.sees("周警官", "您手上没有没完的活儿")


@pytest.fixture
async def called(gate: World) -> World:
    """市场监管所 has no group: its two officers are called to the school gate."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    return gate


async def _leaves(world: World, person: str) -> None:
    await world.says(person, "/tuichu")
    await world.press(person, "退出：")


async def test_a_department_that_everybody_left(called: World) -> None:
    """The last officer leaves with a whistle pending: he read that it hangs on him, whoever whistled hears it, a word
    to them says that it reached nobody, and one press calls them off."""
    await called.says("小冯", "/tuichu")
    await called.sees("小冯", "手上 0 件", "1 个吹哨等着")
    await called.press("小冯", "退出：")
    await called.sees_nothing_of("张姐", "市场监管所收不到消息")
    await _leaves(called, "钱所长")
    await called.sees("张姐", "吹哨1号", "市场监管所收不到消息")
    await called.sees("陈主任", "吹哨1号", "市场监管所收不到消息")
    await called.says("张姐", "市场所咋还不来", answering="收不到消息")
    await called.sees("张姐", "这句记下了，可市场监管所现在没人收得到")
    await called.sees_nothing_of("张姐", "✓ 转过去了")
    await called.press("张姐", "不用来：市场监管所", on="🔔 吹哨1号")
    await called.press("张姐", "不用来：市场监管所", on="市场监管所不用来了？")
    await called.sees("张姐", "市场监管所：撤销吹哨了")


async def test_the_next_officer_has_the_whistle(called: World) -> None:
    """Whoever takes the seat of an officer by its link has the card of what his department is called for."""
    await called.starts("小周", await link_to(called, "钱所长"))
    await called.press("钱所长", "交给这位")
    await called.press("小周", "我们到了", on="吹哨1号")
    await called.sees("张姐", "市场监管所：10:05 到")
