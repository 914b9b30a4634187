"""Filing what was said in a group: by command, by a mention, by a press or by a reaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.callbacks import Press, encode
from bot.flows.around import context_of, place_words, post_place, property_phones
from bot.flows.offers import Offers
from bot.flows.placing import area_in_group, several_in_group
from bot.flows.resident.danger import advise
from bot.flows.resident.talk import planned_at
from bot.flows.utilities import numbers_at
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import listening as views
from bot.views.common import names, number_words
from bot.views.danger import perhaps, public_advice
from bot.views.drafts import kept_for_later
from bot.views.pieces import when
from bot.views.view import Button, PublicView, glue, rows
from casework.data import read
from casework.issue.doing import OnIssue, Photo
from casework.issue.drafts import Compose, keep_report
from casework.issue.filing import File, file
from casework.issue.moving import Move, may_move, move
from casework.issue.triage import Speak, say
from casework.issue.urgency import perhaps_said
from casework.model.conversation import Outcome, Question
from casework.model.issues import Issue
from casework.model.people import Person, Use
from casework.model.places import Area
from casework.neighbourhood.listening import serves
from casework.neighbourhood.restraint import allow
from casework.questions import InGroup
from casework.refusals import TooManyReports
from casework.transitions import OPEN
from casework.words.asking import only_asks
from casework.words.danger_words import of_another
from casework.words.guess import PRIVATE_DANGERS, Guess, guess
from casework.words.matters import matters_in
from casework.words.places import read_place
from locales.translator import Translator, translator


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
    passed_on: bool = False,
) -> Issue | None:
    """File it for the author, else for the sender. The group reads a number and nothing else.

    `danger`: what was confirmed. `overheard`: the message that is meant, with its topic, where nobody asked us for
    anything: then a private matter is not answered in the group at all. `passed_on`: the words are another's than the
    sender's. None where nothing was filed.
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
    if overheard is None and heard.talk == "planned":
        area_id = await area_in_group(turn, said.text, None, chat.area_id)
        turn.became(Outcome.NOTHING)
        turn.say_here(PublicView(await planned_at(replace(turn, tr=tr), said.text, area_id)))
        return None
    if overheard is None and not said.photos and not said.empty and (heard.talk is not None or only_asks(said.text)):
        turn.became(Outcome.NOTHING)
        turn.say_here(_no_report(heard, tr), reply_to=under, vanish=True)
        return None
    if said.empty:
        turn.say_here(PublicView(tr.t("Write what it is after the command: /bao the gate is broken")), vanish=True)
        return None
    reporter = author or turn.person
    home = await _home_of(turn, said.text, reporter)
    area_id = await area_in_group(turn, said.text, home, chat.area_id)
    if reporter.id == turn.person.id and (known := await _known(turn, heard, said.text, area_id)) is not None:
        await _said_again(turn, known, said, under)
        return None
    command = File(
        by=turn.person.id,
        at=turn.at,
        area_id=area_id,
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
        several = heard.danger is None and not issue.private
        apart = matters_in(said.text) if several else ()
        buildings = await several_in_group(turn, said.text, home, chat.area_id)
        where = [(await place_words(one, turn.work), one) for one in buildings]
        passed_on = author is None and (passed_on or overheard is not None)
        _confirm(turn, issue, reporter, under, apart, where, passed_on=passed_on)
    return issue


def _no_report(heard: Guess, tr: Translator) -> PublicView:
    """Thanks, or what only asks or jokes: nothing is filed of it, and it is said how something would be."""
    if heard.talk == "thanks":
        return PublicView(tr.t("You're welcome. Write to me whenever something is wrong."))
    return PublicView(tr.t("I'm here. If something is wrong, write after my name what and where, and I report it."))


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
    """The building that the words name, or the reporter's own, or where his post is, if it lies in the group's area;
    else that area. A neighbour who tells that somebody is beaten says nothing of his own building."""
    return await area_in_group(turn, words, await _home_of(turn, words, reporter), area_id)


async def _known(turn: Turn, heard: Guess, text: str, area_id: int) -> Issue | None:
    """What the person has reported already, the same thing at the same place, and nobody has mended."""
    if heard.danger is not None or heard.kind is None or heard.private or matters_in(text):
        return None
    own = (one for one in await turn.reports() if one.state in OPEN and not one.private and not one.urgent)
    alike = (one for one in own if (one.area_id, one.category) == (area_id, heard.kind))
    return next((one for one in alike if _may_be_there(text, one.reports[0].text)), None)


def _may_be_there(text: str, known: str) -> bool:
    """Whether the words name no other place than the known ones: another floor, another house that the roster has not,
    and "北门" beside "南门", are others."""
    now, then = read_place(text), read_place(known)
    if now.elsewhere or then.elsewhere:
        return text.strip() == known.strip()
    named = ((now.building, then.building), (now.unit, then.unit), (now.floor, then.floor), (now.beside, then.beside))
    return now.whose == then.whose and all(not one or not other or one == other for one, other in named)


async def _said_again(turn: Turn, issue: Issue, said: Parts, under: int | None) -> None:
    """Its words are added to what is known; nothing is filed."""
    assert turn.person is not None
    tr = translator(turn.work.settings.language)
    add = Speak(issue_id=issue.id, by=turn.person.id, at=turn.at, text=said.text, photos=said.photos)
    await say(add, turn.work)
    turn.became(Outcome.ADDITION, issue.subject)
    time = when(issue.filed_at, tr, context_of(turn))
    lines = [
        tr.t("You have reported that already: {number}, {time}.", number=number_words(issue, tr), time=time),
        tr.t("Added to {number}. Whoever takes it reads it.", number=number_words(issue, tr)),
    ]
    turn.say_here(PublicView(glue("\n", lines)), reply_to=under, vanish=True)


async def _home_of(turn: Turn, words: str, reporter: Person) -> Area | None:
    home_id = reporter.home_id or await post_place(reporter.id, turn)
    place = read_place(words)
    in_ours = bool(place.unit) and not place.building  # "unit two" without a building is of one's own
    if guess(words).danger in PRIVATE_DANGERS and of_another(words) and not in_ours:
        home_id = None
    return await turn.work.area(home_id) if home_id is not None else None


SPLIT_WITHIN = timedelta(minutes=10)
"""So long "it is two matters" can be pressed."""
NOTED = "noted.press"
"""The question that "noted, No. 1" is: it is known by it which matter an answer to that message is about."""


def noted(question: Question | None) -> int | None:
    """The matter of a message of ours that said "noted"."""
    return question.issue_id if question is not None and question.kind == NOTED else None


def _confirm(
    turn: Turn,
    issue: Issue,
    reporter: Person,
    under: int | None,
    apart: Sequence[str] = (),
    buildings: Sequence[tuple[str, int]] = (),
    *,
    passed_on: bool = False,
) -> None:
    """Its number, and nothing else. `apart`: the words of each matter where there are several: it is filed as one
    until somebody presses. `buildings`: of which it may be any: it lies in what they have in common until then.
    `passed_on`: by somebody whose words they are not, and whose author cannot be written to."""
    known = InGroup(apart=tuple(apart), reporter=reporter.id)
    noted = turn.ask("noted", "press", about=issue.subject, beside=True, data=known)
    view, short = _noted_words(turn, [issue], reporter, passed_on=passed_on), reporter.reachable
    tr = translator(turn.work.settings.language)
    if apart:
        ids = (issue.id, noted.id)
        split = Button(
            tr.t("✅ Report both") if len(apart) == 2 else tr.t("✅ Report all"), encode("g_split", *ids, word="yes")
        )
        one = Button(tr.t("It is one matter"), encode("g_split", *ids, word="no"))
        count = tr.n("This is {n} matter, is it?", "These are {n} matters, are they?", len(apart))
        view = PublicView(glue("\n", [view.text, count]), (*view.buttons, (split, one)))
    elif buildings:
        view = views.which_building(
            view, [(name, encode("g_where", issue.id, noted.id, one)) for name, one in buildings], tr
        )
    asks = bool(apart or buildings)
    stays = SPLIT_WITHIN if asks and short else None
    turn.say_here(view, reply_to=under, vanish=short and not asks, stays=stays, asks=noted)


def _noted_words(turn: Turn, issues: Sequence[Issue], reporter: Person, *, passed_on: bool = False) -> PublicView:
    tr = translator(turn.work.settings.language)
    number = names([number_words(one.as_known_to(reporter.id), tr) for one in issues], tr)
    if passed_on and reporter.reachable:
        return PublicView(tr.t("Noted, {number}. Whoever passed it on hears what happens.", number=number))
    if reporter.reachable:
        return PublicView(tr.t("Noted, {number}. I write privately what happens.", number=number))
    link = Button(tr.t("Write to me"), url=f"https://t.me/{turn.bot_username}?start=news")
    return PublicView(
        tr.t("Noted, {number}. To hear what happens, press here and then Start.", number=number), rows(link)
    )


async def split_pressed(turn: Turn, pressed: Press) -> None:
    """Each of the matters is a report of its own, or they are one; for whoever reported them, or somebody on duty."""
    issue = await turn.work.issue(pressed.ids[0])
    asked = await turn.work.question(pressed.ids[1])
    if asked is None or asked.answered_at is not None or noted(asked) != issue.id or turn.person is None:
        turn.out_of_date()
        return
    known = read(asked.data, InGroup)
    mine = turn.person.id in (asked.person_id, known.reporter)
    if not mine and not await serves(turn.person.id, await turn.work.area(issue.area_id), turn.work):
        turn.toast(views.not_yours(turn.tr), alert=True)
        return
    reporter = await turn.work.person(known.reporter)
    asked.data = replace(known, apart=())
    turn.work.changed(asked)
    others = await _file_others(turn, issue, reporter, known.apart) if pressed.word == "yes" else []
    turn.edit(_noted_words(turn, [issue, *others], reporter))


async def where_pressed(turn: Turn, pressed: Press) -> None:
    """Which of the buildings it is, says whoever reported it; the people of that one are asked."""
    issue, asked = await turn.work.issue(pressed.ids[0]), await turn.work.question(pressed.ids[1])
    if asked is None or noted(asked) != issue.id or turn.person is None:
        turn.out_of_date()
        return
    if not issue.is_reporter(turn.person.id):
        turn.toast(turn.tr.t("This question is for somebody else."), alert=True)
        return
    if not may_move(issue):
        turn.toast(turn.tr.t("Somebody has it already: please write to me privately which building it is."), alert=True)
        return
    area_id = pressed.ids[2]
    where = await place_words(area_id, turn.work)
    await move(Move(issue_id=issue.id, by=turn.person.id, at=turn.at, area_id=area_id, text=where), turn.work)
    turn.edit(_noted_words(turn, [issue], turn.person))
    turn.toast(turn.tr.t("Noted: {place}.", place=where))


async def _file_others(turn: Turn, issue: Issue, reporter: Person, parts: Sequence[str]) -> list[Issue]:
    """The first keeps all the words; each other has its own, with the photos."""
    assert turn.person is not None
    chat = await turn.work.chat_at(turn.address, turn.thread)
    kept = await turn.work.attachments(issue.id)
    found = []
    for words in parts[1:]:
        area_id = await area_meant(turn, words, reporter, chat.area_id if chat is not None else issue.area_id)
        command = File(
            by=turn.person.id,
            at=turn.at,
            area_id=area_id,
            text=words,
            photos=tuple(Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in kept),
            reporter_id=reporter.id,
            chat_id=chat.id if chat is not None else None,
        )
        found.append(await file(command, turn.work))
    return found


OFFERS = Offers(presses={"g_split": split_pressed, "g_where": where_pressed})
