"""The agenda of an area 议程: it fills by itself, each item opens with its decisions, and a page can be printed."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.stories.conftest import pages_at
from tests.stories.departments import GATE, with_departments
from tests.stories.test_board_page import browser, opened, words_of
from tests.stories.test_resident_followed import accepted, done_again
from tests.stories.test_wall_verdicts import code_on_the_wall
from tests.stories.world import TEN, World, buttons, words


@pytest.fixture
def more_config(port: int) -> str:
    """The bot serves the pages too; two neighbours are enough, the town has no more."""
    return pages_at(port) + "[limits]\nnot_yet_neighbours = 2\n"


@pytest.fixture
async def page(port: int) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of one's own."""
    async with browser(port) as client:
        yield client


async def handed_up(world: World, why: str = "没权管") -> None:
    """王师傅 has 孙大妈's matter, and hands it up to the community."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "交社区", chat="staff")
    await world.press("王师傅", why, chat="staff")


async def put_on(world: World, said: str) -> None:
    """老郑's matter, No. 2, is the grid head's; it climbs, and 张姐 puts it on the agenda by a press."""
    await world.says("老郑", said)
    await world.press("老郑", "报上去")
    await world.press("李姐", "我来接", chat="staff", on="2号")
    await world.forward(minutes=35)
    await world.press("张姐", "更多", on="2号")
    await world.press("张姐", "上联席会", on="2号")


async def opens_item(world: World, manager: str) -> None:
    """The first of the manager's agenda."""
    await world.says(manager, "/yicheng")
    await world.press(manager, "1", on="议程")


async def test_it_fills_by_itself(world: World, page: httpx.AsyncClient) -> None:
    """Handed up, or put on by a press: by weight, with why; each opens with its decisions. The page to print
    has no names and no doors, and is for whoever holds the meeting."""
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区：议程上没有事")
    await handed_up(world)
    await put_on(world, "3号楼2单元501门口楼道灯不亮，电话13843211234")
    await world.says("张姐", "/yicheng")
    listed = await world.sees("张姐", "北苑社区 议程：2 件", "交上来的，还没定：没权管", "提上来的")
    assert listed["text"].index("1 下水道堵塞") < listed["text"].index("2 楼道")
    assert {"1", "2"} <= set(buttons(listed))
    await world.press("张姐", "1", on="北苑社区 议程")
    await world.sees_buttons("张姐", "✅ 办：谁、咋办、几号前", "⏸ 先放放", "➖ 办不了", "⬆️ 交上去", on="为啥上会")

    await opened(world, "张姐", page)
    board = await page.get("/board")
    assert "/board/agenda" in board.text
    printed = words_of(await page.get("/board/agenda"))
    assert "联席会议议程 北苑社区" in printed
    assert "交上来的，还没定：没权管" in printed
    for hidden in ("王师傅", "李姐", "孙大妈", "老郑", "501", "13843211234"):
        assert hidden not in printed
    assert (await page.get("/board/agenda?area=bj-ny")).status_code == 403
    await opened(world, "李姐", page)  # a grid head has a board, and holds no meeting
    assert "/board/agenda" not in (await page.get("/board")).text
    assert (await page.get("/board/agenda")).status_code == 403

    await world.says("李姐", "/yicheng")
    await world.sees("李姐", "这个得社区、街道来")
    await world.says("孙大妈", "/yicheng")
    await world.sees_nothing_of("孙大妈", "议程：")


async def test_do_it(world: World) -> None:
    """Who, what, by when: the promise of whoever is named, told to the resident; he reads it with his card, it is on
    the timeline, and off the agenda; when its day is over it is on it again."""
    await handed_up(world)
    await opens_item(world, "张姐")
    await world.press("张姐", "✅ 办")
    await world.press("张姐", "李姐", on="谁来办")
    await world.says("张姐", "换三单元的主管道")
    await world.press("张姐", "3天内")
    await world.sees("张姐", "✓ 1号：网格长 李姐办，11月24日（周二）前")
    await world.sees("李姐", "社区 张姐定了，这件您来办", "换三单元的主管道")
    await world.sees("王师傅", "1号 下水道堵塞，社区 张姐定了", "网格长 李姐办")
    await world.sees("孙大妈", "1号社区定了", "换三单元的主管道", "11月24日（周二）前", "谁负责：网格长 李姐")
    await world.press("张姐", "‹ 议程")
    await world.sees("张姐", "北苑社区：议程上没有事")
    await world.sees("李姐", "🔵 1号", "处理办法：换三单元的主管道", chat="staff")
    await world.forward(to=TEN.replace(day=25, hour=9))
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "议程：1 件", "说好的日子过了：11月24日（周二）")


