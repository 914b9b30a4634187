"""What the bot says is so: each sentence has its row, and whoever it concerns is told."""

from datetime import timedelta
from typing import Any

import pytest

from casework.model.people import Rank, Role
from casework.settings import Settings
from storage.audit import audit
from storage.roster import PostEntry, Roster
from tests.stories.test_resident_followed import accepted, planned, reported, resolved
from tests.stories.town import AREAS, ESTATE, FREE, POSTS, STAFF
from tests.stories.world import TEN, World, buttons, words

LIGHTS = "楼道灯不亮了"


async def test_told_is_not_watching(world: World) -> None:
    """Until she has pressed it, nobody says that she is watching."""
    await reported(world)
    await world.forward(minutes=5)
    await world.sees("孙大妈", "1号到点没人接", "告诉社区 张姐了")
    await world.sees_nothing_of("孙大妈", "盯着")
    await world.sees_nothing_of("李姐", "盯着", chat="staff")
    await world.press("张姐", "知道了，我盯着")
    await world.sees("李姐", "社区 张姐盯着", chat="staff")
    await world.forward(minutes=10)
    await world.sees("孙大妈", "说好 10:15 前告诉您咋办，还没有信儿", "社区 张姐盯着")


async def test_nobody_could_be_reached(world: World) -> None:
    """Everybody has blocked the bot: it says that it has found nobody, and whom to phone; so does the audit."""
    for one in STAFF:
        await world.blocks(one)
    await reported(world)
    await world.forward(minutes=5)
    await world.sees("孙大妈", "1号到点没人接", "我还没找到人", "0432-6200-0001")
    await world.sees_nothing_of("孙大妈", "盯着", "告诉社区", "告诉街道")
    await world.sees("李姐", "没人应：1号", "没有能叫到的人", chat="staff")
    assert world.database is not None
    assert (await audit(world.database, await world.now(), TEN)).unreached == 1
    await world.forward(minutes=30)
    await world.sees_nothing_of("李姐", "告诉社区", chat="staff")


async def test_not_mine_makes_nobody_the_holder(world: World) -> None:
    """Not mine, on a new card: the other one is asked, nobody has it, and the rung comes."""
    await reported(world)
    await world.press("李姐", "不归我")
    await world.press("李姐", "物业 王师傅")
    await world.sees("李姐", "1号 下水道堵塞 · 等人接", chat="staff")
    await world.sees_nothing_of("孙大妈", "有人接了")
    await world.sees("李姐", "问过物业 王师傅了，还没人接")
    await world.forward(minutes=5)
    await world.sees("张姐", "🔴 1号 下水道堵塞 · 没人接")


async def test_an_old_bundle_says_that_nobody_has_it(world: World) -> None:
    """A message of several, when a later rung asked again: nobody has what nobody took."""
    for one, what in (("孙大妈", "厨房下水返水，堵两天了"), ("老郑", "单元门坏了关不上")):
        await world.says(one, what)
        await world.press(one, "报上去")
    await world.forward(minutes=31)
    await world.sees("张姐", "· 1号 下水道堵塞：还没人接。")
    await world.sees_nothing_of("张姐", "接了")


async def test_who_was_asked_no_longer_owed_no_answer(world: World) -> None:
    """Another took it in time: those who were asked with him are not said to have kept silent."""
    await accepted(world)
    await world.forward(minutes=41)
    line = await world.sees("李姐", "没人应", chat="staff")
    assert "李姐（没回）" not in words(line)
    assert "王师傅" not in words(line)
    assert "社区 张姐（没回）" in words(line)


async def test_when_it_was_taken(world: World) -> None:
    """Whoever took it over took it when he did, not when the first one did."""
    await accepted(world)
    await world.forward(minutes=35)
    await world.press("张姐", "我来接手")
    card = await world.sees("李姐", "谁办：社区 张姐", chat="staff")
    assert "10:35 接" in words(card)
    assert "10:00 接" not in words(card)


