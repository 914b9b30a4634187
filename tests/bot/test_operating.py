"""What whoever runs the bot does: move, look at the ledger, ask the doctor, read the manual."""

import argparse
import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli import build_parser, main
from bot.commands.doctor import Finding, Level, escalations, examine
from bot.config import TOKEN_VARIABLE, Config, parse
from bot.running.health import Health
from casework.clock.falling_due import fire
from locales.translator import translator
from storage.database import Database, migrate
from storage.deadlines import Deadlines
from tests.casework.neighbourhood import PEOPLE
from tests.storage.town import Town

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty directory, in English, without a token or a network."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)


async def furnished(url: str, *, lost: bool = False) -> None:
    """A report an hour ago, its first rung fired; perhaps with a message that was lost."""
    await migrate(url)
    town = Town(await Database.open(url))
    try:
        await town.furnish()
        now = datetime.now(UTC)
        await town.report(at=now - timedelta(minutes=20))
        while due := await Deadlines(town.database).due(now, 100):
            await town.do(lambda work: fire(due[0], now, work))
        if lost:
            statement = "DELETE FROM outbox WHERE ping_id IN (SELECT id FROM pings WHERE rung = 1)"
            await town.database.write(lambda connection: connection.execute(text(statement)).close())
    finally:
        await town.database.close()


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'weilinli.db'}"
    asyncio.run(furnished(url))
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    return url


def test_a_database_is_moved(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every table is named with its rows; a second time into the same target is refused in one line."""
    target = f"sqlite:///{tmp_path / 'other.db'}"
    assert main(["copy-database", database, target]) == 0
    assert f"persons: {len(PEOPLE)}" in capsys.readouterr().out.splitlines()
    assert main(["copy-database", database, target]) == 1
    complaint = capsys.readouterr().err
    assert "not empty" in complaint
    assert complaint.count("\n") == 1


def test_the_ledger_is_shown(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As a table with a summary, as CSV, and since when."""
    assert main(["ledger", "deliveries"]) == 0
    shown = capsys.readouterr().out
    assert "ping: pending" in shown
    assert main(["ledger", "deliveries", "--csv", "--since", "3d"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("due,committed,sent")
    assert any(",ping,ping,1,pending," in line for line in lines)
    assert main(["ledger", "deliveries", "--since", "1m"]) == 0
    assert "Nothing was due." in capsys.readouterr().out
    assert main(["ledger", "deliveries", "--since", "soon"]) == 2
    assert "--since" in capsys.readouterr().err


@pytest.mark.parametrize("lost", [False, True])
async def test_the_doctor_sees_an_escalation_that_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    """The auditor's findings of the last day, with the issue's number."""
    url = f"sqlite:///{tmp_path / 'doctor.db'}"
    await furnished(url, lost=lost)
    config = parse(f'[database]\nurl = "{url}"\n[telegram]\nbase_url = "http://127.0.0.1:9"\n')
    (finding,) = [one for one in await examine(config, translator("en")) if one.check == escalations.__name__]
    assert isinstance(finding, Finding)
    assert finding.level is (Level.FAIL if lost else Level.OK)
    assert ("asked without a message" in finding.text and "#1" in finding.text) is lost


def commands(parser: argparse.ArgumentParser, before: str = "weilinli") -> Iterator[str]:
    """Every command that can be given."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield before
    for action in below:
        for name, one in action.choices.items():
            yield from commands(one, f"{before} {name}")


def test_every_command_is_in_the_manual() -> None:
    """What `weilinli` can do stands in docs/operations.md or docs/roster.md."""
    manual = OPERATIONS + (ROOT / "docs" / "roster.md").read_text(encoding="utf-8")
    assert [one for one in commands(build_parser()) if one not in manual] == []


def test_the_manual_explains_what_health_says() -> None:
    """Each trouble of the health endpoint, and each finding of the auditor, has its line."""
    import inspect

    from storage.audit import Fault

    said = inspect.getsource(Health)
    for part in ("clock", "database", "updates", "start"):
        assert f'Trouble("{part}"' in said
        assert f"`{part}:" in OPERATIONS
    assert [fault for fault in Fault if f"`{fault}`" not in OPERATIONS] == []


def test_the_unit_restarts_what_says_nothing() -> None:
    """systemd watches, waits for readiness, and restarts whatever the end was."""
    unit = (ROOT / "docs" / "examples" / "weilinli.service").read_text(encoding="utf-8")
    for line in ("Type=notify", "WatchdogSec=60", "Restart=always", "KillSignal=SIGTERM"):
        assert line in unit.splitlines()


def test_a_webhook_needs_everything_that_makes_it_safe() -> None:
    """https, the path on which the bot listens, a secret, a port: each is asked for by its key."""
    from bot.config import ConfigError

    def config(url: str, more: str = "", port: int = 8080) -> Config:
        return parse(f'[telegram]\nwebhook_url = "{url}"\n{more}\n[web]\nport = {port}\n')

    secret = 'webhook_secret_file = "secret"'
    assert config("https://a.example/telegram/updates", secret).telegram.webhook_url
    for wrong, key in (
        (("http://a.example/telegram/updates", secret), "webhook_url"),
        (("https://a.example/hook", secret), "webhook_url"),
        (("https://a.example/telegram/updates",), "webhook_secret_file"),
    ):
        with pytest.raises(ConfigError, match=key):
            config(*wrong)
    with pytest.raises(ConfigError, match=r"web\.port"):
        config("https://a.example/telegram/updates", secret, port=0)
    with pytest.raises(ConfigError, match=r"web\.port"):
        parse("[web]\nport = 70000\n")


def test_the_webhooks_secret_is_private_and_long(tmp_path: Path) -> None:
    """Others may not read it, and it cannot be guessed."""
    from bot.config import ConfigError

    path = tmp_path / "secret"
    url = "https://a.example/telegram/updates"
    config = parse(f'[telegram]\nwebhook_url = "{url}"\nwebhook_secret_file = "{path}"\n[web]\nport = 1\n')
    for words, mode, wrong in (("0123456789abcdef", 0o644, "chmod 600"), ("short", 0o600, "16 to 256")):
        path.write_text(words)
        path.chmod(mode)
        with pytest.raises(ConfigError, match=wrong):
            config.webhook_secret()
    path.write_text("0123456789abcdef\n")
    assert config.webhook_secret() == "0123456789abcdef"
