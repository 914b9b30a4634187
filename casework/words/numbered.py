"""A resident's words that name a report by its number, wherever in them it stands: "8号没修好 按错了", "撤了6号"."""

from casework.words.answers import drops
from casework.words.each import said_of_it
from casework.words.later import later
from casework.words.plain import number_of, plain
from casework.words.script import script_of

_OF_IT = "(?:(?:的|那|这)(?:个|件)?(?:事儿?)?|(?:那|这)(?:个|件)|事儿?)?"
_FIRST = later(
    r"\s*(?:我(?:报)?的?|那个?|就)?(?:第|no\.?\s*|[#＃])?(?P<n>\d{1,5}|[一二三四五六七八九十]{1,3})号"
    rf"{_OF_IT}(?:[\s，,。：:、]+|(?<=[事件个的那])|(?=[啥咋怎多几到还能没不撤又归]|都(?:等|过|[\d一二两三四五六七八九十半几好])|真的?不|现在|这会儿|这阵子?|眼下|目前|你们|打算|[整弄修办]到|拉倒|取消|算了|什么|有人|修|办|谁|催|好了|(?:按|点|报|发)错))"
    r"(?!上午|下午|早|晚|中午|[之以]?前|[之以]?后|左右|那天|我?在家|我?不在|楼|单元|院|门|车)(?=\S)"
)
_AFTER = later(
    rf"(?<![\d月到等第])(?P<n>\d{{1,5}})号{_OF_IT}(?=没|还(?:没|是|在)|不(?:用|要|报|办)|现在|归谁|谁|撤|取消|又|(?:按|点|报|发)错)"
)
"""A number within the words, of which something is said; a day of the month, or a house, is none."""
_TOLD = later(r"^\s*(?:把)?(?:撤(?:了|回|销|掉)?|取消|不报|催一?下?|催催)\s*(?P<n>\d{1,5})号(?!楼|院|门|单元)")
_BARE = later(
    r"\s*(?:行了|那|哎|嗯|我(?:报)?的?|把)?[，,\s]*(?P<n>(?!1(?:10|19|20|22)(?!\d))\d{1,5})"
    r"(?:(?:那|这)(?:个|件)(?:事儿?)?|的事儿?|(?=撤|取消|催|咋|怎么|啥时|什么时|还没|不用|好了|到哪))[，,\s]*(?=\S)"
)
"""The same without "号": only whoever has a matter of that number may mean it."""
_SPELT = later(
    r"\s*(?:(?:and|so|hey|ok|oh|about)[\s,]+)*(?:no\.?\s?|number\s|#)(?P<n>\d{1,5})[\s,:]+(?=\S)"
    r"|\s*(?:제\s?)?(?P<ko>\d{1,5})번(?:은|을|이|건|의)?(?:\s?(?:건|일|신고)(?:은|을)?)?[\s,]+(?!이나|정도|넘게)(?=\S)"
    r"|\s*(?:(?:please|ok|oh|hey|sorry|wait|actually)[\s,]+)*(?:cancel|withdraw|drop|forget|scrap)\s(?:about\s)?(?:my\s)?(?:report\s)?(?:no\.?\s?|number\s|#)?(?P<off>\d{1,5})\b"
)
"""The same in English and Korean."""
_GIVES_UP = later(
    r"^(?:真的?|先)?(?:撤(?:了|回|销|掉)|取消|(?:不用|别|甭|不要|不想)(?:再|你们|人|他们|师傅)?(?:来|管|修|弄|办|麻烦|上门|派人)?(?:人)?了|(?:按|报|发|写)错了)"
    r"|(?:谁(?:让|叫)(?:你们?|您)?(?:给我)?报|我没(?:说|让|叫)(?:你们?|您)?报|没想报|不是要报|不想报|别报).{0,8}(?:撤|取消|去掉|删)"
    r"|(?:谁(?:让|叫)(?:你们?|您)?(?:给我)?报的?[吧呀啊]?$)|(?:^|[\s，,。])(?:我看|那)*(?:我)?(?:这|那)(?:个|件)?事儿?(?:就|也就|我看)*(?:算了|拉倒)(?:吧|了|啊)*[\s。.!！]*$"
    r"|(?:^|[\s，,。])(?:撤|取消)(?:了|掉|回)(?:吧|呗|得了|啊)+[\s。.!！]*$"
    r"|^(?:哎呀?|哦|不好意思|[\s，,])*(?:好像|可能|应该)?(?:是)?(?:我|俺)?(?:看|听|闻|弄|搞|记|认)(?:错|岔|差)了"
    r"|(?:^|[\s，,。！!])(?:那个?|这个?|那就|就|先|也|都|你们|师傅们?|物业|咱|要是|嫌|费[劲事]|麻烦|实在|不好弄)*(?:不用|用不着|别|甭|不要|不必)(?:再|你们|人|他们|师傅|让|叫|派|给我?)*(?:来|管|修|弄|办|换|通|整|装|看|跑|麻烦|上门|过来|白跑)(?:人|一?趟|它|上)?(?:了|啦)(?:吧|哈|啊|呀)*(?=$|[\s，,。.!！~])"
    r"|(?:不用|用不着|不麻烦|不劳烦|不劳)(?:再)?(?:你们|您们?|师傅们?|大家|物业)(?:了|啦)"
    r"|(?:^|[\s，,。])(?:我|俺)?(?:想了?想|寻思(?:寻思|着|了)*|合计(?:合计|着)*|琢磨(?:琢磨|着)*|[要还]是|要不|就|先|那)*(?:别报|不报|别(?:去)?(?:找|麻烦)(?:人家?|你们))(?:了|吧|呗)*(?=$|[\s，,。])"
    r"|(?:想了?想|寻思|合计|琢磨).{0,3}(?:还是|就|要不)*(?:算了|拉倒)(?:吧|呗)*(?=$|[\s，,。])"
    r"|\bno\s(?:longer|need\sto\scome|one\s(?:has|needs)\sto\scome)|(?:don'?t|do\snot)\s(?:need|have)\sto\scome|\bdon'?t\scome\b|\b(?:cancel|withdraw)\s(?:it|that|this|my|the|no)\b|(?:안\s?오셔도|오지\s?(?:마세요|않으셔도)|안\s?와도\s?(?:돼|됩)|오실\s?필요\s?없)"
    r"|^(?:please\s)?(?:cancel|withdraw)\b(?!\w)|(?:^|[\s,.])취소(?:해\s?주|할|합니다|하고\s?싶|해요|요|부탁)"
    r"|(?:别|甭|不用)(?:再)?(?:让|叫)(?:师傅|人|他们|你们|人家)(?:再)?(?:白?跑|来)(?:一?趟)?(?:了|啦)?[\s。.!！]*$"
)
_ASKS = later(
    "凭(?:什么|啥).{0,4}没人|没人(?:管|理|来|接)|(?:归|在|是|该)(?:了|到)?谁|谁(?:在|来)?(?:管|办|负责|接)|到哪"
)
_SHORT, _SHORT_SPELT = 24, 60
"""Characters of words that only take something back, or only ask; of such that are spelt in letters."""


