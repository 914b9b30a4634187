"""A department is called in words: to what they tell, and to no matter that they do not mean."""

import pytest

from tests.stories.departments import CITY_CHAT, POLICE_CHAT, whistled
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World


async def test_to_something_new(gate: World) -> None:
    """ "6号楼下夜市太吵，叫市场监管所和派出所来看看" beside an open matter of another kind is a whistle
    on its own: who, what and where are her words."""
    await gate.says("张姐", "6号楼下夜市太吵，叫市场监管所和派出所来看看")
    await gate.sees("张姐", "叫谁来", "📍 6号楼", "什么事：6号楼下夜市太吵")
    await gate.sees_buttons("张姐", "✅ 派出所", "✅ 市场监管所", on="叫谁来")
    await gate.press("张姐", "🔔 吹哨", on="叫谁来")
    await gate.sees("周警官", "吹哨1号 6号楼下夜市太吵", chat=POLICE_CHAT)
    await gate.sees_nothing_of("孙大妈", "叫了")


@pytest.mark.parametrize(
    "said",
    ["6号楼垃圾没人收，吹哨城管", "6号楼垃圾没人收，叫城管和市场所急来", "6号楼垃圾没人收，吹个哨叫城管"],
    ids=["whistle", "call", "both"],
)
async def test_in_any_order_of_words(gate: World, said: str) -> None:
    """ "吹哨城管", "叫城管", "吹个哨叫城管" after what is wrong: the same."""
    await gate.says("张姐", said)
    await gate.sees("张姐", "叫谁来", "📍 6号楼", "什么事：6号楼垃圾没人收")
    await gate.sees_buttons("张姐", "✅ 城管执法", on="叫谁来")


async def test_of_the_open_matter(gate: World) -> None:
    """Vendors at the gate are open: the preview says so, and one press says that it is another matter."""
    await gate.says("张姐", "校门口卖菜的又占道了，吹个哨叫城管")
    await gate.sees("张姐", "叫谁来", "说的是 1号 占道经营", "什么事：校门口卖菜的又占道了")
    await gate.press("张姐", "是别的事", on="叫谁来")
    await gate.sees("张姐", "叫谁来", "📍 校门口", "什么事：校门口卖菜的又占道了")
    await gate.press("张姐", "🔔 吹哨", on="叫谁来")
    await gate.sees("小田", "吹哨1号 校门口卖菜的又占道了 · 等你们报到", chat=CITY_CHAT)
    await gate.sees_nothing_of("孙大妈", "叫了")


async def test_where_is_asked(gate: World) -> None:
    """Words that name no place: where exactly, then whom; what was said stands."""
    await gate.says("张姐", "夜里唱歌太吵，找派出所来")
    await gate.sees("张姐", "在哪儿？写一句")
    await gate.says("张姐", "东街夜市")
    await gate.sees("张姐", "叫谁来", "📍 东街夜市", "什么事：夜里唱歌太吵")


