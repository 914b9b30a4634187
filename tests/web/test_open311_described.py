"""Open311 as a machine reads it: the description names what is served, answers are what it says, in both formats; and
what the specification publishes as examples is understood and answered in its shape."""

import json
import re
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx
import pytest
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import validate

from casework.model.issues import State
from storage.database import Database
from storage.errors import DatabaseUnavailable
from storage.keys import Keys
from tests.web.conftest import site
from tests.web.wall_town import TEN, WallTown
from web.open311 import DESCRIPTION, PREFIX, Open311

DESCRIBED = json.loads(DESCRIPTION.read_text("utf-8"))
AT_ONCE = {"service_code": "street_light", "address_id": "by3-3", "description": "楼下路灯不亮"}


def described(path: str, method: str, status: int) -> dict[str, Any]:
    """The schema of an answer in JSON."""
    answer = DESCRIBED["paths"][path][method]["responses"][str(status)]
    if "$ref" in answer:
        answer = DESCRIBED["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    assert set(answer["content"]) == {"application/json", "text/xml"}
    schema: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return schema


def fits(answer: httpx.Response, path: str, method: str = "get") -> Any:
    """What the answer says, once its schema finds nothing wrong with it."""
    schema = {"components": DESCRIBED["components"], **described(path, method, answer.status_code)}
    wrong = [
        one.message for one in OAS31Validator(schema, format_checker=oas31_format_checker).iter_errors(answer.json())
    ]
    assert wrong == [], answer.text
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    return answer.json()


def spark(element: ElementTree.Element, like: Any) -> Any:
    """An element in the specification's JSON, each leaf of the kind that it has in JSON."""
    if isinstance(like, list):
        return [spark(one, within) for one, within in zip(element, like, strict=True)]
    if isinstance(like, dict):
        assert [one.tag for one in element] == list(like)
        return {one.tag: spark(one, like[one.tag]) for one in element}
    if like is None:
        return element.text
    return (
        {"true": True, "false": False}[element.text or ""] if isinstance(like, bool) else type(like)(element.text or "")
    )


async def test_the_description_is_of_what_is_served(town: WallTown, wall: httpx.AsyncClient) -> None:
    """It is valid OpenAPI at an address that stays, and names exactly the paths and verbs that there are."""
    answer = await wall.get("/open311/v2/openapi.json")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert answer.json() == DESCRIBED
    validate(DESCRIBED)
    assert DESCRIBED["servers"] == [{"url": PREFIX}]
    named = {
        (re.sub(r"{\w+}", "{}", path), verb.upper()) for path, verbs in DESCRIBED["paths"].items() for verb in verbs
    }
    served = {
        (re.sub(r"{\w+}", "{}", route.path.removeprefix(PREFIX)), verb)  # type: ignore[attr-defined]
        for route in Open311(site(town.database)).routes()
        if route.include_in_schema  # type: ignore[attr-defined]
        for verb in route.methods - {"HEAD"}  # type: ignore[attr-defined]
    }
    assert named == served


async def test_answers_are_as_described(town: WallTown, wall: httpx.AsyncClient) -> None:
    """Every method in both formats: JSON fits its schema, XML says the same."""
    key = await Keys(town.database).make("市平台", [2], 60, TEN)
    done = await town.matter(text="路灯不亮<b>&", result="换了灯头")
    await town.matter(state=State.PROMISED, reason="灯头要订货")
    await town.matter("gate", State.REJECTED, why="这是\x0b业委会的事", whose="业委会")
    asked = {
        "discovery": "/discovery.{format}",
        "services": "/services.{format}",
        "services/street_light": "/services/{service_code}.{format}",
        "services/nothing": "/services/{service_code}.{format}",
        "requests": "/requests.{format}",
        "requests.{}?status=lost": "/requests.{format}",
        "requests.{}?service_code=nothing": "/requests.{format}",
        "requests.{}?service_request_id=5": "/requests.{format}",
        f"requests/{done.id}": "/requests/{service_request_id}.{format}",
        "requests/5": "/requests/{service_request_id}.{format}",
        "tokens/5": "/tokens/{token}.{format}",
    }
    for path, template in asked.items():
        at = f"{PREFIX}/{path if '{}' in path else path + '.{}'}"
        said = fits(await wall.get(at.format("json")), template)
        answer = await wall.get(at.format("xml"))
        assert answer.headers["content-type"] == "text/xml; charset=utf-8"
        told = json.loads(json.dumps(said).replace("\\u000b", ""))
        assert spark(ElementTree.fromstring(answer.content), told) == told, path
    for sent in ({**AT_ONCE, "api_key": key}, {**AT_ONCE, "api_key": "guessed"}, {"api_key": key}):
        said = fits(await wall.post(f"{PREFIX}/requests.json", data=sent), "/requests.{format}", "post")
        answer = await wall.post(f"{PREFIX}/requests.xml", data=sent)
        root = ElementTree.fromstring(answer.content)
        assert [one.tag for one in root[0]] == list(said[0])


# --- what https://wiki.open311.org/GeoReport_v2 publishes

SAMPLES = {
    "services.xml?jurisdiction_id=city.gov": 200,
    "services/033.xml?jurisdiction_id=city.gov": 404,
    "tokens/123456.xml?jurisdiction_id=city.gov": 404,
    "requests.xml?start_date=2010-05-24T00:00:00Z&end_date=2010-06-24T00:00:00Z&status=open"
    "&jurisdiction_id=city.gov": 200,
    "requests/123456.xml?jurisdiction_id=city.gov": 404,
}
"""The sample addresses: of another city, so its kinds and numbers are not found."""
FORM = {
    "jurisdiction_id": "city.gov", "service_code": "001", "lat": "37.76524078", "long": "-122.4212043",
    "address_string": "1234 5th street", "email": "smit333@sfgov.edu", "device_id": "tt222111", "account_id": "123456",
    "first_name": "john", "last_name": "smith", "phone": "111111111",
    "description": "A large sinkhole is destroying the street",
    "media_url": "http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg",
    "attribute[WHISPAWN]": "123456", "attribute[WHISDORN]": "COISL001",
}  # fmt: skip
"""The sample form."""
SHAPES: dict[str, tuple[str, str, list[str]]] = {
    "discovery.xml": ("discovery", ".", ["changeset", "contact", "key_service", "endpoints"]),
    "discovery.xml#": ("discovery", "endpoints/endpoint", ["specification", "url", "changeset", "type", "formats"]),
    "services.xml": ("services", "service",
                     ["service_code", "service_name", "description", "metadata", "type", "keywords", "group"]),
    "services/street_light.xml": ("service_definition", ".", ["service_code", "attributes"]),
    "requests.xml": ("service_requests", "request",
                     ["service_request_id", "status", "status_notes", "service_name", "service_code", "description",
                      "agency_responsible", "service_notice", "requested_datetime", "updated_datetime",
                      "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url"]),
    "requests/123456.xml": ("errors", "error", ["code", "description"]),
}  # fmt: skip
"""The sample answers: the root, where in it, and what stands there in which order."""


@pytest.mark.parametrize(("path", "status"), SAMPLES.items())
async def test_the_sample_addresses(path: str, status: int, town: WallTown, wall: httpx.AsyncClient) -> None:
    """Each is understood, in XML and JSON."""
    await town.matter()
    for one in (path, path.replace(".xml", ".json")):
        assert (await wall.get(f"{PREFIX}/{one}")).status_code == status


@pytest.mark.parametrize("path", SHAPES)
async def test_the_sample_answers(path: str, town: WallTown, wall: httpx.AsyncClient) -> None:
    """Ours have their elements, in their order."""
    await town.matter()
    root, where, elements = SHAPES[path]
    answer = ElementTree.fromstring((await wall.get(f"{PREFIX}/{path}")).content)
    found = answer.find(where)
    assert found is not None
    assert (answer.tag, [one.tag for one in found]) == (root, elements)


async def test_the_sample_form(town: WallTown, wall: httpx.AsyncClient) -> None:
    """As it stands it is of another city: the key is none of ours, then the kind; with ours it is filed as it is."""
    key = await Keys(town.database).make("市平台", [2], 60, TEN)
    form = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}

    async def posted(**change: str) -> tuple[int, ElementTree.Element]:
        body = urlencode({"api_key": "xyz", **FORM, **change})
        answer = await wall.post(f"{PREFIX}/requests.xml", content=body, headers=form)
        return answer.status_code, ElementTree.fromstring(answer.content)

    status, said = await posted()
    assert (status, said.tag, said.findtext("error/code")) == (403, "errors", "403")
    assert (await posted(api_key=key))[0] == 404
    status, said = await posted(api_key=key, service_code="other")
    assert (status, said.tag) == (201, "service_requests")
    assert [one.tag for one in said[0]] == ["service_request_id", "service_notice", "account_id"]
    number = said.findtext("request/service_request_id")
    issue = await town.work().issue(int(number or ""))
    report = issue.report
    assert (report.text, report.place) == (FORM["description"], FORM["address_string"])
    assert (report.latitude, report.longitude) == (37.76524078, -122.4212043)
    everything = (await wall.get(f"{PREFIX}/requests.xml")).text
    assert not [one for one in ("john", "smith", "smit333", "111111111", "tt222111", "37.76") if one in everything]


