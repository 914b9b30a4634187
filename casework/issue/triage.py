"""The head's work: accept, grade, plan, reply, note, ask, and what the resident answers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from casework.categories import category
from casework.clock import ladder, night
from casework.clock import limits as clock
from casework.clock.falling_due import catch_up, note_due
from casework.frozen import frozen
from casework.issue import planned
from casework.issue.accusing import danger_apart, tell_apart
from casework.issue.doing import OnIssue, Photo, attach, begin, matter, reason, step, words
from casework.issue.telling import told
from casework.lines import Added, Graded, Noted, OfCategory, Planned, Replied
from casework.messages import Kind, Priority, redraw, tell_neighbours, tell_person, tell_reporter, tidy
from casework.model.deadlines import Deadline, DeadlineKind, PingAnswer
from casework.model.issues import Action, Grade, Issue, State, Tier
from casework.model.people import Post, Role
from casework.model.timeline import Visibility
from casework.neighbourhood.rights import MANAGERS, authorise
from casework.ports import IssueDue, Work
from casework.refusals import AlreadyHeld, GradeTooLow
from casework.told import GradeSet
from casework.transitions import next_state, possible, where_it_was
from casework.words.danger_words import adds, asks_silence, pleads
from casework.words.likeness import says_more
from casework.words.over import helpers_came
from casework.words.to_one import said_to_one

ORDER = (Grade.GENERAL, Grade.LARGER, Grade.COMPLEX)


def usual_grade(issue: Issue) -> Grade:
    """The category's usual grade."""
    return Grade(category(issue.category).grade)


def hold_by(issue: Issue, person_id: int, post: Post | None) -> None:
    """That person is the holder from now on; a pending hand-over is settled by it. Only hand-overs that nobody took
    make a problem case."""
    if issue.holder_id != person_id:
        issue.transfers = 0
    issue.holder_id = person_id
    issue.holder_post_id = post.id if post else None
    issue.transfer_post_id = None


async def accepted_by(issue: Issue, person_id: int, post: Post | None, at: datetime, work: Work) -> None:
    """First receiver stays the owner 首问负责: the holder is set, "understand" is met, the pings end."""
    hold_by(issue, person_id, post)
    if issue.now.accepted_at is None:
        issue.now.accepted_at, issue.now.accepted_by_id = at, person_id
        issue.now.accepted_post_id = post.id if post else None
        await _hand_on_what_was_added(issue, person_id, at, work)
    night.take_up(issue, at, work)
    clock.cancel(issue, work, at, DeadlineKind.OPENING)
    clock.meet(issue, work, at, DeadlineKind.UNDERSTAND)
    ladder.close_pings(issue, at, work, by=person_id, answer=PingAnswer.TAKE)


async def _hand_on_what_was_added(issue: Issue, person_id: int, at: datetime, work: Work) -> None:
    """What the reporter added while nobody had it, and what neighbours said with "my home too", reaches whoever takes
    it, words and photos; that there is a door or a phone, too."""
    with_more = {one.entry_id for one in await work.attachments(issue.id)}
    timeline = await work.timeline(issue.id)
    if any(entry.action == Action.VISIT and entry.round == issue.round for entry in timeline):
        tell_person(work, Kind.VISIT_NOTE, person_id, at, Priority.PING, issue=issue)
    for entry in timeline:
        added = entry.action == Action.AMEND and entry.person_id in issue.reporters
        too = entry.action == Action.ME_TOO and (says_more(entry.text) or entry.id in with_more)
        if entry.round == issue.round and (added or too):
            tell_person(work, Kind.RESIDENT_SAID, person_id, at, Priority.RESIDENT, issue=issue, entry=entry)


async def _who_whistled(issue: Issue, work: Work) -> list[int | None]:
    """Whoever judges soon what departments did about it, while they are at it."""
    whistle = await work.whistle(issue.whistle_id) if issue.whistle_id is not None else None
    return [(await work.post(whistle.by_post_id)).person_id] if whistle is not None and whistle.open else []


