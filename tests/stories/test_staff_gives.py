"""Staff pass a matter on in passing, without an answer to its card: to whom, of which, and what the other says."""

import pytest

from tests.stories.test_resident_followed import LEAK, accepted, reported
from tests.stories.world import World, words

CHATS = ["staff", "private"]
HEATING, LIGHT = "3号楼家里暖气不热", "3号楼楼道灯不亮"


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    "said",
    ["暖气那个归王师傅", "暖气归王师傅吧", "暖气的活给王师傅干", "王师傅 三号楼暖气你看一下", "暖气那个王师傅去看看呗"],
)
async def test_what_is_named_goes_to_who_is_named(world: World, said: str, chat: str) -> None:
    """Of two that nobody has, the one that is named: its steward is asked, and reads by whom."""
    await world.hears_all()
    await reported(world, LIGHT)
    await reported(world, HEATING, "老郑")
    await world.says("李姐", said, chat=chat)
    await world.sees("王师傅", "李姐说这件该归您", "2号 暖气不热")
    await world.sees("李姐", "2号问过物业 王师傅了", chat=chat)


@pytest.mark.parametrize("said", ["那给王师傅吧", "行 那王师傅去吧", "还是王师傅去吧 我走不开", "王师傅，这个给你了"])
async def test_what_was_just_told_here(world: World, said: str) -> None:
    """Nothing is named, and one stands here that nobody has: that one."""
    await world.hears_all()
    await reported(world, HEATING)
    await world.says("李姐", said, chat="staff")
    await world.sees("李姐", "1号问过物业 王师傅了", chat="staff")


TOLD_TO_GO = [
    ("张姐", "灯那个 李师傅你给跟一下", "李师傅"),
    ("张姐", "灯那个李师傅你抽空瞅瞅", "李师傅"),
    ("张姐", "王师傅跑一趟3号楼 看看灯", "王师傅"),
    ("张姐", "王师傅你们派个人去看看灯", "王师傅"),
    ("张姐", "@李师傅 楼道灯看一下", "李师傅"),
    ("张姐", "让小孙把那个灯弄一下", "小孙"),
    ("李姐", "灯的事王师傅落实一下", "王师傅"),
    ("赵姨", "王师傅楼道灯抓紧弄", "王师傅"),
]


@pytest.mark.parametrize(("who", "said", "whom"), TOLD_TO_GO)
async def test_a_colleague_is_told_to_go(world: World, who: str, said: str, whom: str) -> None:
    """Of two that nobody has, the one that is named: by one press whoever was told to go is asked, and nobody is
    before it."""
    await world.hears_all()
    await reported(world, LIGHT)
    await reported(world, HEATING, "老郑")
    await world.says(who, said, chat="staff")
    await world.sees(who, f"1号：让{whom}去办吗", chat="staff")
    await world.sees_nothing_of(whom, said)
    await world.press(who, f"让{whom}去", chat="staff")
    heard = "该归您" if who == "赵姨" else said.lstrip("@")  # who may only hand it over keeps her words as a note
    await world.sees(whom, heard, "1号 楼道灯不亮")


@pytest.mark.parametrize("said", ["这活李师傅接", "李师傅去趟3号楼"])
async def test_told_to_go_to_what_is_not_named(world: World, said: str) -> None:
    """One stands: that one, by one press. Two stand: which?"""
    await world.hears_all()
    await reported(world, LIGHT)
    await world.says("张姐", said, chat="staff")
    await world.sees_nothing_of("李师傅", "派给您的")
    await reported(world, HEATING, "老郑")
    await world.says("张姐", said, chat="staff")
    await world.sees_buttons("张姐", "1号 楼道灯不亮", "2号 暖气不热", chat="staff", on="哪一件")


async def test_whose_is_it_and_who_is_told_to(world: World) -> None:
    """ "这个谁管 李师傅你管吧" where two stand: which?"""
    await world.hears_all()
    await reported(world, LIGHT)
    await reported(world, HEATING, "老郑")
    await world.says("张姐", "这个谁管 李师傅你管吧", chat="staff")
    await world.sees_buttons("张姐", "1号 楼道灯不亮", "2号 暖气不热", chat="staff", on="哪一件")


async def test_of_several_it_is_asked_which(world: World) -> None:
    """Two that nobody has: which?"""
    await world.hears_all()
    await reported(world, LIGHT)
    await reported(world, HEATING, "老郑")
    await world.says("李姐", "那给王师傅吧", chat="staff")
    await world.press("李姐", "2号 暖气不热", chat="staff")
    await world.sees("王师傅", "李姐说这件该归您", "2号 暖气不热")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("said", ["让李师傅去吧 我不会弄", "李师傅还是你去吧 我这腰不行"])
