"""Open311 GeoReport v2, for other systems: services, the requests that anybody may know of, and filing one by a key.

Source: https://wiki.open311.org/GeoReport_v2. XML and JSON. What is told of a request is what the echo wall tells
(storage/wall.py reads no person, no number and no address); moments are the beginnings of days. The id of a request is
none of the numbers that people say: nobody is found by it. open311.json describes it for machines (OpenAPI 3.1).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from casework.categories import CATEGORIES
from casework.model.issues import State
from casework.neighbourhood.wall import KEPT_OFF
from storage.wall import PAGES, Asked, Wall
from web.filing311 import Faulty, file_it
from web.georeport import CLOSED_STATES, OPEN_STATES, Json, services, told
from web.pages import FOR_A_MINUTE, language_of, status_of, tr_of
from web.site import Site

PREFIX = "/open311/v2"
DESCRIPTION = Path(__file__).with_name("open311.json")
CHANGED = "2026-11-26"
"""When kinds of matters or methods last became others: whoever keeps them asks anew."""
PAGE_SIZE, LONGEST_PAGE = 50, 200
LONGEST_SPAN = timedelta(days=90)
"""As the specification has it: without dates the last 90 days, and never more of them at once."""
YEARS = range(2000, 2200)
IDS_AT_MOST = 100
JSON = "application/json; charset=utf-8"
"""As the specification writes it."""


class Open311:
    """All six methods. Nobody ever gets a token: an id is there at once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._wall = Wall(site.database)

    def routes(self) -> list[BaseRoute]:
        """Where it is; `format` is xml or json."""
        return [
            Route(f"{PREFIX}/openapi.json", self.description, include_in_schema=False),
            Route(f"{PREFIX}/discovery.{{format}}", self.discovery),
            Route(f"{PREFIX}/services.{{format}}", self.services),
            Route(f"{PREFIX}/services/{{code}}.{{format}}", self.definition),
            Route(f"{PREFIX}/requests.{{format}}", self.requests, methods=["GET", "POST"]),
            Route(f"{PREFIX}/requests/{{id}}.{{format}}", self.request),
            Route(f"{PREFIX}/tokens/{{token}}.{{format}}", self.token),
            Route(f"{PREFIX}/{{rest:path}}", self.nothing, include_in_schema=False),
        ]

    async def description(self, _: Request) -> Response:
        """All this in OpenAPI."""
        return Response(DESCRIPTION.read_bytes(), headers={"Cache-Control": FOR_A_MINUTE}, media_type=JSON)

    async def discovery(self, request: Request) -> Response:
        """Where what is."""
        at = f"{self._site.url}{PREFIX}"
        formats = ["text/xml", "application/json"]
        found = {
            "changeset": CHANGED,
            "contact": f"whoever runs this; what people see is at {self._site.url}/",
            "key_service": "a key is made by whoever runs this: weilinli keys make",
            "endpoints": [
                {
                    "specification": "http://wiki.open311.org/GeoReport_v2",
                    "url": at,
                    "changeset": CHANGED,
                    "type": "production",
                    "formats": formats,
                }
            ],
        }
        return answer(request, found, "discovery")

    async def services(self, request: Request) -> Response:
        """The kinds of matters."""
        return answer(request, services(tr_of(request)), "services", "service")

    async def definition(self, request: Request) -> Response:
        """A kind has no attributes beyond what every report has."""
        code = request.path_params["code"]
        if code not in CATEGORIES or code in KEPT_OFF:
            raise Faulty(404, f"service_code {code[:40]} was not found")
        return answer(request, {"service_code": code, "attributes": []}, "service_definition")

    async def requests(self, request: Request) -> Response:
        """Those that fit, newest first; posted: one more."""
        if request.method == "POST":
            return await self._post(request)
        return await self._answer(request, self._asked(request))

    async def _post(self, request: Request) -> Response:
        """Another system files one."""
        if _format(request) not in ("xml", "json"):
            return answer(request, (), "")
        issue_id = await file_it(request, self._site, tr_of(request))
        made = {"service_request_id": str(issue_id), "service_notice": None, "account_id": None}
        return answer(request, [made], "service_requests", "request", 201)

    async def request(self, request: Request) -> Response:
        """One of them."""
        number = request.path_params["id"]
        asked = Asked(ids=_ids(number), size=1)
        return await self._answer(request, asked, missing=f"service_request_id {number[:40]} was not found")

    async def token(self, request: Request) -> Response:
        """Nobody was given one."""
        token = request.path_params["token"]
        raise Faulty(404, f"token {token[:40]} was not found: a request has its service_request_id at once")

    async def nothing(self, request: Request) -> Response:
        """Any other address under ours."""
        raise Faulty(404, "there is no such method; see the discovery document")

    async def _answer(self, request: Request, asked: Asked, *, missing: str = "") -> Response:
        shown, _ = await self._wall.matters(None, asked)
        if missing and not shown:
            raise Faulty(404, missing)
        tr = tr_of(request)
        return answer(
            request,
            [told(one, tr, self._site.settings.zone, self._site.url) for one in shown],
            "service_requests",
            "request",
        )

    def _asked(self, request: Request) -> Asked:
        query = request.query_params
        since, until = self._span(query.get("start_date"), query.get("end_date"))
        asked = Asked(
            categories=_codes(",".join(query.getlist("service_code"))),
            states=_states(",".join(query.getlist("status"))),
            since=since,
            until=until,
            page=_number(query.get("page") or "1", "page", PAGES),
            size=_number(query.get("page_size") or str(PAGE_SIZE), "page_size", LONGEST_PAGE),
        )
        ids = ",".join(query.getlist("service_request_id"))
        return Asked(ids=_ids(ids), size=IDS_AT_MOST) if ids else asked  # what stands beside ids has to be right too

    def _span(self, start: str | None, end: str | None) -> tuple[datetime, datetime]:
        """From the beginning of one day to the end of another: by moments one could find out when something was said.
        Of one that is missing, 90 days from the other."""
        zone = self._site.settings.zone
        today = self._site.now().astimezone(zone).date()
        last = self._read(end, "end_date") if end else None
        first = self._read(start, "start_date") if start else (last or today) - LONGEST_SPAN
        last = min(last or today, first + LONGEST_SPAN)
        if last < first and end:
            raise Faulty(400, "start_date is after end_date")
        midnight = time(0)
        return datetime.combine(first, midnight, zone), datetime.combine(last + timedelta(days=1), midnight, zone)

    def _read(self, text: str, name: str) -> date:
        """The day of a moment as W3C writes it, with a zone or in the neighbourhood's."""
        zone = self._site.settings.zone
        try:
            found = datetime.fromisoformat(text.strip().replace(" ", "+"))
            day = (found if found.tzinfo is not None else found.replace(tzinfo=zone)).astimezone(zone).date()
        except (ValueError, OverflowError):
            day = date.min
        if day.year not in YEARS:
            raise Faulty(400, f"{name} is no date: write it like 2026-11-21T00:00:00+08:00")
        return day


