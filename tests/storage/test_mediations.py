"""Mediations in both databases: who finds one by what, its deadlines, and what is left of it after a month."""

from datetime import timedelta

from casework.issue.filing import File, file
from casework.mediation.ending import mediator_left
from casework.model.mediations import Mediation, MediationState
from storage import erasing
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town

COMMUNITY_POST = 6


async def made(town: Town) -> Mediation:
    """One that both sides agreed to, with the community's manager as its mediator."""
    command = File(by=PEOPLE["resident"], at=TEN, area_id=BUILDING, text="邻居吵架", private=True)
    issue = await town.do(lambda work: file(command, work))
    work = town.work()
    seat = await work.post(COMMUNITY_POST)
    mediation = Mediation(
        id=work.new_id(),
        issue_id=issue.id,
        line=issue.line,
        at=TEN,
        by_id=PEOPLE["street"],
        by_post_id=COMMUNITY_POST,
        code="code",
        mediator_id=seat.person_id,
        mediator_post_id=seat.id,
        state=MediationState.TALKING,
        first_id=PEOPLE["resident"],
        other_id=PEOPLE["neighbour"],
        other="302的老郑",
        first_agrees=True,
        agreement="十点后不拖桌子",
    )
    work.add(mediation)
    await work.commit()
    return mediation


async def test_it_is_found(town: Town) -> None:
    """By its code, its issue and each of the three in it; and is as it was written."""
    mediation = await made(town)
    work = town.work()
    assert await work.mediation(mediation.id) == mediation
    assert await town.work().mediation_by_code("code") == mediation
    assert await town.work().mediation_by_code("another") is None
    assert await town.work().mediations_of(mediation.issue_id) == [mediation]
    for person in ("resident", "neighbour", "community"):
        assert await town.work().mediations_with(PEOPLE[person]) == [mediation]
    assert not await town.work().mediations_with(PEOPLE["street"])


async def test_its_mediator_leaves(town: Town) -> None:
    """It is vacant, and its clock goes on."""
    mediation = await made(town)

    async def leave(work: object) -> None:
        seat = await work.post(COMMUNITY_POST)  # type: ignore[attr-defined]
        await mediator_left(seat, TEN, work)  # type: ignore[arg-type]

    await town.do(leave)
    found = await town.work().mediation(mediation.id)
    assert (found.state, found.mediator_id, found.agreement) == (MediationState.VACANT, None, "")
    assert len(await town.work().mediation_deadlines(mediation.id)) == 2


async def test_after_a_month(town: Town) -> None:
    """That there was one and how it ended stays; nobody and no word does."""
    mediation = await made(town)
    work = town.work()
    found = await work.mediation(mediation.id)
    found.state, found.ended_at = MediationState.AGREED, TEN
    work.changed(found)
    await work.commit()
    settings = town.work().settings
    await erasing.erase_all(town.database, settings, TEN + settings.visit_note_kept - timedelta(minutes=1))
    assert (await town.work().mediation(mediation.id)).agreement
    await erasing.erase_all(town.database, settings, TEN + settings.visit_note_kept + timedelta(minutes=1))
    kept = await town.work().mediation(mediation.id)
    assert (kept.first_id, kept.other_id, kept.other, kept.agreement) == (None, None, "", "")
    assert (kept.state, kept.ended_at) == (MediationState.AGREED, TEN)
