"""A holder who is away: whoever covers is told instead, may take it over or watch it, and everybody reads the truth."""

import pytest

from tests.stories.test_resident_followed import accepted, planned, reported, resolved
from tests.stories.world import World, buttons


async def _away(world: World, who: str, until: str = "到今晚") -> None:
    await world.says(who, "/huoer")
    await world.press(who, "我今天不在")
    await world.press(who, until)
    if "照旧，叫副岗" in buttons(await world.sees(who, "")):
        await world.press(who, "照旧，叫副岗")


async def test_the_deputy_is_nudged_instead(world: World) -> None:
    """Taken, then away: what is due goes to the deputy, who takes it over; the resident reads who was told."""
    await accepted(world)
    await _away(world, "王师傅")
    before = (await world.phone("王师傅"))[-1]
    await world.forward(minutes=16)
    await world.sees("李师傅", "物业 王师傅不在，找您", "1号")
    await world.sees("孙大妈", "王师傅这会儿不在，我告诉物业 李师傅了")
    assert not [one for one in await world.phone("王师傅") if one["message_id"] > before["message_id"]]
    await world.press("李师傅", "我来接手", on="物业 王师傅不在")
    await world.sees("孙大妈", "李师傅")


async def test_nobody_covers(world: World) -> None:
    """No deputy is here either: the community's person on duty is told."""
    await accepted(world)
    await _away(world, "王师傅")
    await _away(world, "李师傅")
    await world.forward(minutes=16)
    await world.sees("张姐", "物业 王师傅不在，找您", "1号")


async def test_the_resident_hurries_somebody_who_is_away(world: World) -> None:
    """The resident asks how it stands: whoever covers reads it, and that is what the resident is told."""
    await planned(world)
    await _away(world, "王师傅")
    await world.says("孙大妈", "催")
    await world.sees("孙大妈", "替您问李师傅了，1号")
    await world.sees("李师傅", "居民问咋样了")
    await world.press("李师傅", "我盯着", on="居民问咋样了")
    await world.sees_nothing_of("王师傅", "居民问")


async def test_the_days_list_of_somebody_who_is_away(world: World) -> None:
    """Half past four: what the holder has given no word on goes to whoever covers."""
    await planned(world)
    await _away(world, "王师傅")
    await world.forward(hours=6, minutes=35)
    await world.sees("李师傅", "今天还没办好，也没给居民准信")
    await world.sees_nothing_of("王师傅", "今天还有 1 件")


async def test_back_again(world: World) -> None:
    """Back: nudged as before."""
    await accepted(world)
    await _away(world, "王师傅")
    await world.press("王师傅", "我回来了")
    await world.forward(minutes=16)
    await world.sees_nothing_of("李师傅", "不在，找您")


async def test_till_when_in_words_and_back_in_words(world: World) -> None:
    """Till when is said in words as well as pressed, and "我回来了" ends it."""
    await accepted(world)
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "我今天不在")
    await world.says("王师傅", "明儿个晌午回来")
    await world.press("王师傅", "照旧，叫副岗", on="12:00")
    await world.sees("王师傅", "12:00", "李师傅")
    await world.says("王师傅", "我回来了")
    await world.sees("王师傅", "您回来了")


async def test_away_on_days_to_come(world: World) -> None:
    """ "下周一到周三不在": who covers is asked at once; it begins by itself on Monday at eight, both read it then, what
    is asked from then on is asked of whoever covers; on Thursday it is over."""
    await world.says("王师傅", "下周一到周三不在")
    await world.press("王师傅", "李师傅", on="从11月23日 8:00 到11月26日 8:00 不在")
    await world.sees("王师傅", "到 11月23日 8:00 之前还照常找您")
    await world.sees_nothing_of("李师傅", "不在")
    await reported(world)
    await world.sees("王师傅", "1号")
    await world.press("孙大妈", "撤回")
    await world.press("孙大妈", "撤回")
    await world.bot_stops()
    await world.bot_starts()
    await world.forward(hours=48)
    await world.sees("王师傅", "按您说的，从现在起不在了", "李师傅")
    await world.sees("李师傅", "王师傅", "11月26日 8:00 前不在")
    await reported(world, "楼道灯不亮", "老郑")
    await world.sees_nothing_of("王师傅", "2号")
    await world.sees("李师傅", "2号")
    await world.forward(hours=72)
    await reported(world, "单元门坏了关不上", "老郑")
    await world.sees("王师傅", "3号")


