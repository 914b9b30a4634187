"""Said to many: to groups, to homes, to posts; put into the outbox batch by batch, counted, corrected, taken back.

A row says what and to whom. The first batch is written with its cause; a deadline, due at once, writes each of the
others and moves the row's place in the same commit: a crash in between skips nobody and repeats nobody. Corrected or
taken back, the row begins anew: a message that waits gives way to the newer one of the same key and says what holds
now; one that arrived is changed where it stands.
"""

from dataclasses import field, replace
from datetime import datetime, timedelta

from casework.audience import Hearers
from casework.clock.falling_due import fired
from casework.data import NOTHING, Data, maybe
from casework.frozen import frozen
from casework.messages import Kind, Priority, tell_person
from casework.model.conversation import Message
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.said_to_many import Broadcast
from casework.ports import OtherDue, Work
from casework.refusals import AlreadyOver
from casework.timeline import write_about
from casework.told import Again, SaidToMany

AT_ONCE = 500
"""Messages in one batch: about 20 ms of writing."""
A_SECOND = 20
"""So many have surely gone in a second when nothing else was to be said: then it is counted."""
COUNTED_AFTER = timedelta(seconds=20)
COUNTED_AGAIN = timedelta(minutes=1)
COUNTED_AT_MOST = timedelta(hours=3)
"""What has not arrived by then is given up: outcomes.py tries for two hours."""
GROUPS, PEOPLE, OVER = range(3)
"""Where the row is: the parts of its audience, in order."""
ALL_GROUPS = 100_000
ALL_HOMES = 100_000
"""More than there are."""
SAID, CORRECTED, TAKEN_BACK = "said", "corrected", "taken_back"
"""Entries."""


@frozen(kw_only=True)
class Say:
    """What (a kind of message that fits), to whom, and about what: `about_id` is for whoever looks for it later.

    `counted`: whoever said it hears to how many it came; otherwise only if it did not reach all; None: not even then,
    since some who are told of it have nothing to hear.
    """

    kind: Kind
    at: datetime
    hearers: Hearers
    by: int | None = None
    by_post: int | None = None
    about_id: int | None = None
    text: str = ""
    priority: int = Priority.NOTICE
    counted: bool | None = False
    data: SaidToMany = field(default_factory=SaidToMany)


@frozen(kw_only=True)
class Change:
    """Whoever may (the caller has asked) changes what was said. `post`: in which post."""

    at: datetime
    by: int | None = None
    by_post: int | None = None


async def say(command: Say, work: Work) -> Broadcast:
    """Say it: the first batch in this commit, the others after it."""
    one = Broadcast(
        id=work.new_id(),
        kind=command.kind,
        at=command.at,
        priority=command.priority,
        hearers=command.hearers.to_json(),
        by_id=command.by,
        by_post_id=command.by_post,
        about_id=command.about_id,
        text=command.text,
        data=replace(command.data, counted=command.counted),
    )
    work.add(one)
    _note(one, SAID, Change(at=command.at, by=command.by, by_post=command.by_post), work)
    await _go_on(one, command.at, work)
    return one


async def correct(one: Broadcast, text: str, change: Change, work: Work) -> None:
    """Other words, everywhere. Raises AlreadyOver when it was taken back."""
    if one.taken_back_at is not None:
        raise AlreadyOver
    _note(one, CORRECTED, change, work, text=one.text)
    one.text = text
    await _anew(one, change, work)


async def take_back(one: Broadcast, change: Change, work: Work) -> None:
    """It does not hold any more, everywhere where it arrived. Raises AlreadyOver when it was taken back before."""
    if one.taken_back_at is not None:
        raise AlreadyOver
    one.taken_back_at = change.at
    _note(one, TAKEN_BACK, change, work)
    await _anew(one, change, work)


async def holds(one: Broadcast, change: Change, work: Work, *, still: bool) -> None:
    """What it asks holds no more, or again after all: it is changed wherever it stands."""
    one.taken_back_at = None if still else change.at
    _note(one, CORRECTED if still else TAKEN_BACK, change, work)
    await _anew(one, change, work)


async def replace_by_newer(one: Broadcast, change: Change, work: Work) -> None:
    """Newer words are said in a message of their own, which alone is counted from now on; this one reads that they
    follow. Raises AlreadyOver when it was taken back."""
    one.data = replace(maybe(one.data, SaidToMany), counted=None, replaced=True)
    await correct(one, one.text, change, work)


def is_replaced(one: Broadcast) -> bool:
    """Whether newer words follow it."""
    return bool(maybe(one.data, SaidToMany).replaced)


def _note(one: Broadcast, action: str, change: Change, work: Work, text: str = "") -> None:
    write_about(one.subject, action, change.at, work, person_id=change.by, post_id=change.by_post, text=text)


