"""/yingji: the emergency switch 平急转换, on and off, the word to all; and the household list of a building."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.callbacks import Press
from bot.flows.around import context_of, me
from bot.flows.offers import Offers
from bot.flows.staff.steps import Steps
from bot.incoming.parts import Parts
from bot.incoming.turn import Keep, Turn
from bot.views import emergency as views
from bot.views import many
from bot.views.alarm import WORD_LIMIT, About
from bot.views.view import View, units
from casework.audited import HomesSeen
from casework.broadcast import groups_of, homes_of
from casework.capabilities import Capability
from casework.data import read
from casework.emergency import (
    OnEmergency,
    SwitchOn,
    areas_of,
    correct_word,
    hearers_in,
    lasting_in,
    managers_of,
    renew,
    says_real,
    switch_off,
    switch_on,
    take_word_back,
    word_of,
)
from casework.households import (
    NoteHomes,
    buildings_of,
    by_number,
    counts_for,
    counts_of,
    may_read,
    note_homes,
    of_other_buildings,
    read_lines,
)
from casework.model.audited import Audited
from casework.model.conversation import Outcome, Question
from casework.model.places import Area, AreaKind
from casework.model.said_to_many import Emergency
from casework.neighbourhood.record import record
from casework.neighbourhood.rights import OVERSEERS
from casework.neighbourhood.switching import where_on
from casework.ports import Work
from casework.questions import Households, InArea, OfEmergency, SwitchingOn, SwitchingOnFor, ToAll
from casework.refusals import EmergencyOn, EmergencyOver, NotFound
from casework.words.answers import deed_in
from casework.words.guess import guess
from casework.words.orders import number_in, order_in
from locales.translator import Translator

FLOW = "emergency"
SORT, WHY, ON, SURE, OFF, OFF_SURE, WORD, WORD_SURE, BACK, HOME, HOMES = (
    "sort", "why", "on", "sure", "off", "off_sure", "word", "word_sure", "back", "home", "homes",
)  # fmt: skip
OF_HOMES = (f"{FLOW}.{HOME}", f"{FLOW}.{HOMES}")
LASTS = timedelta(hours=1)
"""What is written later is no answer to these: it may be a cry for help."""
STEPS = Steps(FLOW, (SORT, WHY, ON, SURE, OFF, OFF_SURE, WORD, WORD_SURE, HOME, HOMES), LASTS)
TAKING_BACK = Steps(FLOW, (BACK,), LASTS)
"""Stands beside other words that wait for their press."""
AREAS_SHOWN = 90
"""Buttons of one message; Telegram takes a hundred."""


async def show(turn: Turn, words: str = "") -> None:
    """What is on in one's area, each with what can be done; else where it should be. `words` may name where. Raises
    NotYours."""
    found, free = await _on_and_free(turn)
    named = [area for area in free if words and area.name in words] or [
        area for area in free if len(words) > 1 and words in area.name
    ]
    if len(named) == 1:
        await _ask_sort(turn, named[0])
        return
    for one in found:
        turn.say(await _standing(turn, one, another=bool(free) and one is found[-1]))
    if not found:
        turn.say(views.where(free[:AREAS_SHOWN], turn.tr))


async def elsewhere(turn: Turn, pressed: Press) -> None:
    """Another one: where none is on yet."""
    _, free = await _on_and_free(turn)
    turn.say(views.where(free[:AREAS_SHOWN], turn.tr))


async def _on_and_free(turn: Turn) -> tuple[list[Emergency], list[Area]]:
    """What is on in one's area, and where none is on. Raises NotYours, SwitchedOff."""
    areas = await areas_of(me(turn).id, turn.work)
    found = await lasting_in(areas, turn.work)
    places = await _places(turn, areas)
    has = where_on(Capability.EMERGENCY, places, turn.at, turn.work, strict=not found)
    return found, [one for one in has if not any(on.area_id in one.line for on in found)]


