"""/shijian: when an area is served, and days that are something else there; shown back before it counts.

What was written lies in the question and is read once more by the press, seen from when it was asked.
"""

from bot.callbacks import Press
from bot.flows.around import me, times_of, today_of
from bot.flows.offers import Offers
from bot.flows.staff.steps import Steps
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import hours as views
from casework.data import read
from casework.hours import HoursError
from casework.model.conversation import Outcome
from casework.model.places import Area
from casework.neighbourhood.rights import SET_HOURS
from casework.neighbourhood.serving import Serve, new_hours, serve_by, serve_on, served_by
from casework.questions import HoursIn, HoursSaid
from casework.refusals import NotYours
from casework.words.answers import drops
from casework.words.service_words import Dates, read_service, tells_of_service

FLOW, WORDS, SURE = "hours", "words", "sure"
STEPS = Steps(FLOW, (WORDS, SURE))
SHOWN = 90
"""Areas among which one is chosen; Telegram takes a hundred buttons."""


async def show(turn: Turn, said: str = "") -> None:
    """The command, perhaps with words: of one's area, or of which of several. Raises NotYours."""
    areas = await served_by(me(turn).id, turn.work)
    if len(areas) > 1:
        turn.say(views.where(areas[:SHOWN], turn.tr))
    elif said.strip():
        await _heard(turn, areas[0], said)
    else:
        await _ask(turn, areas[0])


async def chosen(turn: Turn, pressed: Press) -> None:
    """Of that area. Raises NotYours, NotFound."""
    area = await turn.work.area(pressed.ids[0])
    if area.id not in {one.id for one in await served_by(me(turn).id, turn.work)}:
        raise NotYours(action=None, roles=SET_HOURS)
    await _ask(turn, area)


async def _ask(turn: Turn, area: Area) -> None:
    STEPS.ask(turn, WORDS, views.standing(area, await times_of(area, turn), turn.tr), HoursIn(area=area.id))


async def written(turn: Turn, got: Parts) -> None:
    """What is to change; or never mind."""
    asked = turn.question
    assert asked is not None
    turn.became(Outcome.ANSWER)
    if drops(got.text):
        turn.close(asked)
        turn.say(views.not_set(turn.tr))
        return
    await _heard(turn, await turn.work.area(read(asked.data, HoursIn).area), got.text)


async def answers(turn: Turn, got: Parts) -> bool:
    """Words that are hours or days, while they are what was asked last: "周日休息" is no absence then."""
    asked = turn.questions[0] if turn.questions else None
    if asked is None or not asked.kind.startswith(f"{FLOW}.") or got.photos:
        return False
    if not tells_of_service(got.text, turn.at, turn.work.settings.zone):
        return False
    turn.question = turn.ends = asked
    await written(turn, got)
    return True


async def _heard(turn: Turn, area: Area, text: str) -> None:
    today = today_of(turn)
    try:
        said = read_service(text, turn.at, turn.work.settings.zone)
        if isinstance(said, Dates):
            view = views.sure_days(area, said, today, turn.tr)
        else:
            view = views.sure_hours(area, new_hours(said, area, turn.at, turn.work), said.since, today, turn.tr)
    except HoursError as error:
        turn.say(views.not_read(error, turn.tr))
        return
    STEPS.ask(turn, SURE, view, HoursSaid(area=area.id, said=text))


async def go(turn: Turn, pressed: Press) -> None:
    """It counts. Raises NotYours, NotFound."""
    if (asked := STEPS.asked(turn, SURE)) is None:
        return
    of = read(asked.data, HoursSaid)
    said = read_service(of.said, asked.asked_at, turn.work.settings.zone)
    command = Serve(at=turn.at, by=me(turn).id, area_id=of.area)
    if isinstance(said, Dates):
        await serve_on(command, said, await turn.work.known_days(), turn.work)
    else:
        area = await turn.work.area(of.area)
        await serve_by(command, new_hours(said, area, turn.at, turn.work), said.since, turn.work)
    turn.close(asked)
    turn.edit(views.is_set(turn.tr))


async def stop(turn: Turn, pressed: Press) -> None:
    """Never mind."""
    if (asked := STEPS.asked(turn)) is not None:
        turn.close(asked)
        turn.edit(views.not_set(turn.tr))


OFFERS = Offers(
    presses={"h_at": chosen, "h_yes": go, "h_no": stop},
    steps={(FLOW, WORDS): written, (FLOW, SURE): written},
)
