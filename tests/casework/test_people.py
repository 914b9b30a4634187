"""What residents do beside reporting: a word of thanks, erasing themselves, "nobody is in danger", an unknown home."""

from datetime import timedelta
from typing import Any

import pytest

from casework.data import Newer
from casework.forgetting import forget
from casework.hours import parse_hours
from casework.issue.doing import OnIssue, Photo
from casework.issue.drafts import ChangeDraft, Compose, FileDraft, change_draft, compose, file_draft
from casework.issue.filing import me_too
from casework.issue.handover import WithReason
from casework.issue.resolving import Rate, Reopen, Resolve, Thank, rate, reopen, resolve, thank
from casework.issue.together import PutTogether, put_together
from casework.issue.tonight import tonight
from casework.issue.triage import Speak, accept, say
from casework.issue.visiting import GiveVisit, give_visit
from casework.lines import Rated
from casework.messages import Kind
from casework.model.issues import Issue, Rating, State
from casework.model.timeline import AttachmentKind
from casework.neighbourhood.people import HomeUnknown, OfPerson, home_unknown
from casework.neighbourhood.standing_in import Away, away
from casework.refusals import NotFound, NotPossibleNow, NotYours, TextNeeded
from casework.settings import Settings
from casework.told import HomeWords
from casework.transitions import STANDING
from tests.casework.neighbourhood import BUILDING, PEOPLE, Neighbourhood

RESIDENT = PEOPLE["resident"]
OFFICE = Settings(hours=parse_hours("08:00-20:00"))


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
    assert (entry.text, entry.data) == ("辛苦了", Rated(rating=Rating.GOOD))


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


async def told_all(home: Neighbourhood, **more: Any) -> Issue:
    """A report, worked on, with everything in it that says who it was."""
    photos = (
        Photo(kind=AttachmentKind.PHOTO, ref="file-1"),
        Photo(kind=AttachmentKind.VOICE, ref="voice-1", seconds=3),
    )
    words = "张三丰家下水堵了，电话13812345678"
    issue = await home.report(
        words, place="502门口", behalf="我妈", latitude=43.8, longitude=126.5, photos=photos, **more
    )
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=home.now), home.work)
    visit = GiveVisit(issue_id=issue.id, by=RESIDENT, at=home.now, text="502，13812345678")
    await give_visit(visit, home.work)
    await say(Speak(issue_id=issue.id, by=RESIDENT, at=home.now, text="张三丰家又漏了"), home.work)
    return issue


async def test_forgetting_erases_the_person_and_keeps_the_case() -> None:
    """Name, home, consent, draft, the form for the visit go; what was open is taken back, and its words, the spot,
    photos and voices, and who it was, are erased; number, category, building and what happened when stay."""
    home = Neighbourhood()
    issue = await told_all(home)
    draft = await compose(Compose(by=RESIDENT, at=home.now, text="我是孙秀英，路灯不亮"), home.work)
    told = len(home.told("resident"))
    person = await forget(OfPerson(by=RESIDENT, at=home.now), home.work)
    assert (person.name, person.home_id, person.consent_at, person.reachable) == ("", None, None, False)
    assert person.erased_at == home.now
    assert not home.work.notes
    assert (issue.state, issue.reporter_id, issue.erased_at) == (State.WITHDRAWN, None, home.now)
    assert (issue.number, issue.category, issue.area_id) == (1, "sewer", BUILDING)
    assert (issue.text, issue.place, issue.behalf, issue.latitude, issue.longitude) == ("", "", "", None, None)
    assert {one.ref for one in home.work.files.values()} == {""}
    timeline = await home.work.timeline(issue.id)
    assert [entry.action for entry in timeline] == ["file", "accept", "visit", "amend", "withdraw"]
    assert {(entry.text, entry.person_id, entry.erased_at) for entry in timeline} == {("", None, home.now)}
    assert (draft.state, draft.text) == ("dropped", "")
    await home.forward(days=5)
    assert len(home.told("resident")) == told, "nobody is asked whether somebody made him do it"


