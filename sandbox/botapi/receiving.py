"""How a bot gets its updates and files; logging out."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.botapi.call import METHODS, Call, method, run
from sandbox.errors import Json, bad_request
from sandbox.files import DOWNLOAD_LIMIT
from sandbox.updates import Webhook

UPDATES_AT_ONCE = 100
KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
    }
)
WEBHOOK_PORTS = (443, 80, 88, 8443)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _remember_allowed(call: Call) -> None:
    if not call.has("allowed_updates"):
        return
    value = call.structure("allowed_updates", "allowed updates")
    if isinstance(value, list):
        # Names that Telegram does not know are ignored; an empty list is the default again.
        call.bot.queue.allowed = [kind for kind in value if kind in KINDS] or None


@method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    limit = call.integer("limit", UPDATES_AT_ONCE)
    limit = limit if 1 <= limit <= UPDATES_AT_ONCE else UPDATES_AT_ONCE
    if call.bot.queue.webhook is None:
        _remember_allowed(call)
    return await call.bot.queue.poll(call.integer("offset"), limit, max(0, call.integer("timeout")))


@method("setWebhook")
async def set_webhook(call: Call) -> bool:
    url = call.string("url")
    if not url:
        return _stop_webhook(call)
    secret = call.string("secret_token")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.hostname not in LOOPBACK:
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in WEBHOOK_PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    _remember_allowed(call)
    if call.flag("drop_pending_updates"):
        call.bot.queue.drop()
    upload = call.upload("certificate")
    connections = call.integer("max_connections", 40)
    hook = Webhook(url, secret, upload.data if upload else None, call.string("ip_address"), connections)

    async def carry_out(body: Json) -> None:
        """Telegram carries out a method that the receiver answers with, and tells nobody how it went."""
        name = str(body["method"]).lower()
        if name in METHODS and name != "getupdates":
            await run(Call(call.world, call.bot, METHODS[name][0], body))

    call.bot.queue.set_webhook(hook, carry_out)
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    return _stop_webhook(call)


def _stop_webhook(call: Call) -> bool:
    if call.flag("drop_pending_updates"):
        call.bot.queue.drop()
    call.bot.queue.stop_webhook()
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    queue = call.bot.queue
    hook = queue.webhook
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(queue)}
    if hook is not None:
        info |= {"url": hook.url, "has_custom_certificate": hook.certificate is not None}
        info["max_connections"] = hook.connections
        if hook.ip:
            info["ip_address"] = hook.ip
        if hook.error is not None:
            info["last_error_date"], info["last_error_message"] = hook.error
    if queue.allowed:
        info["allowed_updates"] = list(queue.allowed)
    return info


@method("getFile")
def get_file(call: Call) -> Any:
    if not call.has("file_id"):
        raise bad_request("file_id not specified")
    stored = call.world.files.get(call.string("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


@method("logOut", "close")
def log_out(call: Call) -> bool:
    """Only ends the poll: there is no other server to move to."""
    return True
