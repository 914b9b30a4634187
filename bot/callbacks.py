"""Everything that fits into the 64 bytes of callback data: an action's short name and ids, nothing else.

`issue:accept:2k9…:3` is verb, issue id in base 36, the card's turn. Texts, names and phones never go in
(Bot API, InlineKeyboardButton: callback_data 1-64 bytes).
"""

from casework.frozen import frozen

LIMIT_BYTES = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class BadCallback(ValueError):
    """Callback data that we did not make."""


@frozen
class Press:
    """A pressed button: what, and the ids it carries, in order."""

    verb: str
    ids: tuple[int, ...] = ()
    word: str = ""


def encode(verb: str, *ids: int, word: str = "") -> str:
    """Callback data for a button. Raises ValueError when it would not fit into 64 bytes."""
    data = ":".join((verb, *(_base36(one) for one in ids))) + (f"!{word}" if word else "")
    if len(data.encode()) > LIMIT_BYTES:
        raise ValueError(f"callback data of {len(data.encode())} bytes: {data}")
    return data


def decode(data: str) -> Press:
    """What was pressed. Raises BadCallback for anything that `encode` cannot have made."""
    head, _, word = data.partition("!")
    verb, *ids = head.split(":")
    if not verb or len(data.encode()) > LIMIT_BYTES:
        raise BadCallback(data[:LIMIT_BYTES])
    try:
        return Press(verb, tuple(_number(one) for one in ids), word)
    except ValueError as error:
        raise BadCallback(data[:LIMIT_BYTES]) from error


def _base36(number: int) -> str:
    sign, number = ("-", -number) if number < 0 else ("", number)
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return sign + digits


def _number(text: str) -> int:
    number = int(text, 36)
    if not -(2**63) <= number < 2**63 or text.strip("-" + _DIGITS):
        raise ValueError(text)
    return number
