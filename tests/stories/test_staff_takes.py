"""Staff in their own words: numbers without their sign, taking in other words, hours, conditions, what is for her."""

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World, buttons, told

LIGHT = "3号楼楼道灯不亮"


async def _two(world: World) -> None:
    await reported(world)
    await reported(world, LIGHT, "老郑")


@pytest.mark.parametrize(
    "said",
    ["1那家管子是油糊住了，通开了", "刚才说的1，通开了，好使了", "一号管子通开了"],
    ids=["that home", "said", "spelt"],
)
async def test_a_number_without_its_sign(world: World, said: str) -> None:
    """ "73那家通开了" of whoever has several: it is that one, and nobody is asked which."""
    await accepted(world)
    await reported(world, LIGHT, "老郑")
    await world.says("王师傅", said)
    assert "办好了" in buttons(await world.sees("王师傅", "1号"))
    await world.sees_nothing_of("王师傅", "这是说哪一件")


async def test_an_amount_is_no_number_of_a_matter(world: World) -> None:
    """ "1块钱" or "1点到" names no matter: of two it is asked which."""
    await accepted(world)
    await reported(world, LIGHT, "老郑")
    await world.says("王师傅", "1点能弄完")
    await world.sees("王师傅", "这是说哪一件")


@pytest.mark.parametrize(
    "said", ["灯我顺道一起弄了吧", "灯那个归我，闸我去推", "2给我吧", "2号接了啊", "2号我上房看看"]
)
async def test_taken_in_other_words(world: World, said: str) -> None:
    """Taken in the staff's group in words of one's own: the resident reads who has it."""
    await world.hears_all()
    await _two(world)
    await world.says("王师傅", said, chat="staff")
    await world.sees("老郑", "2号有人接了")
    await world.sees_nothing_of("孙大妈", "1号有人接了")


async def test_two_are_taken_at_once(world: World) -> None:
    """ "1和2都归我": both."""
    await world.hears_all()
    await _two(world)
    await world.says("李姐", "1和2都归我看着得了，老王那边太忙", chat="staff")
    await world.sees("孙大妈", "1号有人接了")
    await world.sees("老郑", "2号有人接了")


@pytest.mark.parametrize("said", ["1我这就拎疏通机过去", "1号我喊收破烂的来拉"])
async def test_perhaps_taken(world: World, said: str) -> None:
    """He goes, or calls somebody himself: to take it is one press, and nobody is asked whom to give it to."""
    await world.hears_all()
    await reported(world)
    await world.says("王师傅", said, chat="staff")
    await world.press("王师傅", "我来接", chat="staff", on="1号记下了")
    await world.sees("孙大妈", "1号有人接了")


@pytest.mark.parametrize("said", ["三点来钟能拾掇利索", "不对，我四点还有个会，五点吧"])
async def test_an_hour_in_plain_words(world: World, said: str) -> None:
    """An hour said by whoever has it may be one that the resident is told: it is one press away."""
    await accepted(world)
    await world.says("王师傅", said)
    until = "今天15:00" if "三点" in said else "今天17:00"
    await world.press("王师傅", f"按{until}前算", on="1号记下了")
    await world.sees("孙大妈", f"说好的时间：{until}前")


async def test_a_part_of_the_day_stays_on_the_day(world: World) -> None:
    """ "下午才到货" after "礼拜一头晌": still Monday."""
    await accepted(world)
    await world.says("王师傅", "礼拜一头晌去疏通")
    await world.sees_buttons("王师傅", "按11月23日（周一）12:00前算", on="1号")
    await world.says("王师傅", "等等 头晌不行 材料下午才到货")
    await world.sees_nothing_of("王师傅", "11月21日（周六）")


async def test_a_condition_is_no_result(world: World) -> None:
    """ "弄完了吱一声" is none, and nobody is asked whether it is done."""
    await accepted(world)
    await world.says("李姐", "1号老太太腿脚不好 你们弄完了吱一声 我去陪她看看")
    await world.sees("李姐", "1号记下了")
    await world.sees_nothing_of("李姐", "办好了吗")


