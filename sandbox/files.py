"""Files that people and bots send: stable ids, and bytes (real, or made up when first asked for)."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import Json
from sandbox.probe import probe

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Bytes; getFile refuses more (Bot API, getFile)."""
PHOTO_LIMIT = 10 * 1024 * 1024
"""Bytes; sendPhoto refuses more (Bot API, sending files)."""
UPLOAD_LIMIT = 50 * 1024 * 1024
"""Bytes; other uploads by bots (Bot API, sending files)."""


PHOTO_BOUNDS = (90, 320, 800, 1280)
"""Pixels of the longer side; Telegram reduces what is larger."""
ICONS = (
    ("📰", "5434144690511290129"),
    ("💡", "5312536423851630001"),
    ("⚡️", "5312016608254762256"),
    ("🎙", "5377544228505134960"),
    ("🔝", "5418085807791545980"),
    ("🗣", "5370870893004203704"),
)
THUMBNAIL = 320
"""Pixels of a thumbnail's longer side, at most."""


@dataclass
class StoredFile:
    """One file; its bytes are made when somebody downloads them."""

    file_id: str
    unique_id: str
    size: int
    path: str
    mime_type: str
    name: str | None
    make: Callable[[], bytes]
    content: Json
    """The Bot API object of it, e.g. a Document, or {"photo": [...]} for all sizes of a photo."""
    kind: str

    def data(self) -> bytes:
        """The bytes, padded with zeros to the promised size."""
        data = self.make()
        return data + bytes(max(0, self.size - len(data)))