def number_and_rest(text: str) -> tuple[int, str] | None:
    """The number that the words name as a report's, and what they say of it; None where they name none."""
    words = plain(text)
    if (found := _FIRST.match(words)) is not None:
        number = number_of(found["n"])
        return (number, text[found.end() :].strip()) if number is not None else None
    if (found := _TOLD.match(words)) is not None:
        return int(found["n"]), f"{text[: found.start('n')]}{text[found.end() :]}".strip()
    if (found := _AFTER.search(words)) is not None:
        return int(found["n"]), f"{text[: found.start()]}{text[found.end() :]}".strip()
    return None


def bare_number_and_rest(text: str) -> tuple[int, str] | None:
    """ "77那个咋样了", "行了80撤了吧": a number, perhaps of a report, and what is said of it."""
    words = plain(text)
    if (spelt := _SPELT.match(words)) is not None:
        rest = "cancel" if spelt["off"] else text[spelt.end() :].strip()
        return int(spelt["n"] or spelt["ko"] or spelt["off"]), rest
    found = _BARE.match(words)
    return (int(found["n"]), text[found.end() :].strip()) if found is not None else None


def _is_short(words: str) -> bool:
    return len(words) <= (_SHORT if script_of(words) is None else _SHORT_SPELT)


def gives_up(text: str) -> bool:
    """ "撤回", "不用来了 睡了", "算了 安静了": of what is reported, that nobody has to do anything any more."""
    words = plain(text).strip()
    said = any(_GIVES_UP.search(one) is not None for one in (words, said_of_it(words)))
    return _is_short(words) and (said or drops(text))


_UNDOES = later(
    r"撤(?:早|错)了?|(?:不|别|甭|先别|不想|没想|不该|不是(?:要|想)?)撤|误撤|(?:手滑|手欠|手误|[按点摁]错).{0,6}撤|撤(?:回|了|销).{0,6}(?:收回|恢复|取消|重来|不算|手滑|[按点摁]错)"
)
_AFTER_ALL = later(
    r"(?:还是?|仍|还)(?:要|得|想|是)?(?:继续)?(?:报|修|办|管|弄|来)(?!错|过|不)|[按点摁]错|手滑|手欠|恢复|(?:重新|再)(?:给我)?报(?:一|上|下)|接着(?:办|修|弄)"
)


_STILL_COME = later(
    r"(?:^|[\s，,。！!])(?:那|要不|唉|哎|算了|不行|我看|[\s，,])*(?:还是|还得|还是得|只能|得)(?:让|请|麻烦|找|靠)?(?:你们|您们?|师傅们?|物业|人|[一-鿿]师傅)?"
    r"(?:给)?(?:来|过来|修|弄|办|整|通|管|派人)(?:管|修|弄)?(?:吧|一?趟|看看|一下|个人|人)?(?=$|[\s，,。！!~])"
    r"|(?:^|[\s，,。！!])(?:先)?(?:留着|别撤|不撤|接着(?:办|修|弄))"
)


def come_after_all(text: str) -> bool:
    """ "那人要三百 还是你们来吧", while it is asked whether to take it back: no."""
    return _STILL_COME.search(plain(text)) is not None


def wants_it_back(text: str, *, just: bool = False) -> bool:
    """ "撤错了", "不撤了": what was taken back is to be dealt with after all. `just`: nothing was said to the person
    since, and "还要报", "点错了" mean it too."""
    words = plain(text).strip()
    if len(words) > _SHORT:
        return False
    return _UNDOES.search(words) is not None or (just and _AFTER_ALL.search(words) is not None)


def asks_whose(text: str) -> bool:
    """ "现在归谁管", "凭什么没人管": who has it."""
    words = plain(text).strip()
    return len(words) <= _SHORT and _ASKS.search(words) is not None
