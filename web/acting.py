"""What can be done on the board: the use cases of the chat's own buttons, by the same rights. A table, a row for each.

A row without questions is one press; the others are a page with a form. What chat asks one after the other stands there
together; what chat refuses is refused here in the same words.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.views.cards import leads_nowhere
from bot.views.common import day_words, matter_name, number_words, post_label
from bot.views.reasons import BACK, DELAYS, STUCK, WAITS
from bot.views.view import put
from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue.doing import OnIssue
from casework.issue.handover import ToPost, assign, receive, take_over, who_could
from casework.issue.pinging import nudge, watch
from casework.issue.promising import FURTHEST, MovePromise, Promise, move_promise, promise
from casework.issue.sheet import Sheet
from casework.issue.together import PutTogether, by_number, could_join, put_together
from casework.issue.triage import accept
from casework.meeting.agenda import Item, Why, item_of, newest_decision, put_on_agenda
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
    whistle_it,
    who_could_do_it,
)
from casework.model.issues import Action
from casework.model.people import Use
from casework.model.places import Department
from casework.neighbourhood.restraint import allow
from casework.neighbourhood.rights import authorise, may_do
from casework.refusals import NobodyThere, NotFound
from casework.settings import Settings
from casework.transitions import next_state, possible, where_it_was
from casework.whistle.calling import Blow, open_about
from locales.markup import Html
from locales.translator import Translator, mark
from storage.database import Database
from storage.errors import StaleError
from storage.work import SqlWork
from web.fields import OWN, Answers, Field, Sort

TIMES = 3
"""Somebody else may write to the same matter at the same moment."""
WHO_DOES = mark("{number}: who should do it?")
BY_WHICH_DAY = mark("{number}: by which day?")
WHY_READ = mark("Why? The resident reads this.")
WITH_WHICH = mark("{number}: together with which?")


@frozen(kw_only=True)
class Asking:
    """Who is asked what about which matter, and when; `work`: to look up what can be chosen."""

    sheet: Sheet
    by: int
    at: datetime
    tr: Translator
    work: SqlWork

    def says(self, question: str) -> Html:
        """A question of the chat, which may name the number."""
        return self.tr.t(question, number=number_words(self.sheet.issue, self.tr))


@frozen(kw_only=True)
class Sent:
    """The form as it was sent. `seen`: the newest decision that was known to whoever decides."""

    on: OnIssue
    answers: Answers
    seen: int
    tr: Translator

    @property
    def values(self) -> dict[str, Any]:
        """Of a command about the issue."""
        return {"issue_id": self.on.issue_id, "by": self.on.by, "at": self.on.at}


Fields = list[Field]
Asks = Callable[[Asking], Awaitable[Fields]]
Does = Callable[[Sent, SqlWork], Awaitable[object]]


class Stale(Exception):
    """The page is of an older state of the matter."""


@frozen(kw_only=True)
class Act:
    """`label`: what the button says. `asks`: the questions of its form; None: it is one press. `agenda`: it is decided
    where the matter stands on an agenda, by one of these reasons, or by any (()); None: anywhere. `any_state`: as in
    chat the press counts, whatever became of the matter since the page was opened."""

    action: Action
    label: str
    does: Does
    asks: Asks | None = None
    agenda: tuple[Why, ...] | None = None
    any_state: bool = False


def _plainly(use_case: Callable[[OnIssue, SqlWork], Awaitable[object]]) -> Does:
    """A press that needs no answer."""

    async def do(filled: Sent, work: SqlWork) -> object:
        return await use_case(filled.on, work)

    return do


# What is asked


def _words(name: str, label: Html, *, needed: bool = True) -> Field:
    return Field(name=name, sort=Sort.WORDS, label=label, needed=needed)


def _why(asking: Asking, question: str, ready: Mapping[str, str]) -> Fields:
    """Ready words, or one's own."""
    tr = asking.tr
    choices = [(word, str(tr.t(label))) for word, label in ready.items()]
    return [
        Field(name="why", sort=Sort.CHOICE, label=asking.says(question), choices=choices, needed=False),
        _words(f"why{OWN}", tr.t("Or in own words"), needed=False),
    ]


def _day(asking: Asking, question: str, *, after: int = 0) -> Field:
    """From today on, or so many days later; a day that moves, after the one that was promised."""
    issue = asking.sheet.issue
    zone = asking.work.settings_for(issue.line, asking.at).zone
    today = asking.at.astimezone(zone).date()
    first = max(today + timedelta(days=after), (issue.promise_on or today) + timedelta(days=after))
    last = today + FURTHEST
    label = asking.says(question)
    return Field(name="day", sort=Sort.DAY, label=label, first=first.isoformat(), last=last.isoformat())


