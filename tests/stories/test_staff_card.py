"""The staff group: the card in each of its states, and what its buttons ask."""

import pytest

from tests.stories.world import TEN, World, buttons, words

LEAK = "厨房下水返水，堵两天了"


@pytest.fixture
async def reported(world: World) -> World:
    """孙大妈 has reported a blocked sewer at ten."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    return world


async def test_the_card_has_five_lines(reported: World) -> None:
    """Staff card, five lines as in wording.md: light, number, category, state; place; words; who; what by when."""
    card = await reported.sees("李姐", "1号", chat="staff")
    lines = words(card).splitlines()
    assert len(lines) == 5, words(card)
    assert lines[0] == "🟢 1号 下水道堵塞 · 等人接"
    assert lines[1] == "📍 北苑小区3号楼 · 10:00 报"
    assert lines[2] == f"“{LEAK}”"
    assert lines[3] == "谁接：物业 王师傅、网格长 李姐、楼长 赵姨"
    assert lines[4] == "10:05 前接 · 10:15 前回话"
    assert buttons(card) == ["🙋 我来接", "不归我", "有危险", "更多"]


async def test_taken_planned_answered_and_done_on_one_card(reported: World) -> None:
    """The card is edited as things change: taken, planned with grade and cost, resolved, rated; never posted again."""
    said = await reported.press("李姐", "我来接", chat="staff")
    assert "1号归您了" in said
    assert "10:15" in said
    card = await reported.sees("李姐", "有人接了", "网格长 李姐", "10:00 接", chat="staff")
    await reported.press("李姐", "跟居民说咋办", chat="staff")
    await reported.sees("李姐", "多久弄好", chat="staff")
    await reported.press("李姐", "30分钟内", chat="staff")
    await reported.press("李姐", "约师傅上门", chat="staff")
    await reported.press("李姐", "不花", chat="staff")
    await reported.sees("孙大妈", "1号这么办", "约师傅上门")
    after = await reported.sees("李姐", "正在办", "约师傅上门", "不收费", "10:30 前", "已回居民", chat="staff")
    assert after["message_id"] == card["message_id"]
    await reported.press("李姐", "办好了", chat="staff", on="正在办")
    await reported.press("李姐", "已疏通", chat="staff")
    await reported.sees("孙大妈", "1号办好了", "已疏通")
    done = await reported.sees("李姐", "等居民看", "已疏通", chat="staff")
    assert done["message_id"] == card["message_id"]
    await reported.press("孙大妈", "好了，满意")
    closed = await reported.sees("李姐", "✅ 1号 下水道堵塞 · 办结 · 居民：满意", chat="staff")
    assert closed["message_id"] == card["message_id"]
    assert not buttons(closed)


async def test_longer_than_usual_needs_a_reason_and_the_community_may_undo_it(reported: World) -> None:
    """Grade above the usual asks why; the community is told silently and may undo it."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "跟居民说咋办", chat="staff")
    await reported.press("李姐", "今天内", chat="staff")
    await reported.sees("李姐", "比一般（30分钟内）久，为啥", chat="staff")
    await reported.press("李姐", "等配件", chat="staff")
    await reported.press("李姐", "马上派人看", chat="staff")
    await reported.press("李姐", "看了再说", chat="staff")
    await reported.sees("张姐", "定成“今天内”办好", "等配件", "李姐")
    await reported.press("张姐", "不行，30分钟内")
    await reported.sees("李姐", "10:30 前", chat="staff")


async def test_one_time_for_all_and_a_shorter_one_is_told(reported: World) -> None:
    """ "Today" is one and the same time for the resident, the card and the list; cut short, the resident is told."""
    await reported.press("李姐", "我来接", chat="staff")
    for label in ("跟居民说咋办", "今天内", "等配件", "马上派人看", "看了再说"):
        await reported.press("李姐", label, chat="staff")
    await reported.sees("孙大妈", "1号这么办：马上派人看", "今天弄好")
    await reported.sees("李姐", "1号 下水道堵塞", "23:59 前", chat="staff")
    await reported.says("李姐", "/huoer")
    await reported.sees("李姐", "您手上 1 件", "23:59 前")
    await reported.press("张姐", "不行，30分钟内")
    await reported.sees("孙大妈", "1号这么办：马上派人看", "10:30")
    await reported.sees("李姐", "10:30 前", chat="staff")