async def _places(turn: Turn, areas: list[Area]) -> list[Area]:
    """The areas, and the communities in them."""
    found: list[Area] = []
    for area in areas:
        found.append(area)
        if area.kind is not AreaKind.COMMUNITY:
            found += await turn.work.find_areas(area.id)
    return found


async def _about(turn: Turn, one: Emergency) -> About:
    managers, phones = await managers_of(one.line, turn.work)
    return About(
        one=one,
        place=(await turn.work.area(one.area_id)).name,
        said=await word_of(one, turn.work),
        by=next((post for post in managers if post.id == one.by_post_id), None),
        phones=phones,
        homes=await counts_of(one, turn.work),
    )


async def _standing(turn: Turn, one: Emergency, *, another: bool) -> View:
    about = await _about(turn, one)
    assert about.said is not None
    reached = await turn.work.reached(about.said)
    lines = many.count_lines(many.About(said=about.said, reached=reached), turn.tr)
    limits = turn.work.settings_for(one.line, turn.at).category_limits
    return views.standing(about, lines, list(limits), turn.tr, context_of(turn), another=another)


# --- on


async def place_chosen(turn: Turn, pressed: Press) -> None:
    """Where; real, or a drill?"""
    area = await turn.work.area(pressed.ids[0])
    await _mine(turn, area)
    await _ask_sort(turn, area)


async def _ask_sort(turn: Turn, area: Area) -> None:
    """A drill that is on there ends first, in one step. Raises EmergencyOn."""
    if above := await _covering(turn, area):
        await _ask_ends(turn, area, above[0])
        return
    STEPS.ask(turn, SORT, views.real_or_drill(area.name, turn.tr), InArea(area=area.id))


async def _ask_ends(turn: Turn, area: Area, drill: Emergency) -> None:
    """Shall it end, so that a real one begins in the area?"""
    place = (await turn.work.area(drill.area_id)).name
    STEPS.ask(turn, SORT, views.drill_is_on(place, area.id, turn.tr), InArea(area=area.id))


async def _covering(turn: Turn, area: Area) -> list[Emergency]:
    """The drills that are on in the area or above. Raises EmergencyOn for one that is real."""
    found = [one for one in await lasting_in([area], turn.work) if one.area_id in area.line]
    if any(not one.drill for one in found):
        raise EmergencyOn
    return found


async def real_now(turn: Turn, pressed: Press) -> None:
    """The drill ends, and a real one begins: why? Raises NotYours, NotFound, EmergencyOn."""
    area = await turn.work.area(pressed.ids[0])
    await _mine(turn, area)
    await _covering(turn, area)
    await _ask_why(turn, area, drill=False, ends=True)


async def _ask_why(turn: Turn, area: Area, *, drill: bool, ends: bool = False) -> None:
    STEPS.ask(turn, WHY, views.ask_why(drill, area.name, turn.tr), SwitchingOn(area=area.id, drill=drill, ends=ends))


async def _mine(turn: Turn, area: Area) -> None:
    """Raises NotYours for whoever switches nowhere, NotFound for what lies elsewhere."""
    if not any(one.id in area.line for one in await areas_of(me(turn).id, turn.work)):
        raise NotFound


async def sort_chosen(turn: Turn, pressed: Press) -> None:
    """Now why."""
    if (asked := STEPS.asked(turn, SORT)) is not None:
        area = await turn.work.area(read(asked.data, InArea).area)
        drill = pressed.word == "drill"
        below = [one for one in await lasting_in([area], turn.work) if one.drill]
        if below and not drill:
            await _ask_ends(turn, area, below[0])
        else:
            await _ask_why(turn, area, drill=drill)


