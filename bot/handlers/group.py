"""Groups: reporting by command, by an answer or by a mention; answers to cards; tying the group to an area."""

from dataclasses import replace

from telegram import Message, Update, User
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from bot.flows.admin.bind import ask_unbind, bind, choose_area, of_payload
from bot.flows.around import property_phones
from bot.flows.placing import area_in_group
from bot.flows.resident.danger import advise
from bot.flows.staff.relay import ask_whether
from bot.flows.utilities import numbers_at
from bot.handlers import hearing
from bot.incoming.context import Context
from bot.incoming.parts import Parts, parts, without_command, without_name
from bot.incoming.turn import Turn
from bot.views.common import number_words
from bot.views.danger import perhaps, public_advice
from bot.views.drafts import kept_for_later
from bot.views.view import Button, PublicView, rows
from casework.issue.drafts import Compose, keep_report
from casework.issue.filing import File, file
from casework.issue.urgency import MakeUrgent, make_urgent
from casework.messages import Kind
from casework.model import Action, Issue, Outcome, Person, Use
from casework.neighbourhood.restraint import allow
from casework.neighbourhood.rights import may
from casework.refusals import TooManyReports
from casework.transitions import OPEN
from casework.words.guess import Guess, guess
from locales.translator import translator

GROUPS = filters.ChatType.GROUPS
NEW = filters.UpdateType.MESSAGE
COMMANDS = ("report", "bao")
ABOUT_A_CARD = frozenset({Kind.CARD, Kind.GROUP_NUDGE, Kind.GROUP_RUNG, Kind.GROUP_UNANSWERED})


async def report(update: Update, context: Context) -> None:
    """/report and /bao, with words, or as an answer to somebody's message."""
    turn, message = context.turn, update.message
    assert message is not None
    got = without_command(parts(message), turn.bot_username)
    if got is not None:
        await _report(turn, message, got, context.bot.id)


async def _report(turn: Turn, message: Message, got: Parts, bot_id: int) -> None:
    """What was said to us, with what it answers, for whoever said that."""
    if turn.person is not None:
        await hearing.hear(turn, message)
    answered = answered_by(message)
    if answered is None or (answered.from_user is not None and answered.from_user.id == bot_id):
        await _file(turn, got, None)
        return
    quoted = parts(answered)
    text = "\n".join(one.strip() for one in (quoted.text, got.text) if one.strip())
    await _file(turn, Parts(text=text, photos=(*quoted.photos, *got.photos)), await _author(turn, answered))


def answered_by(message: Message) -> Message | None:
    """What a message answers. In a topic of a forum a message that answers nothing counts, for Telegram, as an answer
    to the one that opened the topic (Bot API, Message: message_thread_id)."""
    answered = message.reply_to_message
    opener = message.is_topic_message and answered is not None and answered.message_id == message.message_thread_id
    return None if opener else answered


async def _author(turn: Turn, message: Message) -> Person | None:
    """Whose message it was, if he or she is a person whom the bot can write to."""
    user: User | None = message.from_user
    if user is None or user.is_bot or message.sender_chat is not None:
        return None
    person = await turn.work.person_at(f"tg:{user.id}")
    return person if person is not None and person.reachable else None


