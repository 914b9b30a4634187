"""The container file, as far as it can be judged without building it."""

import re
from pathlib import Path

import pytest

from bot.cli import build_parser
from bot.commands import health
from bot.config import parse
from tests.packaging.test_wheel import GIVEN, TOP_LEVEL

ROOT = Path(__file__).parents[2]
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


def test_everything_that_is_installed_goes_into_the_image() -> None:
    """Each package and what installs it, and nothing else, passes the ignore file."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {line[1:] for line in rules if line.startswith("!")} == {*TOP_LEVEL, *GIVEN, "requirements-pdf.lock"}


def test_the_base_is_pinned() -> None:
    """A version to the last number, on a named Debian."""
    assert re.search(r"^FROM docker\.io/library/python:3\.\d+\.\d+-slim-[a-z]+$", CONTAINER, re.MULTILINE)


def test_the_health_check_is_a_command_of_ours() -> None:
    """It is the installed program, with the configuration that `run` has."""
    command = re.search(r"HEALTHCHECK.*\n\s*CMD \[(.+)\]", CONTAINER)
    assert command is not None
    program, *arguments = re.findall(r'"([^"]+)"', command[1])
    assert program == "weilinli"
    assert build_parser().parse_args(arguments).config == Path("/data/config.toml")


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:8080/health"),
        ("127.0.0.1", "http://127.0.0.1:8080/health"),
        ("::", "http://[::1]:8080/health"),
        ("10.0.0.7", "http://10.0.0.7:8080/health"),
    ],
)
def test_whoever_listens_everywhere_is_asked_at_home(host: str, url: str) -> None:
    """An address that means all of them is nowhere to go."""
    assert health.address(host, 8080) == url


def test_the_documented_command_comes_back_by_itself() -> None:
    """After a crash or a restart of the machine the container is started again."""
    for name in ("operations.md", "operations.zh.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert re.search(r"podman run -d --name weilinli --restart=always ", text)


async def test_health_is_asked_where_it_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the port of the metrics; the webhook's has no such page."""
    asked: list[str] = []

    async def answer(url: str) -> str:
        asked.append(url)
        return ""

    monkeypatch.setattr(health, "_asked", answer)
    assert await health.trouble(parse("[web]\nport = 8080\nmetrics_port = 8081\n")) == ""
    assert asked == ["http://127.0.0.1:8081/health"]
