"""What is asked of the bot itself is told apart from what is reported."""

import pytest

from casework.words.answers import puts_off, told_beside
from casework.words.courtesy import without_courtesy
from casework.words.how_to import asks_how, sentence_about, sentence_to_take_out, to_take_out, without_sentence

ASKED = {
    "free": ("用不用花钱", "要钱不", "报一次多少钱", "免费的吗", "is this free?", "이거 돈 들어요?"),
    "rerate": ("打分打错了能改不", "评完了还能改吗", "can I change my rating?", "평가 바꿀 수 있어요?"),
    "night": (
        "半夜报有人管吗",
        "周末有人管吗",
        "你们晚上有人值班吗",
        "节假日管不管",
        "你们晚上几点下班",
        "밤에도 신고 받나요?",
    ),
    "human": ("你们这是人还是机器啊", "这是自动回复吧", "am I talking to a real person?"),
    "lane": ("我把车停消防通道上了 会不会给我拖走啊", "消防通道停一会儿行不"),
    "may": ("我把自行车锁楼道栏杆上行不", "楼道能不能放鞋柜", "院里能种菜不", "am I allowed to keep a bike here?"),
    "lives": ("李姐家住几号楼", "谁住402", "楼上住的是谁啊", "who lives upstairs?"),
    "wechat": ("我姑娘要我把微信推给物业 咋推", "咋加物业微信", "有没有业主群", "do you have a wechat?"),
    "phone": (
        "开锁的电话有没有",
        "煤气公司电话",
        "物业电话多少",
        "社区电话给一个",
        "有没有修水管的电话",
        "修水管的电话",
        "自来水公司电话呢",
        "这事归谁管啊",
        "那我这个归谁修啊",
        "楼上谁家啊 电话多少 我自己找他",
        "谁管咱们这栋楼",
        "what's the number for the property office?",
        "Who takes care of building 5?",
        "who do I call about the heating",
        "관리사무소 전화번호 알려주세요",
        "누구한테 전화해야 돼요?",
    ),
    "privacy": (
        "邻居能看见我叫啥不",
        "别人能看见我名字吗",
        "我报的 邻居知道不",
        "谁能看到我报的事",
        "我问下 我电话会不会让邻居看着",
        "这个物业能看着是我投诉的不",
        "社区能知道是谁投诉的吗",
        "师傅能看见我电话吗",
        "能不能查出来是我举报的",
        "will the property know it was me?",
        "who can see my phone number?",
        "会不会让邻居知道是我报的",
        "你这上面写的名字别人能看见不 我不想让邻居知道是我报的",
    ),
    "how_long": ("报了事多长时间能有人来", "一般多久有人管", "报修以后几天能来", "how soon does somebody usually come"),
    "for_other": (
        "我能替我妈报不",
        "我妈住3号楼 2单元 她不会用手机 我能替她报不",
        "替老人报行不",
        "can I report for my mother",
    ),
    "hotline": ("12345和你们是一回事不", "你们是不是12345"),
    "aloud": ("这字儿太小了 咋能念给我听", "字能大点不", "the letters are too small"),
    "rate": ("咋评价", "how do I rate the repair?", "在哪给好评"),
    "see": ("我咋看我报的那个事", "在哪儿能看到我报的", "我报的事在哪看", "where can I see my reports"),
    "forget": (
        "再见了 我要搬走了 把我信息删了吧",
        "把我的资料都删了",
        "我搬家了 把我的个人信息清掉",
        "帮我注销账号",
        "別留我信息了",
        "delete all my data",
        "제 정보 삭제해 주세요",
    ),
    "own_phone": ("How do I change my phone number here?", "我换手机号了 在哪改", "我电话号变了咋整"),
    "quiet": (
        "给你们提个意见 报完事老是滴滴响 半夜能不能别响",
        "消息能不能静音",
        "怎么关通知",
        "提示音太吵了 咋关",
        "how do I mute you",
    ),
    "offices": (
        "党费搁哪交 微信能交不",
        "老年卡在哪办啊 给我爸问的",
        "咱们这边医保报销找谁啊 社区能办不",
        "我想问问物业费一平多少钱 停车位还有没有",
        "昨天你们说的那个养犬的规定 在哪能看着",
        "那我妈的高龄补贴是不是也归社区",
        "孩子上学证明社区给开不",
        "身份证丢了去哪补",
        "社区几点下班",
        "租房能落户不",
        "户口咋迁",
        "户口能迁到这个小区吗",
        "孩子户口上哪",
        "居住证办一个要几天",
        "低保能申请吗",
        "学区是哪个学校",
        "咱小区划片哪个小学",
        "办证去哪",
        "结婚证在哪领",
        "护照去哪办",
        "暂住证还用办吗",
        "户口本丢了咋整",
        "小学报名要户口本吗",
        "公积金咋提",
        "which school district are we in",
        "거주증은 어디서 만들어요",
    ),
    "address": ("地址写错了咋改", "我想改一下地址", "Can I edit my address", "怎么修改我写的"),
}
TAKEN_OUT = (
    "怎么把我电话删了",
    "把俺电话删了吧 别让人瞅着",
    "把我门牌号去掉",
    "Please remove my room number from that report",
    "제 번호 지워주세요",
)
NOT_ASKED = (
    "学区路上井盖坏了",
    "居住证办理点门口路灯坏了",
    "学校门口路灯咋不亮",
    "公租房楼道灯坏了 找谁",
    "办证小广告咋贴满了",
    "我是租房的 我家漏水咋办",
    "幼儿园门口咋总堵车",
    "上小学的孩子走丢了 咋整",
    "哪个学校着火了",
    "低保停了没人管",
    "停车要不要钱",
    "换锁芯多少钱",
    "半夜装修有人管吗",
    "晚上暖气有人管吗",
    "周末有人来修吗",
    "楼道能不能装个灯",
    "门口能不能放个垃圾桶",
    "我把钥匙放门口行不",
    "消防通道天天停车有没有人管",
    "谁住楼上啊 天天半夜蹦",
    "张大爷住几楼我不知道 他家漏水",
    "物业微信不回我",
    "业主群里有人骂人",
    "晚上来行不",
    "邻居看见有人偷电瓶了",
    "我家暖气多久没热了",
    "垃圾多久收一次",
    "一般这时候该来水了",
    "替我妈报 她住3号楼 下水堵了",
    "我能替我妈报个下水堵了不",
    "邻居能不能别半夜装修",
    "打听了一圈 谁也不管这井盖",
    "物业电话没人接",
    "物业电话打不通",
    "我的电话13804321234",
    "电话坏了",
    "楼道灯坏了",
    "给我打电话",
    "我打了电话没人来",
    "下水道堵了没人管",
    "你给他打个电话",
    "一直没人找我",
    "电梯对讲电话坏了",
    "有人打骚扰电话",
    "留个电话吧",
    "电话我写在上面了",
    "找谁都没用",
    "这垃圾归谁管啊三天没人收",
    "把我家门口的垃圾清掉",
    "我家水管能不能给换了",
    "门牌掉了",
    "路牌上的字小了一块",
    "电话线断了",
    "the phone line is down",
    "my number is wrong on the door",
    "能不能把灯换了",
    "可以把门口的车挪走吗",
    "我改主意了",
    "等我电话",
    "上来之前打我电话",
    "楼上的名字叫啥",
    "千万别露我名字 顶楼偷着盖房呢",
    "我的理发店想换执照地址",
    "接到诈骗电话",
    "派来的人偷看我手机",
    "下班就没人 晚上坏了找谁",
    "取暖费交了暖气不热找谁",
    "物业费收了不干活咋整",
    "停车费乱收 找谁",
    "养狗的规定有没有人管",
    "狗没证还咬人 找谁",
    "志愿者啥时候来我家",
    "燃气表没电了",
    "车位线掉了咋办",
    "物业能看见谁扔的不",
    "师傅知道我家在哪不",
    "门禁提示音太吵了",
    "你们物业大喇叭能不能小点声",
    "门口报警器滴滴响 半夜能不能别响",
    "通知贴得到处都是 能不能清清",
    "楼上是谁家啊 天天蹦",
    "物业几点来修",
)


