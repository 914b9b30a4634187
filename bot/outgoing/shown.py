"""What each message shows now, as far as this process knows: what did not change is not edited."""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b

from bot.views.view import View

KEPT = 20_000
"""Messages remembered, the latest ones; about 4 MB."""

Look = tuple[bytes, bytes]
"""Digests of the text and of the buttons: nobody's words are kept."""


class Shown:
    """`company` counts how often other replicas were met, None while one lives: what they edit is not known here."""

    def __init__(self, company: Callable[[], int | None] = lambda: 0) -> None:
        self._company = company
        self._met: int | None = 0
        self._looks: OrderedDict[tuple[str, int], Look] = OrderedDict()

    def is_so(self, address: str, message_id: int, view: View) -> bool:
        """Whether the message looks like this already."""
        known = self._known().get((address, message_id))
        if known is None:
            return False
        text, buttons = _look(view)
        return known[1] == buttons and (not view.text or known[0] == text)

    def note(self, address: str, message_id: int, view: View) -> None:
        """Telegram said that it looks like this now."""
        looks, key = self._known(), (address, message_id)
        text, buttons = _look(view)
        if not view.text:  # only the buttons were changed
            if key not in looks:
                return
            text = looks[key][0]
        looks[key] = (text, buttons)
        looks.move_to_end(key)
        if len(looks) > KEPT:
            looks.popitem(last=False)

    def forget(self, address: str, message_id: int) -> None:
        """It is about to change, and an answer may get lost."""
        self._looks.pop((address, message_id), None)

    def _known(self) -> OrderedDict[tuple[str, int], Look]:
        met = self._company()
        if met is None or met != self._met:
            self._looks.clear()
        self._met = met
        return self._looks


def _look(view: View) -> Look:
    return _digest(view.text), _digest(repr(view.buttons))


def _digest(what: str) -> bytes:
    return blake2b(what.encode(errors="surrogatepass"), digest_size=16).digest()
