"""Mediation of a quarrel 调解: in confidence, by consent of both sides, and in no group."""

import pytest

from casework.model.people import Rank, Role
from casework.model.places import Supply
from storage.roster import PostEntry, Roster, UtilityEntry
from tests.stories.test_resident_followed import reported
from tests.stories.world import World, buttons

YANG, QIU = "杨调解", "邱调解"
BYSTANDERS = ("王师傅", "李师傅", "李姐", "小孙", "赵姨", "刘哥", "陈主任", QIU)


@pytest.fixture
async def mediators(world: World) -> World:
    """杨调解 of 北苑社区, 邱调解 of the subdistrict; 孙大妈 has a quarrel with whoever lives above her."""
    assert world.database is not None
    posts = [
        PostEntry(code="p-yang", role=Role.MEDIATOR, rank=Rank.PRIMARY, name=YANG, area="bj-by"),
        PostEntry(code="p-qiu", role=Role.MEDIATOR, rank=Rank.PRIMARY, name=QIU, area="bj"),
    ]
    await Roster(world.database).put((), (), posts)
    await world.joins(YANG, "p-yang")
    await world.joins(QIU, "p-qiu")
    return world


async def asks_for(world: World, mediator: str = YANG, number: str = "1号") -> None:
    """张姐 has the quarrel, and asks for a mediator."""
    await reported(world, "跟楼上邻居为半夜拖桌子吵起来了，找人给评评理")
    await world.press("张姐", "我来接手")
    await world.press("张姐", "更多", on=number)
    await world.press("张姐", "请人调解", on=number)
    await world.press("张姐", mediator)
    await world.says("张姐", "302的老郑")


async def link(world: World, mediator: str = YANG) -> str:
    """The code that the mediator hands over."""
    message = await world.sees(mediator, "start=m_")
    return str(message["text"]).split("start=")[1].split()[0]


async def both_willing(world: World, number: str = "1号") -> None:
    """孙大妈, then 老郑 by the link."""
    await asks_for(world, number=number)
    await world.press("孙大妈", "愿意，谈一谈")
    await world.starts("老郑", await link(world))
    await world.press("老郑", "愿意，谈一谈")


async def nobody_else(world: World, *words: str) -> None:
    """No group, and nobody who has no part in it."""
    for who in BYSTANDERS:
        await world.sees_nothing_of(who, *words)
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("老郑" if chat == "residents" else "李姐", *words, chat=chat)


async def test_from_a_quarrel_to_a_sentence(mediators: World) -> None:
    """One side after the other is asked; words go to the mediator alone unless released; they meet, both confirm one
    sentence, and whoever has the matter reads that they agreed, and not on what."""
    world = mediators
    await asks_for(world)
    await world.sees("张姐", "先问报事的居民")
    await world.sees_nothing_of(YANG, "1号", "302", "拖桌子")
    await world.sees("孙大妈", "1号", "调解员 杨调解", "不进任何群")
    await world.press("孙大妈", "愿意，谈一谈")
    await world.sees(YANG, "调解 1号 邻里纠纷", "拖桌子", "302的老郑", "start=m_")
    await world.starts("老郑", await link(world))
    await world.sees("老郑", "有位邻居想请调解员 杨调解帮着跟您谈件事")
    await world.sees_nothing_of("老郑", "孙大妈", "拖桌子", "1号")
    await world.press("老郑", "愿意，谈一谈")
    await world.sees("孙大妈", "1号", "双方都愿意谈")
    await world.says("老郑", "她家小孩天天练琴，我才拖的", answering="双方都愿意谈")
    await world.sees(YANG, "1号，对方：“她家小孩天天练琴，我才拖的”")
    await world.sees("老郑", "✓ 只有调解员 杨调解看得到")
    await world.sees_nothing_of("孙大妈", "练琴")
    await world.says("孙大妈", "他一拖我心脏就不舒服", answering="双方都愿意谈")
    await world.sees(YANG, "1号，报事的居民：“他一拖我心脏就不舒服”")
    await world.press("孙大妈", "可以给对方看")
    await world.sees("老郑", "对方想让您看这句话：“他一拖我心脏就不舒服”")
    await world.says(YANG, "老郑，周三能坐下来谈不？", answering="她家小孩天天练琴")
    await world.sees("老郑", "调解员 杨调解：“老郑，周三能坐下来谈不？”")
    await world.sees_nothing_of("孙大妈", "老郑，周三")
    await world.press(YANG, "约个时间")
    await world.says(YANG, "周三下午3点，社区二楼")
    for who in ("孙大妈", "老郑"):
        await world.sees(who, "15:00", "周三下午3点，社区二楼", "能来吗")
        await world.press(who, "我能来")
    await world.sees("孙大妈", "双方都能来")
    await world.press(YANG, "谈成了")
    await world.says(YANG, "晚上十点后不拖桌子，也不练琴")
    await world.press("孙大妈", "是这样")
    await world.sees_nothing_of("张姐", "双方谈成了")
    await world.press("老郑", "是这样")
    for who in ("孙大妈", "老郑"):
        await world.sees(who, "谈成了，双方都点了头", "晚上十点后不拖桌子，也不练琴")
    await world.sees("张姐", "1号调解完了，双方谈成了")
    await world.sees_nothing_of("张姐", "练琴", "十点后", "心脏")
    await nobody_else(world, "调解", "拖桌子", "练琴", "心脏")
    await world.says("孙大妈", "我报的事")
    await world.press("孙大妈", "看经过")
    await world.sees("孙大妈", "请了调解员", "调解结束了")
    assert not [one for one in buttons(await world.sees(YANG, "谈成了")) if "约个时间" in one]