class Files:
    """All files of a world."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._icons: list[Json] = []
        self._count = 0

    def get(self, file_id: str) -> StoredFile | None:
        """The file of an id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file of a path that getFile gave."""
        return self._by_path.get(path)

    def _store(
        self,
        kind: str,
        folder: str,
        suffix: str,
        size: int,
        mime_type: str,
        name: str | None,
        make: Callable[[], bytes],
    ) -> StoredFile:
        self._count += 1
        digest = hashlib.sha256(f"{kind}:{self._count}".encode()).digest()
        file_id = base64.urlsafe_b64encode(b"\x02" + kind[:1].encode() + digest + digest[:16]).decode().rstrip("=")
        unique = base64.urlsafe_b64encode(digest[:11]).decode().rstrip("=")
        path = f"{folder}/file_{self._count}{suffix}"
        stored = StoredFile(file_id, unique, size, path, mime_type, name, make, {}, kind)
        self._by_id[file_id] = self._by_path[path] = stored
        return stored

    def photo(self, data: bytes | None = None, size: int | None = None, width: int = 1280, height: int = 960) -> Json:
        """A photo in several sizes, smallest first, as {"photo": [...]}."""
        if data is not None:
            width, height = image_dimensions(data) or (width, height)
        shade = self._count
        while data is None and size and width > 16 and len(flat_jpeg(width, height, shade)) > size:
            width, height = width // 2, max(1, height // 2)
        sizes: list[Json] = []
        stored_sizes: list[StoredFile] = []
        longest = max(width, height)
        bounds = [bound for bound in PHOTO_BOUNDS if bound < longest]
        for bound in bounds if longest > PHOTO_BOUNDS[-1] else [*bounds, longest]:
            part = min(1.0, bound / longest)
            w, h = max(1, round(width * part)), max(1, round(height * part))
            make, length = _photo_bytes(data, shade, w, h)
            if data is None and bound == min(longest, PHOTO_BOUNDS[-1]) and size is not None:
                length = max(length, size)
            stored = self._store("photo", "photos", ".jpg", length, "image/jpeg", None, make)
            sizes.append(
                {
                    "file_id": stored.file_id,
                    "file_unique_id": stored.unique_id,
                    "file_size": length,
                    "width": w,
                    "height": h,
                }
            )
            stored_sizes.append(stored)
        content: Json = {"photo": sizes}
        for stored in stored_sizes:
            stored.content = content
        return dict(content)  # a caption belongs to the message, not to the file

    def other(
        self,
        kind: str,
        data: bytes | None = None,
        size: int | None = None,
        name: str | None = None,
        mime_type: str | None = None,
        extra: Json | None = None,
    ) -> Json:
        """A document, voice, video, audio or animation, as {kind: {...}}."""
        folder, suffix, default_mime = _KINDS[kind]
        extra = dict(extra or {})
        if data is None and kind == "voice":
            data = opus_silence(float(extra.get("duration", 1)))
        made = data or b""
        found = probe(made)
        seconds = extra.get("duration")
        seconds = int(seconds) if seconds is not None else round(found.seconds) if found.seconds is not None else 1
        length = max(len(made), size or 0) or 1
        if name and "." in name:
            suffix = "." + name.rsplit(".", 1)[1]
        stored = self._store(kind, folder, suffix, length, mime_type or default_mime, name, lambda: made)
        content: Json = {
            "file_id": stored.file_id,
            "file_unique_id": stored.unique_id,
            "file_size": length,
            "mime_type": stored.mime_type,
        }
        if name and kind not in ("voice", "video_note", "sticker"):
            content["file_name"] = name
        if kind in ("voice", "video", "audio", "animation", "video_note"):
            content["duration"] = seconds
        if kind in ("video", "animation"):
            content["width"] = int(extra.get("width") or found.width or 640)
            content["height"] = int(extra.get("height") or found.height or 480)
        if kind == "video_note":
            content["length"] = int(extra.get("length") or found.width or 240)
        if kind == "sticker":
            content |= {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        if kind in ("video_note", "sticker"):
            del content["mime_type"]
        for key in ("title", "performer"):
            if kind == "audio" and key in extra:
                content[key] = extra[key]
        stored.content = {kind: content}
        if kind == "animation":  # for backward compatibility, also as a document (Bot API, Message.animation)
            named = ("file_id", "file_unique_id", "file_size", "mime_type", "file_name")
            stored.content["document"] = {key: content[key] for key in named if key in content}
        return dict(stored.content)

    def icons(self) -> list[Json]:
        """The custom emoji that any bot may use as a topic's icon; some of Telegram's, and the same every time."""
        if not self._icons:
            for emoji, number in ICONS:
                sticker = self.other("sticker")["sticker"]
                more = {"type": "custom_emoji", "emoji": emoji, "set_name": "Topics", "custom_emoji_id": number}
                self._icons.append(sticker | more | {"width": 100, "height": 100, "needs_repainting": False})
        return list(self._icons)

    def add_thumbnail(self, content: Json, data: bytes) -> None:
        """A small picture of a file, as its PhotoSize."""
        width, height = image_dimensions(data) or (320, 240)
        part = min(1.0, THUMBNAIL / max(width, height))
        stored = self._store("thumbnail", "thumbnails", ".jpg", len(data), "image/jpeg", None, lambda: data)
        shown: Json = {
            "file_id": stored.file_id,
            "file_unique_id": stored.unique_id,
            "file_size": len(data),
            "width": max(1, round(width * part)),
            "height": max(1, round(height * part)),
        }
        content["thumbnail"] = content["thumb"] = shown


_KINDS = {
    "document": ("documents", ".bin", "application/octet-stream"),
    "voice": ("voice", ".oga", "audio/ogg"),
    "video": ("videos", ".mp4", "video/mp4"),
    "audio": ("music", ".mp3", "audio/mpeg"),
    "animation": ("animations", ".mp4", "video/mp4"),
    "video_note": ("video_notes", ".mp4", "video/mp4"),
    "sticker": ("stickers", ".webp", "image/webp"),
}


def _photo_bytes(data: bytes | None, shade: int, width: int, height: int) -> tuple[Callable[[], bytes], int]:
    if data is not None:
        return (lambda: data), len(data)
    made = flat_jpeg(width, height, shade)
    return (lambda: made), len(made)


def is_image(data: bytes) -> bool:
    """Something that Telegram can turn into a photo?"""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM")) or data[8:12] == b"WEBP"


def image_dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG or PNG; None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None


def flat_jpeg(width: int, height: int, shade: int) -> bytes:
    """A baseline JPEG of one colour, written by hand: only the first block of each component carries a value."""
    colour = (110 + shade * 37 % 90, 90 + shade * 53 % 80, 90 + shade * 71 % 80)

    def segment(marker: int, body: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body

    dc_table = bytes([0x00, 1, 0, 0, 0, 11, *[0] * 11, *range(12)])  # "0" for no difference, five bits for the others
    ac_table = bytes([0x10, 1, *[0] * 15, 0x00])  # one code of one bit: end of block
    head = (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
        + segment(0xDB, bytes([0] + [8] * 64))
        + segment(0xC0, struct.pack(">BHHB", 8, height, width, 3) + bytes([1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]))
        + segment(0xC4, dc_table)
        + segment(0xC4, ac_table)
        + segment(0xDA, bytes([3, 1, 0, 2, 0, 3, 0, 0, 63, 0]))
    )
    same = "00"  # a block like the one before it
    luma, *chroma = (_first_block(value - 128) for value in colour)
    units = -(-width // 16) * -(-height // 16)  # four blocks of brightness and two of colour each
    bits = luma + same * 3 + "".join(chroma) + same * 6 * (units - 1)
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    return head + data + b"\xff\xd9"


def _first_block(level: int) -> str:
    """The code of a flat block: the DC coefficient is 8 * level, the quantiser 8."""
    size = abs(level).bit_length()
    if size == 0:
        return "00"
    return f"{15 + size:05b}" + f"{level if level > 0 else level + (1 << size) - 1:0{size}b}" + "0"


def opus_silence(seconds: float) -> bytes:
    """An Ogg Opus file that players accept: frames of 20 ms of silence."""
    frames = max(1, round(seconds * 50))
    pages = [
        _ogg_page(2, 0, 0, [b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)]),
        _ogg_page(0, 0, 1, [b"OpusTags" + struct.pack("<I", 7) + b"sandbox" + struct.pack("<I", 0)]),
    ]
    done = 0
    while done < frames:
        count = min(250, frames - done)
        done += count
        pages.append(_ogg_page(4 if done == frames else 0, done * 960, len(pages), [b"\xf8\xff\xfe"] * count))
    return b"".join(pages)


def _ogg_page(flags: int, granule: int, number: int, packets: list[bytes]) -> bytes:
    lacing = bytes(len(packet) for packet in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, 1, number, 0)
    page = head + bytes([len(lacing)]) + lacing + b"".join(packets)
    return page[:22] + struct.pack("<I", _ogg_checksum(page)) + page[26:]


def _ogg_checksum(page: bytes) -> int:
    # Ogg's CRC-32 is zlib's polynomial, unreflected and without inversion: mirror bits in and out, undo the inversion.
    mirrored = bytes(int(f"{byte:08b}"[::-1], 2) for byte in page)
    crc = zlib.crc32(mirrored, 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{crc:032b}"[::-1], 2)
