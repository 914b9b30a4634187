"""What closed without a rating and is asked after 复查: the month's list, one matter of it, and what came of asking
(domain.md §4). What is not done goes the way of the joint meeting's 〔open it again〕."""

from bot.callbacks import Press
from bot.flows.around import context_of, me
from bot.flows.offers import Offers
from bot.flows.staff.around import pressed_issue, shown
from bot.incoming.turn import Turn
from bot.views import checks as views
from bot.views.view import View
from casework.issue.checking import OnRound, ask_residents, drawn, may_be_asked, not_reached
from casework.issue.sheet import sheet_of
from casework.meeting.agenda import newest_decision
from casework.meeting.deciding import Look, look
from casework.model.issues import Issue


async def listed(turn: Turn, pressed: Press) -> None:
    """The list, as it is now; each sees what he or she may know of."""
    sample = await turn.work.sample(pressed.ids[0])
    found = await drawn(sample, me(turn).id, turn.work)
    lines = [
        (await sheet_of(issue, turn.at, turn.work, reader_id=me(turn).id), asked)
        for issue, asked in found[: views.SHOWN]
    ]
    turn.edit(views.the_list(views.About(sample=sample, lines=lines), turn.tr))


async def opened(turn: Turn, pressed: Press) -> None:
    """One of them, as a message of its own. Raises NotYours."""
    turn.say(await _one(turn, await pressed_issue(turn, pressed)))


async def _one(turn: Turn, issue: Issue) -> View:
    sheet = await shown(turn, issue)
    seen = newest_decision(sheet.timeline)
    ask = await may_be_asked(issue, turn.work)
    return views.one(sheet, seen.id if seen is not None else 0, turn.tr, context_of(turn), ask=ask)


def _command(turn: Turn, pressed: Press) -> OnRound:
    issue_id, of_round = pressed.ids
    return OnRound(issue_id=issue_id, by=me(turn).id, at=turn.at, round=of_round)


async def ask(turn: Turn, pressed: Press) -> None:
    """The bot asks. Raises NotYours, NotPossibleNow."""
    turn.edit(await _one(turn, await ask_residents(_command(turn, pressed), turn.work)))


async def fine(turn: Turn, pressed: Press) -> None:
    """Somebody asked: it is done. Raises NotYours, NotPossibleNow."""
    issue = await pressed_issue(turn, pressed)
    seen = newest_decision(await turn.work.timeline(issue.id))
    command = Look(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        text=turn.tr.t("the resident was asked"),
        seen=seen.id if seen is not None else 0,
    )
    turn.edit(await _one(turn, await look(command, turn.work, fine=True)))


async def missed(turn: Turn, pressed: Press) -> None:
    """Not reached; it stays on the list. Raises NotYours, NotPossibleNow."""
    turn.edit(await _one(turn, await not_reached(_command(turn, pressed), turn.work)))


OFFERS = Offers(presses={"k_list": listed, "k_one": opened, "k_ask": ask, "k_fine": fine, "k_missed": missed})
