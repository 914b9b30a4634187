"""Whistling 吹哨: whom to call for what, what the departments press, and what whoever whistled says to that.

What is chosen so far lies in a question of its own (`whistle.press`), in the private chat of whoever whistles; words
are asked for by another (`whistle.words`), in a group by an answer to that very message.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.callbacks import Press, encode
from bot.flows.around import chat_id, me, place_words, today_of
from bot.flows.offers import Offers, Pressed
from bot.flows.staff.around import mention, names_of, pressed_issue, privately
from bot.incoming.parts import Parts
from bot.incoming.turn import LASTS, Delete, Say, Turn
from bot.views import whistle as views
from bot.views.common import day_button, post_name
from bot.views.common import hour as hour_words
from bot.views.view import Button, View, cut, esc, in_rows, known, put, rows
from casework.capabilities import Capability
from casework.clock import limits as clock
from casework.data import maybe, read
from casework.meeting.deciding import whistle_it
from casework.model.conversation import Outcome, Question
from casework.model.issues import Action, Issue
from casework.model.places import Area, Department, MenuItem
from casework.model.whistles import CallAction, Whistle, WhistleCall
from casework.neighbourhood.rights import ASK_FOR_WHISTLES, MANAGERS, Standing, What, authorise, standings
from casework.neighbourhood.switching import need, where_on
from casework.questions import Calling
from casework.refusals import NobodyCalled, NotFound, NotYours, PrivateMatter, SwitchedOff
from casework.tiers import communities_of
from casework.whistle import answering
from casework.whistle.answering import OnCall
from casework.whistle.calling import Blow, ask_for, blow, open_about
from casework.whistle.sheet import WhistleSheet, whistle_sheet
from casework.whistle.telling import reaches, whistler
from casework.words.dates import read_day, read_hour
from casework.words.guess import guess
from casework.words.guess import named as kinds
from casework.words.orders import order_in, spot_in, time_of_call, trouble_in
from casework.words.plain import breaths
from casework.words.undone import takes_back
from locales.markup import Html
from locales.translator import mark

FLOW, PRESS, WORDS = "whistle", "press", "words"
SHORT = 200
"""Characters of a place or a matter in words."""
HOURS = (8, 9, 10, 14, 16, 18, 19, 20, 21)
"""Of a planned whistle, on buttons; any other in words."""
DAYS_AHEAD = 7


async def sheet(turn: Turn, whistle: Whistle, call: WhistleCall | None = None) -> WhistleSheet:
    """The whistle as this person may see it. Raises NotYours."""
    found = await whistle_sheet(
        whistle, turn.at, turn.work, reader_id=me(turn).id, call_id=call.id if call is not None else None
    )
    if not found.knows(What.CARD):
        raise NotYours(action=CallAction.WITHDRAW, holder=await turn.work.post(whistle.by_post_id))
    return found


async def passed_on_to(turn: Turn, whistle: Whistle, calls: Sequence[WhistleCall], done: Html) -> View:
    """That a word went to the other side, `done`; or that it is kept, and nobody there reads it."""
    if Standing.OFFICER in await standings(whistle, me(turn).id, turn.work):
        return View(done) if await whistler(whistle, turn.at, turn.work) else views.unheard([], turn.tr)
    deaf = [one.department_id for one in calls if not await reaches(one.department_id, turn.work)]
    names = [(await turn.work.department(one)).name for one in deaf]
    return views.unheard(names, turn.tr) if names else View(done)


# Whom to call


async def about_issue(turn: Turn, pressed: Press) -> None:
    """The button under "more", of a ping, or of the whistle itself: call departments about this issue."""
    await call_about(turn, await pressed_issue(turn, pressed))


async def call_about(
    turn: Turn, issue: Issue, *, named: str = "", words: str | None = None, seen: int | None = None
) -> None:
    """The same; `seen`: of an agenda's item, the decision that was known. `named`: words that may say whom, and what;
    else those of its kind are called. `words`: what was said, where it may be about another matter. Raises NotYours,
    SwitchedOff, PrivateMatter."""
    await authorise(issue, Action.WHISTLE, me(turn).id, turn.work)
    need(Capability.WHISTLES, issue.line, turn.at, turn.work)
    if issue.private:
        raise PrivateMatter
    place = f"{await place_words(issue.area_id, turn.work)} {issue.place}".strip()
    data = Calling(issue=issue.id, area=issue.area_id, place=place, words=words, seen=seen)
    departments = await turn.work.departments_for(issue.line)
    if chosen := named_in(named, departments) or (_fitting(issue, departments) if named else ()):
        trouble = await _without_reporter(turn, issue, trouble_in(named))
        matter = cut(trouble, SHORT) if kinds(trouble) else ""
        await _show(turn, _timed(turn, replace(data, matter=matter, menu=0, chosen=chosen), named))
    else:
        await _which_matter(turn, _timed(turn, data, named))


async def _without_reporter(turn: Turn, issue: Issue, text: str) -> str:
    """What is wrong, as a department may read it in its group: without the breaths that name who reported it, or that
    are the order itself: "占道那个转给城管吧 何叔报的那个"."""
    theirs = [one for one in await names_of(turn, issue) if one]
    told = [one for one in breaths(text) if not any(name in one for name in theirs) and order_in(one) is None]
    return "，".join(told)


async def may_call(turn: Turn) -> list[Department]:
    """The departments that this person may whistle for, wherever; none for whoever may not."""
    try:
        area = (await _my_areas(turn))[0]
    except (NotYours, SwitchedOff):
        return []
    return await turn.work.departments_for(area.line)


async def call_to(turn: Turn, words: str) -> None:
    """ "6号楼下夜市太吵，叫派出所来": a whistle on its own, with what the words say of whom, what and where; the place
    is asked for where they name none. Raises NotYours, SwitchedOff."""
    area = (await _my_areas(turn))[0]
    matter = trouble_in(words)
    chosen = named_in(words, await turn.work.departments_for(area.line))
    data = _timed(turn, Calling(area=area.id, matter=cut(matter, SHORT), menu=0, chosen=chosen), words)
    if (spot := spot_in(matter)) is not None:
        await _show(turn, replace(data, place=spot))
    else:
        await _ask_place(turn, area, data)


async def another_matter(turn: Turn, pressed: Press) -> None:
    """What was said is not about the open matter: a whistle on its own, of the same words."""
    if asked := await _asked(turn, pressed):
        _over(turn, asked)
        turn.answers.append(Delete())
        await call_to(turn, read(asked.data, Calling).words or "")


def named_in(words: str, departments: Sequence[Department]) -> tuple[int, ...]:
    """Those departments whose name, or its beginning, is in the words."""
    return tuple(one.id for one in departments if one.name in words or one.name[:2] in words)


async def anew(turn: Turn, pressed: Press) -> None:
    """A whistle on its own: where?"""
    areas = await _my_areas(turn)
    if len(areas) == 1:
        await _ask_place(turn, areas[0], Calling(area=areas[0].id))
        return
    buttons = [Button(area.name, encode("w_area", area.id)) for area in areas]
    pairs = in_rows(buttons)
    turn.say(View(turn.tr.t("Where is it?"), rows(*pairs)))


async def _my_areas(turn: Turn) -> list[Area]:
    """Where this person may whistle: the areas of the posts, and the communities below. Raises NotYours,
    SwitchedOff."""
    may = MANAGERS | ASK_FOR_WHISTLES
    posts = [one for one in await turn.work.posts_of(me(turn).id) if one.role in may and one.area_id is not None]
    if not posts:
        raise NotYours(action=Action.WHISTLE, roles=may)
    found: dict[int, Area] = {}
    for post in posts:
        area = await turn.work.area(post.area_id or 0)
        found[area.id] = area
        found |= {one.id: one for one in await communities_of(area.id, turn.work)}
    return where_on(Capability.WHISTLES, list(found.values()), turn.at, turn.work)


async def area_chosen(turn: Turn, pressed: Press) -> None:
    """In which area."""
    area = await turn.work.area(pressed.ids[0])
    if area.id not in {one.id for one in await _my_areas(turn)}:
        raise NotYours(action=Action.WHISTLE, roles=MANAGERS)
    turn.answers.append(Delete())
    await _ask_place(turn, area, Calling(area=area.id))


async def _ask_place(turn: Turn, area: Area, data: Calling) -> None:
    view = View(turn.tr.t("{area}: where exactly? For example: the gate of the school.", area=esc(area.name)))
    turn.ask(FLOW, WORDS, view, data=replace(data, what="place"))


async def _which_matter(turn: Turn, data: Calling) -> None:
    """From the menu, what fits the issue's category first; then whom."""
    area = await turn.work.area(data.area)
    departments = await turn.work.departments_for(area.line)
    if not departments:
        turn.toast(turn.tr.t("There is no department in the roster yet."), alert=True)
        if not turn.pressed:
            turn.say(View(turn.tr.t("There is no department in the roster yet.")))
        return
    issue = await turn.work.issue(data.issue) if data.issue else None
    menu = await turn.work.menu_for(area.line)
    open_one = await open_about(issue, turn.work) if issue is not None else None
    if not menu or open_one is not None:
        await _show(turn, replace(data, matter="", menu=0, chosen=_fitting(issue, departments)))
        return
    asked_id = turn.work.new_id()
    ordered = sorted(menu, key=lambda one: not _fits(issue, one, departments))
    lines: list[tuple[Button, ...]] = [(Button(one.matter, encode("w_item", asked_id, one.id)),) for one in ordered]
    other = Button(turn.tr.t("Something else"), encode("w_item", asked_id, 0))
    stop = Button(turn.tr.t("Never mind"), encode("w_stop", asked_id))
    view = View(turn.tr.t("What is it?"), rows(*lines, (other, stop)))
    await _ask(turn, view, asked_id, data)