async def test_put_off(world: World) -> None:
    """The resident hears until when and why; until then nobody is rung; on that day it is on the agenda again, by
    itself, and whoever holds the meeting, whoever has it and the resident hear it. It is late only when that day is
    over without a decision: what was due before it was put off counts no longer."""
    await handed_up(world)
    await opens_item(world, "张姐")
    await world.press("张姐", "⏸ 先放放")
    await world.press("张姐", "3天内")
    await world.press("张姐", "钱还没到位")
    await world.sees("孙大妈", "1号社区定了，先放一放", "为啥：钱还没到位", "11月24日（周二）再议")
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区：议程上没有事")
    await world.sees("李姐", "⏳ 1号 下水道堵塞 · 先放到11月24日（周二）", "为啥：钱还没到位", chat="staff")
    await world.forward(to=TEN.replace(day=24, hour=8))
    for person in ("张姐", "刘哥", "陈主任", "杜督办"):
        await world.sees_nothing_of(person, "到点没办好", "拖了")
    await world.says("孙大妈", "我报的事")
    await world.sees("孙大妈", "先放到11月24日")
    await world.forward(to=TEN.replace(day=24, hour=9))
    for person in ("张姐", "王师傅"):
        await world.sees(person, "⏳ 1号 下水道堵塞，先放到今天的，又上社区的议程了：钱还没到位")
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "议程：1 件", "先放到11月24日（周二）：钱还没到位")
    await world.sees("孙大妈", "1号先放到今天的，社区 张姐今天再看看，定了就告诉您")
    await world.sees("李姐", "⏳ 1号 下水道堵塞 · 11月24日（周二）再议，又上议程了", "为啥：钱还没到位", chat="staff")
    await world.says("孙大妈", "我报的事")
    await world.sees("孙大妈", "11月24日（周二）再议，又上议程了")
    await world.says("张姐", "/board")
    await world.sees("张姐", "🔴 超时 0", "⏳ 又上议程 1", "⏳ 1 下水道堵塞")
    await world.forward(to=TEN.replace(day=25, hour=9))
    await world.says("张姐", "/board")
    await world.sees("张姐", "🔴 超时 1", "再议，又上议程了")
    await opens_item(world, "张姐")
    await world.sees("张姐", "🔴 1号 下水道堵塞 · 超时（放到11月24日（周二）再议，还没定）")
    await world.press("张姐", "⏸ 先放放")
    await world.press("张姐", "3天内")
    await world.press("张姐", "钱还没到位")
    await world.sees("李姐", "⏳ 1号 下水道堵塞 · 先放到11月28日（周六）", chat="staff")
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区：议程上没有事")


async def test_put_off_comes_again_for_everybody(world: World, page: httpx.AsyncClient) -> None:
    """On its day the residents' group, the neighbours who have it and the wall read that it is talked over again, and
    nobody that somebody is at it; decided, that stands there."""
    await world.says("孙大妈", "小区里路灯不亮，黑灯瞎火的")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.press("李姐", "我来接", chat="staff")
    await world.forward(minutes=35)
    await world.press("张姐", "更多", on="1号")
    await world.press("张姐", "上联席会", on="1号")
    await opens_item(world, "张姐")
    await world.press("张姐", "⏸ 先放放")
    await world.press("张姐", "3天内")
    await world.press("张姐", "钱还没到位")
    await world.forward(to=TEN.replace(day=24, hour=9))
    for person, chat in (("老郑", "residents"), ("老郑", "private")):
        told = await world.sees(person, "先放到11月24日（周二）的，又上议程了", chat=chat)
        assert "有人在办" not in words(told)
    wall = words_of(await page.get("/"))
    assert "又上议程了" in wall
    assert "正在办" not in wall
    await opens_item(world, "张姐")
    await world.press("张姐", "✅ 办")
    await world.press("张姐", "李姐", on="谁来办")
    await world.says("张姐", "换灯头")
    await world.press("张姐", "3天内")
    await world.sees("李姐", "🔵 1号", chat="staff")
    assert "又上议程" not in words_of(await page.get("/"))


async def test_put_off_owes_no_word_today(world: World) -> None:
    """At five the community reads what is without a word; what a meeting has put off was told, and is none of it."""
    await handed_up(world)
    await world.says("老郑", "楼道灯不亮")
    await world.press("老郑", "报上去")
    await world.press("李姐", "我来接", chat="staff", on="2号")
    await opens_item(world, "张姐")
    await world.press("张姐", "⏸ 先放放")
    await world.press("张姐", "3天内")
    await world.press("张姐", "钱还没到位")
    await world.forward(to=TEN.replace(hour=17))
    said = await world.sees("张姐", "今天报的 2 件：办好 0，说好日子 0，还差 1 件没给居民准信", "2 楼道灯")
    assert "下水道" not in words(said)