async def why_written(turn: Turn, got: Parts) -> None:
    """Shown back, with how many groups read it."""
    asked = turn.question
    assert asked is not None
    turn.became(Outcome.ANSWER)
    data = read(asked.data, SwitchingOn)
    if _unfit(turn, got.text):
        return
    if data.drill and says_real(got.text):
        area = await turn.work.area(data.area)
        turn.say(views.drill_says_real(area.name, area.id, turn.tr))
        return
    on = SwitchingOnFor(area=data.area, drill=data.drill, ends=data.ends, text=got.text.strip())
    await _show_on(turn, on)


def _unfit(turn: Turn, text: str) -> bool:
    """Whether nothing can be said to all with it; then the person is told, and the question stands."""
    if not any(char.isalpha() for char in text):  # "。" says nothing to anybody
        turn.say(View(turn.tr.t("Please write it in words.")))
    elif units(text) > WORD_LIMIT:
        turn.say(View(turn.tr.t("That is too long for all groups: at most {n} characters, please.", n=WORD_LIMIT)))
    else:
        return False
    return True


async def _show_on(turn: Turn, on: SwitchingOnFor, *, last: bool = False) -> None:
    area = await turn.work.area(on.area)
    _, phones = await managers_of(area.line, turn.work)
    view = views.sure(
        on.drill,
        area.name,
        on.text,
        await groups_of(hearers_in(area.id), turn.work),
        await homes_of(hearers_in(area.id), turn.work),
        phones,
        int(turn.work.settings_for(area.line, turn.at).emergency_lasts / timedelta(hours=1)),
        turn.tr,
        last=last,
        danger=guess(on.text).sure is not None,
        after_drill=on.ends,
    )
    STEPS.ask(turn, SURE if last else ON, view, on)


async def first_press(turn: Turn, pressed: Press) -> None:
    """The first of two."""
    if (asked := STEPS.asked(turn, ON)) is not None:
        await _show_on(turn, read(asked.data, SwitchingOnFor), last=True)


async def again(turn: Turn, pressed: Press) -> None:
    """Other words than those that were shown back."""
    if (asked := STEPS.asked(turn, ON)) is not None:
        on = read(asked.data, SwitchingOn)
        await _ask_why(turn, await turn.work.area(on.area), drill=on.drill, ends=on.ends)


async def go(turn: Turn, pressed: Press) -> None:
    """The second: it is on."""
    if (asked := STEPS.asked(turn, SURE)) is None:
        return
    on = read(asked.data, SwitchingOnFor)
    command = SwitchOn(
        by=me(turn).id,
        at=turn.at,
        area_id=on.area,
        reason=on.text,
        drill=on.drill,
        ends_drills=on.ends,
    )
    one = await switch_on(command, turn.work)
    turn.close(asked)
    place = (await turn.work.area(one.area_id)).name
    turn.edit(views.begun(one.drill, place, one.until, turn.tr, context_of(turn)))


async def stop(turn: Turn, pressed: Press) -> None:
    """Never mind: what is asked there, and no newer question; of households it is the list that stands."""
    asking = [one for name in (*STEPS.names, BACK) for one in turn.waiting(f"{FLOW}.{name}")]
    here = [one for one in asking if one.message_id == turn.message_id]
    found = here or [one for one in asking if one.kind in OF_HOMES]
    view = View(turn.tr.t("All right, nothing is changed."))
    for asked in found:
        if asked.kind == f"{FLOW}.{HOMES}":
            view = await _written(turn, asked) or view
        turn.close(asked)
    turn.edit(view)


async def _written(turn: Turn, asked: Question) -> View | None:
    """How many households of the building stand written; None: none."""
    of = read(asked.data, Households)
    one, area = await turn.work.emergency(of.emergency), await turn.work.area(of.area)
    count = sum(note.area_id == area.id for note in await turn.work.home_notes(one.id))
    return views.written(one.drill, await _name(turn, area), count, turn.tr) if count else None


# --- while it lasts


def _command(turn: Turn, emergency_id: int) -> OnEmergency:
    return OnEmergency(by=me(turn).id, at=turn.at, emergency_id=emergency_id)


