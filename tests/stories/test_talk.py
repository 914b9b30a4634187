"""What is no report has its answer and is never filed; drafts that are changed, doubled or left alone."""

import pytest

from tests.stories.test_resident_followed import LEAK, reported
from tests.stories.world import World, buttons, words


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("你好", "我在呢"),
        ("在吗", "我在呢"),
        ("谢谢", "不客气"),
        ("人工", "119"),
        ("物业电话多少", "0432-6200-0001"),
        ("进度", "您还没报过事"),
        ("帮助", "怎么用"),
        ("电话", "119"),
        ("撤回", "您还没报过事"),
        ("下水道不堵了，修好了", "那就好"),
        ("？", ""),
    ],
)
async def test_talk_is_answered_and_never_filed(world: World, said: str, answer: str) -> None:
    """Greetings, thanks and questions: an answer, and nothing is filed or asked about later."""
    before = len(await world.phone("孙大妈"))
    await world.says("孙大妈", said)
    if answer and answer != "怎么用":
        await world.sees("孙大妈", answer)
    assert len(await world.phone("孙大妈")) > before + 1
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "还没报上去", "报上去了")
    await world.sees_nothing_of("李姐", "1号", chat="staff")


async def test_talk_by_command_in_a_group_is_not_filed(world: World) -> None:
    """`/bao 你好` says how it works, and no more."""
    await world.says("老郑", "/bao 你好", chat="residents")
    await world.sees_nothing_of("老郑", "记下了，1号", chat="residents")


