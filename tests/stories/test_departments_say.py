"""A department says in words what its card has a button for; whoever whistled says in words that one need not come."""

import pytest

from tests.pdf import needs_pdf, text_of
from tests.stories.departments import CITY_CHAT, POLICE_CHAT, whistled
from tests.stories.test_forgotten import stored
from tests.stories.test_seats import link_to
from tests.stories.test_whistles import _file, _plans
from tests.stories.test_whistles import gate as gate
from tests.stories.world import TEN, Message, World, words


@pytest.fixture
async def called(gate: World) -> World:
    """All three departments are called to the school gate."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    return gate


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("我们到了，俩人", "城管执法：10:05 到，2 人"),
        ("到现场了", "城管执法：10:05 到"),
        ("到了 来了3个人", "城管执法：10:05 到，3 人"),
        ("人到了，就我自己", "城管执法：10:05 到，1 人"),
        ("不归我们管，找派出所", "退回了：不归我们管，找派出所"),
        ("不是我们的活", "退回了：不是我们的活"),
    ],
    ids=["two", "here", "three", "alone", "police", "not-ours"],
)
async def test_as_an_answer_to_the_card(called: World, said: str, shown: str) -> None:
    """In the department's group, as an answer to its card: the press."""
    await called.says("小田", said, chat=CITY_CHAT, answering="吹哨1号")
    await called.sees("张姐", shown)


async def test_done_before_anybody_came_is_passed_on(called: World) -> None:
    """ "弄完了，摊主搬走了" privately, before anybody said that they came: whoever whistled reads it."""
    await called.says("小田", "弄完了，摊主搬走了")
    await called.sees("张姐", "城管执法", "摊主搬走了")
    await called.sees("小田", "转过去了")


async def test_done_in_words(called: World) -> None:
    """ "弄完了，摊子都撤了": fed back, with the words. Before anybody came it is a word."""
    await called.says("小田", "弄完了，摊子都撤了", chat=CITY_CHAT, answering="吹哨1号")
    await called.sees("张姐", "弄完了，摊子都撤了")
    await called.sees_nothing_of("张姐", "城管执法说办完了")
    await called.says("小田", "到了，俩人", chat=CITY_CHAT, answering="吹哨1号")
    await called.says("小田", "弄完了，摊子都撤了", chat=CITY_CHAT, answering="吹哨1号")
    await called.sees("张姐", "城管执法说办完了：“弄完了，摊子都撤了”")
    await called.press("张姐", "😊 满意", on="城管执法说办完了")


async def test_said_into_the_group_and_privately(called: World) -> None:
    """The bot reads all of the group: it needs no answer; talk stays talk. Privately neither."""
    await called.hears_all()
    await called.says("周警官", "马上到", chat=POLICE_CHAT)
    await called.sees("张姐", "派出所：10:35 前报到")
    await called.says("周警官", "我们到了，两个人", chat=POLICE_CHAT)
    await called.sees("张姐", "派出所：10:05 到，2 人")
    await called.says("小周", "我们到了，五个人", chat=CITY_CHAT)  # no officer
    await called.sees("张姐", "城管执法：10:35 前报到")
    await called.says("小冯", "到现场了，仨人")
    await called.sees("张姐", "市场监管所：10:05 到，3 人")
    await called.says("小冯", "处理完毕，罚了两家")
    await called.sees("张姐", "市场监管所说办完了：“处理完毕，罚了两家”")


@pytest.mark.parametrize(
    "said",
    ["吹哨1号派出所不用来了", "1号派出所不用来了", "派出所别来了", "派出所那边撤了吧"],
    ids=["whistle", "number", "name", "off"],
)
async def test_one_need_not_come(called: World, said: str) -> None:
    """ "1号派出所不用来了": asked once; they are told, and nobody waits for them."""
    await called.says("张姐", said)
    await called.sees("张姐", "派出所不用来了？")
    await called.sees_nothing_of("周警官", "不用来了", chat=POLICE_CHAT)
    await called.says("张姐", "是")
    await called.sees("周警官", "➖ 吹哨1号", "不用来了", chat=POLICE_CHAT)
    await called.sees("张姐", "派出所：撤销吹哨了")
    await called.forward(minutes=31)
    await called.sees_nothing_of("周警官", "派出所该 10:35 前到")


