"""What residents ask of the service, try first, take out again and rate in a word, as they type it."""

import pytest

from tests.stories.test_resident_followed import accepted, reported, resolved
from tests.stories.world import World

DRAIN = "厨房下水道堵了 水都返上来了"
SWING = "健身器材那个秋千绳子断了 孩子差点摔着"
LAMP = "楼道灯不亮了"


# --- it is tried first


@pytest.mark.parametrize("said", ["等会儿 我先拿皮搋子通通试试", "等等", "先让我儿子看看"])
async def test_tried_first(world: World, said: str) -> None:
    """The draft waits, and is neither filed by itself nor asked about; "还是给我报上吧" files it."""
    await world.says("孙大妈", DRAIN)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您先试", "还没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "报上去了", said + "”")
    await world.says("孙大妈", "不行 通不开 还是给我报上吧")
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("王师傅", DRAIN, "通不开", chat="staff")


async def test_tried_first_in_english(world: World) -> None:
    """The same of whoever writes English."""
    await world.says("Emma", "the kitchen sink is blocked")
    await world.says("Emma", "wait, let me try the plunger first")
    await world.sees("Emma", "try first")
    await world.says("Emma", "it doesn't work, please report it")
    await world.sees("Emma", "Reported: No. 1")


async def test_worse_meanwhile_is_no_try(world: World) -> None:
    """ "等会儿 漏得更大了" belongs to the report."""
    await world.says("孙大妈", DRAIN)
    await world.says("孙大妈", "等会儿 漏得更大了")
    await world.sees("孙大妈", "您看看对不对", "漏得更大了")


# --- asked of the service

ASKED = {
    "用不用花钱": "不花钱",
    "报一次要钱不": "不花钱",
    "打分打错了能改不": "分只打一次",
    "半夜报有人管吗": "夜里、过节",
    "你们这是人还是机器啊": "我是机器人",
    "我把自行车锁楼道栏杆上行不": "我说了不算",
    "李姐家住几号楼": "不能跟人说",
    "我把车停消防通道上了 会不会给我拖走啊": "消防通道",
    "我姑娘要我把微信推给物业 咋推": "微信号",
    "你别跟人说是我报的": "邻居看不到是谁报的",
    "我问下 我电话会不会让邻居看着": "只有接这件事的人能看",
    "这个物业能看着是我投诉的不": "投诉谁就绕过谁",
    "把我信息删了吧": "/forget",
    "我换手机号了 在哪改": "您的电话我这儿不留",
    "报完事老是滴滴响 半夜能不能别响": "静音",
    "党费搁哪交 微信能交不": "这个不用报",
    "租房能落户不": "这个不用报",
    "户口咋迁": "这个不用报",
    "咱小区划片哪个小学": "这个不用报",
    "外地人能办居住证不": "这个不用报",
    "你们晚上几点下班": "夜里、过节",
    "那我这个归谁修啊": "张姐",
    "楼上谁家啊 电话多少 我自己找他": "邻居的电话我谁也不给",
}


@pytest.mark.parametrize("draft", [False, True])
async def test_asked_of_the_service(world: World, draft: bool) -> None:
    """Each is answered, and part of no report: of none that is written, and of no new one."""
    if draft:
        await world.says("孙大妈", SWING)
    for said, answer in ASKED.items():
        if draft and said == "你别跟人说是我报的":
            continue  # what is being written may become a matter for fewer
        before = (await world.phone("孙大妈"))[-1]
        await world.says("孙大妈", said)
        await world.sees("孙大妈", answer, since=before)
    await world.sees_nothing_of("孙大妈", "这是要报的事吗", *(f"{said}”" for said in ASKED))
    if draft:
        await world.says("孙大妈", "报吧")
        await world.sees("王师傅", f"“{SWING}”", chat="staff")


async def test_asked_while_one_is_open(world: World) -> None:
    """With a report open they are on no card; what a repair costs is asked of whoever does it."""
    await accepted(world, SWING)
    for said, answer in ASKED.items():
        if "钱" in said:
            continue
        before = (await world.phone("孙大妈"))[-1]
        await world.says("孙大妈", said)
        await world.sees("孙大妈", answer, since=before)
        await world.sees_nothing_of("王师傅", said)
        await world.sees_nothing_of("王师傅", said, chat="staff")
    await world.says("孙大妈", "用不用花钱")
    await world.sees("王师傅", "用不用花钱")


