"""Every answer of Telegram's has one outcome."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outgoing.outcomes import LONGEST_PAUSE, OVERSLEEP, WORDS, Outcome, pause, verdict


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (BadRequest("Message is not modified: specified new message content and reply markup are..."), Outcome.SENT),
        (BadRequest("Query is too old and response timeout expired or query id is invalid"), Outcome.SENT),
        (BadRequest("Message to delete not found"), Outcome.SENT),
        (BadRequest("Message to edit not found"), Outcome.ANEW),
        (BadRequest("Message can't be edited"), Outcome.ANEW),
        (BadRequest("Message thread not found"), Outcome.WITHOUT_THREAD),
        (BadRequest("Chat not found"), Outcome.UNREACHABLE),
        (BadRequest("Not enough rights to send text messages to the chat"), Outcome.UNREACHABLE),
        (Forbidden("Forbidden: bot was blocked by the user"), Outcome.UNREACHABLE),
        (Forbidden("Forbidden: user is deactivated"), Outcome.UNREACHABLE),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), Outcome.UNREACHABLE),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Outcome.UNREACHABLE),
        (BadRequest("Can't parse entities: unsupported start tag"), Outcome.DEAD),
        (BadRequest("Message is too long"), Outcome.DEAD),
        (BadRequest("Wrong file identifier/http url specified"), Outcome.DEAD),
        (NetworkError("Request Entity Too Large"), Outcome.DEAD),
        (NetworkError("Bad Gateway"), Outcome.RETRY),
        (NetworkError("httpx.ConnectError: "), Outcome.RETRY),
        (TimedOut(), Outcome.RETRY),
        (InvalidToken("Unauthorized"), Outcome.RETRY),
        (Conflict("Conflict: terminated by other getUpdates request"), Outcome.RETRY),
        (TelegramError("something new"), Outcome.RETRY),
    ],
)
def test_each_error_has_its_outcome(error: TelegramError, outcome: Outcome) -> None:
    """In the words of the Bot API server."""
    assert verdict(error).outcome is outcome


def test_retry_after_is_kept_a_little_longer() -> None:
    """Telegram gives whole seconds; the outcome carries them."""
    found = verdict(RetryAfter(7))
    assert found.outcome is Outcome.RETRY
    assert found.after == timedelta(seconds=7) + OVERSLEEP
    assert not found.uncertain


def test_a_moved_group_names_its_new_id() -> None:
    """The chat has become a supergroup."""
    found = verdict(ChatMigrated(-100123))
    assert (found.outcome, found.chat_id) == (Outcome.MOVED, -100123)


def test_only_a_missing_answer_leaves_doubt() -> None:
    """After a time-out the message may have arrived; after a refusal it has not."""
    assert verdict(TimedOut()).uncertain
    assert not verdict(BadRequest("Message is too long")).uncertain
    assert not verdict(Forbidden("blocked")).uncertain


def test_pauses_grow_and_end() -> None:
    """One second, two, four, and ten minutes at most."""
    assert [pause(n).total_seconds() for n in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert pause(50) == LONGEST_PAUSE


def test_the_table_covers_every_error() -> None:
    """Its last line takes whatever comes."""
    assert WORDS[-1][:2] == (TelegramError, "")
