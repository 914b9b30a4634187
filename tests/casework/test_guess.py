"""How well the table of words guesses, on sentences as residents write them (sentences.csv).

`set` in that file: "dev" sentences may be used to improve the table. "heldout" ones were written after it and only
measure it: whoever improves the table with one makes it "dev" and writes a new one. A "trap" sounds like an emergency
and is none; without a category it may be guessed as anything.
"""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.categories import BOARDS, BROAD, CATEGORIES, QUICK, category
from casework.words import guess_words, ngrams
from casework.words.guess import ADVICE, DANGER_CATEGORY, calm_kind, guess, names_another
from casework.words.guess import DANGERS as KINDS
from tests.tools.guess_figures import SENTENCES as TABLES
from tests.tools.guess_figures import count, read

with (Path(__file__).parent / "sentences.csv").open(encoding="utf-8", newline="") as file:
    SENTENCES = list(csv.DictReader(file))
DANGERS = [row for row in SENTENCES if row["danger"]]
HARMLESS = [row for row in SENTENCES if not row["danger"]]
TRAPS = [row for row in SENTENCES if row["set"] == "trap"]


def heads(table: str) -> set[str]:
    """What a table of words can result in."""
    return {line.strip("[]") for line in table.splitlines() if line.startswith("[")}


@pytest.mark.parametrize(("name", "least"), [("dev", 110), ("heldout", 60)])
def test_guesses_four_of_five(name: str, least: int) -> None:
    """At least 80 % of the sentences, also of those that the table was not made from, get the right category."""
    rows = [row for row in SENTENCES if row["set"] == name]
    wrong = [
        (row["text"], row["category"], found)
        for row in rows
        if (found := guess(row["text"]).category) != row["category"]
    ]
    assert len(rows) >= least
    assert len(wrong) <= 0.2 * len(rows), wrong


@pytest.mark.parametrize("row", DANGERS, ids=lambda row: row["text"])
def test_misses_no_danger(row: dict[str, str]) -> None:
    """Every listed danger to life is recognised as what it is."""
    found = guess(row["text"])
    assert found.danger is not None
    assert (ADVICE[found.danger], found.level) == (row["danger"], "sure")


def test_cries_no_wolf() -> None:
    """Of traps and ordinary reports one in fifty at most rings, and one in twenty is asked about."""
    assert len(TRAPS) >= 30
    levels = [guess(row["text"]).level for row in HARMLESS]
    assert levels.count("sure") <= len(HARMLESS) / 50
    assert levels.count("maybe") <= len(HARMLESS) / 20


def test_sentences_cover_the_categories() -> None:
    """Every category but "other" is in the sentences, and the sentences name only categories that exist. What lies
    beside reports is known to the words alone (below)."""
    used = {row["category"] for row in SENTENCES if row["category"]}
    assert used == {one for one in BROAD if one != "other" and not CATEGORIES[one].beside}


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("我想给区里提个建议", "suggestion"),
        ("给社区提几条建议，能不能办个老年食堂", "suggestion"),
        ("有个金点子，小广场能不能装长椅", "suggestion"),
        ("捡到一个钱包，在3号楼下", "lost_found"),
        ("谁丢的身份证", "lost_found"),
        ("我手机丢在健身器材那了", "lost_found"),
        ("钥匙丢了进不去家", "lost_key"),
        ("电动车被偷了", "theft"),
        ("路灯不亮，修一下", "street_light"),
    ],
)
def test_what_lies_beside_reports(said: str, category: str) -> None:
    """An idea, something lost or found: neither private nor danger, and not what merely sounds like it."""
    found = guess(said)
    assert (found.category, found.danger, found.private) == (category, None, False)


def test_greetings_are_not_recognised() -> None:
    """A draft that says nothing is not filed by itself."""
    assert not guess("你好").recognised
    assert not guess("收到").recognised
    assert not guess("").recognised


