""" "Tell the resident how": how long, why longer than usual, what, what it costs (wording.md §4)."""

from bot.callbacks import Press, encode
from bot.flows.around import chat_id, me, today_of
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.around import current, read_by_all
from bot.flows.staff.forms import begin, chosen, own_words
from bot.incoming.turn import Turn
from bot.views.common import number_words
from bot.views.reasons import DELAYS, WAY_BUTTONS, WAYS
from bot.views.registering import told
from bot.views.staff_words import GRADES
from bot.views.view import Button, View, esc
from casework.categories import category
from casework.forms import Filled, Planning, Promising
from casework.issue.triage import Plan, longer_than_usual, plan, usual_grade
from casework.model.issues import Action, Grade, Issue
from casework.words.dates import read_day


async def _ask(turn: Turn, issue: Issue, data: Planning) -> Question | None:
    tr = turn.tr
    if data.long is None:
        later = Button(tr.t("Not today"), encode("s_promise", issue.id, issue.turn, word="q"))
        choices = tuple((grade.value, tr.t(GRADES[grade])) for grade in Grade)
        text = tr.t("{number}: how long will it take?", number=number_words(issue, tr))
        return Question(key="long", text=text, choices=choices, links=(later,))
    grade = Grade(data.long)
    if longer_than_usual(issue, grade) and data.why is None:
        usual = tr.t(GRADES[usual_grade(issue)])
        text = tr.t("Longer than usual ({usual}): why? The community reads this.", usual=usual)
        choices = tuple((word, tr.t(label)) for word, label in DELAYS.items())
        return Question(key="why", text=text, choices=choices, own=tr.t("Why?"))
    if data.what is None:
        choices = tuple((word, tr.t(label)) for word, label in WAY_BUTTONS.items())
        what = await read_by_all(turn, issue, tr.t("What will be done?"))
        return Question(key="what", text=what, choices=choices, own=tr.t("What will be done?"))
    if data.cost is None:
        free, look, sum_ = tr.t("Nothing"), tr.t("After a look"), tr.t("It costs…")
        choices = (("none", free), ("look", look), ("sum", sum_))
        return Question(key="cost", text=tr.t("Does it cost the resident anything?"), choices=choices, per_row=3)
    if data.cost == "sum" and data.sum is None:
        return Question(key="sum", text=tr.t("How much? The resident agrees first."), own=tr.t("How much?"))
    return None


def _a_day(turn: Turn, data: Filled, text: str) -> Filled | None:
    """ "How long?" answered by a day in words: that is a day to promise, shown back before it counts; today is within
    the day, and the words say how."""
    reading = read_day(text, turn.at, turn.work.settings.zone) if data.asking == "long" else None
    if reading is None:
        return None
    if reading.sure == today_of(turn):
        return Planning(form="plan", issue=data.issue, long=Grade.COMPLEX.value, what="=" + text.strip())
    return Promising(form="promise", issue=data.issue, day="=" + text.strip())


async def _finish(turn: Turn, issue: Issue, data: Planning) -> View:
    cost = own_words(data.sum) if data.cost == "sum" else data.cost or ""
    command = Plan(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        grade=Grade(data.long or ""),
        why=chosen(data.why, DELAYS, turn),
        text=chosen(data.what, WAYS, turn),
        public=turn.tr.t(WAYS[data.what]) if data.what in WAYS else "",
        cost=cost,
    )
    await plan(command, turn.work)
    facts = {"number": number_words(issue, turn.tr), "plan": esc(command.text)}
    told_him = turn.tr.t("✓ {number}, for the resident: {plan}", **facts)
    return View(told(issue, told_him, turn.tr.t("✓ {number}: {plan}.", **facts), turn.tr))


async def start(turn: Turn, pressed: Press) -> None:
    """Ask how long, what, and what it costs."""
    if issue := await current(turn, pressed):
        by_law = category(issue.category).legal_days is not None  # its time is set by law: only a day can be named
        await begin(turn, "promise" if by_law else "plan", issue)


OFFERS = Offers(
    presses={
        "s_plan": start,
    },
    forms={
        "plan": Form(actions=(Action.PLAN,), ask=_ask, finish=_finish, leads=_a_day),
    },
)
