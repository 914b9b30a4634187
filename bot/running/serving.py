"""The HTTP side put together: what web/ serves is what the running parts say."""

from collections.abc import Callable
from datetime import datetime

from bot.config import WEBHOOK_PATH, Config
from bot.running.auditor import Auditor
from bot.running.health import Health
from storage.database import Database
from storage.inbox import Inbox
from storage.ledger import Ledger
from web import metrics
from web.app import build
from web.server import Server
from web.webhook import Webhook

assert Webhook.PATH == WEBHOOK_PATH  # the configuration does without loading the web's libraries


async def server(
    config: Config,
    database: Database,
    inbox: Inbox,
    now: Callable[[], datetime],
    taken: Callable[[int], None],
    health: Health,
    auditor: Auditor,
) -> None:
    """Serve until cancelled, and then finish the requests that are under way. Raises OSError when the port is taken."""
    ledger = Ledger(database)

    async def measured() -> str:
        return await metrics.text(ledger, now(), auditor.latest, health.gauges())

    hook = Webhook(inbox, config.webhook_secret(), now, taken) if config.telegram.webhook_url else None
    await Server(build(health.troubles, measured, hook), config.web.host, config.web.port).run()
