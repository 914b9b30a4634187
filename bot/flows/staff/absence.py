"""Not here for a while: till when, who is asked meanwhile, and back again (wording.md §4 todo.away)."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.callbacks import Press, decode, encode
from bot.flows.around import me, today_of
from bot.flows.offers import Offers
from bot.flows.staff.duty import colleagues
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn, buttons_of
from bot.views import lists
from bot.views.common import clock_time, day_button, names, post_name
from bot.views.view import Button, Rows, View, in_rows, known, rows
from casework.clock import limits as clock
from casework.model.conversation import Outcome
from casework.model.people import Absence, Post
from casework.neighbourhood.people import OfPerson, WantQuiet, want_quiet
from casework.neighbourhood.rights import ANY_POST
from casework.neighbourhood.standing_in import Away, PlanAway, away, instead, plan_away, planned, take_back_away
from casework.refusals import NotYours
from casework.words.answers import bare, drops
from casework.words.away import (
    MORNING,
    TAKEN_BACK,
    cover_in,
    days_off,
    hours_off,
    is_here,
    plainly_away,
    says_more_than_leave,
    stands_in,
)
from casework.words.dates import read_day
from casework.words.guess import guess, named
from casework.words.orders import called
from casework.words.undone import perhaps_back
from locales.markup import Html, PublicHtml

EVENING = time(20)
DAYS_SHOWN = 14
COVERS_SHOWN = 6
LONGEST = timedelta(days=60)
"""A day further off in words is rather misread."""
ASKED_WITHIN = timedelta(hours=1)
"""So long words count for the question till when."""
PARTS = {"晌午 中午": time(12), "下午 后晌": time(14), "傍晚 晚上": time(18)}
FROM = re.compile(r"(?P<day>\d{6})-(?P<back>\d*)")
"""The word of a button: the first day, and perhaps the one on which one is back, as ordinals."""
_QUIET = re.compile(
    r"(?=.*[晚夜睡午点急])(?:我|俺)?(?:以后|往后)?(?:今晚|晚上|夜里|半夜|睡觉|中午)?(?:[\d一二三四五六七八九十]{1,2}点(?:半|钟)?)?(?:以后|之后|后|的时候)?(?:没急事|不急的)?(?:就|都)?"
    r"(?:别|甭|不要|不用)(?:再|老)?(?:给我)?(?:响|吵|叫我?|打扰|发|来消息|发消息|提醒我?|喊我?)(?:了|啊|我|消息)*[。.!！]*"
)
"""When it is not urgent nothing is to ring at night."""
_OF_WORK = re.compile("^(?!.*(?:回|上班|在岗)).*[收换修弄清办送装拉搬铲查接]")
"""What somebody does at that hour: no answer to the question till when he is away."""
_DONE_THERE = (
    r"(?:我|俺)?(?:这)?(?:(?:看|开|办|休|拔|学|培训|考|体检|打)完了?(?:病|会|事儿?|假|牙|习|试|针)?"
    r"|(?:病|会|事儿?|假|牙|针|试)(?:都|也)?(?:看|开|办|休|拔|打|考)完|培训完|体检完)了?"
    r"|(?:我|俺)?从[\u4e00-\u9fff]{2,5}?(?=回来)"
)
"""What somebody was away for, and has done: "我看完病了", "从医院"."""
BACK = re.compile(
    rf"(?:{_DONE_THERE})?"
    r"(?:(?:我|俺)?(?:病|腰|腿)?(?:都|也)?(?:好了|没事了|利索了)?(?:我|俺)?(?:已经|今天|今儿|又)?(?:回来(?:上班)?|上班|到岗|回(?:单位|社区|岗)|能(?:干活|上班|上岗)|(?:干活|上班)能行)了?(?:了|啦|哈)"
    r"(?:不用|甭|别)?(?:再)?(?:让|找)?(?:[\u4e00-\u9fff]{2,4}(?:替|顶)(?:我)?了|(?<=找)[\u4e00-\u9fff]{2,4}了)?(?:有(?:活儿?|事儿?)(?:就)?(?:找|叫|喊)我)?(?:吧|哈)?"
    r"(?:接着干|继续干|接着上班|照常干|活儿?(?:都)?(?:派|给我)(?:吧|我)?|有(?:活儿?|事儿?)(?:就)?(?:找|叫|喊|派)我)*(?:吧|哈|了)?"
    r"|(?:我|俺)?(?:今天|已经|来)?(?:销假|复岗|返岗|归队)了?|(?:我|俺)?假(?:期)?(?:都|已经)?(?:休|歇|过)?(?:完|到期|到|结束)了?|(?:我|俺)?(?:这次|这回|又)?没走成(?:还在|在岗|在呢|在社区)*(?:呢|了)?)|(?:im|iam)back"
)
"""Of somebody away: here again, and nothing else."""


def until_of(word: str, turn: Turn) -> datetime | None:
    """Until when somebody is away; None: back. A day: till its morning."""
    zone = turn.work.settings.zone
    today = turn.at.astimezone(zone).date()
    if word == "evening":  # pressed in the evening it is this one, till its end
        return min(clock.next_local(turn.at, EVENING, zone), clock.last_minute(turn.at, zone))
    if word == "morning":
        return clock.next_local(clock.next_local(turn.at, time(0), zone) - timedelta(seconds=1), MORNING, zone)
    if word == "monday":
        return clock.local(today + timedelta(days=7 - today.weekday()), MORNING, zone)
    if word.isdecimal():
        return clock.local(max(date.fromordinal(int(word)), today + timedelta(days=1)), MORNING, zone)
    return None


async def away_key(turn: Turn) -> None:
    """The key: I'm away, or back again. Raises NotYours for whoever holds no post."""
    if not await turn.work.posts_of(me(turn).id):
        raise NotYours(action=None, roles=ANY_POST)
    away_until = me(turn).away_until
    if away_until is None or away_until <= turn.at:
        for absence in await planned(me(turn).id, turn.at, turn.work):
            turn.say(_planned(turn, absence, turn.tr.t("As you said: you are away {span}.", span=_span(turn, absence))))
        turn.ask("away", "press", _till_when(turn))
        return
    when = clock_time(away_until, turn.at, turn.work.settings.zone, turn.tr)
    turn.say(View(turn.tr.t("You are away until {time}.", time=when), rows(_back(turn))))