@pytest.mark.parametrize("how", ["pressed", "words"])
async def test_taken_back_before_it_begins(world: World, how: str) -> None:
    """ "明天请假", and then not: nothing begins."""
    await world.says("王师傅", "明天请假")
    await world.press("王师傅", "照旧，叫副岗")
    if how == "pressed":
        await world.says("王师傅", "/huoer")
        await world.press("王师傅", "我今天不在")
        await world.press("王师傅", "那天我在")
    else:
        await world.says("王师傅", "不请假了")
    await world.sees("王师傅", "好，那您在")
    await world.forward(hours=24)
    await world.sees_nothing_of("王师傅", "按您说的")
    await reported(world)
    await world.sees("王师傅", "1号")


async def test_another_day_by_the_key(world: World) -> None:
    """The key's form: from which day on, back on which, and who is asked."""
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "我今天不在")
    await world.press("王师傅", "不是现在，以后哪天")
    await world.press("王师傅", "11月24日", on="从哪天起不在")
    await world.press("王师傅", "11月26日", on="哪天回来")
    await world.press("王师傅", "照旧，叫副岗")
    await world.sees("王师傅", "从11月24日 8:00 到11月26日 8:00 不在")
    await world.forward(hours=70)
    await world.sees("王师傅", "按您说的，从现在起不在了", "李师傅")


@pytest.mark.parametrize("said", ["周一和周三不在", "下周一开始休三天", "后天下午不在，有事找李师傅"])
async def test_days_away_in_other_words(world: World, said: str) -> None:
    """Three days, an afternoon; days that do not follow each other are asked for one by one."""
    await world.says("王师傅", said)
    await world.sees("王师傅", "不在")
    await world.sees_buttons("王师傅", "11月23日" if "和" in said else "李师傅", on="不在")


async def test_somebody_elses_leave_is_not_ones_own(world: World) -> None:
    """ "保洁请假了 下午我收": the cleaner is away, and whoever says it takes the matter."""
    await reported(world, "五号楼的垃圾两天没收了", "老郑")
    await world.says("王师傅", "保洁请假了 下午我收")
    await world.sees_buttons("王师傅", "🙋 我来接", on="1号")
    await world.sees_nothing_of("王师傅", "这期间归谁", "我今天不在")


@pytest.mark.parametrize("said", ["算了", "我没请假", "不请假了"])
async def test_never_mind_ends_the_question_till_when(world: World, said: str) -> None:
    """What is said after it is no answer to it any more."""
    await accepted(world)
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "我今天不在")
    await world.says("王师傅", said)
    await world.says("王师傅", "下午 两点")
    await world.sees_nothing_of("王师傅", "14:00，这期间归谁", "到 14:00")