async def test_asked_and_kept(called: World) -> None:
    """ "不": they are to come. A department that is named nowhere is no such word."""
    await called.says("张姐", "派出所不用来了")
    await called.press("张姐", "还得来")
    await called.sees("张姐", "派出所：10:35 前报到")
    shown = len(await called.phone("张姐"))
    await called.says("张姐", "消防不用来了")
    assert not any("消防不用来了？" in words(one) for one in (await called.phone("张姐"))[shown:])


@pytest.mark.parametrize("how", ["handed over", "left"])
async def test_an_officer_has_his_own_name(called: World, how: str) -> None:
    """小田 came, then 老郑 has his seat: messages name each by his own name, the record sheet who was there."""
    await called.says("小田", "我们到了，俩人", chat=CITY_CHAT, answering="吹哨1号")
    if how == "left":
        await called.says("小田", "/tuichu")
        await called.press("小田", "退")
        await called.says("何管理", "/links 城管执法")
        shown = (await called.phone("何管理"))[-1]["reply_markup"]["inline_keyboard"]
        free = next(one for row in shown for one in row if "✓" not in one["text"])
        await called.forges("何管理", free["callback_data"])
        link = words(await called.sees("何管理", "start=p_"))
        await called.starts("老郑", link.partition("start=")[2].split()[0])
    else:
        await called.starts("老郑", await link_to(called, "小田"))
        await called.press("小田", "交")
    await called.sees("老郑", "您现在是：", "老郑")
    await called.says("老郑", "/huoer")
    await called.sees("老郑", "吹哨1号")
    await called.says("老郑", "弄完了，摊子都撤了")
    await called.sees("张姐", "城管执法说办完了")
    await called.press("张姐", "报到记录单")
    page = await _file(called, await called.sees("张姐", "报到情况记录单"))
    assert "部门 小田" in page
    assert "部门 老郑" not in page.split("到场")[0]


async def test_the_record_as_pdf(called: World) -> None:
    """The record sheet as a PDF with text that can be selected, for whoever may have the sheet."""
    await needs_pdf()
    await called.says("小田", "我们到了，俩人", chat=CITY_CHAT, answering="吹哨1号")
    await called.press("张姐", "报到记录单")
    await called.press("张姐", "PDF", on="报到情况记录单")
    message = (await called.phone("张姐"))[-1]
    assert message["document"]["file_name"] == "whistle-2026-1.pdf"
    file = await called.http.get(f"/api/files/{message['document']['file_id']}")
    for part in ("报到情况记录单", "城管执法", "部门小田", "签字："):
        assert part in text_of(file.content)
    shown = next(one for one in reversed(await called.phone("张姐")) if "reply_markup" in one)
    pressed = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await called.forges("孙大妈", pressed)
    await called.sees_nothing_of("孙大妈", "记录单")


async def test_late_and_answered(called: World) -> None:
    """The leader answers "nobody has reported in" privately: it is a word for whoever whistled, and for no resident."""
    await called.forward(minutes=31)
    await called.sees("郭队", "🔴 吹哨1号", "还没人报到")
    await called.says("郭队", "刚才不是说好了明晚吗，咋又催", answering="还没人报到")
    await called.sees("郭队", "转过去了")
    await called.sees("张姐", "刚才不是说好了明晚吗，咋又催")
    await called.sees_nothing_of("郭队", "要转给居民吗")
    await called.sees_nothing_of("孙大妈", "刚才不是说好了")


@pytest.mark.parametrize("how", ["plain", "reply"])
async def test_another_day_for_a_planned_one(gate: World, how: str) -> None:
    """ "换周四行不行" to what is planned for Wednesday: whoever whistled reads it, and nothing is moved by it."""
    await _plans(gate, "周三晚上七点")
    await gate.forward(to=TEN.replace(day=24, hour=18))
    await gate.says("钱所长", "换周四行不行", answering="⏰ 吹哨1号" if how == "reply" else "")
    await gate.sees("钱所长", "转过去了")
    await gate.sees("陈主任", "市场监管所", "换周四行不行")


