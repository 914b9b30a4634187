"""Metrics in Prometheus' text format, from the ledger and the auditor. No label holds anything of people's."""

from collections.abc import Iterable
from datetime import datetime

from storage.audit import Audit
from storage.ledger import Ledger, Summary, Waiting, summarise

Sample = tuple[dict[str, str], float]


async def text(ledger: Ledger, now: datetime, audit: Audit | None, gauges: dict[str, float]) -> str:
    """All metrics as they are now. `gauges`: of this process, by name without the prefix."""
    waiting = await ledger.waiting()
    summaries = summarise(await ledger.deliveries())
    lines: list[str] = []
    _outbox(lines, waiting, summaries, now)
    _metric(lines, "inbox_waiting", "Updates that are not handled yet.", [({}, waiting.updates)])
    _metric(lines, "inbox_aside", "Updates that failed too often and wait for a person.", [({}, waiting.aside)])
    if audit is not None:
        by_fault: list[Sample] = [({"fault": fault.value}, count) for fault, count in sorted(audit.counts.items())]
        _metric(lines, "audit_faults", "Rungs that the last audit found wrong.", by_fault)
        _metric(lines, "audit_rungs", "Rungs that the last audit looked at.", [({}, audit.rungs)])
        _metric(lines, "audit_timestamp_seconds", "When the last audit was.", [({}, audit.at.timestamp())])
    for name, value in sorted(gauges.items()):
        _metric(lines, name, GAUGES[name], [({}, value)])
    return "".join(f"{line}\n" for line in lines)


GAUGES = {
    "tick_age_seconds": "Since the last completed look at the deadlines.",
    "sender": "1 where this process sends.",
    "poller": "1 where this process fetches updates.",
    "replicas": "Processes on this database, this one included.",
    "up_seconds": "Since the start.",
}
"""What a process tells of itself."""


def _outbox(lines: list[str], waiting: Waiting, summaries: list[Summary], now: datetime) -> None:
    pending: list[Sample] = [({"class": name}, count) for name, count in waiting.pending.items()]
    _metric(lines, "outbox_pending", "Messages that wait, by class.", pending)
    ages: list[Sample] = [
        ({"class": name}, max(0.0, (now - oldest).total_seconds())) for name, oldest in waiting.oldest.items()
    ]
    _metric(lines, "outbox_oldest_seconds", "Since the oldest waiting message was due.", ages)
    failed: list[Sample] = [({"state": state}, count) for state, count in waiting.failed.items()]
    _metric(lines, "outbox_failed", "Messages that could not be delivered.", failed)
    unknown: list[Sample] = [({"table": name}, count) for name, count in waiting.unknown.items()]
    _metric(lines, "unknown_kinds", "What waits for a newer version, the only one to know its kind.", unknown)
    latency = [
        ({"class": one.name, "quantile": share}, value)
        for one in summaries
        for share, value in (("0.5", one.p50), ("0.99", one.p99))
        if value is not None
    ]
    _metric(lines, "delivery_seconds", "From due to sent, of the latest messages.", latency)
    retried: list[Sample] = [({"class": one.name}, one.retried) for one in summaries]
    _metric(lines, "delivery_retried", "Of the latest messages, those that took several attempts.", retried)


def _metric(lines: list[str], name: str, what: str, samples: Iterable[Sample]) -> None:
    lines += [f"# HELP weilinli_{name} {what}", f"# TYPE weilinli_{name} gauge"]
    for labels, value in samples:
        inside = ",".join(f'{label}="{said}"' for label, said in labels.items())
        lines.append(f"weilinli_{name}{{{inside}}} {value!r}" if inside else f"weilinli_{name} {value!r}")
