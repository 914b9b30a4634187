"""Somebody who has no account is told nothing by the bot: it says so, whoever registered it hears what to pass on, and
finds it again."""

import pytest

from tests.stories.world import World, buttons, words

MANHOLE = "/dengji 3号楼门口井盖没了"


async def registered(world: World, words: str = MANHOLE, whose: str = "张大爷 13800138000") -> None:
    """李姐 registers it, perhaps with whose it is."""
    await world.says("李姐", words)
    if whose:
        await world.press("李姐", "替谁")
        await world.says("李姐", whose)
    await world.press("李姐", "报上去", on="替人登记")


async def planned(world: World) -> None:
    """王师傅 takes it and says how."""
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "跟居民说咋办", chat="staff")
    await world.press("王师傅", "30分钟内", chat="staff")
    await world.press("王师傅", "马上派人看", chat="staff")
    await world.press("王师傅", "不花", chat="staff")


async def test_whoever_registered_it_hears_what_to_pass_on(world: World) -> None:
    """The plan, words, a day and the result are on the phone of whoever registered it, with whose it is and the button
    that he was told; in no group stands the name."""
    await registered(world)
    await planned(world)
    await world.sees("李姐", "1号", "替张大爷", "马上派人看", "跟张大爷说一声")
    assert "当面说了" in buttons(await world.sees("李姐", "替张大爷", "马上派人看"))
    await world.says("王师傅", "下午三点带井盖过去", answering="1号", chat="staff")
    await world.press("王师傅", "请人当面说", chat="staff")
    await world.sees("李姐", "替张大爷", "下午三点带井盖过去")
    await world.press("李姐", "当面说了", on="下午三点")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees("李姐", "1号", "替张大爷", "办好了：已换新")
    await world.press("李姐", "当面说了", on="办好了：已换新")
    await world.press("李姐", "看经过", on="1号")
    await world.sees("李姐", "当面告诉了居民")
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", "张大爷", "138", chat=chat)


@pytest.mark.parametrize(("whose", "why"), [("张大爷 13800138000", "没用微邻里"), ("", "没留是谁")])
async def test_nothing_is_said_to_be_passed_on_that_nobody_reads(world: World, whose: str, why: str) -> None:
    """Whoever works on it never reads that the resident was told or is asked to look, but who has to say it."""
    await registered(world, whose=whose)
    await planned(world)
    await world.sees("王师傅", why, chat="staff")
    await world.press("王师傅", "再跟居民说", chat="staff")
    await world.says("王师傅", "井盖在路上了", answering="要跟居民说", chat="staff")
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "家里有孩子没", answering="要问居民", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees_nothing_of(
        "王师傅", "转给居民了", "正在问居民", "正在请居民", "等居民看", "居民收到", chat="staff"
    )
    await world.sees("王师傅", "1号", "办好了", chat="staff")
    await world.sees_nothing_of("王师傅", "转给居民了", "正在问居民", "正在请居民", "等居民看")


async def test_a_promised_day_for_somebody_without_an_account(world: World) -> None:
    """The day counts once somebody has said it; whoever registered it hears it."""
    await registered(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "今天办不完", chat="staff")
    await world.press("王师傅", "明天", chat="staff")
    await world.press("王师傅", "等配件", chat="staff")
    await world.press("王师傅", "眼下没有", chat="staff")
    await world.sees_nothing_of("王师傅", "居民收到了才算数", chat="staff")
    await world.sees("李姐", "替张大爷", "11月22日", "等配件")
    await world.press("李姐", "当面说了", on="等配件")
    await world.sees("李姐", "说好 11月22日", chat="staff")


@pytest.mark.parametrize(
    "asked", ["张大爷那个井盖咋样了", "井盖咋样了", "张大爷那事有信儿没", "张大爷的事啥时候能弄好"]
)
async def test_whoever_registered_it_finds_it(world: World, asked: str) -> None:
    """/wode has it with whose it is, also once it is done; asked in words, it is that one."""
    await registered(world)
    await world.says("李姐", "/wode")
    await world.sees("李姐", "1号", "替张大爷报的", "等人接")
    await planned(world)
    await world.says("李姐", asked)
    await world.sees("李姐", "1号", "替张大爷报的", "王师傅在办")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.forward(hours=96)
    await world.says("李姐", "1号咋样了")
    await world.sees("李姐", "1号", "替张大爷报的", "收尾")