def _fitting(issue: Issue | None, departments: Sequence[Department]) -> tuple[int, ...]:
    return tuple(one.id for one in departments if issue is not None and issue.category in one.categories)


def _fits(issue: Issue | None, item: MenuItem, departments: Sequence[Department]) -> bool:
    return bool(set(_fitting(issue, departments)) & set(item.departments))


async def _ask(turn: Turn, view: View, asked_id: int, data: Calling, *, step: str = PRESS) -> None:
    """Ask in the private chat, wherever the button was; who never started one is told how."""
    person = me(turn)
    address = turn.address if turn.private else await turn.work.address_of(person.id)
    if address is None or not person.reachable:
        await privately(turn, view)
        return
    asked = Question(
        id=asked_id,
        person_id=person.id,
        chat_address=address,
        kind=f"{FLOW}.{step}",
        asked_at=turn.at,
        expires_at=turn.at + LASTS,
        data=replace(data, pressable=None),
    )
    turn.work.add(asked)
    if turn.private:
        turn.questions.insert(0, asked)
    turn.answers.append(Say(view, address="" if turn.private else address, asks=asked))
    if not turn.private:
        turn.toast(turn.tr.t("I sent it to you privately."))


async def _asked(turn: Turn, pressed: Press) -> Question | None:
    """The question of this button, as long as it waits; None: it is out of date, and the person told so."""
    asked = await turn.work.question(pressed.ids[0])
    if asked is None or asked.person_id != me(turn).id or not asked.kind.startswith(f"{FLOW}."):
        raise NotFound
    if asked.answered_at is not None or turn.at >= asked.expires_at:
        turn.out_of_date()
        turn.edit(View())
        return None
    return asked


