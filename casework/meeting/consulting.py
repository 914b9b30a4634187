"""Talking one matter over 会商: whoever is invited says a word, everybody in it reads it, and it ends in one sentence
that the resident sees (around-an-issue.md §3).

It is no thread of its own: an invitation, each word and the agreement are lines of the issue's timeline. The resident
reads the words only where he or she was invited, and the agreement always.
"""

from collections.abc import Sequence

from casework.frozen import frozen
from casework.issue.doing import OnIssue, Photo, attach, begin, step, words
from casework.lines import Invited
from casework.messages import Kind, Priority, redraw, tell_person, tell_reporter
from casework.model.issues import Action, Issue
from casework.model.people import Post, Role
from casework.model.timeline import Entry, Visibility
from casework.ports import Work
from casework.refusals import NobodyThere, NotPossibleNow, PrivateMatter

INVITABLE: tuple[Role, ...] = (
    Role.PROPERTY_STEWARD,
    Role.OWNERS_COMMITTEE,
    Role.COMMITTEE_MEMBER,
    Role.GRID_HEAD,
    Role.STREET_HEAD,
    Role.BUILDING_HEAD,
    Role.UNIT_HEAD,
    Role.COMMUNITY_MANAGER,
    Role.SECRETARY,
    Role.BRANCH_SECRETARY,
    Role.COMMUNITY_POLICE,
    Role.SUBDISTRICT_MANAGER,
)
"""Who of the place can be invited, in the order of the buttons."""


@frozen(kw_only=True)
class Talk:
    """A consultation that goes on: the posts that are in it, and whether the resident is."""

    posts: tuple[int, ...]
    resident: bool
    people: frozenset[int]

    @property
    def visibility(self) -> Visibility:
        """Of its words."""
        return Visibility.PUBLIC if self.resident else Visibility.STAFF


def talk_in(issue: Issue, timeline: Sequence[Entry]) -> Talk | None:
    """The one that goes on in this round: all invitations since the last agreement. `people`: who invited."""
    here = [one for one in timeline if one.round == issue.round]
    since = max((index for index, one in enumerate(here) if one.action == Action.AGREED), default=-1)
    asked = [one for one in here[since + 1 :] if one.action == Action.CONSULT]
    if not asked:
        return None
    said = [one.data for one in asked if isinstance(one.data, Invited)]
    posts = dict.fromkeys(post_id for one in said for post_id in one.invited)
    return Talk(
        posts=tuple(posts),
        resident=any(one.resident for one in said),
        people=frozenset(one.person_id for one in asked if one.person_id is not None),
    )


async def can_be_invited(issue: Issue, by: int, work: Work) -> list[Post]:
    """Posts of the place that can be reached, each person once, but for whoever invites."""
    found: dict[int, Post] = {}
    posts = await work.posts_for(issue.line, issue.estate_id, INVITABLE)
    for post in sorted(posts, key=lambda one: INVITABLE.index(one.role)):
        if post.person_id not in (None, by) and post.reachable:
            found.setdefault(post.person_id or 0, post)
    return list(found.values())


@frozen(kw_only=True)
class Consult(OnIssue):
    """Whom, whether the resident too, and what is to be talked over."""

    posts: tuple[int, ...]
    text: str
    resident: bool = False


async def consult(command: Consult, work: Work) -> Issue:
    """Invite them; while one goes on, further people come to it. Raises PrivateMatter, TextNeeded, NobodyThere."""
    issue, post = await begin(command, Action.CONSULT, work)
    if issue.private:
        raise PrivateMatter
    may = {one.id for one in await can_be_invited(issue, command.by, work)}
    invited = [one for one in dict.fromkeys(command.posts) if one in may]
    if not invited and not command.resident:
        raise NobodyThere
    before = talk_in(issue, await work.timeline(issue.id))
    shown = command.resident or (before is not None and before.resident)
    entry = step(
        issue,
        Action.CONSULT,
        command,
        post,
        work,
        text=words(command.text),
        visibility=Visibility.PUBLIC if shown else Visibility.STAFF,
        data=Invited(invited=tuple(invited), resident=command.resident),
    )
    for post_id in invited:
        person_id = (await work.post(post_id)).person_id
        tell_person(work, Kind.CONSULTED, person_id, command.at, Priority.PING, issue=issue, entry=entry)
    if command.resident:
        tell_reporter(work, Kind.CONSULTED_OWN, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class SayIn(OnIssue):
    """A word to everybody who is in it; or what was agreed."""

    text: str
    photos: tuple[Photo, ...] = ()


async def say_in(command: SayIn, work: Work) -> Entry:
    """A word, to all the others. Raises NotPossibleNow once it is over, or for a resident who is not in it;
    TextNeeded."""
    issue, post = await begin(command, Action.CONSULT_SAY, work)
    talk = talk_in(issue, await work.timeline(issue.id))
    if talk is None or (post is None and not talk.resident):
        raise NotPossibleNow(state=issue.state, action=Action.CONSULT_SAY)
    text = words(command.text, command.photos)
    entry = step(issue, Action.CONSULT_SAY, command, post, work, text=text, visibility=talk.visibility)
    attach(issue.subject, entry, command.photos, work)
    await _tell(issue, talk, entry, work)
    if talk.resident:
        for person_id in issue.reporters:
            if person_id != command.by:
                kind = Kind.CONSULTED_OWN
                tell_person(work, kind, person_id, command.at, Priority.RESIDENT, issue=issue, entry=entry)
    return entry


async def agree_on(command: SayIn, work: Work) -> Issue:
    """It ends with what was agreed 达成一致, in a sentence that the resident sees. Raises NotPossibleNow when nothing
    is talked over; TextNeeded."""
    issue, post = await begin(command, Action.AGREED, work)
    talk = talk_in(issue, await work.timeline(issue.id))
    if talk is None:
        raise NotPossibleNow(state=issue.state, action=Action.AGREED)
    entry = step(issue, Action.AGREED, command, post, work, text=words(command.text))
    await _tell(issue, talk, entry, work)
    tell_reporter(work, Kind.AGREED, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def _tell(issue: Issue, talk: Talk, entry: Entry, work: Work) -> None:
    """All who are in it, but for whoever spoke: those who were invited and who invited, and the holder."""
    people = {(await work.post(post_id)).person_id for post_id in talk.posts} | talk.people | {issue.holder_id}
    for person_id in sorted(one for one in people if one is not None and one != entry.person_id):
        if not issue.is_reporter(person_id):
            tell_person(work, Kind.CONSULTED, person_id, entry.at, Priority.PING, issue=issue, entry=entry)
