"""Who is on duty, out of the database: the rota and swaps, and the past by the history of seats and ranks."""

from datetime import timedelta

from casework import duty
from casework.model.people import Absence, HandedShift, Rank, Role, Rota, Swap
from storage.duty import RotaEntry, put_rota, stored_rota
from storage.roster import Codes, PostEntry, Roster
from storage.roster_removal import remove
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

LINE = (4, 3, 2, 1)
PRIMARY, DEPUTY = 6, 7
ROLE = Role.COMMUNITY_MANAGER


async def sits(town: Town, post_id: int, person: str) -> None:
    """From now on that person holds the post."""
    work = town.work()
    post = await work.post(post_id)
    post.person_id = None
    work.changed(post)
    await work.commit()
    work = town.work()
    post = await work.post(post_id)
    post.person_id = PEOPLE[person]
    work.changed(post)
    await work.commit()


async def was(town: Town, at: object) -> list[tuple[int, int | None]]:
    """Posts and persons on duty at that moment."""
    found = await duty.who_was(LINE, 9, ROLE, at, town.work())  # type: ignore[arg-type]
    return [(one.id, one.person_id) for one in found]


async def test_who_was_on_duty_stays_so(town: Town) -> None:
    """A seat that changed hands, and a rank that the roster changed, leave the answer for before as it was."""
    await sits(town, PRIMARY, "community")
    await sits(town, DEPUTY, "community_deputy")
    first = town.database.now()
    assert await was(town, first) == [(PRIMARY, PEOPLE["community"])]
    await sits(town, PRIMARY, "stranger")
    second = town.database.now()
    assert await was(town, second) == [(PRIMARY, PEOPLE["stranger"])]
    ranks = [
        PostEntry(code="p6", role=ROLE, rank=Rank.DEPUTY, name="a", area="by"),
        PostEntry(code="p7", role=ROLE, rank=Rank.PRIMARY, name="b", area="by"),
    ]
    await Roster(town.database).put([], [], ranks)
    third = town.database.now()
    assert await was(town, third) == [(DEPUTY, PEOPLE["community_deputy"])]
    assert await was(town, second) == [(PRIMARY, PEOPLE["stranger"])]
    assert await was(town, first) == [(PRIMARY, PEOPLE["community"])]
    assert await was(town, first - timedelta(days=1)) == []


async def test_rota_swaps_absences_and_shifts_come_back(town: Town) -> None:
    """As they were written, for the places on the line and the estate; what this unit adds is seen at once."""
    work = town.work()
    rota = Rota(id=1, role=ROLE, post_id=DEPUTY, starts=0, ends=1440, weekday=5, since=TEN, area_id=2)
    elsewhere = Rota(
        id=2, role=Role.PROPERTY_STEWARD, post_id=1, starts=0, ends=1440, weekday=5, since=TEN, estate_id=9
    )
    swap = Swap(
        id=3, role=ROLE, area_id=2, from_post_id=DEPUTY, to_post_id=PRIMARY, starts_at=TEN,
        ends_at=TEN + timedelta(hours=1), offered_at=TEN, offered_by=PEOPLE["community"],
    )  # fmt: skip
    gone = Absence(id=44, person_id=PEOPLE["street"], since=TEN, until=TEN + timedelta(hours=1), cover_post_id=9)
    shift = HandedShift(id=5, area_id=2, role=ROLE, at=TEN, to_post_id=PRIMARY, to_person_id=PEOPLE["community"])
    for row in (rota, elsewhere, swap, gone, shift):
        work.add(row)
    assert list((await work.duty_plan(LINE, None)).rota) == [rota]
    await work.commit()
    work = town.work()
    plan = await work.duty_plan(LINE, 9)
    assert (sorted(plan.rota, key=lambda one: one.id), list(plan.swaps)) == ([rota, elsewhere], [swap])
    assert await work.swap(3) is plan.swaps[0]
    assert await work.absences_at(TEN) == [gone]
    assert await work.absences_at(TEN + timedelta(hours=1)) == []
    assert (await work.absences_of(PEOPLE["street"]))[-1] == gone
    assert await work.newest_handed_shift(2) == shift
    assert [one.id for one in await duty.on_duty(LINE, 9, ROLE, TEN, work)] == [DEPUTY]
    plan.swaps[0].accepted, plan.swaps[0].answered_at = True, TEN
    work.changed(plan.swaps[0])
    await work.commit()
    assert [one.id for one in await duty.on_duty(LINE, 9, ROLE, TEN, town.work())] == [PRIMARY]


async def test_the_sheet_of_the_rota(town: Town) -> None:
    """It replaces what it names, keeps what is over with its end, and whoever stands in it is not dropped."""
    codes = Codes(areas={"by": 2}, estates={}, posts={"p6": PRIMARY, "p7": DEPUTY})
    entry = RotaEntry(place="by", role=ROLE, post="p6", starts=480, ends=1200, weekday=0)
    other = RotaEntry(place="by", role=ROLE, post="p7", starts=480, ends=1200, weekday=0)
    first = await town.database.write(lambda connection: put_rota(connection, [entry], codes, TEN, False))
    again = await town.database.write(lambda connection: put_rota(connection, [entry], codes, TEN, False))
    later = TEN + timedelta(days=1)
    changed = await town.database.write(lambda connection: put_rota(connection, [other], codes, later, False))
    assert (first.added, again.same, changed.added, changed.ended) == (1, 1, 1, 1)
    rows = await town.database.read(lambda connection: stored_rota(connection, later))
    assert [(row.post_id, row.since, row.until) for row in rows] == [(DEPUTY, later, None)]
    plan = await town.work().duty_plan(LINE, None)
    assert {(row.post_id, row.until) for row in plan.rota} == {(PRIMARY, later), (DEPUTY, None)}
    removal = await town.database.write(lambda connection: remove(connection, {"p6"}, later))
    assert removal.kept == ["p6"]


async def test_plans_read_at_once_are_the_same(town: Town) -> None:
    """Of several lines, each with its estate or without, as one by one."""
    work = town.work()
    for number, (area_id, estate_id) in enumerate(((1, None), (2, None), (4, None), (None, 9)), 1):
        seat = {"role": ROLE, "area_id": area_id, "estate_id": estate_id}
        work.add(Rota(id=number, post_id=DEPUTY, starts=0, ends=1440, weekday=5, since=TEN, **seat))  # type: ignore[arg-type]
        work.add(
            Swap(
                id=number + 10, from_post_id=DEPUTY, to_post_id=PRIMARY, starts_at=TEN,
                ends_at=TEN + timedelta(hours=1), offered_at=TEN, offered_by=PEOPLE["community"], **seat,  # type: ignore[arg-type]
            )
        )  # fmt: skip
    await work.commit()
    places = {(LINE, 9), (LINE, None), ((2, 1), None), ((5,), None)}
    at_once, one_by_one = town.work(), town.work()
    await at_once.foresee_plans(places)
    for line, estate_id in places:
        found = await at_once.duty_plan(line, estate_id)
        alone = await one_by_one.duty_plan(line, estate_id)
        for name in ("rota", "swaps"):
            ids = [sorted(one.id for one in getattr(plan, name)) for plan in (found, alone)]
            assert ids[0] == ids[1], (line, estate_id, name)
