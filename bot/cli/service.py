"""When an area is served, and with what: hours, days, capabilities, trial."""

import argparse
from collections.abc import Callable, Coroutine
from datetime import UTC, date, datetime
from typing import Any

from bot.cli.shared import Commands, add, add_config, complain, opened
from bot.config import load
from locales.translator import Translator


def add_to(commands: Commands) -> None:
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
    may_lack = add(commands, "capabilities", what, _capabilities)
    may_lack.add_argument("area", nargs="?", metavar="CODE", help="a community, as the roster names it")
    may_lack.add_argument("switch", nargs="?", choices=("on", "off"), help="without it they are listed")
    may_lack.add_argument("which", nargs="*", metavar="KEY", help="whistles, meetings, ...: as the list names them")
    what = "an area tries it out: nobody above the community is rung; without an area, what would have rung"
    trial = add(commands, "trial", what, _trial)
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
        add_config(one)


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
        return complain(tr.t("There is no capability {key}: weilinli capabilities lists them.", key=str(error)), 2)


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


async def _in_work(
    given: argparse.Namespace, tr: Translator, do: Callable[[Any, datetime], Coroutine[Any, Any, list[str]]]
) -> int:
    """One unit of work of a command about hours and days; what cannot be is one line."""
    from bot.commands.hours import NoCalendar, NoSuchArea
    from casework.area_settings import SettingRefused
    from casework.hours import HoursError

    config = load(given.config)
    try:
        async with opened(config) as database:
            work = database.work(config.settings)
            lines = await do(work, datetime.now(UTC))
            await work.commit()
    except (SettingRefused, HoursError) as error:
        return complain(tr.t(error.why, **error.facts), 2)
    except NoSuchArea as error:
        return complain(tr.t("There is no area {code}.", code=str(error)), 2)
    except NoCalendar as error:
        return complain(
            tr.t("No calendar: {why}. Enter the days by hand: weilinli days set DATE holiday", why=str(error)), 1
        )
    print("\n".join(lines))
    return 0
