"""Whether words of staff are meant for one person: what is said to somebody ("您腿脚不好别下楼"), of a home or of a
person is not for the neighbours, whatever is left when it is masked."""

import re

from casework.words.later import later
from casework.words.masking import masked

_TO_SOMEBODY = later(
    r"[您你]|(?:大妈|大爷|大叔|大娘|大婶|阿姨|奶奶|爷爷|老[\u4e00-\u9fff](?:家|他))|家里|人家|[他她]|谁家"
    r"|\b(?:your?|he|she|his|her|him)\b",
    re.IGNORECASE,
)


def said_to_one(text: str) -> bool:
    """Not sure means yes: the words then stay with whom they were written to."""
    return not text.strip() or masked(text) != text or _TO_SOMEBODY.search(text) is not None
