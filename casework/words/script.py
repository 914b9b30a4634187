"""In which script something is written, where it is none that everybody here reads; said beside the words on a card."""

import re
from typing import Literal

Script = Literal["korean", "japanese", "cyrillic", "arabic", "thai", "latin"]
_SCRIPTS: dict[Script, re.Pattern[str]] = {
    "korean": re.compile("[가-힣ᄀ-ᇿㄱ-ㆎ]"),
    "japanese": re.compile("[ぁ-ゖァ-ヺ]"),
    "cyrillic": re.compile("[Ѐ-ӿ]"),
    "arabic": re.compile("[؀-ۿ]"),
    "thai": re.compile("[฀-๿]"),
    "latin": re.compile("[A-Za-zÀ-ɏ]"),
}
_HAN = re.compile("[一-鿿]")
ENOUGH = 4
"""Letters that make it more than a sign or a name: "KTV", "5号楼A座"."""


def script_of(text: str) -> Script | None:
    """The script of most of the letters; None for Chinese, and for hardly any."""
    counted = {name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()}
    name = max(counted, key=lambda one: counted[one])
    han = len(_HAN.findall(text)) if name != "japanese" else 0
    return name if counted[name] >= ENOUGH and counted[name] > han else None