async def test_his_answer_comes_back(world: World) -> None:
    """What whoever registered it answers to such a message is on the phone of whoever has it."""
    await registered(world)
    await planned(world)
    await world.says("李姐", "他说井盖边上还塌了一块", answering="马上派人看")
    await world.sees("王师傅", "1号", "李姐", "还塌了一块")


async def test_danger_told_on_the_phone_is_filed_where_it_is(world: World) -> None:
    """/dengji, then the words: a danger that somebody phoned in is called for at its own building."""
    await world.says("张姐", "/dengji")
    await world.says("张姐", "老李打电话：5号楼着火了")
    await world.press("张姐", "有，快来人")
    await world.sees("王师傅", "5号楼", "着火")
    await world.sees("李姐", "5号楼", "着火", chat="staff")


async def done(world: World) -> None:
    """王师傅 has put a cover on; 李姐, who registered it, hears what to pass on."""
    await registered(world)
    await planned(world)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees_buttons("李姐", "当面说了", "当面问过：好了", "当面问过：没好", on="办好了：已换新")


async def test_solved_said_in_person(world: World) -> None:
    """Whoever registered it went and asked: closed as that, and it is no rating; whoever did not may not say so."""
    await done(world)
    await world.press("李姐", "当面问过：好了", on="办好了：已换新")
    await world.sees("李姐", "✅ 1号", "办结 · 当面问过：好了", chat="staff")
    await world.press("李姐", "看经过", on="1号")
    await world.sees("李姐", "当面问过：好了")
    await world.forward(hours=96)
    await world.sees_nothing_of("李姐", "没评价", chat="staff")


@pytest.mark.parametrize("why", ["又犯了", "盖子一踩就翻"])
async def test_not_solved_said_in_person(world: World, why: str) -> None:
    """Not solved: the work goes on under its number, with what was said."""
    await done(world)
    await world.press("李姐", "当面问过：没好", on="办好了：已换新")
    if why == "又犯了":
        await world.press("李姐", why)
    else:
        await world.says("李姐", why)
    await world.sees("李姐", "1号接着办")
    await world.sees("王师傅", "1号", "居民说", why)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.press("李姐", "当面问过：好了")
    await world.sees("李姐", "✅ 1号", "当面问过：好了", chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "郑大爷电话说他家暖气不热 三号楼二单元",
        "登记 老刘太太打电话说3号楼前面井盖活动了",
        "替人登记 六十岁大爷当面跟我说的 3号楼楼道堆旧家具",
        "刚接到个电话 说三号楼下水堵了",
    ],
)
async def test_what_somebody_told_is_written_down_for_him(world: World, said: str) -> None:
    """Without /dengji: the form of what is registered, and not a report of whoever wrote it."""
    await world.says("李姐", said)
    await world.sees("李姐", "替人登记")
    await world.sees_nothing_of("李姐", "是要报事吗")


@pytest.mark.parametrize(
    "said",
    [
        "刚才5号楼何叔打电话说他家暖气不热 帮我登一下",
        "5号楼何叔来电话说暖气不热，麻烦给我登记一下",
        "5号楼何叔打电话说他家暖气不热 登一下吧",
    ],
)
async def test_what_the_bot_is_told_to_do_is_no_word_of_his(world: World, said: str) -> None:
    """ "Write it down for me" stands in no report."""
    await world.says("李姐", said)
    draft = words(await world.sees("李姐", "替人登记", "暖气不热"))
    assert "登一下" not in draft
    assert "登记一下" not in draft


