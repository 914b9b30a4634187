"""What somebody who works here wants of the bot itself, in words (casework/words/staff_topics.py): what opens, and for
whom. A word on a matter is none of it."""

from collections.abc import Awaitable, Callable

from bot.flows.admin.bind import show_group_links
from bot.flows.admin.office import asks_posters
from bot.flows.around import me
from bot.flows.resident import registering
from bot.flows.staff import agenda, duty, hours, judging, ledger, outage, work
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.system import WHISTLING
from casework.frozen import frozen
from casework.model.conversation import Outcome
from casework.model.people import Role
from casework.neighbourhood.binding import BINDERS
from casework.neighbourhood.rights import (
    ADMINISTER,
    ANY_POST,
    HOLD_MEETINGS,
    MANAGERS,
    OVERSEERS,
    PLAN_OUTAGES,
    SET_HOURS,
)
from casework.rota import ON_ROTA
from casework.words.guess import guess
from casework.words.staff_topics import Topic, topic_in

Opens = Callable[[Turn, Parts], Awaitable[bool]]


@frozen
class Opened:
    """`roles`: for whom; of anybody else the words are something else. `opens`: False where there is nothing of it."""

    roles: frozenset[Role]
    opens: Opens


def _opens(what: Callable[[Turn], Awaitable[None]]) -> Opens:
    """That, whatever else the words say."""

    async def of_words(turn: Turn, got: Parts) -> bool:
        await what(turn)
        return True

    return of_words


def _opens_for(what: Callable[[Turn, str], Awaitable[None]]) -> Opens:
    """The same, by what the words say."""

    async def of_words(turn: Turn, got: Parts) -> bool:
        await what(turn, got.text)
        return True

    return of_words


async def _register(turn: Turn) -> None:
    await registering.begin(turn, Parts(text=""))


OPENED: dict[Topic, Opened] = {
    "month": Opened(ledger.MAY, ledger.figures),
    "ledger": Opened(ledger.MAY, _opens(ledger.which_month)),
    "grids": Opened(OVERSEERS, _opens_for(work.slowest)),
    "open": Opened(OVERSEERS, _opens(work.my_area)),
    "meeting": Opened(HOLD_MEETINGS, _opens(agenda.how_it_is_held)),
    "tonight": Opened(frozenset(ON_ROTA), _opens_for(duty.on_duty_now)),
    "rota": Opened(frozenset(ON_ROTA), _opens(duty.duty_key)),
    "outage": Opened(PLAN_OUTAGES, _opens_for(outage.outages)),
    "outage_moved": Opened(PLAN_OUTAGES, outage.moved),
    "poster": Opened(MANAGERS | ADMINISTER, _opens(asks_posters)),
    "groups": Opened(BINDERS, _opens(show_group_links)),
    "hours": Opened(SET_HOURS | ADMINISTER, _opens(hours.show)),
    "whistle": Opened(WHISTLING, _opens(judging.open_whistles)),
    "register": Opened(ANY_POST, _opens(_register)),
}


async def asked(turn: Turn, got: Parts) -> bool:
    """ "这个月的数给我", "今晚谁值班", "怎么绑群" of whoever may: that opens, whatever else is open; nothing is noted
    on a matter or a draft. A danger is none."""
    topic = topic_in(got.text)
    if topic is None or got.photos or got.latitude is not None:
        return False
    if guess(got.text).danger is not None:
        return False
    row = OPENED[topic]
    if not any(one.role in row.roles for one in await turn.work.posts_of(me(turn).id)):
        return False
    opened = await row.opens(turn, got)
    if opened:
        turn.became(Outcome.NOTHING)
    return opened
