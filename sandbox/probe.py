"""How long and how large a file is, read from its own head: MP4, Ogg Opus and Vorbis, WAV, MP3, GIF."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_MP3_KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
"""MPEG 1, layer III."""


@dataclass
class Found:
    """What the file says; None where it says nothing."""

    seconds: float | None = None
    width: int | None = None
    height: int | None = None


def probe(data: bytes) -> Found:
    """Never raises: of a broken file nothing is known."""
    try:
        if data[4:8] == b"ftyp":
            return _mp4(data)
        if data[:4] == b"OggS":
            return Found(_ogg(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
            return Found(_wav(data))
        if data[:4] == b"GIF8":
            return Found(None, *struct.unpack("<HH", data[6:10]))
        return Found(_mp3(data))
    except (struct.error, IndexError, ZeroDivisionError):
        return Found()


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while at + 8 <= end:
        size, name = struct.unpack(">I4s", data[at : at + 8])
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", data[at + 8 : at + 16])[0], 16
        if size == 0:
            size = end - at
        if size < head:
            return
        yield name, at + head, min(end, at + size)
        at += size


def _mp4(data: bytes) -> Found:
    found = Found()
    for name, begin, end in _boxes(data, 0, len(data)):
        if name != b"moov":
            continue
        for inner, at, stop in _boxes(data, begin, end):
            if inner == b"mvhd":
                shape, place = (">IQ", at + 20) if data[at] == 1 else (">II", at + 12)
                scale, length = struct.unpack_from(shape, data, place)
                found.seconds = length / scale
            elif inner == b"trak":
                for leaf, place, _ in _boxes(data, at, stop):
                    if leaf == b"tkhd":
                        offset = place + (88 if data[place] == 1 else 76)
                        width, height = struct.unpack(">II", data[offset : offset + 8])
                        if width and height:  # fixed point, 16.16
                            found.width, found.height = width >> 16, height >> 16
    return found


def _ogg(data: bytes) -> float | None:
    last = data.rfind(b"OggS")
    granule = struct.unpack("<q", data[last + 6 : last + 14])[0]
    if (at := data.find(b"\x01vorbis", 0, 200)) >= 0:
        return float(granule / struct.unpack("<I", data[at + 12 : at + 16])[0])
    if (at := data.find(b"OpusHead", 0, 200)) >= 0:
        skip = struct.unpack("<H", data[at + 10 : at + 12])[0]
        return float(max(0, granule - skip) / 48000)
    return None


def _wav(data: bytes) -> float | None:
    rate, at = struct.unpack("<I", data[28:32])[0], 12
    while at + 8 <= len(data):
        name, size = struct.unpack("<4sI", data[at : at + 8])
        if name == b"data":
            return float(size / rate)
        at += 8 + size + size % 2
    return None


def _mp3(data: bytes) -> float | None:
    at = 0
    if data[:3] == b"ID3":
        a, b, c, d = data[6:10]
        at = 10 + (a << 21 | b << 14 | c << 7 | d)
    if data[at] != 0xFF or data[at + 1] & 0xFE != 0xFA:  # MPEG 1, layer III
        return None
    kbits = _MP3_KBITS[data[at + 2] >> 4]
    rate = (44100, 48000, 32000, 0)[data[at + 2] >> 2 & 3]
    for mark in (b"Xing", b"Info"):
        if (found := data.find(mark, at, at + 200)) >= 0 and data[found + 7] & 1:
            frames = struct.unpack(">I", data[found + 8 : found + 12])[0]
            return float(frames * 1152 / rate)
    return (len(data) - at) * 8 / (kbits * 1000)
