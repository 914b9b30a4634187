"""A city of Jilin's size: its roster read in by the command line, with all its faults listed if it has any; and what a
report costs in it, against the same in the demo's town alone.

1 city, 10 districts, 144 subdistricts, 221 communities, 2,751 grids, 12,226 buildings, 65,000 posts; a month's rota of
communities and subdistricts. Time and memory are those of the process, cold.
"""

import asyncio
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.results import say
from benchmarks.stage import as_installed
from benchmarks.turns import CONFIG, ROOT, ROSTER, Side, one_round

DISTRICTS, SUBDISTRICTS, COMMUNITIES, GRIDS, BUILDINGS, POSTS = 10, 144, 221, 2_751, 12_226, 65_000
SECONDS, MEGABYTES, TIMES = 60, 300, 1.3
"""The goals: to read it in, at most so much memory, and what a report may cost of what it costs in the town."""
DAYS = 30
ROUNDS = 2
FAULTY_EVERY = 100
PARTS = ("text", "file")
"""Of turns.STEPS: what a report costs."""
Row = tuple[str, ...]


def tree() -> Iterator[Row]:
    """kind, code, name, parent, households, role; as the roster's columns have them."""
    yield ("市", "city", "江城市", "", "", "")
    for number in range(DISTRICTS):
        yield ("区县", f"qu-{number}", f"{number}区", "city", "", "")
    for number in range(SUBDISTRICTS):
        yield ("街道", f"jd-{number}", f"{number}街道", f"qu-{number % DISTRICTS}", "", "")
    for number in range(COMMUNITIES):
        yield ("社区", f"sq-{number}", f"{number}社区", f"jd-{number % SUBDISTRICTS}", "5000", "")
    for number in range(GRIDS):
        yield ("网格", f"wg-{number}", f"{number}网格", f"sq-{number % COMMUNITIES}", "400", "")
    for number in range(BUILDINGS):
        yield ("楼栋", f"lou-{number}", f"{number}号楼", f"wg-{number % GRIDS}", "90", "")


def posts() -> Iterator[Row]:
    """The same columns; heads of units fill it up to POSTS."""
    made = 0
    for count, code, role, places in (
        (1, "shi", "市里", ["city"]),
        (DISTRICTS, "qux", "区县", [f"qu-{one}" for one in range(DISTRICTS)]),
        (2 * SUBDISTRICTS, "jie", "街道", [f"jd-{one}" for one in range(SUBDISTRICTS)]),
        (2 * COMMUNITIES, "she", "社区", [f"sq-{one}" for one in range(COMMUNITIES)]),
        (2_859, "wgz", "网格长", [f"wg-{one}" for one in range(GRIDS)]),
        (3_412, "wgy", "网格员", [f"wg-{one}" for one in range(GRIDS)]),
        (BUILDINGS, "lz", "楼长", [f"lou-{one}" for one in range(BUILDINGS)]),
        (POSTS, "dyz", "单元长", [f"lou-{one}" for one in range(BUILDINGS)]),
    ):
        for number in range(min(count, POSTS - made)):
            yield ("岗位", f"{code}-{number}", f"{role}{number}", places[number % len(places)], "", role)
            made += 1


def write_city(at: Path, *, faulty: bool = False) -> tuple[Path, Path, int]:
    """The roster and the rota of a month, and how many rows of the roster are wrong: with `faulty` one in a hundred."""
    roster, rota, wrong = at / "city.csv", at / "city-duty.csv", 0
    with roster.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("类型", "编码", "名称", "所属", "户数", "职务"))
        for number, row in enumerate((*tree(), *posts())):
            if faulty and number % FAULTY_EVERY == FAULTY_EVERY - 1:
                row, wrong = (*row[:3], "nirgends", *row[4:]), wrong + 1
            out.writerow(row)
    with rota.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("地方", "职务", "星期或日期", "从", "到", "谁"))
        for day in range(1, DAYS + 1):
            for many, place, role, code in (
                (SUBDISTRICTS, "jd", "街道", "jie"),
                (COMMUNITIES, "sq", "社区", "she"),
            ):
                for number in range(many):
                    who = f"{code}-{number + many * (day % 2)}"
                    out.writerow((f"{place}-{number}", role, f"2026-12-{day:02}", "8:00", "20:00", who))
    return roster, rota, wrong


