"""The configuration: TOML -> frozen dataclasses. Whatever is unknown, missing or wrong is an error that names its key.

config.example.toml explains every key. The token is never in this file: it comes from the environment or from a file
that only its owner may read.
"""

import os
import re
import stat
import tomllib
from dataclasses import dataclass, field, fields
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from casework.model import Role
from casework.settings import DEFAULT_RUNGS, Rung, Settings, SettingsError
from locales.translator import DEFAULT_LANGUAGE, LANGUAGES

TELEGRAM = "https://api.telegram.org"
TOKEN_VARIABLE = "WEILINLI_TOKEN"
TOKEN = re.compile(r"\d{1,19}:[A-Za-z0-9_-]{20,100}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""What Telegram takes as a webhook's secret (Bot API, setWebhook), and long enough not to be guessed."""

WEBHOOK_PATH = "/telegram/updates"

MINUTES = ("plan", "reply", "ask_on_every", "urgent_every", "report_in", "undo_resolve", "draft_ask", "draft_file")
HOURS = ("waiting_at_most", "same_within")
DAYS = ("rate_lapse", "reopen_within", "visit_note_kept", "updates_kept")
TIMES = ("remind_at", "same_day_holders_at", "same_day_community_at")
COUNTS = ("urgent_times",)
"""Keys of [clock] by their unit; each is the field of casework.settings.Settings of that name."""
KEPT_DAYS = (
    "messages_kept",
    "drafts_kept",
    "conversations_kept",
    "words_kept",
    "links_kept",
    "audit_kept",
    "uses_kept",
)
"""Keys of [kept], likewise."""
LIMIT_MINUTES = ("nudge_every",)
LIMIT_COUNTS = (
    "reports_an_hour",
    "reports_a_day",
    "presses_a_minute",
    "group_commands_an_hour",
    "draft_characters",
    "draft_photos",
)
"""Keys of [limits], likewise."""


class ConfigError(Exception):
    """Something in the configuration cannot be right. One line that names the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    """Which Telegram: the real one, a Bot API server of one's own, or the sandbox."""

    base_url: str = TELEGRAM
    token_file: str = ""
    webhook_url: str = ""
    webhook_secret_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseAt:
    """Where everything is remembered."""

    url: str = "sqlite:///weilinli.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Where the webhook is served, which is open to the world; and where health and metrics are, which are not.

    Port 0: nowhere.
    """

    host: str = "127.0.0.1"
    port: int = 0
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `weilinli run` needs to know."""

    telegram: Telegram = field(default_factory=Telegram)
    database: DatabaseAt = field(default_factory=DatabaseAt)
    web: Web = field(default_factory=Web)
    settings: Settings = field(default_factory=Settings)
    clock: str = "system"
    path: Path | None = None

    @property
    def is_real_telegram(self) -> bool:
        """Whether real people are on the other side."""
        return (urlsplit(self.telegram.base_url).hostname or "").endswith("telegram.org")

    def token(self) -> str:
        """The bot's token. Raises ConfigError."""
        if token := os.environ.get(TOKEN_VARIABLE, "").strip():
            return _token(token, TOKEN_VARIABLE)
        if not self.telegram.token_file:
            raise ConfigError(f"no token: set {TOKEN_VARIABLE}, or telegram.token_file in the configuration")
        return _token(*self._private("token_file", self.telegram.token_file))

    def webhook_secret(self) -> str:
        """What Telegram has to send along with every update. Raises ConfigError."""
        text, where = self._private("webhook_secret_file", self.telegram.webhook_secret_file)
        if not SECRET.fullmatch(text):
            raise ConfigError(f"{where}: must be 16 to 256 letters, digits, _ or -: openssl rand -hex 32")
        return text

    def _private(self, key: str, name: str) -> tuple[str, str]:
        """What stands in a file that only its owner may read, and where that was. Raises ConfigError."""
        path = Path(name)
        if self.path is not None and not path.is_absolute():
            path = self.path.parent / path
        where = f"telegram.{key}: {path}"
        try:
            mode = path.stat().st_mode
            text = path.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigError(f"{where}: {error.strerror}") from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ConfigError(f"telegram.{key}: others may read {path}: chmod 600 {path}")
        return text, where


def _token(text: str, where: str) -> str:
    if not TOKEN.fullmatch(text):
        raise ConfigError(f"{where}: that is no token; one looks like 123456:ABC-DEF...")
    return text


def load(path: Path) -> Config:
    """Read the file. Raises ConfigError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(f"there is no {path}: `weilinli init` writes one; another one: --config FILE") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text") from None
    return parse(text, path)


def parse(text: str, path: Path | None = None) -> Config:
    """The configuration in a TOML text. Raises ConfigError."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path or 'the configuration'} is not TOML: {error}") from None
    top = _Table(raw, "")
    neighbourhood, clock = top.table("neighbourhood"), top.table("clock")
    source = clock.text("source", "system")
    config = Config(
        telegram=_telegram(top.table("telegram")),
        database=_database(top.table("database"), path),
        web=_web(top.table("web")),
        settings=_settings(neighbourhood, clock, top.table("limits"), top.table("kept"), top.table("ladder")),
        clock=source,
        path=path,
    )
    top.end()
    _check_clock(config)
    _check_webhook(config)
    return config


