"""What every command of the command line needs: its parser, the database, and one line for what went wrong."""

import argparse
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.config import Config, ConfigError
from locales.translator import Translator

if TYPE_CHECKING:
    from storage.database import Database

CONFIG = Path("config.toml")

Command = Callable[[argparse.Namespace, Translator], Coroutine[Any, Any, int]]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where commands are added."""


def add(commands: Commands, name: str, what: str, command: Command) -> argparse.ArgumentParser:
    """A command of one word, with the place of the configuration."""
    made = commands.add_parser(name, help=what, description=what)
    add_config(made)
    made.set_defaults(command=command)
    return made


def add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, default=CONFIG, metavar="FILE", help=f"default: {CONFIG}")


def complain(text: str, code: int) -> int:
    print(f"weilinli: {' '.join(text.split())}", file=sys.stderr)
    return code


@asynccontextmanager
async def opened(config: Config) -> AsyncIterator["Database"]:
    """The neighbourhood's database, closed afterwards. Raises StorageError."""
    from storage.database import Database

    database = await Database.open(config.database.url)
    try:
        yield database
    finally:
        await database.close()


async def bot_name(config: Config) -> str:
    """The bot's name for links; empty when there is no token yet, or no network."""
    from telegram.error import TelegramError

    from bot.outgoing.telegram_calls import connect

    try:
        async with connect(config.telegram.base_url, config.token())[0] as bot:
            return bot.username
    except (ConfigError, TelegramError):
        return ""


def to_print(file: Path, tr: Translator) -> str:
    """A page was written there."""
    if file.suffix.lower() == ".pdf":
        return tr.t("{file} is written: print it, or pass it on.", file=file)
    return tr.t("{file} is written: open it in a browser and print it.", file=file)
