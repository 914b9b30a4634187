"""What somebody asks in a group and only he may read: answered in his private chat; the group reads that it was."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.incoming.turn import Say, Toast, Turn
from bot.views import home
from bot.views.view import PublicView, View, esc
from locales.markup import PublicHtml
from locales.translator import translator


async def answer_privately(turn: Turn, answer: Callable[[Turn], Awaitable[object]], here: PublicHtml | None) -> None:
    """`answer` in the private chat of whoever spoke, with all that it asks there; `here`: what the group reads of it.
    Whom the bot cannot write to is told to write first."""
    assert turn.person is not None
    address = await turn.work.address_of(turn.person.id) if turn.person.reachable else None
    if address is None:
        turn.say_here(home.privately(turn.bot_username, turn.tr), reply_to=turn.message_id, vanish=True)
        return
    theirs = replace(
        turn,
        private=True,
        address=address,
        thread=None,
        message_id=None,
        question=None,
        questions=await turn.work.open_questions(turn.person.id, address, turn.at),
        answers=[],
        tr=translator(turn.person.language),
    )
    await answer(theirs)
    theirs.remember_buttons()
    for one in theirs.answers:
        if isinstance(one, Say):
            turn.answers.append(replace(one, address=one.address or address))
        elif isinstance(one, Toast) and one.text:
            turn.say(View(esc(one.text)), address=address)
    if here is not None:
        turn.say_here(PublicView(here), reply_to=turn.message_id, vanish=True)
