"""Metrics for Prometheus, from the ledger and the auditor. No label holds anything of people's."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from storage.audit import Audit
from storage.ledger import Ledger, Summary, Waiting, summarise
from web.lateness import Lateness

GAUGES = {
    "tick_age_seconds": "Since the last completed look at the deadlines.",
    "sender": "1 where this process sends.",
    "poller": "1 where this process fetches updates.",
    "replicas": "Processes on this database, this one included.",
    "up_seconds": "Since the start.",
}
"""What a process tells of itself."""
FIRED = "From due to fired, of the deadlines that this process fired."
HANDLED = "From received to handled and committed, of the updates that this process handled."


class _Measured(Collector):
    """What was measured for this one answer: the database is asked before, not while it is written."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


async def text(
    ledger: Ledger,
    now: datetime,
    audit: Audit | None,
    gauges: Mapping[str, float],
    lateness: Lateness | None = None,
    intake: Lateness | None = None,
    lights: Mapping[str, int] = {},
) -> str:
    """All metrics as they are now, in Prometheus' text format. `gauges`: of this process, by name, without prefix;
    `lateness`: of the deadlines that it fired; `intake`: of the updates that it handled; `lights`: how many."""
    waiting = await ledger.waiting()
    measured = [
        *_outbox(waiting, summarise(await ledger.deliveries()), now),
        _gauge("inbox_waiting", "Updates that are not handled yet.", waiting.updates),
        _gauge("inbox_aside", "Updates that failed too often and wait for a person.", waiting.aside),
        *(_audit(audit) if audit is not None else ()),
        _standing(await ledger.standing()),
        _by("lights", "Matters that are not over, by light; looked at once a minute.", "light", lights),
        *([_late("deadline_lateness", FIRED, lateness)] if lateness is not None else ()),
        *([_late("intake", HANDLED, intake)] if intake is not None else ()),
        *(_gauge(name, GAUGES[name], value) for name, value in sorted(gauges.items())),
    ]
    registry = CollectorRegistry()
    registry.register(_Measured(measured))
    return generate_latest(registry).decode()


def _outbox(waiting: Waiting, summaries: list[Summary], now: datetime) -> Iterable[Metric]:
    ages = {name: max(0.0, (now - oldest).total_seconds()) for name, oldest in waiting.oldest.items()}
    yield _by("outbox_pending", "Messages that wait, by class.", "class", waiting.pending)
    yield _by("outbox_oldest_seconds", "Since the oldest waiting message was due.", "class", ages)
    yield _by("outbox_failed", "Messages that could not be delivered.", "state", waiting.failed)
    what = "What waits for a newer version, the only one to know its kind."
    yield _by("unknown_kinds", what, "table", waiting.unknown)
    latency = GaugeMetricFamily(
        "weilinli_delivery_seconds", "From due to sent, of the latest messages.", labels=("class", "quantile")
    )
    for one in summaries:
        for share, value in (("0.5", one.p50), ("0.99", one.p99)):
            if value is not None:
                latency.add_metric((one.name, share), value)
    yield latency
    sent = GaugeMetricFamily(
        "weilinli_deliveries", "Of the latest messages, what became of them.", labels=("class", "state")
    )
    for one in summaries:
        for state, count in sorted(one.states.items()):
            sent.add_metric((one.name, state), count)
    yield sent
    retried = {one.name: one.retried for one in summaries}
    yield _by("delivery_retried", "Of the latest messages, those that took several attempts.", "class", retried)


def _standing(counted: Mapping[tuple[str, str, str], int]) -> Metric:
    family = GaugeMetricFamily("weilinli_issues", "Matters that are not over.", labels=("state", "tier", "urgency"))
    for labels, count in sorted(counted.items()):
        family.add_metric(labels, count)
    return family


def _late(name: str, what: str, lateness: Lateness) -> Metric:
    family = HistogramMetricFamily(f"weilinli_{name}_seconds", what)
    family.add_metric((), lateness.buckets(), lateness.total)
    return family


def _audit(audit: Audit) -> Iterable[Metric]:
    faults = {fault.value: count for fault, count in sorted(audit.counts.items())}
    yield _by("audit_faults", "Rungs that the last audit found wrong.", "fault", faults)
    yield _gauge("audit_rungs", "Rungs that the last audit looked at.", audit.rungs)
    yield _gauge("audit_timestamp_seconds", "When the last audit was.", audit.at.timestamp())


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"weilinli_{name}", what, value=value)


def _by(name: str, what: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"weilinli_{name}", what, labels=(label,))
    for key, value in values.items():
        family.add_metric((key,), value)
    return family
