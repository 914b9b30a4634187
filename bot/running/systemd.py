"""What systemd is told (sd_notify): ready, alive, stopping. One datagram each; without systemd nothing happens."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

SHARE = 3
"""So many signs of life in the time that systemd allows for one."""


def notify(*says: str) -> None:
    """Send it, if systemd asked for it. A socket that is gone is no reason to stop."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):  # Linux's abstract sockets
        address = "\0" + address[1:]
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as there:
        there.connect(address)
        there.sendall("\n".join(says).encode())


def watchdog_seconds() -> float | None:
    """How long systemd waits for a sign of life (WatchdogSec); None when it does not wait for one of ours."""
    allowed, pid = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not allowed.isdecimal() or int(allowed) == 0 or pid not in ("", str(os.getpid())):
        return None
    return int(allowed) / 1_000_000


async def watch(stuck: Callable[[], Awaitable[str]]) -> None:
    """Tell systemd that we live, for as long as `stuck` is empty; then it restarts us, and the log says why.

    It runs on real time: a clock that stands still is what it is there to notice.
    """
    seconds = watchdog_seconds()
    if seconds is None:
        return
    while True:
        why = await stuck()
        notify(f"STATUS={why}" if why else "STATUS=at work", *([] if why else ["WATCHDOG=1"]))
        await asyncio.sleep(seconds / SHARE)
