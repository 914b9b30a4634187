"""Failpoints kill where they are told to, and only in the sandbox."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import ConfigError, parse
from bot.running import failpoints

SANDBOX = '[telegram]\nbase_url = "http://127.0.0.1:1"\n[clock]\nsource = "sandbox"\n'


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    """No other test dies of it."""
    yield
    failpoints._armed = ""


def test_production_refuses_a_failpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the system's clock the variable is refused by name, whatever it says."""
    monkeypatch.setenv(failpoints.VARIABLE, failpoints.POINTS[0])
    with pytest.raises(ConfigError, match=failpoints.VARIABLE):
        failpoints.arm(parse(""))


@pytest.mark.parametrize("asked", ["nowhere", "send-after:often", ":2"])
def test_an_unknown_point_is_refused(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt point would never be reached, and the run would prove nothing."""
    monkeypatch.setenv(failpoints.VARIABLE, asked)
    with pytest.raises(ConfigError, match="there is no point"):
        failpoints.arm(parse(SANDBOX))


def test_the_point_is_reached_for_the_third_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """`send-after:3` lets two messages pass, whatever other points are passed."""
    killed: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: killed.append((pid, number)))
    monkeypatch.setenv(failpoints.VARIABLE, "send-after:3")
    failpoints.arm(parse(SANDBOX))
    for name in ("send-after", "record-after", "send-after", "record-after"):
        failpoints.reached(name)
    assert not killed
    failpoints.reached("send-after")
    assert killed == [(os.getpid(), signal.SIGKILL)]


def test_every_point_is_called_once_in_the_bot() -> None:
    """A point that no code passes would never kill."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(failpoints.__file__).parents[1].rglob("*.py"))
    for point in failpoints.POINTS:
        assert source.count(f'reached("{point}")') == 1, point
