"""The follow-up plan: a promise told, kept, broken, moved with the community's yes."""

import pytest

from tests.stories.test_resident_followed import accepted, done_again
from tests.stories.world import TEN, World


@pytest.fixture
async def promised(world: World) -> World:
    """At ten 王师傅 has promised 孙大妈 that it is done by Tuesday, the 24th."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", "3天内", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    return world


async def test_told(promised: World) -> None:
    """Why, which day, who answers for it; it counts once delivered, and replaces the ladder."""
    await promised.sees("孙大妈", "1号今天办不完", "为啥：等配件", "11月24日（周二）前", "谁负责：物业 王师傅")
    await promised.press("孙大妈", "行，我等着")
    await promised.sees("李姐", "🔵 1号", "说好 11月24日（周二）", chat="staff")
    await promised.forward(hours=25)
    for manager in ("张姐", "陈主任", "杜督办"):
        await promised.sees_nothing_of(manager, "1号")


async def test_kept(promised: World) -> None:
    """The holder is asked on the eve and the day at 9:00, the resident told on the day; done in time, nobody rings."""
    await promised.forward(to=TEN.replace(day=23, hour=9))
    eve = await promised.sees("王师傅", "明天是说好的日子：1号")
    assert eve["date"] == TEN.replace(day=23, hour=9).timestamp()
    await promised.press("王师傅", "能办完")
    await promised.forward(to=TEN.replace(day=24, hour=9))
    await promised.sees("王师傅", "今天是说好的日子：1号")
    await promised.sees("孙大妈", "1号说好今天办好，已经提醒王师傅了")
    await done_again(promised)
    await promised.press("孙大妈", "好了，满意")
    await promised.forward(hours=24)
    await promised.sees_nothing_of("陈主任", "1号")
    await promised.sees("李姐", "✅ 1号", chat="staff")


async def test_a_long_one_is_asked_about_on_the_way(world: World) -> None:
    """More than a week ahead: the community hears of it silently, the holder is asked half-way and the week before."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", "选日子", "12月19日", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("张姐", "1号 下水道堵塞", "物业 王师傅说好 12月19日（周六）前", "等配件")
    for month, day in ((12, 5), (12, 12)):
        await world.forward(to=TEN.replace(month=month, day=day, hour=9))
        asked = await world.sees("王师傅", "1号 下水道堵塞说好 12月19日（周六）前。到哪步了？")
        assert asked["date"] == TEN.replace(month=month, day=day, hour=9).timestamp()
    await world.press("王师傅", "说说进展", on="到哪步了")
    await world.says("王师傅", "灯头到货了，等着装")
    await world.sees("孙大妈", "灯头到货了")


async def test_a_short_one_is_nobodys_news(promised: World) -> None:
    """Three days ahead: the community hears nothing of it, and nobody is asked before the eve."""
    await promised.forward(to=TEN.replace(day=22, hour=23))
    await promised.sees_nothing_of("张姐", "1号")
    await promised.sees_nothing_of("王师傅", "到哪步了")


async def test_broken(promised: World) -> None:
    """Not resolved at the end of that day: subdistrict and supervisor are pinged, and the resident is told, at nine in
    the morning; nobody hears of it at midnight."""
    await promised.forward(to=TEN.replace(day=25, hour=8, minute=59))
    await promised.sees_nothing_of("陈主任", "1号")
    await promised.sees_nothing_of("孙大妈", "说好的日子过了")
    await promised.forward(minutes=1)
    for manager in ("陈主任", "杜督办"):
        await promised.sees(manager, "🔴 1号 下水道堵塞 · 说好的日子过了", "谁办：物业 王师傅")
    await promised.sees("孙大妈", "1号说好的日子过了，还没办好，对不住", "告诉街道 陈主任、督办员 杜督办了")
    await promised.sees("李姐", "🔴 1号", "超时（说好 11月24日（周二） 前）", chat="staff")


async def test_moved_once(promised: World) -> None:
    """The day moves once, with a reason and the community's yes; never a second time."""
    await promised.press("王师傅", "得改日子", chat="staff")
    await promised.press("王师傅", "晚一周", chat="staff")
    await promised.press("王师傅", "要开挖", chat="staff")
    await promised.sees_nothing_of("孙大妈", "12月1日")
    await promised.press("张姐", "同意", on="11月24日")
    await promised.sees("孙大妈", "1号的日子要改", "为啥：要开挖", "12月1日（周二）前", "社区 张姐")
    await promised.press("王师傅", "得改日子", chat="staff")
    await promised.press("王师傅", "晚1天", chat="staff")
    assert "已经改过一次" in await promised.press("王师傅", "要开挖", chat="staff") or await promised.sees(
        "王师傅", "已经改过一次", chat="staff"
    )
    await promised.forward(to=TEN.replace(day=25))
    await promised.sees_nothing_of("陈主任", "说好的日子过了")