async def _on(turn: Turn, emergency_id: int) -> Emergency:
    """One that is on. Raises EmergencyOver."""
    one = await turn.work.emergency(emergency_id)
    if one.ended_at is not None:
        raise EmergencyOver
    return one


async def _lasting(turn: Turn, emergency_id: int) -> Emergency:
    """One of the person's own that is on. Raises NotYours, NotFound, EmergencyOver."""
    one = await turn.work.emergency(emergency_id)
    await _mine(turn, await turn.work.area(one.area_id))
    return await _on(turn, emergency_id)


async def more(turn: Turn, pressed: Press) -> None:
    """So many hours more; of two who press at once the second reads until when it lasts by then."""
    emergency_id, hours, renewed = pressed.ids
    if hours not in views.HOURS:
        raise NotFound
    one = await _lasting(turn, emergency_id)
    if one.renewed == renewed:
        one = await renew(_command(turn, emergency_id), turn.work, lasts=timedelta(hours=hours))
    turn.edit(views.renewed(await _about(turn, one), turn.tr, context_of(turn)))


Shows = Callable[[About, Translator], View]
ReadsBack = Callable[[About, str, Translator], View]
Does = Callable[[OnEmergency, str, Work], Awaitable[Emergency]]


async def _asked_for_words(turn: Turn, pressed: Press, step: str, view: Shows) -> None:
    one = await _lasting(turn, pressed.ids[0])
    STEPS.ask(turn, step, view(await _about(turn, one), turn.tr), OfEmergency(emergency=one.id))


async def _shown_back(turn: Turn, got: Parts, step: str, view: ReadsBack, *, to_all: bool = False) -> None:
    """What was written, before it counts. `to_all`: it is said in every group, and in a drill it has to say so."""
    asked = turn.question
    assert asked is not None
    turn.became(Outcome.ANSWER)
    one = await _lasting(turn, read(asked.data, OfEmergency).emergency)
    text = got.text.strip()
    if _unfit(turn, text):
        return
    if to_all and one.drill and says_real(text):
        place = (await turn.work.area(one.area_id)).name
        turn.say(views.drill_says_real(place, one.area_id, turn.tr))
        return
    STEPS.ask(turn, step, view(await _about(turn, one), text, turn.tr), ToAll(emergency=one.id, text=text))


async def _surely(turn: Turn, step: str, does: Does, view: Shows) -> None:
    if (asked := STEPS.asked(turn, step)) is not None:
        of = read(asked.data, ToAll)
        one = await does(_command(turn, of.emergency), of.text, turn.work)
        turn.close(asked)
        turn.edit(view(await _about(turn, one), turn.tr))


async def ask_off(turn: Turn, pressed: Press) -> None:
    """Why is it over?"""
    await _asked_for_words(turn, pressed, OFF, views.ask_end)


async def off_written(turn: Turn, got: Parts) -> None:
    """Shown back."""
    await _shown_back(turn, got, OFF_SURE, views.sure_end)


async def off(turn: Turn, pressed: Press) -> None:
    """It is over."""
    await _surely(turn, OFF_SURE, switch_off, views.ended)


async def ask_word(turn: Turn, pressed: Press) -> None:
    """Other words for all."""
    await _asked_for_words(turn, pressed, WORD, views.ask_word)


async def word_written(turn: Turn, got: Parts) -> None:
    """Shown back."""
    await _shown_back(turn, got, WORD_SURE, views.sure_word, to_all=True)


async def word_changed(turn: Turn, pressed: Press) -> None:
    """In every group."""
    await _surely(turn, WORD_SURE, correct_word, views.said_anew)


async def ask_back(turn: Turn, pressed: Press) -> None:
    """Taken back: sure?"""
    one = await _lasting(turn, pressed.ids[0])
    TAKING_BACK.ask(turn, BACK, views.sure_back(await _about(turn, one), turn.tr), OfEmergency(emergency=one.id))


