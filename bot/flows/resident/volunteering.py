"""/zhiyuan: whoever would like to lend a hand says so, ticks what, and stops again; managers say whom they know."""

from bot.callbacks import Press
from bot.flows.around import me, of_me, place_words
from bot.flows.offers import Offers
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import volunteers as views
from casework.call import volunteering
from casework.call.volunteering import Judging, Volunteers
from casework.capabilities import Capability
from casework.model.conversation import Outcome
from casework.model.volunteers import Volunteer
from casework.neighbourhood.rights import CONFIRM_VOLUNTEERS
from casework.neighbourhood.switching import is_on, need
from casework.words.volunteers import of_volunteering

SHOWN = 6
"""Volunteers listed at a time for a manager."""


async def show(turn: Turn) -> None:
    """The command: how it stands for me; to a manager, who waits for a word too. Raises SwitchedOff."""
    areas = [one.area_id for one in await turn.work.posts_of(me(turn).id) if one.role in CONFIRM_VOLUNTEERS]
    if manages := [one for one in areas if one is not None]:
        unknown = await turn.work.volunteers_unknown(manages, SHOWN)
        turn.say(views.waiting([await about(one, turn) for one in unknown], turn.tr))
    how = await volunteering.volunteering(me(turn).id, turn.work)
    if how is not None:
        turn.say(views.mine(how, turn.tr))
    elif me(turn).home_id is None or me(turn).consent_at is None:
        if not manages:
            turn.say(views.first_home(turn.tr))
    else:
        home = await volunteering.home_of(me(turn), turn.work)
        need(Capability.CALL_OUTS, home.line, turn.at, turn.work)
        turn.say(views.asked((), turn.tr))


async def here(turn: Turn) -> bool:
    """Whether volunteers are called where this person lives or has a post, or is one already."""
    posts = await turn.work.posts_of(me(turn).id)
    for area_id in (me(turn).home_id, *(one.area_id for one in posts)):
        if area_id is not None:
            line = (await turn.work.area(area_id)).line
            if is_on(Capability.CALL_OUTS, line, turn.at, turn.work):
                return True
    return await volunteering.volunteering(me(turn).id, turn.work) is not None


async def wished_in_words(turn: Turn, got: Parts) -> bool:
    """ "我想当志愿者", where there are any; elsewhere the community reads it as anything else."""
    if got.photos or not of_volunteering(got.text) or not await here(turn):
        return False
    turn.became(Outcome.NOTHING)
    await show(turn)
    return True


async def about(one: Volunteer, turn: Turn) -> views.About:
    """Who that is, and where that person lives."""
    person = await turn.work.person(one.person_id)
    return views.About(one=one, person=person, place=await place_words(person.home_id, turn.work))


async def tick(turn: Turn, pressed: Press) -> None:
    """What one can do, one tick more or less; of a volunteer it is kept at once."""
    can = views.ticked(pressed.ids[0])
    if await turn.work.volunteer_of(me(turn).id) is None:
        turn.edit(views.asked(can, turn.tr))
    else:
        await join(turn, pressed)


async def join(turn: Turn, pressed: Press) -> None:
    """The consent. Raises PlaceNeeded, SwitchedOff."""
    can = views.ticked(pressed.ids[0])
    await volunteering.volunteer(Volunteers(by=me(turn).id, at=turn.at, can=tuple(can)), turn.work)
    how = await volunteering.volunteering(me(turn).id, turn.work)
    assert how is not None
    turn.edit(views.mine(how, turn.tr))


async def not_now(turn: Turn, pressed: Press) -> None:
    """Nothing is kept."""
    turn.edit(views.not_now(turn.tr))


async def leave(turn: Turn, pressed: Press) -> None:
    """No more."""
    await volunteering.leave(of_me(turn), turn.work)
    turn.edit(views.left(turn.tr))


async def known(turn: Turn, pressed: Press) -> None:
    """A manager knows this neighbour. Raises NotYours, NotFound."""
    one = await volunteering.confirm(_judging(turn, pressed), turn.work)
    turn.edit(views.confirmed(await about(one, turn), turn.tr))


async def rather_not(turn: Turn, pressed: Press) -> None:
    """A manager would rather not. Raises NotYours, NotFound."""
    who = await about(await turn.work.volunteer(pressed.ids[0]), turn)
    await volunteering.turn_down(_judging(turn, pressed), turn.work)
    turn.edit(views.turned_down(who, turn.tr))


def _judging(turn: Turn, pressed: Press) -> Judging:
    return Judging(by=me(turn).id, at=turn.at, volunteer_id=pressed.ids[0])


async def shown(turn: Turn, pressed: Press) -> None:
    """The button under "more"."""
    await show(turn)


OFFERS = Offers(
    presses={
        "vol": shown,
        "vol_can": tick,
        "vol_join": join,
        "vol_not": not_now,
        "vol_leave": leave,
        "vol_ok": known,
        "vol_no": rather_not,
    },
)
