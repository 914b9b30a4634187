"""One photo made into a picture for the echo wall: run as a process of its own, from standard input to standard output.

Smaller, upright, and nothing but its pixels: no place, no time, no camera, no comment. What unpacks a stranger's bytes
gets little memory and little time, and its end ends nothing else. Pillow is imported here only: the bot does without
(40 ms and 11 MB).
"""

import struct
import sys
from io import BytesIO

from bot.running.confined import confine

LONGEST = 1280
"""Pixels of the longer side: enough for a desk, about 200 kB."""
QUALITY = 80
PIXELS = 25_000_000
"""More than any telephone takes; a bomb has billions."""
BYTES = 20_000_000
"""What Telegram gives a bot (Bot API, getFile)."""
MEMORY = 256 * 1024 * 1024
"""Of address space; a photo of Telegram takes 46 MB for a quarter of a second."""
SECONDS = 20
HEAD = struct.Struct("!II")
"""Width and height, before the picture."""
FORMATS = ("JPEG", "PNG", "WEBP")


class NoPicture(ValueError):
    """The bytes are no picture that we take. The message says why, in one word."""


def reduced(data: bytes) -> tuple[bytes, int, int]:
    """A JPEG of it, its width and height. Raises NoPicture."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # only ever in this process

    if len(data) > BYTES:
        raise NoPicture("large")
    Image.MAX_IMAGE_PIXELS = None  # looked at here, before anything is unpacked
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > PIXELS:
                raise NoPicture("large")
            opened.draft("RGB", (LONGEST, LONGEST))  # a JPEG is unpacked smaller at once
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST, LONGEST))
            plain = Image.new("RGB", upright.size, "white")  # what it carries beside its pixels stays behind
            if upright.has_transparency_data:
                upright = upright.convert("RGBA")
                plain.paste(upright, mask=upright)
            else:
                plain.paste(upright)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        raise error if isinstance(error, NoPicture) else NoPicture("unreadable") from error
    made = BytesIO()
    plain.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return made.getvalue(), *plain.size


def main() -> int:
    """Exits with 2 and one word in standard error for what is no picture."""
    confine(MEMORY, SECONDS)
    try:
        content, width, height = reduced(sys.stdin.buffer.read(BYTES + 1))
    except NoPicture as error:
        print(error, file=sys.stderr)
        return 2
    sys.stdout.buffer.write(HEAD.pack(width, height) + content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