async def test_whoever_has_it_passes_it_on(world: World, said: str, chat: str) -> None:
    """It is offered to the colleague, who takes it in words, in the group or privately."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat=chat)
    await world.sees("王师傅", "1号已经问物业 李师傅了", chat=chat)
    await world.says("李师傅", "行 我去", chat=chat)
    await world.sees("孙大妈", "1号有人接了", "李师傅")


@pytest.mark.parametrize("said", ["收到", "行吧"])
async def test_that_he_has_read_it_is_no_yes_yet(world: World, said: str) -> None:
    """ "Received" of whoever was just given it: does he take it? Of anybody else it is talk."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "让李师傅去吧 我不会弄", chat="staff")
    await world.says("赵姨", said, chat="staff")
    assert words((await world.phone("赵姨", chat="staff"))[-1]) == said
    await world.says("李师傅", said, chat="staff")
    await world.press("李师傅", "我接", chat="staff", on="1号要您来接吗")
    await world.sees("孙大妈", "1号有人接了", "李师傅")


@pytest.mark.parametrize(
    "said",
    [
        "钥匙给王师傅了",
        "材料给王师傅了",
        "让王师傅去买菜",
        "王师傅去哪了",
        "王师傅先去开会吧",
        "钥匙那个给王师傅",
        "值班让王师傅去吧",
        "灯泡给王师傅吧",
        "包子给王师傅吧",
        "给王师傅打个电话",
        "那给老赵头吧",
        "李姐你把表交一下",
        "王师傅你看一下群公告",
        "王师傅你把灯关了再走",
        "赵姨你去领下物资",
        "小孙你把会议室门锁上",
        "赵姨你管管你家孩子",
        "王师傅你跟一下培训的事",
        "王师傅你上来一趟",
        "小孙你跟张姐去区里",
        "王师傅你帮我接下孩子",
        "赵姨你问问食堂几点开饭",
        "王师傅在修灯呢",
        "王师傅去看过了",
    ],
)
async def test_talk_of_giving(world: World, said: str) -> None:
    """What else is given among colleagues, where they are sent beside their work, and who is nobody here."""
    await world.hears_all()
    await reported(world, LEAK)
    await world.says("李姐", said, chat="staff")
    assert words((await world.phone("李姐", chat="staff"))[-1]) == said
    await world.sees_nothing_of("王师傅", "这件该归您")


async def test_whoever_was_sent_is_not_waited_for_any_more(world: World) -> None:
    """Given to one and then to another, who takes it: every card says who has it, the first reads so, and his "it runs
    off again" is about it."""
    await world.hears_all()
    await world.says("老郑", "下水道堵了 厨房往上返水")
    await world.press("老郑", "报上去")
    await world.says("李姐", "这个归王师傅", chat="staff")
    await world.says("李姐", "退回来吧 给李师傅", chat="staff", answering="派给")
    await world.press("李师傅", "我来接")
    await world.sees("李师傅", "归您了", "有人接了", "谁办：物业 李师傅")
    await world.sees("李姐", "1号", "有人接了", "谁办：物业 李师傅", chat="staff")
    await world.sees_nothing_of("李姐", "派出去了", chat="staff")
    await world.sees("王师傅", "1号", "李师傅")
    await world.forward(minutes=40)
    await world.sees_nothing_of("李姐", "没接")
    await world.says("李师傅", "弄通了 试了不返了")
    await world.press("李师傅", "办好了")
    await world.sees("老郑", "1号", "办好了")


async def test_done_is_another_than_the_number(world: World) -> None:
    """ "下水通了 2号暖气明天": that the drain is done closes no radiator."""
    await world.hears_all()
    await reported(world, "厨房下水返水")
    await reported(world, HEATING, "老郑")
    for number in ("1号", "2号"):
        await world.press("王师傅", "我来接", chat="staff", on=number)
    await world.says("王师傅", "下水通了 2号暖气明天", chat="staff")
    await world.sees_nothing_of("王师傅", "2号办好了吗", chat="staff")
    await world.sees("王师傅", "✓ 2号记下了", chat="staff")


async def test_which_it_is_said_in_passing(world: World) -> None:
    """ "灯 我说的是灯" answers which one is meant; "漏水我接 门也我接" is asked of both whether he takes them."""
    await world.hears_all()
    await reported(world, LIGHT)
    await reported(world, "门口垃圾桶满了没人收", "老郑")
    await world.says("李师傅", "我管 下晌换", chat="staff")
    await world.sees("李师傅", "这是说哪一件", chat="staff")
    await world.says("李师傅", "灯 我说的是灯", chat="staff")
    await world.sees("李师傅", "1号要您来接吗", chat="staff")
    await world.says("王师傅", "灯我接 垃圾也我接", chat="staff")
    await world.sees("王师傅", "2号要您来接吗", chat="staff")
