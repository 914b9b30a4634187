"""Makes PDFs of pages, one at a time, in a process of its own (bot/running/printing.py)."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from importlib.util import find_spec

from bot.running.child import ask
from bot.running.printing import NOT_THERE, SECONDS
from casework.refusals import NoPdf

_log = logging.getLogger(__name__)

WAITS_SECONDS = 30.0
"""For its turn: whoever is further behind is told to come again."""
REAL_SECONDS = 1.5 * SECONDS
"""The other process counts its own, of the processor."""


class Printer:
    """One for each process of ours."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def printed(self, html: str) -> bytes:
        """The PDF of a page. Raises NoPdf, which says why."""
        try:
            async with asyncio.timeout(WAITS_SECONDS):
                await self._turn.acquire()
        except TimeoutError:
            raise NoPdf(why="busy") from None
        try:
            made = await ask("bot.running.printing", html.encode(), REAL_SECONDS)
        except TimeoutError:
            raise NoPdf(why="large") from None
        except OSError as error:
            _log.warning("no PDF: %s", type(error).__name__)
            raise NoPdf(why="busy") from None
        finally:
            self._turn.release()
        if made.code == NOT_THERE:
            raise NoPdf(why="missing")
        if made.code:
            _log.warning("no PDF: exit %s %s", made.code, made.word)
            raise NoPdf(why="large")
        return made.content


def pdf_maker() -> Callable[[str], Awaitable[bytes]] | None:
    """None where the extra is not installed: then nobody is offered any."""
    return Printer().printed if find_spec("weasyprint") is not None else None
