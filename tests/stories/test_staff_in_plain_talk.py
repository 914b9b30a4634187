"""In the staff's group, under a new card and without an answer to it: somebody sets about it, refuses it, leaves it to
others, says how it goes or what somebody else has told him; and talk that is none of these."""

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World, buttons, words

DRAIN, LAMP = "厨房下水返水", "三号楼二单元门口灯不亮了"


async def _stands(world: World, *what: str) -> None:
    await world.hears_all()
    for said, who in zip(what, ("孙大妈", "老郑"), strict=False):
        await reported(world, said, who)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("王师傅", "我在5号楼换灯泡呢 换完过去瞅瞅"),
        ("王师傅", "我上去看看咋回事"),
        ("王师傅", "那我去看看啥情况"),
        ("李姐", "那我去劝劝 不行再叫城管"),
        ("王师傅", "维保电话我打了 说一个点儿能到"),
        ("王师傅", "俺过去瞅一眼"),
        ("王师傅", "忙完手里的就去"),
        ("李姐", "一会儿我过去看看"),
    ],
)
async def test_somebody_sets_about_it(world: World, who: str, said: str) -> None:
    """One stands that nobody has: whoever says that he goes has it, or to take it is one press."""
    await _stands(world, DRAIN)
    await world.says(who, said, chat="staff")
    if "我来接" in "".join(buttons((await world.phone(who, chat="staff"))[-1])):
        await world.press(who, "我来接", chat="staff")
    await world.sees("孙大妈", "1号有人接了", who)


async def test_of_two_it_is_asked_which(world: World) -> None:
    """Two that nobody has: which?"""
    await _stands(world, DRAIN, LAMP)
    await world.says("王师傅", "我上去看看咋回事", chat="staff")
    await world.sees_buttons("王师傅", "1号 下水道堵塞", "2号 楼道灯不亮", chat="staff", on="哪一件")
    await world.says("王师傅", "灯那个", chat="staff")
    await world.press("王师傅", "我来接", chat="staff")
    await world.sees("老郑", "2号有人接了", "王师傅")


@pytest.mark.parametrize("said", ["灯的事我来 老王你先忙下水", "老王你忙下水 灯我来", "灯我去 王师傅你接着弄下水"])
async def test_what_a_colleague_goes_on_with(world: World, said: str) -> None:
    """What he is told to go on with is none of what the speaker takes."""
    await _stands(world, DRAIN, LAMP)
    await world.says("李姐", said, chat="staff")
    if "我来接" in "".join(buttons((await world.phone("李姐", chat="staff"))[-1])):
        await world.press("李姐", "我来接", chat="staff")
    await world.sees("老郑", "2号有人接了", "李姐")
    await world.sees_nothing_of("孙大妈", "1号有人接了")


@pytest.mark.parametrize(
    ("who", "said", "sees"),
    [
        ("王师傅", "不归我们物业管 我说了他们也不听", "1号该归谁"),
        ("王师傅", "这不是我们管的", "1号该归谁"),
        ("李姐", "这个得城管来", "得由上面来叫"),
        ("李姐", "这得派出所管", "得由上面来叫"),
        ("李姐", "叫城管吧 给郭队吹个哨", "得由上面来叫"),
    ],
)
async def test_it_is_not_theirs(world: World, who: str, said: str, sees: str) -> None:
    """ "Not ours", "the city has to come": whose it is, or up to those who call departments, by one press."""
    await _stands(world, DRAIN)
    await world.says(who, said, chat="staff")
    await world.sees(who, sees, chat="staff")


@pytest.mark.parametrize("said", ["老王你歇着 三号楼那个我接着弄", "我替老王去吧", "下水那个我来接手"])
async def test_a_colleague_has_it(world: World, said: str) -> None:
    """ "I go on with it": taken over by one press."""
    await world.hears_all()
    await accepted(world)
    await world.says("小孙", said, chat="staff")
    await world.press("小孙", "我来接手", chat="staff")
    await world.sees("孙大妈", "小孙")