def _telegram(table: "_Table") -> Telegram:
    made = Telegram(
        base_url=table.text("base_url", TELEGRAM).rstrip("/"),
        token_file=table.text("token_file", ""),
        webhook_url=table.text("webhook_url", ""),
        webhook_secret_file=table.text("webhook_secret_file", ""),
    )
    table.end()
    if urlsplit(made.base_url).scheme not in ("http", "https"):
        raise ConfigError("telegram.base_url: must begin with https:// or http://")
    return made


def _database(table: "_Table", path: Path | None) -> DatabaseAt:
    url = table.text("url", DatabaseAt().url)
    table.end()
    scheme, _, rest = url.partition(":///")
    if scheme == "sqlite" and path is not None and rest and not rest.startswith("/"):
        url = f"sqlite:///{path.parent.resolve() / rest}"
    return DatabaseAt(url=url)


def _web(table: "_Table") -> Web:
    defaults = Web()
    ports = {key: table.whole(key) or 0 for key in ("port", "metrics_port")}
    hosts = {key: table.text(key, getattr(defaults, key)) for key in ("host", "metrics_host")}
    table.end()
    for key, port in ports.items():
        if not 0 <= port <= 65535:
            raise ConfigError(f"web.{key}: must be between 0 and 65535")
    if ports["metrics_port"] and ports["metrics_port"] == ports["port"]:
        raise ConfigError("web.metrics_port: must be another one than web.port, which Telegram calls from outside")
    return Web(
        host=hosts["host"],
        port=ports["port"],
        metrics_host=hosts["metrics_host"],
        metrics_port=ports["metrics_port"],
    )


def _check_webhook(config: Config) -> None:
    url = urlsplit(config.telegram.webhook_url)
    if not config.telegram.webhook_url:
        return
    if url.scheme != "https" and (url.scheme != "http" or config.is_real_telegram):
        raise ConfigError("telegram.webhook_url: must begin with https://")
    if url.path != WEBHOOK_PATH:
        raise ConfigError(f"telegram.webhook_url: must end in {WEBHOOK_PATH}, where the bot listens")
    if not config.telegram.webhook_secret_file:
        raise ConfigError("telegram.webhook_secret_file: a webhook needs a secret, or anybody could send updates")
    if not config.web.port:
        raise ConfigError("web.port: a webhook needs a port to listen on")


def _check_clock(config: Config) -> None:
    if config.clock not in ("system", "sandbox"):
        raise ConfigError(f'clock.source: must be "system" or "sandbox", not "{config.clock}"')
    if config.clock == "sandbox" and config.is_real_telegram:
        raise ConfigError("clock.source: the sandbox's clock is refused with the real Telegram (telegram.base_url)")


def _settings(neighbourhood: "_Table", clock: "_Table", limits: "_Table", kept: "_Table", ladder: "_Table") -> Settings:
    defaults = Settings()
    zone_name = neighbourhood.text("timezone", str(defaults.zone))
    language = neighbourhood.text("language", DEFAULT_LANGUAGE)
    reaction = neighbourhood.text("report_reaction", defaults.report_reaction)
    neighbourhood.end()
    if reaction.isascii() and reaction:
        raise ConfigError("neighbourhood.report_reaction: one of Telegram's reactions, or empty for none")
    try:
        zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f"neighbourhood.timezone: there is no time zone {zone_name}") from None
    if language not in LANGUAGES:
        raise ConfigError(f"neighbourhood.language: one of {', '.join(LANGUAGES)}, not {language}")
    values: dict[str, Any] = {"zone": zone, "language": language, "report_reaction": reaction}
    for table, unit, names in (
        (clock, "minutes", MINUTES),
        (clock, "hours", HOURS),
        (clock, "days", DAYS),
        (limits, "minutes", LIMIT_MINUTES),
        (kept, "days", KEPT_DAYS),
    ):
        for name in names:
            number = table.number(f"{name}_{unit}")
            if number is not None:
                values[name] = timedelta(**{unit: number})
    for name in TIMES:
        at = clock.time(name)
        if at is not None:
            values[name] = at
    for table, name in (*((clock, name) for name in COUNTS), *((limits, name) for name in LIMIT_COUNTS)):
        count = table.whole(name)
        if count is not None:
            values[name] = count
    clock.end()
    limits.end()
    kept.end()
    values["rungs"] = tuple(_rung(ladder.table(str(rung.number)), rung) for rung in DEFAULT_RUNGS)
    ladder.end()
    try:
        return Settings(**values)
    except SettingsError as error:
        raise ConfigError(f"{_key_here(error.key)}: {error.why}") from None