async def back(turn: Turn, pressed: Press) -> None:
    """In every group it says so."""
    if (asked := TAKING_BACK.asked(turn, BACK)) is not None:
        one = await take_word_back(_command(turn, read(asked.data, OfEmergency).emergency), turn.work)
        turn.close(asked)
        turn.edit(views.changed(await _about(turn, one), turn.tr))


# --- households


async def households(turn: Turn) -> None:
    """/zhuhu: the list of one's buildings, as long as an emergency is on there."""
    person_id = me(turn).id
    posts = await turn.work.posts_of(person_id)
    lines = [(await turn.work.area(post.area_id)).line for post in posts if post.area_id is not None]
    for estate_id in {post.estate_id for post in posts if post.estate_id is not None}:
        lines += [area.line for area in await turn.work.areas_of_estate(estate_id)]
    lasting = await turn.work.emergencies_on({line[-1] for line in lines})
    for one in lasting:
        if await buildings_of(person_id, one, turn.work):
            await _ask_building(turn, one)
            return
        if counts := await counts_for(person_id, one, turn.work):
            turn.say(views.counted_homes(one.drill, counts, turn.tr))
            return
    mine = [one for one in lasting if any(one.area_id in line or line[0] in one.line for line in lines)]
    if mine:
        above = any(post.role in OVERSEERS for post in posts)
        turn.say(views.counted_homes(mine[0].drill, [], turn.tr) if above else views.not_yours(mine[0].drill, turn.tr))
        return
    turn.say(View(turn.tr.t("There is no emergency where you note households. In one, the list is here: /zhuhu")))


async def homes_pressed(turn: Turn, pressed: Press) -> None:
    """The same, from the message that called me."""
    await _ask_building(turn, await _on(turn, pressed.ids[0]))


async def _ask_building(turn: Turn, one: Emergency) -> None:
    buildings = await buildings_of(me(turn).id, one, turn.work)
    if not buildings:
        turn.say(views.not_yours(one.drill, turn.tr))
    elif len(buildings) == 1:
        await _ask_homes(turn, one, buildings[0])
    else:
        named = [(await _name(turn, area), area.id) for area in buildings[:AREAS_SHOWN]]
        STEPS.ask(turn, HOME, views.which_building(one.drill, named, one, turn.tr), OfEmergency(emergency=one.id))


async def _name(turn: Turn, area: Area) -> str:
    estate = (await turn.work.estate(area.estate_id)).name if area.estate_id is not None else ""
    return f"{estate}{area.name}"


def is_of_a_matter(text: str) -> bool:
    """Whether the words are no household's, but say who does what of a matter: "9号我来接", "9号给楼长赵姨"."""
    found = number_in(text)
    said = found[1] if found is not None else text
    of_work = deed_in(said) is not None or order_in(said) is not None or order_in(text) is not None
    return of_work and not any(line.good for line in read_lines(text))


async def building_chosen(turn: Turn, pressed: Press) -> None:
    """Its list. Raises NotYours, EmergencyOver."""
    emergency_id, area_id = pressed.ids
    await _ask_homes(turn, await _on(turn, emergency_id), await turn.work.area(area_id))


async def building_written(turn: Turn, got: Parts) -> None:
    """ "8-102 已转移": the number names the building. Raises EmergencyOver."""
    asked = turn.question
    assert asked is not None
    turn.became(Outcome.VISIT)
    turn.keep = Keep.DEEDS
    await _note_by_number(turn, await _on(turn, read(asked.data, OfEmergency).emergency), got.text, None)


async def _named(turn: Turn, one: Emergency) -> dict[int, str]:
    return {area.id: await _name(turn, area) for area in await buildings_of(me(turn).id, one, turn.work)}


