"""Points at which a test may kill this process: the boundaries of every write. Refused outside the sandbox.

`WEILINLI_FAILPOINT=name` or `name:3` ends the process with SIGKILL when the point is reached for the third time.
"""

import os
import signal

from bot.config import Config, ConfigError

VARIABLE = "WEILINLI_FAILPOINT"
POINTS = (
    "inbox-before-commit",  # updates are fetched, not committed
    "inbox-after-commit",  # committed, not confirmed to Telegram
    "turn-before-commit",  # the handlers ran, nothing is written
    "turn-after-commit",  # written, the direct answers are not sent
    "send-before",  # rendered, not sent
    "send-after",  # Telegram has it, we have not recorded that
    "record-after",  # recorded, the next is not begun
    "tick-before-commit",  # deadlines fired, nothing is written
    "tick-after-commit",
)

_armed = ""
_left = 0


def arm(config: Config) -> None:
    """Take over what the environment asks for. Raises ConfigError for an unknown point, and outside the sandbox."""
    global _armed, _left
    asked = os.environ.get(VARIABLE, "")
    name, _, count = asked.partition(":")
    if asked and config.clock != "sandbox":
        raise ConfigError(f'{VARIABLE}: refused: it kills the bot, and needs clock.source = "sandbox"')
    if asked and (name not in POINTS or not (count or "1").isdecimal()):
        raise ConfigError(f"{VARIABLE}: there is no point {asked}; there are {', '.join(POINTS)}")
    _armed, _left = name, int(count or "1")


def reached(name: str) -> None:
    """Die here if this is the point, and the time."""
    global _left
    if name != _armed:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
