"""Reactions in a group where the bot reads along: a post's ✍ makes a message a report, 👍 on the card is "me too"."""

from functools import partial

from telegram import MessageReactionUpdated, ReactionTypeEmoji

from bot.flows.group.filing import file_here, person_behind
from bot.flows.group.listening import COUNTED, count_me_too, count_waiting, listened_to
from bot.incoming.turn import Keep, Turn
from bot.views import listening as views
from bot.views.common import number_words
from casework.issue.doing import OnIssue
from casework.issue.overheard import unfile
from casework.messages import Kind
from casework.model.chats import Chat
from casework.neighbourhood.listening import serves
from casework.refusals import NotPossibleNow, NotYours, TooLate
from locales.translator import translator

VARIANT = "\ufe0f"
"""Some clients send an emoji with the sign that asks for its coloured form."""


async def reacted(turn: Turn, change: MessageReactionUpdated) -> None:
    """Set, or taken back; most reactions are none of ours."""
    turn.keep = Keep.NOTHING
    before, after = _emojis(change.old_reaction), _emojis(change.new_reaction)
    wanted = turn.work.settings.report_reaction.replace(VARIANT, "")
    if turn.private or turn.person is None or not {wanted, COUNTED} & (before ^ after):
        return
    heard = turn.overheard.ear(turn.address).heard(change.message_id, turn.at)
    chat = await listened_to(turn, heard.thread if heard is not None else None)
    if chat is None:
        return
    if wanted and wanted in after - before:
        await _file(turn, chat, change.message_id)
    elif wanted and wanted in before - after:
        await _undo(turn, change.message_id)
    elif COUNTED in after - before:
        told = await turn.work.message_about(turn.address, change.message_id)
        if told is not None and told.kind == Kind.PUBLIC_CARD and told.issue_id is not None:
            await count_me_too(turn, chat, told.issue_id)


def _emojis(reactions: tuple[object, ...] | list[object]) -> set[str]:
    return {one.emoji.replace(VARIANT, "") for one in reactions if isinstance(one, ReactionTypeEmoji)}


async def _file(turn: Turn, chat: Chat, message_id: int) -> None:
    """For its author, as /bao in answer to it does."""
    assert turn.person is not None
    if not await serves(turn.person.id, await turn.work.area(chat.area_id), turn.work):
        return
    heard = turn.overheard.ear(turn.address).heard(message_id, turn.at)
    if heard is None:
        address = await turn.work.address_of(turn.person.id) if turn.person.reachable else None
        if address is not None:
            turn.say(views.forgotten_message(translator(turn.person.language)), address=address)
        return
    if heard.issue_id is not None or heard.parts.empty:
        return
    turn.keep = Keep.DEEDS
    author = await person_behind(turn, heard.author)
    issue = await file_here(turn, heard.parts, author, overheard=heard.number, thread=heard.thread)
    if issue is not None:
        await count_waiting(turn, heard, issue.id)
        turn.afterwards.append(partial(heard.filed, issue.id, turn.at, reacted_by=turn.person.id))


async def _undo(turn: Turn, message_id: int) -> None:
    """Whoever filed it by a reaction takes it back within a minute; later it takes the ordinary ways."""
    assert turn.person is not None
    heard = turn.overheard.ear(turn.address).heard(message_id, turn.at)
    if heard is None or heard.issue_id is None or heard.reacted_by != turn.person.id:
        return
    try:
        issue = await unfile(OnIssue(issue_id=heard.issue_id, by=turn.person.id, at=turn.at), turn.work)
    except (NotYours, NotPossibleNow, TooLate):
        return
    turn.keep = Keep.DEEDS
    if not issue.private:
        tr = translator(turn.work.settings.language)
        turn.say_here(views.taken_back(number_words(issue, tr), tr), reply_to=heard.number, vanish=True)
    turn.afterwards.append(heard.unfiled)