def _ids(text: str) -> tuple[int, ...]:
    found = [one.strip() for one in text.split(",") if one.strip()]
    if len(found) > IDS_AT_MOST:
        raise Faulty(400, f"at most {IDS_AT_MOST} service_request_ids at once")
    return tuple(int(one) for one in found if one.isascii() and one.isdecimal() and len(one) < 19) or (0,)


def _codes(text: str) -> tuple[str, ...]:
    found = tuple(one.strip() for one in text.split(",") if one.strip())
    if unknown := [one for one in found if one not in CATEGORIES or one in KEPT_OFF]:
        raise Faulty(404, f"service_code {unknown[0][:40]} was not found")
    return found


def _states(text: str) -> tuple[State, ...]:
    words = {one.strip().lower() for one in text.split(",") if one.strip()}
    if words - {"open", "closed"}:
        raise Faulty(400, "status is open or closed")
    return (*(OPEN_STATES if "open" in words else ()), *(CLOSED_STATES if "closed" in words else ()))


def _number(text: str, name: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 7 and 1 <= int(text) <= most):
        raise Faulty(400, f"{name} is a number from 1 to {most}")
    return int(text)


# --- writing


def answer(
    request: Request,
    found: Json | Sequence[Json],
    root: str,
    each: str = "",
    status: int = 200,
    more: Mapping[str, str] = {},
) -> Response:
    """In the format that the address names; `more`: further headers."""
    kept = FOR_A_MINUTE if status == 200 else "no-store"
    headers = {"Cache-Control": kept, "Vary": "Accept-Language", "Content-Language": language_of(request)[:2], **more}
    match _format(request):
        case "json":
            return JSONResponse(found, status, headers, JSON)
        case "xml":
            body = ElementTree.tostring(_element(root, found, each), encoding="utf-8", xml_declaration=True)
            return Response(body, status, headers, media_type="text/xml; charset=utf-8")
        case _:
            return JSONResponse([{"code": 404, "description": "the format is xml or json"}], 404, headers, JSON)


def _format(request: Request) -> str:
    """What the address ends in; of a wrong address whatever it ends in, else JSON."""
    named = request.path_params.get("format") or request.url.path.rpartition(".")[2]
    return named if named in ("xml", "json") or "format" in request.path_params else "json"


SAID = {
    405: "the method does not fit the address; see the discovery document",
    503: "the database does not answer just now; try again in a minute",
}
EACH = {"endpoints": "endpoint", "formats": "format", "attributes": "attribute"}
NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def _element(name: str, found: object, each: str = "") -> ElementTree.Element:
    made = ElementTree.Element(name)
    if isinstance(found, Mapping):
        made.extend(_element(key, value, EACH.get(key, "")) for key, value in found.items())
    elif isinstance(found, bool):
        made.text = str(found).lower()
    elif isinstance(found, str | int):
        made.text = str(found).translate(NOT_IN_XML)
    elif isinstance(found, Sequence):
        made.extend(_element(each, one) for one in found)
    return made


async def refused(request: Request, error: Exception) -> Response:
    """An error as the specification has it; never what an error of ours says of itself."""
    status = status_of(error)
    says = error.detail if isinstance(error, Faulty) else SAID.get(status, "the request cannot be answered")
    more = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return answer(request, [{"code": status, "description": says}], "errors", "error", status, more)
