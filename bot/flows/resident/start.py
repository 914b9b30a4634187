"""First contact: consent in plain words, where one lives (by a building's link or by walking the tree), done."""

import re

from bot.callbacks import Press
from bot.flows.around import me, of_me, options, place_words, root, scanned
from bot.flows.offers import Offers
from bot.flows.placing import (
    PLACE_WORDS,
    area_of,
    around_estate,
    ask_which,
    beside_chosen,
    beside_name,
    beside_number,
    could_be_at,
    of_estate,
    read_where,
    rest_of,
)
from bot.flows.resident.asking import ask_consent, ask_home
from bot.flows.resident.danger import place_known
from bot.flows.resident.draft_place import not_there
from bot.flows.resident.report import ASKED, danger_first, open_draft, show, take
from bot.incoming.parts import Parts
from bot.incoming.turn import FOR_A_PLACE, Turn
from bot.views import home
from bot.views.view import View, esc, known
from casework import forgetting
from casework.data import read
from casework.issue.drafts import ChangeDraft, change_draft
from casework.model.conversation import Draft, Outcome
from casework.model.places import HOUSES, AreaKind
from casework.neighbourhood import people
from casework.neighbourhood.people import HomeUnknown, SetHome
from casework.questions import At, Home
from casework.words.asking import says_wrong
from casework.words.guess import guess, named
from casework.words.places import read_place

LIVES = re.compile(
    r"^\s*(?:(?:你好|您好|请问|那个|对了|(?:我|俺)?(?:要|想)?(?:改|换)(?:一?下|个)?(?:地址|住址)?|(?:我|俺|咱)们?家?(?:刚|已经)?搬家了"
    r"|(?:我|俺|咱)们?家?(?:现在|已经)?不(?:在|住)(?:在)?.{1,10}?了)[\s，,。]*)*"
    r"(?:(?<=[\s，,。了])|(?:我|俺|咱)们?家?)(?:现在|就|是|也|都|已经|刚)*(?:住|搬)(?:在|到|进|去|的?是)?"
    r"|^\s*(?:hi|hello|[, ])*(?:i(?:['’]ve| have)? (?:just )?)(?:live (?:in|at)|moved (?:to|into))\b",
    re.IGNORECASE,
)
"""How somebody says where he or she lives, or moved to, and nothing else."""
FROM_NOW_ON = re.compile(
    r"[\s，,]*(?:以后|往后|今后|再)+(?:我)?(?:报事儿?|报修|报)?(?:都|就)?(?:按|算|报|写)[^，,。]{0,8}$"
)
""" "以后报事按5号楼算"."""
BUILDING_LINK = "b_"
"""Begins the start parameter of a building's link (roster/links.py); what follows is the building's code."""


async def start(turn: Turn, code: str) -> None:
    """/start, with a building's code, or without."""
    await people.wrote(of_me(turn), turn.work)
    turn.end()
    area = await turn.work.area_by_code(code.removeprefix(BUILDING_LINK)) if code else None
    person = me(turn)
    if person.consent_at is None:
        await ask_consent(turn, area.id if area else None)
        await _ask_again(turn, await _known_to_be_at(turn, area.id if area else None))
    elif area is None:
        await (settled(turn) if person.home_id is not None else ask_home(turn))
    elif person.home_id is None or person.home_id == area.id or area.kind is AreaKind.STREET:
        await lives(turn, area.id)
    else:
        turn.say(home.is_this_home(area.id, await place_words(area.id, turn.work), turn.tr))


async def consented(turn: Turn, pressed: Press) -> None:
    """I agree."""
    await people.consent(of_me(turn), turn.work)
    turn.edit(View(turn.tr.t("All right. Thank you.")))
    area_id = scanned(turn) or (pressed.ids[0] if pressed.ids else 0)
    if area_id:
        await lives(turn, area_id)
    elif me(turn).home_id is not None:
        await settled(turn)
    else:
        await ask_home(turn)


async def declined(turn: Turn, pressed: Press) -> None:
    """Not now: what was begun is not kept, nor a word of it."""
    await forgetting.decline(of_me(turn), turn.work)
    turn.end()
    if me(turn).consent_at is None:
        turn.work.unsay(me(turn).id)
    turn.edit(home.declined(turn.tr))


async def walk(turn: Turn, pressed: Press) -> None:
    """A step down, another page, or from the beginning; words answer it too."""
    draft_id, area_id, estate_id, page = (*pressed.ids, 0, 0, 0, 0)[:4]
    if draft_id and (draft := await open_draft(turn, draft_id)):
        if estate_id and read_place(draft.text).elsewhere:
            await _around(turn, draft_id, await around_estate(turn, estate_id), estate_id)
            return
        await not_there(turn, draft, far=True)
    turn.ask("home", "words", lasts=FOR_A_PLACE, data=Home(draft_id=draft_id, area_id=area_id, walking=True))
    found = await options(turn, area_id, estate_id, streets=bool(draft_id))
    turn.edit(home.where_do_you_live(found, draft_id, (area_id, estate_id), page, turn.tr))


