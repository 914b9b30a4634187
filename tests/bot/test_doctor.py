"""`weilinli doctor`: each check finds what it is there to find, and says what to do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from bot.commands.doctor import CHECKS, Finding, Level, examine, lines
from bot.config import TOKEN_VARIABLE, Config, Web, parse
from casework.clock.retiming import Said, SetDays, set_days
from casework.hours import DayKind, parse_hours
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.subjects import Subject, SubjectKind
from locales.translator import translator
from storage.inbox import Inbox
from storage.roster import AreaEntry, Roster
from tests.bot.conftest import Running_, Stage
from tests.stories.town import AREAS, ESTATE, POSTS

EN = translator("en")


async def found(stage: Stage, check: str, config: Config | None = None) -> list[Finding]:
    return [one for one in await examine(config or stage.config, EN) if one.check == check]


def worst(findings: list[Finding]) -> Level:
    return max((one.level for one in findings), key=[Level.OK, Level.WARN, Level.FAIL].index)


async def bind(stage: Stage, **chat: Any) -> int:
    """A community with a bound group; its id."""
    await Roster(stage.database).put([ESTATE], AREAS, POSTS)
    made = await stage.post("/api/chats", **({"type": "supergroup", "title": "群", "members": [stage.ann]} | chat))
    work = stage.database.work(stage.config.settings)
    area = await work.area_by_code("bj-by")
    assert area is not None
    from casework.model.chats import Audience

    await work.bind_chat(f"tg:{made['id']}", None, area.id, Audience.STAFF, "群")
    await work.commit()
    return int(made["id"])


async def test_a_good_token_and_a_good_group_are_good(stage: Stage) -> None:
    """Every check that has nothing to say says so."""
    await bind(stage, bots=[stage.bot["id"]])
    assert worst(await found(stage, "token")) is Level.OK
    assert worst(await found(stage, "groups")) is Level.OK
    assert worst(await found(stage, "database")) is Level.OK
    assert worst(await found(stage, "clock")) is Level.OK


async def test_holidays_that_nobody_wrote_down(stage: Stage) -> None:
    """With service hours and no days it says how to get them; with hours off it has nothing to say."""
    (off,) = await found(stage, "calendar")
    assert off.level is Level.OK
    office = replace(stage.config, settings=replace(stage.config.settings, hours=parse_hours("08:00-20:00")))
    assert worst(findings := await found(stage, "calendar", office)) is Level.WARN
    assert "weilinli days fetch" in findings[0].advice
    work = stage.database.work(stage.config.settings)
    today = datetime.now(office.settings.zone).date()
    days = [Said(day=date(today.year + more, 5, 1), kind=DayKind.HOLIDAY) for more in (0, 1)]
    await set_days(SetDays(at=datetime.now(UTC), days=days, source="test"), [], work)
    await work.commit()
    assert worst(await found(stage, "calendar", office)) is Level.OK


async def test_a_missing_token(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says where it may come from."""
    monkeypatch.delenv(TOKEN_VARIABLE)
    (finding,) = await found(stage, "token")
    assert finding.level is Level.FAIL
    assert TOKEN_VARIABLE in finding.text


