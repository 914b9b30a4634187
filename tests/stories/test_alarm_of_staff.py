"""Words of staff that made an alarm of somebody's ordinary matter are taken back: it goes on as it was before."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World

FIGHT = "1号 两口子打起来了"


async def alarmed(world: World, said: str = FIGHT, *, who: str = "李师傅", taken: bool = True) -> None:
    """The drain is 王师傅's; then somebody's words in the group make a danger of it, of which its reporter hears
    nothing."""
    await world.hears_all()
    await reported(world, "厨房下水返水了")
    if taken:
        await world.press("王师傅", "我来接", chat="staff")
    await world.says(who, said, chat="staff")
    await world.sees("张姐", "🆘", "1号")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("李师傅", "啥打人啊 我说捅下水道"),
        ("李师傅", "没人打架 我说的是修管子"),
        ("李师傅", "哪有打架的 我说的是两口子都在家"),
        ("李师傅", "不是打架 我打错字了"),
        ("李师傅", "误会了 没打人"),
        ("张姐", "1号是误报吧"),
        ("张姐", "1号没打架 误会"),
        ("刘哥", "1号 误报"),
    ],
)
async def test_what_staff_said_was_no_alarm(world: World, who: str, said: str) -> None:
    """One press, and the drain is as it was: 王师傅's, ordinary, and its reporter was told of no danger."""
    await alarmed(world)
    await world.says(who, said, chat="staff")
    await world.press(who, "是误报", chat="staff")
    await world.sees("刘哥" if who != "刘哥" else "张姐", "1号", "是误报")
    await world.sees_nothing_of("孙大妈", "误报", "危险")
    await world.says("王师傅", "1号通开了", chat="staff")
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.sees("孙大妈", "1号办好了")


async def test_nobody_had_it_before(world: World) -> None:
    """Whoever was asked for a drain is asked for it again."""
    await alarmed(world, taken=False)
    await world.says("李师傅", "没人打架 我说的是修管子", chat="staff")
    await world.press("李师傅", "是误报", chat="staff")
    await world.sees_nothing_of("孙大妈", "误报", "危险")
    await world.press("王师傅", "我来接", on="1号")
    await world.sees("孙大妈", "1号有人接了", "王师傅")


async def test_an_alarm_that_all_may_read(world: World) -> None:
    """Of fire, the same."""
    await alarmed(world, "1号 着火了")
    await world.says("李师傅", "没着火 我说的是灶坑", chat="staff")
    await world.press("李师傅", "是误报", chat="staff")
    await world.sees_nothing_of("孙大妈", "误报")
    await world.says("王师傅", "1号通开了", chat="staff")
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.sees("孙大妈", "1号办好了")


async def test_said_privately(world: World) -> None:
    """In his own chat too."""
    await alarmed(world)
    await world.says("李师傅", "没人打架 我说的是修管子")
    await world.press("李师傅", "是误报")
    await world.sees("张姐", "1号", "是误报")
    await world.sees_nothing_of("孙大妈", "误报", "危险")


@pytest.mark.parametrize(
    "said",
    [
        "谁打人 报警没",
        "别打了",
        "没人受伤",
        "不是误报",
        "为啥打人啊",
        "啥时候打的",
        "不是打架 是捅人了",
        "我说让你们快点",
    ],
)
async def test_what_denies_nothing(world: World, said: str) -> None:
    """No way to end it is offered by these."""
    await alarmed(world)
    await world.says("李师傅", said, chat="staff")
    await world.sees_nothing_of("李师傅", "不是急事，对吗", chat="staff")