async def test_it_works_again(world: World) -> None:
    """ "It works again" is the end of the open matter, or not: one press says which; the holder reads it."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "下水道不堵了，修好了")
    await world.press("孙大妈", "是，好了", on="是说1号好了吗？")
    await world.sees("王师傅", "下水道不堵了，修好了")
    await world.sees_nothing_of("孙大妈", "2号")


async def test_a_number_opens_it(world: World) -> None:
    """ "1号" opens it: for the resident how it stands, for staff the card."""
    await reported(world)
    await world.says("孙大妈", "1号")
    await world.sees("孙大妈", "1号 下水道堵塞")
    await world.says("李姐", "1号")
    await world.sees_buttons("李姐", "我来接", on="1号 下水道堵塞 · 等人接")
    await world.says("孙大妈", "撤回")
    await world.sees_buttons("孙大妈", "撤回", on="撤回1号")


@pytest.mark.parametrize("said", ["7号", "#7", "7号咋样了"])
async def test_a_number_of_nobodys_is_no_report(world: World, said: str) -> None:
    """A number that is not one's own is no report: it is said so, and one's own are shown."""
    await reported(world)
    await world.says("老郑", said)
    await world.sees("老郑", "没找到7号")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "没找到7号")
    await world.sees("孙大妈", "1号 下水道堵塞 · 等人接")
    await world.forward(minutes=3)
    await world.sees_nothing_of("老郑", "您看看对不对", "还没报上去")


async def test_insults_are_not_nagged_about(world: World) -> None:
    """What does not look like a report is not asked about again, nor filed."""
    await world.says("孙大妈", "你们这帮废物")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "还没报上去", "报上去了")


# --- drafts


async def test_it_files_itself_in_one_message(world: World) -> None:
    """Filed by itself: one message, which is the receipt."""
    await world.says("孙大妈", LEAK)
    await world.forward(minutes=10)
    told = [one for one in await world.phone("孙大妈") if "1号" in words(one)]
    assert len(told) == 1
    assert "10:15 前" in words(told[0])
    assert buttons(told[0]) == ["看进度", "再补一句", "撤回"]


async def test_a_lone_voice_message_is_listened_to(world: World) -> None:
    """A voice message that nobody pressed on is filed after ten minutes, and whoever is asked can listen to it."""
    await world.sends("孙大妈", voice={"duration": 12})
    await world.forward(minutes=10)
    await world.sees("孙大妈", "我先替您报上去了，1号")
    await world.press("王师傅", "我来接", chat="staff")
    assert [one for one in await world.phone("王师傅") if one.get("voice")]


async def test_the_same_again(world: World) -> None:
    """The same person, place and kind again: it is said that it was just reported."""
    await reported(world)
    await world.says("孙大妈", LEAK)
    await world.sees("孙大妈", "这个您报过：1号", "是说1号的事吗？")


async def test_said_twice_stands_once(world: World) -> None:
    """The very same words again, while they wait to be reported, add nothing; a photo beside them does."""
    await world.says("孙大妈", "楼道灯不亮，还有厨房下水堵了")
    await world.says("孙大妈", "楼道灯不亮")
    card = await world.sees("孙大妈", "您说了 2 件事")
    assert words(card).count("楼道灯不亮”") == 1
    await world.sends("孙大妈", photo={"size": 1}, caption="厨房下水堵了。")
    card = await world.sees("孙大妈", "您说了 2 件事", "📷1")
    assert words(card).count("厨房下水堵了") == 1


async def test_an_overtaken_card_has_no_buttons(world: World) -> None:
    """A second message makes a new card; the old one cannot be pressed any more."""
    await world.says("孙大妈", LEAK)
    await world.says("孙大妈", "三楼那段")
    cards = [one for one in await world.phone("孙大妈") if "您看看对不对" in words(one)]
    assert [bool(buttons(one)) for one in cards] == [False, True]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("咋删掉我的信息", "/forget"),
        ("电费上哪交啊", "安居物业 24 小时"),
        ("社区的电话给我一个呗", "社区：张姐"),
        ("谁管我们楼啊", "楼长：赵姨"),
        ("给我整个活人唠", "119"),
        ("你是人还是机器啊", "我是机器人"),
        ("😊", "不客气"),
        ("睡不着，唠会儿", "我在呢"),
    ],
)
async def test_talk_in_other_words(world: World, said: str, answer: str) -> None:
    """How-to questions, who is who, a picture: their answer, no draft and no number."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", answer)
    await world.forward(minutes=12)
    await world.sees_nothing_of("孙大妈", "您看看对不对", "报上去了，1号")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("你们都是骗子！", "听出来您生气了"),
        ("什么破玩意儿", "听出来您生气了"),
        ("光说不练", "听出来您生气了"),
        ("垃圾软件", "听出来您生气了"),
        ("怎么报事啊", "然后点“报上去”"),
        ("能不能发照片", "然后点“报上去”"),
        ("我不会打字能发语音吗", "然后点“报上去”"),
        ("这个咋弄啊", "然后点“报上去”"),
        ("从哪儿报修", "然后点“报上去”"),
    ],
)
async def test_anger_and_how_to_are_no_report(world: World, said: str, answer: str) -> None:
    """Anger at all of this, and how it is done, have their answers also while something unsure waits to be reported:
    nothing of them goes into it."""
    await world.says("孙大妈", "那个东西老那样")
    await world.sees("孙大妈", "这是要报的事吗？")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", answer)
    await world.sees_nothing_of("孙大妈", f"“那个东西老那样\n{said}")


@pytest.mark.parametrize("said", ["垃圾没人收", "这破门咋弄", "楼上太差劲了半夜装修", "能拍照发你吗 楼道灯坏了"])
async def test_what_names_something_is_no_anger(world: World, said: str) -> None:
    """Hard words about something that is wrong are a report."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", f"“{said}”")
    await world.sees_nothing_of("孙大妈", "听出来您生气了", "然后点“报上去”就有个号")


async def test_an_insult_is_passed_on_to_nobody(world: World) -> None:
    """Beside an open matter an insult is no addition to it."""
    await reported(world)
    await world.says("孙大妈", "废物点心")
    await world.sees("孙大妈", "听出来您生气了")
    await world.sees_nothing_of("李姐", "废物点心", chat="staff")


async def test_an_insult_is_no_answer(world: World) -> None:
    """Whom staff asked something, and who is angry instead of an answer: the question waits on."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "您家几楼？", chat="staff", answering="要问居民什么")
    await world.says("孙大妈", "你们这什么破机器人")
    await world.sees("孙大妈", "听出来您生气了")
    await world.sees("王师傅", "1号 下水道堵塞 · 等居民回话", chat="staff")
    await world.says("孙大妈", "五楼")
    await world.sees("王师傅", "居民说：“五楼”")