async def _file(turn: Turn, said: Parts, author: Person | None) -> None:
    """File it for the author, else for the sender. The group reads a number and nothing else."""
    tr = turn.tr
    if turn.person is None:
        turn.say_here(PublicView(tr.t("Please report as yourself, not as the group or a channel.")), vanish=True)
        return
    heard = guess(said.text)
    danger = heard.sure
    if danger is None:
        await allow(turn.person.id, Use.GROUP_COMMAND, turn.at, turn.work)
    chat = await turn.work.chat_at(turn.address, turn.thread)
    if chat is None:
        turn.say_here(
            PublicView(tr.t("This group is not tied to an area yet. Somebody in charge sends /bind here.")), vanish=True
        )
        return
    if said.empty or (not said.photos and guess(said.text).talk is not None):
        turn.say_here(PublicView(tr.t("Write what it is after the command: /bao the gate is broken")), vanish=True)
        return
    reporter = author or turn.person
    command = File(
        by=turn.person.id,
        at=turn.at,
        area_id=await _area(turn, said.text, reporter, chat.area_id),
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
        return
    turn.became(Outcome.REPORT, issue.subject)
    if danger is not None:
        turn.say_here(public_advice(danger, await numbers_at(issue.area_id, turn.work), tr), reply_to=turn.message_id)
    address = await turn.work.address_of(reporter.id) if reporter.reachable else None
    if address is not None and heard.danger is not None and (issue.private or danger is None):
        await _ask_privately(turn, issue, reporter, heard, address)
    _confirm(turn, issue, reporter)


async def _ask_privately(turn: Turn, issue: Issue, reporter: Person, heard: Guess, address: str) -> None:
    """What is no matter of the group: the advice about something private, and whether a maybe is one."""
    theirs = replace(turn, tr=translator(reporter.language))
    if heard.sure is not None:
        await advise(theirs, heard.sure, issue.area_id, address=address)
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


async def _area(turn: Turn, words: str, reporter: Person, area_id: int) -> int:
    """The building that the words name, or the reporter's own, if it lies in the group's area; else that area."""
    home = await turn.work.area(reporter.home_id) if reporter.home_id is not None else None
    return await area_in_group(turn, words, home, area_id)


def _confirm(turn: Turn, issue: Issue, reporter: Person) -> None:
    tr, number = turn.tr, number_words(issue, turn.tr)
    if reporter.reachable:
        text = tr.t("Noted, {number}. I write privately what happens.", number=number)
        turn.say_here(PublicView(text), reply_to=turn.message_id, vanish=True)
        return
    link = Button(tr.t("Write to me"), url=f"https://t.me/{turn.bot_username}?start=news")
    text = tr.t("Noted, {number}. To hear what happens, press here and then Start.", number=number)
    turn.say_here(PublicView(text, rows(link)), reply_to=turn.message_id)


async def written(update: Update, context: Context) -> None:
    """Any other message of a group: more of an album, an answer to a question, to a card, or words with our name. All
    else is talk."""
    turn, message = context.turn, update.message
    assert message is not None
    if turn.person is None or await hearing.more_of_album(turn, message):
        return
    answered = answered_by(message)
    if answered is not None and answered.from_user is not None and answered.from_user.id == context.bot.id:
        await _answer(turn, message, answered)
        return
    said = parts(message)
    got = without_command(said, turn.bot_username) or without_name(said, turn.bot_username)
    if got is not None:
        await _report(turn, message, got, context.bot.id)


async def _answer(turn: Turn, message: Message, answered: Message) -> None:
    told = await turn.work.message_about(turn.address, answered.message_id)
    question = await turn.work.question_at(turn.address, answered.message_id) if told is None else None
    found = parts(message)
    if guess(found.text).sure is not None and (told is not None or question is None):
        got = await hearing.hear(turn, message)
        await _danger_about(turn, got, told.issue_id if told is not None else None)
    elif told is not None and told.kind in ABOUT_A_CARD and told.issue_id is not None:
        got = await hearing.hear(turn, message)
        await ask_whether(turn, told.issue_id, got)
    elif question is not None:
        got = await hearing.hear(turn, message)
        await hearing.replied(turn, answered.message_id, got)


async def corrected(update: Update, context: Context) -> None:
    """An edited message; what was only talk is none of ours."""
    message = update.edited_message
    if context.turn.person is not None and message is not None:
        await hearing.corrected(context.turn, message)


async def _danger_about(turn: Turn, found: Parts, issue_id: int | None) -> None:
    """Danger said in answer to a card: it is about that matter, if the person has to do with it; else a report."""
    assert turn.person is not None
    issue = await turn.work.issue(issue_id) if issue_id is not None else None
    danger = guess(found.text).sure
    assert danger is not None
    if (
        issue is None
        or issue.urgent
        or issue.state not in OPEN
        or not await may(issue, Action.MAKE_URGENT, turn.person.id, turn.work)
    ):
        await _file(turn, found, None)
        return
    numbers = await numbers_at(issue.area_id, turn.work)
    turn.say_here(public_advice(danger, numbers, turn.tr), reply_to=turn.message_id)
    on = MakeUrgent(issue_id=issue.id, by=turn.person.id, at=turn.at, danger=danger)
    await make_urgent(on, turn.work)


async def bind_command(update: Update, context: Context) -> None:
    """/bind: tie this group, or this topic, to an area."""
    if context.turn.person is not None:
        await allow(context.turn.person.id, Use.GROUP_COMMAND, context.turn.at, context.turn.work)
    await choose_area(context.turn)


async def unbind_command(update: Update, context: Context) -> None:
    """/unbind: untie this group, or this topic."""
    await ask_unbind(context.turn)


async def start_group(update: Update, context: Context) -> None:
    """A startgroup link brings its area along; whoever opened it has to be allowed to tie a group to it."""
    turn, message = context.turn, update.message
    assert message is not None
    wanted = of_payload((message.text or "").partition(" ")[2].strip())
    if wanted is None or turn.person is None:
        await choose_area(turn)
        return
    await bind(turn, *wanted)


HANDLERS: list[BaseHandler] = [  # type: ignore[type-arg]
    CommandHandler(COMMANDS, report, GROUPS & NEW),
    CommandHandler("bind", bind_command, GROUPS & NEW),
    CommandHandler("unbind", unbind_command, GROUPS & NEW),
    CommandHandler("start", start_group, GROUPS & NEW),
    MessageHandler(GROUPS & NEW & ~filters.COMMAND & ~filters.StatusUpdate.ALL, written),
    MessageHandler(GROUPS & filters.UpdateType.EDITED_MESSAGE, corrected),
]
