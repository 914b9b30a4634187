"""What whoever has a matter, or decides it, says of it without a number or in words of a meeting: handed up, back, on
the agenda, put off, done; and a shift that somebody takes over in words."""

import pytest

from tests.stories.test_resident_followed import accepted
from tests.stories.world import World, words


@pytest.mark.parametrize(
    "said", ["1号交给社区吧，我整不了", "这事我没权，往上交", "交给社区吧", "1号报到上面去吧", "这件得交社区办"]
)
async def test_handed_up_in_words(world: World, said: str) -> None:
    """Whoever has it hands it up: asked for the reason as by the button, and told to whom it went; nobody is said to
    have no post."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "没有岗")
    await world.press("王师傅", "没权管", on="1号卡在哪儿")
    await world.sees("王师傅", "1号交给社区了，等那边收下")
    await world.sees("张姐", "物业 王师傅办不了，交上来了：没权管")


async def test_a_manager_hands_up_above_himself(world: World) -> None:
    """Of what the steward has, the community hands to the subdistrict and not to itself; above that there is nobody,
    and back down asks for the reason."""
    await accepted(world)
    await world.says("张姐", "1号报街道")
    await world.press("张姐", "没钱", on="1号卡在哪儿")
    await world.sees("张姐", "1号交给街道了")
    await world.sees("陈主任", "社区 张姐办不了，交上来了：没钱")
    await world.says("陈主任", "1号交给区里")
    await world.sees("陈主任", "1号：上面没有能交的了，就在这儿定")
    await world.says("陈主任", "1号退回社区，你们能办")
    await world.press("陈主任", "先跟他们商量", on="1号为啥交回去")
    await world.sees("张姐", "街道 陈主任交回来了：先跟他们商量")


async def test_on_the_agenda_and_put_off_in_words(world: World) -> None:
    """ "1号上联席会" of whoever holds the meeting puts it there; "放到下周三再议" asks for what is missing, and puts it
    off."""
    await accepted(world)
    await world.says("张姐", "1号上联席会")
    await world.sees("张姐", "1号上了北苑社区的议程：/yicheng")
    await world.says("张姐", "1号放到下周三再议")
    await world.press("张姐", "对，11月25日（周三）")
    await world.says("张姐", "钱没到位")
    await world.sees("孙大妈", "1号社区定了，先放一放", "为啥：钱没到位", "11月25日（周三）再议")


@pytest.mark.parametrize("said", ["阀门换了，来水了", "下水通开了，不返味了"])
async def test_done_of_ones_own_without_a_number(world: World, said: str) -> None:
    """What whoever has it says is done is shown back as the result, and is no small talk."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "那就好")
    await world.press("王师傅", "办好了", on=f"“{said}”")
    await world.sees("孙大妈", "1号办好了", said)


async def test_until_when_is_not_done(world: World) -> None:
    """ "下午两点前弄好" is not done yet: it is offered to the resident, and nothing is resolved."""
    await accepted(world)
    await world.says("王师傅", "这件我来整，下午两点前弄好")
    await world.press("王师傅", "转给居民", on="这件我来整")
    await world.sees("孙大妈", "下午两点前弄好")
    await world.sees_nothing_of("孙大妈", "办好了")


@pytest.mark.parametrize("said", ["今儿个能整好不", "能修好吗", "今天能弄完不？"])
async def test_whether_it_can_be_done_is_a_question(world: World, said: str) -> None:
    """The reporter asks how it stands, and says nothing of its being done."""
    await accepted(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号 下水道堵塞 · 王师傅接了")
    await world.sees_nothing_of("孙大妈", "是说1号好了吗")


@pytest.mark.parametrize(
    ("said", "told"),
    [("行，我替", "✓ 社区 刘哥替您值班"), ("我来顶你", "✓ 社区 刘哥替您值班"), ("替不了，我也有事", "社区 刘哥替不了")],
)
async def test_covering_in_words(world: World, said: str, told: str) -> None:
    """Asked whether he covers, "我替" is the yes, and "替不了" the no."""
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "找人替我")
    await world.press("张姐", "刘哥")
    await world.says("刘哥", said)
    await world.sees("张姐", told)


async def test_why_is_no_plan(world: World) -> None:
    """Of a promise the reason stands on cards as the reason, and not once more as what will be done."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    for pressed in ("今天办不完", "3天内", "等配件", "眼下没有"):
        await world.press("王师傅", pressed, chat="staff")
    card = await world.sees("王师傅", "🔵 1号", "为啥：等配件", chat="staff")
    assert "咋办" not in words(card)
    assert words(await world.sees("孙大妈", "1号今天办不完")).count("等配件") == 1


@pytest.mark.parametrize("said", ["等等，还没弄完，刚才点错了", "手滑了，点错了"])
async def test_done_by_mistake_in_words(world: World, said: str) -> None:
    """Right after "done", pressed in the group and taken back in private words: one press, and the resident reads
    it."""
    await accepted(world)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "要报事吗")
    await world.press("王师傅", "写错了，接着办", on="点错了？")
    await world.sees("孙大妈", "1号", "是点错了")
    await world.sees("李姐", "🟢 1号 下水道堵塞", chat="staff")


@pytest.mark.parametrize("said", ["得，没整好", "没整好啊"])
async def test_not_done_is_not_taken_for_done(world: World, said: str) -> None:
    """After the result "没整好" opens it again; nobody is asked whether it is done."""
    await accepted(world)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "是说1号好了吗")
    await world.sees("李姐", "🟢 1号 下水道堵塞 · 又打开了", chat="staff")


@pytest.mark.parametrize("said", ["社区张姐不管事，光打官腔", "张姐一问三不知，就会摆谱"])
async def test_a_complaint_beside_her_own_matter(world: World, said: str) -> None:
    """Whoever is complained of has a matter of the same resident: the complaint goes one tier above her, and is never
    offered as a word on that matter."""
    await world.says("老郑", "我要投诉物业王师傅态度差")
    await world.press("老郑", "报上去")
    await world.says("老郑", said)
    await world.press("老郑", "报上去", on="这话只给上一级的街道 陈主任看")
    await world.sees("陈主任", said)
    for person in ("张姐", "刘哥", "王师傅"):
        await world.sees_nothing_of(person, said)


async def test_a_greeting_of_somebody_who_works_here(world: World) -> None:
    """Whoever holds a post and has no home here reads role and work, a resident what to do."""
    await world.says("李姐", "在吗")
    await world.sees("李姐", "您是：网格长 李姐 · 三网格")
    await world.says("孙大妈", "在吗")
    await world.sees("孙大妈", "家门口有啥事")
