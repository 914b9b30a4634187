"""What staff say of a matter and no resident is to read: they say so, or it accuses somebody of the neighbourhood."""

from casework.words.later import later
from casework.words.plain import plain

_KEPT_BACK = later(
    r"(?:别|甭|不要|不能|先别|可别|千万别|先不)(?:跟|和|给|让|叫|告诉|对|往)?(?:[\u4e00-\u9fff]{0,2}(?:居民|住户|业主|报事的?人?|人家|[他她]们?|外(?:人|面|说|传)|孙大妈|大[爷妈娘姨哥姐]|家属))?.{0,3}(?:说|讲|知道|透露|外传|往外)"
    r"|(?:咱们?|内部|群里)(?:自己)?(?:知道|说说|说)(?:就(?:行|好|得了))|(?:这话|这事)?(?:就)?(?:别|不)(?:往)?外(?:说|传)|心里有数就"
)
_SOMEBODY_NEAR = (
    r"(?:老[\u4e00-\u9fff](?:头|太太|家)?|[\u4e00-\u9fff]{1,2}(?:大爷|大妈|家|嫂)|楼[上下](?:那?(?:户|家))?|隔壁|对门|邻居"
    r"|[他她](?:家|自己|们家)?|那(?:户|家)|有人|\d{3,4}(?:那?家|那?户|的)?|租户|房客)"
)
_BLAME = (
    r"(?:拧走|偷|顺走|拿走|拆走|抱走|搬走|砸|踹|踢|撬|剪|掐|弄坏|搞坏|整坏|扔|乱|故意|使坏|堵(?:上|死|的)|私(?:接|拉|搭|改)|占|赖|讹|作妖|闹事|难缠|不讲理|有病|脑子|精神|神经"
    r"|吵|骂|打架|干仗|撒谎|瞎报|谎报|装(?:病|可怜)|喝多|酒鬼|不交(?:物业|水|电|钱)|欠.{0,3}(?:费|钱))"
)
_ACCUSES = later(
    rf"{_SOMEBODY_NEAR}(?:自己|那人|这人|也|都|就|总|老|天天|成天|又|是|把|给|跟.{{1,4}}|和.{{1,4}}|干的|说|的)*.{{0,6}}?{_BLAME}|(?:是|让|叫|被){_SOMEBODY_NEAR}.{{0,6}}?{_BLAME}|{_SOMEBODY_NEAR}.{{0,2}}干的"
)


def kept_back(text: str) -> bool:
    """ "别跟居民说", "其实是老张自己拧走的", "她家老跟楼上吵": not to be passed on to any resident."""
    words = plain(text)
    return _KEPT_BACK.search(words) is not None or _ACCUSES.search(words) is not None
