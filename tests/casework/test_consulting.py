"""Talking one matter over, as rules: who is in it, who reads what, and when it is over."""

import pytest

from casework.issue.doing import OnIssue
from casework.issue.triage import accept
from casework.meeting.consulting import Consult, SayIn, agree_on, consult, say_in, talk_in
from casework.messages import Kind
from casework.model.issues import Issue
from casework.model.people import Rank, Role
from casework.model.timeline import Visibility
from casework.neighbourhood.rights import What, may_be_shown
from casework.refusals import NobodyThere, NotPossibleNow, NotYours, PrivateMatter, TextNeeded
from tests.casework.neighbourhood import PEOPLE, Neighbourhood, post

OWNERS_POST, STEWARD_POST = 20, 1


async def town() -> tuple[Neighbourhood, Issue]:
    """The neighbour sits in the owners' committee; the grid head has the matter."""
    home = Neighbourhood()
    home.work.put(post(OWNERS_POST, Role.OWNERS_COMMITTEE, Rank.PRIMARY, "neighbour", estate=9))
    issue = await home.report()
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now), home.work)
    return home, issue


def of(issue: Issue, person: str, home: Neighbourhood) -> dict[str, object]:
    """Who does what when."""
    return {"issue_id": issue.id, "by": PEOPLE[person], "at": home.now}


async def invite(
    home: Neighbourhood, issue: Issue, *posts: int, resident: bool = False, text: str = "谁出钱？"
) -> None:
    """The community invites them."""
    command = Consult(**of(issue, "community", home), posts=posts, text=text, resident=resident)  # type: ignore[arg-type]
    await consult(command, home.work)


async def says(home: Neighbourhood, issue: Issue, person: str, text: str = "出一半") -> None:
    """A word of this person."""
    await say_in(SayIn(**of(issue, person, home), text=text), home.work)  # type: ignore[arg-type]


async def test_who_is_invited_knows_the_card() -> None:
    """And nothing for the staff alone, no photo, no name; whoever was not invited does not know of it."""
    home, issue = await town()
    work, owner = home.work, PEOPLE["neighbour"]
    assert not await may_be_shown(issue, What.CARD, owner, work)
    await invite(home, issue, OWNERS_POST)
    assert await may_be_shown(issue, What.CARD, owner, work)
    for what in (What.STAFF_ENTRIES, What.PHOTOS, What.NAMES, What.DOOR, What.BOARD):
        assert not await may_be_shown(issue, what, owner, work)
    issue.make_private()
    assert not await may_be_shown(issue, What.CARD, owner, work)


async def test_a_word_reaches_all_the_others() -> None:
    """Those invited, whoever invited, and the holder; the resident only where he or she is in it."""
    home, issue = await town()
    await invite(home, issue, OWNERS_POST, STEWARD_POST)
    assert home.told("neighbour", Kind.CONSULTED) == [Kind.CONSULTED]
    await says(home, issue, "neighbour")
    for person in ("community", "grid_head"):
        assert home.told(person, Kind.CONSULTED) == [Kind.CONSULTED]
    assert len(home.told("steward", Kind.CONSULTED)) == 2
    assert len(home.told("neighbour", Kind.CONSULTED)) == 1
    assert not home.told("resident", Kind.CONSULTED_OWN)
    with pytest.raises(NotPossibleNow):
        await says(home, issue, "resident")
    words = [one for one in await home.work.timeline(issue.id) if one.text == "出一半"]
    assert [one.visibility for one in words] == [Visibility.STAFF]


async def test_the_resident_comes_to_it() -> None:
    """Invited later, she reads what is said from then on, and says her word."""
    home, issue = await town()
    await invite(home, issue, OWNERS_POST)
    await says(home, issue, "neighbour", "先说一句")
    await invite(home, issue, resident=True, text="您也来听听")
    await says(home, issue, "neighbour", "再说一句")
    await says(home, issue, "resident", "我同意")
    assert len(home.told("resident", Kind.CONSULTED_OWN)) == 2
    shown = {one.text: one.visibility for one in await home.work.timeline(issue.id)}
    assert shown["先说一句"] is Visibility.STAFF
    assert shown["再说一句"] is shown["我同意"] is Visibility.PUBLIC


async def test_it_ends_with_one_sentence() -> None:
    """Told to all, and to the resident; nothing more is said then, until somebody invites anew."""
    home, issue = await town()
    with pytest.raises(NotPossibleNow):
        await agree_on(SayIn(**of(issue, "community", home), text="说好了"), home.work)  # type: ignore[arg-type]
    await invite(home, issue, OWNERS_POST)
    with pytest.raises(NotYours):
        await agree_on(SayIn(**of(issue, "neighbour", home), text="说好了"), home.work)  # type: ignore[arg-type]
    with pytest.raises(TextNeeded):
        await agree_on(SayIn(**of(issue, "community", home), text=" "), home.work)  # type: ignore[arg-type]
    await agree_on(SayIn(**of(issue, "community", home), text="一家一半"), home.work)  # type: ignore[arg-type]
    assert home.told("resident", Kind.AGREED) == [Kind.AGREED]
    assert len(home.told("neighbour", Kind.CONSULTED)) == 2
    with pytest.raises(NotPossibleNow):
        await says(home, issue, "neighbour")
    assert talk_in(issue, await home.work.timeline(issue.id)) is None
    await invite(home, issue, STEWARD_POST)
    await says(home, issue, "steward")


async def test_who_cannot_be_invited() -> None:
    """Nobody, somebody of elsewhere, somebody who cannot be reached; and nobody to what is private."""
    home, issue = await town()
    for posts in ((), (999,), (6,)):  # nobody, nobody's, the community's own
        with pytest.raises(NobodyThere):
            await invite(home, issue, *posts)
    home.work.people[PEOPLE["neighbour"]].reachable = False
    with pytest.raises(NobodyThere):
        await invite(home, issue, OWNERS_POST)
    quarrel = await home.report("邻居天天吵架骂人", private=True)
    with pytest.raises(PrivateMatter):
        await invite(home, quarrel, STEWARD_POST)
