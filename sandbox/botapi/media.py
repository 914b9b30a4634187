"""Methods that send files, one or an album."""

from __future__ import annotations

from typing import Any

from sandbox import views
from sandbox.botapi.call import Call, Upload, method
from sandbox.botapi.keyboards import Markup
from sandbox.botapi.sending import ALBUM_SIZE, place_in, put, send
from sandbox.errors import BotApiError, Json, bad_request
from sandbox.files import PHOTO_LIMIT, UPLOAD_LIMIT, is_image

_NAMES = {"video_note": "video note"}
SPOILED = ("photo", "video", "animation")
"""What may be hidden under a spoiler."""


def media_content(call: Call, kind: str, value: Any, extra: Json) -> Json:
    """The content for a file: an upload, attach://name, or the id of a stored one. Raises BotApiError."""
    upload = call.upload(kind) if not value else None
    text = value if isinstance(value, str) else ""
    if text.startswith("attach://"):
        upload = call.upload(text[9:])
        if upload is None:
            raise bad_request(f'file "{text[9:]}" not found in the request')
    if upload is not None:
        return _uploaded(call, kind, upload, extra)
    if not text:
        raise bad_request(f"there is no {_NAMES.get(kind, kind)} in the request")
    if text.startswith(("http://", "https://")):
        # The sandbox never leaves the machine.
        raise bad_request("failed to get HTTP URL content")
    stored = call.world.files.get(text)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        wanted, got = (one.title().replace("_", "") for one in (kind, stored.kind))
        raise bad_request(f"can't use file of type {got} as {wanted}")
    return dict(stored.content)


def _uploaded(call: Call, kind: str, upload: Upload, extra: Json) -> Json:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise BotApiError(413, "Request Entity Too Large")
    if kind == "photo":
        if len(upload.data) > PHOTO_LIMIT:
            size = len(upload.data)
            what = f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes"
            raise bad_request(what)
        if not is_image(upload.data):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return call.world.files.photo(upload.data)
    content = call.world.files.other(kind, upload.data, None, upload.name, upload.mime_type, extra)
    thumbnail = _thumbnail(call, extra.get("thumbnail") or extra.get("thumb"))
    if thumbnail is not None and kind != "voice":
        call.world.files.add_thumbnail(content[kind], thumbnail)
    return content


def _thumbnail(call: Call, given: Any) -> bytes | None:
    """Telegram ignores one that is no picture, and one that is not uploaded with the file."""
    name = str(given or "")
    upload = call.upload(name[9:] if name.startswith("attach://") else name)
    return upload.data if upload is not None and is_image(upload.data) else None


def _extra(call: Call) -> Json:
    """What is said about the file; a thumbnail may be a part of the form by its own name."""
    extra: Json = {key: call.string(key) for key in ("title", "performer") if call.has(key)}
    extra |= {key: call.integer(key) for key in ("duration", "width", "height", "length") if call.has(key)}
    for key in ("thumbnail", "thumb"):
        if call.has(key):
            extra[key] = call.string(key) or key
    return extra


@method("sendPhoto", "sendDocument", "sendVoice", "sendVideo", "sendAudio", "sendAnimation", "sendVideoNote")
def send_media(call: Call) -> Json:
    kind = {"videonote": "video_note"}.get(name := call.method.lower().removeprefix("send"), name)
    call.chat()
    content = media_content(call, kind, call.string(kind), _extra(call))
    if kind != "video_note":
        content |= call.caption()
    if kind in SPOILED and call.flag("has_spoiler"):
        content["has_media_spoiler"] = True
    return send(call, content, kind)


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    chat = call.chat()
    items = call.structure("media", "media")
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not ALBUM_SIZE[0] <= len(items) <= ALBUM_SIZE[1]:
        few = len(items) < ALBUM_SIZE[0]
        raise bad_request("too few messages in the album" if few else "too many messages to send as an album")
    kinds = {str(item.get("type")) if isinstance(item, dict) else "" for item in items}
    for kind in kinds - {"photo", "video", "document", "audio"}:
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    if len(kinds) > 1 and kinds != {"photo", "video"}:
        raise bad_request("can't use the media of the specified type in the album")
    contents = [input_media(call, item) for item in items]
    more = place_in(call, chat)
    for kind in kinds:
        call.may_send(chat, kind)
    call.charge(chat, len(items))
    album = call.world.number()
    sent = [put(call, chat, content, Markup(), album=album, **more) for content in contents]
    return [views.message_json(call.world, message) for message in sent]


def input_media(call: Call, item: Json) -> Json:
    """The content that an InputMedia describes."""
    kind = str(item.get("type"))
    if kind not in ("photo", "video", "document", "audio", "animation"):
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    if not item.get("media"):
        raise bad_request("can't parse InputMedia: media not found")
    content = media_content(call, kind, item["media"], item) | call.caption(item)
    if kind in SPOILED and item.get("has_spoiler") in (True, "true", "True", 1):
        content["has_media_spoiler"] = True
    return content