async def test_one_time_on_the_card_and_in_my_work(world: World) -> None:
    """Card, list and answer name the same time, and each for what it is the limit of."""
    await accepted(world)
    await world.sees("李姐", "下一步：10:15 前跟居民说处理办法", chat="staff")
    await world.says("王师傅", "/huoer")
    await world.sees("王师傅", "1 下水道堵塞", "10:15 前")
    await world.press("王师傅", "1", on="您手上")
    await world.press("王师傅", "更多")
    await world.press("王师傅", "还有")
    await world.press("王师傅", "再跟居民说")
    await world.says("王师傅", "我下午过去看看")
    await world.sees("李姐", "下一步：10:30 前办好", chat="staff")
    await world.says("王师傅", "/huoer")
    await world.sees("王师傅", "1 下水道堵塞", "10:30 前")


async def test_my_work_says_what_nobody_has(world: World) -> None:
    """What somebody is only asked to take is in the list, and is said to be nobody's."""
    await reported(world)
    await world.says("王师傅", "/huoer")
    await world.sees("王师傅", "您手上 1 件", "1 下水道堵塞", "没人接")
    await world.press("李姐", "我来接", chat="staff")
    await world.says("李姐", "/huoer")
    listed = await world.sees("李姐", "您手上 1 件", "1 下水道堵塞")
    assert "没人接" not in words(listed)


async def test_a_question_is_no_answer(world: World) -> None:
    """After a question alone the resident was told nothing, and the nudge comes at fifteen minutes."""
    await accepted(world)
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "几点在家？", chat="staff", answering="1号要问居民什么？")
    await world.sees_nothing_of("李姐", "已回居民", chat="staff")
    await world.forward(minutes=15)
    await world.sees("王师傅", "10:15 该给居民回话", chat="staff")
    await world.sees_nothing_of("李姐", "已回居民", chat="staff")


