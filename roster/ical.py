"""`weilinli roster ical`: who is on duty in the coming weeks, as a calendar that phones open too (RFC 5545)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from casework.model.people import Post
from casework.rota import DAY, Plan, Seat, first_asked, seat_of, turns_after
from locales.translator import Translator
from roster.exporting import NotWritten
from roster.words import ROLES, say
from storage.database import Database
from storage.duty import stored_plan
from storage.roster import Roster

DAYS = 60
FOLD = 73
"""Bytes of a line before it goes on in the next (RFC 5545 §3.1: 75 with the space and the end)."""


async def write_ical(database: Database, file: Path, zone: ZoneInfo, tr: Translator) -> int:
    """Write the file, which must not exist yet; how many shifts. Raises NotWritten, OSError, StorageError."""
    roster, now = Roster(database), database.now()
    plan = await roster.stored(stored_plan)
    rota, swaps = plan
    names = {one.id: one.name for one in await roster.areas()} | {one.id: one.name for one in await roster.estates()}
    posts = {one.id: one for one in await roster.posts()}
    rows, exchanged = defaultdict(list), defaultdict(list)
    for row in rota:
        rows[seat_of(row)].append(row)
    for swap in swaps:
        exchanged[seat_of(swap)].append(swap)
    plans = {seat: Plan(rota=mine, swaps=exchanged[seat]) for seat, mine in rows.items()}
    events = [event for seat, one in plans.items() for event in _events(seat, one, now, zone, posts, names, tr)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//weilinli//duty//ZH"]
    lines += [line for event in events for line in event]
    lines.append("END:VCALENDAR")
    text = "".join(f"{part}\r\n" for line in lines for part in _folded(line))
    try:
        with file.open("x", encoding="utf-8", newline="") as target:
            target.write(text)
    except FileExistsError:
        raise NotWritten(tr.t("{file} is there already and stays as it is: choose another name.", file=file)) from None
    return len(events)


def _events(
    seat: Seat,
    plan: Plan,
    now: datetime,
    zone: ZoneInfo,
    posts: dict[int, Post],
    names: dict[int, str],
    tr: Translator,
) -> Iterator[list[str]]:
    """One event for each stretch of hours that is somebody's, swaps counted in."""
    edges = [now, *turns_after(plan, seat, now, zone, DAYS), now + DAYS * DAY]
    stretches: list[tuple[datetime, datetime, list[int]]] = []
    for start, end in pairwise(edges):
        whose = first_asked(plan, seat, start, zone)
        if stretches and stretches[-1][1:] == (start, whose):
            stretches[-1] = (stretches[-1][0], end, whose)
        else:
            stretches.append((start, end, whose))
    place = names.get(seat.area_id or seat.estate_id or 0, "")
    for start, end, whose in stretches:
        if whose:
            people = "、".join(posts[one].name or posts[one].code for one in whose)
            yield [
                "BEGIN:VEVENT",
                f"UID:{seat.role}-{seat.area_id or seat.estate_id}-{_utc(start)}@weilinli",
                f"DTSTAMP:{_utc(now)}",
                f"DTSTART:{_utc(start)}",
                f"DTEND:{_utc(end)}",
                f"SUMMARY:{_text(f'{say(ROLES, seat.role, tr)} {people}')}",
                f"LOCATION:{_text(place)}",
                "END:VEVENT",
            ]


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """Signs that mean something in the format stand for themselves."""
    for sign in "\\;,":
        words = words.replace(sign, f"\\{sign}")
    return words


def _folded(line: str) -> Sequence[str]:
    """A long line goes on in the next, cut between characters."""
    found, rest = [], line
    while len(rest.encode()) > FOLD:
        cut = len(rest.encode()[:FOLD].decode(errors="ignore"))
        found.append(rest[:cut])
        rest = " " + rest[cut:]
    return [*found, rest]
