"""parse_mode: HTML, MarkdownV2 and Markdown, refused in Telegram's words (after TDLib's MessageEntity.cpp)."""

from __future__ import annotations

import re
from collections.abc import Callable

from sandbox.entities import utf16_length
from sandbox.errors import Json, bad_request

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_HTML_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class _Builder:
    """Text so far, with its length in UTF-16 units."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.entities: list[Json] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += utf16_length(text)

    def entity(self, kind: str, offset: int, **more: object) -> None:
        if self.length > offset:
            self.entities.append({"type": kind, "offset": offset, "length": self.length - offset, **more})

    def result(self) -> tuple[str, list[Json]]:
        return "".join(self.parts), sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))


def _fail(what: str) -> Exception:
    return bad_request(f"can't parse entities: {what}")


def parse(text: str, mode: str) -> tuple[str, list[Json]]:
    """The plain text and its entities. Raises BotApiError."""
    kind = mode.lower()
    if kind in ("", "none"):
        return text, []
    if kind == "html":
        return parse_html(text)
    if kind == "markdownv2":
        return parse_markdown_v2(text)
    if kind == "markdown":
        return parse_markdown(text)
    raise bad_request("unsupported parse_mode")


def _decode(entity: str) -> str:
    name = entity[1:].rstrip(";")
    if name in _NAMED:
        return _NAMED[name]
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else entity


def _unescape(text: str) -> str:
    return _HTML_ENTITY.sub(lambda match: _decode(match.group()), text)


_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>])))?""")


def parse_html(text: str) -> tuple[str, list[Json]]:
    """HTML as Telegram reads it: known tags only, properly nested, four named entities."""
    out = _Builder()
    stack: list[tuple[str, int, Json]] = []
    at = 0

    def offset(position: int) -> int:
        return len(text[:position].encode())

    while at < len(text):
        if text[at] == "&" and (match := _HTML_ENTITY.match(text, at)):
            out.add(_decode(match.group()))
            at = match.end()
        elif text[at] != "<":
            stop = min((p for p in (text.find("&", at + 1), text.find("<", at)) if p > at), default=len(text))
            out.add(text[at:stop])
            at = stop
        elif text.startswith("</", at):
            at = _end_tag(text, at, stack, out, offset)
        else:
            at = _start_tag(text, at, stack, out, offset)
    if stack:
        raise _fail(f'Can\'t find end tag corresponding to start tag "{stack[-1][0]}"')
    return out.result()


def _start_tag(
    text: str, at: int, stack: list[tuple[str, int, Json]], out: _Builder, offset: Callable[[int], int]
) -> int:
    begin = at
    at += 1
    while at < len(text) and not text[at].isspace() and text[at] != ">":
        at += 1
    if at == len(text):
        raise _fail(f"Unclosed start tag at byte offset {offset(begin)}")
    tag = text[begin + 1 : at].lower()
    if tag not in _TAGS:
        raise _fail(f'Unsupported start tag "{tag}" at byte offset {offset(begin)}')
    attributes: Json = {}
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text):
            raise _fail(f"Unclosed start tag at byte offset {offset(begin)}")
        if text[at] == ">":
            break
        match = _ATTRIBUTE.match(text, at)
        if match is None:
            raise _fail(f'Empty attribute name in the tag "{tag}" at byte offset {offset(begin)}')
        if match.end() < len(text) and text[match.end()] == "=":
            raise _fail(f"Unclosed start tag at byte offset {offset(begin)}")
        values = [value for value in match.groups()[1:] if value is not None]
        attributes[match.group(1).lower()] = _unescape(values[0]) if values else ""
        at = match.end()
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _fail(f'Tag "span" must have class "tg-spoiler" at byte offset {offset(begin)}')
    stack.append((tag, out.length, attributes))
    return at + 1


def _end_tag(
    text: str, at: int, stack: list[tuple[str, int, Json]], out: _Builder, offset: Callable[[int], int]
) -> int:
    begin = at
    if not stack:
        raise _fail(f"Unexpected end tag at byte offset {offset(begin)}")
    at += 2
    while at < len(text) and not text[at].isspace() and text[at] != ">":
        at += 1
    name = text[begin + 2 : at].lower()
    while at < len(text) and text[at].isspace():
        at += 1
    if at == len(text) or text[at] != ">":
        raise _fail(f"Unclosed end tag at byte offset {offset(begin)}")
    tag, start, attributes = stack.pop()
    if name and name != tag:
        raise _fail(f'Unmatched end tag at byte offset {offset(begin)}, expected "</{tag}>", found "</{name}>"')
    _close(tag, start, attributes, stack, out)
    return at + 1


