"""Words said in the middle of a danger: a no, thanks, where to come, what is private, what begins again."""

import pytest

from casework.words.danger_asked import alarm_answer
from casework.words.danger_words import (
    adds,
    answers_no,
    begins_again,
    ends_by_name,
    idle,
    names_violence,
    only_more_water,
    only_thanks,
    only_where,
    without_private,
)
from casework.words.guess import calm_kind, guess


@pytest.mark.parametrize(
    "said",
    ["没有人摔 就是怕有人掉下去", "没人受伤", "没有人在里面", "没摔着", "就是怕有人掉下去", "没砸着人，就是砸车上了"],
)
def test_a_no_in_so_many_words(said: str) -> None:
    """Nobody is hurt, says who is asked."""
    assert answers_no(said)


@pytest.mark.parametrize(
    "said",
    [
        "没人管 快来",
        "怕有人在里面",
        "没人受伤 但是火大了",
        "就是怕有人埋里面",
        "没有人扶我 起不来了",
        "有人",
        "没事 快来人",
    ],
)
def test_no_no(said: str) -> None:
    """What may be a yes is none."""
    assert not answers_no(said)


@pytest.mark.parametrize(
    ("said", "thanks"),
    [
        ("谢谢", True),
        ("哎妈呀 可谢谢你们了", True),
        ("辛苦各位师傅了", True),
        ("谢谢 2单元602", False),
        ("谢谢 快来", False),
    ],
)
def test_thanks_and_nothing_else(said: str, thanks: bool) -> None:
    """A door beside the thanks is news."""
    assert only_thanks(said) is thanks


@pytest.mark.parametrize(
    ("said", "where"), [("2单元602 快来", True), ("602", True), ("她又薅我头发了", False), ("味儿更大了", False)]
)
def test_only_where_to_come(said: str, where: bool) -> None:
    """A door, and "come"."""
    assert only_where(said) is where


@pytest.mark.parametrize(
    ("said", "danger", "begins"),
    [
        ("又打起来了", "violence", True),
        ("又打起来了", "lift", False),
        ("又来了 味儿更大了", "gas", True),
        ("没来 又停了 忽闪一下子", "violence", False),
        ("又晕过去了", "ill", True),
        ("又来了", "fire", True),
    ],
)
def test_which_danger_begins_again(said: str, danger: str, begins: bool) -> None:
    """ "Off again" is nobody's fight."""
    assert begins_again(said, danger) is begins


def test_what_is_private() -> None:
    """A beating is, whatever the tables make of it; of a sentence the breaths about nobody are for all."""
    assert names_violence("2单元602 她又薅我头发了")
    assert not names_violence("老伴摔了 起不来了")
    assert without_private("厨房还有煤气味 他把阀门拧开了") == "厨房还有煤气味"


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("锅糊了 老太太晕了", "hurt"),
        ("人找到了 没呼吸", "ill"),
        ("火灭了 有人烧伤", "hurt"),
        ("做饭呢 煤气爆了", "gas"),
        ("别来了 老头倒厨房里了叫不答应", "ill"),
        ("隔壁儿子天天打他瘫痪的妈", "violence"),
        ("老太太晕了 没事了 醒了", None),
        ("没事了 就是刚才老太太晕了一下", None),
        ("电工来过了 漏电那根线包好了", None),
        ("老太太把剩饭倒厕所里了", None),
        ("1号大妈家我通完了 这回连主管都捅了", None),
        ("我拿棍捅了半天 没通开", None),
        ("他拿棍捅了我", "violence"),
        ("有人拿刀捅人了", "violence"),
        ("主管被人捅了", "violence"),
        ("捅了我一下 没人管", "violence"),
        ("他捅了保安 堵在楼道里", "violence"),
        ("在井盖那有人捅了我", "violence"),
        ("他又来了 在门口摆着刀", "violence"),
        ("讨债的又来了 堵门口扔砖头", "violence"),
    ],
)
def test_danger_beside_something_else(text: str, danger: str | None) -> None:
    """A burnt pan, good news or a refusal beside it takes nothing from a danger; what was is none."""
    assert guess(text).sure == danger


