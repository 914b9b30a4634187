"""A quarrel becomes a mediation: whoever reported it, or has it, asks for a mediator, and one side is asked after the
other.

Whoever reported it is asked first, unless it was he who asked; before he agrees neither the mediator nor the other side
knows of it. The other side is nobody whom the bot could look up: the mediator hands over a code, or asks in person.
"""

from datetime import datetime

from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, step, words
from casework.issue.quarrel import can_become, mediators
from casework.lines import Mediated
from casework.mediation import clock
from casework.mediation.ending import end, going_on, vacant
from casework.mediation.lines import Word
from casework.mediation.telling import draw, note, tell_keeper, tell_side, tell_sides
from casework.mediation.transitions import next_state
from casework.messages import Kind
from casework.model.issues import Action, Issue
from casework.model.mediations import Mediation, MediationAction, MediationState, Side
from casework.model.people import Post
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.rights import MEDIATION_RIGHTS, Part, parts_in
from casework.ports import Work
from casework.refusals import LinkNotValid, NobodyThere, NotPossibleNow, NotYours
from casework.transitions import STANDING


@frozen(kw_only=True)
class Mediate(OnIssue):
    """Which mediator, and who the other side is, in words for the mediator alone. `code`: opens the question to the
    other side. `in_person`: whoever reported it has no account here, and has said yes."""

    post_id: int
    other: str
    code: str
    in_person: bool = False


async def mediate(command: Mediate, work: Work) -> Mediation:
    """Ask for it. Raises NotYours, NotPossibleNow (it cannot become one, or one goes on), NobodyThere, TextNeeded."""
    issue, post = await begin(command, Action.MEDIATE, work)
    by_himself = issue.reporter_id is not None and command.by == issue.reporter_id
    if not can_become(issue) or await going_on(issue.id, work) is not None:
        raise NotPossibleNow(state=issue.state, action=Action.MEDIATE)
    mediator = await _chosen(issue, command.post_id, work)
    if issue.reporter_id is None and not command.in_person:
        raise NobodyThere
    mediation = Mediation(
        id=work.new_id(),
        issue_id=issue.id,
        line=issue.line,
        at=command.at,
        by_id=command.by,
        by_post_id=post.id if post is not None else mediator.id,
        code=command.code,
        first_id=issue.reporter_id,
        other=words(command.other),
    )
    work.add(mediation)
    step(issue, Action.MEDIATE, command, post, work, data=Mediated(mediation=mediation.id))
    _asked_of(mediation, mediator)
    if by_himself:
        await _agrees(mediation, Side.FIRST, command.by, command.at, work)
        await tell_keeper(work, mediation, issue, command.at, "asked")
    else:
        await _ask_first(mediation, command.at, work)
    return mediation


async def _chosen(issue: Issue, post_id: int, work: Work) -> Post:
    found = next((one for one in await mediators(issue, work) if one.id == post_id), None)
    if found is None:
        raise NobodyThere
    return found


def _asked_of(mediation: Mediation, mediator: Post) -> None:
    mediation.mediator_id, mediation.mediator_post_id = mediator.person_id, mediator.id


async def _ask_first(mediation: Mediation, at: datetime, work: Work) -> None:
    """Whoever reported it; of somebody without an account it is known that he agrees."""
    mediation.state = MediationState.ASKING_FIRST
    if mediation.first_id is None:
        await _agrees(mediation, Side.FIRST, None, at, work)
    else:
        tell_side(work, Kind.MEDIATION_ASKED, mediation, Side.FIRST, at)
    await clock.rearm(mediation, at, work)


@frozen(kw_only=True)
class In(OfPerson):
    """Somebody does something in a mediation. `side`: for which one; None: his own."""

    mediation_id: int
    side: Side | None = None


async def enter(command: In, action: MediationAction, work: Work) -> tuple[Mediation, Issue, Side | None]:
    """The mediation as it stands, its matter, and the side for which the person acts.

    Raises NotFound, NotYours, NotPossibleNow.
    """
    mediation = await work.mediation(command.mediation_id)
    issue = await work.issue(mediation.issue_id)
    parts = await parts_in(mediation, command.by, work)
    if not MEDIATION_RIGHTS[action] & parts:
        raise NotYours(action=action)
    own = Side.FIRST if Part.FIRST in parts else Side.OTHER if Part.OTHER in parts else None
    side = own or command.side
    if own is None and action is not MediationAction.SAY and side is not None and mediation.person(side) is not None:
        raise NotYours(action=action)  # who can answer does so himself
    next_state(mediation, action)
    if issue.state not in STANDING and action is not MediationAction.CALL_OFF:
        raise NotPossibleNow(state=mediation.state, action=action)
    return mediation, issue, side


