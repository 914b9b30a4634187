"""It must be tonight, and what is still so in the morning (wording.md §2 receipt.night)."""

from bot.callbacks import Press
from bot.flows.around import became, context_of, me, my_issue, sheet
from bot.flows.kept import keep_along
from bot.flows.offers import Offers
from bot.flows.resident.report import asked_issue, take
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import follow, night
from bot.views.view import View
from casework.issue.handover import WithReason
from casework.issue.tonight import StillThere, still_there, tonight
from casework.model.conversation import Outcome
from casework.transitions import OPEN


async def why(turn: Turn, pressed: Press) -> None:
    """Why can't it wait?"""
    issue = await my_issue(pressed.ids[0], turn)
    if not (await sheet(issue, turn)).offers_tonight:
        turn.toast(turn.tr.t("It does not wait any more: see the newest message."), alert=True)
        return
    turn.say(night.why_tonight(issue, turn.tr))


async def because(turn: Turn, pressed: Press) -> None:
    """One of the reasons."""
    turn.edit(await _tonight(turn, pressed.ids[0], turn.tr.t(night.WHY_TONIGHT[pressed.word])))


async def own_words(turn: Turn, pressed: Press) -> None:
    """Another reason."""
    issue = await my_issue(pressed.ids[0], turn)
    turn.ask("issue", "tonight", follow.write_it(issue, turn.tr), about=issue.subject)


async def said(turn: Turn, got: Parts) -> None:
    """The reason in words."""
    issue = await asked_issue(turn)
    turn.end()
    if not got.text.strip() or issue.state not in OPEN:
        await take(turn, got)
        return
    turn.say(await _tonight(turn, issue.id, got.text.strip()))
    await keep_along(turn, issue, got.photos)
    await became(turn, Outcome.ADDITION, issue)


async def _tonight(turn: Turn, issue_id: int, why: str) -> View:
    command = WithReason(issue_id=issue_id, by=me(turn).id, at=turn.at, why=why)
    issue = await tonight(command, turn.work)
    return night.tonight_noted(await sheet(issue, turn), turn.tr, context_of(turn))


async def still(turn: Turn, pressed: Press) -> None:
    """It was only noted, and goes on."""
    issue = await my_issue(pressed.ids[0], turn)
    await still_there(StillThere(issue_id=issue.id, by=me(turn).id, at=turn.at), turn.work)
    turn.edit(View())


OFFERS = Offers(
    presses={
        "tonight": why,
        "tonight_why": because,
        "tonight_words": own_words,
        "still": still,
    },
    steps={("issue", "tonight"): said},
)
