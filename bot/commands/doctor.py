"""`weilinli doctor`: what is wrong, and what to do about it. Each check looks at one thing and changes nothing."""

import stat
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

import httpx
from telegram import Bot, ChatMemberRestricted
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.config import Config, ConfigError
from bot.outgoing.telegram_calls import chat_id, connect, is_local
from bot.outgoing.wire import said
from bot.running.auditor import LOOK_BACK
from casework.frozen import frozen
from locales.translator import Translator, mark
from roster.importing import check_roster
from roster.words import some
from storage.audit import Fault, audit
from storage.database import Database, sqlite_files
from storage.deadlines import Deadlines
from storage.errors import StorageError
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.replicas import at_work
from storage.roster import Roster

SKEW_AT_MOST = timedelta(seconds=10)
"""How far this machine's clock may be from Telegram's."""
LATE = timedelta(minutes=2)
"""A deadline that is overdue for so long says that nobody fires them."""
HTTP_SECONDS = 10.0


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@frozen
class Finding:
    """What a check saw, and what to do."""

    check: str
    level: Level
    text: str
    advice: str = ""


@frozen
class Patient:
    """What is examined. `bot` and `database` are None where they could not be opened; another check says why."""

    config: Config
    tr: Translator
    bot: Bot | None
    database: Database | None


Check = Callable[[Patient], Awaitable[list[Finding]]]


async def token(patient: Patient) -> list[Finding]:
    """Telegram knows the token, the bot may join groups, and no webhook takes the updates away."""
    tr = patient.tr
    try:
        patient.config.token()
    except ConfigError as error:
        return [Finding("token", Level.FAIL, error.words(tr))]
    bot = patient.bot
    assert bot is not None
    try:
        me = await bot.get_me()
        webhook = await bot.get_webhook_info()
    except InvalidToken:
        advice = tr.t("Copy it again from @BotFather, or get a new one with /token.")
        return [Finding("token", Level.FAIL, tr.t("Telegram refuses the token."), advice)]
    except TelegramError as error:
        url = patient.config.telegram.base_url
        text = tr.t("{url} does not answer ({error}).", url=url, error=said(error))
        return [Finding("token", Level.FAIL, text, tr.t("Check the network, or telegram.base_url."))]
    found = [Finding("token", Level.OK, tr.t("Telegram knows the bot as @{name}.", name=me.username))]
    wanted = patient.config.telegram.webhook_url
    if wanted and webhook.url != wanted:
        text = tr.t("The webhook is not set.")
        found.append(Finding("token", Level.FAIL, text, tr.t("weilinli run sets it. Look at its log.")))
    elif wanted and webhook.last_error_message:
        text = tr.t("Telegram could not call the webhook: {error}", error=webhook.last_error_message)
        found.append(Finding("token", Level.WARN, text, tr.t("Check the proxy and the certificate.")))
    elif webhook.url and not wanted:
        text = tr.t("A webhook is set: polling gets nothing.")
        found.append(Finding("token", Level.FAIL, text, tr.t("Delete it: call deleteWebhook with this token.")))
    if not me.can_join_groups:
        text = tr.t("The bot may not be added to groups.")
        found.append(Finding("token", Level.FAIL, text, tr.t("In @BotFather: /setjoingroups, Enable.")))
    return found


async def privacy(patient: Patient) -> list[Finding]:
    """Whether plain group text arrives. Buttons, commands and answers to the bot work either way."""
    tr = patient.tr
    if patient.bot is None:
        return []
    try:
        me = await patient.bot.get_me()
    except TelegramError:
        return []  # the token's check says it
    if me.can_read_all_group_messages:
        return [Finding("privacy", Level.OK, tr.t("The bot reads group messages."))]
    text = tr.t("Privacy mode is on: in groups, only commands, buttons and answers to the bot arrive, no mentions.")
    advice = tr.t(
        "To report by a mention: make the bot an administrator of the group, or in @BotFather /setprivacy, "
        "Disable, and add it to the group again."
    )
    return [Finding("privacy", Level.WARN, text, advice)]


