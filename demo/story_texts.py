"""The stories of the demo, as data: what people do and what they must see. Played on the page and in the terminal.

The form is the sandbox's (docs/sandbox.md, "Stories"): `$name` stands for an id that the demo fills in; a `find` is
both where the page looks and what `--headless` insists on.
"""

from typing import Any

Action = dict[str, Any]
Step = dict[str, Any]
Words = tuple[str, str]
"""In Chinese and in English: what people write, and what must be on the button or in the message."""

BOT, STAFF, PUBLIC, CITY, PATROL = "$bot", "$staff", "$public", "$city", "$patrol"


def write(who: str, text: Words, chat: str = BOT) -> Action:
    """A message."""
    return {"path": f"/api/users/${who}/messages", "body": {"chat": chat, "text": text}}


def photo(who: str, caption: Words = ("", ""), chat: str = BOT) -> Action:
    """A photo with words."""
    body = {"chat": chat, "photo": {"drawn": "drain"}, "caption": caption}
    return {"path": f"/api/users/${who}/messages", "body": body}


def press(who: str, button: Words, chat: str = BOT, text: Words | None = None) -> Action:
    """A press on the newest button of that name (under a message with that text)."""
    wanted = {"person": f"${who}", "chat": chat, "button": button}
    return {"press": wanted | ({"text": text} if text else {})}


def sees(who: str, text: Words, chat: str = BOT, *, otherwise: Words | None = None) -> Action:
    """A message that must be on that phone; `otherwise`: the button that leads there, if something is asked first."""
    wanted = {"person": f"${who}", "chat": chat, "text": text}
    return {"find": wanted | ({"otherwise": otherwise} if otherwise else {})}


def passes(minutes: float) -> Action:
    """Time."""
    return {"path": "/api/clock/advance", "body": {"seconds": minutes * 60}}


def step(zh: str, en: str, *actions: Action) -> Step:
    """One line of explanation and what happens."""
    return {"say": {"zh": zh, "en": en}, "do": list(actions)}


SEWER = {
    "id": "sewer",
    "title": {"zh": "下水道堵了，没人应", "en": "A blocked sewer, and nobody answers"},
    "steps": [
        step(
            "孙大妈发一张照片、一句话。机器人认出是下水道，让她看一眼对不对。",
            "The resident sends a photo and one sentence. The bot recognises the drain and asks her to look it over.",
            photo("resident", ("厨房下水返水，堵两天了", "The kitchen drain has been backing up for two days")),
            # Whoever has tried it by hand before has such a report open.
            sees("resident", ("下水道堵塞", "Blocked sewer"), otherwise=("另报一件", "report another")),
        ),
        step(
            "点一下就报上去了：有号码，找了谁，几点前有信儿。",
            "One tap files it: a number, who was asked, by when what happens.",
            press("resident", ("报上去", "Report it")),
            sees("resident", ("报上去了", "Reported:")),
            sees("head", ("下水道堵塞", "Blocked sewer"), STAFF),
            sees("steward", ("下水道堵塞", "Blocked sewer")),
        ),
        step(
            "五分钟没人接：副岗和社区的手机响了。",
            "Five minutes and nobody takes it: the deputies' and the community's phones ring.",
            passes(5),
            sees("community", ("没人接", "nobody takes it")),
            sees("steward2", ("没人接", "nobody takes it")),
        ),
        step(
            "三十分钟：社区再响一次；没人应，过五分钟找下一位。",
            "Thirty minutes: the community again; without an answer, five minutes later the next one there.",
            passes(25),
            sees("community", ("没人接", "nobody takes it")),
            passes(5),
            sees("community2", ("没人接", "nobody takes it")),
        ),
        step(
            "两小时：街道的手机响了，谁没应写得清清楚楚。孙大妈也知道告诉街道了。",
            "Two hours: the subdistrict's phone rings, with who did not answer. The resident is told so.",
            passes(85),
            sees("street", ("拖了", "not done after")),
            sees("resident", ("告诉街道", "I have told Subdistrict")),
        ),
        step(
            "街道陈主任盯着；社区张姐在群里接了。",
            "The subdistrict manager watches; the community manager takes it in the group.",
            press("street", ("我盯着", "I'm watching it")),
            # On the card with her photo: another report may be open, and its short lines carry the button too.
            press("community", ("我来接", "take it"), STAFF, text=("📷1", "📷1")),
            sees("resident", ("有人接了", "has been taken on")),
        ),
        step(
            "张姐跟居民说咋办：多久、怎么办、花不花钱，一次问完。",
            "She tells the resident how: how long, what, what it costs, in one go.",
            press("community", ("跟居民说咋办", "Tell the resident how"), STAFF),
            press("community", ("今天", "within the day"), STAFF),
            press("community", ("要开挖", "has to be dug up"), STAFF),
            press("community", ("约师傅上门", "Craftsman comes"), STAFF),
            press("community", ("不花", "Nothing"), STAFF),
            sees("resident", ("这么办", "this is the plan")),
        ),
        step(
            "师傅来了，通了。张姐点“办好了”，孙大妈看一眼：满意。",
            "The repairer came, it runs. “Done”, and the resident looks: content.",
            passes(20),
            press("community", ("办好了", "one"), STAFF),
            press("community", ("已疏通", "Unblocked"), STAFF),
            sees("resident", ("办好了", "one")),
            press("resident", ("好了，满意", "Solved")),
            sees("resident", ("谢谢", "Thank you")),
        ),
    ],
}

