"""The resident's private chat, from the first hello to a filed report."""

import pytest

from casework.model.places import AreaKind
from storage.roster import AreaEntry, EstateEntry, Roster
from tests.stories.town import AREAS, ESTATE, FREE, POSTS
from tests.stories.world import World, buttons, words

LEAK = "厨房下水返水，堵两天了"


async def test_start_with_a_buildings_link(world: World) -> None:
    """/start with a building's link: consent in plain words, the building by the link, done."""
    await world.starts("小周", "bj-by-3h")
    await world.sees("小周", "北苑社区", "群里只说哪栋楼", "服务器不在国内")
    await world.press("小周", "同意，开始用")
    await world.sees("小周", "北苑小区3号楼", "我要报事")


async def test_start_without_a_link_walks_the_tree(world: World) -> None:
    """/start without a link: of the one estate that there is the buildings are offered at once."""
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.sees_buttons("小周", "1号楼", "7号楼", "找不着我家", on="您住哪栋楼")
    await world.press("小周", "5号楼")
    await world.sees("小周", "记下了：北苑小区5号楼")


async def test_where_do_you_live_begins_with_the_estates(world: World) -> None:
    """People know their estate by name: it is asked for first, then the building; what lies in none is found by its
    community."""
    assert world.database is not None
    south = EstateEntry(code="ny-xq", name="南苑小区")
    new = [
        AreaEntry(code=f"bj-ny-{code}", kind=AreaKind.BUILDING, name=name, parent="bj-ny-1", estate=estate)
        for code, name, estate in (("1h", "1号楼", "ny-xq"), ("2h", "2号楼", "ny-xq"), ("y", "西大院", None))
    ]
    await Roster(world.database).put([ESTATE, south], [*AREAS, *new], [*POSTS, FREE])
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    asked = await world.sees_buttons("小周", "北苑小区", "南苑小区", "南苑社区", on="您住哪栋楼")
    assert "北苑社区" not in buttons(asked)
    await world.press("小周", "南苑小区")
    await world.press("小周", "从头选")
    await world.press("小周", "南苑小区")
    await world.press("小周", "2号楼")
    await world.sees("小周", "记下了：南苑小区2号楼")


async def test_i_cannot_find_mine(world: World) -> None:
    """ "I can't find mine" is possible: whoever is on duty reads the words, and reporting works all the same."""
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.press("小周", "找不着我家")
    await world.says("小周", "西大院9号楼")
    await world.sees("小周", "没对上是哪栋楼")
    await world.sees("陈主任", "没找着自己家那栋楼", "“西大院9号楼”")
    await world.says("小周", "楼道灯不亮，西大院9号楼")
    await world.press("小周", "报上去")
    await world.sees("小周", "报上去了，1号")


async def test_i_cannot_find_mine_but_the_words_name_it(world: World) -> None:
    """Words that name a building for sure are matched with it."""
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.press("小周", "找不着我家")
    await world.says("小周", "北苑小区六号楼")
    await world.sees("小周", "记下了：北苑小区6号楼")


async def test_not_now(world: World) -> None:
    """Who does not agree is told whom to call, and nothing is kept."""
    await world.says("小周", LEAK)
    await world.press("小周", "先不用")
    await world.sees("小周", "119", "/start")
    await world.forward(minutes=30)
    await world.sees_nothing_of("小周", "还没报上去")


async def test_a_report_before_consent_is_not_lost(world: World) -> None:
    """What was written before consent is there when consent and home are settled."""
    await world.says("小周", LEAK)
    await world.press("小周", "同意，开始用")
    await world.press("小周", "2号楼")
    await world.sees("小周", "北苑小区2号楼", "下水道堵塞", LEAK)
    await world.press("小周", "报上去")
    await world.sees("小周", "报上去了，1号")


async def test_the_permanent_keyboard(world: World) -> None:
    """The permanent keyboard: report, my reports, find someone, more."""
    await world.says("孙大妈", "🙋 我要报事")
    await world.sees("孙大妈", "出啥事了")
    await world.says("孙大妈", "📋 我报的事")
    await world.sees("孙大妈", "您还没报过事")
    await world.says("孙大妈", "📞 找人")
    await world.sees("孙大妈", "北苑小区3号楼归这些人管", "楼长：赵姨", "网格长：李姐", "0432-6200-0001", "119")
    await world.says("孙大妈", "⋯ 更多")
    await world.sees_buttons("孙大妈", "怎么用", "中文 / English / 조선말", "删掉我的信息")


