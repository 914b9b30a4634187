"""Correcting a draft: its category, its place, for whom."""

import re

from bot.callbacks import Press
from bot.flows.around import line, me
from bot.flows.offers import Offers
from bot.flows.placing import area_of, around_building, ask_which, beside_name, beside_number, read_where, rest_of
from bot.flows.resident.follow import pass_on
from bot.flows.resident.report import add, asked_draft, can_add, danger_first, open_draft, show, take
from bot.incoming.parts import Parts
from bot.incoming.turn import FOR_A_PLACE, Turn
from bot.views import drafts
from bot.views.registering import for_whom
from bot.views.view import View
from casework.categories import CATEGORIES, QUICK
from casework.data import maybe
from casework.issue.doing import matter
from casework.issue.drafts import ChangeDraft, change_draft
from casework.issue.filing import WHERE_UNSAID
from casework.model.conversation import Draft, DraftState, Outcome
from casework.model.places import AreaKind
from casework.questions import Near
from casework.words.guess import names_another

WORDS_OF_PLACE = 200
"""Characters kept of a place in words."""


AT_HOME = re.compile(
    r"(?:算了|不用|那|嗯)?[，,。\s]*(?:就|还是|就是)?(?:在|搁|是)?(?:我|俺|咱)们?家?(?:住的)?(?:这|那)?(?:个)?(?:栋|楼|号楼|栋楼)(?:吧|啊|呗|的)?[。！!]?"
)
"""What the button "my building" says, in words."""


async def wrong_category(turn: Turn, pressed: Press) -> None:
    """Which then? Until one is chosen it is none of those with a name: nobody is told of what was called wrong."""
    if draft := await open_draft(turn, pressed.ids[0]):
        if draft.category is not None and not draft.danger:
            draft.category = "other"
            turn.work.changed(draft)
        turn.edit(drafts.choose_category(draft, turn.tr))


async def quick(turn: Turn, pressed: Press) -> None:
    """One of the six words: the categories behind it. Of what has none yet the first of them is taken until another is
    pressed, unless neighbours would read of it: words that come meanwhile say more of it."""
    if draft := await open_draft(turn, pressed.ids[0]):
        kinds = next((one.categories for one in QUICK if one.key == pressed.word), ())
        if draft.category is None and not draft.text and kinds and not CATEGORIES[kinds[0]].shared_place:
            draft.category = kinds[0]
            turn.work.changed(draft)
        turn.edit(drafts.categories_of(draft, pressed.word, turn.tr))


async def category_chosen(turn: Turn, pressed: Press) -> None:
    """This one."""
    if draft := await open_draft(turn, pressed.ids[0]):
        await show(turn, await _change(turn, draft, category=pressed.word))


async def other_place(turn: Turn, pressed: Press) -> None:
    """Where is it?"""
    if draft := await open_draft(turn, pressed.ids[0]):
        turn.edit(drafts.choose_place(draft, me(turn).home_id is not None, turn.tr))


async def place_home(turn: Turn, pressed: Press) -> None:
    """My building."""
    if draft := await open_draft(turn, pressed.ids[0]):
        await show(turn, await _change(turn, draft, area_id=me(turn).home_id, place=""))


async def place_words_asked(turn: Turn, pressed: Press) -> None:
    """Elsewhere in the neighbourhood: in words. Until they come it is not where it was thought to be."""
    if draft := await open_draft(turn, pressed.ids[0]):
        text = turn.tr.t("Where is it? For example: east of building 3.")
        turn.ask("draft", "place", View(text), about=draft.subject, lasts=FOR_A_PLACE, data=Near(near=draft.area_id))
        await not_there(turn, draft)


async def place_spot(turn: Turn, pressed: Press) -> None:
    """On the map."""
    if draft := await open_draft(turn, pressed.ids[0]):
        text = turn.tr.t("Press 📎 below, choose “Location”, and send the spot. Or write where it is.")
        turn.ask("draft", "place", View(text), about=draft.subject, lasts=FOR_A_PLACE, data=Near(near=draft.area_id))
        await not_there(turn, draft)


async def behalf_asked(turn: Turn, pressed: Press) -> None:
    """For someone else."""
    if draft := await open_draft(turn, pressed.ids[0]):
        text = for_whom(draft, turn.tr)
        turn.ask("draft", "behalf", text, about=draft.subject, lasts=FOR_A_PLACE)