async def test_a_reply_of_who_left_the_post(called: World) -> None:
    """Whoever has left reads that, and whom to turn to; nobody reads his words as the department's."""
    await called.forward(minutes=31)
    await called.sees("郭队", "🔴 吹哨1号", "还没人报到")
    await called.says("郭队", "/tuichu")
    await called.press("郭队", "退出：")
    await called.says("郭队", "我们明天去", answering="还没人报到")
    await called.sees("郭队", "没转出去", "找社区 张姐")
    await called.sees_nothing_of("张姐", "我们明天去")


async def test_called_off_by_another_meanwhile(called: World) -> None:
    """ "They are to come" after somebody else called them off: said so, and they can be called anew; the officer who
    came all the same is heard."""
    await called.says("陈主任", "1号派出所不用来了")
    await called.says("张姐", "1号派出所不用来了")
    await called.press("张姐", "不用来：派出所")
    await called.press("陈主任", "还得来")
    await called.sees("陈主任", "派出所", "社区 张姐", "不用来了", "重新叫")
    await called.sees_nothing_of("陈主任", "还请他们来")
    await called.says("周警官", "到了，三个人", chat=POLICE_CHAT, answering="不用来了")
    await called.sees("张姐", "到了，三个人")
    await called.press("陈主任", "重新叫")
    await called.sees("陈主任", "叫谁来")


async def test_whose_whistle_it_is(gate: World) -> None:
    """Who calls off a department of another's whistle reads whose it is."""
    await gate.says("陈主任", "/chuishao")
    await gate.press("陈主任", "🔔 吹哨")
    await gate.press("陈主任", "北苑社区")
    await gate.says("陈主任", "第九小学门口")
    await gate.press("陈主任", "别的事")
    await gate.says("陈主任", "校门口有人聚众闹事")
    await gate.sees("陈主任", "110")
    await gate.press("陈主任", "派出所", on="叫谁来")
    await gate.press("陈主任", "🔔 吹哨", on="叫谁来")
    await gate.sees("周警官", "吹哨1号", "聚众闹事", chat=POLICE_CHAT)
    await gate.says("张姐", "吹哨1号派出所不用来了")
    await gate.sees("张姐", "这个得吹哨的街道 陈主任来按")
    await gate.sees_nothing_of("张姐", "这个得社区")


@pytest.mark.parametrize("said", ["两伙人要打架", "校门口有人聚众闹事", "有人拿刀"], ids=["fight", "crowd", "knife"])
async def test_danger_is_what_one_whistles_for(gate: World, said: str) -> None:
    """Words of danger in the form of a whistle are what they are called for; no resident's danger begins."""
    await gate.says("张姐", "/chuishao")
    await gate.press("张姐", "🔔 吹哨")
    await gate.says("张姐", "第九小学门口")
    await gate.press("张姐", "别的事")
    await gate.says("张姐", said)
    await gate.sees("张姐", "叫谁来", said)
    await gate.press("张姐", "派出所", on="叫谁来")
    await gate.press("张姐", "🔔 吹哨", on="叫谁来")
    await gate.sees("周警官", "吹哨1号", said, chat=POLICE_CHAT)
    await gate.sees_nothing_of("张姐", "有人有危险吗")


async def test_another_day_where_two_whistles_wait(gate: World) -> None:
    """ "换周四行不行" while two whistles wait for the department: which, is asked; that whistler reads it."""
    await _plans(gate, "周三晚上七点")
    await _plans(gate, "周三晚上八点")
    await gate.says("钱所长", "换周四行不行")
    await gate.press("钱所长", "吹哨2号", on="这是说哪一件")
    await gate.sees("钱所长", "转过去了")
    await gate.sees("陈主任", "市场监管所", "换周四行不行", "吹哨2号")
    await gate.says("钱所长", "弄完了，都查过了")
    await gate.sees_buttons("钱所长", "吹哨1号", "吹哨2号", on="弄完了")


