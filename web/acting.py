"""What can be done on the board: the use cases of the chat's own buttons, by the same rights."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from casework.issue.doing import OnIssue
from casework.issue.handover import take_over
from casework.issue.pinging import nudge, watch
from casework.issue.sheet import Sheet
from casework.issue.triage import accept
from casework.model import Action, Issue, Use
from casework.neighbourhood.restraint import allow
from casework.neighbourhood.rights import may_do
from casework.ports import Work
from casework.settings import Settings
from casework.transitions import possible
from locales.translator import mark
from storage.database import Database
from storage.errors import StaleError

ACTS: dict[str, tuple[Action, str, Callable[[OnIssue, Work], Awaitable[Issue]]]] = {
    "accept": (Action.ACCEPT, mark("🙋 I'll take it"), accept),
    "watch": (Action.WATCH, mark("I'm watching it"), watch),
    "nudge": (Action.NUDGE, mark("Hurry them"), nudge),
    "takeover": (Action.TAKE_OVER, mark("I take it over"), take_over),
}
"""By the word in the address: what it is, what the button says, what it does."""
TIMES = 3
"""Somebody else may write to the same matter at the same moment."""


def offered(sheet: Sheet) -> list[tuple[str, str]]:
    """What this reader may do to it now and would get somewhere with: words of addresses, and what the buttons say."""
    issue = sheet.issue
    return [
        (word, label)
        for word, (action, label, _) in ACTS.items()
        if possible(issue.state, action) and may_do(action, issue, sheet.ways) and _sensible(action, issue)
    ]


def _sensible(action: Action, issue: Issue) -> bool:
    if action is Action.ACCEPT:
        return issue.holder_id is None
    return action is not Action.NUDGE or issue.holder_id is not None


async def act(word: str, issue_id: int, by: int, at: datetime, database: Database, settings: Settings) -> None:
    """Do it. Raises Refusal; StaleError when others wrote to it again and again."""
    _, _, do = ACTS[word]
    for left in reversed(range(TIMES)):
        work = database.work(settings)
        try:
            await allow(by, Use.PRESS, at, work)
            await do(OnIssue(issue_id=issue_id, by=by, at=at), work)
            await work.commit()
            return
        except StaleError:
            if not left:
                raise