async def test_put_off_is_said_everywhere(world: World, page: httpx.AsyncClient) -> None:
    """On the board, in its count, on the wall and in the residents' group it is neither late nor being done, but put
    off, with the day; done before, it is done."""
    await world.says("孙大妈", "小区里路灯不亮，黑灯瞎火的")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.press("李姐", "我来接", chat="staff")
    await world.forward(minutes=35)
    await world.press("张姐", "更多", on="1号")
    await world.press("张姐", "上联席会", on="1号")
    await opens_item(world, "张姐")
    await world.press("张姐", "⏸ 先放放")
    await world.press("张姐", "3天内")
    await world.press("张姐", "钱还没到位")
    await world.sees("老郑", "先放到11月24日（周二），到时候再议", chat="residents")
    await world.says("张姐", "/board")
    await world.sees("张姐", "🔴 超时 0", "⏳ 先放放 1", "⏳ 1 路灯不亮", "先放到11月24日（周二）")
    await opened(world, "张姐", page)
    assert "⏳ 先放放 1" in words_of(await page.get("/board"))
    wall = words_of(await page.get("/"))
    assert "先放到11月24日（周二），到时候再议" in wall
    assert "正在办" not in wall
    await world.press("李姐", "办好了", chat="staff")
    await world.press("李姐", "已换新", chat="staff")
    await world.sees("李姐", "☑️ 1号", chat="staff")
    await world.forward(to=TEN.replace(day=24, hour=9))
    await world.sees_nothing_of("张姐", "先放到今天")
    await world.says("张姐", "/board")
    await world.sees_nothing_of("刘哥", "先放放")


async def test_cannot_be_done(world: World, page: httpx.AsyncClient) -> None:
    """Why, and what can be done instead: shown back, then told to the resident, the neighbours and on the wall; she may
    ask to look again."""
    await world.says("孙大妈", "小区里路灯不亮，黑灯瞎火的")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.press("李姐", "我来接", chat="staff")
    await world.forward(minutes=35)
    await world.press("张姐", "更多", on="1号")
    await world.press("张姐", "上联席会", on="1号")
    await opens_item(world, "张姐")
    await world.press("张姐", "➖ 办不了")
    await world.says("张姐", "消防通道边上不能立杆")
    await world.says("张姐", "没有")
    await world.sees("张姐", "说一样能做的，哪怕是一个电话")
    await world.says("张姐", "北门装两盏感应灯")
    shown = await world.sees("张姐", "1号办不了：消防通道边上不能立杆", "能做的：北门装两盏感应灯")
    assert shown["text"].count("北门装两盏感应灯") == 1
    await world.sees_nothing_of("孙大妈", "办不了")
    await world.press("张姐", "就这么说")
    told = "消防通道边上不能立杆", "能做的：北门装两盏感应灯"
    await world.sees("孙大妈", "1号社区定了，跟您说实话：办不了", *told)
    await world.sees("老郑", "办不了：消防通道边上不能立杆", told[1])
    await world.sees("老郑", "社区定了，办不了", *told, chat="residents")
    await world.sees("李姐", "➖ 1号", "办不了", *told, chat="staff")
    wall = words_of(await page.get("/"))
    assert told[0] in wall
    assert told[1] in wall
    await world.press("张姐", "‹ 议程")
    await world.says("孙大妈", "我报的事")
    await world.press("孙大妈", "看经过")
    for person in ("孙大妈", "老郑", "李姐", "张姐"):
        await world.sees_nothing_of(person, "联席会议议过", "联席会议定了", "联席会议上定")
    await world.press("孙大妈", "请社区再看看")
    await world.sees("孙大妈", "已经请街道再看看了：街道 陈主任")
    await world.sees("陈主任", "请您再看看")


async def test_two_who_decide_at_once(world: World) -> None:
    """Of two managers with the same item before them one wins, and the other is told what was decided."""
    await handed_up(world)
    for manager in ("张姐", "刘哥"):
        await opens_item(world, manager)
    await world.press("刘哥", "➖ 办不了")
    await world.press("张姐", "⏸ 先放放")
    await world.press("张姐", "3天内")
    await world.press("张姐", "钱还没到位")
    await world.says("刘哥", "管道在邻居家里")
    await world.says("刘哥", "装个止逆阀")
    assert "1号刚才社区 张姐已经定了。先放到11月24日：钱还没到位" in await world.press("刘哥", "就这么说")
    await world.sees_nothing_of("孙大妈", "办不了")


async def test_a_whistle_that_nobody_comes_to(world: World) -> None:
    """Whistled from the agenda it is decided; not reported in in time it is on it again, with who did not come."""
    await with_departments(world)
    await handed_up(world, "要部门")
    await opens_item(world, "张姐")
    await world.press("张姐", "🔔 吹哨", on="为啥上会")
    await world.press("张姐", GATE)
    await world.press("张姐", "🔔 吹哨", on="叫谁来")
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区：议程上没有事")
    await world.forward(minutes=31)
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "议程：1 件", "吹了哨没来：城管执法、派出所、市场监管所")


