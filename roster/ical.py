"""`weilinli roster ical`: who is on duty in the coming weeks, as a calendar that phones open too (RFC 5545)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from casework.frozen import frozen
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
    text = calendar(events, now)
    try:
        with file.open("x", encoding="utf-8", newline="") as target:
            target.write(text)
    except FileExistsError:
        raise NotWritten(tr.t("{file} is there already and stays as it is: choose another name.", file=file)) from None
    return len(events)


@frozen
class Event:
    """From when to when; `day`: all of that day instead. `uid` is the same whenever it is written."""

    uid: str
    what: str
    starts_at: datetime
    ends_at: datetime
    where: str = ""
    day: date | None = None


def stretches(seat: Seat, plan: Plan, now: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime, list[int]]]:
    """The coming hours of the seat and whose they are by post, swaps counted in; one for as long as nothing changes."""
    edges = [now, *turns_after(plan, seat, now, zone, DAYS), now + DAYS * DAY]
    found: list[tuple[datetime, datetime, list[int]]] = []
    for start, end in pairwise(edges):
        whose = first_asked(plan, seat, start, zone)
        if found and found[-1][1:] == (start, whose):
            found[-1] = (found[-1][0], end, whose)
        else:
            found.append((start, end, whose))
    return found


def _events(
    seat: Seat,
    plan: Plan,
    now: datetime,
    zone: ZoneInfo,
    posts: dict[int, Post],
    names: dict[int, str],
    tr: Translator,
) -> Iterator[Event]:
    """One event for each stretch of hours that is somebody's."""
    place = names.get(seat.area_id or seat.estate_id or 0, "")
    for start, end, whose in stretches(seat, plan, now, zone):
        if whose:
            people = "、".join(posts[one].name or posts[one].code for one in whose)
            yield Event(uid_of(seat, start), f"{say(ROLES, seat.role, tr)} {people}", start, end, place)


def uid_of(seat: Seat, start: datetime) -> str:
    """By which a calendar knows the event again."""
    return f"{seat.role}-{seat.area_id or seat.estate_id}-{_utc(start)}@weilinli"


def calendar(events: Iterable[Event], now: datetime) -> str:
    """All of them as a file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//weilinli//duty//ZH"]
    for one in events:
        lines += ["BEGIN:VEVENT", f"UID:{one.uid}", f"DTSTAMP:{_utc(now)}"]
        if one.day is not None:
            lines += [f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}", f"DTEND;VALUE=DATE:{one.day + DAY:%Y%m%d}"]
        else:
            lines += [f"DTSTART:{_utc(one.starts_at)}", f"DTEND:{_utc(one.ends_at)}"]
        lines += [f"SUMMARY:{_text(one.what)}", *([f"LOCATION:{_text(one.where)}"] if one.where else []), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


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