async def test_the_slower_one_is_told_who_was_faster(reported: World) -> None:
    """Two heads press at once: the loser is told who has it."""
    card = await reported.sees("李姐", "1号", chat="staff")
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await reported.press("王师傅", "我来接", chat="staff")
    await reported.forward(seconds=3)
    said = await reported.forges("李姐", data, chat="staff")
    assert "物业 王师傅刚接了，比您早" in said
    await reported.sees("李姐", "物业 王师傅接了")


async def test_anyone_else_is_told_who_can(reported: World) -> None:
    """Anyone else pressing is told, kindly, who can."""
    await reported.press("李姐", "我来接", chat="staff")
    said = await reported.press("王师傅", "跟居民说咋办", chat="staff")
    assert "网格长 李姐" in said
    await reported.sees_nothing_of("孙大妈", "这么办")


async def test_another_persons_question_is_not_mine(reported: World) -> None:
    """The choices belong to whoever pressed: another person's press there is told so."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "跟居民说咋办", chat="staff")
    said = await reported.press("王师傅", "30分钟内", chat="staff")
    assert "这一步是问别人的" in said


async def test_own_words_are_asked_for_in_the_group(reported: World) -> None:
    """A head writes the plan in own words as an answer to the bot's question in the group."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "跟居民说咋办", chat="staff")
    await reported.press("李姐", "30分钟内", chat="staff")
    await reported.press("李姐", "自己写", chat="staff")
    await reported.says("李姐", "带疏通机过来", chat="staff", answering="咋办")
    await reported.press("李姐", "要花", chat="staff")
    await reported.says("李姐", "50元", chat="staff", answering="多少钱")
    await reported.sees("孙大妈", "1号这么办", "带疏通机过来", "50元")


async def test_an_answer_to_the_card_asks_first(reported: World) -> None:
    """An answer to the card asks "to the resident / only here"; the head sees that it arrived."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.says("李姐", "我十分钟到", chat="staff", answering="有人接了")
    await reported.sees_nothing_of("孙大妈", "我十分钟到")
    await reported.press("李姐", "转给居民", chat="staff")
    await reported.sees("孙大妈", "我十分钟到")
    await reported.sees("李姐", "居民收到了 10:00")
    await reported.sees("李姐", "10:00 已回居民", chat="staff")


async def test_only_here_stays_here(reported: World) -> None:
    """ "Only here" keeps the words among the staff."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.says("李姐", "这家老来报", chat="staff", answering="有人接了")
    await reported.press("李姐", "只在群里说", chat="staff")
    await reported.sees_nothing_of("孙大妈", "这家老来报")


async def test_an_answer_to_the_residents_question_goes_to_him(reported: World) -> None:
    """An answer to a relayed question of the resident goes to him, and the head sees that it arrived."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.says("孙大妈", "几点来？", answering="有人接了")
    await reported.sees("李姐", "居民说", "几点来？")
    await reported.says("李姐", "十点半到", answering="几点来？")
    await reported.sees("孙大妈", "十点半到")
    await reported.sees("李姐", "居民收到了")


async def test_a_question_to_the_resident_and_the_answer(reported: World) -> None:
    """Asking the resident: the card waits, the clock stands still after a reply, the answer goes on."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "问居民一句", chat="staff")
    await reported.says("李姐", "几点在家？", chat="staff", answering="要问居民什么")
    await reported.sees("孙大妈", "几点在家？")
    await reported.sees("李姐", "⏸ 1号", "问的是：“几点在家？”", chat="staff")
    await reported.says("孙大妈", "下午都在", answering="几点在家？")
    await reported.sees("李姐", "居民说", "下午都在")


