"""The result: resolving, taking it back, rating, closing, reopening, complaining domain.md §4."""

from dataclasses import replace
from datetime import datetime, timedelta

from casework.clock import ladder
from casework.clock import limits as clock
from casework.clock.falling_due import note_due
from casework.clock.ladder import over
from casework.data import NOTHING, Data
from casework.frozen import frozen
from casework.issue.accusing import complained_of, complaint, told_above
from casework.issue.checking import note_check
from casework.issue.doing import OnIssue, Photo, attach, begin, matter, new_round, step, words
from casework.issue.posting import post_result
from casework.issue.telling import told
from casework.issue.together import UNSOLVED_FOR_ALL, goes_on_alone, join, unsolved_before
from casework.issue.triage import accepted_by
from casework.lines import About, Done, InPerson, Rated, Reopened, Unfixed, Wrong, post_told
from casework.lines import false_alarm as says_false
from casework.messages import Kind, Priority, redraw, tell_neighbours, tell_person, tell_reporter, tidy
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import CONTENT, Accused, Action, Check, Issue, Rating, Report, State
from casework.model.people import Post
from casework.model.timeline import Entry, Visibility
from casework.neighbourhood.rights import authorise, not_yours
from casework.neighbourhood.seats import seat_holder
from casework.ports import IssueDue, Work
from casework.refusals import NotPossibleNow, TooLate, WhistleOpen
from casework.timeline import write_line
from casework.transitions import next_state
from casework.words.accused import of_the_work, says_manner


@frozen(kw_only=True)
class Resolve(OnIssue):
    """What was done, in words or photos; `public`: the same for anybody to read."""

    text: str = ""
    public: str = ""
    photos: tuple[Photo, ...] = ()
    whistle_known: bool = False  # that departments are still waited for


async def resolve(command: Resolve, work: Work) -> Issue:
    """It is done: the clock ends, the resident is asked to look. Raises TextNeeded without word and photo; WhistleOpen
    while departments are waited for, unless that is known."""
    issue, post = await begin(command, Action.RESOLVE, work)
    if not command.whistle_known and (awaited := await awaited_for(issue, work)):
        raise WhistleOpen(departments=awaited)
    text = words(command.text, command.photos)
    if issue.holder_id is None:
        await accepted_by(issue, command.by, post, command.at, work)
    if issue.waiting_since is not None:
        clock.release(issue, work, command.at)
    entry = step(issue, Action.RESOLVE, command, post, work, text=text, data=Done(public=command.public))
    attach(issue.subject, entry, command.photos, work)
    issue.result, issue.question = text, ""
    issue.assignee_post_id, issue.transfer_post_id = None, None
    issue.now.resolved_at, issue.now.resolved_by_id = command.at, command.by
    issue.now.resolved_post_id = post.id if post else None
    clock.end(issue, work, command.at, clock.CLOCK, DeadlineState.MET)
    clock.cancel_all(issue, work, command.at)
    ladder.close_pings(issue, command.at, work)
    settings = work.settings_for(issue.line, command.at)
    tomorrow = clock.midnight(command.at, settings.zone) + timedelta(days=1)
    remind = clock.next_reminder(tomorrow, settings)
    if issue.reporters and remind < command.at + settings.rate_lapse:
        clock.add(issue, work, DeadlineKind.RATE_REMINDER, remind)
    clock.add(issue, work, DeadlineKind.LAPSE, clock.by_day(command.at + settings.rate_lapse, settings))
    await work.falls_due.done(issue, command.at, work)
    tell_reporter(work, Kind.DONE, issue, command.at, entry=entry)
    for person_id in await work.me_toos(issue.id):
        tell_person(work, Kind.DONE_NEIGHBOUR, person_id, command.at, Priority.RESIDENT, issue=issue, entry=entry)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


