"""The menu of commands that a person sees in the private chat: residents', or that of his or her posts."""

from bot.flows.around import me
from bot.incoming.turn import Menu, Turn
from bot.views import system
from casework.capabilities import CAPABILITIES
from casework.neighbourhood.rights import OVERSEERS
from locales.translator import translator


async def menu(turn: Turn, person_id: int | None = None) -> None:
    """Bring it up to date; of somebody else, when a seat changed hands. Whoever holds no post sees what all see."""
    person = me(turn) if person_id is None else await turn.work.person(person_id)
    address = await turn.work.address_of(person.id)
    if address is None:
        return
    tr = turn.tr if person is me(turn) else translator(person.language)
    posts = await turn.work.posts_of(person.id)
    areas = [await turn.work.area(post.area_id) for post in posts if post.area_id is not None]
    has = [turn.work.settings_for(area.line, turn.at).capabilities for area in areas]
    off = set(CAPABILITIES).difference(*has) if has else set()
    roles = {post.role for post in posts}
    app = (tr.t("Board"), turn.app_url if OVERSEERS & roles else "") if turn.app_url else None
    turn.answers.append(Menu(address, system.menu_of(roles, tr, off=off), app))
