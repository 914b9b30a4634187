"""Filing what was said in a group: by command, by a mention, by a press or by a reaction."""

from dataclasses import replace

from bot.flows.around import property_phones
from bot.flows.placing import area_in_group
from bot.flows.resident.danger import advise
from bot.flows.utilities import numbers_at
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views.common import number_words
from bot.views.danger import perhaps, public_advice
from bot.views.drafts import kept_for_later
from bot.views.view import Button, PublicView, rows
from casework.issue.doing import OnIssue
from casework.issue.drafts import Compose, keep_report
from casework.issue.filing import File, file
from casework.issue.urgency import perhaps_said
from casework.model import Issue, Outcome, Person, Question, Use
from casework.neighbourhood.restraint import allow
from casework.refusals import TooManyReports
from casework.words.guess import Guess, guess
from locales.translator import translator


async def person_behind(turn: Turn, address: str) -> Person | None:
    """Who is there, if he or she is a person whom the bot can write to."""
    person = await turn.work.person_at(address) if address else None
    return person if person is not None and person.reachable else None


async def file_here(
    turn: Turn,
    said: Parts,
    author: Person | None,
    *,
    danger: str | None = None,
    overheard: int | None = None,
    thread: int | None = None,
) -> Issue | None:
    """File it for the author, else for the sender. The group reads a number and nothing else.

    `danger`: what was confirmed. `overheard`: the message that is meant, with its topic, where nobody asked us for
    anything: then a private matter is not answered in the group at all. None where nothing was filed.
    """
    tr, under = translator(turn.work.settings.language), overheard or turn.message_id
    if turn.person is None:
        turn.say_here(PublicView(tr.t("Please report as yourself, not as the group or a channel.")), vanish=True)
        return None
    heard = guess(said.text)
    danger = danger or heard.sure
    if danger is None:
        await allow(turn.person.id, Use.GROUP_COMMAND, turn.at, turn.work)
    chat = await turn.work.chat_at(turn.address, thread or turn.thread)
    if chat is None:
        turn.say_here(
            PublicView(tr.t("This group is not tied to an area yet. Somebody in charge sends /bind here.")), vanish=True
        )
        return None
    if said.empty or (overheard is None and not said.photos and heard.talk is not None):
        turn.say_here(PublicView(tr.t("Write what it is after the command: /bao the gate is broken")), vanish=True)
        return None
    reporter = author or turn.person
    command = File(
        by=turn.person.id,
        at=turn.at,
        area_id=await area_meant(turn, said.text, reporter, chat.area_id),
        text=said.text,
        photos=said.photos,
        reporter_id=reporter.id,
        urgent=danger is not None,
        danger=danger,
        chat_id=chat.id,
    )
    try:
        issue = await file(command, turn.work)
    except TooManyReports:
        await _keep(turn, said, command.area_id)
        return None
    turn.became(Outcome.REPORT, issue.subject)
    if danger is not None and (overheard is None or not issue.private):
        turn.say_here(public_advice(danger, await numbers_at(issue.area_id, turn.work), tr), reply_to=under)
    address = await turn.work.address_of(reporter.id) if reporter.reachable else None
    if heard.maybe is not None and danger is None:
        asked = OnIssue(issue_id=issue.id, by=reporter.id, at=turn.at)
        await perhaps_said(asked, turn.work)
    if address is not None and heard.danger is not None and (issue.private or danger is None):
        await _ask_privately(turn, issue, reporter, heard, address)
    if overheard is None or not issue.private:
        _confirm(turn, issue, reporter, under)
    return issue


async def _ask_privately(turn: Turn, issue: Issue, reporter: Person, heard: Guess, address: str) -> None:
    """What is no matter of the group: the advice about something private, and whether a maybe is one."""
    theirs = replace(turn, tr=translator(reporter.language))
    if heard.sure is not None:
        await advise(theirs, heard.sure, issue.text, issue.area_id, address=address)
    else:
        theirs.say(perhaps("danger_is", issue.id, theirs.tr), address=address)


async def _keep(turn: Turn, said: Parts, area_id: int) -> None:
    """Enough reports for now: the next is kept, and shown privately."""
    assert turn.person is not None
    command = Compose(by=turn.person.id, at=turn.at, text=said.text, photos=said.photos)
    draft = await keep_report(command, area_id, turn.work)
    turn.say_here(PublicView(turn.tr.t("That is many reports. I have kept this one for later.")), vanish=True)
    address = await turn.work.address_of(turn.person.id) if turn.person.reachable else None
    if address is not None:
        tr = translator(turn.person.language)
        turn.say(kept_for_later(draft, await property_phones(turn, area_id), tr), address=address)


async def area_meant(turn: Turn, words: str, reporter: Person, area_id: int) -> int:
    """The building that the words name, or the reporter's own, if it lies in the group's area; else that area."""
    home = await turn.work.area(reporter.home_id) if reporter.home_id is not None else None
    return await area_in_group(turn, words, home, area_id)


NOTED = "noted.press"
"""The question that "noted, No. 1" is: it is known by it which matter an answer to that message is about."""


def noted(question: Question | None) -> int | None:
    """The matter of a message of ours that said "noted"."""
    return question.issue_id if question is not None and question.kind == NOTED else None


def _confirm(turn: Turn, issue: Issue, reporter: Person, under: int | None) -> None:
    tr = translator(turn.work.settings.language)
    number = number_words(issue.as_known_to(reporter.id), tr)
    noted = turn.ask("noted", "press", about=issue.subject, beside=True)
    if reporter.reachable:
        text = tr.t("Noted, {number}. I write privately what happens.", number=number)
        turn.say_here(PublicView(text), reply_to=under, vanish=True, asks=noted)
        return
    link = Button(tr.t("Write to me"), url=f"https://t.me/{turn.bot_username}?start=news")
    text = tr.t("Noted, {number}. To hear what happens, press here and then Start.", number=number)
    turn.say_here(PublicView(text, rows(link)), reply_to=under, asks=noted)
