"""From a photo to a picture: smaller, upright, nothing but its pixels; and what is no picture ends nothing."""

import asyncio
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from bot.running.photographer import Unfetchable, reduce
from bot.running.reducing import LONGEST

PLACE = 0x8825
ORIENTATION = 0x0112


def jpeg(size: tuple[int, int] = (2000, 1000)) -> bytes:
    """A photo as a telephone makes it: on its side, with place, camera and a comment."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION], exif[0x010F] = 6, "张三丰的手机"
    exif.get_ifd(PLACE)[1] = "N"
    made = BytesIO()
    image.save(made, "JPEG", exif=exif, comment=b"SECRET-COMMENT", icc_profile=b"SECRET-PROFILE")
    return made.getvalue()


def png_with_words() -> bytes:
    """A picture that carries text, and can be seen through."""
    words = PngImagePlugin.PngInfo()
    words.add_text("where", "SECRET-TEXT")
    made = BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(made, "PNG", pnginfo=words)
    return made.getvalue()


def bomb() -> bytes:
    """A few bytes that claim to be 100,000 by 100,000 pixels."""
    head = struct.pack("!IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data)) for kind, data in chunks
    )


async def test_nothing_but_its_pixels() -> None:
    """The right way up, no place, no camera, no comment, no profile; at most so large."""
    content, width, height = await reduce(jpeg())
    picture = Image.open(BytesIO(content))
    assert (picture.format, picture.size) == ("JPEG", (width, height))
    assert height == LONGEST
    assert width == LONGEST // 2
    assert not picture.getexif()
    assert {"comment", "exif", "icc_profile"}.isdisjoint(picture.info)
    assert not any(secret in content for secret in (b"SECRET", "张三丰".encode(), b"Exif"))
    red, _, blue = picture.convert("RGB").getpixel((width // 2, height - 10))  # type: ignore[misc]
    assert red > 200 > 60 > blue


async def test_a_picture_with_words_in_it() -> None:
    """Text that it carries stays behind, and what was clear is white."""
    content, width, height = await reduce(png_with_words())
    assert (width, height) == (30, 20)
    assert b"SECRET" not in content
    assert Image.open(BytesIO(content)).convert("RGB").getpixel((3, 3)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (bomb, "large"),
        (lambda: bytes(21_000_000), "large"),
        (lambda: b"", "unreadable"),
        (lambda: b"GIF89a" + bytes(50), "unreadable"),
        (lambda: jpeg()[:900], "unreadable"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unreadable"),
    ],
    ids=["bomb", "too many bytes", "nothing", "gif", "torn", "svg"],
)
async def test_what_is_no_picture(make: Callable[[], bytes], why: str) -> None:
    """Said in a word; the process that looked at it is gone, and ours goes on."""
    with pytest.raises(Unfetchable, match=why):
        await asyncio.wait_for(reduce(make()), 30)


def test_the_bot_does_without_the_library() -> None:
    """It is imported where a picture is made, and in no other process."""
    seen = subprocess.run(
        [sys.executable, "-c", "import bot.app, bot.registry, sys; print('PIL' in sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert seen.stdout.strip() == "False"
