"""Two matters in one message are shown as two: one press files both, or it is one; silence loses nothing."""

import pytest

from tests.stories.world import World, words

TWO = "路灯坏了，还有垃圾没人收"


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        (TWO, ("路灯不亮", "路灯坏了"), ("", "垃圾没人收")),
        ("下水道堵了，另外单元门也坏了", ("下水道堵塞", "下水道堵了"), ("单元门坏了", "单元门也坏了")),
        ("楼道灯不亮，再一个电梯老停", ("楼道灯不亮", "楼道灯不亮"), ("电梯", "电梯老停")),
        ("水管漏水顺便说一下门口垃圾满了", ("漏水", "水管漏水"), ("", "门口垃圾满了")),
    ],
)
async def test_both_are_filed(world: World, said: str, first: tuple[str, str], second: tuple[str, str]) -> None:
    """Each has its own number, category and words."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您说了 2 件事", first[1], second[1])
    await world.press("孙大妈", "两件都报")
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("孙大妈", "报上去了，2号")
    await world.sees("李姐", f"1号 {first[0]}", f"“{first[1]}”", chat="staff")
    await world.sees("李姐", f"2号 {second[0]}", f"“{second[1]}”", chat="staff")
    await world.forward(minutes=11)
    await world.sees_nothing_of("孙大妈", "3号", "还没报上去")


async def test_it_is_one(world: World) -> None:
    """ "是一件事": the ordinary card, and one number with all the words; asked no second time."""
    await world.says("孙大妈", TWO)
    await world.press("孙大妈", "是一件事")
    await world.sees("孙大妈", "您看看对不对", TWO)
    await world.says("孙大妈", "就在3号楼门口")
    await world.sees("孙大妈", "您看看对不对", TWO, "门口")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号", "您说的都写在这一号里了")
    await world.sees_nothing_of("孙大妈", "2号")


async def test_one_is_reminded_of_as_one(world: World) -> None:
    """ "是一件事", and then nothing: the reminder offers the one report, and not both again."""
    await world.says("孙大妈", TWO)
    await world.press("孙大妈", "是一件事")
    await world.forward(minutes=3)
    await world.sees_buttons("孙大妈", "✅ 报上去", on="还没报上去")
    await world.sees_nothing_of("孙大妈", "在下面点一下就行")


async def test_silence_files_both(world: World) -> None:
    """Nobody presses: each is filed by itself, with its own words."""
    await world.says("孙大妈", TWO)
    await world.forward(minutes=10)
    await world.sees("孙大妈", "我先替您报上去了，1号")
    await world.sees("孙大妈", "我先替您报上去了，2号")
    await world.sees("李姐", "“路灯坏了”", chat="staff")
    await world.sees("李姐", "“垃圾没人收”", chat="staff")


async def test_silence_files_those_of_two_buildings_as_one(world: World) -> None:
    """Where a building is named for one of them they are filed as one, with all the words, and that is said."""
    await world.says("孙大妈", "楼道灯坏了，另外5号楼单元门坏了")
    await world.forward(minutes=10)
    await world.sees("孙大妈", "我先替您报上去了，1号", "您说的都写在这一号里了")


async def test_each_with_its_place(world: World) -> None:
    """A building that is said of one is not the other's."""
    await world.says("孙大妈", "楼道灯坏了，另外5号楼单元门坏了")
    await world.sees("孙大妈", "楼道灯不亮 · 📍 北苑小区3号楼", "单元门坏了 · 📍 北苑小区5号楼")
    await world.says("孙大妈", "对")
    await world.sees("郑大哥", "单元门坏了", "5号楼")
    card = await world.sees("李姐", "1号 楼道灯不亮", chat="staff")
    assert "3号楼" in words(card)


async def test_two_messages(world: World) -> None:
    """The second matter comes in a second message."""
    await world.says("孙大妈", "路灯坏了")
    await world.says("孙大妈", "还有垃圾没人收")
    await world.sees("孙大妈", "您说了 2 件事")
    await world.says("孙大妈", "两件都报")
    await world.sees("孙大妈", "报上去了，2号")


async def test_a_photo_goes_with_both(world: World) -> None:
    """What was sent along goes with each: nobody can tell which it shows."""
    await world.sends("孙大妈", photo={"size": 1}, caption=TWO)
    await world.press("孙大妈", "两件都报")
    await world.sees("李姐", "1号", "📷1", chat="staff")
    await world.sees("李姐", "2号", "📷1", chat="staff")


async def test_a_list_in_a_caption(world: World) -> None:
    """ "1、…2、…3、…" under a photo, in one line: three, as in words alone; each without its number in the list."""
    await world.sends("孙大妈", photo={"size": 1}, caption="1、路灯坏了2、垃圾没人收3、单元门关不上")
    await world.sees("孙大妈", "您说了 3 件事", "路灯坏了", "垃圾没人收", "单元门关不上")
    await world.press("孙大妈", "都报")
    await world.sees("李姐", "1号", "“路灯坏了”", "📷1", chat="staff")
    await world.sees("李姐", "3号", "“单元门关不上”", "📷1", chat="staff")


async def test_none_of_them(world: World) -> None:
    """ "算了" drops both."""
    await world.says("孙大妈", TWO)
    await world.says("孙大妈", "算了")
    await world.forward(minutes=11)
    await world.sees_nothing_of("孙大妈", "报上去了，")


