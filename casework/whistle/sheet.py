"""Everything that a whistle's card, its messages and its record sheet say, gathered once."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from casework.model.issues import Issue
from casework.model.people import Post
from casework.model.places import Area, AreaKind, Department, Estate
from casework.model.timeline import Attachment, Entry
from casework.model.whistles import Whistle, WhistleCall
from casework.neighbourhood.rights import WHISTLE_KNOWS, Standing, What, standings
from casework.ports import Work


@dataclass(slots=True, kw_only=True)
class WhistleSheet:
    """A whistle with the names around it; `stands`: how whoever reads it stands to it."""

    whistle: Whistle
    now: datetime
    areas: list[Area]
    estate: Estate | None
    departments: dict[int, Department]
    posts: dict[int, Post]
    left: dict[int, str] = field(default_factory=dict)  # by person: who did something in a post that is another's now
    issue: Issue | None = None
    call: WhistleCall | None = None
    entry: Entry | None = None
    timeline: list[Entry] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    stands: frozenset[Standing] = frozenset()

    def knows(self, what: What) -> bool:
        """Whether whoever reads it may be shown this."""
        return bool(WHISTLE_KNOWS[what] & self.stands)

    def name(self, call: WhistleCall) -> str:
        """The department's."""
        return self.departments[call.department_id].name

    def did(self, entry: Entry | None) -> Post | None:
        """The post in which it was done, with the name of who did it: another may sit there by now."""
        post = self.posts.get(entry.post_id or 0) if entry is not None else None
        if entry is None or post is None or entry.person_id in (None, post.person_id):
            return post
        return replace(post, name=self.left.get(entry.person_id or 0, ""))

    @property
    def private(self) -> bool:
        """Its issue became private: no group reads its words any more."""
        return self.issue is not None and self.issue.private

    @property
    def place(self) -> str:
        """Estate and building, or the smallest area known, and the words about the place."""
        building = next((one.name for one in self.areas if one.kind is AreaKind.BUILDING), "")
        where = f"{self.estate.name if self.estate else ''}{building}" or self.areas[0].name
        said = self.issue.place if self.issue is not None else self.whistle.place
        return f"{where} {said}".strip()

    @property
    def community(self) -> str:
        """Name of the community, or of the top area where the place is in none."""
        return next((one.name for one in self.areas if one.kind is AreaKind.COMMUNITY), self.areas[0].name)


async def whistle_sheet(
    whistle: Whistle,
    now: datetime,
    work: Work,
    *,
    reader_id: int | None = None,
    call_id: int | None = None,
    entry_id: int | None = None,
) -> WhistleSheet:
    """Gather it. `reader_id` None: a department's group."""
    issue = await work.issue(whistle.issue_id) if whistle.issue_id is not None else None
    areas = [await work.area(one) for one in whistle.line]
    estate_id = issue.estate_id if issue is not None else areas[0].estate_id
    timeline = await work.timeline(whistle.id)
    seats = {whistle.by_post_id, *(one.reported_post_id for one in whistle.calls), *(one.post_id for one in timeline)}
    posts = {one: await work.post(one) for one in seats if one is not None}
    did = [(one.person_id, posts[one.post_id]) for one in timeline if one.post_id is not None]
    gone = {person_id for person_id, post in did if person_id not in (None, post.person_id)}
    return WhistleSheet(
        whistle=whistle,
        now=now,
        areas=areas,
        estate=await work.estate(estate_id) if estate_id is not None else None,
        departments={one.department_id: await work.department(one.department_id) for one in whistle.calls},
        posts=posts,
        left={one: (await work.person(one)).name for one in gone if one is not None},
        issue=issue,
        call=whistle.call(call_id) if call_id is not None else None,
        entry=await work.entry(entry_id) if entry_id is not None else None,
        timeline=timeline,
        attachments=await work.attachments(whistle.id),
        stands=await standings(whistle, reader_id, work),
    )
