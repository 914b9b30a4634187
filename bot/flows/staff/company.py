"""What the company that supplies a place says in its group of what many report: on it, until when; it is back."""

from datetime import datetime, timedelta

from bot.callbacks import Press
from bot.flows.around import became, chat_id, me
from bot.flows.offers import Offers
from bot.flows.staff.around import pressed_issue
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import company as views
from casework.issue.supplying import CompanySays, OnIt, company_says, officer_of, on_it
from casework.messages import Kind
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome, Question
from casework.model.issues import Issue
from casework.words.called import says
from casework.words.dates import read_day

FLOW, STEP = "company", "until"
UNTIL = f"{FLOW}.{STEP}"
"""The question when it should be back."""


async def pressed_on(turn: Turn, pressed: Press) -> None:
    """We are on it: until when? Raises NotYours."""
    issue = await pressed_issue(turn, pressed)
    await officer_of(issue.line, issue.category, me(turn).id, turn.work)
    turn.ask(FLOW, STEP, views.until_when(issue, turn.tr), about=issue.subject, reply_to=turn.message_id)


async def pressed_until(turn: Turn, pressed: Press) -> None:
    """In so many hours; 0: it cannot be said."""
    issue, hours = await pressed_issue(turn, pressed), pressed.ids[1]
    await _take(turn, issue, turn.at + timedelta(hours=hours) if hours else None)


def asked_here(told: Told | None, question: Question | None) -> int | None:
    """The matter whose card in the company's group, or whose question there, is answered: by whichever colleague."""
    if told is not None:
        return told.issue_id if told.kind == Kind.COMPANY_CARD else None
    return question.issue_id if question is not None and question.kind == UNTIL else None


async def answered(turn: Turn, issue_id: int, got: Parts) -> None:
    """An answer to the card: a time to come is until when; all else is said to whoever has it. Raises NotYours,
    NotPossibleNow, TextNeeded."""
    issue = await turn.work.issue(issue_id)
    until = _time_in(turn, got.text)
    if until is not None and not got.photos:
        await _take(turn, issue, until)
    else:
        await _say(turn, issue, got)
    await became(turn, Outcome.NOTE, issue)


def _time_in(turn: Turn, text: str) -> datetime | None:
    """When it should be over, as far as the words say so; none of what is done."""
    found, zone = read_day(text, turn.at, turn.work.settings.zone), turn.work.settings.zone
    over = says(text)
    if found is None or found.sure is None or found.at is None or (over is not None and over.deed == "done"):
        return None
    until = datetime.combine(found.sure, found.at, zone)
    return until if until > turn.at else None


async def _take(turn: Turn, issue: Issue, until: datetime | None) -> None:
    here = await chat_id(turn)
    issue = await on_it(OnIt(issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=here, until=until), turn.work)
    turn.reply(views.told(issue, turn.tr), vanish=not turn.private)


async def _say(turn: Turn, issue: Issue, got: Parts) -> None:
    said = CompanySays(
        issue_id=issue.id, by=me(turn).id, at=turn.at, chat_id=await chat_id(turn), text=got.text, photos=got.photos
    )
    turn.say(views.passed_on(await company_says(said, turn.work), turn.tr), vanish=not turn.private)


async def pressed_back(turn: Turn, pressed: Press) -> None:
    """It is back: whoever has it is told, and says that it is done."""
    await _say(turn, await pressed_issue(turn, pressed), Parts(text=turn.tr.t("It is back.")))


OFFERS = Offers(presses={"c_on": pressed_on, "c_until": pressed_until, "c_back": pressed_back})
