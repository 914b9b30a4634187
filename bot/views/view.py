"""What a view returns: text, buttons, photos. Made into Telegram's objects in bot/outgoing/telegram_calls.py.

Text is Telegram HTML (Bot API, "HTML style"): everything that people wrote goes through `esc`.
"""

from dataclasses import dataclass
from html import escape

TEXT_LIMIT = 4096
"""UTF-16 units of a text message after parsing (Bot API, sendMessage)."""
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200
"""Characters of an answer to a press (Bot API, answerCallbackQuery)."""


def esc(text: str) -> str:
    """What people wrote, as text: no markup of theirs runs."""
    return escape(text, quote=False)


def cut(text: str, units: int) -> str:
    """At most that many UTF-16 units, with an ellipsis where something is missing. For people's words only."""
    if len(text.encode("utf-16-le")) // 2 <= units:
        return text
    kept = text.encode("utf-16-le")[: (units - 1) * 2].decode("utf-16-le", errors="ignore")
    return kept + "…"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: callback data (bot/callbacks.py) or an address."""

    text: str
    data: str = ""
    url: str = ""


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class View:
    """A message. `keys` is the permanent keyboard of a private chat (rows of words)."""

    text: str
    buttons: Rows = ()
    photos: tuple[tuple[str, str], ...] = ()  # (kind, reference) sent after it as an answer to it
    silent: bool = False
    keys: tuple[tuple[str, ...], ...] = ()
    force_reply: str = ""  # placeholder in the answer's field; the answer comes as a reply
    location: tuple[float, float] | None = None
    file: tuple[str, bytes] | None = None  # its name and what is in it: sent as a document, the text below it


def rows(*lines: tuple[Button, ...] | Button) -> Rows:
    """Rows of buttons; a single button stands alone in its row; empty rows vanish."""
    return tuple(line if isinstance(line, tuple) else (line,) for line in lines if line)