def _close(tag: str, start: int, attributes: Json, stack: list[tuple[str, int, Json]], out: _Builder) -> None:
    if tag == "a":
        url = str(attributes.get("href") or "".join(out.parts).encode("utf-16-le")[start * 2 :].decode("utf-16-le"))
        _link(out, start, url)
    elif tag == "code" and stack and stack[-1][0] == "pre":
        language = str(attributes.get("class", ""))
        if language.startswith("language-"):
            stack[-1][2]["language"] = language[9:]
    elif tag == "pre" and "language" in attributes:
        out.entity("pre", start, language=attributes["language"])
    elif tag == "blockquote" and "expandable" in attributes:
        out.entity("expandable_blockquote", start)
    elif tag == "tg-emoji":
        out.entity("custom_emoji", start, custom_emoji_id=str(attributes.get("emoji-id", "")))
    else:
        out.entity(_TAGS[tag], start)


def _link(out: _Builder, start: int, url: str) -> None:
    if match := re.fullmatch(r"tg://user\?id=(\d+)", url):
        out.entity("text_mention", start, user={"id": int(match.group(1))})
    elif re.match(r"(?:https?|tg|ton|mailto|tel):", url) or "." in url:
        out.entity("text_link", start, url=url if ":" in url else f"http://{url}/")


_RESERVED = set("_*[]()~`>#+-=|{}.!")
_V2 = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler", "`": "code", "```": "pre"}


def parse_markdown_v2(text: str) -> tuple[str, list[Json]]:
    """MarkdownV2: bold, italic, underline, strikethrough, spoiler, code, pre, links and quotes."""
    out = _Builder()
    stack: list[tuple[str, int, int]] = []  # mark, UTF-16 start, byte offset
    at, line_start, quote = 0, True, -1
    while at < len(text):
        char = text[at]
        inside_code = bool(stack) and stack[-1][0] in ("`", "```")
        if char == "\\" and at + 1 < len(text) and 0 < ord(text[at + 1]) < 127:
            out.add(text[at + 1])
            at, line_start = at + 2, False
            continue
        if char == "\n" and quote >= 0 and not text.startswith(">", at + 1):
            out.entity("blockquote", quote)
            quote = -1
        if line_start and char == ">" and not inside_code:
            quote = out.length if quote < 0 else quote
            at, line_start = at + 1, False
            continue
        mark = _v2_mark(text, at, stack, inside_code)
        offset = len(text[:at].encode())
        if mark == "]":
            _, start, begun = stack.pop()
            match = re.compile(r"\]\(((?:\\.|[^)\\])*)\)").match(text, at)
            if match is None:
                raise _fail(f"Can't find end of a URL at byte offset {begun}")
            _link(out, start, re.sub(r"\\(.)", r"\1", match.group(1)))
            at = match.end()
        elif mark and stack and stack[-1][0] == mark:
            _, start, _ = stack.pop()
            out.entity(_V2[mark], start)
            at += len(mark)
        elif mark:
            stack.append((mark, out.length, offset))
            at += len(mark)
            if mark == "```" and (match := re.compile(r"[A-Za-z0-9_+-]*\n").match(text, at)):
                at = match.end()
        elif char in _RESERVED and not inside_code:
            raise _fail(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
        else:
            out.add(char)
            at += 1
        line_start = char == "\n"
    if stack:
        name = "TextUrl" if stack[-1][0] == "[" else _V2[stack[-1][0]].title()
        raise _fail(f"Can't find end of {name} entity at byte offset {stack[-1][2]}")
    if quote >= 0:
        out.entity("blockquote", quote)
    return out.result()


def _v2_mark(text: str, at: int, stack: list[tuple[str, int, int]], inside_code: bool) -> str:
    if inside_code:
        return stack[-1][0] if text.startswith(stack[-1][0], at) else ""
    for mark in ("```", "`", "||", "__", "*", "_", "~", "["):
        if text.startswith(mark, at):
            return mark
    return "]" if text[at] == "]" and stack and stack[-1][0] == "[" else ""


def parse_markdown(text: str) -> tuple[str, list[Json]]:
    """The old Markdown: *bold*, _italic_, `code`, ```pre``` and [links](url), never nested."""
    out = _Builder()
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\" and at + 1 < len(text) and text[at + 1] in "_*`[":
            out.add(text[at + 1])
            at += 2
        elif char in "*_`" or (char == "[" and re.compile(r"\[[^\]]*\]\(").match(text, at)):
            mark = "```" if text.startswith("```", at) else char
            end = text.find("]" if char == "[" else mark, at + len(mark))
            if end < 0:
                raise _fail(f"Can't find end of the entity starting at byte offset {len(text[:at].encode())}")
            start = out.length
            out.add(text[at + len(mark) : end])
            if char == "[":
                close = text.find(")", end)
                if close < 0:
                    raise _fail(f"Can't find end of the entity starting at byte offset {len(text[:at].encode())}")
                _link(out, start, text[end + 2 : close])
                at = close + 1
            else:
                out.entity({"*": "bold", "_": "italic", "`": "code", "```": "pre"}[mark], start)
                at = end + len(mark)
        else:
            out.add(char)
            at += 1
    return out.result()
