"""Who stands in for somebody is said in words where it was asked."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World


@pytest.mark.parametrize(
    "said", ["老李呗", "叫李师傅", "让他顶", "李师傅替我", "李哥", "小李吧", "给老李就行", "由李师傅盯着"]
)
@pytest.mark.parametrize("chat", ["private", "staff"])
async def test_the_one_who_is_called_so(world: World, said: str, chat: str) -> None:
    """By the surname with whatever goes with it; "he" where there is one. What else waits is not asked about."""
    await world.hears_all()
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", "我下午不在 去医院 有事找老李" if chat == "staff" else "明天请假", chat=chat)
    await world.says("王师傅", said)
    await world.sees("王师傅", "不在", "李师傅", "照常找您")
    await world.sees_nothing_of("王师傅", "这是说哪一件")


@pytest.mark.parametrize(
    ("said", "who"), [("小孙呗", "小孙"), ("孙哥替我", "小孙"), ("老郑", "郑大哥"), ("让郑哥盯着", "郑大哥")]
)
async def test_one_of_several(world: World, said: str, who: str) -> None:
    """Of several the one who is called so."""
    await world.says("李姐", "明天请假")
    await world.says("李姐", said)
    await world.sees("李姐", "不在", who, "照常找您")


@pytest.mark.parametrize("said", ["刘哥", "老赵替我", "让他顶", "大哥顶着", "叫赵姨", "给老马"])
async def test_nobody_or_any_of_them(world: World, said: str) -> None:
    """The buttons come once more; nobody is guessed."""
    await world.says("李姐", "明天请假")
    await world.says("李姐", said)
    await world.press("李姐", "小孙", on="哪一位")
    await world.sees("李姐", "不在", "小孙", "照常找您")


async def test_as_usual(world: World) -> None:
    """Whoever it is as a rule."""
    await world.says("李姐", "明天请假")
    await world.says("李姐", "照旧吧")
    await world.sees("李姐", "到时候告诉您我找谁")


@pytest.mark.parametrize("said", ["知道了", "3号楼有人打架", "下水堵了", "三点开会", "孩子发烧"])
async def test_what_names_nobody(world: World, said: str) -> None:
    """It is no answer, and the question stands."""
    await world.says("李姐", "明天请假")
    await world.says("李姐", said)
    await world.sees_nothing_of("李姐", "哪一位")
    await world.press("李姐", "小孙", on="这期间找谁")


async def test_nobody_asked(world: World) -> None:
    """Where nothing was asked a name sets nothing."""
    await world.says("李姐", "老孙")
    await world.sees_nothing_of("李姐", "照常找您")