async def test_a_promise(reported: World) -> None:
    """The promise with its date, why, and what helps meanwhile; the card says so once it was told."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "更多", chat="staff")
    await reported.press("李姐", "今天办不完", chat="staff")
    await reported.press("李姐", "3天内", chat="staff")
    await reported.press("李姐", "等配件", chat="staff")
    await reported.press("李姐", "眼下没有", chat="staff")
    await reported.sees("孙大妈", "今天办不完", "11月24日", "等配件")
    await reported.sees("李姐", "🔵 1号", "说好 11月24日（周二）", "为啥：等配件", chat="staff")


async def test_moving_the_day_needs_the_community(reported: World) -> None:
    """The promised day moves once, with a reason, and the community agrees."""
    await test_a_promise(reported)
    await reported.press("李姐", "得改日子", chat="staff")
    await reported.press("李姐", "晚3天", chat="staff")
    await reported.press("李姐", "要开挖", chat="staff")
    await reported.sees("张姐", "11月24日", "11月27日", "要开挖")
    await reported.press("张姐", "同意")
    await reported.sees("孙大妈", "日子要改", "11月27日")
    await reported.sees("李姐", "社区同意了")


async def test_done_by_mistake(reported: World) -> None:
    """Done can be taken back."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "办好了", chat="staff")
    await reported.press("李姐", "已疏通", chat="staff")
    await reported.press("李姐", "写错了，接着办", chat="staff")
    await reported.sees("李姐", "正在办", chat="staff")


async def test_masking_and_no_card_for_private_ones(world: World) -> None:
    """Masking: the group reads no phone and no flat; disputes produce no card at all."""
    await world.says("孙大妈", "3号楼502下水道堵了，我电话13812345678")
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", "下水道堵", "〔电话〕", chat="staff")
    await world.sees_nothing_of("李姐", "13812345678", "502", chat="staff")
    await world.says("老郑", "楼上邻居跟我吵架，邻里纠纷")
    await world.press("老郑", "报上去")
    await world.sees_nothing_of("李姐", "吵架", "2号", chat="staff")
    await world.sees("张姐", "2号", "吵架")


async def test_not_mine_asks_somebody_else_and_nobody_has_it(reported: World) -> None:
    """Not mine: somebody else is asked, and nobody has it until it is taken."""
    await reported.press("李姐", "不归我", chat="staff")
    await reported.press("李姐", "物业 王师傅", chat="staff")
    await reported.sees("李姐", "1号 下水道堵塞 · 等人接", chat="staff")
    await reported.press("王师傅", "我来接", on="网格长 李姐说这件该归您")
    await reported.sees("王师傅", "谁办：物业 王师傅", chat="staff")


async def test_an_offer_comes_back_with_the_reason(reported: World) -> None:
    """An offer is refused with a reason, which the holder reads."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "更多", chat="staff")
    await reported.press("李姐", "转给别人", chat="staff")
    await reported.press("李姐", "物业 王师傅", chat="staff")
    await reported.press("王师傅", "退回，不归我")
    await reported.press("王师傅", "没人手")
    await reported.sees("李姐", "退回来了", "没人手")


async def test_danger_calls_everyone(reported: World) -> None:
    """Any of the staff may say there is danger; a person's word makes it normal again."""
    await reported.press("赵姨", "有危险", chat="staff")
    await reported.press("赵姨", "煤气", chat="staff")
    await reported.sees("李姐", "🆘 1号", "现在就去", chat="staff")
    for one in ("王师傅", "李姐", "张姐", "陈主任"):
        await reported.sees(one, "🆘 1号", "有危险")
    said = await reported.press("王师傅", "我到场了", chat="staff")
    assert "到场" in said or "归您了" in said
    await reported.press("王师傅", "已解除", chat="staff")
    await reported.sees("李姐", "有人接了", chat="staff")


async def test_rejected_with_the_reason_and_whose_it_is(reported: World) -> None:
    """Rejecting says why and whose it is; the resident may ask the community to look again."""
    await reported.press("李姐", "更多", chat="staff")
    await reported.press("李姐", "还有", chat="staff")
    await reported.press("李姐", "不归这儿办", chat="staff")
    await reported.press("李姐", "归别的单位定", chat="staff")
    await reported.press("李姐", "供水公司", chat="staff")
    await reported.sees("孙大妈", "管不了", "供水公司")
    await reported.sees("李姐", "➖ 1号", "不归这儿办", chat="staff")


async def test_handed_up_with_the_reason(reported: World) -> None:
    """Handing up says what it is stuck on; the community takes it over or hands it back."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "更多", chat="staff")
    await reported.press("李姐", "交社区议", chat="staff")
    await reported.press("李姐", "没钱", chat="staff")
    await reported.sees("张姐", "办不了", "没钱")
    await reported.press("张姐", "退回，说为啥")
    await reported.press("张姐", "先跟他们商量")
    await reported.sees("李姐", "交回来了", "先跟他们商量")


async def test_a_note_stays_with_the_staff(reported: World) -> None:
    """A note is for the staff only."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "更多", chat="staff")
    await reported.press("李姐", "还有", chat="staff")
    await reported.press("李姐", "记一笔", chat="staff")
    await reported.says("李姐", "主管道老化", chat="staff", answering="居民看不到")
    await reported.sees_nothing_of("孙大妈", "主管道老化")
    await reported.press("李姐", "更多", chat="staff")
    await reported.press("李姐", "看经过", chat="staff")
    await reported.sees("李姐", "记一笔", "主管道老化")