async def matter_chosen(turn: Turn, pressed: Press) -> None:
    """From the menu; or in own words."""
    asked = await _asked(turn, pressed)
    if asked is None:
        return
    data = read(asked.data, Calling)
    area = await turn.work.area(data.area)
    item = next((one for one in await turn.work.menu_for(area.line) if one.id == pressed.ids[1]), None)
    _over(turn, asked)
    turn.answers.append(Delete())
    if item is None:
        turn.ask(FLOW, WORDS, View(turn.tr.t("What is it, in a few words?")), data=replace(data, what="matter"))
        return
    data = replace(data, matter=item.matter, menu=item.id, chosen=tuple(item.departments))
    if item.report_in is None and data.day is None and not data.on:
        await _ask_day(turn, data)
    else:
        await _show(turn, data)


async def _ask_day(turn: Turn, data: Calling) -> None:
    """It is planned: on which day? By a press, or in words with the hour."""
    asked_id = turn.work.new_id()
    today = today_of(turn)
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
    buttons = [
        Button(day_button(day, turn.tr), encode("w_day", asked_id, ahead))
        for ahead, day in enumerate(days)
        if _hours_of(turn, day)
    ]
    text = turn.tr.t("On which day? Press it, or write it with the hour, for example: Wednesday, 7 in the evening.")
    await _ask(turn, View(text, rows(*in_rows(buttons))), asked_id, replace(data, what="when"), step=WORDS)


