"""A name, a phone or a flat of one's own that stands in what was reported, and is to stand there no more."""

from casework.frozen import frozen
from casework.issue.doing import OnIssue, matter
from casework.issue.visiting import own_note
from casework.messages import redraw
from casework.model.issues import Issue, Report, VisitNote
from casework.model.timeline import Entry, Visibility
from casework.ports import Work
from casework.refusals import NotFound
from casework.timeline import write_line
from casework.words.how_to import What, without, without_sentence


@frozen(kw_only=True)
class TakeOut(OnIssue):
    """`name`: the one name, or sentence, that is meant; empty: all."""

    what: What
    name: str = ""

    def cleared(self, text: str) -> str:
        """The words without it."""
        if self.what == "sentence":
            return without_sentence(text, self.name)
        return text.replace(self.name, "…") if self.name else without(text, self.what)


async def stands_in(command: TakeOut, work: Work) -> bool:
    """Whether the person's words in it have such a thing."""
    return bool(await _with_it(await matter(command.issue_id, work), command, work, change=False))


async def take_out(command: TakeOut, work: Work) -> Issue:
    """It is gone from the report, from what was added and from the note for the visit; its cards are drawn anew, and
    the timeline says that it was done. Raises NotFound for a matter that is not the person's."""
    issue = await matter(command.issue_id, work)
    if not issue.is_reporter(command.by):
        raise NotFound
    await _with_it(issue, command, work, change=True)
    write_line(issue, "taken_out", command.at, work, person_id=command.by, visibility=Visibility.STAFF)
    work.changed(issue)
    await redraw(work, issue, command.at)
    return issue


async def own_words(issue_id: int, by: int, work: Work) -> tuple[str, list[str]]:
    """What the person reported there, and what he or she added, newest first."""
    issue = await matter(issue_id, work)
    reported = next((one.text for one in issue.reports if one.reporter_id == by), "")
    added = [one.text for one in await work.timeline(issue.id) if one.person_id == by and one.text]
    return reported, added[::-1]


async def _with_it(issue: Issue, command: TakeOut, work: Work, *, change: bool) -> int:
    """How many of the person's words had it."""
    note = await own_note(issue, command.by, work)
    written: list[Report | Entry | VisitNote] = [one for one in issue.reports if one.reporter_id == command.by]
    written += [one for one in await work.timeline(issue.id) if one.person_id == command.by]
    written += [note] if note is not None else []
    having = [one for one in written if command.cleared(one.text) != one.text]
    for one in having if change else ():
        one.text = command.cleared(one.text)
        work.changed(issue if isinstance(one, Report) else one)
    return len(having)
