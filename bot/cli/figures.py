"""What has become of it all: ledger, report, figures, and invented life to show them by."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.shared import Commands, add, add_config, complain, opened, to_print
from bot.config import ConfigError, load
from locales.translator import Translator


def add_to(commands: Commands) -> None:
    ledger = commands.add_parser("ledger", help="what was due, and what became of it").add_subparsers(
        required=True, metavar="COMMAND"
    )
    deliveries = ledger.add_parser("deliveries", help="messages: due, committed, sent, latency, attempts, state")
    deliveries.add_argument(
        "--since", default="1d", metavar="TIME", help="30m, 2h, 3d or 2026-11-21T16:30; default: 1d"
    )
    deliveries.add_argument("--csv", action="store_true", help="for a spreadsheet")
    deliveries.set_defaults(command=_ledger_deliveries)
    add_config(deliveries)

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
    add_config(written)

    retry = ledger.add_parser("retry", help="try messages that were given up again")
    retry.set_defaults(command=_ledger_retry)
    add_config(retry)

    what = "the figures of a month as one page to be printed or passed on"
    reported = add(commands, "report", what, _report)
    reported.add_argument("area", metavar="CODE", help="an area, as the roster names it")
    reported.add_argument("file", type=Path, metavar="FILE", help="where to, .html or .pdf; must not exist yet")
    reported.add_argument("--month", default="", metavar="MONTH", help="2026-11; default: the last one")
    what = "the sums that the figures are made of: made anew, or compared with a recount"
    summed = commands.add_parser("figures", help=what).add_subparsers(required=True, metavar="COMMAND")
    rebuilt = summed.add_parser("rebuild", help="sum every day again; the running bot sums what changes by itself")
    rebuilt.add_argument("--check", action="store_true", help="change nothing: prove the sums equal to a recount")
    rebuilt.set_defaults(command=_figures_rebuild)
    add_config(rebuilt)
    what = (
        "a month of invented life, for a database without issues and the sandbox: wall, board, figures show something"
    )
    invented = add(commands, "demo-data", what, _demo_data)
    invented.add_argument("--issues", type=int, default=300, metavar="N", help="how many issues; default: 300")
    invented.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed, the same month; default: 1")
    invented.add_argument(
        "--until", type=datetime.fromisoformat, metavar="TIME", help="its end: 2026-11-21T10:00:00+08:00; default: now"
    )


async def _ledger_deliveries(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.ledger import LEDGER_AT_MOST, BadMoment, as_csv, as_table, moment
    from storage.ledger import Ledger

    config = load(given.config)
    zone = config.settings.zone
    try:
        since = moment(given.since, datetime.now(UTC), zone)
    except BadMoment as error:
        return complain(f"--since: {error}", 2)
    async with opened(config) as database:
        found = await Ledger(database).deliveries(since=since, limit=LEDGER_AT_MOST)
    print(as_csv(found, zone) if given.csv else as_table(found, zone, tr), end="" if given.csv else "\n")
    return 0


async def _ledger_export(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.ledger import Unfit, export

    config = load(given.config)

    def tell(done: int, every: int) -> None:
        print(tr.t("{done} of {every} rows", done=done, every=every), file=sys.stderr, flush=True)

    try:
        async with opened(config) as database:
            rows = await export(given, database, config.settings, datetime.now(UTC), tr, tell)
    except Unfit as error:
        return complain(str(error), 2)
    print(tr.n("{file}: {n} row", "{file}: {n} rows", rows, file=given.file))
    return 0


async def _ledger_retry(given: argparse.Namespace, tr: Translator) -> int:
    """One that was replaced meanwhile by a newer message stays as it is."""
    from storage.outbox import Outbox
    from storage.replicas import at_work

    async with opened(load(given.config)) as database:
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


async def _report(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.hours import NoSuchArea
    from bot.commands.report import NoMonth, ReportOf, write
    from bot.views.refusals import refusal_words
    from casework.refusals import NoPdf

    config = load(given.config)
    said = ReportOf(area=given.area, file=given.file, month=given.month)
    try:
        async with opened(config) as database:
            await write(said, database, datetime.now(UTC), database.work(config.settings), tr)
    except NoSuchArea as error:
        return complain(tr.t("There is no area {code}.", code=str(error)), 2)
    except NoMonth as error:
        return complain(tr.t("{month} is no month of the past: write 2026-11.", month=str(error)), 2)
    except FileExistsError:
        return complain(tr.t("{file} is there already; name another file.", file=given.file), 2)
    except NoPdf as refusal:
        return complain(refusal_words(refusal, tr), 1)
    print(to_print(given.file, tr))
    return 0


async def _figures_rebuild(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.figures import check, rebuild

    config = load(given.config)
    async with opened(config) as database:
        found = await (check if given.check else rebuild)(database, config.settings, datetime.now(UTC), tr)
    if not found.right:
        return complain(found.text, 1)
    print(found.text)
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
            return complain(tr.t("A bot is at work on this database: stop it first."), 1)
        month = Month(database, config.settings, until.astimezone(UTC), Random(given.seed))
        made = await month.live(given.issues)
    except NotEmpty:
        return complain(tr.t("There are issues in this database already; demo data is for an empty one."), 1)
    except NobodyThere:
        return complain(tr.t("Nobody could answer: weilinli roster import FILE first, with buildings and posts."), 1)
    finally:
        await database.close()
    print(tr.t("{issues} issues of {days} days; {n} deadlines fired.", issues=made.issues, days=30, n=made.deadlines))
    return 0
