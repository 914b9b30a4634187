"""/yicheng: what stands on the agenda of one's area, and what is decided about it (around-an-issue.md §3)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.callbacks import Press, encode
from bot.flows.around import chat_id, context_of, me, today_of
from bot.flows.form import Form, Question
from bot.flows.offers import Offers, Pressed
from bot.flows.staff import actions, whistle
from bot.flows.staff.around import current, pressed_issue, show, shown
from bot.flows.staff.forms import begin_with, chosen, own_words
from bot.flows.staff.promise import chosen_day, which_day
from bot.flows.staff.work import as_lines
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import agenda as views
from bot.views import meeting as meeting_views
from bot.views.common import day_words, number_words, post_label, post_name
from bot.views.reasons import BACK, STUCK, WAITS
from bot.views.staff_words import said
from bot.views.view import Button, View, glue, rows
from casework.capabilities import Capability
from casework.forms import FORM, Deciding, Declining, GivingTo, Looking, PassingOn, PuttingOff
from casework.meeting.agenda import Item, agenda_of, item_of, meets
from casework.meeting.deciding import (
    Cannot,
    DoIt,
    Look,
    Pass,
    PutOff,
    cannot,
    do_it,
    look,
    pass_down,
    pass_up,
    put_off,
    says_nothing,
    undecided,
    who_could_do_it,
)
from casework.meeting.late import late_whistles
from casework.meeting.minutes import minutes_for
from casework.meeting.sitting import (
    OfArea,
    OnMeeting,
    Tick,
    chair,
    close_meeting,
    open_meeting,
    tick,
)
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue
from casework.model.meetings import Meeting, Party
from casework.model.places import Area
from casework.neighbourhood.rights import HOLD_MEETINGS, What, by_posts, may_know
from casework.neighbourhood.switching import where_on
from casework.refusals import NotFound, NotYours
from casework.whistle.sheet import whistle_sheet
from locales.markup import Html
from locales.translator import mark

BELOW = 20
"""Areas below of which the agenda is shown."""
UNTIL = mark("{number}: until which day is it put off? The resident reads it.")


async def areas_of(turn: Turn) -> list[Area]:
    """Those whose meetings this person holds. Raises NotYours, SwitchedOff."""
    posts = [one for one in await turn.work.posts_of(me(turn).id) if one.role in HOLD_MEETINGS]
    ids = dict.fromkeys(one.area_id for one in posts if one.area_id is not None)
    areas = [await turn.work.area(one) for one in ids]
    found = [one for one in areas if meets(one)]
    if not found:
        raise NotYours(action=None, roles=HOLD_MEETINGS)
    return where_on(Capability.MEETINGS, found, turn.at, turn.work)


async def my_agenda(turn: Turn, area_id: int | None = None) -> View:
    """The agenda of that area, or of the first of one's own."""
    areas = await areas_of(turn)
    area = next((one for one in areas if one.id == area_id), areas[0])
    posts = await turn.work.posts_of(me(turn).id)
    items = await agenda_of(area, turn.at, turn.work)
    seen = [one for one in items if may_know(What.BOARD, one.issue, by_posts(one.issue, posts))]
    late = await late_whistles(area, turn.at, turn.work)
    return views.agenda(
        area,
        await _on_agenda(turn, seen),
        [await whistle_sheet(one, turn.at, turn.work, reader_id=me(turn).id) for one in late],
        [one for one in areas if one is not area],
        turn.tr,
        context_of(turn),
        page=bool(turn.pages_url),
        meeting=await turn.work.meeting_of(area.id),
    )


async def _on_agenda(turn: Turn, items: Sequence[Item]) -> list[views.OnAgenda]:
    called = {one for item in items for reason in item.reasons for one in reason.departments}
    names = {one: (await turn.work.department(one)).name for one in called}
    lines = await as_lines([one.issue for one in items], turn)
    return [views.OnAgenda(item=one, line=line, departments=names) for one, line in zip(items, lines, strict=True)]


async def agenda_key(turn: Turn) -> None:
    """The command; with nothing on it, how a matter gets there, and what stands on the agendas below."""
    view = await my_agenda(turn)
    turn.say(replace(view, text=glue("\n", [view.text, *await _below(turn)])))


async def how_it_is_held(turn: Turn) -> None:
    """ "咋开联席会": the same, with how."""
    view = await my_agenda(turn)
    lines = [views.how_held(turn.tr), *([] if await _has_items(turn) else [views.how_it_gets_there(turn.tr)])]
    turn.say(replace(view, text=glue("\n", [view.text, *lines, *await _below(turn, bare=True)])))


async def _has_items(turn: Turn) -> bool:
    return bool(await agenda_of((await areas_of(turn))[0], turn.at, turn.work))


