"""First contact and what is always there: consent, where one lives, the permanent keyboard, finding someone, more."""

from collections.abc import Collection, Mapping, Sequence

from bot.views.common import colon, names, role_name
from bot.views.hours import hours_text
from bot.views.pieces import button
from bot.views.utilities import utility_lines
from bot.views.view import NOTHING, Button, PublicView, Rows, View, esc, glue, in_rows, known, put, rows
from casework.hours import ALL_DAY, Hours
from casework.model.people import Post, Role
from casework.model.places import HOUSES, Area, Estate, Mode, Supply, Utility
from casework.neighbourhood.binding import BINDERS
from casework.neighbourhood.rights import (
    ANY_POST,
    EMERGENCIES,
    HOLD_MEETINGS,
    HOMES,
    MANAGERS,
    OVERSEERS,
    PLAN_OUTAGES,
    REGISTER_MANY,
)
from casework.rota import ON_ROTA
from locales.markup import Html, PublicHtml
from locales.translator import LANGUAGES, WHOLE, Translator, mark, translator

REPORT, MINE, FIND, MORE = mark("🙋 Report"), mark("📋 My reports"), mark("📞 Find someone"), mark("⋯ More")
WORK, AREA, AWAY = mark("📥 My work"), mark("🗺 My area"), mark("🌙 I'm away")
KEYBOARD = ((REPORT, MINE), (FIND, MORE))
STAFF_KEYBOARD = ((WORK, AREA), (AWAY, FIND), (REPORT, MORE))
LANGUAGE_NAMES = {"zh_CN": "中文", "en": "English", "ko": "조선말"}
PAGE = 30
"""Buttons of buildings on one page."""


LOOKS_AFTER: dict[Mode, str] = {
    Mode.COMPANY: mark("Property company {company}, at any hour: {phone}"),
    Mode.SELF_MANAGED: mark("Your own owners look after the estate, {company}: {phone}"),
    Mode.OWNER_UNIT: mark("The owner unit {company} looks after the estate: {phone}"),
    Mode.COMMITTEE: mark("The management committee {company} looks after the estate: {phone}"),
    Mode.COMMUNITY: mark("The community looks after the estate: {phone}"),
}
"""Whom residents phone, by who looks after their estate."""


def keys(tr: Translator) -> tuple[tuple[str, ...], ...]:
    """The permanent keyboard."""
    return tuple(tuple(tr.t(word) for word in line) for line in KEYBOARD)


def staff_keys(tr: Translator, *, board: bool = True) -> tuple[tuple[str, ...], ...]:
    """The permanent keyboard of whoever holds a post; `board`: of whoever looks after an area."""
    return tuple(tuple(tr.t(word) for word in line if board or word != AREA) for line in STAFF_KEYBOARD)


def key_words() -> dict[str, str]:
    """What the keyboards' buttons send, in any language -> which button it is."""
    words = {word for line in (*KEYBOARD, *STAFF_KEYBOARD) for word in line}
    return {translator(language).t(word): word for language in LANGUAGES for word in words}


def with_keys(text: Html, tr: Translator) -> View:
    """Words, with the permanent keyboard below."""
    return View(text, keys=keys(tr))


def consent(community: str, area_id: int, tr: Translator) -> View:
    """In plain words, before anything else (domain.md §7)."""
    hello = (
        tr.t("Hello, I am the automatic helper of {community}'s neighbourhood.", community=esc(community))
        if community
        else tr.t("Hello, I am the neighbourhood's automatic helper.")
    )
    lines: list[Html] = [
        put(
            "{} {}",
            hello,
            tr.t(
                "Tell me what is wrong at your door: I find the property company and the grid head at once, "
                "and if nobody takes it, I go higher up."
            ),
        ),
        NOTHING,
        tr.t("First, so that you know:"),
        tr.t("· Groups read only which building and what, never who you are."),
        tr.t("· Your door number and phone are shown to the one person who comes, to nobody else."),
        tr.t("· You can have your data deleted at any time: “More → Delete my data”."),
        tr.t(
            "· This program's servers are not in mainland China. "
            "Don't send identity cards, bank cards or medical papers."
        ),
    ]
    return View(
        glue("\n", lines),
        rows(
            button(tr.t("I agree, let's start"), "consent", area_id, says="yes"),
            button(tr.t("Not now"), "decline", says="no"),
        ),
    )


