"""python -m sandbox: Telegram on your own machine."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import socket
import sys
from datetime import datetime

from sandbox.run import Server
from sandbox.server import create_app


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Telegram on your own machine.")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: this machine only")
    parser.add_argument("--now", type=datetime.fromisoformat, help="ISO 8601 with zone, e.g. 2026-11-21T10:00:00+08:00")
    parser.add_argument("--rate", type=float, default=1.0, help="sandbox seconds per real second; 0: it stands")
    parser.add_argument("--limits", choices=("on", "off"), default="on", help="Telegram's flood limits")
    parser.add_argument("--strict", action="store_true", help="refuse parameters that the sandbox would ignore")
    parser.add_argument(
        "--http-apps", action="store_true", help="take http:// for Mini Apps, as Telegram's test servers do"
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Serve until interrupted."""
    given = _arguments(argv)
    now = given.now.timestamp() if given.now else None
    app = create_app(now, given.rate, given.limits == "on", hosts=[given.host])
    app.state.world.strict = given.strict
    app.state.world.http_apps = given.http_apps
    family = socket.AF_INET6 if ":" in given.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((given.host, given.port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        reason = "the port is in use" if error.errno == errno.EADDRINUSE else error.strerror
        print(f"sandbox: cannot listen on {given.host}:{given.port}: {reason}", file=sys.stderr)
        return 1
    if given.host not in ("127.0.0.1", "localhost", "::1"):
        print(f"sandbox: open to everyone who reaches {given.host}; there is no password", file=sys.stderr)
    print(f"sandbox: http://{given.host}:{listener.getsockname()[1]}", flush=True)
    server = Server(app, given.host, given.port)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(server.serve(sockets=[listener]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
