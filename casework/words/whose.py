"""Whose a matter is: that somebody took down for a person without an account, or of which a neighbour speaks."""

from casework.words.guess import named
from casework.words.later import later
from casework.words.plain import plain

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


_SELF = "我|俺|咱|你|您|自己|谁|大家|本人"
_REPORTED = later(
    rf"^(?:就是|那个)?(?!{_SELF}|刚|昨|前天|今|上|已)[\u4e00-\u9fff·]{{2,6}}?(?:昨[天儿晚]|前[天儿]|今[天儿早]|刚才|刚|早上|上午|下午|也|之前|以前)*"
    r"(?<!举)(?:报|反映)(?:过|上去|上来)*的(?:那件?个?|这件?个?)?(?=[一-鿿\w])"
)
_GOSSIPS = later(
    rf"^(?:就|那个?|这个?)?(?!{_SELF})[\u4e00-\u9fff]{{1,6}}?(?:们)?(?:天天|成天|整天|一天天|一天到晚|老是?|总是?|动不动就?|又)(?:在|瞎|乱|净)*"
    r"(?:报事儿?|报(?![修警名到])|告状|投诉|举报|反映|找事儿?|挑事儿?)"
)


def reported_by_another(text: str) -> str | None:
    """ "孙大妈报的灯那个我家也看不见": what is said of a neighbour's matter, without whose it is; None for other
    words."""
    found = _REPORTED.match(plain(text).strip())
    return text.strip()[found.end() :].strip() if found is not None else None


def gossips(text: str) -> bool:
    """ "老孙太太天天报事儿，闲的": of somebody who reports, and of nothing that is wrong."""
    return _GOSSIPS.match(plain(text).strip()) is not None and not named(text)