async def test_wrong_category(reported: World) -> None:
    """The guessed category can be set right."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "更多", chat="staff")
    await reported.press("李姐", "类别不对", chat="staff")
    await reported.press("李姐", "下水", chat="staff", on="哪类事")
    await reported.press("李姐", "漏水", chat="staff")
    await reported.sees("李姐", "1号 漏水", chat="staff")


async def test_done_with_an_album(reported: World) -> None:
    """A result may be an album: the first photo answers, the others go with it, and none becomes a report."""
    await reported.press("李姐", "我来接")
    await reported.press("李姐", "办好了")
    await reported.press("李姐", "自己写")
    await reported.sends("李姐", media_group=[{"photo": {"size": 1}, "caption": "通了"}, {"photo": {"size": 2}}])
    await reported.sees("李姐", "等居民看", "通了", "📷2", chat="staff")
    await reported.sees("孙大妈", "1号办好了", "通了")
    await reported.sees_nothing_of("李姐", "您看看对不对", "这是啥事")
    await reported.says("李姐", "3号楼停水了")
    await reported.sees_buttons("李姐", "报上去", on="您是：网格长 李姐")  # what she says then belongs to nothing


async def test_today_is_today(reported: World) -> None:
    """ "Within the day", pressed at noon, is today for the resident, not 24 hours from the report."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.forward(to=TEN.replace(hour=12))
    for label in ("跟居民说咋办", "今天内", "等配件", "马上派人看", "看了再说"):
        await reported.press("李姐", label, chat="staff")
    plan = await reported.sees("孙大妈", "1号这么办", "今天弄好")
    assert "明天" not in words(plan)


@pytest.mark.parametrize("where", ["staff", "private"])
async def test_danger_that_came_of_a_lamp(world: World, where: str) -> None:
    """A head presses danger on a dark lamp: everybody is called for the danger and not for the lamp, and what the head
    knows of it, asked in a line, is on the card and with all who were called."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.press("李姐", "有危险", chat=where, on="1号")
    await world.press("李姐", "漏电", chat=where)
    for one in ("王师傅", "张姐", "陈主任"):
        await world.sees(one, "🆘 1号 漏电（楼道灯不亮）")
    await world.sees("赵姨", "🆘 1号 漏电（楼道灯不亮）", chat="staff")
    asked = "到底咋回事、在哪儿"
    await world.says("李姐", "二楼灯座烧了，电线耷拉下来，别走楼梯", chat=where, answering=asked)
    for one in ("王师傅", "张姐", "陈主任"):
        await world.sees(one, "李姐", "电线耷拉下来")
    await world.sees("赵姨", "🆘 1号", "电线耷拉下来", chat="staff")
    await world.press("张姐", "已解除", chat="staff")
    await world.sees("赵姨", "1号 楼道灯不亮", chat="staff")


async def test_there_instead_of_what_it_is(world: World) -> None:
    """Who writes "I'm there" to that question is there."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.press("李姐", "有危险", on="1号")
    await world.press("李姐", "漏电")
    await world.says("李姐", "我到了")
    await world.sees("赵姨", "🆘 1号", "到场：网格长 李姐", chat="staff")


@pytest.mark.parametrize("where", ["private", "staff"])
async def test_danger_in_words_of_staff(world: World, where: str) -> None:
    """What staff write of a matter in answer to its card or ping says danger: everybody is called at once, and reads
    it; nobody is asked whether it is for the resident."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.says("李姐", "灯座漏电，孩子被电着了", chat=where, answering="1号")
    for one in ("王师傅", "张姐", "陈主任"):
        await world.sees(one, "🆘 1号 漏电（楼道灯不亮）")
        await world.sees(one, "李姐", "孩子被电着了")
    await world.sees("赵姨", "🆘 1号", "孩子被电着了", chat="staff")
    await world.sees("李姐", "95598", chat=where)
    await world.sees_nothing_of("李姐", "要转给居民", chat=where)
