"""Capabilities of an area: who switches them, and whether one is on (casework/capabilities.py)."""

from collections.abc import Sequence
from datetime import datetime

from casework.area_settings import HAS, OFF, ON
from casework.capabilities import CAPABILITIES, Capability
from casework.clock.retiming import Set, set_for_area
from casework.frozen import frozen
from casework.model.places import Area, Setting
from casework.neighbourhood.rights import EMERGENCIES, SWITCH, covers
from casework.ports import Work
from casework.refusals import NotYours, SwitchedOff


def is_on(capability: Capability, line: Sequence[int], at: datetime, work: Work) -> bool:
    """Whether an area, given by its line, has it at that moment."""
    return capability in work.settings_for(line, at).capabilities


def need(capability: Capability, line: Sequence[int], at: datetime, work: Work) -> None:
    """Raises SwitchedOff where it is off."""
    if not is_on(capability, line, at, work):
        raise SwitchedOff(capability=capability)


def where_on(
    capability: Capability, areas: Sequence[Area], at: datetime, work: Work, *, strict: bool = True
) -> list[Area]:
    """Those of somebody's areas that have it. Raises SwitchedOff where none has, if it is `strict`."""
    found = [one for one in areas if is_on(capability, one.line, at, work)]
    if strict and areas and not found:
        raise SwitchedOff(capability=capability)
    return found


@frozen(kw_only=True)
class Switch:
    """An area has it from now on, or does without. `by` None: the command line."""

    at: datetime
    area_id: int
    capability: Capability
    on: bool
    by: int | None = None


async def switch(command: Switch, work: Work) -> Setting:
    """A row more. Raises NotYours, NotFound."""
    area = await work.area(command.area_id)
    if command.by is not None and command.capability not in await switchable(command.by, area, work):
        raise NotYours(action=None, roles=SWITCH if command.capability is not Capability.EMERGENCY else EMERGENCIES)
    value = ON if command.on else OFF
    key = f"{HAS}{command.capability}"
    return await set_for_area(Set(at=command.at, key=key, value=value, area_id=area.id, by=command.by), work)


async def switchable(person_id: int, area: Area, work: Work) -> list[Capability]:
    """What a person may switch there, in the order of the table: the emergency switch is the subdistrict's."""
    roles = {post.role for post in await work.posts_of(person_id) if covers(post, area.line, None)}
    if not roles & SWITCH:
        return []
    return [one for one in CAPABILITIES if one is not Capability.EMERGENCY or roles & EMERGENCIES]
