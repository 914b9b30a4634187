"""The configuration: what is read, what is refused, and that the example explains every key."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import TOKEN_VARIABLE, Config, ConfigError, keys, load, parse
from casework.hours import parse_hours
from casework.model.people import Role
from casework.settings import Settings, WorkingLimit
from locales.translator import translator

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
OF_AREAS = {
    "zone",
    "rungs",
    "category_limits",
    "hours_since",
    "days",
    "emergency",
    "drill",
    "emergencies",
    "trial",
    "capabilities",
}
"""What has a table of its own, or is set by areas alone."""
TOKEN = "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def leaves(table: dict[str, object], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for key, value in table.items():
        found |= leaves(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key}
    return found


def test_where_the_board_opens_inside_telegram() -> None:
    """At an address that Telegram takes; without one nowhere."""
    assert parse('[web]\nurl = "https://wall.example.org"').app_url == "https://wall.example.org/app"
    assert parse("").app_url == ""
    there = '[telegram]\nbase_url = "http://127.0.0.1:8081"\n[web]\nurl = "http://127.0.0.1:8080"\n'
    assert parse(there).app_url == ""
    assert parse(f'{there}[clock]\nsource = "sandbox"').app_url == "http://127.0.0.1:8080/app"


def test_the_example_has_every_key_and_no_other() -> None:
    """config.example.toml names each key that the program reads, and nothing else."""
    assert leaves(tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))) == set(keys())


def test_every_setting_can_be_configured() -> None:
    """Each time, and each limit, of the casework has its key."""
    written = {
        key.split(".")[1]
        for key in keys()
        if key.split(".")[0] in ("clock", "limits", "meetings", "kept", "neighbourhood", "service")
    }
    for name in Settings.__dataclass_fields__.keys() - OF_AREAS:
        assert any(key == name or key.rsplit("_", 1)[0] == name for key in written), name


def test_the_example_is_the_defaults() -> None:
    """Leaving everything out is the same as the example."""
    example, empty = load(EXAMPLE), parse("")
    assert example.settings == empty.settings == Settings(hours=parse_hours("08:00-20:00"))
    assert example.telegram == empty.telegram
    assert empty.clock == "system"


def test_hours_are_off_with_the_sandbox_s_clock_alone() -> None:
    """Nobody waits for the morning in a sandbox, unless the file says so."""
    sandbox = '[telegram]\nbase_url = "http://127.0.0.1:1"\n[clock]\nsource = "sandbox"\n'
    assert parse(sandbox).settings.service.always
    assert not parse("").settings.service.always
    assert not parse(sandbox + '[service]\nhours = "08:00-20:00"').settings.service.always
    limits = parse("[service]\nworking_limits = ['leak 2 days']").settings.category_limits
    assert limits == {"leak": WorkingLimit(days=2)}


def test_values_arrive() -> None:
    """Minutes, hours, days, rungs and the time zone end up in the settings."""
    config = parse(
        '[neighbourhood]\ntimezone = "Europe/Berlin"\n[clock]\nplan_minutes = 9.5\nrate_lapse_days = 2\n'
        '[ladder.2]\nafter_minutes = 40\nroles = ["community_manager", "supervisor"]\n'
    )
    assert str(config.settings.zone) == "Europe/Berlin"
    assert config.settings.plan == timedelta(minutes=9.5)
    assert config.settings.rate_lapse == timedelta(days=2)
    assert config.settings.rung(2).after == timedelta(minutes=40)
    assert config.settings.rung(2).roles == (Role.COMMUNITY_MANAGER, Role.SUPERVISOR)
    assert config.settings.rung(3) == Settings().rung(3)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("nonsense = 1", "nonsense"),
        ("[service]\nhours = '20:00-08:00'", "service.hours"),
        ("[service]\nhours = 'never'", "service.hours"),
        ("[service]\nworking_limits = ['leaks 2 days']", "service.working_limits"),
        ("[service]\nworking_limits = ['leak 2 weeks']", "service.working_limits"),
        ("[telegram]\nbase_ur = 'x'", "telegram.base_ur"),
        ("[telegram]\nbase_url = 7", "telegram.base_url"),
        ("[telegram]\nbase_url = 'ftp://x'", "telegram.base_url"),
        ("[database]\nfile = 'x'", "database.file"),
        ("[web]\nmetrics_port = 70000", "web.metrics_port"),
        ("[web]\nport = 8080\nmetrics_port = 8080", "web.metrics_port"),
        ("[clock]\nplan_minutes = 'ten'", "clock.plan_minutes"),
        ("[clock]\nplan_minutes = true", "clock.plan_minutes"),
        ("[clock]\nplan_minutes = -1", "clock.plan_minutes"),
        ("[clock]\nplan_minutes = 0", "clock.plan_minutes"),
        ("[clock]\nplan_minutes = 30", "clock.plan_minutes"),
        ("[clock]\nreply_minutes = 45", "clock.reply_minutes"),
        ("[clock]\nupdates_kept_days = 1.9", "clock.updates_kept_days: must be at least 2 days"),
        ("[clock]\nurgent_times = 1.5", "clock.urgent_times"),
        ("[clock]\nremind_at = 'noon'", "clock.remind_at"),
        ("[limits]\nreports_an_hour = 0", "limits.reports_an_hour"),
        ("[limits]\nreports_a_day = 5", "limits.reports_a_day"),
        ("[limits]\nphotos_a_day = 5", "limits.photos_a_day"),
        ("[limits]\nnudge_every_minutes = -1", "limits.nudge_every_minutes"),
        ("[limits]\nfloods = 5", "limits.floods"),
        ("[clock]\nsource = 'moon'", "clock.source"),
        ("[clock]\nsource = 'sandbox'", "clock.source"),
        ("clock = 'sandbox'", "clock"),
        ("[ladder.2]\nafter_minutes = 200", "ladder.3.after_minutes"),
        ("[ladder.3]\nroles = []", "ladder.3.roles"),
        ("[ladder.3]\nroles = ['king']", "ladder.3.roles"),
        ("[ladder.3]\nroles = [3]", "ladder.3.roles"),
        ("[ladder.5]\nafter_minutes = 3000", "ladder.5"),
        ("[neighbourhood]\ntimezone = 'Moon/Base'", "neighbourhood.timezone"),
        ("not toml at all", "not TOML"),
        ("[clock]\nplan_minute = 9", "clock.plan_minute: there is no such key; is clock.plan_minutes meant?"),
        ("[clock]\nplan_minutes = nan", "clock.plan_minutes: must be between 0 and 1000000"),
        ("[clock]\nplan_minutes = 1e400", "clock.plan_minutes"),
        ("[clock]\nurgent_times = 2.0", "clock.urgent_times: must be a whole number"),
        ("[clock]\nremind_at = 2026-01-01", "clock.remind_at: must be a time of day"),
        ("[limits]\nreports_an_hour = 0", "limits.reports_an_hour: must be at least 1"),
        ("[kept]\nwords_kept_days = 3", "kept.words_kept_days: must be at least 30 days"),
        ("[ladder.2]\ndeputies = 1", "ladder.2.deputies: must be true or false"),
        ("[ladder.2]\nroles = 'steward'", "ladder.2.roles: must be a list of texts"),
        ("[web]\nport = '80'", "web.port: must be a whole number"),
        ("web = 80", "web: must be a table"),
    ],
)
def test_what_cannot_be_right_is_refused_by_name(text: str, key: str) -> None:
    """Unknown keys, wrong types and impossible values are errors that name the key."""
    with pytest.raises(ConfigError, match=key.replace(".", r"\.")):
        parse(text)


def test_what_is_wrong_is_said_in_the_readers_language() -> None:
    """The key stays as it is written; also when the reason is one of the casework's."""
    for text, words in (
        ("[clock]\nplan_minutes = 2.5", "clock.plan_minutes：要在第 1 级（5 分钟）和 clock.reply_minutes 之间"),
        ("[clock]\nplan_minute = 9", "clock.plan_minute：没有这一项，是不是 clock.plan_minutes？"),
        ("[web]\nport = true", "web.port：要写整数"),
    ):
        with pytest.raises(ConfigError) as refused:
            parse(text)
        assert refused.value.words(translator("zh_CN")).startswith(words)


