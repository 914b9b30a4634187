"""Registering for somebody who has no account: a call, a slip at the gate, an order of the hotline
(around-an-issue.md §6). What is registered is a draft with a source; it is checked and filed as every other."""

from casework.clock.falling_due import note_due
from casework.clock.ladder import on_duty_or_above
from casework.issue.doing import matter
from casework.issue.drafts import set_aside
from casework.issue.recognising import ask_whose
from casework.issue.visiting import GiveVisit, keep_note
from casework.messages import Kind, Priority, redraw, tell_person
from casework.model.conversation import Draft
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, Issue, Source
from casework.model.people import Post, Role
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.rights import ANY_POST
from casework.ports import IssueDue, Work
from casework.refusals import NotPossibleNow, NotYours
from casework.transitions import STANDING
from casework.words.later import later
from casework.words.phones import PHONE_NUMBER

SOURCES = (
    Source.PHONE,
    Source.VISIT,
    Source.PAPER,
    Source.QUESTION_WALL,
    Source.STEWARD_GROUP,
    Source.PATROL,
    Source.LISTENING_DAY,
    Source.HOTLINE,
)
"""By which ways staff hear of something, likeliest first."""
DAYS_BACK = 7
"""How long ago it may have been told, in days, on buttons."""


WORDS: dict[Source, tuple[str, ...]] = {
    Source.HOTLINE: ("12345", "工单", "热线转"),
    Source.PAPER: ("纸条", "条子", "意见箱", "意见簿"),
    Source.QUESTION_WALL: ("问题墙",),
    Source.STEWARD_GROUP: ("管家群",),
    Source.LISTENING_DAY: ("恳谈",),
    Source.PATROL: ("巡查", "巡逻", "巡楼"),
    Source.VISIT: ("当面", "上门说", "来社区说", "来社区反映", "找我说", "跟我说", "碰见"),
}
"""What in the words says by which way it came; a phone call where nothing does."""


FOR_SOMEBODY = later(
    r"(?:帮|替|代|给|为).{0,10}?(?:报|登记|反映|登|记)(?!警|销|名|表|酬|纸|废|志|案)|来电|来过?电话|打(?:了|过|来)?(?:个)?电话|电话里|打(?:到|来)(?:社区|物业|网格|我)"
    r"|(?:居民|住户|业主|大[妈爷娘姨]|阿姨|奶奶|爷爷|老[\u4e00-\u9fff](?:家|头)|[\u4e00-\u9fff]家)(?!电)"
)


def passes_on_a_call(words: str) -> bool:
    """ "帮刘大爷报 3号楼水管漏了 139…": what somebody told, with the phone by which he is found."""
    return PHONE_NUMBER.search(words) is not None and FOR_SOMEBODY.search(PHONE_NUMBER.sub(" ", words)) is not None


def source_in(words: str) -> Source:
    """By which way it came, as far as the words say so."""
    plain = PHONE_NUMBER.sub(" ", words)
    return next((source for source, signs in WORDS.items() if any(one in plain for one in signs)), Source.PHONE)


async def may_register(command: OfPerson, work: Work) -> list[Post]:
    """Whoever holds a post may: those posts. Raises NotYours."""
    posts = await work.posts_of(command.by)
    if not posts:
        raise NotYours(action=None, roles=ANY_POST)
    return posts


async def begin_registering(command: OfPerson, work: Work) -> Draft:
    """An empty draft for what comes next; one that was begun before is kept, to be filed from its buttons. It is where
    the post is, not at the home of whoever sits in it, until something else is said. Raises NotYours."""
    posts = await may_register(command, work)
    if begun := await work.open_draft(command.by):
        await set_aside(begun, command.at, work)
    area_id = next((post.area_id for post in posts if post.area_id is not None), None)
    draft = Draft(id=work.new_id(), person_id=command.by, created_at=command.at, source=Source.PHONE, area_id=area_id)
    work.add(draft)
    return draft


async def leave_contact(command: GiveVisit, work: Work) -> Issue:
    """How whoever told it is found, said after it was filed, by whoever registered it: kept as when it is said before,
    for whoever has it alone. Raises NotYours of another's, NotPossibleNow of what is over."""
    issue = await matter(command.issue_id, work)
    report = next((one for one in issue.reports if one.registered_by == command.by), None)
    if report is None:
        raise NotYours(issue=issue, action=None)
    if issue.state not in STANDING:
        raise NotPossibleNow(state=issue.state, action=Action.VISIT)
    notes = await work.visit_notes(report.id)
    if notes:
        notes[0].text, notes[0].at = command.text.strip(), command.at
        work.changed(notes[0])
    else:
        keep_note(report, command.by, command.at, command.text.strip(), work)
        work.changed(issue)
    await redraw(work, issue, command.at)
    await ask_whose(issue, report, command.at, work)
    return issue


async def _outside_day(issue: Issue, deadline: Deadline, work: Work) -> None:
    note_due(issue, deadline, work)
    to = issue.holder_id
    if to is None:
        post = await on_duty_or_above(issue, Role.COMMUNITY_MANAGER, deadline.due_at, work)
        to = post.person_id if post is not None else None
    tell_person(work, Kind.OUTSIDE_DAY, to, deadline.due_at, Priority.PING, issue=issue)


DUE: dict[DeadlineKind, IssueDue] = {DeadlineKind.OUTSIDE_DAY: _outside_day}
