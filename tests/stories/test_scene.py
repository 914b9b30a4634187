"""What those who were called to a danger say of it: everybody else who was called hears it, and the reporter that
somebody is coming."""

import pytest

from tests.stories.test_danger import CALLED
from tests.stories.test_dangers import BEATEN, nobody_else_sees
from tests.stories.world import World, buttons

GAS = "家里煤气味很大"
OTHERS = ("李师傅", "小孙", "张姐", "刘哥", "陈主任", "马哥")
"""Who is called beside 王师傅 and 李姐."""


async def called(world: World, words: str = GAS) -> None:
    """Somebody reports a danger, and everybody is called."""
    await world.says("孙大妈", words)
    await world.press("孙大妈", "有，快来人")


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("我在路上，五分钟", "group"),
        ("我在路上，五分钟", "reply"),
        ("马上到", "plain"),
        ("我也过去，带着扳手", "plain"),
        ("我去", "group"),
        ("正开车往那赶呢，10分钟到", "reply"),
    ],
)
async def test_somebody_is_on_the_way(world: World, said: str, how: str) -> None:
    """ "I'm on my way" on a danger's card, to its ping or in plain words: all who were called read it at once, the
    reporter that somebody comes, and it is asked no further."""
    await called(world)
    chat = "staff" if how == "group" else "private"
    await world.says("王师傅", said, chat=chat, answering="" if how == "plain" else "1号")
    for one in ("李姐", *OTHERS):
        await world.sees(one, "1号 煤气味", "王师傅在路上", said)
    await world.sees("孙大妈", "1号", "王师傅在路上")
    await world.sees_nothing_of("孙大妈", said)
    await world.sees("李姐", "在路上：物业 王师傅", chat="staff")
    await world.sees_buttons("王师傅", "我到场了")
    await world.forward(minutes=6)
    await world.sees_nothing_of("孙大妈", "还没人应")
    await world.sees_nothing_of("老郑", "王师傅", chat="residents")


async def test_on_the_way_says_how_long(world: World) -> None:
    """The minutes that were named stand with it, the words themselves do not; a second one who comes is no news to
    the reporter; who looks reads who comes."""
    await called(world)
    await world.says("李姐", "我在路上，五分钟", answering="1号")
    await world.sees("孙大妈", "网格长 李姐在路上", "5分钟")
    await world.says("张姐", "我马上到", answering="1号")
    await world.sees("李姐", "社区 张姐在路上")
    await world.sees_nothing_of("孙大妈", "张姐在路上")
    await world.says("孙大妈", "/wode")
    await world.sees("孙大妈", "1号 煤气味", "李姐在路上")


@pytest.mark.parametrize("said", ["您先开窗下楼，我三分钟到", "门从里头推一下试试"])
async def test_an_answer_to_the_resident_is_not_lost(world: World, said: str) -> None:
    """Whoever was called answers what the resident said: all who were called read it; nothing is refused."""
    await called(world)
    await world.says("孙大妈", "3单元402，门我打不开")
    await world.says("王师傅", said, answering="打不开")
    for one in ("李姐", *OTHERS):
        await world.sees(one, "1号 煤气味", "王师傅", said)
    await world.sees_nothing_of("王师傅", "这个得物业和网格长来按")


