"""A promise on the board for the day on which the limit of its kind is over."""

import pytest

from tests.stories.conftest import pages_at
from tests.stories.test_board_acts import fields_of
from tests.stories.test_board_page import browser, opened
from tests.stories.test_rights_wire import ACCEPTED, COMMUNITY, HOLDER, Case, Stage
from tests.stories.world import World


@pytest.fixture
def more_config(port: int) -> str:
    """A door has two working days: from Saturday it is Tuesday."""
    return pages_at(port) + '[service]\nworking_limits = ["gate 2 days"]\n'


@pytest.mark.parametrize(
    ("day", "hour", "moves"), [("2026-11-24", "", True), ("2026-11-24", "15:00", False), ("2026-11-25", "", False)]
)
async def test_the_day_that_the_rule_has(world: World, port: int, day: str, hour: str, moves: bool) -> None:
    """It is of the rule, as in chat, and moves when the calendar does; an hour of it, or another day, does not."""
    stage = Stage(world)
    (issue,) = await stage.set((Case(action="promise", verb="s_promise", may=HOLDER, before=(ACCEPTED,)),))
    async with browser(port) as client:
        await opened(world, COMMUNITY, client)
        path = f"/board/matter/{issue.id}/promise"
        form = await client.get(path)
        assert "11月24日" in form.text
        done = await client.post(path, data={**fields_of(form), "day": day, "hour": hour, "why": "parts"})
        assert done.status_code == 200
    promise = (await stage.work().issue(issue.id)).promise
    assert promise is not None
    assert promise.by_limit is moves
    await world.settle()