def _hour(asking: Asking) -> Field:
    """Of that day, if it is to be kept to the hour."""
    label = asking.tr.t("By which hour? Left empty, by the end of the day.")
    return Field(name="hour", sort=Sort.HOUR, label=label, needed=False)


async def _ask_whom(asking: Asking) -> Fields:
    posts = await who_could(asking.sheet.issue, asking.by, asking.at, asking.work)
    if not posts:
        raise NobodyThere
    choices = [(str(one.id), post_label(one, asking.tr)) for one in posts]
    return [Field(name="to", sort=Sort.CHOICE, label=asking.says(WHO_DOES), choices=choices)]


async def _ask_promise(asking: Asking) -> Fields:
    day = _day(asking, BY_WHICH_DAY)
    by_rule = clock.limit_day(asking.sheet.issue, asking.at, asking.work)
    if by_rule is not None:
        said = asking.tr.t("{day}, as the rule has it", day=day_words(by_rule, asking.tr))
        day = replace(day, label=put("{} ({})", day.label, said))
    return [
        day,
        _hour(asking),
        *_why(asking, WHY_READ, DELAYS),
        _words("interim", asking.tr.t("What helps in the meantime?"), needed=False),
    ]


async def _ask_move(asking: Asking) -> Fields:
    made = asking.sheet.issue.promise
    later = 1 if made is None or made.hour is None else 0  # a promised hour can move within its day
    return [_day(asking, BY_WHICH_DAY, after=later), _hour(asking), *_why(asking, WHY_READ, DELAYS)]


async def _free(asking: Asking) -> list[Department]:
    """Departments that can be called about it: not those that are being waited for."""
    issue, work = asking.sheet.issue, asking.work
    whistle = await open_about(issue, work)
    called = {one.department_id for one in whistle.calls if not one.over} if whistle is not None else set()
    return [one for one in await work.departments_for(issue.line) if one.id not in called]


async def _ask_whistle(asking: Asking) -> Fields:
    issue, tr, work = asking.sheet.issue, asking.tr, asking.work
    free = await _free(asking)
    fitting = [str(one.id) for one in free if issue.category in one.categories]
    whom = Field(
        name="whom",
        sort=Sort.TICKS,
        label=tr.t("Whom shall I call?"),
        choices=[(str(one.id), one.name) for one in free],
        given=fitting,
        needed=False,
    )
    urgent = Field(name="urgent", sort=Sort.TICK, label=tr.t("Urgent: 10 minutes"), needed=False)
    if await open_about(issue, work) is not None:  # others come to the same whistle
        return [whom, urgent]
    menu = [(str(one.id), one.matter) for one in await work.menu_for(issue.line)]
    what = Field(name="what", sort=Sort.CHOICE, label=tr.t("What is it?"), choices=menu, needed=False)
    on = Field(name="on", sort=Sort.MOMENT, label=tr.t("Planned: when? Left empty, they come now."), needed=False)
    own = _words(f"what{OWN}", tr.t("Or in own words") if menu else tr.t("What is it?"), needed=not menu)
    return [*([what] if menu else []), own, whom, urgent, on]


async def _ask_with(asking: Asking) -> Fields:
    tr = asking.tr
    near = await could_join(asking.sheet.issue, asking.at, asking.work)
    choices = []
    for one in near:
        place = (await asking.work.area(one.area_id)).name
        choices.append((str(one.id), f"{number_words(one, tr)} {matter_name(one, tr)} {place}"))
    other = Field(name="with", sort=Sort.CHOICE, label=asking.says(WITH_WHICH), choices=choices, needed=False)
    return [*([other] if choices else []), _words(f"with{OWN}", tr.t("Its number"), needed=not choices)]


async def _ask_do(asking: Asking) -> Fields:
    posts = await who_could_do_it(asking.sheet.issue, asking.by, asking.at, asking.work)
    choices = [(str(one.id), post_label(one, asking.tr)) for one in posts]
    return [
        Field(name="to", sort=Sort.CHOICE, label=asking.says(mark("{number}: who does it?")), choices=choices),
        _words("what", asking.says(mark("{number}: what will be done? The resident and the echo wall read it."))),
        _day(asking, BY_WHICH_DAY),
    ]


async def _ask_off(asking: Asking) -> Fields:
    until = mark("{number}: until which day is it put off? The resident reads it.")
    return [_day(asking, until, after=1), *_why(asking, WHY_READ, WAITS)]


async def _ask_cannot(asking: Asking) -> Fields:
    tr = asking.tr
    why = asking.says(mark("{number}: why can it not be done? The resident and the echo wall read it."))
    return [
        _words("why", why),
        _words("instead", tr.t("What can be done instead?")),
        Field(name="sure", sort=Sort.TICK, label=tr.t("Yes, say it so")),
    ]