async def test_talk_among_colleagues_is_passed_on_to_nobody(called: World) -> None:
    """ "明天轮到谁" into the department's group is theirs alone; that another department need not come is asked about
    before whoever whistled reads it; "行，下午再派人" after a redo goes there at once."""
    await called.hears_all()
    await called.says("小田", "明天轮到谁", chat=CITY_CHAT)
    await called.sees_nothing_of("张姐", "轮到谁")
    await called.says("郭队", "派出所不用来了", chat=CITY_CHAT)
    await called.sees_nothing_of("张姐", "不用来了，")
    await called.press("郭队", "转给吹哨的人", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法：派出所不用来了")
    await called.says("小田", "我们到了，俩人", chat=CITY_CHAT)
    await called.says("小田", "弄完了，都撤了", chat=CITY_CHAT)
    await called.press("张姐", "还差点，返工")
    await called.says("张姐", "还有两个摊没走")
    await called.says("小田", "行，下午再派人", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法：行，下午再派人")


async def test_nothing_is_kept_of_what_was_talk(called: World) -> None:
    """Asked about in the department's group, and passed on to nobody: nothing of it is stored, neither before the press
    nor after it."""
    await called.hears_all()
    await called.says("郭队", "派出所不用来了", chat=CITY_CHAT)
    assert (await stored(called)).count("派出所不用来了") == 1
    await called.press("郭队", "算了", chat=CITY_CHAT)
    assert "派出所不用来了" not in await stored(called)


async def test_on_the_way_and_some_of_it_are_neither_there_nor_done(called: World) -> None:
    """ "到位得二十来分钟，堵桥上了", "劝走俩，剩一个犟着呢": whoever whistled reads it as it was said."""
    await called.hears_all()
    await called.says("小田", "到位得二十来分钟，堵桥上了", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法", "堵桥上了")
    await called.sees("张姐", "城管执法：10:35 前报到")
    await called.says("小田", "我们到了，俩人", chat=CITY_CHAT)
    await called.says("小田", "劝走俩，剩一个犟着呢", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法", "剩一个犟着呢")
    await called.sees_nothing_of("张姐", "城管执法说办完了")


async def test_after_being_sent_once_more(called: World) -> None:
    """ "中，我杀个回马枪", "下晌四点前让他挪走", "这回真没了，地也扫了" in their group: news, a result."""
    await called.hears_all()
    await called.says("小田", "我们到了，俩人", chat=CITY_CHAT)
    await called.says("小田", "弄完了，都撤了", chat=CITY_CHAT)
    await called.press("张姐", "还差点，返工")
    await called.says("张姐", "还有两个摊没走")
    await called.says("小田", "中，我杀个回马枪", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法", "回马枪")
    await called.says("郭队", "下晌四点前让他挪走", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法", "四点前让他挪走")
    await called.says("小田", "这回真没了，地也扫了", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法说办完了：“这回真没了，地也扫了”")


async def test_an_officer_names_the_number(called: World) -> None:
    """ "吹哨1号收摊了", privately: of the call of that whistle, and no matter of his own."""
    await called.says("小田", "我们到了，俩人", chat=CITY_CHAT, answering="吹哨1号")
    await called.says("郭队", "吹哨1号收摊了，没走的那台暂扣")
    await called.sees("张姐", "城管执法说办完了：“收摊了，没走的那台暂扣”")
    await called.sees_nothing_of("郭队", "没有1号")


@pytest.mark.parametrize("caption", ["办完了，摊子都清走了", "弄完了"])
async def test_a_photo_with_the_result_reaches_whoever_whistled(called: World, caption: str) -> None:
    """The department's photo with its result below comes to whoever judges it, and to nobody else."""
    await called.says("小田", "到了，俩人", chat=CITY_CHAT, answering="吹哨1号")
    card = await called.sees("小田", "吹哨1号", "城管执法", chat=CITY_CHAT)
    await called.sends("小田", chat=CITY_CHAT, photo={"size": 1}, caption=caption, reply_to=card["message_id"])
    told = await called.sees("张姐", f"城管执法说办完了：“{caption}”", "办得怎么样")
    assert [one["reply_to_message"]["message_id"] for one in await _photos(called, "张姐")] == [told["message_id"]]
    assert not await _photos(called, "孙大妈")
    await called.press("张姐", "😊 满意", on="城管执法说办完了")
    await called.sees("孙大妈", f"城管执法的活儿办好了：{caption}")


async def _photos(world: World, person: str) -> list[Message]:
    return [one for one in await world.phone(person) if "photo" in one and one["from"]["is_bot"]]
