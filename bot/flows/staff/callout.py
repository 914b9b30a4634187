"""A matter is turned into a call for volunteers 志愿响应链: a form, a preview with how many it reaches, one press; and
what they and whoever runs it press then."""

import re
from datetime import datetime, timedelta

from bot.callbacks import Press
from bot.flows.around import chat_id, context_of, me
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.forms import begin, own_words, starter
from bot.incoming.turn import Turn
from bot.views import calls as views
from bot.views.common import number_words
from bot.views.view import View
from casework.call import answering, calling, volunteering
from casework.call.answering import Answering
from casework.call.calling import CallOut, NoteCame, OnCall, can_be_called_to, first_asked, going_on
from casework.call.clock import circles
from casework.call.kinds import MOST
from casework.call.sheet import CallSheet, call_sheet
from casework.clock.limits import local
from casework.forms import CallingOut
from casework.model.calls import CallKind
from casework.model.issues import Action, Issue
from casework.neighbourhood.rights import RUNS
from casework.refusals import NotPossibleNow, NotYours
from casework.words.dates import read_day
from casework.words.masking import mask, mask_people
from casework.words.plain import number_of, plain
from locales.markup import Html

PEOPLE = ("1", "2", "3", "5")
MINUTES = ("30", "60", "120")
_NUMBER = re.compile(r"(\d{1,3}|[一二两俩三四五六七八九十]{1,3})\s*(?:个|位|名|人|people)?")


def people_in(text: str) -> int | None:
    """ "3", "三个人"; None where no number, or too large a one, is said."""
    found = _NUMBER.search(plain(text))
    number = number_of(found.group(1)) if found else None
    return number if number is not None and 0 < number <= MOST else None


def hour_in(text: str, at: datetime, turn: Turn) -> datetime | None:
    """ "下午3点", "明天早上8点"; None where no hour to come is said."""
    zone = turn.work.settings.zone
    found = read_day(text, at, zone)
    if found is None or found.at is None:
        return None
    day = found.sure or at.astimezone(zone).date()
    moment: datetime = local(day, found.at, zone)
    return moment if moment > at else None


def _until(answer: str, turn: Turn) -> datetime | None:
    if answer.startswith("="):
        return hour_in(own_words(answer), turn.at, turn)
    return turn.at + timedelta(minutes=int(answer))


async def _ask(turn: Turn, issue: Issue, data: CallingOut) -> Question | None:
    tr, number = turn.tr, number_words(issue, turn.tr)
    if not can_be_called_to(issue) or await going_on(issue.id, turn.at, turn.work):
        raise NotPossibleNow(state=issue.state, action=Action.CALL_OUT)
    if data.what is None:
        text = tr.t("{number}: what should the volunteers do, in one sentence? No name, door or phone.", number=number)
        return Question(key="what", text=text, own=tr.t("For example: carry a wheelchair down from the third floor"))
    if data.people is None or (data.people.startswith("=") and people_in(own_words(data.people)) is None):
        choices = tuple((one, one) for one in PEOPLE)
        return Question(key="people", text=tr.t("How many people?"), choices=choices, own=tr.t("A number"), per_row=4)
    if data.until is None or _until(data.until, turn) is None:
        labels = (tr.t("Within 30 min"), tr.t("Within 1 hour"), tr.t("Within 2 hours"))
        return Question(
            key="until",
            text=tr.t("By when?"),
            choices=tuple(zip(MINUTES, labels, strict=True)),
            own=tr.t("For example: 3 in the afternoon"),
        )
    if data.meet is None:
        text = tr.t("Where to? Only who comes and is known to the community reads it.")
        return Question(key="meet", text=text, choices=(("down", tr.t("At the entrance")),), own=tr.t("Where to"))
    if data.sure is None:
        return Question(
            key="sure", text=await _preview(turn, issue, data), choices=(("yes", tr.t("🙋 Call them")),), yes="yes"
        )
    return None


async def _preview(turn: Turn, issue: Issue, data: CallingOut) -> Html:
    nearest = [*await circles(CallKind.CALL_OUT, issue.line, turn.work), *issue.line][:1]
    without = (*issue.reporters, me(turn).id)
    people = await turn.work.volunteering_below(nearest, (), without, 0, 1000)
    until = _until(data.until or "", turn)
    assert until is not None
    first = first_asked(turn.at, issue.urgent, turn.work, issue)
    words = mask(mask_people(own_words(data.what)))
    return views.preview(len(people), first, _people(data), until, words, turn.tr, context_of(turn))


