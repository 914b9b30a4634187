"""Another system files a report: it is one like any other."""

import httpx
import pytest

from casework.settings import Settings
from storage.keys import Keys
from tests.stories.conftest import pages_at
from tests.stories.world import TEN, World


@pytest.fixture
def more_config(port: int) -> str:
    """The pages are served too."""
    return pages_at(port)


async def test_another_system_files(world: World, port: int) -> None:
    """The heads are rung as for a neighbour; whoever takes it reads whom to phone, and the other system reads what
    became of it."""
    assert world.database is not None
    work = world.database.work(Settings())
    community = await work.area_by_code("bj-by")
    assert community is not None
    key = await Keys(world.database).make("市平台", [community.id], 60, TEN)
    sent = {
        "api_key": key, "service_code": "stairwell_light", "address_string": "北苑小区3号楼",
        "description": "楼道灯不亮，老人上下楼看不见", "first_name": "王", "phone": "13912345678",
    }  # fmt: skip
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/open311/v2", trust_env=False) as http:
        answer = await http.post("/requests.json", data=sent)
        assert answer.status_code == 201, answer.text
        number = answer.json()[0]["service_request_id"]
        await world.settle()
        await world.sees("王师傅", "楼道灯不亮")
        await world.press("王师傅", "我来接", chat="staff")
        await world.press("王师傅", "更多")
        await world.press("王师傅", "门牌电话")
        await world.sees("王师傅", "13912345678")
        (read,) = (await http.get(f"/requests/{number}.json")).json()
        assert read["status"] == "open"
        assert "13912345678" not in str(read)
    await world.sees_nothing_of("孙大妈", "楼道灯不亮")