async def test_not_moved(promised: World) -> None:
    """The community says no: it stays the promised day, and the holder reads so."""
    await promised.press("王师傅", "得改日子", chat="staff")
    await promised.press("王师傅", "晚1天", chat="staff")
    await promised.press("王师傅", "等配件", chat="staff")
    await promised.press("张姐", "不同意")
    await promised.sees("王师傅", "社区没同意改日子，还是11月24日（周二）")
    await promised.sees_nothing_of("孙大妈", "日子要改")
    await promised.sees("李姐", "说好 11月24日（周二）", chat="staff")


async def _asked(world: World) -> None:
    """Wang asks for a week more."""
    await world.hears_all()
    for label in ("得改日子", "晚一周", "要开挖"):
        await world.press("王师傅", label, chat="staff")


@pytest.mark.parametrize(
    ("chat", "said", "passed_on"),
    [
        ("staff", "1号不同意改 24号必须装上", "24号必须装上"),
        ("staff", "改天不行 说好24号的", "说好24号的"),
        ("staff", "不行 说好今天的", "说好今天的"),
        ("staff", "不能再拖了 按原来的来", "按原来的来"),
        ("private", "1号不同意改 今天必须装上", "今天必须装上"),
        ("private", "不改 就24号", "就24号"),
        ("private", "别改了 人家都等好几天了", "人家都等好几天了"),
        ("private", "不行 说好的24号", "说好的24号"),
    ],
)
async def test_not_moved_in_so_many_words(promised: World, chat: str, said: str, passed_on: str) -> None:
    """A no with its reason, a number in it or not: whoever asked reads both."""
    await _asked(promised)
    await promised.says("张姐", said, chat=chat)
    await promised.sees("王师傅", "社区没同意改日子，还是11月24日（周二）")
    await promised.sees("王师傅", "1号", "社区 张姐", f"“{passed_on}”")
    await promised.sees("张姐", "1号：日子不变", chat=chat)
    await promised.sees_nothing_of("孙大妈", "日子要改", passed_on)
    await promised.sees_nothing_of("张姐", "没有24号", chat=chat)


@pytest.mark.parametrize(
    ("chat", "said", "passed_on"),
    [
        ("private", "同意 但是周三前必须完", "但是周三前必须完"),
        ("staff", "1号同意 但是周三前必须完", "但是周三前必须完"),
        ("private", "行吧 跟居民说清楚", "跟居民说清楚"),
        ("private", "准了 30号之前弄完就行", "30号之前弄完就行"),
    ],
)
async def test_moved_with_a_word_more(promised: World, chat: str, said: str, passed_on: str) -> None:
    """A yes with a condition: it moves, and whoever asked reads the condition; the resident reads the day."""
    await _asked(promised)
    await promised.says("张姐", said, chat=chat)
    await promised.sees("王师傅", "1号", "社区 张姐", f"“{passed_on}”")
    await promised.sees("孙大妈", "1号的日子要改", "12月1日（周二）前")
    await promised.sees_nothing_of("孙大妈", passed_on)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("李姐", "改天不行"),
        ("赵姨", "不同意改日子"),
        ("张姐", "同意"),
        ("张姐", "行 我去买饭"),
        ("张姐", "不行 我明天得开会"),
        ("张姐", "会改天开"),
        ("张姐", "改天聚"),
        ("张姐", "可以 明天去看看"),
        ("张姐", "不行 明天去不了"),
        ("张姐", "不改了 就吃面吧"),
    ],
)
async def test_nobody_has_decided(promised: World, who: str, said: str) -> None:
    """Who may not decide, and talk: nothing moves."""
    await _asked(promised)
    await promised.says(who, said, chat="staff")
    await promised.sees_nothing_of("王师傅", "没同意", "同意了")


async def test_named_from_a_ping(world: World) -> None:
    """A manager names the day from the ping."""
    await accepted(world)
    await world.forward(minutes=30)
    for label in ("给居民定个时间", "明天", "要部门来", "眼下没有"):
        await world.press("张姐", label)
    await world.sees("孙大妈", "1号今天办不完", "11月22日（周日）前", "谁负责：物业 王师傅")
    await world.forward(hours=2)
    await world.sees_nothing_of("陈主任", "1号")


async def test_not_delivered_is_not_told(world: World) -> None:
    """A promise that did not reach the resident stops nothing, until somebody has said it in person."""
    await accepted(world)
    await world.blocks("孙大妈")
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", "明天", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.forward(minutes=30)
    await world.sees("张姐", "1号 下水道堵塞 · 到点没办好")
    await world.press("赵姨", "当面说了")
    await world.forward(hours=3)
    await world.sees_nothing_of("陈主任", "1号")


