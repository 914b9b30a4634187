"""Our name in a message is no part of what is reported, nor is what sets it apart."""

import pytest

from bot.incoming.parts import Parts, without_name


@pytest.mark.parametrize(
    ("said", "reported"),
    [
        ("健身器材断了一根，@weilinli_bot", "健身器材断了一根"),
        ("@weilinli_bot：路灯不亮", "路灯不亮"),
        ("路灯不亮 @weilinli_bot", "路灯不亮"),
        ("灯坏了，@weilinli_bot，快来。", "灯坏了， ，快来。"),
    ],
)
def test_the_name_goes_with_what_sets_it_apart(said: str, reported: str) -> None:
    """Before, after, or in the middle; the words themselves stay."""
    got = without_name(Parts(text=said), "weilinli_bot")
    assert got is not None
    assert got.text == reported
