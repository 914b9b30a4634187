"""What came while somebody wanted quiet is one message, however much it is."""

from bot.views.lists import after_quiet
from bot.views.view import TEXT_LIMIT, View, esc, units
from locales.translator import translator


def test_it_fits_into_a_message() -> None:
    """Long words of many residents: as many as fit, and how many more there are."""
    long = View(esc("水又漫上来了😀" * 200))
    shown = after_quiet([(long, None)] * 20, translator("zh_CN"))
    assert units(shown.text) <= TEXT_LIMIT
    assert shown.text.count("\n\n") == 3, "a head, two of them, and what is left"
    assert "还有" in shown.text
