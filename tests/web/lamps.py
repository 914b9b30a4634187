"""A street lamp at night, drawn: what a resident photographs, and what there is to see when it is mended."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 640, 480


@cache
def lamp(*, lit: bool) -> bytes:
    """A JPEG of it."""
    sky, house, ground = (
        ((34, 40, 66), (58, 54, 70), (84, 78, 66)) if lit else ((16, 18, 30), (24, 23, 32), (20, 20, 24))
    )
    image = Image.new("RGB", (WIDTH, HEIGHT), sky)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 120, 210, 400), fill=house)
    for across in range(3):
        for down in range(4):
            bright = (across + down) % 3 == 0
            left, top = 24 + across * 60, 145 + down * 60
            draw.rectangle((left, top, left + 32, top + 36), fill=(232, 196, 120) if bright else (30, 30, 40))
    draw.rectangle((0, 400, WIDTH, HEIGHT), fill=ground)
    if lit:
        glow = Image.new("RGB", (WIDTH, HEIGHT))
        light = ImageDraw.Draw(glow)
        light.polygon(((430, 110), (470, 110), (610, 430), (290, 430)), fill=(120, 104, 56))
        light.ellipse((390, 60, 510, 170), fill=(190, 170, 100))
        image = Image.composite(
            Image.new("RGB", (WIDTH, HEIGHT), (255, 232, 160)),
            image,
            glow.filter(ImageFilter.GaussianBlur(26)).convert("L"),
        )
        draw = ImageDraw.Draw(image)
    draw.line(((520, 430), (520, 90), (450, 90)), fill=(120, 122, 130), width=10)
    draw.ellipse((425, 84, 475, 112), fill=(255, 246, 210) if lit else (70, 72, 80))
    made = BytesIO()
    image.save(made, "JPEG", quality=85)
    return made.getvalue()