async def test_without_an_account(mediators: World) -> None:
    """Whoever reads nothing here is asked in person: the mediator presses what the answer was, to each question."""
    world = mediators
    await asks_for(world)
    await world.press("孙大妈", "愿意，谈一谈")
    await world.press(YANG, "当面问过：愿意")
    await world.says("孙大妈", "我只要晚上安静", answering="双方都愿意谈")
    await world.press("孙大妈", "可以给对方看")
    await world.sees(YANG, "报事的居民想让对方知道这句话，请您带到：“我只要晚上安静”")
    await world.press(YANG, "约个时间", on="双方愿意谈")
    await world.says(YANG, "明天下午3点社区")
    await world.press("孙大妈", "我能来")
    await world.press(YANG, "对方能来")
    await world.sees("孙大妈", "双方都能来")
    await world.press(YANG, "谈成了", on="双方愿意谈")
    await world.says(YANG, "晚十点后不拖桌子")
    await world.press("孙大妈", "是这样")
    await world.press(YANG, "对方：是这样")
    await world.sees("张姐", "1号调解完了，双方谈成了")
    await world.sees(YANG, "谈成了", "晚十点后不拖桌子")


async def test_for_a_resident_who_reads_nothing(mediators: World) -> None:
    """A quarrel that was told by phone: whoever has it says that she was asked in person, and the mediator goes on."""
    world = mediators
    await world.says("张姐", "/dengji 3号楼两家邻居吵架，半夜拖桌子")
    await world.press("张姐", "报上去")
    await world.press("张姐", "我来接手", on="1号")
    await world.press("张姐", "更多", on="1号")
    await world.press("张姐", "请人调解", on="1号")
    await world.press("张姐", YANG)
    await world.says("张姐", "302的老郑")
    await world.press("张姐", "当面问过：愿意")
    await world.sees(YANG, "调解 1号", "302的老郑", "报事的居民：愿意")
    await world.press(YANG, "当面问过：愿意")
    await world.press(YANG, "没谈成", on="双方愿意谈")
    await world.press(YANG, "去法院")
    await world.sees("张姐", "没谈成。下一步：去法院")


async def test_the_resident_says_no(mediators: World) -> None:
    """Neither the mediator nor the neighbour ever hears that it was thought of."""
    world = mediators
    await asks_for(world)
    await world.press("孙大妈", "先不谈")
    await world.sees("孙大妈", "好，就谈到这儿")
    await world.sees("张姐", "1号：有一方不想调解")
    await world.sees_nothing_of(YANG, "1号", "调解 1号")
    await world.sees_nothing_of("老郑", "调解")
    await world.press("张姐", "看这件")
    await world.press("张姐", "更多")
    await world.sees_buttons("张姐", "请人调解")  # she may think better of it


async def test_the_other_side_says_no(mediators: World) -> None:
    """The resident reads that it ends, and whom she can call; the link opens nothing any more, for nobody."""
    world = mediators
    await asks_for(world)
    await world.press("孙大妈", "愿意，谈一谈")
    code = await link(world)
    await world.starts("孙大妈", code)
    await world.sees("孙大妈", "这个链接不能用了")
    await world.starts("老郑", code)
    await world.press("老郑", "先不谈")
    await world.sees("孙大妈", "对方不想谈", "110", "12348")
    await world.sees(YANG, "有一方不谈了")
    await world.starts("Emma", code)
    await world.sees("Emma", "not valid any more")
    await nobody_else(world, "调解", "拖桌子")


