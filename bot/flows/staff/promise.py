"""A promised day: which, why, what helps meanwhile; moving it once; the community's yes or no (wording.md §4, §6)."""

import re
from dataclasses import replace
from datetime import date, time, timedelta

from bot.callbacks import Press
from bot.flows.around import chat_id, me, today_of
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.staff import orders
from bot.flows.staff.around import current, pressed_issue, read_by_all, show
from bot.flows.staff.forms import DAY, begin, chosen, own_words
from bot.flows.staff.hour import hour_words, kept_words, waits_for_goods
from bot.flows.staff.reach import within_reach
from bot.flows.staff.relay import may_do
from bot.flows.staff.resolve import done_already
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import day_button, day_words, number_words
from bot.views.reasons import DELAYS
from bot.views.registering import told
from bot.views.view import NOTHING, PublicView, View, put
from casework.clock import limits as clock
from casework.forms import ByDay, Filled, Promising
from casework.issue.promising import (
    FURTHEST,
    AgreeMove,
    MovePromise,
    Promise,
    agree_move,
    is_later,
    move_promise,
    promise,
)
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue
from casework.words.answers import drops
from casework.words.dates import ByHour, read_day, read_hour
from casework.words.guess import guess
from casework.words.later import later
from casework.words.moving import on_moving
from locales.translator import mark

DAYS_SHOWN = 28
AGAIN = "again"
LIMIT = "limit"
"""The day that the category's limit has: it moves when the calendar does."""
BY_WHICH_DAY = mark("{number}: by which day?")
NOT_A_DAY = mark("I could not read that as a day. Please write it like 11-25.")
NOT_POSSIBLE = mark("That day is not possible: it has to be from today on, later than what was promised.")


LATEST = time(18)
"""Until then what is promised may be done today."""


def _still_today(turn: Turn) -> bool:
    return turn.at.astimezone(turn.work.settings.zone).time() < LATEST


def which_day(turn: Turn, issue: Issue, data: ByDay, ask: str = BY_WHICH_DAY) -> Question | None:
    """The question for the day, until there is one: `data.day` is an ISO date then. What was written is shown back
    with its weekday before it counts."""
    tr, today = turn.tr, today_of(turn)
    said = data.day or ""
    if said not in ("", "pick", AGAIN) and not said.startswith("="):
        return None
    if said.startswith("=") and (question := _hour_shown_back(turn, issue, data, said[1:])) is not None:
        return question
    own = tr.t("The day, like 11-25")
    problem = NOTHING
    if said.startswith("="):
        first = max(today, issue.promise_on + timedelta(days=1) if issue.promise_on else today)
        reading = read_day(said[1:], turn.at, turn.work.settings.zone)
        days = [day for day in reading.days if first <= day <= today + FURTHEST] if reading else []
        if days:
            return _shown_back(turn, issue, days, own, hour=reading is not None and reading.at is not None)
        problem = put("{}\n", tr.t(NOT_POSSIBLE if reading else NOT_A_DAY))
    near = max(today, issue.promise_on or today)
    if said == "pick":
        days = [near + timedelta(days=one + 1) for one in range(DAYS_SHOWN)]
        choices = tuple((day.isoformat(), day_button(day, tr)) for day in days)
        return Question(key="day", text=tr.t("Which day?"), choices=choices, own=own, per_row=3)
    text = put("{}{}", problem, tr.t(ask, number=number_words(issue, tr)))
    after = [(1, tr.t("Tomorrow")), (3, tr.t("In 3 days")), (7, tr.t("In a week"))]
    if isinstance(data, Promising) and issue.promise_on is None and _still_today(turn):
        after = [(0, tr.t("Today")), *after]
    if near != today:
        after = [(1, tr.t("One day later")), (3, tr.t("3 days later")), (7, tr.t("A week later"))]
    limit = clock.limit_day(issue, turn.at, turn.work)
    by_limit = ((LIMIT, tr.t("{day}, as the rule has it", day=day_button(limit, tr))),) if limit else ()
    choices = (
        *by_limit,
        *(((near + timedelta(days=n)).isoformat(), label) for n, label in after),
        ("pick", tr.t("Choose a day")),
    )
    return Question(key="day", text=text, choices=choices, own=own)