def test_backflow_is_for_tonight() -> None:
    """A blocked sewer waits until the morning, backflow does not."""
    assert not guess("下水道堵了").night
    assert guess("下水往上返，满地脏水").night
    assert guess("停水了").night


def test_private_matters_are_marked() -> None:
    """Quarrels, complaints about a person, violence, and who asks not to be named, are private."""
    assert guess("跟对门吵起来了").private
    assert guess("我要投诉网格员").private
    assert guess("我老公打我").private
    assert guess("楼上太吵 别说是我报的").private
    assert not guess("楼道灯不亮").private


def test_an_unknown_key_is_other() -> None:
    """A key from elsewhere or from before is "something else", not an error."""
    assert category("sewer").zh == "下水道堵塞"
    assert category("no such").key == "other"


def test_the_tables_agree() -> None:
    """Boards, quick choices and rules name only categories that exist; labels fit on a button and differ."""
    assert {row.board for row in CATEGORIES.values()} == set(BOARDS)
    assert {key for quick in QUICK for key in quick.categories} <= set(CATEGORIES)
    assert heads(guess_words.CATEGORIES) <= set(BROAD)
    assert heads(guess_words.FINER) == set(CATEGORIES) - set(BROAD)
    assert heads(guess_words.DANGERS) | {one.rstrip("!") for one in heads(guess_words.PLAINLY)} == set(KINDS)
    assert {row.within for row in CATEGORIES.values() if row.within} <= set(BROAD)
    labels = [row.zh for row in CATEGORIES.values()]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 7


def test_private_matters_have_no_shared_place() -> None:
    """What is private is never shown to the residents' group."""
    assert [row.key for row in CATEGORIES.values() if row.private and row.shared_place] == []


@settings(deadline=None)  # the first text compiles the tables
@given(st.text())
def test_never_raises(said: str) -> None:
    """Any text gets a guess, and a guessed category exists."""
    found = guess(said)
    assert found.category is None or found.category in CATEGORIES


@pytest.mark.parametrize(
    ("name", "danger", "category", "third"),
    [
        ("heldout.csv", 0.9, 0.9, 0.95),
        ("unseen.csv", 0.85, 0.75, 0.88),
        ("unseen_plain.csv", 0.9, 0.85, 0.92),
        ("dev.csv", 0.85, 0.6, 0.8),
    ],
)
def test_the_figures_of_what_was_never_learnt_from(name: str, danger: float, category: float, third: float) -> None:
    """Tables that only measure. Each figure has its goal but for talk, and for the category of the third table, which
    is made of what avoids the usual word."""
    counts = count(read(TABLES / name))
    assert counts.share("danger either") >= danger
    assert counts.share("false alarms sure") <= 20 / 340
    assert counts.share("false alarms maybe") <= 40 / 340
    assert counts.share("category") >= category
    assert counts.share("category top3") >= third
    assert counts.share("private") >= 0.65
    assert counts.share("no report left alone") >= 0.86
    assert counts.share("reports taken for talk") <= 0.09


def test_the_figures_of_how_danger_is_said() -> None:
    """Danger of every kind, and what looks like it: the rules were tuned on it, the model never saw it."""
    counts = count(read(TABLES / "danger_said.csv"))
    assert counts.share("danger either") >= 0.97
    assert counts.share("danger sure") >= 0.85
    assert counts.right["false alarms sure"] <= 2
    assert counts.right["false alarms maybe"] <= 4
    assert counts.share("category") >= 0.9
    assert counts.share("private") >= 0.95
    assert counts.share("no report left alone") >= 0.9


def test_danger_of_every_day() -> None:
    """Danger of every kind as it is told on an ordinary day, and more that looks like it: each is heard; of what only
    looks like it nothing rings, and next to nothing is asked about."""
    with (TABLES / "everyday.csv").open(encoding="utf-8", newline="") as file:
        told = [(one["text"], one["danger"]) for one in csv.DictReader(file)]
    assert [text for text, danger in told if danger and guess(text).danger is None] == []
    assert [text for text, danger in told if not danger and guess(text).sure] == []
    assert len([text for text, danger in told if not danger and guess(text).maybe]) <= 6  # three in a hundred
    danger = [text for text, danger in told if danger]
    assert len([text for text in danger if guess(text).sure]) >= 0.85 * len(danger)