def _back(turn: Turn) -> Button:
    return Button(turn.tr.t("I'm back"), encode("s_away", word="back"))


def _till_when(turn: Turn) -> View:
    tr = turn.tr
    choices = (("evening", tr.t("Till this evening")), ("morning", tr.t("Till tomorrow morning")))
    later = (("monday", tr.t("Till Monday")), ("pick", tr.t("Till another day")))
    lines = [tuple(Button(label, encode("s_away", word=word)) for word, label in pair) for pair in (choices, later)]
    another = Button(tr.t("Another day, not now"), encode("s_away", word="from"))
    return View(tr.t("Till when? Then I ask who is asked meanwhile."), rows(*lines, another))


async def away_button(turn: Turn, pressed: Press) -> None:
    """I'm away: till when, then who covers; back."""
    if not await turn.work.posts_of(me(turn).id):
        raise NotYours(action=None, roles=ANY_POST)
    if not pressed.word:
        turn.ask("away", "press", _till_when(turn))
        return
    if pressed.word == "pick":
        turn.edit(_which_day(turn))
        return
    if pressed.word == "from":
        turn.edit(_from_which_day(turn))
        return
    if (first := FROM.fullmatch(pressed.word)) is not None:
        await _later_chosen(turn, date.fromordinal(int(first["day"])), first["back"])
        return
    until = until_of(pressed.word, turn)
    if until is None:
        await away(Away(by=me(turn).id, at=turn.at, until=None), turn.work)
        turn.edit(View(turn.tr.t("Welcome back. You are asked again.")))
        return
    await _who_covers(turn, until)


async def _later_chosen(turn: Turn, first: date, back: str) -> None:
    """The first day, then the day on which one is back."""
    zone, today = turn.work.settings.zone, today_of(turn)
    first = max(first, today + timedelta(days=1))
    if not back:
        turn.edit(_which_day(turn, first))
        return
    last = max(date.fromordinal(int(back)), first + timedelta(days=1))
    await _who_covers(turn, clock.local(last, MORNING, zone), since=clock.local(first, MORNING, zone))