async def groups(patient: Patient) -> list[Finding]:
    """The bot is in every group that is bound, and may write there."""
    tr = patient.tr
    if patient.bot is None or patient.database is None:
        return []
    try:
        me = await patient.bot.get_me()
        chats = await patient.database.work(patient.config.settings).bound_chats()
    except (TelegramError, StorageError):
        return []  # other checks say it
    found = []
    for chat, address, _ in chats:
        found += await _group(patient.bot, me.id, address, chat.title, tr)
    if chats and not found:
        found = [
            Finding(
                "groups",
                Level.OK,
                tr.n(
                    "{n} group is bound, and the bot may write there.",
                    "{n} groups are bound, and the bot may write there.",
                    len(chats),
                ),
            )
        ]
    return found


async def _group(bot: Bot, bot_id: int, address: str, title: str, tr: Translator) -> list[Finding]:
    try:
        member = await bot.get_chat_member(chat_id(address), bot_id)
        chat = await bot.get_chat(chat_id(address))
    except (BadRequest, Forbidden):
        text = tr.t("“{title}” cannot be reached.", title=title)
        return [Finding("groups", Level.FAIL, text, tr.t("Add the bot to it again, and send /bind there."))]
    except TelegramError as error:
        return [Finding("groups", Level.FAIL, tr.t("“{title}”: {error}", title=title, error=type(error).__name__))]
    if member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED):
        text = tr.t("The bot is not in “{title}” any more.", title=title)
        return [Finding("groups", Level.FAIL, text, tr.t("Add the bot to it again, and send /bind there."))]
    mute = isinstance(member, ChatMemberRestricted) and not member.can_send_messages
    everyone = chat.permissions is None or chat.permissions.can_send_messages is not False
    if mute or (member.status == ChatMemberStatus.MEMBER and not everyone):
        text = tr.t("The bot may not write in “{title}”.", title=title)
        return [Finding("groups", Level.FAIL, text, tr.t("Make it an administrator, or let members write."))]
    return []


async def roster(patient: Patient) -> list[Finding]:
    """Everybody who is to be asked is there and can be reached."""
    tr = patient.tr
    if patient.database is None:
        return []
    warnings = await check_roster(patient.database, patient.config.settings, tr)
    if not warnings:
        return [Finding("roster", Level.OK, tr.t("The roster lacks nothing."))]
    return [
        Finding("roster", Level.FAIL if one.kind == "empty" else Level.WARN, one.text, one.advice) for one in warnings
    ]


async def people(patient: Patient) -> list[Finding]:
    """Somebody is there to be asked: a town in which nobody can be reached is no bot."""
    tr = patient.tr
    if patient.database is None:
        return []
    posts = await Roster(patient.database).posts()
    claimed = {post.person_id: post.reachable for post in posts if post.person_id is not None}
    if not posts:
        return []  # the roster's check says it
    if not claimed:
        text = tr.t("Nobody has taken a post yet: a report would reach nobody.")
        return [Finding("people", Level.FAIL, text, tr.t("weilinli roster links gives a link for each post."))]
    reachable = sum(claimed.values())
    if not reachable:
        text = tr.n(
            "The {n} person with a post cannot be reached.",
            "None of the {n} people with a post can be reached.",
            len(claimed),
        )
        return [Finding("people", Level.FAIL, text, tr.t("Ask them to open the bot's chat and press Start."))]
    text = tr.n("{n} person with a post can be reached.", "{n} people with a post can be reached.", reachable)
    return [Finding("people", Level.OK, text)]


async def running(patient: Patient) -> list[Finding]:
    """Whether a bot is at work on this database."""
    tr = patient.tr
    if patient.database is None:
        return []
    if await at_work(patient.database):
        return [Finding("running", Level.OK, tr.t("The bot is running."))]
    return [Finding("running", Level.WARN, tr.t("The bot is not running."), tr.t("weilinli run starts it."))]


async def database(patient: Patient) -> list[Finding]:
    """It opens, it can be read, and nothing lies in it that somebody has to look at."""
    tr = patient.tr
    if patient.database is None:
        try:
            await (await Database.open(patient.config.database.url)).close()
        except StorageError as error:
            return [Finding("database", Level.FAIL, tr.t(error.line, **error.facts))]
        return []
    found = []
    if aside := await Inbox(patient.database).put_aside_rows():
        text = tr.n(
            "{n} message could not be handled and is kept.",
            "{n} messages could not be handled and are kept.",
            len(aside),
        )
        advice = tr.t("weilinli kept shows them, weilinli kept --retry handles them again.")
        found.append(Finding("database", Level.WARN, text, advice))
    if dead := (await Outbox(patient.database).counts()).get("dead", 0):
        text = tr.n("{n} message could not be delivered.", "{n} messages could not be delivered.", dead)
        found.append(
            Finding(
                "database",
                Level.WARN,
                text,
                tr.t("Why stands in the log and on the board; weilinli ledger retry tries them again."),
            )
        )
    return found or [Finding("database", Level.OK, tr.t("The database is in order."))]