@pytest.fixture
async def called(gate: World) -> World:
    """All three departments are called to the school gate."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    return gate


@pytest.mark.parametrize("said", ["撤了吧，叫错了", "取消1号哨", "吹哨1号撤了吧", "人都不用来了"])
async def test_all_of_it_is_called_off(called: World, said: str) -> None:
    """ "撤了吧，叫错了": asked once who need not come, and all of them read it."""
    await called.says("张姐", said)
    await called.sees("张姐", "吹哨1号：谁不用来了")
    await called.press("张姐", "都不用来")
    await called.sees("张姐", "不叫城管执法、派出所、市场监管所来了")
    await called.sees("周警官", "不用来了", chat=POLICE_CHAT)
    await called.sees("小田", "不用来了", chat=CITY_CHAT)


async def test_of_another_matter_nobody_is_called_off(called: World) -> None:
    """ "86号87号都是84号那个，撤了吧" is no word on the whistle."""
    await called.says("张姐", "86号87号都是84号那个，撤了吧")
    await called.sees_nothing_of("张姐", "谁不用来了")


async def _fed_back(called: World) -> None:
    await called.press("小田", "我们到了", chat=CITY_CHAT)
    await called.press("小田", "办完了", chat=CITY_CHAT)
    await called.says("小田", "摊都清走了", chat=CITY_CHAT, answering="办了什么")


@pytest.mark.parametrize("said", ["1号哨没办完，小田按错了", "吹哨1号还没弄完，东边还有摊", "没撤，让他们再来一趟"])
async def test_it_is_not_done(called: World, said: str) -> None:
    """ "1号哨没办完", or "没撤，让他们再来一趟" below what the department said: it goes on, with the words."""
    await _fed_back(called)
    await called.says("张姐", said)
    await called.sees("张姐", "告诉他们还差什么了")
    await called.sees("小田", "还没弄完，差：", chat=CITY_CHAT)


@pytest.mark.parametrize("said", ["吹哨1号咋样了", "1号哨咋样了？", "吹哨1号谁还没到"])
async def test_how_the_whistle_stands(called: World, said: str) -> None:
    """ "1号哨咋样了" is answered with the whistle of that number, not with the matter."""
    before = await called.sees("张姐", "吹哨1号")
    await called.says("张姐", said)
    await called.sees("张姐", "🔔 吹哨1号", "城管执法：10:35 前报到", since=before)


async def test_a_word_by_the_number_of_the_whistle(called: World) -> None:
    """Anything else goes to the department that it names."""
    await called.says("张姐", "吹哨1号派出所多带俩人")
    await called.sees("周警官", "多带俩人", chat=POLICE_CHAT)
    await called.sees_nothing_of("小田", "多带俩人", chat=CITY_CHAT)


@pytest.mark.parametrize("said", ["城管的人来没来", "派出所到了吗", "市场所的人到没到？"])
async def test_whether_a_department_came(called: World, said: str) -> None:
    """ "派出所到了吗" is answered with the whistle that waits for it; it gives the matter to nobody."""
    before = await called.sees("张姐", "吹哨1号")
    await called.says("张姐", said)
    await called.sees("张姐", "🔔 吹哨1号", "派出所：10:35 前报到", since=before)
    await called.sees_nothing_of("张姐", "派给谁")


async def test_told_that_they_were_called(gate: World) -> None:
    """ "1号叫城管盯着了，您先绕一下" is for the resident, and calls nobody."""
    await gate.says("张姐", "1号叫城管盯着了，您先绕一下")
    await gate.sees("张姐", "转给居民", "您先绕一下")
    await gate.sees_nothing_of("张姐", "叫谁来")


@pytest.mark.parametrize("said", ["按错了，还没办完", "点错了，摊还没清呢"])
async def test_a_department_takes_its_done_back(called: World, said: str) -> None:
    """In its group, below "done": whoever whistled reads it before she accepts."""
    await called.hears_all()
    await _fed_back(called)
    await called.says("小田", said, chat=CITY_CHAT)
    await called.sees("张姐", "城管执法", said)


async def test_they_come_once_more(called: World) -> None:
    """ "行，下午再派人" after what is missing was told: whoever whistled reads it."""
    await called.hears_all()
    await _fed_back(called)
    await called.says("张姐", "1号哨没办完，东边还有摊")
    await called.says("小田", "行，下午再派人", chat=CITY_CHAT)
    await called.sees("张姐", "城管执法", "行，下午再派人")


@pytest.mark.parametrize("said", ["1号现在算谁的", "1号清没清啊", "刚才那个占道谁去了？", "占道的清了没"])
async def test_who_has_it(gate: World, said: str) -> None:
    """ "1号现在算谁的", "占道的清了没": its card; nothing is noted."""
    await gate.says("张姐", said)
    await gate.sees_nothing_of("张姐", "记下了")
    await gate.sees("张姐", "1号 占道经营", "谁办：社区 张姐")


@pytest.mark.parametrize("said", ["周三我和刘哥换个班", "周三刘哥替我值班"])
async def test_a_change_of_duty(gate: World, said: str) -> None:
    """ "周三我和刘哥换个班" while something is open: the week's duty with its buttons, and no day for the matter."""
    await gate.says("张姐", said)
    await gate.sees("张姐", "值班")
    await gate.sees_nothing_of("张姐", "对吗？")
