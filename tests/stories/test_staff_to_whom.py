"""Words of staff reach whom they are for, and what managers read is so: a department that was called, the colleague
whose help is asked for, the resident, the tier above."""

import pytest

from tests.stories.departments import CITY_CHAT, with_departments
from tests.stories.test_resident_followed import accepted, reported, resolved
from tests.stories.world import World, told

VENDORS, HEATING = "3号楼下有人摆摊占道 车进不来", "3号楼暖气冰凉"


@pytest.fixture
async def called(world: World) -> World:
    """The city's officers are called to vendors; one cannot come today."""
    await with_departments(world)
    await world.hears_all()
    await reported(world, VENDORS)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("张姐", "1号叫城管来")
    await world.press("张姐", "🔔 吹哨", on="叫谁来")
    await world.says("郭队", "下午有检查 去不了 明天行不", chat=CITY_CHAT)
    return world


@pytest.mark.parametrize("said", ["明天几点 给个准话", "几点能到", "问问郭队处理完了没"])
async def test_a_question_goes_to_the_department(called: World, said: str) -> None:
    """Right below its word, or by an officer's name: it is asked there, and nobody else is hurried."""
    await called.says("张姐", said)
    await called.sees("郭队", f"社区 张姐：{said}", chat=CITY_CHAT)
    await called.sees_nothing_of("李姐", "咋样了", chat="staff")


@pytest.mark.parametrize("said", ["明天上午九点 带俩人", "不是说了明天吗"])
async def test_what_an_officer_says_of_when(called: World, said: str) -> None:
    """In the department's group, without an answer: whoever whistled reads it."""
    await called.says("郭队", said, chat=CITY_CHAT)
    await called.sees("张姐", f"城管执法：{said}")


@pytest.mark.parametrize(("who", "said"), [("陈主任", "郭队咋回事 到没到"), ("张姐", "1号城管那边有信儿没")])
async def test_how_a_department_stands(called: World, who: str, said: str) -> None:
    """By an officer's name, or the matter's number: the whistle."""
    await called.says(who, said)
    await called.sees(who, "吹哨1号", "城管执法：10:30 前报到")


async def test_how_a_department_stands_in_the_group(called: World) -> None:
    """How it stands, with the departments; whoever has it is not asked for their word."""
    await called.says("张姐", "1号城管那边有信儿没", chat="staff")
    await called.sees("张姐", "报到：城管执法", chat="staff")
    await called.sees_nothing_of("李姐", "城管那边有信儿没")


async def test_an_officer_is_whistled_for_by_name(world: World) -> None:
    """ "1号给郭队吹哨": his department is ticked."""
    await with_departments(world)
    await reported(world, VENDORS)
    await world.says("张姐", "1号给郭队吹哨 让他来一趟")
    await world.sees_buttons("张姐", "✅ 城管执法", on="叫谁来")


async def test_a_colleague_whose_help_is_asked_for(world: World) -> None:
    """ "求张姐协调一下": she reads it."""
    await accepted(world)
    await world.says("王师傅", "1号居民老人周一透析 得有人背下楼 求张姐协调一下")
    await world.sees("张姐", "物业 王师傅：“居民老人周一透析")
    await world.sees("王师傅", "1号：告诉张姐了")


async def test_the_resident_is_asked_the_question_alone(world: World) -> None:
    """Without "ask her"."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "问问孙大妈 楼上是谁家 有电话没", chat="staff")
    await world.press("王师傅", "问居民", chat="staff", on="记下了")
    assert "问问" not in told(await world.sees("孙大妈", "楼上是谁家 有电话没"))


@pytest.mark.parametrize("said", ["我去了 他家没人开门", "孙大妈家没人 白跑一趟"])
async def test_nobody_is_at_home(world: World, said: str) -> None:
    """Of whoever has the one matter: a word on it, and no report."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees_buttons("王师傅", "转给居民", on="1号")


async def test_another_kind(world: World) -> None:
    """ "1号类别不对": of which kind is it?"""
    await accepted(world)
    await world.says("王师傅", "1号类别不对 是漏水")
    await world.sees("王师傅", "是哪类事")


async def test_whoever_wrote_has_answered(world: World) -> None:
    """The alert says what he wrote, and does not list him as silent."""
    await reported(world, "俺家楼下有人放鞭炮")
    await world.says("王师傅", "这个我可管不了 得派出所来")
    await world.forward(minutes=6)
    alert = told(await world.sees("张姐", "没人接", "王师傅：“这个我可管不了 得派出所来”"))
    assert "王师傅（没回）" not in alert
    assert "李姐（没回）" in alert


async def test_whoever_passed_it_on_reads_who_has_it(world: World) -> None:
    """The message on the phone of whoever passed it on changes once another takes it."""
    await world.hears_all()
    await reported(world, HEATING, "老郑")
    await world.says("李姐", "暖气归王师傅", chat="staff")
    await world.says("李师傅", "我去吧", chat="staff")
    await world.sees("李姐", "1号 暖气不热：物业 李师傅接了")
    await world.sees_nothing_of("李姐", "还没人接")


async def test_that_nobody_came_in_her_words(world: World) -> None:
    """What she says against a result, and why, is read by whoever goes on and by the community."""
    await resolved(world)
    await world.says("孙大妈", "我没在家 谁来过了 我家钥匙都没给")
    await world.sees("张姐", "居民说没弄好", "我家钥匙都没给")
    await world.sees_nothing_of("张姐", "居民没再说话")


async def test_the_words_go_up_too(world: World) -> None:
    """Whoever decides above reads more than the button's word."""
    await accepted(world)
    await world.says("王师傅", "1号整不了 得换整根管子 往上交")
    await world.press("王师傅", "没钱", on="卡在哪儿")
    await world.sees("张姐", "没钱：", "得换整根管子")


@pytest.mark.parametrize("said", ["我明后两天去长春学习 有事找小孙", "明后天去市里培训"])
async def test_away_to_learn(world: World, said: str) -> None:
    """Of whoever has a matter: it is an absence, and no day for the resident."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees("王师傅", "从明天 8:00", "不在")
    await world.sees_nothing_of("王师傅", "前，对吗")


async def test_why_he_is_called(world: World) -> None:
    """Whoever is away reads until when, and can be back."""
    await accepted(world)
    await world.says("王师傅", "我今天不在 让李师傅替我")
    await world.press("王师傅", "李师傅")
    await world.says("王师傅", "今天咋还叫我 我在长春呢")
    await world.sees_buttons("王师傅", "我回来了", on="您说过不在")


async def test_somebody_stands_in_and_says_so(world: World) -> None:
    """Of a colleague who is not away as far as is known."""
    await world.says("小孙", "李姐去学习了 这两天我顶着")
    await world.sees("小孙", "网格长 李姐没请假")