async def _who_covers(turn: Turn, until: datetime, words: str = "", *, since: datetime | None = None) -> None:
    """Who is asked meanwhile, those first who are named in the words; where there is nobody to choose it begins at
    once, or counts from `since` on."""
    whom = cover_in(words)
    covers = sorted(
        await _covers(turn), key=lambda one: not ((one.name and one.name in words) or (whom and called(one, whom)))
    )
    if not covers:
        await _gone(turn, until, None, since)
        return
    minutes, begins = int(until.timestamp()) // 60, (int(since.timestamp()) // 60,) if since is not None else ()
    people = [Button(post_name(one, turn.tr), encode("s_awaycover", minutes, one.id, *begins)) for one in covers]
    usual = _usual(turn, (minutes, 0, *begins))
    when = clock_time(until, turn.at, turn.work.settings.zone, turn.tr)
    text = turn.tr.t("Who is asked for you until {time}?", time=when)
    if since is not None:
        start = clock_time(since, turn.at, turn.work.settings.zone, turn.tr)
        text = turn.tr.t("You are away from {start} until {time}. Who is asked for you?", start=start, time=when)
    _ask_who(turn, View(text, rows(*people, usual)))


def _ask_who(turn: Turn, view: View) -> None:
    """Answered by a button, or in words."""
    if turn.pressed:
        turn.edit(view)
    turn.ask(*COVER, None if turn.pressed else view)


COVER = ("cover", "press")


async def cover_said(turn: Turn, got: Parts) -> bool:
    """ "老李呗", "叫李师傅", "让他顶" while it is asked who stands in: the one of the choices who is called so; where
    there is none, or more than one, the buttons come once more."""
    asked = next((one for one in turn.waiting(".".join(COVER)) if turn.at - one.asked_at <= ASKED_WITHIN), None)
    said = stands_in(got.text) if asked is not None and not got.photos else None
    if asked is None or said is None:
        return False
    whom, surely = said
    presses = [one for _, data, _ in buttons_of(asked) if (one := decode(data)).verb == "s_awaycover"]
    known = {one.ids[1]: one for one in presses if len(one.ids) > 1 and one.ids[1]}
    posts = [await turn.work.post(one) for one in known]
    meant = [one for one in posts if (len(posts) == 1 if whom in ("他", "她") else whom and called(one, whom))]
    usual = [one for one in presses if len(one.ids) > 1 and not one.ids[1]] if not whom else []
    chosen = [known[one.id] for one in meant] or usual
    if not chosen and not surely:
        return False
    turn.became(Outcome.NOTHING)
    if len(chosen) == 1:
        turn.close(asked)
        await cover_chosen(turn, chosen[0])
        return True
    buttons = [Button(post_name(one, turn.tr), encode("s_awaycover", *known[one.id].ids)) for one in meant or posts]
    text = turn.tr.t("There is more than one of that name. Who is asked for you?")
    if not meant:
        text = turn.tr.t("I can ask one of these for you. Who is it?")
        buttons += [_usual(turn, one.ids) for one in presses if len(one.ids) > 1 and not one.ids[1]]
    _ask_who(turn, View(text, rows(*buttons)))
    return True


def _usual(turn: Turn, ids: Sequence[int]) -> Button:
    return Button(turn.tr.t("As usual: the deputy, or the next"), encode("s_awaycover", *ids))


_WHY_CALLED = re.compile(
    r"^(?:我|俺)?(?:都|不是)?(?:今[天儿]|这会儿|休息|请假|不在)?(?:了)?[，,\s]*(?:咋|怎么|为啥|干啥)(?:还|又|老|总)?(?:叫|找|响|派|吵|催|@)我"
)
"""Whoever is away, or thinks so, and is asked all the same."""


def _is_away(turn: Turn) -> bool:
    return (me(turn).away_until or turn.at) > turn.at


def ends(turn: Turn, text: str) -> bool:
    """ "回来了 接着干" of somebody who is away."""
    return _is_away(turn) and bool(BACK.fullmatch(bare(text)) or TAKEN_BACK.match(text.strip()))


