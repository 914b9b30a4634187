"""The private chat: commands, the permanent keyboard, answers to our messages, flows, and else a report."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Message, Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from bot.flows.admin import claim
from bot.flows.around import of_me
from bot.flows.resident import danger, follow, more, report, start
from bot.flows.staff import desk, work
from bot.incoming.context import Context
from bot.incoming.parts import Parts, parts
from bot.incoming.turn import Turn
from bot.registry import OFFERED
from bot.views import home
from casework.messages import Kind
from casework.neighbourhood import people
from casework.words.guess import guess

PRIVATE = filters.ChatType.PRIVATE
CLAIM = "p_"
"""How the start code of a post's one-time link begins; every other code is a building's."""
FLOW_LASTS = timedelta(hours=1)
"""What comes later is no answer to a flow's question any more."""

FLOWS = frozenset(flow for flow, _ in OFFERED.steps)
"""Where a conversation of ours can stand."""

ASKING_WHERE = ("home", "draft", "links")
"""Flows that ask for a place, or a post, in words: a photo, or danger, is no answer to them but a report."""

KEYS: dict[str, Callable[[Turn], Awaitable[None]]] = {
    home.REPORT: more.begin,
    home.MINE: follow.mine,
    home.FIND: more.find_someone,
    home.MORE: more.more,
    home.WORK: work.work_key,
    home.AREA: work.my_area,
    home.AWAY: work.away_key,
}


async def started(update: Update, context: Context) -> None:
    """/start, perhaps with a code."""
    code = context.args[0] if context.args else ""
    if code.startswith(CLAIM):
        await claim.claim(context.turn, code.removeprefix(CLAIM))
    elif code not in ("", "news") or not await desk.at_desk(context.turn):
        await start.start(context.turn, code)


async def my_reports(update: Update, context: Context) -> None:
    """/wode."""
    context.turn.end()
    await follow.mine(context.turn)


async def phones(update: Update, context: Context) -> None:
    """/dianhua."""
    context.turn.end()
    await more.find_someone(context.turn)


async def helped(update: Update, context: Context) -> None:
    """/help."""
    context.turn.end()
    await more.how_it_works(context.turn)


async def forget(update: Update, context: Context) -> None:
    """/forget."""
    context.turn.end()
    await more.ask_forget(context.turn)


async def my_data(update: Update, context: Context) -> None:
    """/mydata."""
    if context.turn.person is not None:
        context.turn.end()
        await more.my_data(context.turn)


async def reported(update: Update, context: Context) -> None:
    """/bao and /report, with words or without."""
    turn, message = context.turn, update.effective_message
    assert message is not None
    turn.end()
    await people.wrote(of_me(turn), turn.work)
    if context.args:
        await report.take_parts(turn, Parts(text=" ".join(context.args)))
    else:
        await more.begin(turn)


async def said(update: Update, context: Context) -> None:
    """Any other message: a key, an answer to one of our messages, a flow's answer, or a report."""
    turn, message = context.turn, update.effective_message
    assert isinstance(message, Message)
    if turn.person is None:
        return
    await people.wrote(of_me(turn), turn.work)
    if (word := home.key_words().get(message.text or "")) is not None:
        turn.end()
        await KEYS[word](turn)
    elif await _answered(turn, message) or await _in_danger(turn, message) or await _in_flow(turn, message):
        return
    elif guess(parts(message).text).sure or not await desk.not_a_report(turn, message):
        await report.take(turn, message)


async def _answered(turn: Turn, message: Message) -> bool:
    if message.reply_to_message is None:
        return False
    told = await turn.work.message_about(turn.address, message.reply_to_message.message_id)
    if told is None or told.kind not in OFFERED.replies:  # also what a newer version sent
        return False
    await OFFERED.replies[Kind(told.kind)](turn, told, message)
    return True


async def _in_danger(turn: Turn, message: Message) -> bool:
    """What a person in danger says goes to those who were called, whatever else was going on."""
    issue = await danger.in_danger(turn)
    got = parts(message)
    if issue is None or got.empty:
        return await danger.in_answer(turn, message)
    await danger.add(turn, issue, got)
    return True


async def _in_flow(turn: Turn, message: Message) -> bool:
    if turn.conversation is None:
        return False
    if turn.conversation.flow not in FLOWS:  # of a newer version: left to it
        return False
    asked_at = turn.conversation.data.get("at")
    album = turn.conversation.data.get("group")
    if album is not None and album != message.media_group_id:  # it waited for the rest of an album only
        turn.end()
        return False
    step = OFFERED.steps.get((turn.conversation.flow, turn.conversation.step))
    if step is None or (asked_at is not None and turn.at.timestamp() - float(asked_at) > FLOW_LASTS.total_seconds()):
        turn.end()
        return False
    if turn.conversation.flow in ASKING_WHERE and ((got := parts(message)).photos or guess(got.text).sure):
        turn.end()
        return False
    await step(turn, message)
    return True


async def corrected(update: Update, context: Context) -> None:
    """An edited message."""
    message = update.edited_message
    if context.turn.person is not None and message is not None:
        await report.correct(context.turn, message)


NEW = PRIVATE & filters.UpdateType.MESSAGE
HANDLERS: list[BaseHandler] = [  # type: ignore[type-arg]
    CommandHandler("start", started, NEW),
    CommandHandler("wode", my_reports, NEW),
    CommandHandler("dianhua", phones, NEW),
    CommandHandler("help", helped, NEW),
    CommandHandler("forget", forget, NEW),
    CommandHandler("mydata", my_data, NEW),
    CommandHandler(["bao", "report"], reported, NEW),
    MessageHandler(NEW & ~filters.COMMAND & ~filters.StatusUpdate.ALL, said),
    MessageHandler(PRIVATE & filters.UpdateType.EDITED_MESSAGE, corrected),
]