async def test_language_in_more(world: World) -> None:
    """Language in "more"; from then on everything is in it."""
    world.readers_of_english.add("孙大妈")
    await world.says("孙大妈", "⋯ 更多")
    await world.press("孙大妈", "中文 / English / 조선말")
    await world.press("孙大妈", "English")
    await world.sees("孙大妈", "From now on I write to you in English.")
    await world.says("孙大妈", LEAK)
    await world.sees("孙大妈", "Please check that this is right:", "Blocked sewer")


async def test_any_zh_is_chinese(world: World) -> None:
    """Any zh* phone language is Chinese."""
    await world.says("小周", "你好")
    await world.sees("小周", "您好，我是")


async def test_one_message_and_one_tap(world: World) -> None:
    """One message and one tap files a report; the draft shows place, category, words."""
    await world.says("孙大妈", LEAK)
    await world.sees("孙大妈", "北苑小区3号楼", "下水道堵塞", f"“{LEAK}”")
    await world.sees_buttons("孙大妈", "报上去", "再补一句", "换个地方", "类别不对", "不报了")
    await world.press("孙大妈", "报上去")
    receipt = await world.sees("孙大妈", "报上去了，1号。", "物业 王师傅", "网格长 李姐", "10:05 前", "10:15 前")
    assert buttons(receipt) == ["看进度", "再补一句", "撤回"]


