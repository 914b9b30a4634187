"""One utterance, one outcome: albums, corrections, and where what was said went."""

from typing import Any

import pytest

from tests.stories.test_resident_followed import LEAK, accepted, done_again, reported, resolved
from tests.stories.world import World, buttons, words

TWO = [{"photo": {"size": 1}}, {"photo": {"size": 2}}]
THREE = [*TWO, {"photo": {"size": 3}}]


# --- albums


async def test_the_receipts_of_a_complaint_go_to_the_community_alone(world: World) -> None:
    """Three photos in answer to "how much did it cost?": all of them to the community, nothing begun anew."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "收费不对")
    await world.sends("孙大妈", media_group=THREE)
    seen = [one for one in await world.phone("张姐") if one.get("photo")]
    assert len(seen) == 3
    await world.forward(minutes=30)
    await world.sees_nothing_of("孙大妈", "照片收到了", "2号")
    assert not [one for one in await world.phone("王师傅") if one.get("photo")]


async def test_an_album_with_a_command_in_a_group_is_one_report(world: World) -> None:
    """An album under `/bao` in a group where the bot reads everything: one report with all its photos."""
    await world.hears_all()
    album = [THREE[0] | {"caption": "/bao 单元门坏了"}, *THREE[1:]]
    await world.sends("老郑", chat="residents", media_group=album)
    await world.sees("王师傅", "1号 单元门坏了", "📷3", chat="staff")
    await world.sees_nothing_of("王师傅", "2号", chat="staff")


async def test_an_album_that_answers_a_card_is_asked_about_once(world: World) -> None:
    """An album in answer to a card: one question, and then all photos reach the resident."""
    await accepted(world)
    card = await world.sees("王师傅", "1号 下水道堵塞", chat="staff")
    await world.sends(
        "王师傅",
        chat="staff",
        reply_to=card["message_id"],
        media_group=[THREE[0] | {"caption": "现场是这样的"}, *THREE[1:]],
    )
    asked = [one for one in await world.phone("王师傅", chat="staff") if "要转给居民吗" in words(one)]
    assert len(asked) == 1
    await world.press("王师傅", "转给居民", chat="staff")
    await world.sees("孙大妈", "现场是这样的")
    assert len([one for one in await world.phone("孙大妈") if one.get("photo") and one["from"].get("is_bot")]) == 3


async def test_the_card_counts_the_photos_of_an_album(world: World) -> None:
    """Three photos with a word: one card, and it says three."""
    await world.sends("孙大妈", media_group=[THREE[0] | {"caption": "单元门坏了"}, *THREE[1:]])
    cards = [one for one in await world.phone("孙大妈") if "您看看对不对" in words(one)]
    assert len(cards) == 1
    assert "📷3" in words(cards[0])


async def test_an_album_in_answer_to_a_question(world: World) -> None:
    """The photos of one album go into the report that was asked about, all of them."""
    await accepted(world)
    await world.press("孙大妈", "再补一句")
    await world.sends("孙大妈", media_group=THREE)
    assert len([one for one in await world.phone("王师傅") if one.get("photo")]) == 3
    await world.sees_nothing_of("孙大妈", "照片收到了。")


# --- corrections


async def test_a_corrected_door_reaches_the_holder(world: World) -> None:
    """Another phone in the note for the visit: the holder reads the new one, and nobody else does."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元501，电话13900000001")
    await world.edits("孙大妈", "2单元501", "2单元502，电话13900000002")
    await world.press("王师傅", "看门牌电话")
    await world.sees("王师傅", "2单元502，电话13900000002")
    await world.sees_nothing_of("王师傅", "您改的话", "2号")
    await world.sees_nothing_of("王师傅", "139", chat="staff")


