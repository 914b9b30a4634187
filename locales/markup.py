"""What the type checker knows of a text: whether it may stand in a message as HTML, and whether anybody may read it.

They are plain strings when the program runs. What people wrote becomes one of them by `esc` (bot/views/view.py) only.
"""

from typing import NewType

Html = NewType("Html", str)
"""Telegram HTML (Bot API, "HTML style"): what people wrote in it is escaped."""
PublicHtml = NewType("PublicHtml", Html)
"""The same, and what people wrote in it is masked too: groups, neighbours and the public may read it."""
