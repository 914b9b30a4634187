"""Staff among themselves, without an answer to any card: the meeting, what was not done after all, a danger whose card
stands elsewhere."""

from datetime import UTC

import pytest

from casework.model.chats import Audience
from casework.settings import Settings
from tests.stories.test_agenda import handed_up
from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import accepted, reported, resolved
from tests.stories.test_scene import called as in_danger
from tests.stories.world import TEN, World, words


@pytest.mark.parametrize("said", ["这个上会吧", "这事上会商量吧", "这个提到会上议一议"])
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_to_the_meeting(world: World, said: str, chat: str) -> None:
    """ "Let's have the meeting decide" of whoever may, of the one that stands: it is on the agenda."""
    await world.hears_all()
    await accepted(world)
    await world.says("张姐", said, chat=chat)
    await world.sees("张姐", "1号上了北苑社区的议程", chat=chat)


async def test_whoever_has_it_hands_it_up(world: World) -> None:
    """Who may put nothing on the agenda, and has it, is asked why it goes up."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "这个上会吧", chat="staff")
    await world.sees("王师傅", "1号卡在哪儿", chat="staff")


@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_what_the_meeting_decided(world: World, chat: str) -> None:
    """ "会上定了：物业出钱 街道补一半" about the one that is on the agenda: who does it, and by when."""
    await world.hears_all()
    await handed_up(world)
    await world.says("张姐", "会上定了：物业出钱 街道补一半", chat=chat)
    await world.press("张姐", "王师傅", chat=chat, on="1号谁来办")
    await world.press("张姐", "3天内", chat=chat)
    await world.sees("孙大妈", "1号社区定了", "物业出钱 街道补一半")


@pytest.mark.parametrize("said", ["下次再议", "下次会上再议吧", "改天再议"])
async def test_not_this_time(world: World, said: str) -> None:
    """ "Next time": asked until when, of whoever decides."""
    await world.hears_all()
    await handed_up(world)
    await world.says("张姐", said, chat="staff")
    await world.sees("张姐", "1号", "哪天", chat="staff")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("张姐", "这个会议室几点开会"),
        ("张姐", "定了 中午吃面"),
        ("张姐", "会上说的啥"),
        ("李姐", "会上定了：物业出钱 街道补一半"),
        ("李姐", "下次再议"),
        ("张姐", "上会的材料准备好了吗"),
    ],
)
async def test_talk_of_meetings(world: World, who: str, said: str) -> None:
    """Talk, and what whoever says it may not decide, is left alone."""
    await world.hears_all()
    await handed_up(world)
    await world.says(who, said, chat="staff")
    assert words((await world.phone(who, chat="staff"))[-1]) == said
    assert said not in await stored(world)


@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_wrong_a_moment_ago(world: World, chat: str) -> None:
    """ "点错了，还没通呢" of whoever said "done", a moment ago: the way back is one press."""
    await world.hears_all()
    await resolved(world)
    await world.says("王师傅", "点错了，还没通呢", chat=chat)
    await world.press("王师傅", "写错了，接着办", chat=chat, on="点错了")
    await world.sees("孙大妈", "1号还没弄好，刚才是点错了")
    await world.sees("李姐", "1号 下水道堵塞 · 正在办", chat="staff")


@pytest.mark.parametrize("rated", [True, False])
@pytest.mark.parametrize(
    ("said", "chat"),
    [
        ("先别报完 又返了", "staff"),
        ("先别报完 又返了", "private"),
        ("1号又返水了", "staff"),
        ("1号又返水了", "private"),
    ],
)
async def test_it_came_back(world: World, chat: str, said: str, rated: bool) -> None:
    """It was done and is so again, before the resident rated it or after: opened again by one press, and he reads by
    whom and why; nobody says that it was a mistake."""
    await world.hears_all()
    await resolved(world)
    if rated:
        await world.press("孙大妈", "😊 好了，满意")
        await world.forward(minutes=20)
    await world.says("王师傅", said, chat=chat)
    await world.sees("王师傅", "1号重新打开，接着办？居民会看到", chat=chat)
    await world.sees_nothing_of("孙大妈", "又返")
    await world.press("王师傅", "重新打开", chat=chat)
    await world.sees("孙大妈", "物业 王师傅说1号其实还没弄好", "又返", "还是原来的号")
    await world.sees_nothing_of("孙大妈", "点错了")


@pytest.mark.parametrize(
    "said",
    [
        "1号 环卫来过了 收走了",
        "1号市政的来人给掏开了",
        "3号楼下水 疏通的给掏开了 走了",
        "市政的给通开了 3号楼下水那个",
        "1号供电的给修上了",
        "1号疏通公司刚给抽走",
    ],
)
async def test_others_have_done_it(world: World, said: str) -> None:
    """A third one did it: whoever has it is asked whether it is done, by a press; who has it not tells him."""
    await world.hears_all()
    await accepted(world)
    await world.says("赵姨", said, chat="staff")
    await world.sees("王师傅", "1号 下水道堵塞，楼长 赵姨")
    await world.sees_nothing_of("孙大妈", "办好了")
    await world.says("王师傅", said, chat="staff")
    await world.press("王师傅", "办好了", chat="staff", on="1号办好了吗")
    await world.sees("孙大妈", "1号办好了")


@pytest.mark.parametrize(
    "said",
    ["快递来过了 收走了", "食堂的饭收走了", "让环卫来收走", "环卫说明天收走", "有人把我伞拿走了", "供电的还没送电"],
)
async def test_talk_of_others(world: World, said: str) -> None:
    """What others fetched, or are to do."""
    await world.hears_all()
    await accepted(world)
    await world.says("赵姨", said, chat="staff")
    await world.sees_nothing_of("王师傅", f"“{said}”")


async def _driven_away(world: World) -> None:
    """Wang has sent the vendors before No. 3 away."""
    await reported(world, "3号楼门口摆摊占道")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.says("王师傅", "已劝离", chat="staff")


@pytest.mark.parametrize("rated", [False, True])
@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("李姐", "摊子又回来了 刚走又摆上"),
        ("赵姨", "那帮摆摊的又来了"),
        ("张姐", "占道那个又复原了"),
        ("小孙", "那个摊又支起来了"),
        ("李姐", "卖菜的又占道了 前脚走后脚来"),
        ("王师傅", "刚撵走 又回来了"),
        ("赵姨", "1号又摆上了"),
    ],
)
async def test_so_again_says_whoever_sees_it(world: World, who: str, said: str, rated: bool) -> None:
    """What was done is so again, sees whoever works there: opened by one press, and whoever had it goes on."""
    await world.hears_all()
    await _driven_away(world)
    if rated:
        await world.press("孙大妈", "😊 好了，满意")
        await world.forward(minutes=20)
    await world.says(who, said, chat="staff")
    await world.sees(who, "1号重新打开，接着办？", chat="staff")
    await world.sees_nothing_of("孙大妈", "重新打开", "又摆", "又回来")
    await world.press(who, "重新打开", chat="staff")
    await world.sees("孙大妈", "1号其实还没弄好", "还是原来的号")


async def test_so_again_of_what_stands(world: World) -> None:
    """While it stands, whoever has it reads so."""
    await world.hears_all()
    await reported(world, "3号楼门口摆摊占道")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("李姐", "那帮摆摊的又来了", chat="staff")
    await world.sees("王师傅", "1号", "网格长 李姐", "那帮摆摊的又来了")


@pytest.mark.parametrize(
    "said", ["又堵车了", "又停电了我们家", "上次没弄好", "快递又回来了", "小王又回来了 刚走又来", "会又改了 白跑"]
)
async def test_talk_after_a_result(world: World, said: str) -> None:
    """What is of nothing that was done is left alone."""
    await world.hears_all()
    await resolved(world)
    await world.says("李姐", said, chat="staff")
    assert words((await world.phone("李姐", chat="staff"))[-1]) == said


async def _another_group(world: World) -> str:
    """陈主任 is in a group of the subdistrict's own, and in no other."""
    title, members = "北极街道工作群", [world.users[one] for one in ("陈主任", "马哥", "杜督办")]
    chat = await world._post(
        "/api/chats", type="supergroup", title=title, members=members, bots=[world.bot["id"]], owner=members[0]
    )
    world.chats[title] = chat["id"]
    await world.settle()
    assert world.database is not None
    work = world.database.work(Settings())
    area = await work.area_by_code("bj")
    assert area is not None
    await work.bind_chat(f"tg:{chat['id']}", None, area.id, Audience.STAFF, title, TEN.astimezone(UTC), None)
    await work.commit()
    return title


@pytest.mark.parametrize("said", ["我到场了", "我到现场了", "已到现场"])
async def test_there_said_in_another_group(world: World, said: str) -> None:
    """The alarm's card stands in the community's group; whoever was called says in another that he is there."""
    group = await _another_group(world)
    await world.hears_all()
    await in_danger(world)
    await world.says("陈主任", said, chat=group)
    await world.sees("李姐", "1号 煤气味", "街道 陈主任", chat="staff")
    await world.sees("陈主任", "记下您到场了", chat=group)


@pytest.mark.parametrize("said", ["到点了", "材料到了", "我到家了", "中午吃啥"])
async def test_talk_in_another_group(world: World, said: str) -> None:
    """Talk while a danger is open is none of it."""
    group = await _another_group(world)
    await world.hears_all()
    await in_danger(world)
    await world.says("陈主任", said, chat=group)
    assert words((await world.phone("陈主任", chat=group))[-1]) == said