def test_plain_days() -> None:
    """580 sentences of an author who had read no table: as good as on the day they came, or better."""
    with (TABLES / "plain_days.csv").open(encoding="utf-8", newline="") as file:
        told = [(guess(one["text"]), bool(one["danger"]), one["report"]) for one in csv.DictReader(file)]
    assert len([found for found, danger, _ in told if danger and found.danger is None]) <= 2  # of 140
    assert len([found for found, danger, _ in told if not danger and found.sure]) <= 4  # of 440
    assert len([found for found, danger, _ in told if not danger and found.maybe]) <= 23
    assert len([found for found, danger, report in told if not danger and report == "yes" and not found.report]) <= 12


@pytest.mark.parametrize("name", ["shared.csv", "written.csv", "korean.csv"])
def test_the_weights_fit_the_tables(name: str) -> None:
    """What was learnt is still known: weights and words that no longer belong together would show here."""
    counts = count(read(TABLES / name))
    assert counts.share("danger either") >= 0.93
    assert counts.share("false alarms sure") <= 0.03
    assert counts.share("category") >= 0.85
    assert counts.share("no report left alone") >= 0.85


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("小孩卡电梯里了", "lift"),
        ("老伴没气了", "hurt"),
        ("喝农药了", "hurt"),
        ("我不想活了", "hurt"),
        ("孩子丢了", "hurt"),
        ("有人掉河里了", "hurt"),
        ("房子塌了", "hurt"),
        ("媽媽暈倒了 快來人", "hurt"),
        ("隔壁失火了，濃煙很大", "fire"),
        ("가스 냄새가 나요", "gas"),
        ("불이 났어요", "fire"),
        ("엘리베이터에 갇혔어요", "lift"),
        ("아버지가 쓰러졌어요", "hurt"),
        ("죽고 싶어요", "hurt"),
        ("남편이 때려요", "violence"),
        ("someone is trapped in the lift", "lift"),
        ("my dad collapsed", "hurt"),
        ("孩子让不认识的人领走了", "violence"),
        ("孩子让人带走上了一辆面包车", "violence"),
        ("没人管 电线冒火花", "wire"),
    ],
)
def test_hears_danger_in_other_words(said: str, danger: str) -> None:
    """Whole kinds, traditional characters, Korean and English: everyone is called."""
    found = guess(said)
    assert found.sure is not None, found
    assert ADVICE[found.sure] == danger


@pytest.mark.parametrize(
    "said",
    [
        "楼道灯坏了，老人摔倒怎么办",
        "要是煤气漏了该给谁打电话",
        "去年那场火烧得真大",
        "没着火 就是做饭糊锅了",
        "气得我心口疼",
        "这楼盘跳楼价甩卖",
        "想死你了",
        "没人受伤 就是车蹭了一下",
        "笑死我了",
        "上次电梯困人那事有说法没",
        "孩子让人带走上补习班了",
        "小孩被人领走去上课了",
        "插座没打火，就是不通电",
    ],
)
def test_takes_no_figure_of_speech_for_danger(said: str) -> None:
    """Denied, imagined, long ago or only a way to speak: nobody is called."""
    assert guess(said).sure is None


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("楼道里有怪味 可能是煤气", "maybe"),
        ("屋里有股味 不知道是不是煤气", "maybe"),
        ("可能是煤气，满楼道的煤气味越来越大", "sure"),
        ("叫不醒 可能是中风", "sure"),
        ("上次电梯困人那事有说法没", "maybe"),
    ],
)
def test_whoever_doubts_is_asked(said: str, level: str) -> None:
    """A smell that may be something else, a danger that is only feared or long ago: at most somebody is asked."""
    assert guess(said).level in (level, "none" if level == "maybe" else level)


