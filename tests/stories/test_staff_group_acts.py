"""The staff's group without Telegram's answers: what plainly is of a matter reaches it, talk reaches nothing."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import reported
from tests.stories.world import World

LAMP, DRAIN, GATE = "3号楼楼道灯不亮了", "3号楼厨房下水返水", "3号楼单元门锁坏了"
PHOTO = {"size": 1}


async def _one(world: World, words: str = DRAIN) -> None:
    await world.hears_all()
    await reported(world, words)


@pytest.mark.parametrize("said", ["我去看看", "我来吧", "归我归我", "行 我弄", "我接了 一会儿过去", "那我来吧"])
async def test_who_takes_the_one_that_stands(world: World, said: str) -> None:
    """The card is the last thing that the group was told, and nobody has it."""
    await _one(world)
    await world.says("李姐", said, chat="staff")
    await world.sees("孙大妈", "1号有人接了", "李姐")


@pytest.mark.parametrize("said", ["我来吧", "我接了", "这个我来"])
async def test_of_several_it_is_asked_which(world: World, said: str) -> None:
    """Two have nobody: one question with both; "none of these" ends it, and begins no report."""
    await _one(world)
    await reported(world, LAMP, "老郑")
    await world.says("李姐", said, chat="staff")
    await world.sees_buttons("李姐", "1号 下水道堵塞", "2号 楼道灯不亮", "算了", chat="staff")
    await world.press("李姐", "算了", chat="staff")
    await world.sees_nothing_of("李姐", "报上去", "是要报事")
    await world.says("李姐", said, chat="staff")
    await world.press("李姐", "2号 楼道灯不亮", chat="staff")
    await world.sees("李姐", "2号归您了", chat="staff")


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("两点去 带疏通机", "1号"),
        ("下午带人来疏通", "1号"),
        ("行 那我七点去 跟他说一声", "1号"),
        ("得等高压车 车坏半道了", "1号"),
        ("弄完了 通了", "咋办好的"),
        ("跟她说先少用点水", "1号：这句要转给居民吗"),
    ],
)
async def test_what_follows_the_press(world: World, said: str, sees: str) -> None:
    """Whoever has just taken one speaks of that."""
    await _one(world)
    await reported(world, LAMP, "老郑")
    await world.press("王师傅", "我来接", chat="staff", on="1号 下水道")
    await world.says("王师傅", said, chat="staff")
    await world.sees("王师傅", sees, chat="staff", since=None)
    last = (await world.phone("王师傅", chat="staff"))[-1]
    assert "1号" in last["text"], last


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("门锁我弄 下午换锁芯", "1号"),
        ("3号楼门锁我接了", "1号归您了"),
        ("门锁找厂家了 等维保来查", "1号"),
        ("门锁那个我报给物业公司了", "1号"),
        ("门锁我看着了 是闭门器掉了", "1号"),
        ("单元门这户给他定晚上七点", "1号"),
        ("门锁我先拿铁丝固定上", "1号"),
    ],
)
async def test_a_kind_and_an_act(world: World, said: str, sees: str) -> None:
    """The thing is named, and what becomes of it."""
    await _one(world, GATE)
    await world.says("王师傅", said, chat="staff")
    last = (await world.phone("王师傅", chat="staff"))[-1]
    assert sees in last["text"], last


@pytest.mark.parametrize(
    ("said", "reason"),
    [("灯泡没货 下午三点前能换", "灯泡没货"), ("供电局没配件", "供电局没配件"), ("得等厂家发货", "得等厂家发货")],
)
async def test_what_the_bot_has_just_asked_this_person(world: World, said: str, reason: str) -> None:
    """Why, and what helps meanwhile: the answers need no reply; what colleagues say between is no answer."""
    await _one(world, LAMP)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("李姐", "1号灯明天换", chat="staff")
    await world.press("李姐", "对，11月22日", chat="staff")
    for talk in ("中午吃啥", "老王你在哪", "收到", "哈哈 行"):
        await world.says("李姐", talk, chat="staff")
    await world.says("王师傅", said, chat="staff")
    await world.says("李姐", said, chat="staff")
    await world.says("李姐", "几点开会来着", chat="staff")
    await world.says("李姐", "先用手电", chat="staff")
    await world.sees("孙大妈", "11月22日", reason, "先用手电")
    await world.sees_nothing_of("孙大妈", "吃啥", "开会")


async def _danger(world: World) -> None:
    await world.hears_all()
    await world.says("孙大妈", "3号楼电梯卡住了，孩子困在里面")
    await world.press("孙大妈", "有，快来人")


@pytest.mark.parametrize("said", ["到了", "到场了", "我到了 在四楼卡着 孩子哭呢"])
async def test_at_the_scene_of_a_danger(world: World, said: str) -> None:
    """Its card is the last message: the button's words are the button."""
    await _danger(world)
    await world.says("李姐", said, chat="staff")
    await world.sees("孙大妈", "李姐", "到")
    await world.sees("张姐", "李姐", "到")


