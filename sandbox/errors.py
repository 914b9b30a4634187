"""What the two sides of the sandbox refuse with."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class BotApiError(Exception):
    """An answer with ok=false, in Telegram's words."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(what: str) -> BotApiError:
    """400, with the prefix that Telegram gives."""
    return BotApiError(400, f"Bad Request: {what}")


def forbidden(what: str) -> BotApiError:
    """403, with the prefix that Telegram gives."""
    return BotApiError(403, f"Forbidden: {what}")


def too_many_requests(seconds: int) -> BotApiError:
    """429; seconds are of the sandbox's clock."""
    return BotApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


class Refused(Exception):
    """The people's side cannot do that; answered as {"error": ...} with this status."""

    def __init__(self, message: str, status: int = 400, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.more = more
