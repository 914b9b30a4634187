"""What a message about a call says, gathered once, and only as much as its reader may know."""

from collections.abc import Mapping
from dataclasses import field

from casework.audience import Reached
from casework.call.telling import those_who_come
from casework.call.volunteering import volunteering
from casework.frozen import frozen
from casework.model.calls import Call, CallAnswer
from casework.model.issues import Issue
from casework.model.places import Area, Estate
from casework.neighbourhood.rights import CALL_KNOWS, CallPart, CallTold, parts_in_call
from casework.neighbourhood.wall import named_of
from casework.ports import Work


@frozen(kw_only=True)
class CallSheet:
    """A call as somebody may see it. `near`: what all may read of its place; `areas`, `estate`: the whole of it.
    `come`: those who do; `names`: theirs; `known`: those the community knows. `cannot`: so many said no."""

    call: Call
    issue: Issue
    near: tuple[list[Area], Estate | None]
    areas: list[Area]
    estate: Estate | None
    parts: frozenset[CallPart]
    come: list[CallAnswer]
    names: Mapping[int, str] = field(default_factory=dict)
    known: frozenset[int] = frozenset()
    cannot: int = 0
    mine: bool | None = None
    reader_id: int | None = None
    reached: Reached = field(default_factory=Reached)

    def knows(self, what: CallTold) -> bool:
        """Whether whoever reads it may be shown this."""
        if what is CallTold.WHERE and self.issue.private:  # it became private since
            return False
        return bool(CALL_KNOWS[what] & self.parts)


async def call_sheet(call: Call, reader_id: int | None, work: Work) -> CallSheet:
    """As it is now."""
    issue, answers = await work.issue(call.issue_id), await work.answers_to(call.id)
    come = await those_who_come(call, work)
    known = []
    for one in come:
        how = await volunteering(one.person_id, work)
        if how is not None and how.known:
            known.append(one.person_id)
    parts = await parts_in_call(call, reader_id, work, known=reader_id in known)
    counted = Reached()
    if CallPart.OPENER in parts or CallPart.KEEPER in parts:
        said = [await work.reached(one) for one in await work.broadcasts_about(call.id)]
        counted = Reached(
            hearers=sum(one.hearers for one in said),
            arrived=sum(one.arrived for one in said),
            waiting=sum(one.waiting for one in said),
        )
    return CallSheet(
        call=call,
        issue=issue,
        near=await named_of(issue, work),
        areas=[await work.area(one) for one in issue.line],
        estate=await work.estate(issue.estate_id) if issue.estate_id is not None else None,
        parts=parts,
        come=come,
        names={one.person_id: (await work.person(one.person_id)).name for one in come},
        known=frozenset(known),
        cannot=sum(not one.comes for one in answers),
        mine=next((one.comes for one in answers if one.person_id == reader_id), None),
        reader_id=reader_id,
        reached=counted,
    )
