"""sendPoll and stopPoll."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.call import Call, method
from sandbox.botapi.keyboards import reply_markup
from sandbox.botapi.sending import send
from sandbox.entities import find_entities, utf16_length
from sandbox.errors import Json, bad_request
from sandbox.model import Poll

QUESTION_LIMIT = 300
OPTION_LIMIT = 100
OPTIONS = (1, 12)
"""How many a poll may have."""
EXPLANATION_LIMIT = 200
OPEN_SECONDS = (5, 2_628_000)


def _options(call: Call) -> list[Json]:
    value: Any = call.structure("options", "options")
    if not isinstance(value, list):
        raise bad_request("expected an Array of String as options")
    options: list[Json] = []
    for option in value:
        text = option.get("text") if isinstance(option, dict) else option
        if not isinstance(text, str):
            raise bad_request("expected an option to be of type String")
        given = option if isinstance(option, dict) else {}
        text, entities = call.parsed(text, given.get("text_parse_mode"), given.get("text_entities"))
        emoji = _emoji(entities)
        options.append({"text": text} | ({"text_entities": emoji} if emoji else {}))
        if not text:
            raise bad_request("poll options must be non-empty")
        if utf16_length(text) > OPTION_LIMIT:
            raise bad_request(f"poll options length must not exceed {OPTION_LIMIT}")
    if len(options) < OPTIONS[0]:
        raise bad_request("poll must have at least 1 option")
    if len(options) > OPTIONS[1]:
        raise bad_request(f"poll can't have more than {OPTIONS[1]} options")
    return options


def _formatted(call: Call, key: str) -> tuple[str, list[Json]]:
    entities = call.structure(f"{key}_entities", "message entities")
    return call.parsed(call.string(key), call.string(f"{key}_parse_mode"), entities)


def _emoji(entities: list[Json]) -> list[Json]:
    """All that question and options keep (Bot API, sendPoll: "only custom emoji entities are allowed")."""
    return [entity for entity in entities if entity.get("type") == "custom_emoji"]


def _explained(text: str, entities: list[Json]) -> Json:
    if not text:
        return {}
    return {"explanation": text} | ({"explanation_entities": entities} if entities else {})


@method("sendPoll")
def send_poll(call: Call) -> Json:
    question, entities = _formatted(call, "question")
    emoji = _emoji(entities)
    if not question:
        raise bad_request("poll question must be non-empty")
    if utf16_length(question) > QUESTION_LIMIT:
        raise bad_request(f"poll question length must not exceed {QUESTION_LIMIT}")
    kind = call.string("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    options = _options(call)
    correct = call.structure("correct_option_ids", "correct option identifiers") or []
    if call.has("correct_option_id"):
        correct = [call.integer("correct_option_id", -1)]
    if kind == "quiz" and (not correct or any(not 0 <= number < len(options) for number in correct)):
        raise bad_request("wrong correct option ID specified")
    explanation, found = _formatted(call, "explanation")
    found = find_entities(explanation, found)
    if utf16_length(explanation) > EXPLANATION_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    now = int(call.world.now())
    period, close = call.integer("open_period"), call.integer("close_date")
    seconds = period or (close - now if close else 0)
    if seconds and not OPEN_SECONDS[0] <= seconds <= OPEN_SECONDS[1]:
        raise bad_request("poll must be open for a period from 5 to 2628000 seconds")
    poll = Poll(
        id=call.world.number(),
        question={"question": question} | ({"question_entities": emoji} if emoji else {}),
        options=options,
        anonymous=not call.has("is_anonymous") or call.flag("is_anonymous"),
        type=kind,
        multiple=call.flag("allows_multiple_answers"),
        correct=correct,
        explanation=_explained(explanation, found),
        open_period=period or None,
        close_date=now + seconds if seconds else None,
        closed=call.flag("is_closed"),
        revoting=kind != "quiz" and (not call.has("allows_revoting") or call.flag("allows_revoting")),
    )
    if call.any_chat().type == "channel" and not poll.anonymous:
        raise bad_request("non-anonymous polls can't be sent to channel chats")
    sent = send(call, {}, "poll", poll=poll)
    call.world.start_poll(call.chat().messages[sent["message_id"]])
    return sent


@method("stopPoll")
def stop_poll(call: Call) -> Json:
    chat = call.chat("edit")
    message = call.message(chat, "message with poll to stop")
    if message.poll is None or message.sender != call.bot.id:
        raise bad_request("poll can't be stopped")
    if message.poll.closed:
        raise bad_request("poll has already been closed")
    message.markup = reply_markup(call, chat).inline
    call.charge(chat, edit=True)
    call.world.close_poll(message)
    return message.poll.as_json()
