"""A danger that staff tell each other in their group, where nothing stands of it yet."""

import pytest

from tests.stories.test_listening import _listens
from tests.stories.test_resident_followed import reported
from tests.stories.world import World

GAS = "3号楼道里煤气味挺大 谁过来看看"


@pytest.mark.parametrize("said", [GAS, "5号楼地下室冒烟了 快来人", "开门了 张大爷摔地上了 叫120了"])
async def test_it_is_asked_about_and_one_press_calls(world: World, said: str) -> None:
    """Whoever says so is asked in front of all; pressed, everybody is called."""
    await world.hears_all()
    await world.says("王师傅", said, chat="staff")
    await world.press("王师傅", "有，快来人", chat="staff")
    await world.sees("张姐", "🆘 1号", said)


async def test_no_is_no(world: World) -> None:
    """Nobody is called."""
    await world.hears_all()
    await world.says("王师傅", GAS, chat="staff")
    await world.press("王师傅", "没有", chat="staff")
    await world.forward(minutes=5)
    await world.sees_nothing_of("张姐", "🆘")


async def test_what_is_known_is_not_asked_about_again(world: World) -> None:
    """A resident told it, and everybody was called: they speak of that."""
    await world.hears_all()
    await world.says("老郑", "楼道里煤气味挺大 呛人")
    await world.press("老郑", "有，快来人")
    await world.says("赵姨", GAS, chat="staff")
    await world.sees_nothing_of("赵姨", "有人有危险吗", chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "昨天二号楼着火那事处理完了",
        "明天消防演练 假装着火",
        "上次煤气泄漏那家咋样了",
        "注意别着火",
        "电瓶车着火的视频发群里了",
        "燃气公司来了 阀门关了 没味了",
    ],
)
async def test_what_was_or_might_be(world: World, said: str) -> None:
    """Left alone."""
    await world.hears_all()
    await reported(world, "厨房下水返水")
    await world.says("李姐", said, chat="staff")
    assert (await world.phone("李姐", chat="staff"))[-1]["text"] == said


FALL = "3号楼门口有个老太太摔了 起不来"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (GAS, "有 味挺大的 快来人"),
        (FALL, "叫他也不应 脸煞白 赶紧的"),
        ("5号楼地下室冒烟了", "真着了 快来人"),
        (FALL, "我打120了 马上下去"),
        (GAS, "嗯 挺呛的"),
    ],
)
async def test_a_yes_in_words_calls(world: World, told: str, said: str) -> None:
    """Whoever told it, or a colleague, answers in words what was asked: everybody is called, and reads both."""
    await world.hears_all()
    await world.says("王师傅", told, chat="staff")
    await world.says("小孙", said, chat="staff")
    await world.sees("张姐", "🆘 1号", told, said)
    await world.sees("李师傅", "🆘 1号", told, said)


@pytest.mark.parametrize("said", ["120来了 人拉走了 家属也到了", "没事 她自己起来了", "没有 看错了"])
async def test_that_it_is_over_ends_the_question(world: World, said: str) -> None:
    """Of nothing that stands here; nobody is called, and the person on duty reads of no question without an answer."""
    await world.hears_all()
    await reported(world, "门口垃圾好几天没人收")
    await world.says("王师傅", FALL, chat="staff")
    await world.says("赵姨", said, chat="staff")
    await world.forward(minutes=4)
    await world.sees_nothing_of("张姐", "🆘", "❔")
    await world.sees_nothing_of("赵姨", "1号办好了吗", chat="staff")


async def test_another_danger_is_asked_about_anew(world: World) -> None:
    """While it is still asked about a fall somebody smells gas: that is no answer, and is not lost."""
    await world.hears_all()
    await world.says("王师傅", FALL, chat="staff")
    await world.forward(minutes=4)
    await world.says("赵姨", "3号楼一楼煤气味特别大 有人晕了", chat="staff")
    await world.says("赵姨", "对 赶紧", chat="staff")
    await world.sees("张姐", "🆘 1号 煤气味", "有人晕了")


@pytest.mark.parametrize("said", ["今天包饺子谁来", "行", "在几楼啊", "有快递放门口了", "我去看看"])
async def test_no_answer_to_it(world: World, said: str) -> None:
    """Talk, and what asks back, calls nobody."""
    await world.hears_all()
    await world.says("王师傅", FALL, chat="staff")
    await world.says("李姐", said, chat="staff")
    await world.sees_nothing_of("张姐", "🆘")


async def test_a_neighbour_answers_for_himself_alone(world: World) -> None:
    """In the neighbours' group whoever told it answers, and no passer-by."""
    await _listens(world)
    await world.says("孙大妈", "3号楼楼道里的怪味可能是煤气", chat="residents")
    await world.sees("孙大妈", "有人有危险吗", chat="residents")
    await world.says("老郑", "嗯", chat="residents")
    await world.sees_nothing_of("张姐", "🆘")
    await world.says("孙大妈", "有 越来越大了", chat="residents")
    await world.sees("张姐", "🆘 1号", "越来越大了")


@pytest.mark.parametrize("said", ["二单元有人要跳楼 站在窗户上", "5号楼老李家又打媳妇了 打出血了"])
async def test_what_is_private_is_asked_privately(world: World, said: str) -> None:
    """Not before all: whoever told it is asked in the private chat, as if it had been said there; without an answer
    the community alone is called."""
    await world.hears_all()
    await world.says("小孙", said, chat="staff")
    await world.sees("小孙", "私聊回您了", chat="staff")
    await world.sees("小孙", "110")
    await world.sees("小孙", "有人有危险吗")
    await world.forward(minutes=2)
    await world.sees("张姐", "🆘 1号", said)
    await world.sees_nothing_of("王师傅", "🆘")
    await world.sees_nothing_of("小孙", "🆘", chat="residents")
