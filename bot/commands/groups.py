"""`weilinli groups`: which groups are tied to which areas, and untying one from the machine.

A group is named by Telegram's number without its sign, with its topic behind a stroke: a minus would be an option.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.outgoing.gather import place_words
from casework.frozen import frozen
from casework.model.chats import Audience
from casework.neighbourhood.binding import untie
from locales.translator import Translator
from roster.columns import in_columns
from storage.work import SqlWork


class UnknownGroup(Exception):
    """No group that is tied has this name."""


@frozen
class Group:
    """A group as it is listed."""

    name: str
    title: str
    area: str
    audience: Audience


def _name(address: str, thread: int | None) -> str:
    number = address.removeprefix("tg:").lstrip("-")
    return number if thread is None else f"{number}/{thread}"


async def groups(work: SqlWork, tr: Translator) -> list[Group]:
    """Every group that is tied, by area."""
    return [
        Group(_name(address, thread), chat.title, await place_words(chat.area_id, "", work), chat.audience)
        for chat, address, thread in await work.bound_chats()
    ]


def as_table(found: Sequence[Group], tr: Translator) -> str:
    """For a terminal: columns that stand under each other."""
    audiences = {Audience.STAFF: tr.t("Staff group"), Audience.RESIDENTS: tr.t("Residents' group")}
    audiences[Audience.DEPARTMENT] = tr.t("Department's group")
    rows: list[tuple[str, ...]] = [(tr.t("Group"), tr.t("Title"), tr.t("Area"), tr.t("For"))]
    rows += [(one.name, one.title, one.area, audiences[one.audience]) for one in found]
    return in_columns(rows)


async def unbind(name: str, at: datetime, work: SqlWork) -> str:
    """Untie it; its title. Whoever has the machine may. Raises UnknownGroup."""
    for chat, address, thread in await work.bound_chats():
        if _name(address, thread) == name.lstrip("-"):
            await untie(chat, address, thread, None, at, work)
            return chat.title
    raise UnknownGroup
