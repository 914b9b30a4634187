"""A danger of which everybody around has read: whoever asks about it reads what is known, and calls nobody anew."""

from bot.flows.around import me, sheet, stands_at
from bot.flows.placing import place_draft
from bot.flows.resident import danger, report
from bot.incoming.parts import Parts
from bot.incoming.turn import DANGER_KNOWN, Turn
from bot.views import danger_known as words
from casework.data import maybe
from casework.issue.drafts import ChangeDraft, change_draft
from casework.issue.likeness import number_area
from casework.model.conversation import Outcome
from casework.model.issues import Issue
from casework.model.places import HOUSES
from casework.questions import DangerKnown
from casework.transitions import OPEN
from casework.words.danger_asked import asks_of_known, here_too
from casework.words.guess import DANGER_CATEGORY, PRIVATE_DANGERS
from casework.words.places import number_of_building


async def asks(turn: Turn, got: Parts) -> bool:
    """ "8号楼着火那个，我们用下楼不" of whoever told of no danger: what is known. "我这儿也有" after that is a danger
    of its own."""
    if got.photos or not got.text.strip() or me(turn).consent_at is None or await danger.in_danger(turn) is not None:
        return False
    told = next(iter(turn.waiting(DANGER_KNOWN)), None)
    if told is not None and here_too(got.text):
        await _too(turn, got, maybe(told.data, DangerKnown).danger)
        return True
    known = await _meant(turn, got.text)
    if known is None or await turn.work.posts_of(me(turn).id):
        return False
    turn.became(Outcome.NOTHING)
    view = words.known_of(await sheet(known, turn), turn.tr, turn.work.settings.zone)
    turn.ask("danger_known", "press", view, data=DangerKnown(danger=known.danger or ""))
    return True


async def _meant(turn: Turn, text: str) -> Issue | None:
    """The danger around that the words ask about, if everybody may know of it."""
    near = await stands_at(turn)
    if near is None:
        return None
    community_id = await number_area((await turn.work.area(near)).line, turn.work)
    since, kinds = turn.at - danger.URGENT_TALK, set(DANGER_CATEGORY.values())
    for one in await turn.work.standing_of_kinds(community_id, sorted(kinds), since):
        if not one.urgent or one.state not in OPEN or one.called_only or one.danger in (None, *PRIVATE_DANGERS):
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
