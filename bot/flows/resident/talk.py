"""What is no report: a greeting, thanks, "how does it stand?", a phone number, "it works again". Each has its answer,
and nothing of it is filed."""

import re

from bot.callbacks import Press
from bot.flows.around import became, me, my_issue, sheet
from bot.flows.kept import keep, taken
from bot.flows.offers import Offers
from bot.flows.resident import follow, more
from bot.flows.resident.asking import ask_consent
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import follow as words
from bot.views import reports
from bot.views.common import number_words
from bot.views.pieces import button
from bot.views.result import rating_buttons
from bot.views.view import View, rows
from casework.issue.triage import Speak, say
from casework.model import Issue, Outcome, State
from casework.transitions import OPEN, STANDING
from casework.words.guess import Talk, guess, named

NUMBER = re.compile(
    r"^\s*(?:(?:看看?|查查?|查一下)\s*)?(?P<sign>No\.?\s*|[#＃]\s*)?(?P<n>\d{1,5})\s*(?P<hao>号)?(?:的事|那件)?"
    r"(?:咋样|怎样|怎么样|进度|到哪步?)?了?[吗呢]?\s*[?？。]?\s*$",
    re.IGNORECASE,
)
"""A report's number, perhaps with "how does it stand?", and nothing else."""
LOOKED_THROUGH = 50
"""Reports of one person among which a number is looked for."""


async def answered(turn: Turn, got: Parts) -> bool:
    """Answer it, if it is talk. False when it may be a report."""
    if got.photos or got.latitude is not None or got.empty:
        return False
    if (number := number_said(got)) is not None and await _of_number(turn, number):
        return True
    talk = guess(got.text).talk if number is None else None
    if talk is None:
        return False
    turn.became(Outcome.NOTHING)
    await _answer(turn, got, talk)
    return True


def number_said(got: Parts) -> int | None:
    """ "3号": the number of a report."""
    found = NUMBER.match(got.text)
    return int(found["n"]) if found and (found["sign"] or found["hao"]) else None


async def _of_number(turn: Turn, number: int) -> bool:
    mine = [one for one in await turn.work.reports_of(me(turn).id, LOOKED_THROUGH) if one.number == number]
    if not mine:
        return False
    turn.became(Outcome.NOTHING)
    await follow.see(turn, Press("see", (mine[0].id,)))
    return True


async def not_found(turn: Turn, number: int) -> bool:
    """No matter of that number is this person's: said so, with what is. False while a report is being written, to
    which it may belong."""
    if await turn.work.open_draft(me(turn).id) is not None:
        return False
    turn.became(Outcome.NOTHING)
    turn.say(View(turn.tr.t("I find no No. {number} among yours.", number=number)))
    if await turn.work.reports_of(me(turn).id, 1):
        await follow.mine(turn)
    return True


async def _answer(turn: Turn, got: Parts, talk: Talk) -> None:
    tr = turn.tr
    if me(turn).consent_at is None and talk not in ("phone", "human"):
        await ask_consent(turn, me(turn).home_id)
        return
    match talk:
        case "greeting":
            hello = tr.t("Hello, I'm here. What is wrong at your door? Write it, or send a photo or a voice message.")
            turn.say(View(hello))
        case "thanks":
            turn.say(View(tr.t("You're welcome. Write to me whenever something is wrong.")))
        case "status":
            await follow.mine(turn)
        case "phone" | "human":
            await more.find_someone(turn)
        case "question":
            await more.how_it_works(turn)
        case "over":
            await _over(turn, got)


async def _over(turn: Turn, got: Parts) -> None:
    """ "It works again": is that the end of the open matter? Nothing is closed by a word."""
    found = [one for one in await turn.work.reports_of(me(turn).id, 10) if one.state in STANDING]
    about = [one for one in found if one.category in named(got.text)] or found
    if not about:
        turn.say(View(turn.tr.t("Good to hear. Write to me whenever something is wrong.")))
        return
    issue = about[0]
    number = number_words(issue, turn.tr)
    yes = button(turn.tr.t("Yes, it is mended"), "over", issue.id, word="yes")
    no = button(turn.tr.t("No, go on"), "over", issue.id, word="no")
    view = View(turn.tr.t("Do you mean that {number} is mended?", number=number), rows((yes, no)))
    turn.ask("over", "press", view, about=issue.subject, **keep(turn, got))


async def over(turn: Turn, pressed: Press) -> None:
    """Mended, says its reporter: whoever works on it reads that; after the result it is rated."""
    issue = await my_issue(pressed.ids[0], turn)
    asked = next(iter(turn.waiting("over.press", issue.subject)), None)
    got = Parts() if asked is None else await taken(turn, asked)
    turn.edit(View())
    if pressed.word != "yes":
        turn.say(View(turn.tr.t("All right, {number} goes on.", number=number_words(issue, turn.tr))))
    elif issue.state is State.RESOLVED:
        turn.say(View(turn.tr.t("Good. How was it?"), rating_buttons(issue, turn.tr)))
    elif issue.state in OPEN:
        await _pass_on(turn, issue, got)
    else:
        turn.say(View(words.over(issue, turn.tr)))


async def _pass_on(turn: Turn, issue: Issue, got: Parts) -> None:
    text = got.text.strip() or turn.tr.t("Mended, says the reporter.")
    await say(Speak(issue_id=issue.id, by=me(turn).id, at=turn.at, text=str(text)), turn.work)
    await became(turn, Outcome.ADDITION, issue)
    turn.say(words.passed_on(await sheet(issue, turn), turn.tr))


async def withdraw_typed(turn: Turn) -> None:
    """ "Withdraw" typed: the one open report, or the list to choose from."""
    found = [one for one in await turn.work.reports_of(me(turn).id, 10) if one.state in OPEN]
    if len(found) == 1:
        turn.say(reports.really_withdraw(await sheet(found[0], turn), turn.tr))
    else:
        await follow.mine(turn)


OFFERS = Offers(presses={"over": over})