def chosen_day(turn: Turn, issue: Issue, data: ByDay) -> date:
    """What was chosen."""
    limit = clock.limit_day(issue, turn.at, turn.work) if data.day == LIMIT else None
    return limit if limit is not None else date.fromisoformat((data.day or "")[:DAY_LONG])


DAY_LONG = len("2026-11-25")
HOUR = {"T": False, "C": True}
"""What stands between day and hour of a choice, "2026-11-25T1530": by then it is done, or somebody comes."""


def _chosen_hour(data: ByDay) -> ByHour | None:
    """The hour of what was chosen, if it has one."""
    day, sign, hour = (data.day or "")[:DAY_LONG], (data.day or "")[DAY_LONG:][:1], (data.day or "")[DAY_LONG + 1 :]
    return ByHour(date.fromisoformat(day), time.fromisoformat(hour), HOUR[sign]) if sign in HOUR else None


def _hour_shown_back(turn: Turn, issue: Issue, data: ByDay, said: str) -> Question | None:
    """The hour that was understood, to be confirmed; None where none was said, or it is not later than was promised."""
    by = read_hour(said, turn.at, turn.work.settings.zone) if isinstance(data, Promising) else None
    if (
        by is None
        or waits_for_goods(said)
        or (issue.promise is not None and not is_later(issue.promise, by.day, by.hour))
    ):
        return None
    tr, when = turn.tr, hour_words(turn, by)
    word = f"{by.day.isoformat()}{'C' if by.comes else 'T'}{by.hour:%H%M}"
    yes = (word, tr.t("Yes, by {day}", day=when))
    text = tr.t("{number}: by {day}, is that right?", number=number_words(issue, tr), day=when)
    own = tr.t("The day, like 11-25")
    return Question(key="day", text=text, choices=(yes, (AGAIN, tr.t("A different day"))), own=own, per_row=1, yes=word)


def _shown_back(turn: Turn, issue: Issue, days: list[date], own: str, *, hour: bool) -> Question:
    """What was understood: one day to be confirmed, or several to choose from. `hour`: one was said; it is
    not kept."""
    tr, today = turn.tr, today_of(turn)
    names = [day_words(day, tr, near=today) for day in days]
    if len(days) == 1:
        text = tr.t("{number}: by {day}, is that right?", number=number_words(issue, tr), day=names[0])
        labels = [tr.t("Yes, by {day}", day=names[0])]
    else:
        text = tr.t("{number}: which of these days?", number=number_words(issue, tr))
        labels = names
    if any(day.year != today.year for day in days):
        text = put("{}\n{}", text, tr.t("Mind the year."))
    if hour:
        text = put(
            "{}\n{}", text, tr.t("I keep the day only. Write the hour with the reason, and the resident reads it.")
        )
    choices = (*zip((day.isoformat() for day in days), labels, strict=True), (AGAIN, tr.t("A different day")))
    yes = days[0].isoformat() if len(days) == 1 else ""
    return Question(key="day", text=text, choices=choices, own=own, per_row=1, yes=yes)


async def _why(turn: Turn, issue: Issue, data: Promising) -> Question | None:
    tr = turn.tr
    if data.why is not None:
        return None
    choices = tuple((word, tr.t(label)) for word, label in DELAYS.items())
    text = await read_by_all(turn, issue, tr.t("Why? The resident reads this."))
    return Question(key="why", text=text, choices=choices, own=tr.t("Why?"))


async def _ask(turn: Turn, issue: Issue, data: Promising) -> Question | None:
    if question := which_day(turn, issue, data) or await _why(turn, issue, data):
        return question
    tr = turn.tr
    if data.interim is None and _chosen_hour(data) is None:
        text = tr.t("What helps in the meantime?")
        choices = (("no", tr.t("Nothing for now")),)
        return Question(key="interim", text=text, choices=choices, own=tr.t("For example: a lamp was put up"))
    return None