async def test_what_is_done_at_an_hour_is_no_answer(world: World) -> None:
    """ "下午收 两点" is of the work, also while it is asked till when."""
    await accepted(world)
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "我今天不在")
    await world.says("王师傅", "下午收 两点")
    await world.sees_nothing_of("王师傅", "14:00，这期间归谁", "到 14:00")


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("我明天一天不在 让李师傅替我", "从明天 8:00 到11月23日 8:00 不在"),
        ("我下午请假去医院 让李师傅替我", "从12:00 到20:00 不在"),
        ("我下午一点到五点不在", "从13:00 到17:00 不在"),
        ("三点以后我不在", "从15:00 到20:00 不在"),
    ],
)
async def test_it_begins_when_it_is_said_to(world: World, said: str, span: str) -> None:
    """A whole day, an afternoon, hours; also of somebody who has a matter, and nobody is told anything of it."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees_buttons("王师傅", "物业 李师傅", on=span)
    await world.sees_nothing_of("王师傅", "换谁去", "记下了")


async def test_hours_where_it_is_asked_till_when(world: World) -> None:
    """ "下午一点到五点" begins at one, not at once."""
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "我今天不在")
    await world.says("王师傅", "下午一点到五点")
    await world.sees("王师傅", "从13:00 到17:00 不在")


@pytest.mark.parametrize(
    "said", ["我看完病了 回来了", "从医院回来了", "会开完了 我回来了 不用找李师傅了", "回单位了 有活找我吧"]
)
async def test_back_again_in_other_words(world: World, said: str) -> None:
    """What he was away for stands before it; a colleague is asked for him no more."""
    await accepted(world)
    await _away(world, "王师傅")
    await world.says("王师傅", said)
    await world.sees("王师傅", "您回来了")


async def test_others_who_come_back_end_no_absence(world: World) -> None:
    """ "那帮人又回来了", and what he will do when he is back."""
    await accepted(world)
    await _away(world, "王师傅")
    for said in ("那帮人又回来了", "等我回来了弄", "我明天回来"):
        await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "您回来了")


@pytest.mark.parametrize("said", ["张姐这两天去市里开会 有事找刘哥不", "张姐明天出差"])
async def test_a_colleagues_absence_is_answered_from_what_is_known(world: World, said: str) -> None:
    """Whoever speaks of a colleague's days is not asked till when he is away himself."""
    await accepted(world)
    await world.says("李姐", said)
    await world.sees("李姐", "张姐没请假")
    await world.sees_nothing_of("李姐", "这期间归谁")


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("明后两天我回老家 有事找李师傅", "从明天 8:00 到11月24日 8:00 不在"),
        ("下午我请假 去趟医院 有事找李师傅", "从12:00 到20:00 不在"),
        ("家里有事 明天请假 李师傅替我一天", "从明天 8:00"),
        ("我今明两天去市里开会 李师傅盯着", "这期间归谁"),
    ],
)
@pytest.mark.parametrize("where", ["private", "group"])
async def test_two_days_in_one_word_and_the_reason_beside(world: World, said: str, span: str, where: str) -> None:
    """The days are heard, privately and in the group of staff, and who is asked meanwhile is asked privately."""
    await accepted(world)
    if where == "group":
        await world.hears_all()
        await world.says("王师傅", said, chat="staff")
    else:
        await world.says("王师傅", said)
    await world.sees("王师傅", span)
    await world.sees_nothing_of("王师傅", "换谁去", "记下了")


async def test_not_done_while_the_holder_is_away(world: World) -> None:
    """Done, and not done after all: whoever stands in is asked too, reads what is wrong, and takes it over."""
    await resolved(world)
    await _away(world, "王师傅")
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "还是老样子")
    await world.sees("李师傅", "物业 王师傅不在，找您", "1号", "接着办。 还是老样子")
    await world.press("李师傅", "我来接手", on="物业 王师傅不在")
    await world.sees("孙大妈", "李师傅")


@pytest.mark.parametrize(
    "said", ["孙大妈家下水又堵了 我去一趟吧", "大妈家的我去 王师傅歇着吧", "1号我来", "我过去看看"]
)
@pytest.mark.parametrize("chat", ["private", "staff"])
async def test_whoever_stands_in_says_that_he_goes(world: World, said: str, chat: str) -> None:
    """No report: he is asked whether he takes it over."""
    await resolved(world)
    await _away(world, "王师傅")
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "还是老样子")
    await world.hears_all()
    await world.says("李师傅", said, chat=chat)
    await world.sees_buttons("李师傅", "我来接手", chat=chat, on="1号")