def test_suicide_is_private() -> None:
    """Like violence, it never makes a card in a group."""
    found = guess("我不想活了")
    assert found.danger == "suicide"
    assert found.private


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        ("在吗", "greeting"),
        ("谢谢师傅", "thanks"),
        ("下水道不堵了，修好了", "over"),
        ("来电了", "over"),
        ("进度", "status"),
        ("3号", "status"),
        ("人工", "human"),
        ("物业电话多少", "phone"),
        ("？", "question"),
        ("帮助", "question"),
    ],
)
def test_talk_is_no_report(said: str, talk: str) -> None:
    """What waits for an answer is told apart, and is no report."""
    found = guess(said)
    assert (found.report, found.category, found.talk) == (False, None, talk)


@pytest.mark.parametrize(
    ("said", "broad", "finer"),
    [
        ("暖气不热", "outage_heating", "cold_radiators"),
        ("停暖了 全楼都没暖气", "outage_heating", None),
        ("麻烦挪下车 挡着我出不来", "parking", "move_car"),
        ("井盖没了", "road_damage", "manhole"),
        ("楼道里有人给电动车充电", "fire_safety", "ebikes"),
        ("灭火器过期了", "fire_safety", None),
        ("我家跳闸了", "outage_power", "home_power"),
        ("我家保险丝烧了 屋里没电", "outage_power", "home_power"),
        ("别人家都有电 就我家停电", "outage_power", "home_power"),
        ("整栋楼跳闸了", "outage_power", None),
        ("楼上楼下都没电", "outage_power", None),
        ("我家没电", "outage_power", None),
        ("就我家没水 欠费没欠费不知道", "outage_water", "home_water"),
        ("一单元都没水", "outage_water", None),
    ],
)
def test_a_finer_kind_where_the_words_say_so(said: str, broad: str, finer: str | None) -> None:
    """Filed under the finer kind, counted under the broad one."""
    found = guess(said)
    assert (found.category, found.finer) == (broad, finer)
    assert found.kind == (finer or broad)


def test_words_that_name_something_else() -> None:
    """Words of the same kind, or of none, may be about it; words that name another kind alone are not."""
    assert not names_another("还是返水", "sewer")
    assert not names_another("明天上午在家", "sewer")
    assert names_another("楼道灯不亮了", "sewer")
    assert not names_another("下水道堵了，楼道灯也不亮", "sewer")


def test_only_now_matters_and_what_is_passed_on() -> None:
    """Noise, fireworks, a lost key and a car in the way; a petition is pointed onward (domain.md §5)."""
    assert {key for key, row in CATEGORIES.items() if row.only_now} == {"noise", "fireworks", "lost_key", "move_car"}
    assert [key for key, row in CATEGORIES.items() if row.onward] == ["petition"]


def test_three_buttons() -> None:
    """Up to three candidates, best first, all of them categories, and the guess is the first of them."""
    found = guess("单元门口又让卖菜的占了")
    assert found.candidates[0] == found.category
    assert len(set(found.candidates)) == 3
    assert set(found.candidates) <= set(CATEGORIES)


def test_weights_are_read_as_they_were_written() -> None:
    """A weight is rounded to the file's unit and otherwise kept; a class that a gram is silent about stays silent."""
    names = ["fire", "-", *ngrams.QUESTIONS]
    text = ngrams.dump(names, [0.5, 0.0, 0.0, 0.0], {"火": {0: 2.0, 1: -1.04}}, 0.1)
    read_back = ngrams.parse(text)
    assert read_back.names == tuple(names)
    assert {place: round(weight, 5) for place, weight in read_back.weights("火")} == {0: 2.0, 1: -1.0}
    assert read_back.odds("着火了").classes["fire"] > read_back.odds("你好").classes["fire"]