LIGHTS = {
    "id": "stairwell",
    "title": {"zh": "楼道灯不亮，我家也是", "en": "A dark stairwell: “my home too”"},
    "steps": [
        step(
            "老郑说楼道灯不亮。公共地方的事，居民群里也出一张卡，不写是谁报的。",
            "A neighbour reports the dark stairwell. A shared place: the residents' group sees a card, without a name.",
            write("resident1", ("楼道灯不亮，黑咕隆咚的", "The stairwell light is out, it is pitch dark")),
            press("resident1", ("报上去", "Report it")),
            sees("resident", ("楼道", "Stairwell"), PUBLIC),
        ),
        step(
            "别人不用再报，点“我家也是”就行。",
            "The others need not report it again: “my home too”.",
            press("resident", ("我家也是", "My home too"), PUBLIC),
            press("resident2", ("我家也是", "My home too"), PUBLIC),
            sees("resident", ("2 位邻居", "2 neighbours"), PUBLIC),
        ),
        step(
            "物业王师傅在群里接了，说怎么办。",
            "The property steward takes it in the group and says how.",
            press("steward", ("我来接", "take it"), STAFF),
            press("steward", ("跟居民说咋办", "Tell the resident how"), STAFF),
            press("steward", ("30分钟内", "within 30 minutes"), STAFF),
            press("steward", ("马上派人看", "Send someone"), STAFF),
            press("steward", ("不花", "Nothing"), STAFF),
            sees("resident1", ("这么办", "this is the plan")),
        ),
        step(
            "换了灯泡。报的人、点过“我家也是”的人，都知道了。",
            "A new bulb. Whoever reported it and whoever said “my home too” hears of it.",
            passes(12),
            press("steward", ("办好了", "one"), STAFF),
            press("steward", ("已换新", "Replaced"), STAFF),
            sees("resident1", ("办好了", "one")),
            sees("resident", ("办好了", "one")),
        ),
    ],
}

VENDORS = {
    "id": "vendors",
    "title": {"zh": "校门口占道经营，今天办不完", "en": "Vendors at the school gate: not today"},
    "steps": [
        step(
            "校门口摆摊堵了路，不是一天能办完的。",
            "Street vendors block the school gate. That is not done in a day.",
            write(
                "resident2",
                (
                    "校门口一溜摆摊的占道，孩子放学都没地方走",
                    "Street vendors block the school gate",
                ),
            ),
            press("resident2", ("报上去", "Report it")),
            sees("head", ("占道经营", "Street vendors"), STAFF),
        ),
        step(
            "李姐接了，实话实说：哪天办、为啥、眼下先咋对付。",
            "The grid head takes it and is honest: which day, why, and what helps until then.",
            press("head", ("我来接", "take it"), STAFF),
            press("head", ("更多", "More"), STAFF),
            press("head", ("今天办不完", "Not today"), STAFF),
            press("head", ("3天内", "In 3 days"), STAFF),
            press("head", ("要部门来", "a department must come"), STAFF),
            press("head", ("眼下没有", "Nothing for now"), STAFF),
            sees("resident2", ("说好的日子", "Promised:")),
        ),
        step(
            "到日子前一天，机器人先提醒李姐。",
            "The day before, the bot reminds her.",
            passes(2 * 24 * 60),
            sees("head", ("明天是说好的日子", "Tomorrow is the promised day")),
        ),
    ],
}