@frozen(kw_only=True)
class Open(OfPerson):
    """Somebody opens the link that the mediator handed over."""

    code: str


async def opened(command: Open, work: Work) -> Mediation:
    """The mediation whose other side is asked by it. Raises LinkNotValid where it is over, somebody has answered, or
    whoever opens it has another part in it."""
    found = await work.mediation_by_code(command.code)
    if found is None or found.state is not MediationState.ASKING_OTHER:
        raise LinkNotValid
    if found.other_id not in (None, command.by) or command.by in (found.first_id, found.mediator_id):
        raise LinkNotValid
    return found


async def invited(command: Open, work: Work) -> Mediation:
    """Whoever answers by it is the other side from now on. Raises LinkNotValid."""
    mediation = await opened(command, work)
    mediation.other_id = command.by
    work.changed(mediation)
    return mediation


async def consent(command: In, work: Work) -> Mediation:
    """A side agrees to it. Raises NotYours, NotPossibleNow."""
    mediation, _, side = await enter(command, MediationAction.CONSENT, work)
    asked = Side.FIRST if mediation.state is MediationState.ASKING_FIRST else Side.OTHER
    if side is not asked:
        raise NotPossibleNow(state=mediation.state, action=MediationAction.CONSENT)
    await _agrees(mediation, side, command.by, command.at, work)
    return mediation


async def _agrees(mediation: Mediation, side: Side, by: int | None, at: datetime, work: Work) -> None:
    mediation.state = next_state(mediation, MediationAction.CONSENT)
    mediation.answers(side, "agrees", True)
    note(mediation, MediationAction.CONSENT, at, work, by=by, data=Word(side=side))
    await clock.rearm(mediation, at, work)
    if mediation.state is MediationState.TALKING:
        tell_sides(work, mediation, at, "begun")
    elif mediation.other_id is not None:  # another mediator, and the other side is known by now
        tell_side(work, Kind.MEDIATION_ASKED, mediation, Side.OTHER, at)
    draw(work, mediation, at, loud=True)


async def stop(command: In, work: Work) -> Mediation:
    """A side does not want it, or no more: it is over, and the other hears so. Nobody has to say why."""
    mediation, issue, side = await enter(command, MediationAction.STOP, work)
    if side is None:
        raise NotYours(action=MediationAction.STOP)
    mediation.answers(side, "agrees", False)
    knew = mediation.state is not MediationState.ASKING_FIRST  # else nobody but the one who was asked has heard of it
    note(mediation, MediationAction.STOP, command.at, work, by=command.by, data=Word(side=side))
    await end(mediation, issue, MediationState.STOPPED, command.at, work, but=side, told=knew)
    return mediation


async def call_off(command: In, work: Work) -> Mediation:
    """Whoever has the matter ends it. Raises NotYours, NotPossibleNow."""
    mediation, issue, _ = await enter(command, MediationAction.CALL_OFF, work)
    note(mediation, MediationAction.CALL_OFF, command.at, work, by=command.by)
    await end(mediation, issue, MediationState.ENDED, command.at, work, keeper=False)
    return mediation


async def give_back(command: In, work: Work) -> Mediation:
    """The mediator cannot do it: whoever has the matter chooses another. Raises NotYours, NotPossibleNow."""
    mediation, issue, _ = await enter(command, MediationAction.GIVE_BACK, work)
    note(mediation, MediationAction.GIVE_BACK, command.at, work, by=command.by)
    await vacant(mediation, issue, command.at, work)
    return mediation


@frozen(kw_only=True)
class Choose(In):
    """Another mediator."""

    post_id: int
    code: str


async def choose(command: Choose, work: Work) -> Mediation:
    """Both sides are asked anew: of what they told the one before he knows nothing. Raises NotYours, NotPossibleNow,
    NobodyThere."""
    mediation, issue, _ = await enter(command, MediationAction.CHOOSE, work)
    mediator = await _chosen(issue, command.post_id, work)
    if mediator.person_id in (mediation.first_id, mediation.other_id):
        raise NobodyThere
    _asked_of(mediation, mediator)
    mediation.code = command.code
    mediation.other_agrees = None
    note(mediation, MediationAction.CHOOSE, command.at, work, by=command.by)
    await _ask_first(mediation, command.at, work)
    return mediation