@pytest.mark.parametrize(("topic", "said"), [(topic, said) for topic, all_of in ASKED.items() for said in all_of])
def test_what_is_asked_of_us(topic: str, said: str) -> None:
    """Whom to call, how to see, rate, change or delete: each is known for what it is."""
    assert asks_how(said) == topic


@pytest.mark.parametrize("said", NOT_ASKED)
def test_what_is_no_question_to_us(said: str) -> None:
    """What is wrong, or told, is none, whatever words it shares."""
    assert asks_how(said) is None


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("暖气还没人来啊 老太太冻得直哆嗦", "老太太冻得直哆嗦"),
        ("师傅啥时候来 我下午要出门", "我下午要出门"),
        ("3층이에요 언제 고쳐요?", "3층이에요"),
        ("when will it be fixed? my kid is sick", "my kid is sick"),
        ("下水道还没人来修 都三天了", ""),
        ("any news about the elevator?", ""),
        ("谢谢 啥时候来", ""),
    ],
)
def test_what_is_told_with_a_question(said: str, beside: str) -> None:
    """ "When do they come", and something new with it: the new is kept."""
    assert told_beside(said) == beside


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("行 谢谢姐 那18号那个灯呢", "18号那个灯呢"),
        ("谢谢，3号啥时候来", "3号啥时候来"),
        ("18号那个灯呢", "18号那个灯呢"),
        ("谢谢王师傅 辛苦了", "辛苦了"),
    ],
)
def test_what_stands_behind_kind_words(said: str, rest: str) -> None:
    """Kind words hide nothing that is asked behind them."""
    assert without_courtesy(said) == rest


