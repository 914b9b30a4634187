"""The stories of the demo, as data: what people do and what they must see. Played on the page and in the terminal.

The form is the sandbox's (docs/sandbox.md, "Stories"): `$name` stands for an id that the demo fills in; a `find` is
both where the page looks and what `--headless` insists on.
"""

from typing import Any

Action = dict[str, Any]
Step = dict[str, Any]
Words = tuple[str, str]
"""In Chinese and in English: what people write, and what must be on the button or in the message."""

ANOTHER: Words = ("另报一件", "report another")
"""Whoever has tried it by hand, or played it before, has such a report open."""
BOT, STAFF, PUBLIC, CITY, PATROL = "$bot", "$staff", "$public", "$city", "$patrol"


def write(who: str, text: Words, chat: str = BOT) -> Action:
    """A message."""
    return {"path": f"/api/users/${who}/messages", "body": {"chat": chat, "text": text}}


def answer(who: str, text: Words, chat: str) -> tuple[Action, Action]:
    """Words as an answer to the message that asks for them, as they have to be in a group."""
    asked = sees(who, ("“回复”这条消息来写", "write it as an answer"), chat) | {"as": "question"}
    said = write(who, text, chat)
    said["body"]["reply_to"] = "$question"
    return asked, said


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
            sees("resident", ("下水道堵塞", "Blocked sewer"), otherwise=ANOTHER),
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