def declined(tr: Translator) -> View:
    """Not now."""
    return View(
        tr.t("All right. For anything urgent: 119, 110, 120, hotline 12345. When you want to use this, send /start.")
    )


def where_do_you_live(
    options: Sequence[tuple[str, int, int, bool]], draft_id: int, at: tuple[int, int], page: int, tr: Translator
) -> View:
    """One step down the tree. An option is (name, area id, estate id, whether it is the end).

    `at`: the area and the estate whose options these are.
    """
    shown = options[page * PAGE : (page + 1) * PAGE]
    buttons = [
        button(name, "live", draft_id, area_id) if last else button(name, "walk", draft_id, area_id, estate_id, 0)
        for name, area_id, estate_id, last in shown
    ]
    width = 3 if shown and shown[0][3] else 2
    lines = [*in_rows(buttons, width)]
    turn_page = []
    if page:
        turn_page.append(button(tr.t("◀ Before"), "walk", draft_id, *at, page - 1))
    if len(options) > (page + 1) * PAGE:
        turn_page.append(button(tr.t("More ▶"), "walk", draft_id, *at, page + 1))
    lost = button(
        tr.t("I can't find mine") if not draft_id else tr.t("It is not in this list"), "lost", draft_id, at[0]
    )
    if draft_id and shown and shown[0][3]:
        lines.append((button(tr.t("In none of these buildings"), "yard", draft_id, shown[0][1]),))
    passing = () if draft_id else (button(tr.t("I don't live here"), "passing"),)
    lines += [tuple(turn_page), (lost, *passing)]
    if at != (0, 0):
        lines.append((button(tr.t("From the beginning"), "walk", draft_id, 0, 0, 0),))
    text = (
        tr.t("Which building is it?")
        if draft_id
        else tr.t("Which building do you live in? Scanning the code at its door is easiest, or choose here.")
    )
    return View(text, tuple(line for line in lines if line))


def passing_by(tr: Translator) -> View:
    """A courier, or whoever only passes by, has no home here."""
    return View(tr.t("That's fine. Write what is wrong and where, or send a photo; I ask for the place each time."))


def which_estate(tr: Translator) -> View:
    """More buildings have that number than can be offered."""
    return View(tr.t("Many estates have a building of that number. Please write the estate's name with it."))


def home_done(place: str, tr: Translator) -> View:
    """Noted; the big button is below."""
    text = tr.t(
        "Noted: {place}. Below is a big button “🙋 Report”, press it whenever something is wrong.", place=esc(place)
    )
    return with_keys(text, tr)


def home_unknown(tr: Translator) -> View:
    """Can't find mine."""
    return View(tr.t("No matter. Write me the estate's name and the building's number. You can report all the same."))


def home_noted(tr: Translator) -> View:
    """Not matched with the tree; reports work all the same."""
    text = tr.t(
        "Noted. I could not match it with a building; when you report, write the estate and the building into it."
    )
    return with_keys(text, tr)


def is_this_home(area_id: int, place: str, tr: Translator) -> View:
    """A code of another building than one's home was scanned."""
    return View(tr.t("This is the code of {place}.", place=esc(place)), _lives_or_reports(area_id, tr))


def moved_there(area_id: int, place: str, tr: Translator) -> View:
    """Another building than one's home was said to be it."""
    return View(tr.t("Do you live at {place} now?", place=esc(place)), _lives_or_reports(area_id, tr))


def _lives_or_reports(area_id: int, tr: Translator) -> Rows:
    return rows(
        button(tr.t("I live here"), "live", 0, area_id),
        button(tr.t("I only report here"), "report_here", area_id),
    )


