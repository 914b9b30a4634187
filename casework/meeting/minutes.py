"""What a reader may know of a meeting's minutes: line by line, as of each issue."""

from casework.meeting.sitting import Line, minutes_of
from casework.model.meetings import Meeting
from casework.neighbourhood.rights import What, may_be_shown
from casework.ports import Work


async def minutes_for(person_id: int, meeting: Meeting, work: Work) -> list[Line]:
    """What it decided, of those whose matters this person may know of now: one may have become private since."""
    posts, lines = await work.posts_of(person_id), await minutes_of(meeting, work)
    return [one for one in lines if await may_be_shown(one.issue, What.BOARD, person_id, work, posts=posts)]
