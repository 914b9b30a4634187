"""`weilinli ...`: the command line. Expected errors are one line on standard error, never a traceback.

Exit codes: 0 done; 1 it did not work, or there is something to mend; 2 the command or the configuration is wrong.
"""

import argparse
import asyncio
import errno
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from bot.cli import figures, keeping, outside, roster, running, service
from bot.cli.shared import Command, complain
from bot.config import ConfigError
from bot.running import logs
from locales.translator import WHOLE, Translator, best_language, mark, translator
from storage.errors import StorageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    parser = build_parser()
    given = parser.parse_args(arguments)
    tr = translator(_language(getattr(given, "config", None)))
    if not hasattr(given, "command"):
        return complain(tr.t("Say what to do: init, roster import, doctor, run. All of it: weilinli --help"), 2)
    logs.quiet_libraries()
    try:
        command: Command = given.command
        code = asyncio.run(command(given, tr))
        sys.stdout.flush()
        return code
    except ConfigError as error:
        return complain(error.words(tr), 2)
    except StorageError as error:
        return complain(tr.t(error.line, **error.facts) or type(error).__name__, 1)
    except BrokenPipeError:  # `weilinli ... | head`: whoever read has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return complain(_of_the_machine(error, tr), 1)
    except KeyboardInterrupt:
        return 130


def _language(config: Path | None) -> str:
    """Whom we speak to: LC_ALL if it names one of our languages, else the neighbourhood's, else LANG's.

    The configuration is only looked at, so that what is wrong in it can be said in the language that it names.
    """
    asked = os.environ.get("LC_ALL", "")
    if asked[:2] in ("zh", "en"):
        return best_language(asked)
    with suppress(OSError, UnicodeDecodeError):
        text = config.read_text(encoding="utf-8") if config is not None else ""
        found = re.search(r"^\s*language\s*=\s*[\"'](\w+)[\"']", text, re.MULTILINE)
        if found is not None and found[1] in WHOLE:
            return found[1]
    return best_language(os.environ.get("LANG"))


def _of_the_machine(error: OSError, tr: Translator) -> str:
    """What the machine refuses, with what to do."""
    if error.errno == errno.EADDRINUSE:  # web/server.py names the key
        text = mark("{key}: {address} cannot be opened. Does another bot run? Stop it, or set another port.")
        return tr.t(text, key=str(error.strerror), address=str(error.filename))
    if error.filename is None:
        return str(error) or type(error).__name__
    return tr.t(
        "{file}: {why}. Take another place, or change who may.", file=str(error.filename), why=str(error.strerror)
    )


ROOMS = (running, roster, service, keeping, figures, outside)
"""Each room of commands, in the order of the help text."""


def build_parser() -> argparse.ArgumentParser:
    """All commands and what they take."""
    parser = argparse.ArgumentParser(prog="weilinli", description="微邻里: a neighbourhood's reports, on the clock.")
    parser.add_argument("--version", action="version", version=f"weilinli {version('weilinli')}")
    commands = parser.add_subparsers(metavar="COMMAND")
    for room in ROOMS:
        room.add_to(commands)
    return parser