async def place_said(turn: Turn, got: Parts) -> None:
    """A spot on the map, or words: a building that they name, or somewhere around the own one."""
    assert turn.question is not None
    near = maybe(turn.question.data, Near).near
    draft = await _of_question(turn, got)
    if draft is None:
        return
    if got.latitude is not None:
        draft = await _change(turn, draft, place="") if draft.place == WHERE_UNSAID else draft
        await _shown(turn, await add(turn, got, draft))
        return
    words = got.text.strip()[:WORDS_OF_PLACE]
    if AT_HOME.fullmatch(words) and me(turn).home_id is not None:
        await _shown(turn, await _change(turn, draft, area_id=me(turn).home_id, place=""))
        return
    near = near or draft.area_id or me(turn).home_id
    place = await read_where(turn, words, near, asked=True)
    area_id, said = await area_of(turn, place, near)
    if place.between or place.around is not None:
        said = words
    elif place.street is not None or (place.fits and not place.building):
        said = await beside_name(turn, area_id, words)
    elif place.fits:
        said = " ".join(one for one in (said, beside_number(words, place)) if one)
    elif area_id is not None:
        area_id, said = area_id if place.own else await around_building(turn, area_id), said if place.beside else words
    draft = await _change(turn, draft, area_id=area_id, place=said)
    if draft.danger or not await ask_which(turn, place, draft.id):
        await _shown(turn, draft)


async def behalf_said(turn: Turn, got: Parts) -> None:
    """ "3号楼 我妈": the building if it is named, and for whom."""
    draft = await _of_question(turn, got)
    if draft is None:
        return
    words = got.text.strip()[:WORDS_OF_PLACE]
    near = draft.area_id or me(turn).home_id
    place = await read_where(turn, words, near)
    area_id, said = await area_of(turn, place, near) if place.named else (None, None)
    whom = words if draft.source else rest_of(words, place) or place.whose or words  # door and unit lead there
    draft = await _change(turn, draft, area_id=area_id, place=said, behalf=whom)
    if draft.danger or not await ask_which(turn, place, draft.id):
        await _shown(turn, draft)


async def _of_question(turn: Turn, got: Parts) -> Draft | None:
    """The draft that was asked about. If it was filed meanwhile, the words are about what it became; if it was dropped,
    they begin a new one."""
    draft = await asked_draft(turn)
    turn.end()
    if draft.state in (DraftState.OPEN, DraftState.LEFT):
        turn.became(Outcome.ANSWER, draft.subject)
        return draft
    issue = await matter(draft.issue_id, turn.work) if draft.issue_id is not None else None
    mine = issue is not None and can_add(issue) and issue.is_reporter(me(turn).id)
    if issue is not None and mine and got.text.strip() and not names_another(got.text, issue.category):
        await pass_on(turn, issue, got)
    else:
        await take(turn, got)
    return None


async def not_there(turn: Turn, draft: Draft, *, far: bool = False) -> None:
    """Somewhere around, `far`: somewhere in the community; nothing of it is filed at the place that was denied."""
    near = draft.area_id or me(turn).home_id
    if near is None or draft.danger:
        return
    communities = [one.id for one in await line(near, turn.work) if one.kind is AreaKind.COMMUNITY]
    around = communities[0] if far and communities else await around_building(turn, near)
    await _change(turn, draft, area_id=around, place=WHERE_UNSAID)


async def _shown(turn: Turn, draft: Draft) -> None:
    await (danger_first(turn, draft) if draft.danger else show(turn, draft))


async def _change(
    turn: Turn,
    draft: Draft,
    *,
    area_id: int | None = None,
    place: str | None = None,
    category: str | None = None,
    behalf: str | None = None,
) -> Draft:
    return await change_draft(
        ChangeDraft(
            draft_id=draft.id,
            by=me(turn).id,
            at=turn.at,
            area_id=area_id,
            place=place,
            category=category,
            behalf=behalf,
        ),
        turn.work,
    )


OFFERS = Offers(
    presses={
        "draft_category": wrong_category,
        "quick": quick,
        "category": category_chosen,
        "draft_place": other_place,
        "place_home": place_home,
        "place_words": place_words_asked,
        "place_spot": place_spot,
        "behalf": behalf_asked,
    },
    steps={
        ("draft", "place"): place_said,
        ("draft", "behalf"): behalf_said,
    },
)
