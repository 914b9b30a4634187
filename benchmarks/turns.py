"""An older commit and this tree by turns in one run: CPU seconds of the bot's process, the median of several rounds.

    python -m benchmarks.turns COMMIT [ROUNDS]

Each round starts a sandbox, furnishes the demo's town by the tree's own command line, starts the tree's bot, and does
the same as people would: NEIGHBOURS write a line and press "report", the grid head presses "I'll take it". Then the bot
is stopped, two hours pass, and it is started again. Over HTTP; nothing of the tree's Python is imported here.
"""

import csv
import io
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.results import say
from demo.__main__ import NOW, USERNAME, Stage, _people, _until_bot_follows, _wait
from demo.__main__ import ROSTER as EXAMPLE

ROOT = Path(__file__).resolve().parent.parent
ROSTER = EXAMPLE.relative_to(ROOT)
CONFIG = """
[telegram]
base_url = "{url}"
[database]
url = "{database_url}"
[neighbourhood]
language = "{language}"
[clock]
source = "sandbox"
"""
"""What both trees understand."""
NEIGHBOURS = 40
ROUNDS = 5
CODE = "b_beiyuan-xq-{number:02d}"
TICKS = os.sysconf("SC_CLK_TCK")
STEPS = ("start", "text", "file", "press", "restart")
"""CPU seconds: of a start; for each line written, report filed with all its messages, press; of a restart."""


