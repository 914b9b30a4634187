"""Links, seats and groups in the rules: who may, what is void, what is on the record, who is told."""

from datetime import timedelta

import pytest

from casework.messages import Kind
from casework.model.audited import Audited
from casework.model.chats import Audience
from casework.model.people import Post, Rank, Role
from casework.model.places import Area, AreaKind
from casework.neighbourhood.binding import Bind, InChat, bind, bound_here, gone, unbind
from casework.neighbourhood.claiming import (
    LINK_LASTS,
    AnswerSeat,
    MakeLink,
    OpenLink,
    answer_seat,
    link_for,
    make_link,
    open_link,
    posts_under,
)
from casework.neighbourhood.people import OfPerson, reached
from casework.neighbourhood.record import administers
from casework.refusals import LinkNotValid, NotFound, NotYours
from tests.casework.neighbourhood import PEOPLE, Neighbourhood

ADMIN, STRANGER, GRID_HEAD = PEOPLE["neighbour"], PEOPLE["stranger"], PEOPLE["grid_head"]


def town(*, admin_area: int | None = 1) -> Neighbourhood:
    """The neighbourhood with an administrator of the subdistrict, or of no place in particular."""
    home = Neighbourhood()
    home.work.put(
        Post(id=20, code="p20", role=Role.ADMIN, rank=Rank.PRIMARY, name="", area_id=admin_area, person_id=ADMIN),
        Post(id=21, code="p21", role=Role.ADMIN, rank=Rank.PRIMARY, name=""),
    )
    home.work.put(Area(id=5, kind=AreaKind.COMMUNITY, name="南苑社区", code="ny"))
    return home


def audited(home: Neighbourhood) -> list[str]:
    """What stands in the record, in order."""
    return [one.action for one in home.work.audits.values()]


async def test_a_link_is_the_same_for_a_week() -> None:
    """Asked for again it is the same; to the second of the seventh day; then another, and the old is void."""
    home = town()
    made = await make_link(MakeLink(by=ADMIN, at=home.now, post_id=3), home.work)
    last = home.now + LINK_LASTS - timedelta(seconds=1)
    assert await make_link(MakeLink(by=ADMIN, at=last, post_id=3), home.work) is made
    newer = await make_link(MakeLink(by=ADMIN, at=home.now + LINK_LASTS, post_id=3), home.work)
    assert list(home.work.links) == [newer.code]
    assert audited(home) == [Audited.LINK_MADE, Audited.LINK_VOIDED, Audited.LINK_MADE]


async def test_a_post_of_no_place_is_under_him_who_has_none() -> None:
    """The administrator of a subdistrict does not hand out the post of the administrator of everything."""
    home = town()
    with pytest.raises(NotYours):
        await make_link(MakeLink(by=ADMIN, at=home.now, post_id=21), home.work)
    assert 21 not in [one.id for one in await posts_under(OfPerson(by=ADMIN, at=home.now), home.work)]
    home = town(admin_area=None)
    assert await make_link(MakeLink(by=ADMIN, at=home.now, post_id=21), home.work)


@pytest.mark.parametrize(("area", "mine"), [(1, True), (2, True), (5, False), (None, True)])
async def test_an_estate_is_under_the_areas_of_its_buildings(area: int | None, mine: bool) -> None:
    """The property's post is handed out by whoever administers where its buildings stand."""
    home = town(admin_area=area)
    admin, steward = await home.work.post(20), await home.work.post(1)
    assert await administers(admin, steward, home.work) is mine


@pytest.mark.parametrize("who", ["community", "grid_head", "resident"])
async def test_only_administrators_hand_out_links(who: str) -> None:
    """Managers and heads do not."""
    home = town()
    with pytest.raises(NotYours) as refused:
        await make_link(MakeLink(by=PEOPLE[who], at=home.now, post_id=3), home.work)
    assert refused.value.facts["roles"] == (Role.ADMIN,)


async def test_who_sits_there_opens_his_own_link() -> None:
    """It is used up, and nothing changes hands."""
    home = town()
    post = await home.work.post(3)
    link = link_for(post, None, None, home.now, home.work)
    opened = await open_link(OpenLink(by=GRID_HEAD, at=home.now, code=link.code), home.work)
    assert (opened.taken, post.person_id, link.used_by) == (True, GRID_HEAD, GRID_HEAD)
    assert not home.work.outbox


async def test_pressing_again_asks_nobody_twice() -> None:
    """Whoever waits and opens the link again is told the same; the others are not asked again."""
    home = town()
    link = link_for(await home.work.post(3), None, None, home.now, home.work)
    for _ in range(2):
        opened = await open_link(OpenLink(by=STRANGER, at=home.now, code=link.code), home.work)
        assert not opened.taken
    assert home.told("grid_head", Kind.SEAT_ASKED) == [Kind.SEAT_ASKED]
    assert home.told("neighbour", Kind.SEAT_ASKED) == [Kind.SEAT_ASKED]


