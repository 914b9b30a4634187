"""The HTTP side put together: what web/ serves is what the running parts say."""

import hmac
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.config import WEBHOOK_PATH, Config, ConfigError
from bot.running.auditor import Auditor
from bot.running.health import Health
from storage.database import Database
from storage.inbox import Inbox
from storage.ledger import Ledger
from web import metrics
from web.app import called, pages, watched
from web.lamps import Lamps
from web.launch import signing_key
from web.server import Server
from web.site import Site
from web.webhook import Webhook

assert Webhook.PATH == WEBHOOK_PATH  # the configuration does without loading the web's libraries


async def webhook_server(
    config: Config, inbox: Inbox, now: Callable[[], datetime], taken: Callable[[int], None]
) -> None:
    """Let Telegram call, until cancelled; requests under way are finished. Raises OSError when the port is taken."""
    webhook = Webhook(inbox, config.webhook_secret(), now, taken)
    await Server(called(webhook), config.web.host, config.web.port, "web.port").run()


async def metrics_server(
    config: Config, database: Database, now: Callable[[], datetime], health: Health, auditor: Auditor
) -> None:
    """Say how it goes, until cancelled. Raises OSError when the port is taken."""
    ledger, lamps = Ledger(database), Lamps(database, config.settings)

    async def measured() -> str:
        at = now()
        lights = await lamps.counted(at)
        return await metrics.text(
            ledger, at, auditor.latest, health.gauges(), health.lateness, health.intake, lights=lights
        )

    app = watched(health.troubles, measured)
    await Server(app, config.web.metrics_host, config.web.metrics_port, "web.metrics_port").run()


async def pages_server(
    config: Config,
    database: Database,
    now: Callable[[], datetime],
    bot_username: Callable[[], str],
    pdf: Callable[[str], Awaitable[bytes]] | None = None,
) -> None:
    """Show people the pages, until cancelled. Raises OSError when the port is taken."""
    site = Site(
        database=database,
        settings=config.settings,
        now=now,
        bot=bot_username,
        url=config.web.url,
        pdf=pdf,
        **_keys(config),
    )
    await Server(pages(site), config.web.pages_host, config.web.pages_port, "web.pages_port").run()


def _keys(config: Config) -> dict[str, str]:
    """What opens the board is signed with; nothing for `weilinli web` where the token is not: the wall needs none."""
    try:
        token = config.token()
    except ConfigError:
        return {}
    secret = hmac.new(token.encode(), b"sessions of the pages", "sha256").hexdigest()
    keys = {"secret": secret, "launches": signing_key(token)}
    return keys | {"frames": config.telegram.base_url} if config.clock == "sandbox" else keys
