"""What the bot says about itself: the menu of commands, and that a message was kept."""

from collections.abc import Collection

from bot.views.view import View
from casework.capabilities import Capability
from casework.model.deadlines import DeadlineKind
from casework.model.people import Role
from casework.neighbourhood.binding import BINDERS
from casework.neighbourhood.rights import (
    ADMINISTER,
    ASK_FOR_WHISTLES,
    EMERGENCIES,
    HOLD_MEETINGS,
    HOMES,
    MANAGERS,
    OVERSEERS,
    PLAN_OUTAGES,
    REGISTER_MANY,
    SET_HOURS,
    SWITCH,
)
from casework.rota import ON_ROTA
from locales.translator import Translator, mark

PRIVATE_COMMANDS: tuple[tuple[str, str], ...] = (
    ("bao", mark("Report something")),
    ("wode", mark("My reports")),
    ("dianhua", mark("Find someone")),
    ("huiyin", mark("Echo wall: what became of it")),
    ("mydata", mark("What the bot knows of me, as a file")),
    ("forget", mark("Delete my data")),
    ("help", mark("How it works")),
    ("start", mark("Start, or choose the home anew")),
    ("report", mark("Report something (as /bao)")),
)
"""What everybody sees in private. Commands are Latin letters only (Bot API, BotCommand): pinyin, described in
Chinese."""

GROUP_COMMANDS: tuple[tuple[str, str], ...] = (
    ("bao", mark("Report something, or answer somebody's message with it")),
    ("report", mark("Report something (as /bao)")),
    ("huiyin", mark("Echo wall: what became of it")),
    ("guanyu", mark("What I do in this group, and whether I read along")),
    ("help", mark("How it works")),
)

GROUP_ADMIN_COMMANDS: tuple[tuple[str, str], ...] = (
    *GROUP_COMMANDS,
    ("bind", mark("Tie this group to an area")),
    ("unbind", mark("Untie this group")),
    ("tingting", mark("Read along in this group, or no longer")),
)
"""What administrators of a group see in it."""


WHISTLING = MANAGERS | ASK_FOR_WHISTLES | {Role.DEPARTMENT_OFFICER}


OF_CAPABILITY = {
    "kentan": Capability.MANY_AT_ONCE,
    "chuishao": Capability.WHISTLES,
    "yicheng": Capability.MEETINGS,
    "tingshui": Capability.OUTAGES,
    "yingji": Capability.EMERGENCY,
}
"""Commands that are offered where this is on."""


def menu_of(
    roles: Collection[Role], tr: Translator, *, off: Collection[Capability] = ()
) -> tuple[tuple[str, str], ...]:
    """The commands of whoever holds posts with these roles, most used first; without a post none of one's own. `off`:
    what is on nowhere where the posts are."""
    if not roles:
        return ()
    of_posts = [
        ("huoer", mark("My work")),
        ("dengji", mark("Register a matter for somebody")),
    ]
    if set(ON_ROTA) & set(roles):
        of_posts.append(("zhiban", mark("Who is on duty this week")))
    if REGISTER_MANY & set(roles):
        of_posts.append(("kentan", mark("Listening days")))
    if OVERSEERS & set(roles):
        of_posts.append(("board", mark("My area, red first")))
    if WHISTLING & set(roles):
        of_posts.append(("chuishao", mark("Whistles")))
    if HOLD_MEETINGS & set(roles):
        of_posts.append(("yicheng", mark("Agenda of the joint meeting")))
    if PLAN_OUTAGES & set(roles):
        of_posts.append(("tingshui", mark("Planned outages")))
    if EMERGENCIES & set(roles):
        of_posts.append(("yingji", mark("Emergency switch")))
    if HOMES & set(roles):
        of_posts.append(("zhuhu", mark("Households, in an emergency")))
    if BINDERS & set(roles):
        of_posts.append(("groups", mark("Tie groups to areas")))
    if SWITCH & set(roles):
        of_posts.append(("gongneng", mark("What is switched on here")))
    if (SET_HOURS | ADMINISTER) & set(roles):
        of_posts.append(("shijian", mark("Hours and days")))
    if Role.ADMIN in roles:
        of_posts.append(("links", mark("Links for posts")))
        of_posts.append(("admin", mark("Look after the bot")))
    of_posts.append(("tuichu", mark("Give back a post")))
    offered = [(name, what) for name, what in of_posts if OF_CAPABILITY.get(name) not in off]
    return tuple((name, tr.t(what)) for name, what in (*offered, *PRIVATE_COMMANDS))


def stood_still(tr: Translator) -> View:
    """To whoever wrote while nobody was at work."""
    return View(
        tr.t(
            "I stood still for a while, and have read only now what you sent. Nothing of it is lost. I am sorry that "
            "you had to wait."
        )
    )


