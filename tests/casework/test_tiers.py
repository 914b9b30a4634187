"""The tiers are one ordered table; what lies above the subdistrict is there where somebody sits in its post."""

from itertools import pairwise

import pytest

from casework.issue.doing import OnIssue
from casework.issue.handover import WithReason, hand_back, hand_up, receive
from casework.issue.triage import accept
from casework.messages import Kind
from casework.model.chats import Audience, Chat
from casework.model.issues import Issue, State, Tier
from casework.model.people import Rank, Role
from casework.model.places import Area, AreaKind
from casework.neighbourhood.rights import DECIDERS
from casework.refusals import NotPossibleNow, NotYours
from casework.tiers import TIERS, above, below, managers_from, tier_row, tiers_at
from tests.casework.neighbourhood import PEOPLE, Neighbourhood, post


def test_every_tier_has_one_row_in_order() -> None:
    """The rungs grow with the tiers."""
    assert [row.key for row in TIERS] == list(Tier)
    assert [row.rung for row in TIERS] == sorted(row.rung for row in TIERS)
    assert tier_row(Tier.COMMUNITY).role is Role.COMMUNITY_MANAGER


def test_who_decides_at_a_tier_decides_below() -> None:
    """The managers of a tier and of those above it."""
    higher = {Role.SUBDISTRICT_MANAGER, Role.DISTRICT_MANAGER, Role.CITY_MANAGER}
    assert managers_from(Tier.SUBDISTRICT) == higher
    assert managers_from(Tier.BUILDING) == {Role.GRID_HEAD, Role.COMMUNITY_MANAGER} | higher
    assert all(DECIDERS[upper.key] < DECIDERS[lower.key] for lower, upper in pairwise(TIERS))


def with_above(home: Neighbourhood, kind: AreaKind, role: Role, *, claimed: bool = True) -> None:
    """A district or a city over the subdistrict, with its post: that of the stranger, or nobody's."""
    home.work.put(Area(id=20, kind=kind, name="船营区", code="cy"))
    home.work.areas[1].parent_id = 20
    for area_id in (1, 2, 3, 4):
        area = home.work.areas[area_id]
        area.line = (*area.line, 20)
    seat = post(30, role, Rank.PRIMARY, "stranger", area=20)
    seat.person_id = PEOPLE["stranger"] if claimed else None
    home.work.put(seat)


HIGHER = [
    (AreaKind.DISTRICT, Role.DISTRICT_MANAGER, Tier.DISTRICT),
    (AreaKind.CITY, Role.CITY_MANAGER, Tier.CITY),
]


@pytest.mark.parametrize(("kind", "role", "tier"), HIGHER)
async def test_up_and_down_lead_over_the_tiers_that_are_there(kind: AreaKind, role: Role, tier: Tier) -> None:
    """A district, or a city alone, is the next above the subdistrict once its post is taken; unclaimed it is not
    there."""
    for claimed in (False, True):
        home = Neighbourhood()
        with_above(home, kind, role, claimed=claimed)
        issue = await home.report()
        ups, downs = [], []
        for one in (Tier.BUILDING, Tier.COMMUNITY, Tier.SUBDISTRICT, tier):
            tiers = await tiers_at(issue.line, home.work)
            ups.append(above(one, tiers))
            downs.append(below(one, tiers))
        assert ups == [Tier.COMMUNITY, Tier.SUBDISTRICT, tier if claimed else None, None]
        assert downs == [None, Tier.BUILDING, Tier.COMMUNITY, Tier.SUBDISTRICT]


@pytest.mark.parametrize(("kind", "role", "tier"), HIGHER)
async def test_rung_4_goes_to_the_district(kind: AreaKind, role: Role, tier: Tier) -> None:
    """Instead of the subdistrict, which heard of it at rung 3; the supervisor as ever. With its post vacant nothing
    is different."""
    for claimed in (False, True):
        home = Neighbourhood()
        with_above(home, kind, role, claimed=claimed)
        await home.report()
        await home.forward(hours=25)
        at_rung_4 = [who for minutes, who in home.pinged() if minutes >= 24 * 60]
        assert ("stranger" in at_rung_4) is claimed
        assert ("street" in at_rung_4) is not claimed
        assert "supervisor" in at_rung_4
        assert [who for minutes, who in home.pinged() if minutes == 120] == ["street"]


async def taken(home: Neighbourhood) -> Issue:
    """The grid head has it."""
    issue = await home.report()
    return await accept(OnIssue(**of(issue, "grid_head", home)), home.work)  # type: ignore[arg-type]


