"""What is said in a group right after the bot asked there whether anybody is in danger: a yes calls everybody, with
these words too; that it is over ends the question. Nobody has to find the button.
"""

from dataclasses import replace

from telegram import Message

from bot.flows.group.listening import STANDS, alarm_answered, may_answer
from bot.incoming.overheard import Heard
from bot.incoming.parts import parts
from bot.incoming.turn import Keep, Turn
from casework.words.danger_asked import alarm_answer

NOTED = "👌"


async def answered(turn: Turn, message: Message) -> bool:
    """Whether the words answer what was asked here because of a danger: of whoever told of it, or of a post of the
    area."""
    told = _asked_about(turn)
    if told is None or told.look is None:
        return False
    said = parts(message)
    answer = alarm_answer(said.text, told.look.guess.danger)
    chat = await turn.work.chat_at(turn.address, turn.thread) if answer is not None else None
    if chat is None or not await may_answer(turn, told, chat):
        return False
    text = "\n".join(one for one in (told.parts.text, said.text) if one.strip())
    both = replace(told.parts, text=text, photos=(*told.parts.photos, *said.photos))
    await alarm_answered(turn, told, yes=answer == "yes", said=both)
    if answer == "no":
        turn.keep = Keep.DEEDS
        turn.react(message.message_id, NOTED)
    return True


def _asked_about(turn: Turn) -> Heard | None:
    """What was said, because of which the question stands in this group."""
    ear = turn.overheard.ear(turn.address)
    asked = ear.alarms.get(turn.thread)
    if turn.person is None or asked is None or not asked.stands or turn.at - asked.at > STANDS:
        return None
    told = ear.heard(asked.number, turn.at)
    return told if told is not None and told.issue_id is None else None