def _people(data: CallingOut) -> int:
    said = data.people or "1"
    return (people_in(own_words(said)) if said.startswith("=") else int(said)) or 1


async def _finish(turn: Turn, issue: Issue, data: CallingOut) -> View:
    until = _until(data.until or "", turn)
    assert until is not None
    meet = own_words(data.meet) if (data.meet or "").startswith("=") else turn.tr.t("at the entrance")
    command = CallOut(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        needed=_people(data),
        by_when=until,
        text=own_words(data.what),
        meet=meet,
    )
    await calling.call_out(command, turn.work)
    return View(turn.tr.t("✓ {number}: the volunteers are being asked.", number=number_words(issue, turn.tr)))


async def said(turn: Turn, issue: Issue) -> None:
    """ "喊志愿者": the form, as by the key. Raises NotYours, NotPossibleNow, SwitchedOff."""
    await begin(turn, "call_out", issue)


# --- volunteers


async def _sheet(turn: Turn, call_id: int) -> CallSheet:
    return await call_sheet(await turn.work.call(call_id), me(turn).id, turn.work)


async def _answer(turn: Turn, pressed: Press, *, comes: bool) -> None:
    command = Answering(call_id=pressed.ids[0], by=me(turn).id, at=turn.at, comes=comes)
    try:
        await answering.answer(command, turn.work)
    except NotPossibleNow:
        turn.toast(turn.tr.t("Nobody more is needed for this. Thank you all."))
    else:
        turn.toast(turn.tr.t("✓ Thank you!") if comes else turn.tr.t("✓ That's all right. Thank you for saying so."))
        if comes:
            await _ask_whether_known(turn)
    sheet = await _sheet(turn, pressed.ids[0])
    view = views.asked(sheet, turn.tr, context_of(turn))
    if view is not None:
        turn.edit(view)


async def _ask_whether_known(turn: Turn) -> None:
    how = await volunteering.volunteering(me(turn).id, turn.work)
    if how is not None and how.own is not None and not how.known:
        await volunteering.ask_community(how.own, turn.at, turn.work)


async def comes(turn: Turn, pressed: Press) -> None:
    """I'm coming. Raises NotFound, NotYours."""
    await _answer(turn, pressed, comes=True)


async def cannot(turn: Turn, pressed: Press) -> None:
    """I can't, or not after all. Raises NotFound, NotYours."""
    await _answer(turn, pressed, comes=False)


# --- whoever runs it


async def _mine(turn: Turn, pressed: Press) -> CallSheet:
    """Raises NotFound, NotYours."""
    sheet = await _sheet(turn, pressed.ids[0])
    if not sheet.parts & RUNS:
        raise NotYours(action=Action.CALL_OUT)
    return sheet


async def see(turn: Turn, pressed: Press) -> None:
    """The card. Raises NotFound, NotYours."""
    turn.edit(views.card(await _mine(turn, pressed), turn.tr, context_of(turn)))


async def off_asked(turn: Turn, pressed: Press) -> None:
    """Really? Raises NotFound, NotYours."""
    turn.edit(views.sure_off(await _mine(turn, pressed), turn.tr))


async def off(turn: Turn, pressed: Press) -> None:
    """Nobody need come. Raises NotFound, NotYours, NotPossibleNow."""
    await calling.call_off(OnCall(call_id=pressed.ids[0], by=me(turn).id, at=turn.at), turn.work)
    await see(turn, pressed)


async def tick(turn: Turn, pressed: Press) -> None:
    """Who came? Raises NotFound, NotYours."""
    turn.edit(views.who_came(await _mine(turn, pressed), pressed.ids[1], turn.tr))


async def came(turn: Turn, pressed: Press) -> None:
    """These came. Raises NotFound, NotYours, NotPossibleNow."""
    sheet = await _mine(turn, pressed)
    people = [one.person_id for at, one in enumerate(sheet.come) if pressed.ids[1] >> at & 1]
    await calling.note_came(NoteCame(call_id=sheet.call.id, by=me(turn).id, at=turn.at, people=people), turn.work)
    await see(turn, pressed)


OFFERS = Offers(
    presses={
        "s_callout": starter("call_out"),
        "cl_yes": comes,
        "cl_no": cannot,
        "cl_see": see,
        "cl_off": off_asked,
        "cl_off_yes": off,
        "cl_tick": tick,
        "cl_came": came,
    },
    forms={"call_out": Form(actions=(Action.CALL_OUT,), ask=_ask, finish=_finish)},
)
