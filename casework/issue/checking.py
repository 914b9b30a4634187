"""Asking after what closed by itself 复查 (domain.md §4): of the matters of a month that nobody rated, the community
asks the residents of some, by lot; what they say stands with the round.

The lot is drawn once a month and can be drawn again by anybody: by the seed of its row.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from casework import duty
from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue.doing import OnIssue, matter
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import Deadline
from casework.model.issues import Action, Check, Issue, Round, Sample
from casework.model.people import Role
from casework.model.timeline import Visibility
from casework.neighbourhood.rights import What, authorise, shown_of
from casework.ports import Work
from casework.refusals import NotFound, NotPossibleNow
from casework.timeline import write_line
from casework.told import Sampled

DRAWN, ASKED, SAID_FINE, NOT_REACHED = "check_drawn", "check_asked", "check_fine", "check_not_reached"
"""Entries."""
ANSWERED = frozenset({Check.FINE, Check.NOT_DONE})


def draw(seed: int, issue_ids: Iterable[int], percent: int) -> list[int]:
    """So many of a hundred of them, one at least where there is any: always the same by the same seed, in whatever
    order they are given."""
    lots = sorted(issue_ids, key=lambda one: sha256(f"{seed}:{one}".encode()).digest())
    return lots[: -(-len(lots) * percent // 100)]


def waits_for_check(one: Round) -> bool:
    """Whether it is in a sample, and nobody has said how it is."""
    return one.sample_id is not None and one.checked not in ANSWERED


async def draw_month(deadline: Deadline, work: Work) -> None:
    """Of what closed unrated in the community in the month that is over; whoever is on duty hears of it. Nothing
    closed so: nothing is said."""
    assert deadline.area_id is not None
    at, area = deadline.due_at, await work.area(deadline.area_id)
    settings = work.settings_for(area.line, at)
    until = clock.midnight(at, settings.zone).astimezone(settings.zone).date().replace(day=1)
    since = (until - timedelta(days=1)).replace(day=1)
    lapsed = [one for one in await _lapsed(area.id, since, until, work) if not one.now.false_alarm]
    seed = work.new_id()
    chosen = set(draw(seed, [one.id for one in lapsed], settings.checked_percent))
    if not chosen:
        return
    sample = Sample(
        id=work.new_id(), area_id=area.id, month=since, seed=seed, at=at, lapsed=len(lapsed), drawn=len(chosen)
    )
    work.add(sample)
    for issue in lapsed:
        if issue.id in chosen:
            issue.now.sample_id = sample.id
            write_line(issue, DRAWN, at, work, visibility=Visibility.STAFF)
            work.changed(issue)
    post = await duty.first_of(area.line, None, (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER), at, work)
    to, data = post.person_id if post is not None else None, Sampled(sample=sample.id, area_id=area.id)
    tell_person(work, Kind.CHECKS, to, at, Priority.NOTICE, data=data)


async def _lapsed(community_id: int, since: date, until: date, work: Work) -> list[Issue]:
    zone = work.settings.zone
    begin_, end = (clock.local(day, time(0), zone) for day in (since, until))
    return await work.lapsed_in(community_id, begin_, end)


def note_check(one: Round, check: Check, at: datetime, post_id: int | None, work: Work) -> None:
    """What came of it; of what is in no sample nothing is noted."""
    if waits_for_check(one):
        one.checked, one.checked_at, one.checked_post_id = check, at, post_id
        work.changed(one)


@frozen(kw_only=True)
class OnRound(OnIssue):
    """About this round: it may have gone on meanwhile."""

    round: int


async def ask_residents(command: OnRound, work: Work) -> Issue:
    """The bot asks for the community, once: is it done? Raises NotYours, NotPossibleNow."""
    issue, post = await _begin(command, work)
    if not await may_be_asked(issue, work):
        raise NotPossibleNow(state=issue.state, action=Action.VERIFY)
    entry = write_line(issue, ASKED, command.at, work, person_id=command.by, post_id=post, visibility=Visibility.STAFF)
    note_check(issue.now, Check.ASKED, command.at, post, work)
    for person_id in await _reachable(issue, work):
        tell_person(work, Kind.CHECK_ASKED, person_id, command.at, Priority.RESIDENT, issue=issue, entry=entry)
    work.changed(issue)
    return issue


async def not_reached(command: OnRound, work: Work) -> Issue:
    """Nobody could be asked; it can be tried again. Raises NotYours, NotPossibleNow."""
    issue, post = await _begin(command, work)
    if issue.now.checked is Check.ASKED:
        raise NotPossibleNow(state=issue.state, action=Action.VERIFY)
    note_check(issue.now, Check.NOT_REACHED, command.at, post, work)
    write_line(issue, NOT_REACHED, command.at, work, person_id=command.by, post_id=post, visibility=Visibility.STAFF)
    work.changed(issue)
    return issue


async def said_fine(command: OnRound, work: Work) -> Issue:
    """Its reporter, who was asked: it is done. That is no rating. Raises NotFound, NotPossibleNow."""
    issue = await matter(command.issue_id, work)
    if not issue.is_reporter(command.by):
        raise NotFound
    _still(issue, command.round)
    note_check(issue.now, Check.FINE, command.at, None, work)
    write_line(issue, SAID_FINE, command.at, work, person_id=command.by)
    work.changed(issue)
    return issue


async def drawn(sample: Sample, reader_id: int | None, work: Work) -> list[tuple[Issue, Round]]:
    """The matters of the sample that this person may know of, each with the round that is asked after; what waits for
    an answer first."""
    rounds = {one.issue_id: one for one in await work.rounds_of_sample(sample.id)}
    issues = await shown_of([await work.issue(one) for one in rounds], What.BOARD, reader_id, work)
    found = [(issue, rounds[issue.id]) for issue in issues]
    return sorted(found, key=lambda one: (not waits_for_check(one[1]), one[0].number))


async def may_be_asked(issue: Issue, work: Work) -> bool:
    """Whether somebody who reported it can be written to, and was not asked yet."""
    if any(one.action == ASKED and one.round == issue.round for one in await work.timeline(issue.id)):
        return False
    return bool(await _reachable(issue, work))


async def _reachable(issue: Issue, work: Work) -> list[int]:
    return [one for one in issue.reporters if (await work.person(one)).reachable]


async def _begin(command: OnRound, work: Work) -> tuple[Issue, int | None]:
    issue = await work.issue(command.issue_id)
    post = await authorise(issue, Action.VERIFY, command.by, work, chat_id=command.chat_id)
    _still(issue, command.round)
    return issue, post.id if post is not None else None


def _still(issue: Issue, of_round: int) -> None:
    if issue.round != of_round or not waits_for_check(issue.now):
        raise NotPossibleNow(state=issue.state, action=Action.VERIFY)
