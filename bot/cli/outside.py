"""Systems outside: webhooks and keys."""

import argparse
import socket
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.cli.shared import Commands, add_config, complain, opened
from bot.config import load
from locales.translator import Translator, mark

if TYPE_CHECKING:
    from storage.database import Database
    from storage.work import SqlWork


def add_to(commands: Commands) -> None:
    what = "systems outside that are called when a public matter changes"
    hooked = commands.add_parser("webhooks", help=what).add_subparsers(required=True, metavar="COMMAND")
    hook = hooked.add_parser("add", help="call it from now on; prints the secret that signs its messages, once")
    hook.add_argument("name", metavar="NAME", help="of your choice")
    hook.add_argument("url", metavar="URL", help="https://..., on the internet")
    hook.add_argument("--area", nargs="+", metavar="CODE", default=[], help="only of these areas; default: all")
    hook.set_defaults(command=_webhooks_add)
    known = hooked.add_parser("list", help="each with what waits for it, and what is wrong")
    known.set_defaults(command=_webhooks_list)
    unhooked = hooked.add_parser("remove", help="call it no more")
    unhooked.add_argument("name", metavar="NAME")
    unhooked.set_defaults(command=_webhooks_remove)
    for one in (hook, known, unhooked):
        add_config(one)
    what = "systems outside that may file reports by Open311"
    keyed = commands.add_parser("keys", help=what).add_subparsers(required=True, metavar="COMMAND")
    key = keyed.add_parser("make", help="a key for one system; printed once, kept as a hash")
    key.add_argument("name", metavar="NAME", help="of your choice")
    key.add_argument("--area", nargs="+", metavar="CODE", required=True, help="where it may file")
    key.add_argument("--an-hour", type=_positive, default=60, metavar="N", help="reports an hour; default: 60")
    key.set_defaults(command=_keys_make)
    keys = keyed.add_parser("list", help="who has one, where, and how often")
    keys.set_defaults(command=_keys_list)
    voided = keyed.add_parser("void", help="it opens nothing any more")
    voided.add_argument("name", metavar="NAME")
    voided.set_defaults(command=_keys_void)
    for one in (key, keys, voided):
        add_config(one)


async def _webhooks_add(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.webhooks import NewHook, add
    from bot.running.caller import NotPublic
    from storage.hooks import Hooks

    said = NewHook(name=given.name, url=given.url, areas=given.area)
    try:
        return await _let_in(given, tr, lambda database, work: add(said, Hooks(database), work, datetime.now(UTC), tr))
    except socket.gaierror:
        return complain(tr.t("{url}: no such name is found on the internet. Is it spelt right?", url=given.url), 2)
    except NotPublic:
        text = mark("{url} is not called: it has to be https:// and lie on the internet, not inside.")
        return complain(tr.t(text, url=given.url), 2)


async def _webhooks_list(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.webhooks import lines
    from storage.hooks import Hooks

    config = load(given.config)
    async with opened(config) as database:
        print("\n".join(await lines(Hooks(database), datetime.now(UTC), config.settings.zone, tr)))
    return 0


async def _webhooks_remove(given: argparse.Namespace, tr: Translator) -> int:
    from storage.hooks import Hooks

    async with opened(load(given.config)) as database:
        if not await Hooks(database).remove(given.name, datetime.now(UTC)):
            return complain(tr.t("There is no {name}.", name=given.name), 2)
    print(tr.t("{name} is called no more.", name=given.name))
    return 0


async def _keys_make(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.keys import NewKey, make
    from storage.keys import Keys

    said = NewKey(name=given.name, areas=given.area, an_hour=given.an_hour)
    return await _let_in(given, tr, lambda database, work: make(said, Keys(database), work, datetime.now(UTC), tr))


async def _keys_list(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.keys import lines
    from storage.keys import Keys

    async with opened(load(given.config)) as database:
        print("\n".join(await lines(Keys(database), tr)))
    return 0


async def _keys_void(given: argparse.Namespace, tr: Translator) -> int:
    from storage.keys import Keys

    async with opened(load(given.config)) as database:
        if not await Keys(database).void(given.name, datetime.now(UTC)):
            return complain(tr.t("There is no {name}.", name=given.name), 2)
    print(tr.t("The key of {name} opens nothing any more.", name=given.name))
    return 0


async def _let_in(
    given: argparse.Namespace, tr: Translator, add: Callable[["Database", "SqlWork"], Coroutine[Any, Any, list[str]]]
) -> int:
    """A system outside, by its name and its areas: what it is told this once, or why not."""
    from bot.commands.hours import NoSuchArea
    from storage.errors import NameTaken

    config = load(given.config)
    try:
        async with opened(config) as database:
            print("\n".join(await add(database, database.work(config.settings))))
    except NoSuchArea as error:
        return complain(tr.t("There is no area {code}.", code=str(error)), 2)
    except NameTaken:
        return complain(tr.t("{name} is there already: take another name, or remove it first.", name=given.name), 2)
    return 0


def _positive(text: str) -> int:
    if not text.isdecimal() or (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text}: a whole number from 1 on")
    return number