async def test_what_is_for_her_is_read_by_her(world: World) -> None:
    """ "跟她说先用一楼公厕": she reads what is for her, and not to whom it was said."""
    await accepted(world)
    await world.says("王师傅", "跟她说先用一楼公厕，别往下倒水")
    await world.press("王师傅", "转给居民", on="转给居民吗")
    shown = await world.sees("孙大妈", "先用一楼公厕，别往下倒水")
    assert "跟她说" not in told(shown)


async def test_a_plain_answer_is_asked_for(world: World) -> None:
    """ "1号这事儿你得给个准话" to whoever has it: he is asked, and it is said so."""
    await world.hears_all()
    await accepted(world)
    await world.says("张姐", "老王，1号这事儿你得给个准话", chat="staff")
    await world.sees("王师傅", "社区 张姐问 1号", chat="staff")


@pytest.mark.parametrize("said", ["关了阀就不堵了，1号完活", "通开了，1号"])
async def test_a_number_after_what_is_said_of_it(world: World, said: str) -> None:
    """ "…，76号完活": the number may stand last, or between."""
    await accepted(world)
    await reported(world, LIGHT, "老郑")
    await world.says("王师傅", said)
    assert "办好了" in buttons(await world.sees("王师傅", "1号办好了吗"))


async def test_another_thing_is_no_answer_to_a_prompt(world: World) -> None:
    """ "楼道灯…" while it is asked what is done about the drain: asked first, and nothing goes out by itself."""
    await accepted(world)
    await reported(world, LIGHT, "老郑")
    await world.says("王师傅", "礼拜一去疏通", answering="1号 下水道")
    await world.press("王师傅", "对，11月23日（周一）前")
    await world.says("王师傅", "楼道灯灭了，灯泡没货")
    await world.sees("王师傅", "这是说哪一件")


@pytest.mark.parametrize("said", ["我下礼拜三到礼拜五在长春，回不来", "我下礼拜三四串休，去长春"])
async def test_away_of_whoever_holds_a_matter(world: World, said: str) -> None:
    """Days off of whoever has a matter are no day of it: who covers is asked."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees("王师傅", "从11月25日")
    await world.sees_nothing_of("王师傅", "前，对吗")


@pytest.mark.parametrize("said", ["今儿谁盯着物业那摊啊", "明天早上轮着我没", "今天谁顶王师傅的班"])
async def test_who_is_on_duty_in_other_words(world: World, said: str) -> None:
    """Who is on duty, asked in other words: the rota."""
    await world.says("李姐", said)
    await world.sees("李姐", "值班" if "顶" not in said else "王师傅")
    await world.sees_nothing_of("李姐", "没有正在办的", "报事吗")


@pytest.mark.parametrize("said", ["下水那事谁管着呢", "下水那个谁盯着呢", "1号谁管着"])
async def test_who_has_one_matter_is_no_rota(world: World, said: str) -> None:
    """Who is seeing to a matter that is named: the matter, with who has it."""
    await accepted(world)
    await world.says("张姐", said)
    await world.sees("张姐", "1号", "谁办：物业 王师傅")
    await world.sees_nothing_of("张姐", "换下一位")


@pytest.mark.parametrize("said", ["议程", "联席会议程呢", "议程表"])
async def test_the_agenda_by_its_name(world: World, said: str) -> None:
    """As /yicheng gives it."""
    await world.says("张姐", said)
    await world.sees("张姐", "议程上没有事")


async def test_a_thing_of_another_is_no_part_of_the_result(world: World) -> None:
    """ "床垫…" right after the drain was done, where he also has the mattress: nothing is added to it."""
    await accepted(world)
    await reported(world, "3号楼门口扔了个旧床垫", "老郑")
    await world.says("王师傅", "2号我来接")
    for label in ("办好了", "已疏通"):
        await world.press("王师傅", label, on="1号")
    await world.says("王师傅", "床垫下午三点以前指定没影")
    await world.sees_nothing_of("王师傅", "补进结果", "1号：")
    await world.sees_nothing_of("孙大妈", "床垫")
