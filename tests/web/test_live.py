"""What is new on a board is told to everybody who looks."""

import asyncio
from datetime import timedelta

import pytest

from casework.model.issues import State
from tests.casework.neighbourhood import BUILDING
from tests.web.wall_town import TEN, WallTown
from web import live
from web.live import Changes


async def test_whoever_opens_a_board_later_hears_the_next_change_too(
    town: WallTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second board of the same area is told at once how things stand: what comes next is news to both."""
    monkeypatch.setattr(live, "EVERY_SECONDS", 0.05)
    area = await town.work().area(BUILDING)
    changes = Changes(town.database, lambda: TEN + timedelta(hours=5))
    one, two = changes.follow((tuple(area.line),)), changes.follow((tuple(area.line),))
    async with asyncio.timeout(30):
        before = await anext(one)
        assert await anext(two) == before
        await town.matter(state=State.REPORTED)
        after = await anext(one)
        assert after != before
        assert await anext(two) == after
    changes.stop()
    for each in (one, two):
        await each.aclose()  # type: ignore[attr-defined]