@pytest.mark.parametrize(
    "said",
    [
        "我家也停了",
        "王师傅打电话不接",
        "我家没停 点错了",
        "满意",
        "拉倒吧 不告了",
        "这个不报了 有人拿锥筒围上了",
        "打电话不接",
        "对门也没有 我敲门问了",
    ],
)
def test_what_is_no_danger_is_not_filed_as_one(said: str) -> None:
    """Where no danger is heard, injury and fire are no kind either; what hardly sounds like anything is nothing."""
    found = guess(said)
    assert found.danger is None
    assert found.category not in DANGER_CATEGORY.values()


@pytest.mark.parametrize("said", ["孙子找不着了", "我小孙女不见了", "娃没回来 找不到了"])
def test_a_grandchild_is_missing(said: str) -> None:
    """Grandchildren are missing like any other child."""
    assert (guess(said).danger, guess(said).level) == ("missing", "sure")


@pytest.mark.parametrize(
    ("said", "kind"), [("我家猫找不着了", "lost_found"), ("楼道灯不亮了 黑得吓人", "stairwell_light")]
)
def test_the_kind_of_what_is_no_danger(said: str, kind: str | None) -> None:
    """Its writer said that nobody is in danger: it is no fire any more."""
    assert calm_kind(said) == kind


@pytest.mark.parametrize(
    ("said", "private"),
    [("儿媳妇天天打瘫痪的婆婆", True), ("打我闺女电话 13804321234", False), ("我家没停 点错了", False)],
)
def test_who_is_beaten_is_nobody_elses_to_read(said: str, private: bool) -> None:
    """Though nobody is called for it; and to phone somebody is no beating."""
    assert guess(said).private is private


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("电动车在楼道充电着了", "fire"),
        ("楼下电瓶充着充着着了", "fire"),
        ("불이야 살려주세요", "fire"),
        ("蘑菇吃了全家都吐", "ill"),
        ("剩饭吃完一家子都拉稀恶心", "ill"),
        ("吃了野菜嘴麻手麻站不住", "ill"),
        ("停电了，我爸用呼吸机", "ill"),
        ("制氧机停了，没电", "ill"),
        ("煤烟中毒了头疼恶心好几口人", "gas"),
        ("一家子都头晕，是不是煤烟", "gas"),
        ("我老伴晕倒了，我要投诉社区张姐骂人", "ill"),
    ],
)
def test_kinds_of_danger_that_were_not_heard(said: str, danger: str) -> None:
    """Found by playing: each of these was an ordinary matter, or had another danger's advice."""
    assert (guess(said).danger, guess(said).level) == (danger, "sure")


@pytest.mark.parametrize(
    "said",
    [
        "电动车在楼道充电着呢",
        "井盖没了晚上有人掉下去咋整",
        "电梯坏了，困不住人就是不动",
        "刘哥喝了酒来的，还冲我喊",
        "预防煤气中毒的宣传单发了吗",
        "谁家有制氧机借一下",
        "赵姨这人不行",
        "我家剩菜倒了，垃圾桶吐出来了",
        "厨房水管让楼上挖断了",
        "厨房水管让楼上挖断了\n水管子断了正往外喷",
        "光缆让挖沟的挖断了",
        "施工队挖断了自来水管",
    ],
)
def test_what_only_sounds_like_danger(said: str) -> None:
    """What might be, a complaint, what is lent: nobody is asked whether somebody is in danger."""
    assert guess(said).level == "none"


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        ("停水到几点啊", "planned"),
        ("啥时候来电", "question"),
        ("几点来水啊", "question"),
        ("垃圾车几点来", "question"),
        ("低保怎么申请", "question"),
        ("网格长是谁", "phone"),
        ("谢了哈", "thanks"),
        ("好的知道了", "thanks"),
        ("早上好各位邻居", "greeting"),
        ("下水道不堵了", "over"),
    ],
)
def test_what_is_asked_or_said_in_passing(said: str, talk: str) -> None:
    """None of these becomes a draft that files itself."""
    assert (guess(said).report, guess(said).talk) == (False, talk)