def _hours_of(turn: Turn, day: date) -> list[int]:
    """The hours offered that are still to come on that day."""
    zone = turn.work.settings.zone
    return [hour for hour in HOURS if clock.local(day, time(hour), zone) > turn.at]


async def day_chosen(turn: Turn, pressed: Press) -> None:
    """A day within the next week."""
    asked = await _asked(turn, pressed)
    if asked is None:
        return
    if not 0 <= pressed.ids[1] <= DAYS_AHEAD:
        raise NotFound
    day = today_of(turn) + timedelta(days=pressed.ids[1])
    _over(turn, asked)
    turn.answers.append(Delete())
    await _ask_hour(turn, read(asked.data, Calling), day)


def _timed(turn: Turn, data: Calling, words: str) -> Calling:
    """With the day, and the hour, that the words give for their coming: "明天上午九点叫环卫去"."""
    zone, told = turn.work.settings.zone, time_of_call(words)
    found, by = read_day(told, turn.at, zone), read_hour(told, turn.at, zone)
    if found is None:
        return replace(data, day=by.day) if by is not None else data
    day = found.days[0]
    if found.at is not None and clock.local(day, found.at, zone) > turn.at:
        return replace(data, on=clock.local(day, found.at, zone).isoformat())
    return replace(data, day=day) if found.at is None and _hours_of(turn, day) else data


async def _show(turn: Turn, data: Calling) -> None:
    """Whom to call; first at what time, where words named the day alone."""
    if data.day is not None and not data.on:
        await _ask_hour(turn, data, data.day, now=True)
    else:
        await _show_choice(turn, data)


def _over(turn: Turn, asked: Question) -> None:
    asked.answered_at = turn.at
    turn.work.changed(asked)


async def _ask_hour(turn: Turn, data: Calling, day: date, *, now: bool = False) -> None:
    """At what time? `now`: the day was read in words, and may be none of the call's."""
    asked_id = turn.work.new_id()
    buttons = [Button(f"{hour}:00", encode("w_hour", asked_id, hour)) for hour in _hours_of(turn, day)]
    text = turn.tr.t("{day}, at what time? Another one: write it.", day=known(day_button(day, turn.tr)))
    at_once = (Button(turn.tr.t("At once"), encode("w_now", asked_id)),) if now else ()
    view = View(text, rows(*in_rows(buttons, 3), at_once))
    await _ask(turn, view, asked_id, replace(data, what="when", day=day), step=WORDS)


async def at_once(turn: Turn, pressed: Press) -> None:
    """No hour: they are called as ever."""
    if asked := await _asked(turn, pressed):
        _over(turn, asked)
        turn.answers.append(Delete())
        await _show_choice(turn, replace(read(asked.data, Calling), what=None, day=None))


async def hour_chosen(turn: Turn, pressed: Press) -> None:
    """The hour: then whom."""
    asked = await _asked(turn, pressed)
    if asked is None:
        return
    if pressed.ids[1] not in HOURS:
        raise NotFound
    turn.answers.append(Delete())
    data = read(asked.data, Calling)
    if data.day is None:
        raise NotFound
    await _planned_for(turn, asked, data, data.day, time(pressed.ids[1]))


async def _planned_for(turn: Turn, asked: Question, data: Calling, day: date, at: time) -> None:
    _over(turn, asked)
    on = clock.local(day, at, turn.work.settings.zone).isoformat()
    await _show_choice(turn, replace(data, what=None, day=None, on=on))


