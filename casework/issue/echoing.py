"""What neighbours say of a result that stands on the echo wall: it is fixed, or not yet (wording.md §9.1).

Whoever lives in that estate says it once in a round; the reporter rates, and does not. So many "not yet" go to the
community, quietly, once: nobody is blamed in public.
"""

from datetime import datetime

from casework.clock.ladder import on_duty_or_above
from casework.frozen import frozen
from casework.issue.doing import OnIssue
from casework.messages import Kind, Priority, tell_person
from casework.model.issues import Issue, State, Verdict
from casework.model.people import Role
from casework.neighbourhood.wall import told_to_all
from casework.ports import Work
from casework.refusals import AlreadySaid, NeighboursOnly, NotFound, NotPossibleNow

SAID_OF = (State.RESOLVED, State.CLOSED)


@frozen(kw_only=True)
class SayHow(OnIssue):
    """A neighbour's word on a result."""

    fixed: bool


async def of_wall(issue_id: int, by: int, at: datetime, work: Work) -> Issue:
    """A result on the wall, for somebody who lives there. Raises NotFound for what the wall does not show,
    NotPossibleNow where it is not done, NeighboursOnly for whoever lives elsewhere, and for its reporter."""
    issue = await work.issue(issue_id)
    if not told_to_all(issue):
        raise NotFound(id=issue_id)
    if issue.state not in SAID_OF:
        raise NotPossibleNow(state=issue.state)
    if issue.is_reporter(by) or not await _lives_there(issue, by, work):
        raise NeighboursOnly(reporter=issue.is_reporter(by))
    return issue


async def _lives_there(issue: Issue, by: int, work: Work) -> bool:
    """In its estate; where it lies in none, in its community."""
    home_id = (await work.person(by)).home_id
    if home_id is None:
        return False
    home = await work.area(home_id)
    if issue.estate_id is not None:
        return home.estate_id == issue.estate_id
    return issue.community_id in home.line


async def say_how(command: SayHow, work: Work) -> tuple[int, int]:
    """Count it; how many say fixed and not yet by now. Raises AlreadySaid beside what `of_wall` raises."""
    issue = await of_wall(command.issue_id, command.by, command.at, work)
    said = [one for one in await work.verdicts(issue.id) if one.round == issue.round]
    if any(one.person_id == command.by for one in said):
        raise AlreadySaid(count=len(said))
    verdict = Verdict(issue_id=issue.id, round=issue.round, person_id=command.by, fixed=command.fixed, at=command.at)
    work.add(verdict)
    work.changed(issue)  # two who say it at the same moment are counted one after the other
    fixed = sum(one.fixed for one in (*said, verdict))
    not_yet = len(said) + 1 - fixed
    if not command.fixed and not_yet == work.settings.not_yet_neighbours:
        await _tell_community(issue, command.at, work)
    return fixed, not_yet


async def _tell_community(issue: Issue, at: datetime, work: Work) -> None:
    to = await on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)
    if to is not None:
        tell_person(work, Kind.NOT_YET, to.person_id, at, Priority.RESIDENT, issue=issue, key=f"not_yet:{issue.id}")
