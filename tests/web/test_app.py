"""Health and metrics."""

import inspect
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric

from bot.running.health import Health
from casework.messages import Kind
from storage.audit import Audit, Fault, audit
from storage.database import Database
from storage.ledger import Delivery, Ledger, quantile, summarise
from storage.outbox import Outbox
from tests.casework.neighbourhood import TEN
from tests.storage.town import Town
from tests.web.conftest import Browser
from web import metrics
from web.app import watched
from web.lamps import Lamps
from web.lateness import Lateness
from web.trouble import Trouble

SECOND = timedelta(seconds=1)
ROOT = Path(__file__).resolve().parents[2]
LABEL = r'[a-z]+="[^"]*"'
LINE = re.compile(
    r"# (HELP|TYPE) weilinli_[a-z_]+ .+|weilinli_[a-z0-9_]+(\{" + LABEL + "(," + LABEL + r")*\})? [-0-9.e+]+"
)


async def no_metrics() -> str:
    return ""


async def test_health_is_200_only_when_nothing_is_wrong(browser: Browser) -> None:
    """503 with every trouble in one line, so that a person sees at once what it is."""
    found: list[Trouble] = []

    async def troubles() -> Sequence[Trouble]:
        return found

    async with browser(watched(troubles, no_metrics)) as client:
        well = await client.get("/health")
        assert (well.status_code, well.text) == (200, "ok\n")
        found += [Trouble("clock", "too\nold", curable=True), Trouble("database", "gone")]
        ill = await client.get("/health")
        assert (ill.status_code, ill.text) == (503, "clock: too old; database: gone\n")
        assert (await client.get("/nothing")).status_code == 404
        assert (await client.post("/telegram/updates", content=b"{}")).status_code == 404, "no webhook, no door"


async def test_the_metrics_tell_what_the_ledger_says(database: Database, browser: Browser) -> None:
    """Waiting, failed and delivered messages by class, the auditor's findings, in Prometheus' format; no names."""
    town = Town(database)
    await town.furnish()
    issue = await town.report()
    rows = await Outbox(database).ready(TEN, 100)
    pings = [row for row in rows if row.kind == "ping"]
    work = town.work()
    work.outbox_sent(pings[0].id, "tg:101", [1], TEN + 2 * SECOND)
    work.outbox_dead(pings[1].id, "BadRequest", TEN)
    await work.commit()
    now = TEN + 60 * SECOND
    found = await audit(database, now, TEN)
    late = Lateness()
    for seconds in (0.01, 0.2, 0.2, 9000.0):
        late.note(seconds)

    async def measured() -> str:
        lights = await Lamps(database, town.settings).counted(now)
        return await metrics.text(Ledger(database), now, found, {"sender": 1.0}, late, late, lights=lights)

    async def well() -> Sequence[Trouble]:
        return ()

    async with browser(watched(well, measured)) as client:
        answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.text.splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert 'weilinli_delivery_seconds{class="ping",quantile="0.5"} 2.0' in lines
    assert 'weilinli_outbox_failed{state="dead"} 1.0' in lines
    resident = sum(row.priority == 2 for row in rows)
    assert f'weilinli_outbox_pending{{class="resident"}} {float(resident)}' in lines
    assert any(line.startswith('weilinli_outbox_oldest_seconds{class="resident"} 60') for line in lines)
    assert 'weilinli_audit_faults{fault="unsent"} 0.0' in lines
    assert "weilinli_sender 1.0" in lines
    assert 'weilinli_issues{state="reported",tier="building",urgency="normal"} 1.0' in lines
    assert 'weilinli_deadline_lateness_seconds_bucket{le="0.05"} 1.0' in lines
    assert 'weilinli_deadline_lateness_seconds_bucket{le="0.25"} 3.0' in lines
    assert 'weilinli_deadline_lateness_seconds_bucket{le="7200.0"} 3.0' in lines
    assert 'weilinli_deadline_lateness_seconds_bucket{le="+Inf"} 4.0' in lines
    assert "weilinli_deadline_lateness_seconds_count 4.0" in lines
    assert "weilinli_intake_seconds_count 4.0" in lines
    assert 'weilinli_lights{light="green"} 1.0' in lines
    assert 'weilinli_lights{light="red"} 0.0' in lines
    assert 'weilinli_deliveries{class="ping",state="sent"} 1.0' in lines
    assert 'weilinli_deliveries{class="ping",state="dead"} 1.0' in lines
    assert issue.text not in answer.text