OUTAGE = {
    "id": "outage",
    "title": {"zh": "停水了，家家都报", "en": "No water, and every home reports it"},
    "steps": [
        step(
            "孙大妈家停水了。老郑也来报，机器人问：是不是同一件？",
            "One resident has no water. The next one is asked: is it this one?",
            write("resident", ("停水了，一滴都没有", "No water at all")),
            sees("resident", ("🏷 停水", "🏷 No water"), otherwise=ANOTHER),
            press("resident", ("报上去", "Report it"), text=("一滴都没有", "No water at all")),
            sees("resident", ("报上去了", "Reported:")),
            write("resident1", ("我家也没水了", "No water at my home either")),
            press("resident1", ("就是这件", "This one, my home too")),
        ),
        step(
            "社区张姐一看，不是一家的事：点“集中反映”。从现在起一张卡、一个人办。",
            "The community manager sees that it is more than one home: “many have it”. Now it is one card, one holder.",
            press("community", ("更多", "More"), STAFF, text=("停水", "No water")),
            press("community", ("还有…", "Others…"), STAFF),
            press("community", ("集中反映", "Many have it"), STAFF),
        ),
        step(
            "5 号楼、8 号楼也来报：不用点，自己就并进来了，几点起知道的、多少户，一条说完。",
            "Two more buildings report it. It joins by itself: one message says since when it is known, and how many.",
            write("resident3", ("水龙头没水了", "There is no water")),
            sees("resident3", ("起就知道了", "known since")),
            write("resident4", ("家里停水了", "No water here")),
            sees("resident4", ("起就知道了", "known since")),
            passes(0.5),
            sees("head", ("3号楼、5号楼、8号楼", "3号楼、5号楼、8号楼"), STAFF),
        ),
        step(
            "小周家是水管爆了。这不是停水，单独一件，李师傅马上去。",
            "At one home a pipe has burst. That is no outage: it stays a matter of its own, and somebody goes at once.",
            write("resident2", ("水管爆了，往外呲水", "A pipe has burst, water is spraying everywhere")),
            press("resident2", ("报上去", "Report it"), text=("水管爆了", "A pipe has burst")),
            press("steward2", ("我来接", "take it"), STAFF, text=("水管爆了", "A pipe has burst")),
            press("steward2", ("跟居民说咋办", "Tell the resident how"), STAFF, text=("水管爆了", "A pipe has burst")),
            press("steward2", ("30分钟内", "within 30 minutes"), STAFF),
            press("steward2", ("马上派人看", "Send someone"), STAFF),
            press("steward2", ("不花", "Nothing"), STAFF),
            sees("resident2", ("这么办", "this is the plan")),
        ),
        step(
            "王师傅接了，问了自来水公司：两小时内来水。报过的人家，一家一条都知道了。",
            "The steward takes it and asks the water company: within two hours. Every home that reported it hears so.",
            press("steward", ("我来接", "take it"), STAFF, text=("停水", "No water")),
            passes(0.5),
            press("steward", ("跟居民说咋办", "Tell the resident how"), STAFF, text=("停水", "No water")),
            press("steward", ("2小时内", "within 2 hours"), STAFF),
            press("steward", ("找供水", "Ask the supplier"), STAFF),
            press("steward", ("不花", "Nothing"), STAFF),
            sees("resident", ("这么办", "this is the plan")),
            sees("resident3", ("这么办", "this is the plan")),
            sees("resident4", ("这么办", "this is the plan")),
        ),
        step(
            "来水了。孙大妈家好了；8 号楼的小吴家还没有：他那份单独接着办，不用重报。",
            "It is back. One is content; at another home it is not: that report goes on alone, under its own number.",
            passes(20),
            press("steward", ("办好了", "Done"), STAFF, text=("停水", "No water")),
            press("steward", ("自己写", "Own words"), STAFF, text=("咋办好的", "what was done")),
            *answer("steward", ("主管接头换了", "A joint of the main pipe is new"), STAFF),
            press("resident", ("来了，好了", "It is back")),
            press("resident4", ("我家还没好", "Mine is not")),
            sees("resident4", ("接着办", "goes on")),
        ),
        step(
            "王师傅上门一看，是小吴家的阀门关着；水管也换好了。三家都点了“满意”。",
            "It was the valve in that home, and the pipe is new, too. All are content.",
            passes(1),
            press("steward", ("办好了", "Done"), STAFF, text=("8号楼", "8号楼")),
            press("steward", ("恢复了", "Working again"), STAFF, text=("王师傅", "王师傅")),
            press("resident4", ("好了，满意", "Solved")),
            press("steward2", ("办好了", "Done"), STAFF, text=("水管爆了", "A pipe has burst")),
            press("steward2", ("已换新", "Replaced"), STAFF, text=("李师傅 ", "李师傅")),
            press("resident2", ("好了，满意", "Solved")),
            sees("resident2", ("谢谢", "Thank you")),
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
            sees("resident1", ("🏷 占道经营", "🏷 Street vendors"), otherwise=ANOTHER),
            press("resident1", ("报上去", "Report it")),
            passes(1),
            press("head", ("我来接", "take it"), STAFF),
            press("head", ("跟居民说咋办", "Tell the resident how"), STAFF),
            press("head", ("今天", "within the day"), STAFF),
            press("head", ("要部门来", "a department must come"), STAFF),
            press("head", ("马上派人看", "Send someone"), STAFF),
            press("head", ("不花", "Nothing"), STAFF),
        ),
        step(
            "社区张姐吹哨：按清单叫城管、派出所、市场监管所，半小时内报到。老郑知道叫了谁。",
            "The community manager whistles: three departments by the menu, to be there in half an hour. The neighbour "
            "hears whom she called.",
            passes(1),
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
            "十分钟，派出所到了，来了两个人；李姐的卡上看得见，老郑也知道了。",
            "Ten minutes: the police are there, two of them. The grid head's card shows it, the neighbour hears it.",
            passes(10),
            press("police", ("我们到了", "We are here"), PATROL),
            press("police", ("2 人", "2 of us"), PATROL),
            sees("resident1", ("派出所来人了", "派出所 came")),
            sees("head", ("派出所", "派出所"), STAFF),
        ),
        step(
            "市监说这事不归他们，说了为啥；张姐看了，不用他们来了。",
            "Market supervision says that it is not theirs, and why; the community manager calls them off.",
            press("market", ("不归我们", "Not ours")),
            write("market", ("我们只管店里，占道归城管", "We look after shops; the street is 城管's")),
            sees("community", ("不归他们", "not theirs")),
            press("community", ("撤销吹哨", "Call it off"), text=("不归他们", "not theirs")),
        ),
        step(
            "半小时，城管还没到：城管的负责人郭队和街道陈主任的手机响了。小田赶到，点一下。",
            "Half an hour without city management: its leader's and the subdistrict's phones ring. Then they come.",
            passes(20),
            sees("chief", ("还没人报到", "nobody")),
            sees("street", ("城管执法该", "城管执法 was to be there")),
            press("officer", ("我们到了", "We are here"), CITY),
            press("officer", ("3 人", "3 of us"), CITY),
        ),
        step(
            "两家都办完了，各说办了什么；张姐看过，一家满意，一家一般。老郑一件一件都知道。",
            "Both say what they did; the community manager looks: one good, one fair. The neighbour hears each.",
            press("officer", ("办完了", "Done: what"), CITY),
            *answer("officer", ("摊都清走了，画了线", "All stalls are gone"), CITY),
            press("community", ("😊 满意", "😊 Good"), text=("城管执法", "城管执法")),
            sees("resident1", ("城管执法的活儿办好了", "城管执法 has done its part")),
            press("police", ("办完了", "Done: what"), PATROL),
            *answer("police", ("劝走三辆车", "Three cars were sent away"), PATROL),
            press("community", ("🙂 一般", "🙂 Fair"), text=("派出所", "派出所")),
        ),
        step(
            "验收了，吹哨办结。谁几点到、来几个人、办了什么、评得怎么样，都在记录单上，能打印。老郑也满意。",
            "All is accepted. Who came when, how many, what they did and how it was rated stands on the record sheet, "
            "to be printed. The neighbour is content, too.",
            sees("community", ("办结", "· over")),
            press("community", ("记录单", "Record sheet")),
            sees("community", ("报到情况记录单", "the record sheet")),
            press("head", ("办好了", "Done"), STAFF, text=("占道经营", "Street vendors")),
            press("head", ("已清走", "Cleared away"), STAFF),
            press("resident1", ("好了，满意", "Solved")),
            sees("resident1", ("谢谢", "Thank you")),
        ),
    ],
}

STORIES: list[dict[str, Any]] = [SEWER, LIGHTS, OUTAGE, VENDORS, WHISTLE, GAS]
HEADLESS = ("sewer", "outage", "whistle", "gas")
"""Those that are played in the terminal: half a minute is what somebody waits for. The page has all."""


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
