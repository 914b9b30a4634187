"""The rules in words and tables, for docs/: printed from the very tables that the code obeys, so they can't differ."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum

from casework.call import transitions as calling
from casework.call.kinds import KINDS, QUIET_FROM, QUIET_TO
from casework.capabilities import BEGINS
from casework.categories import CATEGORIES
from casework.mediation import transitions as mediating
from casework.mediation.clock import EVE_AT, MET_AFTER
from casework.model.calls import Calling, CallStep
from casework.model.issues import Action, Grade, State, Tier
from casework.model.mediations import MediationAction, MediationState
from casework.model.people import Role, Use
from casework.model.whistles import CallAction, CallState
from casework.neighbourhood.restraint import allowed
from casework.neighbourhood.rights import (
    ADMINISTER,
    BY_POST,
    BY_TIER,
    CALL_KNOWS,
    CALL_RIGHTS,
    CALLING_RIGHTS,
    CLOSED_BY_PRIVACY,
    CONFIRM_VOLUNTEERS,
    DECIDERS,
    EMERGENCIES,
    FIND_PRIVATE,
    FOR_WHO_WAS_CALLED,
    HOLD_MEETINGS,
    HOMES,
    IN_MEETING,
    KNOWS,
    MEDIATION_KNOWS,
    MEDIATION_RIGHTS,
    NAMES_IN_DANGER,
    NEVER,
    NOT_TAKEN_YET,
    OUTSIDE,
    PLAN_OUTAGES,
    PUBLISH_OPINIONS,
    READ_RECORD,
    REGISTER_MANY,
    RIGHTS,
    ROLES,
    SWITCH,
    WITH_PRIVATE,
    CallPart,
    Part,
    Posts,
    Relation,
    Row,
)
from casework.settings import GRADE_RUNGS, Settings
from casework.tiers import TIERS
from casework.transitions import TABLE
from casework.whistle.transitions import TABLE as CALLS

STATE_ZH: dict[State, str] = {
    State.REPORTED: "已上报",
    State.ACCEPTED: "已受理",
    State.DISPATCHED: "已派单",
    State.IN_PROGRESS: "办理中",
    State.WAITING: "等居民",
    State.PROMISED: "后续方案已告知",
    State.RESOLVED: "已办结",
    State.CLOSED: "已结案",
    State.REJECTED: "不予受理",
    State.WITHDRAWN: "撤回",
    State.MERGED: "合并",
}
HEAD = "<!-- Printed by `make docs` from the code's own tables; do not edit. -->\n"


def state_machine() -> str:
    """docs/state-machine.md: every action, from where, to where, by whom."""
    lines = [
        HEAD,
        "# 六步接办: the state machine",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> reported: file",
    ]
    arrows: dict[tuple[str, str], list[str]] = {}
    for (state, action), to in TABLE.items():
        if to is not None and to is not state:
            arrows.setdefault((state, to), []).append(action)
    lines += [f"    {state} --> {to}: {', '.join(actions)}" for (state, to), actions in arrows.items()]
    lines += [f"    {state} --> [*]" for state in (State.CLOSED, State.REJECTED, State.WITHDRAWN)]
    lines += ["```", "", "| state | 中文 |", "|---|---|"]
    lines += [f"| {state} | {STATE_ZH[state]} |" for state in State]
    lines += ["", "| action | from | to | who |", "|---|---|---|---|"]
    for action in Action:
        by_target: dict[str, list[str]] = {}
        for (state, one), to in TABLE.items():
            if one is action:
                target = "back to where it was" if to is None else "the same" if to is state else str(to)
                by_target.setdefault(target, []).append(state)
        who = _who(RIGHTS[action]) if action in RIGHTS else "everybody"
        if action is Action.FILE:
            lines.append(f"| file | - | reported | {who} |")
        lines += [f"| {action} | {', '.join(states)} | {target} | {who} |" for target, states in by_target.items()]
    lines += [
        "",
        f"`resolve`, `transfer` and `merge` in `reported`: {_who(NOT_TAKEN_YET)}.",
        "Cell by cell: [rights.md](rights.md).",
        "",
    ]
    lines += [
        "`hand_up` changes the tier once those above have accepted it: by `receive`, or by going on with it. Until",
        "then tier, holder and rungs stay as they are, and `hand_back` changes nothing of them. A place has the tiers",
        "district and city where somebody sits in their manager's post.",
        "",
        "`merge` asks for the right to both matters. `rate` closes what all its reporters have rated; one that is not",
        "content goes on by itself. Taken apart it is accepted, or reported where nobody has it.",
        "",
    ]
    return "\n".join(lines)


def _who(row: Row) -> str:
    """Who may, in a few words; the clock where nobody may."""
    found: dict[str, None] = {}
    for relation, posts in row.items():
        if posts is not Posts.NONE:
            here = relation in (Relation.SAME_AREA, Relation.ABOVE)
            found[f"{posts} of the place" if here else str(relation)] = None
    return ", ".join(found) or "clock"


SHOWN = (*(one for one in Relation if one is not Relation.NOBODY), Relation.NOBODY)


def rights() -> str:
    """docs/rights.md: who may do what, and who may know what."""
    lines = [
        HEAD,
        "# Who may do what, and who may know what",
        "",
        "A row is an action, or something to know; a column is a way in which somebody stands to the issue. One way",
        "that is open is enough. By a post somebody stands to an issue only while he or she holds it: whoever left a",
        "post has no right left from it. `yes` is said of a person; of a post stand the roles for which it is open,",
        "and after a slash those for which it is open while the matter is private.",
        "",
        "| words | roles |",
        "|---|---|",
        *(f"| {posts} | {_roles(roles)} |" for posts, roles in ROLES.items() if posts not in (Posts.NONE, Posts.ANY)),
        *(f"| deciders, {tier} | {_roles(DECIDERS[tier])} |" for tier in Tier),
        *(f"| deciders in a meeting, {tier} | {_roles(IN_MEETING[tier])} |" for tier in Tier),
        "",
        "## Who may do what",
        "",
        *_matrix(
            {str(action): row for action, row in RIGHTS.items()}
            | {"resolve, transfer or merge, not taken yet": NOT_TAKEN_YET}
        ),
        "",
        "`file` is everybody's, `lapse` the clock's alone. Whether an action is possible in a state:",
        "[state-machine.md](state-machine.md).",
        "",
        f"An emergency is switched on and off, and the word to all changed, by: {_roles(EMERGENCIES)}, of the place.",
        "",
        f"Households in an emergency are noted and read, door by door, by: {_roles(HOMES)} of the building,",
        "and by posts on the emergency's roster; those above read counts.",
        "",
        f"The agenda of an area, and its joint meetings, are of: {_roles(HOLD_MEETINGS)}, of that very area.",
        "",
        f"Planned outages are entered, changed and taken back by: {_roles(PLAN_OUTAGES)}, of the place or above;",
        "and by the officers of the company that supplies it: a department of the roster that is for that kind.",
        "",
        f"What a community may do without is switched on and off, by: {_roles(SWITCH)}, of the place or above;",
        f"the emergency switch by: {_roles(EMERGENCIES)}.",
        "",
        "One matter for somebody is registered by whoever holds a post; many in one go, and listening days seen, by:",
        f"{_roles(REGISTER_MANY)}. The list of a listening day is published to the residents, and",
        f"taken back, by: {_roles(PUBLISH_OPINIONS)}, of the place or above.",
        "",
        f"The bot is looked after in chat by: {_roles(ADMINISTER)}. Roster, deletion, trials, and keys and addresses",
        "of other systems are for one of the whole: of no place, or of an area with none above it.",
        "",
        "Who looked at doors and phones, at households and lists, and who was given which authority, is read by:",
        f"{_roles(READ_RECORD)}, of the place or above. Nobody reads of a matter there that is hidden",
        "from him or her.",
        "",
        "## Who may know what",
        "",
        "Asked whenever something is shown: in a view, in a list, and of every message at the moment it is written.",
        "",
        *_matrix(
            {str(what): row for what, row in KNOWS.items()}
            | {"names, flats and numbers in the words, in danger": NAMES_IN_DANGER}
        ),
        "",
        *(f"Never, whatever else is open: {what}: {', '.join(sorted(never))}." for what, never in NEVER.items()),
        "",
        f"That the community knows a volunteer is said by: {_roles(CONFIRM_VOLUNTEERS)}, of where that person lives.",
        "",
        "A mediation, and a call for volunteers, have rights of their own: [mediation.md](mediation.md),",
        "[calls.md](calls.md).",
        "",
    ]
    return "\n".join(lines)


def _matrix(rows: Mapping[str, Row]) -> list[str]:
    return [
        f"| | {' | '.join(SHOWN)} |",
        "|---" * (len(SHOWN) + 1) + "|",
        *(f"| {name} | {' | '.join(_cell(row[one], one) for one in SHOWN)} |" for name, row in rows.items()),
    ]


def _cell(posts: Posts, relation: Relation) -> str:
    if posts is Posts.NONE:
        return ""
    if relation not in BY_POST:
        return "yes / –" if relation in OUTSIDE else "yes"
    if relation not in CLOSED_BY_PRIVACY:
        return str(posts)
    if posts is Posts.MEETING or posts is Posts.RECEIVERS:
        return str(posts)
    if posts in BY_TIER:
        return f"{posts} / {Posts.MANAGERS} of them"
    open_to = FIND_PRIVATE if relation in FOR_WHO_WAS_CALLED else WITH_PRIVATE
    private = next(name for name, roles in ROLES.items() if roles == ROLES[posts] & open_to)
    return str(posts) if private is posts else f"{posts} / {private}"


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(role.replace("_", " ") for role in Role if role in roles)


def ladder(settings: Settings) -> str:
    """docs/ladder.md: the limits and rungs as they are by default."""
    lines = [
        HEAD,
        "# 5321: the response clock and the ladder",
        "",
        "Counted from T0, when the reporter filed; time spent waiting for the resident is added. These are the",
        "defaults; every one of them is a key of the configuration (config.example.toml).",
        "",
        "| after | what | met when | else |",
        "|---|---|---|---|",
        "| 0 | asked | | property steward on duty and grid head, together |",
        f"| {words(settings.rung(1).after)} | understand 了解情况 | accepted | {_rung(settings, 1)} |",
        f"| {words(settings.plan)} | agree a plan 商定方案 | grade and plan set, or a promise | the holder is nudged |",
        f"| {words(settings.reply)} | reply 回复居民 | a plan or reply was delivered | the holder is nudged |",
    ]
    for number in (2, 3, 4):
        runs = ", ".join(grade or "ungraded" for grade, rungs in GRADE_RUNGS.items() if number in rungs)
        lines.append(
            f"| {words(settings.rung(number).after)} | resolve ({runs}) | resolved, or a promise told | "
            f"{_rung(settings, number)} |"
        )
    lines += [
        "",
        *_tiers(),
        "| also | default |",
        "|---|---|",
        f"| one more person of the tier is asked, without an answer, every | {words(settings.ask_on_every)} |",
        f"| urgent: everyone again every | {words(settings.urgent_every)}, {settings.urgent_times} times |",
        f"| and from then on, until somebody answers, every | {words(settings.urgent_later)} |",
        f"| words that say danger: urgent without an answer after | {words(settings.danger_file)} |",
        f"| words that may mean danger: a line to the community after | {words(settings.danger_tell)} |",
        f'| an assignee says "we are here" within | {words(settings.report_in)} |',
        f"| waiting for the resident, at most | {words(settings.waiting_at_most)} |",
        f"| a result can be undone within | {words(settings.undo_resolve)} |",
        f"| without a rating it is closed, not rated, after | {words(settings.rate_lapse)} |",
        f"| it can be reopened after closing within | {words(settings.reopen_within)} |",
        f"| an unpressed draft is asked about after | {words(settings.draft_ask)} |",
        f"| and filed, if it has a photo or a recognised category, after | {words(settings.draft_file)} |",
        f"| today's issues without word: holders at | {settings.same_day_holders_at:%H:%M} |",
        f"| and the community at | {settings.same_day_community_at:%H:%M} |",
        f"| reminders about promises and ratings at | {settings.remind_at:%H:%M} |",
        f"| and before a promised hour by | {words(settings.promise_ahead)} |",
        f"| door and phone for a visit are erased after closing by | {words(settings.visit_note_kept)} |",
        "",
        *_service(settings),
        f"Grades: {', '.join(f'{grade} {_grade(settings, grade)}' for grade in Grade)}.",
        "",
    ]
    return "\n".join(lines)


def _tiers() -> list[str]:
    """Who decides 三议, and what of it a place may do without."""
    return [
        "A tier above the subdistrict is there where somebody has its manager's post: rung 4 goes to it instead of to",
        "the subdistrict, and matters are handed up to it. Without one nothing of it shows.",
        "",
        "| tier | manager | decision | reached by rung | joint meeting |",
        "|---|---|---|---|---|",
        *(f"| {row.key} | {row.role.replace('_', ' ')} | {row.decision} | {row.rung} | {row.meets} |" for row in TIERS),
        "",
    ]


def _service(settings: Settings) -> list[str]:
    """Service hours, what runs on outside them, and the limits by category."""
    night = [row for row in CATEGORIES.values() if row.night and not row.private]
    runs = ", ".join(f"{row.zh}" + (f" (to rung {row.night_rung})" if row.night_rung < 4 else "") for row in night)
    only_now = ", ".join(row.zh for row in CATEGORIES.values() if row.only_now)
    lines = [
        "## Service hours",
        "",
        "All these times are times of service (by default 08:00-20:00 every day, `weilinli hours`): outside, the clock",
        "stands, nobody is asked before it opens, and messages are silent. A day is the same minute of the next",
        "service day; a promised day ends at the close of service, a promised hour at itself. A public holiday is",
        "served like a Sunday, a make-up working day like a Monday.",
        "",
        "| outside the hours | |",
        "|---|---|",
        "| danger | never stands still |",
        f"| the night list runs on | {runs} |",
        f"| of use only now: the right number at once, noted, no clock | {only_now} |",
        "| anything else | from the next opening; or at once, when the reporter says that it must be tonight |",
        f"| never loud but for danger and the night list | {settings.quiet_from:%H:%M}-{settings.quiet_until:%H:%M} |",
        "",
        "| limit of a category | |",
        "|---|---|",
    ]
    for key, limit in settings.category_limits.items():
        said = f"{limit.days} working days 工作日" if limit.days else f"{limit.hours} working hours 工作时"
        lines.append(f"| {CATEGORIES[key].zh} | {said}: offered as the promised day; rung 4 not before |")
    return [*lines, ""]


def _rung(settings: Settings, number: int) -> str:
    rung = settings.rung(number)
    people = ", ".join(role.replace("_", " ") for role in rung.roles)
    deputies = "the deputies of those asked, " if rung.deputies else ""
    together = "together" if rung.all_at_once else "one after the other"
    return f"rung {number}: {deputies}{people}; {together}"


def _grade(settings: Settings, grade: Grade) -> str:
    return words(settings.rung(GRADE_RUNGS[grade][0]).after)


def words(duration: timedelta) -> str:
    """A duration as people say it."""
    minutes = int(duration.total_seconds() // 60)
    if minutes % (24 * 60) == 0 and minutes > 24 * 60:
        return f"{minutes // (24 * 60)} days"
    if minutes % 60 == 0 and minutes > 120:
        return f"{minutes // 60} h"
    return f"{minutes} min"


CALL_ZH: dict[CallState, str] = {
    CallState.WHISTLED: "吹哨",
    CallState.REPORTED_IN: "报到",
    CallState.CONSULTING: "会商",
    CallState.ACTING: "落实",
    CallState.FED_BACK: "反馈",
    CallState.ACCEPTED: "验收",
    CallState.RETURNED: "退回并说明理由",
    CallState.WITHDRAWN: "撤哨",
}


def whistles(settings: Settings, menu: Sequence[Sequence[str]]) -> str:
    """docs/whistles.md: what a department that was whistled goes through, who does it, and by when. `menu`: rows of the
    example's menu, its header first."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for (state, action), to in CALLS.items():
        if to is not state:
            arrows.setdefault((state, to), []).append(action)
    lines = [
        HEAD,
        "# 吹哨报到: whistles",
        "",
        "A whistle calls departments to a place, about an issue or on its own. Each department has a state of its own;",
        "the whistle is over when every department is accepted, taken back, or another was called instead. The issue's",
        "holder stays its holder.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> whistled: whistle",
        *(f"    {state} --> {to}: {', '.join(actions)}" for (state, to), actions in arrows.items()),
        *(f"    {state} --> [*]" for state in (CallState.ACCEPTED, CallState.WITHDRAWN)),
        "```",
        "",
        "| state | 中文 |",
        "|---|---|",
        *(f"| {state} | {CALL_ZH[state]} |" for state in CallState),
        "",
        "| action | from | to | who |",
        "|---|---|---|---|",
    ]
    for action in CallAction:
        by_target: dict[str, list[str]] = {}
        for (state, one), to in CALLS.items():
            if one is action:
                target = "the same" if to is state else "another department: whistled" if _passes(action) else str(to)
                by_target.setdefault(target, []).append(state)
        who = ", ".join(sorted(CALL_RIGHTS[action]))
        lines += [f"| {action} | {', '.join(states)} | {target} | {who} |" for target, states in by_target.items()]
    usual, urgent = _minutes(settings.report_in), _minutes(settings.urgent_report_in)
    again = "the department reads it once more, as long as it is not there"
    eve, ahead = f"{settings.whistle_eve_at:%H:%M}", _minutes(settings.whistle_ahead)
    late = "the department's leader and the subdistrict are asked, and again at twice the limit"
    grace = f"{_minutes(settings.feedback_grace)} later the subdistrict hears of it"
    look = "the grid worker is asked; what is back is reported anew, linked to the old"
    lines += [
        "",
        "Who may whistle about an issue: [rights.md](rights.md), `whistle`. At a place: a manager of it; a",
        "branch secretary asks the community, which whistles with one press. A",
        "private matter is never whistled: nothing of it may stand in a department's group.",
        "",
        "Outside the hours of service limits wait, unless it was whistled as urgent; a limit in working days 工作日 is",
        "the close of that day.",
        "",
        "| limit | default | else |",
        "|---|---|---|",
        f"| report in | {usual}, urgent {urgent}, planned: its day and hour, or as the menu says | {late} |",
        f"| reminder of a planned one | {eve} on the eve, {ahead} before | {again} |",
        f"| feedback | {_minutes(settings.feedback)}, or as the menu says | the department is nudged, {grace} |",
        f"| look again | a week, a month, if whoever whistled asks for it | {look} |",
        "",
        "The menu 吹哨清单 is a sheet of the roster ([roster](roster.md)): whoever whistles presses a line of it, and",
        "has its departments and limits. The one of the example, `docs/examples/beiji-menu.csv`:",
        "",
        *_rows(menu),
        "",
    ]
    return "\n".join(lines)