async def test_my_reports_invent_no_time(world: World) -> None:
    """A time stands there only when somebody has said it."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "还有", chat="staff")
    await world.press("王师傅", "再跟居民说", chat="staff")
    await world.says("王师傅", "这就来", chat="staff", answering="要跟居民说什么")
    await world.says("孙大妈", "📋 我报的事")
    mine = await world.sees("孙大妈", "1号 下水道堵塞", "王师傅")
    assert "弄好" not in words(mine)


async def test_nobody_is_said_to_have_kept_silent_for_days(world: World) -> None:
    """A broken promise asks anew: what was asked a week ago, and settled, is no silence of a week."""
    await accepted(world)
    await world.forward(hours=25)
    for label in ("今天办不完", "一周内", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.forward(hours=24 * 9)
    await world.sees("杜督办", "说好的日子过了")
    for one in ("杜督办", "陈主任"):
        for message in await world.phone(one):
            assert "没应，轮到您" not in words(message), words(message)


async def test_one_person_on_two_seats_is_one_name(world: World) -> None:
    """Two seats of one person: asked once, named once."""
    assert world.database is not None
    work = world.database.work(Settings())
    wang, li = await work.post_by_code("p-wang"), await work.post_by_code("p-lijie")
    assert wang is not None
    assert li is not None
    li.person_id = wang.person_id
    work.changed(li)
    await work.commit()
    await reported(world)
    receipt = await world.sees("孙大妈", "已经通知：")
    assert "已经通知：物业 王师傅、楼长 赵姨。" in words(receipt)
    card = await world.sees("赵姨", "谁接：", chat="staff")
    assert "谁接：物业 王师傅、楼长 赵姨\n" in words(card)
    await world.forward(minutes=5)
    await world.sees("张姐", "叫过：物业 王师傅（没回）、楼长 赵姨（没回）")


async def test_watching_what_nobody_has_leaves_it_to_be_taken(world: World) -> None:
    """She watches while nobody has it: those who were asked can still take it."""
    await reported(world)
    await world.forward(minutes=5)
    await world.press("张姐", "知道了，我盯着")
    await world.press("王师傅", "🙋 我来接", on="1号")
    await world.sees("李姐", "谁办：物业 王师傅 · 10:05 接", chat="staff")


# Told


async def test_what_was_added_before_anybody_had_it(world: World) -> None:
    """Words and photos that came before acceptance are on the card, and reach whoever takes it."""
    await reported(world)
    await world.press("孙大妈", "再补一句")
    await world.says("孙大妈", "水已经漫到客厅了")
    await world.press("孙大妈", "再补一句")
    await world.sends("孙大妈", photo={"size": 1}, caption="就这样")
    await world.sees("李姐", "补：“水已经漫到客厅了”", "补：“就这样” 📷1", chat="staff")
    await world.press("王师傅", "我来接", chat="staff")
    await world.sees("王师傅", "居民说：“水已经漫到客厅了”")
    await world.sees("王师傅", "居民说：“就这样”")
    assert any(one.get("photo") for one in await world.phone("王师傅"))


async def test_an_album_added_before_anybody_had_it(world: World) -> None:
    """Two photos of one album are one line on the card, and one message for whoever takes it."""
    await reported(world)
    await world.press("孙大妈", "再补一句")
    await world.sends("孙大妈", media_group=[{"photo": {"size": 1}, "caption": "更高了"}, {"photo": {"size": 2}}])
    await world.sees("李姐", "补：“更高了” 📷2", chat="staff")
    await world.press("王师傅", "我来接", chat="staff")
    await world.sees("王师傅", "居民说：“更高了”")
    await world.sees_nothing_of("王师傅", "居民说：📷")
    assert len([one for one in await world.phone("王师傅") if one.get("photo")]) == 2


async def test_the_holder_hears_of_a_withdrawal(world: World) -> None:
    """Whoever has it is told when it is taken back, and keeps no buttons for it."""
    await accepted(world)
    await world.press("孙大妈", "撤回")
    await world.press("孙大妈", "撤回", on="真要撤回")
    await world.sees("王师傅", "居民撤回了，不用办了")
    assert buttons(await world.sees("王师傅", "↩️ 1号 下水道堵塞 · 居民撤回")) == ["看经过"]


async def test_the_relieved_holder_hears_of_it(world: World) -> None:
    """Whoever had it is told who has it now."""
    await accepted(world)
    await world.forward(minutes=30)
    await world.press("张姐", "我来接手")
    await world.sees("王师傅", "社区 张姐接手了，您不用管了")


async def test_the_holder_hears_of_an_undone_grade(world: World) -> None:
    """The community does not agree to the longer time: the holder hears it, and how long he has."""
    await accepted(world)
    for label in ("跟居民说咋办", "今天内", "等配件", "马上派人看", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.press("张姐", "不行，")
    await world.sees("王师傅", "社区 张姐说要30分钟内办好")


async def test_the_resident_hears_that_done_was_a_mistake(world: World) -> None:
    """ "Done" is taken back: the resident reads it."""
    await planned(world)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.press("王师傅", "写错了，接着办", chat="staff")
    await world.sees("孙大妈", "1号还没弄好，刚才是点错了", "还是物业 王师傅在办")


async def test_each_limit_is_of_its_own_thing(world: World) -> None:
    """ "Done" is taken back where no plan was told: the card names the limit of the work, and calls it that."""
    await accepted(world)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.press("王师傅", "写错了，接着办", chat="staff")
    await world.sees("王师傅", "1号 下水道堵塞 · 正在办", "下一步：10:30 前办好", chat="staff")


async def test_the_resident_hears_of_the_hand_up_and_of_a_day(world: World) -> None:
    """Handed up, and a day late: the resident reads both, and who has it."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "交社区议", chat="staff")
    await world.press("王师傅", "没钱", chat="staff")
    await world.sees("孙大妈", "1号交上去了，请上面定", "还是物业 王师傅管着")
    await world.forward(hours=24)
    await world.sees("孙大妈", "1号过了1天还没弄好", "告诉街道 陈主任、督办员 杜督办了")


