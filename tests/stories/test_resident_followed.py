"""The resident's private chat after filing: the receipt, and everything that comes after it."""

import pytest

from tests.stories.world import World, buttons

LEAK = "厨房下水返水，堵两天了"


async def reported(world: World, words: str = LEAK, who: str = "孙大妈") -> None:
    """It is filed at ten, by Sun unless somebody else is named."""
    await world.says(who, words)
    await world.press(who, "报上去")


async def accepted(world: World, words: str = LEAK) -> None:
    """Wang takes it on the staff's card."""
    await reported(world, words)
    await world.press("王师傅", "我来接", chat="staff")


async def planned(world: World, words: str = LEAK) -> None:
    """Wang says how."""
    await accepted(world, words)
    for label in ("跟居民说咋办", "30分钟内", "马上派人看", "不花"):
        await world.press("王师傅", label, chat="staff")


async def resolved(world: World, words: str = LEAK) -> None:
    """Wang has done it, in one word."""
    await accepted(world, words)
    await done_again(world)


async def done_again(world: World) -> None:
    """Wang says that it is done."""
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")


async def test_who_accepted_it(world: World) -> None:
    """Accepted by whom."""
    await accepted(world)
    await world.sees("孙大妈", "1号有人接了（已受理）：物业 王师傅", "10:15 前告诉您咋办")
    await world.sees_buttons("孙大妈", "告诉他咋找我", "不用上门", on="有人接了")


async def test_the_plan(world: World) -> None:
    """The plan: what, until when, at what cost."""
    await planned(world)
    await world.sees("孙大妈", "1号这么办：", "10:30 前弄好", "花不花钱：不花", "直接回这条，就是回给王师傅")


async def test_door_and_phone_for_the_holder_alone(world: World) -> None:
    """Door and phone for the visit: by a button, to the holder alone."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元502，13900001111，下午在家")
    await world.sees("孙大妈", "给王师傅了，没给别人")
    await world.sees_nothing_of("王师傅", "13900001111", chat="staff")
    await world.sees_nothing_of("李姐", "13900001111")


async def test_an_answer_reaches_the_holder(world: World) -> None:
    """Answering a message about an issue reaches its holder."""
    await planned(world)
    await world.says("孙大妈", "我下午三点在家", answering="1号这么办")
    await world.sees("孙大妈", "转给王师傅了（1号）")
    await world.sees("王师傅", "我下午三点在家")


async def test_the_community_is_watching(world: World) -> None:
    """Who of the community was told, when nobody took it in time."""
    await reported(world)
    await world.forward(minutes=5)
    await world.sees("孙大妈", "1号到点没人接。\n告诉社区 张姐了。")
    await world.forward(minutes=115)
    await world.sees("孙大妈", "1号拖久了。\n告诉街道 陈主任了。")


async def test_the_promise_with_its_date(world: World) -> None:
    """The promise with its date: fine, or "I can't wait"."""
    await planned(world)
    for label in ("今天办不完", "明天", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("孙大妈", "1号今天办不完，跟您说实话", "11月22日（周日）前", "物业 王师傅")
    await world.press("孙大妈", "等不了")
    await world.press("孙大妈", "越来越严重")
    await world.sees("孙大妈", "记下了，我告诉物业 王师傅、社区 张姐")
    await world.sees("张姐", "越来越严重")


async def test_a_question_is_answered_without_replying(world: World) -> None:
    """The answer to a question need not be a reply."""
    await accepted(world)
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "几点在家？", chat="staff", answering="1号要问居民什么？")
    await world.sees("孙大妈", "王师傅想问您：几点在家？")
    await world.says("孙大妈", "下午三点")
    await world.sees("孙大妈", "转给王师傅了（1号）")
    await world.sees("王师傅", "下午三点")


async def test_good(world: World) -> None:
    """The result, the rating "good", and a word of thanks."""
    await resolved(world)
    await world.sees("孙大妈", "1号办好了：", "您看看弄好没有？")
    await world.press("孙大妈", "好了，满意")
    await world.says("孙大妈", "王师傅辛苦了")
    await world.sees("孙大妈", "谢谢您，我转过去。")
    await world.sees("王师傅", "王师傅辛苦了")


async def test_a_new_matter_instead_of_thanks(world: World) -> None:
    """A new matter after the rating is a new report, not a word of thanks."""
    await resolved(world)
    await world.press("孙大妈", "好了，满意")
    await world.says("孙大妈", "楼道灯也不亮")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，2号")


async def test_so_so(world: World) -> None:
    """The rating "so-so": what could be better; nothing is reopened."""
    await resolved(world)
    await world.press("孙大妈", "好了，还行")
    await world.press("孙大妈", "没提前说")
    await world.sees("王师傅", "没提前说")


async def test_not_solved(world: World) -> None:
    """What is wrong if it is not solved, and reopening under the same number."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.sees_buttons(
        "孙大妈", "还是老样子", "弄了一半", "又犯了", "没人来过", "收费不对", "态度不好", "别的，我来说"
    )
    await world.press("孙大妈", "还是老样子")
    await world.sees("孙大妈", "1号接着办，还是原来的号，不用重报", "告诉社区 张姐了")
    await world.sends("孙大妈", photo={"size": 1})
    await world.sees("孙大妈", "转给王师傅了（1号）")


