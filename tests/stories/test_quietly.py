"""Who is beaten and asks not to be answered is not: the telephone may be in the wrong hands."""

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