async def _asked_for_a_day(world: World, said: str) -> None:
    """王师傅 has the matter, and writes the day in his own words, answering in the group."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "今天办不完", chat="staff")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", said, chat="staff", answering="哪天能办好")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("等配件，3-5天吧", "11月26日（周四）"),
        ("下周二", "11月24日（周二）"),
        ("月底", "11月30日（周一）"),
        ("25号", "11月25日（周三）"),
    ],
)
async def test_a_day_in_words_is_shown_back(world: World, said: str, read: str) -> None:
    """What was understood is shown with its weekday, and counts only once it is pressed."""
    await _asked_for_a_day(world, said)
    await world.sees("王师傅", f"1号：{read}前，对吗？", chat="staff")
    await world.press("王师傅", f"对，{read}前", chat="staff")
    await world.press("王师傅", "等配件", chat="staff")
    await world.press("王师傅", "眼下没有", chat="staff")
    await world.sees("孙大妈", "1号今天办不完", f"{read}前")


@pytest.mark.parametrize(
    ("said", "read"), [("今天下午3.30之前", "今天15:30"), ("明早8点前", "明天8:00"), ("2小时内", "今天12:00")]
)
async def test_the_hour_of_a_promise_is_shown_back(world: World, said: str, read: str) -> None:
    """Whoever names an hour reads how it was understood, and with the reason it counts."""
    await _asked_for_a_day(world, said)
    await world.press("王师傅", f"对，{read}前", chat="staff")
    await world.press("王师傅", "等配件", chat="staff")
    await world.sees("孙大妈", "等配件", f"说好的时间：{read}前")


async def test_a_day_that_is_over_is_next_years(world: World) -> None:
    """ "11-20" on the 21st is said to be next year's before it counts; another day can be named."""
    await _asked_for_a_day(world, "11-20")
    await world.sees("王师傅", "2027年11月20日（周六）前，对吗？", "看清年份", chat="staff")
    await world.press("王师傅", "换个日子", chat="staff")
    await world.press("王师傅", "选日子", chat="staff")
    await world.press("王师傅", "11月25日 周三", chat="staff")
    await world.press("王师傅", "等配件", chat="staff")
    await world.press("王师傅", "眼下没有", chat="staff")
    await world.sees("孙大妈", "11月25日（周三）前")


async def test_two_days_in_words(world: World) -> None:
    """Two days in one sentence: asked which; a day that was, and words without a day, are asked for again."""
    await _asked_for_a_day(world, "25号到货，27号装")
    await world.sees_buttons("王师傅", "11月25日（周三）", "11月27日（周五）", chat="staff", on="哪天")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", "昨天", chat="staff", answering="哪天")
    await world.sees("王师傅", "这个日子不行", chat="staff")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", "过两天", chat="staff", answering="哪天能办好")
    await world.sees("王师傅", "没看懂是哪天", chat="staff")


# --- a form that is over asks nothing


async def test_what_is_written_after_a_promise_is_heard(world: World) -> None:
    """ "跟居民说咋办", then "今天办不完": the next line is no answer to what was asked before."""
    await accepted(world)
    for label in ("跟居民说咋办", "今天办不完", "3天内", "要部门来", "眼下没有"):
        await world.press("王师傅", label)
    await world.sees("孙大妈", "1号今天办不完")
    await world.says("王师傅", "修好了")
    await world.sees_nothing_of("王师傅", "请点上面的按钮")
    await world.press("王师傅", "已疏通")
    await world.sees("孙大妈", "1号办好了：已疏通")


async def test_what_became_impossible_is_not_asked(world: World) -> None:
    """ "多久弄好" stands while somebody else takes it over: the next line is no answer to it."""
    await accepted(world)
    await world.press("王师傅", "跟居民说咋办")
    await world.forward(minutes=31)
    await world.press("张姐", "我来接手")
    await world.says("王师傅", "楼道灯不亮了")
    await world.sees_nothing_of("王师傅", "请点上面的按钮")


async def test_never_mind_ends_the_second_form(world: World) -> None:
    """ "今天办不完", then "算了": nothing is asked any more."""
    await accepted(world)
    for label in ("跟居民说咋办", "今天办不完", "算了"):
        await world.press("王师傅", label)
    await world.says("王师傅", "修好了")
    await world.sees_nothing_of("王师傅", "请点上面的按钮")
    await world.sees_buttons("王师傅", "已疏通")


async def test_how_long_is_answered_with_a_day(world: World) -> None:
    """ "How long?" answered in words with a day leads to the promise of that day, shown back before it counts."""
    await accepted(world)
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "1", on="您手上")
    await world.press("王师傅", "跟居民说咋办")
    await world.says("王师傅", "后儿个上午去")
    await world.press("王师傅", "对", on="对吗")
    await world.press("王师傅", "等配件")
    await world.sees("孙大妈", "等配件", "说好的时间：11月23日（周一）12:00前过来办")


@pytest.mark.parametrize("said", ["今天指定弄完 放心", "保证今天通开", "今天肯定能修好", "争取今天清完"])
async def test_a_promise_is_nothing_done(world: World, said: str) -> None:
    """That it will be mended today: a day for the resident is one press away, nobody is asked whether it is done."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees_buttons("王师傅", "给居民定个时间", on="1号")
    await world.sees_nothing_of("王师傅", "1号办好了吗")
