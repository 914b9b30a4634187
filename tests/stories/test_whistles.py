"""Whistles 吹哨报到: the school gate, a redo, a department that does not hear, looking again."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from casework.settings import Settings
from tests.stories.departments import CITY_CHAT, GATE, POLICE_CHAT, SECRETARY, WORKER, whistled, with_departments
from tests.stories.world import TEN, World, buttons, words

VENDORS = "校门口全是摆摊的，接孩子过不去"


@pytest.fixture
async def gate(world: World) -> World:
    """孙大妈 has reported street vendors at ten; 张姐 of the community took it over."""
    await with_departments(world)
    await world.says("孙大妈", VENDORS)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手")
    return world


async def test_the_school_gate(gate: World) -> None:
    """Three departments are whistled: one comes, one is late, one says that it is not theirs; all is accepted."""
    await gate.press("张姐", "更多")
    assert buttons(await gate.sees("张姐", "1号", "摆摊"))[:2] == ["吹哨", "上联席会"]
    await whistled(gate)
    card = await gate.sees("小田", "吹哨1号", GATE, "“校门口全是摆摊的", "10:35 前报到", chat=CITY_CHAT)
    await gate.sees("周警官", "吹哨1号", "一起叫的：城管执法、市场监管所", chat=POLICE_CHAT)
    await gate.sees("钱所长", "吹哨1号", "10:35 前报到")  # no group: privately to the officers
    await gate.sees("小冯", "吹哨1号")
    await gate.sees("孙大妈", "1号：叫了城管执法、派出所、市场监管所来处理")
    await gate.sees("李姐", "报到：城管执法 还没到 · 派出所 还没到 · 市场监管所 还没到", chat="staff")
    await gate.sees("李姐", "谁办：社区 张姐", chat="staff")  # the holder stays the holder

    await gate.forward(minutes=10)
    assert "来了几个人" in await gate.press("小田", "我们到了", chat=CITY_CHAT)
    await gate.press("小田", "3 人", chat=CITY_CHAT)
    await gate.sees("孙大妈", "1号：城管执法来人了（10:15）")
    await gate.sees("李姐", "报到：城管执法 10:15 · 派出所 还没到", chat="staff")
    await gate.press("小冯", "不归我们")
    await gate.says("小冯", "占道归城管，我们只管店里")
    await gate.sees("张姐", "市场监管所说不归他们", "占道归城管，我们只管店里")
    await gate.press("张姐", "撤销吹哨")

    await gate.forward(minutes=20)  # 10:35: the police are late
    await gate.sees("周警官", "派出所该 10:35 前到，还没人报到")
    await gate.sees("陈主任", "派出所该 10:35 前到，还没人报到")
    await gate.sees("周警官", "🔴 吹哨1号", chat=POLICE_CHAT)
    await gate.forward(minutes=30)
    await gate.sees("陈主任", "这是第二次提醒")
    await gate.press("周警官", "我们到了", chat=POLICE_CHAT)

    await gate.press("小田", "办完了", chat=CITY_CHAT)
    await gate.says("小田", "摊都清走了，画了线", chat=CITY_CHAT, answering="办了什么")
    await gate.sees("张姐", "城管执法说办完了：“摊都清走了，画了线”", "办得怎么样")
    await gate.press("张姐", "😊 满意", on="城管执法说办完了")
    await gate.sees("孙大妈", "1号：城管执法的活儿办好了：摊都清走了，画了线")
    await gate.press("周警官", "办完了", chat=POLICE_CHAT)
    await gate.says("周警官", "劝走三辆车", chat=POLICE_CHAT, answering="办了什么")
    await gate.press("张姐", "🙂 一般", on="派出所说办完了")
    mine = await gate.sees("张姐", "✅ 吹哨1号", "办结")
    assert "城管执法：10:15 到，3 人 · 验收了，满意" in words(mine)
    assert "派出所：11:05 到 · 验收了，一般" in words(mine)
    assert "市场监管所：撤销吹哨了" in words(mine)
    done = await gate.sees("小田", "✅ 吹哨1号", "验收了", chat=CITY_CHAT)
    assert done["message_id"] == card["message_id"]
    assert not buttons(done)
    for person in ("孙大妈", "老郑"):
        await gate.sees_nothing_of(person, "小田", "周警官", "小冯", "还没到", "验收")


async def test_something_is_missing(gate: World) -> None:
    """A redo: whoever whistled says what is missing, the department goes on with its time, and is accepted later."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.press("小田", "我们到了", chat=CITY_CHAT)
    await gate.press("小田", "办完了", chat=CITY_CHAT)
    await gate.sends("小田", chat=CITY_CHAT, photo={"size": 1}, reply_to=await _question(gate, "小田", "办了什么"))
    await gate.sees("张姐", "城管执法说办完了")
    await gate.press("张姐", "还差点，返工")
    await gate.says("张姐", "东边还有两个摊")
    await gate.sees("小田", "还没弄完，差：东边还有两个摊", "14:05 前弄好", chat=CITY_CHAT)
    await gate.forward(hours=4)
    await gate.sees("小田", "该 14:05 前反馈，办得怎么样了", chat=CITY_CHAT)
    await gate.sees_nothing_of("陈主任", "还没反馈")
    await gate.forward(hours=1)
    await gate.sees("陈主任", "城管执法该 14:05 前反馈，还没反馈")
    await gate.press("小田", "办完了", chat=CITY_CHAT)
    await gate.says("小田", "东边的也走了", chat=CITY_CHAT, answering="办了什么")
    await gate.press("张姐", "😊 满意", on="东边的也走了")
    await gate.sees("孙大妈", "城管执法的活儿办好了：东边的也走了")


