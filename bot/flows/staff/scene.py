"""Words of those who were called to a danger, while it is open: in answer to its card or ping, or plain. Everybody else
who was called hears them at once; nothing ends by them."""

from dataclasses import replace

from bot.callbacks import encode
from bot.flows.around import became, me, sheet
from bot.flows.kept import keep_in
from bot.flows.placing import in_another_building
from bot.flows.staff import actions
from bot.flows.staff.around import names_of, shown
from bot.flows.staff.reach import AT_MOST, communities
from bot.flows.staff.relay import keep_note, may_do, speak
from bot.flows.utilities import numbers_at
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import danger as words
from bot.views.common import number_words
from bot.views.view import Button, PublicView, View, known, rows
from casework.data import maybe
from casework.issue import urgency
from casework.issue.fitting import names_another
from casework.issue.scene import on_the_way, said_there
from casework.issue.triage import say
from casework.issue.urgency import MakeUrgent, at_the_scene, make_urgent, people_there
from casework.lines import NoDanger
from casework.model.conversation import Outcome
from casework.model.issues import Action, Issue
from casework.model.timeline import Entry
from casework.neighbourhood.rights import may_do as opens
from casework.questions import OfMatter
from casework.timeline import called_by_staff
from casework.transitions import OPEN
from casework.words import danger_words
from casework.words.among_staff import is_home_of, is_talk
from casework.words.answers import deed_and_more, deed_in
from casework.words.called import says
from casework.words.guess import guess
from casework.words.over import denies_danger, says_again, says_over, says_what_was_meant
from casework.words.scene import is_there, lifts, says_coming, stands_at
from casework.words.undone import takes_back

ELSE = ("watch", "not_mine")
"""Presses in words that are the same in danger."""