GAS = {
    "id": "gas",
    "title": {"zh": "夜里闻着煤气味", "en": "A smell of gas at night"},
    "steps": [
        step(
            "先告诉人怎么办，再问别的。机器人不能替人打电话，说得明明白白。",
            "First what to do, then everything else. The bot cannot phone for her, and says so.",
            passes(11.5 * 60),
            write("resident", ("楼道里好大煤气味", "There is a strong smell of gas in the stairwell")),
            sees("resident", ("119", "119")),
        ),
        step(
            "没说“没那么急”就按急事办：物业、网格长、社区、街道一起叫。",
            "Anything but “no” is urgent: property, grid head, community and subdistrict are called at once.",
            press("resident", ("快来人", "come now")),
            sees("head", ("煤气", "as")),
            sees("steward", ("煤气", "as")),
            sees("community", ("煤气", "as")),
            sees("street", ("煤气", "as")),
        ),
        step(
            "没人应，每五分钟再叫一遍，直到有人说“我到场了”。",
            "Unanswered, everybody is called again every five minutes, until somebody is there.",
            passes(5),
            sees("steward", ("煤气", "as")),
            press("steward", ("我到场了", "I'm there")),
        ),
    ],
}

WHISTLE = {
    "id": "whistle",
    "title": {"zh": "校门口，吹哨叫部门", "en": "At the school gate: a whistle calls three departments"},
    "steps": [
        step(
            "老郑说校门口又堵了；李姐接了，可这事光靠网格办不成。",
            "The school gate is blocked again. The grid head takes it, but the grid alone cannot settle it.",
            write(
                "resident1", ("第九小学门口三轮车摆摊，路堵死了", "Street vendors with tricycles block the school gate")
            ),
            press("resident1", ("报上去", "Report it")),
            press("head", ("我来接", "take it"), STAFF),
        ),
        step(
            "社区张姐吹哨：按清单叫城管、派出所、市场监管所。老郑知道叫了谁。",
            "The community manager whistles: three departments by the menu. The neighbour hears whom she called.",
            press("community", ("更多", "More"), STAFF, text=("占道经营", "Street vendors")),
            press("community", ("吹哨", "Whistle departments"), STAFF),
            press("community", ("校门口占道", "校门口占道")),
            press("community", ("🔔 吹哨", "🔔 Whistle"), text=("叫谁来", "Whom shall I call")),
            sees("officer", ("校门口占道", "校门口占道"), CITY),
            sees("police", ("校门口占道", "校门口占道"), PATROL),
            sees("market", ("校门口占道", "校门口占道")),
            sees("resident1", ("叫了城管执法", "I have called 城管执法")),
        ),
        step(
            "十分钟，城管到了，来了三个人；李姐的卡上看得见。",
            "Ten minutes: city management is there, three of them; the grid head's card shows it.",
            passes(10),
            press("officer", ("我们到了", "We are here"), CITY),
            press("officer", ("3 人", "3 of us"), CITY),
            sees("resident1", ("城管执法来人了", "城管执法 came")),
        ),
        step(
            "半小时没到的，街道的手机响了；派出所随后也到了。",
            "Who is not there after half an hour: the subdistrict's phone rings. Then the police come too.",
            press("market", ("我们到了", "We are here")),
            passes(20),
            sees("street", ("派出所该", "派出所 was to be there")),
            press("police", ("我们到了", "We are here"), PATROL),
        ),
        step(
            "市监办完了，说了办了什么；张姐看一眼：满意。老郑也知道了。",
            "One says what was done; the community manager looks: good. The neighbour hears it.",
            press("market", ("办完了", "Done: what")),
            write("market", ("摊主都登记，挪到夜市了", "All stalls are registered and moved to the night market")),
            sees("community", ("市场监管所说办完了", "市场监管所 says done")),
            press("community", ("😊 满意", "😊 Good"), text=("市场监管所", "市场监管所")),
            sees("resident1", ("市场监管所的活儿办好了", "市场监管所 has done its part")),
        ),
    ],
}

STORIES: list[dict[str, Any]] = [SEWER, LIGHTS, VENDORS, WHISTLE, GAS]


def stories(language: str) -> list[dict[str, Any]]:
    """The stories with everything that people write and read in one language: zh_CN, or English for all else."""
    return [_in(0 if language == "zh_CN" else 1, story) for story in STORIES]


def _in(which: int, value: Any) -> Any:
    match value:
        case tuple():
            return value[which]
        case list():
            return [_in(which, one) for one in value]
        case dict():
            return {key: _in(which, one) for key, one in value.items()}
    return value
