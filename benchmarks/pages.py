"""Wall, board, figures and export with 1,000,000 matters in one subdistrict (WEILINLI_BENCH_ISSUES: another number), on
SQLite and PostgreSQL: until the first byte, as a browser would ask, without a network; a page is rendered whole before
it is sent. Made by SQL of a month by the real use cases (benchmarks/months.py); only the last month's may stand open.

The least of many times, and of this process's time of the processor, stand beside the median, which is anybody's on a
machine that does something else too."""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from benchmarks.chaos.stores import has_postgres, postgres_server
from benchmarks.figures import manager
from benchmarks.months import NOW, SETTINGS, UNTIL, YEARS, fill
from benchmarks.results import say
from benchmarks.stage import ROOT, as_installed, memory_mb
from storage.database import Database
from storage.sums import sum_all_again, sum_some
from web.app import pages
from web.site import Site

ISSUES = int(os.environ.get("WEILINLI_BENCH_ISSUES", "1000000"))
ROWS = 100_000
ROUNDS = 21
ASKED = {
    "wall": "/",
    "wall of a community": "/wall/{community}",
    "wall, one kind in a year": "/?kind=sewer&days=365",
    "board": "/board",
    "board of a community": "/board?area={community}",
    "figures": "/board/figures",
    "figures of a community": "/board/figures?area={community}",
}
COMMUNITY = "beiyuan"
GOALS_MS = {"wall": 50.0, "board": 50.0, "figures": 300.0}
GOAL_KB, GOAL_EXPORT_S = 150.0, 20.0


async def measure() -> dict[str, Any]:
    """By database: milliseconds and kB of each page; seconds and MB of the export."""
    found: dict[str, Any] = {"issues": ISSUES}
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary, ExitStack() as stack:
        folder = Path(temporary)
        urls = {"sqlite": f"sqlite:///{folder / 'bench.db'}"}
        if has_postgres():
            urls["postgresql"] = (await asyncio.to_thread(stack.enter_context, postgres_server())).url
        for name, url in urls.items():
            found[name] = await _of(url, folder)
            say(f"  {name}: filled in {found[name]['filled_s']:.0f} s")
    return found


async def _of(url: str, folder: Path) -> dict[str, Any]:
    begun = time.monotonic()
    await fill(url, folder, ISSUES)
    found: dict[str, Any] = {"filled_s": time.monotonic() - begun}
    database = await Database.open(url)
    try:
        begun = time.monotonic()
        await sum_all_again(database)
        while await sum_some(database, SETTINGS, NOW):
            pass
        found["summed_s"] = time.monotonic() - begun
        found["pages"] = await _pages(database)
    finally:
        await database.close()
    found["export"] = {kind: await _export(url, folder, kind) for kind in ("csv", "xlsx")}
    return found


async def _pages(database: Database) -> dict[str, Any]:
    site = Site(database=database, settings=SETTINGS, now=lambda: NOW, bot=lambda: "bot", secret="s")
    work = database.work(SETTINGS)
    code = work.new_code()
    work.let_in(await database.read(manager), code, NOW)
    await work.commit()
    transport = httpx.ASGITransport(app=pages(site))
    async with httpx.AsyncClient(transport=transport, base_url="http://weilinli") as client:
        await client.post(f"/open/{code}")
        return {name: await _timed(client, path.format(community=COMMUNITY)) for name, path in ASKED.items()}


async def _timed(client: httpx.AsyncClient, path: str) -> dict[str, float]:
    took, worked = [], []
    for _ in range(ROUNDS):
        begun, cpu = time.perf_counter(), time.process_time()
        answer = await client.get(path)
        took.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
        answer.raise_for_status()
    size = len(answer.content) / 1000
    return {
        "first_ms": round(took[0], 1), "median_ms": round(statistics.median(took), 1), "least_ms": round(min(took), 1),
        "cpu_ms": round(min(worked), 1), "kb": round(size, 1),
    }  # fmt: skip


async def _export(url: str, folder: Path, kind: str) -> dict[str, float]:
    """`weilinli ledger export` of the newest months that make up so many rows, and of a tenth of them: seconds, and the
    memory of its processes at most."""
    config = folder / "config.toml"
    config.write_text(f'[database]\nurl = "{url}"\n', "utf-8")
    found: dict[str, float] = {}
    for rows in (ROWS // 10, ROWS):
        since = UNTIL.date() - timedelta(days=round(rows / ISSUES * YEARS * 365))
        file = folder / f"{rows}.{kind}"
        command = ("-m", "bot.cli", "ledger", "export", str(file), "--since", f"{since}", "--config", str(config))
        begun = time.monotonic()
        child = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, env=as_installed() | {"LC_ALL": "en"}, stdout=asyncio.subprocess.PIPE
        )
        watching = asyncio.create_task(_most(child.pid))
        said, _ = await child.communicate()
        if child.returncode:
            raise RuntimeError("the export failed")
        found |= {f"{rows}_s": round(time.monotonic() - begun, 1), f"{rows}_mb": round(await watching, 1)}
        found[f"{rows}_are"] = int(said.decode().split()[-2])
        file.unlink()
    return found


async def _most(pid: int) -> float:
    """MB of a process and its children together, at most, until it has ended (Linux)."""
    most = 0.0
    while True:
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()  # noqa: ASYNC240 - no disk
            most = max(most, sum(memory_mb(one)[0] for one in (pid, *map(int, children))))
        except (OSError, KeyError, ValueError):
            return most
        await asyncio.sleep(0.1)


def told(figures: dict[str, Any]) -> list[str]:
    """A line for each page and file."""
    lines = [f"{figures['issues']} matters"]
    for name in ("sqlite", "postgresql"):
        if name not in figures:
            continue
        one = figures[name]
        lines.append(f"{name}: filled in {one['filled_s']:.0f} s, summed in {one['summed_s']:.0f} s")
        for page, of in one["pages"].items():
            goal = GOALS_MS[page.split(",")[0].split()[0]]
            lines.append(
                f"{name}, {page}: {of['median_ms']} ms (least {of['least_ms']}, of the processor {of['cpu_ms']}, "
                f"first {of['first_ms']}; goal {goal:.0f}), {of['kb']} kB (goal {GOAL_KB:.0f})"
            )
        for kind, of in one["export"].items():
            lines.append(f"{name}, export {kind}: {of} (goal {GOAL_EXPORT_S:.0f} s)")
    return lines
