"""The result, in a word, a photo or own words; and taking it back (wording.md §4 办好了)."""

from bot.callbacks import Press, encode
from bot.flows.around import me
from bot.flows.form import Data, Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.around import chat_id, current, pressed_issue, show
from bot.flows.staff.forms import begin, chosen, photos_of
from bot.incoming.turn import Turn
from bot.views.common import names, number_words
from bot.views.reasons import RESULTS, results_of
from bot.views.view import Button, View, known, rows
from casework.issue.doing import OnIssue
from casework.issue.resolving import Resolve, awaited_for, resolve, undo_resolve
from casework.model import Action, Issue


async def _ask(turn: Turn, issue: Issue, data: Data) -> Question | None:
    tr = turn.tr
    awaited = await awaited_for(issue, turn.work)
    if awaited and "despite" not in data:
        facts = {"number": number_words(issue, tr), "names": names([known(one) for one in awaited], tr)}
        text = tr.t("{number}: {names} were whistled and have not finished. Done all the same?", **facts)
        return Question(key="despite", text=text, choices=(("yes", tr.t("Yes, it is done")),))
    if "result" in data:
        return None
    text = tr.t("{number}: what was done? A word or a photo.", number=number_words(issue, tr))
    choices = tuple((word, tr.t(label)) for word, label in results_of(issue.category).items())
    return Question(key="result", text=text, choices=choices, own=tr.t("A word or a photo"), photos=True)


async def _finish(turn: Turn, issue: Issue, data: Data) -> View:
    command = Resolve(
        issue_id=issue.id,
        by=me(turn).id,
        at=turn.at,
        chat_id=await chat_id(turn),
        text=chosen(data, "result", RESULTS, turn),
        public=turn.tr.t(RESULTS[data["result"]]) if data["result"] in RESULTS else "",
        photos=photos_of(data),
        whistle_known="despite" in data,
    )
    await resolve(command, turn.work)
    tr = turn.tr
    text = tr.t("✓ {number} is done, the resident is asked to look.", number=number_words(issue, tr))
    if not turn.private or any(one.person_id == me(turn).id for one in issue.pings):
        return View(text)  # the way back is on the card, which goes on to say how it stands
    return View(text, rows(Button(tr.t("Undo"), encode("s_undo", issue.id))))


async def start(turn: Turn, pressed: Press) -> None:
    """It is done: what was done?"""
    if issue := await current(turn, pressed):
        await begin(turn, "resolve", issue)


async def undo(turn: Turn, pressed: Press) -> None:
    """Pressed by mistake: it goes on."""
    issue = await pressed_issue(turn, pressed)
    command = OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))
    await undo_resolve(command, turn.work)
    turn.toast(turn.tr.t("Taken back, it goes on."))
    await show(turn, issue)


OFFERS = Offers(
    presses={
        "s_done": start,
        "s_undo": undo,
    },
    forms={
        "resolve": Form(actions=(Action.RESOLVE,), ask=_ask, finish=_finish),
    },
)
