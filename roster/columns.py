"""Columns for a terminal that stand under each other, with Chinese characters two wide."""

from collections.abc import Iterable, Sequence

from wcwidth import ljust, wcswidth


def in_columns(rows: Iterable[Sequence[str]]) -> str:
    """One row a line; each column as wide as its widest cell."""
    lines = [list(row) for row in rows]
    widths = [max(map(wcswidth, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(ljust, row, widths)).rstrip() for row in lines)
