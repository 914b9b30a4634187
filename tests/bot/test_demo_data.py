"""`weilinli demo-data`: a month by the real rules, once, and never among real people."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.cli import main

ROSTER = Path(__file__).parents[2] / "docs" / "examples" / "beiji.csv"
UNTIL = "2026-11-21T10:00:00+08:00"
SANDBOX = '[telegram]\nbase_url = "http://127.0.0.1:9"\n'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A migrated database beside a configuration for the sandbox."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    (tmp_path / "config.toml").write_text(SANDBOX, "utf-8")
    assert main(["migrate"]) == 0
    return tmp_path


@contextmanager
def rows(place: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(place / "weilinli.db")) as connection:
        yield connection


def test_the_month_is_by_the_rules_and_leaves_nothing_to_ring(place: Path) -> None:
    """Matters are closed, rated, promised, pinged; nothing that was due is pending, nothing waits to be sent."""
    assert main(["roster", "import", "--live", str(ROSTER)]) == 0
    assert main(["demo-data", "--issues", "60", "--until", UNTIL]) == 0
    until = datetime.fromisoformat(UNTIL).timestamp() * 1_000_000
    with rows(place) as found:
        states = dict(found.execute("SELECT state, count(*) FROM issues GROUP BY state").fetchall())
        assert 50 <= sum(states.values()) <= 60
        assert states["closed"] > 25
        ratings = {rating for (rating,) in found.execute("SELECT DISTINCT rating FROM rounds")}
        assert {"good", None} <= ratings
        assert found.execute("SELECT count(*) FROM pings").fetchone()[0] > 20
        assert found.execute("SELECT count(*) FROM outbox WHERE state = 'pending'").fetchone() == (0,)
        assert found.execute("SELECT count(*) FROM deadlines WHERE state = 'fired'").fetchone()[0] > 60
        late = "SELECT count(*) FROM deadlines WHERE state = 'pending' AND due_at <= ?"
        assert found.execute(late, (until,)).fetchone() == (0,)


def test_departments_are_whistled_and_reports_put_together(place: Path) -> None:
    """Where the roster has departments they are called, come, are rated; two reports of one thing are one matter."""
    for name in ("beiji", "beiji-officers", "beiji-departments"):
        assert main(["roster", "import", str(ROSTER.with_name(f"{name}.csv"))]) == 0
    assert main(["demo-data", "--issues", "120", "--until", UNTIL]) == 0
    with rows(place) as found:
        calls = found.execute("SELECT state, reported_in_at > report_in_by, redos FROM whistle_calls").fetchall()
        assert [state for state, _, _ in calls].count("accepted") >= 3
        assert {late for state, late, _ in calls if state == "accepted"} <= {0, 1}
        assert found.execute("SELECT count(*) FROM issues WHERE state = 'merged'").fetchone()[0] >= 2
        together = "SELECT count(*) FROM reports GROUP BY issue_id HAVING count(*) > 1"
        assert len(found.execute(together).fetchall()) >= 2


def test_a_database_with_issues_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second month would be mixed up with the first."""
    main(["roster", "import", "--live", str(ROSTER)])
    assert main(["demo-data", "--issues", "3", "--until", UNTIL]) == 0
    assert main(["demo-data", "--issues", "3", "--until", UNTIL]) == 1
    assert "issues in this database already" in capsys.readouterr().err


def test_without_a_roster_it_says_what_to_do(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody lives there, nobody could answer."""
    assert main(["demo-data"]) == 1
    assert "roster import" in capsys.readouterr().err


def test_the_real_telegram_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With Telegram itself in the configuration nothing is invented."""
    (place / "config.toml").write_text("", "utf-8")
    assert main(["demo-data"]) == 2
    assert "real people" in capsys.readouterr().err
