"""The configuration: TOML -> frozen structs, by msgspec. Whatever is unknown or wrong is an error that names its key.

config.example.toml explains every key; a new one is a field here, or a name in SETTINGS. The token is never in this
file: it comes from the environment or from a file that only its owner may read.
"""

import dataclasses
import os
import re
import stat
import tomllib
from collections.abc import Iterator
from dataclasses import field
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Meta, Struct, ValidationError, convert, defstruct
from msgspec.structs import asdict, replace

from casework.categories import CATEGORIES
from casework.frozen import frozen
from casework.hours import ALL_DAY, Hours, HoursError, parse_hours
from casework.model.people import Role
from casework.settings import DEFAULT_RUNGS, Rung, Settings, SettingsError, WorkingLimit
from locales.translator import DEFAULT_LANGUAGE, WHOLE, Translator, mark

TELEGRAM = "https://api.telegram.org"
TOKEN_VARIABLE = "WEILINLI_TOKEN"
TOKEN = re.compile(r"\d{1,19}:[A-Za-z0-9_-]{20,100}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""What Telegram takes as a webhook's secret (Bot API, setWebhook), and long enough not to be guessed."""

HOURS = "08:00-20:00"
"""Service hours of a neighbourhood that says nothing; under the sandbox's clock they are off."""
WORKING_LIMIT = re.compile(r"(\w+) (\d{1,3}) (days|hours)")
WEBHOOK_PATH = "/telegram/updates"

SETTINGS: dict[str, tuple[str, ...]] = {
    "clock": (
        "plan_minutes",
        "reply_minutes",
        "ask_on_every_minutes",
        "urgent_every_minutes",
        "urgent_times",
        "urgent_later_minutes",
        "danger_file_seconds",
        "danger_tell_minutes",
        "crisis_line",
        "report_in_minutes",
        "shift_taken_minutes",
        "emergency_lasts_hours",
        "emergency_asked_hours",
        "emergency_figures_at",
        "emergency_ask_on_every_minutes",
        "emergency_report_in_minutes",
        "emergency_shift_taken_minutes",
        "urgent_report_in_minutes",
        "feedback_hours",
        "feedback_grace_minutes",
        "whistle_eve_at",
        "whistle_ahead_minutes",
        "promise_ahead_minutes",
        "mediation_still_days",
        "call_widen_minutes",
        "call_closes_minutes",
        "undo_resolve_minutes",
        "draft_ask_minutes",
        "draft_file_minutes",
        "waiting_at_most_hours",
        "same_within_hours",
        "incident_within_minutes",
        "rate_lapse_days",
        "reopen_within_days",
        "visit_note_kept_days",
        "updates_kept_days",
        "remind_at",
        "same_day_holders_at",
        "same_day_community_at",
        "week_at",
    ),
    "limits": (
        "nudge_every_minutes",
        "reports_an_hour",
        "reports_a_day",
        "photos_an_hour",
        "photos_a_day",
        "presses_a_minute",
        "group_commands_an_hour",
        "incident_reports",
        "draft_characters",
        "draft_photos",
        "not_yet_neighbours",
        "unpaid_asks_a_day",
        "checked_percent",
    ),
    "meetings": ("weekly_meeting_on", "monthly_meeting_on", "meeting_at", "meeting_lasts_hours"),
    "service": ("quiet_from", "quiet_until"),
    "kept": (
        "messages_kept_days",
        "drafts_kept_days",
        "conversations_kept_days",
        "words_kept_days",
        "links_kept_days",
        "audit_kept_days",
        "uses_kept_days",
    ),
}
"""Keys by table that are fields of casework.settings.Settings; a duration's key ends with its unit."""
UNITS = ("seconds", "minutes", "hours", "days")

Number = Annotated[float, Meta(ge=0, le=1_000_000)]
Port = Annotated[int, Meta(ge=0, le=65535)]


class ConfigError(Exception):
    """Something in the configuration cannot be right. One line that names the key; `words` says it in a language."""

    def __init__(self, text: str, /, **facts: object) -> None:
        self.line = text
        self.facts = facts
        super().__init__(text.format_map(facts))

    def words(self, tr: Translator) -> str:
        """The line in the reader's language."""
        facts = {name: one.words(tr) if isinstance(one, ConfigError) else one for name, one in self.facts.items()}
        return tr.t(self.line, **facts)


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of the file; every key has a default."""


class Telegram(Table, frozen=True):
    """Which Telegram: the real one, a Bot API server of one's own, or the sandbox."""

    base_url: str = TELEGRAM
    token_file: str = ""
    webhook_url: str = ""
    webhook_secret_file: str = ""


class DatabaseAt(Table, frozen=True):
    """Where everything is remembered."""

    url: str = "sqlite:///weilinli.db"


class Web(Table, frozen=True):
    """Where the webhook and the pages are served, which are open to the world; and where health and metrics are, which
    are not. `url`: where people find the pages. Port 0: nowhere.
    """

    host: str = "127.0.0.1"
    port: Port = 0
    metrics_host: str = "127.0.0.1"
    metrics_port: Port = 0
    pages_host: str = "127.0.0.1"
    pages_port: Port = 0
    url: str = ""


class Watch(Table, frozen=True):
    """Who watches the bot: addresses outside that are called while all is well, and when nobody hears it."""

    heartbeat_url: str = ""
    page_url: str = ""
    page_secret_file: str = ""


class Neighbourhood(Table, frozen=True):
    """Where it is, and what is spoken in its groups."""

    timezone: str = "Asia/Shanghai"
    language: str = DEFAULT_LANGUAGE
    report_reaction: str = Settings().report_reaction


class Step(Table, frozen=True):
    """What may be changed of a rung of the ladder."""

    after_minutes: Number | None = None
    roles: tuple[Role, ...] | None = None
    deputies: bool | None = None
    all_at_once: bool | None = None


def _unit(key: str) -> tuple[str, str]:
    """A key's name among the settings, and the unit in which it is written; "" for what is no duration."""
    name, _, unit = key.rpartition("_")
    return (name, unit) if unit in UNITS else (key, "")


def _table(name: str, *more: tuple[str, Any, Any]) -> tuple[str, Any, Any]:
    """The table of that name with its keys of SETTINGS; None stands for what is not in the file."""
    defaults = Settings()
    keys = [(key, Number if _unit(key)[1] else type(getattr(defaults, key))) for key in SETTINGS[name]]
    made = defstruct(name, [*((key, kind | None, None) for key, kind in keys), *more], bases=(Table,))
    return name, made, made()


LADDER = defstruct(
    "Ladder",
    [(f"rung_{rung.number}", Step, Step()) for rung in DEFAULT_RUNGS],
    bases=(Table,),
    rename={f"rung_{rung.number}": str(rung.number) for rung in DEFAULT_RUNGS},
)
FILE: Any = defstruct(
    "File",
    [
        *((kind.__name__.lower(), kind, kind()) for kind in (Telegram, Web, Watch, Neighbourhood)),
        ("database", DatabaseAt, DatabaseAt()),
        _table("clock", ("source", str, "system")),
        _table("service", ("hours", str | None, None), ("working_limits", tuple[str, ...] | None, None)),
        _table("limits"),
        _table("meetings"),
        _table("kept"),
        ("ladder", LADDER, LADDER()),
    ],
    bases=(Table,),
)
"""The whole file."""


@frozen(kw_only=True)
class Config:
    """What `weilinli run` needs to know."""

    telegram: Telegram = field(default_factory=Telegram)
    database: DatabaseAt = field(default_factory=DatabaseAt)
    web: Web = field(default_factory=Web)
    watch: Watch = field(default_factory=Watch)
    settings: Settings = field(default_factory=Settings)
    clock: str = "system"
    path: Path | None = None

    @property
    def is_real_telegram(self) -> bool:
        """Whether real people are on the other side."""
        return (urlsplit(self.telegram.base_url).hostname or "").endswith("telegram.org")

    @property
    def app_url(self) -> str:
        """Where the board opens inside Telegram; empty: nowhere. Telegram takes https:// alone, the sandbox http:// too
        when it is started with --http-apps."""
        url = self.web.url
        return f"{url}/app" if url.startswith("https://") or (url and self.clock == "sandbox") else ""

    def token(self) -> str:
        """The bot's token. Raises ConfigError."""
        if token := os.environ.get(TOKEN_VARIABLE, "").strip():
            return _token(token, TOKEN_VARIABLE)
        if not self.telegram.token_file:
            raise ConfigError(
                "no token: set {variable}, or telegram.token_file in the configuration; @BotFather gives one",
                variable=TOKEN_VARIABLE,
            )
        return _token(*self._private("telegram.token_file", self.telegram.token_file))

    def webhook_secret(self) -> str:
        """What Telegram has to send along with every update. Raises ConfigError."""
        return self._secret("telegram.webhook_secret_file", self.telegram.webhook_secret_file)

    def page_secret(self) -> str:
        """What page-outs are signed with; nothing where there are none. Raises ConfigError."""
        if not self.watch.page_url:
            return ""
        return self._secret("watch.page_secret_file", self.watch.page_secret_file)

    def _secret(self, key: str, name: str) -> str:
        text, where = self._private(key, name)
        if not SECRET.fullmatch(text):
            raise ConfigError("{key}: must be 16 to 256 letters, digits, _ or -: openssl rand -hex 32", key=where)
        return text

    def _private(self, key: str, name: str) -> tuple[str, str]:
        """What stands in a file that only its owner may read, and where that was. Raises ConfigError."""
        path = Path(name)
        if self.path is not None and not path.is_absolute():
            path = self.path.parent / path
        where = f"{key}: {path}"
        try:
            mode = path.stat().st_mode
            text = path.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigError("{key}: {why}", key=where, why=error.strerror) from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ConfigError("{key}: others may read {file}: chmod 600 {file}", key=key, file=path)
        return text, where


def _token(text: str, where: str) -> str:
    if not TOKEN.fullmatch(text):
        raise ConfigError("{key}: that is no token; one looks like 123456:ABC-DEF...", key=where)
    return text


def load(path: Path) -> Config:
    """Read the file. Raises ConfigError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(
            "there is no {file}: `weilinli init` writes one; another one: --config FILE", file=path
        ) from None
    except OSError as error:
        raise ConfigError("{key}: {why}", key=path, why=error.strerror) from None
    except UnicodeDecodeError:
        raise ConfigError("{file}: is not UTF-8 text: save it as UTF-8", file=path) from None
    return parse(text, path)


def parse(text: str, path: Path | None = None) -> Config:
    """The configuration in a TOML text. Raises ConfigError."""
    try:
        file = convert(tomllib.loads(text), FILE)
    except tomllib.TOMLDecodeError as error:
        where = path or "config.toml"
        raise ConfigError("{file} is not TOML: {why}", file=where, why=error) from None
    except ValidationError as error:
        raise _of_msgspec(str(error)) from None
    config = Config(
        telegram=replace(file.telegram, base_url=file.telegram.base_url.rstrip("/")),
        database=_beside(file.database, path),
        web=replace(file.web, url=file.web.url.rstrip("/")),
        watch=file.watch,
        settings=_settings(file),
        clock=file.clock.source,
        path=path,
    )
    _check_clock(config)
    _check_telegram(config)
    _check_web(config)
    _check_watch(config)
    return config


EXPECTED: dict[str, str] = {
    "str": mark("{key}: must be text in quotation marks"),
    "float": mark("{key}: must be a number"),
    "int": mark("{key}: must be a whole number"),
    "bool": mark("{key}: must be true or false"),
    "array": mark('{key}: must be a list of texts, such as ["community_manager"]'),
    "object": mark("{key}: must be a table, [{key}]"),
    "time": mark("{key}: must be a time of day such as 16:30:00"),
}
"""What msgspec expected, as it is said to a person."""
OF_MSGSPEC = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<key>.*)`)?")


def _of_msgspec(said: str) -> ConfigError:
    """msgspec's complaint ("Expected `int`, got `str` - at `$.web.port`") as ours."""
    found = OF_MSGSPEC.fullmatch(said)
    assert found is not None
    what, key = found["what"], (found["key"] or "").partition("[")[0]
    if unknown := re.fullmatch("Object contains unknown field `(.*)`", what):
        return _no_such_key(f"{key}.{unknown[1]}".lstrip("."))
    if wrong := re.fullmatch("Invalid enum value (.*)", what):
        return _none_of(key, wrong[1].strip("'"), tuple(Role))
    if re.fullmatch(r"Expected `(?:int|float)(?: \| null)?` [<>]= .*", what):
        return ConfigError("{key}: must be between 0 and {most}", key=key, most=65535 if "port" in key else 1_000_000)
    kind = re.match(r"Expected `(\w+)", what)
    text = EXPECTED["time" if "time" in what else kind[1] if kind and kind[1] in EXPECTED else "float"]
    return ConfigError(text, key=key)


def _no_such_key(key: str) -> ConfigError:
    from difflib import get_close_matches

    near = get_close_matches(key, keys(), n=1, cutoff=0.8)
    if near:
        return ConfigError("{key}: there is no such key; is {near} meant?", key=key, near=near[0])
    return ConfigError("{key}: there is no such key: take it out, or see config.example.toml", key=key)


def _none_of(key: str, value: str, choices: tuple[str, ...]) -> ConfigError:
    return ConfigError(
        "{key}: there is no {value}; there are {choices}", key=key, value=value, choices=", ".join(choices)
    )


def _beside(database: DatabaseAt, path: Path | None) -> DatabaseAt:
    """A relative file lies beside the configuration."""
    scheme, _, rest = database.url.partition(":///")
    if scheme == "sqlite" and path is not None and rest and not rest.startswith("/"):
        return DatabaseAt(url=f"sqlite:///{path.parent.resolve() / rest}")
    return database


def _check_telegram(config: Config) -> None:
    telegram = config.telegram
    if urlsplit(telegram.base_url).scheme not in ("http", "https"):
        raise ConfigError("telegram.base_url: must begin with https:// or http://")
    if not telegram.webhook_url:
        return
    url = urlsplit(telegram.webhook_url)
    if url.scheme != "https" and (url.scheme != "http" or config.is_real_telegram):
        raise ConfigError("telegram.webhook_url: must begin with https://")
    if url.path != WEBHOOK_PATH:
        raise ConfigError("telegram.webhook_url: must end in {path}, where the bot listens", path=WEBHOOK_PATH)
    if not telegram.webhook_secret_file:
        raise ConfigError("telegram.webhook_secret_file: a webhook needs a secret, or anybody could send updates")
    if not config.web.port:
        raise ConfigError("web.port: a webhook needs a port to listen on")


def _check_web(config: Config) -> None:
    web = config.web
    if web.metrics_port and web.metrics_port == web.port:
        raise ConfigError("web.metrics_port: must be another one than web.port, which Telegram calls from outside")
    if web.pages_port and web.pages_port in (web.port, web.metrics_port):
        raise ConfigError("web.pages_port: must be another one than web.port and web.metrics_port")
    if not web.url:
        return
    url = urlsplit(web.url)
    if url.scheme != "https" and (url.scheme != "http" or config.is_real_telegram):
        raise ConfigError("web.url: must begin with https://")
    if not url.netloc or url.path or url.query or url.fragment:
        raise ConfigError("web.url: only the host, such as https://wall.example.org")


def _is_address(url: str) -> bool:
    """Whether it can be called at all: scheme, host, and a port that is a number, if one is named."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _check_watch(config: Config) -> None:
    watch = config.watch
    for key, url in (("watch.heartbeat_url", watch.heartbeat_url), ("watch.page_url", watch.page_url)):
        if url and not _is_address(url):
            raise ConfigError("{key}: must be an address such as https://example.org/path", key=key)
    if watch.page_url and not watch.page_secret_file:
        raise ConfigError("watch.page_secret_file: is needed with watch.page_url: openssl rand -hex 32 > page-secret")


def _check_clock(config: Config) -> None:
    if config.clock not in ("system", "sandbox"):
        raise _none_of("clock.source", config.clock, ("system", "sandbox"))
    if config.clock == "sandbox" and config.is_real_telegram:
        raise ConfigError("clock.source: the sandbox's clock is refused with the real Telegram (telegram.base_url)")


def _settings(file: Any) -> Settings:
    zone, language = file.neighbourhood.timezone, file.neighbourhood.language
    if language not in WHOLE:
        raise _none_of("neighbourhood.language", language, WHOLE)
    reaction = file.neighbourhood.report_reaction
    if reaction.isascii() and reaction:
        raise ConfigError("neighbourhood.report_reaction: one of Telegram's reactions, or empty for none")
    values: dict[str, Any] = {"language": language, "report_reaction": reaction}
    try:
        values["zone"] = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(
            "neighbourhood.timezone: there is no time zone {zone}; one is called Asia/Shanghai",
            zone=zone,
        ) from None
    for table, names in SETTINGS.items():
        for key in names:
            value = getattr(getattr(file, table), key)
            name, unit = _unit(key)
            if value is not None:
                values[name] = timedelta(**{unit: value}) if unit else value
    values["hours"] = _hours(file)
    if file.service.working_limits is not None:
        values["category_limits"] = dict(_working_limit(one) for one in file.service.working_limits)
    values["rungs"] = tuple(_rung(rung, getattr(file.ladder, f"rung_{rung.number}")) for rung in DEFAULT_RUNGS)
    try:
        return Settings(**values)
    except SettingsError as error:
        why = ConfigError(error.why, **error.facts)
        raise ConfigError("{key}: {why}", key=_key_here(error.key), why=why) from None


def _hours(file: Any) -> Hours:
    """Of service. Off with the sandbox's clock, unless the file says otherwise: nobody waits for the morning there."""
    if file.service.hours is None:
        return ALL_DAY if file.clock.source == "sandbox" else parse_hours(HOURS)
    try:
        return parse_hours(file.service.hours)
    except HoursError as error:
        raise ConfigError("{key}: {why}", key="service.hours", why=ConfigError(error.why, **error.facts)) from None


def _working_limit(text: str) -> tuple[str, WorkingLimit]:
    """ "illegal_building 20 days"."""
    found = WORKING_LIMIT.fullmatch(text)
    if found is None or found[1] not in CATEGORIES or not int(found[2]):
        raise ConfigError(
            "service.working_limits: {text}: a category, a number, and days or hours: illegal_building 20 days",
            text=text,
        )
    return found[1], WorkingLimit(**{found[3]: int(found[2])})


def _rung(default: Rung, step: Step) -> Rung:
    """The rung with what the file says of it."""
    changed = {name: value for name, value in asdict(step).items() if value is not None}
    if (minutes := changed.pop("after_minutes", None)) is not None:
        changed["after"] = timedelta(minutes=minutes)
    return dataclasses.replace(default, **changed)


def _key_here(key: str) -> str:
    """The casework's name of a setting as it is written here, with its unit."""
    here = {f"{table}.{_unit(one)[0]}": f"{table}.{one}" for table, names in SETTINGS.items() for one in names}
    return here.get(key, f"{key}_minutes" if key.startswith("ladder.") and key.endswith(".after") else key)


def keys() -> list[str]:
    """Every key that the file may have, for the documentation's test."""
    return list(_keys(FILE(), ""))


def _keys(table: Struct, prefix: str) -> Iterator[str]:
    for name, written in zip(table.__struct_fields__, table.__struct_encode_fields__, strict=True):
        value = getattr(table, name)
        if isinstance(value, Struct):
            yield from _keys(value, f"{prefix}{written}.")
        else:
            yield f"{prefix}{written}"