async def _finish(turn: Turn, issue: Issue, data: Promising) -> View:
    by = _chosen_hour(data)
    command = Promise(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        on=chosen_day(turn, issue, data),
        hour=by.hour if by is not None else None,
        comes=by is not None and by.comes,
        by_limit=data.day == LIMIT,
        why=chosen(data.why, DELAYS, turn),
        public=turn.tr.t(DELAYS[data.why]) if data.why in DELAYS else "",
        interim=own_words(data.interim),
    )
    await promise(command, turn.work)
    if by is not None:
        return View(kept_words(turn, issue, by))
    facts = {"number": number_words(issue, turn.tr), "day": day_words(command.on, turn.tr, near=today_of(turn))}
    told_him = turn.tr.t("✓ {number}, for the resident: by {day}. It counts once it has arrived.", **facts)
    return View(told(issue, told_him, turn.tr.t("✓ {number}: by {day}.", **facts), turn.tr))


async def _ask_move(turn: Turn, issue: Issue, data: Promising) -> Question | None:
    return which_day(turn, issue, data) or await _why(turn, issue, data)


async def _finish_move(turn: Turn, issue: Issue, data: Promising) -> View:
    by = _chosen_hour(data)
    command = MovePromise(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        on=chosen_day(turn, issue, data),
        hour=by.hour if by is not None else None,
        why=chosen(data.why, DELAYS, turn),
    )
    after = await move_promise(command, turn.work)
    if by is not None:
        return View(kept_words(turn, after, by))
    facts = {"number": number_words(issue, turn.tr), "day": day_words(command.on, turn.tr, near=today_of(turn))}
    if after.promise is not None and after.promise.moved:
        told_him = turn.tr.t("✓ {number}: the day is {day} now, the resident is being told.", **facts)
        return View(told(issue, told_him, turn.tr.t("✓ {number}: by {day}.", **facts), turn.tr))
    return View(turn.tr.t("{number}: the community was asked to agree to {day}.", **facts))


_SLIP = "不是|说错|记错|写错|搞错"
_CORRECTS = later(_SLIP)
_SETS = later(
    "(?:改|挪|推|换|延|调|移|拖|定|放|提前)(?:迟|后|期)?(?:成|到|为|在|至)"
    f"|(?:还是|不如|干脆|要不|那就)[^，,。]{{0,12}}(?:吧|得了|好了)|{_SLIP}"
)
_DAY_ALONE = later(
    "(?:那|就|还是|要不|算|定|得|不对|[\\s，,])*[0-9今明后大下这周礼拜星期号日月天一二三四五六七八九十早晚上下午头晌中夜点半:：.-]{2,12}"
    "(?:之?前|左右|能?(?:办|弄|修|换)?(?:完|好|利索)|吧|得了|好了|行|[啊呢哈])*[。.！!]?"
)
_HOLDS_BACK = later(
    "(?:先|等等|等会儿?|等一下|别急|哎|[\\s，,])*(?:别|不|不要|不用|甭)(?:先|急着|给)?(?:他|她|居民|大妈|人家)?"
    "(?:发|告诉|通知|转|说|改|定)(?:给|出去|居民|大妈|他|她|了|呢|吧)*[。.！!]?"
)
_ANOTHER = later("(?:等等|等会儿?|不|[\\s，,])*(?:换|改)(?:个|一个|一?下)?(?:日子|一天|天|时间)(?:吧|再说)?[。.！!]?")


def _another_day(turn: Turn, data: Filled, text: str) -> Filled | None:
    """ "1号改成周二" where the reason is asked, or what helps meanwhile: another day, asked back. Nobody reads it as a
    reason. Else done_already."""
    if (done := done_already(turn, data, text)) is not None or not isinstance(data, Promising) or data.asking == DAY:
        return done
    if _ANOTHER.fullmatch(text.strip()):
        return replace(data, day=None, why=None, interim=None)
    day = _day_set(turn, text)
    return replace(data, day=f"={day}", why=None, interim=None) if day else None