async def said(turn: Turn, got: Parts) -> bool:
    """A day in words while it is asked till when ("礼拜三晌午回来"), or "我回来了" of somebody away. False when it is
    neither."""
    if got.photos or got.latitude is not None or turn.person is None:
        return False
    if ends(turn, got.text):
        turn.became(Outcome.NOTHING)
        await away(Away(by=me(turn).id, at=turn.at, until=None), turn.work)
        turn.say(View(turn.tr.t("Welcome back. You are asked again.")))
        return True
    if perhaps_back(got.text) and _is_away(turn):
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Are you back? Until then others are asked for you."), rows(_back(turn))))
        return True
    if _WHY_CALLED.search(got.text.strip()) and await turn.work.posts_of(me(turn).id):
        turn.became(Outcome.NOTHING)
        await away_key(turn)
        return True
    if _QUIET.fullmatch(got.text.strip()) and await turn.work.posts_of(me(turn).id):
        turn.became(Outcome.NOTHING)
        turn.say(lists.quiet_hours(_hours_now(turn), turn.tr))
        return True
    asked = turn.waiting("away.press")
    if not asked and TAKEN_BACK.match(got.text.strip()) and (kept := await planned(me(turn).id, turn.at, turn.work)):
        turn.became(Outcome.NOTHING)
        await _taken_back(turn, kept[0].id)
        return True
    off = days_off(got.text, turn.at, turn.work.settings.zone)
    asks_still = bool(asked) and turn.at - asked[0].asked_at <= ASKED_WITHIN
    off = hours_off(got.text, turn.at, turn.work.settings.zone) if off is None and asks_still else off
    if off is not None and (not asked or off[0] is not None):
        return await _says_gone(turn, got, off)
    if asks_still and (drops(got.text) or is_here(got.text) or TAKEN_BACK.match(got.text.strip())):
        for one in asked:
            turn.close(one)
        if says_more_than_leave(got.text):
            return False  # "我没请假 是保洁请假 垃圾我下午收": the rest is of its matter
        turn.became(Outcome.NOTHING)
        turn.say(View(turn.tr.t("Good, you are there then. I ask you as ever.")))
        return True
    if not asks_still or _OF_WORK.search(got.text) or named(got.text) or guess(got.text).sure:
        return False
    reading = read_day(got.text, turn.at, turn.work.settings.zone)
    days = [_back_on(day, reading.at, got.text, turn) for day in reading.days] if reading is not None else []
    days = [one for one in days if turn.at < one <= turn.at + LONGEST]
    if not days:
        return False
    turn.became(Outcome.NOTHING)
    if len(days) == 1:
        await _who_covers(turn, days[0])
    else:
        turn.say(_which_day(turn))
    return True


async def _says_gone(turn: Turn, got: Parts, off: tuple[datetime | None, datetime | None]) -> bool:
    """ "我下午不在，有事找孙哥", "下周一到周三不在": who is asked meanwhile, whoever is named first; where the days
    cannot be told, which. False for whoever holds no post, and where something is reported."""
    of_it = named(got.text) and not plainly_away(got.text)
    if of_it or guess(got.text).sure or not await turn.work.posts_of(me(turn).id):
        return False
    turn.became(Outcome.NOTHING)
    since, until = off
    if until is None:
        turn.say(_from_which_day(turn))
    elif since is not None and since > turn.at + LONGEST:
        turn.say(View(turn.tr.t("That is far off. Tell me when it is less than two months away.")))
    else:
        await _who_covers(
            turn,
            until if until > turn.at else clock.last_minute(turn.at, turn.work.settings.zone),
            got.text,
            since=since,
        )
    return True


def _back_on(day: date, hour: time | None, text: str, turn: Turn) -> datetime:
    """The hour that the words name, or the part of the day; else its morning."""
    part = next((one for words, one in PARTS.items() if any(word in text for word in words.split())), MORNING)
    return clock.local(day, hour or part, turn.work.settings.zone)


def _which_day(turn: Turn, first: date | None = None) -> View:
    """Back on which day, of an absence that begins now, or on the `first`."""
    start = first or today_of(turn)
    begins = f"{start.toordinal()}-" if first is not None else ""
    return View(turn.tr.t("On which day are you back?"), _days(turn, start, lambda day: f"{begins}{day}"))


def _from_which_day(turn: Turn) -> View:
    today = today_of(turn)
    return View(turn.tr.t("From which day on are you away?"), _days(turn, today, lambda day: f"{day}-"))


def _days(turn: Turn, after: date, word: Callable[[int], str]) -> Rows:
    days = [after + timedelta(days=n) for n in range(1, DAYS_SHOWN + 1)]
    return rows(
        *in_rows([Button(day_button(one, turn.tr), encode("s_away", word=word(one.toordinal()))) for one in days])
    )


async def _covers(turn: Turn) -> list[Post]:
    """Who could be asked instead: of the same roles, near first."""
    found: dict[int | None, Post] = {}
    for post in await turn.work.posts_of(me(turn).id):
        for one in await colleagues(turn, post):
            found.setdefault(one.person_id, one)
    return list(found.values())[:COVERS_SHOWN]


