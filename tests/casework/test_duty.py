"""Who is on duty: swap > rota > primary > deputy > the next of that role; past answers never change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import duty
from casework.clock import ladder
from casework.model.people import Absence, Rank, Role, Rota, Swap
from casework.rota import MINUTES, Plan, Seat, first_asked, gaps, named, shifts_of, turns_after
from casework.settings import Settings
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood, post

COMMUNITY = Seat(Role.COMMUNITY_MANAGER, 2, None)
PRIMARY, DEPUTY = 6, 7
ZONE = Settings().zone
BEFORE = TEN - timedelta(days=30)


def row(post_id: int, starts: int = 0, ends: int = MINUTES, **more: object) -> Rota:
    """The community's duty, every Saturday (as TEN is) unless told otherwise."""
    values = {"id": 900 + post_id + starts, "weekday": 5, "since": BEFORE, "area_id": 2, **more}
    return Rota(role=Role.COMMUNITY_MANAGER, post_id=post_id, starts=starts, ends=ends, **values)  # type: ignore[arg-type]


def swap(to: int, of: int = PRIMARY, **more: object) -> Swap:
    """Taken an hour ago, for now and two hours."""
    values = {"answered_at": TEN - timedelta(hours=1), "accepted": True, "id": 950 + to, **more}
    return Swap(
        role=Role.COMMUNITY_MANAGER,
        area_id=2,
        from_post_id=of,
        to_post_id=to,
        starts_at=TEN,
        ends_at=TEN + timedelta(hours=2),
        offered_at=TEN - timedelta(hours=2),
        offered_by=PEOPLE["community"],
        **values,  # type: ignore[arg-type]
    )


async def order(town: Neighbourhood, at: datetime = TEN, role: Role = Role.COMMUNITY_MANAGER) -> list[int]:
    """Ids of the posts, in the order in which they are asked."""
    area = await town.work.area(4)
    return [one.id for one in await duty.in_order(area.line, area.estate_id, role, at, town.work)]


def away(town: Neighbourhood, person: str, cover: int | None = None) -> None:
    """From now on, for a day."""
    town.work.people[PEOPLE[person]].away_until = TEN + timedelta(days=1)
    town.work.people[PEOPLE[person]].cover_post_id = cover


async def test_without_a_rota_the_primary_then_the_deputy() -> None:
    """As ever: and whoever is away or cannot be reached is passed over."""
    town = Neighbourhood()
    assert await order(town) == [PRIMARY, DEPUTY]
    away(town, "community")
    assert await order(town) == [DEPUTY]
    town.work.people[PEOPLE["community_deputy"]].reachable = False
    assert await order(town) == []


async def test_the_days_name_on_the_rota_goes_first() -> None:
    """In its hours only; away or out of reach, the primary is asked."""
    town = Neighbourhood()
    town.work.add(row(DEPUTY, 8 * 60, 20 * 60))
    assert await order(town) == [DEPUTY, PRIMARY]
    assert await order(town, TEN + timedelta(hours=10)) == [PRIMARY, DEPUTY]
    assert await order(town, TEN + timedelta(days=1)) == [PRIMARY, DEPUTY]
    away(town, "community_deputy")
    assert await order(town) == [PRIMARY]


async def test_a_swap_for_today_goes_before_the_rota() -> None:
    """It counts once it was taken, in its hours, until it is undone; a cover may have a cover."""
    town = Neighbourhood()
    town.work.put(post(20, Role.COMMUNITY_MANAGER, Rank.DEPUTY, "stranger", area=2))
    town.work.add(row(PRIMARY))
    town.work.add(swap(20))
    assert await order(town) == [20, PRIMARY, DEPUTY]
    assert await order(town, TEN + timedelta(hours=2)) == [PRIMARY, 20, DEPUTY]
    town.work.add(swap(DEPUTY, of=20, answered_at=TEN - timedelta(minutes=1)))
    assert (await order(town))[0] == DEPUTY
    town.work.swaps[950 + DEPUTY].undone_at = TEN
    assert (await order(town))[0] == 20
    town.work.swaps[970].accepted = False
    assert await order(town) == [PRIMARY, 20, DEPUTY]


async def test_without_a_rota_a_swap_stands_before_the_primary() -> None:
    """ "Cover for me today" needs no rota."""
    town = Neighbourhood()
    town.work.add(swap(DEPUTY))
    assert await order(town) == [DEPUTY, PRIMARY]


async def test_whoever_is_away_has_a_cover_in_that_place() -> None:
    """The one who was named, even of another grid; a cover who is away too has his own."""
    town = Neighbourhood()
    town.work.put(post(21, Role.GRID_HEAD, Rank.PRIMARY, "stranger"))
    away(town, "grid_head", cover=21)
    assert await order(town, role=Role.GRID_HEAD) == [21, 4]
    away(town, "stranger", cover=4)
    assert await order(town, role=Role.GRID_HEAD) == [4]
    away(town, "grid_deputy", cover=3)  # in a circle
    assert await order(town, role=Role.GRID_HEAD) == []


async def test_two_of_equal_standing_are_asked_together() -> None:
    """AA岗: both are pinged, either answers for both; the others come after them."""
    town = Neighbourhood()
    for one in (1, 2):
        town.work.posts[one].rank = Rank.EQUAL
    issue = await town.report()
    assert [who for at, who in town.pinged() if at == 0] == [
        "building_head",
        "grid_head",
        "steward",
        "steward_deputy",
    ]
    await ladder.watched(issue, PEOPLE["steward"], TEN, town.work)
    live = {ping.person_id for ping in issue.pings if ping.live}
    assert live == {PEOPLE["grid_head"], PEOPLE["building_head"]}


