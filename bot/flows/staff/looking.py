"""Looking again at what was mended on the spot: still fine, or back; a photo may follow."""

from datetime import timedelta

from bot.callbacks import Press
from bot.flows.around import became, me
from bot.flows.offers import Offers
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import looking as views
from bot.views.view import View
from casework.data import read
from casework.issue.doing import OnIssue
from casework.issue.looking import Look, looked, show_look
from casework.lines import LookAgain
from casework.model.conversation import Outcome

FLOW = "look"
FOR_A_PHOTO = timedelta(hours=1)
"""So long after a look its photo is waited for."""


async def seen(turn: Turn, pressed: Press) -> None:
    """Still fine, or back."""
    issue_id, days = pressed.ids
    fine = pressed.word == "fine"
    new = await looked(Look(issue_id=issue_id, by=me(turn).id, at=turn.at, fine=fine, days=days), turn.work)
    turn.edit(views.thanks_for_looking(new, turn.tr))
    old = await turn.work.issue(issue_id)
    turn.ask(FLOW, "photo", views.photo_of_look(turn.tr), about=old.subject, lasts=FOR_A_PHOTO)


async def photographed(turn: Turn, got: Parts) -> None:
    """The photo of a look, or a word."""
    asked = turn.question
    assert asked is not None
    assert asked.issue_id is not None
    turn.close(asked)
    command = OnIssue(issue_id=asked.issue_id, by=me(turn).id, at=turn.at)
    entry = await show_look(command, got.photos, got.text, turn.work)
    await became(turn, Outcome.NOTE, await turn.work.issue(read(entry.data, LookAgain).issue or asked.issue_id))
    turn.say(View(turn.tr.t("✓ Noted.")))


OFFERS = Offers(presses={"look_seen": seen}, steps={(FLOW, "photo"): photographed})
