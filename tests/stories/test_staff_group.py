"""The staff's group, where the bot reads everything: what names a matter is about that matter, all else is talk."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import reported
from tests.stories.world import World

BOT = "@weilinli_bot"
LAMP, MANHOLE = "3号楼楼道灯不亮了", "3号楼前面井盖没了"


async def standing(world: World) -> None:
    """No. 1 the manhole, No. 2 the lamp; nobody has them yet, and the bot reads all of the group."""
    await world.hears_all()
    await reported(world, MANHOLE, "老郑")
    await reported(world, LAMP)


@pytest.mark.parametrize(
    ("who", "said", "sees"),
    [
        ("王师傅", "井盖我接", "1号归您了"),
        ("王师傅", "3号楼那个灯我来接", "2号归您了"),
        ("李姐", "灯谁去看", "2号 楼道灯不亮 · 等人接"),
        ("张姐", "灯修好没", "2号 楼道灯不亮 · 等人接"),
        ("张姐", "井盖咋样了", "1号 井盖 · 等人接"),
        ("王师傅", "井盖装好了", "1号办好了吗"),
        ("张姐", "2号灯修没修啊 @李师傅", "2号 楼道灯不亮 · 等人接"),
        ("王师傅", "2号我看过了，是灯泡坏了", "2号记下了"),
    ],
)
async def test_a_kind_names_the_matter(world: World, who: str, said: str, sees: str) -> None:
    """Without an answer to any card: the number, or the kind of the only one that stands there, is the matter."""
    await standing(world)
    await world.says(who, said, chat="staff")
    await world.sees(who, sees, chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "都抓紧啊",
        "这灯真够愁人的",
        "孙大妈报的灯那个我家也看不见",
        "老孙太太天天报事儿，闲的",
        "5号楼灯修好了",
        "2号我值班",
        "2号开会，都来",
        "明天供热公司来检查",
        "中午吃啥",
        "今天真冷",
        "辛苦大家了",
    ],
)
async def test_talk_of_staff_is_left_alone(world: World, said: str) -> None:
    """Talk, gossip, another building, a day of the month: nothing is noted anywhere, answered, or kept."""
    await standing(world)
    before = await world.screen("王师傅", chat="staff")
    await world.says("李姐", said, chat="staff")
    after = await world.screen("王师傅", chat="staff")
    assert after.count("微邻里") == before.count("微邻里"), after
    assert said not in await stored(world)


async def test_of_two_of_a_kind_it_is_asked(world: World) -> None:
    """Two lamps stand: "the lamp is mine" is asked about, and the press goes to that one."""
    await world.hears_all()
    await reported(world, LAMP)
    await world.says("张姐", "/bao 5号楼楼道灯不亮了", chat="staff")
    await world.says("王师傅", "灯我来接", chat="staff")
    await world.press("王师傅", "2号", chat="staff")
    await world.sees("李姐", "2号 楼道灯不亮 · 有人接了", chat="staff")
    await world.sees("李姐", "1号 楼道灯不亮 · 等人接", chat="staff")


async def test_an_answer_to_our_short_line(world: World) -> None:
    """What answers "No. 2 is yours", or how it stands, is about No. 2, as if it answered its card."""
    await standing(world)
    await world.says("王师傅", "2号我接", chat="staff")
    await world.says("王师傅", "明天去换灯泡", chat="staff", answering="2号归您了")
    await world.press("王师傅", "对，11月22日", chat="staff")
    await world.says("张姐", "1号咋样了", chat="staff")
    await world.says("李姐", "我接", chat="staff", answering="1号 井盖 · 等人接")
    await world.sees("李姐", "1号归您了", chat="staff")


@pytest.mark.parametrize(
    ("said", "sees"),
    [("今晚谁值班", "三网格：网格长 李姐"), ("现在还有几件没办", "没完的 2 件"), ("哪些最急", "没完的 2 件")],
)
async def test_a_question_of_the_work_is_answered_privately(world: World, said: str, sees: str) -> None:
    """Who is on duty, what is left: to our name in the staff's group it is answered privately, and files nothing."""
    await standing(world)
    await world.says("李姐", f"{BOT} {said}", chat="staff")
    await world.sees("李姐", "私聊回您了", chat="staff")
    await world.sees("李姐", sees)
    await world.sees_nothing_of("李姐", "3号 ", "报上去", chat="staff")


@pytest.mark.parametrize("said", ["真聪明", "老孙太太天天报事儿，闲的"])
async def test_what_says_nothing_is_asked_about(world: World, said: str) -> None:
    """By its name, and nothing in the words says what is wrong: nothing is filed before whoever wrote it presses."""
    await world.says("孙大妈", f"{BOT} {said}", chat="residents")
    asked = await world.sees("孙大妈", "没听出是啥事，还没报", chat="residents")
    assert await world.press("老郑", "报上去", chat="residents"), "not for a neighbour"
    await world.sees_nothing_of("李姐", said)
    await world.press("孙大妈", "不用", chat="residents")
    await world.forward(minutes=11)
    await world.sees_nothing_of("李姐", said)
    assert said not in await stored(world), asked


