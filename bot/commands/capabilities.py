"""`weilinli capabilities`: what an area may do without, switched on and off one by one."""

from datetime import datetime

from bot.commands.hours import area_of
from bot.views.capabilities import line
from bot.views.view import known, put
from casework.area_settings import HAS, ON
from casework.capabilities import CAPABILITIES, Capability
from casework.neighbourhood.switching import Switch, switch
from locales.translator import Translator
from storage.work import SqlWork


class NoSuchCapability(Exception):
    """There is none of that key."""


async def set_one(code: str, key: str, on: bool, now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    """On or off from now. Raises NoSuchArea, NoSuchCapability."""
    area = await area_of(code, work)
    if key not in CAPABILITIES:
        raise NoSuchCapability(key)
    which = Capability(key)
    await switch(Switch(at=now, area_id=area.id, capability=which, on=on), work)
    return [str(put("{} {}", known(area.name), line(which, on, tr)))]


async def of_area(code: str, now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    """All of them, with their keys. Raises NoSuchArea."""
    area = await area_of(code, work)
    has = work.settings_for(area.line, now).capabilities
    return [area.name, *(f"{one:<14} {line(one, one in has, tr)}" for one in CAPABILITIES)]


async def said(work: SqlWork, tr: Translator) -> list[str]:
    """What areas say that is not so by itself."""
    newest = {(row.area_id, row.key): row.value for row in await work.known_settings() if row.key.startswith(HAS)}
    found = []
    for (area_id, key), value in newest.items():
        which = key.removeprefix(HAS)
        if area_id is not None and which in CAPABILITIES and (value == ON) is not CAPABILITIES[Capability(which)].on:
            name = (await work.area(area_id)).name
            found.append(str(put("{} {}", known(name), line(Capability(which), value == ON, tr))))
    usual = [f"{one:<14} {line(one, row.on, tr)}" for one, row in CAPABILITIES.items()]
    return [*usual, *(["", *found] if found else [])]
