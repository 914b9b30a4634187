"""Staff whose hands are full: handed on by a nickname, a day without a number, two matters at once, asked how it is."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World, buttons, words

LIGHT = "3号楼楼道灯不亮"
PROMISE = "给了给了，礼拜一后晌保证通"


async def _both(world: World) -> None:
    """No. 1 the drain, No. 2 the lamp; Wang has both, and the bot reads all of the group."""
    await world.hears_all()
    await accepted(world)
    await reported(world, LIGHT, "老郑")
    await world.press("王师傅", "我来接", on="楼道灯", chat="staff")


async def _of_li(world: World) -> None:
    """No. 1 is with Li, the head of the grid."""
    await world.hears_all()
    await reported(world)
    await world.press("李姐", "我来接", chat="staff")


@pytest.mark.parametrize(
    ("who", "said", "chat"),
    [
        ("张姐", "1号李姐忙不过来，交给孙哥干", "staff"),
        ("张姐", "李姐忙不过来，下水那个交给孙哥干", "staff"),
        ("李姐", "这个我忙不过来，让孙哥干吧", "private"),
        ("李姐", "我走不开，小孙去", "private"),
        ("李姐", "老孙你去看看", "private"),
    ],
)
async def test_called_by_a_nickname(world: World, who: str, said: str, chat: str) -> None:
    """ "孙哥", "老孙" of whom the roster knows as "小孙": it is his to take, and her neighbour is told."""
    await _of_li(world)
    await world.says(who, said, chat=chat)
    await world.sees("小孙", "派给您的", "下水道堵塞")
    await world.sees("孙大妈", "1号交给网格长 小孙了")


async def test_several_are_called_so(world: World) -> None:
    """ "老李" may be two of them: these are shown, and the others behind one button."""
    await world.hears_all()
    await reported(world)
    await world.says("张姐", "1号交给老李", chat="staff")
    asked = await world.sees("张姐", "1号派给谁？", chat="staff")
    assert buttons(asked) == ["物业 李师傅", "网格长 李姐", "更多", "算了"]
    await world.press("张姐", "更多", chat="staff", on="1号派给谁")
    await world.press("张姐", "社区 刘哥", chat="staff", on="1号派给谁")
    await world.sees("刘哥", "派给您的", "下水道堵塞")


async def test_a_place_is_nobody(world: World) -> None:
    """ "小区去看看" names nobody of the roster: nobody is sent."""
    await _of_li(world)
    await world.says("李姐", "我先去小区，小区去看看")
    await world.sees_nothing_of("李姐", "派给", "没有岗")


@pytest.mark.parametrize("said", ["李姐忙不过来，我来吧", "我替李姐弄", "李姐那边走不开，给我吧"])
async def test_taken_for_somebody_who_is_busy(world: World, said: str) -> None:
    """Her deputy takes it for her: shown with one press, and she keeps it until then."""
    await _of_li(world)
    await world.says("小孙", said)
    await world.press("小孙", "我来接手", on="1号")
    await world.sees("孙大妈", "小孙")


@pytest.mark.parametrize("said", [PROMISE, "争取明天弄完", "周一前弄好", "后天能给你们通开"])
async def test_a_promise_in_the_group(world: World, said: str) -> None:
    """A day is promised without any number, by whoever has one matter: the day, or its hour, is shown back."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat="staff")
    asked = words(await world.sees("王师傅", "1号", "11月2", chat="staff"))
    assert "前，对吗" in asked or "前告诉居民，行吗" in asked


async def test_a_promise_of_one_of_two(world: World) -> None:
    """Of two it is asked which; where one was spoken of just before, it is that one."""
    await _both(world)
    await world.says("王师傅", PROMISE, chat="staff")
    asked = await world.sees("王师傅", "这是说哪一件", chat="staff")
    assert buttons(asked)[:2] == ["1号 下水道堵塞", "2号 楼道灯不亮"]
    await world.says("张姐", "老王，2号这事儿你得给个准话", chat="staff")
    await world.says("王师傅", "明天去", chat="staff")
    await world.sees("王师傅", "2号给居民定个时间吗", chat="staff")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("王师傅", "明天去医院看我妈"),
        ("王师傅", "周一开会，都别迟到"),
        ("王师傅", "后天我家孩子结婚，都来啊"),
        ("王师傅", "快递到了没啊"),
        ("李姐", "礼拜一保证交上去"),
        ("张姐", "吃了没"),
        ("李姐", "1楼王姐忙不忙"),
    ],
)
async def test_talk_of_days_is_left_alone(world: World, who: str, said: str) -> None:
    """A day in the life of whoever has something, or of whoever has nothing: nothing is asked or kept."""
    await world.hears_all()
    await accepted(world)
    before = await world.screen("王师傅", chat="staff")
    await world.says(who, said, chat="staff")
    after = await world.screen("王师傅", chat="staff")
    assert after.count("微邻里") == before.count("微邻里"), after
    assert said not in await stored(world)