async def test_empty_is_as_good_as_absent(town: WallTown, wall: httpx.AsyncClient) -> None:
    """ "Optional" of the specification; and what may be declared several times may be repeated."""
    matter = await town.matter()
    gate = await town.matter("gate")
    empty = dict.fromkeys(
        ("service_request_id", "service_code", "status", "start_date", "end_date", "page", "page_size"), ""
    )
    for query in (
        empty,
        {"service_code": ["street_light", "gate"]},
        {"service_request_id": [f"{matter.id}", f"{gate.id}"]},
    ):
        answer = await wall.get(f"{PREFIX}/requests.json", params=query)
        assert answer.status_code == 200, answer.text
        assert {one["service_request_id"] for one in answer.json()} == {str(matter.id), str(gate.id)}


async def test_errors_are_of_open311(town: WallTown, wall: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong verb, a database that is away: never a page for people."""
    answer = await wall.put(f"{PREFIX}/requests.xml")
    root = ElementTree.fromstring(answer.content)
    assert (answer.status_code, root.tag, {*answer.headers["allow"].split(", ")}) == (
        405,
        "errors",
        {"GET", "HEAD", "POST"},
    )

    async def away(database: Database, ask: Any) -> Any:
        raise DatabaseUnavailable("the disk is full")

    monkeypatch.setattr(Database, "read", away)
    answer = await wall.get(f"{PREFIX}/requests.json")
    (error,) = fits(answer, "/requests.{format}")
    assert (error["code"], "disk" in answer.text) == (503, False)
    assert "<html" in (await wall.get("/")).text
