"""Whose a matter is that somebody took down for a person without an account."""

from casework.words.later import later

_NAME = later(r"[^\d\s,，。、；;:：()（）〔]{1,8}")
_TOLD_BY = later(
    r"(?P<name>[\u4e00-\u9fff]{1,2}(?:大爷|大妈|大娘|大婶|大叔|大姨|大姐|大哥|大嫂|阿姨|叔叔|爷爷|奶奶|老师|姐|哥|叔|婶|姨|奶|爷))"
    r"(?:打电话|打来电话|来电话|来电|电话里|上门|来社区|当面|跟我|和我|找我|反映|说的|说$|托我)"
)


def whose_in(contact: str, words: str) -> str:
    """Whose it is, for whoever took it down and nobody else: what was written before the number, else who told it, by
    the words. Nothing where neither says it."""
    said = _NAME.match(contact.strip())
    if said is not None:
        return said[0]
    told = _TOLD_BY.search(words)
    return told["name"] if told is not None else ""
