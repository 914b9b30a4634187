"""Who is beaten and asks not to be answered is not: the telephone may be in the wrong hands."""

import pytest

from tests.stories.world import World


async def of_bot(world: World, who: str) -> int:
    """How many of the bot's messages are on that phone."""
    return len([one for one in await world.phone(who) if one["from"].get("is_bot")])


async def test_do_not_answer_me(world: World) -> None:
    """ "He is back, do not answer": no all-clear; one silent "received", and then nothing on that phone, whatever is
    written and whoever comes, until it may be answered again; those who were called read every word."""
    await world.says("孙大妈", "他又打我")
    await world.forward(seconds=61)
    before = await of_bot(world, "孙大妈")
    await world.says("孙大妈", "他回来了 别回我消息")
    await world.sees("张姐", "居民说：“他回来了 别回我消息”")
    told = await world.sees("孙大妈", "收到。")
    assert told["text"] == "收到。"
    for words in ("躲厕所呢", "门锁上了", "他砸门"):
        await world.says("孙大妈", words)
        await world.sees("张姐", words)
    await world.press("张姐", "我到场了", on="他砸门")
    assert await of_bot(world, "孙大妈") == before + 1
    await world.says("孙大妈", "他走了，可以回消息了")
    await world.sees("孙大妈", "社区 张姐")
    assert await of_bot(world, "孙大妈") > before + 1


async def test_do_not_answer_me_from_the_first(world: World) -> None:
    """Said before it was filed: the receipt alone says that it was received, without a sound."""
    await world.says("孙大妈", "他又打我")
    before = await of_bot(world, "孙大妈")
    await world.says("孙大妈", "他在旁边呢 别回消息 别打电话")
    await world.sees("孙大妈", "收到。")
    await world.press("张姐", "知道了，我盯着")
    await world.sees_nothing_of("孙大妈", "报上去了，1号")
    assert await of_bot(world, "孙大妈") == before + 1


@pytest.mark.parametrize(
    "plea",
    [
        "不用派人来 千万别来 他在家",
        "我不想报 你别告诉任何人",
        "别跟社区说 求你了",
        "我不报了 求你们了 删了吧",
        "别让人知道",
    ],
)
async def test_tell_nobody(world: World, plea: str) -> None:
    """ "Send nobody", to the question whether she is in danger: nothing is reported, nobody is called, and she reads
    that, and where she may phone herself."""
    await world.says("孙大妈", "我家那口子又打我了")
    await world.says("孙大妈", plea)
    await world.sees("孙大妈", "谁也没告诉", "12338")
    await world.forward(minutes=20)
    await world.sees_nothing_of("张姐", "有危险")
    await world.sees_nothing_of("孙大妈", "报上去了")


@pytest.mark.parametrize(
    "cry",
    [
        "别告诉别人 救命 他拿刀了",
        "别让他知道 快派人来",
        "别告诉他我在这 3单元502",
        "不用报了 孩子也被打了",
        "不要管他 先把我妈送医院",
    ],
)
async def test_tell_nobody_and_a_cry_for_help(world: World, cry: str) -> None:
    """ "Tell nobody", or only "do not tell him", beside a cry for help, a door or more violence is a cry for help."""
    await world.says("孙大妈", "我家那口子又打我了")
    await world.says("孙大妈", cry)
    await world.sees("张姐", cry)


async def test_forgotten_in_danger(world: World) -> None:
    """/forget while people are called for her: no card has a word of hers any more, nor does a later one."""
    await world.says("孙大妈", "我家那口子又打我了")
    await world.forward(seconds=61)
    await world.sees("张姐", "我家那口子")
    await world.says("孙大妈", "/forget")
    await world.press("孙大妈", "删掉", on="我删掉您的名字")
    await world.forward(minutes=20)
    for who in ("张姐", "陈主任"):
        assert not [one for one in await world.phone(who) if "我家那口子" in one.get("text", "")]


@pytest.mark.parametrize(
    "plea", ["我不报了 删了吧", "求你们了别来了", "求求你们不要派人来", "当我没说 别告诉别人", "算了吧 别上门 求你们"]
)
async def test_a_plea_after_people_were_called(world: World, plea: str) -> None:
    """Called for her already, she asks that nobody comes: those who were called read it without an alarm, with what not
    to do; it is not over by that; she reads once, silently, what happens, and then her phone is quiet."""
    await world.says("孙大妈", "我老公打我")
    await world.press("孙大妈", "有，快来人")
    before = await of_bot(world, "孙大妈")
    await world.says("孙大妈", plea)
    await world.sees("孙大妈", "社区 张姐", "别打电话", "收不回来", "12110")
    for one in ("张姐", "刘哥"):
        told = await world.sees(one, plea, "不等于没事了", "别敲门", "110")
        assert "🆘" not in told["text"]
        await world.sees_nothing_of(one, "说没事了")
    await world.forward(seconds=301)
    await world.sees("陈主任", "🆘 1号", "不等于没事了")
    assert await of_bot(world, "孙大妈") == before + 1


async def test_he_is_back_do_not_phone(world: World) -> None:
    """ "He is back, do not phone" alarms those who were called, with what not to do; her phone says "received"."""
    await world.says("孙大妈", "我老公打我")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "他回来了别打电话")
    await world.sees("张姐", "🆘", "他回来了别打电话", "别给本人打电话")
    assert (await world.sees("孙大妈", "收到"))["text"] == "收到。"


async def test_a_correction_that_pleads(world: World) -> None:
    """The same by an edit: nobody is told that it is over, and her phone says nothing more."""
    await world.says("孙大妈", "我老公打我")
    await world.press("孙大妈", "有，快来人")
    await world.edits("孙大妈", "我老公打我", "我不报了 删了吧 别来")
    await world.sees("张姐", "别来", "不等于没事了")
    await world.sees("孙大妈", "收不回来")
    await world.sees_nothing_of("孙大妈", "改的话")


async def test_over_in_so_many_words(world: World) -> None:
    """ "A misunderstanding, nobody need come" says that it is over: they read that, and have the buttons for it."""
    await world.says("孙大妈", "有人打架 打起来了")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "虚惊一场 误会了 不用派人来")
    await world.sees("张姐", "报事的人说没事了", "虚惊一场")