async def test_at_the_door_is_there(world: World) -> None:
    """ "到楼下了，402没人应门" is "I'm there", and the rest is told."""
    await called(world)
    await world.says("王师傅", "到楼下了，402没人应门，谁有钥匙", answering="1号")
    await world.sees("孙大妈", "王师傅到场了")
    await world.sees("李姐", "1号 煤气味", "王师傅", "402没人应门")
    await world.sees_buttons("王师傅", "已解除", "是误报")


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("人没事", "reply"),
        ("是二楼炒糊锅了，没煤气", "group"),
        ("门敲不开，谁有三单元的钥匙", "plain"),
        ("老太太晕倒了，我打120了", "reply"),
        ("阀门我关了，味儿还大", "group"),
        ("处理好了", "reply"),
    ],
)
async def test_what_was_found_is_told_to_all(world: World, said: str, how: str) -> None:
    """What is found there: all who were called read it at once, whole; nothing ends by it, whoever may end it has the
    buttons; one press gives it to the reporter."""
    await called(world)
    await world.press("王师傅", "我到场了")
    chat = "staff" if how == "group" else "private"
    await world.says("王师傅", said, chat=chat, answering="" if how == "plain" else "1号")
    for one in ("李姐", *OTHERS):
        await world.sees(one, "1号 煤气味", "王师傅", said)
    assert {"已解除", "是误报"} <= set(buttons(await world.sees("张姐", "1号 煤气味", said)))
    assert "已解除" not in buttons(await world.sees("李姐", "1号 煤气味", said))
    await world.sees("王师傅", "告诉叫来的人了", chat=chat)
    await world.sees_buttons("王师傅", "转给居民", "已解除", "是误报", chat=chat, on="告诉叫来的人了")
    await world.sees("李姐", "🆘 1号 煤气味", "谁到场：物业 王师傅", said, chat="staff")
    await world.sees_nothing_of("孙大妈", said, "2号")
    await world.press("王师傅", "转给居民", chat=chat, on="告诉叫来的人了")
    await world.sees("孙大妈", "王师傅", said)


async def test_there_and_what_it_was_for_all(world: World) -> None:
    """ "到了，是二楼炒糊锅了，没煤气": there, and what it was is on every phone; the false alarm is one press away."""
    await called(world)
    await world.says("王师傅", "到了，是二楼炒糊锅了，没煤气", chat="staff", answering="1号")
    await world.sees("孙大妈", "王师傅到场了")
    for one in ("李姐", *OTHERS):
        await world.sees(one, "1号 煤气味", "王师傅", "二楼炒糊锅")
    await world.press("王师傅", "是误报", on="1号")
    await world.sees("李姐", "误报")


async def test_who_cannot_come_says_so_to_all(world: World) -> None:
    """ "我去不了" is nobody on the way, and all read it."""
    await called(world)
    await world.says("王师傅", "我去不了，在外地", answering="1号")
    for one in ("李姐", *OTHERS):
        await world.sees(one, "1号 煤气味", "王师傅", "我去不了")
    await world.sees_nothing_of("孙大妈", "在路上")


async def test_a_flat_is_for_those_who_were_called(world: World) -> None:
    """The door stands whole on their phones and nowhere in a group."""
    await called(world)
    await world.says("王师傅", "是2单元501，张大爷家没关火", answering="1号")
    await world.sees("李姐", "2单元501")
    await world.sees_nothing_of("李姐", "501", chat="staff")
    await world.sees_nothing_of("老郑", "501", chat="residents")


async def test_words_of_violence_stay_with_its_few(world: World) -> None:
    """Violence: "I'm on my way" and what was found go to those few alone, and no group hears."""
    await called(world, BEATEN)
    await world.says("张姐", "我在路上", answering="1号")
    await world.sees("刘哥", "1号", "张姐在路上")
    await world.sees("孙大妈", "张姐在路上")
    await world.says("张姐", "开门了，人没事", answering="1号")
    await world.sees("刘哥", "开门了，人没事")
    await nobody_else_sees(world, "在路上", "开门了")
    assert set(CALLED) > {"张姐", "刘哥"}


@pytest.mark.parametrize("said", ["已经报警了10点15", "1号已经报警了10点15", "110叫了，等会儿再说", "收到"])
async def test_words_are_an_answer(world: World, said: str) -> None:
    """Whoever was called and writes has answered: neither the card nor the reporter reads that nobody did; the others
    are called on until somebody comes."""
    await called(world, BEATEN)
    await world.says("张姐", said, answering="1号" if said == "收到" else "")
    await world.forward(minutes=5)
    await world.sees_nothing_of("孙大妈", "还没人应")
    await world.sees("孙大妈", "社区 张姐看到了", "110")
    await world.sees("陈主任", "🆘 1号")
    await world.sees_nothing_of("陈主任", "张姐（没回）")


