"""A photo sent apart, right after its words or right before them, belongs to them."""

import pytest

from tests.stories.test_listening import FIRE, GATE, _listens
from tests.stories.world import World, words

PHOTO = {"size": 1}


@pytest.mark.parametrize("pressed_first", [True, False])
async def test_in_a_group_that_is_read_along(world: World, pressed_first: bool) -> None:
    """Words, then a photo, then (or before it) the press: one report with the photo."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    if pressed_first:
        await world.press("孙大妈", "报上去", chat="residents")
    await world.sends("孙大妈", chat="residents", photo=PHOTO)
    if not pressed_first:
        await world.press("孙大妈", "报上去", chat="residents")
    await world.sees("李姐", "1号 单元门坏了", "📷1", chat="staff")
    await world.sees_nothing_of("李姐", "2号", chat="staff")


async def test_the_photo_first(world: World) -> None:
    """The photo, then the words."""
    await _listens(world)
    await world.sends("孙大妈", chat="residents", photo=PHOTO)
    await world.says("孙大妈", GATE, chat="residents")
    await world.press("孙大妈", "报上去", chat="residents")
    await world.sees("李姐", "1号 单元门坏了", "📷1", chat="staff")


async def test_with_the_command(world: World) -> None:
    """After /bao too."""
    await _listens(world)
    await world.says("老郑", "/bao 单元门坏了", chat="residents")
    await world.sends("老郑", chat="residents", photo=PHOTO)
    await world.sees("李姐", "1号 单元门坏了", "📷1", chat="staff")


async def test_danger(world: World) -> None:
    """Fire, and its photo."""
    await _listens(world)
    await world.says("孙大妈", FIRE, chat="residents")
    await world.sends("孙大妈", chat="residents", photo=PHOTO)
    await world.sees("李姐", "1号", "📷1", chat="staff")


async def test_not_another_persons_nor_later(world: World) -> None:
    """A neighbour's photo, or one of three minutes later, is talk."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    await world.press("孙大妈", "报上去", chat="residents")
    await world.sends("老郑", chat="residents", photo=PHOTO)
    await world.forward(minutes=3)
    await world.sends("孙大妈", chat="residents", photo=PHOTO)
    await world.sees_nothing_of("李姐", "📷", chat="staff")


async def test_in_private(world: World) -> None:
    """Privately the photo goes into the draft, or into what was filed of it a moment ago; later it is asked about."""
    await world.says("孙大妈", "单元门坏了关不上")
    await world.sends("孙大妈", photo=PHOTO)
    await world.sees("孙大妈", "您看看对不对", "📷1")
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", "1号", "📷1", chat="staff")
    await world.sends("孙大妈", photo=PHOTO)
    await world.sees("孙大妈", "补到1号里了")
    await world.sees_nothing_of("孙大妈", "是说1号的事吗")
    await world.forward(minutes=3)
    await world.sends("孙大妈", photo=PHOTO)
    await world.sees("孙大妈", "是说1号的事吗")


async def test_a_paper_is_a_file_and_no_photo(world: World) -> None:
    """A PDF, alone and beside what is open: it is called a file; on the card too."""
    await world.sends("老郑", document={"size": 3000, "file_name": "收据.pdf", "mime_type": "application/pdf"})
    await world.sees("老郑", "文件收到了")
    await world.says("孙大妈", "3号楼楼道灯坏了")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=25)
    await world.sends("孙大妈", document={"size": 3000, "file_name": "收据.pdf", "mime_type": "application/pdf"})
    message = await world.sees("孙大妈", "1号", "📎 1 个文件")
    assert "📷" not in words(message)
    await world.press("孙大妈", "是")
    await world.sees("李姐", "📎1", chat="staff")