async def test_a_second_tap_files_nothing_more(world: World) -> None:
    """Pressing "report" twice files one report; a card that was overtaken has no button to press."""
    await world.says("孙大妈", LEAK)
    await world.says("孙大妈", "还漏到楼下了")
    cards = [one for one in await world.phone("孙大妈") if "您看看对不对" in one.get("text", "")]
    assert [bool(buttons(one)) for one in cards] == [False, True]
    data = cards[1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await world.press("孙大妈", "报上去")
    assert "已经报上去了，1号" in await world.forges("孙大妈", data)


async def test_only_a_photo(world: World) -> None:
    """A photo alone: what is it about? Two more taps and it can be reported."""
    await world.sends("孙大妈", photo={"size": 1})
    await world.sees("孙大妈", "照片收到了。这是啥事？")
    await world.press("孙大妈", "下水")
    await world.press("孙大妈", "漏水")
    await world.sees("孙大妈", "🏷 漏水", "📷1")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")


async def test_only_a_voice_message(world: World) -> None:
    """A voice message alone: it goes as it is to whoever does the work; what kind of matter is it?"""
    await world.sends("孙大妈", voice={"duration": 12})
    await world.sees("孙大妈", "语音收到了", "不往群里放")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")


async def test_an_album_is_one_report(world: World) -> None:
    """An album is one report, answered once."""
    await world.sends("孙大妈", media_group=[{"photo": {"size": 1}, "caption": "单元门坏了"}, {"photo": {"size": 1}}])
    cards = [one for one in await world.phone("孙大妈") if "您看看对不对" in one.get("text", "")]
    assert len(cards) == 1
    await world.press("孙大妈", "报上去")
    await world.press("孙大妈", "看进度")
    await world.sees("孙大妈", "单元门坏了", "📷2")


async def test_a_location_and_words(world: World) -> None:
    """A location, then words: one draft with the spot on the map."""
    await world.sends("孙大妈", location={"latitude": 43.84, "longitude": 126.55})
    await world.says("孙大妈", "路灯不亮")
    await world.sees("孙大妈", "路灯不亮", "有位置")


async def test_add_to_the_draft(world: World) -> None:
    """ "Add": the next message goes into the same draft."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "再补一句")
    await world.says("孙大妈", "地都泡了")
    await world.sees("孙大妈", LEAK, "地都泡了")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")


async def test_another_place(world: World) -> None:
    """ "Other place": words, another building, or a spot."""
    await world.says("孙大妈", "路灯不亮")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.says("孙大妈", "东门岗亭边上")
    await world.sees("孙大妈", "📍 北苑小区 东门岗亭边上")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "别的楼")
    await world.press("孙大妈", "7号楼")
    await world.sees("孙大妈", "您看看对不对", "北苑小区7号楼")


async def test_a_wrong_category(world: World) -> None:
    """ "Wrong category": the right one is two taps away."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "类别不对")
    await world.press("孙大妈", "水电气暖")
    await world.press("孙大妈", "停水")
    await world.sees("孙大妈", "🏷 停水")


@pytest.mark.parametrize("more", ["三楼那个", "楼长知道这事", "二单元的", "都好几天了没人管"])
async def test_a_category_chosen_by_hand_stays(world: World, more: str) -> None:
    """A photo, and its kind chosen by hand: words that come after it are added, and guess no other kind."""
    await world.sends("孙大妈", photo={"size": 1})
    await world.press("孙大妈", "楼道")
    await world.press("孙大妈", "楼道灯不亮")
    await world.says("孙大妈", more)
    await world.sees("孙大妈", "您看看对不对", "🏷 楼道灯不亮", more)
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", "1号", "楼道灯不亮", chat="staff")


async def test_a_category_chosen_by_hand_instead_of_the_guess(world: World) -> None:
    """Words, another kind by hand, more words: the kind by hand stays."""
    await world.says("孙大妈", "坏了")
    await world.press("孙大妈", "类别不对")
    await world.press("孙大妈", "楼道")
    await world.press("孙大妈", "楼道灯不亮")
    await world.says("孙大妈", "二单元的")
    await world.sees("孙大妈", "🏷 楼道灯不亮", "二单元的")


async def test_a_complaint_beside_a_chosen_category(world: World) -> None:
    """Words that complain of somebody with a post go to nobody below, whatever was chosen."""
    await world.sends("孙大妈", photo={"size": 1})
    await world.press("孙大妈", "楼道")
    await world.press("孙大妈", "楼道灯不亮")
    await world.says("孙大妈", "投诉王师傅，态度太差，骂人")
    await world.sees("孙大妈", "不进任何群")


async def test_cancel(world: World) -> None:
    """ "Cancel": nothing is reported, nothing asked again."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "不报了")
    await world.sees("孙大妈", "好，没报。")
    await world.forward(minutes=20)
    await world.sees_nothing_of("孙大妈", "还没报上去", "报上去了")


async def test_an_unpressed_draft_is_asked_about_and_filed(world: World) -> None:
    """An unpressed draft is asked about after 2 minutes and filed after 10, with an undo."""
    await world.says("孙大妈", LEAK)
    await world.forward(minutes=2)
    await world.sees("孙大妈", "还没报上去呢")
    await world.forward(minutes=8)
    await world.sees("孙大妈", "我先替您报上去了，1号")
    await world.press("孙大妈", "撤回", on="我先替您")
    await world.press("孙大妈", "撤回", on="真要撤回1号吗")
    await world.sees("孙大妈", "1号撤回了")


async def test_praise_is_never_filed_by_itself(world: World) -> None:
    """A draft without photo or recognised category is not filed by itself, and not lost."""
    await world.says("孙大妈", "这楼道扫得真干净")
    await world.forward(minutes=30)
    await world.sees_nothing_of("孙大妈", "我先替您报上去了")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")


async def test_a_private_matter_is_not_filed_by_itself(world: World) -> None:
    """A private matter says who will see it, and is not filed by itself."""
    await world.says("孙大妈", "楼上邻居老跟我家吵架，骂人")
    await world.sees("孙大妈", "只让北苑社区和上面街道管事的人看，不进任何群")
    await world.forward(minutes=30)
    await world.sees_nothing_of("孙大妈", "我先替您报上去了")


async def test_for_someone_else(world: World) -> None:
    """For someone else: "3号楼 我妈"."""
    await world.says("Emma", LEAK)
    await world.press("Emma", "Other place")
    await world.press("Emma", "For someone else")
    await world.says("Emma", "3号楼 我妈")
    await world.sees("Emma", "北苑小区3号楼", "For: 我妈")


async def test_danger_first(world: World) -> None:
    """Danger: advice first, then "is anyone in danger?"; a press files it as urgent."""
    await world.says("孙大妈", "楼道里一股煤气味")
    shown = [one.get("text", "") for one in await world.phone("孙大妈") if one["from"].get("is_bot")]
    assert "别开灯" in shown[-2]
    assert "有人有危险吗" in shown[-1]
    await world.press("孙大妈", "电话打了")
    await world.sees("孙大妈", "报上去了，1号", "已经叫所有值班的人", "我不能替您打电话")


@pytest.mark.parametrize(("said", "urgent"), [("我妈晕过去了", True), ("没有。", False)])
async def test_anything_but_no_is_urgent(world: World, said: str, urgent: bool) -> None:
    """Anything but a plain "no" to "is anyone in danger?" files it as urgent."""
    await world.says("孙大妈", "楼道里一股煤气味")
    await world.says("孙大妈", said)
    if urgent:
        await world.sees("孙大妈", "已经叫所有值班的人")
    else:
        await world.sees_nothing_of("孙大妈", "已经叫所有值班的人")
        await world.press("孙大妈", "报上去")
        await world.sees("孙大妈", "报上去了，1号")
        await world.sees_nothing_of("孙大妈", "已经叫所有值班的人")


async def test_danger_without_an_answer(world: World) -> None:
    """Danger does not wait for an answer: unanswered, it is filed as urgent."""
    await world.says("孙大妈", "着火了快来人")
    await world.forward(minutes=2)
    await world.sees("孙大妈", "我先替您报上去了")
    await world.sees("孙大妈", "已经叫所有值班的人")


async def test_danger_before_consent_and_home(world: World) -> None:
    """Danger goes before consent and home: the top of the tree is asked."""
    await world.says("小周", "着火了")
    await world.sees("小周", "别坐电梯")
    await world.press("小周", "有，快来人")
    await world.sees("小周", "已经叫所有值班的人")
    await world.says("小周", "北苑3号楼二单元")
    await world.sees("小周", "1号改到北苑小区3号楼", "原来叫的人也都告诉了")


async def test_the_same_nearby(world: World) -> None:
    """A neighbour has just reported the same: "my home too", or another report."""
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "单元门坏了")
    await world.sees("孙大妈", "刚才有邻居报了：北苑小区3号楼 单元门坏了，10:00。是这件吗？")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.sees("孙大妈", "记上了，1号。您是第 1 位")


async def test_an_edited_message_replaces_in_the_draft(world: World) -> None:
    """An edited message on a draft replaces its words."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.edits("孙大妈", "楼道灯不亮", "楼道灯一直闪，不亮了")
    await world.press("孙大妈", "报上去")
    await world.press("孙大妈", "看进度")
    await world.sees("孙大妈", "“楼道灯一直闪，不亮了”")


async def test_an_edited_message_amends_a_filed_report(world: World) -> None:
    """An edited message on a filed report amends it, visibly."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.edits("孙大妈", "楼道灯不亮", "三楼楼道灯不亮")
    await world.sees("孙大妈", "您改的话补到1号里了")
    await world.press("孙大妈", "看进度")
    await world.press("孙大妈", "看经过")
    await world.sees("孙大妈", "您补充：“三楼楼道灯不亮”")


async def test_a_late_answer_to_a_question_about_the_draft(world: World) -> None:
    """An answer that comes after its draft was filed by itself is not lost: it begins a new one."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.forward(minutes=11)
    await world.says("孙大妈", "路灯不亮")
    await world.sees("孙大妈", "您看看对不对", "🏷 路灯不亮")


async def test_danger_is_no_answer_to_another_question(world: World) -> None:
    """Danger instead of the place that was asked for: the advice comes first all the same."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.says("孙大妈", "着火了")
    await world.sees("孙大妈", "别坐电梯")


async def test_never_mind_in_words(world: World) -> None:
    """Typed instead of pressed, it drops the draft."""
    await world.says("孙大妈", "又没气了")
    await world.says("孙大妈", "不报了")
    await world.sees("孙大妈", "没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "1号")


async def test_what_was_sent_is_asked_about_in_the_same_words(world: World) -> None:
    """Three voice messages and a photo: one question stands, it says what there is, and asks nothing in other words."""
    for _ in range(3):
        await world.sends("孙大妈", voice={"duration": 4})
    await world.sends("孙大妈", photo={"size": 1})
    await world.sees_buttons("孙大妈", "下水", on="都收到了：📷1 🎤0:12。是哪类事？")
    assert len([one for one in await world.phone("孙大妈") if "是哪类事" in words(one) and buttons(one)]) == 1
    await world.sees_nothing_of("孙大妈", "这是啥事")


async def test_something_wrong_is_no_home(world: World) -> None:
    """While estate and building are asked for in words, another matter is none: it goes with the first."""
    await world.starts("小周")
    await world.press("小周", "同意")
    await world.says("小周", "单元门坏了")
    await world.press("小周", "找不着我家")
    await world.says("小周", "楼道灯也不亮")
    await world.sees_nothing_of("陈主任", "没找着自己家")
    await world.says("小周", "北苑小区5号楼")
    await world.sees("小周", "北苑小区5号楼", "单元门坏了", "楼道灯也不亮")


async def test_after_all_it_is_my_building(world: World) -> None:
    """ "算了，就我家这栋" to "where is it?" is the button "my building"."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.says("孙大妈", "算了，就我家这栋")
    await world.sees("孙大妈", "您看看对不对：\n📍 北苑小区3号楼\n🏷 楼道灯不亮")
