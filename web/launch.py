"""Who opens the board inside Telegram: initData, which Telegram signs with the bot's token for every opening.

Checked by init-data-py, which refuses a field that stands there twice.
"""

from datetime import datetime, timedelta

from init_data_py import hash_token, validate_by_hash
from init_data_py.errors import InvalidInitDataError

from casework.frozen import frozen

FRESH = timedelta(minutes=5)
"""So long after Telegram signed it initData opens the board (walls-and-figures.md §2)."""
AHEAD = timedelta(minutes=1)
"""Telegram's clock may be so far ahead of ours."""


@frozen(kw_only=True)
class Launch:
    """An opening. `address`: of the person; `sign`: no other opening has it; `until`: later it opens nothing."""

    address: str
    sign: str
    until: datetime


def signing_key(token: str) -> str:
    """What initData is checked with: made of the bot's token, which the pages need not know."""
    return hash_token(token)


def launch_of(data: bytes, key: str, now: datetime) -> Launch | None:
    """The opening that Telegram signed; None for anything else, and for what is too old or not yet."""
    try:
        found = validate_by_hash(data, key, token_hashed=True, expires_in=FRESH, now=now)
    except (InvalidInitDataError, ArithmeticError, RecursionError):  # what it is read as comes before the check
        return None
    if found.user is None or found.issued_at > now + AHEAD:
        return None
    return Launch(address=f"tg:{found.user.id}", sign=found.hash, until=found.issued_at + FRESH)