async def test_a_promised_time_that_passes_is_said_at_once(world: World) -> None:
    """The receipt said 10:15: at 10:15 the resident reads that there is no news."""
    await accepted(world)
    await world.forward(minutes=15)
    late = await world.sees("孙大妈", "1号说好 10:15 前告诉您咋办，还没有信儿", "我催过物业 王师傅了")
    assert late["date"] == (TEN + timedelta(minutes=15)).timestamp()


async def test_nobody_says_that_a_neighbour_was_hurried(world: World) -> None:
    """The building head helps unpaid, and is not reminded: the resident does not read that she was."""
    await reported(world)
    await world.press("赵姨", "我来接")
    await world.forward(minutes=15)
    await world.sees("孙大妈", "1号说好 10:15 前告诉您咋办，还没有信儿", "还是楼长 赵姨在办")
    await world.sees_nothing_of("孙大妈", "我催过")


async def test_a_manager_who_asks_a_neighbour_is_heard(world: World) -> None:
    """Who helps unpaid is not hurried by the clock; a manager who is told that she was asked has asked her."""
    await reported(world)
    await world.press("赵姨", "我来接")
    await world.says("张姐", "1号催一下")
    await world.sees("张姐", "替您问赵姨了，1号")
    await world.sees("赵姨", "社区 张姐", "1号", chat="staff")


async def _light_of_two(world: World) -> None:
    """孙大妈 reports the stairwell's light, 老郑 has it too and says so in his own words."""
    await world.says("孙大妈", LIGHTS)
    await world.press("孙大妈", "报上去")
    await world.says("老郑", "三楼楼道灯也不亮，我妈摔过")
    await world.press("老郑", "就是这件")


async def test_a_neighbours_words_and_what_he_hears(world: World) -> None:
    """ "My home too" keeps its words; the neighbour hears of plan and day as anybody may, and finds it in the list."""
    await _light_of_two(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "跟居民说咋办", chat="staff")
    await world.press("王师傅", "30分钟内", chat="staff")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", "孙大妈您腿脚不好别下楼", chat="staff", answering="咋办")
    await world.press("王师傅", "不花", chat="staff")
    await world.sees("孙大妈", "孙大妈您腿脚不好别下楼")
    await world.sees("老郑", "您家也有的", "正在办")
    await world.sees_nothing_of("老郑", "腿脚")
    await world.sees_nothing_of("老郑", "腿脚", chat="residents")
    await world.sees("老郑", "正在办，大概", chat="residents")
    await world.says("老郑", "📋 我报的事")
    await world.sees("老郑", "我家也是", "正在办")
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "1", on="您手上")
    await world.press("王师傅", "更多")
    await world.press("王师傅", "看经过")
    await world.sees("王师傅", "我妈摔过")


