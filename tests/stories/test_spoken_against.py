"""What is said against a refusal, or against a result, in plain words: words on that matter, never a new report."""

import pytest

from tests.stories.test_complaints import EVERYONE, nothing_of
from tests.stories.test_resident_followed import reported, resolved
from tests.stories.world import World


async def refused(world: World) -> None:
    """李姐 says that it is not decided here."""
    await reported(world)
    for label in ("更多", "还有", "不归这儿办", "归别的单位定", "供水公司"):
        await world.press("李姐", label, chat="staff")
    await world.sees("孙大妈", "1号这儿管不了：归别的单位定")


@pytest.mark.parametrize("said", ["凭什么办不了", "为啥不行", "再想想办法吧"])
@pytest.mark.parametrize("answering", ["", "这儿管不了"])
async def test_against_a_refusal(world: World, said: str, answering: str) -> None:
    """Typed, be it an answer to it or not: the community reads it, as by the button, and no draft is begun."""
    await refused(world)
    await world.says("孙大妈", said, answering=answering)
    await world.sees("孙大妈", "已经请社区再看看了", "您的话也转过去了")
    await world.sees("张姐", "1号 下水道堵塞没收", "居民请您再看看", said)
    await world.sees_nothing_of("孙大妈", "您看看对不对", "2号")
    await world.press("张姐", "收下，我们办")
    await world.sees("孙大妈", "1号又看了一遍：社区 张姐接了")


async def test_against_what_the_community_refused(world: World) -> None:
    """She decided herself: it goes one tier above her."""
    await reported(world)
    await world.forward(minutes=6)
    await world.press("张姐", "我来接手")
    await world.says("张姐", "1号")
    for label in ("更多", "还有", "还有", "不归这儿办", "归别的单位定", "供水公司"):
        await world.press("张姐", label)
    await world.says("孙大妈", "凭啥办不了，咱们楼都堵成这样了")
    await world.sees("孙大妈", "已经请街道再看看了：街道 陈主任")
    await world.sees("陈主任", "1号", "都堵成这样了")


async def test_other_words_in_answer_to_a_refusal(world: World) -> None:
    """They may be for whoever looks again: asked, and pressed; the button under the refusal takes them along too."""
    await refused(world)
    await world.says("孙大妈", "上回就是你们给通的", answering="这儿管不了")
    await world.sees("孙大妈", "要不要带上您的话，请再看看1号")
    await nothing_of(world, EVERYONE, "上回就是")
    await world.press("孙大妈", "请社区再看看", on="要不要带上您的话")
    await world.sees("张姐", "居民请您再看看", "上回就是你们给通的")
    await world.sees_nothing_of("孙大妈", "您看看对不对", "2号")


async def test_against_a_refusal_and_somebody(world: World) -> None:
    """What accuses her who would read it goes one tier above her, as any complaint."""
    await refused(world)
    await world.says("孙大妈", "凭什么办不了，社区张姐骂我")
    await world.sees("孙大妈", "只给上一级的街道 陈主任看")
    await nothing_of(world, EVERYONE, "骂我")


@pytest.mark.parametrize("said", ["这也叫办完了？", "办好啥了", "哪儿修好了啊"])
@pytest.mark.parametrize("answering", ["", "您看看弄好没有"])
async def test_against_a_result(world: World, said: str, answering: str) -> None:
    """What is wrong is asked, as by "not solved"; the answer goes on with it."""
    await resolved(world)
    await world.says("孙大妈", said, answering=answering)
    await world.sees("孙大妈", "1号没弄好。是咋回事")
    await world.sees_nothing_of("孙大妈", "您看看对不对", "2号")
    await world.says("孙大妈", "水池子底下还是返水")
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", "水池子底下还是返水")


async def test_against_a_result_with_what_is_wrong(world: World) -> None:
    """It is said already: it goes on with it, and nothing is asked."""
    await resolved(world)
    await world.says("孙大妈", "这也叫办完了？还在往上返水呢")
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", "还在往上返水呢")


async def test_the_question_what_is_wrong_expires(world: World) -> None:
    """A day later what is written is new, and seven days after the refusal too."""
    await resolved(world)
    await world.says("孙大妈", "这也叫办完了？")
    await world.forward(hours=25)
    await world.says("孙大妈", "楼道灯不亮")
    await world.sees("孙大妈", "您看看对不对", "楼道灯不亮")


async def test_of_something_else(world: World) -> None:
    """The same words about another thing are a report."""
    await refused(world)
    await world.says("孙大妈", "凭什么停水不通知")
    await world.sees("孙大妈", "您看看对不对", "停水")
    await nothing_of(world, EVERYONE, "凭什么停水")


@pytest.mark.parametrize("said", ["那我找谁", "那归谁管啊"])
async def test_who_then(world: World, said: str) -> None:
    """Whose it is, once more; no report, and nobody is asked to look again."""
    await refused(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "为啥：归别的单位定", "供水公司")
    await world.sees_nothing_of("孙大妈", "您看看对不对")
    await nothing_of(world, EVERYONE, said)