@pytest.mark.parametrize(
    "said", ["停水到几点，我这还等着做饭", "啥时候来电，我家停一天了", "又堵了", "换上又灭了", "灯又灭了"]
)
def test_a_question_with_more_in_it_is_a_report(said: str) -> None:
    """Whoever says more than the question, or "again", wants something done."""
    assert guess(said).report


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("广场的灯一闪一闪的", "street_light"),
        ("家里灯一闪一闪的", "outage_power"),
        ("楼道窗户玻璃碎了", "facilities"),
        ("2号晚上停的水", "outage_water"),
        ("有人冒充物业让我妈转账", "theft"),
        ("刘师傅喝了酒来的", "person_complaint"),
        ("电梯广告太吵了能不能关小点", "noise"),
        ("电梯广告牌掉了 玻璃碎一地", "lift"),
        ("我家楼上老装修 星期天也钻 我孩子中考呢", "noise"),
        ("装修公司星期天往楼道倒水泥", "rubble"),
        ("礼拜天也没人修电梯", "lift"),
        ("3号楼一单元电子门把我奶手夹了 肿了 没啥大事", "gate"),
        ("电子门打不开", "gate"),
        ("管道井冒水了 一层楼道全是水", "leak"),
        ("下水井冒水", "sewer"),
        ("物业群里老发广告 能不能管管", "property_service"),
    ],
)
def test_kinds_that_were_taken_for_others(said: str, category: str) -> None:
    """A lamp of the square is no outage, a broken window no road."""
    assert guess(said).category == category


@pytest.mark.parametrize(
    ("said", "kind", "level"),
    [
        ("我家真进水了", "leak", "none"),
        ("水越来越深了，老人下不来", "injury", "sure"),
        ("水到腰了走不了了", "injury", "sure"),
        ("下水管堵了，老人下不来楼", "sewer", "none"),
        ("睡不着，唠会儿", None, "none"),
    ],
)
def test_a_flood_and_a_night(said: str, kind: str | None, level: str) -> None:
    """Water that comes in is a report, and a danger where somebody cannot get out; who cannot sleep wants company."""
    found = guess(said)
    assert (found.kind, found.level) == (kind, level)


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("天然汽的味满屋都是 我开窗户了 还用干啥", "gas"),
        ("楼下挖沟的给气管子捅漏了 呼呼响", "gas"),
        ("灶坑返火 把柴火垛给引了", "fire"),
        ("着了着了 五楼阳台", "fire"),
        ("井盖没了 一个老太太掉里了", "hurt"),
        ("孩子烫着了 一壶开水全浇身上了 咋整", "hurt"),
        ("单元门的玻璃碎了 把我家孩子脸划老大一个口子", "hurt"),
        ("大冰溜子掉下来砸我老伴头上了", "hurt"),
        ("我奶奶不会动了 身上都凉了", "ill"),
        ("把洁厕灵跟84兑一块了 呛得睁不开眼睛 嗓子疼", "ill"),
        ("老头在道牙子上坐着捂着胸口 汗珠子直掉 我不认识他", "ill"),
        ("几个小子在楼下围着一个学生踢", "violence"),
        ("有人抱着孩子就跑 孩子妈在后面追", "violence"),
        ("几个人堵着我要钱 不给就打", "violence"),
        ("老太太让保姆打 我听见好几回了 这会儿又打呢", "violence"),
        ("他给我发微信说永别了 人在家不开门", "suicide"),
        ("我想走了 谁也别找我 孩子托付给我妈了", "suicide"),
        ("对门那小伙坐窗台外边呢 喝酒了 哭", "suicide"),
        ("我弟弟把自己锁屋里烧炭呢", "suicide"),
        ("我家小孙子在小广场玩 一转眼就没影了", "missing"),
        ("姑娘跟同学闹别扭跑出去一宿了 电话关机 才十三", "missing"),
        ("河边有个人往水里走 喊他不回头", "drowning"),
        ("地下车库淹了 有人在车里没出来", "drowning"),
        ("墙裂了大口子 房子嘎吱嘎吱响 是不是要塌", "structure"),
        ("塔吊歪了 往楼这边倒", "structure"),
        ("门锁坏了 孩子自己在屋里 锅还坐在火上", "trapped"),
        ("水管子爆了 水都流到电梯井里了 里头好像有人", "lift"),
        ("煤气味特别大 咋看哪儿漏气", "gas"),
        ("听见有人说着火了快跑", "fire"),
        ("听说隔壁小区昨天着火了，咱楼现在也着火了", "fire"),
        ("there is leaking gas in the kitchen", "gas"),
        ("小孩又掉井里去了快来人", "hurt"),
    ],
)
def test_dangers_told_without_their_usual_word(said: str, danger: str) -> None:
    """What happened is told, not what it is called: everyone is called all the same."""
    found = guess(said)
    assert (found.danger, found.level) == (danger, "sure")


