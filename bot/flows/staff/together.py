"""Putting two matters together, and taking one apart again (around-an-issue.md §5)."""

from bot.callbacks import Press
from bot.flows.around import chat_id, me, place_words
from bot.flows.form import Form, Question
from bot.flows.offers import Offers
from bot.flows.staff.around import current, show
from bot.flows.staff.forms import begin, starter
from bot.incoming.turn import Turn
from bot.views.common import category_name, number_words
from bot.views.view import View
from casework.forms import Merging, TakingApart
from casework.issue.doing import OnIssue
from casework.issue.incident import declare
from casework.issue.together import PutTogether, by_number, could_join, put_together, take_apart
from casework.model.issues import Action, Issue
from casework.refusals import NotFound


async def merging(turn: Turn, pressed: Press) -> None:
    """With the one that it looks like, or which?"""
    issue = await current(turn, pressed)
    if issue is None:
        return
    if not pressed.word.isdigit():
        await begin(turn, "merge", issue)
        return
    view = await together(turn, issue, int(pressed.word))
    turn.toast(view.text)
    await show(turn, issue)


async def together(turn: Turn, issue: Issue, other_id: int) -> View:
    """Both are one matter. Raises NotYours, NotPossibleNow, NotTogether."""
    command = PutTogether(issue_id=issue.id, other_id=other_id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))
    number = number_words(issue, turn.tr)
    other = number_words(await turn.work.issue(other_id), turn.tr)
    await put_together(command, turn.work)
    return View(turn.tr.t("✓ {number} and {other} are one matter now.", number=number, other=other))


async def _ask_with(turn: Turn, issue: Issue, data: Merging) -> Question | None:
    if data.other is not None:
        return None
    choices = [(str(one.id), await _line(turn, one)) for one in await could_join(issue, turn.at, turn.work)]
    text = turn.tr.t("{number}: together with which?", number=number_words(issue, turn.tr))
    return Question(key="with", text=text, choices=tuple(choices), own=turn.tr.t("Its number"), per_row=1)


async def _line(turn: Turn, issue: Issue) -> str:
    place = await place_words(issue.area_id, turn.work)
    return f"{number_words(issue, turn.tr)} {category_name(issue.category, turn.tr)} {place}"


async def _finish_with(turn: Turn, issue: Issue, data: Merging) -> View:
    said = data.other or ""
    if not said.startswith("="):
        return await together(turn, issue, int(said))
    return await together(turn, issue, (await by_number(issue, said, turn.work)).id)


async def _ask_apart(turn: Turn, issue: Issue, data: TakingApart) -> Question | None:
    if data.which is not None:
        return None
    choices = tuple(
        (str(one.home_id), turn.tr.t("No. {number}", number=one.number)) for one in issue.joined if one.home_id
    )
    if not choices:
        raise NotFound
    text = turn.tr.t("{number}: which report is a matter of its own?", number=number_words(issue, turn.tr))
    return Question(key="which", text=text, choices=choices)


async def _finish_apart(turn: Turn, issue: Issue, data: TakingApart) -> View:
    command = OnIssue(issue_id=int(data.which or 0), by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))
    apart = await take_apart(command, turn.work)
    return View(turn.tr.t("✓ {number} goes on by itself.", number=number_words(apart, turn.tr)))


async def many(turn: Turn, pressed: Press) -> None:
    """A manager says that many have it."""
    issue = await current(turn, pressed)
    if issue is None:
        return
    command = OnIssue(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn))
    whole = await declare(command, turn.work)
    number = number_words(whole, turn.tr)
    turn.toast(turn.tr.t("{number} is one matter for all now. Whoever reports it is added by itself.", number=number))
    await show(turn, whole)


OFFERS = Offers(
    presses={"s_incident": many, "s_merge": merging, "s_apart": starter("apart")},
    forms={
        "merge": Form(actions=(Action.MERGE,), ask=_ask_with, finish=_finish_with),
        "apart": Form(actions=(Action.MERGE,), ask=_ask_apart, finish=_finish_apart),
    },
)