async def test_asked_in_english(world: World) -> None:
    """The same in English."""
    await world.says("Emma", "is this free?")
    await world.sees("Emma", "I cost nothing")
    await world.says("Emma", "can I keep my bike in the stairwell?")
    await world.sees("Emma", "not mine to say")


async def test_who_comes(world: World) -> None:
    """ "谁来啊 带不带疏通机" before anybody has it: the question is on the card, and how it stands is said."""
    await reported(world, DRAIN)
    before = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", "谁来啊 带不带疏通机")
    await world.sees("孙大妈", "补到1号里了", since=before)
    await world.sees("孙大妈", "等人接", since=before)
    await world.sees("王师傅", "带不带疏通机", chat="staff")


async def test_asked_under_the_notice(world: World) -> None:
    """ "水啥时候来啊" in answer to the notice in the group: neighbours read how it stands, its reporter privately."""
    await reported(world, "停水了 一滴都没有")
    await world.says("孙大妈", "水啥时候来啊", chat="residents", answering="停水（1号）")
    await world.sees("孙大妈", "1号：私聊里回您了", chat="residents")
    await world.sees("孙大妈", "1号 停水 · 等人接")
    before = (await world.phone("小周", chat="residents"))[-1]
    await world.says("小周", "水啥时候来啊", chat="residents", answering="停水（1号）")
    await world.sees("小周", "3号楼 停水（1号）", "通知值班的人了", chat="residents", since=before)


async def test_another_thing_under_the_notice(world: World) -> None:
    """Of another thing the notice says nothing."""
    await reported(world, "停水了 一滴都没有")
    before = (await world.phone("老郑", chat="residents"))[-1]
    sent = await world.says("老郑", "楼道灯啥时候修", chat="residents", answering="停水（1号）")
    newest = (await world.phone("老郑", chat="residents"))[-1]
    assert newest["message_id"] == sent["message_id"] > before["message_id"]


# --- answers to whoever comes


@pytest.mark.parametrize("said", ["行 后天就后天 谢谢啊", "我在家等着 谢谢了", "那就这么定了 谢谢"])
async def test_agreed_with_thanks(world: World, said: str) -> None:
    """Kind words in which it is said when, or who is at home, reach whoever asked."""
    await accepted(world, DRAIN)
    await world.says("王师傅", "后天九点行不")
    await world.press("王师傅", "转给居民")
    await world.says("孙大妈", said)
    await world.sees("王师傅", f"居民说：“{said}”")


async def test_only_thanks_is_no_answer(world: World) -> None:
    """Thanks alone are thanks."""
    await accepted(world, DRAIN)
    await world.says("王师傅", "后天九点行不")
    await world.press("王师傅", "转给居民")
    await world.says("孙大妈", "谢谢谢谢 辛苦了")
    await world.sees_nothing_of("王师傅", "辛苦了")


async def test_nobody_says_a_word(world: World) -> None:
    """ "咋没人吱声呢 后天行不行啊", a day later, reaches whoever has it."""
    await accepted(world, DRAIN)
    await world.forward(hours=20)
    await world.says("孙大妈", "咋没人吱声呢 后天行不行啊")
    await world.sees("王师傅", "咋没人吱声呢 后天行不行啊")


# --- taken out, set right


async def test_a_sentence_is_taken_out(world: World) -> None:
    """ "把我老伴那句去掉": out of the report and its cards; what the words name nothing of is asked about."""
    await world.says("孙大妈", "单元门锁坏了 谁都能进 我老伴腿疼")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "把我老伴那句去掉 跟这没关系")
    await world.sees("孙大妈", "1号", "去掉了", "“单元门锁坏了 谁都能进”")
    await world.sees("王师傅", "1号 单元门坏了", "“单元门锁坏了 谁都能进”", chat="staff")
    await world.says("孙大妈", "把猫那句去掉")
    await world.sees("孙大妈", "没找着", "猫")
    await world.says("孙大妈", "门口还有一滩水")
    await world.says("孙大妈", "最后那句删了吧")
    await world.sees_nothing_of("王师傅", "一滩水", chat="staff")


