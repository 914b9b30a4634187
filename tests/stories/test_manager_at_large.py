"""Words of a manager that name no matter: asked about before they are kept with one, and kept by a press."""

import pytest

from casework.model.issues import Action, Issue
from casework.settings import Settings
from tests.stories.world import World, buttons, told

SEWER = "厨房下水返水，堵两天了"
AT_LARGE = [
    "今年低保名单还没定",
    "领导要看咱们的数",
    "上回那个会议纪要谁有",
    "打印机没墨了",
    "你能帮我写个通知吗",
    "居民代表选举下周开始",
    "网格员的补贴发了没",
    "我下午去街道开会",
    "这周五前要把报表交上去",
    "明天街道来检查，大家把楼道收拾收拾",
    "人手不够，没办法",
    "材料还没到",
]
OF_IT = [
    "下水那家说晚上才回来",
    "孙大妈说管子要换",
    "这个事得等开春",
    "下水管子的事 物业那边回话说得等材料",
    "返水那家钥匙在对门",
    "孙大妈家白天没人",
]


@pytest.fixture
async def taken(world: World) -> World:
    """张姐 has the one matter, and was just told of it."""
    await world.says("孙大妈", SEWER)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=6)
    await world.says("张姐", "1号我接")
    return world


async def notes(world: World) -> list[str]:
    assert world.database is not None
    work = world.database.work(Settings())
    communities = await work.area_by_code("bj-by")
    assert communities is not None
    issue = await work.issue_by_number((communities.id,), 1)
    assert isinstance(issue, Issue)
    return [one.text for one in await work.timeline(issue.id) if one.action == Action.NOTE]


@pytest.mark.parametrize("said", AT_LARGE)
async def test_what_names_no_matter_is_asked_about_first(taken: World, said: str) -> None:
    """Nothing is in the matter's history, nor on the resident's phone, before a press."""
    resident = len(await taken.phone("孙大妈"))
    await taken.says("张姐", said)
    last = (await taken.phone("张姐"))[-1]
    assert "我还没记" in told(last), told(last)
    assert said in told(last)
    assert {"只是记一笔", "是别的事"} <= set(buttons(last))
    assert await notes(taken) == []
    assert len(await taken.phone("孙大妈")) == resident


@pytest.mark.parametrize("said", AT_LARGE[:6])
async def test_a_press_keeps_it(taken: World, said: str) -> None:
    """Nothing of the words is lost: they go with the press."""
    await taken.says("张姐", said)
    await taken.press("张姐", "只是记一笔")
    assert await notes(taken) == [said]


@pytest.mark.parametrize("said", AT_LARGE[:6])
async def test_something_else_is_kept_with_none(taken: World, said: str) -> None:
    """ "是别的事": it is asked whether it is a report, and the matter's history has nothing of it."""
    await taken.says("张姐", said)
    await taken.press("张姐", "是别的事")
    assert "报上去" in buttons((await taken.phone("张姐"))[-1])
    assert await notes(taken) == []


@pytest.mark.parametrize("said", OF_IT)
async def test_what_names_it_is_kept_as_before(taken: World, said: str) -> None:
    """By its kind, a thing of which it tells, or who reported it."""
    await taken.says("张姐", said)
    assert not any("我还没记" in told(one) for one in await taken.phone("张姐"))


@pytest.mark.parametrize("said", AT_LARGE[:6])
async def test_an_answer_to_its_card_names_it(taken: World, said: str) -> None:
    """So does Telegram's own answer, and its number."""
    await taken.says("张姐", f"1号 {said}")
    assert not any("我还没记" in told(one) for one in await taken.phone("张姐"))
