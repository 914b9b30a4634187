"""Its reporter says that it is mended: whoever has it is asked, and without an answer it ends."""

from datetime import timedelta

from casework.issue.doing import OnIssue
from casework.issue.mended import mended
from casework.issue.triage import Speak, accept
from casework.model.issues import Issue, State
from casework.settings import Settings
from casework.transitions import OPEN
from tests.casework.neighbourhood import PEOPLE, Neighbourhood

WAITS = Settings().waiting_at_most


async def said(home: Neighbourhood, issue: Issue) -> None:
    """The resident: it runs off again."""
    await mended(Speak(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, text="通了", over=True), home.work)


async def test_what_nobody_has_ends_at_once() -> None:
    """Nobody is there to say more."""
    home = Neighbourhood()
    issue = await home.report()
    await said(home, issue)
    assert issue.state is State.WITHDRAWN


async def test_what_somebody_has_ends_by_itself() -> None:
    """His word is waited for a day; nobody further up is rung meanwhile."""
    home = Neighbourhood()
    issue = await home.report()
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now), home.work)
    pinged = home.pinged()
    await said(home, issue)
    await home.forward(seconds=(WAITS - timedelta(minutes=1)).total_seconds())
    assert issue.state in OPEN
    assert home.pinged() == pinged
    await home.forward(minutes=1)
    assert issue.state is State.WITHDRAWN