def _rung(table: "_Table", default: Rung) -> Rung:
    minutes = table.number("after_minutes")
    roles = table.words("roles", tuple(default.roles))
    deputies = table.flag("deputies", default.deputies)
    all_at_once = table.flag("all_at_once", default.all_at_once)
    table.end()
    unknown = [role for role in roles if role not in set(Role)]
    if unknown:
        raise ConfigError(f"{table.name}.roles: there is no role {unknown[0]}; there are {', '.join(Role)}")
    return Rung(
        number=default.number,
        after=default.after if minutes is None else timedelta(minutes=minutes),
        roles=tuple(Role(role) for role in roles),
        deputies=deputies,
        all_at_once=all_at_once,
    )


def _key_here(key: str) -> str:
    """The casework's name of a setting as it is written here, with its unit."""
    for unit, names in (("minutes", MINUTES), ("hours", HOURS), ("days", DAYS)):
        if key.startswith("clock.") and key.removeprefix("clock.") in names:
            return f"{key}_{unit}"
    if key.startswith("kept."):
        return f"{key}_days"
    if key.startswith("limits.") and key.removeprefix("limits.") in LIMIT_MINUTES:
        return f"{key}_minutes"
    return f"{key}_minutes" if key.startswith("ladder.") and key.endswith(".after") else key


class _Table:
    """One table of the file; `end` complains about keys that nobody asked for."""

    def __init__(self, raw: dict[str, Any], name: str) -> None:
        self._raw = raw
        self.name = name
        self._asked: set[str] = set()

    def _key(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def _get(self, key: str, kind: type | tuple[type, ...], what: str) -> Any:
        self._asked.add(key)
        value = self._raw.get(key)
        if value is not None and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
            raise ConfigError(f"{self._key(key)}: must be {what}")
        return value

    def table(self, key: str) -> "_Table":
        return _Table(self._get(key, dict, "a table") or {}, self._key(key))

    def text(self, key: str, default: str) -> str:
        value = self._get(key, str, "text in quotation marks")
        return default if value is None else str(value)

    def number(self, key: str) -> float | None:
        value = self._get(key, (int, float), "a number")
        if value is not None and not 0 <= value <= 1_000_000:
            raise ConfigError(f"{self._key(key)}: must be between 0 and 1000000")
        return None if value is None else float(value)

    def whole(self, key: str) -> int | None:
        value = self._get(key, int, "a whole number")
        return None if value is None else int(value)

    def flag(self, key: str, default: bool) -> bool:
        value = self._get(key, bool, "true or false")
        return default if value is None else bool(value)

    def time(self, key: str) -> time | None:
        value = self._get(key, (time, str), "a time of day such as 16:30:00")
        if isinstance(value, str):
            try:
                return time.fromisoformat(value)
            except ValueError:
                raise ConfigError(f"{self._key(key)}: must be a time of day such as 16:30:00") from None
        return value if isinstance(value, time) else None

    def words(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self._get(key, list, "a list of texts")
        if value is None:
            return default
        if not all(isinstance(one, str) for one in value):
            raise ConfigError(f"{self._key(key)}: must be a list of texts")
        return tuple(value)

    def end(self) -> None:
        unknown = sorted(self._raw.keys() - self._asked)
        if unknown:
            raise ConfigError(f"{self._key(unknown[0])}: there is no such key")


def keys() -> list[str]:
    """Every key that the file may have, for the documentation's test."""
    clock = [
        f"clock.{name}_{unit}"
        for unit, names in (("minutes", MINUTES), ("hours", HOURS), ("days", DAYS))
        for name in names
    ]
    clock += [f"clock.{name}" for name in (*TIMES, *COUNTS)]
    limits = [*(f"limits.{name}_minutes" for name in LIMIT_MINUTES), *(f"limits.{name}" for name in LIMIT_COUNTS)]
    kept = [f"kept.{name}_days" for name in KEPT_DAYS]
    ladder = [
        f"ladder.{rung.number}.{key}"
        for rung in DEFAULT_RUNGS
        for key in ("after_minutes", "roles", "deputies", "all_at_once")
    ]
    telegram = [f"telegram.{one.name}" for one in fields(Telegram)]
    web = [f"web.{one.name}" for one in fields(Web)]
    return [
        "clock.source",
        "neighbourhood.timezone",
        "neighbourhood.language",
        "neighbourhood.report_reaction",
        "database.url",
        *telegram,
        *web,
        *clock,
        *limits,
        *kept,
        *ladder,
    ]