async def _below(turn: Turn, *, bare: bool = False) -> list[Html]:
    """How a matter gets on the agenda, where nothing stands on it; and what stands on those of the areas below."""
    area, posts = (await areas_of(turn))[0], await turn.work.posts_of(me(turn).id)
    lines: list[Html] = [] if bare or await _has_items(turn) else [views.how_it_gets_there(turn.tr)]
    for one in [each for each in await turn.work.find_areas(area.id) if meets(each)][:BELOW]:
        items = await agenda_of(one, turn.at, turn.work)
        seen = [item for item in items if may_know(What.BOARD, item.issue, by_posts(item.issue, posts))]
        lines += views.of_below(one, await as_lines([item.issue for item in seen], turn), turn.tr, context_of(turn))
    return lines


_OF_A_MEETING = re.compile(
    "(?:那|好|行|咱们?|现在|大家|都到了)*(?:开会|开联席会|散会|散了吧|会(?:就)?开完|联席会(?:结束|开完|散)|会议结束|今天就到这儿?)(?:了|吧|啦|啊|哈)*"
)


async def of_a_meeting(turn: Turn, got: Parts) -> bool:
    """ "开会", "散会" of whoever holds meetings: the agenda, whose buttons begin and end one."""
    if got.photos or _OF_A_MEETING.fullmatch(got.text.strip(" 。.!！")) is None:
        return False
    if not any(one.role in HOLD_MEETINGS for one in await turn.work.posts_of(me(turn).id)):
        return False
    turn.became(Outcome.NOTHING)
    await agenda_key(turn)
    return True


async def agenda_button(turn: Turn, pressed: Press) -> None:
    """The same, by a button: once more, of another area, or back from an item."""
    turn.edit(await my_agenda(turn, pressed.ids[0] if pressed.ids else None))


async def see(turn: Turn, pressed: Press) -> None:
    """The same as a message of its own: what it was pressed under is to be read again."""
    turn.say(await my_agenda(turn, pressed.ids[0]))


# --- the meeting


async def opened(turn: Turn, pressed: Press) -> None:
    """It begins; what is decided from now on stands in its minutes."""
    command = OfArea(by=me(turn).id, at=turn.at, area_id=pressed.ids[0])
    meeting = await open_meeting(command, turn.work)
    turn.toast(turn.tr.t("The meeting is open: what is decided from now on stands in its minutes."))
    turn.edit(await my_agenda(turn, meeting.area_id))


async def ticked(turn: Turn, pressed: Press) -> None:
    """A party is there, or not."""
    if pressed.word not in set(Party):
        raise NotFound
    command = Tick(by=me(turn).id, at=turn.at, meeting_id=pressed.ids[0], party=Party(pressed.word))
    meeting = await tick(command, turn.work)
    turn.edit(await my_agenda(turn, meeting.area_id))


async def ended(turn: Turn, pressed: Press) -> None:
    """It is over: the minutes, for whoever holds it."""
    meeting = await close_meeting(OnMeeting(by=me(turn).id, at=turn.at, meeting_id=pressed.ids[0]), turn.work)
    turn.edit(await _minutes(turn, meeting))
    await _ask_no_more(turn, meeting)


async def _ask_no_more(turn: Turn, meeting: Meeting) -> None:
    """What was being decided when it ended is not decided, and asks for nothing any more."""
    left: dict[int, Html] = {}
    for asked in turn.waiting(FORM):
        if isinstance(asked.data, Deciding):
            issue = await turn.work.issue(asked.data.issue)
            if meeting.area_id in issue.line:
                turn.close(asked)
                left[issue.id] = number_words(issue, turn.tr)
    if left:
        text = turn.tr.t("{matters}: no day was said, so nothing was decided.", matters=glue("、", list(left.values())))
        turn.say(View(text))


async def minutes(turn: Turn, pressed: Press) -> None:
    """What a meeting of one's own area decided. Raises NotYours."""
    meeting = await turn.work.meeting(pressed.ids[0])
    await chair(me(turn).id, await turn.work.area(meeting.area_id), turn.work)
    turn.say(await _minutes(turn, meeting))


async def _minutes(turn: Turn, meeting: Meeting) -> View:
    area = await turn.work.area(meeting.area_id)
    lines = await minutes_for(me(turn).id, meeting, turn.work)
    left = len(await agenda_of(area, turn.at, turn.work))
    about = meeting_views.About(area=area, chairs=True, meeting=meeting, lines=lines, left=left)
    return meeting_views.minutes(about, turn.tr, context_of(turn))


async def put_on(turn: Turn, pressed: Press) -> None:
    """Put it on the agenda of whoever decides it."""
    if issue := await current(turn, pressed):
        await actions.put_on(turn, issue)
        await show(turn, issue)


