"""/huiyin: the way to the echo wall of where one lives, serves, or writes."""

from urllib.parse import quote

from bot.callbacks import Press
from bot.flows.around import line, me
from bot.flows.offers import Offers
from bot.incoming.turn import Turn
from bot.views import wall as views
from bot.views.home import area_name
from casework.issue.echoing import SayHow, of_wall, say_how
from casework.model.places import HOUSES
from casework.neighbourhood.wall import named_of, stands_alone
from casework.refusals import NotFound, NotPossibleNow

LONGEST_ID, PAST_IDS = 19, 1 << 63
"""Figures of a 63-bit number, and the first that is none."""


async def show(turn: Turn) -> None:
    """The link. In a group that of its area; else that of the home, or of the post that one holds."""
    if not turn.pages_url:
        turn.say_here(views.no_wall(turn.tr), vanish=not turn.private)
        return
    name, path = await _where(turn)
    turn.say_here(views.wall(name, f"{turn.pages_url}{path}", turn.tr))


async def _where(turn: Turn) -> tuple[str, str]:
    """A place and its path: the estate, for whoever lives in one; nobody's own building."""
    area_id = await _area(turn)
    if area_id is None:
        return turn.tr.t("everything"), "/"
    areas = [one for one in await line(area_id, turn.work) if one.kind not in HOUSES]
    estate_id = (await turn.work.area(area_id)).estate_id
    if estate_id is not None:
        estate = await turn.work.estate(estate_id)
        return estate.name, f"/wall/estate/{quote(estate.code, safe='')}"
    found = next((one for one in areas if stands_alone(one.kind, one.households)), None)
    return (found.name, f"/wall/{quote(found.code, safe='')}") if found else (turn.tr.t("everything"), "/")


async def _area(turn: Turn) -> int | None:
    if not turn.private:
        chat = await turn.work.chat_at(turn.address, turn.thread)
        return chat.area_id if chat is not None else None
    if turn.person is None:
        return None
    if turn.person.home_id is not None:
        return turn.person.home_id
    posts = await turn.work.posts_of(turn.person.id)
    return next((post.area_id for post in posts if post.area_id is not None), None)


async def pressed(turn: Turn, press: Press) -> None:
    """The same by a button. A card in a group has no such button."""
    if turn.private:
        await show(turn)


async def ask_how(turn: Turn, code: str) -> None:
    """A link of the wall (`/start w_<matter>`): is it fixed? Raises NotFound, NotPossibleNow, NeighboursOnly."""
    if not code.isascii() or not code.isdecimal() or len(code) > LONGEST_ID or int(code) >= PAST_IDS:
        raise NotFound
    turn.end()
    issue = await of_wall(int(code), me(turn).id, turn.at, turn.work)
    turn.say(views.how_is_it(issue, area_name(*await named_of(issue, turn.work)), turn.tr))


async def fixed(turn: Turn, press: Press) -> None:
    """👍"""
    await _say(turn, press, fixed=True)


async def not_yet(turn: Turn, press: Press) -> None:
    """Not yet; three of them go to the community."""
    await _say(turn, press, fixed=False)


async def _say(turn: Turn, press: Press, *, fixed: bool) -> None:
    issue_id, of_round = (*press.ids, 0, 0)[:2]
    if (await turn.work.issue(issue_id)).round != of_round:
        raise NotPossibleNow
    counted = await say_how(SayHow(issue_id=issue_id, by=me(turn).id, at=turn.at, fixed=fixed), turn.work)
    if turn.private:
        turn.edit(views.noted(*counted, turn.tr))
    else:  # the card is everybody's
        turn.toast(views.noted(*counted, turn.tr).text)


OFFERS = Offers(presses={"wall": pressed, "fixed": fixed, "not_yet": not_yet})
