"""POST of Open311 GeoReport v2: another system files a report, by its key, in its areas, so often an hour.

It is a report like any other: words of danger ring at once, what sounds private is private. Nobody here writes to who
reported it there: the other system reads what became of it. Links to photos are not followed.

What is sent again is one matter, since an answer that got lost looks like none: by the Idempotency-Key of whoever sends
one (draft-ietf-httpapi-idempotency-key-header: the same answer again, 422 for another report), else by being the same
in every field within minutes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.views.common import category_name
from casework.categories import CATEGORIES, category
from casework.frozen import frozen
from casework.issue.filing import File, file
from casework.model.issues import Issue, Source
from casework.model.people import Use
from casework.model.places import Area, AreaKind
from casework.neighbourhood.restraint import allow
from casework.neighbourhood.wall import KEPT_OFF
from casework.refusals import TooOften
from casework.words.guess import guess
from casework.words.places import Building, read_place
from locales.translator import Translator
from storage.errors import StaleError
from storage.keys import Filed, Key, Keys
from storage.work import SqlWork
from web.site import Site

BYTES_AT_MOST = 64 * 1024
FIELDS_AT_MOST = 100
WORDS_AT_MOST = 4000
"""Characters of a description, as the specification has it; of a place and a contact a tenth of it."""
IDEMPOTENCY_KEY_AT_MOST = 255
WIDE = (AreaKind.CITY, AreaKind.DISTRICT, AreaKind.SUBDISTRICT)
"""What lies in one of these is somewhere: nobody is asked there."""
AGAIN_WITHIN = timedelta(minutes=10)
"""The same report of the same system is the same matter."""
SURELY_AGAIN_WITHIN = timedelta(days=1)
"""By an Idempotency-Key."""
NO_CONTENT = ("api_key", "lang")
"""What says nothing of the matter."""
TIMES = 3
"""Somebody else may write at the same moment."""


class Faulty(HTTPException):
    """What was asked cannot be answered; the text says why, in the words of the specification's errors."""


@frozen
class Spot:
    """Where it is: the area, what else was said of the place, and coordinates."""

    area: Area
    place: str
    latitude: float | None
    longitude: float | None


@frozen
class Sending:
    """By what a report is known again, for how long, and what it is: hashes, since it may name people."""

    sign: str
    content: str
    lasts: timedelta


def sending(request: Request, fields: Mapping[str, str]) -> Sending:
    """Of this request. Raises Faulty."""
    said = sorted((name, value) for name, value in fields.items() if value and name not in NO_CONTENT)
    content = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    theirs = request.headers.get("idempotency-key")
    if theirs is None:
        return Sending(content, content, AGAIN_WITHIN)
    if not (theirs.isascii() and theirs.isprintable() and 1 <= len(theirs) <= IDEMPOTENCY_KEY_AT_MOST):
        raise Faulty(400, f"Idempotency-Key is 1 to {IDEMPOTENCY_KEY_AT_MOST} letters and signs of ASCII")
    return Sending(f"key {hashlib.sha256(theirs.encode()).hexdigest()}", content, SURELY_AGAIN_WITHIN)