async def item(turn: Turn, pressed: Press) -> None:
    """One item, with its decisions."""
    issue = await pressed_issue(turn, pressed)
    found = await shown(turn, issue, What.STAFF_ENTRIES)
    (one,) = await _on_agenda(turn, [await item_of(issue, turn.at, turn.work)])
    turn.edit(views.item_view(found, one, turn.tr, context_of(turn)))


# --- the decisions


def starting(name: str, cls: type[Deciding]) -> Pressed:
    """What takes a decision's button: it carries the decision that its reader knew of."""

    async def start(turn: Turn, pressed: Press) -> None:
        issue, seen = await _undecided(turn, pressed)
        await begin_with(turn, issue, cls(form=name, issue=issue.id, seen=seen), instead=True)

    return start


async def _undecided(turn: Turn, pressed: Press) -> tuple[Issue, int]:
    """Raises DecidedAlready; NotFound for what we did not make."""
    if len(pressed.ids) != 2:
        raise NotFound
    issue = await pressed_issue(turn, pressed)
    await shown(turn, issue)
    await undecided(issue, pressed.ids[1], turn.work)
    return issue, pressed.ids[1]


async def whistle_it(turn: Turn, pressed: Press) -> None:
    """Whom to call: as everywhere, but for who decided meanwhile."""
    issue, seen = await _undecided(turn, pressed)
    await whistle.call_about(turn, issue, seen=seen)


async def _ask_do(turn: Turn, issue: Issue, data: GivingTo) -> Question | None:
    tr, number = turn.tr, number_words(issue, turn.tr)
    if data.to is None:
        choices = tuple(
            (str(post.id), post_label(post, turn.tr))
            for post in await who_could_do_it(issue, me(turn).id, turn.at, turn.work)
        )
        return Question(key="to", text=tr.t("{number}: who does it?", number=number), choices=choices)
    if data.what is None:
        text = tr.t("{number}: what will be done? The resident and the echo wall read it.", number=number)
        return Question(key="what", text=text, own=tr.t("For example: the main pipe is replaced"))
    return which_day(turn, issue, data)


async def _command(turn: Turn, issue: Issue, data: Deciding) -> dict[str, object]:
    return {
        "issue_id": issue.id,
        "by": me(turn).id,
        "at": turn.at,
        "chat_id": await chat_id(turn),
        "seen": data.seen,
    }


async def _do(turn: Turn, issue: Issue, data: GivingTo) -> View:
    on = chosen_day(turn, issue, data)
    to_id, what = int(data.to or 0), own_words(data.what)
    command = DoIt(**await _command(turn, issue, data), post_id=to_id, what=what, on=on)  # type: ignore[arg-type]
    await do_it(command, turn.work)
    to = await turn.work.post(command.post_id)
    facts = {"number": number_words(issue, turn.tr), "name": post_name(to, turn.tr), "day": _day(turn, command)}
    return _done(
        turn, turn.tr.t("✓ {number}: {name}, by {day}. For the resident it counts once it has arrived.", **facts)
    )


def _day(turn: Turn, command: DoIt | PutOff) -> Html:
    return day_words(command.on, turn.tr, near=today_of(turn))


def _done(turn: Turn, text: Html) -> View:
    return View(text, rows(Button(turn.tr.t("‹ Agenda"), encode("m_agenda"))))


async def _ask_off(turn: Turn, issue: Issue, data: PuttingOff) -> Question | None:
    if question := which_day(turn, issue, data, UNTIL):
        return question
    if data.why is not None:
        return None
    tr = turn.tr
    choices = tuple((word, tr.t(label)) for word, label in WAITS.items())
    return Question(key="why", text=tr.t("Why? The resident reads this."), choices=choices, own=tr.t("Why?"))


async def _off(turn: Turn, issue: Issue, data: PuttingOff) -> View:
    why, on = chosen(data.why, WAITS, turn), chosen_day(turn, issue, data)
    command = PutOff(**await _command(turn, issue, data), on=on, why=why)  # type: ignore[arg-type]
    await put_off(command, turn.work)
    facts = {"number": number_words(issue, turn.tr), "day": _day(turn, command)}
    if not issue.reporters:
        return _done(turn, turn.tr.t("✓ {number} is put off until {day}. It comes back by itself.", **facts))
    return _done(
        turn, turn.tr.t("✓ {number} is put off until {day}, the resident is told. It comes back by itself.", **facts)
    )


