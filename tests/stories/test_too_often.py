"""What one person may cause: so much that others are still heard, said kindly, and counted on the board."""

import pytest

from tests.stories.test_resident_followed import accepted
from tests.stories.world import World


async def test_the_eleventh_report_is_kept(world: World) -> None:
    """Ten reports an hour; the next is kept with a kind word and a phone number, and goes up an hour later."""
    for number in range(10):
        await world.says("孙大妈", f"/bao {number + 1}楼楼道灯不亮", chat="residents")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "先替您存着", "单元门坏了", "12345")
    assert "存着" in await world.press("孙大妈", "报上去", on="先替您存着")
    await world.says("李姐", "/board")
    await world.says("张姐", "/board")
    await world.sees("张姐", "一天里拦下太频繁的：报事 2")
    await world.forward(minutes=61)
    await world.press("孙大妈", "报上去", on="先替您存着")
    await world.sees("孙大妈", "报上去了，11号")


async def test_in_a_group_the_next_report_is_kept_too(world: World) -> None:
    """The group reads one short line, the person privately what was kept; danger goes through all the same."""
    for number in range(10):
        await world.says("孙大妈", f"/bao {number + 1}楼楼道灯不亮", chat="residents")
    await world.says("孙大妈", "/bao 单元门坏了", chat="residents")
    await world.forward(minutes=1)  # Telegram lets only so much into one group within a minute
    await world.sees("孙大妈", "这件我先存着", chat="residents")
    await world.sees("孙大妈", "先替您存着", "单元门坏了")
    await world.says("孙大妈", "/bao 3号楼闻着煤气味", chat="residents")
    await world.sees("孙大妈", "11号")


async def test_asking_again_and_again(world: World) -> None:
    """One question in half an hour reaches the holder; the second pops up with when it can be asked again."""
    await accepted(world)
    await world.press("孙大妈", "看进度")
    await world.press("孙大妈", "问问咋样了")
    assert "30 分钟能问一次" in await world.press("孙大妈", "问问咋样了")
    asked = [one for one in await world.phone("王师傅") if "居民问" in str(one.get("text"))]
    assert len(asked) == 1


async def test_presses_without_end(world: World) -> None:
    """The thirty-first press within a minute is answered with a word; a minute later it goes on."""
    await world.says("孙大妈", "单元门坏了")
    answers = [await world.press("孙大妈", "补一句") for _ in range(31)]
    assert "等一分钟" in answers[-1]
    assert not any("等一分钟" in one for one in answers[:30])
    await world.forward(minutes=1)
    assert "等一分钟" not in await world.press("孙大妈", "补一句")


@pytest.mark.parametrize("more_config", ["[limits]\ngroup_commands_an_hour = 3\n"])
async def test_commands_without_end(world: World) -> None:
    """After so many commands in an hour (here three) the group reads one short word, then nothing more for them."""
    for _ in range(3):
        await world.says("李姐", "/bao", chat="residents")
    await world.says("李姐", "/bao 灯不亮", chat="residents")
    await world.sees("李姐", "请私聊我", chat="residents")
    await world.forward(minutes=2)
    await world.says("李姐", "/bao 灯不亮", chat="residents")
    await world.sees_nothing_of("李姐", "请私聊我", "1号", chat="residents")
    await world.says("李姐", "/bao 3号楼闻着煤气味", chat="residents")
    await world.sees("李姐", "1号", chat="residents")


async def test_a_draft_is_full(world: World) -> None:
    """It says so on the draft, and what comes after is refused with a word, not swallowed."""
    await world.says("孙大妈", "楼道灯不亮" * 700)
    await world.says("孙大妈", "楼道灯不亮" * 700)
    await world.sees("孙大妈", "写满了", "报上去以后还能接着补")
    await world.says("孙大妈", "还有一句")
    await world.sees("孙大妈", "这件写满了（4000 字、10 张照片）")


@pytest.mark.parametrize("more_config", ["[limits]\nphotos_an_hour = 3\n"])
async def test_photos_without_end(world: World) -> None:
    """After so many photos in an hour (here three) the next is refused with a word, once a minute, and the words below
    one are kept; in a danger each is; whoever looks after the place reads how often; an hour later it goes on."""
    await accepted(world)
    for number in range(3):
        await world.sends("孙大妈", photo={"size": 1}, caption=f"还在返水，{number + 1}")
    await world.sends("孙大妈", photo={"size": 1})
    await world.sees("孙大妈", "这张和紧跟着的先没收", "文字照样")
    await world.sends("孙大妈", photo={"size": 1})
    assert sum("没收" in str(one.get("text")) for one in await world.phone("孙大妈")) == 1
    await world.sends("孙大妈", photo={"size": 1}, caption="返到客厅了")
    await world.press("孙大妈", "是")
    await world.sees("王师傅", "返到客厅了")
    assert sum(bool(one.get("photo")) for one in await world.phone("王师傅")) == 3
    await world.says("张姐", "/board")
    await world.sees("张姐", "一天里拦下太频繁的：照片 3")
    await world.forward(minutes=61)
    await world.sends("孙大妈", photo={"size": 1}, caption="还在返水，都是脏水")
    assert sum("没收" in str(one.get("text")) for one in await world.phone("孙大妈")) == 1
    for _ in range(4):
        await world.sends("孙大妈", photo={"size": 1}, caption="3号楼闻着煤气味")
    assert sum("没收" in str(one.get("text")) for one in await world.phone("孙大妈")) == 1