@pytest.mark.parametrize(
    "said",
    [
        "昨天那家着火的烧完了 门口一堆破烂没人收",
        "捡着个小孩书包 在3号楼下",
        "变压器嗡嗡响 睡不着",
        "楼下臭水沟 熏得喘不过气",
        "厨房返水 一股臭鸡蛋味 是下水道的",
        "卖烤地瓜的煤烟子呛人",
        "股票跌得想跳楼",
        "厕所下不去水 憋得慌",
        "楼道烟感不好使",
        "井盖丢了 我搁个树枝子立那了 别人别掉进去",
        "老人多 楼道没扶手 摔着咋整",
        "电梯停七楼不动弹 没人管",
        "俩孩子打架玩 吵死了",
        "不掉毛 掉毛我跳楼",
        "煤气中毒有啥症状",
        "煤气表咋看有没有漏气",
        "怎么检查燃气管漏没漏",
        "热死了要着火了哈哈",
        "嗓子都要冒烟了 来瓶水",
        "听我妈说对面小区昨天煤气爆炸了，吓人",
        "井盖那个还没人来，小孩再掉下去你们负责啊？",
        "没砸着人，就是砸车上了",
    ],
)
def test_alarming_words_about_something_else(said: str) -> None:
    """Yesterday's fire, a smell of the drain, a manner of speaking: nobody's telephone rings."""
    assert guess(said).level != "sure"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("下水井的盖没了", "manhole"),
        ("马葫芦盖响 半夜车一过咣当", "manhole"),
        ("屋里才十五度 暖气温乎的", "cold_radiators"),
        ("加装电梯 一楼不同意 闹翻了", "quarrel"),
        ("谁丢了个手套 我挂栏杆上了", "lost_found"),
        ("我建议在楼下装个快递柜", "suggestion"),
        ("楼道喷的通下水电话", "small_ads"),
        ("물이 안 나와요 어제부터", "outage_water"),
        ("street lamp near the playground has been off for a week", "street_light"),
    ],
)
def test_new_kinds_in_the_words_of_daily_life(said: str, kind: str) -> None:
    """The finer kinds too, and the languages of those who write little Chinese."""
    assert guess(said).kind == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        *(
            (said, "gate")
            for said in ("电子门铃没电了", "可视门铃没电", "门铃不响 没电了", "门禁卡没电", "单元门没电了 打不开")
        ),
        *((said, "home_gas") for said in ("燃气表没电了", "煤气表没电了", "气表没电 做不了饭")),
        *((said, "street_light") for said in ("路灯没电",)),
        *((said, None) for said in ("血压计没电了咋整", "手环没电", "助听器没电了", "遥控器没电了", "充电宝没电")),
        *(
            (said, "outage_power")
            for said in ("我家没电了", "血压计没电 屋里也没电", "楼道没电", "电表没电了", "我家没电 门铃也没电")
        ),
    ],
)
def test_what_runs_on_batteries_is_no_outage(said: str, kind: str | None) -> None:
    """A bell, a meter or a lamp without power is itself broken; what people carry is nobody's to mend."""
    assert guess(said).kind == kind


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        *(
            (said, None)
            for said in (
                "车库门把我车夹了",
                "地库门夹住我车了",
                "道闸杆砸我车了",
                "地库卷帘门下来压着我车了",
                "电动门把车夹了",
            )
        ),
        *(
            (said, "hurt")
            for said in ("车库门把我手夹了", "车库门夹着孩子了", "道闸砸我头上了", "卷帘门压着人了 车也压了")
        ),
    ],
)
def test_a_door_that_came_down_on_a_car(said: str, danger: str | None) -> None:
    """A car is no man."""
    assert guess(said).danger == danger


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        *((said, "over") for said in ("楼道灯有人给换上了", "井盖补上了", "雪有人铲了", "灯有人修了", "护栏给焊上了")),
        *((said, None) for said in ("路灯三天没亮了", "暖气两天没热了", "垃圾三天没清走了", "雪一宿没扫了")),
        *((said, "over") for said in ("门修上了", "师傅给换新的了", "下水通完了")),
        *(
            (said, None)
            for said in ("灯换上了 还是不亮", "地锁换上了", "锁让人换上了", "水管接上了还漏", "坑填上了又塌了")
        ),
    ],
)
def test_somebody_has_mended_it(said: str, talk: str | None) -> None:
    """That it is mended is no report; that it is and still does not work is one."""
    assert guess(said).talk == talk


