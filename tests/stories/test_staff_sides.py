"""The staff's side of a conversation in their group: who goes, whose home it is, what only sounds like it."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World, buttons, words

DRAIN, LEAK, LAMP = "厨房下水返水", "水管接头漏水了", "3号楼后身路灯不亮了"


async def _stands(world: World, *what: str) -> None:
    await world.hears_all()
    for said, who in zip(what, ("孙大妈", "老郑"), strict=False):
        await reported(world, said, who)


async def _taken(world: World, who: str) -> None:
    """By these words, or by one press below them."""
    if "我来接" in "".join(buttons((await world.phone(who, chat="staff"))[-1])):
        await world.press(who, "我来接", chat="staff")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("李姐", "我吃完饭过去瞅瞅"),
        ("李姐", "吃口饭就过去看看"),
        ("王师傅", "下班我上去看看"),
        ("张姐", "那我礼拜一上午去一趟 李姐跟我一块"),
        ("王师傅", "我下午过去看一眼"),
        ("王师傅", "我明早去一趟吧"),
        ("小孙", "老李睡了 我下去看看"),
        ("李师傅", "王师傅在开会 我上去瞅瞅"),
        ("李姐", "孙大妈家我去"),
        ("李姐", "老孙家我上门看看"),
        ("王师傅", "我來 半小時到"),
        ("王师傅", "行 那我一会儿过去瞧瞧啥毛病"),
    ],
)
async def test_who_goes(world: World, who: str, said: str) -> None:
    """The only one that nobody has: taken, or asked by one press."""
    await _stands(world, DRAIN)
    await world.says(who, said, chat="staff")
    await _taken(world, who)
    await world.sees("孙大妈", "1号有人接了", who)


@pytest.mark.parametrize(
    ("said", "resident"),
    [
        ("我接了 先去孙大妈那", "孙大妈"),
        ("老郑家我去 水管接头好弄", "老郑"),
        ("2号我来 半小时到", "老郑"),
        ("接头那个我去", "老郑"),
        ("孙大妈家我下午去", "孙大妈"),
        ("老郑那我去看看", "老郑"),
    ],
)
async def test_whose_home_it_is(world: World, said: str, resident: str) -> None:
    """Of two alike: whose home is named, or what only one tells of."""
    await _stands(world, "厨房棚顶漏水", LEAK)
    await world.says("李姐", said, chat="staff")
    await _taken(world, "李姐")
    await world.sees(resident, "有人接了", "李姐")
    await world.sees_nothing_of("老郑" if resident == "孙大妈" else "孙大妈", "有人接了")


async def test_the_card_straight_above(world: World) -> None:
    """One stands for a while, another comes: who goes means that one."""
    await _stands(world, DRAIN)
    await world.forward(minutes=3)
    await reported(world, LAMP, "老郑")
    await world.says("王师傅", "我吃完饭过去瞅瞅", chat="staff")
    await _taken(world, "王师傅")
    await world.sees("老郑", "2号有人接了", "王师傅")
    await world.sees_nothing_of("孙大妈", "1号有人接了")


async def test_the_lamp_in_the_evening(world: World) -> None:
    """ "路灯那个我晚上去 白天看不出来哪个坏": no question."""
    await _stands(world, DRAIN, LAMP)
    await world.says("王师傅", "路灯那个我晚上去 白天看不出来哪个坏", chat="staff")
    await _taken(world, "王师傅")
    await world.sees("老郑", "2号有人接了", "王师傅")


TALK = """
我吃完饭去看电影|吃完饭过去打牌|下班我去接孩子|我下午去趟街道|那我礼拜一上午去体检|我晚上去我妈那
老李睡了 我也睡|王师傅在开会 别吵|小周家我去过了 没事|我去看看孩子作业|你吃完饭过去瞅瞅
老王家我去吃饭|谁家我去啊|大家我去打水了|我来晚了 半小时到不了|吃完饭去不去看看|下班去我家看看
咱吃完饭去哪看看|老刘家的事我去年就说过|我一会儿去看牙|我明天去看房|我去看看快递到没|老李睡了吗
""".replace("\n", "|")


@pytest.mark.parametrize("said", [one for one in TALK.split("|") if one])
async def test_only_sounds_like_it(world: World, said: str) -> None:
    """Left alone, under a new card and beside one in hand."""
    await _stands(world, DRAIN, LAMP)
    await world.press("李姐", "我来接", chat="staff", on="2号")
    before = len(await world.phone("李姐", chat="staff"))
    for who in ("李姐", "王师傅"):
        await world.says(who, said, chat="staff")
    assert len(await world.phone("李姐", chat="staff")) == before + 2, await world.screen("李姐", chat="staff")
    assert words((await world.phone("李姐", chat="staff"))[-1]) == said


@pytest.mark.parametrize(
    ("who", "said", "sees"),
    [
        ("李姐", "这得叫城管啊 我们管不了", "2号该归谁"),
        ("李姐", "这事我去说过两回了 不听啊 得社区出面", "卡在哪儿"),
        ("王师傅", "路灯这个整不了 是路灯所的线", "2号该归谁"),
        ("张姐", "2号咋回事 不就是说灯吗", "2号 路灯不亮 · 等人接"),
    ],
)
async def test_it_is_not_theirs(world: World, who: str, said: str, sees: str) -> None:
    """Whose it is, up, or how it stands: of the card that came last."""
    await _stands(world, DRAIN)
    await world.forward(minutes=3)
    await reported(world, LAMP, "老郑")
    await world.says(who, said, chat="staff")
    await world.sees(who, sees, chat="staff")


async def test_a_colleague_by_his_name_with_a_sign(world: World) -> None:
    """ "@王师傅 孙大妈家你去看看" gives it; "灯换了没 @王师傅" asks him, and says how it stands."""
    await _stands(world, DRAIN, LAMP)
    await world.press("李姐", "我来接", chat="staff", on="1号")
    await world.says("李姐", "@王师傅 孙大妈家你去看看", chat="staff")
    await world.sees("李姐", "1号派给物业 王师傅了", chat="staff")
    await world.press("李师傅", "我来接", chat="staff", on="2号")
    await world.says("张姐", "2号灯换了没 @李师傅", chat="staff")
    await world.sees("李师傅", "2号", "灯换了没")


async def test_it_is_handed_back_in_a_word(world: World) -> None:
    """ "退回去吧" of whoever was given it is the button."""
    await _stands(world, LAMP)
    await world.says("张姐", "1号让李师傅去")
    await world.says("李师傅", "退回去吧")
    await world.sees("李师傅", "1号为啥不归您")


async def test_it_is_over_for_the_resident(world: World) -> None:
    """ "出去了 谢了啊", "不滴答了 妥了": is it mended?"""
    await _stands(world, "停车把道堵死了 急用车", "厨房棚顶漏水")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.press("李姐", "我来接", chat="staff", on="2号")
    await world.says("孙大妈", "出去了 谢了啊")
    await world.sees("孙大妈", "是说1号好了吗")
    await world.says("老郑", "不滴答了 妥了")
    await world.sees("老郑", "是说2号好了吗")


async def test_leave_is_leave(world: World) -> None:
    """Of hours, in the group, and taken back; nothing of it is written on a matter."""
    await _stands(world, DRAIN)
    await world.says("王师傅", "我下午去医院 晚上七点回来")
    await world.sees("王师傅", "12:00", "19:00", "找谁")
    await world.says("李姐", "我明天开会 不在 有事找小孙", chat="staff")
    await world.press("李姐", "小孙")
    await world.says("李姐", "不请了 会改期了")
    await world.sees("李姐", "照常找您")
    await world.sees_nothing_of("李姐", "这是说哪一件")


async def test_meetings_in_a_word(world: World) -> None:
    """Two for the agenda at once; "开会", "散会" show what begins and ends one."""
    await _stands(world, "楼道三楼灯不亮了", "烤串占道")
    await world.says("张姐", "把孙大妈灯那个事 还有烤串那个 下回联席会都说说")
    await world.sees("张姐", "1号上了北苑社区的议程")
    await world.sees("张姐", "2号上了北苑社区的议程")
    await world.says("张姐", "开会")
    await world.press("张姐", "开会", on="议程：2 件")
    await world.says("张姐", "散会")
    await world.sees_buttons("张姐", "散会")


async def test_how_it_stands_by_a_thing(world: World) -> None:
    """ "烤串那个办完了吗": how the one stands of which it tells."""
    await _stands(world, "楼道三楼灯不亮了", "烤串占道")
    await world.says("张姐", "烤串那个办完了吗")
    await world.sees("张姐", "2号 占道经营 · 等人接")


@pytest.mark.parametrize(
    "said",
    [
        "我明天开会 不在",
        "明天我休息 别找我",
        "有事找我",
        "有事找谁啊",
        "开会了",
        "散会吃饭",
        "得社区开证明吧",
        "是路灯所的人吗",
        "@所有人 下午三点交表",
        "@王师傅 中午吃啥",
        "退回去的快递在哪",
        "下次联席会几点",
    ],
)
async def test_talk_that_is_none_of_these(world: World, said: str) -> None:
    """Left alone."""
    await _stands(world, DRAIN, LAMP)
    before = len(await world.phone("李姐", chat="staff"))
    await world.says("李姐", said, chat="staff")
    assert len(await world.phone("李姐", chat="staff")) == before + 1, await world.screen("李姐", chat="staff")
