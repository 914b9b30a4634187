"""What is said in a group right after the bot asked there whether anybody is in danger: a yes calls everybody, with
these words too; that it is over ends the question. Nobody has to find the button.
"""

from dataclasses import replace

from telegram import Message

from bot.flows.group.listening import STANDS, no_longer_asked, report_heard
from bot.incoming.overheard import Heard
from bot.incoming.parts import parts
from bot.incoming.turn import Keep, Turn
from casework.issue.drafts import no_longer_kept
from casework.neighbourhood.listening import serves
from casework.words.danger_asked import alarm_answer

NOTED = "👌"


async def answered(turn: Turn, message: Message) -> bool:
    """Whether the words answer what was asked here because of a danger: of whoever told of it, or of a post of the
    area."""
    told = await _asked_about(turn)
    if told is None or told.look is None or not await _may_answer(turn, told):
        return False
    said, danger = parts(message), told.look.guess.danger
    answer = alarm_answer(said.text, danger)
    if answer is None:
        return False
    no_longer_asked(turn, told)
    if told.perhaps_id is not None:
        await no_longer_kept(told.perhaps_id, turn.at, turn.work)
    if answer == "no":
        turn.keep = Keep.DEEDS
        turn.react(message.message_id, NOTED)
    else:
        text = "\n".join(one for one in (told.parts.text, said.text) if one.strip())
        both = replace(told.parts, text=text, photos=(*told.parts.photos, *said.photos))
        await report_heard(turn, told, danger or "hurt", both)
    return True


async def _asked_about(turn: Turn) -> Heard | None:
    """What was said, because of which the question stands in this group."""
    ear = turn.overheard.ear(turn.address)
    asked = ear.alarms.get(turn.thread)
    if turn.person is None or asked is None or not asked.stands or turn.at - asked.at > STANDS:
        return None
    told = ear.heard(asked.number, turn.at)
    return told if told is not None and told.issue_id is None else None


async def _may_answer(turn: Turn, told: Heard) -> bool:
    assert turn.person is not None
    author = await turn.work.person_at(told.author) if told.author else None
    if author is not None and author.id == turn.person.id:
        return True
    chat = await turn.work.chat_at(turn.address, turn.thread)
    return chat is not None and await serves(turn.person.id, await turn.work.area(chat.area_id), turn.work)
