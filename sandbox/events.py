"""What happened, for those who watch: a numbered log with a stream."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from sandbox.clock import Signal
from sandbox.errors import Json

KEPT = 20_000
"""Entries that a late watcher can still get."""


class Log:
    """Numbered entries; the newest are kept."""

    def __init__(self) -> None:
        self._entries: deque[Json] = deque(maxlen=KEPT)
        self.count = 0
        self.grown = Signal()

    def add(self, entry: Json) -> Json:
        """Append it under the next number."""
        self.count += 1
        entry = {"n": self.count, **entry}
        self._entries.append(entry)
        self.grown.notify()
        return entry

    def since(self, number: int) -> Iterator[Json]:
        """Entries after this number, oldest first."""
        skip = max(0, len(self._entries) - (self.count - number))
        for index in range(skip, len(self._entries)):
            yield self._entries[index]