def _rows(rows: Sequence[Sequence[str]]) -> list[str]:
    head, *rest = ("| {} |".format(" | ".join(row)) for row in rows)
    return [head, "|---" * len(rows[0]) + "|", *rest]


LIMITED: dict[Use, tuple[str, str]] = {
    Use.REPORT: (
        "reports",
        "kept as a draft, with the property's phone; danger, and people with a post, are not refused",
    ),
    Use.PHOTO: (
        "photos and recordings sent privately",
        "not kept, said once a minute; the words under it are; danger, and people with a post, are not refused",
    ),
    Use.PRESS: ("presses of buttons, in chat and on the board", "nothing is done; a pop-up asks for a minute"),
    Use.GROUP_COMMAND: ("commands in groups", "asked to write privately"),
    Use.NUDGE: ("nudges of one matter", "told when the next one may come"),
    Use.DRAFT: ("one draft", "told that it is full, and can be reported"),
}
"""What is limited; what happens to more of it."""


def limits(settings: Settings) -> str:
    """docs/limits.md: what one person may cause."""
    lines = [
        HEAD,
        "# What one person may cause",
        "",
        "So that others are still heard. These are the defaults, keys of `[limits]` in the configuration. Whoever",
        "looks after a place sees on the board how often somebody was refused there, not who.",
        "",
        "| what | at most | more |",
        "|---|---|---|",
    ]
    for what, (name, more) in LIMITED.items():
        times = [f"{n} in {_span(within)}" for n, within in allowed(what, settings)]
        size = [f"{settings.draft_characters} characters, {settings.draft_photos} photos"] if what is Use.DRAFT else []
        lines.append(f"| {name} | {', '.join(times + size)} | {more} |")
    return "\n".join([*lines, ""])


