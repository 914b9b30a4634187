"""`weilinli webhooks`: which systems outside are called when a public matter changes."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.hours import area_of
from bot.running.caller import pinned
from bot.views.common import clock_time
from casework.frozen import frozen
from locales.translator import Translator
from roster.columns import in_columns
from storage.hooks import Hooks
from storage.work import SqlWork


@frozen(kw_only=True)
class NewHook:
    """What the command line or an administrator in chat (`by`) says; without areas it is told of all."""

    name: str
    url: str
    areas: Sequence[str] = ()
    by: int | None = None


async def add(given: NewHook, hooks: Hooks, work: SqlWork, now: datetime, tr: Translator) -> list[str]:
    """The secret is shown once. Raises NoSuchArea, NameTaken, NotPublic; OSError where the name has no address."""
    await pinned(given.url)
    areas = [(await area_of(code, work)).id for code in given.areas]
    secret = secrets.token_urlsafe(32)
    await hooks.add(given.name, given.url, secret, areas, now, given.by)
    return [
        tr.t("{name} is told of public matters from now on.", name=given.name),
        tr.t("The secret that its messages are signed with is shown this once: {secret}", secret=secret),
    ]


async def lines(hooks: Hooks, now: datetime, zone: ZoneInfo, tr: Translator) -> list[str]:
    """Every receiver, what waits for it and what is wrong."""
    found = await hooks.all()
    if not found:
        return [tr.t("No system is called: weilinli webhooks add NAME URL")]
    table: list[tuple[str, ...]] = [
        (tr.t("Name"), tr.t("Address"), tr.t("Area"), tr.t("Waiting"), tr.t("What is wrong"))
    ]
    for hook, waiting, areas in found:
        again = clock_time(hook.retry_at, now, zone, tr) if hook.retry_at is not None else ""
        wrong = tr.t("{error}, again at {time}", error=hook.error, time=again) if hook.error else ""
        table.append((hook.name, hook.url, ", ".join(areas) or tr.t("all"), str(waiting), wrong))
    return [in_columns(table)]