async def _note_by_number(turn: Turn, one: Emergency, text: str, here: Area | None) -> None:
    """Of several buildings; without one that is clear it is asked again, and nothing else becomes of the words."""
    buildings = {area.id: area for area in await buildings_of(me(turn).id, one, turn.work)}
    names = await _named(turn, one)
    known = {(note.area_id, note.door) for note in await turn.work.home_notes(one.id)}
    found, unclear = by_number(text, names, here.id if here is not None else None, known)
    for area_id, lines in found.items():
        if lines:
            command = NoteHomes(by=me(turn).id, at=turn.at, emergency_id=one.id, area_id=area_id, lines=lines)
            await note_homes(command, turn.work)
        await _ask_homes(turn, one, buildings[area_id], numbered=True)
    if unclear or not found:
        turn.say(View(views.unread(unclear, turn.tr)))
    if not found and here is None:
        await _ask_building(turn, one)


async def _ask_homes(turn: Turn, one: Emergency, area: Area, *, numbered: bool = False) -> None:
    """What is noted, to whoever may read it: that it was read is on the record. `numbered`: whoever answers writes the
    building's number before the door."""
    post = await may_read(me(turn).id, area, one, turn.work)
    notes = [note for note in await turn.work.home_notes(one.id) if note.area_id == area.id]
    if notes:
        seen = HomesSeen(area=area.code, homes=len(notes))
        record(turn.work, Audited.HOMES_SEEN, turn.at, by=me(turn).id, post=post, area_id=area.id, data=seen)
    homes = [(note.door, note.state, note.note) for note in notes]
    view = views.ask_homes(one.drill, await _name(turn, area), homes, turn.tr)
    STEPS.ask(turn, HOMES, view, Households(emergency=one.id, area=area.id, numbered=numbered))


async def homes_written(turn: Turn, got: Parts) -> None:
    """Noted; what was not understood is said again. Raises NotYours, TextNeeded, EmergencyOver."""
    asked = turn.question
    assert asked is not None
    turn.became(Outcome.VISIT)
    turn.keep = Keep.DEEDS  # its words are kept in the list alone
    of = read(asked.data, Households)
    one, area = await _on(turn, of.emergency), await turn.work.area(of.area)
    if of.numbered:
        await _note_by_number(turn, one, got.text, area)
        return
    lines = read_lines(got.text)
    if elsewhere := of_other_buildings(lines, await _named(turn, one), area.id):
        turn.say(View(views.unread(elsewhere, turn.tr)))
        await _ask_building(turn, one)
        return
    bad = [line for line in lines if not line.good]
    if len(bad) < len(lines):
        command = NoteHomes(by=me(turn).id, at=turn.at, emergency_id=one.id, area_id=area.id, lines=lines)
        await note_homes(command, turn.work)
        await _ask_homes(turn, one, area)
    if bad or not lines:
        turn.say(View(views.unread(bad, turn.tr)))


async def _lasts(turn: Turn, asked: Question) -> bool:
    """Whether the emergency that a question is about is on."""
    of = asked.data
    return not isinstance(of, OfEmergency) or (await turn.work.emergency(of.emergency)).ended_at is None


OFFERS = Offers(
    lives={FLOW: _lasts},
    presses={
        "e_new": elsewhere,
        "e_at": place_chosen,
        "e_real": real_now,
        "e_sort": sort_chosen,
        "e_on": first_press,
        "e_again": again,
        "e_go": go,
        "e_stop": stop,
        "e_renew": more,
        "e_off": ask_off,
        "e_end": off,
        "e_word": ask_word,
        "e_change": word_changed,
        "e_back": ask_back,
        "e_taken": back,
        "e_homes": homes_pressed,
        "e_home": building_chosen,
    },
    steps={
        (FLOW, WHY): why_written,
        (FLOW, OFF): off_written,
        (FLOW, WORD): word_written,
        (FLOW, HOME): building_written,
        (FLOW, HOMES): homes_written,
    },
)
