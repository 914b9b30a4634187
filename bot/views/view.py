"""What a view returns: text, buttons, photos. Made into Telegram's objects in bot/outgoing/telegram_calls.py.

Text is Telegram HTML (Bot API, "HTML style"): everything that people wrote goes through `esc`. The type checker knows
of every text whether it is HTML (`Html`) and whether anybody may read it (`PublicHtml`): a PublicView takes no other.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeVar, cast, overload

from casework.frozen import frozen
from casework.words.masking import Masked
from locales.markup import Html, PublicHtml

TEXT_LIMIT = 4096
"""UTF-16 units of a text message after parsing (Bot API, sendMessage)."""
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200
"""Characters of an answer to a press (Bot API, answerCallbackQuery)."""


NOTHING = PublicHtml(Html(""))


@overload
def esc(text: Masked) -> PublicHtml: ...
@overload
def esc(text: str) -> Html: ...
def esc(text: str) -> Html:
    """What people wrote, as text: no markup of theirs runs. Anybody may read it only when it was masked before."""
    return Html(escape(text, quote=False))


def known(text: str) -> PublicHtml:
    """A name or a phone that everybody here knows: of an area, a company, a post, a category. Never people's words."""
    return PublicHtml(Html(escape(text, quote=False)))


def units(text: str) -> int:
    """How long Telegram takes a text to be: in UTF-16 units, marks of HTML counted with it."""
    return len(text.encode("utf-16-le")) // 2


@overload
def cut(text: Masked, units: int) -> Masked: ...
@overload
def cut(text: str, units: int) -> str: ...
def cut(text: str, units: int) -> str:
    """At most that many UTF-16 units, with an ellipsis where something is missing. For people's words only."""
    if len(text.encode("utf-16-le")) // 2 <= units:
        return text
    kept = text.encode("utf-16-le")[: (units - 1) * 2].decode("utf-16-le", errors="ignore") + "…"
    return Masked(kept) if isinstance(text, Masked) else kept


@overload
def put(template: str, /, *parts: PublicHtml | int) -> PublicHtml: ...
@overload
def put(template: str, /, *parts: Html | int) -> Html: ...
def put(template: str, /, *parts: Html | int) -> Html:
    """Signs of ours around texts: put("{} · {}", one, other). What comes out is what its worst part is."""
    return Html(template.format(*parts))


H = TypeVar("H", PublicHtml, Html)


def glue(between: str, parts: Iterable[H]) -> H:
    """Texts one after the other, with a sign of ours between them."""
    return cast(H, between.join(parts))


@frozen
class Button:
    """A button under a message: callback data (bot/callbacks.py) or an address. `says`: what somebody types who
    does not press it, a plain "yes", "no" or "never mind" (casework/words/answers.py). `app`: the address of a page
    that opens inside Telegram; in private chats only."""

    text: str
    data: str = ""
    url: str = ""
    says: str = ""
    app: str = ""


Rows = tuple[tuple[Button, ...], ...]


@frozen
class View:
    """A message. `keys` is the permanent keyboard of a private chat (rows of words)."""

    text: Html = NOTHING
    buttons: Rows = ()
    photos: tuple[tuple[str, str], ...] = ()  # (kind, reference) sent after it as an answer to it
    silent: bool = False
    keys: tuple[tuple[str, ...], ...] = ()
    force_reply: str = ""  # placeholder in the answer's field; the answer comes as a reply
    location: tuple[float, float] | None = None
    file: tuple[str, bytes] | None = None  # its name and what is in it: sent as a document, the text below it


@frozen
class PublicView(View):
    """A message that goes to a group, to neighbours, or where anybody reads: nothing unmasked can be in it."""

    text: PublicHtml = NOTHING


def in_rows(buttons: Sequence[Button], width: int = 2) -> tuple[tuple[Button, ...], ...]:
    """So many in a row."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def rows(*lines: tuple[Button, ...] | Button) -> Rows:
    """Rows of buttons; a single button stands alone in its row; empty rows vanish."""
    return tuple(line if isinstance(line, tuple) else (line,) for line in lines if line)