async def false_alarm(issue: Issue, command: OnIssue, post: Post | None, work: Work) -> None:
    """There was nothing to do: over at once, without a question how it was done, whoever came to see. Its reporter has
    been told, and can say for as long as of any other that it is not so; whoever it was given to hears it, as all who
    were called."""
    why = (await work.timeline(issue.id))[-1].text
    step(issue, Action.RESOLVE, command, post, work, text=why, visibility=Visibility.STAFF, data=Done(false=True))
    issue.result, issue.question = why, ""
    issue.now.false_alarm = True
    issue.now.resolved_at, issue.now.resolved_by_id = command.at, command.by
    issue.now.resolved_post_id = post.id if post else None
    clock.end(issue, work, command.at, clock.CLOCK, DeadlineState.MET)
    clock.cancel_all(issue, work, command.at)
    clock.add(issue, work, DeadlineKind.LAPSE, command.at + work.settings_for(issue.line, command.at).rate_lapse)


RESULT_MORE = "result_more"
"""An entry: more words or photos of the same result, by whoever said that it is done."""


@frozen(kw_only=True)
class MoreOfResult(OnIssue):
    """What follows right after the result: its words, or a photo."""

    text: str = ""
    photos: tuple[Photo, ...] = ()


async def add_to_result(command: MoreOfResult, work: Work) -> Issue:
    """It belongs to the result, for as long as that may be taken back: the residents who reported it hear it as one
    addition and are asked nothing again; whoever has rated it by then is left in peace.

    Raises NotYours, NotPossibleNow, TooLate, TextNeeded.
    """
    issue = await matter(command.issue_id, work)
    text = words(command.text, command.photos)
    if issue.state not in (State.RESOLVED, State.CLOSED) or issue.now.resolved_at is None:
        raise NotPossibleNow(state=issue.state, action=Action.UNDO_RESOLVE)
    mine = [one for one in await work.posts_of(command.by) if one.id == issue.now.resolved_post_id]
    if issue.now.resolved_by_id != command.by or not mine:
        raise await not_yours(issue, Action.UNDO_RESOLVE, work)
    limit = work.settings_for(issue.line, command.at).undo_resolve
    if command.at > issue.now.resolved_at + limit:
        raise TooLate(limit=limit)
    entry = write_line(
        issue,
        RESULT_MORE,
        command.at,
        work,
        person_id=command.by,
        post_id=mine[0].id,
        chat_id=command.chat_id,
        text=text,
    )
    attach(issue.subject, entry, command.photos, work)
    issue.result = "\n".join(one for one in (issue.result, text) if one)
    work.changed(issue)
    for person_id in issue.reporters:
        if not rated_it(issue, person_id):
            tell_person(work, Kind.DONE_MORE, person_id, command.at, Priority.RESIDENT, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def awaited_for(issue: Issue, work: Work) -> list[str]:
    """Names of the departments that a whistle about it still waits for."""
    whistle = await work.whistle(issue.whistle_id) if issue.whistle_id is not None else None
    if whistle is None or not whistle.open:
        return []
    return [(await work.department(one.department_id)).name for one in whistle.calls if not one.over]


async def undo_resolve(command: OnIssue, work: Work) -> Issue:
    """Pressed by mistake: within 10 minutes (default), unrated. The clock goes on as if nothing had happened.

    Raises TooLate.
    """
    issue, post = await begin(command, Action.UNDO_RESOLVE, work)
    assert issue.now.resolved_at is not None
    limit = work.settings_for(issue.line, command.at).undo_resolve
    if command.at > issue.now.resolved_at + limit:
        raise TooLate(limit=limit)
    entry = step(issue, Action.UNDO_RESOLVE, command, post, work)
    issue.result = ""
    issue.now.resolved_at = issue.now.resolved_by_id = issue.now.resolved_post_id = None
    issue.now.false_alarm = False
    issue.assignee_post_id, issue.transfer_post_id = None, None
    clock.cancel_all(issue, work, command.at)
    clock.restart_resolve(issue, work, command.at)
    tell_reporter(work, Kind.TURNED, issue, command.at, entry=entry)
    await tell_neighbours(work, issue, command.at, back=entry)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class Rate(OnIssue):
    """Good or fair, perhaps with a word (thanks, or what could be better)."""

    rating: Rating
    text: str = ""


async def rate(command: Rate, work: Work) -> Issue:
    """The reporter is content. When all who reported it are, it is closed; those who say nothing it does not wait for
    longer than the lapse."""
    issue, post = await begin(command, Action.RATE, work)
    _rated(issue, command.by, command.rating, command.at)
    text = command.text.strip()
    if _unrated(issue):
        entry = _one_of_many(issue, command, text, work)
    else:
        entry = step(issue, Action.RATE, command, post, work, text=text, data=Rated(rating=command.rating))
        await _all_content(issue, command.at, work)
    tell_person(work, Kind.RATED, issue.holder_id, command.at, Priority.NOTICE, issue=issue, entry=entry)
    return issue


def _rated(issue: Issue, by: int, rating: Rating, at: datetime) -> None:
    for report in issue.reports:
        if report.reporter_id == by:
            report.rating, report.rated_at = rating, at
    _tally(issue)


def _tally(issue: Issue) -> None:
    """How many of its reporters said how the result of this round is, and how many of them are content."""
    given = [one.rating for one in issue.reports if one.rating is not None and _since_result(issue, one)]
    issue.now.rated_by = len(given)
    issue.now.content = sum(one in CONTENT for one in given)


def _unrated(issue: Issue) -> list[Report]:
    """Reports whose reporter is known and has not said how it is since the result."""
    return [one for one in issue.reports if one.reporter_id is not None and not _since_result(issue, one)]


def _since_result(issue: Issue, report: Report) -> bool:
    since = issue.now.resolved_at
    return report.rated_at is not None and since is not None and report.rated_at >= since


def awaits_rating(issue: Issue, person_id: int | None) -> bool:
    """Whether this reporter has a result before him or her and has not said how it is."""
    mine = [one for one in _unrated(issue) if one.reporter_id == person_id]
    return issue.state is State.RESOLVED and bool(mine)


def rated_it(issue: Issue, person_id: int | None) -> bool:
    """Whether this reporter said how the result is: one rating of several is kept, however the rest ends."""
    return any(one.reporter_id == person_id and _since_result(issue, one) for one in issue.reports)


def _one_of_many(issue: Issue, command: Rate, text: str, work: Work) -> Entry:
    """One of several reporters rated it: a line, and the others are waited for."""
    entry = write_line(
        issue, Action.RATE, command.at, work, person_id=command.by, text=text, data=Rated(rating=command.rating)
    )
    work.changed(issue)
    return entry


async def _all_content(issue: Issue, at: datetime, work: Work) -> None:
    """Good is what all found good."""
    fair = any(one.rating is Rating.FAIR for one in issue.reports)
    issue.now.rating, issue.now.rated_at = Rating.FAIR if fair else Rating.GOOD, at
    await close(issue, at, work)


def _as_far_as_rated(issue: Issue) -> None:
    """What some of several said counts, though the others say nothing."""
    given = [one for one in issue.reports if one.rating is not None and _since_result(issue, one)]
    if given:
        fair = any(one.rating is Rating.FAIR for one in given)
        issue.now.rating = Rating.FAIR if fair else Rating.GOOD
        issue.now.rated_at = max(one.rated_at for one in given if one.rated_at is not None)


@frozen(kw_only=True)
class Thank(OnIssue):
    """A word after the rating: thanks, or what could be better."""

    text: str


async def praise(command: Thank, work: Work) -> Issue:
    """The reporter praises whoever has it, or had it: in the reporter's own words, to that person alone.

    Raises NotYours, TextNeeded.
    """
    issue = await matter(command.issue_id, work)
    await authorise(issue, Action.RATE, command.by, work)
    said = words(command.text)
    entry = write_line(issue, "thank", command.at, work, person_id=command.by, text=said, data=Rated(praise=True))
    work.changed(issue)
    tell_person(work, Kind.RATED, issue.holder_id, command.at, Priority.NOTICE, issue=issue, entry=entry)
    return issue


async def thank(command: Thank, work: Work) -> Issue:
    """The rating came first, so that it is never lost; its word goes to the former holder.

    Raises NotYours, NotPossibleNow, TextNeeded.
    """
    issue = await matter(command.issue_id, work)
    await authorise(issue, Action.RATE, command.by, work)
    mine = next((one.rating for one in issue.reports if one.reporter_id == command.by), None)
    if issue.state not in (State.RESOLVED, State.CLOSED) or mine is None:
        raise NotPossibleNow(state=issue.state, action=Action.RATE)
    entry = write_line(
        issue, "thank", command.at, work, person_id=command.by, text=words(command.text), data=Rated(rating=mine)
    )
    work.changed(issue)
    tell_person(work, Kind.RATED, issue.holder_id, command.at, Priority.NOTICE, issue=issue, entry=entry)
    return issue


async def close(issue: Issue, at: datetime, work: Work) -> None:
    """Closing ends clock and pings."""
    over(issue, at, work)
    work.changed(issue)
    await redraw(work, issue, at)
    await post_result(issue, at, work)


@frozen(kw_only=True)
class Reopen(OnIssue):
    """Not solved: what is wrong, perhaps with a photo."""

    what: Wrong
    text: str = ""
    photos: tuple[Photo, ...] = ()


def too_late_for(issue: Issue, at: datetime, limit: timedelta) -> bool:
    """Whether it was closed too long ago to go on; whoever was asked after it may still say so."""
    return issue.now.closed_at is not None and at > issue.now.closed_at + limit and issue.now.checked is not Check.ASKED


async def reopen(command: Reopen, work: Work) -> Issue:
    """A new round under the same number: T0 is now, the former holder goes on, the community is pinged at once. Of a
    matter that others reported too only this report goes on; the third of them opens the whole again.

    Raises TooLate more than 7 days (default) after closing.
    """
    issue, post = await begin(command, Action.REOPEN, work)
    limit = work.settings_for(issue.line, command.at).reopen_within
    if too_late_for(issue, command.at, limit):
        raise TooLate(limit=limit)
    note_check(issue.now, Check.NOT_DONE, command.at, None, work)
    _rated(issue, command.by, Rating.NOT_SOLVED, command.at)
    whole, before = issue, await unsolved_before(issue, work)
    several = len(before) + 1 >= UNSOLVED_FOR_ALL
    if len(issue.reporters) > 1 and (not several or whole.incident_at is not None):
        issue = await goes_on_alone(whole, command, post, work)
        _tally(whole)
        _tally(issue)
        before = before if several else []  # of an incident a smaller one is left
        await _without_the_one(whole, command.at, work)
    issue.now.rating, issue.now.rated_at = Rating.NOT_SOLVED, command.at
    text = command.text.strip()
    entry = await another_round(issue, Action.REOPEN, command, post, work, text=text, data=Reopened(what=command.what))
    attach(issue.subject, entry, command.photos, work)
    await ladder.ask_when_open(issue, command.at, work)
    tell_person(work, Kind.REDO, issue.holder_id, command.at, Priority.PING, issue=issue, entry=entry)
    await ladder.cover_too(issue, command.at, work)
    tell_reporter(work, Kind.REOPENED, issue, command.at, entry=entry)
    for other in before:  # those who said so before are in the same boat again
        await join(issue, other, command, post, work, at=command.at)
    if before and whole.incident_at is not None:
        issue.incident_at = command.at
    await tell_neighbours(work, issue, command.at, back=entry)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class AskedInPerson(OnIssue):
    """What somebody without an account said of the result to whoever asked at the door; `what`: what is wrong, or
    nothing where it is done."""

    what: Wrong | None
    text: str = ""
    photos: tuple[Photo, ...] = ()


async def asked_in_person(command: AskedInPerson, work: Work) -> Issue:
    """Of a result that its reporter cannot be asked about here: told and asked by somebody of the house, it is over, or
    goes on as if the reporter had said so. No rating is counted: it is somebody else's word (wording.md §7 done.door).

    Raises NotYours, NotPossibleNow.
    """
    issue, post = await begin(command, Action.TELL_IN_PERSON, work)
    if issue.state is not State.RESOLVED or issue.reporters:
        raise NotPossibleNow(state=issue.state, action=Action.TELL_IN_PERSON)
    step(issue, Action.TELL_IN_PERSON, command, post, work, data=InPerson(solved=command.what is None))
    await told(issue, command.at, work, promise=True)
    if command.what is not None:
        text = command.text.strip()
        entry = await another_round(
            issue, Action.REOPEN, command, post, work, text=text, data=Reopened(what=command.what)
        )
        attach(issue.subject, entry, command.photos, work)
        await ladder.ask_when_open(issue, command.at, work)
        tell_person(work, Kind.REDO, issue.holder_id, command.at, Priority.PING, issue=issue, entry=entry)
        await ladder.cover_too(issue, command.at, work)
        await redraw(work, issue, command.at)
    else:
        issue.state = next_state(issue.state, Action.LAPSE, None)
        issue.turn += 1
        await close(issue, command.at, work)
    return issue


@frozen(kw_only=True)
class NotFixed(OnIssue):
    """What was found. `own`: it is taken back by whoever had said that it is done."""

    text: str
    own: bool = False


async def not_fixed(command: NotFixed, work: Work) -> Issue:
    """Whoever looked, or had said that it is done, says that it is not: a new round under the same number, the former
    holder goes on. What its reporter rated stays with the round that it was. Raises TextNeeded."""
    issue, post = await begin(command, Action.NOT_FIXED, work)
    said = Unfixed(own=command.own or None)
    entry = await another_round(issue, Action.NOT_FIXED, command, post, work, text=words(command.text), data=said)
    if issue.holder_id != command.by:
        tell_person(work, Kind.REDO, issue.holder_id, command.at, Priority.PING, issue=issue, entry=entry)
        await ladder.cover_too(issue, command.at, work)
    tell_reporter(work, Kind.REOPENED, issue, command.at, entry=entry)
    await tell_neighbours(work, issue, command.at, back=entry)
    await redraw(work, issue, command.at)
    return issue


async def not_solved(command: Reopen, work: Work) -> tuple[Issue, bool]:
    """Not solved, in words: those that accuse somebody are a complaint, private as by its button; the work goes on with
    the others alone, where they say what is wrong with it. The issue, and whether it was complained. Raises TooLate."""
    issue = await matter(command.issue_id, work)
    if not (says_manner(command.text) or await complained_of(command.text, issue.line, issue.estate_id, work)):
        return await reopen(command, work), False
    public = of_the_work(command.text)
    said = Complain(
        issue_id=command.issue_id,
        by=command.by,
        at=command.at,
        about="attitude",
        text=command.text,
        photos=() if public else command.photos,
    )
    issue = await complain(said, work)
    return (await reopen(replace(command, text=public), work) if public else issue), True


async def _without_the_one(whole: Issue, at: datetime, work: Work) -> None:
    """The others' result stands; if all of them have rated it, it is closed."""
    if whole.state is State.RESOLVED and not _unrated(whole):
        whole.state = next_state(whole.state, Action.RATE, None)
        whole.turn += 1
        await _all_content(whole, at, work)
    else:
        await redraw(work, whole, at)


async def another_round(
    issue: Issue,
    action: Action,
    command: OnIssue,
    post: Post | None,
    work: Work,
    *,
    text: str,
    visibility: Visibility = Visibility.PUBLIC,
    data: Data = NOTHING,
) -> Entry:
    """A new round under the same number, in which the former holder goes on; what begins it."""
    clock.cancel_all(issue, work, command.at)
    ladder.close_pings(issue, command.at, work)
    await seat_holder(issue, command.at, work)
    new_round(issue, command.at, work)
    entry = step(issue, action, command, post, work, text=text, visibility=visibility, data=data)
    _fresh_round(issue, command.at)
    clock.open_round(issue, work)
    issue.problem = issue.problem or issue.round > ladder.PROBLEM_AFTER
    return entry


def _fresh_round(issue: Issue, at: datetime) -> None:
    issue.paused = timedelta()
    issue.waited = False
    issue.waiting_since = None
    issue.grade = None
    issue.now.accepted_at = at
    issue.now.accepted_by_id, issue.now.accepted_post_id = issue.holder_id, issue.holder_post_id
    issue.plan, issue.cost, issue.plan_until, issue.result = "", "", None, ""
    issue.transfers, issue.transfer_post_id, issue.assignee_post_id = 0, None, None


@frozen(kw_only=True)
class Complain(OnIssue):
    """About the fee or the attitude: for the community alone."""

    about: About
    text: str = ""
    photos: tuple[Photo, ...] = ()


async def complain(command: Complain, work: Work) -> Issue:
    """A complaint never reaches a group, nor whoever held the issue or is named in it: it goes to the community, or
    above it where the community's own people are complained about. Raises TextNeeded."""
    issue, post = await begin(command, Action.COMPLAIN, work)
    named = await complained_of(command.text, issue.line, issue.estate_id, work)
    to = await told_above(issue, named, command.at, work)
    entry = step(
        issue,
        Action.COMPLAIN,
        command,
        post,
        work,
        text=words(command.text, command.photos),
        data=complaint(command.about, named, to),
        visibility=Visibility.PRIVATE,
    )
    attach(issue.subject, entry, command.photos, work)
    tell_person(work, Kind.COMPLAINT, to.person_id if to else None, command.at, Priority.PING, issue=issue, entry=entry)
    tell_reporter(work, Kind.COMPLAINT_TAKEN, issue, command.at, entry=entry)
    return issue


async def complain_more(command: Complain, work: Work) -> Issue:
    """More of a complaint that was made, in words or photos: to the same people, and no second receipt. Raises
    NotYours, TextNeeded."""
    issue = await matter(command.issue_id, work)
    await authorise(issue, Action.COMPLAIN, command.by, work)
    made = [one for one in await work.timeline(issue.id) if one.action == Action.COMPLAIN]
    before = " ".join(one.text for one in made)
    named = await complained_of(f"{before}\n{command.text}", issue.line, issue.estate_id, work)
    to = await _same_hearer(issue, made, named, command.at, work)
    entry = write_line(
        issue,
        Action.COMPLAIN,
        command.at,
        work,
        person_id=command.by,
        visibility=Visibility.PRIVATE,
        text=words(command.text, command.photos),
        data=complaint(command.about, named, to, more=True),
    )
    work.changed(issue)
    attach(issue.subject, entry, command.photos, work)
    tell_person(work, Kind.COMPLAINT, to.person_id if to else None, command.at, Priority.PING, issue=issue, entry=entry)
    return issue


async def _rate_reminder(issue: Issue, deadline: Deadline, work: Work) -> None:
    _tell_unrated(work, Kind.RATE_REMINDER, issue, deadline.due_at)


def _tell_unrated(work: Work, kind: Kind, issue: Issue, at: datetime) -> None:
    """Whoever rated it is not asked again, nor told that he or she did not."""
    for person_id in dict.fromkeys(one.reporter_id for one in _unrated(issue)):
        tell_person(work, kind, person_id, at, Priority.RESIDENT, issue=issue)


async def _lapse(issue: Issue, deadline: Deadline, work: Work) -> None:
    note_due(issue, deadline, work, Visibility.PUBLIC)
    issue.state = next_state(issue.state, Action.LAPSE, None)
    issue.turn += 1
    _as_far_as_rated(issue)
    await close(issue, deadline.due_at, work)
    if not any(says_false(one) and one.round == issue.round for one in await work.timeline(issue.id)):
        _tell_unrated(work, Kind.LAPSED, issue, deadline.due_at)


DUE: dict[DeadlineKind, IssueDue] = {
    DeadlineKind.RATE_REMINDER: _rate_reminder,
    DeadlineKind.LAPSE: _lapse,
}


async def _same_hearer(
    issue: Issue, made: list[Entry], named: tuple[Accused, ...], at: datetime, work: Work
) -> Post | None:
    """Whoever has the complaint already, unless the further words are about him or her."""
    people = {one.person_id for one in named}
    for entry in reversed(made):
        if (post_id := post_told(entry)) is not None:
            post = await work.post(post_id)
            if post.person_id is not None and post.reachable and post.person_id not in people:
                return post
    return await told_above(issue, named, at, work)