async def test_one_private(world: World) -> None:
    """A quarrel and a lamp: the lamp goes to the group, the quarrel to nobody but the community."""
    await world.says("孙大妈", "跟楼上闹矛盾了，还有路灯坏了")
    await world.press("孙大妈", "两件都报")
    await world.sees("李姐", "路灯坏了", chat="staff")
    await world.sees_nothing_of("李姐", "矛盾", chat="staff")


async def test_danger_is_no_second_matter(world: World) -> None:
    """Danger first, whole."""
    await world.says("孙大妈", "家里煤气味很大，还有路灯坏了")
    await world.sees("孙大妈", "闻着煤气味")
    await world.sees_nothing_of("孙大妈", "您说了 2 件事")


async def test_both_in_a_group(world: World) -> None:
    """ "/bao" with two matters: filed as one at once, and one press makes the second a report of its own."""
    await world.says("孙大妈", f"/bao {TWO}", chat="residents")
    await world.sees("孙大妈", "记下了，1号", "2 件事", chat="residents")
    await world.press("孙大妈", "两件都报", chat="residents")
    await world.sees("孙大妈", "记下了，1号、2号", chat="residents")
    await world.sees("李姐", "2号", "“垃圾没人收”", chat="staff")
    await world.sees("孙大妈", "报上去了，2号")


async def test_one_in_a_group(world: World) -> None:
    """ "是一件事" in the group: it stays one; a neighbour cannot press."""
    await world.says("孙大妈", f"/bao {TWO}", chat="residents")
    assert "说话的人自己按" in await world.press("老郑", "两件都报", chat="residents")
    await world.press("孙大妈", "是一件事", chat="residents")
    await world.sees("李姐", "1号", TWO, chat="staff")
    await world.sees_nothing_of("李姐", "2号", chat="staff")


@pytest.mark.parametrize(
    "said",
    ["8号楼101老伴瘫在床上，要人背下去", "老伴瘫在床上，要人背下楼", "5号楼那边也一样"],
    ids=["elsewhere", "helpless", "place"],
)
async def test_another_need_is_no_word_on_what_is_open(world: World, said: str) -> None:
    """Somebody who is helpless, or another building, is not passed on to whoever has an open matter: asked first."""
    await world.says("孙大妈", "校门口全是摆摊的，接孩子过不去")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.sees("孙大妈", "王师傅")
    asked = len(await world.phone("孙大妈"))
    await world.says("孙大妈", said)
    await world.sees_nothing_of("王师傅", said)
    assert len(await world.phone("孙大妈")) > asked + 1
    await world.sees_nothing_of("孙大妈", "转给")


@pytest.mark.parametrize("said", ["加一句 就在化粪池边上", "补充一下，旁边还堆着垃圾", "忘说了，是下水道那个井盖"])
async def test_one_more_word_is_no_second_matter(world: World, said: str) -> None:
    """ "加一句 ..." belongs to what was just written: one matter, of its kind."""
    await world.says("孙大妈", "3号楼后头井盖没了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您看看对不对", "🏷 井盖", "3号楼后头井盖没了")
    await world.sees_nothing_of("孙大妈", "2 件事")
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "1号 井盖", said[-4:], chat="staff")


async def test_to_add_something(world: World) -> None:
    """ "加一句" alone asks for it, and stands in no report."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.says("孙大妈", "加一句")
    await world.says("孙大妈", "灯罩子也掉了")
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "1号 楼道灯不亮", "灯罩子也掉了", chat="staff")
    await world.sees_nothing_of("王师傅", "加一句", chat="staff")


@pytest.mark.parametrize(
    ("first", "second", "there"),
    [
        ("3号楼一楼灯坏了", "5号楼二楼灯也坏了", "5号楼"),
        ("3号楼单元门关不上", "6号楼单元门也关不上", "6号楼"),
    ],
)
async def test_of_two_buildings_each_is_its_own(world: World, first: str, second: str, there: str) -> None:
    """The lamps of two buildings are two, though they are of a kind: “报” files each at its building."""
    await world.says("孙大妈", first)
    await world.says("孙大妈", second)
    await world.sees("孙大妈", "您说了 2 件事", "北苑小区3号楼", f"北苑小区{there}")
    await world.says("孙大妈", "报")
    await world.sees("孙大妈", "报上去了，2号")
    await world.sees("李姐", "1号", "北苑小区3号楼", first)
    await world.sees("郑大哥", "2号", f"北苑小区{there}", second)


@pytest.mark.parametrize("said", ["不报这个 我说的是5号楼", "不是3号楼 是5号楼", "说错了 是5号楼", "我说的是5号"])
async def test_the_building_is_corrected(world: World, said: str) -> None:
    """Another building is meant: the draft goes there, is not dropped, and has none of these words."""
    await world.says("孙大妈", "3号楼一楼灯坏了")
    await world.says("孙大妈", said)
    card = words(await world.sees("孙大妈", "您看看对不对", "📍 北苑小区5号楼", "3号楼一楼灯坏了"))
    assert said not in card
    await world.press("孙大妈", "报上去")
    await world.sees("郑大哥", "1号 楼道灯不亮", "北苑小区5号楼")


@pytest.mark.parametrize("second", ["楼下积水了", "还有我家门口灯也不亮"])
async def test_another_thing_without_its_name(world: World, second: str) -> None:
    """A puddle beside a gate, a lamp at the door beside it: two matters, though no kind is called by its name."""
    await world.says("孙大妈", "单元门坏了关不上")
    await world.says("孙大妈", second)
    await world.sees("孙大妈", "您说了 2 件事")