@pytest.mark.parametrize("said", ["李师傅打电话说下午到", "郑大爷打电话说暖气修好了", "居民来电话说谢谢"])
async def test_news_by_phone_is_no_registration(world: World, said: str) -> None:
    """What is mended, thanks, or a colleague's hour."""
    await world.says("李姐", said)
    await world.sees_nothing_of("李姐", "替人登记")


@pytest.mark.parametrize("said", ["13970001111 郑大爷", "郑大爷 13970001111", "电话13970001111"])
async def test_how_he_is_found_is_said_afterwards(world: World, said: str) -> None:
    """The number said after the call was filed: for whoever has it alone, and he is no more nobody."""
    await world.says("李姐", "郑大爷电话说他家暖气不热 三号楼二单元")
    await world.press("李姐", "报上去")
    await world.says("李姐", said)
    await world.sees("李姐", "✓ 1号：记下怎么找他了")
    await world.sees_nothing_of("李姐", "没留是谁", chat="staff")
    await world.sees_nothing_of("李姐", "13970001111", chat="staff")
    await world.press("王师傅", "我来接")
    await world.press("王师傅", "更多")
    await world.press("王师傅", "门牌电话")
    await world.sees("王师傅", "13970001111")


@pytest.mark.parametrize("said", ["13970001111 是谁", "13970001111 打电话说楼道灯也不亮 三号楼", "1号转给王师傅"])
async def test_a_number_that_is_no_callers(world: World, said: str) -> None:
    """A question, another call, and what has no phone in it are none of his."""
    await world.says("李姐", "郑大爷电话说他家暖气不热 三号楼二单元")
    await world.press("李姐", "报上去")
    await world.says("李姐", said)
    await world.sees_nothing_of("李姐", "记下怎么找他了")


@pytest.mark.parametrize(
    ("who", "said", "where", "kept"),
    [
        ("张姐", "5号楼那边井盖又翘了", "5号楼", "5号楼那边井盖又翘了"),
        ("李姐", "6号楼井盖也翘了 差点崴脚", "6号楼", "差点崴脚"),
        ("赵姨", "刚看见5号楼前头井盖没了", "5号楼", "井盖没了"),
        ("王师傅", "五号楼的井盖又有人报了 翘得老高", "5号楼", "翘得老高"),
        ("张姐", "李师傅你看下4号楼的井盖 也翘了", "4号楼", "“4号楼的井盖 也翘了”"),
        ("李姐", "2号楼楼道灯也不亮了", "2号楼", "楼道灯也不亮"),
        ("张姐", "7号楼居民说他们那也没人收垃圾", "7号楼", "没人收垃圾"),
    ],
)
async def test_of_another_building_told_among_staff(world: World, who: str, said: str, where: str, kept: str) -> None:
    """What nobody has reported of that building is none of what stands at another: it is registered by one press,
    without whoever was told to go."""
    await world.hears_all()
    await world.says("孙大妈", "3号楼门口井盖翘了 绊人")
    await world.press("孙大妈", "报上去")
    await world.says(who, said, chat="staff")
    await world.sees(who, "私聊", chat="staff")
    await world.sees(who, "替人登记", where, kept)
    await world.press(who, "报上去", on="替人登记")
    await world.sees("李姐", "2号", where, chat="staff")
    await world.sees_nothing_of("孙大妈", kept)


@pytest.mark.parametrize(
    "said",
    [
        "5号楼今天换表",
        "5号楼的老李住院了",
        "5号楼停水通知贴了",
        "5号楼的灯我换完了",
        "5号楼电梯上午检修",
        "5号楼保洁请假了",
        "5号楼那个井盖修了没",
        "5号楼的垃圾桶到货了",
        "3号楼那井盖真高",
        "5号楼上次那井盖谁修的",
    ],
)
async def test_talk_of_buildings(world: World, said: str) -> None:
    """What staff say of a building, and nothing is wrong there."""
    await world.hears_all()
    await world.says("孙大妈", "3号楼门口井盖翘了 绊人")
    await world.press("孙大妈", "报上去")
    await world.says("李姐", said, chat="staff")
    await world.sees_nothing_of("李姐", "替人登记")
