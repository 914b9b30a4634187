"""A card that stays for days says no "yesterday" that becomes untrue, and no empty line."""

from tests.stories.departments import CITY_CHAT, whistled, with_departments
from tests.stories.test_resident_followed import resolved
from tests.stories.world import TEN, World, words


async def test_a_card_that_outlives_its_day(world: World) -> None:
    """Drawn on the day it says the hour; drawn again later, the date: in the group, and on the phones of those who
    have it."""
    await world.says("孙大妈", "厨房下水堵了，返水")
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", "10:00 报", chat="staff")
    await world.press("王师傅", "我来接")
    await world.forward(to=TEN.replace(day=22, hour=11))
    await world.says("孙大妈", "还返呢", answering="1号")
    for person, chat in (("李姐", "staff"), ("王师傅", "private")):
        card = await world.sees(person, "📍 北苑小区3号楼 · 11月21日 10:00 报", chat=chat)
        assert "昨天" not in words(card)
    await world.forward(to=TEN.replace(day=24, hour=11))
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", "昨天", "明天", chat=chat)


async def test_a_whistles_card_too(world: World) -> None:
    """The departments' cards and those of whoever whistled."""
    await with_departments(world)
    await world.says("孙大妈", "校门口全是摆摊的，接孩子过不去")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手")
    await world.press("张姐", "更多")
    await whistled(world)
    await world.forward(to=TEN.replace(day=22, hour=11))
    await world.press("小田", "我们到了", chat=CITY_CHAT)
    await world.sees("小田", "11月21日 10:05 吹哨", chat=CITY_CHAT)
    await world.sees_nothing_of("小田", "昨天", "明天", chat=CITY_CHAT)


async def test_no_empty_words(world: World) -> None:
    """Not solved, and all that was said of it is for the community alone: no line ends in "says:" and nothing."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "别的，我来说")
    await world.says("孙大妈", "王师傅说话太横了，骂人，活儿还漏")
    for person, chat in (("李姐", "staff"), ("王师傅", "private"), ("张姐", "private"), ("李姐", "private")):
        for message in await world.phone(person, chat=chat):
            lines = words(message).split("\n")
            assert not [one for one in lines if one.rstrip().endswith(("居民说：", "居民说：。"))], words(message)
            assert "居民说：。" not in words(message)


async def test_a_red_card_says_what_is_late(world: World) -> None:
    """Taken, and no plan after ten minutes: red, it says what was due, and still by when the resident is to hear."""
    await world.says("孙大妈", "厨房下水堵了，返水")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.forward(minutes=11)
    await world.sees(
        "李姐", "🔴 1号 下水道堵塞", "超时（10:10 该定下处理办法）", "10:15 前跟居民说处理办法", chat="staff"
    )
    await world.forward(minutes=5)
    await world.sees("李姐", "🔴 1号 下水道堵塞", "超时（10:10 该定下处理办法）", chat="staff")