async def heard(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Told to everybody who was called. False where it is no open danger, where this person may say nothing of it, or
    where the words are a press of another kind."""
    deed = deed_in(got.text)
    if not issue.urgent or issue.state not in OPEN or deed in ELSE or not await may_do(turn, issue, Action.NOTE):
        return False
    there, more = arrives(got.text)
    if not there and await stands_there(turn, issue, got.text):
        there, more = True, got.text
    if lifts(got.text) and not got.photos and await may_do(turn, issue, Action.MAKE_NORMAL):
        turn.became(Outcome.NOTHING)
        _say(turn, words.is_it_over(await shown(turn, issue), turn.tr))
    elif there:
        await _arrived(turn, issue, got, more=more)
    elif deed in ("coming", "take") or says_coming(got.text):
        await _comes(turn, issue, got)
    elif deed == "seen":
        await keep_note(turn, issue, got, silent=True)
        _say(turn, words.come_or_watch(await sheet(issue, turn), turn.tr))
    else:
        await tell(turn, issue, got)
        await _offer(turn, issue, got)
    return True


async def rings(turn: Turn, issue: Issue, got: Parts) -> bool:
    """A danger that staff tell of a matter in plain words, or that one which was over is not: everybody is called for
    it, and reads them. False where they say none, or that it is over, and where this person may call nobody."""
    if issue.urgent or says_over(got.text) or not await may_do(turn, issue, Action.MAKE_URGENT):
        return False
    danger, over = guess(got.text).sure, await ended_lately(turn, issue)
    if over is not None and (says_again(got.text) or _takes_back(turn, over, got)):
        danger = maybe(over.data, NoDanger).danger or "hurt"
    if danger is None or (issue.state not in OPEN and over is None):
        return False
    advice = words.public_advice(danger, await numbers_at(issue.area_id, turn.work), turn.tr)
    if turn.private:
        turn.say(View(advice.text))
    else:
        turn.say_here(advice, reply_to=turn.message_id)
    on = await speak(turn, issue, got)
    called = MakeUrgent(issue_id=issue.id, by=on.by, at=on.at, chat_id=on.chat_id, danger=danger)
    issue = await make_urgent(called, turn.work)
    if await may_do(turn, issue, Action.NOTE):
        await tell(turn, issue, got)
    elif issue.is_reporter(on.by):
        await say(on, turn.work)
    if turn.private:
        number = number_words(issue, turn.tr)
        turn.say(View(turn.tr.t("🆘 {number}: everyone on duty is being called.", number=number)))
    return True


async def taken_back(turn: Turn, got: Parts, number: int | None) -> bool:
    """ "啥打人啊 我说捅下水道", "1号是误报吧" of words of staff that made an alarm of a matter, by whoever said them or
    may end it. `number`: the one that is named; without one it is his own."""
    if got.photos or not (denies_danger(got.text) or (number is None and says_what_was_meant(got.text))):
        return False
    stands = [one for one in await turn.work.standing_in(await communities(turn), AT_MOST) if one.urgent]
    for issue in stands if number is None else [one for one in stands if one.number == number]:
        raised = called_by_staff(issue, await turn.work.timeline(issue.id))
        mine = raised is not None and raised.person_id == me(turn).id
        if raised is None or not (mine or number) or turn.at - raised.at > urgency.AGAIN_WITHIN:
            continue
        if await may_do(turn, issue, Action.MAKE_NORMAL):
            turn.became(Outcome.NOTHING)
            _say(turn, words.was_no_alarm(await sheet(issue, turn), turn.tr))
            return True
    return False


async def ended_lately(turn: Turn, issue: Issue) -> Entry | None:
    """When somebody said within a day that it is over, or was none; None where it was no danger."""
    over = urgency.ended(issue, await turn.work.timeline(issue.id))
    return over if over is not None and turn.at - over.at <= urgency.AGAIN_WITHIN else None


def _takes_back(turn: Turn, over: Entry, got: Parts) -> bool:
    """ "按错了" of whoever ended it a moment ago."""
    lately = turn.at - over.at <= turn.work.settings.undo_resolve
    return over.person_id == me(turn).id and lately and takes_back(got.text)


async def begins_again(turn: Turn, issue: Issue, got: Parts) -> bool:
    """Whether words that answer nothing are about this danger, which is over: they name it, and no other place, or take
    back what was pressed a moment ago."""
    over = await ended_lately(turn, issue)
    if over is None or says_over(got.text) or not await may_do(turn, issue, Action.MAKE_URGENT):
        return False
    kind, sure = maybe(over.data, NoDanger).danger or "", guess(got.text).sure
    if await in_another_building(turn, issue, got.text):
        return False
    same = sure is not None and danger_words.family(sure) == danger_words.family(kind)
    return same or danger_words.begins_again(got.text, kind) or _takes_back(turn, over, got)


def arrives(text: str) -> tuple[bool, str]:
    """Whether the words say "I'm there", and what else they say."""
    if deed_in(text) == "here":
        return True, ""
    first = deed_and_more(text)
    if first is not None and first[0] == "here":
        return True, first[1]
    found = says(text)
    if found is None or found.deed != "here" or text.strip().startswith("来"):
        return (True, text) if is_there(text) else (False, "")
    return True, text if found.more or found.people is not None else ""


async def stands_there(turn: Turn, issue: Issue, text: str) -> bool:
    """ "我在孙大妈家楼下呢": at the home of whoever reported it, or at its building, and at nothing else there."""
    at = stands_at(text)
    if at is None or is_talk(at.rest) or names_another(issue, text):
        return False
    if at.building:
        return not await in_another_building(turn, issue, at.building)
    return at.home in "她他" or any(is_home_of(name, at.home) for name in await names_of(turn, issue))


async def tell(turn: Turn, issue: Issue, got: Parts) -> None:
    """To everybody else who was called."""
    await said_there(await speak(turn, issue, got), turn.work)
    await became(turn, Outcome.NOTE, issue)


async def _arrived(turn: Turn, issue: Issue, got: Parts, *, more: str) -> None:
    """ "到了，是二楼炒糊锅了": there, and what it was."""
    await at_the_scene(await actions.command(turn, issue), turn.work)
    if more or got.photos:
        await tell(turn, issue, replace(got, text=more))
        await _offer(turn, issue, replace(got, text=more))
    else:
        turn.became(Outcome.NOTHING)
        _say(turn, PublicView(known(turn.tr.t("Noted that you are there. Take care of yourself."))))


async def _comes(turn: Turn, issue: Issue, got: Parts) -> None:
    if me(turn).id in await people_there(issue, turn.work):
        await tell(turn, issue, got)
        await _offer(turn, issue, got)
        return
    await on_the_way(await speak(turn, issue, got), turn.work)
    await became(turn, Outcome.NOTE, issue)
    _say(turn, words.coming_noted(await sheet(issue, turn), turn.tr))


async def _offer(turn: Turn, issue: Issue, got: Parts) -> None:
    """The others have it; the resident has it by one press, and whoever may ends the danger by one."""
    mine, asked_id = await shown(turn, issue), turn.work.new_id()
    first: tuple[Button, ...] = ()
    if issue.reporters and await may_do(turn, issue, Action.REPLY):
        first = (Button(turn.tr.t("To the resident"), encode("s_relay", issue.id, me(turn).id, asked_id, word="yes")),)
    ends = words.scene_buttons(mine, turn.tr) if opens(Action.MAKE_NORMAL, issue, mine.ways) else ()
    view = words.said_to_the_called(mine, rows(first, *ends), turn.tr, over=says_over(got.text))
    if not first:
        _say(turn, view)
        return
    kept = keep_in(OfMatter(issue=issue.id), turn, got)
    asked = turn.ask("relay", "press", about=issue.subject, beside=True, asked_id=asked_id, data=kept)
    turn.say_here(view, reply_to=turn.message_id, vanish=not turn.private, asks=asked)


def _say(turn: Turn, view: PublicView) -> None:
    """In the group a short answer that goes away."""
    turn.say_here(view, reply_to=turn.message_id, vanish=not turn.private)
