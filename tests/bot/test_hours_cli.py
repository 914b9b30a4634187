"""`weilinli hours` and `weilinli days`."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.library_days import days_of
from bot.config import TOKEN_VARIABLE
from casework.hours import DayKind
from casework.settings import Settings
from casework.working_time import working_days
from storage.database import Database


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty directory with a database, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    assert main(["init"]) == 0


def settings_now() -> Settings:
    """As a unit of work sees them."""

    async def ask() -> Settings:
        database = await Database.open("sqlite:///weilinli.db")
        work = database.work(Settings())
        await work.known_days()
        await database.close()
        return work.settings_for((), datetime.now(UTC))

    return asyncio.run(ask())


def test_the_library_knows_the_days_of_2026() -> None:
    """With the make-up days that were announced: 20 working days after 9 February are 13 March. 2027 is provisional."""
    assert main(["days", "fetch", "2026", "2027"]) == 0
    service = settings_now().service
    assert working_days(date(2026, 2, 9), 20, service) == date(2026, 3, 13)
    assert service.days.kind(date(2026, 2, 28)) is DayKind.MAKE_UP
    assert not service.days.known[date(2026, 2, 28)].provisional
    assert service.days.known[date(2027, 2, 5)].provisional == (
        not any(one["kind"] == "make_up" for one in days_of("CN", [2027])["days"])
    )


def test_by_hand_counts_before_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    """Fetching again changes nothing that somebody entered."""
    assert main(["days", "set", "2026-10-01", "ordinary"]) == 0
    assert main(["days", "fetch", "2026"]) == 0
    capsys.readouterr()
    assert main(["days", "fetch", "2026"]) == 0
    assert "0 days" in capsys.readouterr().out
    assert settings_now().service.days.works(date(2026, 10, 1))


def test_hours_are_set_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """From a day on; what cannot be is one line that says what to write."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    assert main(["hours", "09:00-18:00", "--from", tomorrow.isoformat()]) == 0
    assert main(["hours"]) == 0
    shown = capsys.readouterr().out
    assert "08:00-20:00 (configuration)" in shown
    assert "09:00-18:00, from" in shown
    assert settings_now().service.windows(tomorrow) == ((540, 1080),)
    for wrong in (["hours", "20:00-08:00"], ["hours", "08:00-20:00", "--area", "nowhere"]):
        assert main(wrong) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert main(["days", "fetch", "2026", "--country", "XX"]) == 1
    assert "by hand" in capsys.readouterr().err


def test_days_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """With what they are and who says so; none yet is said."""
    assert main(["days", "list"]) == 0
    assert "days fetch" in capsys.readouterr().out
    assert main(["days", "set", "2099-12-31", "own", "--hours", "09:00-12:00", "--name", "stocktaking"]) == 0
    assert main(["days", "list"]) == 0
    assert "2099-12-31  own hours  09:00-12:00  stocktaking (by hand)" in capsys.readouterr().out
