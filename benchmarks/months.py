"""Years of a neighbourhood's life: a month by the real use cases (`weilinli demo-data`), copied by SQL with other ids
and times until there are enough. What stood open then is closed by now, but for the last month's."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Integer, Table

from bot.commands.demo_data import Month
from casework.hours import parse_hours
from casework.settings import Settings
from casework.transitions import STANDING
from locales.translator import translator
from roster.importing import import_roster
from storage import tables
from storage.columns import UTCDateTime
from storage.copy import copy_database
from storage.database import Database, migrate
from storage.ids import new_id
from storage.wall import SAID

ROSTER = Path(__file__).parents[1] / "docs" / "examples" / "beiji.csv"
UNTIL = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
NOW = UNTIL + timedelta(minutes=1)
ISSUES = 300
"""Of the month that is copied."""
YEARS = 3
A_MONTH = timedelta(days=365) / 12
APART = timedelta(minutes=7)
"""Between an issue and its copy in the same month."""
SETTINGS = Settings(hours=parse_hours("08:00-20:00"))
OF_ISSUE = ("subjects", "issues", "reports", "rounds", "pings", "promises", "entries")
"""What is copied of an issue, parents first."""
OF_OPEN = ("deadlines",)
"""Of the newest month too: only what stands open has a clock."""
MINE = {"subjects": "id", "issues": "id", "entries": "subject_id", "deadlines": "subject_id"}
"""Where a row says of which issue it is, if not in `issue_id`."""
IDS = ("id", "issue_id", "subject_id", "entry_id")
READ = {
    "pings": "(answer IS NOT NULL OR {newest})",
    "deadlines": "subject_kind = 'issue' AND subject_id IN (SELECT id FROM issues WHERE state IN ({open}))",
    "entries": f"action IN ({', '.join(repr(str(one)) for one in SAID)})",
}
"""Of these only what lasts, and what pages read."""
WORDS = ("text", "result", "plan")
OPEN = ", ".join(repr(str(one)) for one in sorted(STANDING))


async def fill(url: str, folder: Path, issues: int) -> None:
    """A database with so many, in 25 months, or 36 of more than 100,000."""
    small, sqlite = folder / "month.db", url.startswith("sqlite")
    if not small.exists():
        await _month(small)
    if sqlite:
        shutil.copy(small, url.removeprefix("sqlite:///"))
    else:
        await copy_database(f"sqlite:///{small}", url)
    database = await Database.open(url)
    try:
        limit = new_id()
        for month, first, last in _turns(issues):
            for name in (*OF_ISSUE, *(OF_OPEN if not month else ())):
                copied = _copied(
                    tables.metadata.tables[name], month, first, last, limit, sqlite=url.startswith("sqlite")
                )
                await database.write(lambda connection, copied=copied: _run(connection, copied))  # type: ignore[misc]
        await database.write(lambda connection: _run(connection, "ANALYZE"))
    finally:
        await database.close()


def _turns(issues: int) -> Iterator[tuple[int, int, int]]:
    """Months back, with the numbers of the copies in it: the original is number 0 of month 0."""
    each = max(4000, issues // 36) // ISSUES
    for month in range(round(issues / ISSUES / each)):
        yield month, month * each + (month == 0), (month + 1) * each - 1


def _run(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


async def _month(path: Path) -> None:
    url = f"sqlite:///{path}"
    await migrate(url)
    database = await Database.open(url)
    await import_roster(database, ROSTER, translator("zh_CN"), live=True)
    await Month(database, SETTINGS, UNTIL, Random(1)).live(ISSUES)
    await database.close()


def _copied(table: Table, month: int, first: int, last: int, limit: int, *, sqlite: bool) -> str:
    """One statement: all rows of the original again, once for each number."""
    columns = ", ".join(f'"{one.name}"' for one in table.columns)
    values = ", ".join(_value(one, month, first, sqlite=sqlite) for one in table.columns)
    mine = MINE.get(table.name, "issue_id")
    newest = "0 = 1" if month else "0 = 0"
    only = f" AND {READ[table.name].format(open=OPEN, newest=newest)}" if table.name in READ else ""
    numbers = f"WITH RECURSIVE seq(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM seq WHERE n < {last})"
    chosen = f"SELECT {values} FROM {table.name}, seq WHERE {mine} < {limit}{only}"
    return f"INSERT INTO {table.name} ({columns}) {numbers} {chosen}"


def _value(column: Column[Any], month: int, first: int, *, sqlite: bool) -> str:
    name = f'{column.table.name}."{column.name}"'
    if column.name in IDS and isinstance(column.type, (Integer, BigInteger)):
        return f"{name} + n * {1 << 50}"
    if column.name == "number":
        return f"{name} + n * 100000"
    if isinstance(column.type, UTCDateTime):
        back, apart = int((month * A_MONTH).total_seconds()), int(APART.total_seconds())
        if sqlite:
            return f"{name} - ({back} + (n - {first}) * {apart}) * 1000000"
        return f"{name} - ({back} + (n - {first}) * {apart}) * interval '1 second'"
    if column.name in WORDS:  # nobody says the same twice
        return f"CASE WHEN {name} = '' THEN '' ELSE {name} || {'char' if sqlite else 'chr'}(19968 + n % 20000) END"
    if month and column.table.name == "issues" and column.name == "state":
        return f"CASE WHEN {name} IN ({OPEN}) THEN 'closed' ELSE {name} END"
    return name