@pytest.mark.parametrize(
    "text",
    [
        *("物业主管让人捅了", "物业主管讓人捅了", "物业经理让人捅了", "业主把物业经理捅了", "网格员叫人砍了"),
        *("电工师傅让人给攮了", "收费的让人捅了 在物业门口", "楼长让对门捅了", "快递员被人扎了一刀"),
        *("物业保安被他砍了好几刀", "物业主管叫人给捅了 下水也堵着呢", "the manager got stabbed"),
    ],
)
def test_somebody_is_stabbed(text: str) -> None:
    """Whoever he is, and whatever his office does."""
    assert guess(text).sure == "violence"


@pytest.mark.parametrize(
    "text",
    [
        *("主管道让人捅了 还是不通", "下水让人捅了", "物业让人把下水捅了", "马桶让王师傅捅开了", "下水道被人捅漏了"),
        *("物业把门口的树砍了", "小区树让人砍了", "树枝被物业砍了", "车胎让人扎了", "马蜂窝让人捅了", "物业捅娄子了"),
        *("拼多多帮我砍一刀", "物业费让人砍价了", "物业经理让人骂了", "把保安室的下水捅了", "烟囱让师傅捅了"),
    ],
)
def test_a_drain_is_rodded(text: str) -> None:
    """Nor is anybody stabbed where a tree is felled, a tyre pricked or a price beaten down."""
    assert guess(text).danger is None


@pytest.mark.parametrize(
    "text",
    [
        *("那男的又来了 车停在楼下等我 我害怕", "那車又停樓下 那男的等我呢 好害怕", "前夫在楼下等我 我不敢下去"),
        *(
            "他又在单元门口蹲我 我不敢出门",
            "楼下那辆车里有个人盯着我家窗户 害怕",
            "要账的又来堵门了",
            "要债的堵门口不走 我害怕",
        ),
        *("催收的在门口守着呢 孩子吓哭了", "喝多了的邻居拍我家门 我自己在家 不敢开", "我怕他 他在门口不走"),
        *("他说今晚来找我算账 我害怕", "he is waiting downstairs in his car, I'm scared"),
        *("my ex is outside my door and won't leave", "전남편이 집 앞에서 기다려요 무서워요"),
    ],
)
def test_somebody_is_afraid_of_somebody(text: str) -> None:
    """Who waits, follows or stands at the door: danger is asked about at least."""
    assert guess(text).danger == "violence"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "司机等我下楼呢 快点修电梯",
            "我害怕打雷 楼道灯坏了",
            "外卖小哥在楼下等我 门禁打不开",
            "老公在车里等我 车位让人占了",
        ),
        *(
            "狗堵门口 我害怕 不敢出门",
            "楼下狗跟着我 害怕",
            "怕摔 不敢下楼 冰没铲",
            "有人堵我车 我出不去",
            "网格员在门口等我呢",
        ),
        *(
            "那男的又来了 遛狗不牵绳 我害怕狗",
            "他家孩子又来了 蹦得我害怕",
            "那车又停楼下了 挡着门 出不去",
            "楼道太黑 闺女不敢自己上楼",
        ),
        *("要债的小广告贴门上了", "电梯老掉 我害怕 不敢坐", "推销的又来敲门 烦死了"),
    ],
)
def test_nobody_is_afraid_of_anybody(text: str) -> None:
    """Afraid of thunder, of the dark, of a dog or a lift; or somebody waits of whom nobody is afraid."""
    assert guess(text).danger is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("井盖没了路黑看不见", True),
        ("北门井盖丢了晚上黑灯瞎火的", True),
        ("院里井盖子没了 路灯还坏了", True),
        ("井蓋沒了 路燈也不亮", True),
        ("楼梯扶手掉了晚上看不见", True),
        ("坡道没护栏 天黑看不清", True),
        ("地库坡道护栏断了 黑咕隆咚的", True),
        ("挖了个大坑没围挡 晚上看不见", True),
        ("the manhole is open and it's dark here", True),
        ("井盖咣当响 晚上睡不着", False),
        ("井盖没了", False),
        ("井盖丢了 已经补上了 路灯也亮了", False),
        ("护栏掉漆了 晚上看着难看", False),
        ("楼道黑 扶手脏", False),
        ("小区没路灯 太黑", False),
    ],
)
def test_a_hole_that_nobody_sees(text: str, asked: bool) -> None:
    """An open manhole or a missing railing in the dark: it is asked whether anybody is in danger, nobody is called."""
    assert guess(text).level == ("maybe" if asked else "none")