async def test_the_dashboard_asks_for_metrics_that_there_are(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every name in it is one that is printed, with the labels that it is asked by; no panel lies on another."""
    kept: list[Metric] = []

    def keep(registry: CollectorRegistry) -> bytes:
        kept.extend(registry.collect())
        return b""

    monkeypatch.setattr(metrics, "generate_latest", keep)
    gauges = dict.fromkeys(metrics.GAUGES, 0.0)
    found = await audit(database, TEN, TEN)
    await metrics.text(Ledger(database), TEN, found, gauges, Lateness(), Lateness())
    told = {one.name: {*one._labelnames, *(("le",) if one.type == "histogram" else ())} for one in kept}  # type: ignore[attr-defined]
    board = json.loads((ROOT / "docs" / "grafana" / "weilinli.json").read_text("utf-8"))
    asked = [(panel["title"], target) for panel in board["panels"] for target in panel["targets"]]
    assert asked
    for title, target in asked:
        (name,) = {one.removesuffix("_bucket") for one in re.findall(r"weilinli_[a-z_]+", target["expr"])}
        labels = re.findall(r"(\w+)=~?\"", target["expr"]) + re.findall(r"by \((\w+)\)", target["expr"])
        labels += re.findall(r"{{(\w+)}}", target["legendFormat"])
        assert name in told, title
        assert {*labels} <= {*told[name], "instance"}, title  # that one Prometheus puts there
    taken = [
        (place["x"] + x, place["y"] + y)
        for place in (panel["gridPos"] for panel in board["panels"])
        for x in range(place["w"])
        for y in range(place["h"])
    ]
    assert len(set(taken)) == len(taken)


def test_every_gauge_of_a_process_is_explained() -> None:
    """What a process tells of itself is in the list, else it could not be printed."""
    told = set(re.findall(r'"([a-z_]+)": ', inspect.getsource(Health.gauges)))
    assert told == set(metrics.GAUGES)


def delivery(latency: float | None, state: str = "sent", attempts: int = 1) -> Delivery:
    sent_at = None if latency is None else TEN + timedelta(seconds=latency)
    return Delivery(Kind.PING, 1, 1, TEN, TEN + SECOND, sent_at, attempts, state, None)


def test_a_summary_counts_from_the_moment_it_was_due() -> None:
    """Latency is due to sent, wait is committed to sent; what was dropped has neither, though it has an end."""
    deliveries = [delivery(2.0 + number) for number in range(99)]
    deliveries += [delivery(500.0, attempts=3), delivery(1.0, "dropped"), delivery(None, "pending")]
    (summary,) = summarise(deliveries)
    assert (summary.name, summary.count, summary.retried) == ("ping", 102, 1)
    assert (summary.p50, summary.p99) == (51.0, 100.0)
    assert (summary.wait_p50, summary.wait_p99) == (50.0, 99.0)
    assert summary.states == {"sent": 100, "dropped": 1, "pending": 1}
    (nothing,) = summarise([replace(delivery(None, "pending"), priority=9)])
    assert (nothing.name, nothing.p50) == ("9", None)


def test_quantiles_by_nearest_rank() -> None:
    """The least value that at least this share does not exceed."""
    assert quantile([], 0.5) is None
    assert quantile([3.0], 0.99) == 3.0
    assert quantile([1.0, 2.0], 0.5) == 1.0
    assert quantile([1.0, 2.0, 3.0], 0.5) == 2.0
    assert quantile([float(number) for number in range(1, 101)], 0.99) == 99.0


def test_an_audit_with_any_fault_is_not_clean() -> None:
    """Also one that is only dead is a fault."""
    assert Audit(TEN, TEN, 0, {Fault.DEAD: 0}, []).clean
    assert not Audit(TEN, TEN, 0, {Fault.DEAD: 1}, []).clean