@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_two_by_their_kinds(world: World, chat: str) -> None:
    """ "下水通了，灯还得等配件": each to its own; for the second a day is one press away."""
    await _both(world)
    await world.says("王师傅", "下水通了，灯还得等配件", chat=chat)
    await world.sees("王师傅", "1号办好了吗", chat=chat)
    await world.press("王师傅", "给居民定个时间", chat=chat, on="2号")


async def test_two_by_their_numbers(world: World) -> None:
    """ "1号好了 2号明天": how, of the one; whether tomorrow is right, of the other."""
    await _both(world)
    await world.says("王师傅", "1号好了 2号明天", chat="staff")
    await world.sees("王师傅", "1号咋办好的", chat="staff")
    await world.sees("王师傅", "2号：11月22日（周日）前，对吗", chat="staff")


@pytest.mark.parametrize("said", ["下水通了，弄好了", "下水通开了，完活", "1号下水通了"])
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_what_he_says_is_the_result(world: World, said: str, chat: str) -> None:
    """His own words say what was done: they are shown back as the result, and he is not asked how."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", said, chat=chat)
    await world.press("王师傅", "办好了", chat=chat, on="1号办好了吗")
    await world.sees("孙大妈", "下水通")


@pytest.mark.parametrize("said", ["三号楼水咋样了", "1号谁在弄", "下水通了没有啊", "通了没有啊"])
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_how_it_stands_is_answered_from_rows(world: World, said: str, chat: str) -> None:
    """A manager asks how it stands, or who is on it: the one that is meant is shown, and nobody is woken."""
    await _both(world)
    await world.says("张姐", said, chat=chat)
    await world.sees("张姐", "1号 下水道堵塞", "谁办：物业 王师傅", chat=chat)
    await world.sees_nothing_of("王师傅", said)


async def test_asked_of_what_was_spoken_of_last(world: World) -> None:
    """ "修好没" names nothing: it is of the one that was spoken of a moment ago."""
    await _both(world)
    await world.says("张姐", "2号咋样了", chat="staff")
    await world.says("陈主任", "那修好没啊", chat="staff")
    shown = [one for one in await world.phone("陈主任", chat="staff") if "谁办：" in words(one)]
    assert "2号" in words(shown[-1])
    await world.forward(minutes=11)
    await world.says("陈主任", "修好没啊", chat="staff")
    again = [one for one in await world.phone("陈主任", chat="staff") if "谁办：" in words(one)]
    assert len(again) == len(shown)


@pytest.mark.parametrize("said", ["谁在弄", "咋样了", "通了没有啊", "三号楼水咋样了"])
async def test_asked_on_the_card(world: World, said: str) -> None:
    """In answer to the card: shown, and no word for her."""
    await _both(world)
    await world.says("张姐", said, chat="staff", answering="1号 下水")
    await world.sees("张姐", "1号 下水道堵塞 · 有人接了\n谁办：物业 王师傅", chat="staff")
    await world.sees_nothing_of("张姐", "转给居民", chat="staff")


async def test_a_danger_is_asked_about(world: World) -> None:
    """Who is there, whether it is out: answered from rows; only whoever is there reads the question."""
    await world.says("孙大妈", "着火了，快来人")
    await world.press("孙大妈", "有，快来人")
    await world.says("张姐", "谁去了", chat="staff", answering="着火")
    await world.sees("张姐", "1号 着火 · 现在就去", chat="staff")
    await world.says("王师傅", "我到了", chat="staff", answering="着火")
    await world.says("张姐", "灭了没有", chat="staff", answering="着火")
    await world.sees("张姐", "谁办：物业 王师傅", "谁到场：物业 王师傅", chat="staff")
    await world.says("张姐", "火灭了没啊")
    await world.sees("王师傅", "灭了没有")
    await world.sees("王师傅", "火灭了没啊")
    for asleep in ("李师傅", "李姐", "陈主任"):
        await world.sees_nothing_of(asleep, "谁去了", "灭了没")
    await world.sees_nothing_of("张姐", "危险过去了吗", chat="staff")
