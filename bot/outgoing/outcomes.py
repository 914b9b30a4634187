"""What each of Telegram's answers to a send means: one outcome for every error.

The words are those of the Bot API server; it has no codes for them (https://github.com/tdlib/telegram-bot-api).
"""

from datetime import timedelta
from enum import StrEnum

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from casework.frozen import frozen


class Outcome(StrEnum):
    """What became of a message."""

    SENT = "sent"  # it is on the phone, or what was asked for was so already
    RETRY = "retry"  # again, later
    UNREACHABLE = "unreachable"  # nobody will get it there: the next person is asked
    MOVED = "moved"  # the group has a new id: moved everywhere, then again
    DEAD = "dead"  # will never work: on the board, with why
    ANEW = "anew"  # the message to change is gone: a new one is posted
    WITHOUT_THREAD = "without_thread"  # the topic is gone: once more without it


@frozen
class Verdict:
    """The outcome, and what it needs."""

    outcome: Outcome
    after: timedelta | None = None  # when it is no fault of the message: then again, and it is not counted
    chat_id: int | None = None  # where the group went
    uncertain: bool = False  # it may have arrived: sending again may repeat it


WORDS: tuple[tuple[type[TelegramError], str, Outcome], ...] = (
    (BadRequest, "message is not modified", Outcome.SENT),
    (BadRequest, "query is too old", Outcome.SENT),
    (BadRequest, "message to delete not found", Outcome.SENT),
    (BadRequest, "message can't be deleted", Outcome.SENT),
    (BadRequest, "message to edit not found", Outcome.ANEW),
    (BadRequest, "message can't be edited", Outcome.ANEW),
    (BadRequest, "message_id_invalid", Outcome.ANEW),
    (BadRequest, "message thread not found", Outcome.WITHOUT_THREAD),
    (BadRequest, "topic_deleted", Outcome.WITHOUT_THREAD),
    (BadRequest, "topic_closed", Outcome.WITHOUT_THREAD),
    (BadRequest, "chat not found", Outcome.UNREACHABLE),
    (BadRequest, "user not found", Outcome.UNREACHABLE),
    (BadRequest, "peer_id_invalid", Outcome.UNREACHABLE),
    (BadRequest, "not enough rights", Outcome.UNREACHABLE),
    (BadRequest, "have no rights", Outcome.UNREACHABLE),
    (BadRequest, "chat_write_forbidden", Outcome.UNREACHABLE),
    (BadRequest, "need administrator rights", Outcome.UNREACHABLE),
    (BadRequest, "group is deactivated", Outcome.UNREACHABLE),
    (Forbidden, "", Outcome.UNREACHABLE),  # blocked, deactivated, never started, kicked, not a member
    (BadRequest, "", Outcome.DEAD),  # can't parse entities, too long, wrong file: sending it again changes nothing
    (InvalidToken, "", Outcome.RETRY),  # the token was revoked: somebody has to act, nothing is thrown away
    (NetworkError, "request entity too large", Outcome.DEAD),
    (NetworkError, "", Outcome.RETRY),  # no network, 5xx, time-out, an answer that is not Telegram's (wire.py)
    (TelegramError, "", Outcome.RETRY),
)
"""Class of the error, words in it (lower case), outcome; the first that fits. BadRequest is a NetworkError."""

ATTEMPTS_AT_MOST = 20
"""After so many a message is dead; with the pauses below that is about two hours."""
LONGEST_PAUSE = timedelta(minutes=10)
REFUSED_PAUSE = timedelta(minutes=1)
"""While Telegram refuses the token, each chat is tried so often; that is no fault of the message, and not counted."""
AWAY_PAUSE = timedelta(minutes=1)
"""The same while Telegram does not answer at all, however long that is; once it does, all of it goes."""
OVERSLEEP = timedelta(milliseconds=50)
"""Waited beyond retry_after, which is in whole seconds."""


def verdict(error: TelegramError) -> Verdict:
    """What the error means."""
    if isinstance(error, RetryAfter):
        after = error.retry_after if isinstance(error.retry_after, timedelta) else timedelta(seconds=error.retry_after)
        return Verdict(Outcome.RETRY, after=after + OVERSLEEP)
    if isinstance(error, ChatMigrated):
        return Verdict(Outcome.MOVED, chat_id=error.new_chat_id)
    if isinstance(error, InvalidToken):
        return Verdict(Outcome.RETRY, after=REFUSED_PAUSE)
    words = str(error).lower()
    outcome = next(result for kind, part, result in WORDS if isinstance(error, kind) and part in words)
    # Whatever came without an answer of Telegram's may have arrived.
    uncertain = outcome is Outcome.RETRY and isinstance(error, NetworkError)
    return Verdict(outcome, uncertain=uncertain)


OUT_OF_GROUP = ("bot was kicked", "bot is not a member", "chat not found", "group chat was deleted")


def is_out(why: str) -> bool:
    """Whether Telegram's words say that we are not in that group any more, not only that we may not write there."""
    return any(words in why.lower() for words in OUT_OF_GROUP)


def pause(attempts: int) -> timedelta:
    """How long to wait before the next attempt, after so many failed: 1 s, 2 s, 4 s … 10 min."""
    return min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)
