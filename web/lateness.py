"""How late deadlines are fired, and how long updates wait: counted by a process as it happens, for the metrics."""

from dataclasses import dataclass, field

BOUNDS = (0.05, 0.25, 1.0, 5.0, 30.0, 60.0, 300.0, 1800.0, 7200.0)
"""Seconds: from what nobody notices to a rung of the ladder."""


@dataclass(slots=True)
class Lateness:
    """So many within each bound, the last beyond all of them; `total` in seconds."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def note(self, seconds: float) -> None:
        """One was so late."""
        self.counts[next((place for place, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))] += 1
        self.total += seconds

    def buckets(self) -> list[tuple[str, float]]:
        """As Prometheus counts: up to each bound, the smaller ones included."""
        names = [*map(str, BOUNDS), "+Inf"]
        return [(name, float(sum(self.counts[: place + 1]))) for place, name in enumerate(names)]
