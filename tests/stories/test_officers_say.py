"""Officers of a department say what becomes of a whistle as people do: into their group, or privately, without an
answer to anything."""

import pytest

from tests.stories.departments import CITY_CHAT, POLICE_CHAT, whistled
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World, words


@pytest.fixture
async def called(gate: World) -> World:
    """All three departments are called to the school gate; the bot reads all of the groups."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.hears_all()
    return gate


async def _another(world: World, minutes: int) -> None:
    """So long after, they are called to another matter."""
    await world.forward(minutes=minutes)
    await world.says("老郑", "5号楼门口又摆摊了")
    await world.press("老郑", "报上去")
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手", on="2号")
    await world.press("张姐", "更多", on="2号")
    await whistled(world, on="2号")


@pytest.mark.parametrize(
    "said", ["收到 二十分钟到", "收到 派两个人过去", "收到，半小时到", "马上过去", "十五分钟左右到"]
)
@pytest.mark.parametrize("chat", [CITY_CHAT, "private"])
async def test_when_they_come(called: World, said: str, chat: str) -> None:
    """ "Got it, twenty minutes": whoever whistled reads it; nobody is there yet."""
    await called.says("小田", said, chat=chat)
    await called.sees("小田", "转过去了", chat=chat)
    await called.sees("张姐", "吹哨1号", "城管执法", said)
    await called.sees("张姐", "城管执法：10:35 前报到")


@pytest.mark.parametrize(
    "said", ["收到", "中午吃啥", "几点到", "三点开会", "快递三点到", "三个人吃饭", "俩人", "派我去开会"]
)
async def test_talk_of_officers(called: World, said: str) -> None:
    """What says nothing of it is passed on to nobody, and not answered in the group."""
    before = words((await called.phone("小田", chat=CITY_CHAT))[-1])
    await called.says("小田", said, chat=CITY_CHAT)
    shown = await called.phone("小田", chat=CITY_CHAT)
    assert [words(one) for one in shown[-2:]] == [before, said]
    await called.sees_nothing_of("张姐", said)


@pytest.mark.parametrize("chat", [CITY_CHAT, "private"])
async def test_how_many_and_not_theirs_after_all(called: World, chat: str) -> None:
    """Asked how many they are, "three"; and who has come and finds that it is another's is heard."""
    await called.says("小田", "到了", chat=chat)
    await called.sees("小田", "来了几个人", chat=chat)
    await called.says("小田", "三个人", chat=chat)
    await called.sees("张姐", "城管执法：10:05 到，3 人")
    await called.says("小田", "这不归我们管 归市政", chat=chat)
    await called.sees("张姐", "吹哨1号", "城管执法", "这不归我们管 归市政")
    await called.sees("小田", "转过去了", chat=chat)


async def test_of_the_one_told_last(called: World) -> None:
    """Two wait. Long after the first was told of last, plain words are about the second; of two told within the hour
    it is asked which."""
    await called.says("小田", "到了", chat=CITY_CHAT)
    await _another(called, minutes=150)
    await called.says("小田", "收到 二十分钟到", chat=CITY_CHAT)
    await called.sees("张姐", "吹哨2号", "收到 二十分钟到")
    await called.says("小田", "到了", chat=CITY_CHAT)
    await called.sees("张姐", "吹哨2号", "城管执法：12:40 到")


async def test_of_two_told_lately_it_is_asked(called: World) -> None:
    """The press is about the one that it names."""
    await _another(called, minutes=10)
    await called.says("周警官", "收到 二十分钟到", chat=POLICE_CHAT)
    await called.sees_nothing_of("张姐", "收到 二十分钟到")
    await called.press("周警官", "吹哨1号", chat=POLICE_CHAT)
    await called.sees("张姐", "吹哨1号", "派出所", "收到 二十分钟到")


TAKEN_AGAIN = "还是我们来"