async def test_second_thoughts_of_one_side(mediators: World) -> None:
    """Whoever has agreed may stop at any time, after one more question, and need not say why."""
    world = mediators
    await both_willing(world)
    await world.press("孙大妈", "不想谈了")
    await world.press("孙大妈", "接着谈")
    await world.press("老郑", "不想谈了")
    await world.press("老郑", "是，不谈了")
    await world.sees("孙大妈", "对方不想谈")
    await world.sees("张姐", "1号：有一方不想调解，或是不想再谈了")
    await world.says("孙大妈", "那我再说一句", answering="双方都愿意谈")
    await world.sees_nothing_of(YANG, "再说一句")


async def test_second_thoughts_about_the_sentence(mediators: World) -> None:
    """What is not so is for the mediator alone, the first yes counts no more, and another sentence is asked about."""
    world = mediators
    await both_willing(world)
    await world.press(YANG, "谈成了", on="双方愿意谈")
    await world.says(YANG, "九点后不拖桌子")
    await world.press("孙大妈", "是这样")
    await world.press("老郑", "不是这样")
    await world.says("老郑", "说的是十点，九点我还没下班")
    await world.sees(YANG, "对方说那句话不对：“说的是十点，九点我还没下班”")
    await world.sees("孙大妈", "那句话还不太对")
    await world.sees_nothing_of("孙大妈", "没下班")
    await world.press(YANG, "谈成了", on="双方愿意谈")
    await world.says(YANG, "十点后不拖桌子")
    await world.press("老郑", "是这样", on="十点后不拖桌子")
    await world.sees_nothing_of("张姐", "谈成了")
    await world.press("孙大妈", "是这样", on="十点后不拖桌子")
    await world.sees("张姐", "双方谈成了")


async def test_not_agreed_and_where_to_go(mediators: World) -> None:
    """Both read whom they can go to now, whoever has the matter reads which way was named."""
    world = mediators
    await both_willing(world)
    await world.press(YANG, "没谈成", on="双方愿意谈")
    await world.press(YANG, "找律师")
    for who in ("孙大妈", "老郑"):
        await world.sees(who, "这回没谈拢", "12348")
    await world.sees("张姐", "1号调解完了，没谈成。下一步：找律师")


async def test_a_judge_or_lawyer_on_duty(mediators: World) -> None:
    """Where the roster knows them: offered as the next step, and named with phone and hours; no judge known: not
    offered. Neither stands on the contact card among water and gas."""
    world = mediators
    assert world.database is not None
    await both_willing(world)
    await world.press(YANG, "没谈成", on="双方愿意谈")
    assert not [one for one in buttons(await world.sees(YANG, "接下来可以找谁")) if "法官" in one]
    entries = [
        UtilityEntry(code="lawyer", supply=Supply.LAWYER, name="马律师", phone="0432-0000301", area="bj-by"),
        UtilityEntry(
            code="judge", supply=Supply.JUDGE, name="高法官", phone="0432-0000302", hours="周三 14:00-16:00", area="bj"
        ),
    ]
    await Roster(world.database).put((), (), (), utilities=entries)
    await world.press(YANG, "没谈成", on="双方愿意谈")
    await world.sees_buttons(YANG, "值班法官", "找律师")
    await world.press(YANG, "值班法官")
    for who in ("孙大妈", "老郑"):
        await world.sees(who, "这回没谈拢", "高法官 0432-0000302（周三 14:00-16:00）")
    await world.sees("张姐", "1号调解完了，没谈成。下一步：找值班法官")
    await world.says("孙大妈", "📞 找人")
    await world.sees_nothing_of("孙大妈", "马律师")


async def test_the_lawyer_on_duty_is_named(mediators: World) -> None:
    """The nearest that the roster knows, instead of the number for everybody."""
    world = mediators
    assert world.database is not None
    lawyer = UtilityEntry(code="lawyer", supply=Supply.LAWYER, name="马律师", phone="0432-0000301", area="bj-by")
    await Roster(world.database).put((), (), (), utilities=[lawyer])
    await both_willing(world)
    await world.press(YANG, "没谈成", on="双方愿意谈")
    await world.press(YANG, "找律师")
    for who in ("孙大妈", "老郑"):
        await world.sees(who, "这回没谈拢", "马律师 0432-0000301")