async def test_what_says_nothing_is_reported_by_a_press(world: World) -> None:
    """The press reports the words as they stand, in a group where the bot does not read along too."""
    await world.says("孙大妈", f"{BOT} 来个人看看呗", chat="residents")
    await world.press("孙大妈", "报上去", chat="residents")
    await world.sees("李姐", "1号", "“来个人看看呗”")


async def test_a_day_corrected_while_it_is_asked_about(world: World) -> None:
    """明天 becomes 后天 while the bot asks about the day: it asks about the new one, and a note follows the note."""
    await standing(world)
    await world.says("王师傅", "2号我接", chat="staff")
    await world.says("王师傅", "明天去换灯泡", chat="staff", answering="2号归您了")
    await world.edits("王师傅", "明天去换灯泡", "后天去换灯泡", chat="staff")
    await world.sees("王师傅", "2号：改的话记上了", chat="staff")
    await world.press("王师傅", "对，11月23日", chat="staff")
    for label in ("等配件", "没有"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("孙大妈", "11月23日")
    await world.edits("王师傅", "后天去换灯泡", "大后天去换灯泡", chat="staff")
    await world.sees("王师傅", "2号", "跟居民说的是 11月23日", "改日子", chat="staff")


async def test_words_under_a_question_corrected(world: World) -> None:
    """The buttons that stand mean the new words, and the group reads that they do."""
    await standing(world)
    await world.says("王师傅", "2号我来接，明天去换", chat="staff")
    await world.edits("王师傅", "2号我来接，明天去换", "2号我来接，后天去换", chat="staff")
    await world.sees("李姐", "2号记下了，居民看不到", chat="staff")
    await world.press("王师傅", "给居民定个时间", chat="staff")
    await world.sees_buttons("王师傅", "对，11月23日", chat="staff")


async def test_a_press_in_words_corrected_in_the_group(world: World) -> None:
    """What was done by the first words stands, and it is said so; words of danger call everybody all the same."""
    await standing(world)
    await world.says("王师傅", "2号我来接", chat="staff")
    await world.edits("王师傅", "2号我来接", "2号我不接了", chat="staff")
    await world.sees("王师傅", "先写的那句已经算数了", chat="staff")
    await world.edits("王师傅", "2号我不接了", "2号着火了，快来人", chat="staff")
    await world.sees("张姐", "2号 着火（楼道灯不亮）")


async def test_talk_that_names_a_matter_once_it_is_edited(world: World) -> None:
    """ "一会儿去看" becomes "2号我来接": taken, as if it were written so."""
    await standing(world)
    await world.says("王师傅", "一会儿去看", chat="staff")
    await world.edits("王师傅", "一会儿去看", "2号我来接", chat="staff")
    await world.sees("王师傅", "2号归您了", chat="staff")


GLASS = "单元门玻璃碎了"


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("玻璃我换 下午割回来就安", "2号要您来接吗"),
        ("玻璃那个让王师傅弄", "2号派给物业 王师傅了"),
        ("单元门玻璃这个我没法弄 得街道出钱", "2号卡在哪儿"),
        ("玻璃我去买", "2号"),
        ("下水那个派给王师傅", "1号派给物业 王师傅了"),
    ],
)
async def test_a_thing_names_the_matter(world: World, said: str, sees: str) -> None:
    """A thing of which the report tells names it, be it of no kind: "玻璃" of the door of the entrance."""
    await world.hears_all()
    await reported(world)
    await reported(world, GLASS, "老郑")
    await world.says("李姐", said, chat="staff")
    await world.sees("李姐", sees, chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "中午谁带玻璃胶了",
        "玻璃店老板是我同学",
        "谁看见我玻璃杯了",
        "下水道那味儿想起来就恶心 哈哈",
        "我车坏了 坐公交来的",
    ],
)
async def test_a_thing_in_talk_names_nothing(world: World, said: str) -> None:
    """The same thing in talk between colleagues is left alone."""
    await world.hears_all()
    await reported(world)
    await reported(world, GLASS, "老郑")
    before = await world.screen("王师傅", chat="staff")
    await world.says("李姐", said, chat="staff")
    after = await world.screen("王师傅", chat="staff")
    assert after.replace(said, "").strip().startswith(before.strip())
    assert "记下了" not in after


async def test_a_photo_with_words_of_another_matter_reaches_no_resident(world: World) -> None:
    """No. 1 was just done; a photo with words of the glass is no part of its result."""
    await world.hears_all()
    await reported(world)
    await reported(world, GLASS, "老郑")
    await world.press("王师傅", "我来接", on="1号", chat="staff")
    await world.press("王师傅", "办好了", on="1号", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.sends("王师傅", chat="staff", photo={"size": 1}, caption="玻璃尺寸量了 87乘120 下午去割")
    await world.sends("王师傅", chat="staff", photo={"size": 1}, caption="气放完了 热了")
    for resident in ("孙大妈", "老郑"):
        await world.sees_nothing_of(resident, "玻璃尺寸", "补充", "热了")
