"""Which open matters are like one that is reported: the pure comparison of casework/words/likeness.py, asked of what
stands in the same community."""

from datetime import datetime, timedelta

from casework.model.issues import Issue
from casework.model.places import AreaKind
from casework.ports import Work
from casework.transitions import STANDING
from casework.words.likeness import ENOUGH, Reported, kinds_like, likeness, told

LOOKS_LIKE = "looks_like"
"""An entry: at filing an open matter was known that is probably the same; a person decides."""


def told_in(issue: Issue) -> Reported:
    """What of an issue counts: its kind and place, its first report's words, moment and spot."""
    return Reported(
        category=issue.category,
        text=told(issue.place, issue.text),
        at=issue.filed_at,
        line=issue.line,
        estate_id=issue.estate_id,
        latitude=issue.latitude,
        longitude=issue.longitude,
    )


async def alike_standing(
    said: Reported, kind: str, at: datetime, work: Work, *, within: timedelta | None = None
) -> list[Issue]:
    """Matters that stand in the community, are nobody's secret, and are probably the same; the likest first. `within`:
    reported so close to it; as is set, where nothing else is said."""
    within = within or work.settings_for(said.line, at).same_within
    community_id = await number_area(tuple(said.line), work)
    near = await work.told_of_kinds(community_id, kinds_like(kind), at - within)
    scored = sorted(((-likeness(said, told, within), -issue_id) for issue_id, told in near))
    found = [await work.issue(-issue_id) for score, issue_id in scored if -score >= ENOUGH]
    return [one for one in found if one.state in STANDING and not one.private]


async def number_area(line: tuple[int, ...], work: Work) -> int:
    """The community of a place, which counts the numbers; the subdistrict where it lies in none, else the top."""
    kinds = [(await work.area(area_id)).kind for area_id in line]
    counts = [kinds.index(kind) for kind in (AreaKind.COMMUNITY, AreaKind.SUBDISTRICT) if kind in kinds]
    return line[counts[0] if counts else -1]