async def test_what_staff_say_of_other_matters_meanwhile(world: World) -> None:
    """While people are called, another matter in a steward's plain words is no word on the danger; nor is a reply to
    another card."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "有，快来人")
    await world.says("王师傅", "下水道疏通要明天", answering="1号 下水道")
    await world.says("李姐", "7号楼单元门坏了")
    await world.sees_nothing_of("张姐", "疏通要明天", "单元门")
    await world.sees_buttons("李姐", "报上去", on="要报事吗")


async def test_violence_whose_people_came_climbs_no_further(world: World) -> None:
    """Somebody is there: neither after two hours nor after a day does anybody above hear of it; whoever is there is
    asked whether it is over."""
    await called(world, BEATEN)
    await world.press("张姐", "我到场了")
    await world.forward(hours=25)
    await nobody_else_sees(world, "1号")
    await world.sees("张姐", "1号 有人打人", "您说您到场了", "已解除")
    await world.press("张姐", "已解除")
    await world.sees("刘哥", "1号 有人打人", "险情解除了")


async def test_violence_to_which_nobody_came_climbs(world: World) -> None:
    """Nobody is there: the subdistrict is called, as before."""
    await called(world, BEATEN)
    await world.press("张姐", "我盯着")
    await world.forward(hours=3)
    await world.sees("陈主任", "1号 有人打人")
    await world.sees_nothing_of("杜督办", "1号")


@pytest.mark.parametrize("said", ["小张态度太差了，我要投诉", "张姐来了一趟，没修。她还骂我", "社区老张骂人"])
async def test_who_is_called_by_a_nickname_is_meant(world: World, said: str) -> None:
    """By the surname as neighbours say it, or by "she" right after the name: whoever is complained of reads nothing."""
    await world.says("孙大妈", said)
    await world.press("孙大妈", "报上去")
    await world.sees("陈主任", "1号")
    for one in ("张姐", "李姐", "王师傅"):
        await world.sees_nothing_of(one, "1号")
    await world.sees_nothing_of("李姐", "1号", chat="staff")


async def test_who_looked_and_found_none_reports_nothing(world: World) -> None:
    """ "闻过了，…没有煤气" of staff is a word on the gas that stands there; where none stands it is asked whether it is
    a report, and nothing files itself."""
    await world.says("李姐", "闻过了，是三楼老张头腌酸菜的味儿，没有煤气")
    await world.sees("李姐", "要报事吗")
    await world.sees_nothing_of("李姐", "有人有危险吗")
    await world.forward(minutes=16)
    await world.sees_nothing_of("王师傅", "煤气味")
    await called(world)
    await world.says("李姐", "测完了，是202老太太锅糊了没关火，没跑气，虚惊")
    await world.sees("王师傅", "1号", "锅糊了没关火")


async def test_a_danger_beside_a_question_is_heard(world: World) -> None:
    """ "谁在岗？3号楼有人砸门": no board, but what to do; and who is on duty is no news for those who were called."""
    await world.says("李姐", "谁在岗？3号楼有人砸门")
    await world.sees("李姐", "110")
    await called(world)
    await world.says("陈主任", "北苑这边今天谁顶着")
    await world.sees_nothing_of("王师傅", "今天谁顶着")


@pytest.mark.parametrize(
    "said", ["一楼老太太忘关火了 阀关了 窗户开了 人没事", "阀门我关上了 人没事", "是炒糊了 窗户都开了"]
)
async def test_what_was_found_is_news(world: World, said: str) -> None:
    """In the staff's group, of somebody who is there: all who were called read it, and that it is over is one press."""
    await world.hears_all()
    await called(world)
    await world.press("李姐", "我到场了", chat="staff")
    await world.says("李姐", said, chat="staff")
    await world.sees("张姐", "1号 煤气味", said)
    await world.sees_buttons("李姐", "已解除", chat="staff")