@pytest.mark.parametrize(("chat", "said"), [(CITY_CHAT, "行，算我们的"), ("private", "退错了，这活儿我们接")])
async def test_what_was_sent_back_is_theirs_after_all(called: World, chat: str, said: str) -> None:
    """In words, in their group or privately: they are awaited again, and whoever whistled reads it."""
    await called.says("小田", "这不归我们管", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法说不归他们")
    await called.forward(minutes=40)
    await called.says("小田", said, chat=chat)
    await called.sees("小田", "又归您那儿了", chat=chat)
    await called.sees("张姐", "城管执法", TAKEN_AGAIN, said)
    await called.sees("张姐", "城管执法：11:15 前报到")
    await called.sees("小田", "🔔 吹哨1号", chat=CITY_CHAT)


async def test_taken_again_by_a_key_while_nobody_else_has_it(called: World) -> None:
    """〔还是我们来〕 on the card of what was sent back; not once another was called instead."""
    await called.says("小田", "不归我们管", chat=CITY_CHAT, answering="吹哨1号")
    await called.press("小田", TAKEN_AGAIN, chat=CITY_CHAT)
    await called.sees("张姐", "💬 吹哨1号", "城管执法", TAKEN_AGAIN)
    await called.says("小冯", "不归我们管")
    await called.press("张姐", "撤销吹哨", on="市场监管所说不归他们")
    await called.says("小冯", "行，算我们的")
    await called.sees("张姐", "市场监管所：撤销吹哨了")


@pytest.mark.parametrize("said", ["去不了，车坏了，换郭队去", "明天上午九点到", "办了", "清了，摊主保证不来了，收工"])
async def test_news_after_it_was_sent_back_is_asked_about(called: World, said: str) -> None:
    """Of coming, of hours, a result: is it theirs after all? One press, and whoever whistled reads it."""
    await called.says("小田", "这不归我们管", chat=CITY_CHAT)
    await called.says("小田", said, chat=CITY_CHAT)
    await called.sees("小田", "还是你们来了？", chat=CITY_CHAT)
    await called.sees_nothing_of("张姐", said)
    await called.press("小田", TAKEN_AGAIN, chat=CITY_CHAT, on="还是你们来了")
    await called.sees("张姐", "城管执法", TAKEN_AGAIN, said)


async def test_who_is_there_after_it_was_sent_back(called: World) -> None:
    """ "我俩到北门了，保安不让进": by the same press they have reported in; or it is only passed on."""
    await called.says("小田", "这不归我们管", chat=CITY_CHAT)
    await called.says("小田", "我俩到北门了，保安不让进", chat=CITY_CHAT)
    await called.press("小田", TAKEN_AGAIN, chat=CITY_CHAT, on="还是你们来了")
    await called.sees("张姐", "城管执法：10:05 到")
    await called.sees("张姐", "保安不让进")
    await called.says("周警官", "不归我们管", chat=POLICE_CHAT)
    await called.says("周警官", "只能教育教育，下周还得来", chat=POLICE_CHAT)
    await called.press("周警官", "只把话转过去", chat=POLICE_CHAT)
    await called.sees("张姐", "派出所", "教育教育")
    await called.sees("张姐", "派出所：退回了")


@pytest.mark.parametrize(("said", "goes"), [("这不归我们管吧", "back"), ("这个应该找市场所吧", "stays")])
async def test_a_doubt_is_no_refusal(called: World, said: str, goes: str) -> None:
    """It is asked, with a button for either."""
    await called.says("小田", said, chat=CITY_CHAT)
    await called.sees("小田", "这件要退回去吗", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法：10:35 前报到")
    if goes == "back":
        await called.press("小田", "退回，不归我们", chat=CITY_CHAT)
        await called.sees("张姐", "城管执法说不归他们", said)
    else:
        await called.press("小田", "不退，我们来", chat=CITY_CHAT)
        await called.sees("小田", "还等您那儿来人", chat=CITY_CHAT)
        await called.sees("张姐", "城管执法：10:35 前报到")


async def test_whoever_whistled_decides_that_it_stays_theirs(called: World) -> None:
    """ "就归你们，占道一直是城管的" right below the refusal, or the key: they are awaited again, and read it."""
    await called.says("小田", "不归我们管", chat=CITY_CHAT)
    await called.says("张姐", "就归你们，占道一直是城管的")
    await called.sees_nothing_of("小田", "一直是城管的", chat=CITY_CHAT)
    await called.press("张姐", "还归他们", on="要告诉城管执法")
    await called.sees("小田", "还归你们", "占道一直是城管的", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法：10:35 前报到")
    await called.says("周警官", "这不归我们管", chat=POLICE_CHAT)
    await called.press("张姐", "还归他们", on="派出所说不归他们")
    await called.sees("周警官", "还归你们", chat=POLICE_CHAT)


async def test_the_alarm_carries_their_word_and_counts_their_hour(called: World) -> None:
    """ "晚一点，十二点吧": whoever is asked reads it, and is asked once more at that hour, not before."""
    await called.says("小田", "堵车了，晚一点，十二点吧", chat=CITY_CHAT)
    await called.forward(minutes=31)
    await called.sees("郭队", "城管执法该 10:35 前到，还没人报到", "部门 小田 10:05 说", "十二点吧")
    await called.forward(minutes=40)
    await called.sees_nothing_of("郭队", "第二次提醒")
    await called.forward(minutes=46)
    await called.sees("郭队", "第二次提醒", "十二点吧")


async def test_a_result_in_other_words_and_the_matter_after_it(called: World) -> None:
    """Privately "刚才那个摊我们清完了" is the result, "罚了两家" is asked about; accepted, whoever whistled is asked
    whether the matter is done as well; who speaks of it later reads to whom to turn."""
    await called.says("小冯", "不归我们管")
    await called.press("张姐", "撤销吹哨", on="市场监管所说不归他们")
    await called.says("张姐", "派出所不用来了")
    await called.press("张姐", "不用来：派出所")
    await called.says("小田", "到了，俩人", chat=CITY_CHAT)
    await called.says("小田", "罚了两家")
    await called.press("小田", "办完了，请来看", on="这就算办完了吗")
    await called.press("张姐", "还差点，返工", on="罚了两家")
    await called.says("张姐", "还有一个摊")
    await called.says("小田", "刚才那个摊我们清完了")
    await called.press("张姐", "😊 满意", on="刚才那个摊我们清完了")
    await called.sees_buttons("张姐", "办好了", on="1号还没办结")
    await called.says("郭队", "1号我们上午去过了，清走六个摊，照片在小田那")
    await called.sees("郭队", "吹哨1号", "已经办结", "找社区 张姐")


async def test_a_stand_in_is_of_the_own_department(called: World) -> None:
    """Officers of others are not offered; whoever stands in reads it; "我明天又能来了" asks whether he is back."""
    await called.says("小田", "我今天休息")
    await called.sees_buttons("小田", "部门 郭队", on="这期间归谁")
    await called.sees_nothing_of("小田", "周警官", "钱所长")
    await called.press("小田", "部门 郭队", on="这期间归谁")
    await called.sees("郭队", "部门 小田", "不在")
    await called.says("小田", "我明天又能来了，今天也能干")
    await called.press("小田", "我回来了", on="回来了？")
    await called.sees("小田", "又会叫您了")


async def test_what_the_resident_adds_reaches_whoever_whistled(gate: World) -> None:
    """Though another has the matter."""
    await gate.says("陈主任", "1号再吹一次哨，城管和市场监管所一起来")
    await gate.sees("陈主任", "叫谁来")
    await gate.sees_buttons("陈主任", "✅ 城管执法", "✅ 市场监管所", on="叫谁来")
    await gate.press("陈主任", "🔔 吹哨", on="叫谁来")
    await gate.says("孙大妈", "摊子又摆上了", answering="1号")
    await gate.sees("陈主任", "摊子又摆上了")


async def test_whistled_in_words_the_kind_is_known(gate: World) -> None:
    """ "1号吹哨": the departments of its kind are ticked, as on the page; what it is is not asked."""
    await gate.says("张姐", "1号吹哨")
    await gate.sees_buttons("张姐", "✅ 城管执法", on="叫谁来")


@pytest.mark.parametrize(
    "said",
    [
        "摊主态度挺横 得叫派出所一块",
        "校门口那块清净了",
        "证照都没有 开了单子",
        "这个点没人摆 扑了个空",
        "有一家是残疾人 不好硬撵",
        "给他们划了个地方 挪菜市场那边去了",
        "要是再摆你们给我打电话",
    ],
)
async def test_how_officers_tell_of_a_place(called: World, said: str) -> None:
    """Their deeds, and the things of which they were told: to pass it on is one press."""
    await called.says("小田", said, chat=CITY_CHAT)
    await called.press("小田", "转给吹哨的人", chat=CITY_CHAT)
    await called.sees("张姐", "吹哨1号", "城管执法", said)


@pytest.mark.parametrize(
    "said",
    [
        "西市场那边的活儿完事了 收工",
        "东街那摊子清了 回队里",
        "孩子发烧 我先走一步",
        "谁把现场记录仪拿走了",
        "老板发工资了没",
        "巡逻车加满油了",
        "单位门坏了 谁修一下",
    ],
)
async def test_what_they_tell_of_elsewhere(called: World, said: str) -> None:
    """Of another place, and of their own house, nothing is asked, and nothing is done."""
    await called.says("小田", "到了 三个人", chat=CITY_CHAT)
    await called.says("小田", said, chat=CITY_CHAT)
    assert words((await called.phone("小田", chat=CITY_CHAT))[-1]) == said
    await called.sees_nothing_of("张姐", said)