async def fields_of(request: Request) -> dict[str, str]:
    """What was sent, trimmed: a form, and whatever stands in the address. Raises Faulty."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > BYTES_AT_MOST:
            raise Faulty(400, f"at most {BYTES_AT_MOST} bytes")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind not in ("", "application/x-www-form-urlencoded"):
        raise Faulty(400, "Content-Type has to be application/x-www-form-urlencoded")
    try:
        sent = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELDS_AT_MOST)
    except ValueError:
        raise Faulty(400, "the form cannot be read: UTF-8, and at most 100 fields") from None
    return {name: value.strip() for name, value in {**dict(request.query_params), **dict(sent)}.items()}


async def file_it(request: Request, site: Site, tr: Translator) -> int:
    """The id of the issue that it is now, or was before. Raises Faulty."""
    fields = await fields_of(request)
    key = await Keys(site.database).find(fields.get("api_key", ""))
    if key is None:
        raise Faulty(403, "api_key is missing, or none of ours")
    sent = sending(request, fields)
    code = _service(fields)
    settings = replace(site.settings, reports_an_hour=key.an_hour, reports_a_day=key.an_hour * 24)
    for left in reversed(range(TIMES)):
        work, now = site.database.work(settings), site.now()
        since = now - sent.lasts
        if (before := await work.filed(key.id, sent.sign, since)) is not None:
            if before.content != sent.content:
                raise Faulty(422, "this Idempotency-Key was used for another report")
            return before.issue_id
        try:
            issue = await _file(fields, code, key, now, work, tr)
            work.note_filed(key.id, sent.sign, Filed(issue_id=issue.id, content=sent.content), now, since)
            await work.commit()
            return issue.id
        except TooOften:
            raise Faulty(429, f"at most {key.an_hour} an hour with this api_key") from None
        except StaleError:
            if not left:
                raise
    raise AssertionError


async def _file(fields: Mapping[str, str], code: str, key: Key, at: datetime, work: SqlWork, tr: Translator) -> Issue:
    spot = await _where(fields, key, work)
    text = fields.get("description", "")[:WORDS_AT_MOST] or str(category_name(code, tr))
    danger = guess(text).danger
    if danger is not None:  # a person in danger is never counted out; a program that says so may be wrong for ever
        await allow(key.person_id, Use.REPORT, at, work)
    command = File(
        by=key.person_id,
        at=at,
        area_id=spot.area.id,
        text=text,
        category=code,
        chosen=True,
        for_nobody=True,
        place=spot.place,
        source=Source.SYSTEM,
        urgent=danger is not None,
        danger=danger,
        latitude=spot.latitude,
        longitude=spot.longitude,
        contact=_contact(fields),
    )
    return await file(command, work)


def _service(fields: Mapping[str, str]) -> str:
    code = fields.get("service_code", "")
    if not code:
        raise Faulty(400, "service_code was not provided")
    if code not in CATEGORIES or code in KEPT_OFF:
        raise Faulty(404, f"service_code {code[:40]} was not found")
    return category(code).key


def _contact(fields: Mapping[str, str]) -> str:
    """Whom to phone there."""
    said = (fields.get(name, "") for name in ("first_name", "last_name", "phone", "email"))
    return " ".join(one for one in said if one)[: WORDS_AT_MOST // 10]


async def _where(fields: Mapping[str, str], key: Key, work: SqlWork) -> Spot:
    """By `address_id`, the code of an area; by the building that `address_string` names; else the key's one area."""
    mine = await work.areas_with(set(key.area_ids))
    said = fields.get("address_string", "")[: WORDS_AT_MOST // 10]
    spot = _coordinates(fields)
    if not (fields.get("address_id") or said or spot[0] is not None):
        raise Faulty(400, "where it is was not provided: address_id, address_string, or lat and long")
    area, place = mine[0] if len(mine) == 1 else None, said
    if code := fields.get("address_id", ""):
        area = await work.area_by_code(code)
        if area is None or not _within(area, mine):
            raise Faulty(404, f"address_id {code[:40]} was not found in the areas of this api_key")
    elif named := await _named(said, mine, work):
        area, place = named
    if area is None or area.kind in WIDE:
        raise Faulty(400, "address_id is needed: the code of a community, a grid or a building")
    return Spot(area, place, *spot)


async def _named(words: str, mine: list[Area], work: SqlWork) -> tuple[Area, str] | None:
    """The building of the system's areas that the words name, if they name one surely; and what they say beside it: the
    unit, and no door."""
    found = read_place(words)
    meant: list[Building] = []
    for area in mine:
        near = area.id if area.kind not in WIDE else None
        meant += await work.buildings_meant(words, [found.building, *found.more], near)
    found = read_place(words, list({one.id: one for one in meant}.values()))
    building = await work.area(found.sure) if found.sure is not None else None
    if building is None or not _within(building, mine):
        return None
    begin, end = found.span
    return building, f"{words[:begin]}{found.unit}{'单元' if found.unit else ''}{words[end:]}"


def _within(area: Area, mine: list[Area]) -> bool:
    return bool({one.id for one in mine} & set(area.line))


def _coordinates(fields: Mapping[str, str]) -> tuple[float | None, float | None]:
    lat, long = fields.get("lat", ""), fields.get("long", "")
    if not lat and not long:
        return None, None
    try:
        latitude, longitude = float(lat), float(long)
    except ValueError:
        raise Faulty(400, "lat and long are numbers, both of them") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Faulty(400, "lat and long are degrees")
    return latitude, longitude
