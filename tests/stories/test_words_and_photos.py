"""One utterance keeps its words and its photo: whatever was asked, a photo with a caption is answered by both."""

import pytest

from tests.stories.test_agenda import handed_up, opens_item
from tests.stories.test_consulting import asked, invited
from tests.stories.test_meeting import parties
from tests.stories.test_promises import promised
from tests.stories.test_resident_followed import accepted, reported, resolved
from tests.stories.world import World

__all__ = ["asked", "parties", "promised"]


async def photos(world: World, person: str, chat: str = "private") -> int:
    """How many of the bot's photos are on that phone."""
    return len([one for one in await world.phone(person, chat=chat) if one.get("photo") and one["from"].get("is_bot")])


async def shows(world: World, person: str, caption: str, *, chat: str = "private") -> None:
    """Send a photo with words under it."""
    await world.sends(person, chat=chat, photo={"size": 1}, caption=caption)


async def test_what_a_meeting_decided(world: World) -> None:
    """Why it cannot be done, with a photo of the place: the resident gets both."""
    await handed_up(world)
    await opens_item(world, "张姐")
    await world.press("张姐", "➖ 办不了")
    await shows(world, "张姐", "消防通道边上不能立杆")
    await world.says("张姐", "北门装两盏感应灯")
    await world.press("张姐", "就这么说")
    await world.sees("孙大妈", "消防通道边上不能立杆")
    assert await photos(world, "孙大妈") == 1


async def test_what_is_talked_over(asked: World) -> None:
    """A word when it is talked over, and what was agreed: all who are in it, the resident too, get words and photo."""
    world = asked
    await invited(world, "王师傅", "居民")
    await world.sees("孙大妈", "请您一起商量")
    invitation = await world.sees("王师傅", "请您一起商量")
    await world.sends("王师傅", photo={"size": 1}, caption="管子烂成这样", reply_to=invitation["message_id"])
    await world.sees("孙大妈", "管子烂成这样")
    assert await photos(world, "孙大妈") == 1
    await world.press("张姐", "达成一致", on="管子烂成这样")
    await shows(world, "张姐", "三家平分")
    await world.press("张姐", "就这么说")
    await world.sees("孙大妈", "🤝 1号商量好了：三家平分")
    assert await photos(world, "孙大妈") == 2
    assert await photos(world, "王师傅") == 1


async def test_thanks_with_a_photo(world: World) -> None:
    """They begin no report: whoever did it gets both."""
    await resolved(world)
    await world.press("孙大妈", "好了，满意")
    await shows(world, "孙大妈", "谢谢王师傅，擦得真亮堂")
    await world.sees("王师傅", "擦得真亮堂")
    assert await photos(world, "王师傅") == 1
    await world.sees_nothing_of("孙大妈", "您看看对不对")


async def test_why_it_cannot_wait(promised: World) -> None:
    """Whoever promised a later day gets both."""
    world = promised
    await world.press("孙大妈", "等不了")
    await world.press("孙大妈", "别的")
    before = await photos(world, "王师傅")
    await shows(world, "孙大妈", "水都漫到门口了")
    await world.sees("王师傅", "漫到门口")
    assert await photos(world, "王师傅") == before + 1


@pytest.mark.parametrize("asked", [True, False])
async def test_a_refused_day_with_a_fear_in_it(promised: World, asked: bool) -> None:
    """ "What if she falls? I don't agree": what is only feared asks for no danger; it is the answer to the day and no
    new report."""
    world = promised
    if asked:
        await world.press("孙大妈", "等不了")
    await world.says("孙大妈", "老人摔了咋办，我不同意")
    await world.sees("孙大妈", "记下了，我告诉物业 王师傅")
    await world.sees("王师傅", "老人摔了咋办，我不同意")
    await world.sees_nothing_of("孙大妈", "您看看对不对")


async def test_a_door_with_a_photo(world: World) -> None:
    """A photo has nowhere to go where only one person may read: the words are given, and it is said that it is not."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await shows(world, "孙大妈", "2单元502，下午在家")
    await world.sees("孙大妈", "给王师傅了，没给别人")
    await world.sees("孙大妈", "只用了您写的字，照片没留")


@pytest.mark.parametrize("where", ["private", "staff"])
async def test_i_take_it_with_a_photo(world: World, where: str) -> None:
    """ "I'll take it" under a photo: taken, and the photo is with the matter."""
    await reported(world)
    message = await world.sees("王师傅", "1号", chat=where)
    await world.sends("王师傅", chat=where, photo={"size": 1}, caption="我来接", reply_to=message["message_id"])
    await world.sees("孙大妈", "1号有人接了（已受理）：物业 王师傅")
    await world.press("李姐", "看经过", on="王师傅接了")
    await world.sees("李姐", "我来接", "📷1")


@pytest.mark.parametrize("said", ["语音里说的是厨房 不是厕所", "说的是我家那个"])
async def test_words_after_the_kind_of_a_voice_message(world: World, said: str) -> None:
    """〔下水〕 was pressed under a voice message, and words come instead of the next press: it stays a drain."""
    await world.sends("孙大妈", voice={"duration": 7})
    await world.press("孙大妈", "下水")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您看看对不对", "🏷 下水道堵塞", said)


@pytest.mark.parametrize("said", ["我家小狗锁阳台了 门把手坏了 能不能帮开一下", "小猫锁阳台了 把手坏了进不去"])
async def test_a_pet_that_is_locked_in_is_no_nuisance(world: World, said: str) -> None:
    """A door has to be opened."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您看看对不对", "钥匙")
    await world.sees_nothing_of("孙大妈", "动物扰民")
