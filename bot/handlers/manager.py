"""Commands of heads, managers and administrators in their private chat."""

from dataclasses import replace

from telegram import Update
from telegram.ext import filters

from bot.flows import mediation
from bot.flows.admin import office
from bot.flows.admin.bind import show_group_links
from bot.flows.admin.claim import show_links
from bot.flows.menus import menu
from bot.flows.resident import opinions, registering
from bot.flows.staff import agenda, capabilities, duty, emergency, forms, hours, judging, leaving, outage, work
from bot.handlers import hearing
from bot.handlers.commands import Commands, anew, handlers_of
from bot.incoming.context import Context
from bot.incoming.parts import parts
from bot.incoming.turn import Turn


async def my_work(turn: Turn) -> None:
    """What the person works on; the menu of commands is brought up to date."""
    await work.work_key(turn)
    await mediation.show_mine(turn)
    await menu(turn)


async def register_command(update: Update, context: Context) -> None:
    """/dengji, perhaps with words: what somebody without an account told."""
    turn, message = context.turn, update.effective_message
    assert message is not None
    await forms.begin_anew(turn)
    await hearing.hear(turn, message)
    await registering.begin(turn, replace(parts(message), text=" ".join(context.args or [])))


async def links_command(update: Update, context: Context) -> None:
    """/links, perhaps with words: one-time links for posts; administrators only."""
    await show_links(context.turn, " ".join(context.args or []))


async def emergency_command(update: Update, context: Context) -> None:
    """/yingji, perhaps with words: where."""
    await forms.begin_anew(context.turn)
    await emergency.show(context.turn, " ".join(context.args or []))


async def outage_command(update: Update, context: Context) -> None:
    """/tingshui, perhaps with words: what fails, where, from when to when."""
    await forms.begin_anew(context.turn)
    await outage.outages(context.turn, " ".join(context.args or []))


async def hours_command(update: Update, context: Context) -> None:
    """/shijian, perhaps with words: hours, or a day."""
    await forms.begin_anew(context.turn)
    await hours.show(context.turn, " ".join(context.args or []))


async def groups_command(update: Update, context: Context) -> None:
    """/groups: links that add the bot to a group and tie it; administrators only."""
    await show_group_links(context.turn)


COMMANDS: Commands = {
    ("huoer", "work"): anew(my_work),
    ("dengji", "register"): register_command,
    ("kentan", "heard"): anew(opinions.show_days),
    ("board",): anew(work.my_area),
    ("zhiban", "duty"): anew(duty.duty_key),
    ("chuishao",): anew(judging.open_whistles),
    ("yicheng", "agenda"): anew(agenda.agenda_key),
    ("tingshui", "outage"): outage_command,
    ("yingji", "emergency"): emergency_command,
    ("zhuhu",): anew(emergency.households),
    ("gongneng", "capabilities"): anew(capabilities.show),
    ("shijian", "hours"): hours_command,
    ("tuichu",): anew(leaving.ask_leave),
    ("admin",): anew(office.show),
    ("links",): links_command,
    ("groups",): groups_command,
}
HANDLERS = handlers_of(COMMANDS, filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE)