def contacts(
    people: Sequence[Post],
    estate: Estate | None,
    place: str,
    numbers: Mapping[Supply, Utility],
    tr: Translator,
    *,
    hours: Hours = ALL_DAY,
) -> View:
    """Who is responsible for my door, with the phones of the posts and the hours of service, and the numbers for
    emergencies."""
    lines: list[Html] = [tr.t("These people are there for {place}:", place=esc(place))] if place else []
    seen: dict[PublicHtml, list[PublicHtml]] = {}
    for post in people:
        said = glue(" ", [word for word in (known(post.name), known(post.phone)) if word])
        if said and said not in seen.setdefault(role_name(post.role, tr), []):
            seen[role_name(post.role, tr)].append(said)
    lines += [put("{}{}{}", role, colon(tr), names(found, tr)) for role, found in seen.items() if found]
    if estate is not None and estate.phone:
        lines.append(tr.t(LOOKS_AFTER[estate.mode], company=esc(estate.company), phone=esc(estate.phone)))
    lines += [line] if (line := served(hours, tr)) else []
    lines += utility_lines(numbers, tr)
    lines.append(tr.t("Fire 119, police 110, ambulance 120, hotline 12345"))
    return with_keys(glue("\n", lines), tr)


def served(hours: Hours, tr: Translator) -> PublicHtml:
    """A line of a contact card; nothing where no hours were set."""
    said = known(hours_text(str(hours), tr))
    return known("") if hours.always else tr.t("Hours: {hours}; with danger write at any hour", hours=said)


def more(tr: Translator, roles: Collection[Role] = (), *, volunteers: bool = False) -> View:
    """Language, home, help, deleting; above them the tools of whoever holds a post. `volunteers`: they are called where
    the reader lives."""
    buttons: Rows = rows(
        button(tr.t("How it works"), "help"),
        button(tr.t("📣 Echo wall"), "wall"),
        *((button(tr.t("🙋 Volunteers"), "vol"),) if volunteers else ()),
        (button("中文 / English / 조선말", "languages"), button(tr.t("I moved"), "walk", 0, 0, 0, 0)),
        button(tr.t("What you know of me"), "my_data"),
        button(tr.t("Delete my data"), "forget"),
    )
    tools = [tr.t(words) for allowed, words in (*TOOLS, REGISTERS) if allowed & set(roles)]
    ledger = rows(button(tr.t("📒 Ledger"), "s_ledger")) if MANAGERS & set(roles) else ()
    return View(glue("\n", [*tools, tr.t("What would you like?")]), (*ledger, *buttons))


def languages(tr: Translator, *, staff: bool = False) -> View:
    """Which language? Whoever works here chooses among those in which all of it can be read."""
    choice = {code: name for code, name in LANGUAGE_NAMES.items() if not staff or code in WHOLE}
    one_each = tuple(button(name, "language", word=code) for code, name in choice.items())
    return View(tr.t("Which language?"), rows(one_each))


def help_text(tr: Translator, roles: Collection[Role] = (), *, volunteers: bool = False) -> View:
    """How it works, in a few lines: for residents, or for whoever holds a post. `volunteers`: they are called there."""
    if roles:
        calls = [tr.t("A hand is needed? “Call volunteers” below the card, under “More”.")] if volunteers else []
        return with_keys(glue("\n", [*_staff_help(roles, tr), *calls]), tr)
    lines: list[Html] = [
        tr.t(
            "Write one sentence, take a photo or send a voice message: what is wrong, and where. "
            "Then press “Report it”."
        ),
        tr.t("You get a number, and I tell you who takes it, what will be done and when it is done."),
        tr.t("Nobody answers? I go higher up by myself, you need not chase anybody."),
        tr.t("To say something to whoever works on it, answer my message about it."),
        *([tr.t("To lend a neighbour a hand as a volunteer: /zhiyuan.")] if volunteers else []),
        tr.t("Everything I know of you: /mydata. To have it deleted: /forget."),
    ]
    return with_keys(glue("\n", lines), tr)


TOOLS: tuple[tuple[frozenset[Role], str], ...] = (
    (OVERSEERS, mark("/board: your area, red first.")),
    (MANAGERS, mark("/chuishao: whistle a department here, or see who was whistled; “whistle for No. 1” does it too.")),
    (HOLD_MEETINGS, mark("/yicheng: the agenda of the joint meeting, and the meeting itself.")),
    (MANAGERS, mark("The month's report and the ledger: “the figures of this month”, or “📒 Ledger” below /board.")),
    (frozenset(ON_ROTA), mark("/zhiban: the rota and swaps; “who is on duty tonight” names all.")),
    (PLAN_OUTAGES, mark("/tingshui: planned outages of water, power, heat or gas; I tell the residents.")),
)
"""What whoever has one of these roles has beside the matters themselves: a line of help each."""
REGISTERS = (
    ANY_POST,
    mark("/dengji and a sentence: what somebody without this app told you, on the phone or at the door."),
)


