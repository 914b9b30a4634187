"""Reads every phone of a story: whoever reads Chinese may not find one English word of ours."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

Event = dict[str, Any]

NOT_WORDS = re.compile(
    r"https?://\S+|t\.me/\S+|@\w+|/\w+|\bEnglish\b|\b(?:XLSX|CSV|PDF|MB)\b|#N/A|\b(?:p|bj)-[a-z0-9-]+|[\w-]{40,}"
)
"""Links, user names, commands, the name of the language on the button that offers it; kinds and sizes of files, which
have no other name, what a spreadsheet writes by itself, codes of the roster, and keys."""
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
KEYBOARDS = ("inline_keyboard", "keyboard")


def english_words(events: Iterable[Event], bot_id: int, readers_of_english: set[int]) -> list[str]:
    """What the bot showed in English to people who read Chinese: messages, edits, buttons, pop-ups.

    What people themselves wrote may be quoted in any language. Everybody reads Chinese in a group.
    """
    written: set[str] = set()
    found = []
    for event in events:
        if event["type"] == "user":
            written |= _words(event["user"]["first_name"])
        elif event["type"] == "chat":
            written |= _words(event["chat"].get("title", ""))
        elif event["type"] in ("message", "edit"):
            message = event["message"]
            if message.get("from", {}).get("id") != bot_id:
                written |= _words(f"{message.get('text', '')} {message.get('caption', '')}")
            elif event.get("user") not in readers_of_english:
                found += [text for text in _texts(message) if _words(text) - written]
        elif event["type"] == "answer" and event["by"] not in readers_of_english:
            text = str((event["answer"] or {}).get("text") or "")
            found += [text] if _words(text) - written else []
    return found


def _words(text: str) -> set[str]:
    return {one.lower() for one in WORD.findall(NOT_WORDS.sub(" ", text))}


def _texts(message: Event) -> Iterator[str]:
    yield str(message.get("text") or message.get("caption") or "")
    markup = message.get("reply_markup") or {}
    yield str(markup.get("input_field_placeholder") or "")
    for keyboard in KEYBOARDS:
        for row in markup.get(keyboard) or []:
            for button in row:
                yield button["text"] if isinstance(button, dict) else str(button)