async def _when_in_words(turn: Turn, asked: Question, text: str) -> None:
    """A day, an hour, or both in words; what is not understood, or is over, is asked again."""
    zone, tr, data = turn.work.settings.zone, turn.tr, read(asked.data, Calling)
    found = read_day(text, turn.at, zone)
    said_day = data.day or (found.sure if found else None)
    at = found.at if found is not None and found.at is not None else _bare_hour(text) if data.day else None
    if said_day is None or (data.day and at is None):
        turn.say(View(tr.t("I did not understand that. For example: Wednesday, 7 in the evening.")))
    elif (at is None and not _hours_of(turn, said_day)) or (
        at is not None and clock.local(said_day, at, zone) <= turn.at
    ):
        turn.say(View(tr.t("That is over already. Which day and hour?")))
    elif at is None:
        _over(turn, asked)
        await _ask_hour(turn, data, said_day)
    else:
        await _planned_for(turn, asked, data, said_day, at)


def _bare_hour(text: str) -> time | None:
    """ "19", "19:30"."""
    hour, _, minute = text.strip().replace("：", ":").partition(":")
    if not hour.isdecimal() or not (minute or "0").isdecimal():
        return None
    return time(int(hour), int(minute or 0)) if int(hour) < 24 and int(minute or 0) < 60 else None


async def _show_choice(turn: Turn, data: Calling) -> None:
    asked_id = turn.work.new_id()
    data = replace(data, urgent=bool(data.urgent), on=data.on or "", chosen=data.chosen or ())
    await _ask(turn, await _choice(turn, data, asked_id), asked_id, data)


async def _choice(turn: Turn, data: Calling, asked_id: int) -> View:
    area = await turn.work.area(data.area)
    departments = await turn.work.departments_for(area.line)
    issue = await turn.work.issue(data.issue) if data.issue else None
    whistle = await open_about(issue, turn.work) if issue is not None else None
    called = {one.department_id for one in whistle.calls if not one.over} if whistle is not None else set()
    return views.choose(
        [one for one in departments if one.id not in called],
        data.chosen or (),
        data.matter or "",
        asked_id,
        turn.tr,
        about=issue if data.words is not None else None,
        urgent=bool(data.urgent),
        place=data.place or "",
        day=_when(turn, data),
        busy=[one.name for one in departments if one.id in called],
    )


async def _changed(turn: Turn, asked: Question, data: Calling) -> None:
    asked.data = data
    turn.work.changed(asked)
    turn.edit(await _choice(turn, data, asked.id))


async def ticked(turn: Turn, pressed: Press) -> None:
    """This department too, or not."""
    if asked := await _asked(turn, pressed):
        data = read(asked.data, Calling)
        chosen, one = data.chosen or (), (await turn.work.department(pressed.ids[1])).id
        others = tuple(x for x in chosen if x != one)
        await _changed(turn, asked, replace(data, chosen=others if one in chosen else (*others, one)))


async def faster(turn: Turn, pressed: Press) -> None:
    """It is urgent, or not."""
    if asked := await _asked(turn, pressed):
        data = read(asked.data, Calling)
        await _changed(turn, asked, replace(data, urgent=not data.urgent))


async def stopped(turn: Turn, pressed: Press) -> None:
    """Never mind."""
    if asked := await _asked(turn, pressed):
        _over(turn, asked)
        turn.edit(View(turn.tr.t("All right, nobody is called.")))


async def whistled(turn: Turn, pressed: Press) -> None:
    """Whistle: they are called now."""
    asked = await _asked(turn, pressed)
    if asked is None:
        return
    data = read(asked.data, Calling)
    if not data.chosen:
        raise NobodyCalled
    posts = await turn.work.posts_of(me(turn).id)
    if not any(one.role in MANAGERS for one in posts):
        await _ask_community(turn, asked)
        return
    command = _as_chosen(turn, data)
    whistle = await (blow(command, turn.work) if data.seen is None else whistle_it(command, data.seen, turn.work))
    _over(turn, asked)
    turn.edit(_called(turn, whistle, data))


def _called(turn: Turn, whistle: Whistle, data: Calling) -> View:
    """By when they are to be there, where that was said."""
    number, day = whistle.number, _when(turn, data)
    if not day:
        return View(turn.tr.t("🔔 Whistle {number}: they are being called.", number=number))
    told = turn.tr.t("🔔 Whistle {number}: they are being told now, to be there {day}.", number=number, day=known(day))
    return View(told)


