"""A promised day: which, why, what helps meanwhile; moving it once; the community's yes or no (wording.md §4, §6)."""

import re
from datetime import date, timedelta

from bot.callbacks import Press
from bot.flows.around import me
from bot.flows.form import Data, Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.around import current, show, staff_issue
from bot.flows.staff.forms import begin, chosen
from bot.flows.staff.plan import chat_id
from bot.flows.staff.reasons import DELAYS
from bot.incoming.turn import Turn
from bot.views.common import date_words, day_words, number_words
from bot.views.view import NOTHING, View, put
from casework.issue.promising import AgreeMove, MovePromise, Promise, agree_move, move_promise, promise
from casework.model import Action, Issue
from locales.translator import mark

DAYS_SHOWN = 28
INTERIM: dict[str, str] = {"no": ""}
MONTH_DAY = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})")
NOT_A_DAY = mark("I could not read that as a day. Please write it like 11-25.")


def read_day(words: str, today: date) -> date | None:
    """ "11月25日", "11-25", "2027.1.5"; without a year the next such day. None when it is no day."""
    found = MONTH_DAY.search(words)
    if found is None:
        return None
    try:
        day = date(int(found[1] or today.year), int(found[2]), int(found[3]))
        return day if found[1] or day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


def _today(turn: Turn) -> date:
    return turn.at.astimezone(turn.work.settings.zone).date()


def _which_day(turn: Turn, issue: Issue, data: Data) -> Question | None:
    """The question for the day, until there is one; `data["day"]` becomes an ISO date."""
    tr, today = turn.tr, _today(turn)
    said = str(data.get("day", ""))
    problem = NOTHING
    if said.startswith("="):
        day = read_day(said[1:], today)
        data.pop("day")
        if day is not None:
            data["day"] = day.isoformat()
            return None
        problem, said = put("{}\n", tr.t(NOT_A_DAY)), ""
    if said == "pick":
        first = max(today, issue.promise_on or today) + timedelta(days=1)
        days = [first + timedelta(days=one) for one in range(DAYS_SHOWN)]
        choices = tuple((day.isoformat(), date_words(day, tr)) for day in days)
        return Question(key="day", text=tr.t("Which day?"), choices=choices, own=tr.t("The day, like 11-25"), per_row=4)
    if said:
        return None
    text = put("{}{}", problem, tr.t("{number}: by which day?", number=number_words(issue, tr)))
    near = max(today, issue.promise_on or today)
    after = [(1, tr.t("Tomorrow")), (3, tr.t("In 3 days")), (7, tr.t("In a week"))]
    if near != today:
        after = [(1, tr.t("One day later")), (3, tr.t("3 days later")), (7, tr.t("A week later"))]
    choices = (*(((near + timedelta(days=n)).isoformat(), label) for n, label in after), ("pick", tr.t("Choose a day")))
    return Question(key="day", text=text, choices=choices, own=tr.t("The day, like 11-25"))


def _why(turn: Turn, data: Data) -> Question | None:
    tr = turn.tr
    if "why" in data:
        return None
    choices = tuple((word, tr.t(label)) for word, label in DELAYS.items())
    return Question(key="why", text=tr.t("Why? The resident reads this."), choices=choices, own=tr.t("Why?"))


async def _ask(turn: Turn, issue: Issue, data: Data) -> Question | None:
    if question := _which_day(turn, issue, data) or _why(turn, data):
        return question
    tr = turn.tr
    if "interim" not in data:
        text = tr.t("What helps in the meantime?")
        choices = (("no", tr.t("Nothing for now")),)
        return Question(key="interim", text=text, choices=choices, own=tr.t("For example: a lamp was put up"))
    return None


async def _finish(turn: Turn, issue: Issue, data: Data) -> View:
    command = Promise(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        on=date.fromisoformat(data["day"]),
        why=chosen(data, "why", DELAYS, turn),
        interim=chosen(data, "interim", INTERIM, turn) if data["interim"] != "no" else "",
    )
    await promise(command, turn.work)
    facts = {"number": number_words(issue, turn.tr), "day": day_words(command.on, turn.tr)}
    return View(turn.tr.t("✓ {number}: the resident is being told: by {day}. It counts once it has arrived.", **facts))


async def _ask_move(turn: Turn, issue: Issue, data: Data) -> Question | None:
    return _which_day(turn, issue, data) or _why(turn, data)


async def _finish_move(turn: Turn, issue: Issue, data: Data) -> View:
    command = MovePromise(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        on=date.fromisoformat(data["day"]),
        why=chosen(data, "why", DELAYS, turn),
    )
    after = await move_promise(command, turn.work)
    facts = {"number": number_words(issue, turn.tr), "day": day_words(command.on, turn.tr)}
    if after.promise_moved:
        return View(turn.tr.t("✓ {number}: the day is {day} now, the resident is being told.", **facts))
    return View(turn.tr.t("{number}: the community was asked to agree to {day}.", **facts))


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
    issue = await staff_issue(turn, pressed)
    yes = pressed.word == "yes"
    command = AgreeMove(issue_id=issue.id, by=me(turn).id, at=turn.at, agree=yes)
    await agree_move(command, turn.work)
    turn.toast(
        turn.tr.t("Agreed, both are being told.") if yes else turn.tr.t("It stays as it was, the holder is told.")
    )
    await show(turn, issue)


OFFERS = Offers(
    presses={
        "s_promise": start,
        "s_move": start_move,
        "s_agree": agree,
    },
    forms={
        "promise": Form(actions=(Action.PROMISE,), ask=_ask, finish=_finish),
        "move": Form(actions=(Action.MOVE_PROMISE,), ask=_ask_move, finish=_finish_move),
    },
)