async def test_staff_see_what_the_residents_group_will_read(world: World) -> None:
    """Before it goes: what is pressed stands in the residents' group too, own words do not; of what has no card there
    nothing is said of it."""
    await _light_of_two(world)
    for label in ("我来接", "跟居民说咋办", "30分钟内"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("王师傅", "咋办？", "居民群也看得到", chat="staff")
    for label in ("马上派人看", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("老郑", "正在办：马上派人看", chat="residents")
    await world.press("王师傅", "办好了", chat="staff")
    await world.sees("王师傅", "咋办好的", "居民群也看得到", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees("老郑", "已换新", chat="residents")
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    await world.press("王师傅", "办好了", chat="staff", on="2号")
    asked = await world.sees("王师傅", "2号咋办好的", chat="staff")
    assert "居民群" not in words(asked)


async def test_a_withdrawal_leaves_an_outage_to_the_neighbours(world: World) -> None:
    """The reporter takes it back; his neighbours have it too, and it goes on for them."""
    await _light_of_two(world)
    await world.press("孙大妈", "撤回")
    await world.press("孙大妈", "撤回", on="真要撤回")
    await world.sees("孙大妈", "1号您撤回了", "邻居家也有这事")
    await world.press("王师傅", "我来接", chat="staff")
    for label in ("跟居民说咋办", "30分钟内", "马上派人看", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("老郑", "您家也有的", "正在办：马上派人看")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees("老郑", "您家也有的", "办好了", "已换新")
    await world.sees_nothing_of("孙大妈", "这么办", "办好了：")


# Cards and rooms


async def test_a_manager_is_nudged_privately(world: World) -> None:
    """Who took it over privately may not be in the group: the nudge comes to him."""
    await reported(world)
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手")
    await world.forward(minutes=10)
    await world.sees("张姐", "10:15 该给居民回话")
    await world.sees_nothing_of("李姐", "该给居民回话", chat="staff")


async def test_back_from_more_is_the_ping_again(world: World) -> None:
    """More and back: the question with its buttons stands there again; under "more" stand six buttons at most."""
    await accepted(world)
    await world.forward(minutes=30)
    before = await world.sees("张姐", "🔴 1号 下水道堵塞 · 到点没办好")
    await world.press("张姐", "更多")
    more = (await world.phone("张姐"))[-1]
    assert len([one for one in buttons(more) if "返回" not in one]) <= 6
    await world.press("张姐", "‹ 返回")
    after = (await world.phone("张姐"))[-1]
    assert (words(after), buttons(after)) == (words(before), buttons(before))


async def test_more_shows_six_that_lead_somewhere(world: World) -> None:
    """At most six, none that leads nowhere: at the top nothing is handed up, at the bottom nothing down."""
    await planned(world)
    await world.press("王师傅", "更多", chat="staff")
    shown = []
    for _ in range(3):
        card = await world.sees("王师傅", "1号 下水道堵塞", chat="staff")
        assert len([one for one in buttons(card) if "返回" not in one]) <= 6
        shown += buttons(card)
        if "还有…" not in buttons(card):
            break
        await world.press("王师傅", "还有…", chat="staff")
    assert "交社区议" in shown
    assert not any("交回" in one for one in shown)


async def test_whom_to_phone(world: World) -> None:
    """Holder, property, those who were asked; not oneself. It stands below the ping, with its buttons, and goes with
    it: of what is over no number stays on the phone."""
    assert world.database is not None
    work = world.database.work(Settings())
    for code, phone in (("p-wang", "0432-1"), ("p-zhang", "0432-2"), ("p-lijie", "0432-3")):
        post = await work.post_by_code(code)
        assert post is not None
        post.phone = phone
        work.changed(post)
    await work.commit()
    await accepted(world)
    await world.forward(minutes=30)
    await world.press("张姐", "电话找人")
    ping = await world.sees("张姐", "到点没办好", "可以打给")
    told = words(ping).splitlines()[-3:]
    assert told == ["物业 王师傅 0432-1", "安居物业 0432-6200-0001", "网格长 李姐 0432-3"]
    assert {"知道了，我盯着", "我来接手"} <= set(buttons(ping))
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees_nothing_of("张姐", "可以打给", "0432")


async def test_a_happy_end_leaves_nothing_standing(world: World) -> None:
    """Rated and closed: no alarm, no button, nothing half said is left in the group or on the holder's phone."""
    await accepted(world)
    await world.forward(minutes=41)
    for label in ("跟居民说咋办", "30分钟内", "马上派人看", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.press("孙大妈", "好了，满意")
    await world.forward(minutes=2)
    await world.sees_nothing_of("李姐", "没人应", "正在告诉", chat="staff")
    left = [one for chat in ("private", "staff") for one in await world.phone("王师傅", chat=chat) if buttons(one)]
    wrong = {"我来接手", "办好了", "撤销", "跟居民说咋办", "🙋 我来接"}
    assert not [words(one) for one in left if wrong & set(buttons(one))]


# What was said by voice, by neighbours, and in albums


async def test_a_voice_is_words(world: World) -> None:
    """Who only speaks has said something: the one who is asked later reads so, and can listen."""
    await accepted(world)
    await world.press("孙大妈", "再补一句")
    await world.sends("孙大妈", voice={"duration": 7})
    await world.forward(minutes=31)
    await world.sees("张姐", "居民最后一句", "🎤 语音")
    await world.sees_nothing_of("张姐", "居民没再说话")
    assert any(one.get("voice") for one in await world.phone("张姐"))


async def test_not_solved_by_voice(world: World) -> None:
    """ "Not solved" is said by voice: nobody reads empty words."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "别的，我来说")
    await world.sends("孙大妈", voice={"duration": 7})
    await world.sees("王师傅", "居民说：🎤 语音。接着办")
    assert any(one.get("voice") for one in await world.phone("王师傅"))


async def test_what_neighbours_said_before_anybody_had_it(world: World) -> None:
    """Words with "my home too" are on the card, masked, and reach whoever takes it, as they were said."""
    await reported(world, "单元门坏了关不上", "老郑")
    await world.says("孙大妈", "单元门坏了，屋里就我一个瘫痪老太太，电话13812345678")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.sees("李姐", "1号", "邻居补：“单元门坏了，屋里就我一个瘫痪老太太", chat="staff")
    await world.sees_nothing_of("李姐", "13812345678", chat="staff")
    await world.sees_nothing_of("老郑", "瘫痪")
    await world.press("王师傅", "我来接", chat="staff")
    await world.sees("王师傅", "也有这事的邻居", "瘫痪老太太")


TWO: list[dict[str, Any]] = [{"photo": {"size": 1}}, {"photo": {"size": 2}}]


@pytest.mark.parametrize("said", ["下午三点前肯定通开", "下午三点…", "今天弄好"])
async def test_how_long_is_answered_by_an_album(world: World, said: str) -> None:
    """ "How long?" and an album with words: one answer, within the day; its photos begin nothing."""
    await accepted(world)
    await world.press("王师傅", "跟居民说咋办", on="1号")
    await world.sends("王师傅", media_group=[TWO[0] | {"caption": said}, TWO[1]])
    await world.sees_nothing_of("王师傅", "是哪栋楼", "还没报上去", "请点上面的按钮", "没看懂")
    await world.press("王师傅", "等配件")
    await world.press("王师傅", "不花")
    await world.sees("孙大妈", "1号", said.rstrip("…"))
    await world.forward(minutes=12)
    await world.sees_nothing_of("王师傅", "2号", "还没报上去")


async def test_how_long_is_answered_by_an_album_in_the_group(world: World) -> None:
    """The same as an answer in the group."""
    await accepted(world)
    await world.press("王师傅", "跟居民说咋办", chat="staff")
    asked = await world.sees("王师傅", "多久弄好", chat="staff")
    album = [TWO[0] | {"caption": "下午三点前肯定通开"}, TWO[1]]
    await world.sends("王师傅", chat="staff", reply_to=asked["message_id"], media_group=album)
    await world.sees_nothing_of("王师傅", "请点上面的按钮", chat="staff")
    await world.sees_nothing_of("王师傅", "是哪栋楼", "还没报上去")
    await world.press("王师傅", "等配件", chat="staff")
    await world.press("王师傅", "不花", chat="staff")
    await world.sees("孙大妈", "1号", "下午三点前肯定通开")


async def test_a_complaint_in_an_album_is_one_loud_message(world: World) -> None:
    """Three photos with words: whoever hears it is rung once, and reads no empty words."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "收费不对")
    await world.sends("孙大妈", media_group=[TWO[0] | {"caption": "要了我二百块"}, *TWO])
    heard = [one for one in await world.phone("张姐") if "🔒" in words(one)]
    assert len([one for one in heard if "要了我二百块" in words(one)]) == 1
    assert not [one for one in heard if "“”" in words(one) or "「」" in words(one)]
    assert len([one for one in await world.phone("张姐") if one.get("photo")]) == 3


# Who was told


async def test_who_was_told_in_place_of_the_community(world: World) -> None:
    """Both of the community have blocked the bot: group and card name who was asked instead."""
    await world.blocks("张姐")
    await world.blocks("刘哥")
    await reported(world)
    await world.forward(minutes=6)
    await world.sees("孙大妈", "告诉街道 陈主任了")
    await world.sees("李姐", "没人接", "已告诉街道 陈主任", chat="staff")
    await world.sees_nothing_of("李姐", "告诉社区", chat="staff")


async def test_the_holder_hears_that_only_neighbours_are_left(world: World) -> None:
    """It is taken back while a neighbour has it too: whoever has it is told, and is not to wait for the resident."""
    await reported(world, "单元门坏了关不上", "老郑")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("老郑", "撤回", on="报上去了")
    await world.press("老郑", "撤回", on="真要撤回")
    await world.sees("王师傅", "1号 单元门坏了", "报的人撤回了", "邻居家也有，接着办")
    await world.press("王师傅", "办好了", chat="staff")
    said = await world.press("王师傅", "已换新", chat="staff")
    assert "请居民看看" not in said
    await world.sees_nothing_of("李姐", "没说话就收尾", chat="staff")
    await world.sees("孙大妈", "您家也有的", "办好了：1号")


# Asked whether it is the same, and not answered


@pytest.mark.parametrize("again", ["厨房下水又返水了", "下水道还堵着呢，返水", "下水返水，味儿太大了"])
async def test_the_own_matter_again_without_an_answer(world: World, again: str) -> None:
    """ "You reported that already: is it about No. 1?", and no answer: it is added to No. 1, which is said, and nobody
    is rung for a second one."""
    await reported(world)
    await world.forward(minutes=45)  # later than what the bot said of it last
    await world.says("孙大妈", again)
    await world.forward(minutes=11)
    await world.sees("孙大妈", "这句补到1号里了", again)
    await world.sees_nothing_of("李姐", "2号", chat="staff")
    await world.sees("李姐", "1号", again, chat="staff")
    await world.press("孙大妈", "不是一回事，另报")
    await world.sees("孙大妈", again)


async def test_a_neighbours_matter_without_an_answer(world: World) -> None:
    """ "A neighbour has just reported: is it this one?", and no answer: no second card; the press still files it."""
    await reported(world, "单元门坏了关不上", "老郑")
    await world.says("孙大妈", "单元门坏了")
    await world.forward(minutes=11)
    await world.sees_nothing_of("李姐", "2号", chat="staff")
    await world.sees_nothing_of("李姐", "2号", chat="residents")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.sees("李姐", "还有 1 家也是", chat="staff")


async def test_not_mine_shows_six_at_first(world: World) -> None:
    """Where many could have it, six buttons are shown, and the last of them leads to all."""
    assert world.database is not None
    more = ["郑大哥", "吴姐", "马哥", "杜督办"]
    posts = [
        PostEntry(code=f"p-more{n}", role=Role.GRID_WORKER, rank=Rank.PRIMARY, name=one, area="bj-by-3")
        for n, one in enumerate(more)
    ]
    await Roster(world.database).put([ESTATE], AREAS, [*POSTS, FREE, *posts])
    for n, one in enumerate(more):
        await world.gives_post(one, f"p-more{n}")
    await reported(world)
    await world.press("李姐", "不归我")
    asked = await world.sees("李姐", "该归谁")
    assert len(buttons(asked)) == 7  # with "never mind"
    assert "更多" in buttons(asked)
    await world.press("李姐", "更多", on="该归谁")
    assert len(buttons(await world.sees("李姐", "该归谁"))) > 7
    await world.press("李姐", "杜督办", on="该归谁")
    await world.sees("李姐", "问过", "杜督办", "还没人接")