@pytest.mark.parametrize("said", ["窗户开了没", "晚上别忘关火啊", "谁把阀关了"])
async def test_what_is_asked_is_no_news(world: World, said: str) -> None:
    """A question, or what somebody should do."""
    await world.hears_all()
    await called(world)
    await world.says("李姐", said, chat="staff")
    await world.sees_nothing_of("张姐", said)


@pytest.mark.parametrize("said", ["现在谁在现场", "谁去了", "有人去没"])
async def test_who_is_there_is_answered(world: World, said: str) -> None:
    """By the danger's card, and not by a list of what stands."""
    await called(world)
    await world.says("李姐", "我在路上，五分钟", answering="1号")
    await world.says("张姐", said)
    await world.sees("张姐", "1号", "在路上：网格长 李姐")


async def test_arrived_is_heard_among_more(world: World) -> None:
    """ "那个1号我到了 人送医院了": there, and what was found."""
    await called(world)
    await world.says("王师傅", "煤气那个1号我到了 人去医院了")
    await world.sees("李姐", "到场", "王师傅", chat="staff")


async def test_a_question_beside_the_way(world: World) -> None:
    """ "我去看看 味儿大不" in the group: somebody is on the way."""
    await world.hears_all()
    await called(world)
    await world.says("李姐", "我去看看 味儿大不", chat="staff")
    await world.sees("张姐", "1号 煤气味", "李姐在路上")


@pytest.mark.parametrize("said", ["五号楼门口狗咬人了", "狗把孩子给咬了 在楼下"])
async def test_a_dog_bites(world: World, said: str) -> None:
    """A danger with its advice, and no confidential report."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "120")
    await world.sees_nothing_of("孙大妈", "不进任何群")
    await world.press("孙大妈", "有，快来人")
    await world.sees("王师傅", "🆘 1号", said)


OUT_OF_THE_HOUSE = "我在楼下呢 一单元的都出来了 就差四楼老刘太太"


async def test_the_head_of_the_building_is_heard(world: World) -> None:
    """Nobody called her, and she stands before the house: all who were called read it; it is not over."""
    await called(world, "3号楼1单元着火了 好多烟")
    await world.says("赵姨", OUT_OF_THE_HOUSE)
    for one in ("王师傅", "李姐", *OTHERS):
        await world.sees(one, "1号 着火", "赵姨", "就差四楼老刘太太")
    await world.sees_nothing_of("老郑", "老刘", chat="residents")
    await world.sees_nothing_of("赵姨", "这是说哪一件")


async def test_the_head_of_another_building_is_not_there(world: World) -> None:
    """Of a danger at another house she is asked, as ever, what she speaks of."""
    await called(world, "5号楼1单元着火了 好多烟")
    await world.says("赵姨", OUT_OF_THE_HOUSE)
    await world.sees_nothing_of("王师傅", "老刘太太")


@pytest.mark.parametrize("said", ["一单元的表都收上来了", "楼道的灯都换下来了", "大家都出来了吗"])
async def test_the_head_of_the_building_says_something_else(world: World, said: str) -> None:
    """What is no news of the danger rings nobody."""
    await called(world, "3号楼1单元着火了 好多烟")
    await world.says("赵姨", said)
    await world.sees_nothing_of("王师傅", said)


@pytest.mark.parametrize("said", ["我把总阀关了 燃气公司十分钟到", "测完了 是谁家阳台灶没关严 没事了"])
async def test_the_danger_is_meant_beside_other_work(world: World, said: str) -> None:
    """In the staff's group, of somebody who has a drain too: all who were called read it, the drain stays as it is."""
    await world.hears_all()
    await world.says("老郑", "3号楼1单元下水道堵了 往外返水")
    await world.says("老郑", "是")
    await world.press("王师傅", "我来接")
    await world.says("孙大妈", GAS)
    await world.press("孙大妈", "有，快来人")
    await world.press("王师傅", "我到场了", chat="staff", on="2号")
    await world.says("王师傅", said, chat="staff")
    for one in ("李姐", "张姐"):
        await world.sees(one, "2号 煤气味", said)
    await world.sees_buttons("王师傅", "已解除", chat="staff")
    await world.sees_nothing_of("老郑", said)


