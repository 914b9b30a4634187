"""Lists of matters: every light has its place in them."""

from bot.views.lists import COLUMNS
from casework.clock.lights import URGENCY, Light


def test_every_light_has_its_place() -> None:
    """In the order of lists all of them; in one column of a board all that stand."""
    assert set(URGENCY) == set(Light)
    shown = [light for _, lights, _ in COLUMNS for light in lights]
    assert sorted(shown) == sorted(set(Light) - {Light.OVER})