def _staff_help(roles: Collection[Role], tr: Translator) -> list[PublicHtml]:
    lines = [
        tr.t("When somebody needs you I write to you here, with buttons: take it, say how and when, done."),
        tr.t(REGISTERS[1]),
        *_of_many(roles, tr),
        tr.t("/huoer: your work. What the resident wrote stands in the card; your answer to my message reaches them."),
    ]
    lines += [tr.t(words) for allowed, words in TOOLS if allowed & set(roles)]
    if EMERGENCIES & set(roles):
        lines.append(tr.t("/yingji: the emergency switch; all groups are told at once, and it ends by itself."))
    if HOMES & set(roles):
        lines.append(tr.t("/zhuhu: in an emergency, who of your buildings moved, refuses or must be carried."))
    lines.append(tr.t("Not here for a while? “I'm away”: your deputy is asked meanwhile."))
    if BINDERS & set(roles):
        lines.append(tr.t("/bind and /unbind, sent in a group, tie it to an area or untie it. /groups: links for it."))
    if Role.ADMIN in roles:
        lines.append(tr.t("/links: one-time links for the posts; /links and a few words finds a post."))
        lines.append(tr.t("/admin: how the bot is, the roster as a file and back, trials."))
    lines.append(tr.t("To report something yourself: /bao and what it is."))
    return lines


def _of_many(roles: Collection[Role], tr: Translator) -> list[PublicHtml]:
    if not REGISTER_MANY & set(roles):
        return []
    return [
        tr.t(
            "A listening day, or many matters at once: send me the table (XLSX or CSV), or press “Several at once” "
            "after /dengji."
        ),
        tr.t("/kentan: what became of it, and the list for the residents."),
    ]


def what_happened(tr: Translator) -> View:
    """After the report button."""
    return with_keys(tr.t("What is wrong? A sentence, a photo or a voice message will do."), tr)


def in_a_group(command: str, tr: Translator) -> View:
    """A command that has its place in a group."""
    return View(tr.t("Please send {command} in the group that it is about.", command=esc(command)))


def privately(bot_username: str, tr: Translator) -> PublicView:
    """What is asked of the bot alone is answered privately."""
    link = Button(tr.t("Write to me privately"), url=f"https://t.me/{bot_username}?start=news")
    return PublicView(
        tr.t("To report something here: /bao and what is wrong. Everything else privately, please."), rows(link)
    )


def forget(tr: Translator) -> View:
    """What will be deleted; really?"""
    text = tr.t(
        "I delete your name, your home, your address in this chat, your drafts, the door number and phone you gave, "
        "and of your reports the words, photos, voices and the spot on the map. What is still open I take back first; "
        "danger, and what neighbours have too, goes on without you, and its words stay until it is over, without "
        "names; of what only a few read no word stays. It cannot be taken back."
    )
    stays = tr.t("What I sent to people's phones before may stay in their chats: I delete what I have stored myself.")
    text = put("{}\n\n{}", text, stays)
    yes = button(tr.t("Yes, delete"), "forget_yes", says="yes")
    no = button(tr.t("No, keep it"), "forget_no", says="no")
    return View(text, rows(yes, no))


def my_data(content: bytes, tr: Translator) -> View:
    """The file, and what it is."""
    text = tr.t("This is everything I have stored about you. It is for you alone: think before you pass it on.")
    return View(text, file=("weilinli-mydata.json", content))


def forgotten(tr: Translator) -> View:
    """Done; the last words."""
    return View(tr.t("Deleted. If you ever need me again, send /start."))


def area_name(areas: Sequence[Area], estate: Estate | None) -> str:
    """A place in words, of an area's line: estate, building and unit, else the smallest area. Not HTML yet."""
    house = [one.name for one in reversed(areas) if one.kind in HOUSES]
    return "".join((estate.name if estate else "", *house)) or (areas[0].name if areas else "")