async def test_at_the_first_rung_the_primary_is_a_deputys_deputy() -> None:
    """Where the deputy has the day, the primary is asked with the first rung."""
    town = Neighbourhood()
    town.work.add(
        Rota(id=1, role=Role.PROPERTY_STEWARD, estate_id=9, post_id=2, starts=0, ends=MINUTES, weekday=5, since=BEFORE)
    )
    await town.report()
    await town.forward(minutes=5)
    assert town.pinged() == [
        (0, "building_head"),
        (0, "grid_head"),
        (0, "steward_deputy"),
        (5, "community"),
        (5, "grid_deputy"),
        (5, "steward"),
    ]


def test_a_date_replaces_its_weekday_whole() -> None:
    """A dated row, and nothing of the weekday's."""
    today = TEN.astimezone(ZONE).date()
    plan = Plan(rota=[row(PRIMARY), row(DEPUTY, 0, 60, weekday=None, day=today)])
    assert [one.post_id for one in shifts_of(plan, COMMUNITY, today, ZONE, said_at=TEN)] == [DEPUTY]
    assert named(plan, COMMUNITY, TEN, ZONE) == []
    assert named(plan, COMMUNITY, TEN + timedelta(days=7), ZONE) == [PRIMARY]


def test_a_shift_over_midnight() -> None:
    """It is of the day on which it begins."""
    plan = Plan(rota=[row(PRIMARY, 20 * 60, 8 * 60)])
    assert named(plan, COMMUNITY, TEN, ZONE) == []
    assert named(plan, COMMUNITY, TEN + timedelta(hours=10), ZONE) == [PRIMARY]
    assert named(plan, COMMUNITY, TEN + timedelta(hours=21, minutes=59), ZONE) == [PRIMARY]
    assert named(plan, COMMUNITY, TEN + timedelta(hours=22), ZONE) == []


async def test_the_past_does_not_change() -> None:
    """A rota that ends, a swap that is undone and an absence that is over say the same of their time as before."""
    town = Neighbourhood()
    town.work.add(row(DEPUTY))
    line = (await town.work.area(4)).line

    async def was(at: datetime) -> list[int]:
        return [one.id for one in await duty.who_was(line, None, Role.COMMUNITY_MANAGER, at, town.work)]

    assert await was(TEN) == [DEPUTY]
    town.work.rota[900 + DEPUTY].until = TEN + timedelta(hours=1)
    town.work.add(swap(PRIMARY, of=DEPUTY, id=5))
    assert await was(TEN) == [PRIMARY]
    town.work.swaps[5].undone_at = TEN + timedelta(hours=1)
    assert await was(TEN) == [PRIMARY]
    town.work.add(
        Absence(id=6, person_id=PEOPLE["community"], since=TEN, until=TEN + timedelta(minutes=5), cover_post_id=DEPUTY)
    )
    assert await was(TEN) == [DEPUTY]
    assert await was(TEN + timedelta(minutes=5)) == [PRIMARY]
    town.work.people[PEOPLE["community"]].reachable = False
    assert await was(TEN + timedelta(minutes=5)) == [PRIMARY]


def test_gaps_are_found() -> None:
    """Hours of the next seven days that the rota gives to nobody, or to nobody who is there; none without a rota."""
    assert gaps(Plan(), COMMUNITY, TEN, ZONE, 7, {PRIMARY}) == []
    one_day = row(DEPUTY, weekday=None, day=TEN.date())
    assert gaps(Plan(rota=[one_day]), COMMUNITY, TEN, ZONE, 7, {PRIMARY, DEPUTY}) == [], "a day given away is no rota"
    every_day = [row(PRIMARY, id=n, weekday=n) for n in range(7)]
    assert gaps(Plan(rota=every_day), COMMUNITY, TEN, ZONE, 7, {PRIMARY}) == []
    assert gaps(Plan(rota=every_day), COMMUNITY, TEN, ZONE, 7, {DEPUTY}) == [(TEN, TEN + timedelta(days=7))]
    but_monday = Plan(rota=[one for one in every_day if one.weekday != 0])
    monday = datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert gaps(but_monday, COMMUNITY, TEN, ZONE, 7, {PRIMARY}) == [(monday, monday + timedelta(days=1))]


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from([PRIMARY, DEPUTY]),
        st.integers(0, MINUTES - 1),
        st.integers(0, MINUTES),
        id=st.integers(1, 10**6),
        weekday=st.integers(0, 6),
    ).filter(lambda one: one.starts != one.ends),
    max_size=6,
)
MOMENTS = st.integers(0, 60 * 24 * 60).map(lambda minutes: BEFORE + timedelta(minutes=minutes))


@given(ROWS, MOMENTS)
def test_it_changes_at_its_turns_only(rows: list[Rota], at: datetime) -> None:
    """Between two turns whoever is named stays the same."""
    plan = Plan(rota=rows)
    turns = turns_after(plan, COMMUNITY, at, ZONE, 3)
    end = turns[0] if turns else at + timedelta(days=3)
    now = sorted(first_asked(plan, COMMUNITY, at, ZONE))
    for part in (0.25, 0.5, 0.99):
        between = at + (end - at) * part
        assert sorted(first_asked(plan, COMMUNITY, between, ZONE)) == now


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 22)])
def test_a_day_of_the_rota_is_of_the_neighbourhoods_zone(day: date) -> None:
    """24:00 is the end of the day there."""
    plan = Plan(rota=[row(PRIMARY, weekday=day.weekday())])
    (shift,) = shifts_of(plan, COMMUNITY, day, ZONE, said_at=TEN)
    assert shift.starts_at.astimezone(ZONE).isoformat() == f"{day}T00:00:00+08:00"
    assert shift.ends_at - shift.starts_at == timedelta(days=1)