async def accept(command: OnIssue, work: Work) -> Issue:
    """Accept a reported issue. Raises AlreadyHeld (who was faster), NotYours, NotPossibleNow."""
    issue = await work.issue(command.issue_id)
    await catch_up(issue, command.at, work)
    post = await authorise(issue, Action.ACCEPT, command.by, work)
    if issue.holder_id is not None and not possible(issue.state, Action.ACCEPT):
        raise AlreadyHeld(holder_post_id=issue.holder_post_id, holder_id=issue.holder_id, at=issue.now.accepted_at)
    step(issue, Action.ACCEPT, command, post, work)
    await accepted_by(issue, command.by, post, command.at, work)
    tell_reporter(work, Kind.ACCEPTED, issue, command.at)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class SetGrade(OnIssue):
    """How long it may take. Above the category's usual grade a reason is needed."""

    grade: Grade
    why: str = ""


async def grade(command: SetGrade, work: Work) -> Issue:
    """Set the grade alone; managers may so undo a head's longer grade. Raises ReasonNeeded, GradeTooLow."""
    issue, post = await begin(command, Action.GRADE, work)
    _check_grade(issue, command)
    entry = step(
        issue,
        Action.GRADE,
        command,
        post,
        work,
        text=command.why,
        data=Graded(grade=command.grade),
        visibility=Visibility.STAFF,
    )
    await _set_grade(issue, command, post, work)
    if issue.plan:
        clock.meet(issue, work, command.at, DeadlineKind.PLAN)
        await _sooner(issue, command, work)
    if issue.holder_id != command.by:
        tell_person(work, Kind.SETTLED, issue.holder_id, command.at, Priority.PING, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def _sooner(issue: Issue, command: SetGrade, work: Work) -> None:
    """A shorter time than the resident was told: it is said at once, before it can be late."""
    until = _plan_ends(issue, command, work)
    if until is None or issue.plan_until is None or not command.at < until < issue.plan_until:
        return
    issue.plan_until = until
    tell_reporter(work, Kind.PLAN, issue, command.at)
    await tell_neighbours(work, issue, command.at)


def _plan_ends(issue: Issue, command: SetGrade, work: Work) -> datetime | None:
    """By when it is to be done, by its grade; "today" is not 24 hours from the report."""
    due = clock.running(issue, DeadlineKind.RESOLVE)
    if not due or command.grade is not Grade.COMPLEX:
        return due[0].due_at if due else None
    return min(due[0].due_at, clock.last_minute(command.at, work.settings.zone))


def longer_than_usual(issue: Issue, how_long: Grade) -> bool:
    """Whether a grade is above the category's usual one: it then needs a reason."""
    return ORDER.index(how_long) > ORDER.index(usual_grade(issue))


def _check_grade(issue: Issue, command: SetGrade) -> None:
    if category(issue.category).legal_days is not None:
        raise GradeTooLow(days=category(issue.category).legal_days)
    if longer_than_usual(issue, command.grade):
        reason(command.why)


async def _set_grade(issue: Issue, command: SetGrade, post: Post | None, work: Work) -> None:
    longer = longer_than_usual(issue, command.grade)
    by_manager = post is not None and post.role in MANAGERS
    clock.exchange_resolve(issue, work, command.at, command.grade)
    if longer and not by_manager:
        fyi = await ladder.on_duty(issue, Role.COMMUNITY_MANAGER, command.at, work)
        data = GradeSet(grade=command.grade, why=command.why, post_id=post.id if post else None)
        tell_person(
            work, Kind.GRADE_FYI, fyi.person_id if fyi else None, command.at, Priority.NOTICE, issue=issue, data=data
        )


@frozen(kw_only=True)
class Plan(SetGrade):
    """How long, what, and what it costs: told to the resident (wording.md §2 reply.plan)."""

    text: str
    cost: str = ""  # none | look | a sum in words
    public: str = ""  # the same for anybody to read; nothing where it was said to this resident alone


async def plan(command: Plan, work: Work) -> Issue:
    """Grade and plan in one go; the resident is told. Raises TextNeeded, ReasonNeeded, GradeTooLow."""
    issue, post = await begin(command, Action.PLAN, work)
    text = words(command.text)
    _check_grade(issue, command)
    entry = step(
        issue,
        Action.PLAN,
        command,
        post,
        work,
        text=text,
        data=Planned(grade=command.grade, cost=command.cost, why=command.why, public=command.public),
    )
    await _set_grade(issue, command, post, work)
    issue.plan, issue.cost = text, command.cost
    issue.plan_until = _plan_ends(issue, command, work)
    clock.meet(issue, work, command.at, DeadlineKind.PLAN)
    tell_reporter(work, Kind.PLAN, issue, command.at, entry=entry)
    if issue.nobody_to_tell:  # there is nobody whose answer could be waited for
        await told(issue, command.at, work, promise=False)
    await tell_neighbours(work, issue, command.at)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class Speak(OnIssue):
    """Words, with what was sent along."""

    text: str = ""
    photos: tuple[Photo, ...] = ()
    over: bool = False  # the reporter says that there is no danger any more, or that it is mended
    also: str = ""  # a second danger that the words name, of another kind
    written: datetime | None = None  # when, where they are passed on long after


async def reply(command: Speak, work: Work) -> Issue:
    """Words to the resident. Raises TextNeeded."""
    issue, post = await begin(command, Action.REPLY, work)
    text = words(command.text, command.photos)
    entry = step(issue, Action.REPLY, command, post, work, text=text, data=Replied(written=command.written))
    attach(issue.subject, entry, command.photos, work)
    tell_reporter(work, Kind.RELAY, issue, command.at, entry=entry)
    if not said_to_one(entry.text):  # nor a photo: it may show somebody's home
        await tell_neighbours(work, issue, command.at, words=entry)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


async def note(command: Speak, work: Work, *, order: bool = False, to: Iterable[int | None] = ()) -> Issue:
    """Words for the staff only. `order`: whoever is given it by them reads them; `to`: who has to hear them. Raises
    TextNeeded."""
    issue, post = await begin(command, Action.NOTE, work)
    text = words(command.text, command.photos)
    said = Noted(order=order or None)
    entry = step(issue, Action.NOTE, command, post, work, text=text, visibility=Visibility.STAFF, data=said)
    attach(issue.subject, entry, command.photos, work)
    for person_id in dict.fromkeys(to):
        if person_id != command.by:
            tell_person(work, Kind.STAFF_SAID, person_id, command.at, Priority.PING, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def ask(command: Speak, work: Work) -> Issue:
    """Ask the resident. Once a round, after a reply or plan was given, the clock stands still until the answer (24 h at
    most, default); urgent matters never pause. Asked again while it waits, it stands no longer. Raises TextNeeded."""
    issue, post = await begin(command, Action.ASK, work)
    before = issue.state
    entry = step(issue, Action.ASK, command, post, work, text=words(command.text))
    issue.question = command.text.strip()
    if before is State.WAITING:
        tell_reporter(work, Kind.QUESTION, issue, command.at, entry=entry)
        await redraw(work, issue, command.at)
        return issue
    if before is not State.DISPATCHED:
        issue.back_state = before
    if (issue.now.replied_at is not None or issue.plan) and not issue.waited and not issue.urgent:
        clock.hold(issue, work, command.at)
    else:
        clock.add(
            issue,
            work,
            DeadlineKind.WAITING_END,
            command.at + work.settings_for(issue.line, command.at).waiting_at_most,
        )
    tell_reporter(work, Kind.QUESTION, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def say(command: Speak, work: Work) -> Issue:
    """The reporter adds something: the answer while a question stands, else an amendment. The holder reads it, unless
    he was the one who heard the answer and says so. What it says of somebody in the middle of a danger is for one tier
    above.

    Raises TextNeeded, NotYours.
    """
    issue = await matter(command.issue_id, work)
    await catch_up(issue, command.at, work)
    action = Action.ANSWER if issue.state is State.WAITING else Action.AMEND
    issue, post = await begin(command, action, work)
    text = words(command.text, command.photos)
    if issue.urgent and not issue.private and issue.is_reporter(command.by):
        text, aside, named = await danger_apart(text, issue.line, issue.estate_id, work)
        await tell_apart(issue, aside, named, command.by, command.at, work)
    silent = issue.urgent and issue.called_only and issue.is_reporter(command.by)
    plea = silent and pleads(text)
    news = bool(command.photos or command.also) or adds(text, issue.danger)
    calm = issue.urgent and (helpers_came(text) or not news)
    added = Added(
        over=command.over or None,
        also=command.also or None,
        plea=plea or None,
        hush=(silent and not plea and asks_silence(text)) or None,
        calm=calm or None,
    )
    entry = step(issue, action, command, post, work, text=text, data=added)
    attach(issue.subject, entry, command.photos, work)
    if action is Action.ANSWER or (clock.running(issue, DeadlineKind.MENDED) and not command.over):
        clock.cancel(issue, work, command.at, DeadlineKind.MENDED)
        clock.release(issue, work, command.at)
        issue.question = ""
    # Else not before anybody's ping: whoever writes without end would hold them up.
    quiet = command.over or calm or plea
    priority = Priority.URGENT if issue.urgent and not quiet else Priority.RESIDENT
    if command.by != issue.holder_id or issue.is_reporter(command.by):
        hear = ladder.called(issue) if issue.urgent else await ladder.for_holder(issue, command.at, work)
        for person_id in dict.fromkeys([*hear, *await _who_whistled(issue, work)]):
            tell_person(work, Kind.RESIDENT_SAID, person_id, command.at, priority, issue=issue, entry=entry)
    if issue.planned_until is not None and command.at >= issue.planned_until and planned.still_out(command.text):
        await planned.take_up(issue, command.at, work, by=command.by)
    await redraw(work, issue, command.at)
    return issue


ALBUM = timedelta(minutes=1)
"""So long after the first the photos of one album come at most."""


async def say_along(issue: Issue, by: int, photos: tuple[Photo, ...], at: datetime, work: Work) -> bool:
    """The rest of an album whose first photo was just added, while nobody has the matter: it is of the same entry, on
    the card in one line and one message for whoever takes it. False where somebody has read of the first."""
    if issue.holder_id is not None or issue.urgent or not photos:
        return False
    own = [one for one in await work.timeline(issue.id) if one.action == Action.AMEND and one.person_id == by]
    if not own or at - own[-1].at > ALBUM:
        return False
    attach(issue.subject, own[-1], photos, work)
    await redraw(work, issue, at)
    return True


@frozen(kw_only=True)
class Recategorise(OnIssue):
    """The guessed category was wrong."""

    category: str


async def recategorise(command: Recategorise, work: Work) -> Issue:
    """Set the category; what became private leaves the groups from now on."""
    issue, post = await begin(command, Action.RECATEGORISE, work)
    kind, had_no_clock = category(command.category), clock.has_no_clock(issue)
    await redraw(work, issue, command.at)
    issue.category, issue.tier = kind.key, Tier(kind.tier)
    if kind.private and not issue.private:
        issue.make_private(called_only=kind.key == "violence")
        await ladder.gone_private(issue, command.at, work)
    step(
        issue, Action.RECATEGORISE, command, post, work, data=OfCategory(category=kind.key), visibility=Visibility.STAFF
    )
    if issue.planned_until is not None and kind.key not in planned.OUTAGES:
        await planned.take_up(issue, command.at, work, alone=True)
    if clock.has_no_clock(issue):
        clock.cancel(issue, work, command.at, *clock.CLOCK, DeadlineKind.ASK_ON)
    elif had_no_clock:
        clock.open_round(issue, work)
    await night.other_category(issue, command.at, work)
    await redraw(work, issue, command.at)
    return issue


async def _waiting_end(issue: Issue, deadline: Deadline, work: Work) -> None:
    note_due(issue, deadline, work)
    clock.release(issue, work, deadline.due_at)
    issue.state = next_state(issue.state, Action.ANSWER, where_it_was(issue))
    issue.question = ""
    issue.turn += 1
    await redraw(work, issue, deadline.due_at)


DUE: dict[DeadlineKind, IssueDue] = {
    DeadlineKind.WAITING_END: _waiting_end,
}
