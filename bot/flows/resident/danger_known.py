"""A danger of which everybody around has read: whoever asks about it reads what is known, and calls nobody anew."""

from bot.flows.around import me, sheet, stands_at
from bot.flows.placing import place_draft
from bot.flows.privately import answer_privately
from bot.flows.resident import danger, report
from bot.flows.resident.follow import said_with_neighbour
from bot.incoming.parts import Parts
from bot.incoming.turn import DANGER_KNOWN, Turn
from bot.views import danger_known as words
from bot.views.common import number_words
from casework.data import maybe
from casework.issue.drafts import ChangeDraft, change_draft
from casework.issue.likeness import number_area
from casework.model.conversation import Outcome
from casework.model.issues import Issue
from casework.model.places import HOUSES
from casework.questions import DangerKnown
from casework.transitions import OPEN
from casework.words.danger_asked import asks_of_known, here_too
from casework.words.guess import DANGER_CATEGORY, PRIVATE_DANGERS, guess
from casework.words.places import number_of_building, read_place


async def asks(turn: Turn, got: Parts) -> bool:
    """ "8号楼着火那个，我们用下楼不" of whoever told of no danger: what is known. "我这儿也有" after that is a danger
    of its own."""
    if got.photos or not got.text.strip() or me(turn).consent_at is None or await danger.in_danger(turn) is not None:
        return False
    told = next(iter(turn.waiting(DANGER_KNOWN)), None)
    data = maybe(told.data, DangerKnown) if told is not None else DangerKnown()
    if told is not None and data.too is not None and _only_door(got.text):
        await said_with_neighbour(turn, await turn.work.issue(data.too), got)
        return True
    if told is not None and here_too(got.text):
        await _too(turn, got, data.danger)
        return True
    known = await _meant(turn, got.text)
    if known is None or await turn.work.posts_of(me(turn).id):
        return False
    turn.became(Outcome.NOTHING)
    await tell(turn, known)
    return True


async def tell(turn: Turn, known: Issue, *, too: bool = False) -> None:
    """What is known of it; `too`: to a neighbour who has it as well, whose door is asked for."""
    view = words.known_of(await sheet(known, turn), turn.tr, turn.work.settings.zone, too=too)
    turn.ask("danger_known", "press", view, data=DangerKnown(danger=known.danger or "", too=known.id if too else None))


async def tell_neighbour(turn: Turn, known: Issue, *, said: bool = False) -> None:
    """He has it too, wherever he says so: what to do and the question for his door are for his private chat. `said`: in
    words, below which the group reads that he was answered; a press has its pop-up."""
    if turn.private:
        await tell(turn, known, too=True)
        return
    here = turn.tr.t("{number}: I have answered you privately.", number=number_words(known, turn.tr)) if said else None
    await answer_privately(turn, lambda theirs: tell(theirs, known, too=True), here)


def of_all(issue: Issue) -> bool:
    """A danger that goes on, and of which everybody around may know."""
    return issue.urgent and issue.state in OPEN and not issue.called_only and issue.danger not in PRIVATE_DANGERS


def _only_door(text: str) -> bool:
    place = read_place(text, asked=True)
    return bool(place.unit or place.floor or place.door) and guess(text).danger is None


async def _meant(turn: Turn, text: str) -> Issue | None:
    """The danger around that the words ask about, if everybody may know of it."""
    near = await stands_at(turn)
    if near is None:
        return None
    community_id = await number_area((await turn.work.area(near)).line, turn.work)
    since, kinds = turn.at - danger.URGENT_TALK, set(DANGER_CATEGORY.values())
    for one in await turn.work.standing_of_kinds(community_id, sorted(kinds), since):
        if one.danger is None or not of_all(one):
            continue
        there = await turn.work.area(one.area_id)
        house = await turn.work.area(there.building_id) if there.kind in HOUSES else there
        if asks_of_known(text, one.danger or "", number_of_building(house.name)):
            return one
    return None


async def _too(turn: Turn, got: Parts, kind: str) -> None:
    """At the own place too: asked about like any danger, and without an answer everybody is called."""
    draft, _ = await place_draft(turn, await report.add(turn, got), got.text)
    turn.became(Outcome.DRAFT, draft.subject)
    if not draft.danger:
        of_kind = ChangeDraft(
            draft_id=draft.id, by=draft.person_id, at=turn.at, danger=kind, category=DANGER_CATEGORY[kind]
        )
        draft = await change_draft(of_kind, turn.work)
    await report.danger_first(turn, draft)
