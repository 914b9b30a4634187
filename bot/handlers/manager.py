"""Commands of heads, managers and administrators in their private chat."""

from dataclasses import replace

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.flows.admin.bind import show_group_links
from bot.flows.admin.claim import show_links
from bot.flows.menus import menu
from bot.flows.resident import registering
from bot.flows.staff import duty, forms, judging, leaving, outage, work
from bot.handlers import hearing
from bot.incoming.context import Context
from bot.incoming.parts import parts


async def work_command(update: Update, context: Context) -> None:
    """/huoer"""
    turn = context.turn
    if turn.person is not None:
        await forms.begin_anew(turn)
        await work.work_key(turn)
        await menu(turn)


async def register_command(update: Update, context: Context) -> None:
    """/dengji, perhaps with words: what somebody without an account told."""
    turn, message = context.turn, update.effective_message
    if turn.person is not None and message is not None:
        await forms.begin_anew(turn)
        await hearing.hear(turn, message)
        await registering.begin(turn, replace(parts(message), text=" ".join(context.args or [])))


async def board_command(update: Update, context: Context) -> None:
    """/board"""
    turn = context.turn
    if turn.person is not None:
        await forms.begin_anew(turn)
        await work.my_area(turn)


async def duty_command(update: Update, context: Context) -> None:
    """/zhiban: who is on duty this week."""
    turn = context.turn
    if turn.person is not None:
        await forms.begin_anew(turn)
        await duty.duty_key(turn)


async def whistles_command(update: Update, context: Context) -> None:
    """/chuishao: whistles, open and new."""
    turn = context.turn
    if turn.person is not None:
        await forms.begin_anew(turn)
        await judging.open_whistles(turn)


async def outages_command(update: Update, context: Context) -> None:
    """/tingshui: planned outages, and a new one."""
    turn = context.turn
    if turn.person is not None:
        turn.end()
        await outage.outages(turn)


async def leave_command(update: Update, context: Context) -> None:
    """/tuichu: give a post back."""
    turn = context.turn
    if turn.person is not None:
        await forms.begin_anew(turn)
        await leaving.ask_leave(turn)


async def links_command(update: Update, context: Context) -> None:
    """/links, perhaps with words: one-time links for posts; administrators only."""
    turn = context.turn
    if turn.person is not None:
        await show_links(turn, " ".join(context.args or []))


async def groups_command(update: Update, context: Context) -> None:
    """/groups: links that add the bot to a group and tie it; administrators only."""
    turn = context.turn
    if turn.person is not None:
        await show_group_links(turn)


PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
HANDLERS: list[BaseHandler] = [  # type: ignore[type-arg]
    CommandHandler(["huoer", "work"], work_command, PRIVATE),
    CommandHandler(["dengji", "register"], register_command, PRIVATE),
    CommandHandler("board", board_command, PRIVATE),
    CommandHandler(["zhiban", "duty"], duty_command, PRIVATE),
    CommandHandler("chuishao", whistles_command, PRIVATE),
    CommandHandler(["tingshui", "outage"], outages_command, PRIVATE),
    CommandHandler("tuichu", leave_command, PRIVATE),
    CommandHandler("links", links_command, PRIVATE),
    CommandHandler("groups", groups_command, PRIVATE),
]