@pytest.mark.parametrize("why", ["danger", "neighbours"])
async def test_danger_and_what_neighbours_have_goes_on(why: str) -> None:
    """It is not taken back: it goes on masked and without the reporter, and is marked to be erased when it is over."""
    home = Neighbourhood()
    issue = await told_all(
        home, urgent=why == "danger", **({"category": "stairwell_light"} if why == "neighbours" else {})
    )
    if why == "neighbours":
        home.work.people[PEOPLE["neighbour"]].home_id = BUILDING
        await me_too(OnIssue(issue_id=issue.id, by=PEOPLE["neighbour"], at=home.now), home.work)
    await forget(OfPerson(by=RESIDENT, at=home.now), home.work)
    assert (issue.state, issue.reporter_id, issue.forgotten_at) == (State.ACCEPTED, None, home.now)
    assert issue.erased_at is None
    assert "下水堵了" in issue.text
    assert "13812345678" not in issue.text
    assert (issue.behalf, issue.latitude) == ("", None)
    assert {one.ref for one in home.work.files.values()} == {""}
    assert RESIDENT not in {entry.person_id for entry in home.work.entries.values()}
    told = len(home.told("resident"))
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    await home.forward(days=5)
    assert len(home.told("resident")) == told
    assert issue.state is State.CLOSED


async def at_night(home: Neighbourhood, why: str, **more: Any) -> Issue:
    """Reported at two in the night, and it cannot wait, in the reporter's own words."""
    home.now += timedelta(hours=16)
    issue = await home.report("楼道灯不亮", category="stairwell_light", **more)
    await tonight(WithReason(issue_id=issue.id, by=RESIDENT, at=home.now, why=why), home.work)
    return issue


async def test_why_it_had_to_be_tonight_is_forgotten_too() -> None:
    """The reason is the reporter's own words: erased with what is taken back, masked in what goes on; another
    reporter's is left alone."""
    home = Neighbourhood(OFFICE)
    issue = await at_night(home, "张三丰家老人摔了，打13812345678")
    await forget(OfPerson(by=RESIDENT, at=home.now), home.work)
    assert (issue.state, issue.tonight) == (State.WITHDRAWN, "")
    for who, left in ((RESIDENT, False), (PEOPLE["neighbour"], True)):
        home = Neighbourhood(OFFICE)
        home.work.people[PEOPLE["neighbour"]].home_id = BUILDING
        issue = await at_night(home, "老人摔了，打13812345678")
        other = await home.report("楼道灯又不亮", category="stairwell_light", by=PEOPLE["neighbour"])
        together = PutTogether(issue_id=issue.id, other_id=other.id, by=PEOPLE["community"], at=home.now)
        issue = await put_together(together, home.work)
        await forget(OfPerson(by=who, at=home.now), home.work)
        assert issue.state in STANDING
        assert "老人摔了" in issue.tonight
        assert ("13812345678" in issue.tonight) is left


async def test_whoever_is_forgotten_had_nothing_at_home_too() -> None:
    """A neighbour's "my home too" goes with the neighbour; the count stays."""
    home = Neighbourhood()
    home.work.people[PEOPLE["neighbour"]].home_id = BUILDING
    issue = await home.report(category="stairwell_light")
    await me_too(OnIssue(issue_id=issue.id, by=PEOPLE["neighbour"], at=home.now), home.work)
    await forget(OfPerson(by=PEOPLE["neighbour"], at=home.now), home.work)
    assert (home.work.neighbours, issue.me_toos, issue.text) == ([], 1, "厨房下水返水，堵两天了")
    assert PEOPLE["neighbour"] not in {entry.person_id for entry in home.work.entries.values()}


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
    assert home.work.outbox[-1].data == HomeWords(words="西大院9号楼")
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


async def test_forgetting_erases_what_a_newer_version_wrote() -> None:
    """A line in a shape that is unknown here loses what people write into lines, and keeps the rest."""
    home = Neighbourhood()
    issue = await told_all(home)
    entry = (await home.work.timeline(issue.id))[0]
    entry.data = Newer(values={"why": "我是孙秀英", "since": [1]})
    await forget(OfPerson(by=RESIDENT, at=home.now), home.work)
    assert entry.data == Newer(values={"since": [1]})
