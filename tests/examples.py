"""How many examples Hypothesis tries: few at every run, many in `make slow` (DEEP=1)."""

import os

DEEP = bool(os.environ.get("DEEP"))


def many(usual: int, factor: int = 20) -> int:
    """`usual` of them, or in a deep run `factor` times as many."""
    return usual * factor if DEEP else usual
