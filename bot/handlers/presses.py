"""Pressed buttons: one handler decodes the callback data and calls the function that the registry has for its verb."""

from telegram import CallbackQuery, Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.callbacks import BadCallback, decode
from bot.handlers import questions
from bot.incoming.context import Context
from bot.registry import OFFERED
from casework.model.people import Use
from casework.neighbourhood.restraint import allow
from casework.refusals import NotFound

NEVER_REFUSED = frozenset({"danger", "danger_is", "file", "s_danger", "s_here"})
"""Where a life may depend on it, presses are not counted. Reports are counted as reports."""


async def pressed(update: Update, context: Context) -> None:
    """Any press. What we did not make, or no longer know, is out of date."""
    query = update.callback_query
    assert query is not None
    turn = context.turn
    turn.pressed = True
    try:
        what = decode(query.data or "")
        function = questions.which if what.verb == "which" else OFFERED.presses[what.verb]
    except (BadCallback, KeyError):
        turn.out_of_date()
        return
    if turn.person is None:
        turn.toast(turn.tr.t("Please press as yourself, not as the group or a channel."), alert=True)
        return
    if what.verb not in NEVER_REFUSED:
        await allow(turn.person.id, Use.PRESS, turn.at, turn.work)
    try:
        await function(turn, what)
    except (LookupError, ValueError) as error:
        if _on_the_message(query):
            raise
        raise NotFound from error  # ids or words that no button of ours has there: forged, or of another day


def _on_the_message(query: CallbackQuery) -> bool:
    """Whether the pressed button is under the message. A client can send any data; and a card may have been edited
    between the press and now, which the rules answer better than we can here."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    return markup is not None and any(one.callback_data == query.data for row in markup.inline_keyboard for one in row)


HANDLERS: list[BaseHandler] = [CallbackQueryHandler(pressed)]  # type: ignore[type-arg]
