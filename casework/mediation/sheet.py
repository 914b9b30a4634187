"""What a message about a mediation says, gathered once, and only as much as its reader may know."""

from collections.abc import Mapping
from dataclasses import field

from casework.frozen import frozen
from casework.mediation.confiding import may_read
from casework.model.issues import Issue
from casework.model.mediations import Mediation
from casework.model.people import Post
from casework.model.places import Supply, Utility
from casework.model.timeline import Entry
from casework.neighbourhood.rights import MEDIATION_KNOWS, Part, Told, parts_in
from casework.ports import Work


@frozen(kw_only=True)
class MediationSheet:
    """A mediation as somebody may see it. `place`: of its matter; `mediator`: the post, with its name; `on_duty`: the
    nearest lawyer and judge that the roster knows."""

    mediation: Mediation
    issue: Issue
    mediator: Post | None
    place: str
    parts: frozenset[Part]
    entry: Entry | None = None
    on_duty: Mapping[Supply, Utility] = field(default_factory=dict)

    def knows(self, what: Told) -> bool:
        """Whether whoever reads it may be shown this."""
        return bool(MEDIATION_KNOWS[what] & self.parts)


async def mediation_sheet(
    mediation: Mediation, reader_id: int | None, work: Work, *, entry_id: int | None = None
) -> MediationSheet | None:
    """None where the reader has no part in it, or may not read the word."""
    parts = await parts_in(mediation, reader_id, work)
    entry = await work.entry(entry_id) if entry_id is not None else None
    if not parts or (entry is not None and not may_read(entry, reader_id, parts)):
        return None
    issue = await work.issue(mediation.issue_id)
    area = await work.area(issue.area_id)
    estate = await work.estate(issue.estate_id) if issue.estate_id is not None else None
    mediator = await work.post(mediation.mediator_post_id) if mediation.mediator_post_id is not None else None
    return MediationSheet(
        mediation=mediation,
        issue=issue,
        mediator=mediator,
        place=f"{estate.name if estate else ''}{area.name}",
        parts=parts,
        entry=entry,
        on_duty={one.supply: one for one in reversed(await work.utilities_for(issue.line, issue.estate_id))},
    )