@pytest.mark.parametrize(
    "text",
    [
        "楼上往下滴答水，滴到电插排上了",
        "楼上漏水漏到插座上了",
        "水滴答到配电箱里了",
        "洗衣机水漫到插线板上了",
        "暖气爆了水溅到电插座上",
        "water is dripping onto the power strip",
        "the ceiling leaks into the fuse box",
    ],
)
def test_water_onto_electricity(text: str) -> None:
    """Water that comes onto current is a danger outright, whatever the model hears in the sentence around it."""
    assert guess(text).sure == "wire"


@pytest.mark.parametrize(
    "text", ["怕水流到插座上", "差点滴到插座上", "水没滴到插座", "插座离水管近，容易溅到", "别让水溅到插座上"]
)
def test_water_that_did_not_come_onto_it(text: str) -> None:
    """Feared, nearly, or not at all: nobody is called."""
    assert guess(text).sure is None


@pytest.mark.parametrize(
    "text",
    [
        "墙皮掉了 砸着车了",
        "墙皮掉下来砸着人车了",
        "墙皮掉下来砸到人家的车了",
        "没砸着人，就是砸车上了",
        "楼顶瓦片掉下来了没砸着人",
    ],
)
def test_what_fell_on_a_car_hurt_nobody(text: str) -> None:
    """Somebody's car is no man; and what is filed where nobody is in danger is what fell, and no injury."""
    assert guess(text).sure is None
    assert calm_kind(text) == "falling_things"


def test_what_fell_keeps_its_name_where_nobody_is_in_danger() -> None:
    """ "It hit a child", and then "nobody is hurt": the matter is what falls."""
    assert guess("墙皮掉下来砸到小孩了").sure == "hurt"
    assert calm_kind("墙皮掉下来砸到小孩了") == "falling_things"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "屋里还有个老人",
            "我老伴腿脚不好",
            "前门锁了",
            "阀门关不上",
            "我不敢进去",
            "孩子吐了",
            "三楼的",
            "听见里面有动静",
        ),
        *(
            "消防车进不来",
            "我打119了",
            "手凉了",
            "他手里有刀",
            "门反锁了",
            "手机快没电了",
            "是高血压",
            "楼道黑，看不见路",
        ),
        *(
            "할머니가 안에 있어요",
            "문이 잠겼어요",
            "빨리 와주세요",
            "third floor",
            "hurry up",
            "grandma is still inside",
        ),
    ],
)
def test_what_adds_to_a_danger(text: str) -> None:
    """Of the place, of people, of how it stands."""
    assert adds(text, "gas")
    assert not idle(text, "gas")


@pytest.mark.parametrize(
    "text",
    ["你家买的啥菜", "明天还上班呢", "你会唱歌不", "唉呀妈呀", "ㅎㅎㅎ", "오늘 날씨가 춥네요", "did you eat", "haha"],
)
def test_what_is_talk_in_a_danger(text: str) -> None:
    """Nothing for those who come."""
    assert idle(text, "gas")


@pytest.mark.parametrize("text", ["他们啥时候到", "where are you", "4单元301", "人都散了", "在家呢"])
def test_what_is_no_talk(text: str) -> None:
    """Where they are is asked of them; where to come, and that it is over, is for them."""
    assert not idle(text, "gas")


@pytest.mark.parametrize(
    ("text", "violent"),
    [
        ("屋里还有个孩子", False),
        ("我老公进去了", False),
        ("里头有个女的", False),
        ("我老公打我", True),
        ("他要打死我", True),
    ],
)
def test_what_only_sounds_like_violence(text: str, violent: bool) -> None:
    """The model hears it in who is where; the words have to say who does what."""
    assert names_violence(text) is violent