async def test_words_for_a_holder_who_is_away(world: World) -> None:
    """What the resident adds, and what a colleague would know, reaches whoever stands in too."""
    await accepted(world)
    await _away(world, "王师傅")
    await world.says("孙大妈", "1号 水漫到客厅了")
    await world.sees("李师傅", "水漫到客厅了")
    await world.says("张姐", "1号 王师傅 啥时候能弄完 给我个信儿")
    await world.sees("张姐", "王师傅", "不在", "李师傅")
    await world.sees("李师傅", "给我个信儿")


@pytest.mark.parametrize("said", ["王师傅下午的活儿我替", "下午王师傅的班我顶", "我替王师傅明天的班"])
async def test_whoever_would_stand_in_reads_whether_he_does(world: World, said: str) -> None:
    """Whose leave it is says so himself: the colleague reads what is known, and nothing is reported."""
    await world.says("李师傅", said)
    await world.sees("李师傅", "王师傅没请假")
    await world.sees_nothing_of("李师傅", "报上去")


@pytest.mark.parametrize("said", ["不是我 是张姐不在", "我没说我请假", "不是我，是张姐"])
async def test_it_was_another_who_is_away(world: World, said: str) -> None:
    """Asked till when, somebody says that it is not he: nothing more is asked."""
    await world.says("李姐", "/huoer")
    await world.press("李姐", "我今天不在")
    await world.says("李姐", said)
    await world.sees("李姐", "照常找您")
    await world.says("李姐", "下午两点")
    await world.sees_nothing_of("李姐", "14:00", "不在，找谁")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("我这两天不在 家里有事", "到 11月23日 8:00，这期间归谁"),
        ("请三天假", "到 11月24日 8:00，这期间归谁"),
        ("明儿我值不了班", "从明天 8:00 到11月23日 8:00 不在"),
        ("下周我休年假", "从11月23日 8:00 到11月30日 8:00 不在"),
        ("今明两天顶不了班了", "到 11月23日 8:00，这期间归谁"),
        ("我得回趟老家 周三回来", "到 11月25日 8:00，这期间归谁"),
        ("孩子发烧 今天过不去了", "到 20:00，这期间归谁"),
        ("家里老人住院了 这几天来不了", "从哪天起不在"),
    ],
)
@pytest.mark.parametrize("chat", ["private", "staff"])
async def test_away_in_other_words(world: World, said: str, shown: str, chat: str) -> None:
    """Leave by its name, or with why, of somebody who has a matter: those days are offered privately; nothing is filed
    or noted."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat=chat)
    await world.sees("王师傅", shown)
    await world.sees_nothing_of("王师傅", "1号记下了", chat=chat)


@pytest.mark.parametrize("said", ["回来了 接着干", "我没走成 还在", "销假了", "我回来了 有活找我", "假休完了"])
@pytest.mark.parametrize("chat", ["private", "staff"])
async def test_back_in_other_words(world: World, said: str, chat: str) -> None:
    """Of somebody away: he is asked again."""
    await world.hears_all()
    await world.says("王师傅", "我这两天不在")
    await world.press("王师傅", "照旧")
    await world.says("王师傅", said, chat=chat)
    await world.sees("王师傅", "您回来了，又会叫您了")


@pytest.mark.parametrize(
    "said",
    ["他请假了", "3号楼的住户这两天不在", "我去趟厕所", "明天我休息", "小王回来了", "灯下午来不了", "这两天真冷"],
)
async def test_talk_of_leave(world: World, said: str) -> None:
    """Somebody else's leave, and a day off that is only spoken of."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat="staff")
    await world.sees_nothing_of("王师傅", "这期间", "从哪天起")


async def test_whoever_is_away_later_is_not_said_to_be_there(world: World) -> None:
    """An absence that is planned is told to who asks, and nobody reads that there is none."""
    await world.says("王师傅", "明天请假")
    await world.press("王师傅", "照旧")
    await world.says("张姐", "王师傅明天谁替")
    await world.sees("张姐", "物业 王师傅这会儿在岗，从明天 8:00 到11月23日 8:00 不在")
    await world.sees_nothing_of("张姐", "没请假")