async def test_what_was_dropped_does_not_come_back(world: World) -> None:
    """Words that were not to be reported are not brought into the next report by their correction."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "不报了")
    await world.says("孙大妈", LEAK)
    await world.edits("孙大妈", "楼道灯不亮", "三楼楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.press("孙大妈", "看进度")
    await world.sees("孙大妈", f"“{LEAK}”")
    await world.sees_nothing_of("王师傅", "楼道灯", chat="staff")


async def test_a_caption_that_comes_later_wipes_nothing(world: World) -> None:
    """A caption added to the photo of a draft stands before what was said after it."""
    sent = await world.sends("孙大妈", photo={"size": 1})
    await world.says("孙大妈", "三楼一直闪")
    await world.captions("孙大妈", sent["message_id"], "楼道灯坏了")
    await world.sees("孙大妈", "楼道灯坏了\n三楼一直闪")


async def test_a_corrected_command_has_no_command_in_its_words(world: World) -> None:
    """`/bao …` edited: the words without the command, privately and in the group."""
    await world.says("孙大妈", "/bao 楼道灯不亮")
    await world.edits("孙大妈", "/bao", "/bao 三楼楼道灯不亮")
    card = await world.sees("孙大妈", "您看看对不对", "三楼楼道灯不亮")
    assert "/bao" not in words(card)
    assert "“三楼楼道灯不亮”" in words(card)
    await world.says("老郑", "/bao 单元门坏了", chat="residents")
    await world.edits("老郑", "/bao", "/bao 单元门坏了，关不上", chat="residents")
    await world.press("老郑", "看进度")
    await world.press("老郑", "看经过")
    await world.sees("老郑", "您补充：“单元门坏了，关不上”")


async def test_staff_correct_an_answer_before_it_is_passed_on(world: World) -> None:
    """What the resident reads is what stands there when "to the resident" is pressed."""
    await accepted(world)
    await world.says("王师傅", "下午三点到", chat="staff", answering="1号 下水道堵塞")
    await world.edits("王师傅", "下午三点到", "下午四点到", chat="staff")
    await world.press("王师傅", "转给居民", chat="staff")
    await world.sees("孙大妈", "下午四点到")
    await world.sees_nothing_of("孙大妈", "下午三点到")


async def test_another_time_has_another_button(world: World) -> None:
    """An answer that names another time now: the buttons are asked anew, since the old ones say the old time."""
    await accepted(world)
    await world.says("王师傅", "看过了，得换管，明天上午来", chat="staff", answering="1号 下水道堵塞")
    await world.sees_buttons("王师傅", "按明天12:00前算", chat="staff", on="按明天12:00前")
    await world.edits("王师傅", "明天上午", "看过了，得换管，今天下午来", chat="staff")
    assert not [one for one in await world.phone("王师傅", chat="staff") if "按明天12:00前算" in str(buttons(one))]
    await world.press("王师傅", "按今天18:00前算", chat="staff")
    await world.sees("孙大妈", "今天下午来", "今天18:00前")


async def test_too_late_to_correct(world: World) -> None:
    """What was passed on cannot be called back: whoever wrote it is told so."""
    await accepted(world)
    await world.says("王师傅", "下午三点到", chat="staff", answering="1号 下水道堵塞")
    await world.press("王师傅", "转给居民", chat="staff")
    await world.edits("王师傅", "下午三点到", "下午四点到", chat="staff")
    await world.sees("王师傅", "这话已经转过去了", chat="staff")
    await done_again(world)
    await world.edits("孙大妈", LEAK, "没有堵")
    await world.sees("孙大妈", "1号里改不了了")


async def test_an_edit_that_changes_nothing_is_nothing(world: World) -> None:
    """An edit that changes only how it looks is not heard."""
    await accepted(world)
    before = len(await world.phone("孙大妈"))
    await world.edits("孙大妈", LEAK, f" {LEAK} ")
    await world.edits("孙大妈", LEAK, f"{LEAK}。")
    assert len(await world.phone("孙大妈")) == before


# --- what it is


@pytest.mark.parametrize(
    ("what", "answer"), [("video", "视频收到了。"), ("document", "文件收到了。"), ("photo", "照片收到了。")]
)
async def test_what_was_sent_is_called_by_its_name(world: World, what: str, answer: str) -> None:
    """A video is no photo, and a file is neither."""
    sent: dict[str, Any] = {what: {"size": 1}}
    await world.sends("孙大妈", **sent)
    await world.sees("孙大妈", answer)


async def test_our_own_receipt_is_no_report(world: World) -> None:
    """A message of the bot that is forwarded to it is not filed."""
    await reported(world)
    receipt = await world.sees("孙大妈", "报上去了，1号。")
    await world.forwards("孙大妈", receipt)
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "2号", "您看看对不对：\n📍 北苑小区3号楼\n🏷 别的")


async def test_a_head_answers_a_ping_in_plain_words(world: World) -> None:
    """Plain words of somebody who was pinged are a word on that matter, not a report."""
    await reported(world)
    await world.says("赵姨", "下水道我去看了，正找人通")
    await world.sees_nothing_of("赵姨", "您看看对不对")
    await world.sees("赵姨", "1号", "记")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", "正在路上")
    await world.press("王师傅", "转给居民")
    await world.sees("孙大妈", "正在路上")


@pytest.mark.parametrize(
    "said", ["/bao：路灯坏了", "/bao，路灯坏了", "/bao路灯坏了", "@weilinli_bot路灯坏了", "/BAO 路灯坏了"]
)
async def test_whatever_stands_between_command_and_words(world: World, said: str) -> None:
    """A colon, a comma or nothing at all between the command, or the name, and the words."""
    await world.hears_all()
    await world.says("老郑", said, chat="residents")
    await world.press("老郑", "看进度")
    await world.sees("老郑", "“路灯坏了”")


async def test_another_bots_command_is_not_ours(world: World) -> None:
    """A photo under another bot's command is nothing to us in a group; in private, where nobody else
    reads, the command is no part of the words, whichever bot it names."""
    await world.hears_all()
    await world.sends("老郑", chat="residents", photo={"size": 1}, caption="/report@OtherBot 单元门坏了")
    await world.sees_nothing_of("老郑", "记下了", chat="residents")
    await world.sends("孙大妈", photo={"size": 1}, caption="/bao 单元门坏了")
    card = await world.sees("孙大妈", "您看看对不对", "“单元门坏了”")
    assert "报上去" in buttons(card)[0]
    await world.press("孙大妈", "不报了")
    await world.sends("孙大妈", photo={"size": 1}, caption="/report@OtherBot 门禁坏了")
    await world.sees("孙大妈", "您看看对不对", "“门禁坏了”")


async def test_a_place_that_is_corrected(world: World) -> None:
    """The answer to "where is it?" is taken at once: whoever changes it afterwards is asked to write it once more."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.says("孙大妈", "东门岗亭边上")
    await world.edits("孙大妈", "东门岗亭", "西门岗亭边上")
    await world.sees("孙大妈", "请再写一遍")