def _day_set(turn: Turn, text: str) -> str:
    """The breath of the words that sets a day; "" where they are a reason, be there a day in it."""
    zone = turn.work.settings.zone
    if waits_for_goods(text):
        return ""
    whole = [text.strip()] if _CORRECTS.search(text) else re.split(r"[，,。；;\s]+", text.strip())
    for one in whole:
        sets = _SETS.search(one) or _DAY_ALONE.fullmatch(one)
        if sets and (read_day(one, turn.at, zone) or read_hour(one, turn.at, zone)):
            return one
    return ""


def _dropped(text: str) -> bool:
    """ "先别发": nothing is told to anybody."""
    return drops(text) or _HOLDS_BACK.fullmatch(text.strip()) is not None


async def start(turn: Turn, pressed: Press) -> None:
    """Name a day."""
    if issue := await current(turn, pressed):
        await begin(turn, "promise", issue, instead=pressed.word == "q")


async def start_move(turn: Turn, pressed: Press) -> None:
    """Another day."""
    if issue := await current(turn, pressed):
        await begin(turn, "move", issue)


async def agree(turn: Turn, pressed: Press) -> None:
    """The community agrees that the day moves, or not."""
    issue = await pressed_issue(turn, pressed)
    yes = pressed.word == "yes"
    command = AgreeMove(issue_id=issue.id, by=me(turn).id, at=turn.at, agree=yes)
    await agree_move(command, turn.work)
    turn.toast(
        turn.tr.t("Agreed, both are being told.") if yes else turn.tr.t("It stays as it was, the holder is told.")
    )
    await show(turn, issue)


async def asked_to_move(turn: Turn, text: str) -> list[Issue]:
    """ "改天不行 说好24号的": of what this person may agree to that for which another day was asked for."""
    if on_moving(text) is None or guess(text).sure is not None:
        return []
    return [one for one in await within_reach(turn) if await _may_agree(turn, one)]


async def _may_agree(turn: Turn, issue: Issue) -> bool:
    asked = issue.promise is not None and issue.promise.moving_to is not None
    return asked and await may_do(turn, issue, Action.AGREE_MOVE)


async def decided(turn: Turn, issue: Issue, got: Parts) -> bool:
    """The yes or no in words of one's own: what is said behind it is for whoever asked."""
    said = on_moving(got.text)
    if said is None or got.photos or not await _may_agree(turn, issue):
        return False
    await decide(turn, issue, said[1], yes=said[0] == "yes")
    return True


async def decide(turn: Turn, issue: Issue, words: str, *, yes: bool) -> None:
    """Agreed to or not, and the words for whoever asked."""
    to = issue.holder_id
    await agree_move(AgreeMove(issue_id=issue.id, by=me(turn).id, at=turn.at, agree=yes), turn.work)
    tr, facts = turn.tr, {"number": number_words(issue, turn.tr)}
    text = tr.t("✓ {number}: agreed, both are being told.", **facts)
    if not yes:
        text = tr.t("✓ {number}: it stays as it was, the holder is told.", **facts)
    if words and to not in (None, me(turn).id):
        await orders.tell(turn, await turn.work.issue(issue.id), Parts(text=words), to)
    else:
        turn.became(Outcome.NOTHING)
    turn.say_here(PublicView(text), reply_to=None if turn.private else turn.message_id, vanish=not turn.private)


OFFERS = Offers(
    presses={
        "s_promise": start,
        "s_move": start_move,
        "s_agree": agree,
    },
    forms={
        "promise": Form(actions=(Action.PROMISE,), ask=_ask, finish=_finish, leads=_another_day, takes_back=_dropped),
        "move": Form(
            actions=(Action.MOVE_PROMISE,), ask=_ask_move, finish=_finish_move, leads=_another_day, takes_back=_dropped
        ),
    },
)
