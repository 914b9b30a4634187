"""Logging without people's words: no texts, names, phones or tokens, and of an error only what and where."""

import logging
import traceback

FRAMES = 4


def trace(error: BaseException) -> str:
    """An error's type and the last places it came through. Its message is left out: people's words may be in it."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " < ".join(f"{one.filename.rsplit('/', 1)[-1]}:{one.lineno} {one.name}" for one in reversed(frames))
    return f"{type(error).__name__} at {places or 'unknown place'}"


def quiet_libraries() -> None:
    """httpx logs every address with the token in it at INFO; python-telegram-bot logs whole updates with its errors."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


def set_up(level: int = logging.INFO) -> None:
    """Log to standard error, one line each."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    quiet_libraries()
