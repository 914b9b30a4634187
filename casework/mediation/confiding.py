"""In a mediation: words that the mediator alone reads, when they meet, what is agreed, where to go if nothing is."""

from dataclasses import replace
from datetime import datetime

from casework.data import read
from casework.frozen import frozen
from casework.issue.doing import words
from casework.mediation import clock
from casework.mediation.ending import end
from casework.mediation.lines import News, Nowhere, Word
from casework.mediation.mediating import In, enter
from casework.mediation.telling import draw, note, tell_mediator, tell_side, tell_sides
from casework.mediation.transitions import next_state
from casework.messages import Kind, Priority
from casework.model.mediations import Mediation, MediationAction, MediationState, NextStep, Side
from casework.model.timeline import Entry
from casework.neighbourhood.rights import MEDIATION_KNOWS, PARTS, Part, Told, parts_in
from casework.ports import Work
from casework.refusals import DateNotPossible, NotPossibleNow, NotYours

A = MediationAction


@frozen(kw_only=True)
class Say(In):
    """A word. `danger`: it speaks of danger, so it does not wait."""

    text: str
    danger: bool = False


async def say(command: Say, work: Work) -> Entry:
    """A side's word reaches the mediator and nobody else, the mediator's that one side.

    Raises NotYours, NotPossibleNow, TextNeeded.
    """
    mediation, _, side = await enter(command, A.SAY, work)
    text = words(command.text)
    by_mediator = Part.MEDIATOR in await parts_in(mediation, command.by, work)
    if side is None:
        raise NotYours(action=A.SAY)
    if not by_mediator and not mediation.answer(side, "agrees"):
        raise NotPossibleNow(state=mediation.state, action=A.SAY)
    to = mediation.person(side) if by_mediator else mediation.mediator_id
    entry = note(mediation, A.SAY, command.at, work, by=command.by, text=text, data=Word(side=side, to=to))
    if by_mediator:
        tell_side(work, Kind.MEDIATION_SAID, mediation, side, command.at, entry=entry)
    else:
        priority = Priority.URGENT if command.danger else Priority.PING
        what: News = "danger" if command.danger else ""
        tell_mediator(
            work, Kind.MEDIATION_SAID, mediation, command.at, side=side, entry=entry, what=what, priority=priority
        )
    await clock.rearm(mediation, command.at, work)
    return entry


async def release(command: In, entry_id: int, work: Work) -> Entry:
    """Whoever said it lets the other side read it: it cannot be taken back. Raises NotYours, NotPossibleNow."""
    mediation, _, side = await enter(command, A.RELEASE, work)
    entry = await work.entry(entry_id)
    own = entry.mediation_id == mediation.id and entry.person_id == command.by and entry.action == A.SAY
    if side is None or not own:
        raise NotYours(action=A.RELEASE)
    said = read(entry.data, Word)
    if said.released:
        return entry
    entry.data = replace(said, released=True)
    work.changed(entry)
    other = Side.OTHER if side is Side.FIRST else Side.FIRST
    tell_side(work, Kind.MEDIATION_SAID, mediation, other, command.at, entry=entry)
    if mediation.person(other) is None:  # the mediator says it
        tell_mediator(work, Kind.MEDIATION_SAID, mediation, command.at, side=side, entry=entry, what="pass_on")
    work.changed(mediation)
    return entry


def may_read(entry: Entry, person_id: int | None, parts: frozenset[Part]) -> bool:
    """Whether somebody may read a word: whoever said it, to whom it was said, and once it is released both sides."""
    if person_id is None:
        return False
    if entry.person_id == person_id:
        return True
    said = entry.data
    if not isinstance(said, Word):
        return False
    if said.released:
        return bool(MEDIATION_KNOWS[Told.RELEASED] & parts)
    to_mediator = Part.MEDIATOR in parts and bool(MEDIATION_KNOWS[Told.WORDS] & parts)
    mine = said.side in {side for side, part in PARTS.items() if part in parts}
    return said.to == person_id and (to_mediator or mine)


@frozen(kw_only=True)
class Appoint(In):
    """When, and the words in which it was said, with the place."""

    meets_at: datetime
    text: str


async def appoint(command: Appoint, work: Work) -> Mediation:
    """Both sides are asked whether they come. Another time takes the place of the one before. Raises NotYours,
    NotPossibleNow, TextNeeded, DateNotPossible."""
    mediation, _, _ = await enter(command, A.APPOINT, work)
    if command.meets_at <= command.at:
        raise DateNotPossible
    mediation.meets_at, mediation.meets = command.meets_at, words(command.text)
    mediation.first_comes = mediation.other_comes = None
    note(mediation, A.APPOINT, command.at, work, by=command.by, text=mediation.meets)
    await clock.appointed(mediation, command.at, work)
    await clock.rearm(mediation, command.at, work)
    tell_sides(work, mediation, command.at, "time")
    draw(work, mediation, command.at)
    return mediation


