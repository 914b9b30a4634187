"""`weilinli wall`: what the residents' groups of an area read by themselves."""

from collections.abc import Sequence
from datetime import datetime

from bot.commands.hours import area_of
from bot.views.common import names
from bot.views.view import known
from casework.area_settings import WALL
from casework.clock.retiming import Set, set_for_area
from casework.settings import RESULTS, WEEK
from locales.translator import Translator, mark
from storage.work import SqlWork

NAMES = {WEEK: mark("how the week was, on Fridays"), RESULTS: mark("each result")}
OFF = "off"


async def turn_on(code: str, what: Sequence[str], now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    """These and no others; "off" is none. Raises NoSuchArea, SettingRefused."""
    area = await area_of(code, work)
    value = " ".join(one for one in what if one != OFF)
    await set_for_area(Set(at=now, key=WALL, value=value, area_id=area.id), work)
    return [_line(area.name, frozenset(value.split()), tr)]


async def lines(work: SqlWork, tr: Translator) -> list[str]:
    """Every area that turned something on."""
    newest = {row.area_id: row.value for row in await work.known_settings() if row.key == WALL}
    found = [
        _line((await work.area(area_id)).name, frozenset(value.split()), tr)
        for area_id, value in newest.items()
        if area_id is not None and value
    ]
    return found or [str(tr.t("No residents' group reads the wall by itself: weilinli wall CODE week results"))]


def _line(place: str, what: frozenset[str], tr: Translator) -> str:
    if not what:
        return str(tr.t("{place}: nothing by itself", place=known(place)))
    on = names([tr.t(label) for key, label in NAMES.items() if key in what], tr)
    return str(tr.t("{place}: its residents' groups read {what}", place=known(place), what=on))
