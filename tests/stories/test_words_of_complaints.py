"""Words around a complaint reach nobody whom it is about, and no matter that others read (domain.md §7)."""

import pytest

from tests.stories.test_complaints import EVERYONE, nothing_of
from tests.stories.test_resident_followed import reported, resolved
from tests.stories.world import World, buttons, words


async def _accepted_and_complained(world: World, complaint: str) -> None:
    """No. 1 is the steward's, and the resident was told so; No. 2 is a complaint."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", complaint)
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，2号")


@pytest.mark.parametrize(
    ("complaint", "after", "reads"),
    [
        ("社区张姐骂我，我要投诉", "别让她知道是我说的啊", "陈主任"),
        ("我要投诉物业王师傅态度差", "他要是知道了 该不给我修下水道了", "张姐"),
    ],
)
async def test_what_is_said_right_after_a_complaint(world: World, complaint: str, after: str, reads: str) -> None:
    """It belongs to the complaint: whoever has that reads it, the accused and the holder of another matter do not."""
    await _accepted_and_complained(world, complaint)
    before = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", after)
    await world.sees("孙大妈", "补到2号里", since=before)
    await world.press(reads, "我来接手", on="2号")
    await world.sees(reads, "2号", after[:6])
    await world.sees_nothing_of(reads, "居民没再说话")
    await nothing_of(world, set(EVERYONE) - {reads}, after[:6])


async def test_what_may_belong_to_the_complaint_is_asked(world: World) -> None:
    """Words that say nothing of whose they are: asked, the complaint first; nobody reads them before."""
    await _accepted_and_complained(world, "我要投诉物业王师傅态度差")
    await world.says("孙大妈", "昨天下午的事，门口好几个人都看见了")
    question = (await world.phone("孙大妈"))[-1]
    assert buttons(question)[0].startswith("2号"), (words(question), buttons(question))
    await nothing_of(world, EVERYONE, "好几个人")


async def test_words_after_a_complaint_about_finished_work(world: World) -> None:
    """They go to whoever has it, and not to whoever did the work."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "态度不好")
    await world.says("孙大妈", "骂我老糊涂")
    await world.says("孙大妈", "千万别让他知道是我说的")
    await world.sees("张姐", "🔒 1号", "千万别让他知道")
    await nothing_of(world, set(EVERYONE) - {"张姐"}, "千万别让他知道", "老糊涂")


async def test_i_want_to_complain_is_no_word_on_her_matter(world: World) -> None:
    """ "I want to complain" about her who holds it: never offered for it; it goes one tier above her."""
    await reported(world)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("孙大妈", "李姐办事太墨迹了 我要投诉")
    await world.sees("孙大妈", "只给上一级的社区 张姐看")
    await world.press("孙大妈", "报上去")
    await world.sees("张姐", "2号", "墨迹")
    await nothing_of(world, set(EVERYONE) - {"张姐"}, "墨迹", "投诉")


async def test_a_complaint_of_nobody_named_is_a_matter_of_its_own(world: World) -> None:
    """It is not offered for what others read."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "我要投诉")
    assert not [one for message in await world.phone("孙大妈") for one in buttons(message) if "1号" in one]
    await nothing_of(world, EVERYONE, "我要投诉")


async def test_a_number_at_the_head_says_whose_words_they_are(world: World) -> None:
    """ "No. 2 …" goes to No. 2 and nowhere else, whatever stands."""
    await reported(world, "楼上邻居老跟我家吵架，骂人")
    await world.forward(minutes=61)
    await world.says("孙大妈", "路灯不亮了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "1号的事别给李姐看见")
    assert "1号" in words((await world.phone("孙大妈"))[-1])
    await nothing_of(world, ("李姐", "王师傅", "赵姨"), "看见")


async def test_who_would_read_it_is_said_before(world: World) -> None:
    """Words in confidence for a public matter, by its number: the resident reads who will read them, and decides."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "1号的事别让楼上知道是我说的")
    await world.sees("孙大妈", "是说1号的事吗", "谁在办1号谁就看得到")
    await nothing_of(world, EVERYONE, "楼上知道")
    await world.press("孙大妈", "是", on="是说1号")
    await world.sees("王师傅", "楼上知道")


async def test_not_solved_with_a_word_about_his_manner(world: World) -> None:
    """The work goes on with what is wrong with it; how he spoke is for the community alone."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "我来说")
    await world.says("孙大妈", "下水道又堵了，王师傅说话还横")
    await world.sees("张姐", "🔒 1号", "说话还横")
    await world.sees("王师傅", "下水道又堵了")
    await world.sees("孙大妈", "1号接着办")
    await nothing_of(world, set(EVERYONE) - {"张姐"}, "横")


async def test_only_his_manner(world: World) -> None:
    """Nobody is named and nothing said of the work: private, and whether the work goes on is asked."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "我来说")
    await world.says("孙大妈", "说话忒横，态度太差")
    await world.sees("张姐", "🔒 1号", "忒横")
    await world.sees("孙大妈", "活儿要接着弄吗")
    await nothing_of(world, set(EVERYONE) - {"张姐"}, "忒横")


@pytest.mark.parametrize(
    "said", ["郑老头子往我家门口扔垃圾", "李老太太天天在楼道烧纸，呛得慌", "对门老李太太把破烂堆我家门口"]
)
async def test_a_neighbour_accused_by_name_is_in_no_group(world: World, said: str) -> None:
    """Whoever tells by name what a neighbour did is read by the community alone, and so is "我要告他" after it."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "不进任何群")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "我要告他")
    await world.sees("孙大妈", "补到1号里了")
    await world.sees_nothing_of("王师傅", "1号", "老头子", "老太太", "李太太", "告他", chat="staff")
    await world.sees_nothing_of("老郑", "1号", chat="residents")


async def test_who_did_it_is_told_apart(world: World) -> None:
    """Who it was, said of what others read, becomes no word on that card."""
    await world.says("孙大妈", "3号楼门口垃圾没人收")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "是郑老头子扔的")
    await world.sees("孙大妈", "不进任何群")
    await world.sees_nothing_of("王师傅", "老头子", chat="staff")