def _when(turn: Turn, data: Calling) -> str:
    """The day and hour of what is planned; else nothing."""
    planned = datetime.fromisoformat(data.on).astimezone(turn.work.settings.zone) if data.on else None
    return f"{day_button(planned.date(), turn.tr)} {hour_words(planned)}" if planned is not None else ""


async def _ask_community(turn: Turn, asked: Question) -> None:
    """A branch secretary has no whistle: the community is asked, and whistles with one press."""
    area = await turn.work.area(read(asked.data, Calling).area)
    post = await ask_for(asked.id, me(turn).id, area.line, turn.at, turn.work)
    _over(turn, asked)
    if post is None:
        turn.edit(View(turn.tr.t("Nobody of the community can be reached just now. Please phone them.")))
    else:
        turn.edit(View(turn.tr.t("I have asked {name} to whistle.", name=post_name(post, turn.tr))))


async def granted(turn: Turn, pressed: Press) -> None:
    """The community whistles what the branch secretary asked for; the secretary hears it."""
    asked = await turn.work.question(pressed.ids[0])
    if asked is None or asked.kind != f"{FLOW}.{PRESS}":
        raise NotFound
    data = read(asked.data, Calling)
    if data.chosen is None:
        raise NotFound
    if data.whistle is not None:
        turn.toast(turn.tr.t("Somebody has whistled it already."))
        turn.edit(View())
        return
    whistle = await blow(_as_chosen(turn, data), turn.work)
    asked.data = replace(data, whistle=whistle.id)
    turn.work.changed(asked)
    view = _called(turn, whistle, data)
    turn.edit(view)
    turn.say(view, address=asked.chat_address)


def _as_chosen(turn: Turn, data: Calling) -> Blow:
    return Blow(
        by=me(turn).id,
        at=turn.at,
        departments=data.chosen or (),
        matter=data.matter or "",
        issue_id=data.issue,
        area_id=data.area,
        place="" if data.issue else data.place or "",
        menu_id=data.menu or None,
        urgent=bool(data.urgent),
        on=datetime.fromisoformat(data.on) if data.on else None,
    )


# What a department presses


async def _on_call(turn: Turn, pressed: Press) -> OnCall:
    return OnCall(call_id=pressed.ids[0], by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))


async def here(turn: Turn, pressed: Press) -> None:
    """We are here."""
    await answering.report_in(await _on_call(turn, pressed), turn.work)
    turn.toast(turn.tr.t("Noted that you are there. How many are you?"))


async def counted(turn: Turn, pressed: Press) -> None:
    """How many came."""
    await answering.count(await _on_call(turn, pressed), int(pressed.word), turn.work)
    turn.toast(turn.tr.t("Noted."))


async def consulting(turn: Turn, pressed: Press) -> None:
    """They talk it over."""
    await answering.consult(await _on_call(turn, pressed), turn.work)
    turn.toast(turn.tr.t("Noted. Who should be there may come too: residents, the property company."))


async def acting(turn: Turn, pressed: Press) -> None:
    """They start."""
    command = await _on_call(turn, pressed)
    said = answering.Said(call_id=command.call_id, by=command.by, at=command.at, chat_id=command.chat_id)
    await answering.act(said, turn.work)
    turn.toast(turn.tr.t("Noted."))


ASKED: dict[str, tuple[CallAction, str]] = {
    "back": (CallAction.RETURN, mark("{title}: why is it not yours, and whose is it?")),
    "say": (CallAction.SAY, mark("{title}: your word or photo?")),
    "done": (CallAction.FEED_BACK, mark("{title}: what was done? A word or a photo.")),
    "agreed": (CallAction.ACT, mark("{title}: what was agreed, in one sentence?")),
    "redo": (CallAction.REDO, mark("{title}: what is missing? A word or a photo.")),
}
"""What is asked for in words, and the action that they become."""