async def cover_chosen(turn: Turn, pressed: Press) -> None:
    """Who covers was said: now it begins, or counts from the day on that was said."""
    minutes, post_id, *begins = pressed.ids
    since = datetime.fromtimestamp(begins[0] * 60, UTC) if begins else None
    await _gone(turn, datetime.fromtimestamp(minutes * 60, UTC), post_id or None, since)


async def _gone(turn: Turn, until: datetime, cover: int | None, since: datetime | None = None) -> None:
    for asked in [*turn.waiting("away.press"), *turn.waiting(".".join(COVER))]:
        turn.close(asked)
    tr = turn.tr
    if since is not None and since > turn.at:
        plan = PlanAway(by=me(turn).id, at=turn.at, since=since, until=until, cover_post_id=cover)
        absence = await plan_away(plan, turn.work)
        facts = {"span": _span(turn, absence), "start": clock_time(since, turn.at, turn.work.settings.zone, tr)}
        text = tr.t(
            "Good: you are away {span}. Until {start} I go on asking you; then I tell you who is asked.", **facts
        )
        if cover is not None:
            who = post_name(await turn.work.post(cover), tr)
            text = tr.t(
                "Good: you are away {span}, then I ask {who}. Until {start} I go on asking you.", who=who, **facts
            )
        turn.reply(_planned(turn, absence, text))
        return
    await away(Away(by=me(turn).id, at=turn.at, until=until, cover_post_id=cover), turn.work)
    when = clock_time(until, turn.at, turn.work.settings.zone, tr)
    who = names([post_name(one, tr) for one in await instead(me(turn).id, turn.at, turn.work)], tr)
    who = who or tr.t("the next level, since you have no deputy")
    turn.reply(View(tr.t("Good. Until {time} I ask {who}.", time=when, who=who), rows(_back(turn))))


def _span(turn: Turn, absence: Absence) -> PublicHtml:
    zone, tr = turn.work.settings.zone, turn.tr
    facts = {"start": clock_time(absence.since, turn.at, zone, tr), "end": clock_time(absence.until, turn.at, zone, tr)}
    return tr.t("from {start} until {end}", **facts)


async def planned_spans(turn: Turn, person_id: int) -> list[PublicHtml]:
    """From when until when somebody said to be away later."""
    return [_span(turn, one) for one in await planned(person_id, turn.at, turn.work)]


def _planned(turn: Turn, absence: Absence, text: Html) -> View:
    return View(text, rows(Button(turn.tr.t("I'm there after all"), encode("s_awayoff", absence.id))))


async def taken_back(turn: Turn, pressed: Press) -> None:
    """Before it begins: not away after all."""
    await _taken_back(turn, pressed.ids[0])


async def _taken_back(turn: Turn, absence_id: int) -> None:
    await take_back_away(OfPerson(by=me(turn).id, at=turn.at), absence_id, turn.work)
    turn.reply(View(turn.tr.t("Good, you are there then. I ask you as ever.")))


async def quiet_button(turn: Turn, pressed: Press) -> None:
    """Only when it is urgent: in which hours, or never."""
    person = me(turn)
    if not await turn.work.posts_of(person.id):
        raise NotYours(action=None, roles=ANY_POST)
    if not pressed.word:
        turn.say(lists.quiet_hours(_hours_now(turn), turn.tr))
        return
    start, _, end = pressed.word.partition("-")
    hours = (_minutes(start), _minutes(end)) if start.isdecimal() and end.isdecimal() else (None, None)
    await want_quiet(WantQuiet(by=person.id, at=turn.at, quiet_from=hours[0], quiet_to=hours[1]), turn.work)
    if hours[0] is None:
        turn.edit(View(turn.tr.t("Good, I write to you at any hour.")))
        return
    text = turn.tr.t(
        "Good. {hours}: only urgent calls and what is asked of you, the rest after.", hours=known(_hours_now(turn))
    )
    turn.edit(View(text, rows(Button(turn.tr.t("Always write to me"), encode("s_quiet", word="never")))))


def _minutes(written: str) -> int:
    """Of "2100" or "800"."""
    return (int(written) // 100 * 60 + int(written) % 100) % (24 * 60)


def _hours_now(turn: Turn) -> str:
    start, end = me(turn).quiet_from, me(turn).quiet_to
    if start is None or end is None:
        return ""
    return f"{start // 60}:{start % 60:02}–{end // 60}:{end % 60:02}"


OFFERS = Offers(
    presses={
        "s_away": away_button,
        "s_awaycover": cover_chosen,
        "s_awayoff": taken_back,
        "s_quiet": quiet_button,
    }
)
