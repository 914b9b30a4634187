"""A matter and its kind as Open311 GeoReport v2 writes them: for whoever asks, and for whoever is called (webhooks).

What is told of a request is what the echo wall tells (storage/wall.py reads no person, no number and no address);
moments are the beginnings of days.
"""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.views.common import category_name
from casework.categories import CATEGORIES, Category, category
from casework.model.issues import Action, State
from casework.neighbourhood.wall import KEPT_OFF, UNDER_WAY, readable
from casework.words.masking import mask_people
from locales.translator import Translator
from storage.wall import Shown

Json = dict[str, Any]
OPEN_STATES = (*UNDER_WAY, State.PROMISED, State.RESOLVED)
"""The states of domain.md §4 that are "open" outside; what is closed or not dealt with here is "closed"."""
CLOSED_STATES = (State.CLOSED, State.REJECTED)
"""A danger that was none has nothing left to be done either."""


def service(kind: Category, tr: Translator) -> Json:
    """A kind of matter."""
    return {
        "service_code": kind.key,
        "service_name": category_name(kind, tr),
        "description": category_name(kind, tr),
        "metadata": False,
        "type": "realtime",
        "keywords": None,
        "group": category_name(category(kind.within), tr) if kind.within else None,
    }


def services(tr: Translator) -> list[Json]:
    """All kinds of which anything is told."""
    return [service(one, tr) for key, one in CATEGORIES.items() if key not in KEPT_OFF]


def told(one: Shown, tr: Translator, zone: ZoneInfo, url: str = "") -> Json:
    """A request as anybody may read it. `url`: where the pages are; without it there is no address of a photo."""

    def moment(day: date) -> str:
        return datetime.combine(day, time(0), zone).isoformat()

    photo = one.pictures[-1] if one.pictures else None  # of the result, if there is one
    done = one.resolved_at if one.state in (State.RESOLVED, State.CLOSED) else None
    return {
        "service_request_id": str(one.id),
        "status": "closed" if one.state in CLOSED_STATES or one.false_alarm else "open",
        "status_notes": _notes(one) or None,
        "service_name": category_name(one.category, tr),
        "service_code": one.category,
        "description": str(readable(one.category, one.text)),
        "agency_responsible": None,
        "service_notice": None,
        "requested_datetime": moment(one.filed_at.astimezone(zone).date()),
        "updated_datetime": moment((done or one.filed_at).astimezone(zone).date()),
        "expected_datetime": moment(one.on_day) if one.state is State.PROMISED and one.on_day else None,
        "address": " ".join(one.where),
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": f"{url}{photo_path(photo.name)}" if url and photo is not None else None,
    }


def photo_path(name: str) -> str:
    """Where a photo of the wall is."""
    return f"/photo/{name}.jpg"


def _notes(one: Shown) -> str:
    """What was done, promised or refused, in the words that anybody may read."""
    if one.state in (State.RESOLVED, State.CLOSED):
        return str(readable(one.category, one.result, one.made_for_all.get(Action.RESOLVE)))
    if one.state is State.PROMISED:
        return str(readable(one.category, one.reason, one.made_for_all.get(Action.PROMISE)))
    if one.state is not State.REJECTED:
        return ""
    whose = one.whose if one.whose_of_roster else mask_people(one.whose)
    return " ".join(word for word in (mask_people(one.why), whose, mask_people(one.instead)) if word)
