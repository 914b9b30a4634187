"""A port of this machine for a server that a test starts."""

import socket


def free_port() -> int:
    """A port that nobody listens on, and that nobody else is given while this process lives.

    It stays bound here without listening; a server (SO_REUSEADDR, as they all set it) may still listen on it, and again
    after a restart.
    """
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(("127.0.0.1", 0))
    port = int(one.getsockname()[1])
    one.detach()
    return port
