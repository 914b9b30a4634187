"""`weilinli ledger deliveries`: what was due, committed and sent, as lines for a person or for a spreadsheet.

Ids and times only: nobody's name, nobody's words.
"""

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from wcwidth import ljust
from wcwidth import wcswidth as width

from locales.translator import Translator
from storage.ledger import Delivery, Summary, summarise

UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
LEDGER_AT_MOST = 100_000
"""Messages that are shown, the latest: more than a district's week."""
COLUMNS = ("due", "committed", "sent", "latency_s", "attempts", "class", "kind", "issue", "state", "error")


class BadMoment(ValueError):
    """What was given is neither a time nor so long ago."""


def moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """ "30m", "2h", "3d" before now, or a date and time of the neighbourhood. Raises BadMoment."""
    if found := re.fullmatch(r"(\d{1,6})([mhd])", text.strip()):
        return now - int(found[1]) * UNITS[found[2]]
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadMoment(f"{text}: neither 30m, 2h, 3d nor a time such as 2026-11-21T16:30") from None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def as_csv(deliveries: Sequence[Delivery], zone: ZoneInfo) -> str:
    """Every message, oldest first, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(one, zone, "%Y-%m-%dT%H:%M:%S.%f%z") for one in deliveries)
    return out.getvalue()


def as_table(deliveries: Sequence[Delivery], zone: ZoneInfo, tr: Translator) -> str:
    """The same in columns, and below how late each class of messages was."""
    if not deliveries:
        return tr.t("Nothing was due.")
    rows = [COLUMNS, *(_cells(one, zone, "%m-%d %H:%M:%S") for one in deliveries)]
    widths = [max(width(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = ["  ".join(map(ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, "", *(_line(one, tr) for one in summarise(deliveries))])


def _cells(one: Delivery, zone: ZoneInfo, form: str) -> tuple[str, ...]:
    def at(moment: datetime | None) -> str:
        return moment.astimezone(zone).strftime(form) if moment is not None else ""

    return (
        at(one.due_at),
        at(one.committed_at),
        at(one.sent_at if one.state == "sent" else None),
        f"{one.latency.total_seconds():.3f}" if one.latency is not None else "",
        str(one.attempts),
        one.class_name,
        str(one.kind),
        str(one.issue_number or ""),
        one.state,
        one.error or "",
    )


def _line(one: Summary, tr: Translator) -> str:
    states = ", ".join(f"{state} {count}" for state, count in sorted(one.states.items()))
    if one.p50 is None or one.p99 is None:
        return f"{one.name}: {states}"
    late = tr.t("due to sent p50 {p50} s, p99 {p99} s", p50=f"{one.p50:.3f}", p99=f"{one.p99:.3f}")
    return f"{one.name}: {states}; {late}"