@contextmanager
def tree_of(commit: str) -> Iterator[Path]:
    """A checkout of it, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="weilinli-turns-") as folder:
        at = Path(folder) / "tree"
        subprocess.run(
            ["git", "-C", str(ROOT), "worktree", "add", "--detach", str(at), commit], check=True, capture_output=True
        )
        try:
            yield at
        finally:
            subprocess.run(
                ["git", "-C", str(ROOT), "worktree", "remove", "--force", str(at)], check=False, capture_output=True
            )


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Side:
    """One tree's bot in a town of its own."""

    def __init__(self, tree: Path, folder: Path, stack: ExitStack) -> None:
        self.tree = tree
        self.folder = folder
        self.stack = stack
        self.environment = {**os.environ, "PYTHONPATH": str(tree)}
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.config = folder / "config.toml"

    def command(self, *arguments: str) -> str:
        """What the tree's command line says."""
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments, "--config", str(self.config)],
            cwd=self.tree, env=self.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def start(self) -> None:
        """The bot, as a process."""
        log = (self.folder / "bot.log").open("ab")
        self.bot = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run", "--config", str(self.config)],
            cwd=self.tree, env=self.environment, stdout=log, stderr=log,
        )  # fmt: skip
        self.stage.processes[1:] = [self.bot]
        _until_bot_follows(self.stage)

    def _kill(self) -> None:
        for bot in self.stage.processes[1:]:
            bot.kill()

    def open(self) -> None:
        """Sandbox, town, bot, people."""
        sandbox = subprocess.Popen(
            [sys.executable, "-m", "sandbox", "--port", "0", "--now", NOW, "--rate", "0"],
            cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        self.stack.callback(sandbox.kill)
        assert sandbox.stdout is not None
        url = sandbox.stdout.readline().decode().partition("sandbox: ")[2].strip()
        self.stage = Stage(url, "zh_CN", [sandbox])
        self.stack.callback(self._kill)
        _wait(self.stage)
        self.stage.call("POST", "/api/limits", {"on": False})
        bot = self.stage.call("POST", "/api/bots", {"username": USERNAME, "name": "微邻里"})
        self.stage.names["bot"] = bot["id"]
        self.environment["WEILINLI_TOKEN"] = bot["token"]
        database = f"sqlite:///{self.folder / 'turns.db'}"
        self.config.write_text(CONFIG.format(url=url, database_url=database, language="zh_CN"), "utf-8")
        self.config.chmod(0o600)
        self.command("init")
        self.read_roster()
        rows = list(csv.reader(io.StringIO(self.command("roster", "links", "--csv"))))
        seats = {cell: url.partition("start=")[2] for row in rows[1:] for url in row if "start=" in url for cell in row}
        self.start()
        _people(self.stage, seats, departments=False)
        self.neighbours = [self._neighbour(number) for number in range(NEIGHBOURS)]
        self.stage.settle(60)

    def read_roster(self) -> None:
        """The demo's town, as it was at that tree's time, and not on trial."""
        live = ["--live"] if "--live" in self.command("roster", "import", "--help") else []
        self.command("roster", "import", str(self.tree / ROSTER), *live)

    def _neighbour(self, number: int) -> int:
        user: int = self.stage.call("POST", "/api/users", {"first_name": f"邻居{number}", "language_code": "zh-hans"})[
            "id"
        ]
        code = CODE.format(number=number % 12 + 1)
        self.stage.call("POST", f"/api/users/{user}/start", {"bot": self.stage.names["bot"], "payload": code})
        self.stage.settle(1)
        self._press(user, self.stage.names["bot"], "同意")
        return user

    def _press(self, user: int, chat: int, button: str) -> bool:
        """The newest button with these words on that phone; False when there is none."""
        shown = self.stage.call("GET", f"/api/users/{user}/chats/{chat}")["messages"]
        for message in reversed(shown):
            for row in (message.get("reply_markup") or {}).get("inline_keyboard", []):
                for one in row:
                    if button in one["text"]:
                        body = {"chat": chat, "message": message["message_id"], "button": one["text"], "timeout": 0}
                        self.stage.call("POST", f"/api/users/{user}/press", body)
                        return True
        return False

    def _spent(self, do: Callable[[], int]) -> float:
        """CPU seconds of the bot for each of what was done."""
        self.stage.settle(5)
        before = cpu_seconds(self.bot.pid)
        count = do()
        self.stage.settle(60)
        return (cpu_seconds(self.bot.pid) - before) / count

    def measure(self) -> dict[str, float]:
        """STEPS."""
        self.bot.terminate()
        self.bot.wait(20)
        self.start()
        self.stage.settle(1)
        figures = {"start": cpu_seconds(self.bot.pid)}
        chat, staff = self.stage.names["bot"], self.stage.names["staff"]

        def write() -> int:
            for number, user in enumerate(self.neighbours):
                text = f"厨房下水堵了，第{number}天了，返味"
                self.stage.call("POST", f"/api/users/{user}/messages", {"chat": chat, "text": text})
            return len(self.neighbours)

        def file() -> int:
            done = [self._press(user, chat, "报上去") for user in self.neighbours]
            if not all(done):
                raise RuntimeError(f"only {sum(done)} of {len(done)} could report")
            return len(done)

        def take() -> int:
            count = 0
            while count < NEIGHBOURS and self._press(self.stage.names["head"], staff, "我来接"):
                self.stage.settle(1)
                count += 1
            if not count:
                raise RuntimeError("the head has nothing to take")
            return count

        figures["text"] = self._spent(write)
        figures["file"] = self._spent(file)
        figures["press"] = self._spent(take)
        self.bot.terminate()
        self.bot.wait(20)
        now = self.stage.call("GET", "/api/clock")["now"]
        self.stage.call("POST", "/api/clock", {"now": now + 7200})
        self.start()
        self.stage.call("POST", "/api/clock/settle", {"timeout": 80})
        self.stage.settle(60)
        figures["restart"] = cpu_seconds(self.bot.pid)
        return figures


def one_round(tree: Path, kind: type[Side] = Side) -> dict[str, float]:
    """A town of its own for each."""
    with tempfile.TemporaryDirectory(prefix="weilinli-turns-") as folder, ExitStack() as stack:
        side = kind(tree, Path(folder), stack)
        try:
            side.open()
            return side.measure()
        except Exception:
            with suppress(OSError):
                say((Path(folder) / "bot.log").read_text(encoding="utf-8")[-2000:])
            raise


def main(arguments: list[str]) -> int:
    """Prints the medians and their ratio, and writes them down."""
    commit, rounds = arguments[0], int(arguments[1]) if len(arguments) > 1 else ROUNDS
    found: dict[str, list[dict[str, float]]] = {"before": [], "after": []}
    about = results.machine()
    with tree_of(commit) as before:
        for number in range(rounds):
            for name, tree in (("before", before), ("after", ROOT)):
                found[name].append(one_round(tree))
                say(f"round {number + 1} {name}: " + ", ".join(f"{k} {v:.4f}" for k, v in found[name][-1].items()))
    medians = {
        side: {step: statistics.median(one[step] for one in rows) for step in STEPS} for side, rows in found.items()
    }
    for step in STEPS:
        a, b = medians["before"][step], medians["after"][step]
        say(f"{step}: {a:.4f} s -> {b:.4f} s CPU, {b / a:.2f} times")
    figures: dict[str, Any] = {"commit": commit, "rounds": found, "median_cpu_s": medians}
    results.write("turns", figures, about)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("python -m benchmarks.turns COMMIT [ROUNDS]")
    sys.exit(main(sys.argv[1:]))