@dataclass(frozen=True, slots=True)
class Read:
    """How a file was read in."""

    seconds: float
    cpu: float
    megabytes: float
    code: int
    said: str


def read_in(config: Path, file: Path, environment: dict[str, str]) -> Read:
    """By the command line, in a process of its own: time, the most memory, and what it said."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "roster", "import", str(file), "--config", str(config)],
            cwd=ROOT, env=environment, stdout=said, stderr=said,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode()
    return Read(
        time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode, words
    )


class InCity(Side):
    """The demo's subdistrict in a district of the city."""

    def read_roster(self) -> None:
        """The city first."""
        roster, rota, _ = write_city(self.folder)
        self.command("roster", "import", str(roster), "--live")
        self.command("roster", "import", str(rota))
        words = (self.tree / ROSTER).read_text(encoding="utf-8")
        here = self.folder / "here.csv"
        here.write_text(words.replace("街道,beiji,北极街道,,", "街道,beiji,北极街道,qu-0,", 1), encoding="utf-8")
        self.command("roster", "import", str(here), "--live")


async def measure() -> dict[str, Any]:
    """The figures."""
    return await asyncio.to_thread(_measure)


def _measure() -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="weilinli-city-") as temporary:
        at = Path(temporary)
        config = at / "config.toml"
        config.write_text(
            CONFIG.format(url="http://127.0.0.1:9", database_url=f"sqlite:///{at / 'city.db'}", language="zh_CN")
        )
        config.chmod(0o600)
        environment = as_installed() | {"WEILINLI_TOKEN": "1:x", "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, "-m", "bot.cli", "init", "--config", str(config)],
            cwd=ROOT, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        roster, rota, wrong = write_city(at, faulty=True)
        faulty = read_in(config, roster, environment)
        listed = sum("nirgends" in line for line in faulty.said.splitlines())
        roster, rota, _ = write_city(at)
        first, again, days = (read_in(config, file, environment) for file in (roster, roster, rota))
        for one in (first, again, days):
            if one.code:
                raise RuntimeError(one.said[-1000:])
    cost: dict[str, list[dict[str, float]]] = {"town": [], "city": []}
    for number in range(ROUNDS):
        for name, kind in (("town", Side), ("city", InCity)):
            cost[name].append(one_round(ROOT, kind))
            say(f"  round {number + 1} {name}: " + ", ".join(f"{k} {v:.4f}" for k, v in cost[name][-1].items()))
    medians = {
        name: {step: statistics.median(one[step] for one in rounds) for step in rounds[0]}
        for name, rounds in cost.items()
    }
    spent = {name: sum(steps[part] for part in PARTS) for name, steps in medians.items()}
    return {
        "import": _rounded(first),
        "import_again": _rounded(again),
        "rota": _rounded(days),
        "faulty": {"seconds": round(faulty.seconds, 1), "wrong": wrong, "listed": listed, "code": faulty.code},
        "median_cpu_s": medians,
        "report_times": round(spent["city"] / spent["town"], 2),
        "goals": {"seconds": SECONDS, "megabytes": MEGABYTES, "times": TIMES},
    }


def _rounded(read: Read) -> dict[str, float]:
    return {"seconds": round(read.seconds, 1), "cpu": round(read.cpu, 1), "megabytes": round(read.megabytes)}


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f = figures
    of = "{seconds:g} s ({cpu:g} s of one core), {megabytes} MB"
    return [
        f"read in: {of.format(**f['import'])} (goal: under {SECONDS} s, {MEGABYTES} MB)",
        f"read in again: {of.format(**f['import_again'])}; a month's rota: {of.format(**f['rota'])}",
        f"a faulty one: {f['faulty']['listed']} of {f['faulty']['wrong']} faults listed, {f['faulty']['seconds']:g} s",
        f"a report: {f['report_times']:g} times what it costs in the demo's town (goal: at most {TIMES:g})",
    ]


if __name__ == "__main__":
    for line in told(asyncio.run(measure())):
        say(line)