def test_who_jumps_from_a_fire() -> None:
    """That is of the fire; who wants to die is of no fire."""
    assert not names_violence("他要往下跳", "fire")
    assert names_violence("他要往下跳")
    assert names_violence("我不想活了，要跳楼", "fire")


@pytest.mark.parametrize(
    ("text", "danger", "ends"), [("灭了灭了", "fire", True), ("来电了", "fire", False), ("找着了", "missing", True)]
)
def test_which_danger_ends(text: str, danger: str, ends: bool) -> None:
    """ "The power is back" is no word on the fire."""
    assert ends_by_name(text, danger) is ends


@pytest.mark.parametrize(
    "said",
    [
        "没有人",
        "没有人困里头",
        "没有人 就是不走了",
        "里头没人",
        "没啥危险",
        "no, nobody hurt",
        "아무도 없어요",
        "没有人在里面",
    ],
)
def test_nobody_is_in_danger(said: str) -> None:
    """That nobody is inside or hurt is a no, perhaps with what is wrong then."""
    assert answers_no(said)


@pytest.mark.parametrize("said", ["没有人来", "没有人管", "没人答应", "没人敢进去", "没有 我妈在里头", "没有人应声"])
def test_nobody_answers_is_no_no(said: str) -> None:
    """That nobody comes or answers says nothing of that."""
    assert not answers_no(said)


@pytest.mark.parametrize("text", ["猫咪反锁屋里了 门打不开", "小狗自己锁车里了", "小猫锁阳台了 把手坏了进不去"])
def test_a_pet_that_is_locked_in_is_a_door(text: str) -> None:
    """Who is with it is another matter."""
    assert guess(text).danger is None
    assert guess(f"{text} 我妈也在里头出不来").danger is not None


def test_who_fell_on_the_head_was_not_beaten() -> None:
    """Violence reads the community alone: a fall is for everybody who can come."""
    assert guess("my dad fell and hit his head").sure == "hurt"
    assert guess("he hit me on the head").danger == "violence"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("楼道里堆了好多纸壳，物业也不管，电梯里还有人抽烟", "none"),
        ("电梯里还有人贴小广告", "none"),
        ("电梯里还有人推电瓶车上楼", "none"),
        ("电梯里还有人拍门", "sure"),
        ("电梯停了 里面还有人抽烟", "sure"),
        ("电梯停电了，电梯里有人推电动车出不来", "sure"),
        ("电梯不动了 停在四楼 没人", "none"),
        ("电梯停在五楼不动了 里面没人", "none"),
        ("电梯停四楼 空的", "none"),
        ("电梯停在四楼 喊也没人应", "sure"),
        ("电梯停在四楼 没人来修 里面有人", "sure"),
        ("孩子在电梯里 停在四楼 没人", "sure"),
    ],
)
def test_what_somebody_does_in_a_lift(text: str, level: str) -> None:
    """Who smokes, sticks up ads or pushes a bicycle in a lift is not shut in, unless it stands still."""
    assert guess(text).level == level


_MORE_WATER = (
    *(
        "水越来越多了 快点啊师傅",
        "越淌越多 快来吧",
        "漏得更厉害了 赶紧的",
        "返得越来越大了 师傅到哪了",
        "水漫到客厅了 快点",
    ),
    *("更大了 快点啊", "还在漏呢 快点", "越来越严重了 抓点紧", "哗哗的越来越猛 快来整整", "水都没脚面了 赶紧来人"),
    *("一直往外冒 咋还不来", "漏得更凶了 你们快点行不", "呲得更高了 整不住了"),
)
_SOMEBODY_IN_IT = (
    *(
        "水快淹到电闸了",
        "水里有电",
        "水到插排了 快点",
        "越来越多 老太太困屋里了",
        "水漏到电表箱了",
        "水淌到电线上冒火花",
    ),
    *(
        "孩子在水里站着麻",
        "水越来越多 我妈摔了",
        "水越来越多 棚快塌了",
        "水更大了 有人滑倒了",
        "水到膝盖了 出不去",
        "有",
    ),
)


