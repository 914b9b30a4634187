"""Said to many: every one once, in whatever batches; corrected and taken back everywhere; counted."""

import pytest

from casework import broadcast
from casework.audience import Hearers
from casework.broadcast import Change, Say, correct, say, take_back
from casework.data import NOTHING
from casework.messages import Kind, Priority
from casework.model.chats import Audience, Chat
from casework.model.conversation import Message
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.people import Person, Role
from casework.model.said_to_many import Broadcast
from casework.refusals import AlreadyOver
from casework.told import Again
from tests.casework.neighbourhood import BUILDING, PEOPLE, Neighbourhood

COMMUNITY = PEOPLE["community"]
SUBDISTRICT, GRID = 1, 3


def told(home: Neighbourhood, one: Broadcast) -> list[Message]:
    """Its messages, without the count of them."""
    return [row for row in home.work.outbox if row.broadcast_id == one.id and row.kind == one.kind]


def many(home: Neighbourhood, groups: int) -> Hearers:
    """So many residents' groups of a grid, and everybody in the building."""
    for number in range(groups):
        home.work.put(Chat(id=5000 + number, area_id=GRID, audience=Audience.RESIDENTS, title=f"{number}群"))
    for number in range(3):
        home.work.put(Person(id=7000 + number, reachable=True, consent_at=home.now, home_id=BUILDING))
    return Hearers(
        below=(SUBDISTRICT,), groups=(Audience.RESIDENTS,), homes=(BUILDING,), posts=(Role.GRID_HEAD,), chats=(9001,)
    )


@pytest.mark.parametrize("batch", [1, 2, 3, 7, 500])
async def test_each_hears_it_once_in_whatever_batches(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups, the very ones named, homes and posts; the first batch with its cause, the others after it."""
    monkeypatch.setattr(broadcast, "AT_ONCE", batch)
    home = Neighbourhood()
    hearers = many(home, 6)
    one = await say(Say(kind=Kind.OUTAGE, at=home.now, hearers=hearers, by=COMMUNITY), home.work)
    assert len(told(home, one)) == min(batch, len(told(home, one)))
    await home.forward(seconds=1)
    rows = told(home, one)
    heard = [(row.chat_id, row.person_id) for row in rows]
    assert len(set(heard)) == len(heard)
    groups = {chat for chat, _ in heard if chat is not None}
    assert {*range(5000, 5006), 9001} <= groups
    people = {person for _, person in heard if person is not None}
    assert {7000, 7001, 7002, PEOPLE["grid_head"], PEOPLE["grid_deputy"]} <= people
    assert one.spread_at is not None
    assert {row.priority for row in rows} == {Priority.NOTICE}
    assert all(row.key is not None and row.data is NOTHING for row in rows)


async def test_a_correction_begins_anew_even_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever had it is told again by the same key; nobody is told twice of one revision, and one deadline runs."""
    monkeypatch.setattr(broadcast, "AT_ONCE", 4)
    home = Neighbourhood()
    one = await say(Say(kind=Kind.OUTAGE, at=home.now, hearers=many(home, 9), text="甲"), home.work)
    await correct(one, "乙", Change(at=home.now, by=COMMUNITY), home.work)
    waiting = [each for each in home.work.deadlines.values() if each.state is DeadlineState.PENDING]
    assert [each.kind for each in waiting if each.subject == one.subject] == [DeadlineKind.SPREAD]
    await home.forward(seconds=1)
    again = [row.key for row in told(home, one) if row.data == Again(again=1)]
    assert len(again) == len(set(again))
    assert {row.key for row in told(home, one)} == set(again)
    assert (one.text, one.revision) == ("乙", 1)
    assert [line.text for line in await home.work.timeline(one.id)] == ["", "甲"]


async def test_taken_back_once() -> None:
    """Everywhere; then there is nothing more to change."""
    home = Neighbourhood()
    one = await say(Say(kind=Kind.OUTAGE, at=home.now, hearers=many(home, 3)), home.work)
    before = len(told(home, one))
    await take_back(one, Change(at=home.now, by=COMMUNITY), home.work)
    assert len(told(home, one)) == 2 * before
    assert all(row.data == Again(again=1, back=True) for row in told(home, one)[before:])
    with pytest.raises(AlreadyOver):
        await take_back(one, Change(at=home.now), home.work)
    with pytest.raises(AlreadyOver):
        await correct(one, "丙", Change(at=home.now), home.work)


async def test_counted_for_whoever_said_it_until_nothing_waits() -> None:
    """Every minute while it is on its way to some, three hours at most; one message."""
    home = Neighbourhood()
    command = Say(kind=Kind.OUTAGE, at=home.now, hearers=many(home, 3), by=COMMUNITY, counted=True)
    one = await say(command, home.work)
    await home.forward(minutes=2)
    counted = [row for row in home.work.outbox if row.kind == Kind.COUNTED]
    assert [row.key for row in counted] == [f"counted:{one.id}"] * len(counted)
    assert len(counted) == 2
    await home.forward(minutes=240)
    running = [each for each in home.work.deadlines.values() if each.state is DeadlineState.PENDING]
    assert not [each for each in running if each.subject == one.subject]


async def test_nobody_to_hear_it() -> None:
    """Nothing is sent, nothing counted."""
    home = Neighbourhood()
    hearers = Hearers(below=(BUILDING,), groups=(Audience.DEPARTMENT,))
    one = await say(Say(kind=Kind.OUTAGE, at=home.now, hearers=hearers, by=COMMUNITY, counted=True), home.work)
    await home.forward(minutes=5)
    assert one.spread_at is not None
    assert not [row for row in home.work.outbox if row.kind in (Kind.OUTAGE, Kind.COUNTED)]


def test_the_description_is_kept_as_it_was() -> None:
    """What a row keeps says the same again."""
    described = Hearers(below=(1, 2), groups=(Audience.STAFF,), chats=(3,), homes=(4,), posts=(Role.GRID_HEAD,))
    assert Hearers.from_json(described.to_json()) == described
    assert Hearers.from_json({}) == Hearers()
