"""From a page to a PDF: in a process of its own, one at a time, with text that can be selected; and what cannot be."""

import asyncio
import sys

import pytest

from bot.running import printer as printers
from bot.running.child import Answered
from bot.running.printer import Printer, pdf_maker
from casework.refusals import NoPdf
from tests.pdf import needs_pdf, text_of

PAGE = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>月报</title><h1>北苑社区 月报</h1>{}</html>'


async def test_the_text_can_be_selected() -> None:
    """Chinese is text in it, not a picture; long pages are told apart."""
    await needs_pdf()
    made = await Printer().printed(PAGE.format("<p>楼道灯不亮</p>" * 100))
    assert "北苑社区月报楼道灯不亮" in text_of(made)


async def test_it_loads_nothing() -> None:
    """Neither a file of this machine nor an address is looked at."""
    await needs_pdf()
    asked = []

    async def heard(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.close()

    server = await asyncio.start_server(heard, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    inside = f'<img src="http://127.0.0.1:{port}/a.png"><link rel=attachment href="file:///etc/hostname">'
    made = await Printer().printed(PAGE.format(inside))
    server.close()
    assert not asked
    assert b"EmbeddedFile" not in made


async def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is offered a PDF, and whoever asks all the same is told what is missing."""
    monkeypatch.setattr(printers, "find_spec", lambda name: None)
    assert pdf_maker() is None
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])
    monkeypatch.setattr(sys, "executable", getattr(sys, "_base_executable", sys.executable))
    with pytest.raises(NoPdf) as refused:
        await Printer().printed("<p>-</p>")
    assert refused.value.why == "missing"


@pytest.mark.parametrize("how", ["slow", "killed"])
async def test_what_takes_too_much(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was ended, or that the system ended, is a page that is too large; the next one is made."""

    async def ask(module: str, given: bytes, seconds: float) -> Answered:
        if given == b"large" and how == "slow":
            raise TimeoutError
        return Answered(-9 if given == b"large" else 0, b"%PDF", "")

    monkeypatch.setattr(printers, "ask", ask)
    printer = Printer()
    with pytest.raises(NoPdf) as refused:
        await printer.printed("large")
    assert refused.value.why == "large"
    assert await printer.printed("small") == b"%PDF"


async def test_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the first; whoever waits too long is told to come again."""
    at_once, most, go = 0, 0, asyncio.Event()

    async def ask(module: str, given: bytes, seconds: float) -> Answered:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await go.wait()
        at_once -= 1
        return Answered(0, given, "")

    monkeypatch.setattr(printers, "ask", ask)
    monkeypatch.setattr(printers, "WAITS_SECONDS", 0.2)
    printer = Printer()
    first = asyncio.create_task(printer.printed("1"))
    await asyncio.sleep(0)
    with pytest.raises(NoPdf) as refused:
        await printer.printed("2")
    assert refused.value.why == "busy"
    second = asyncio.create_task(printer.printed("3"))
    await asyncio.sleep(0)
    go.set()
    assert [await first, await second] == [b"1", b"3"]
    assert most == 1