async def _anew(one: Broadcast, change: Change, work: Work) -> None:
    one.revision += 1
    one.changed_at, one.changed_by_id = change.at, change.by
    one.stage, one.after = GROUPS, 0
    was_over, one.spread_at = one.spread_at is not None, None
    work.changed(one)
    if was_over:  # else its deadline waits, and begins anew
        await _go_on(one, change.at, work)


async def _go_on(one: Broadcast, at: datetime, work: Work) -> None:
    """One batch more; when that was the last, it is counted a while later."""
    found = await _next(one, work)
    for chat_id, person_id in found:
        _put(one, chat_id, person_id, at, work)
    if one.stage != OVER:
        work.add(Deadline(id=work.new_id(), kind=DeadlineKind.SPREAD, due_at=at, subject=one.subject))
        return
    one.spread_at = at
    if maybe(one.data, SaidToMany).counted is None:
        return
    reached = await work.reached(one)
    if reached.hearers or found:
        wait = max(COUNTED_AFTER, timedelta(seconds=(reached.hearers + len(found)) / A_SECOND))
        work.add(Deadline(id=work.new_id(), kind=DeadlineKind.COUNT, due_at=at + wait, subject=one.subject))


async def _next(one: Broadcast, work: Work) -> list[tuple[int | None, int | None]]:
    """The next ones, a group or a person; the row's place moves behind them."""
    hearers = Hearers.from_json(one.hearers)
    found: list[tuple[int | None, int | None]] = []
    while one.stage != OVER and len(found) < AT_ONCE:
        left = AT_ONCE - len(found)
        some = await _part(one.stage, hearers, one.after, left, work)
        found += [(each, None) if one.stage == GROUPS else (None, each) for each in some]
        if len(some) < left:
            one.stage, one.after = one.stage + 1, 0
        else:
            one.after = some[-1]
    return found


async def groups_of(hearers: Hearers, work: Work) -> int:
    """How many groups would hear it."""
    return len(await _part(GROUPS, hearers, 0, ALL_GROUPS, work))


async def homes_of(hearers: Hearers, work: Work) -> int:
    """How many people would hear it in private because they live there."""
    return len(await work.living_below(hearers.homes, 0, ALL_HOMES)) if hearers.homes else 0


async def _part(stage: int, hearers: Hearers, after: int, limit: int, work: Work) -> list[int]:
    """The next ids larger than `after`, in order, each once whichever part of the description it fits."""
    found: set[int] = set()
    if stage == GROUPS:
        found.update(each for each in hearers.chats if each > after)
        if hearers.groups:
            found.update(await work.groups_below(hearers.below, hearers.groups, after, limit))
    else:
        if hearers.homes:
            found.update(await work.living_below(hearers.homes, after, limit))
        if hearers.volunteers:
            asked = (hearers.volunteers, hearers.inner, hearers.without)
            found.update(await work.volunteering_below(*asked, after, limit))
        if hearers.posts or hearers.serves:
            found.update(await work.holding_below(hearers.below, hearers.posts, hearers.serves, after, limit))
    return sorted(found)[:limit]


def _again(one: Broadcast) -> Data:
    """Said once more: where it stands it is changed. `back`: where it never arrived there is nothing to say."""
    if not one.revision:
        return NOTHING
    return Again(again=one.revision, back=one.taken_back_at is not None or is_replaced(one) or None)


def _put(one: Broadcast, chat_id: int | None, person_id: int | None, at: datetime, work: Work) -> None:
    to = f"g{chat_id}" if chat_id is not None else f"p{person_id}"
    work.add(
        Message(
            id=work.new_id(),
            kind=one.kind,
            due_at=at,
            priority=one.priority,
            chat_id=chat_id,
            person_id=person_id,
            subject=one.subject,
            key=f"said:{one.id}:{to}",
            data=_again(one),
        )
    )


async def _spread(deadline: Deadline, now: datetime, work: Work) -> None:
    fired(deadline, work)
    one = await work.broadcast(deadline.subject.id)
    await _go_on(one, deadline.due_at, work)
    work.changed(one)


async def _count(deadline: Deadline, now: datetime, work: Work) -> None:
    """Whoever said it hears to how many it came; while it is on its way to some, it is counted again later."""
    fired(deadline, work)
    one = await work.broadcast(deadline.subject.id)
    if one.spread_at is None:
        return  # it began anew, and is counted then
    reached = await work.reached(one)
    waits = reached.waiting > 0 and deadline.due_at < one.spread_at + COUNTED_AT_MOST
    if waits:
        again = max(now, deadline.due_at) + COUNTED_AGAIN
        work.add(Deadline(id=work.new_id(), kind=DeadlineKind.COUNT, due_at=again, subject=one.subject))
    if maybe(one.data, SaidToMany).counted or (reached.failed and not waits):
        at, key = deadline.due_at, f"counted:{one.id}"
        tell_person(work, Kind.COUNTED, one.by_id, at, Priority.RESIDENT, subject=one.subject, key=key)


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {DeadlineKind.SPREAD: _spread, DeadlineKind.COUNT: _count}
