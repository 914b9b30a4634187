"""`weilinli trial`, `weilinli capabilities` and `weilinli report`."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.config import TOKEN_VARIABLE
from demo.__main__ import ROSTER


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """In an empty directory with the demo's town, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    assert main(["init"]) == 0
    assert main(["roster", "import", "--live", str(ROSTER)]) == 0
    capsys.readouterr()


def test_a_trial_is_begun_prolonged_listed_and_ended(capsys: pytest.CaptureFixture[str]) -> None:
    """Said again it is prolonged; without an area what would have rung is listed."""
    assert main(["trial"]) == 0
    assert "No area tries it out" in capsys.readouterr().out
    assert main(["trial", "beiyuan"]) == 0
    assert "nobody above the community is rung" in capsys.readouterr().out
    later = (datetime.now(UTC) + timedelta(days=30)).date()
    assert main(["trial", "beiyuan", "--until", later.isoformat(), "--dry"]) == 0
    assert "nobody is rung but for danger" in capsys.readouterr().out
    assert main(["trial"]) == 0
    assert "until" in capsys.readouterr().out
    assert main(["trial", "beiyuan", "--over"]) == 0
    capsys.readouterr()
    assert main(["trial"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("over")


def test_what_cannot_be_tried_out_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """An area that is not there, a day that is over, an end of what was never begun: one line each."""
    gone = (datetime.now(UTC) - timedelta(days=3)).date()
    for wrong in (
        ["trial", "nowhere"],
        ["trial", "beiyuan", "--until", gone.isoformat()],
        ["trial", "beiyuan", "--over"],
    ):
        assert main(wrong) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_what_an_area_may_do_without(capsys: pytest.CaptureFixture[str]) -> None:
    """Listed with what is so by itself, switched one by one, listed for an area; what there is not is said."""
    assert main(["capabilities"]) == 0
    listed = capsys.readouterr().out
    assert "whistles       ✅ Whistle and report in: calling departments" in listed
    assert "wall_week      ⬜ The week, on Fridays" in listed
    assert main(["capabilities", "beiyuan", "on", "wall_week", "wall_results"]) == 0
    assert "北苑社区 ✅ Each result" in capsys.readouterr().out
    assert main(["capabilities", "beiyuan", "off", "whistles"]) == 0
    capsys.readouterr()
    assert main(["capabilities", "beiyuan"]) == 0
    here = capsys.readouterr().out
    assert "whistles       ⬜" in here
    assert "wall_week      ✅" in here
    assert main(["capabilities", "songjiang"]) == 0
    assert "whistles       ✅" in capsys.readouterr().out
    assert main(["capabilities"]) == 0
    assert "北苑社区 ⬜ Whistle and report in" in capsys.readouterr().out
    for wrong in (["capabilities", "beiyuan", "on", "month"], ["capabilities", "nowhere"]):
        assert main(wrong) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_month_is_written_as_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """Once; a file that is there, a month to come and an area that is not there are one line each."""
    assert main(["report", "beiyuan", "report.html"]) == 0
    assert "is written" in capsys.readouterr().out
    assert "Nothing was filed in that month." in Path("report.html").read_text("utf-8")
    later = f"{datetime.now(UTC).year + 1}-01"
    for wrong in (
        ["report", "beiyuan", "report.html"],
        ["report", "beiyuan", "other.html", "--month", later],
        ["report", "beiyuan", "other.html", "--month", "13"],
        ["report", "nowhere", "other.html"],
    ):
        assert main(wrong) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert not Path("other.html").exists()