async def test_a_sentence_out_of_a_draft(world: World) -> None:
    """The same before it is reported; where nothing else would be left, it is said how to withdraw."""
    await world.says("孙大妈", "单元门锁坏了 谁都能进")
    await world.says("孙大妈", "我老伴腿脚不好")
    await world.says("孙大妈", "老伴那句别写了")
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "“单元门锁坏了 谁都能进”", chat="staff")
    await world.says("老郑", LAMP)
    await world.press("老郑", "报上去")
    await world.says("老郑", "把灯那句去掉")
    await world.sees("老郑", "2号", "撤回")


async def test_the_floor_is_set_right(world: World) -> None:
    """ "刚才说错了 是四楼" is of the one of two that spoke of a floor."""
    await reported(world, "三楼楼道灯坏了")
    await reported(world, "门口井盖翘起来了")
    await world.says("孙大妈", "刚才说错了 是四楼")
    await world.sees("孙大妈", "补到1号里了")


async def test_two_in_a_draft_stay_two(world: World) -> None:
    """A floor set right is in the second of two matters, and leaves them two."""
    await world.sends("孙大妈", photo={"size": 12345}, caption="物业费收据")
    await world.says("孙大妈", "物业费咋涨价了 找谁说理去")
    await world.says("孙大妈", "三楼拐角堆的破沙发 过不去人了")
    await world.says("孙大妈", "刚才说错了 是四楼")
    await world.sees("孙大妈", "您说了 2 件事", "过不去人了\n刚才说错了 是四楼")


@pytest.mark.parametrize("apart", [False, True])
async def test_a_neighbour_is_a_matter_of_its_own(world: World, apart: bool) -> None:
    """An old sofa, "还有就是对门老往过道堆纸壳子": two, though of one kind."""
    sofa, neighbour = "三楼拐角堆的破沙发 过不去人了", "还有就是对门老往过道堆纸壳子"
    for said in (sofa, neighbour) if apart else (f"{sofa} {neighbour}",):
        await world.says("孙大妈", said)
    await world.sees_buttons("孙大妈", "两件都报", "是一件事", on="您说了 2 件事")


async def test_which_flats(world: World) -> None:
    """ "对了 对门是602 我601" right after it was reported is for whoever comes, and no quarrel."""
    await reported(world, "对门装修 电钻从早上六点干到现在")
    await world.says("孙大妈", "对了 对门是602 我601")
    await world.sees("孙大妈", "1号：记下了")
    await world.sees_nothing_of("王师傅", "602", chat="staff")
    await world.says("孙大妈", "我是说刚才装修那个事")
    await world.sees("孙大妈", "补到1号里了")
    await world.sees_nothing_of("孙大妈", "邻里纠纷")


# --- well again, and rated


async def test_the_sofa_is_gone(world: World) -> None:
    """ "算了那个沙发有人搬走了" while a lamp is being written is of the sofa."""
    await reported(world, "三楼拐角堆的破沙发 过不去人了")
    await world.says("孙大妈", LAMP)
    await world.says("孙大妈", "算了那个沙发有人搬走了")
    await world.sees_buttons("孙大妈", "是，好了", on="是说1号好了吗")
    await world.sees_nothing_of("孙大妈", "好，没报")


async def test_the_radiator_is_mended(world: World) -> None:
    """A thing of which the report tells is enough, though it is of another kind; what a mother has asked is at hers."""
    await reported(world, "我想给我妈报个事 她不会用手机 她住5号楼 家里暖气片漏水")
    await world.says("孙大妈", "那个暖气片修完了 师傅挺好")
    await world.sees_buttons("孙大妈", "是，好了", on="是说1号好了吗")
    await world.press("孙大妈", "没有，接着办")
    await world.says("孙大妈", "我妈让问问 晚上暖气能不能再热点")
    await world.sees("孙大妈", "您看看对不对", "5号楼", "停暖")