async def yard(turn: Turn, pressed: Press) -> None:
    """In none of these buildings, but between or before them."""
    draft_id, building_id = pressed.ids
    building = await turn.work.area(building_id)
    await _around(turn, draft_id, building.outdoors_id, building.estate_id)


async def _around(turn: Turn, draft_id: int, area_id: int | None, estate_id: int | None) -> None:
    """Where a draft's matter is, by the name of the estate."""
    for one in turn.waiting("home.words"):
        turn.close(one)
    name = (await turn.work.estate(estate_id)).name if estate_id is not None else ""
    turn.edit(View(esc(name) or known("…")))
    if area_id is not None and await open_draft(turn, draft_id):
        await _place_draft(turn, draft_id, area_id, name)


async def live(turn: Turn, pressed: Press) -> None:
    """The end of the walk: where I live, or where a draft's matter is."""
    draft_id, area_id = pressed.ids
    for one in turn.waiting("home.words"):
        turn.close(one)
    turn.edit(View(esc(await place_words(area_id, turn.work)) or known("…")))
    if draft_id:
        said = beside_chosen((await turn.work.draft(draft_id)).place, await turn.work.area(area_id))
        await _place_draft(turn, draft_id, area_id, said)
        return
    await lives(turn, area_id)


async def lives(turn: Turn, area_id: int) -> None:
    """Remember the home, when it is a house; at a street ask what is the matter there; else go on walking."""
    area = await turn.work.area(area_id)
    if area.kind is AreaKind.STREET:
        await _stands_at(turn, area.id)
        return
    if area.kind not in HOUSES:
        await ask_home(turn, 0, (area.id, 0))
        return
    await people.set_home(SetHome(by=me(turn).id, at=turn.at, area_id=area.id), turn.work)
    await settled(turn)


async def settled(turn: Turn) -> None:
    """Consent and home are there: the keyboard, and the report that was begun meanwhile."""
    person = me(turn)
    turn.say(home.home_done(await place_words(person.home_id, turn.work), turn.tr))
    await _go_on(turn, person.home_id)


async def _go_on(turn: Turn, area_id: int | None, words: str | None = None) -> None:
    """With what was begun; where somebody may be in danger that question stands, and nothing else is asked."""
    draft = await _known_to_be_at(turn, area_id, words)
    if draft is None:
        return
    if draft.danger:
        await _ask_again(turn, draft)
    else:
        await show(turn, draft)


async def _ask_again(turn: Turn, draft: Draft | None) -> None:
    """Whether anybody is in danger, where that is not answered."""
    if draft is not None and draft.danger and not turn.waiting(ASKED, draft.subject):
        await danger_first(turn, draft)


async def _known_to_be_at(turn: Turn, area_id: int | None, words: str | None = None) -> Draft | None:
    """What was begun, or called for already, while nobody knew where this person is."""
    draft = await turn.work.open_draft(me(turn).id)
    if area_id is None:
        return draft
    await place_known(turn, area_id)
    if draft is None or (draft.area_id is not None and not await _lies_within(turn, area_id, draft)):
        return draft
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, area_id=area_id, place=words)
    return await change_draft(command, turn.work)


async def _lies_within(turn: Turn, area_id: int, draft: Draft) -> bool:
    """Whether what is known now says more than the place that was taken for a danger of an unknown place."""
    area = await turn.work.area(area_id)
    return bool(draft.danger) and draft.area_id in area.line[1:] and could_be_at(area, draft.text)


async def _place_draft(turn: Turn, draft_id: int, area_id: int, words: str = "") -> None:
    command = ChangeDraft(draft_id=draft_id, by=me(turn).id, at=turn.at, area_id=area_id, place=words)
    draft: Draft = await change_draft(command, turn.work)
    if draft.danger:
        await danger_first(turn, draft)
    else:
        await show(turn, draft)


async def lost(turn: Turn, pressed: Press) -> None:
    """I can't find mine."""
    draft_id, area_id = pressed.ids
    turn.edit(View())
    view = home.home_unknown(turn.tr)
    turn.ask("home", "words", view, lasts=FOR_A_PLACE, data=Home(draft_id=draft_id, area_id=area_id))


