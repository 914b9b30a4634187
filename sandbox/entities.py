"""Text as Telegram measures and reads it: UTF-16 units, and the entities that it finds by itself."""

from __future__ import annotations

import re

from sandbox.errors import Json

TEXT_LIMIT = 4096
"""UTF-16 units of a message, after entity parsing."""
CAPTION_LIMIT = 1024
"""UTF-16 units of a caption, after entity parsing."""

_FOUND = re.compile(
    r"""
      (?P<email>[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})
    | (?P<url>\b(?:https?://[^\s<>"，。；！？、）】》]+
        |(?:t\.me|www\.[a-z0-9-]+\.[a-z]{2,}|[a-z0-9-]+\.(?:com|org|net|cn|io|dev|me))\b(?:/[^\s<>"，。；！？、）】》]*)?))
    | (?<![\w/@<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])
    | (?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})(?!\w)
    | (?<!\w)(?P<hashtag>\#\w*[^\W\d]\w*)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def utf16_length(text: str) -> int:
    """UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity names."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def find_entities(text: str, taken: list[Json] | None = None) -> list[Json]:
    """All entities: those given, and mentions, commands, links, addresses and hashtags that overlap none of them."""
    found = list(taken or [])
    if any(mark in text for mark in "/@#."):
        for match in _FOUND.finditer(text):
            kind = match.lastgroup
            if kind is None:
                continue
            piece = match.group()
            if kind == "url":
                piece = piece.rstrip(".,;:!?)'")
            offset, length = utf16_length(text[: match.start()]), utf16_length(piece)
            if not any(offset < e["offset"] + e["length"] and e["offset"] < offset + length for e in taken or []):
                found.append({"type": kind, "offset": offset, "length": length})
    return sorted(found, key=lambda e: (e["offset"], -e["length"]))


def clean(text: str) -> str:
    """What Telegram removes from a bot's text: carriage returns, direction overrides; control characters are spaces."""
    kept = (c for c in text if c != "\r" and not "\u2028" <= c <= "\u202e")
    return "".join(" " if c < " " and c != "\n" else c for c in kept)


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space around it; entities follow."""
    bare = text.strip()
    if bare == text:
        return text, entities
    lead = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(bare)
    moved: list[Json] = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        stop = min(end, entity["offset"] + entity["length"] - lead)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return bare, moved
