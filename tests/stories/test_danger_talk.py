"""While people are called: what adds to the danger rings, what ends it is told, talk and other matters ring nobody."""

import pytest

from tests.stories.test_danger import CALLED, all_see, bot_says
from tests.stories.test_dangers import BEATEN, GAS, ONLY, called, nobody_else_sees
from tests.stories.world import World, words

FIRE = "楼道着火了 冒黑烟"
FIGHT = "楼下有人打架 打起来了"


async def alarms(world: World) -> dict[str, int]:
    """How many messages with the sign of danger each of those who may be called has."""
    return {one: len([said for said in await bot_says(world, one) if "🆘" in said]) for one in CALLED}


async def phones(world: World) -> dict[str, int]:
    """How many messages each of those who may be called has."""
    return {one: len(await world.phone(one)) for one in CALLED}


@pytest.mark.parametrize(
    "words",
    [
        ("谢谢你们", "你们真好啊", "嗯", "好的", "知道了", "哈哈哈", "哎妈呀", "几点了", "晚上吃啥呀", "今天天气真冷"),
        ("我孙子考上大学了", "밥 먹었어요?", "지금 몇 시예요?", "알겠어요", "what time is it", "ok", "社区上班吗今天"),
        ("你是机器人吗", "쥐가 나와요", "楼道灯也坏了好几天了", "对了，物业费咋交"),
    ],
)
async def test_talk_reaches_nobody(world: World, words: tuple[str, ...]) -> None:
    """Thanks, "all right", laughter, the hour, Korean talk, what is another matter: no phone of theirs changes."""
    await called(world, GAS)
    before = await phones(world)
    for said in words:
        await world.says("孙大妈", said)
        assert await phones(world) == before, said


async def test_what_adds_nothing_makes_no_sound(world: World) -> None:
    """A question when they come, or who looks on: they read it, and it is no alarm."""
    await called(world, GAS)
    before = await alarms(world)
    for said in ("隔壁老王也来看热闹", "他们啥时候到", "人呢", "where are you"):
        await world.says("孙大妈", said)
        await world.sees("张姐", "1号", said)
        assert await alarms(world) == before, said


INSIDE = ("屋里还有个孩子", "还有个女的没下来", "里头有个女的", "我老公进去了", "孩子吓得直哭", "屋裡還有個孩子")
AT_THE_WINDOW = (
    "妈妈抱着宝宝在窗台",
    "他要往下跳",
    "邻居在砸门",
    "我媳妇在里头",
    "아이가 안에 있어요",
    "a child is inside",
)


@pytest.mark.parametrize("words", [INSIDE, AT_THE_WINDOW])
@pytest.mark.parametrize("called", [True, False])
async def test_a_child_in_the_fire_is_no_violence(world: World, words: tuple[str, ...], *, called: bool) -> None:
    """After the press, or a minute's silence: everybody who is called for the fire reads it, at once, and it stays a
    fire."""
    await world.says("孙大妈", FIRE)
    if called:
        await world.press("孙大妈", "有，快来人")
    else:
        await world.forward(seconds=61)
    for said in words:
        await world.says("孙大妈", said)
        await all_see(world, "🆘", "1号", said)
    await world.sees_nothing_of("孙大妈", "只告诉了", "2号", "12356")
    await world.sees("王师傅", "1号", "着火", chat="staff")


@pytest.mark.parametrize("said", ["屋里还有个孩子", "邻居在砸门", "他要往下跳", "老伴晕倒了叫不醒"])
async def test_the_answer_keeps_the_kind(world: World, said: str) -> None:
    """In answer to "is anyone in danger?": the fire is filed as one, with these words; what is more has its advice."""
    await world.says("孙大妈", FIRE)
    await world.says("孙大妈", said)
    await all_see(world, "🆘", "1号", said)
    await all_see(world, "🆘 1号 着火", "现在就去")
    if "晕" in said:
        await world.sees("孙大妈", "⚠️", "120")
    await world.sees_nothing_of("孙大妈", "只告诉了", "2号", "12356")


async def test_what_adds_rings(world: World) -> None:
    """Who is in there, where to come, how it stands, what to do: everybody who was called hears it."""
    await called(world, GAS)
    for said in ("老太太坐轮椅下不来", "4单元301", "从后门进", "好像小点了", "要不要关电闸", "头有点迷糊"):
        await world.says("孙大妈", said)
        await all_see(world, "🆘", "1号", said)


async def test_a_beating_in_a_fire_stays_with_the_few(world: World) -> None:
    """What names it is no word on the fire."""
    await called(world, FIRE)
    await world.says("孙大妈", "我老公打我，薅我头发")
    await nobody_else_sees(world, "薅我头发")