async def come(command: In, work: Work, *, text: str | None = None) -> Mediation:
    """A side comes at that time; or not, and `text` says when it can. Raises NotYours, NotPossibleNow, TextNeeded."""
    action = A.COME if text is None else A.OTHER_TIME
    mediation, _, side = await enter(command, action, work)
    if side is None:
        raise NotYours(action=action)
    if mediation.meets_at is None or mediation.meets_at <= command.at:
        raise NotPossibleNow(state=mediation.state, action=action)
    said = "" if text is None else words(text)
    mediation.answers(side, "comes", text is None)
    whose = Word(side=side, to=mediation.mediator_id)
    entry = note(mediation, action, command.at, work, by=command.by, text=said, data=whose)
    await clock.rearm(mediation, command.at, work)
    if text is not None and command.by != mediation.mediator_id:
        tell_mediator(work, Kind.MEDIATION_SAID, mediation, command.at, side=side, entry=entry)
    elif mediation.both("comes"):
        tell_sides(work, mediation, command.at, "both_come")
    draw(work, mediation, command.at)
    return mediation


async def propose(command: In, text: str, work: Work) -> Mediation:
    """What is agreed, in a sentence: it counts once both sides say that it is so. Raises NotYours, NotPossibleNow,
    TextNeeded."""
    mediation, _, _ = await enter(command, A.PROPOSE, work)
    mediation.agreement = words(text)
    mediation.first_confirms = mediation.other_confirms = None
    mediation.state = next_state(mediation, A.PROPOSE)
    note(mediation, A.PROPOSE, command.at, work, by=command.by, text=mediation.agreement)
    mediation.meets_at = None
    await clock.appointed(mediation, command.at, work)
    await clock.rearm(mediation, command.at, work)
    tell_sides(work, mediation, command.at, "proposed")
    draw(work, mediation, command.at)
    return mediation


async def confirm(command: In, work: Work) -> Mediation:
    """It is so; with the second side's word it is agreed. Raises NotYours, NotPossibleNow."""
    mediation, issue, side = await enter(command, A.CONFIRM, work)
    if side is None:
        raise NotYours(action=A.CONFIRM)
    mediation.answers(side, "confirms", True)
    note(mediation, A.CONFIRM, command.at, work, by=command.by, data=Word(side=side))
    if next_state(mediation, A.CONFIRM) is MediationState.AGREED:
        await end(mediation, issue, MediationState.AGREED, command.at, work)
    else:
        await clock.rearm(mediation, command.at, work)
        draw(work, mediation, command.at)
    return mediation


async def not_so(command: In, text: str, work: Work) -> Mediation:
    """It is not what was agreed, and what is wrong with it, to the mediator alone: they talk on. Whoever had confirmed
    already may, too, until the other has. Raises NotYours, NotPossibleNow, TextNeeded."""
    mediation, _, side = await enter(command, A.NOT_SO, work)
    if side is None:
        raise NotYours(action=A.NOT_SO)
    said, whose = words(text), Word(side=side, to=mediation.mediator_id)
    mediation.state = next_state(mediation, A.NOT_SO)
    entry = note(mediation, A.NOT_SO, command.at, work, by=command.by, text=said, data=whose)
    mediation.agreement = ""
    mediation.first_confirms = mediation.other_confirms = None
    await clock.rearm(mediation, command.at, work)
    if command.by != mediation.mediator_id:
        tell_mediator(work, Kind.MEDIATION_SAID, mediation, command.at, side=side, entry=entry, what="not_so")
    tell_sides(work, mediation, command.at, "talk_on", but=side)
    draw(work, mediation, command.at)
    return mediation


async def no_agreement(command: In, next_step: NextStep, work: Work) -> Mediation:
    """Nothing is agreed: both sides read where they can go now. Raises NotYours, NotPossibleNow."""
    mediation, issue, _ = await enter(command, A.NO_AGREEMENT, work)
    mediation.next_step = next_step
    note(mediation, A.NO_AGREEMENT, command.at, work, by=command.by, data=Nowhere(next_step=next_step))
    knew = mediation.other_agrees is not None
    await end(mediation, issue, MediationState.NOT_AGREED, command.at, work, but=None if knew else Side.OTHER)
    return mediation