async def test_a_complaint_that_is_corrected(world: World) -> None:
    """Other words in the place of a complaint go where the first went, and begin no report."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "态度不好")
    await world.says("孙大妈", "说话可冲了")
    await world.edits("孙大妈", "说话可冲了", "说话可冲了，还骂人")
    await world.sees("张姐", "态度的事", "还骂人")
    await world.sees_nothing_of("孙大妈", "您看看对不对", "邻里纠纷")
    await world.sees_nothing_of("王师傅", "骂人")


@pytest.mark.parametrize(
    ("told", "place"), [("路灯坏了，北门那个", "📢 北苑小区 路灯不亮"), ("5号楼前面路灯坏了", "📢 5号楼 路灯不亮")]
)
async def test_a_place_that_an_edit_in_a_group_adds(world: World, told: str, place: str) -> None:
    """It is there, on the neighbours' card too, with whoever is on duty there."""
    await world.says("老郑", "/bao 路灯坏了", chat="residents")
    await world.sees("老郑", "📢 3号楼 路灯不亮", chat="residents")
    await world.edits("老郑", "/bao 路灯坏了", f"/bao {told}", chat="residents")
    await world.sees("老郑", place, chat="residents")
    await world.sees_nothing_of("老郑", "3号楼 路灯", chat="residents")
    await world.sees("李姐", "1号 路灯不亮", told, chat="staff")