async def test_handed_up_once_more(world: World) -> None:
    """From the community's agenda to the subdistrict's, and back down with the reason."""
    await handed_up(world)
    await opens_item(world, "张姐")
    await world.press("张姐", "⬆️ 交上去")
    await world.press("张姐", "没钱")
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区：议程上没有事")
    await world.sees_buttons("陈主任", "上联席会", on="交上来")
    await world.says("陈主任", "/yicheng")
    await world.sees("陈主任", "北极街道 议程：1 件", "交上来的，还没定：没钱")
    await world.press("陈主任", "1", on="议程")
    newest = await world.sees("陈主任", "为啥上会")
    assert not [one for one in buttons(newest) if "交上去" in one]  # there is nothing above
    await world.press("陈主任", "下一级", on="为啥上会")
    await world.press("陈主任", "你们那儿能办")
    await world.says("陈主任", "/yicheng")
    await world.sees("陈主任", "北极街道：议程上没有事")


async def test_what_neighbours_say_is_not_done(world: World, port: int) -> None:
    """Enough of them put a result on the agenda; whoever looked opens it again, or it stays done; the reporter and
    whoever had it read what was found, and nobody reads which neighbours said so."""
    await accepted(world)
    await done_again(world)
    await world.press("孙大妈", "好了，满意")
    code = await code_on_the_wall(port)
    await world.starts("老郑", code)
    await world.press("老郑", "还没好")
    await world.starts("Emma", code)
    await world.press("Emma", "Not yet")
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区 议程：1 件", "2 位邻居说没弄好")
    await world.press("张姐", "1", on="议程")
    await world.sees_buttons("张姐", "👍 看过，好了", "🔁 重新打开", on="为啥上会")
    await world.press("张姐", "🔁 重新打开")
    await world.says("张姐", "三楼还在往上返水")
    await world.sees("王师傅", "邻居说没弄好，社区 张姐去看过：三楼还在往上返水")
    await world.sees("孙大妈", "1号邻居说还没好，去看过了", "三楼还在往上返水", "还是原来的号")
    await world.sees("李姐", "去看过，没弄好：三楼还在往上返水", chat="staff")
    for person in ("张姐", "王师傅", "孙大妈"):
        await world.sees_nothing_of(person, "老郑", "Emma")
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区：议程上没有事")


@pytest.mark.parametrize("how", ["typed", "pressed"])
async def test_never_mind_is_no_reason(world: World, how: str) -> None:
    """Asked in words why it cannot be done, "算了" drops it, as the button does: nobody is told anything. Why it was
    handed up is no decision."""
    await handed_up(world)
    await opens_item(world, "张姐")
    await world.sees_nothing_of("张姐", "上回定的")
    await world.press("张姐", "➖ 办不了")
    await world.sees_buttons("张姐", "算了", on="1号为啥办不了")
    if how == "typed":
        await world.says("张姐", "算了")
    else:
        await world.press("张姐", "算了", on="1号为啥办不了")
    await world.says("张姐", "现在能干啥")
    await world.sees_nothing_of("张姐", "能做的是啥", "就这么说")
    await world.sees_nothing_of("孙大妈", "办不了")


@pytest.mark.parametrize(
    ("said", "why"),
    [("这不归我们管", "不在我这片"), ("不是我们的活，那是水务局的", "不是我们的活，那是水务局的")],
)
@pytest.mark.parametrize("answering", ["", "这件您来办"])
async def test_sent_back_by_whoever_was_to_do_it(world: World, said: str, why: str, answering: str) -> None:
    """An officer to whom it was given says that it is not theirs: sent back with why to whoever decided, on the agenda
    again, and his until another has it. Nothing of it is only a note."""
    await with_departments(world)
    await handed_up(world)
    await opens_item(world, "张姐")
    await world.press("张姐", "✅ 办")
    await world.press("张姐", "郭队", on="谁来办")
    await world.says("张姐", "换三单元的主管道")
    await world.press("张姐", "3天内")
    await world.sees("郭队", "这件您来办", "换三单元的主管道")
    await world.sees_buttons("郭队", "退回", on="这件您来办")
    await world.says("郭队", said, answering=answering)
    if why not in said:
        await world.press("郭队", why)
    await world.sees("郭队", "1号退回去了")
    await world.sees("张姐", "1号", "郭队", "退回来了", why)
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "北苑社区 议程：1 件", "办的人退回来了", why)
    await world.sees_nothing_of("孙大妈", why)
    await world.press("张姐", "派给", on="退回来了")
    await world.press("张姐", "李师傅")
    await world.sees("李师傅", "1号")