@pytest.mark.parametrize(
    "said",
    [
        "我回去取弹簧 半个小时",
        "孙大妈家没人 白跑一趟",
        "敲半天门没人应",
        "维保的堵半道了 得中午",
        "去五金店买个弯头",
    ],
)
@pytest.mark.parametrize("minutes", [1, 70])
async def test_how_it_goes(world: World, said: str, minutes: int) -> None:
    """Of whoever has the one matter, be it an hour later: to tell the resident is one press."""
    await world.hears_all()
    await accepted(world)
    await world.forward(minutes=minutes)
    await world.says("王师傅", said, chat="staff")
    assert "转给居民" in "".join(buttons((await world.phone("王师傅", chat="staff"))[-1]))


async def test_she_is_to_be_told(world: World) -> None:
    """By whoever may, be it that nobody has it yet: she reads what is for her."""
    await _stands(world, DRAIN, LAMP)
    await world.says("李姐", "跟老郑说一声 下午两点电工来", chat="staff")
    await world.press("李姐", "转给居民", chat="staff", on="2号")
    await world.sees("老郑", "下午两点电工来")
    await world.sees_nothing_of("老郑", "说一声")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("刚才5号楼何叔给我打电话 说他家门口下水井盖没了 我这会走不开", "井盖"),
        ("5号楼那边有个住户打电话说垃圾三天没收了", "垃圾"),
        ("5号楼有个住户来电话 说楼道灯不亮", "楼道灯"),
    ],
)
async def test_told_by_telephone(world: World, said: str, what: str) -> None:
    """What somebody told by telephone is registered by a press in the private chat of whoever says so."""
    await _stands(world, DRAIN)
    await world.says("王师傅", said, chat="staff")
    await world.sees("王师傅", "私聊发您了", chat="staff")
    await world.press("王师傅", "报上去", on=what)
    await world.sees("李姐", "2号", what, chat="staff")


TALK = """
你上去看看咋回事|我去看看我妈|忙完一起吃饭|干完活下班|换完衣服过去|那我去接孩子|我上去拿个手机|谁上去看看|我去取快递|办公室没人|我回去拿件衣服
我家没人做饭|群里没人说话|我去买包烟|媳妇打电话说孩子发烧|老张给我打电话说晚上吃饭|供热公司打电话说暖气明天来人修
刚才孙大妈给我打电话 说她家下水返水
中午我替你值班|我接着睡|这不归我管？|得派出所开证明|你先忙|老王你歇着吧
吃坏肚子谁负责 这个得市场监管管|老郑家没人做饭|出了事谁负责
""".replace("\n", "|")


@pytest.mark.parametrize("said", [one for one in TALK.split("|") if one])
async def test_talk_beside_it(world: World, said: str) -> None:
    """What only sounds like it is left alone, be it that one has nobody and another is in hand."""
    await _stands(world, DRAIN, LAMP)
    await world.press("李姐", "我来接", chat="staff", on="2号")
    before = len(await world.phone("李姐", chat="staff"))
    for who in ("李姐", "王师傅"):
        await world.says(who, said, chat="staff")
    assert len(await world.phone("李姐", chat="staff")) == before + 2, await world.screen("李姐", chat="staff")
    assert words((await world.phone("李姐", chat="staff"))[-1]) == said


@pytest.mark.parametrize("said", ["吃坏肚子谁负责 这个得市场监管管", "摔坏了谁负责", "出了事算谁的", "丢了谁赔啊"])
async def test_whose_fault_it_would_be(world: World, said: str) -> None:
    """No question how something stands, though one was just spoken of."""
    await _stands(world, DRAIN, LAMP)
    await world.press("李姐", "我来接", chat="staff", on="2号")
    await world.says("李姐", "2号灯口烧了", chat="staff")
    before = await world.phone("赵姨", chat="staff")
    await world.says("赵姨", said, chat="staff")
    shown = [words(one) for one in (await world.phone("赵姨", chat="staff"))[len(before) :]]
    assert not [one for one in shown if one.startswith(("🟢", "🔵", "🟡"))], shown
