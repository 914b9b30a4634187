"""Open311 GeoReport v2: what other systems read, and what they do not find out."""

from datetime import timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import httpx
import pytest

from casework.categories import CATEGORIES
from casework.model.issues import State
from casework.neighbourhood.wall import KEPT_OFF
from locales.translator import translator
from storage.wall import Shown
from tests.web.wall_town import TEN, WallTown
from web.georeport import CLOSED_STATES, OPEN_STATES, told
from web.open311 import PREFIX

FIELDS = {
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible",
    "service_notice", "requested_datetime", "updated_datetime", "expected_datetime", "address", "address_id", "zipcode",
    "lat", "long", "media_url",
}  # fmt: skip
"""As the specification lists them."""


async def test_services_in_both_formats(wall: httpx.AsyncClient) -> None:
    """Every kind of which anything is told, by key; the same in XML."""
    found = (await wall.get(f"{PREFIX}/services.json")).json()
    assert [one["service_code"] for one in found] == [key for key in CATEGORIES if key not in KEPT_OFF]
    assert all(set(one) >= {"service_code", "service_name", "metadata", "type", "group"} for one in found)
    answer = await wall.get(f"{PREFIX}/services.xml")
    assert answer.headers["content-type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "services"
    assert [one.findtext("service_code") for one in root] == [one["service_code"] for one in found]
    english = (await wall.get(f"{PREFIX}/services.json", params={"lang": "en"})).json()
    assert english[0]["service_name"] != found[0]["service_name"]


async def test_requests(town: WallTown, wall: httpx.AsyncClient) -> None:
    """State, words, days without a time, the promised day; newest first; in XML the same."""
    done = await town.matter(text="路灯不亮，电话13812345678", result="换了灯头", at=TEN - timedelta(days=2))
    await town.matter(state=State.PROMISED, reason="灯头要订货", at=TEN)
    promised, closed = (await wall.get(f"{PREFIX}/requests.json")).json()
    assert set(promised) == FIELDS
    assert (promised["status"], promised["expected_datetime"]) == ("open", "2026-11-25T00:00:00+08:00")
    assert (closed["status"], closed["status_notes"]) == ("closed", "换了灯头")
    assert closed["requested_datetime"] == "2026-11-19T00:00:00+08:00"
    assert "138" not in closed["description"]
    assert "路灯不亮" in closed["description"]
    one = (await wall.get(f"{PREFIX}/requests/{done.id}.json")).json()
    assert one == [closed]
    root = ElementTree.fromstring((await wall.get(f"{PREFIX}/requests.xml")).content)
    assert root.tag == "service_requests"
    assert [request.findtext("service_request_id") for request in root.findall("request")][1] == str(done.id)


@pytest.mark.parametrize(("none", "status"), [(True, "closed"), (False, "open")])
def test_a_false_alarm_is_closed(none: bool, status: str) -> None:
    """Of a danger that was none nothing is left to be done."""
    one = Shown(
        id=1,
        category="gas_smell",
        state=State.RESOLVED,
        filed_at=TEN,
        t0=TEN,
        round=1,
        where=("北苑小区",),
        me_toos=0,
        text="有煤气味",
        place="",
        result="",
        reason="",
        interim="",
        on_day=None,
        resolved_at=TEN,
        rating=None,
        false_alarm=none,
    )
    assert told(one, translator("zh_CN"), ZoneInfo("Asia/Shanghai"))["status"] == status


async def test_filters(town: WallTown, wall: httpx.AsyncClient) -> None:
    """By kind, state, id and day; a day is a whole one, so that nobody finds the hour."""
    light = await town.matter(at=TEN - timedelta(days=1))
    gate = await town.matter("gate", State.IN_PROGRESS, text="单元门坏了", at=TEN)

    async def ids(**query: str) -> list[str]:
        answer = await wall.get(f"{PREFIX}/requests.json", params=query)
        assert answer.status_code == 200, answer.text
        return [one["service_request_id"] for one in answer.json()]

    assert await ids(service_code="gate") == [str(gate.id)]
    assert await ids(status="closed") == [str(light.id)]
    assert await ids(status="open,closed") == [str(gate.id), str(light.id)]
    assert await ids(service_request_id=f"{light.id},{gate.id},77") == [str(gate.id), str(light.id)]
    for hour in range(0, 24, 3):
        assert await ids(start_date=f"2026-11-21T{hour:02}:00:00+08:00") == [str(gate.id)]
        assert await ids(end_date=f"2026-11-20T{hour:02}:59:00+08:00") == [str(light.id)]
    assert await ids(start_date="2026-11-20", end_date="2026-11-21", page_size="1", page="2") == [str(light.id)]
    assert await ids(start_date="2027-01-01") == []
    assert await ids(end_date="2026-01-01") == []


async def test_nothing_private(town: WallTown, wall: httpx.AsyncClient) -> None:
    """A private matter is not there, by no filter, and not by its id."""
    private = await town.matter(private=True)
    quarrel = await town.matter("quarrel", text="楼上天天吵")
    assert (await wall.get(f"{PREFIX}/requests.json")).json() == []
    for one in (private, quarrel):
        answer = await wall.get(f"{PREFIX}/requests/{one.id}.json")
        assert answer.status_code == 404
        assert answer.json()[0]["code"] == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("requests.json?status=lost", 400),
        ("requests.json?service_request_id=1&status=lost", 400),
        ("requests.json?service_request_id=x&start_date=yesterday", 400),
        ("requests.json?start_date=yesterday", 400),
        ("requests.json?start_date=0001-01-01T00:00:00-23:59", 400),
        ("requests.json?start_date=9999-12-31T23:59:59-23:59", 400),
        ("requests.json?end_date=9999-12-31", 400),
        ("requests.json?start_date=2026-11-21&end_date=2026-11-01", 400),
        ("requests.json?page_size=100000", 400),
        ("requests.json?page=0", 400),
        ("requests.json?page=101", 400),  # it was the hundredth for ever
        ("requests.json?service_code=nothing", 404),
        ("requests.json?service_code=quarrel", 404),
        ("requests.json?service_request_id=" + ",".join(map(str, range(200))), 400),
        ("requests/abc.json", 404),
        ("services/nothing.json", 404),
        ("services.yaml", 404),
        ("tokens/1.json", 404),
    ],
)
async def test_what_cannot_be_answered(path: str, status: int, wall: httpx.AsyncClient) -> None:
    """An error as the specification has it: code and description, in the format that was asked for."""
    answer = await wall.get(f"{PREFIX}/{path}")
    assert answer.status_code == status, answer.text
    (error,) = answer.json()
    assert error["code"] == status
    assert error["description"]
    root = (
        ElementTree.fromstring((await wall.get(f"{PREFIX}/{path.replace('.json', '.xml')}")).content)
        if (".json" in path)
        else None
    )
    assert root is None or (root.tag, root[0].findtext("code")) == ("errors", str(status))


def test_every_state_is_open_or_closed_outside() -> None:
    """What the wall tells of is one of the two."""
    assert not set(OPEN_STATES) & set(CLOSED_STATES)
    assert set(State) - {*OPEN_STATES, *CLOSED_STATES} == {State.WITHDRAWN, State.MERGED}