@pytest.mark.parametrize("said", ["我就在楼下 马上上去", "我这就过去", "在路上了 五分钟"])
async def test_on_the_way_to_a_danger(world: World, said: str) -> None:
    """Told to those called, and to whoever waits."""
    await _danger(world)
    await world.says("李姐", said, chat="staff")
    await world.sees("孙大妈", "李姐", "路上")


@pytest.mark.parametrize("said", ["维保电话打了 十五分钟到", "消防到了", "人出来了 没事了"])
async def test_words_on_a_danger_reach_those_called(world: World, said: str) -> None:
    """Who else comes, and that it is over: on the phones of all who were called; nobody comes who did not say so."""
    await _danger(world)
    await world.says("李姐", said, chat="staff")
    await world.sees("张姐", said)
    await world.sees_nothing_of("孙大妈", "李姐在路上", "李姐到")


async def test_the_all_clear_is_asked_about(world: World) -> None:
    """ "We are out" ends nothing by itself: one press does."""
    await _danger(world)
    await world.says("李姐", "到了", chat="staff")
    await world.says("李姐", "人出来了 没事了", chat="staff")
    await world.sees_buttons("李姐", "已解除", chat="staff")


async def test_a_photo_without_a_word(world: World) -> None:
    """Asked about, once, of whoever has one matter; never of several, and never sent by itself."""
    await _one(world)
    await world.sends("王师傅", chat="staff", photo=PHOTO)
    await world.press("王师傅", "我来接", chat="staff")
    await world.sends("王师傅", chat="staff", photo=PHOTO)
    await world.sends("王师傅", chat="staff", photo=PHOTO)
    asked = [one for one in await world.phone("王师傅", chat="staff") if "要转给居民吗" in one.get("text", "")]
    assert len(asked) == 1, asked
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.sends("王师傅", chat="staff", photo=PHOTO)
    await world.sees("王师傅", "补进结果吗", chat="staff")
    assert not [one for one in await world.phone("孙大妈") if one.get("photo")]


@pytest.mark.parametrize("said", ["别跟居民说啊 1号其实是老张自己拧走的", "1号她家老跟楼上吵 先别上门"])
async def test_what_no_resident_is_to_read(world: World, said: str) -> None:
    """A note, and no button that would pass it on."""
    await _one(world, LAMP)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("李姐", said, chat="staff")
    last = await world.sees("李姐", "1号记下了", chat="staff")
    assert "转给居民" not in str(last), last


async def test_who_may_not_take_it_reads_who_may(world: World) -> None:
    """Its card stands in this group, and is another grid's: one line, and no silence."""
    await world.hears_all()
    await world.says("Emma", "5号楼单元门锁坏了")
    await world.press("Emma", "Report it")
    await world.says("李姐", "1号我来吧 王师傅忙", chat="staff")
    await world.sees("李姐", "1号不归您接", "王师傅", chat="staff")


async def test_a_question_about_somebody(world: World) -> None:
    """ "Has he taken it": how that matter stands."""
    await _one(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("李姐", "王师傅接了没", chat="staff")
    await world.sees("李姐", "1号 下水道堵塞", "王师傅", chat="staff")


TALK = """
中午吃啥|老王你在哪|收到|都辛苦了 回去歇会|楼上那户老张家又没在 气死我了|我有 一会发你|哈哈 跟他家说不通的
行|好的|谁有梯子|我下午去区里开会|明天我休息|报表发群里了|表填完了|下班了|到家了没|今天真冷|路上小心|我也去|一会儿见|王哥给我带包烟|我去接孩子
""".replace("\n", "|")


@pytest.mark.parametrize("said", [one for one in TALK.split("|") if one])
async def test_talk_is_left_alone(world: World, said: str) -> None:
    """A matter stands, somebody has it, and colleagues talk."""
    await _one(world)
    await world.press("王师傅", "我来接", chat="staff")
    before = len(await world.phone("王师傅", chat="staff"))
    for who in ("王师傅", "李姐"):
        await world.says(who, said, chat="staff")
    assert len(await world.phone("王师傅", chat="staff")) == before + 2, await world.screen("王师傅", chat="staff")
    assert said not in await stored(world)