async def test_not_solved_in_words(world: World) -> None:
    """What is wrong in one's own words."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "别的，我来说")
    await world.says("孙大妈", "通了一天又返上来")
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", "通了一天又返上来")


async def test_an_answer_to_the_result(world: World) -> None:
    """Words as an answer to the result: not solved, or thanks?"""
    await resolved(world)
    await world.says("孙大妈", "还是往上返", answering="1号办好了")
    await world.press("孙大妈", "没弄好", on="您是说没弄好吗")
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", "还是往上返")


async def test_a_complaint_about_the_fee(world: World) -> None:
    """A complaint about the fee reaches the community alone, and no group."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "收费不对")
    await world.says("孙大妈", "收了我八十块")
    await world.sees("孙大妈", "收费的事单给社区 张姐看")
    await world.sees("张姐", "收了我八十块")
    await world.sees_nothing_of("王师傅", "收了我八十块")
    await world.sees_nothing_of("王师傅", "收了我八十块", chat="staff")


async def test_a_complaint_about_the_manner(world: World) -> None:
    """A complaint about the manner is not shown to whoever did the work; the work may have to go on."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "态度不好")
    await world.says("孙大妈", "进门就骂人")
    await world.sees("孙大妈", "经办人看不到是您说的", "活儿要接着弄吗？")
    await world.press("孙大妈", "要", on="活儿要接着弄吗")
    await world.press("孙大妈", "弄了一半")
    await world.sees("孙大妈", "1号接着办")


async def test_the_reminder_and_the_lapse(world: World) -> None:
    """One reminder on the next morning; on the third day it is closed, not satisfied, and can be reopened."""
    await resolved(world)
    await world.forward(hours=23)
    await world.sees("孙大妈", "1号弄好没有？点一下就行")
    await world.forward(hours=49)
    await world.sees("孙大妈", "1号先收尾了，您没评价，不算满意")
    await world.press("孙大妈", "没弄好，接着办")
    await world.press("孙大妈", "又犯了")
    await world.sees("孙大妈", "1号接着办")


async def test_my_reports(world: World) -> None:
    """ "My reports": each with state and next time; what happened."""
    await accepted(world)
    await reported(world, "楼道灯不亮")
    await world.says("孙大妈", "📋 我报的事")
    await world.sees(
        "孙大妈", "1号 下水道堵塞 · 王师傅接了 · 10:15 前告诉您咋办", "2号 楼道灯不亮 · 等人接 · 10:05 前有人接"
    )
    await world.press("孙大妈", "1号", on="您报的事")
    await world.sees_buttons("孙大妈", "看经过", "再补一句", "问问咋样了", "撤回", on=LEAK)
    await world.press("孙大妈", "看经过")
    await world.sees("孙大妈", "10:00 物业 王师傅 接了")


async def test_adding(world: World) -> None:
    """My reports: add."""
    await accepted(world)
    await world.press("孙大妈", "再补一句", on="报上去了")
    await world.says("孙大妈", "水漫到客厅了")
    await world.sees("孙大妈", "转给王师傅了（1号）")
    await world.sees("王师傅", "水漫到客厅了")


async def test_asking_how_it_stands(world: World) -> None:
    """My reports: ask how it stands."""
    await accepted(world)
    await world.says("孙大妈", "📋 我报的事")
    assert await world.press("孙大妈", "问问咋样了") == "替您问王师傅了，1号。"


async def test_withdrawing(world: World) -> None:
    """My reports: withdraw; asked whether somebody made him do it, which the community alone sees."""
    await accepted(world)
    await world.press("孙大妈", "撤回", on="报上去了")
    await world.press("孙大妈", "撤回", on="真要撤回1号吗")
    await world.sees("孙大妈", "1号撤回了", "是您自己不想报了吗？")
    await world.press("孙大妈", "有人让我撤的")
    await world.sees("孙大妈", "只给社区 张姐看")
    await world.sees_nothing_of("王师傅", "有人让", chat="staff")


async def test_buttons_of_another(world: World) -> None:
    """Buttons of another person's report do nothing but explain."""
    await reported(world)
    message = await world.sees("孙大妈", "报上去了")
    data = message["reply_markup"]["inline_keyboard"][0][2]["callback_data"]
    await world.says("老郑", "你好")
    assert await world.forges("老郑", data)
    await world.press("孙大妈", "看进度")
    await world.sees("孙大妈", "等人接")


async def test_photos_of_the_result(world: World) -> None:
    """The result with photos."""
    await accepted(world)
    await world.press("王师傅", "办好了", chat="staff")
    asked = await world.sees("王师傅", "1号咋办好的？", chat="staff")
    await world.sends("王师傅", chat="staff", photo={"size": 1}, caption="通开了", reply_to=asked["message_id"])
    await world.sees("孙大妈", "1号办好了：通开了 📷1")
    assert [one for one in await world.phone("孙大妈") if one.get("photo")]
    assert buttons(await world.sees("孙大妈", "1号办好了")) == ["😊 好了，满意", "🙂 好了，还行", "☹️ 没弄好"]


@pytest.mark.parametrize(
    "said", ["我家302，钥匙在隔壁301老郑那儿，电话13912345678", "钥匙在对门老郑那儿", "家里没人，钥匙搁楼下小卖部了"]
)
async def test_who_has_the_key(world: World, said: str) -> None:
    """A neighbour who has the key is no quarrel: after "how to find me" it goes to whoever comes, and nowhere else."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "给王师傅了，没给别人")
    await world.press("王师傅", "看门牌电话")
