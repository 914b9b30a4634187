"""`weilinli health`: whether a bot is at work here, for a container's health check. It works with any configuration."""

import httpx

from bot.config import Config
from storage.database import Database
from storage.replicas import at_work

HTTP_SECONDS = 8.0
ANYWHERE = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}
"""Where one asks whoever listens at every address."""


async def trouble(config: Config) -> str:
    """What is wrong, in one line; empty when the bot is at work. Raises StorageError.

    With a port for it (`web.metrics_port`), /health says it; without one (the default), that a process said lately in
    the database that it lives.
    """
    if config.web.metrics_port:
        return await _asked(address(config.web.metrics_host, config.web.metrics_port))
    database = await Database.open(config.database.url)
    try:
        return "" if await at_work(database) else "no bot is at work on this database"
    finally:
        await database.close()


def address(host: str, port: int) -> str:
    """Where /health is asked."""
    host = ANYWHERE.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/health"


async def _asked(url: str) -> str:
    try:
        async with httpx.AsyncClient(timeout=HTTP_SECONDS, trust_env=False) as http:
            answer = await http.get(url)
    except httpx.HTTPError as error:
        return f"{url} does not answer ({type(error).__name__})"
    return "" if answer.status_code == httpx.codes.OK else answer.text.strip() or f"HTTP {answer.status_code}"
