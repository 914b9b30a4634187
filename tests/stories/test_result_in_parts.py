"""A result that comes in parts: the photo first and its words after, or the other way round."""

import pytest

from tests.stories.world import World, buttons

PHOTO = {"size": 1}


@pytest.fixture
async def held(world: World) -> World:
    """孙大妈 has reported a blocked drain; 王师傅 took it."""
    await world.says("孙大妈", "厨房下水堵了，返水")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    return world


SAID = ("换了个新阀门，试过了不漏了", "通了", "主管道里掏出来一块抹布 以后别往里倒剩菜", "弄完了，没收钱")


@pytest.mark.parametrize("said", SAID, ids=["valve", "through", "rag", "free"])
async def test_the_photo_first_then_its_words(held: World, said: str) -> None:
    """Privately: the photo ends it, and the words that follow are its result: told once more, rated once."""
    await held.press("王师傅", "办好了")
    await held.sends("王师傅", photo=PHOTO)
    await held.sees("孙大妈", "1号办好了", "📷1")
    await held.forward(minutes=1)
    await held.says("王师傅", said)
    await held.sees("王师傅", "1号", "补进结果")
    more = await held.sees("孙大妈", "1号", said)
    assert not buttons(more)
    await held.sees("李姐", said, chat="staff")
    for wrong in ("那就好", "是要报事吗", "这是说哪", "有啥事随时说"):
        await held.sees_nothing_of("王师傅", wrong)
    await held.press("孙大妈", "好了，满意")
    await held.says("孙大妈", "/wode")
    await held.sees_nothing_of("孙大妈", "第2次")


async def test_the_words_first_then_photos(held: World) -> None:
    """A button, then two photos, one by one: both reach the resident."""
    await held.press("王师傅", "办好了")
    await held.press("王师傅", "已疏通")
    for _ in range(2):
        await held.sends("王师傅", photo=PHOTO)
    assert len([one for one in await held.phone("孙大妈") if one.get("photo")]) == 2
    await held.sees("李姐", "1号", "📷2", chat="staff")
    await held.sees_nothing_of("王师傅", "这是啥事", "是要报事")


async def test_words_after_words_are_asked_about(held: World) -> None:
    """A result that has its words: what is written next may be about anything, and is asked about."""
    await held.press("王师傅", "办好了")
    await held.press("王师傅", "已疏通")
    await held.says("王师傅", "掏出来一块抹布")
    await held.sees_nothing_of("孙大妈", "抹布")
    await held.press("王师傅", "补上")
    await held.sees("孙大妈", "1号", "掏出来一块抹布")


async def test_what_is_no_result_is_none(held: World) -> None:
    """Thanks, a report with a place, another number, a time later: none of them is a result."""
    await held.press("王师傅", "办好了")
    await held.sends("王师傅", photo=PHOTO)
    for other in ("好的", "3号楼单元门坏了", "2号咋样了"):
        await held.says("王师傅", other)
        await held.sees_nothing_of("孙大妈", other)
    await held.forward(minutes=11)
    await held.says("王师傅", "换了根管子")
    await held.sees_nothing_of("孙大妈", "换了根管子")


async def test_after_the_rating(held: World) -> None:
    """Rated by then: the words are kept with the result, and the resident is left in peace."""
    await held.press("王师傅", "办好了")
    await held.sends("王师傅", photo=PHOTO)
    await held.press("孙大妈", "好了，满意")
    await held.says("王师傅", "换了个新阀门")
    await held.sees("王师傅", "1号", "居民已经评过")
    await held.sees_nothing_of("孙大妈", "新阀门")


async def test_as_an_answer_to_what_was_said(held: World) -> None:
    """The words as an answer to "done", or to the question before: the same."""
    await held.press("王师傅", "办好了")
    await held.sends("王师傅", photo=PHOTO)
    await held.says("王师傅", "换了个新阀门", answering="1号办好了")
    await held.sees("孙大妈", "1号", "换了个新阀门")


async def test_in_the_group_a_photo_that_answers_nothing(world: World) -> None:
    """The bot reads all: a photo right after the press may be the result, without an answer to anything: one press."""
    await world.hears_all()
    await world.says("孙大妈", "厨房下水堵了，返水")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.sends("李姐", chat="staff", photo=PHOTO)
    await world.sees_nothing_of("孙大妈", "办好了")
    await world.sends("王师傅", chat="staff", photo=PHOTO)
    await world.sees_nothing_of("孙大妈", "办好了")
    await world.press("王师傅", "办好了", chat="staff", on="用这张照片当结果吗")
    await world.sees("孙大妈", "1号办好了", "📷1")
    await world.says("王师傅", "晌午吃啥", chat="staff")
    await world.sees_nothing_of("孙大妈", "晌午吃啥")


async def test_in_the_group_it_is_said_how(world: World) -> None:
    """The bot reads answers only: the question says how the photo comes to it; so do words after it."""
    await world.says("孙大妈", "厨房下水堵了，返水")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    asks = await world.sees("王师傅", "咋办好的", "回复这条", chat="staff")
    await world.sends("王师傅", chat="staff", photo=PHOTO, reply_to=asks["message_id"])
    await world.sees("孙大妈", "1号办好了", "📷1")
    await world.sends("王师傅", chat="staff", text="换了个新阀门", reply_to=asks["message_id"])
    await world.sees("孙大妈", "1号", "换了个新阀门")
    await world.sees("李姐", "1号", "换了个新阀门", chat="staff")
