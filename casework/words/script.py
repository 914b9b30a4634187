"""In which script something is written, where it is none that everybody here reads; said beside the words on a card."""

import re
from typing import Literal

from casework.words.later import later

Script = Literal["korean", "japanese", "cyrillic", "arabic", "thai", "latin"]
_SCRIPTS: dict[Script, re.Pattern[str]] = {
    "korean": later("[가-힣ᄀ-ᇿㄱ-ㆎ]"),
    "japanese": later("[ぁ-ゖァ-ヺ]"),
    "cyrillic": later("[Ѐ-ӿ]"),
    "arabic": later("[؀-ۿ]"),
    "thai": later("[฀-๿]"),
    "latin": later("[A-Za-zÀ-ɏ]"),
}
_HAN = later("[一-鿿]")
ENOUGH = 4
"""Letters that make it more than a sign or a name: "KTV", "5号楼A座"."""


def script_of(text: str) -> Script | None:
    """The script of most of the letters; None for Chinese, and for hardly any."""
    counted = {name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()}
    name = max(counted, key=lambda one: counted[one])
    han = len(_HAN.findall(text)) if name != "japanese" else 0
    return name if counted[name] >= ENOUGH and counted[name] > han else None
