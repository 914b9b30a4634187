"""How every use case begins and ends: read the issue, let what was due fire, ask whether the person may, step.

A command says who (`by`: a person's id), when (`at`: the moment of the action, see domain.md §3), on which issue and,
from a group, in which chat. A use case is an async function of (command, work); it returns the issue.
"""

from datetime import datetime

from casework.capabilities import BEGINS
from casework.clock import limits as clock
from casework.clock.falling_due import catch_up
from casework.data import NOTHING, Data
from casework.frozen import frozen
from casework.messages import keep_copies
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue, Round, State
from casework.model.people import Post
from casework.model.subjects import Subject
from casework.model.timeline import Attachment, AttachmentKind, Entry, Visibility
from casework.neighbourhood.rights import authorise
from casework.neighbourhood.switching import need
from casework.ports import Work
from casework.refusals import ReasonNeeded, TextNeeded
from casework.tiers import receivers
from casework.timeline import write_line
from casework.transitions import ANSWERS, DECIDES, OPEN, RECEIVES, next_state, where_it_was


@frozen(kw_only=True)
class OnIssue:
    """Somebody does something to an issue."""

    issue_id: int
    by: int
    at: datetime
    chat_id: int | None = None


@frozen(kw_only=True)
class Photo:
    """Something sent along, by the messenger's reference."""

    kind: AttachmentKind
    ref: str
    seconds: int = 0


async def matter(issue_id: int, work: Work) -> Issue:
    """The issue, or the one with which its report is together. Raises NotFound."""
    issue = await work.issue(issue_id)
    if issue.state is State.MERGED and issue.reports and issue.report.issue_id != issue.id:
        return await work.issue(issue.report.issue_id)
    return issue


async def begin(command: OnIssue, action: Action, work: Work) -> tuple[Issue, Post | None]:
    """The issue as it stands at the command's time, and the post in which the person acts. A reporter's command goes to
    the matter with which his report is together.

    Raises NotFound, NotYours, NotPossibleNow, SwitchedOff.
    """
    issue = await work.issue(command.issue_id)
    if issue.is_reporter(command.by) and action is not Action.SPLIT:  # whose button has the number of his own report
        issue = await matter(issue.id, work)
    await catch_up(issue, command.at, work)
    post = await authorise(issue, action, command.by, work, chat_id=command.chat_id)
    if action in BEGINS:
        need(BEGINS[action], issue.line, command.at, work)
    next_state(issue.state, action, where_it_was(issue))
    return issue, post


def step(
    issue: Issue,
    action: Action,
    command: OnIssue,
    post: Post | None,
    work: Work,
    *,
    text: str = "",
    visibility: Visibility = Visibility.PUBLIC,
    data: Data = NOTHING,
) -> Entry:
    """Take the step in the table and write it on the timeline: who, in which post, what, when, from which chat."""
    before = issue.state
    issue.state = next_state(issue.state, action, where_it_was(issue))
    _handed(issue, action, post)
    if action in ANSWERS:  # it is not put off any more
        clock.cancel(issue, work, command.at, DeadlineKind.PUT_OFF_END)
    if action in DECIDES or action in (Action.PROMISE, Action.RESOLVE):
        issue.again_since = None
    if issue.state is not before:
        issue.turn += 1
    entry = write_line(
        issue,
        action,
        command.at,
        work,
        person_id=command.by,
        post_id=post.id if post else None,
        chat_id=command.chat_id,
        visibility=visibility,
        text=text,
        data=data,
    )
    work.changed(issue)
    return entry


def _handed(issue: Issue, action: Action, post: Post | None) -> None:
    """Whether a handing up counts (domain.md §4): once those above have gone on with it. Where somebody else has, or it
    is over, it is needed no more."""
    if post is not None and post.role in receivers(issue) and action in RECEIVES:
        issue.tier, issue.handed_to = issue.handed_to or issue.tier, None
    elif action in ANSWERS or issue.state not in OPEN:
        issue.handed_to = None


def new_round(issue: Issue, at: datetime, work: Work, *, told: bool = False) -> None:
    """T0 is now, under the same number; what was said and done in the round before stays with it. `told`: whoever had
    an answer still has it."""
    work.changed(issue.now)
    keep_copies(issue, work)
    issue.now = Round(issue_id=issue.id, round=issue.round + 1, t0=at)
    issue.t0 = at
    for report in issue.reports:
        report.told_at = report.told_at if told else None
    end_promise(issue, at, work)


def end_promise(issue: Issue, at: datetime, work: Work) -> None:
    """The promise counts no longer: another takes its place, or its round is over."""
    if issue.promise is not None:
        issue.promise.ended_at = at
        work.changed(issue.promise)
        issue.promise = None


def attach(subject: Subject, entry: Entry | None, photos: tuple[Photo, ...], work: Work) -> None:
    """Keep what was sent along, with an entry or with what the subject itself says."""
    for photo in photos:
        work.add(
            Attachment(
                id=work.new_id(),
                kind=photo.kind,
                ref=photo.ref,
                seconds=photo.seconds,
                subject=subject,
                entry_id=entry.id if entry is not None else None,
            )
        )


def words(text: str, photos: tuple[Photo, ...] = ()) -> str:
    """The text without surrounding blanks. Raises TextNeeded when there is neither text nor photo."""
    if not (text := text.strip()) and not photos:
        raise TextNeeded
    return text


def reason(text: str) -> str:
    """The reason. Raises ReasonNeeded when it is empty."""
    if not (text := text.strip()):
        raise ReasonNeeded
    return text