async def test_when_they_meet(mediators: World) -> None:
    """Another time is proposed where one cannot; on the eve all three are reminded, after it the mediator is asked."""
    world = mediators
    await both_willing(world)
    await world.press(YANG, "约个时间", on="双方愿意谈")
    await world.says(YANG, "改天吧")
    await world.sees(YANG, "要有哪天、几点")
    await world.says(YANG, "周三下午3点，社区二楼")
    await world.press("孙大妈", "我能来")
    await world.press("老郑", "换个时间")
    await world.says("老郑", "我周四才休息")
    await world.sees(YANG, "1号，对方：“我周四才休息”")
    await world.sees_nothing_of("孙大妈", "周四才休息")
    await world.press(YANG, "约个时间", on="双方愿意谈")
    await world.says(YANG, "周四下午3点，社区二楼")
    for who in ("孙大妈", "老郑"):
        await world.press(who, "我能来", on="周四下午3点")
    await world.forward(hours=4 * 24 + 8, minutes=1)  # Wednesday, 18:01
    for who in ("孙大妈", "老郑", YANG):
        await world.sees(who, "提醒一下", "周四下午3点，社区二楼")
    before = len(await world.phone(YANG))
    await world.forward(hours=22)
    assert len(await world.phone(YANG)) > before
    await world.press(YANG, "谈成了", on="双方愿意谈")
    await nobody_else(world, "调解", "社区二楼")


async def test_danger_in_a_word_to_the_mediator(mediators: World) -> None:
    """The advice comes first and the community is called, as for any such word; the mediator has it too, and is told to
    bring nobody together."""
    world = mediators
    await both_willing(world)
    await world.says("孙大妈", "他拿着菜刀在砸我家门，救命", answering="双方都愿意谈")
    await world.sees("孙大妈", "打 110")
    await world.sees(YANG, "🆘 1号，报事的居民：“他拿着菜刀在砸我家门，救命”", "先别叫双方见面")
    await world.forward(minutes=2)
    await world.sees("张姐", "🆘")
    await world.sees_nothing_of("老郑", "菜刀")


async def test_the_mediator_leaves_office(mediators: World) -> None:
    """The sides agreed to that person: whoever takes the seat reads nothing, another is chosen, and both are asked
    anew."""
    world = mediators
    await both_willing(world)
    await world.says("老郑", "她家练琴吵死人", answering="双方都愿意谈")
    await world.says(YANG, "/tuichu")
    await world.press(YANG, "退出：")
    for who in ("孙大妈", "老郑"):
        await world.sees(who, "这位调解员接着谈不了了")
    await world.sees("张姐", "1号：这位调解员接着谈不了了")
    await world.press("张姐", "换调解员")
    await world.press("张姐", QIU)
    await world.sees_nothing_of(QIU, "1号")
    await world.press("孙大妈", "愿意，谈一谈", on="邱调解")
    await world.press("老郑", "愿意，谈一谈", on="邱调解")
    await world.sees(QIU, "双方愿意谈", "拖桌子")
    await world.sees_nothing_of(QIU, "练琴")
    await world.says(YANG, "我再问一句", answering="练琴")
    await world.sees_nothing_of("老郑", "我再问一句")


async def test_the_mediator_gives_it_back(mediators: World) -> None:
    """One who knows the family says so; the code that was handed over opens nothing then."""
    world = mediators
    await asks_for(world)
    await world.press("孙大妈", "愿意，谈一谈")
    code = await link(world)
    await world.press(YANG, "我不合适")
    await world.press(YANG, "交回去")
    await world.sees("张姐", "请另选一位")
    await world.starts("老郑", code)
    await world.sees("老郑", "这个链接不能用了")
    await world.press("张姐", "结束调解")
    await world.press("张姐", "结束", on="会告诉双方")
    await world.sees("孙大妈", "到这儿结束了")


async def test_nothing_happens_in_it(mediators: World) -> None:
    """After three days the mediator has the card anew, after six whoever has the matter hears of it."""
    world = mediators
    await asks_for(world)
    await world.press("孙大妈", "愿意，谈一谈")
    before = len(await world.phone(YANG))
    await world.forward(hours=72, minutes=1)
    assert len(await world.phone(YANG)) > before
    await world.sees_nothing_of("张姐", "没动静")
    await world.forward(hours=72)
    await world.sees("张姐", "1号的调解，好几天没动静了")


