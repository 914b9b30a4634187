"""Starts the real bot as a process of its own, again and again, within milliseconds.

This process imports everything once and forks for each start, since importing takes most of a second; the child runs
`weilinli run` from its beginning. One JSON line in: {"config", "env"}; one out when it runs, one when it has ended.
The sabotages live here, so that the bot itself has none.
"""

import ctypes
import json
import os
import signal
import sys
from datetime import datetime
from importlib import import_module
from typing import Any

from bot import app, cli
from bot.incoming.intake import Poller
from bot.running import failpoints
from bot.running.ticker import Ticker
from casework.model.deadlines import Deadline

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Serve commands until the input ends."""
    app.rooms()
    for name in ("httpx", "anyio._backends._asyncio", "httpcore", "bot.commands.doctor", "storage.postgres", "asyncpg"):
        import_module(name)
    _die_with_parent()
    match os.environ.get("SABOTAGE", ""):
        case "":
            pass
        case "ack-before-commit":
            _confirm_before_the_commit()
        case "double-fire":
            _fire_twice()
        case other:
            sys.exit(f"SABOTAGE: there is no {other}; there are ack-before-commit, double-fire")
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _child(asked)
        _tell({"pid": pid})
        _, status = os.waitpid(pid, 0)
        _tell({"ended": os.waitstatus_to_exitcode(status)})


def _child(asked: dict[str, Any]) -> None:
    _die_with_parent()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    os.environ.pop(failpoints.VARIABLE, None)
    os.environ.update(asked["env"])
    code = 1
    try:
        code = cli.main(["run", "--config", asked["config"]])
    finally:
        os._exit(code)


def _tell(what: dict[str, int]) -> None:
    print(json.dumps(what), flush=True)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _confirm_before_the_commit() -> None:
    """What Telegram gave is confirmed, and only then committed."""
    take_in = Poller._take_in

    async def sabotaged(self: Poller, updates: list[Any]) -> int | None:
        if updates:
            await self._fetch(max(one["update_id"] for one in updates) + 1, False)
        return await take_in(self, updates)

    Poller._take_in = sabotaged  # type: ignore[method-assign]


def _fire_twice() -> None:
    """What was fired is made pending again, once."""
    fire_together = Ticker._fire_together

    async def sabotaged(self: Ticker, subjects: list[list[Deadline]], now: datetime) -> None:
        await fire_together(self, subjects, now)
        ids = ",".join(str(one.id) for subject in subjects for one in subject if one.issue_id is not None)
        again = f"UPDATE deadlines SET state = 'pending' WHERE id IN ({ids}) AND state = 'fired'"
        if ids:
            await self._database.write(lambda connection: connection.exec_driver_sql(again).rowcount)
            await fire_together(self, subjects, now)

    Ticker._fire_together = sabotaged  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
