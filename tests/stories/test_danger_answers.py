"""What people answer while it is asked whether anybody is in danger, and what only sounds like danger."""

import pytest

from tests.stories.test_danger import all_see
from tests.stories.world import World, words

ASKED = "有人有危险吗"


@pytest.mark.parametrize(
    "said",
    ["孙子发烧39度5抽了", "娃烧到40度 翻白眼了", "孩子发高烧 抽抽呢", "外孙女烧得直抽抽", "儿子浑身直抽 叫也不应"],
)
async def test_a_child_in_convulsions(world: World, said: str) -> None:
    """The ambulance first, and at "还抽呢" everybody is called."""
    await world.says("老郑", said)
    await world.sees("老郑", "⚠️", "120")
    await world.says("老郑", "还抽呢")
    await all_see(world, "🆘", said)


@pytest.mark.parametrize(
    "said", ["孩子发烧39度", "老爷子抽了半盒烟 楼道全是味", "孩子打疫苗抽了点血", "老头子抽了一辈子烟"]
)
async def test_no_convulsions(world: World, said: str) -> None:
    """A fever alone, a smoker, a blood test: nothing rings, and 120 is not said."""
    await world.says("老郑", said)
    await world.forward(minutes=2)
    await world.sees_nothing_of("老郑", "120 ", "打 120")
    await world.sees_nothing_of("张姐", "🆘")


@pytest.mark.parametrize("answer", ["还抽呢", "叫也不醒", "还没缓过来", "越来越厉害了", "she is still unconscious"])
async def test_it_goes_on_is_a_yes(world: World, answer: str) -> None:
    """Where it was only a maybe, that it goes on is a yes in other words: the advice, and everybody is called."""
    await world.says("老郑", "家里有老人用制氧机 啥时候来电")
    await world.sees("老郑", ASKED)
    await world.says("老郑", answer)
    await world.sees("老郑", "⚠️", "120")
    await all_see(world, "🆘", answer)


@pytest.mark.parametrize("answer", ["还行", "还能撑一会儿", "缓过来了"])
async def test_what_goes_on_well_is_no_yes(world: World, answer: str) -> None:
    """ "So far it is all right" calls nobody."""
    await world.says("老郑", "家里有老人用制氧机 啥时候来电")
    await world.says("老郑", answer)
    await world.sees_nothing_of("张姐", "🆘")


@pytest.mark.parametrize(
    "answer",
    [
        "她自己拿手机给我打的电话 说腿疼",
        "刚给我打的电话 说动不了",
        "她手机给我发的信息 说疼得厉害",
        "打电话给我说的 我在外地",
    ],
)
async def test_who_phoned_is_no_question_for_a_number(world: World, answer: str) -> None:
    """Anything but a no calls everybody, and how somebody heard of it asks for nobody's number."""
    await world.says("老郑", "我妈在屋里摔了 起不来了 3号楼1单元")
    await world.sees("老郑", ASKED)
    await world.says("老郑", answer)
    await all_see(world, "🆘", answer)
    await world.sees_nothing_of("老郑", "楼长：赵姨")


