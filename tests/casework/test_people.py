"""What residents do beside reporting: a word of thanks, erasing themselves, "nobody is in danger", an unknown home."""

import pytest

from casework.forgetting import forget
from casework.issue.doing import OnIssue
from casework.issue.drafts import ChangeDraft, Compose, FileDraft, change_draft, compose, file_draft
from casework.issue.resolving import Rate, Reopen, Resolve, Thank, rate, reopen, resolve, thank
from casework.issue.triage import Speak, accept, say
from casework.issue.visiting import GiveVisit, give_visit
from casework.messages import Kind
from casework.model import Rating, State
from casework.neighbourhood.people import Away, HomeUnknown, OfPerson, away, home_unknown
from casework.refusals import NotFound, NotPossibleNow, NotYours, TextNeeded
from tests.casework.neighbourhood import BUILDING, PEOPLE, Neighbourhood

RESIDENT = PEOPLE["resident"]


async def rated(home: Neighbourhood) -> int:
    """Reported, resolved by the steward, and rated good; the issue's id."""
    issue = await home.report()
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    await rate(Rate(issue_id=issue.id, by=RESIDENT, at=home.now, rating=Rating.GOOD), home.work)
    return issue.id


async def test_a_word_of_thanks_reaches_whoever_did_it() -> None:
    """After the rating a word goes to the former holder, with the rating; nothing is reopened by it."""
    home = Neighbourhood()
    issue_id = await rated(home)
    issue = await thank(Thank(issue_id=issue_id, by=RESIDENT, at=home.now, text="辛苦了"), home.work)
    assert (issue.state, issue.now.rating) == (State.CLOSED, Rating.GOOD)
    assert home.told("steward", Kind.RATED) == [Kind.RATED, Kind.RATED]
    entry = home.work.entries[home.work.outbox[-1].entry_id or 0]
    assert (entry.text, entry.data["rating"]) == ("辛苦了", Rating.GOOD)


@pytest.mark.parametrize(("by", "text", "refusal"), [("neighbour", "辛苦了", NotYours), ("resident", " ", TextNeeded)])
async def test_thanks_are_the_reporters_and_in_words(by: str, text: str, refusal: type[Exception]) -> None:
    """Nobody else thanks for the reporter, and an empty word is none."""
    home = Neighbourhood()
    issue_id = await rated(home)
    with pytest.raises(refusal):
        await thank(Thank(issue_id=issue_id, by=PEOPLE[by], at=home.now, text=text), home.work)


async def test_no_thanks_for_what_was_reopened() -> None:
    """Once it is reopened, a word is no thanks any more."""
    home = Neighbourhood()
    issue_id = await rated(home)
    await reopen(Reopen(issue_id=issue_id, by=RESIDENT, at=home.now, what="same"), home.work)
    with pytest.raises(NotPossibleNow):
        await thank(Thank(issue_id=issue_id, by=RESIDENT, at=home.now, text="辛苦了"), home.work)


async def test_forgetting_erases_the_person_and_keeps_the_case() -> None:
    """Name, home, consent, draft, the form for the visit go; the case goes on, masked, and tells nobody any more."""
    home = Neighbourhood()
    issue = await home.report("2单元502下水堵了，电话13812345678", place="502门口", behalf="我妈")
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=home.now), home.work)
    visit = GiveVisit(issue_id=issue.id, by=RESIDENT, at=home.now, text="502，13812345678")
    await give_visit(visit, home.work)
    await say(Speak(issue_id=issue.id, by=RESIDENT, at=home.now, text="又漏了，打13812345678"), home.work)
    draft = await compose(Compose(by=RESIDENT, at=home.now, text="我是孙秀英，路灯不亮"), home.work)
    person = await forget(OfPerson(by=RESIDENT, at=home.now), home.work)
    assert (person.name, person.home_id, person.consent_at, person.reachable) == ("", None, None, False)
    assert person.erased_at == home.now
    assert not home.work.notes
    assert not issue.visit_asked
    assert (issue.state, issue.reporter_id, issue.behalf) == (State.ACCEPTED, None, "")
    assert "13812345678" not in issue.text
    assert "下水堵了" in issue.text
    said = [entry.text for entry in await home.work.timeline(issue.id)]
    assert [text for text in said if "又漏了" in text], "what was said stays"
    assert not [text for text in said if "13812345678" in text]
    assert (draft.state, draft.text) == ("dropped", "")
    told = len(home.told("resident"))
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    await home.forward(days=5)
    assert len(home.told("resident")) == told
    assert issue.state is State.CLOSED


async def test_nobody_is_in_danger_is_remembered() -> None:
    """ "No" takes the danger away until other words bring one; it is filed as an ordinary report then."""
    home = Neighbourhood()
    draft = await compose(Compose(by=RESIDENT, at=home.now, text="楼道里一股煤气味"), home.work)
    assert draft.danger == "gas"
    no = ChangeDraft(draft_id=draft.id, by=RESIDENT, at=home.now, danger="")
    assert (await change_draft(no, home.work)).danger == ""
    await compose(Compose(by=RESIDENT, at=home.now, text="在三楼"), home.work)
    assert draft.danger == ""
    issue = await file_draft(FileDraft(draft_id=draft.id, by=RESIDENT, at=home.now), home.work)
    assert not issue.urgent
    assert issue.danger is None


async def test_new_words_of_danger_count_after_a_no() -> None:
    """Words of danger after the "no" ask again, and unanswered are filed urgent."""
    home = Neighbourhood()
    draft = await compose(Compose(by=RESIDENT, at=home.now, text="楼道里一股煤气味"), home.work)
    await change_draft(ChangeDraft(draft_id=draft.id, by=RESIDENT, at=home.now, danger=""), home.work)
    await compose(Compose(by=RESIDENT, at=home.now, text="着火了"), home.work)
    assert draft.danger == "fire"
    await home.forward(minutes=2)
    assert [issue.urgent for issue in home.work.issues.values()] == [True]


async def test_an_unknown_home_is_read_by_the_community_on_duty() -> None:
    """Words that fit no building reach the community's person on duty, or the next level; an area is kept meanwhile."""
    home = Neighbourhood()
    unknown = HomeUnknown(by=RESIDENT, at=home.now, area_id=2, text=" 西大院9号楼 ")
    assert (await home_unknown(unknown, home.work)).home_id == 2
    assert home.work.outbox[-1].data == {"words": "西大院9号楼"}
    assert home.told("community") == [Kind.HOME_UNKNOWN]
    for name in ("community", "community_deputy"):
        until = home.now.replace(hour=20)
        await away(Away(by=PEOPLE[name], at=home.now, until=until), home.work)
    await home_unknown(unknown, home.work)
    assert home.told("street") == [Kind.HOME_UNKNOWN]


async def test_no_words_for_an_unknown_home_tell_nobody() -> None:
    """Without words there is nothing to read."""
    home = Neighbourhood()
    await home_unknown(HomeUnknown(by=RESIDENT, at=home.now, area_id=BUILDING, text=" "), home.work)
    assert not home.work.outbox


async def test_anothers_draft_cannot_be_changed() -> None:
    """Whose draft it is, is checked."""
    home = Neighbourhood()
    draft = await compose(Compose(by=RESIDENT, at=home.now, text="路灯不亮"), home.work)
    with pytest.raises(NotFound):
        await change_draft(ChangeDraft(draft_id=draft.id, by=PEOPLE["neighbour"], at=home.now, danger=""), home.work)