def of(issue: Issue, person: str, home: Neighbourhood) -> dict[str, object]:
    """The person does something to it now."""
    return {"issue_id": issue.id, "by": PEOPLE[person], "at": home.now}


async def up(issue: Issue, person: str, home: Neighbourhood) -> Issue:
    """Handed up for want of money."""
    return await hand_up(WithReason(**of(issue, person, home), why="没钱"), home.work)  # type: ignore[arg-type]


async def test_handed_up_as_far_as_the_district() -> None:
    """Each tier hands on what it was handed, and has accepted it by that; the top hands no further."""
    home = Neighbourhood()
    with_above(home, AreaKind.DISTRICT, Role.DISTRICT_MANAGER)
    issue = await taken(home)
    for person, tier, to in (
        ("grid_head", Tier.BUILDING, Tier.COMMUNITY),
        ("community", Tier.COMMUNITY, Tier.SUBDISTRICT),
        ("street", Tier.SUBDISTRICT, Tier.DISTRICT),
    ):
        await up(issue, person, home)
        assert (issue.tier, issue.handed_to) == (tier, to)
    assert home.told("stranger", Kind.HANDED_UP)
    with pytest.raises(NotPossibleNow):
        await up(issue, "stranger", home)
    await receive(OnIssue(**of(issue, "stranger", home)), home.work)  # type: ignore[arg-type]
    assert (issue.tier, issue.handed_to) == (Tier.DISTRICT, None)
    assert issue.holder_id == PEOPLE["grid_head"]


async def test_a_handing_up_counts_when_it_is_accepted() -> None:
    """Until then tier, holder and rungs are what they were, and nobody hands it up once more; nobody but those above
    accepts it."""
    home = Neighbourhood()
    issue = await taken(home)
    await up(issue, "grid_head", home)
    assert (issue.tier, issue.handed_to, issue.holder_id) == (Tier.BUILDING, Tier.COMMUNITY, PEOPLE["grid_head"])
    with pytest.raises(NotPossibleNow):
        await up(issue, "grid_head", home)
    with pytest.raises(NotYours):
        await receive(OnIssue(**of(issue, "grid_head", home)), home.work)  # type: ignore[arg-type]
    await home.forward(minutes=35)
    assert [who for minutes, who in home.pinged() if minutes == 30] == ["community"]
    await receive(OnIssue(**of(issue, "community_deputy", home)), home.work)  # type: ignore[arg-type]
    assert (issue.tier, issue.handed_to, issue.holder_id) == (Tier.COMMUNITY, None, PEOPLE["grid_head"])
    await home.forward(minutes=60)
    assert [who for minutes, who in home.pinged() if 35 < minutes < 120] == []
    with pytest.raises(NotYours):
        await receive(OnIssue(**of(issue, "community", home)), home.work)  # type: ignore[arg-type]


async def test_handed_back_before_it_was_accepted() -> None:
    """Nothing has changed; whoever handed it up and the resident hear why."""
    home = Neighbourhood()
    issue = await taken(home)
    await up(issue, "grid_head", home)
    back = WithReason(**of(issue, "community", home), why="楼里能办")  # type: ignore[arg-type]
    await hand_back(back, home.work)
    assert (issue.tier, issue.handed_to) == (Tier.BUILDING, None)
    assert home.told("grid_head", Kind.HANDED_BACK) == [Kind.HANDED_BACK]
    assert home.told("resident", Kind.TURNED) == [Kind.TURNED, Kind.TURNED]
    with pytest.raises(NotPossibleNow):
        await hand_back(back, home.work)


async def test_the_group_above_has_a_card_of_its_own() -> None:
    """From the handing up on it is drawn there too, as long as the matter lasts; nothing there without one."""
    home = Neighbourhood()
    home.work.put(Chat(id=60, area_id=2, audience=Audience.STAFF, title="北苑社区工作群"))
    issue = await taken(home)
    assert not [one for one in home.group(Kind.CARD) if one.chat_id == 60]
    await up(issue, "grid_head", home)
    await receive(OnIssue(**of(issue, "community", home)), home.work)  # type: ignore[arg-type]
    assert len([one for one in home.group(Kind.CARD) if one.chat_id == 60]) == 2
    await up(issue, "community", home)
    assert {one.chat_id for one in home.group(Kind.CARD)} == {50, 60}
    assert issue.state is State.ACCEPTED