async def test_the_report_is_taken_back(mediators: World) -> None:
    """Then there is nothing to talk over: the other side and the mediator hear that it ends."""
    world = mediators
    await both_willing(world)
    await world.press("孙大妈", "撤回", on="报上去了")
    await world.press("孙大妈", "撤回")
    await world.sees("老郑", "到这儿结束了")
    await world.sees(YANG, "结束了")


async def test_a_side_wants_to_be_forgotten(mediators: World) -> None:
    """It ends, and of what the other side said not a word is kept."""
    world = mediators
    await both_willing(world)
    await world.says("老郑", "她家练琴吵死人", answering="调解")
    await world.says("老郑", "/forget")
    await world.press("老郑", "删掉")
    await world.sees("孙大妈", "对方不想谈")
    await world.sees_nothing_of("张姐", "练琴")


async def test_not_for_what_is_no_quarrel(mediators: World) -> None:
    """Violence, a complaint about somebody in office, and what everybody sees are nothing to be talked over."""
    world = mediators
    await world.says("孙大妈", "投诉物业王师傅骂人")
    await world.press("孙大妈", "报上去")
    await world.press("张姐", "我来接手")
    await world.press("张姐", "更多", on="1号")
    assert not [one for one in buttons(await world.sees("张姐", "1号")) if "请人调解" in one]


async def test_answers_in_plain_words(mediators: World) -> None:
    """Whoever writes where there is a button is understood: a yes, a sentence before the yes, "I don't want it"."""
    world = mediators
    await asks_for(world)
    await world.says("孙大妈", "他这人不讲理", answering="想请调解员")
    await world.sees("孙大妈", "先按一下上面的按钮")
    await world.says("孙大妈", "行", answering="想请调解员")
    await world.sees(YANG, "调解 1号")
    await world.sees_nothing_of(YANG, "不讲理")
    await world.starts("老郑", await link(world))
    await world.says("老郑", "愿意，谈一谈")
    await world.press("孙大妈", "跟调解员说")
    await world.says("孙大妈", "别告诉他是我说的")
    await world.sees(YANG, "别告诉他是我说的")
    await world.sees_nothing_of("张姐", "别告诉他")
    await world.press(YANG, "约个时间", on="双方愿意谈")
    await world.says(YANG, "周三下午3点，社区二楼")
    await world.says("老郑", "行", answering="能来吗")
    await world.sees("老郑", "✓ 您能来")
    await world.says("孙大妈", "不想谈了", answering="能来吗")
    await world.press("孙大妈", "是，不谈了")
    await world.sees("老郑", "对方不想谈")


@pytest.mark.parametrize("words", ["我不去了 凭啥我去", "他家先道歉再说", "我最近上夜班，得下午"])
async def test_plain_words_of_a_side_are_for_the_mediator(mediators: World, words: str) -> None:
    """Written without answering anything, right after a message of the mediation: nobody else reads them, though the
    side has a matter of its own open."""
    world = mediators
    await reported(world, "楼道灯不亮", "老郑")
    await both_willing(world, "2号")
    await world.says("老郑", words)
    await world.sees(YANG, words)
    await nobody_else(world, words)


async def test_a_side_that_wants_no_more_in_plain_words(mediators: World) -> None:
    """ "算了 我不想谈了": the talk is asked about, not the report."""
    world = mediators
    await both_willing(world)
    await world.says("孙大妈", "算了 我不想谈了")
    await world.sees_nothing_of("孙大妈", "真要撤回")
    await world.press("孙大妈", "是，不谈了")
    await world.sees("张姐", "1号：有一方不想调解，或是不想再谈了")


async def test_what_is_open_to_nobody_else(mediators: World) -> None:
    """A forged button opens nothing to whoever has no part in it, and another mediator has none."""
    world = mediators
    await both_willing(world)
    data = next(
        one["callback_data"]
        for row in (await world.sees(YANG, "双方愿意谈"))["reply_markup"]["inline_keyboard"]
        for one in row
        if "约个时间" in one["text"]
    )
    see = data.partition("!")[0] + "!see"
    for who in (QIU, "赵姨", "王师傅", "刘哥"):
        await world.says(who, "/help")
        await world.forges(who, see)
        await world.sees_nothing_of(who, "拖桌子", "302")
        assert "调解里的人" in await world.forges(who, data)
    assert "调解里的人" in await world.forges("张姐", data)