async def _ask_cannot(turn: Turn, issue: Issue, data: Declining) -> Question | None:
    """Shown back before it counts: everybody reads it, and it ends the matter."""
    tr, number = turn.tr, number_words(issue, turn.tr)
    if data.why is None:
        text = tr.t("{number}: why can it not be done? The resident and the echo wall read it.", number=number)
        return Question(key="why", text=text, own=tr.t("For example: it is the fire lane"))
    if says_nothing(own_words(data.instead)):
        again = tr.t("Say one thing that can be done, be it a phone call.")
        text = again if data.instead is not None else tr.t("What can be done instead?")
        own = tr.t("For example: 12 places are marked at the north gate")
        return Question(key="instead", text=text, own=own, knows=replace(data, instead=None))
    if data.sure is None:
        facts = {"number": number, "why": said(own_words(data.why)), "instead": said(own_words(data.instead))}
        text = tr.t(
            "{number} cannot be done: {why}\nInstead: {instead}\nSay it so to the resident and on the wall?", **facts
        )
        return Question(key="sure", text=text, choices=(("yes", tr.t("Yes, say it so")),))
    return None


async def _cannot(turn: Turn, issue: Issue, data: Declining) -> View:
    why, instead = own_words(data.why), own_words(data.instead)
    command = Cannot(**await _command(turn, issue, data), why=why, instead=instead)  # type: ignore[arg-type]
    await cannot(command, turn.work)
    return _done(
        turn,
        turn.tr.t("✓ {number}: the resident is told why, and what can be done.", number=number_words(issue, turn.tr)),
    )


def _passing(action: Action, question: str, reasons: dict[str, str], done: str) -> Form[PassingOn]:
    """Up or down, with the reason."""

    async def ask(turn: Turn, issue: Issue, data: PassingOn) -> Question | None:
        if data.why is not None:
            return None
        choices = tuple((word, turn.tr.t(label)) for word, label in reasons.items())
        text = turn.tr.t(question, number=number_words(issue, turn.tr))
        return Question(key="why", text=text, choices=choices, own=turn.tr.t("Why?"))

    async def finish(turn: Turn, issue: Issue, data: PassingOn) -> View:
        command = Pass(**await _command(turn, issue, data), why=chosen(data.why, reasons, turn))  # type: ignore[arg-type]
        await (pass_up if action is Action.HAND_UP else pass_down)(command, turn.work)
        return _done(turn, turn.tr.t(done, number=number_words(issue, turn.tr)))

    return Form(actions=(action,), ask=ask, finish=finish)


def _looking(action: Action, question: str, done: str) -> Form[Looking]:
    """Somebody looked: what was found."""

    async def ask(turn: Turn, issue: Issue, data: Looking) -> Question | None:
        if data.text is not None:
            return None
        return Question(
            key="text",
            text=turn.tr.t(question, number=number_words(issue, turn.tr)),
            own=turn.tr.t("For example: looked at it with the neighbours"),
        )

    async def finish(turn: Turn, issue: Issue, data: Looking) -> View:
        command = Look(**await _command(turn, issue, data), text=own_words(data.text))  # type: ignore[arg-type]
        await look(command, turn.work, fine=action is Action.VERIFY)
        return _done(turn, turn.tr.t(done, number=number_words(issue, turn.tr)))

    return Form(actions=(action,), ask=ask, finish=finish)


OFFERS = Offers(
    presses={
        "s_agenda": put_on,
        "m_agenda": agenda_button,
        "m_see": see,
        "m_open": opened,
        "m_tick": ticked,
        "m_end": ended,
        "m_minutes": minutes,
        "m_item": item,
        "m_do": starting("decide", GivingTo),
        "m_off": starting("put_off", PuttingOff),
        "m_cannot": starting("cannot", Declining),
        "m_up": starting("pass_up", PassingOn),
        "m_down": starting("pass_down", PassingOn),
        "m_whistle": whistle_it,
        "m_fine": starting("fine", Looking),
        "m_again": starting("again", Looking),
    },
    forms={
        "decide": Form(actions=(Action.DECIDE,), ask=_ask_do, finish=_do),
        "put_off": Form(actions=(Action.PUT_OFF,), ask=_ask_off, finish=_off),
        "cannot": Form(actions=(Action.CANNOT,), ask=_ask_cannot, finish=_cannot),
        "fine": _looking(
            Action.VERIFY,
            mark("{number}: what did you find? It stands on the timeline."),
            mark("✓ {number} stays done."),
        ),
        "again": _looking(
            Action.NOT_FIXED,
            mark("{number}: what is not done? The resident and whoever has it read it."),
            mark("✓ {number} is opened again, whoever had it goes on."),
        ),
        "pass_up": _passing(
            Action.HAND_UP, mark("{number}: what is it stuck on?"), STUCK, mark("{number} was handed up.")
        ),
        "pass_down": _passing(
            Action.HAND_BACK, mark("{number}: why back down?"), BACK, mark("{number} was handed back down.")
        ),
    },
)