async def home_words(turn: Turn, got: Parts) -> None:
    """The estate and the building in words: matched when it is sure, else the nearest area that is known.

    Whoever was shown buttons and writes something else reports it.
    """
    assert turn.question is not None
    asked = read(turn.question.data, Home)
    draft_id, known = asked.draft_id, asked.area_id
    words = got.text.strip()
    place = await read_where(turn, words, known or me(turn).home_id, asked=True)
    if not place.building and (draft := await turn.work.draft(draft_id) if draft_id else None) is not None:
        place = await of_estate(turn, f"{draft.place} {draft.text}", draft.area_id, words) or place
    turn.end()
    if (place.between or place.street is not None or place.around is not None) and draft_id:
        area_id, _ = await area_of(turn, place, known or me(turn).home_id)
        said = words if place.street is None else await beside_name(turn, area_id, words)
        await _place_draft(turn, draft_id, area_id or known, said[:200])
        return
    rest = rest_of(words, place)
    told = named(rest) or (not draft_id and says_wrong(rest) and guess(words).report)
    if asked.walking and (told or not (place.sure or place.building)):
        await take(turn, got)
        return
    if draft_id and len(place.fits) > 1 and (said := beside_number(words, place)):
        said = f"{place.building.upper()}号楼 {said}"[:PLACE_WORDS]  # until it is known which
        await change_draft(ChangeDraft(draft_id=draft_id, by=me(turn).id, at=turn.at, place=said), turn.work)
    if await ask_which(turn, place, draft_id):
        return
    if len(place.fits) > 1:
        turn.say(home.which_estate(turn.tr))
        await ask_home(turn, draft_id)
        return
    top = await root(turn)
    near = known or (top.id if top else 0)
    found = await turn.work.area(place.sure) if place.sure is not None else None
    if found is None and not near:
        await ask_home(turn, draft_id)
        return
    area_id = found.id if found else near
    if draft_id:
        said = beside_number(words, place) if found else words
        await _place_draft(turn, draft_id, area_id, said[:PLACE_WORDS])
    elif found:
        await lives(turn, found.id)
    else:
        command = HomeUnknown(by=me(turn).id, at=turn.at, area_id=area_id, text=words[:200])
        await people.home_unknown(command, turn.work)
        turn.say(home.home_noted(turn.tr))
        await _go_on(turn, area_id, words[:200])


async def lives_said(turn: Turn, got: Parts) -> bool:
    """ "我家就住3号楼": the home, in words, where none is known; who has one is asked. False for anything more."""
    found = LIVES.match(got.text)
    if found is None or got.photos or me(turn).consent_at is None:
        return False
    place = await read_where(turn, got.text[found.end() :], me(turn).home_id, asked=True)
    rest = FROM_NOW_ON.sub("", rest_of(got.text[found.end() :], place))
    if not place.fits or place.more or rest.strip("去住来了呢啊哈。！! "):
        return False
    turn.became(Outcome.NOTHING)
    for one in turn.waiting("home.words"):
        turn.close(one)
    if await ask_which(turn, place):
        return True
    area_id = place.sure
    if area_id is None:
        return False
    if me(turn).home_id in (None, area_id):
        await lives(turn, area_id)
    else:
        turn.say(home.moved_there(area_id, await place_words(area_id, turn.work), turn.tr))
    return True


async def report_here(turn: Turn, pressed: Press) -> None:
    """A code scanned only to report something there."""
    turn.edit(View(esc(await place_words(pressed.ids[0], turn.work)) or known("…")))
    _ask_what(turn, pressed.ids[0])


def _ask_what(turn: Turn, area_id: int) -> None:
    turn.ask("report", "at", home.what_happened(turn.tr), lasts=FOR_A_PLACE, data=At(area_id=area_id))


async def _stands_at(turn: Turn, area_id: int) -> None:
    """At a street, which is nobody's home: what was begun is there, else what is the matter is asked for."""
    turn.say(View(esc(await place_words(area_id, turn.work))))
    if await turn.work.open_draft(me(turn).id) is None:
        _ask_what(turn, area_id)
    else:
        await _go_on(turn, area_id)


async def passing(turn: Turn, pressed: Press) -> None:
    """No home here: the place of what was begun is asked for, and of everything else when it comes."""
    draft = await turn.begun()
    turn.end()
    turn.ask("passing", "press")
    turn.edit(home.passing_by(turn.tr))
    if draft is not None and draft.area_id is None:
        await ask_home(turn, draft.id)
    elif draft is not None:
        turn.pressed = False  # its card is a message of its own
        await _go_on(turn, None)


OFFERS = Offers(
    presses={
        "passing": passing,
        "consent": consented,
        "decline": declined,
        "walk": walk,
        "live": live,
        "yard": yard,
        "lost": lost,
        "report_here": report_here,
    },
    steps={
        ("home", "words"): home_words,
    },
)
