"""The company that brings water, power, gas or heat 水电气暖, where it has a group here: what many report is in it,
and what the company says goes to everybody who reported it (around-an-issue.md §5). It is a department of the roster
that is for those kinds, bound and claimed as every department."""

from collections.abc import Sequence
from datetime import datetime

from casework.clock.ladder import on_duty_or_above
from casework.data import read
from casework.frozen import frozen
from casework.issue.doing import OnIssue, Photo, attach, words
from casework.lines import CompanyOnIt, CompanySaid
from casework.messages import Kind, Priority, companies_at, redraw, tell_person, tell_reporter
from casework.model.issues import Issue
from casework.model.people import Post, Role
from casework.model.timeline import Entry, Visibility
from casework.ports import Work
from casework.refusals import NotPossibleNow, NotYours
from casework.timeline import newest, write_line
from casework.transitions import OPEN

ON_IT, SAID = "company_on_it", "company_said"
"""Entries: a company has it in hand, until when (`until`); it says something. `company`: its name."""


@frozen(kw_only=True)
class OnIt(OnIssue):
    """The company has it in hand. `until`: when it should be over; None: it cannot be said."""

    until: datetime | None = None


async def on_it(command: OnIt, work: Work) -> Issue:
    """Whoever reported it hears who is at it and until when; the cards say so too. What a colleague has said already is
    told nobody again. Raises NotYours, NotPossibleNow."""
    issue, post, company = await _begin(command, work)
    said = CompanyOnIt(company=company, until=command.until)
    before = newest(await work.timeline(issue.id), (ON_IT,))
    if before is not None and before.round == issue.round and read(before.data, CompanyOnIt) == said:
        return issue
    entry = _write(issue, ON_IT, command, post, work, said)
    tell_reporter(work, Kind.INCIDENT, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class CompanySays(OnIssue):
    """In words, or photos: that it is back, or anything else."""

    text: str = ""
    photos: tuple[Photo, ...] = ()


async def company_says(command: CompanySays, work: Work) -> Issue:
    """To whoever has it, who says that it is done; to the community where nobody has it. Raises NotYours,
    NotPossibleNow, TextNeeded."""
    issue, post, company = await _begin(command, work)
    text = words(command.text, command.photos)
    entry = _write(issue, SAID, command, post, work, CompanySaid(company=company), text)
    attach(issue.subject, entry, command.photos, work)
    to = issue.holder_id
    if to is None and (above := await on_duty_or_above(issue, Role.COMMUNITY_MANAGER, command.at, work)) is not None:
        to = above.person_id
    tell_person(work, Kind.STAFF_SAID, to, command.at, Priority.PING, issue=issue, entry=entry)
    return issue


async def _begin(command: OnIssue, work: Work) -> tuple[Issue, Post, str]:
    issue = await work.issue(command.issue_id)
    post, company = await officer_of(issue.line, issue.category, command.by, work)
    if issue.state not in OPEN or issue.incident_at is None:
        raise NotPossibleNow(state=issue.state, action=None)
    return issue, post, company


async def officer_of(line: Sequence[int], category: str, person_id: int, work: Work) -> tuple[Post, str]:
    """The post that this person has in a company that supplies the place, and the company's name. Raises NotYours."""
    companies = {one.id: one.name for one in await companies_at(line, category, work)}
    for post in await work.posts_of(person_id):
        if post.department_id in companies:
            return post, companies[post.department_id]
    raise NotYours(action=None, roles=frozenset({Role.DEPARTMENT_OFFICER}))


def _write(
    issue: Issue, action: str, command: OnIssue, post: Post, work: Work, data: CompanySaid, text: str = ""
) -> Entry:
    work.changed(issue)
    return write_line(
        issue,
        action,
        command.at,
        work,
        person_id=command.by,
        post_id=post.id,
        chat_id=command.chat_id,
        text=text,
        visibility=Visibility.STAFF if action == SAID else Visibility.PUBLIC,
        data=data,
    )
