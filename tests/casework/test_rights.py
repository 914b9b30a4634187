"""Who may do what, and who may know what: every cell, through the function that decides."""

import pytest

from casework.issue.doing import OnIssue
from casework.issue.resolving import Complain, complain
from casework.issue.visiting import GiveVisit, give_visit, read_visit
from casework.messages import Kind
from casework.model.issues import Action
from casework.neighbourhood.rights import KNOWS as TABLE_OF_KNOWING
from casework.neighbourhood.rights import RIGHTS, TELLS, Posts, Relation
from casework.refusals import NotYours
from tests.casework.neighbourhood import PEOPLE, Neighbourhood
from tests.casework.rights_cells import DOES, KNOWS, NAMES_URGENT, cells, wrong_doing, wrong_knowing, wrong_never
from tests.casework.test_machine import PLAIN
from tests.casework.test_transitions import EXPECTED, bring

TO_CHATS = {
    Kind.CARD,
    Kind.PUBLIC_CARD,
    Kind.COMPANY_CARD,
    Kind.GROUP_NUDGE,
    Kind.GROUP_RUNG,
    Kind.GROUP_UNANSWERED,
    Kind.TIDY,
    Kind.WALL_ONE,
    Kind.WALL_WEEK,
}


def test_every_cell_of_who_may_do_what() -> None:
    """All actions, in every way to stand to an issue, with every role, at every tier, public or private."""
    assert len(list(cells())) * len(DOES) > 40_000
    assert not (wrong := wrong_doing()), "\n".join(wrong[:20])


def test_every_cell_of_who_may_know_what() -> None:
    """All that is shown, in the same cells."""
    assert not (wrong := wrong_knowing()), "\n".join(wrong[:20])


def test_a_complaint_is_hidden_from_whoever_held_it() -> None:
    """Whatever post he or she holds besides."""
    assert not wrong_never()


def test_nothing_is_left_out() -> None:
    """Every action, everything to know, every message to a person and every relation has its place in the tables."""
    assert set(DOES) - set(RIGHTS) == {"resolve, untaken"}
    assert set(RIGHTS) == set(Action) - {Action.FILE}
    assert set(KNOWS) == {*TABLE_OF_KNOWING, NAMES_URGENT}
    assert set(TELLS) == set(Kind) - TO_CHATS
    assert all(set(row) == set(Relation) for row in (*RIGHTS.values(), *TABLE_OF_KNOWING.values()))
    assert all(isinstance(posts, Posts) for row in RIGHTS.values() for posts in row.values())


@pytest.mark.parametrize("name", sorted(PLAIN))
async def test_every_use_case_asks(name: str) -> None:
    """A stranger, and somebody with a post elsewhere, is refused by every use case, and nothing is written."""
    assert not await let_in(name)


async def let_in(name: str) -> list[str]:
    """Who was not refused though the table opens nothing to strangers."""
    found = []
    states = EXPECTED.get(name, ("", {"in_progress": ""}))[1]
    state = next((one for one in states if one != "reported"), "reported")
    for person in ("stranger", "elsewhere"):
        home = Neighbourhood()
        issue = await bring(home, state, "单元门坏了")
        home.work.people[PEOPLE["stranger"]].home_id = None
        if person == "elsewhere":
            seat = home.work.posts[8]
            seat.person_id, seat.area_id = PEOPLE["stranger"], 99
        before = len(home.work.entries), len(home.work.outbox)
        kind, use_case, values = PLAIN[name]
        try:
            await use_case(kind(issue_id=issue.id, by=PEOPLE["stranger"], at=home.now, **values), home.work)
            found.append(person)
        except NotYours:
            assert (len(home.work.entries), len(home.work.outbox)) == before
    return found


async def test_door_and_phone_are_the_holders() -> None:
    """Who sits in the post that holds it reads them; whoever is above or was asked does not."""
    home = Neighbourhood()
    issue = await bring(home, "accepted")
    await give_visit(GiveVisit(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, text="2单元501"), home.work)
    looks = OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now)
    assert await read_visit(looks, home.work) == [(1, "2单元501")]
    for name in ("community", "street", "steward", "resident"):
        with pytest.raises(NotYours):
            await read_visit(OnIssue(issue_id=issue.id, by=PEOPLE[name], at=home.now), home.work)


async def test_a_complaint_goes_above_whoever_held_it() -> None:
    """About a grid head's work it is the community's to read, about the community's own work the subdistrict's."""
    for holder, reads in (("grid_head", "community"), ("community", "street")):
        home = Neighbourhood()
        issue = await bring(home, "reported")
        for name, values in (("accept", {}), ("resolve", {"text": "好了"})):
            kind, use_case, _ = PLAIN[name]
            await use_case(kind(issue_id=issue.id, by=PEOPLE[holder], at=home.now, **values), home.work)
        said = Complain(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, about="attitude", text="骂人")
        await complain(said, home.work)
        assert [one.person_id for one in home.work.outbox if one.kind == Kind.COMPLAINT] == [PEOPLE[reads]]