def _ask_why(question: str, ready: Mapping[str, str]) -> Asks:
    async def ask(asking: Asking) -> Fields:
        return _why(asking, question, ready)

    return ask


def _ask_found(question: str) -> Asks:
    async def ask(asking: Asking) -> Fields:
        return [_words("text", asking.says(question))]

    return ask


# What is done


async def _assign(filled: Sent, work: SqlWork) -> object:
    return await assign(ToPost(**filled.values, post_id=int(filled.answers.choice("to"))), work)


async def _promise(filled: Sent, work: SqlWork) -> object:
    got = filled.answers
    why, public = got.reason("why", DELAYS, filled.tr)
    on, hour = got.day("day"), got.hour("hour")
    by_rule = clock.limit_day(await work.issue(filled.on.issue_id), filled.on.at, work)
    given = Promise(
        **filled.values,
        on=on,
        hour=hour,
        why=why,
        public=public,
        interim=got.one("interim"),
        by_limit=hour is None and on == by_rule,
    )
    return await promise(given, work)


async def _move(filled: Sent, work: SqlWork) -> object:
    got = filled.answers
    why, _ = got.reason("why", DELAYS, filled.tr)
    return await move_promise(MovePromise(**filled.values, on=got.day("day"), hour=got.hour("hour"), why=why), work)


async def _whistle(filled: Sent, work: SqlWork) -> object:
    """Those that are ticked; of a matter of the menu, where none is, those that it calls."""
    got, issue = filled.answers, await work.issue(filled.on.issue_id)
    chosen, own = got.maybe("what"), got.one(f"what{OWN}")
    item = next((one for one in await work.menu_for(issue.line) if str(one.id) == chosen), None)
    whom = tuple(int(one) for one in got.ticks("whom")) or (tuple(item.departments) if item is not None else ())
    command = Blow(
        **filled.values,
        departments=whom,
        matter=own or (item.matter if item is not None else ""),
        menu_id=item.id if item is not None and not own else None,
        urgent=got.tick("urgent"),
        on=got.moment("on"),
    )
    return await whistle_it(command, filled.seen, work)


async def _together(filled: Sent, work: SqlWork) -> object:
    number, chosen = filled.answers.one(f"with{OWN}"), filled.answers.maybe("with")
    if number:
        other_id = (await by_number(await work.issue(filled.on.issue_id), number, work)).id
    elif chosen:
        other_id = int(chosen)
    else:
        raise NotFound
    return await put_together(PutTogether(**filled.values, other_id=other_id), work)


async def _do(filled: Sent, work: SqlWork) -> object:
    got = filled.answers
    to, what, on = int(got.choice("to")), got.one("what"), got.day("day")
    return await do_it(DoIt(**filled.values, seen=filled.seen, post_id=to, what=what, on=on), work)


async def _off(filled: Sent, work: SqlWork) -> object:
    why, _ = filled.answers.reason("why", WAITS, filled.tr)
    return await put_off(PutOff(**filled.values, seen=filled.seen, on=filled.answers.day("day"), why=why), work)


async def _cannot(filled: Sent, work: SqlWork) -> object:
    got = filled.answers
    got.sure("sure")
    said = Cannot(**filled.values, seen=filled.seen, why=got.one("why"), instead=got.one("instead"))
    return await cannot(said, work)


def _passes(use_case: Callable[[Pass, SqlWork], Awaitable[object]], ready: Mapping[str, str]) -> Does:
    async def do(filled: Sent, work: SqlWork) -> object:
        why, _ = filled.answers.reason("why", ready, filled.tr)
        return await use_case(Pass(**filled.values, seen=filled.seen, why=why), work)

    return do


def _looks(*, fine: bool) -> Does:
    async def do(filled: Sent, work: SqlWork) -> object:
        return await look(Look(**filled.values, seen=filled.seen, text=filled.answers.one("text")), work, fine=fine)

    return do


