"""A small chaos run passes, and sees what it is there to see: the sabotages."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LINE = re.compile(
    r"kills=(?P<kills>\d+) reports=(?P<reports>\d+) lost=(?P<lost>\d+) double_issues=(?P<double_issues>\d+) "
    r"missed_escalations=(?P<missed>\d+) double_escalations=(?P<double>\d+) repeated_messages=\d+ \([^)]+\) "
    r"max_lateness_after_restart_s=[\d.]+"
)
AT_MOST_SECONDS = 150
"""For a machine that has much else to do; a run takes 15 to 25 s."""


def chaos(tmp_path: Path, kills: int, sabotage: str = "") -> tuple[int, dict[str, int], str]:
    """A few kills as `make chaos` does them, one replica on SQLite: exit code, last line's figures, what was said."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.chaos", "sqlite-1"],
        cwd=ROOT,
        env=os.environ | {"KILLS": str(kills), "SEED": "3", "SABOTAGE": sabotage, "KEEP": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=AT_MOST_SECONDS,
        check=False,
    )
    said = done.stdout + done.stderr
    found = LINE.fullmatch(done.stdout.strip().splitlines()[-1]) if done.stdout.strip() else None
    assert found is not None, said
    return done.returncode, {name: int(value) for name, value in found.groupdict().items()}, said


def test_five_kills_lose_and_repeat_nothing(tmp_path: Path) -> None:
    """Killed five times under load, the bot lost no report, and every escalation happened once."""
    code, figures, said = chaos(tmp_path, 5)
    assert code == 0, said
    assert figures["kills"] == 5
    assert figures["reports"] > 0
    assert {figures[name] for name in ("lost", "double_issues", "missed", "double")} == {0}


@pytest.mark.parametrize(("sabotage", "figure"), [("ack-before-commit", "lost"), ("double-fire", "double")])
def test_sabotage_is_seen(sabotage: str, figure: str, tmp_path: Path) -> None:
    """A bot that confirms before it commits, or fires a deadline twice, makes the run end with 1 and say what."""
    code, figures, said = chaos(tmp_path, 2, sabotage)
    assert code == 1, said
    assert figures[figure] > 0, said


def test_kills_while_many_are_told(tmp_path: Path) -> None:
    """Killed again and again while a notice goes to a hundred and fifty groups: nobody is skipped, nobody told twice
    but where it died between Telegram's answer and the record, and all have the correction."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.chaos.many"],
        cwd=ROOT,
        env=os.environ | {"KILLS": "6", "HEARERS": "150", "SEED": "3"},
        capture_output=True,
        text=True,
        timeout=AT_MOST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped=0 stale=0" in done.stdout
