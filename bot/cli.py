"""`weilinli ...`: the command line. Expected errors are one line on standard error, never a traceback.

Exit codes: 0 done; 1 it did not work, or there is something to mend; 2 the command or the configuration is wrong.
"""

import argparse
import asyncio
import errno
import gc
import os
import re
import socket
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import TOKEN_VARIABLE, Config, ConfigError, load
from bot.running import logs
from locales.translator import WHOLE, Translator, best_language, mark, translator
from storage.errors import StorageError

if TYPE_CHECKING:
    from storage.database import Database
    from storage.work import SqlWork

CONFIG = Path("config.toml")
ADMIN_CODE = "admin"
"""Code of the first administrator's post; it belongs to no place."""

Command = Callable[[argparse.Namespace, Translator], Coroutine[Any, Any, int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    parser = build_parser()
    given = parser.parse_args(arguments)
    tr = translator(_language(getattr(given, "config", None)))
    logs.quiet_libraries()
    try:
        command: Command = given.command
        code = asyncio.run(command(given, tr))
        sys.stdout.flush()
        return code
    except ConfigError as error:
        return _complain(error.words(tr), 2)
    except StorageError as error:
        return _complain(tr.t(error.line, **error.facts) or type(error).__name__, 1)
    except BrokenPipeError:  # `weilinli ... | head`: whoever read has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _complain(_of_the_machine(error, tr), 1)
    except KeyboardInterrupt:
        return 130


def _language(config: Path | None) -> str:
    """Whom we speak to: LC_ALL if it names one of our languages, else the neighbourhood's, else LANG's.

    The configuration is only looked at, so that what is wrong in it can be said in the language that it names.
    """
    asked = os.environ.get("LC_ALL", "")
    if asked[:2] in ("zh", "en"):
        return best_language(asked)
    with suppress(OSError, UnicodeDecodeError):
        text = config.read_text(encoding="utf-8") if config is not None else ""
        found = re.search(r"^\s*language\s*=\s*[\"'](\w+)[\"']", text, re.MULTILINE)
        if found is not None and found[1] in WHOLE:
            return found[1]
    return best_language(os.environ.get("LANG"))


def _of_the_machine(error: OSError, tr: Translator) -> str:
    """What the machine refuses, with what to do."""
    if error.errno == errno.EADDRINUSE:  # web/server.py names the key
        text = mark("{key}: {address} cannot be opened. Does another bot run? Stop it, or set another port.")
        return tr.t(text, key=str(error.strerror), address=str(error.filename))
    if error.filename is None:
        return str(error) or type(error).__name__
    return tr.t(
        "{file}: {why}. Take another place, or change who may.", file=str(error.filename), why=str(error.strerror)
    )


def build_parser() -> argparse.ArgumentParser:
    """All commands and what they take."""
    parser = argparse.ArgumentParser(prog="weilinli", description="微邻里: a neighbourhood's reports, on the clock.")
    parser.add_argument("--version", action="version", version=f"weilinli {version('weilinli')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, what: str, command: Command) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=what, description=what)
        _add_config(made)
        made.set_defaults(command=command)
        return made

    add("init", "write a configuration, make the database, print the first administrator's link", _init)
    add("run", "run the bot until it is told to stop", _run)
    add("web", "serve the pages alone, beside a bot that runs elsewhere", _web)
    add("migrate", "make the database's tables, or move them forward", _migrate)
    add("doctor", "look for what is wrong, and say what to do", _doctor)
    add("health", "whether the bot is at work, for a container's health check", _health)
    kept = add("kept", "show messages that could not be handled", _kept)
    kept.add_argument("--retry", action="store_true", help="handle them again")
    what = "erase what was kept long enough; the running bot does it by itself"
    retention = add("retention", what, _retention)
    retention.add_argument("--dry-run", action="store_true", help="only count")
    backup = add("backup", "copy a running SQLite database", _backup)
    backup.add_argument("file", type=Path, metavar="FILE", help="where to; must not exist yet")
    what = "put a backup in place; nobody is rung before you have seen what would ring, and said so"
    restored = add("restore", what, _restore)
    restored.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="the backup; without: look again, and answer"
    )
    restored.add_argument("--answer", choices=("go", "drop", "hold"), default="", help="instead of being asked")
    what = (
        "a month of invented life, for a database without issues and the sandbox: wall, board, figures show something"
    )
    invented = add("demo-data", what, _demo_data)
    invented.add_argument("--issues", type=int, default=300, metavar="N", help="how many issues; default: 300")
    invented.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed, the same month; default: 1")
    invented.add_argument(
        "--until", type=datetime.fromisoformat, metavar="TIME", help="its end: 2026-11-21T10:00:00+08:00; default: now"
    )
    what = "posters with a QR code for the buildings' doors, or contact cards of the grids, as HTML to be printed"
    posters = add("posters", what, _posters)
    posters.add_argument("file", type=Path, metavar="FILE", help="where to, such as posters.html; must not exist yet")
    posters.add_argument("--buildings", nargs="+", metavar="CODE", default=[], help="of these buildings alone")
    posters.add_argument("--cards", action="store_true", help="contact cards instead, one for each grid")
    what = "the figures of a month as one page to be printed or passed on, as HTML"
    reported = add("report", what, _report)
    reported.add_argument("area", metavar="CODE", help="an area, as the roster names it")
    reported.add_argument("file", type=Path, metavar="FILE", help="where to, such as report.html; must not exist yet")
    reported.add_argument("--month", default="", metavar="MONTH", help="2026-11; default: the last one")
    what = "the sums that the figures are made of: made anew, or compared with a recount"
    summed = commands.add_parser("figures", help=what).add_subparsers(required=True, metavar="COMMAND")
    rebuilt = summed.add_parser("rebuild", help="sum every day again; the running bot sums what changes by itself")
    rebuilt.add_argument("--check", action="store_true", help="change nothing: prove the sums equal to a recount")
    rebuilt.set_defaults(command=_figures_rebuild)
    _add_config(rebuilt)
    what = "systems outside that are called when a public matter changes"
    hooked = commands.add_parser("webhooks", help=what).add_subparsers(required=True, metavar="COMMAND")
    hook = hooked.add_parser("add", help="call it from now on; prints the secret that signs its messages, once")
    hook.add_argument("name", metavar="NAME", help="of your choice")
    hook.add_argument("url", metavar="URL", help="https://..., on the internet")
    hook.add_argument("--area", nargs="+", metavar="CODE", default=[], help="only of these areas; default: all")
    hook.set_defaults(command=_webhooks_add)
    known = hooked.add_parser("list", help="each with what waits for it, and what is wrong")
    known.set_defaults(command=_webhooks_list)
    unhooked = hooked.add_parser("remove", help="call it no more")
    unhooked.add_argument("name", metavar="NAME")
    unhooked.set_defaults(command=_webhooks_remove)
    for one in (hook, known, unhooked):
        _add_config(one)
    what = "systems outside that may file reports by Open311"
    keyed = commands.add_parser("keys", help=what).add_subparsers(required=True, metavar="COMMAND")
    key = keyed.add_parser("make", help="a key for one system; printed once, kept as a hash")
    key.add_argument("name", metavar="NAME", help="of your choice")
    key.add_argument("--area", nargs="+", metavar="CODE", required=True, help="where it may file")
    key.add_argument("--an-hour", type=_positive, default=60, metavar="N", help="reports an hour; default: 60")
    key.set_defaults(command=_keys_make)
    keys = keyed.add_parser("list", help="who has one, where, and how often")
    keys.set_defaults(command=_keys_list)
    voided = keyed.add_parser("void", help="it opens nothing any more")
    voided.add_argument("name", metavar="NAME")
    voided.set_defaults(command=_keys_void)
    for one in (key, keys, voided):
        _add_config(one)
    what = "copy everything into an empty database, also between SQLite and PostgreSQL"
    copied = commands.add_parser("copy-database", help=what, description=what)
    copied.add_argument("source", metavar="FROM", help="sqlite:///FILE or postgresql://user@host/name; the bot stopped")
    copied.add_argument("target", metavar="TO", help="the same; must be empty")
    copied.set_defaults(command=_copy_database)
    ledger = commands.add_parser("ledger", help="what was due, and what became of it").add_subparsers(
        required=True, metavar="COMMAND"
    )
    deliveries = ledger.add_parser("deliveries", help="messages: due, committed, sent, latency, attempts, state")
    deliveries.add_argument(
        "--since", default="1d", metavar="TIME", help="30m, 2h, 3d or 2026-11-21T16:30; default: 1d"
    )
    deliveries.add_argument("--csv", action="store_true", help="for a spreadsheet")
    deliveries.set_defaults(command=_ledger_deliveries)
    _add_config(deliveries)

    kept_in = "the ledger 台账 as a file: .csv or .xlsx; words masked, nothing private, unless --personal"
    written = ledger.add_parser("export", help=kept_in)
    written.add_argument("file", type=Path, metavar="FILE", help=".xlsx or .csv; must not exist yet")
    written.add_argument("--area", metavar="CODE", default="", help="only that area, and what lies in it")
    written.add_argument("--since", metavar="DAY", default="", help="filed from that day on: 2026-11-01")
    written.add_argument("--until", metavar="DAY", default="", help="filed up to that day, itself included")
    written.add_argument(
        "--state", nargs="+", default=[], metavar="STATE", help="only these: open, closed, resolved, ..."
    )
    written.add_argument(
        "--source", nargs="+", default=[], metavar="SOURCE", help="only these: hotline (with its orders' numbers), ..."
    )
    written.add_argument(
        "--personal", action="store_true", help="words as written, reporters, private matters; recorded"
    )
    written.set_defaults(command=_ledger_export)
    _add_config(written)

    retry = ledger.add_parser("retry", help="try messages that were given up again")
    retry.set_defaults(command=_ledger_retry)
    _add_config(retry)

    roster = commands.add_parser("roster", help="areas, estates and posts").add_subparsers(
        required=True, metavar="COMMAND"
    )
    imported = roster.add_parser("import", help="read a CSV or XLSX file in; nothing by halves")
    imported.add_argument("file", type=Path, metavar="FILE")
    imported.add_argument("--remove", action="store_true", help="remove what the file does not name")
    imported.set_defaults(command=_roster_import)
    exported = roster.add_parser("export", help="write it as CSV or XLSX; read in again it changes nothing")
    exported.add_argument("file", type=Path, metavar="FILE", help=".xlsx or .csv; must not exist yet")
    exported.set_defaults(command=_roster_export)
    calendar = roster.add_parser("ical", help="write who is on duty in the coming 60 days as a calendar")
    calendar.add_argument("file", type=Path, metavar="FILE", help="NAME.ics; must not exist yet")
    calendar.set_defaults(command=_roster_ical)
    checked = roster.add_parser("check", help="say what the neighbourhood lacks")
    checked.set_defaults(command=_roster_check)
    linked = roster.add_parser("links", help="one-time links for the posts that nobody has claimed")
    linked.add_argument("--renew", nargs="+", metavar="CODE", default=[], help="new links for these posts")
    linked.add_argument("--buildings", action="store_true", help="the links for the buildings' doors instead")
    linked.add_argument("--csv", action="store_true", help="for a spreadsheet")
    linked.set_defaults(command=_roster_links)
    for one in (imported, exported, calendar, checked, linked):
        _add_config(one)

    groups = commands.add_parser("groups", help="which groups are tied to which areas").add_subparsers(
        required=True, metavar="COMMAND"
    )
    listed = groups.add_parser("list", help="every group, with its area and what it is for")
    listed.set_defaults(command=_groups_list)
    untied = groups.add_parser("unbind", help="untie a group: nothing appears there any more")
    untied.add_argument("group", metavar="GROUP", help="as `weilinli groups list` names it")
    untied.set_defaults(command=_groups_unbind)
    for one in (listed, untied):
        _add_config(one)
    hours = commands.add_parser("hours", help="when the neighbourhood, or an area, is served")
    hours.add_argument(
        "hours",
        nargs="?",
        metavar="HOURS",
        help='"08:00-20:00", "mon-fri 08:00-18:00; sat 09:00-12:00", '
        '"always", "inherit"; without it what holds is shown',
    )
    hours.add_argument("--area", metavar="CODE", help="for this area and what lies under it; else for all")
    hours.add_argument("--from", dest="since", type=date.fromisoformat, metavar="DATE", help="default: now")
    hours.set_defaults(command=_hours)
    what = "what an area may do without, switched on and off one by one; without an area, what is so by itself"
    may_lack = add("capabilities", what, _capabilities)
    may_lack.add_argument("area", nargs="?", metavar="CODE", help="a community, as the roster names it")
    may_lack.add_argument("switch", nargs="?", choices=("on", "off"), help="without it they are listed")
    may_lack.add_argument("which", nargs="*", metavar="KEY", help="whistles, meetings, ...: as the list names them")
    what = "an area tries it out: nobody above the community is rung; without an area, what would have rung"
    trial = add("trial", what, _trial)
    trial.add_argument("area", nargs="?", metavar="CODE", help="a community, as the roster names it")
    trial.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="its last day; default: in two weeks")
    trial.add_argument("--dry", action="store_true", help="nobody at all is rung")
    trial.add_argument("--over", action="store_true", help="end it now")
    days = commands.add_parser("days", help="public holidays, make-up working days, days of your own").add_subparsers(
        required=True, metavar="COMMAND"
    )
    shown = days.add_parser("list", help="from today on")
    shown.set_defaults(command=_days_list)
    fetched = days.add_parser("fetch", help="write down what the library holidays knows; again when they are announced")
    fetched.add_argument("years", nargs="*", type=int, metavar="YEAR", help="default: this year and the next")
    fetched.add_argument("--country", default="CN", help="default: CN")
    fetched.set_defaults(command=_days_fetch)
    put = days.add_parser("set", help="one date by hand; it counts before the library's")
    put.add_argument("day", type=date.fromisoformat, metavar="DATE")
    put.add_argument("kind", choices=("holiday", "make_up", "own", "ordinary"))
    put.add_argument("--hours", default="", help="of an own day: 09:00-12:00; without it there is no service")
    put.add_argument("--name", default="", help="what it is called")
    put.add_argument("--area", metavar="CODE", help="for this area and what lies under it; else for all")
    put.set_defaults(command=_days_set)
    for one in (hours, shown, fetched, put):
        _add_config(one)
    return parser


def _add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, default=CONFIG, metavar="FILE", help=f"default: {CONFIG}")