async def _question(world: World, person: str, text: str) -> int:
    return int((await world.sees(person, text, chat=CITY_CHAT))["message_id"])


async def test_a_department_that_does_not_hear(gate: World) -> None:
    """The officers of a department blocked the bot: whoever whistled and the subdistrict hear it; put out of the
    group, the card goes to the officers privately."""
    await gate.blocks("小冯")
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.sees("钱所长", "吹哨1号")
    await gate.sees_nothing_of("张姐", "收不到消息")
    await gate.blocks("钱所长")
    await gate.sees("张姐", "市场监管所收不到消息")
    await gate.sees("陈主任", "市场监管所收不到消息")
    path = f"/api/chats/{gate.chats[CITY_CHAT]}/members/{gate.bot['id']}"
    assert (await gate.http.delete(path)).status_code < 400
    await gate.settle()
    await gate.sees("小田", "吹哨1号", "10:35 前报到")
    await gate.press("小田", "我们到了")
    await gate.sees("张姐", "城管执法：10:05 到")


async def test_a_restart_in_the_middle(gate: World) -> None:
    """The bot stands still while a department should come: what was due is told as of its time, once."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.bot_stops()
    await gate.time_passes_unseen(to=await _later(gate, minutes=40))
    await gate.bot_starts()
    late = [one for one in await gate.phone("陈主任") if "还没人报到" in words(one)]
    assert len(late) == 3
    await gate.press("周警官", "我们到了", chat=POLICE_CHAT)
    await gate.sees("张姐", "派出所：10:45 到")


async def _later(world: World, *, minutes: int) -> datetime:
    return await world.now() + timedelta(minutes=minutes)


async def test_the_wrong_person_presses(gate: World) -> None:
    """Who is in no roster, or of another department, presses: told whose it is, and nothing happens."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    assert "城管执法名册上的人" in await gate.press("小周", "我们到了", chat=CITY_CHAT)
    await gate.press("小田", "我们到了", chat=CITY_CHAT)
    await gate.press("小田", "办完了", chat=CITY_CHAT)
    await gate.says("小田", "清完了", chat=CITY_CHAT, answering="办了什么")
    asks = await gate.sees("张姐", "城管执法说办完了")
    data = asks["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert "这个得吹哨的社区 张姐来按" in await gate.forges("李姐", data)
    assert "吹哨" in await gate.forges("孙大妈", data)
    await gate.sees("张姐", "城管执法：10:05 到 · 说办完了，等验收")


async def test_done_is_asked_first_while_departments_are_awaited(gate: World) -> None:
    """Resolving an issue with an open whistle asks first."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.press("张姐", "办好了", on="谁办：社区 张姐")
    await gate.sees("张姐", "吹哨叫了城管执法、派出所、市场监管所，还没办完", "真办好了吗")
    await gate.press("张姐", "是，办好了")
    await gate.press("张姐", "已清走")
    await gate.sees("孙大妈", "1号办好了：已清走")


async def test_looked_at_again_after_a_month(gate: World) -> None:
    """Looking again: after a week it is fine, after a month it is back: reported anew, linked to the old."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    for person, chat in (("小田", CITY_CHAT), ("周警官", POLICE_CHAT), ("小冯", "private")):
        await gate.press(person, "我们到了", chat=chat)
        await gate.press(person, "办完了", chat=chat)
        answering = "办了什么" if chat != "private" else ""
        await gate.says(person, f"{person}弄好了", chat=chat, answering=answering)
        await gate.press("张姐", "😊 满意", on=f"{person}弄好了")
    await gate.press("张姐", "办好了", on="谁办：社区 张姐")
    await gate.press("张姐", "已清走")
    await gate.press("孙大妈", "好了，满意")
    await gate.press("张姐", "一周后再看")
    await gate.press("张姐", "一个月后再看")
    await gate.forward(hours=24 * 7)
    await gate.sees(WORKER, "👀 吹哨1号", "还好着吗")
    await gate.press(WORKER, "还好着")
    await gate.sends(WORKER, photo={"size": 1})
    await gate.forward(hours=24 * 23)
    await gate.press(WORKER, "又犯了")
    await gate.sees(WORKER, "已经重新报上去了：2号")
    await gate.sees("张姐", "去看过，又犯了", "已经重新报上去了")
    await gate.sees("李姐", "2号 占道经营", GATE, chat="staff")


async def test_on_its_own_and_planned(gate: World) -> None:
    """/chuishao: a whistle on its own, at a place, for a day; then the list, the record sheet and the month's table."""
    await gate.says("陈主任", "/chuishao")
    await gate.press("陈主任", "🔔 吹哨")
    await gate.press("陈主任", "北苑社区")
    await gate.says("陈主任", "第九小学门口")
    await gate.press("陈主任", "夜市检查")
    await gate.press("陈主任", "11月23日")
    await gate.press("陈主任", "9:00", on="几点来")
    await gate.press("陈主任", "城管执法", on="叫谁来")
    await gate.press("陈主任", "🔔 吹哨", on="叫谁来")
    await gate.sees("小田", "夜市检查", "北苑社区 第九小学门口", "11月23日 9:00 前报到", chat=CITY_CHAT)
    await gate.press("小田", "我们到了", chat=CITY_CHAT)
    await gate.press("小田", "办完了", chat=CITY_CHAT)
    await gate.says("小田", "摊位都登记了", chat=CITY_CHAT, answering="办了什么")
    await gate.press("陈主任", "😊 满意", on="摊位都登记了")
    await gate.press("钱所长", "不归我们")
    await gate.says("钱所长", "那天开会")
    await gate.press("陈主任", "撤销吹哨")
    await gate.press("陈主任", "报到记录单")
    sheet = await gate.sees("陈主任", "报到情况记录单")
    page = await _file(gate, sheet)
    for part in (
        "报到情况记录单",
        "夜市检查",
        "北苑社区 第九小学门口",
        "街道 陈主任",
        "摊位都登记了",
        "满意",
        "那天开会",
    ):
        assert part in page, page
    await gate.says("陈主任", "/chuishao")
    await gate.sees("陈主任", "没有没办完的吹哨")
    await gate.press("陈主任", "本月部门表")
    table = await gate.sees("陈主任", "城管执法", "叫了 1 次，按时报到 1/1，按时反馈 1/1，一次验收 1/1；满意 1")
    assert "城管执法,1,0,1,1,1,1,1,1,1,0,0" in await _file(gate, table)
    await gate.says("孙大妈", "/chuishao")
    await gate.sees_nothing_of("孙大妈", "夜市检查")


async def _file(world: World, message: dict[str, Any]) -> str:
    token = world.bot["token"]
    found = await world.http.post(f"/bot{token}/getFile", json={"file_id": message["document"]["file_id"]})
    content = await world.http.get(f"/file/bot{token}/{found.json()['result']['file_path']}")
    return content.content.decode("utf-8-sig")


async def test_a_departments_group_is_tied(gate: World) -> None:
    """/bind in a group with the title that the roster knows: one press, and whistles come there."""
    ids = [gate.users["周警官"], gate.users["何管理"]]
    chat = await gate._post(
        "/api/chats", type="supergroup", title="派出所新群", members=ids, bots=[gate.bot["id"]], owner=ids[1]
    )
    gate.chats["派出所新群"] = chat["id"]
    await gate.settle()
    await gate.says("何管理", "/bind", chat="派出所新群")
    await gate.press("何管理", "派出所", chat="派出所新群")
    await gate.sees("周警官", "这个群是派出所的了", chat="派出所新群")
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.sees("周警官", "吹哨1号", chat="派出所新群")
    await gate.sees_nothing_of("周警官", "吹哨1号", chat=POLICE_CHAT)


async def test_after_two_hours_a_whistle_is_offered(world: World) -> None:
    """Rung 3: the subdistrict is asked after two hours, and may whistle by that very message; a private matter never
    offers it, nor a town without departments."""
    await with_departments(world)
    await world.says("孙大妈", VENDORS)
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.forward(minutes=120)
    await whistled(world, "陈主任", on="拖了2小时")
    await world.sees("小田", "吹哨1号", "街道 陈主任 12:00 吹哨", chat=CITY_CHAT)
    await world.sees("王师傅", "报到：城管执法 还没到", chat="staff")
    await world.says("周警官", "/huoer")
    await world.sees("周警官", "吹哨1号", "12:30 前报到")


async def test_a_matter_that_becomes_private(gate: World) -> None:
    """It becomes private while departments are called: their group reads nothing of it any more."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    assert gate.database is not None
    work = gate.database.work(Settings())
    issue = next(iter(await work.filed_since((await _community(work)).id, TEN - timedelta(hours=1))))
    issue.make_private()
    work.changed(issue)
    await work.commit()
    await gate.press("小田", "我们到了", chat=CITY_CHAT)
    await gate.sees_nothing_of("小田", "接孩子过不去", chat=CITY_CHAT)
    await gate.forward(hours=5)
    await gate.sees_nothing_of("小田", GATE, chat=CITY_CHAT)


async def _community(work: Any) -> Any:
    return await work.area_by_code("bj-by")


async def test_a_branch_secretary_asks_and_the_community_whistles(gate: World) -> None:
    """The secretary chooses place, matter and departments; the community whistles with one press, once; nobody else
    may."""
    await gate.says(SECRETARY, "/chuishao")
    await gate.press(SECRETARY, "🔔 吹哨")
    await gate.says(SECRETARY, "第九小学门口")
    await gate.press(SECRETARY, GATE)
    await gate.press(SECRETARY, "🔔 吹哨", on="叫谁来")
    await gate.sees(SECRETARY, "已经请社区 张姐吹哨了")
    await gate.sees_nothing_of("小田", "吹哨1号", chat=CITY_CHAT)
    asks = await gate.sees("张姐", "邻里支部书记 林书记请您吹哨", GATE, "第九小学门口", "要叫：城管执法")
    data = asks["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert await gate.forges(SECRETARY, data)
    assert await gate.forges("孙大妈", data)
    await gate.sees_nothing_of("小田", "吹哨1号", chat=CITY_CHAT)
    await gate.press("张姐", "🔔 吹哨", on="请您吹哨")
    await gate.sees("小田", "吹哨1号", "北苑社区 第九小学门口", "社区 张姐", chat=CITY_CHAT)
    await gate.sees(SECRETARY, "吹哨1号：正在叫人")
    assert "已经有人吹过哨了" in await gate.forges("张姐", data)


async def _plans(world: World, *answers: str) -> None:
    """陈主任 whistles for the night market; the answers to "which day" and "what time" are typed."""
    await world.says("陈主任", "/chuishao")
    await world.press("陈主任", "🔔 吹哨")
    await world.press("陈主任", "北苑社区")
    await world.says("陈主任", "第九小学门口")
    await world.press("陈主任", "夜市检查")
    for one in answers:
        await world.says("陈主任", one)
    await world.press("陈主任", "城管执法", on="叫谁来")
    await world.press("陈主任", "🔔 吹哨", on="叫谁来")


@pytest.mark.parametrize(
    "answers",
    [
        ("周三晚上七点",),
        ("周三", "晚上7点"),
        ("11月25日", "19:00"),
        ("礼拜三晚上7点来",),
        ("来一趟吧", "11月25号19:00"),
    ],
    ids=["both", "apart", "labels", "sentence", "twice"],
)
async def test_a_night_market_has_its_hour(gate: World, answers: tuple[str, ...]) -> None:
    """The hour is chosen, or written; the departments read it, and are reminded on the eve and an hour before."""
    await _plans(gate, *answers)
    await gate.sees("小田", "夜市检查", "11月25日 19:00 前报到", chat=CITY_CHAT)
    await gate.forward(to=TEN.replace(day=24, hour=18))
    await gate.sees("小田", "⏰ 吹哨1号", "11月25日 19:00", chat=CITY_CHAT)
    await gate.sees("钱所长", "⏰ 吹哨1号")
    await gate.press("钱所长", "我们到了")
    await gate.forward(to=TEN.replace(day=25, hour=18, minute=1))
    assert len([one for one in await gate.phone("小田", chat=CITY_CHAT) if "⏰" in words(one)]) == 2
    assert len([one for one in await gate.phone("钱所长") if "⏰" in words(one)]) == 1  # is there already
    await gate.press("小田", "我们到了", chat=CITY_CHAT)
    await gate.forward(to=TEN.replace(day=25, hour=20))
    await gate.sees_nothing_of("陈主任", "还没人报到")


async def test_what_is_over_is_not_planned(gate: World) -> None:
    """An hour that is past, or words without one, are asked again; a whistle that is not planned reminds nobody."""
    await _plans(gate, "今天早上8点", "啥时候都行", "明天", "20:30")
    await gate.sees("陈主任", "这个点儿已经过了")
    await gate.sees("小田", "11月22日 20:30 前报到", chat=CITY_CHAT)
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.forward(minutes=29)
    await gate.sees_nothing_of("周警官", "⏰", chat=POLICE_CHAT)


async def test_with_whom_it_was_talked_over(gate: World) -> None:
    """On the record sheet: which other departments were there when one of them consulted; who came later was not."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.forward(minutes=10)
    await gate.press("周警官", "我们到了", chat=POLICE_CHAT)
    await gate.press("小田", "我们到了", chat=CITY_CHAT)
    await gate.press("小田", "开会商量", chat=CITY_CHAT)
    await gate.forward(minutes=5)
    await gate.press("钱所长", "我们到了")
    await gate.press("张姐", "报到记录单")
    page = await _file(gate, await gate.sees("张姐", "报到情况记录单"))
    assert page.count("当时也在场") == 1
    assert "<td>派出所</td>" in page


@pytest.mark.parametrize("said", ["占道那个转给城管吧 孙大妈报的那个", "占道那个叫城管来 老孙反映的那个"])
async def test_who_reported_it_stands_in_no_title(gate: World, said: str) -> None:
    """The manager's words say whom to call; whoever reported it is nobody's in a department's group."""
    await gate.hears_all()
    await gate.says("张姐", said, chat="staff")
    await gate.press("张姐", "🔔 吹哨")
    await gate.sees("小田", "吹哨1号", chat=CITY_CHAT)
    await gate.sees_nothing_of("小田", "孙大妈", "老孙", chat=CITY_CHAT)
