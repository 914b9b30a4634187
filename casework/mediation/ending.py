"""How a mediation ends, and how it is left without a mediator, whoever's doing that is.

No rights are asked here: seats, reports that are taken back and whoever wants to be forgotten lead here too.
"""

from collections.abc import Sequence
from datetime import datetime

from casework.issue.quarrel import MEDIATION_OVER
from casework.lines import Mediated
from casework.mediation import clock
from casework.mediation.telling import draw, note, tell_keeper, tell_sides
from casework.model.issues import Issue
from casework.model.mediations import Mediation, MediationState, Side
from casework.model.people import Post
from casework.ports import Work
from casework.timeline import write_line
from casework.transitions import STANDING


async def going_on(issue_id: int, work: Work) -> Mediation | None:
    """The one that goes on about an issue."""
    return next((one for one in await work.mediations_of(issue_id) if one.open), None)


async def end(
    mediation: Mediation,
    issue: Issue,
    state: MediationState,
    at: datetime,
    work: Work,
    *,
    but: Side | None = None,
    told: bool = True,
    keeper: bool = True,
) -> None:
    """It is over. The sides and the mediator read how, as far as they knew of it; on the issue stands that it is over,
    and nothing of what was said."""
    mediation.state, mediation.ended_at = state, at
    work.changed(mediation)
    await clock.over(mediation, at, work)
    if issue.state in STANDING:
        write_line(issue, MEDIATION_OVER, at, work, data=Mediated(mediation=mediation.id, outcome=str(state)))
        work.changed(issue)
        if keeper:
            await tell_keeper(work, mediation, issue, at, "over")
    if told:
        tell_sides(work, mediation, at, "over", but=but)
        draw(work, mediation, at, loud=True)


async def vacant(mediation: Mediation, issue: Issue, at: datetime, work: Work) -> None:
    """Nobody mediates: what was said stays with whom it was said to, and what was agreed upon so far is open again."""
    knew = mediation.state is not MediationState.ASKING_FIRST
    mediation.state = MediationState.VACANT
    mediation.mediator_id = mediation.mediator_post_id = mediation.meets_at = None
    mediation.meets = mediation.agreement = ""
    for side in Side:
        for to in ("comes", "confirms"):
            mediation.answers(side, to, None)
    work.changed(mediation)
    await clock.appointed(mediation, at, work)
    await clock.rearm(mediation, at, work)
    if knew:
        tell_sides(work, mediation, at, "vacant")
    await tell_keeper(work, mediation, issue, at, "vacant")


async def mediator_left(post: Post, at: datetime, work: Work) -> None:
    """Whoever sat in the post leaves it, or somebody else takes it: the sides agreed to that person and to nobody
    else."""
    held: Sequence[Mediation] = await work.mediations_with(post.person_id) if post.person_id is not None else ()
    for one in held:
        if one.mediator_post_id == post.id and one.open:
            note(one, "mediator_left", at, work)
            await vacant(one, await work.issue(one.issue_id), at, work)


async def matter_over(issue: Issue, at: datetime, work: Work) -> None:
    """Its matter was taken back: nothing is to be talked over any more."""
    for one in await work.mediations_of(issue.id):
        if one.open:
            await end(one, issue, MediationState.ENDED, at, work, but=Side.FIRST, told=_knew(one))


def _knew(mediation: Mediation) -> bool:
    return mediation.state is not MediationState.ASKING_FIRST


async def forget_in(person_id: int, at: datetime, work: Work) -> None:
    """A side wants to be forgotten: what goes on with it ends, and nobody is known in it any more."""
    for one in await work.mediations_with(person_id):
        side = Side.FIRST if one.first_id == person_id else Side.OTHER if one.other_id == person_id else None
        if side is None:
            continue
        if one.open:
            await end(one, await work.issue(one.issue_id), MediationState.STOPPED, at, work, but=side, told=_knew(one))
        if side is Side.OTHER:
            one.other_id, one.other = None, ""
        else:
            one.first_id = None
        work.changed(one)
