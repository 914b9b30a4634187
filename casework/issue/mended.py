"""Its reporter says that it is mended: nobody further up is asked about it any more.

What nobody has yet ends there. Whoever has it is asked to say what was done; without an answer it ends by itself.
"""

from casework.clock import ladder
from casework.clock import limits as clock
from casework.issue.doing import OnIssue, begin, matter, step
from casework.issue.ending import end_unresolved, others_have_it
from casework.issue.triage import Speak, say
from casework.lines import Unfiled
from casework.messages import redraw
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
    if others_have_it(issue, command.by):
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
    await end_unresolved(issue, command.at, work)


async def _nobody_said(issue: Issue, deadline: Deadline, work: Work) -> None:
    """Whoever has it has said nothing: its reporter's word stands."""
    at = deadline.due_at
    issue.state = next_state(issue.state, Action.WITHDRAW, where_it_was(issue))
    issue.turn += 1
    write_line(issue, Action.WITHDRAW, at, work, data=Unfiled(mended=True))
    await end_unresolved(issue, at, work)


DUE: dict[DeadlineKind, IssueDue] = {DeadlineKind.MENDED: _nobody_said}
