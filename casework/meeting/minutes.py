"""What a reader may know of a meeting's minutes: line by line, as of each issue."""

from collections.abc import Sequence

from casework.meeting.sitting import Line
from casework.neighbourhood.rights import What, may_be_shown
from casework.ports import Work


async def known_to(person_id: int, lines: Sequence[Line], work: Work) -> list[Line]:
    """Those whose matters this person may know of now: one may have become private since."""
    posts = await work.posts_of(person_id)
    return [one for one in lines if await may_be_shown(one.issue, What.BOARD, person_id, work, posts=posts)]
