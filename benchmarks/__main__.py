"""python -m benchmarks [name ...]: all benchmarks, or those named; figures on the screen and in benchmarks/results/."""

import asyncio
import sys
import time
from importlib import import_module
from importlib.util import find_spec

from benchmarks import results
from benchmarks.results import say

NAMES = ("start", "listening", "intake", "idle", "notices", "latency", "page", "boards", "figures", "city", "pages")
"""In this order: what is shortest first."""


def main(asked: list[str]) -> int:
    """Run them one after the other. 2 for a name that there is not, 1 if one could not be measured."""
    there = [name for name in NAMES if find_spec(f"benchmarks.{name}") is not None]
    if unknown := [name for name in asked if name not in there]:
        print(f"benchmarks: there is no {unknown[0]}; there are {', '.join(there)}", file=sys.stderr)
        return 2
    failed = 0
    for name in asked or there:
        about, begun = results.machine(), time.monotonic()
        module = import_module(f"benchmarks.{name}")
        say(f"{name}:")
        try:
            figures = asyncio.run(module.measure())
        except Exception as error:
            say(f"  could not be measured: {type(error).__name__}: {error}")
            failed = 1
            continue
        for line in module.told(figures):
            say(f"  {line}")
        path = results.write(name, figures, about)
        say(f"  {time.monotonic() - begun:.0f} s, {path.name}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