def _span(length: timedelta) -> str:
    """A length, also of a minute, an hour or a day."""
    names = {timedelta(minutes=1): "a minute", timedelta(hours=1): "an hour", timedelta(days=1): "a day"}
    return names.get(length) or words(length)


def _passes(action: CallAction) -> bool:
    return action is CallAction.CALL_ANOTHER


def _minutes(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"


def mediation(settings: Settings) -> str:
    """docs/mediation.md: the states of a mediation, who may do what in it, and who may know what of it."""
    states: list[MediationState] = list(MediationState)
    actions: list[MediationAction] = list(MediationAction)
    rows = {state: {a: mediating.TABLE[state, a] for a in actions if (state, a) in mediating.TABLE} for state in states}
    days = settings.mediation_still // timedelta(days=1)
    lines = [
        HEAD,
        "# Mediation 调解",
        "",
        "A private quarrel that is in no danger and complains of nobody in office can become a mediation, by a press",
        "of whoever has it or decides it ([rights.md](rights.md), `mediate`). Whoever reported it is asked first, by",
        "the mediator's name. After a yes the mediator reads what was reported, and hands a link to the other side; it",
        "says neither who reported it nor what; of a side without an account here the mediator presses what it said.",
        "Nothing of it is ever on a card, in a group or on the wall. Its words are on a timeline of its own, which is",
        f"erased {settings.visit_note_kept // timedelta(days=1)} days after the end; of a person at once by /forget.",
        "",
        "## States",
        "",
        "| state | action | state after |",
        "|---|---|---|",
        *(f"| {state} | {action} | {after} |" for state, row in rows.items() for action, after in row.items()),
        "",
        "`confirm` leads to `agreed` once both sides have. `choose` asks both sides anew, for they agreed to a person",
        "and not to an office: a mediator who leaves the post, or gives it back, makes it `vacant`. It ends, too, when",
        "its report is taken back or a side wants to be forgotten.",
        "",
        "## Who may do what",
        "",
        *_columns(Part, {str(action): parts for action, parts in MEDIATION_RIGHTS.items()}),
        "",
        "Where the mediator may answer for a side, it is one without an account here.",
        "",
        "## Who may know what",
        "",
        *_columns(Part, {str(what): parts for what, parts in MEDIATION_KNOWS.items()}),
        "",
        "Nobody else has a part in it, whatever post he or she holds; the mediator has while the post is his or hers.",
        "",
        "## What is due",
        "",
        "| when | what |",
        "|---|---|",
        f"| nothing has happened for {days} days, or since the appointment | the mediator has the card anew |",
        f"| {2 * days} days | whoever has the matter hears of it |",
        f"| {EVE_AT:%H:%M} on the eve of the appointment | both sides and the mediator are reminded |",
        f"| {_minutes(MET_AFTER)} after it | the mediator is asked how it was |",
        "",
    ]
    return "\n".join(lines)


def calls(settings: Settings) -> str:
    """docs/calls.md: what can be called, the states of a call, who may do what in it, and who may know what of it."""
    table = calling.TABLE
    rows = {state: {one: table[state, one] for one in CallStep if (state, one) in table} for state in Calling}
    lines = [
        HEAD,
        "# Calls 发起",
        "",
        "Something is said to an audience, each is asked for one kind of answer, by a time; it closes, and the result",
        "goes back to where it was said. Each practice is a row.",
    ]
    for kind, row in KINDS.items():
        circles = ", ".join(str(one) for one in row.circles)
        lines += [
            "",
            f"## {kind} {row.zh}",
            "",
            "| | |",
            "|---|---|",
            f"| opened by | {_who(RIGHTS[row.opens])}; where it is switched on: {BEGINS[row.opens]} |",
            f"| said to | {row.said_to} |",
            f"| not for | what is private; {', '.join(sorted(row.not_for))} |",
            f"| asked for | {row.asked_for} |",
            f"| circles | {circles}: one wider every {_minutes(settings.call_widen)}, at once where nobody lives |",
            f"| never asked | {QUIET_FROM:%H:%M}-{QUIET_TO:%H:%M}, unless it is urgent |",
            f"| reminded | {row.reminded} |",
            f"| closes | {row.closes} ({_minutes(settings.call_closes)} at most) |",
            f"| afterwards | {row.afterwards} |",
            f"| who sees who answered what | {row.sees} |",
            f"| quorum | {row.quorum} |",
            f"| kept | {row.kept}: {settings.visit_note_kept // timedelta(days=1)} days |",
        ]
    lines += [
        "",
        "## States",
        "",
        "| state | step | state after |",
        "|---|---|---|",
        *(f"| {state} | {one} | {after} |" for state, row in rows.items() for one, after in row.items()),
        "",
        "The last `come` that was needed makes it `full`. `widen` and `close` are the clock's alone. Answers are",
        "idempotent; the newest counts.",
        "",
        "## Who may do what",
        "",
        *_columns(CallPart, {str(one): parts for one, parts in CALLING_RIGHTS.items()}),
        "",
        "## Who may know what",
        "",
        *_columns(CallPart, {str(what): parts for what, parts in CALL_KNOWS.items()}),
        "",
        "Its resident reads who comes. Whoever says nothing is only counted: of every call, those who were asked are",
        "those it reached who answered, those it reached who said nothing, and those it did not reach.",
        "",
    ]
    return "\n".join(lines)


def _columns(columns: Iterable[StrEnum], rows: Mapping[str, Collection[StrEnum]]) -> list[str]:
    names = list(columns)
    return [
        f"| | {' | '.join(names)} |",
        "|---" * (len(names) + 1) + "|",
        *(f"| {name} | {' | '.join('yes' if one in parts else '' for one in names)} |" for name, parts in rows.items()),
    ]