@pytest.mark.parametrize("said", ["哎呀发错了 别报", "算了我自己通", "不好意思 点错了 不用管", "不整了"])
async def test_second_thoughts_about_a_draft(world: World, said: str) -> None:
    """Sent by mistake, or mended by oneself: the draft is dropped, and nothing files itself."""
    await world.says("孙大妈", "厨房返水")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("李姐", "1号", chat="staff")


async def test_taken_back_after_it_filed_itself(world: World) -> None:
    """ "Who told you to report it": is it to be taken back?"""
    await world.says("孙大妈", "厨房返水")
    await world.forward(minutes=11)
    await world.says("孙大妈", "谁让你报的 撤了")
    await world.sees_buttons("孙大妈", "撤回", on="真要撤回1号吗")


async def test_a_neighbours_number(world: World) -> None:
    """The number of what one has too opens that; of anybody else's there is none among one's own, and no draft."""
    await world.says("孙大妈", "楼道灯坏了")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.says("老郑", "1号好了")
    await world.sees("老郑", "1号 楼道灯不亮 · 我家也是")
    await world.says("Emma", "1号咋还没人来")
    await world.sees("Emma", "No. 1 among yours")
    for one in ("老郑", "Emma"):
        await world.sees_nothing_of(one, "您看看对不对", "Please check")


async def test_words_that_belong_to_what_was_just_said(world: World) -> None:
    """Where it is, said after filing, is added; "no, it is the street lamp" changes the kind; a second thing that is
    wrong too is a second matter."""
    await world.says("孙大妈", "楼道灯坏了")
    await world.says("孙大妈", "不对 是路灯")
    await world.sees("孙大妈", "🏷 路灯不亮")
    await world.says("孙大妈", "整上去吧")
    await world.says("孙大妈", "就在化粪池边上")
    await world.sees("孙大妈", "补到1号里了")
    await world.says("老郑", "单元门坏了，垃圾桶也满了没人收")
    await world.sees("老郑", "您说了 2 件事", "“垃圾桶也满了没人收”")
    await world.press("老郑", "不报了")
    await world.says("老郑", "路灯不亮，垃圾没人收，还有狗屎满地")
    await world.sees("老郑", "您说了 3 件事")


async def test_the_place_is_taken_back(world: World) -> None:
    """ "No, it is our own building", and a slip of the input method."""
    await world.says("孙大妈", "5号搂路灯不亮")
    await world.sees("孙大妈", "📍 北苑小区5号楼")
    await world.says("孙大妈", "不对 是我家这栋")
    await world.sees("孙大妈", "📍 北苑小区3号楼", "🏷 路灯不亮")


async def test_what_will_be_done_is_not_done(world: World) -> None:
    """The holder's "before 3.30 this afternoon" is not taken for a result, nor for good news."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", "今天下午3.30之前给整好")
    await world.sees_nothing_of("王师傅", "办好了吗？点了", "那就好")
    await world.sees("王师傅", "3.30")


@pytest.mark.parametrize("said", ["停水几点来", "停水几点来…今儿几号", "停水了吗", "我看群里说停水了 真的假的"])
async def test_a_question_about_an_outage_files_nothing(world: World, said: str) -> None:
    """Whether and until when it is off is asked, and answered; nothing files itself."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "没听说有计划的停水")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "还没报上去", "报上去了")


@pytest.mark.parametrize("said", ["是隔壁炒糊锅了", "哦 是我家炒菜糊了 没事了", "原来是楼下炸辣椒", "是对门刷漆呢"])
async def test_a_smell_that_was_a_supper(world: World, said: str) -> None:
    """Nobody was in danger, and then what it was is told: nothing is reported, now or later."""
    await world.says("孙大妈", "煤气味特别大")
    await world.press("孙大妈", "没有，没那么急")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("老郑", "煤气味", chat="residents")


