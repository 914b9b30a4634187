"""/gongneng: what an area may do without, switched on and off one by one (around-an-issue.md §11)."""

from bot.callbacks import Press
from bot.flows.around import me
from bot.flows.offers import Offers
from bot.incoming.turn import Turn
from bot.views import capabilities as views
from bot.views.view import View
from casework.capabilities import Capability
from casework.model.places import Area
from casework.neighbourhood.rights import SWITCH
from casework.neighbourhood.switching import Switch, switch, switchable
from casework.refusals import NotFound, NotYours
from casework.tiers import areas_down_to_communities

SHOWN = 90
"""Areas among which one is chosen; Telegram takes a hundred buttons."""


async def _areas(turn: Turn) -> list[Area]:
    """Where this person switches: the areas of the posts, and those in them down to the communities. Raises
    NotYours."""
    posts = [one for one in await turn.work.posts_of(me(turn).id) if one.role in SWITCH and one.area_id is not None]
    if not posts:
        raise NotYours(action=None, roles=SWITCH)
    found: dict[int, Area] = {}
    for post in posts:
        area = await turn.work.area(post.area_id or 0)
        found[area.id] = area
        found |= {one.id: one for one in await areas_down_to_communities(area.id, turn.work)}
    return list(found.values())[:SHOWN]


async def show(turn: Turn) -> None:
    """The command: of one's area, or of which of several."""
    areas = await _areas(turn)
    turn.say(await _switches(turn, areas[0]) if len(areas) == 1 else views.where(areas, turn.tr))


async def chosen(turn: Turn, pressed: Press) -> None:
    """Of that area; or which, once more. Raises NotYours."""
    if pressed.ids:
        turn.edit(await _switches(turn, await turn.work.area(pressed.ids[0])))
    else:
        turn.edit(views.where(await _areas(turn), turn.tr))


async def switched(turn: Turn, pressed: Press) -> None:
    """One of them, on or off. Raises NotYours, NotFound."""
    area_id, on = pressed.ids
    if pressed.word not in views.NAMES:
        raise NotFound
    which = Capability(pressed.word)
    command = Switch(at=turn.at, by=me(turn).id, area_id=area_id, capability=which, on=bool(on))
    await switch(command, turn.work)
    turn.edit(await _switches(turn, await turn.work.area(area_id), changed={which: bool(on)}))


async def _switches(turn: Turn, area: Area, changed: dict[Capability, bool] | None = None) -> View:
    """`changed`: what this turn itself switched; the settings hold it once it is committed."""
    listed = await switchable(me(turn).id, area, turn.work)
    if not listed:
        raise NotYours(action=None, roles=SWITCH)
    has = turn.work.settings_for(area.line, turn.at).capabilities
    said = {one: one in has for one in listed} | (changed or {})
    several = len(await _areas(turn)) > 1
    return views.switches(area, listed, [one for one, on in said.items() if on], turn.tr, several=several)


OFFERS = Offers(presses={"can": chosen, "can_set": switched})
