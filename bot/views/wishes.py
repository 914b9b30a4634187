"""How something is changed or seen here, and what was taken out of a report."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.views.common import category_name, number_words
from bot.views.pieces import button, words_of
from bot.views.view import View, esc, glue, put, rows
from casework.model.issues import Issue
from casework.settings import MINUTE, Settings
from casework.words.how_to import HowTo, What
from locales.translator import Translator, mark

WHAT: Mapping[What, str] = {
    "name": mark("name"),
    "phone": mark("phone number"),
    "door": mark("flat"),
    "sentence": mark("sentence"),
}
"""What may be taken out, as it is called in a sentence."""

_PLAIN: Mapping[HowTo, str] = {
    "human": mark("I am a bot, and people do what I write down. These people you can reach:"),
    "free": mark(
        "I cost nothing, however often you write. Whether a repair costs something you read in the plan of whoever "
        "does it."
    ),
    "lane": mark(
        "A fire lane has to stay free at any time, please move it now. Whether it is towed away I don't know; they do:"
    ),
    "may": mark("Whether that is allowed is not mine to say. They know:"),
    "lives": mark("Where somebody lives I tell nobody. These are the people on duty for your home:"),
    "wechat": mark("I have no accounts and no groups to pass on. Their numbers are here:"),
    "offices": mark("That is nothing to mend, and I don't know it. They do:"),
    "own_phone": mark(
        "I keep no phone number of yours. One that you left with a report goes out by: take my phone number out. Then "
        "write the new one."
    ),
    "quiet": mark(
        "Press the name at the top of this chat, then “Mute”: my messages come without a sound. Look in when you have "
        "reported something."
    ),
}
"""What is the same for everybody."""
WITH_CONTACTS: frozenset[HowTo] = frozenset({"human", "lane", "may", "lives", "wechat", "offices"})
"""Behind these stands whom one can reach."""
_ALWAYS = mark("Yes: you can write at any hour, and it goes to somebody at once, at night and on holidays as by day.")
_BY_NIGHT = mark(
    "You can write at any hour. For danger I ring people at once. A leak, a drain that comes up, no water, power or "
    "heating and a stuck lift are seen to at night and on holidays too; the rest begins with the next service hours."
)


def how_to(asked: HowTo, number: int | None, settings: Settings, at: datetime, tr: Translator) -> View:
    """`number`: of the person's newest report, if any. `settings`: of where the person lives."""
    if asked == "rate":
        text = tr.t("When it is done I ask you how it is. You may also write it: “No. 1 is mended well”.")
        return View(text)
    if asked == "what_for":
        return View(
            tr.t(
                "I pass on what is wrong around your home: the property and the grid head are asked at once, and when "
                "nobody takes it I ask further up. Write it in one sentence, or send a photo or a voice message."
            )
        )
    if asked == "reads":
        return View(
            tr.t(
                "In a group I read along only where a manager has switched it on, and keep nothing that is no report. "
                "Write /guanyu there: it says whether I do."
            )
        )
    if asked == "privacy":
        return View(
            tr.t(
                "No neighbour reads from me who reported it: groups read the building and what is wrong, no more. "
                "Names, flats and numbers in your words are read by whoever takes the matter alone, in danger by all "
                "who are called. What complains of one of them goes past that person, who reads nothing of it."
            )
        )
    if asked == "forget":
        return View(
            tr.t(
                "What I know of you: /mydata. To have it deleted: /forget. What was reported stays, without your name."
            )
        )
    if asked == "how_long":
        return View(
            tr.t(
                "What nobody has taken after {accept} minutes of service time I take further up by myself; "
                "within {reply} minutes you are to read what is planned. Just write what is wrong.",
                accept=settings.rungs[0].after // MINUTE,
                reply=settings.reply // MINUTE,
            )
        )
    if asked == "for_other":
        return View(tr.t("You may. Write: for my mother, building 3, the kitchen drain is blocked."))
    if asked == "aloud":
        return View(
            tr.t(
                "I cannot read aloud. Letters get bigger in Telegram under Settings, Chat settings, Text size. "
                "You need not type: send me a voice message, a person listens to it."
            )
        )
    if asked == "hotline":
        return View(
            tr.t(
                "No, 12345 is the city's hotline. I belong to this neighbourhood: what you tell me goes to the "
                "property, the grid head and the community. You can call 12345 at any time as well."
            )
        )
    if asked in _PLAIN:
        return View(tr.t(_PLAIN[asked]))
    if asked == "rerate":
        days = settings.reopen_within.days
        text = tr.n(
            "A rating is given once. If it is not solved after all, write what is wrong within {n} day: it goes on. "
            "A good word I pass on at any time.",
            "A rating is given once. If it is not solved after all, write what is wrong within {n} days: it goes on. "
            "A good word I pass on at any time.",
            days,
        )
        return View(text)
    if asked == "night":
        return View(tr.t(_ALWAYS if settings.hours_at(at).always else _BY_NIGHT))
    lines = [tr.t("Moved? Press “⋯ More” below and say so there, or write: I live in building 5.")]
    if number is not None:
        lines.append(tr.t("Reported at a wrong place? Write: No. {number} is at building 5.", number=number))
        lines.append(tr.t("To take out your phone or flat, write: take my phone number out."))
    return View(glue("\n", lines))


def no_neighbours_number(tr: Translator) -> View:
    """Whoever asks for it is told what to do instead."""
    return View(tr.t("I give nobody's number to a neighbour. Write what it is about: whoever is on duty sees to it."))


def taken_out(issue: Issue, what: What, tr: Translator) -> View:
    """It is gone from words and cards; what somebody has read already is read."""
    return View(
        tr.t(
            "The {what} is out of {number}, and its cards are changed. Messages of before I cannot take back.",
            what=tr.t(WHAT[what]),
            number=number_words(issue, tr),
        )
    )


def sentence_taken_out(issue: Issue, left: str, tr: Translator) -> View:
    """It is gone; and what stands there now."""
    gone = taken_out(issue, "sentence", tr).text
    return View(put("{}\n{}", gone, tr.t("Now it says: {words}", words=words_of(left, tr))))


def nothing_left(issue: Issue, tr: Translator) -> View:
    """The sentence is all that was reported."""
    number = number_words(issue, tr)
    return View(tr.t("{number} says nothing else. If it is not to be dealt with, write: withdraw.", number=number))


def no_such_sentence(about: str, tr: Translator) -> View:
    """Nothing that was reported speaks of it."""
    if not about:
        return View(tr.t("Which sentence do you mean? Write what is in it: take out the sentence about the key."))
    return View(tr.t("In what you reported I find no sentence about “{about}”. Write a word of it.", about=esc(about)))


def out_of_which(issues: Sequence[Issue], what: What, tr: Translator) -> View:
    """Several have it."""
    buttons = [
        button(f"{number_words(one, tr)} {category_name(one.category, tr)}", "out", one.id, word=what) for one in issues
    ]
    return View(tr.t("Out of which one?"), rows(*buttons))


def nothing_to_take_out(what: What, tr: Translator) -> View:
    """It stands in none of the person's words."""
    return View(
        tr.t(
            "I find no {what} in what you reported. What I keep of you: /mydata. To delete all of it: /forget",
            what=tr.t(WHAT[what]),
        )
    )