@pytest.mark.parametrize(
    ("said", "over"),
    [
        ("孩子反锁屋里了 三岁", "开了开了 孩子自己拧开的"),
        ("孩子反锁屋里了 三岁", "他自己把门打开了"),
        ("孩子反锁厕所里出不来了", "开了 没事"),
        ("小孩锁屋里了 一个人在里头哭", "终于弄开了"),
        ("My mother-in-law fell in the bathroom, she can't get up", "she's up now, just a bruise, thank you"),
        ("My father fainted in the kitchen", "he's awake now"),
        ("My kid is locked in the bathroom crying", "she got out by herself"),
        ("3号楼下俩人打起来了 有一个拿刀", "警察来了 带走了"),
        ("楼上两口子打起来了 动刀了", "派出所来人了 给拉开了"),
        ("Someone is stuck in the elevator of building 3", "they got him out, the door opened by itself"),
    ],
)
async def test_over_before_anybody_was_called(world: World, said: str, over: str) -> None:
    """It is over in the words of whoever told of it: nothing is reported, and nobody's phone rings."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", ASKED)
    await world.says("孙大妈", over)
    await world.sees("孙大妈", "好，没报")
    await world.forward(minutes=3)
    await world.sees_nothing_of("张姐", "🆘", said)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("孩子反锁屋里了 三岁", "开不开 锁死了"),
        ("孩子反锁屋里了 三岁", "还没弄开"),
        ("我老公拿刀要砍我", "警察来了 还没走"),
        ("My father fainted in the kitchen", "he's up on the third floor"),
        ("3号楼下俩人打起来了 有一个拿刀", "警察来了 也拉不住"),
    ],
)
async def test_it_is_not_over(world: World, said: str, answer: str) -> None:
    """What only sounds like the end is none: everybody whom it concerns is called."""
    await world.says("孙大妈", said)
    await world.says("孙大妈", answer)
    await world.sees("张姐", "🆘", answer)


@pytest.mark.parametrize("said", ["电梯里没人 我看了", "电梯里是空的", "轿厢里没人 就是不走了", "里头没困人"])
async def test_nobody_is_in_the_lift(world: World, said: str) -> None:
    """The power is off, the lift stands, nobody is in it: an outage, no alarm, and one matter."""
    await world.says("孙大妈", "我们3号楼全停电了 电梯也停了")
    await world.sees("孙大妈", "🏷 停电")
    await world.says("孙大妈", said)
    await world.forward(minutes=2)
    await world.sees_nothing_of("孙大妈", "⚠️", "有人有危险", "2 件事")
    await world.sees_nothing_of("张姐", "🆘")


@pytest.mark.parametrize("said", ["电梯里没人应声 敲半天了", "停电了 电梯里困人了", "电梯里没人管 老太太喊救命"])
async def test_somebody_may_be_in_the_lift(world: World, said: str) -> None:
    """Nobody answers in there, nobody sees to it: that is no empty lift."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", ASKED)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("5号楼单元门口冰溜子老长了 别砸着人", "高空坠物"),
        ("房檐大冰溜子 早晚砸着孩子", "高空坠物"),
        ("外墙皮要掉 别再砸着过路的", "高空坠物"),
        ("下水道捅了半天也没通", "下水道堵塞"),
        ("厨房地漏堵了 捅了几下没用", "下水道堵塞"),
        ("我妈楼上那家水龙头没关 都漏到我妈家棚上了 5号楼3单元", "漏水"),
        ("楼上忘关水龙头了 滴到我家床上", "漏水"),
        ("8号楼停电了 电梯也停了 电梯里没人", "停电"),
    ],
)
async def test_what_only_sounds_like_danger(world: World, said: str, kind: str) -> None:
    """What is feared, a drain that was rodded, a tap left open: a report of its kind, and nobody is asked about."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", f"🏷 {kind}")
    await world.sees_nothing_of("孙大妈", ASKED, "🏷 停水")


async def test_the_draft_in_hand_is_filed_all_the_same(world: World) -> None:
    """ "捅了半天没用 还是给我报吧": the drain is reported, in every group as ever."""
    await world.says("孙大妈", "厨房下水堵了")
    await world.says("孙大妈", "捅了半天没用 还是给我报吧")
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("李姐", "下水道堵塞", "捅了半天没用", chat="staff")


@pytest.mark.parametrize("said", ["几点能来人啊 我下午一点得去接孙子", "老人都不敢出门 摔了你们负责啊"])
async def test_words_on_what_is_open_are_no_danger(world: World, said: str) -> None:
    """When somebody comes, who answers for a fall that nobody had: words on the matter."""
    await world.says("孙大妈", "3号楼路灯不亮 黑灯瞎火的")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("孙大妈", said)
    await world.sees("王师傅", said)
    await world.sees_nothing_of("孙大妈", ASKED)


async def test_how_to_be_heard_at_the_door_is_no_report_of_the_bell(world: World) -> None:
    """ "行 我在家等着 门铃坏了你敲门" is for whoever comes."""
    await world.says("孙大妈", "厕所返水了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("孙大妈", "行 我在家等着 门铃坏了你敲门")
    await world.sees("孙大妈", "1号", "给王师傅了")
    await world.forward(minutes=12)
    await world.sees_nothing_of("孙大妈", "2号")


async def test_an_answer_to_staff_speaks_of_no_despair(world: World) -> None:
    """Who fetches the key from an old man who walks badly asks for nobody's rescue: the answer goes where it was
    asked."""
    await world.says("孙大妈", "家里暖气漏水了")
    await world.press("孙大妈", "报上去")
    await world.press("李姐", "我来接")
    await world.says("李姐", "1号 总阀在哪 能关不 家里几点有人")
    await world.press("李姐", "转给居民")
    answer = "地下室那个阀门锈死了拧不动 我老头子在家 他腿脚不好 你找他拿地下室钥匙 401"
    await world.says("孙大妈", answer)
    await world.sees("李姐", answer)
    await world.sees_nothing_of("孙大妈", ASKED)


async def test_nobody_answers_at_a_door_in_the_gas(world: World) -> None:
    """Where the old woman lives is told with the gas; that she is hurt nobody said."""
    await world.says("老郑", "楼道里一股煤气味 呛人")
    await world.says("老郑", "二单元 三楼老太太一个人在家敲门没人应")
    await all_see(world, "🆘", "煤气味", "三楼老太太")
    await world.sees_nothing_of("张姐", "有人受伤")


@pytest.mark.parametrize("said", ["开了", "窗户自己打开了", "都打开了"])
async def test_what_is_open_is_no_end_of_the_gas(world: World, said: str) -> None:
    """The windows are open, people are still called: nobody reads that it is over."""
    await world.says("老郑", "楼道里煤气味 呛人")
    await world.press("老郑", "有，快来人")
    await world.says("老郑", said)
    await world.sees_nothing_of("老郑", "您说没事了")
    await world.sees_nothing_of("张姐", "报事的人说没事了")


async def test_photos_after_a_quarrel_are_asked_about(world: World) -> None:
    """The quarrel is said to be over: photos without a word ring nobody for it, and what they are of is a report."""
    await world.says("老郑", "楼上两口子干仗呢 摔东西")
    await world.says("老郑", "没动手 就是吵吵")
    await world.says("老郑", "消停了 不吵了")
    await world.sends("老郑", media_group=[{"photo": {"size": 1}}, {"photo": {"size": 2}}])
    await world.says("老郑", "这是5号楼后面下水井盖没了 差点掉进去")
    await world.sees("老郑", "🏷 井盖", "📷2")
    await world.sees_nothing_of("张姐", "📷")


async def test_an_album_rings_once(world: World) -> None:
    """Of three photos of a fire the first one rings; the others stand with it."""
    await world.says("老郑", "3号楼着火了")
    await world.press("老郑", "有，快来人")
    await world.sends("老郑", media_group=[{"photo": {"size": 1}}, {"photo": {"size": 2}}, {"photo": {"size": 3}}])
    rang = [one for one in await world.phone("张姐") if "居民说：📷" in words(one)]
    assert len(rang) == 1, rang
    await world.sees("张姐", "📷2", chat="staff")


@pytest.mark.parametrize("asked", ["3号楼煤气味还有没有 能回家不", "3号楼煤气味散了没", "3号楼那个煤气 用不用躲"])
async def test_the_group_asks_of_a_danger(world: World, asked: str) -> None:
    """Asked by name among neighbours, the bot says what the notice there says, and files nothing."""
    await world.says("老郑", "楼道里煤气味 呛人")
    await world.press("老郑", "有，快来人")
    await world.says("孙大妈", f"@weilinli_bot {asked}", chat="residents")
    await world.sees("孙大妈", "📢 3号楼 煤气味（1号）", "先躲远点", chat="residents", since=None)
    await world.sees_nothing_of("孙大妈", "照原话报上去", chat="residents")
    await world.press("张姐", "是误报")
    await world.forward(seconds=20)
    await world.sees_nothing_of("孙大妈", "2号", chat="residents")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("孩子反锁屋里了 三岁", "人困住了"),
        ("我妈走丢了 八十了 老年痴呆", "人走丢了"),
        ("孙子发烧39度5抽了", "人病得重"),
        ("我妈在楼道摔了 腿动不了", "有人受伤"),
    ],
)
async def test_a_card_says_what_was_said(world: World, said: str, what: str) -> None:
    """Who is locked in or lost is not hurt: whoever is called reads what it is, on the board too, and so does the
    reporter in the own list."""
    await world.says("孙大妈", said)
    await world.press("孙大妈", "有，快来人")
    await world.sees("张姐", "🆘", f"1号 {what}")
    await world.says("张姐", "看板")
    await world.sees("张姐", f"1 {what} ·", "没完的")
    await world.says("孙大妈", "我报的事")
    await world.sees("孙大妈", f"1号 {what} ·")


async def test_neighbours_read_nothing_of_an_illness(world: World) -> None:
    """Somebody fainted in the gas: the notice is of the gas."""
    await world.says("老郑", "我家屋里一股煤气味 我老伴儿晕倒了")
    await world.press("老郑", "有，快来人")
    await world.sees("孙大妈", "煤气味", chat="residents")
    await world.sees_nothing_of("孙大妈", "病", "受伤", chat="residents")