async def test_nothing_of_it_is_lost(mediators: World) -> None:
    """Whoever mediates finds the card below his work, each side what it is asked below "my reports"."""
    world = mediators
    await both_willing(world)
    await world.press(YANG, "约个时间", on="双方愿意谈")
    await world.says(YANG, "周三下午3点，社区二楼")
    for key, who, words in (
        ("/huoer", YANG, "双方愿意谈"),
        ("/wode", "老郑", "能来吗"),
        ("我报的事", "孙大妈", "能来吗"),
    ):
        before = await world.says(who, key)
        await world.sees(who, words, since=before)
    await world.press("老郑", "我能来")
    before = await world.says("老郑", "/wode")
    await world.sees("老郑", "双方愿意谈", "周三下午3点，社区二楼", since=before)
    await world.says("赵姨", "/wode")
    await world.sees_nothing_of("赵姨", "调解")


async def test_plain_words_of_others_go_their_usual_way(mediators: World) -> None:
    """Once it is over, and of whoever only has the matter, plain words after a message of it are no words to the
    mediator."""
    world = mediators
    await both_willing(world)
    await world.press("老郑", "不想谈了")
    await world.press("老郑", "是，不谈了")
    await world.sees("张姐", "有一方不想调解")
    await world.says("张姐", "我下午上门看看")
    await world.sees("张姐", "要转给居民吗", "我下午上门看看")
    await world.sees("孙大妈", "对方不想谈")
    await world.says("孙大妈", "那我再忍几天看看")
    await world.sees("孙大妈", "转给张姐了（1号）")
    for words in ("那我再忍几天看看", "我下午上门看看"):
        await world.sees_nothing_of(YANG, words)


async def test_asked_for_by_the_resident(mediators: World) -> None:
    """Below the receipt of a quarrel stands a mediator: whoever reported it chooses one and says who the other side is;
    that one is asked next, and whoever has the matter hears of it."""
    world = mediators
    await reported(world, "跟楼上邻居为半夜拖桌子吵起来了，找人给评评理")
    await world.press("孙大妈", "请人调解")
    await world.press("孙大妈", YANG)
    await world.sees("孙大妈", "不进任何群", "对方是谁")
    await world.sees_nothing_of(YANG, "1号")
    await world.says("孙大妈", "302的老郑")
    await world.sees("孙大妈", "✓ 调解员 杨调解收到了")
    await world.sees(YANG, "调解 1号 邻里纠纷", "拖桌子", "302的老郑", "报事的居民：愿意", "start=m_")
    await world.sees("张姐", "1号：报事的居民请了调解员 杨调解")
    await world.starts("老郑", await link(world))
    await world.press("老郑", "愿意，谈一谈")
    await world.sees("孙大妈", "1号", "双方都愿意谈")
    await nobody_else(world, "调解", "拖桌子")


async def test_asked_for_in_plain_words(mediators: World) -> None:
    """ "Could somebody mediate?" asks the same; what begins by it is the resident's to stop, and is asked once."""
    world = mediators
    await reported(world, "跟楼上邻居为半夜拖桌子吵起来了，找人给评评理")
    await world.says("孙大妈", "能找人给我们调解一下吗？")
    await world.press("孙大妈", YANG)
    await world.says("孙大妈", "楼上的老郑家")
    await world.sees(YANG, "楼上的老郑家")
    await world.says("孙大妈", "算了，不谈了")
    await world.press("孙大妈", "不谈了")
    await world.sees("张姐", "1号：有一方不想调解")
    await world.sees(YANG, "有一方不谈了")


async def test_nobody_to_ask_for(world: World) -> None:
    """Where the roster has no mediator no button promises one; what is no quarrel has none either."""
    await reported(world, "跟楼上邻居为半夜拖桌子吵起来了，找人给评评理")
    assert not [one for one in buttons(await world.sees("孙大妈", "报上去了，1号")) if "调解" in one]


@pytest.mark.parametrize("said", ["行吧 谈谈也行", "那就谈谈吧", "愿意谈", "坐下来谈谈也行"])
async def test_consent_in_ones_own_words(mediators: World, said: str) -> None:
    """Whoever is asked whether to talk it over says yes in words, and the mediator goes on."""
    await asks_for(mediators)
    await mediators.says("孙大妈", said)
    await mediators.sees(YANG, "愿意")
    await mediators.sees_nothing_of("孙大妈", "您看看对不对", "这是要报的事吗")
