"""Whistling: who is called where for what, another department instead, and taking it back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from casework import duty
from casework.capabilities import Capability
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, step
from casework.lines import Whistled
from casework.messages import Kind, Priority, tell_person
from casework.model.issues import Action, Issue
from casework.model.people import Post, Role
from casework.model.places import AreaKind, Department
from casework.model.whistles import CallAction, CallState, Whistle, WhistleCall
from casework.neighbourhood.rights import ASK_FOR_WHISTLES, MANAGERS, covers
from casework.neighbourhood.switching import need
from casework.ports import Work
from casework.refusals import NobodyCalled, NotYours, PrivateMatter, TextNeeded
from casework.tiers import TIERS
from casework.whistle import answering
from casework.whistle.answering import OnCall
from casework.whistle.clock import after, feedback_by, settle
from casework.whistle.due import catch_up
from casework.whistle.lines import Asked, is_of, of_call
from casework.whistle.telling import (
    note,
    reaches,
    redraw_call,
    redraw_whistle,
    subdistrict,
    tell,
    tell_residents,
    to_department,
    whistler,
)
from casework.whistle.transitions import next_state


@frozen(kw_only=True)
class Blow:
    """Somebody whistles: about an issue, or at a place of its own. `on`: planned, they are awaited then."""

    by: int
    at: datetime
    departments: tuple[int, ...]
    matter: str
    issue_id: int | None = None
    area_id: int | None = None
    place: str = ""
    text: str = ""
    menu_id: int | None = None
    urgent: bool = False
    on: datetime | None = None
    chat_id: int | None = None


async def blow(command: Blow, work: Work) -> Whistle:
    """Call the departments; those that an open whistle about the same issue has called already are not called twice.

    Raises NotYours, SwitchedOff, NotPossibleNow, PrivateMatter, NobodyCalled, TextNeeded without a matter.
    """
    if command.issue_id is not None:
        return await _about_issue(command, command.issue_id, work)
    area = await work.area(command.area_id or 0)
    post = await post_to_whistle(command.by, area.line, work)
    need(Capability.WHISTLES, area.line, command.at, work)
    if not command.matter.strip():
        raise TextNeeded
    whistle = await _made(command, area.line, post, command.matter.strip(), work)
    await _call(whistle, command, await _fresh(whistle, command.departments, work), post, work)
    return whistle


async def _about_issue(command: Blow, issue_id: int, work: Work) -> Whistle:
    on = OnIssue(issue_id=issue_id, by=command.by, at=command.at, chat_id=command.chat_id)
    issue, post = await begin(on, Action.WHISTLE, work)
    assert post is not None
    if issue.private:
        raise PrivateMatter
    whistle = await open_about(issue, work)
    if whistle is None:
        whistle = await _made(command, issue.line, post, command.matter.strip(), work)
        issue.whistle_id = whistle.id
    else:
        await catch_up(whistle, command.at, work)
    called = await _fresh(whistle, command.departments, work)
    names = "、".join(one.name for one in called)
    step(issue, Action.WHISTLE, on, post, work, text=names, data=Whistled(whistle=whistle.id))
    calls = await _call(whistle, command, called, post, work)
    await tell_residents(work, whistle, command.at, "called", *calls)
    return whistle


async def open_about(issue: Issue, work: Work) -> Whistle | None:
    """The whistle about it whose departments are still waited for."""
    if issue.whistle_id is None:
        return None
    whistle = await work.whistle(issue.whistle_id)
    return whistle if whistle.open else None


async def post_to_whistle(person_id: int, line: Sequence[int], work: Work) -> Post:
    """The post in which somebody may whistle at a place, the nearest one. Raises NotYours."""
    found = [one for one in await work.posts_of(person_id) if one.role in MANAGERS and covers(one, line, None)]
    if not found:
        raise NotYours(action=Action.WHISTLE, roles=MANAGERS)
    return min(found, key=lambda one: line.index(one.area_id or 0))


async def ask_for(question_id: int, person_id: int, line: Sequence[int], at: datetime, work: Work) -> Post | None:
    """A branch secretary asks whoever is on duty in the community, or above, to whistle; what is kept in the question.
    Whom it asked; None when nobody can be. Raises NotYours."""
    if not any(one.role in ASK_FOR_WHISTLES and covers(one, line, None) for one in await work.posts_of(person_id)):
        raise NotYours(action=Action.WHISTLE, roles=MANAGERS | ASK_FOR_WHISTLES)
    post = await duty.first_of(line, None, (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER), at, work)
    if post is not None:
        data = Asked(question=question_id, by=person_id)
        tell_person(work, Kind.WHISTLE_ASKED, post.person_id, at, Priority.PING, data=data)
    return post


async def _made(command: Blow, line: tuple[int, ...], post: Post, matter: str, work: Work) -> Whistle:
    settings = work.settings_for(line, command.at)
    item = next((one for one in await work.menu_for(line) if one.id == command.menu_id), None)
    usual = item.report_in if item is not None and item.report_in is not None else settings.report_in
    year = command.at.astimezone(settings.zone).year
    kinds = [(await work.area(one)).kind for one in line]
    counts = line[kinds.index(AreaKind.SUBDISTRICT)] if AreaKind.SUBDISTRICT in kinds else line[-1]
    whistle = Whistle(
        id=work.new_id(),
        number=await work.next_number(-counts, year),  # counted apart from the issues of the same area
        year=year,
        area_id=line[0],
        line=line,
        matter=matter,
        at=command.at,
        by_id=command.by,
        by_post_id=post.id,
        tier=next(row.key for row in TIERS if row.role is post.role),
        report_in=settings.urgent_report_in if command.urgent else usual,
        feedback=item.feedback if item is not None and item.feedback else settings.feedback,
        feedback_days=item.feedback_days if item is not None else 0,
        issue_id=command.issue_id,
        menu_id=item.id if item else None,
        place=command.place.strip(),
        text=command.text.strip(),
    )
    work.add(whistle)
    return whistle


async def _fresh(whistle: Whistle, wanted: Iterable[int], work: Work) -> list[Department]:
    """Those of the place that are not being called already. Raises NobodyCalled."""
    busy = {one.department_id for one in whistle.calls if not one.over}
    here = {one.id: one for one in await work.departments_for(whistle.line)}
    found = [here[one] for one in dict.fromkeys(wanted) if one in here and one not in busy]
    if not found:
        raise NobodyCalled
    return found


async def _call(
    whistle: Whistle, command: Blow, departments: Sequence[Department], post: Post, work: Work
) -> list[WhistleCall]:
    calls = []
    settings = work.settings_for(whistle.line, command.at)
    limit = settings.urgent_report_in if command.urgent else whistle.report_in
    if command.on is not None:
        by = max(command.on, command.at)
    else:
        by = command.at + limit if command.urgent else after(whistle, command.at, limit, settings)
    since = by if command.on is not None else command.at
    for one in departments:
        call = WhistleCall(
            id=work.new_id(),
            whistle_id=whistle.id,
            department_id=one.id,
            called_at=command.at,
            report_in_by=by,
            feedback_by=feedback_by(whistle, since, settings),
            feedback_from=since,
        )
        whistle.calls.append(call)
        calls.append(call)
        note(whistle, "whistle", command.at, work, call=call, by=command.by, post=post, chat_id=command.chat_id)
    settle(whistle, command.at, work)
    for call in calls:
        await redraw_call(work, whistle, call, command.at, first=True, urgent=command.urgent)
        if not await reaches(call.department_id, work):
            await tell_deaf(whistle, call, command.at, work)
    return calls


async def call_another(command: OnCall, department_id: int, work: Work) -> Whistle:
    """What came back is for somebody else: from now on, or, what is planned, for the same time. Raises NobodyCalled
    where that one is called already."""
    whistle, call, post = await answering.begin(command, CallAction.CALL_ANOTHER, work)
    departments = await _fresh(whistle, (department_id,), work)
    soon = after(whistle, command.at, whistle.report_in, work.settings_for(whistle.line, command.at))
    on = call.report_in_by if call.report_in_by > soon else None
    again = Blow(by=command.by, at=command.at, departments=(), matter="", on=on, chat_id=command.chat_id)
    assert post is not None
    calls = await _call(whistle, again, departments, post, work)
    call.passed_to_id = calls[0].id
    said = of_call(call, to=department_id)
    note(whistle, CallAction.CALL_ANOTHER, command.at, work, by=command.by, post=post, data=said)
    await tell_residents(work, whistle, command.at, "called", *calls)
    await redraw_call(work, whistle, call, command.at)
    return whistle


async def withdraw(command: OnCall, work: Work) -> Whistle:
    """What came back is not needed any more; nor is a department that is not there yet, which hears so."""
    whistle, call, post = await answering.begin(command, CallAction.WITHDRAW, work)
    awaited = call.state is CallState.WHISTLED
    call.state = next_state(call, CallAction.WITHDRAW)
    note(whistle, CallAction.WITHDRAW, command.at, work, call=call, by=command.by, post=post)
    settle(whistle, command.at, work)
    if awaited:
        await to_department(work, Kind.WHISTLE_OFF, whistle, call, command.at)
    answering.end_if_over(whistle, command.at)
    await redraw_call(work, whistle, call, command.at)
    return whistle


# Departments that cannot be reached


async def tell_deaf(whistle: Whistle, call: WhistleCall, at: datetime, work: Work) -> None:
    """Nobody of the department can be reached: whoever whistled and the subdistrict hear it, to take the phone."""
    note(whistle, "deaf", at, work, call=call)
    for person_id in dict.fromkeys((await whistler(whistle, at, work), await subdistrict(whistle, at, work))):
        tell(work, Kind.WHISTLE_DEAF, whistle, at, person_id=person_id, call=call)


async def lost(department_id: int, at: datetime, work: Work) -> None:
    """The bot was put out of the department's group, or blocked by an officer: what is open goes to the officers
    privately; where none can be reached, whoever whistled hears it. Said once for each."""
    deaf = not await reaches(department_id, work)
    for whistle in await work.whistles_waiting_for(department_id):
        for call in [one for one in whistle.calls if one.department_id == department_id and not one.over]:
            if not deaf:
                await redraw_call(work, whistle, call, at)
            elif not any(e.action == "deaf" and is_of(e, call) for e in await work.timeline(whistle.id)):
                await tell_deaf(whistle, call, at, work)
                await redraw_whistle(work, whistle, at)


async def seat_changed(post: Post, at: datetime, work: Work) -> None:
    """Somebody left the post, or took it: what it whistled, or is whistled for, reaches whoever sits there now, or
    comes next; of a department where nobody does any more, whoever whistled hears so."""
    if post.department_id is not None:
        await lost(post.department_id, at, work)
    elif post.role in MANAGERS and post.area_id is not None:
        for whistle in await work.whistles_in([post.area_id]):
            if whistle.by_post_id == post.id:
                await redraw_whistle(work, whistle, at)