async def clock(patient: Patient) -> list[Finding]:
    """The machine's time is right, and deadlines are being fired."""
    tr = patient.tr
    url = patient.config.telegram.base_url
    now = datetime.now(UTC)
    found = []
    try:
        async with httpx.AsyncClient(timeout=HTTP_SECONDS, trust_env=not is_local(url)) as http:
            if patient.config.clock == "sandbox":
                answer = await http.get(f"{url}/clock", params={"once": 1})
                now = datetime.fromtimestamp(answer.raise_for_status().json()["now"], UTC)
            else:
                answer = await http.get(url)
                found += _skew(answer.headers.get("date", ""), tr)
    except (httpx.HTTPError, ValueError, KeyError) as error:
        text = tr.t(
            "The time cannot be compared: {url} does not answer ({error}).", url=url, error=type(error).__name__
        )
        found.append(Finding("clock", Level.FAIL, text, tr.t("Check the network, or telegram.base_url.")))
    if patient.database is not None:
        next_at = await Deadlines(patient.database).next_at()
        if next_at is not None and now - next_at > LATE:
            minutes = int((now - next_at).total_seconds() // 60)
            text = tr.n("A deadline is overdue for {n} minute.", "A deadline is overdue for {n} minutes.", minutes)
            found.append(Finding("clock", Level.FAIL, text, tr.t("Is weilinli run running? Look at its log.")))
    return found or [Finding("clock", Level.OK, tr.t("The time is right."))]


ANNOUNCED_BY_MONTH = 12
"""By December next year's make-up days are announced (State Council, in November as a rule)."""


async def calendar(patient: Patient) -> list[Finding]:
    """The public holidays and make-up days are known: limits in working days count by them."""
    tr = patient.tr
    if patient.database is None:
        return []
    work = patient.database.work(patient.config.settings)
    days = await work.known_days()
    if work.settings_for((), datetime.now(UTC)).service.always:
        return [Finding("calendar", Level.OK, tr.t("Service hours are off: nothing waits for the morning."))]
    today = datetime.now(patient.config.settings.zone).date()
    wanted = [today.year] + ([today.year + 1] if today.month >= ANNOUNCED_BY_MONTH else [])
    newest = {one.day: one for one in days if one.area_id is None}
    advice = tr.t("Write them down: weilinli days fetch")
    found = []
    for year in wanted:
        of_year = [one for one in newest.values() if one.day.year == year]
        if not of_year:
            text = tr.t("The public holidays of {year} are not known.", year=year)
            found.append(Finding("calendar", Level.WARN, text, advice))
        elif any(one.provisional for one in of_year):
            text = tr.t("The make-up working days of {year} are not known.", year=year)
            found.append(Finding("calendar", Level.WARN, text, advice))
    return found or [Finding("calendar", Level.OK, tr.t("The public holidays are known."))]


FAULTS: dict[Fault, str] = {
    Fault.ORPHAN: mark("hangs on nothing"),
    Fault.UNASKED: mark("nobody was asked"),
    Fault.UNSENT: mark("asked without a message"),
    Fault.TWICE: mark("asked twice"),
    Fault.STUCK: mark("not sent yet"),
    Fault.UNEXPLAINED: mark("dropped without a reason"),
    Fault.NOBODY_NEXT: mark("out of reach, and nobody else asked"),
    Fault.UNTOLD: mark("not said to all"),
    Fault.DEAD: mark("given up"),
}


async def escalations(patient: Patient) -> list[Finding]:
    """Every rung that was due in the last day went out, or says why not; how long others stay overdue, `clock` says."""
    tr = patient.tr
    if patient.database is None:
        return []
    now = await _now(patient.config)
    found = await audit(patient.database, now, now - LOOK_BACK)
    wrong = {fault: count for fault, count in found.counts.items() if count and fault is not Fault.OVERDUE}
    if not wrong and not found.rungs:
        return [Finding("escalations", Level.OK, tr.t("Nothing had to climb in the last day."))]
    if not wrong and found.unreached:
        nobody = tr.n(
            "{n} escalation of the last day reached nobody.",
            "{n} escalations of the last day reached nobody.",
            found.unreached,
        )
        who = tr.t("Who holds which post, and who has started the bot? `people` above says it.")
        return [Finding("escalations", Level.FAIL, nobody, who)]
    if not wrong:
        well = tr.n(
            "{n} escalation of the last day went out.", "{n} escalations of the last day went out.", found.rungs
        )
        return [Finding("escalations", Level.OK, well)]
    numbers = sorted({one.issue_number for one in found.findings if one.issue_number is not None})
    text = tr.t(
        "Escalations that went wrong: {faults}; issues {numbers}.",
        faults=some([f"{tr.t(FAULTS[fault])} {count}" for fault, count in wrong.items()], tr),
        numbers=", ".join(f"#{number}" for number in numbers[:10]) or "-",
    )
    advice = tr.t("weilinli ledger deliveries shows what became of each message.")
    return [Finding("escalations", Level.FAIL, text, advice)]


async def openness(patient: Patient) -> list[Finding]:
    """What should be for the owner alone is: files, and the address of health and metrics."""
    tr, config = patient.tr, patient.config
    found = []
    files = [config.path] if config.path is not None else []
    files += sqlite_files(config.database.url)
    open_files = [path for path in files if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if open_files:
        names = " ".join(str(path) for path in open_files)
        text: str = tr.t("Others on this machine may read {files}.", files=names)
        found.append(Finding("openness", Level.WARN, text, f"chmod 600 {names}"))
    if config.web.metrics_port and not is_local(f"http://{config.web.metrics_host}"):
        text = tr.t("/health and /metrics are served beyond this machine.")
        found.append(Finding("openness", Level.WARN, text, tr.t("Set web.metrics_host to 127.0.0.1.")))
    if config.web.port and not config.telegram.webhook_url:
        text = tr.t("web.port is for the webhook, and there is none: nothing is served there.")
        advice = tr.t("For /health and /metrics set web.metrics_port.")
        found.append(Finding("openness", Level.WARN, text, advice))
    return found or [Finding("openness", Level.OK, tr.t("What is private is private."))]


async def _now(config: Config) -> datetime:
    """The time that the bot goes by; the machine's when the sandbox does not answer."""
    if config.clock == "sandbox":
        with suppress(httpx.HTTPError, ValueError, KeyError):
            async with httpx.AsyncClient(timeout=HTTP_SECONDS, trust_env=False) as http:
                answer = await http.get(f"{config.telegram.base_url}/clock", params={"once": 1})
                return datetime.fromtimestamp(answer.raise_for_status().json()["now"], UTC)
    return datetime.now(UTC)


def _skew(date: str, tr: Translator) -> list[Finding]:
    if not date:
        return []
    skew = abs(datetime.now(UTC) - parsedate_to_datetime(date))
    if skew <= SKEW_AT_MOST:
        return []
    seconds = int(skew.total_seconds())
    text = tr.n("This machine's clock is {n} second off.", "This machine's clock is {n} seconds off.", seconds)
    return [Finding("clock", Level.FAIL, text, tr.t("Switch on time synchronisation (timedatectl set-ntp true)."))]


CHECKS: tuple[Check, ...] = (
    token,
    privacy,
    groups,
    roster,
    people,
    database,
    running,
    clock,
    calendar,
    escalations,
    openness,
)


async def examine(config: Config, tr: Translator) -> list[Finding]:
    """All checks. Never raises for what a check is there to find."""
    bot, polling, opened = None, None, None
    with suppress(ConfigError):
        bot, polling = connect(config.telegram.base_url, config.token())
    with suppress(StorageError):
        opened = await Database.open(config.database.url)
    patient = Patient(config, tr, bot, opened)
    try:
        return [finding for check in CHECKS for finding in await check(patient)]
    finally:
        for request in (polling, bot.request if bot is not None else None):
            if request is not None:
                await request.shutdown()
        if opened is not None:
            await opened.close()


def lines(findings: list[Finding]) -> list[str]:
    """As it is printed: a sign, the check, what it saw, what to do."""
    signs = {Level.OK: "✓", Level.WARN: "!", Level.FAIL: "✗"}
    printed = []
    for one in findings:
        printed.append(f"{signs[one.level]} {one.check}: {one.text}")
        if one.advice:
            printed.append(f"  → {one.advice}")
    return printed
