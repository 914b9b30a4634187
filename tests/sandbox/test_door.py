"""Whom the sandbox answers: this machine, and no web page of elsewhere."""

from __future__ import annotations

import httpx
import httpx._config
import pytest

from sandbox.run import Running, Server, running
from sandbox.server import create_app


async def asked(url: str, **headers: str) -> int:
    """What a request with these headers is answered with."""
    async with httpx.AsyncClient(trust_env=False) as http:
        return (await http.get(f"{url}/api/users", headers=headers)).status_code


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.7:8081", "[2001:db8::1]:80"])
async def test_a_name_of_elsewhere_is_not_answered(sandbox: Running, host: str) -> None:
    """A page that lets its own name point at this machine reads nothing."""
    assert await asked(sandbox.url, host=host) == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1", "127.9.9.9:80", "[::1]:8081", "LOCALHOST"])
async def test_this_machine_is_answered(sandbox: Running, host: str) -> None:
    """By whichever of its names."""
    assert await asked(sandbox.url, host=host) == 200


async def test_only_its_own_page_may_ask(sandbox: Running) -> None:
    """Other origins, a file opened from the disk among them, are refused; programs send none."""
    assert await asked(sandbox.url, origin=sandbox.url) == 200
    for origin in ("https://evil.example", "http://127.0.0.1:1", "null", "http://localhost"):
        assert await asked(sandbox.url, origin=origin) == 403, origin


async def test_what_it_was_started_for_is_answered() -> None:
    """The address that was named at the start; on all addresses, any name; another origin never."""
    for host, status in (("box.example", 200), ("other.example", 403)):
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=create_app(hosts=["box.example"])), base_url=f"http://{host}"
        ) as http:
            assert (await http.get("/api/users")).status_code == status
    async with running(host="0.0.0.0") as everywhere:
        port = everywhere.url.rpartition(":")[2]
        assert await asked(f"http://127.0.0.1:{port}", host="box.example") == 200
        assert await asked(f"http://127.0.0.1:{port}", host="box.example", origin="https://evil.example") == 403


def test_whoever_asks_lets_go_first() -> None:
    """A connection is never closed just when a client, which keeps it for a while too, asks over it once more."""
    kept = httpx._config.DEFAULT_LIMITS.keepalive_expiry
    assert kept is not None
    assert Server(create_app(), "127.0.0.1", 0).config.timeout_keep_alive > 10 * kept