async def test_no_hurry_is_no_power_cut(world: World) -> None:
    """ "灯那个不着急" is about the lamp that was reported, and no power cut of its own."""
    await reported(world)
    await world.says("孙大妈", "楼道灯不亮了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "第一个那个没好 灯那个不着急")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "3号")


async def test_a_typed_no_ends_the_question(world: World) -> None:
    """ "没好，又堵了" to "is it mended?" is a no: the matter goes on, and its buttons are gone."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "下水道不堵了，修好了")
    await world.says("孙大妈", "没好，又堵了")
    await world.sees("孙大妈", "好，1号接着办")
    await world.sees("王师傅", "又堵了")


@pytest.mark.parametrize("said", ["又返上来了 还是不行"])
async def test_mended_is_not_pressed_after_it_came_back(world: World, said: str) -> None:
    """The older "yes, it is mended" does nothing once its reporter wrote that it is not."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "下水道不堵了，修好了")
    await world.says("孙大妈", said)
    await world.press("孙大妈", "是，好了", on="是说1号好了吗？")
    await world.sees_nothing_of("王师傅", "居民说好了")


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("第一个那个没好，灯那个不着急", "第一个那个没好", "灯那个不着急"),
        ("下水还往上返 灯换完了", "下水还往上返", "灯换完了"),
        ("2号不急，1号还是老样子", "1号还是老样子", "2号不急"),
    ],
)
async def test_words_on_two_matters_go_to_each(world: World, said: str, first: str, second: str) -> None:
    """Each breath belongs to the matter that it means, by number, order or kind, and to no other."""
    await reported(world)
    await reported(world, "三楼楼道灯不亮")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "补到1号里了")
    await world.sees("孙大妈", "补到2号里了")
    one = await world.sees("李姐", "1号 下水道堵塞", chat="staff")
    two = await world.sees("李姐", "2号 楼道灯不亮", chat="staff")
    assert first in words(one)
    assert second not in words(one)
    assert second in words(two)
    assert first not in words(two)
    await world.sees_nothing_of("孙大妈", "3号")


