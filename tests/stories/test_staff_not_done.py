"""Done, and not done after all: by another day, in an edited message, and of an officer who came and has only begun."""

import pytest

from tests.stories.departments import CITY_CHAT, whistled
from tests.stories.test_resident_followed import accepted, resolved
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World, words

CHATS = ["staff", "private"]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    "said",
    [
        "1号今天修不完了 得等配件 周二到货",
        "1号改周三",
        "配件周三才到 1号改周三",
        "1号阀门没货 后天才能换",
        "1號得等配件 週二到貨",
        "得等配件 周二到货",
    ],
)
async def test_it_is_on_another_day(world: World, said: str, chat: str) -> None:
    """Said to be done, and minutes later that it waits: the resident reads nothing before it is pressed; then that it
    goes on, and the day is one press away."""
    await world.hears_all()
    await resolved(world)
    await world.says("王师傅", said, chat=chat)
    await world.sees_nothing_of("孙大妈", "补充")
    await world.press("王师傅", "重新打开", chat=chat, on="居民会看到")
    await world.sees("孙大妈", "物业 王师傅说1号其实还没弄好")
    await world.press("王师傅", "给居民定个时间", chat=chat, on="1号给居民定个时间吗")


@pytest.mark.parametrize(
    ("said", "reads"),
    [("1号用了两个弯头", "用了两个弯头"), ("1号等了俩小时配件才来 换上了", "换上了"), ("1号换了个阀门", "换了个阀门")],
)
async def test_more_of_the_result(world: World, said: str, reads: str) -> None:
    """What was done, and what it took, is a part of the result as before."""
    await world.hears_all()
    await resolved(world)
    await world.says("王师傅", said, chat="staff")
    await world.sees("孙大妈", "1号补充", reads)


@pytest.mark.parametrize("said", ["年货周三才到", "周三才发工资", "聚餐改周三了", "我周三才回来", "下午得去开会"])
async def test_talk_of_other_days(world: World, said: str) -> None:
    """Of no matter: left alone."""
    await world.hears_all()
    await resolved(world)
    await world.says("王师傅", said, chat="staff")
    assert words((await world.phone("王师傅", chat="staff"))[-1]) == said


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("new", ["下水还没通 换了个弯头 还得再弄", "下水没通开 明天上午再来", "下水还没好 得换管"])
async def test_done_edited_into_not_done(world: World, new: str, chat: str) -> None:
    """ "Is it done?" stands below words that are changed and say so no more: its button is gone, and the new words are
    heard anew."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "下水通了 换了个弯头", chat=chat)
    await world.edits("王师傅", "下水通了", new, chat=chat)
    asked = await world.sees("王师傅", "1号办好了吗", chat=chat)
    assert "reply_markup" not in asked or not asked["reply_markup"].get("inline_keyboard"), asked
    await world.sees_nothing_of("王师傅", "照按就行", chat=chat)
    await world.sees("王师傅", "1号", chat=chat, since=asked)


async def test_done_edited_into_done(world: World) -> None:
    """Other words for the result lie in the question as before."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "下水通了 换了个弯头", chat="staff")
    await world.edits("王师傅", "下水通了", "下水通了 换了两个弯头", chat="staff")
    await world.press("王师傅", "办好了", chat="staff", on="1号办好了吗")
    await world.sees("孙大妈", "1号办好了", "两个弯头")


@pytest.fixture
async def city(gate: World) -> World:
    """The city's department is called, and nobody has come yet."""
    await gate.hears_all()
    await gate.press("张姐", "更多")
    await whistled(gate)
    return gate


@pytest.mark.parametrize("chat", ["private", CITY_CHAT])
@pytest.mark.parametrize(
    "said",
    ["到了 劝走了三个摊", "到了 劝走了俩人 还有一个没走", "到了 都清走了", "我们到了 轰走一个", "到现场了 罚了两个"],
)
async def test_who_came_and_has_begun(city: World, said: str, chat: str) -> None:
    """He is there, and whoever whistled reads his words; it is not done, and whom he sent away are not his people."""
    await city.says("小田", said, chat=chat)
    await city.sees("张姐", said)
    await city.sees("小田", "记下了，你们到了。来了几个人", chat=chat)
    await city.sees_nothing_of("张姐", "办得怎么样")


@pytest.mark.parametrize("said", ["到了 劝走了三个摊", "劝走了俩 还剩一个"])
async def test_who_is_there_and_goes_on(city: World, said: str) -> None:
    """Said again by whoever is there: passed on, and not done."""
    await city.press("小田", "我们到了", chat=CITY_CHAT)
    await city.says("小田", said)
    await city.sees("张姐", said)
    await city.sees_nothing_of("张姐", "办得怎么样")


@pytest.mark.parametrize("said", ["豆腐摊也撵走了 1号完事了", "都撵走了", "处理完了"])
async def test_the_rest_is_done(city: World, said: str) -> None:
    """What was missing is done, in the words of the officer's group: it is asked how it was."""
    for label in ("我们到了", "办完了"):
        await city.press("小田", label, chat=CITY_CHAT)
    await city.says("小田", "摊都清了", chat=CITY_CHAT, answering="办了什么")
    await city.press("张姐", "返工")
    await city.says("张姐", "还剩一个没走")
    await city.says("小田", said, chat=CITY_CHAT)
    await city.sees("张姐", said, "办得怎么样")