def _complain(text: str, code: int) -> int:
    print(f"weilinli: {' '.join(text.split())}", file=sys.stderr)
    return code


@asynccontextmanager
async def _opened(config: Config) -> AsyncIterator["Database"]:
    """The neighbourhood's database, closed afterwards. Raises StorageError."""
    from storage.database import Database

    database = await Database.open(config.database.url)
    try:
        yield database
    finally:
        await database.close()


async def _init(given: argparse.Namespace, tr: Translator) -> int:
    """Nothing that exists is overwritten; running it again prints the link again, until it is claimed."""
    from storage.database import migrate

    if given.config.exists():
        print(tr.t("{file} is there already and stays as it is.", file=given.config))
    else:
        example = Path(__file__).with_name("config.example.toml").read_text(encoding="utf-8")
        given.config.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(
            os.open(given.config, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(example)
        print(tr.t("{file} is written: look through it.", file=given.config))
    config = load(given.config)
    await migrate(config.database.url)
    print(tr.t("The database is ready."))
    if link := await _admin_link(config):
        print(tr.t("The first administrator opens this link, once, within a week: {link}", link=link))
    else:
        print(
            tr.t(
                "The first administrator's post is taken. A new link for it: weilinli roster links --renew {code}",
                code=ADMIN_CODE,
            )
        )
    print(
        tr.t(
            "Next: {variable} or telegram.token_file, weilinli roster import FILE, weilinli doctor, weilinli run.",
            variable=TOKEN_VARIABLE,
        )
    )
    return 0


async def _admin_link(config: Config) -> str:
    """Empty when the post is taken."""
    from casework.model import Post, Rank, Role
    from casework.neighbourhood.claiming import link_for

    async with _opened(config) as database:
        work = database.work(config.settings)
        post = await work.post_by_code(ADMIN_CODE)
        if post is None:
            post = Post(id=work.new_id(), code=ADMIN_CODE, role=Role.ADMIN, rank=Rank.PRIMARY, name="管理员")
            work.add(post)
        if post.person_id is not None:
            return ""
        code = link_for(post, await work.open_link(post.id), None, datetime.now(UTC), work).code
        await work.commit()
    return f"https://t.me/{await _bot_name(config) or 'YOUR_BOT'}?start=p_{code}"


async def _bot_name(config: Config) -> str:
    """The bot's name for links; empty when there is no token yet, or no network."""
    from telegram.error import TelegramError

    from bot.outgoing.telegram_calls import connect

    try:
        async with connect(config.telegram.base_url, config.token())[0] as bot:
            return bot.username
    except (ConfigError, TelegramError):
        return ""


@contextmanager
def _without_collecting() -> Iterator[None]:
    """What a start loads stays: looking through it for garbage would be a sixth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _run(given: argparse.Namespace, tr: Translator) -> int:
    with _without_collecting():
        from bot.app import App
        from bot.incoming.intake import TokenRefused
        from bot.running.clock import ClockGone

        logs.set_up()
        app = await App.build(load(given.config))
        gc.freeze()
    try:
        await app.run()
    except (TokenRefused, ClockGone) as error:
        return _complain(tr.t(str(error)), 1)
    return 0


async def _web(given: argparse.Namespace, tr: Translator) -> int:
    """The pages of a database on which a bot works, in a process of their own. Raises ConfigError without a port."""
    from bot.app import on_signals
    from bot.running.serving import pages_server

    config = load(given.config)
    if not config.web.pages_port:
        raise ConfigError("web.pages_port: the pages need a port to listen on")
    logs.set_up()
    name = await _bot_name(config)
    async with _opened(config) as database:
        serving = asyncio.create_task(
            pages_server(config, database, lambda: datetime.now(UTC), lambda: name), name="pages"
        )
        stopped = asyncio.create_task(on_signals().wait())
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if serving.done():
            serving.result()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
    return 0


async def _migrate(given: argparse.Namespace, tr: Translator) -> int:
    from storage.database import migrate

    await migrate(load(given.config).database.url)
    print(tr.t("The database is ready."))
    return 0


async def _doctor(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.doctor import Level, examine, lines

    findings = await examine(load(given.config), tr)
    print("\n".join(lines(findings)))
    return 1 if any(one.level is Level.FAIL for one in findings) else 0


async def _health(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.health import trouble

    if wrong := await trouble(load(given.config)):
        return _complain(wrong, 1)
    print("ok")
    return 0


async def _kept(given: argparse.Namespace, tr: Translator) -> int:
    from storage.inbox import Inbox
    from storage.replicas import at_work

    async with _opened(load(given.config)) as database:
        inbox = Inbox(database)
        rows = await inbox.put_aside_rows()
        for row in rows:
            print(f"{row.update_id}  {row.received_at:%Y-%m-%d %H:%M}  {row.error}")
            if given.retry:
                await inbox.retry(row.id)
        if not rows:
            print(tr.t("Every message was handled."))
        elif given.retry:
            running = await at_work(database)
            print(
                tr.t("The running bot handles them again now.")
                if running
                else tr.t("They are handled when the bot runs: weilinli run starts it.")
            )
    return 0


async def _retention(given: argparse.Namespace, tr: Translator) -> int:
    from storage.erasing import ERASERS, due, erase_all

    config = load(given.config)
    async with _opened(config) as database:
        do = due if given.dry_run else erase_all
        counts = await do(database, config.settings, datetime.now(UTC))
    for eraser in ERASERS:
        days = getattr(config.settings, eraser.setting).days
        print(tr.t("{table}: {n} (kept for {days} days)", table=eraser.table, n=counts[eraser.table], days=days))
    return 0


async def _demo_data(given: argparse.Namespace, tr: Translator) -> int:
    """Never where real people are on the other side, or real issues."""
    from random import Random

    from bot.commands.demo_data import Month, NobodyThere, NotEmpty
    from storage.database import Database
    from storage.replicas import at_work

    config = load(given.config)
    if config.is_real_telegram:
        raise ConfigError("telegram.base_url: demo data is for the sandbox; here real people are on the other side")
    until = given.until or datetime.now(UTC)
    until = until if until.tzinfo else until.replace(tzinfo=config.settings.zone)
    database = await Database.open(config.database.url)
    try:
        if await at_work(database):
            return _complain(tr.t("A bot is at work on this database: stop it first."), 1)
        month = Month(database, config.settings, until.astimezone(UTC), Random(given.seed))
        made = await month.live(given.issues)
    except NotEmpty:
        return _complain(tr.t("There are issues in this database already; demo data is for an empty one."), 1)
    except NobodyThere:
        return _complain(tr.t("Nobody could answer: weilinli roster import FILE first, with buildings and posts."), 1)
    finally:
        await database.close()
    print(tr.t("{issues} issues of {days} days; {n} deadlines fired.", issues=made.issues, days=30, n=made.deadlines))
    return 0


async def _backup(given: argparse.Namespace, tr: Translator) -> int:
    from casework.model import Audited
    from casework.neighbourhood.record import record
    from storage.backup import backup

    config = load(given.config)
    size = await asyncio.to_thread(backup, config.database.url, given.file)
    async with _opened(config) as database:
        work = database.work(config.settings)
        record(work, Audited.BACKED_UP, datetime.now(UTC), by=None, size=size)
        await work.commit()
    print(tr.t("{file}: {size} bytes", file=given.file, size=size))
    return 0


async def _restore(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.restore import command

    return 0 if await command(load(given.config), given.file, given.answer, tr, print) else 1


async def _copy_database(given: argparse.Namespace, tr: Translator) -> int:
    from storage.copy import copy_database

    for table, rows in (await copy_database(given.source, given.target)).items():
        print(f"{table}: {rows}")
    print(tr.t("Everything is copied and counted. Set database.url to the new address, then weilinli run."))
    return 0


async def _ledger_deliveries(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.ledger import LEDGER_AT_MOST, BadMoment, as_csv, as_table, moment
    from storage.ledger import Ledger

    config = load(given.config)
    zone = config.settings.zone
    try:
        since = moment(given.since, datetime.now(UTC), zone)
    except BadMoment as error:
        return _complain(f"--since: {error}", 2)
    async with _opened(config) as database:
        found = await Ledger(database).deliveries(since=since, limit=LEDGER_AT_MOST)
    print(as_csv(found, zone) if given.csv else as_table(found, zone, tr), end="" if given.csv else "\n")
    return 0


async def _ledger_export(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.ledger import Unfit, export

    config = load(given.config)
    try:
        async with _opened(config) as database:
            rows = await export(given, database, config.settings, datetime.now(UTC), tr)
    except Unfit as error:
        return _complain(str(error), 2)
    print(tr.n("{file}: {n} row", "{file}: {n} rows", rows, file=given.file))
    return 0


async def _report(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.hours import NoSuchArea
    from bot.commands.report import NoMonth, ReportOf, write

    config = load(given.config)
    said = ReportOf(area=given.area, file=given.file, month=given.month)
    try:
        async with _opened(config) as database:
            await write(said, database, datetime.now(UTC), database.work(config.settings), tr)
    except NoSuchArea as error:
        return _complain(tr.t("There is no area {code}.", code=str(error)), 2)
    except NoMonth as error:
        return _complain(tr.t("{month} is no month of the past: write 2026-11.", month=str(error)), 2)
    except FileExistsError:
        return _complain(tr.t("{file} is there already; name another file.", file=given.file), 2)
    print(tr.t("{file} is written: open it in a browser and print it.", file=given.file))
    return 0


async def _figures_rebuild(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.figures import check, rebuild

    config = load(given.config)
    async with _opened(config) as database:
        found = await (check if given.check else rebuild)(database, config.settings, datetime.now(UTC), tr)
    if not found.right:
        return _complain(found.text, 1)
    print(found.text)
    return 0


async def _webhooks_add(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.webhooks import NewHook, add
    from bot.running.caller import NotPublic
    from storage.hooks import Hooks

    said = NewHook(name=given.name, url=given.url, areas=given.area)
    try:
        return await _let_in(given, tr, lambda database, work: add(said, Hooks(database), work, datetime.now(UTC), tr))
    except socket.gaierror:
        return _complain(tr.t("{url}: no such name is found on the internet. Is it spelt right?", url=given.url), 2)
    except NotPublic:
        text = mark("{url} is not called: it has to be https:// and lie on the internet, not inside.")
        return _complain(tr.t(text, url=given.url), 2)


async def _let_in(
    given: argparse.Namespace, tr: Translator, add: Callable[["Database", "SqlWork"], Coroutine[Any, Any, list[str]]]
) -> int:
    """A system outside, by its name and its areas: what it is told this once, or why not."""
    from bot.commands.hours import NoSuchArea
    from storage.errors import NameTaken

    config = load(given.config)
    try:
        async with _opened(config) as database:
            print("\n".join(await add(database, database.work(config.settings))))
    except NoSuchArea as error:
        return _complain(tr.t("There is no area {code}.", code=str(error)), 2)
    except NameTaken:
        return _complain(tr.t("{name} is there already: take another name, or remove it first.", name=given.name), 2)
    return 0


async def _webhooks_list(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.webhooks import lines
    from storage.hooks import Hooks

    config = load(given.config)
    async with _opened(config) as database:
        print("\n".join(await lines(Hooks(database), datetime.now(UTC), config.settings.zone, tr)))
    return 0


async def _webhooks_remove(given: argparse.Namespace, tr: Translator) -> int:
    from storage.hooks import Hooks

    async with _opened(load(given.config)) as database:
        if not await Hooks(database).remove(given.name, datetime.now(UTC)):
            return _complain(tr.t("There is no {name}.", name=given.name), 2)
    print(tr.t("{name} is called no more.", name=given.name))
    return 0


def _positive(text: str) -> int:
    if not text.isdecimal() or (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text}: a whole number from 1 on")
    return number


async def _keys_make(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.keys import NewKey, make
    from storage.keys import Keys

    said = NewKey(name=given.name, areas=given.area, an_hour=given.an_hour)
    return await _let_in(given, tr, lambda database, work: make(said, Keys(database), work, datetime.now(UTC), tr))


async def _keys_list(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.keys import lines
    from storage.keys import Keys

    async with _opened(load(given.config)) as database:
        print("\n".join(await lines(Keys(database), tr)))
    return 0


async def _keys_void(given: argparse.Namespace, tr: Translator) -> int:
    from storage.keys import Keys

    async with _opened(load(given.config)) as database:
        if not await Keys(database).void(given.name, datetime.now(UTC)):
            return _complain(tr.t("There is no {name}.", name=given.name), 2)
    print(tr.t("The key of {name} opens nothing any more.", name=given.name))
    return 0


async def _ledger_retry(given: argparse.Namespace, tr: Translator) -> int:
    """One that was replaced meanwhile by a newer message stays as it is."""
    from storage.outbox import Outbox
    from storage.replicas import at_work

    async with _opened(load(given.config)) as database:
        revived = await Outbox(database).revive_all()
        running = await at_work(database)
    for row in revived:
        print(f"{row.kind}  {row.due_at:%Y-%m-%d %H:%M}  {row.error}")
    if revived and not running:
        print(tr.t("They are tried again when the bot runs: weilinli run starts it."))
    elif revived:
        count = len(revived)
        print(
            tr.n(
                "{n} message is tried again by the running bot.",
                "{n} messages are tried again by the running bot.",
                count,
            )
        )
    else:
        print(tr.t("No message was given up."))
    return 0


async def _roster_import(given: argparse.Namespace, tr: Translator) -> int:
    from roster.importing import check_roster, import_roster, report_lines, warning_lines

    config = load(given.config)
    async with _opened(config) as database:
        report = await import_roster(database, given.file, tr, remove=given.remove, settings=config.settings)
        warnings = [] if report.faults else await check_roster(database, config.settings, tr)
    if report.faults:
        print("\n".join(report_lines(report, tr)), file=sys.stderr)
        return 1
    print("\n".join([*report_lines(report, tr), *warning_lines(warnings, tr)]))
    return 0


async def _roster_export(given: argparse.Namespace, tr: Translator) -> int:
    from roster.exporting import NotWritten, export_roster

    try:
        async with _opened(load(given.config)) as database:
            rows = await export_roster(database, given.file, tr)
    except NotWritten as error:
        return _complain(str(error), 2)
    print(tr.n("{file}: {n} row", "{file}: {n} rows", rows, file=given.file))
    return 0


async def _roster_ical(given: argparse.Namespace, tr: Translator) -> int:
    from roster.exporting import NotWritten
    from roster.ical import write_ical

    config = load(given.config)
    try:
        async with _opened(config) as database:
            shifts = await write_ical(database, given.file, config.settings.zone, tr)
    except NotWritten as error:
        return _complain(str(error), 2)
    print(tr.n("{file}: {n} shift", "{file}: {n} shifts", shifts, file=given.file))
    return 0


async def _roster_check(given: argparse.Namespace, tr: Translator) -> int:
    from roster.importing import check_roster, warning_lines

    config = load(given.config)
    async with _opened(config) as database:
        warnings = await check_roster(database, config.settings, tr)
    print("\n".join(warning_lines(warnings, tr)))
    return 0


async def _roster_links(given: argparse.Namespace, tr: Translator) -> int:
    from roster.links import UnknownPosts, as_csv, as_table, building_links, links

    config = load(given.config)
    name = await _bot_name(config) or "YOUR_BOT"
    try:
        async with _opened(config) as database:
            if given.buildings:
                handed = await building_links(database, name)
            else:
                handed = await links(database, name, datetime.now(UTC), tr, renew=given.renew)
    except UnknownPosts as error:
        return _complain(str(error), 2)
    print(as_csv(handed, tr) if given.csv else as_table(handed, tr))
    return 0


async def _posters(given: argparse.Namespace, tr: Translator) -> int:
    from roster.posters import UnknownBuildings, contact_cards, posters

    config = load(given.config)
    name = "" if given.cards else await _bot_name(config)
    if not given.cards and not name:
        return _complain(tr.t("The QR codes need the bot's name, and Telegram does not answer: try again later."), 1)
    try:
        async with _opened(config) as database:
            page = await (contact_cards(database, tr) if given.cards else posters(database, name, tr, given.buildings))
    except UnknownBuildings as error:
        return _complain(str(error), 2)
    try:
        with given.file.open("x", encoding="utf-8") as written:
            written.write(page)
    except OSError as error:
        text = "{file} was not written ({why}): choose a folder that exists, and a name that is not taken"
        return _complain(tr.t(text, file=given.file, why=error.strerror), 1)
    print(tr.t("{file} is written: open it in a browser and print it.", file=given.file))
    return 0


async def _in_work(
    given: argparse.Namespace, tr: Translator, do: Callable[[Any, datetime], Coroutine[Any, Any, list[str]]]
) -> int:
    """One unit of work of a command about hours and days; what cannot be is one line."""
    from bot.commands.hours import NoCalendar, NoSuchArea
    from casework.area_settings import SettingRefused
    from casework.hours import HoursError

    config = load(given.config)
    try:
        async with _opened(config) as database:
            work = database.work(config.settings)
            lines = await do(work, datetime.now(UTC))
            await work.commit()
    except (SettingRefused, HoursError) as error:
        return _complain(tr.t(error.why, **error.facts), 2)
    except NoSuchArea as error:
        return _complain(tr.t("There is no area {code}.", code=str(error)), 2)
    except NoCalendar as error:
        return _complain(
            tr.t("No calendar: {why}. Enter the days by hand: weilinli days set DATE holiday", why=str(error)), 1
        )
    print("\n".join(lines))
    return 0


async def _hours(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.hours import HoursOf, hours_lines, set_hours

    async def do(work: Any, now: datetime) -> list[str]:
        if given.hours is not None:
            await set_hours(HoursOf(hours=given.hours, area=given.area, since=given.since), now, work)
            return [str(tr.t("Set. What is open there is due anew; whoever was told another time is told."))]
        return await hours_lines(now, work, tr)

    return await _in_work(given, tr, do)


async def _capabilities(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.capabilities import NoSuchCapability, of_area, said, set_one

    async def do(work: Any, now: datetime) -> list[str]:
        if given.area is None:
            return await said(work, tr)
        if given.switch is None:
            return await of_area(given.area, now, work, tr)
        on = given.switch == "on"
        return [line for key in given.which for line in await set_one(given.area, key, on, now, work, tr)]

    try:
        return await _in_work(given, tr, do)
    except NoSuchCapability as error:
        return _complain(tr.t("There is no capability {key}: weilinli capabilities lists them.", key=str(error)), 2)


async def _trial(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.trial import TrialOf, begin, lines

    async def do(work: Any, now: datetime) -> list[str]:
        if given.area is None:
            return await lines(now, work, tr)
        said = TrialOf(area=given.area, until=given.until, dry=given.dry, over=given.over)
        return await begin(said, now, work, tr)

    return await _in_work(given, tr, do)


async def _days_list(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.hours import days_lines

    async def do(work: Any, now: datetime) -> list[str]:
        return await days_lines(now, work, tr) or [str(tr.t("No days yet: weilinli days fetch"))]

    return await _in_work(given, tr, do)


async def _days_fetch(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.hours import fetch_days

    async def do(work: Any, now: datetime) -> list[str]:
        year = now.astimezone(work.settings.zone).year
        new = await fetch_days(given.country, given.years or [year, year + 1], now, work)
        lines = [str(tr.n("{n} day is new.", "{n} days are new.", len(new)))]
        if any(one.provisional for one in new):
            lines.append(str(tr.t("Make-up days of a year are not announced yet: fetch again when they are.")))
        return lines

    return await _in_work(given, tr, do)


async def _days_set(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.hours import DayOf, set_day
    from casework.hours import DayKind

    async def do(work: Any, now: datetime) -> list[str]:
        said = DayOf(day=given.day, kind=DayKind(given.kind), hours=given.hours, name=given.name, area=given.area)
        new = await set_day(said, now, work)
        return [str(tr.n("{n} day is new.", "{n} days are new.", len(new)))]

    return await _in_work(given, tr, do)


async def _groups_list(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.groups import as_table, groups

    config = load(given.config)
    async with _opened(config) as database:
        found = await groups(database.work(config.settings), tr)
    print(as_table(found, tr) if found else tr.t("No group is tied to an area."))
    return 0


async def _groups_unbind(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.groups import UnknownGroup, unbind

    config = load(given.config)
    try:
        async with _opened(config) as database:
            work = database.work(config.settings)
            title = await unbind(given.group, datetime.now(UTC), work)
            await work.commit()
    except UnknownGroup:
        return _complain(tr.t("No such group: weilinli groups list shows them."), 2)
    print(tr.t("“{title}” is not tied to an area any more.", title=title))
    return 0


if __name__ == "__main__":
    sys.exit(main())