_WITHOUT_POWER = (
    "电动轮椅没电了 我妈困在楼下",
    "停电了 冰箱里有胰岛素",
    "轮椅没电了 老太太在外头回不来",
    "冰箱停了 胰岛素要坏",
    "停电了 我儿子的血透机停了",
    "停电 我家孩子雾化机用不了 喘",
    "家里有尿毒症做腹透的 停电做不了",
    "停电了 电动病床降不下来",
    "断电了 我家有插着氧的病人",
    "明天停电 我家制氧机咋办",
    "power is out and my mother is on oxygen",
)
_HARMLESS_MACHINES = (
    *("轮椅坏了 社区能借一个不", "电动轮椅在哪充电", "有没有轮椅借", "停电通知 几点来电", "冰箱坏了", "电动车没电了"),
    *(
        "胰岛素在哪买",
        "氧气瓶在哪换",
        "轮椅坡道坏了",
        "制氧机声音太大 楼上吵",
        "楼道里放个轮椅挡道",
        "轮椅上不去 没电梯",
    ),
)


def test_who_depends_on_a_machine_without_power() -> None:
    """A wheelchair, insulin, dialysis, a bed that moves, and no power: it is asked whether anybody is in danger, and
    rings for nobody yet. Breathing machines are sure (plain_days.csv, everyday.csv); the machines alone are nothing."""
    assert [(one, guess(one).level) for one in _WITHOUT_POWER if guess(one).maybe is None] == []
    assert [one for one in _HARMLESS_MACHINES if guess(one).danger is not None] == []
    assert guess("呼吸机没电了 人快不行了").sure


@pytest.mark.parametrize(
    ("name", "category", "maybe"),
    [("northeast.csv", 0.9, 5), ("northeast_unseen.csv", 0.95, 4), ("northeast_unseen2.csv", 0.85, 3)],
)
def test_the_figures_of_the_northeast(name: str, category: float, maybe: int) -> None:
    """Ordinary reports in the dialect of the north-east: nothing rings for nothing. The rules were tuned on the first
    table; of the second only what rang was looked at; the third was only measured."""
    counts = count(read(TABLES / name))
    assert counts.share("category") >= category
    assert counts.share("category top3") >= 0.98
    assert counts.right["false alarms sure"] == 0
    assert counts.right["false alarms maybe"] <= maybe
    assert counts.right["reports taken for talk"] == 0