AGENDA: dict[DeadlineKind, str] = {
    DeadlineKind.UNDERSTAND: mark("somebody takes it"),
    DeadlineKind.PLAN: mark("a plan is agreed"),
    DeadlineKind.REPLY: mark("the resident is told"),
    DeadlineKind.RESOLVE: mark("it is done"),
    DeadlineKind.ASK_ON: mark("the next one is asked"),
    DeadlineKind.URGENT_ASK: mark("everybody is called again"),
    DeadlineKind.DANGER_FILE: mark("everybody is called"),
    DeadlineKind.DANGER_MAYBE: mark("the community hears of a possible danger"),
    DeadlineKind.REPORT_IN: mark("whoever it was given to is there"),
    DeadlineKind.WAITING_END: mark("the clock goes on without an answer"),
    DeadlineKind.PROMISE_EVE: mark("the eve of the promised day"),
    DeadlineKind.PROMISE_DAY: mark("the promised day"),
    DeadlineKind.PROMISE_HOUR: mark("the promised hour comes near"),
    DeadlineKind.PROMISE_END: mark("the end of the promised day"),
    DeadlineKind.PROMISE_HALF: mark("half the time of a long promise"),
    DeadlineKind.PROMISE_WEEK: mark("a week before the promised day"),
    DeadlineKind.RATE_REMINDER: mark("the rating is asked for again"),
    DeadlineKind.LAPSE: mark("it ends without a rating"),
    DeadlineKind.PUT_OFF_END: mark("what was put off is talked over again"),
    DeadlineKind.OUTSIDE_DAY: mark("the last day of another system's order comes near"),
    DeadlineKind.VISIT_ERASE: mark("door and phone are erased"),
    DeadlineKind.DRAFT_ASK: mark("an unpressed report is asked about"),
    DeadlineKind.DRAFT_FILE: mark("an unpressed report is filed"),
    DeadlineKind.OPENING: mark("service begins, and those on duty are asked"),
    DeadlineKind.RECORDED: mark("what was noted at night ends"),
    DeadlineKind.OUTAGE_END: mark("a planned outage is over"),
    DeadlineKind.RETIME: mark("what is open is due at other times"),
    DeadlineKind.SAME_DAY_HOLDERS: mark("the day's list for the holders"),
    DeadlineKind.SAME_DAY_COMMUNITY: mark("the day's list for the community"),
    DeadlineKind.SEAT_EXPIRES: mark("a request for a post that nobody answered"),
    DeadlineKind.SPREAD: mark("the next of many are told"),
    DeadlineKind.COUNT: mark("it is counted to how many a word came"),
    DeadlineKind.EMERGENCY_ASK: mark("an emergency ends soon"),
    DeadlineKind.EMERGENCY_END: mark("an emergency ends by itself"),
    DeadlineKind.EMERGENCY_FIGURES: mark("the figures of an emergency's day"),
    DeadlineKind.SHIFT_TURN: mark("duty changes hands"),
    DeadlineKind.SHIFT_TAKEN: mark("whoever is on duty has said so"),
    DeadlineKind.TRIAL_END: mark("an area has tried it out"),
    DeadlineKind.WALL_WEEK: mark("the week's wall for the residents' groups"),
    DeadlineKind.CHECKS: mark("what closed unrated is asked after"),
    DeadlineKind.ABSENCE_BEGINS: mark("somebody is away from now on, as was said before"),
    DeadlineKind.DUTY_GAPS: mark("hours that are nobody's are looked for"),
    DeadlineKind.WHISTLE_REPORT_IN: mark("the departments that were whistled are there"),
    DeadlineKind.WHISTLE_AHEAD: mark("the departments are reminded of a planned whistle"),
    DeadlineKind.WHISTLE_FEEDBACK: mark("the departments have said what was done"),
    DeadlineKind.MEETING_DAY: mark("a joint meeting is near"),
    DeadlineKind.MEETING_END: mark("a joint meeting ends"),
    DeadlineKind.MEDIATION_STILL: mark("nothing has happened in a mediation"),
    DeadlineKind.MEDIATION_EVE: mark("a mediation meets tomorrow"),
    DeadlineKind.MEDIATION_MET: mark("a mediation has met"),
    DeadlineKind.CALL_WIDEN: mark("volunteers one circle wider are asked"),
    DeadlineKind.CALL_CLOSE: mark("no volunteer is asked any more"),
    DeadlineKind.CALL_CAME: mark("it is asked which volunteers came"),
    DeadlineKind.MENDED: mark("what its reporter calls mended ends"),
    DeadlineKind.LOOK_AGAIN: mark("somebody looks again whether it is still fine"),
}
"""What is due next, in words: for the sandbox's page."""


def agendum(kind: DeadlineKind, number: int | None, tr: Translator) -> str:
    """One line of what is due next."""
    what = tr.t(AGENDA[kind])
    return tr.t("No. {number}: {what}", number=number, what=what) if number else what


def kept(tr: Translator) -> View:
    """A handler failed, again and again: nothing is lost, somebody will look at it."""
    return View(tr.t("Something is wrong on my side. What you sent is kept, and somebody will look at it."))