def test_the_sandbox_clock_is_for_sandboxes() -> None:
    """The sandbox's clock is accepted wherever the real Telegram is not."""
    config = parse("[telegram]\nbase_url = 'http://127.0.0.1:8081/'\n[clock]\nsource = 'sandbox'")
    assert config.clock == "sandbox"
    assert config.telegram.base_url == "http://127.0.0.1:8081"


def test_a_relative_database_lies_beside_the_configuration(tmp_path: Path) -> None:
    """Wherever the command is run from."""
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    assert load(path).database.url == f"sqlite:///{tmp_path / 'weilinli.db'}"


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """No traceback for a file that is not there."""
    with pytest.raises(ConfigError, match="weilinli init"):
        load(tmp_path / "none.toml")


def config_with_token_file(tmp_path: Path, content: str, mode: int) -> Config:
    file = tmp_path / "token"
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)
    path = tmp_path / "config.toml"
    path.write_text('[telegram]\ntoken_file = "token"\n', encoding="utf-8")
    return load(path)


def test_the_token_comes_from_the_environment_or_a_private_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable goes first; a file is read only when nobody else may."""
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    config = config_with_token_file(tmp_path, f"{TOKEN}\n", 0o600)
    assert config.token() == TOKEN
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN + "2")
    assert config.token() == TOKEN + "2"


@pytest.mark.parametrize(("content", "mode", "why"), [(TOKEN, 0o640, "others may read"), ("hello", 0o600, "no token")])
def test_a_token_file_that_others_may_read_or_without_a_token_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, mode: int, why: str
) -> None:
    """The error names the key and does not repeat what is in the file."""
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    with pytest.raises(ConfigError, match=why) as refused:
        config_with_token_file(tmp_path, content, mode).token()
    assert "telegram.token_file" in str(refused.value)
    assert content not in str(refused.value)


def test_no_token_at_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says where one may come from."""
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    with pytest.raises(ConfigError, match=TOKEN_VARIABLE):
        parse("").token()


@pytest.mark.parametrize("url", ["http://host:80a/x", "https://", "ftp://host/x", "host/x", "http://host:0/"])
def test_an_address_that_cannot_be_called_is_refused(url: str) -> None:
    """Before the bot starts: later it would end by it."""
    with pytest.raises(ConfigError, match=r"watch\.heartbeat_url"):
        parse(f'[watch]\nheartbeat_url = "{url}"\n')