async def test_a_refused_token(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram does not know it; it is not repeated on the screen."""
    monkeypatch.setenv(TOKEN_VARIABLE, "1:" + "x" * 30)
    findings = await found(stage, "token")
    assert worst(findings) is Level.FAIL
    assert "xxx" not in "\n".join(lines(findings))


async def test_no_network(stage: Stage) -> None:
    """Nobody answers at the address."""
    away = replace(stage.config, telegram=structs.replace(stage.config.telegram, base_url="http://127.0.0.1:9"))
    assert worst(await found(stage, "token", away)) is Level.FAIL
    assert worst(await found(stage, "clock", away)) is Level.FAIL


async def test_a_webhook_takes_the_updates_away(stage: Stage) -> None:
    """Polling would get nothing."""
    await stage.post(f"/bot{stage.bot['token']}/setWebhook", url="https://example.org/hook")
    findings = await found(stage, "token")
    assert worst(findings) is Level.FAIL
    assert any("webhook" in one.text.lower() for one in findings)


async def test_privacy_mode(stage: Stage) -> None:
    """Mentions do not arrive: a warning, since everything else works."""
    (finding,) = await found(stage, "privacy")
    assert finding.level is Level.WARN
    assert "/setprivacy" in finding.advice
    await stage.http.patch(f"/api/bots/{stage.bot['id']}", json={"can_read_all_group_messages": True})
    assert worst(await found(stage, "privacy")) is Level.OK


async def test_a_group_without_the_bot(stage: Stage) -> None:
    """It was removed: say which group, and what to do."""
    await bind(stage)
    (finding,) = await found(stage, "groups")
    assert finding.level is Level.FAIL
    assert "群" in finding.text
    assert finding.advice


async def test_a_group_in_which_the_bot_may_not_write(stage: Stage) -> None:
    """Restricted by an administrator."""
    chat = await bind(stage, bots=[stage.bot["id"]], owner=stage.ann)
    await stage.post(
        f"/api/chats/{chat}/members",
        user=stage.bot["id"],
        status="restricted",
        by=stage.ann,
        rights={"can_send_messages": False},
    )
    (finding,) = await found(stage, "groups")
    assert finding.level is Level.FAIL
    assert "may not write" in finding.text


async def test_an_empty_roster_and_one_without_people(stage: Stage) -> None:
    """Nothing imported is a failure, a community without people a warning."""
    assert worst(await found(stage, "roster")) is Level.FAIL
    await Roster(stage.database).put([], [AreaEntry(code="x", kind=AREAS[0].kind, name="某街道")], [])
    assert worst(await found(stage, "roster")) is Level.WARN


async def test_a_missing_database(stage: Stage) -> None:
    """And the other checks still run."""
    gone = parse("[telegram]\nbase_url = 'http://127.0.0.1:9'\n[database]\nurl = 'sqlite:////nowhere/none.db'")
    (finding,) = await found(stage, "database", gone)
    assert finding.level is Level.FAIL
    assert "weilinli init" in finding.text


async def test_what_could_not_be_handled_is_shown(stage: Stage) -> None:
    """With the command that handles it again."""
    inbox = Inbox(stage.database)
    await inbox.take_in([{"update_id": 1}], "polling", datetime.now(UTC))
    (row,) = await inbox.waiting(1)
    await inbox.failed(row.id, "ValueError", datetime.now(UTC), True)
    (finding,) = await found(stage, "database")
    assert finding.level is Level.WARN
    assert "--retry" in finding.advice


async def test_overdue_deadlines(stage: Stage) -> None:
    """Nobody fires them: is the bot running?"""
    now = datetime.fromtimestamp((await stage.http.get("/clock?once=1")).json()["now"], UTC)
    work = stage.database.work(stage.config.settings)
    await Roster(stage.database).put([ESTATE], AREAS, POSTS)
    area = await work.area_by_code("bj-by")
    assert area is not None
    kind = DeadlineKind.SAME_DAY_COMMUNITY
    work.add(
        Deadline(
            id=work.new_id(), kind=kind, due_at=now - timedelta(minutes=9), subject=Subject(SubjectKind.AREA, area.id)
        )
    )
    await work.commit()
    (finding,) = await found(stage, "clock")
    assert finding.level is Level.FAIL
    assert "9 minutes" in finding.text


async def test_a_clock_that_is_wrong(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compared with Telegram's own, by the date of its answer."""
    system = replace(stage.config, clock="system")
    monkeypatch.setattr("bot.commands.doctor.SKEW_AT_MOST", timedelta(seconds=-1))
    (finding,) = await found(stage, "clock", system)
    assert finding.level is Level.FAIL
    assert "off" in finding.text


def test_every_check_has_a_test_in_which_it_fails() -> None:
    """A check is added together with what it finds."""
    assert [check.__name__ for check in CHECKS] == [
        "token",
        "privacy",
        "groups",
        "roster",
        "people",
        "database",
        "running",
        "clock",
        "calendar",
        "escalations",
        "openness",
    ]


async def test_a_town_without_people_fails(stage: Stage) -> None:
    """Seats that nobody took, people whom nobody can reach: a report would reach nobody, and doctor fails."""
    await Roster(stage.database).put([ESTATE], AREAS, POSTS)
    (finding,) = await found(stage, "people")
    assert (finding.level, "roster links" in finding.advice) == (Level.FAIL, True)
    work = stage.database.work(stage.config.settings)
    post = await work.post_by_code(POSTS[0].code)
    assert post is not None
    person = work.meet_person("tg:9", "王师傅", "zh_CN")
    post.person_id = person.id
    work.changed(post)
    await work.commit()
    (finding,) = await found(stage, "people")
    assert (finding.level, "Start" in finding.advice) == (Level.FAIL, True)
    work = stage.database.work(stage.config.settings)
    (await work.person(person.id)).reachable = True
    work.changed(await work.person(person.id))
    await work.commit()
    assert [one.level for one in await found(stage, "people")] == [Level.OK]


async def test_whether_it_runs(stage: Stage, at_work: Running_) -> None:
    """Doctor says that no bot is at work on this database, and that one is."""
    assert [one.level for one in await found(stage, "running")] == [Level.WARN]
    async with at_work([]):
        assert [one.level for one in await found(stage, "running")] == [Level.OK]


async def test_nothing_to_boast_of(stage: Stage) -> None:
    """With an empty ledger nothing "went out"."""
    (finding,) = await found(stage, "escalations")
    assert finding.text == "Nothing had to climb in the last day."


async def test_what_is_open_to_others(stage: Stage, tmp_path: Path) -> None:
    """Files that others may read, figures served beyond this machine, a port at which nothing is: each is said."""
    assert worst(await found(stage, "openness")) is Level.OK
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    path.chmod(0o640)
    web = Web(port=1, metrics_host="0.0.0.0", metrics_port=2)
    findings = await found(stage, "openness", replace(stage.config, path=path, web=web))
    assert [one.level for one in findings] == [Level.WARN] * 3
    said = "\n".join(lines(findings))
    assert f"chmod 600 {path}" in said
    assert "web.metrics_host" in said
    assert "web.metrics_port" in said