async def test_an_answer_that_comes_too_late() -> None:
    """A week after the question, and after it was answered, nothing can be answered any more."""
    home = town()
    link = link_for(await home.work.post(3), None, None, home.now, home.work)
    await open_link(OpenLink(by=STRANGER, at=home.now, code=link.code), home.work)
    late = AnswerSeat(by=GRID_HEAD, at=home.now + LINK_LASTS, post_id=3, person_id=STRANGER, agreed=True)
    with pytest.raises(LinkNotValid):
        await answer_seat(late, home.work)
    now = AnswerSeat(by=GRID_HEAD, at=home.now, post_id=3, person_id=STRANGER, agreed=True)
    await answer_seat(now, home.work)
    with pytest.raises(NotYours):  # he sits there no longer
        await answer_seat(now, home.work)
    with pytest.raises(LinkNotValid):
        await answer_seat(AnswerSeat(by=ADMIN, at=home.now, post_id=3, person_id=STRANGER, agreed=False), home.work)
    assert home.told("grid_head", Kind.SEAT_LOST) == [Kind.SEAT_LOST]
    assert home.told("stranger", Kind.SEAT_GIVEN, Kind.SEAT_REFUSED) == [Kind.SEAT_GIVEN]


@pytest.mark.parametrize("who", ["stranger", "community", "grid_deputy", "resident"])
async def test_who_may_not_answer(who: str) -> None:
    """The newcomer, a manager, the deputy, a resident: none of them gives a seat away."""
    home = town()
    link = link_for(await home.work.post(3), None, None, home.now, home.work)
    await open_link(OpenLink(by=STRANGER, at=home.now, code=link.code), home.work)
    with pytest.raises(NotYours):
        await answer_seat(
            AnswerSeat(by=PEOPLE[who], at=home.now, post_id=3, person_id=STRANGER, agreed=True), home.work
        )


def _bind(home: Neighbourhood, who: str, area_id: int, thread: int | None = None) -> Bind:
    return Bind(
        by=PEOPLE[who],
        at=home.now,
        address="tg:-7",
        thread=thread,
        area_id=area_id,
        audience=Audience.STAFF,
        title="群",
    )


async def test_tying_needs_both_rights() -> None:
    """Over the area, and over the one to which the group, or the group around a topic, belongs."""
    home = town()
    home.work.put(
        Post(id=30, code="p30", role=Role.COMMUNITY_MANAGER, rank=Rank.PRIMARY, name="", area_id=5, person_id=STRANGER)
    )
    chat = await bind(_bind(home, "community", 2), home.work)
    for thread in (None, 7):
        with pytest.raises(NotYours):
            await bind(_bind(home, "stranger", 5, thread), home.work)
        with pytest.raises(NotYours):
            await bind(_bind(home, "grid_head", 3, thread), home.work)
    assert await bind(_bind(home, "street", 1), home.work) is not None
    with pytest.raises(NotYours):  # it belongs to the subdistrict now
        await bind(_bind(home, "community", 2), home.work)
    assert chat.id in home.work.chats
    assert audited(home) == [Audited.BOUND, Audited.BOUND]


async def test_untying() -> None:
    """By whoever may tie; where nothing is tied there is nothing to untie; the other managers are told."""
    home = town()
    here = InChat(by=PEOPLE["community"], at=home.now, address="tg:-7", thread=None)
    with pytest.raises(NotFound):
        await bound_here(here, home.work)
    await bind(_bind(home, "community", 2), home.work)
    with pytest.raises(NotYours):
        await unbind(InChat(by=GRID_HEAD, at=home.now, address="tg:-7", thread=None), home.work)
    await unbind(here, home.work)
    assert await home.work.chat_at("tg:-7", None) is None
    assert home.told("community") == []
    assert home.told("community_deputy") == [Kind.CHAT_UNBOUND]
    assert audited(home) == [Audited.BOUND, Audited.UNBOUND]


async def test_a_group_that_is_gone_unties_its_topics_too() -> None:
    """Everything that was tied in it; twice changes nothing more."""
    home = town()
    await bind(_bind(home, "community", 2), home.work)
    await bind(_bind(home, "community", 3, 7), home.work)
    assert len(await gone("tg:-7", home.now, home.work)) == 2
    assert await gone("tg:-7", home.now, home.work) == []
    assert home.told("community") == [Kind.CHAT_UNBOUND] * 2


async def test_being_reached() -> None:
    """Blocked counts at once; let in again counts for whoever once agreed to be written to."""
    home = town()
    me = OfPerson(by=STRANGER, at=home.now)
    assert not (await reached(me, home.work, reachable=False)).reachable
    assert not (await reached(me, home.work, reachable=True)).reachable
    (await home.work.person(STRANGER)).consent_at = home.now
    assert (await reached(me, home.work, reachable=True)).reachable


async def test_a_request_that_nobody_answers_ends_by_itself() -> None:
    """After a week the newcomer and whoever was asked hear that it is over; the link opens nothing any more."""
    home = town()
    link = await make_link(MakeLink(by=ADMIN, at=home.now, post_id=3), home.work)
    await open_link(OpenLink(by=STRANGER, at=home.now, code=link.code), home.work)
    await home.forward(days=6)
    assert not home.told("stranger", Kind.SEAT_EXPIRED)
    await home.forward(days=1)
    assert home.told("stranger", Kind.SEAT_EXPIRED)
    assert home.told("grid_head", Kind.SEAT_EXPIRED)
    with pytest.raises(LinkNotValid):
        await open_link(OpenLink(by=STRANGER, at=home.now, code=link.code), home.work)