@pytest.mark.parametrize("said", TAKEN_OUT)
def test_what_is_to_be_taken_out(said: str) -> None:
    """A wish about one's own phone, door or name is none of these questions."""
    assert to_take_out(said) is not None


PUT_OFF = (
    "等会儿 我先拿皮搋子通通试试",
    "等一下",
    "我先自己弄弄",
    "等我老伴回来看看再说",
    "让我先问问邻居",
    "不着急 我先鼓捣鼓捣",
    "let me check first",
    "잠깐만요",
)
NOT_PUT_OFF = (
    "等会儿 漏得更大了",
    "你们先来看看吧",
    "我先拿盆接着",
    "我先自己通了半天 没通开",
    "等了一上午没人来",
    "等一下 楼道灯也灭了",
    "等我下班再来",
    "等会儿就黑天了 快点",
    "我先把水关了",
)


def test_what_is_tried_first() -> None:
    """Whoever tries first wants nothing reported yet; whoever says that it gets worse does."""
    assert [one for one in PUT_OFF if not puts_off(one)] == []
    assert [one for one in NOT_PUT_OFF if puts_off(one)] == []


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("把我老伴那句去掉 跟这没关系", "老伴"),
        ("去掉我孩子那句", "孩子"),
        ("那句别写了", ""),
        ("把最后一句去掉", ""),
        ("take out the sentence about my husband", "husband"),
        ("남편 얘기는 빼 주세요", "남편"),
        ("把楼道那堆东西去掉", None),
        ("把墙上那行字擦了", None),
        ("把我那句话转给师傅", None),
        ("那段管子别要了", None),
    ],
)
def test_which_sentence_is_to_go(said: str, about: str | None) -> None:
    """A sentence, not a thing that stands about."""
    assert sentence_to_take_out(said) == about


def test_words_without_a_sentence() -> None:
    """What stands around it stays as it was written."""
    text = "单元门锁坏了 谁都能进 我老伴喘不上来气"
    assert without_sentence(text, sentence_about("老伴", text)) == "单元门锁坏了 谁都能进"
    assert without_sentence("我老伴病了", "我老伴病了") == "…"