async def test_said_privately_by_whoever_did_it(world: World) -> None:
    """ "马桶疏通了" of the holder is his result."""
    await accepted(world, "我家厕所下水也堵了 那个味儿 赶紧来个人")
    await world.press("王师傅", "办好了", chat="staff")
    await world.says("王师傅", "马桶疏通了")
    await world.sees_buttons("王师傅", "办好了", on="马桶疏通了")


async def test_it_flickers(world: World) -> None:
    """ "亮是亮了 就是一闪一闪的" is no "so-so": it goes on."""
    await resolved(world, LAMP)
    await world.forward(hours=15)
    await world.says("孙大妈", "亮是亮了 就是一闪一闪的")
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", "一闪一闪")


@pytest.mark.parametrize("said", ["五星", "给师傅打个五分"])
async def test_stars_for_nothing(world: World, said: str) -> None:
    """Nothing waits for a rating: a kind word, and no report."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "谢谢您", "没有等您打分的")


async def test_stars_after_it_is_well(world: World) -> None:
    """ "五星" before anything is said of a result asks whether it is mended; after that it is praise, and the matter
    rests."""
    await accepted(world, LAMP)
    await world.says("孙大妈", "给个好评")
    await world.press("孙大妈", "是，好了", on="是说1号好了吗")
    await world.says("孙大妈", "五星")
    await world.sees("王师傅", "1号", "夸您", "五星")
    await world.sees("王师傅", "居民说已经好了", chat="staff")


# --- two matters, a slow drain, small talk


async def test_two_are_filed_as_two(world: World) -> None:
    """Two matters of which nobody presses anything are two reports, each of its own kind; "it is one" leaves one."""
    await world.says("孙大妈", "楼上又往下扔烟头 差点着了")
    await world.says("孙大妈", "没有")
    await world.says("孙大妈", "我手机丢了 号换了 新的13900001234")
    await world.says("老郑", "楼道灯坏了，还有垃圾三天没人收")
    await world.press("老郑", "是一件事")
    await world.forward(minutes=12)
    await world.sees("王师傅", "高空坠物", "“楼上又往下扔烟头 差点着了”", chat="staff")
    await world.sees("王师傅", "失物招领", "我手机丢了", chat="staff")
    await world.sees("王师傅", "“楼道灯坏了，还有垃圾三天没人收”", chat="staff")


async def test_it_drains_slowly(world: World) -> None:
    """ "是通了 就是地漏那块还是下得慢 再看看吧" says what is wrong: it goes on with that, and no reason is asked."""
    await resolved(world, "厕所返水了")
    await world.says("孙大妈", "是通了 就是地漏那块还是下得慢 再看看吧")
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", "下得慢")


async def test_was_it_reported(world: World) -> None:
    """ "井盖那个事你给报上没" of whoever reported none: said so, and nothing is written."""
    await world.says("孙大妈", "井盖那个事你给报上没")
    await world.sees("孙大妈", "名下没有")
    await world.sees_nothing_of("孙大妈", "这是要报的事吗")


@pytest.mark.parametrize("said", ["失眠 睡不着", "转让婴儿车一辆", "孩子作业太多了 写到半夜", "出手八成新洗衣机 一台"])
async def test_small_talk(world: World, said: str) -> None:
    """Sleepless nights, things for sale and homework are no report."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "我在呢")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("楼上谁家漏水啊 电话多少", "漏水"),
        ("下水堵了 物业电话多少", "下水道堵塞"),
        ("我家停电了 供电局电话多少", "停电"),
        ("灯坏了 该打哪个电话", "楼道灯不亮"),
        ("the lift is broken, what is the number of the property", "电梯"),
    ],
)
async def test_a_number_asked_for_beside_what_is_broken(world: World, said: str, kind: str) -> None:
    """The number is answered, and what is broken is reported all the same; once it is, asking again reports nothing."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "🏷 " + kind)
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "1号 " + kind)
    await world.says("孙大妈", said)
    await world.forward(minutes=11)
    await world.sees_nothing_of("孙大妈", "2号")