ACTS: dict[str, Act] = {
    "accept": Act(action=Action.ACCEPT, label=mark("🙋 I'll take it"), does=_plainly(accept), any_state=True),
    "watch": Act(action=Action.WATCH, label=mark("I'm watching it"), does=_plainly(watch), any_state=True),
    "nudge": Act(action=Action.NUDGE, label=mark("Hurry them"), does=_plainly(nudge), any_state=True),
    "takeover": Act(action=Action.TAKE_OVER, label=mark("I take it over"), does=_plainly(take_over)),
    "receive": Act(action=Action.RECEIVE, label=mark("Accept it"), does=_plainly(receive)),
    "assign": Act(action=Action.ASSIGN, label=mark("Give it to…"), does=_assign, asks=_ask_whom),
    "promise": Act(action=Action.PROMISE, label=mark("Not today"), does=_promise, asks=_ask_promise),
    "move": Act(action=Action.MOVE_PROMISE, label=mark("Another day"), does=_move, asks=_ask_move),
    "whistle": Act(
        action=Action.WHISTLE, label=mark("Whistle departments"), does=_whistle, asks=_ask_whistle, any_state=True
    ),
    "together": Act(action=Action.MERGE, label=mark("Put together…"), does=_together, asks=_ask_with),
    "up": Act(
        action=Action.HAND_UP,
        label=mark("⬆️ Hand up"),
        does=_passes(pass_up, STUCK),
        asks=_ask_why(mark("{number}: what is it stuck on?"), STUCK),
    ),
    "agenda": Act(action=Action.AGENDA, label=mark("On the agenda"), does=_plainly(put_on_agenda)),
    "do": Act(action=Action.DECIDE, label=mark("✅ Do it: who, what, by when"), does=_do, asks=_ask_do, agenda=()),
    "off": Act(action=Action.PUT_OFF, label=mark("⏸ Put off"), does=_off, asks=_ask_off, agenda=()),
    "cannot": Act(action=Action.CANNOT, label=mark("➖ Cannot be done"), does=_cannot, asks=_ask_cannot, agenda=()),
    "down": Act(
        action=Action.HAND_BACK,
        label=mark("One level down"),
        does=_passes(pass_down, BACK),
        asks=_ask_why(mark("{number}: why back down?"), BACK),
        agenda=(),
    ),
    "fine": Act(
        action=Action.VERIFY,
        label=mark("👍 It is done"),
        does=_looks(fine=True),
        asks=_ask_found(mark("{number}: what did you find? It stands on the timeline.")),
        agenda=(Why.NOT_YET,),
    ),
    "again": Act(
        action=Action.NOT_FIXED,
        label=mark("🔁 Open it again"),
        does=_looks(fine=False),
        asks=_ask_found(mark("{number}: what is not done? The resident and whoever has it read it.")),
        agenda=(Why.NOT_YET,),
    ),
}
"""By the word in the address."""


async def offered(sheet: Sheet, at: datetime, work: SqlWork) -> tuple[list[str], list[str]]:
    """What this reader may do to it now and would get somewhere with, and what can be decided where it stands on an
    agenda: words of addresses."""
    issue, no = sheet.issue, leads_nowhere(sheet)
    item = await item_of(issue, at, work)
    if item.reasons:
        no.add(Action.AGENDA)
    if not await work.departments_for(issue.line):
        no.add(Action.WHISTLE)
    words = [
        word
        for word, act in ACTS.items()
        if possible(issue.state, act.action)
        and act.action not in no
        and may_do(act.action, issue, sheet.ways)
        and sheet.offers(act.action)
        and _stands(act, item)
    ]
    return [one for one in words if ACTS[one].agenda is None], [one for one in words if ACTS[one].agenda is not None]


def _stands(act: Act, item: Item) -> bool:
    """Whether it can be decided by the reasons for which the matter is on an agenda."""
    if act.agenda is None:
        return True
    return any(one.why in act.agenda for one in item.reasons) if act.agenda else bool(item.reasons)


async def questions(act: Act, asking: Asking) -> Fields:
    """Of its form. Nobody is asked what the use case would refuse in the end. Raises NotYours, NotPossibleNow,
    NobodyThere."""
    issue = asking.sheet.issue
    await authorise(issue, act.action, asking.by, asking.work)
    next_state(issue.state, act.action, where_it_was(issue))
    return await act.asks(asking) if act.asks is not None else []


def seen_in(sheet: Sheet) -> int:
    """The newest decision that whoever reads it knows of; 0: none."""
    decided = newest_decision(sheet.timeline)
    return decided.id if decided is not None else 0


async def act(
    what: Act, asking: Asking, sent: Mapping[str, Sequence[str]], database: Database, settings: Settings
) -> None:
    """Do it. Raises Refusal, NotChosen; Stale for a page of an older state; StaleError when others wrote to it again
    and again."""
    fields = {one.name: one for one in await questions(what, asking)}
    answers = Answers(sent=sent, fields=fields, zone=settings.zone)
    on = OnIssue(issue_id=asking.sheet.issue.id, by=asking.by, at=asking.at)
    seen = answers.one("seen")
    known = int(seen) if seen.isdecimal() and len(seen) < 19 else 0
    for left in reversed(range(TIMES)):
        work = database.work(settings)
        try:
            await allow(asking.by, Use.PRESS, asking.at, work)
            if not what.any_state and answers.one("turn") != str((await work.issue(on.issue_id)).turn):
                raise Stale
            await what.does(Sent(on=on, answers=answers, seen=known, tr=asking.tr), work)
            await work.commit()
            return
        except StaleError:
            if not left:
                raise
