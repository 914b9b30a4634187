"""Orders in plain words: "15号派给王师傅", "叫李师傅去换灯泡"; and a number in the words is the matter."""

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World

GATE, LAMP = "单元门坏了关不上", "3号楼楼道灯坏了"


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("叫李师傅去换灯泡", "card"),
        ("1号派给李师傅", "plain"),
        ("派给李师傅吧", "card"),
        ("让李师傅跑一趟", "card"),
        ("叫李师傅去换楼道灯泡", "plain"),
        ("把1号交给物业李师傅办", "plain"),
    ],
)
async def test_a_manager_gives_it_in_words(world: World, said: str, how: str) -> None:
    """On the card, by its number, or by its kind where only one is meant: it is given, as by the button; whoever has to
    do it reads the words."""
    await reported(world, LAMP)
    chat = "staff" if how == "card" else "private"
    await world.says("张姐", said, chat=chat, answering="1号" if how == "card" else "")
    await world.sees("李师傅", "社区 张姐派给您的", "1号", said.removeprefix("1号"))
    await world.sees("张姐", "1号派给物业 李师傅了", chat=chat)
    await world.sees("孙大妈", "1号", "李师傅")
    await world.sees_nothing_of("孙大妈", said)
    await world.press("李师傅", "接", on="1号")
    await world.sees("孙大妈", "物业 李师傅")


@pytest.mark.parametrize("said", ["李姐人呢？叫别人先去看看", "派个人去看看", "换个人去吧", "找人去修一下"])
async def test_nobody_in_particular_is_asked_about(world: World, said: str) -> None:
    """ "叫别人先去看看": who? one question with buttons, and the press gives it."""
    await reported(world)
    await world.says("陈主任", said, chat="staff", answering="1号")
    await world.press("陈主任", "物业 李师傅", chat="staff")
    await world.sees("李师傅", "1号", "派给您的")


async def test_who_has_no_post_is_said(world: World) -> None:
    """ "让老郑去看看", a neighbour without a post: that, and who could."""
    await reported(world)
    await world.says("张姐", "让老郑去看看", chat="staff", answering="1号")
    await world.sees("张姐", "1号", "没有岗", chat="staff")
    await world.press("张姐", "物业 李师傅", chat="staff")
    await world.sees("李师傅", "1号", "派给您的")
    await world.sees_nothing_of("老郑", "1号")


@pytest.mark.parametrize("how", ["card", "plain"])
async def test_whoever_has_it_offers_it(world: World, how: str) -> None:
    """By its holder it is offered, and stays his until it is taken."""
    await accepted(world)
    chat = "staff" if how == "card" else "private"
    await world.says("王师傅", "让李师傅去看看", chat=chat, answering="1号")
    await world.sees("李师傅", "1号", "王师傅")
    await world.sees("王师傅", "1号", "李师傅", "您才卸担子", chat=chat)


async def test_who_may_not_give_it_reads_why(world: World) -> None:
    """A building head gives nothing that another has: the holder hears the words, and she reads who decides."""
    await accepted(world)
    await world.says("赵姨", "叫李师傅去看看", chat="staff", answering="1号")
    await world.sees("赵姨", "1号", "王师傅在办", "转告经办人", chat="staff")
    await world.sees("王师傅", "1号", "楼长 赵姨", "叫李师傅去看看")
    await world.sees_nothing_of("李师傅", "1号")


async def test_to_whoever_has_it(world: World) -> None:
    """ "让王师傅快去" to whoever has it already is a word to him."""
    await accepted(world)
    await world.says("张姐", "让王师傅先去看看", answering="", chat="private")
    await world.sees("王师傅", "1号", "社区 张姐", "先去看看")


@pytest.mark.parametrize("said", ["我不在家，明儿弄行不", "我手上还有别的活", "得等配件"])
async def test_who_gave_it_hears_what_is_said_of_it(world: World, said: str) -> None:
    """Whoever was given it says something else than yes or no: who gave it hears it."""
    await reported(world, LAMP)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("张姐", "1号派给李师傅")
    await world.says("李师傅", said, answering="1号")
    await world.sees("张姐", "1号", "物业 李师傅", said)
    await world.sees("李师傅", "告诉张姐了")
    await world.sees_buttons("李师傅", "接", on="告诉张姐了")


@pytest.mark.parametrize(
    "said", ["叫我去看看吧", "让他们知道一下", "请您等等", "别让李师傅去", "居民让我快点", "叫了李师傅三回都不来"]
)
async def test_what_is_no_order(world: World, said: str) -> None:
    """Words that only sound like one give nothing to anybody."""
    await reported(world)
    await world.says("张姐", said, chat="staff", answering="1号")
    await world.sees_nothing_of("李师傅", "1号")
    await world.sees_nothing_of("张姐", "派给物业 李师傅了", "派给谁", chat="staff")


async def two(world: World) -> None:
    """No. 1 the drain, No. 2 the gate; 王师傅 has both."""
    await reported(world)
    await reported(world, GATE)
    for number in ("1号", "2号"):
        await world.press("王师傅", "我来接", chat="staff", on=number)


@pytest.mark.parametrize("said", ["1号疏通的今儿又来看了一回", "1号的事又堵上了", "1号，说是要等配件"])
async def test_a_number_in_the_words_is_the_matter(world: World, said: str) -> None:
    """On the card of No. 2 words that name No. 1 go to No. 1: noted, or told to whoever has it."""
    await two(world)
    await world.says("赵姨", said, chat="staff", answering="2号")
    await world.sees("赵姨", "✓ 1号", chat="staff")
    await world.sees_nothing_of("赵姨", "✓ 2号", chat="staff")


@pytest.mark.parametrize("said", ["26号去弄", "25号上午师傅来", "3号楼的锁芯也不行了", "25号之前弄好"])
async def test_a_day_or_a_house_is_no_number(world: World, said: str) -> None:
    """A day of the month, or a house, names no matter."""
    await two(world)
    await world.says("赵姨", said, chat="staff", answering="2号")
    await world.sees("赵姨", "2号记下了", chat="staff")


async def test_of_a_number_that_is_not_theirs(world: World) -> None:
    """The number of a matter of another place: it is asked whether this one is meant."""
    await reported(world)
    await world.says("Emma", "/bao the door of building 5 does not close")
    await world.press("Emma", "Report it")
    await world.says("赵姨", "2号的门还没修", chat="staff", answering="1号")
    await world.sees("赵姨", "2号不归您记", "1号", chat="staff")
    await world.press("赵姨", "记到1号", chat="staff")


@pytest.mark.parametrize(
    ("said", "sees"), [("2号修好了", "2号"), ("1号我来办，今儿就去", "1号"), ("2号咋还没动静", "2号")]
)
async def test_by_number_privately(world: World, said: str, sees: str) -> None:
    """Without a reply a number says which of several."""
    await two(world)
    await world.says("王师傅", said)
    message = await world.sees("王师傅", sees)
    assert "哪一件" not in message["text"]
    assert "要报事吗" not in message["text"]
