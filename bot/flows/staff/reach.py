"""What stands that somebody of staff works on or looks after, by its number; and how it stands, shown to him or her."""

from bot.flows.around import me
from bot.flows.staff.around import own_card, shown
from bot.incoming.turn import Turn
from bot.views.cards import how_it_stands
from bot.views.common import number_words
from bot.views.danger import scene_lines
from bot.views.staff_words import called_line, holder_words, said
from bot.views.view import NOTHING, PublicView, glue
from casework.model.conversation import Outcome
from casework.model.issues import Issue
from casework.model.places import AreaKind
from casework.neighbourhood.rights import What, areas_of, shown_of
from casework.refusals import NotYours
from casework.tiers import communities_of
from locales.markup import PublicHtml

AT_MOST = 200
"""Issues looked through."""


async def within_reach(turn: Turn) -> list[Issue]:
    """What stands that the person works on or looks after, as far as he or she may know of it; in a group nothing that
    is private."""
    areas = await areas_of(await turn.work.posts_of(me(turn).id), turn.work)
    found = [
        *await turn.work.open_of_holder(me(turn).id),
        *await turn.work.standing_in([one.id for one in areas], AT_MOST),
    ]
    return await _known(turn, found)


async def _known(turn: Turn, found: list[Issue]) -> list[Issue]:
    apart = list({one.id: one for one in found if turn.private or not one.private}.values())
    return await shown_of(apart, What.CARD, me(turn).id, turn.work)


async def numbered(turn: Turn, number: int) -> list[Issue]:
    """Those of that number among these; else the newest of that number in the person's communities, though it be over:
    a steward of an estate looks after no area, and is called there all the same."""
    found = [one for one in await within_reach(turn) if any(said.number == number for said in one.reports)]
    if found:
        return found
    newest = await turn.work.issue_by_number(await communities(turn), number)
    return await _known(turn, [newest]) if newest is not None else []


async def communities(turn: Turn) -> list[int]:
    """In which the person's posts lie, or which lie below them."""
    found: set[int] = set()
    for post in await turn.work.posts_of(me(turn).id):
        homes = await turn.work.buildings_of(post.estate_id) if post.estate_id is not None else []
        for area_id in {*(one.id for one in homes), *([post.area_id] if post.area_id is not None else [])}:
            area = await turn.work.area(area_id)
            found |= {one.id for one in await communities_of(area.id, turn.work)}
            found |= {one for one in area.line if (await turn.work.area(one)).kind is AreaKind.COMMUNITY}
    return list(found)


async def say_card(turn: Turn, issue: Issue) -> bool:
    """The card of one of these; in a group, where the card stands already, how it stands, who has it and, of a danger,
    who is there. False where
    that there is such a matter is not theirs to know."""
    try:
        mine = await shown(turn, issue)
    except NotYours:
        return False
    turn.became(Outcome.NOTHING)
    if turn.private:
        turn.say(own_card(turn, mine))
        return True
    zone = turn.work.settings.zone
    who = holder_words(mine, zone, turn.tr) if issue.holder_id is not None else NOTHING
    there = scene_lines(mine, zone, turn.tr, said)
    departments = called_line(mine, zone, turn.tr)
    lines = [one for one in (how_it_stands(mine, turn.tr, zone), who, departments, *there) if one]
    turn.say_here(PublicView(glue("\n", lines)), reply_to=turn.message_id)
    return True


def not_here(turn: Turn, number: int) -> None:
    """No matter of that number is theirs: said so, and nothing is made of the words."""
    _say(turn, turn.tr.t("I find no No. {number} here that is yours or of your area.", number=number))


def is_over(turn: Turn, issue: Issue) -> None:
    """It stands no more, and nothing more is done with it."""
    number = number_words(issue, turn.tr)
    _say(turn, turn.tr.t("{number} is over already; nothing was done with these words.", number=number))


def _say(turn: Turn, text: PublicHtml) -> None:
    turn.became(Outcome.NOTHING)
    turn.say_here(PublicView(text), reply_to=None if turn.private else turn.message_id)