@pytest.mark.parametrize("said", ["人家赔钱了，过去了", "都散了", "拉开了，道歉了"])
async def test_a_fight_that_is_over(world: World, said: str) -> None:
    """They paid, they have gone home: those who were called read that it is over, by whoever told of it, and nothing
    rings."""
    await called(world, FIGHT)
    before = await alarms(world)
    await world.says("孙大妈", said)
    for one in ONLY:
        await world.sees(one, "报事的人说没事了", said)
    assert await alarms(world) == before


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("我妈在厕所摔倒了起不来", "谢谢了啊 人到医院了 没骨折"),
        (GAS, "刘婶说燃气公司来了 是胶管老化 换完了"),
        ("单元门口有个醉汉躺着呢 冻僵了叫不醒", "走了 他媳妇领回去了"),
    ],
)
async def test_an_end_with_thanks(world: World, first: str, said: str) -> None:
    """At the hospital, mended, fetched by his wife: those who were called read that it is over, and nothing rings."""
    await called(world, first)
    before = await alarms(world)
    await world.says("孙大妈", said)
    for one in CALLED:
        await world.sees(one, "报事的人说没事了", said)
    assert await alarms(world) == before


@pytest.mark.parametrize("said", ["把我上面那句删了 别让人知道我说的", "可别说是我报的", "千万别让邻居知道是我告的"])
async def test_not_to_be_named_is_no_plea(world: World, said: str) -> None:
    """Who told it is to stay unknown: the words are passed as said, who knows is said, and answers go on."""
    await called(world, "楼上两口子打起来了 女的喊救命")
    await world.says("孙大妈", said)
    for one in ONLY:
        await world.sees(one, "1号", said)
        await world.sees_nothing_of(one, "报的人说别来")
    await world.sees("孙大妈", "张姐", "邻居我谁都不说")
    await world.says("孙大妈", "又打起来了 女的在哭")
    await world.sees("孙大妈", "马上转给", "张姐")
    await nobody_else_sees(world, "女的在哭")


async def test_what_only_sounds_over(world: World) -> None:
    """Somebody fainted, the light went out, he went to close it: news, and no end."""
    await called(world, GAS)
    for said in ("人晕过去了", "灯灭了", "我老公去关阀门了"):
        await world.says("孙大妈", said)
        await all_see(world, "🆘", "1号", said)
    await world.sees_nothing_of("张姐", "报事的人说没事了")


async def test_all_right_is_the_answer_to_who_comes(world: World) -> None:
    """One of those who come said something: "all right" is for him."""
    await called(world, GAS)
    await world.press("李姐", "我到场了")
    await world.says("李姐", "您把门开着，我上楼", answering="1号")
    await world.press("李姐", "转给居民")
    await world.says("孙大妈", "好的")
    await world.sees("李姐", "1号", "好的")


async def test_the_beaten_one_reads_nothing_of_it(world: World) -> None:
    """ "All right" of somebody who is beaten is received, and the answer says nothing of what it is about."""
    await called(world, BEATEN)
    before = await phones(world)
    await world.says("孙大妈", "嗯")
    assert await phones(world) == before
    await world.sees("孙大妈", "收到")


async def test_the_words_on_top_are_those_that_named_it(world: World) -> None:
    """A lamp that somebody has, and then danger: on the calls stand the words that named it, not what was said last."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "灯那儿直打火花 着火了", answering="报上去了，1号")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "隔壁老王也来看热闹")
    await world.forward(minutes=6)
    newest = next(one for one in reversed(await bot_says(world, "陈主任")) if "现在就去" in one)
    assert "“灯那儿直打火花 着火了”" in newest
    assert "🆘 “隔壁老王" not in newest


@pytest.mark.parametrize("said", ["老头到医院了", "人都出来了", "消防来了", "我妈没事", "we are all out"])
@pytest.mark.parametrize("first", ["3号楼2单元着火了", GAS])
async def test_where_people_are_ends_no_fire(world: World, first: str, said: str) -> None:
    """At the hospital, out of the house, the brigade is here: those who were called read it, not that it is over."""
    await called(world, first)
    await world.says("孙大妈", said)
    await world.sees_nothing_of("张姐", "报事的人说没事了")


async def test_a_fire_that_is_out(world: World) -> None:
    """ "It is out, and he is at the hospital" is an end."""
    await called(world, "3号楼2单元着火了")
    await world.says("孙大妈", "火灭了 老头到医院了")
    await world.sees("张姐", "报事的人说没事了", "火灭了")


@pytest.mark.parametrize(
    ("first", "then"),
    [("我老头在厕所滑倒了 2单元502", "有"), ("我老头在厕所滑倒了", "3单元502 快点"), ("3号楼2单元502着火了", "有")],
)
async def test_the_door_is_not_asked_for_twice(world: World, first: str, then: str) -> None:
    """Unit and door were written: they are not asked for again."""
    await world.says("孙大妈", first)
    await world.says("孙大妈", then)
    await world.sees("孙大妈", "已经叫所有值班的人")
    newest = (await world.phone("孙大妈"))[-1]
    assert "几单元、几号" not in words(newest)
    if "502" in first:
        await world.sees_nothing_of("孙大妈", "几单元、几号")
