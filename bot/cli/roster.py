"""Areas, posts and doors: roster, groups, posters."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.shared import Commands, add, add_config, bot_name, complain, opened, to_print
from bot.config import load
from locales.translator import Translator


def add_to(commands: Commands) -> None:
    roster = commands.add_parser("roster", help="areas, estates and posts").add_subparsers(
        required=True, metavar="COMMAND"
    )
    imported = roster.add_parser("import", help="read a CSV or XLSX file in; nothing by halves")
    imported.add_argument("file", type=Path, metavar="FILE")
    imported.add_argument("--remove", action="store_true", help="remove what the file does not name")
    imported.add_argument("--live", action="store_true", help="new communities begin without a trial")
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
        add_config(one)

    groups = commands.add_parser("groups", help="which groups are tied to which areas").add_subparsers(
        required=True, metavar="COMMAND"
    )
    listed = groups.add_parser("list", help="every group, with its area and what it is for")
    listed.set_defaults(command=_groups_list)
    untied = groups.add_parser("unbind", help="untie a group: nothing appears there any more")
    untied.add_argument("group", metavar="GROUP", help="as `weilinli groups list` names it")
    untied.set_defaults(command=_groups_unbind)
    for one in (listed, untied):
        add_config(one)
    what = "posters with a QR code for the buildings' doors, or contact cards of the grids, to be printed"
    posters = add(commands, "posters", what, _posters)
    posters.add_argument("file", type=Path, metavar="FILE", help="where to, .html or .pdf; must not exist yet")
    posters.add_argument("--buildings", nargs="+", metavar="CODE", default=[], help="of these buildings alone")
    posters.add_argument("--cards", action="store_true", help="contact cards instead, one for each grid")


async def _roster_import(given: argparse.Namespace, tr: Translator) -> int:
    from roster.importing import check_roster, import_roster, report_lines, warning_lines

    config = load(given.config)
    async with opened(config) as database:
        progress = _progress(given.file, tr)
        report = await import_roster(
            database,
            given.file,
            tr,
            remove=given.remove,
            settings=config.settings,
            live=given.live,
            progress=progress,
        )
        warnings = [] if report.faults else await check_roster(database, config.settings, tr)
    if report.faults:
        print("\n".join(report_lines(report, tr)), file=sys.stderr)
        return 1
    print("\n".join([*report_lines(report, tr), *warning_lines(warnings, tr)]))
    return 0


LARGE = 1_000_000
"""Bytes: a file of that size takes long enough for whoever waits to be told how far it is."""


def _progress(file: Path, tr: Translator) -> Callable[[str], None] | None:
    """Where how far it is is said: on standard error, and of a large file only."""
    if not file.is_file() or file.stat().st_size < LARGE // (10 if file.suffix.lower() == ".xlsx" else 1):
        return None

    def said(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    said(tr.t("{file} is being read.", file=file))
    if file.suffix.lower() == ".xlsx":
        said(tr.t("An XLSX takes longer than the same table as CSV."))
    return said


async def _roster_export(given: argparse.Namespace, tr: Translator) -> int:
    from roster.exporting import NotWritten, export_roster

    try:
        async with opened(load(given.config)) as database:
            rows = await export_roster(database, given.file, tr)
    except NotWritten as error:
        return complain(str(error), 2)
    print(tr.n("{file}: {n} row", "{file}: {n} rows", rows, file=given.file))
    return 0


async def _roster_ical(given: argparse.Namespace, tr: Translator) -> int:
    from roster.exporting import NotWritten
    from roster.ical import write_ical

    config = load(given.config)
    try:
        async with opened(config) as database:
            shifts = await write_ical(database, given.file, config.settings.zone, tr)
    except NotWritten as error:
        return complain(str(error), 2)
    print(tr.n("{file}: {n} shift", "{file}: {n} shifts", shifts, file=given.file))
    return 0


async def _roster_check(given: argparse.Namespace, tr: Translator) -> int:
    from roster.importing import check_roster, warning_lines

    config = load(given.config)
    async with opened(config) as database:
        warnings = await check_roster(database, config.settings, tr)
    print("\n".join(warning_lines(warnings, tr)))
    return 0


async def _roster_links(given: argparse.Namespace, tr: Translator) -> int:
    from roster.links import UnknownPosts, as_csv, as_table, building_links, links

    config = load(given.config)
    name = await bot_name(config) or "YOUR_BOT"
    try:
        async with opened(config) as database:
            if given.buildings:
                handed = await building_links(database, name)
            else:
                handed = await links(database, name, datetime.now(UTC), tr, renew=given.renew)
    except UnknownPosts as error:
        return complain(str(error), 2)
    print(as_csv(handed, tr) if given.csv else as_table(handed, tr))
    return 0


async def _groups_list(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.groups import as_table, groups

    config = load(given.config)
    async with opened(config) as database:
        found = await groups(database.work(config.settings), tr)
    print(as_table(found, tr) if found else tr.t("No group is tied to an area."))
    return 0


async def _groups_unbind(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.groups import UnknownGroup, unbind

    config = load(given.config)
    try:
        async with opened(config) as database:
            work = database.work(config.settings)
            title = await unbind(given.group, datetime.now(UTC), work)
            await work.commit()
    except UnknownGroup:
        return complain(tr.t("No such group: weilinli groups list shows them."), 2)
    print(tr.t("“{title}” is not tied to an area any more.", title=title))
    return 0


async def _posters(given: argparse.Namespace, tr: Translator) -> int:
    from bot.commands.hours import served_at
    from bot.commands.report import keep_page
    from bot.views.refusals import refusal_words
    from casework.refusals import NoPdf
    from roster.posters import UnknownBuildings, contact_cards, posters

    config = load(given.config)
    name = "" if given.cards else await bot_name(config)
    if not given.cards and not name:
        return complain(tr.t("The QR codes need the bot's name, and Telegram does not answer: try again later."), 1)
    try:
        async with opened(config) as database:
            if given.cards:
                hours = served_at(datetime.now(UTC), database.work(config.settings), tr)
                page = await contact_cards(database, tr, hours)
            else:
                page = await posters(database, name, tr, given.buildings)
    except UnknownBuildings as error:
        return complain(str(error), 2)
    try:
        await keep_page(page, given.file)
    except NoPdf as refusal:
        return complain(refusal_words(refusal, tr), 1)
    except FileExistsError:
        return complain(tr.t("{file} is there already; name another file.", file=given.file), 1)
    except OSError as error:
        return complain(
            tr.t("{file} was not written ({why}): choose a folder that exists.", file=given.file, why=error.strerror), 1
        )
    print(to_print(given.file, tr))
    return 0
