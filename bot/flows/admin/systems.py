"""Other systems, under /admin: which may file reports and which are told of matters; let in by a name, an area and a
press, and ended by two."""

import re

from bot.callbacks import Press
from bot.flows.admin.office import office_of
from bot.flows.around import context_of, me
from bot.flows.offers import Offers
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import systems as views
from bot.views.systems import System, Way
from bot.views.view import View
from casework.audited import Named
from casework.data import read
from casework.model.audited import Audited
from casework.model.conversation import Outcome, Question
from casework.model.places import HOUSES, Area, AreaKind
from casework.neighbourhood.looking_back import Recorded, recorded
from casework.questions import OtherSystem
from casework.refusals import NotFound
from locales.markup import Html

FLOW = "systems"
MADE = {Audited.KEY_MADE: Way.FILES, Audited.HOOK_ADDED: Way.IS_TOLD}
LINES_READ = 200
"""Of the record, to find who let whom in."""
NAME_CHARS = 60
URL = re.compile(r"https?://\S+")


async def show(turn: Turn, pressed: Press) -> None:
    """All of them; what was being asked for one more is over. Raises NotYours."""
    found = await (await office_of(turn)).systems()
    for step in (Way.FILES, Way.IS_TOLD, "press"):
        for asked in turn.waiting(f"{FLOW}.{step}"):
            turn.close(asked)
    turn.reply(views.systems(found, await _made(found, turn), turn.tr, context_of(turn)))


async def _made(found: list[System], turn: Turn) -> dict[int, Recorded]:
    """Who let each in: the newest line of the record with its name."""
    lines, _ = await recorded(await turn.work.posts_of(me(turn).id), MADE, turn.work, limit=LINES_READ)
    newest: dict[tuple[Way, str], Recorded] = {}
    for line in lines:
        newest.setdefault((MADE[Audited(line.of.action)], read(line.of.data, Named).name), line)
    return {one.id: newest[(one.way, one.name)] for one in found if (one.way, one.name) in newest}


# --- one more


async def new_key(turn: Turn, pressed: Press) -> None:
    """What is it called? Raises NotYours."""
    await office_of(turn)
    turn.ask(FLOW, Way.FILES, views.which(Way.FILES, turn.tr))


async def new_hook(turn: Turn, pressed: Press) -> None:
    """What is it called, and where is it? Raises NotYours."""
    await office_of(turn)
    turn.ask(FLOW, Way.IS_TOLD, views.which(Way.IS_TOLD, turn.tr))


async def key_named(turn: Turn, got: Parts) -> None:
    """Its name. Raises NotYours."""
    await _named(Way.FILES, got.text.strip()[:NAME_CHARS], "", turn)


async def hook_named(turn: Turn, got: Parts) -> None:
    """Its name and address. Raises NotYours."""
    url = URL.search(got.text)
    name = " ".join(URL.sub(" ", got.text).split())[:NAME_CHARS]
    await _named(Way.IS_TOLD, name, url.group() if url is not None else "", turn)


async def _named(way: Way, name: str, url: str, turn: Turn) -> None:
    turn.became(Outcome.ANSWER)
    why = await _wrong(way, name, url, turn)
    if why is not None or not name or (way is Way.IS_TOLD and not url):
        turn.ask(FLOW, way, views.which(way, turn.tr, why=why))
        return
    turn.end()
    asked_id = turn.work.new_id()
    view = await _where(OtherSystem(name=name, url=url), 0, asked_id, turn)
    turn.ask(FLOW, "press", view, asked_id=asked_id, data=OtherSystem(name=name, url=url))


async def _wrong(way: Way, name: str, url: str, turn: Turn) -> Html | None:
    office = await office_of(turn)
    if any((one.way, one.name) == (way, name) for one in await office.systems()):
        return views.taken(name, turn.tr)
    return await office.unreachable(url) if way is Way.IS_TOLD and url else None


async def _where(system: OtherSystem, area_id: int, asked_id: int, turn: Turn) -> View:
    tops = [] if area_id else [one for one in await turn.work.find_areas(None) if one.parent_id is None]
    here: Area | None = tops[0] if len(tops) == 1 else None
    if area_id:
        here = await turn.work.area(area_id)
    if here is None:
        below = tops
    else:
        last = here.kind in (AreaKind.GRID, AreaKind.STREET, *HOUSES)
        below = [] if last else await turn.work.find_areas(here.id)
    return views.where(system.name, _way(system), here, below, asked_id, turn.tr)


def _way(system: OtherSystem) -> Way:
    return Way.IS_TOLD if system.url else Way.FILES


def _asked(turn: Turn, pressed: Press) -> tuple[Question, int] | None:
    asked_id, area_id = (*pressed.ids, 0, 0)[:2]
    asked = turn.pressed_question(f"{FLOW}.press", asked_id)
    return (asked, area_id) if asked is not None else None


async def further(turn: Turn, pressed: Press) -> None:
    """One step down the tree. Raises NotYours, NotFound."""
    await office_of(turn)
    if (found := _asked(turn, pressed)) is not None:
        asked, area_id = found
        turn.edit(await _where(read(asked.data, OtherSystem), area_id, asked.id, turn))


async def let_in(turn: Turn, pressed: Press) -> None:
    """Here: it is let in. Raises NotYours, NotFound."""
    office = await office_of(turn)
    if (found := _asked(turn, pressed)) is None:
        return
    asked, area_id = found
    system = read(asked.data, OtherSystem)
    areas = [(await turn.work.area(area_id)).code] if area_id else []
    if not areas and _way(system) is Way.FILES:
        raise NotFound
    turn.close(asked)
    turn.edit(views.let_in(await office.let_in(system.name, system.url, areas, me(turn).id), turn.tr))


# --- and no more


async def end(turn: Turn, pressed: Press) -> None:
    """Really? Raises NotYours."""
    if (found := await _of(pressed, turn)) is not None:
        turn.edit(views.sure(found, turn.tr))


async def end_it(turn: Turn, pressed: Press) -> None:
    """It is let in no more. Raises NotYours."""
    if (found := await _of(pressed, turn)) is not None:
        await (await office_of(turn)).end(found, me(turn).id)
        await show(turn, pressed)


async def _of(pressed: Press, turn: Turn) -> System | None:
    """Which of them; None: it is ended already, and the person is told so."""
    for one in await (await office_of(turn)).systems():
        if (*pressed.ids, pressed.word) == (one.id, one.way):
            return one
    turn.out_of_date()
    return None


OFFERS = Offers(
    presses={
        "a_systems": show,
        "a_newkey": new_key,
        "a_newhook": new_hook,
        "a_insys": further,
        "a_letin": let_in,
        "a_endsys": end,
        "a_endsure": end_it,
    },
    steps={
        (FLOW, Way.FILES): key_named,
        (FLOW, Way.IS_TOLD): hook_named,
    },
)