@pytest.mark.parametrize("said", ["我在楼下 往上跑呢", "往上跑呢", "正往3号楼赶", "爬楼呢 三楼了"])
async def test_on_the_way_up_in_the_group(world: World, said: str) -> None:
    """Whoever runs up the stairs says so in the group, and stands on the card as on the way."""
    await called(world)
    await world.hears_all()
    await world.says("李姐", said, chat="staff")
    await world.sees("张姐", "1号 煤气味", "李姐在路上")


@pytest.mark.parametrize("said", ["水往上冒呢", "谁往上跑呢", "老太太上楼呢", "我明天往上报"])
async def test_others_who_go_up_are_not_on_the_way(world: World, said: str) -> None:
    """A question, water, somebody else: nobody who was called comes by it."""
    await called(world)
    await world.hears_all()
    await world.says("李姐", said, chat="staff")
    await world.sees_nothing_of("张姐", "李姐在路上")


@pytest.mark.parametrize("said", ["锅底烧穿了 火灭了 窗户打开放味儿呢", "阀关了 正通风呢"])
async def test_a_second_word_from_the_scene(world: World, said: str) -> None:
    """What is still being done stands beside what was found: everybody who was called reads it."""
    await called(world)
    await world.hears_all()
    await world.says("李姐", "到了 是有人家锅烧干了 人没事", chat="staff")
    await world.says("李姐", said, chat="staff")
    await world.sees("张姐", "1号 煤气味", "李姐", said)


@pytest.mark.parametrize("said", ["没啥事就解除吧", "1号可以解除了吧", "那就解除警报", "解除吧"])
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_a_manager_says_that_it_may_be_ended(world: World, said: str, chat: str) -> None:
    """It is asked, with the buttons; nobody is rung by that, and nothing ends without a press."""
    await called(world)
    await world.hears_all()
    await world.says("李姐", "到了 是有人家锅烧干了 人没事", chat="staff")
    await world.says("张姐", said, chat=chat)
    await world.sees_buttons("张姐", "已解除", "是误报", chat=chat, on="危险过去了吗？您点一下才算")
    await world.sees_nothing_of("李姐", said)
    await world.press("张姐", "已解除", chat=chat, on="危险过去了吗？您点一下才算")
    await world.sees("李姐", "张姐", "解除")


@pytest.mark.parametrize("said", ["封控解除了", "啥时候能解除", "先别解除", "合同解除了"])
async def test_other_words_end_nothing(world: World, said: str) -> None:
    """A question, "not yet", something else that ends."""
    await called(world)
    await world.hears_all()
    await world.says("张姐", said, chat="staff")
    await world.sees_nothing_of("张姐", "您点一下才算", chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "到电梯口了 跟孩子说上话了",
        "我到三楼门口了 正跟人说话呢",
        "到二楼楼道口了 听见里头说话",
        "刚到单元口了 在敲门",
        "人到跟前了 孩子在哭",
        "到孙大妈家门口了 敲门呢",
    ],
)
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_at_the_spot(world: World, said: str, chat: str) -> None:
    """Where he stands, and what he hears there: he is there, everybody who was called reads it, and nothing is over."""
    await world.hears_all()
    await called(world, "电梯里困人了 孩子在里头")
    await world.says("王师傅", said, chat=chat)
    await world.sees("李姐", "1号", "到场", "王师傅", chat="staff")
    await world.sees("张姐", "1号", said)
    await world.sees_nothing_of("王师傅", "办好了吗", chat=chat)


@pytest.mark.parametrize(
    "said", ["我到家门口了", "到社区门口了", "快递到门口了", "我到学校门口了 接孩子", "到食堂楼下了"]
)
async def test_at_another_spot(world: World, said: str) -> None:
    """Where else somebody is."""
    await world.hears_all()
    await called(world, "电梯里困人了 孩子在里头")
    await world.says("王师傅", said, chat="staff")
    await world.sees_nothing_of("李姐", "到场：物业 王师傅", chat="staff")
    await world.sees_nothing_of("张姐", said)
