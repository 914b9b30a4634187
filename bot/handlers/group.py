"""Groups: reporting by command, by an answer or by a mention; answers to cards; tying the group to an area."""

import re

from telegram import Message, Update, User
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, MessageReactionHandler, filters

from bot.flows.admin.bind import ask_unbind, bind, choose_area, of_payload
from bot.flows.group import listening, reactions, switch
from bot.flows.group.filing import file_here, person_behind
from bot.flows.staff.relay import ask_whether
from bot.incoming.context import Context
from bot.incoming.parts import Parts, parts
from bot.incoming.turn import Turn
from bot.registry import OFFERED
from casework.messages import Kind
from casework.model import Person, Use
from casework.neighbourhood.restraint import allow

GROUPS = filters.ChatType.GROUPS
NEW = filters.UpdateType.MESSAGE
COMMANDS = ("report", "bao")
CAPTION = re.compile(rf"^/(?:{'|'.join(COMMANDS)})(?:@\w+)?(?:\s|$)", re.IGNORECASE)
ABOUT_A_CARD = frozenset({Kind.CARD, Kind.GROUP_NUDGE, Kind.GROUP_RUNG, Kind.GROUP_UNANSWERED})


async def report(update: Update, context: Context) -> None:
    """/report and /bao, with words, or as an answer to somebody's message."""
    turn, message = context.turn, update.message
    assert message is not None
    own = parts(message)
    words = re.sub(r"^/\w+(?:@\w+)?\s*", "", own.text, count=1)
    answered = answered_by(message)
    if answered is not None and (answered.from_user is None or answered.from_user.id != context.bot.id):
        said = parts(answered)
        both = Parts(text="\n".join(t for t in (said.text, words) if t.strip()), photos=(*said.photos, *own.photos))
        await _file(turn, message, both, await _author(turn, answered))
    else:
        await _file(turn, message, Parts(text=words, photos=own.photos), None)


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
    return await person_behind(turn, f"tg:{user.id}")


async def _file(turn: Turn, message: Message, said: Parts, author: Person | None) -> None:
    issue = await file_here(turn, said, author)
    if issue is not None:
        await listening.reported(turn, message, issue)


async def written(update: Update, context: Context) -> None:
    """Any other message of a group: an answer to a question, to a card, or a mention with words. All else is talk."""
    turn, message = context.turn, update.message
    assert message is not None
    if turn.person is None:
        await listening.overhear(turn, message)
        return
    answered = answered_by(message)
    if answered is not None and answered.from_user is not None and answered.from_user.id == context.bot.id:
        await _answer(turn, message, answered)
        return
    name = f"@{context.bot.username}"
    said = parts(message)
    words = re.sub(re.escape(name) + r"(?!\w)", " ", said.text, flags=re.IGNORECASE)
    if words == said.text:
        await listening.overhear(turn, message)
        return
    if answered is not None:
        quoted = parts(answered)
        both = Parts(text="\n".join(t.strip() for t in (quoted.text, words) if t.strip()), photos=quoted.photos)
        await _file(turn, message, both, await _author(turn, answered))
    else:
        await _file(turn, message, Parts(text=words.strip(), photos=said.photos), None)


async def _answer(turn: Turn, message: Message, answered: Message) -> None:
    told = await turn.work.message_about(turn.address, answered.message_id)
    found = parts(message)
    if told is not None and told.kind in ABOUT_A_CARD and told.issue_id is not None:
        await ask_whether(turn, told.issue_id, found.text, found.photos)
    elif told is None and turn.conversation is not None:
        step = OFFERED.steps.get((turn.conversation.flow, turn.conversation.step))
        if step is not None:
            await step(turn, message)
            return
    if not turn.answers:
        await listening.overhear(turn, message, answered.message_id)


async def edited(update: Update, context: Context) -> None:
    """What was changed is remembered as long as the rest, and not stored either."""
    if update.edited_message is not None:
        listening.overhear_edit(context.turn, update.edited_message)


async def reacted(update: Update, context: Context) -> None:
    """Somebody reacted to a message, or took that back."""
    if update.message_reaction is not None:
        await reactions.reacted(context.turn, update.message_reaction)


async def listening_command(update: Update, context: Context) -> None:
    """/tingting: reading along, on or off; /guanyu: what the bot is, and whether it does."""
    if context.turn.person is not None:
        await allow(context.turn.person.id, Use.GROUP_COMMAND, context.turn.at, context.turn.work)
    await switch.show(context.turn)


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
    CommandHandler(["tingting", "guanyu"], listening_command, GROUPS & NEW),
    MessageHandler(GROUPS & NEW & filters.CaptionRegex(CAPTION), report),
    MessageHandler(GROUPS & NEW & ~filters.COMMAND & ~filters.StatusUpdate.ALL, written),
    MessageHandler(GROUPS & filters.UpdateType.EDITED_MESSAGE, edited),
    MessageReactionHandler(reacted),
]
