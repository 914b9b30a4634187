"""Its reporter says that it is mended: nobody further up is asked about it any more.

What nobody has yet ends there. Whoever has it is asked to say what was done; without an answer it ends by itself.
"""

from casework.categories import category
from casework.clock import ladder
from casework.clock import limits as clock
from casework.issue.doing import OnIssue, begin, matter, step
from casework.issue.triage import Speak, say
from casework.lines import Unfiled
from casework.messages import redraw, tidy
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, Issue
from casework.ports import IssueDue, Work
from casework.timeline import write_line
from casework.transitions import next_state, where_it_was


async def mended(command: Speak, work: Work) -> Issue:
    """Mended, in the reporter's words. What others have too goes on for them.

    Raises TextNeeded, NotYours, NotPossibleNow.
    """
    issue = await matter(command.issue_id, work)
    if len(issue.reporters) > 1 or (issue.me_toos and category(issue.category).shared_place and not issue.private):
        return await say(command, work)
    issue = await say(command, work)
    if issue.holder_id is None:
        await _ends(OnIssue(issue_id=issue.id, by=command.by, at=command.at), work)
    else:
        clock.rest(issue, work, command.at)
        ladder.close_pings(issue, command.at, work)
        await redraw(work, issue, command.at)
    return issue


async def _ends(command: OnIssue, work: Work) -> None:
    issue, post = await begin(command, Action.WITHDRAW, work)
    step(issue, Action.WITHDRAW, command, post, work, data=Unfiled(mended=True))
    ladder.over(issue, command.at, work)
    await work.falls_due.taken_back(issue, command.at, work)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)


async def _nobody_said(issue: Issue, deadline: Deadline, work: Work) -> None:
    """Whoever has it has said nothing: its reporter's word stands."""
    at = deadline.due_at
    issue.state = next_state(issue.state, Action.WITHDRAW, where_it_was(issue))
    issue.turn += 1
    write_line(issue, Action.WITHDRAW, at, work, data=Unfiled(mended=True))
    ladder.over(issue, at, work)
    await work.falls_due.taken_back(issue, at, work)
    await tidy(work, issue, at)
    await redraw(work, issue, at)


DUE: dict[DeadlineKind, IssueDue] = {DeadlineKind.MENDED: _nobody_said}