async def test_it_reaches_further(world: World) -> None:
    """ "加一句 5号楼的也不亮": the report stays where it is, and says where else."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.says("孙大妈", "加一句 5号楼的也不亮")
    await world.sees("孙大妈", "您看看对不对", "北苑小区3号楼 + 5号楼")


async def _lamp_and_water(world: World) -> None:
    await reported(world, "楼道灯灭了")
    await reported(world, "我家停水了")


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("灯修得咋样了", "1号 楼道灯不亮"),
        ("水啥时候来啊", "2号 停水"),
        ("灯那个先别修了，我自个儿换上了", "是说1号好了吗？"),
        ("停水那个来水了", "是说2号好了吗"),
        ("灯也好了", "是说1号好了吗"),
        ("那个灯修没修", "1号 楼道灯不亮"),
    ],
)
async def test_called_by_its_kind(world: World, said: str, sees: str) -> None:
    """Of two open matters the one that is called by a word is meant: how it stands, mended, not wanted any more."""
    await _lamp_and_water(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", sees)
    await world.sees_nothing_of("孙大妈", "您问的是哪一件", "补到")


async def test_two_things_of_two_matters(world: World) -> None:
    """ "俩事儿，一个是灯又灭了，一个是水咋还没来": each goes to its own, and the question is answered."""
    await _lamp_and_water(world)
    await world.says("孙大妈", "俩事儿，一个是灯又灭了，一个是水咋还没来")
    await world.sees("孙大妈", "补到1号里了")
    await world.sees("孙大妈", "2号 停水 · 等人接")
    await world.sees("李姐", "1号", "补：“一个是灯又灭了”", chat="staff")


async def test_mended_while_taking_back_is_asked(world: World) -> None:
    """ "灯也好了" while "really withdraw?" stands is asked about as what it is."""
    await _lamp_and_water(world)
    await world.says("孙大妈", "2号撤回")
    await world.says("孙大妈", "灯也好了")
    await world.press("孙大妈", "是，好了", on="是说1号好了吗")
    await world.sees("李姐", "1号", "居民说好了", chat="staff")


@pytest.mark.parametrize(
    "said", ["谁管这事儿啊", "谁来？", "咋样了，报上了吗", "我要看看我报的那几件", "언제 와요? 누가 와요?"]
)
async def test_asks_who_comes(world: World, said: str) -> None:
    """Who has it, whether it was reported, when they come: how it stands, and no addition."""
    await reported(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号 下水道堵塞 · 等人接")
    await world.sees_nothing_of("孙大妈", "补到1号里了")


async def test_joking_and_taken_back(world: World) -> None:
    """ "刚才那个逗它玩的，撤了吧": asked whether to take it back."""
    await reported(world)
    await world.says("孙大妈", "刚才那个逗它玩的，撤了吧")
    await world.sees("孙大妈", "真要撤回1号吗")


@pytest.mark.parametrize(
    ("now", "sees"), [("谢谢", "已经算数了"), ("没事了", "是说1号好了吗"), ("灯亮了", "是说1号好了吗")]
)
async def test_a_report_edited_to_talk(world: World, now: str, sees: str) -> None:
    """Thanks, or "it is over", in the place of a report that is filed is no correction of it."""
    await world.says("孙大妈", "楼道灯灭了")
    await world.press("孙大妈", "报上去")
    await world.edits("孙大妈", "楼道灯灭了", now)
    await world.sees("孙大妈", sees)
    await world.sees_nothing_of("李姐", f"补：“{now}”", chat="staff")


async def test_a_draft_edited_to_talk(world: World) -> None:
    """ "没事了" in the place of what was only written: it is not reported."""
    await world.says("孙大妈", "楼道灯灭了")
    await world.edits("孙大妈", "楼道灯灭了", "没事了")
    await world.sees("孙大妈", "好，没报")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("那我等着，谢谢啊", "不客气"),
        ("谁来啊？姓啥", "1号 下水道堵塞"),
        ("有人接没", "1号 下水道堵塞"),
        ("谢谢，灯又坏了", "您看看对不对"),
    ],
)
async def test_said_while_one_waits(world: World, said: str, answer: str) -> None:
    """Thanks are no end of what is open, who comes is asked of rows, and what is wrong beside thanks is a report."""
    await reported(world)
    told = await world.says("孙大妈", said)
    await world.sees("孙大妈", answer, since=told)
    await world.sees_nothing_of("孙大妈", "是说1号好了吗")


async def test_what_it_does_is_no_end(world: World) -> None:
    """ "狗都翻出来了" of the rubbish is no "they are out"; "算了我自己收拾了" is asked about as a withdrawal."""
    await world.says("孙大妈", "垃圾桶满了没人收")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "狗都翻出来了")
    await world.sees_nothing_of("孙大妈", "是说1号好了吗")
    await world.says("孙大妈", "算了我自己收拾了")
    await world.sees("孙大妈", "真要撤回1号吗")


async def test_nothing_to_be_reported(world: World) -> None:
    """ "不用报了" where nothing is begun: a kind word, and nothing else."""
    await world.says("孙大妈", "不用报了")
    await world.sees("孙大妈", "家门口有啥事，随时写给我")
    await world.sees_nothing_of("孙大妈", "是要报的事吗")


@pytest.mark.parametrize("said", ["闺女给我买的手机 我不会弄 咋发照片", "我眼神不好 能不能发语音", "我岁数大了 这咋用"])
async def test_how_it_works_behind_other_words(world: World, said: str) -> None:
    """It is answered, and waits to be reported no more than the question alone."""
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "这是要报的事吗", "您看看对不对")


async def test_what_it_is_is_said_after_it(world: World) -> None:
    """Words of nothing, then what is wrong: it is called by that."""
    await world.says("孙大妈", "那谁 我跟你们说个事啊 都好几天了")
    await world.says("孙大妈", "那个 楼道灯坏了 上回报的你们没修好")
    await world.sees("孙大妈", "🏷 楼道灯不亮")