def asking(what: str) -> Pressed:
    """What takes a button that asks for words; nobody is asked what would be refused in the end."""

    async def ask(turn: Turn, pressed: Press) -> None:
        action, text = ASKED[what]
        if action is CallAction.FEED_BACK:  # who is done without more ado has acted by that
            action = await answering.first_step(pressed.ids[0], turn.work)
        whistle, call, _ = await answering.begin(await _on_call(turn, pressed), action, turn.work)
        found = await sheet(turn, whistle, call)
        words, known = turn.tr.t(text, title=views.title(found, turn.tr)), Calling(what=what, call=call.id)
        if turn.private:
            turn.ask(FLOW, WORDS, View(words), about=whistle.subject, beside=True, data=known)
            return
        hint = turn.tr.t("Please write it as an answer to this message.")
        view = View(put("{} {}\n{}", await mention(turn), words, hint), force_reply=turn.tr.t("A word or a photo"))
        turn.ask(
            FLOW,
            WORDS,
            view,
            about=whistle.subject,
            beside=True,
            reply_to=turn.message_id,
            data=known,
        )

    return ask


SAYING = {
    "back": answering.send_back,
    "say": answering.say,
    "done": answering.feed_back,
    "agreed": answering.act,
    "redo": answering.redo,
}
THANKS: dict[str, str] = {
    "back": mark("Noted. Whoever whistled decides what next."),
    "say": mark("✓ Passed on."),
    "done": mark("✓ Noted. Whoever whistled looks at it."),
    "agreed": mark("✓ Noted."),
    "redo": mark("✓ They are told what is missing."),
}


async def written(turn: Turn, got: Parts) -> None:
    """The words, or a photo: for whatever was asked."""
    asked = turn.question
    assert asked is not None
    data = read(asked.data, Calling)
    what = data.what or ""
    if got.empty or (not got.text.strip() and what in ("place", "matter", "back", "agreed", "when")):
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Please write a few words.")), vanish=not turn.private)
        return
    if what == "when":
        turn.became(Outcome.ANSWER)
        await _when_in_words(turn, asked, got.text)
        return
    turn.close(asked)
    turn.ends = asked
    if what == "done" and not got.photos and takes_back(got.text):
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("All right, nothing is changed.")), vanish=not turn.private)
        return
    if what in ("place", "matter"):
        turn.became(Outcome.ANSWER)
        data, text = replace(data, what=None), cut(got.text.strip(), SHORT)
        if guess(got.text).sure is not None:
            turn.say(View(put("⚠️ {}", turn.tr.t("In danger of life call 110, 119 or 120 first."))))
        if what == "place" and data.matter is not None:
            await _show(turn, replace(data, place=text))
        elif what == "place":
            await _which_matter(turn, replace(data, place=text))
        else:
            area = await turn.work.area(data.area)
            issue = await turn.work.issue(data.issue) if data.issue else None
            chosen = _fitting(issue, await turn.work.departments_for(area.line))
            await _show(turn, replace(data, matter=text, menu=0, chosen=chosen))
        return
    assert data.call is not None
    command = answering.Said(
        call_id=data.call,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        text=got.text,
        photos=got.photos,
    )
    whistle = await SAYING[what](command, turn.work)
    mine = [one for one in await turn.work.timeline(whistle.id) if one.person_id == me(turn).id]
    turn.became(Outcome.WHISTLE, whistle.subject, mine[-1].id)
    done = turn.tr.t(THANKS[what])
    to = [one for one in whistle.calls if one.id == command.call_id and what in ("say", "redo")]
    turn.say(await passed_on_to(turn, whistle, to, done) if to else View(done), vanish=not turn.private)


async def _awaited(turn: Turn, asked: Question) -> bool:
    """Whether the department that a question is about still has something to do."""
    call_id = maybe(asked.data, Calling).call
    if call_id is None:
        return True
    call = (await turn.work.whistle_of_call(call_id)).call(call_id)
    return call is not None and not call.over


OFFERS = Offers(
    lives={FLOW: _awaited},
    presses={
        "s_whistle": about_issue,
        "w_new": anew,
        "w_area": area_chosen,
        "w_item": matter_chosen,
        "w_day": day_chosen,
        "w_hour": hour_chosen,
        "w_now": at_once,
        "w_tick": ticked,
        "w_fast": faster,
        "w_stop": stopped,
        "w_other": another_matter,
        "w_go": whistled,
        "w_grant": granted,
        "wc_here": here,
        "wc_n": counted,
        "wc_consult": consulting,
        "wc_act": acting,
        "wc_back": asking("back"),
        "wc_say": asking("say"),
        "wc_done": asking("done"),
        "wc_agreed": asking("agreed"),
    },
    steps={(FLOW, WORDS): written},
)
