"""What staff and residents answer in plain words is what the button says that they were asked."""

import pytest

from tests.stories.test_resident_followed import accepted, done_again, reported
from tests.stories.world import World


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        ("厨房水管漏水", "还滴答呢"),
        ("厨房下水返水", "又堵上了"),
        ("小区门口烧烤摊占道", "你们一走又摆出来了"),
        ("小区门口烧烤摊占道", "走了没一会儿又回来了"),
        ("小区门口烧烤摊占道", "摊子又支上了"),
    ],
)
async def test_not_done_while_it_may_be_taken_back(world: World, matter: str, said: str) -> None:
    """王师傅 wrote that it was a mistake and pressed nothing: what she answers opens it again."""
    await world.hears_all()
    await accepted(world, matter)
    await world.says("王师傅", "1号办好了 换了垫", chat="staff")
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.says("王师傅", "错了错了 还在滴水呢 先别点办好", chat="staff")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "这一步过了")
    await world.sees("孙大妈", "1号接着办")


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        ("电动车乱停挡道", "车又停好了"),
        ("厨房水管漏水", "昨天没弄完 今天 又来了 修好了"),
        ("门口路堵了", "路又通了 谢谢"),
    ],
)
async def test_done_after_all(world: World, matter: str, said: str) -> None:
    """It is as it should be."""
    await accepted(world, matter)
    await done_again(world)
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "1号接着办", "是说没弄好")
    await world.sees_nothing_of("王师傅", "没弄好")


@pytest.mark.parametrize("said", ["这回真没了 谢谢", "这回真好了", "这次真走了 谢谢你们"])
async def test_this_time_it_is(world: World, said: str) -> None:
    """Of what was opened again: is it done?"""
    await accepted(world)
    await done_again(world)
    await world.says("孙大妈", "又堵了")
    await world.press("孙大妈", "又犯了")
    await world.forward(minutes=5)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号好了吗")


@pytest.mark.parametrize("said", ["有人 两口子都在 敲门不开", "有人在家 就是敲门不开", "在家呢 敲门没人理"])
async def test_what_was_asked_of_her_is_no_violence(world: World, said: str) -> None:
    """Whether anybody is at home above: told to who asked, and nobody fears for anybody."""
    await world.hears_all()
    await reported(world, "大半夜楼上往下漏水 都漏我床上了")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", "问下大妈 402有没有人在家", chat="staff", answering="1号")
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("孙大妈", said)
    await world.sees("王师傅", said)
    await world.sees_nothing_of("孙大妈", "危险")


async def move_asked(world: World) -> None:
    """王师傅 promised the 24th, and asks for a week more; 张姐 is to agree."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", "3天内", "等配件", "眼下没有", "得改日子", "晚一周", "要开挖"):
        await world.press("王师傅", label, chat="staff")
    await world.sees_buttons("张姐", "同意", "不同意", on="11月24日")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("同意 让他明天换", "agreed"),
        ("行吧 就明天", "agreed"),
        ("行 明天就明天吧", "agreed"),
        ("可以 别再拖了", "agreed"),
        ("不行 今天必须弄完", "refused"),
        ("不同意 居民等着呢", "refused"),
        ("不中 就得今天", "refused"),
    ],
)
async def test_another_day_is_agreed_to_in_words(world: World, said: str, word: str) -> None:
    """As the button that stands under the question."""
    await move_asked(world)
    await world.says("张姐", said)
    if word == "agreed":
        await world.sees("孙大妈", "1号的日子要改")
    else:
        await world.sees("王师傅", "社区没同意改日子")


@pytest.mark.parametrize("said", ["行 我问问王师傅", "同意啥呀 谁说的", "不行的话咋办", "行 2号我看看"])
async def test_no_yes_and_no_no(world: World, said: str) -> None:
    """Neither moves the day."""
    await move_asked(world)
    await world.says("张姐", said)
    await world.sees_nothing_of("孙大妈", "1号的日子要改")
    await world.sees_nothing_of("王师傅", "社区没同意改日子")


@pytest.mark.parametrize("said", ["2号路灯我管不了 交上去吧", "2号往上交吧 我弄不了", "2号我没法弄 报给社区吧"])
async def test_what_nobody_has_is_passed_on(world: World, said: str) -> None:
    """By who is asked to take it: to whom is asked at once."""
    await world.hears_all()
    await reported(world, "单元门锁坏了进不去", "老郑")
    await reported(world, "门口路灯不亮")
    await world.says("王师傅", said, chat="staff")
    await world.sees("王师傅", "2号该归谁", chat="staff")


@pytest.mark.parametrize("said", ["五号楼的也是我 一块换了", "5号楼那个也归我 一块换", "五号楼的也是我"])
async def test_the_one_at_the_other_building(world: World, said: str) -> None:
    """What is at building 5 is taken, and his own at 3 is not done."""
    await world.hears_all()
    await reported(world, "楼道灯不亮了", "老郑")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("Emma", "5号楼楼道灯不亮")
    await world.press("Emma", "Report it")
    await world.says("王师傅", said, chat="staff")
    await world.sees_nothing_of("王师傅", "1号：办好了吗", "1号办好了吗", chat="staff")
    if not any(
        "has it" in str(one.get("text")) or "taken" in str(one.get("text")) for one in await world.phone("Emma")
    ):
        await world.press("王师傅", "我来接", chat="staff", on="2号要")
    await world.sees("Emma", "No. 2", "王师傅")
