"""`make demo ARGS="--headless"`: it succeeds only if everything expected was seen, and sees what was not."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ports import free_port

ROOT = Path(__file__).parents[1]
TICKER_OFF = """
import sys
if "run" in sys.argv:
    import bot.running.ticker
    async def tick(self):
        self.caught_up.set()
    bot.running.ticker.Ticker.tick = tick
"""


def demo(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "demo", *arguments],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def children(pid: int) -> list[int]:
    """Pids of a process's children (Linux)."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in found.read_text().split()] if found.exists() else []


def bot_of(pid: int) -> int:
    """The child that is the bot."""
    return next(one for one in children(pid) if b"bot.cli" in Path(f"/proc/{one}/cmdline").read_bytes())


def test_every_story_is_seen_on_the_phones() -> None:
    """The stories are played through the real bot over HTTP, every expected message is seen; then the wall answers, and
    the board opens inside Telegram and by the link that the bot gave the community's manager."""
    process = demo("--headless", "--port", str(free_port()))
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 0, output
    assert "告诉街道" in output
    assert "回音壁 / wall: http://127.0.0.1:" in output
    assert re.search(r"亮灯 / board: http://127.0.0.1:\d+/board\n", output)
    assert re.search(r"board inside Telegram: http://127.0.0.1:\d+/app\n", output)


def test_a_ticker_that_is_off_is_noticed(tmp_path: Path) -> None:
    """Without the ticker no ping comes after five minutes, and the demo says who did not see what."""
    (tmp_path / "sitecustomize.py").write_text(TICKER_OFF, "utf-8")
    process = demo("--headless", "--port", str(free_port()), PYTHONPATH=str(tmp_path))
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 1, output
    assert "没人接" in output.splitlines()[-1] or "张姐" in output


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the bot's process in /proc: Linux only")
def test_a_bot_that_is_killed_is_noticed() -> None:
    """With the bot killed in the middle of the story the demo fails."""
    process = demo("--headless", "--port", str(free_port()))
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("2. "):
            os.kill(bot_of(process.pid), signal.SIGKILL)
            break
    rest, _ = process.communicate(timeout=240)
    assert process.returncode == 1, rest


def test_a_port_in_use_is_said_in_one_line() -> None:
    """A port in use: one clear line, no traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = demo("--headless", "--port", str(taken.getsockname()[1]))
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert len(output.strip().splitlines()) == 1
    assert "--port" in output