def test_more_water_harms_nobody() -> None:
    """What leaks gets worse, and somebody should hurry; with current in it, or somebody, it is a danger, and of gas
    more of it is."""
    assert [one for one in _MORE_WATER if not only_more_water("卫生间返水了 快来人", one)] == []
    assert [one for one in _SOMEBODY_IN_IT if only_more_water("卫生间返水了 快来人", one)] == []
    assert [one for one in _MORE_WATER if only_more_water("屋里一股煤气味", one)] == []


@pytest.mark.parametrize(
    ("said", "violent"),
    [
        *((one, False) for one in ("老公害怕打针", "我家孩子怕打针", "老公打牌去了 家里没人开门", "老公打水去了")),
        *(
            (one, False)
            for one in ("孩子他爸打呼噜", "老公打喷嚏 屋里有灰", "我妈打滴溜呢", "老公打电话催了八遍没人来")
        ),
        *((one, False) for one in ("老公打人字梯换灯泡", "打死也不交物业费", "老公打听暖气费", "媳妇打扫卫生去了")),
        *((one, True) for one in ("老公打我我害怕", "老公打完游戏就打孩子", "他打球回来就打我", "打完牌掐我脖子")),
        *(
            (one, True)
            for one in ("对门打牌输了打老婆", "楼上打麻将打起来了", "打了个招呼就把我打了", "老公拿打气筒打我")
        ),
    ],
)
def test_what_is_hit_by_nobody(said: str, violent: bool) -> None:
    """Needles, cards and floors are nobody who is beaten; behind them somebody may be."""
    assert names_violence(said) is violent
    assert violent is (guess(said).danger == "violence")


@pytest.mark.parametrize(
    "said",
    [
        "让王师傅去把电线杆扶正",
        "电线杆斜了 叫供电来看看",
        "电线杆子有点歪 王师傅你去扶扶",
        "门口电杆倾斜了 让李师傅围一下",
        "把3号楼后面那根电线杆正一正 李师傅去",
        "院里那棵树歪了 让李师傅去锯一下",
        "围墙歪了 让王师傅去看看",
        "路灯杆子歪了 让王师傅去扶正",
    ],
)
def test_what_leans_is_no_live_wire(said: str) -> None:
    """A pole, a tree or a wall that stands askew calls nobody by itself."""
    assert guess(said).sure is None


@pytest.mark.parametrize(
    "said",
    [
        "电线杆歪了 线拉断了",
        "电线杆歪了直冒火星",
        "电线杆撞歪了 线耷拉着",
        "电线杆歪了 快砸着孩子了",
        "高压线杆歪了 报供电",
        "电线杆断了 歪在树上",
        "挡土墙往外歪 赶紧派人",
        "电杆歪了 线搭水里了 王师傅快去",
    ],
)
def test_what_leans_and_more_is(said: str) -> None:
    """With a wire down, a spark, or somebody below it."""
    assert guess(said).sure is not None


@pytest.mark.parametrize(
    ("said", "gas", "hurt"),
    [
        ("有 味挺大的 快来人", "yes", "yes"),
        ("叫他也不应 脸煞白 赶紧的", None, "yes"),
        ("我打120了 马上下去", "yes", "yes"),
        ("还在冒呢", "yes", "yes"),
        ("对 赶紧", "yes", "yes"),
        ("有", "yes", "yes"),
        ("3号楼一楼煤气味特别大 有人晕了", "yes", None),
        ("地下室冒烟了", None, None),
        ("灭了 是烟头 人都没事", "no", "no"),
        ("120来了 人拉走了 家属也到了", "no", "no"),
        ("没有 误会", "no", "no"),
        ("没砸着 就蹭了下皮", None, None),
        ("今天包饺子谁来", None, None),
        ("有快递", None, None),
        ("有表吗", None, None),
        ("行", None, None),
        ("在几楼啊", None, None),
        ("知道了", None, None),
    ],
)
def test_what_answers_an_alarm(said: str, gas: str | None, hurt: str | None) -> None:
    """After it was asked in a group whether anybody is in danger, because of gas or of somebody who fell."""
    assert (alarm_answer(said, "gas"), alarm_answer(said, "hurt")) == (gas, hurt)
