"""Reading along, on and off: said openly in the group, by a manager of its area."""

from bot.callbacks import Press
from bot.flows.around import me, place_words
from bot.flows.offers import Offers
from bot.incoming.turn import Delete, Turn
from bot.views import listening as views
from bot.views.view import known
from casework.capabilities import Capability
from casework.neighbourhood.listening import Listen, listen, switchable
from casework.neighbourhood.switching import is_on
from casework.refusals import NotYours


async def show(turn: Turn) -> None:
    """What the bot is in this group and whether it reads along; a manager, and an administrator of the group whom
    Telegram does not name, gets the button."""
    tr = turn.tr
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if chat is None:
        turn.say_here(views.about(None, listens=False, sees_all=False, tr=tr))
        return
    try:
        if turn.person is not None:
            await switchable(_here(turn), turn.work)
        button = True
    except NotYours:
        button = False
    place = known(await place_words(chat.area_id, turn.work))
    has = is_on(Capability.READING_ALONG, (await turn.work.area(chat.area_id)).line, turn.at, turn.work)
    sees_all = await turn.overheard.sees_all(turn.address, turn.at)
    listens = has and chat.listens_at is not None
    turn.say_here(views.about(place, listens=listens, sees_all=sees_all, tr=tr, button=button, has=has))


def _here(turn: Turn, *, on: bool = False) -> Listen:
    return Listen(by=me(turn).id, at=turn.at, address=turn.address, thread=turn.thread, on=on)


async def pressed(turn: Turn, press: Press) -> None:
    """On or off. Where ordinary messages do not reach us it cannot be on. Raises NotYours, NotFound, SwitchedOff."""
    on = press.word == "on"
    await switchable(_here(turn), turn.work)
    if on and not await turn.overheard.sees_all(turn.address, turn.at):
        turn.toast(views.blind(turn.tr), alert=True)
        return
    await listen(_here(turn, on=on), turn.work)
    turn.answers.append(Delete())
    turn.say_here(views.switched(on=on, language=turn.work.settings.language))


OFFERS = Offers(presses={"g_listen": pressed})
